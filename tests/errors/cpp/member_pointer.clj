; A pointer to member needs an object of its class.
(cpp/raw "struct a { int x = 1; }; struct b {};")
(let [x #cpp (:&member a x)]
  (x (cpp/b)))
