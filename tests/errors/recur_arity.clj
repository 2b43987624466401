; recur with too few values.
(loop [i 0 j 1]
  (recur i))
