; recur anywhere but at the end.
(loop [i 0]
  (inc (recur i)))
