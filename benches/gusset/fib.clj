;; fib(35): calls, small integers, branches.
(load-file "benches/gusset/measure.clj")

(defn fib [n]
  (if (< n 2)
    n
    (+ (fib (- n 1)) (fib (- n 2)))))

(def runs (parse-long (option "--runs" "3")))

(fib 22)            ; past every threshold
(Thread/sleep 300)  ; the background compiler finishes
(report "fib_check" (fib 20))
(report "fib_ms" (/ (median-ns runs #(fib 35)) 1e6))
