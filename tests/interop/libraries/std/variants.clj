; std::tuple, pair, variant, any and optional.
(ns variants (:include "tuple" "utility" "variant" "any" "optional" "array" "vector" "string"))

; tuple and pair: std::get by index and by type, tie, apply.
(let [t (cpp/std.make_tuple 1 2.5 (cpp/std.string "three"))]
  [(#cpp (std.get 0) t) (#cpp (std.get double) t) (.size (#cpp (std.get 2) t))]) ;=> [1 2.5 5]
(let [t (#cpp (std.tuple int std.string) 1 "x")]
  (cpp/= (#cpp (std.get 0) t) 7)
  (cpp/+= (#cpp (std.get std.string) t) "y")
  t) ;=> [7 "xy"]
(let [a (cpp/int) b (cpp/double)]
  (cpp/= (cpp/std.tie a b) (cpp/std.make_tuple 3 4.5))
  [a b]) ;=> [3 4.5]
(let [q (cpp/int)] (cpp/= (cpp/std.tie q cpp/std.ignore) (cpp/std.div 17 5)) q) ;=! no viable overloaded '='
(let [a (cpp/int)] (cpp/= (cpp/std.tie a cpp/std.ignore) (cpp/std.make_pair 3 4.5)) a) ;=> 3
(cpp/std.tuple_cat (cpp/std.make_tuple 1 2) (cpp/std.make_pair 3.5 true)) ;=> [1 2 3.5 true]
#cpp (std.tuple_size_v (std.tuple int double)) ;=> 2
[(cpp/std.apply (fn [a b] (+ a b)) (cpp/std.make_tuple 3 4)) (cpp/std.apply (#cpp (std.minus int)) (cpp/std.make_pair 3 4))] ;=> [7 -1]
(#cpp (std.make_from_tuple std.string) (cpp/std.make_tuple 3 \x)) ;=> "xxx"
(let [x (cpp/int 1) t (cpp/std.forward_as_tuple x)] (cpp/= (#cpp (std.get 0) t) 8) x) ;=> 8
(let [p (cpp/std.pair 1 2.5)] [(#cpp (std.get 0) p) (#cpp (std.get double) p)]) ;=> [1 2.5]
(#cpp (std.pair int std.string) cpp/std.piecewise_construct (cpp/std.make_tuple 5) (cpp/std.make_tuple 3 \z)) ;=> [5 "zzz"]
(let [a (#cpp (std.array int 3) #cpp [1 2 3])] [(#cpp (std.get 1) a) (cpp/std.apply + a)]) ;=> [2 6]
(#cpp (std.get 2) (cpp/std.make_tuple 1 2)) ;=! tuple_element<2

; variant: what it holds, changing it, the wrong alternative.
(let [v (#cpp (std.variant int std.string) "text")]
  [(.index v) (#cpp (std.holds_alternative std.string) v) (#cpp (std.get 1) v)
   (cpp/== (#cpp (std.get_if int) (cpp/& v)) nil) (cpp/* (#cpp (std.get_if std.string) (cpp/& v)))]) ;=> [1 true "text" true "text"]
(let [v (#cpp (std.variant int std.string))]
  (cpp/= v 5)
  (let [a (.index v)] (cpp/= v "five") [a (.index v) v])) ;=> [0 1 "five"]
(let [v (#cpp (std.variant int std.string) 7)]
  (#cpp (.emplace std.string) v 3 \x)
  (cpp/+= (#cpp (std.get std.string) v) "!")
  v) ;=> "xxx!"
[(#cpp (std.variant int std.string) #cpp (std.in_place_index 1) 2 \y) (#cpp (std.variant int std.string) #cpp (std.in_place_type int) 2)] ;=> ["yy" 2]
(try (let [v (#cpp (std.variant int std.string) 1)] (.size (#cpp (std.get std.string) v)))
  (catch cpp/std.bad_variant_access e (count (.what e)))) ;=> 33
(let [v (#cpp (std.variant std.monostate int))] [(.index v) (cpp/< v (#cpp (std.variant std.monostate int) 4))]) ;=> [0 true]
#cpp (std.variant_size_v (std.variant int double)) ;=> 2

; visit: with host functions, of one variant and of two, and with an overload set of lambdas.
(let [v (#cpp (std.variant int double) 2.5)] (cpp/std.visit (fn [x] (* 2 x)) v)) ;=> 5.0
(let [v (#cpp (std.variant int std.string) "abc")] (cpp/std.visit (fn [x] (if (string? x) (count x) x)) v)) ;=> 3
(let [v (#cpp (std.variant int double) 2) w (#cpp (std.variant int double) 2.5)] (cpp/std.visit (fn [x y] [x y]) v w)) ;=> [2 2.5]
(let [v (#cpp (std.variant int std.string) "ab")] (#cpp (std.visit std.string) (fn [x] (str x "!")) v)) ;=> "ab!"
(cpp/raw "template <class... F> struct overloaded : F... { using F::operator()...; };
          inline auto sizes = overloaded{[](int) { return 4; }, [](const std::string &s) { return int(s.size()); }};")
(let [vs (#cpp (std.vector (std.variant int std.string)))]
  (.push_back vs 1) (.push_back vs "three") (.emplace_back vs (cpp/std.string "s"))
  (loop [i 0 sum 0]
    (if (< i (.size vs)) (recur (inc i) (+ sum (cpp/std.visit cpp/sizes (cpp/aget vs i)))) [sum vs]))) ;=> [10 [1 "three" "s"]]

; any
(let [a (cpp/std.any 5)]
  (cpp/= (#cpp (std.any_cast (:& int)) a) 6)
  [(.has_value a) (#cpp (std.any_cast int) a) (cpp/* (#cpp (std.any_cast int) (cpp/& a))) (cpp/== (#cpp (std.any_cast double) (cpp/& a)) nil)]) ;=> [true 6 6 true]
(let [a (cpp/std.any)]
  (cpp/= a 2.5)
  (let [d (#cpp (std.any_cast double) a)] (.reset a) [d (.has_value a)])) ;=> [2.5 false]
(let [a (#cpp (std.make_any std.string) 3 \q)] (#cpp (std.any_cast (:& (:const std.string))) a)) ;=> "qqq"
(let [a (cpp/std.any (cpp/std.string "before"))] (#cpp (.emplace (std.vector int)) a 3 7) (#cpp (std.any_cast (std.vector int)) a)) ;=> [7 7 7]
(try (let [a (cpp/std.any 5)] (.size (#cpp (std.any_cast std.string) a))) (catch cpp/std.bad_any_cast e 0)) ;=> 0

; optional
(let [o (cpp/std.optional 5)] [(cpp/== o 5) (cpp/< o 6) (cpp/== o cpp/std.nullopt) (cpp/!= o (#cpp (std.optional int)))]) ;=> [true true false true]
(let [o (#cpp (std.make_optional std.string) 3 \x)] (.append o "y") [(.length o) (.value_or o "none")]) ;=> [4 "xxxy"]
(let [o (#cpp (std.optional std.string))] (.emplace o 2 \k) (if (cpp/cast bool o) (.size o) 0)) ;=> 2
(let [a (#cpp (std.optional int) 1) b (#cpp (std.optional int))] (cpp/std.swap a b) [a b]) ;=> [nil 1]
(let [a (#cpp (std.vector int) #cpp [1 2]) b (cpp/std.exchange a (#cpp (std.vector int) #cpp [9]))] [a b]) ;=> [[9] [1 2]]
