; let, if, do, loop and recur.
(let [x 1 y (+ x 1)] [x y]) ;=> [1 2]
(let [x 1] (let [x (inc x)] x)) ;=> 2
(let []) ;=> nil
(let [[a b & more :as all] [1 2 3 4]] [a b more all]) ;=> [1 2 (3 4) [1 2 3 4]]
(let [{:keys [a b] :or {b 7}} {:a 1}] [a b]) ;=> [1 7]
(let [{x :x [y] :ys :as m} {:x 1 :ys [2]}] [x y m]) ;=> [1 2 {:x 1, :ys [2]}]
(if true 1 2) ;=> 1
(if nil 1 2) ;=> 2
(if false 1) ;=> nil
(if 0 :yes :no) ;=> :yes
(do 1 2 3) ;=> 3
(do) ;=> nil
(when true 1 2) ;=> 2
(when false 1) ;=> nil
(when-not false 1) ;=> 1
(when-let [x (seq [1])] x) ;=> (1)
(if-let [x nil] x :none) ;=> :none
(cond false 1 nil 2 :else 3) ;=> 3
(cond) ;=> nil
(case 3 1 :one (2 3) :few :many) ;=> :few
(case "b" "a" 1 "b" 2) ;=> 2
(case :z :a 1) ;=! No matching clause: :z
(condp = 2 1 :one 2 :two) ;=> :two
(and) ;=> true
(and 1 2) ;=> 2
(and 1 nil 2) ;=> nil
(or) ;=> nil
(or nil false 3) ;=> 3
(-> 5 (- 1) (/ 2)) ;=> 2
(->> [1 2 3] (map inc) (reduce +)) ;=> 9
(loop [i 0 sum 0] (if (< i 10) (recur (inc i) (+ sum i)) sum)) ;=> 45
(loop [i 0 acc []] (if (= i 3) acc (recur (inc i) (conj acc (fn [] i))))) 
(map #(%) (loop [i 0 acc []] (if (= i 3) acc (recur (inc i) (conj acc (fn [] i)))))) ;=> (0 1 2)
; Variables are assigned all at once.
(loop [a 1 b 2 n 3] (if (zero? n) [a b] (recur b a (dec n)))) ;=> [2 1]
(loop [i 0] (if (< i 100000) (recur (inc i)) i)) ;=> 100000
(letfn [(ev? [n] (if (zero? n) true (od? (dec n)))) (od? [n] (if (zero? n) false (ev? (dec n))))] (ev? 100)) ;=> true
(dotimes [i 3] i) ;=> nil
(let [a (atom 0)] (while (< @a 5) (swap! a inc)) @a) ;=> 5
(for [x [1 2 3] y [:a :b] :when (odd? x)] [x y]) ;=> ([1 :a] [1 :b] [3 :a] [3 :b])
(let [a (atom [])] (doseq [x [1 2] y [3 4]] (swap! a conj [x y])) @a) ;=> [[1 3] [1 4] [2 3] [2 4]]
