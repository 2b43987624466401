; A const object is not assigned to.
(let [x (#cpp (:const int) 1)]
  (cpp/= x 2))
