; Loops long enough to be compiled while they run.
(loop [i 0 sum 0] (if (< i 20000) (recur (inc i) (+ sum i)) sum)) ;=> 199990000
(loop [i 0 x 0.0] (if (< i 20000) (recur (inc i) (+ x 0.5)) x)) ;=> 10000.0
; What was an integer becomes a double, and then something else.
(loop [i 0 x 0] (if (< i 20000) (recur (inc i) (if (< i 15000) (inc x) (+ x 0.5))) x)) ;=> 17500.0
(loop [i 0 x 0] (if (< i 20000) (recur (inc i) (if (= i 19999) (str x) (inc x))) x)) ;=> "19999"
(loop [i 0 x 1] (if (< i 20000) (recur (inc i) (if (< i 19000) 1 (* x 2))) x)) ;=! integer overflow
; An outer local, an inner loop, a closure over a loop's variable.
(let [step 3] (loop [i 0 n 0] (if (< i 20000) (recur (+ i step) (inc n)) n))) ;=> 6667
(loop [i 0 n 0] (if (< i 200) (recur (inc i) (+ n (loop [j 0] (if (< j 100) (recur (inc j)) j)))) n)) ;=> 20000
(count (loop [i 0 fs ()] (if (< i 10000) (recur (inc i) (cons (fn [] i) fs)) (map #(%) fs)))) ;=> 10000
(loop [i 0 v []] (if (< i 10000) (recur (inc i) (conj v i)) (reduce + v))) ;=> 49995000
(loop [i 0] (if (< i 10000) (recur (inc i)) (throw (ex-info "late" {:i i})))) ;=! late
;=! {:i 10000}
(dotimes [i 20000] i) ;=> nil
(defn collatz [n] (loop [n n steps 0] (cond (= n 1) steps (even? n) (recur (quot n 2) (inc steps)) :else (recur (inc (* 3 n)) (inc steps)))))
(reduce max (map collatz (range 1 2000))) ;=> 181
(defn sieve [n] (loop [candidates (vec (range 2 n)) primes []] (if (empty? candidates) primes (let [p (first candidates)] (recur (filterv #(pos? (mod % p)) candidates) (conj primes p))))))
(sieve 50) ;=> [2 3 5 7 11 13 17 19 23 29 31 37 41 43 47]
