; Maps and sets, walked and changed through their iterators; queues; nodes; keys of one's own.
(ns maps (:include "map" "unordered_map" "set" "unordered_set" "queue" "deque" "bitset" "array" "span" "string_view" "string" "vector"))

; it->first, it->second.
(let [m (#cpp (std.map std.string int) #cpp [#cpp ["one" 1] #cpp ["two" 2] #cpp ["three" 3]])]
  (loop [it (.begin m) pairs []]
    (if (cpp/== it (.end m))
      pairs
      (let [pair [(.-first it) (.-second it)]] (recur (cpp/std.next it) (conj pairs pair)))))) ;=> [["one" 1] ["three" 3] ["two" 2]]
(let [m (cpp/cast (std.map std.string int) {"a" 1 "b" 2})]
  (loop [it (.begin m)] (when (cpp/!= it (.end m)) (cpp/*= (.-second it) 10) (recur (cpp/std.next it))))
  m) ;=> {"a" 10, "b" 20}
(let [m (cpp/cast (std.map std.string int) {"a" 1}) it (.begin m)] (cpp/= (.-first it) "b")) ;=! no viable overloaded '='
(let [m (cpp/cast (std.map int std.string) {1 "one" 2 "two"}) it (.find m 2)]
  (if (cpp/!= it (.end m)) (.size (.-second it)) 0)) ;=> 3
(let [m (cpp/cast (std.map int int) {1 1 2 4 3 9 4 16})]
  (loop [it (.begin m)] (when (cpp/!= it (.end m)) (recur (if (odd? (.-first it)) (.erase m it) (cpp/std.next it)))))
  m) ;=> {2 4, 4 16}
(let [m (cpp/cast (std.map int int) {1 1 2 4 3 9})] [(cpp/std.erase_if m (fn [[k v]] (> v 3))) m]) ;=> [2 {1 1}]
(let [m (#cpp (std.map std.string (std.vector int)))]
  (.push_back (cpp/aget m "odd") 1) (.push_back (cpp/aget m "even") 2) (.push_back (cpp/aget m "odd") 3)
  m) ;=> {"even" [2], "odd" [1 3]}
(let [a (cpp/cast (std.map int int) {1 1}) b (cpp/cast (std.map int int) {1 5 2 2}) node (.extract b 2)]
  (cpp/= (.key node) 7)
  (.insert a (cpp/std.move node))
  (.merge a b)
  [a b]) ;=> [{1 1, 7 2} {1 5}]
(let [m (#cpp (std.unordered_map char int))]
  (doseq [c "abaca"] (cpp/++ (cpp/aget m c)))
  (let [best (cpp/std.max_element (.begin m) (.end m) (fn [x y] (< (second x) (second y))))] [(.-first best) (.-second best)])) ;=> [\a 3]
(try (let [m (#cpp (std.unordered_map int int))] (.at m 3)) (catch cpp/std.out_of_range e -1)) ;=> -1
(let [m (#cpp (std.map std.string int (std.less void)))] (.emplace m "k" 1) (.-second (.find m (cpp/std.string_view "k")))) ;=> 1

; Keys of one's own: an order, a hash.
(cpp/raw "namespace keyed { struct Pos { int x, y; auto operator<=>(const Pos &) const = default; };
          struct Hash { size_t operator()(const Pos &p) const { return p.x * 31 + p.y; } }; }
          template <> struct std::hash<keyed::Pos> : keyed::Hash {};")
(let [m (#cpp (std.map keyed.Pos std.string))]
  (cpp/= (cpp/aget m (cpp/keyed.Pos 2 1)) "b") (cpp/= (cpp/aget m (cpp/keyed.Pos 1 9)) "a")
  [(.-second (.begin m)) (.-y (.-first (.begin m))) (.contains m (cpp/keyed.Pos 2 1))]) ;=> ["a" 9 true]
(let [s (#cpp (std.unordered_set keyed.Pos)) t (#cpp (std.unordered_set keyed.Pos keyed.Hash))]
  [(.-second (.insert s (cpp/keyed.Pos 1 2))) (.-second (.emplace s 1 2)) (.size s) (.count t (cpp/keyed.Pos 1 2))]) ;=> [true false 1 0]
(let [s (#cpp (std.set (std.pair int std.string)))] (.emplace s 2 "b") (.emplace s 1 "z") (.emplace s 2 "a") s) ;=> #{[1 "z"] [2 "a"] [2 "b"]}

; Sets: bounds, erasing ranges.
(let [s (#cpp (std.set int) #cpp [1 2 3 4 5 6])]
  (.erase s (.lower_bound s 2) (.upper_bound s 4))
  [s (.erase s 9) (cpp/* (cpp/std.prev (.end s)))]) ;=> [#{1 5 6} 0 6]

; Queues: of structs by a host comparator, a queue for a breadth-first search, a deque as a window.
(cpp/raw "namespace keyed { struct Job { int priority; std::string name; bool operator<(const Job &o) const { return priority < o.priority; } }; }")
(let [q (#cpp (std.priority_queue keyed.Job))]
  (.push q (cpp/keyed.Job 1 "low")) (.emplace q (cpp/keyed.Job 9 "high")) (.push q #cpp [5 "mid"])
  (loop [done []] (if (.empty q) done (let [n (.-name (.top q)) name (str n)] (.pop q) (recur (conj done name)))))) ;=> ["high" "mid" "low"]
(let [q (#cpp (std.priority_queue int (std.vector int) (std.function (:fn bool [int int]))) (fn [a b] (> a b)))]
  (doseq [x [5 1 3]] (.push q x))
  (loop [out []] (if (.empty q) out (let [x (int (.top q))] (.pop q) (recur (conj out x)))))) ;=> [1 3 5]
(let [edges {1 [2 3] 2 [4] 3 [4] 4 []} q (#cpp (std.queue int)) seen (#cpp (std.set int))]
  (.push q 1) (.insert seen 1)
  (loop [order []]
    (if (.empty q)
      order
      (let [x (int (.front q))]
        (.pop q)
        (doseq [y (edges x)] (when (.-second (.insert seen (cpp/cast int y))) (.push q (cpp/cast int y))))
        (recur (conj order x)))))) ;=> [1 2 3 4]
(let [d (#cpp (std.deque int) #cpp [1 2 3 4])]
  (cpp/std.rotate (.begin d) (cpp/+ (.begin d) 1) (.end d))
  (.insert d (cpp/+ (.begin d) 2) 9) (.erase d (.begin d))
  [d (cpp/aget d 1) (.at d 0) (try (do (.at d 10) 0) (catch cpp/std.out_of_range e -1))]) ;=> [[3 9 4 1] 9 3 -1]

; bitset, array, span, string_view.
(let [b (#cpp (std.bitset 16) "1010") c (cpp/<< b 2)]
  (.reset b 1)
  [(.to_ulong b) (.to_string c) (.any b) (.none b) (.all b) (.count (cpp/~ b)) (.to_ulong (cpp/^ b c)) (try (do (.test b 99) 0) (catch cpp/std.out_of_range e -1))]) ;=> [8 "0000000000101000" true false false 15 32 -1]
(let [a (#cpp (std.array (std.array int 2) 2) #cpp [#cpp [#cpp [1 2] #cpp [3 4]]]) b (#cpp (std.array (std.array int 2) 2) a)]
  (cpp/= (cpp/aget (cpp/aget b 1) 0) 30)
  [a b (cpp/== a b) (.size a) (cpp/std.size a) (cpp/* (.data (.front a)))]) ;=> [[[1 2] [3 4]] [[1 2] [30 4]] false 2 2 1]
(cpp/raw "namespace keyed { inline int sum(std::span<const int> s) { int n = 0; for (int x : s) n += x; return n; } inline size_t length(std::string_view s) { return s.size(); } }")
(let [v (#cpp (std.vector int) #cpp [1 2 3 4]) a (#cpp (std.array int 2) #cpp [5 6]) s (#cpp (std.span int) (.data v) 2)]
  [(cpp/keyed.sum v) (cpp/keyed.sum a) (cpp/keyed.sum s) (cpp/keyed.sum (.first s 1)) (.size s) (cpp/* (.rbegin s)) #cpp (:member (std.span int 3) extent)]) ;=> [10 11 3 1 2 2 3]
(let [s (cpp/std.string "one two") v (cpp/std.string_view s) w (.substr v 4)]
  [w (cpp/keyed.length w) (cpp/keyed.length "lit") (cpp/keyed.length s) (.find_first_of v "wt") (.find_last_not_of v "ow") (cpp/aget v 2) (cpp/< w v) (cpp/== (.data v) (.c_str s))]) ;=> ["two" 3 3 7 4 4 \e false true]
