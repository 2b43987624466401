; Branches without a common type.
(let [x (if (< 1 2) (cpp/std.string "a") (#cpp (std.vector int)))]
  1)
