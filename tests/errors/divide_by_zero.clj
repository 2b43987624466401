; Division by zero.
(defn mean [xs]
  (/ (apply + xs) (count xs)))
(mean [])
