; Past 64 bits.
(defn product [xs]
  (reduce * xs))
(product (range 1 30))
