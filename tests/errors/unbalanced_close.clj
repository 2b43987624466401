; A closing delimiter too many.
(defn f [a]
  (inc a)))
