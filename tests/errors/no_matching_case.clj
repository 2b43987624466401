; case without a default.
(defn name-of [n]
  (case n 1 "one" 2 "two"))
(name-of 3)
