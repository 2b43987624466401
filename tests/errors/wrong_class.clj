; A string where a number is needed.
(defn add-one [x]
  (inc x))
(add-one "1")
