; for, doseq, dotimes, while, loop.
(for [x [1 2 3]] (* x x)) ;=> (1 4 9)
(for [x [1 2] y [:a :b]] [x y]) ;=> ([1 :a] [1 :b] [2 :a] [2 :b])
(for [x (range 5) :when (even? x)] x) ;=> (0 2 4)
(for [x (range 10) :while (< x 4)] x) ;=> (0 1 2 3)
(for [x (range 4) :let [y (* x x)]] y) ;=> (0 1 4 9)
(for [x (range 6) :let [y (* x x)] :when (odd? y)] [x y]) ;=> ([1 1] [3 9] [5 25])
(for [x (range 3) y (range x)] [x y]) ;=> ([1 0] [2 0] [2 1])
(for [x (range 5) :when (odd? x) y (range x) :while (< y 2)] [x y]) ;=> ([1 0] [3 0] [3 1])
(for [x [1 2 3] :while (< x 3) y [10 20] :when (not= y 10)] (+ x y)) ;=> (21 22)
(for [x []] x) ;=> ()
(for [x nil] x) ;=> ()
(for [x [1 2] y []] y) ;=> ()
(for [[a b] {:x 1} c [1 2]] [a b c]) ;=> ([:x 1 1] [:x 1 2])
(take 3 (for [x (range) :when (zero? (mod x 7))] x)) ;=> (0 7 14)
(take 4 (for [x (iterate inc 1) y (range x)] [x y])) ;=> ([1 0] [2 0] [2 1] [3 0])
(count (for [x (range 100) y (range 100)] 1)) ;=> 10000
(for [x "abc"] x) ;=> (\a \b \c)
(mapv #(%) (for [i (range 3)] (fn [] i))) ;=> [0 1 2]
(for [x [1 2] :let [y x z (+ y 1)] w [z]] [x y z w]) ;=> ([1 1 2 2] [2 2 3 3])
(for [x [[1 2] [3]] y x] y) ;=> (1 2 3)
(first (for [x (range) :while (< x 5) :when (> x 2)] x)) ;=> 3
(doseq [x [1 2 3]] (print x))
;stdout: 123
;=> nil
(doseq [x [1 2] y [:a :b]] (print x y " "))
;stdout: 1 :a  1 :b  2 :a  2 :b
;=> nil
(doseq [x (range 10) :when (odd? x) :while (< x 6)] (print x))
;stdout: 135
;=> nil
(doseq [x (range 3) :let [y (* 10 x)]] (print y))
;stdout: 01020
;=> nil
(doseq [x []] (print x)) ;=> nil
(doseq [[k v] {:a 1}] (prn k v))
;stdout: :a 1
;=> nil
(doseq [x [1 2 3] :while (< x 3) y [1 2] :when (= x y)] (print x y))
;stdout: 1 12 2
;=> nil
(doseq [x nil] (print x)) ;=> nil
(doseq [x [1 2]]) ;=> nil
(dotimes [i 4] (print i))
;stdout: 0123
;=> nil
(dotimes [i 0] (print i)) ;=> nil
(dotimes [i -3] (print i)) ;=> nil
(let [n 3] (dotimes [i n] (print i)))
;stdout: 012
;=> nil
(let [a (atom 0)] (dotimes [i 100] (swap! a + i)) @a) ;=> 4950
(let [a (atom 3)] (while (pos? @a) (print @a) (swap! a dec)))
;stdout: 321
;=> nil
(loop [i 0 acc []] (if (< i 3) (recur (inc i) (conj acc i)) acc)) ;=> [0 1 2]
(loop [] 5) ;=> 5
(loop [x 1] (if (> x 1000) x (recur (* x 2)))) ;=> 1024
(let [a (atom [])] (doseq [x (range 3) y (range 2)] (swap! a conj [x y])) @a) ;=> [[0 0] [0 1] [1 0] [1 1] [2 0] [2 1]]
(let [a (atom [])] (doseq [f (for [i (range 3)] #(swap! a conj i))] (f)) @a) ;=> [0 1 2]
(let [s (atom 0)] (doseq [x (range 100000)] (swap! s + x)) @s) ;=> 4999950000
(reduce + (for [x (range 100) :when (even? x)] x)) ;=> 2450
(areduce (long-array [1 2 3]) i acc 0 (+ acc i)) ;=> 3
(run! print [1 2 3])
;stdout: 123
;=> nil
(let [x (for [a [1 2 3]] (do (print a) a))] (first x) :done)
;stdout: 123
;=> :done
