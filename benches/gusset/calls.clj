;; The cost of a C++ call in a hot loop: one that is opaque, and one of an inline function.
(load-file "benches/gusset/measure.clj")

(cpp/raw "__attribute__((noinline)) unsigned bench_opaque(unsigned x) { return x * 1664525u + 1013904223u; }
          inline unsigned bench_inline(unsigned x) { return x * 1664525u + 1013904223u; }")

(defn call-opaque [n]
  (loop [i 0, x (cpp/cast (:unsigned int) 1)]
    (if (< i n)
      (recur (inc i) (cpp/bench_opaque x))
      (cpp/cast long x))))

(defn call-inline [n]
  (loop [i 0, x (cpp/cast (:unsigned int) 1)]
    (if (< i n)
      (recur (inc i) (cpp/bench_inline x))
      (cpp/cast long x))))

(def calls (parse-long (option "--calls" "10000000")))

(dotimes [_ 300]
  (call-opaque 50)
  (call-inline 50))
(Thread/sleep 500)
(report "calls_check" (call-inline 1000))
(report "opaque_ns" (/ (median-ns 5 #(call-opaque calls)) (double calls)))
(report "inline_ns" (/ (median-ns 5 #(call-inline calls)) (double calls)))
