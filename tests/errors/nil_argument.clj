; nil where a number is needed.
(let [m {:a 1}]
  (+ (:a m) (:b m)))
