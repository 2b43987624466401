;; A sum of 10^8 integers: one hot loop.
(load-file "benches/gusset/measure.clj")

(defn sum [n]
  (loop [i 0, total 0]
    (if (< i n)
      (recur (inc i) (+ total i))
      total)))

(def runs (parse-long (option "--runs" "3")))

(dotimes [_ 300]
  (sum 100))
(Thread/sleep 300)
(report "sum_check" (sum 100000))
(report "sum_ms" (/ (median-ns runs #(sum 100000000)) 1e6))
