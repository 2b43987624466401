; Sequences, most of them lazy.
(first [1 2]) ;=> 1
(first nil) ;=> nil
(rest [1]) ;=> ()
(next [1]) ;=> nil
(cons 0 [1]) ;=> (0 1)
(seq []) ;=> nil
(range 3) ;=> (0 1 2)
(range 1 10 3) ;=> (1 4 7)
(take 3 (range)) ;=> (0 1 2)
(drop 2 [1 2 3]) ;=> (3)
(map + [1 2] [10 20 30]) ;=> (11 22)
(filter even? (range 6)) ;=> (0 2 4)
(remove even? (range 6)) ;=> (1 3 5)
(reduce + [1 2 3]) ;=> 6
(reduce + 10 []) ;=> 10
(reduce (fn [_ x] (if (= x 3) (reduced :three) x)) (range)) ;=> :three
(reductions + [1 2 3]) ;=> (1 3 6)
(take 5 (iterate #(* 2 %) 1)) ;=> (1 2 4 8 16)
(take 3 (repeat :x)) ;=> (:x :x :x)
(take 4 (cycle [1 2])) ;=> (1 2 1 2)
(concat [1] nil [2 3]) ;=> (1 2 3)
(mapcat #(vector % %) [1 2]) ;=> (1 1 2 2)
(partition 2 [1 2 3 4 5]) ;=> ((1 2) (3 4))
(partition-all 2 [1 2 3]) ;=> ((1 2) (3))
(interleave [1 2] [:a :b]) ;=> (1 :a 2 :b)
(interpose :x [1 2 3]) ;=> (1 :x 2 :x 3)
(distinct [1 2 1]) ;=> (1 2)
(take-while pos? [1 2 -1 3]) ;=> (1 2)
(drop-while pos? [1 2 -1 3]) ;=> (-1 3)
(some #{2} [1 2]) ;=> 2
(every? odd? [1 3]) ;=> true
(last [1 2]) ;=> 2
(butlast [1 2 3]) ;=> (1 2)
(second [1 2]) ;=> 2
(reverse [1 2 3]) ;=> (3 2 1)
(map-indexed vector [:a :b]) ;=> ([0 :a] [1 :b])
(keep #(when (odd? %) (* % %)) [1 2 3]) ;=> (1 9)
(flatten [1 [2 [3]]]) ;=> (1 2 3)
(split-at 1 [1 2 3]) ;=> [(1) (2 3)]
(into [] (comp (map inc) (filter even?)) (range 5)) ;=> [2 4]
(transduce (map inc) + [1 2 3]) ;=> 9
(apply max [3 1 2]) ;=> 3
; Laziness: nothing is computed before it is asked for.
(let [seen (atom 0) xs (map (fn [x] (swap! seen inc) x) (iterate inc 0))] [@seen (first xs) (pos? @seen)]) ;=> [0 0 true]
(defn up-from [n] (lazy-seq (cons n (up-from (inc n)))))
(take 3 (up-from 5)) ;=> (5 6 7)
; A long sequence is walked and dropped without recursion.
(count (map inc (range 100000))) ;=> 100000
(reduce + (map inc (filter even? (range 10000)))) ;=> 25000000
(last (take 100000 (iterate inc 0))) ;=> 99999
(first 1) ;=! Don't know how to create ISeq from
