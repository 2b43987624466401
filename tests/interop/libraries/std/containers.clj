; Containers of the standard library, as one uses them by hand.
(ns containers (:include "deque" "list" "forward_list" "queue" "stack" "set" "unordered_set" "map" "array" "bitset" "tuple"))

; vector: growth, access, iteration by index and by iterator, erase-remove.
(let [v (#cpp (std.vector int))]
  (dotimes [i 10] (.push_back v (* i i)))
  [(.size v) (.front v) (.back v) (cpp/aget v 3) (.at v 4) (.empty v)]) ;=> [10 0 81 9 16 false]
(let [v (#cpp (std.vector int) #cpp [1 2 3 4])]
  (loop [it (.begin v) sum 0]
    (if (cpp/!= it (.end v))
      (let [x (cpp/cast int (cpp/* it))] (recur (cpp/+ it 1) (+ sum x)))
      sum))) ;=> 10
(let [v (#cpp (std.vector int) #cpp [1 2 3 4])
      it (.begin v)]
  (loop [sum 0]
    (if (cpp/!= it (.end v))
      (let [x (+ sum (cpp/* it))] (cpp/++ it) (recur x))
      sum))) ;=> 10
(let [v (#cpp (std.vector int) 5 7)] (.insert v (.begin v) 1) (.resize v 3) (cpp/cast (std.vector int) v)) ;=> [1 7 7]
(let [v (#cpp (std.vector int) #cpp [5 3 9 1])]
  (.erase v (cpp/+ (.begin v) 1))
  (.pop_back v)
  (cpp/= (cpp/aget v 0) 42)
  (cpp/+= (cpp/aget v 1) 1)
  v) ;=> [42 10]
(let [v (#cpp (std.vector std.string))]
  (.push_back v "one") (.emplace_back v "two") (.emplace_back v 3 \x)
  [(.size v) (cpp/aget v 2) (.length (.front v))]) ;=> [3 "xxx" 3]
(let [a (#cpp (std.vector int) #cpp [1 2]) b (#cpp (std.vector int) a)]
  (.push_back b 3)
  [(cpp/== a b) (cpp/< a b) (.size a) (.size b)]) ;=> [false true 2 3]
(let [v (#cpp (std.vector (std.vector double)) 2 (#cpp (std.vector double) 3 0.5))]
  (cpp/= (cpp/aget (cpp/aget v 1) 2) 2.5)
  [(.size v) (.size (cpp/aget v 0)) (cpp/aget (cpp/aget v 1) 2)]) ;=> [2 3 2.5]
(let [v (#cpp (std.vector bool) 3 false)]
  (cpp/= (cpp/aget v 1) true)
  [(cpp/cast bool (cpp/aget v 0)) (cpp/cast bool (cpp/aget v 1)) (.size v)]) ;=> [false true 3]
(let [v (#cpp (std.vector int) #cpp [1 2 3])]
  (.reserve v 100)
  [(>= (.capacity v) 100) (cpp/== (.data v) (cpp/& (cpp/aget v 0))) (cpp/aget (.data v) 2)]) ;=> [true true 3]
(let [v (#cpp (std.vector int) #cpp [3 1 2])]
  (let [r (.rbegin v)] [(cpp/* r) (cpp/- (.rend v) r)])) ;=> [2 3]
(try (let [v (#cpp (std.vector int))] (.at v 7)) (catch cpp/std.out_of_range e :out-of-range)) ;=> :out-of-range

; map and unordered_map
(let [m (#cpp (std.map std.string int))]
  (cpp/= (cpp/aget m "one") 1)
  (cpp/= (cpp/aget m "two") 2)
  (.insert m (cpp/std.make_pair "three" 3))
  (.emplace m "four" 4)
  (.insert_or_assign m "one" 11)
  (.try_emplace m "five" 5)
  [(.size m) (.at m "one") (.count m "none") (.contains m "two") (cpp/aget m "five")]) ;=> [5 11 0 true 5]
(let [m (#cpp (std.map std.string int))
      r (.insert m (cpp/std.make_pair (cpp/std.string "x") 1))
      again (.emplace m "x" 2)]
  [(.-second r) (.-second again) (.-second (.-first again))]) ;=> [true false 1]
(let [m (#cpp (std.unordered_map std.string double))]
  (cpp/= (cpp/aget m "pi") 3.25)
  (cpp/+= (cpp/aget m "pi") 1)
  [(.at m "pi") (.size m) (cpp/== (.find m "e") (.end m)) (.erase m "pi") (.empty m)]) ;=> [4.25 1 true 1 true]
(let [m (#cpp (std.multimap int char))]
  (.emplace m 1 \a) (.emplace m 1 \b) (.emplace m 2 \c)
  (let [range (.equal_range m 1)]
    [(.count m 1) (cpp/std.distance (.-first range) (.-second range)) (.-second (.lower_bound m 2))])) ;=> [2 2 \c]
(let [s (#cpp (std.set int) #cpp [3 1 2 3])]
  [(.size s) (cpp/* (.begin s)) (cpp/* (.rbegin s)) (.contains s 2) (cpp/* (.lower_bound s 2)) (cpp/* (.upper_bound s 2))]) ;=> [3 1 3 true 2 3]
(let [s (#cpp (std.set int (std.greater int)) #cpp [3 1 2])] (cpp/* (.begin s))) ;=> 3
(let [s (#cpp (std.unordered_set std.string))]
  (.insert s "a") (.insert s "a") (.emplace s "b")
  [(.size s) (.count s "a") (.-second (.insert s "c")) (.bucket_count s)] 
  (.size s)) ;=> 3
(let [s (#cpp (std.multiset int) #cpp [1 1 1])] (.count s 1)) ;=> 3

; sequences
(let [d (#cpp (std.deque int))]
  (.push_front d 1) (.push_back d 2) (.emplace_front d 0) (.pop_back d)
  [(.size d) (.front d) (cpp/aget d 1)]) ;=> [2 0 1]
(let [l (#cpp (std.list int) #cpp [3 1 2])]
  (.sort l) (.push_front l 0) (.reverse l) (.remove l 2)
  [(.size l) (.front l) (.back l)]) ;=> [3 3 0]
(let [l (#cpp (std.list int) #cpp [1 2]) m (#cpp (std.list int) #cpp [8 9])]
  (.splice l (.begin l) m)
  [(.size l) (.front l) (.empty m)]) ;=> [4 8 true]
(let [f (#cpp (std.forward_list int) #cpp [1 2])] (.push_front f 0) (.insert_after f (.begin f) 7) (cpp/std.distance (.begin f) (.end f))) ;=> 4
(let [a (#cpp (std.array int 3) #cpp [1 2 3])]
  (.fill a 7)
  [(.size a) (cpp/aget a 2) (.back a) (cpp/sizeof (std.array int 3))]) ;=> [3 7 7 12]
(let [q (#cpp (std.queue int))] (.push q 1) (.push q 2) (.pop q) [(.front q) (.size q)]) ;=> [2 1]
(let [q (#cpp (std.priority_queue int))] (.push q 1) (.push q 5) (.push q 3) (.pop q) (.top q)) ;=> 3
(let [q (#cpp (std.priority_queue int (std.vector int) (std.greater int)))] (.push q 5) (.push q 1) (.top q)) ;=> 1
(let [s (#cpp (std.stack std.string))] (.push s "a") (.push s "b") (let [t (cpp/std.string (.top s))] (.pop s) [(str t) (str (.top s))])) ;=> ["b" "a"]

; bitset, pair, tuple
(let [b (#cpp (std.bitset 8) 5)]
  (.set b 7) (.flip b 0)
  [(.to_string b) (.count b) (.test b 2) (.to_ulong (cpp/| b (#cpp (std.bitset 8) "00000011"))) (cpp/cast bool (cpp/aget b 7))]) ;=> ["10000100" 2 true 135 true]
(let [p (cpp/std.make_pair 1 2.5)] (cpp/= (.-first p) 7) [(.-first p) (.-second p)]) ;=> [7 2.5]
(let [a (cpp/std.make_tuple 1 2) b (cpp/std.make_tuple 1 3)] [(cpp/< a b) (cpp/== a b)]) ;=> [true false]
(let [a (#cpp (std.vector int) #cpp [1]) b (#cpp (std.vector int) #cpp [2 3])] (cpp/std.swap a b) [(.size a) (.size b)]) ;=> [2 1]
