; A closure captures by copy.
(let [p (#cpp (std.unique_ptr int) (cpp/new int 5))]
  (fn [] (cpp/* p)))
