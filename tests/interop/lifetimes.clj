; A native local lives to the end of its let, on every way out.
(ns lifetimes (:include "counter.hpp"))
(cpp/live_counters) ;=> 0
(let [c (cpp/counter 1)] [(.get c) (cpp/live_counters)]) ;=> [1 1]
(cpp/live_counters) ;=> 0
(let [a (cpp/counter 1) b (cpp/counter 2)] (cpp/live_counters)) ;=> 2
(cpp/live_counters) ;=> 0
(try (let [c (cpp/counter 1)] (throw (ex-info "out" {}))) (catch Exception e (cpp/live_counters))) ;=> 0
(loop [i 0 seen 0] (if (< i 5) (recur (inc i) (+ seen (let [c (cpp/counter i)] (cpp/live_counters)))) seen)) ;=> 5
(cpp/live_counters) ;=> 0
(defn f [n] (let [c (cpp/counter n)] (if (zero? n) (cpp/live_counters) (f (dec n)))))
(f 3) ;=> 4
(cpp/live_counters) ;=> 0
; A closure captures a copy, which dies with the closure: after its last use.
(let [g (let [c (cpp/counter 7)] (fn [] (.get c)))] [(cpp/live_counters) (g) (cpp/live_counters)]) ;=> [1 7 0]
(cpp/live_counters) ;=> 0
; A temporary dies at the end of its full expression.
(.get (cpp/counter 5)) ;=> 5
(cpp/live_counters) ;=> 0
; Hot code does the same.
(loop [i 0 sum 0] (if (< i 10000) (recur (inc i) (+ sum (let [c (cpp/counter 1)] (.get c)))) sum)) ;=> 10000
(cpp/live_counters) ;=> 0
