; <algorithm>, <numeric>, <functional>, iterators; host functions as comparators and predicates.
(ns algorithms (:include "algorithm" "numeric" "functional" "iterator" "vector" "list" "random" "ranges" "span"))

(def v [5 3 9 1 7])
(let [a (cpp/cast (std.vector int) v)]
  (cpp/std.sort (.begin a) (.end a))
  a) ;=> [1 3 5 7 9]
(let [a (cpp/cast (std.vector int) v)]
  (cpp/std.sort (.begin a) (.end a) (#cpp (std.greater int)))
  a) ;=> [9 7 5 3 1]
(let [a (cpp/cast (std.vector int) v)]
  (cpp/std.sort (.begin a) (.end a) (fn [x y] (> x y)))
  a) ;=> [9 7 5 3 1]
(let [a (cpp/cast (std.vector int) v) b (#cpp (std.vector int) (.size a))]
  (cpp/std.transform (.begin a) (.end a) (.begin b) (fn [x] (* x x)))
  (cpp/std.partial_sum (.begin b) (.end b) (.begin a))
  [(cpp/cast (std.vector int) a) (cpp/cast (std.vector int) b)]) ;=> [[25 34 115 116 165] [25 9 81 1 49]]
(let [a (cpp/cast (std.vector int) v) out (#cpp (std.vector int))]
  (cpp/std.copy_if (.begin a) (.end a) (cpp/std.back_inserter out) (fn [x] (< x 6)))
  out) ;=> [5 3 1]
(let [a (#cpp (std.vector int) #cpp [1 2 3 2 1])]
  (.erase a (cpp/std.remove (.begin a) (.end a) 2) (.end a))
  a) ;=> [1 3 1]
(let [a (#cpp (std.vector int) #cpp [1 1 2 2 3])]
  (.erase a (cpp/std.unique (.begin a) (.end a)) (.end a))
  [(cpp/std.binary_search (.begin a) (.end a) 2) (cpp/std.erase a 3) (.size a)]) ;=> [true 1 2]
(let [a (#cpp (std.vector int) #cpp [1 2 3]) b (#cpp (std.vector int) #cpp [4 5 6])]
  [(cpp/std.inner_product (.begin a) (.end a) (.begin b) 0) (cpp/std.equal (.begin a) (.end a) (.begin b)) (cpp/std.lexicographical_compare (.begin a) (.end a) (.begin b) (.end b))]) ;=> [32 false true]
(let [seen (atom [])
      a (#cpp (std.vector int) #cpp [1 2 3])]
  (cpp/std.for_each (.begin a) (.end a) (fn [x] (swap! seen conj x)))
  @seen) ;=> [1 2 3]
[(cpp/std.min 3 2) (cpp/std.max 1.5 2.5) (cpp/std.clamp 7 0 5) (cpp/std.gcd 12 18) (cpp/std.lcm 4 6) (cpp/std.abs -2.5) (cpp/std.midpoint 2 6)] ;=> [2 2.5 5 6 12 2.5 4]
(let [a (#cpp (std.vector int) #cpp [1 2 3])
      mm (cpp/std.minmax_element (.begin a) (.end a))]
  [(cpp/* (.-first mm)) (cpp/* (.-second mm))]) ;=> [1 3]
(let [a (#cpp (std.vector int) #cpp [1 2 3])]
  (loop [n 1] (if (cpp/std.next_permutation (.begin a) (.end a)) (recur (inc n)) n))) ;=> 6
(let [a (#cpp (std.vector int) #cpp [5 2 8])]
  (cpp/std.make_heap (.begin a) (.end a))
  (cpp/std.push_heap (.begin a) (.end a))
  (cpp/std.nth_element (.begin a) (cpp/+ (.begin a) 1) (.end a))
  (cpp/aget a 1)) ;=> 5

; ranges
(let [a (cpp/cast (std.vector int) v)]
  (cpp/std.ranges.sort a)
  [(cpp/cast (std.vector int) a) (cpp/std.ranges.max a) (cpp/std.ranges.count a 3) (cpp/std.ranges.is_sorted a)]) ;=> [[1 3 5 7 9] 9 1 true]
(let [a (cpp/cast (std.vector int) v)
      big (cpp/std.views.filter a (fn [x] (> x 4)))]
  (loop [it (.begin big) n []] (if (cpp/== it (.end big)) n (let [x (+ 0 (cpp/* it))] (recur (cpp/std.ranges.next it) (conj n x)))))) ;=> [5 9 7]
(let [a (cpp/cast (std.vector int) v)
      taken (cpp/| a (cpp/std.views.take 2))]
  (cpp/std.ranges.distance taken)) ;=> 2
(let [i (cpp/std.views.iota 0 5)] (cpp/std.accumulate (.begin i) (.end i) 0)) ;=> 10

; span
(let [a (#cpp (std.vector int) #cpp [1 2 3 4])
      s (#cpp (std.span int) a)
      t (.subspan s 1 2)]
  (cpp/= (cpp/aget t 0) 20)
  [(.size t) (cpp/aget a 1) (.size_bytes s) (.front (.last s 1))]) ;=> [2 20 16 4]

; functional
(let [plus (#cpp (std.plus int))] (plus 2 3)) ;=> 5
(let [f (cpp/cast (std.function (:fn int [int])) (fn [x] (* 2 x)))] [(f 21) (cpp/cast bool f)]) ;=> [42 true]
(let [f (#cpp (std.function (:fn int [int int])) (fn [a b] (- a b)))
      g (cpp/std.bind f 10 cpp/std.placeholders._1)]
  (g 3)) ;=> 7
(let [h (#cpp (std.hash std.string))] (= (h "a") (h "a"))) ;=> true
(let [x (cpp/int 1) r (cpp/std.ref x)] (cpp/= (.get r) 5) (+ x 0)) ;=> 5

; random
(let [gen (cpp/std.mt19937 42)
      dist (#cpp (std.uniform_int_distribution int) 1 6)
      xs (map (fn [_] 1) (range 3))
      x (dist gen)]
  [(<= 1 x 6) (cpp/< 0 (gen)) (.min dist) (.max dist)]) ;=> [true true 1 6]
(let [gen (cpp/std.mt19937 1)
      normal (#cpp (std.normal_distribution double) 0.0 1.0)
      a (#cpp (std.vector int) #cpp [1 2 3 4])]
  (cpp/std.shuffle (.begin a) (.end a) gen)
  [(double? (normal gen)) (cpp/std.accumulate (.begin a) (.end a) 0)]) ;=> [true 10]
