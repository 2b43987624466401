; What ordinary programs do first: members, callbacks, containers, enumerators, conversions; and what is refused.
(ns everyday (:include "everyday.hpp"))
cpp/anon ;=> 3
(cpp/m.al.to_string 5) ;=> "5"
(.size (cpp/m.string "abc")) ;=> 3
(.-a (cpp/m.cstruct 4)) ;=> 4
[cpp/m.X1 cpp/m.X2] ;=> [4 5]
(let [u (cpp/m.U)] (cpp/= (.-i u) 5) (cpp/= (.-q (.-w u)) 6) [(.-i u) (.-q (.-w u))]) ;=> [5 6]
(.-v (.ref (cpp/S 5))) ;=> 5
(let [s (cpp/S 5)] (cpp/= (.-v (.ref s)) 8) (.-v s)) ;=> 8
(let [s (cpp/S 5)] (cpp/= (.-v (.cref s)) 8)) ;=! read-only variable is not assignable
(.-v (cpp/S.make)) ;=> 7
(.-v (cpp/+ (cpp/S.make) (cpp/S 1))) ;=> 8
[((cpp/S 1) 5) (let [s (cpp/S 1)] (s 5))] ;=> [105 5]
(let [s (cpp/S 1) t (cpp/S 2)] (cpp/= (.-next s) (cpp/& t)) (.-v (.-next s))) ;=> 2
(let [d (cpp/Der)] [(.f d) (.g d) (.g d 1) (.g d 1.5)]) ;=> [2 1 2 3]
(.g (cpp/Hide)) ;=! too few arguments to function call, expected 1, have 0; did you mean 'Base::g'?
(.-prot (cpp/Der)) ;=! 'prot' is a protected member of 'Base'
(.f (cpp/PrivB)) ;=! 'f' is a private member of 'Base'
(let [b (cpp/PrivB) p (cpp/cast (:* Base) (cpp/& b))] 1) ;=! cannot cast 'PrivB' to its private base class 'Base'
[(cpp/defarg) (cpp/defarg "abc") (cpp/defarg "abc" 5)] ;=> [8 6 15]
(let [a (#cpp (:array int 3) #cpp [1 2 3])] [(cpp/arrp a) (cpp/arrq a 3)]) ;=> [4 6]
(let [a (#cpp (:array int 2) #cpp [1 2])] (cpp/arrp a)) ;=! no matching function for call to 'arrp'
(let [f (cpp/Fn)] (cpp/= (.-cb f) cpp/twice) ((.-cb f) 4)) ;=> 8
(let [f (cpp/Fn)] (cpp/= (.-cb f) cpp/twice) (.cb f 4)) ;=> 8
(let [f (cpp/Fn)] (cpp/= (.-f f) cpp/twice) (.f f 4)) ;=> 8
(let [f (cpp/Fn)] (cpp/aget (cpp/aget (.-arr f) 1) 2)) ;=> 6
(let [f (cpp/Fn)] (cpp/= (.-c f) 5)) ;=! read-only variable is not assignable
(let [f (#cpp (:const Fn))] (cpp/= (.-m f) 5) (.-m f)) ;=> 5
(let [f (cpp/Fn)] (cpp/= (.-vol f) 5) (.-vol f)) ;=> 5
[(cpp/ld) (cpp/ull) (cpp/wc) (cpp/c16) (cpp/c8) (cpp/np) (cpp/nul)] ;=> [2.5 18446744073709551615N \x \y \z nil nil]
(cpp/big) ;=> 5
(let [x (cpp/int 1)] (cpp/vp (cpp/& x)) x) ;=> 5
[(cpp/vpr nil) (cpp/vpr cpp/nullptr) (cpp/vpr "x")] ;=> [0 0 1]
cpp/Big.a ;=> 18446744073709551615N
cpp/s1 ;=> 200
(cpp/isb 1) ;=> true
(cpp/isb "x") ;=> true
[(#cpp (:member (Sp int) n)) (#cpp (:member (Sp (:* int)) n)) (#cpp (:member (Sp float) n))] ;=> ["int" "ptr" "gen"]
[(cpp/con 1) (cpp/con 1.5)] ;=> [1 2]
(cpp/con "x") ;=! no matching function for call to 'con'
(cpp/lam2 1 2 3) ;=> 3
(cpp/int (cpp/Explicit)) ;=> 3
(cpp/isb (cpp/Explicit)) ;=! no matching function for call to 'isb'
(cpp/NoDef) ;=! no matching constructor for initialization of 'NoDef'
[cpp/tl cpp/stat_ cpp/cs cpp/str] ;=> [8 9 "abc" "hello"]
(cpp/= cpp/str "x") ;=! no viable overloaded '='
(cpp/= cpp/stat_ 10) ;=> 10
(cpp/= cpp/cs "x") ;=! read-only variable is not assignable
(.size cpp/gv) ;=> 3
(cpp/aget cpp/gv 1) ;=> 2
(do (.push_back cpp/gv 4) (.size cpp/gv)) ;=> 4
(.at cpp/gm "a") ;=> 1
(cpp/aget cpp/gm "b") ;=> 0
(.at cpp/gv 99) ;=! std::out_of_range: vector::_M_range_check: __n (which is 99) >= this->size() (which is 4)
(let [x (cpp/S 1)] (cpp/.-v x)) ;=> 1
(let [c (cpp/Cnt)] (.get c cpp/counter_)) ;=> 1
cpp/counter_ ;=> 0
(let [v (#cpp (std.vector Cnt) 3)] cpp/counter_) ;=> 3
cpp/counter_ ;=> 0
(let [a (#cpp (:array Cnt 4))] cpp/counter_) ;=> 4
cpp/counter_ ;=> 0
(let [p (cpp/std.make_pair 1 (cpp/std.string "x"))] (.-second p)) ;=> "x"
(let [[a b] [1 2]] (cpp/+ a b)) ;=! invalid operands to binary expression (a host value of unknown type and a host value of unknown type)
(let [t (cpp/std.make_tuple 1 2.5 "x")] (#cpp (std.get 2) t)) ;=> "x"
(let [o (#cpp (std.optional int))] (.has_value o)) ;=> false
(let [o (#cpp (std.optional int) 5)] (cpp/* o)) ;=> 5
(cpp/std.chrono.milliseconds 5) ;=! a value of type 'std::chrono::duration<long, std::ratio<1, 1000>>' does not convert to a host value
(.count (cpp/std.chrono.milliseconds 5)) ;=> 5
(cpp/std.abs -5) ;=> 5
(cpp/std.abs -5.5) ;=> 5.5
(cpp/std.min #cpp [3 1 2]) ;=> 1
(cpp/std.string #cpp [\a \b]) ;=> "ab"
(cpp/std.sort cpp/gv) ;=! no matching function for call to 'sort'
(let [f (fn [x] (* 2 x))] (cpp/twice (f 4))) ;=> 16
(cpp/twice "x") ;=! no matching function for call to 'twice'
(cpp/twice nil) ;=! no matching function for call to 'twice'
(cpp/twice) ;=! no matching function for call to 'twice'
(cpp/twice 1 2) ;=! no matching function for call to 'twice'
(cpp/twice 3000000000) ;=! 3000000000 does not fit 'int'
(cpp/twice :k) ;=! no matching function for call to 'twice'
(cpp/twice [1]) ;=! #<clojure.lang.PersistentVector> (clojure.lang.PersistentVector) does not convert to int
(cpp/nope 1) ;=! no declaration named 'nope'
(cpp/std.nope 1) ;=! no member named 'nope' in 'std'
(.nope cpp/gv) ;=! no member named 'nope' in 'std::vector<int>'
(let [x (cpp/int 5)] (.foo x)) ;=! 'int' is not a class and has no member 'foo'
(cpp/m 1) ;=! 'm' is a namespace
(cpp/m.f 1) ;=> 1
(cpp/std 1) ;=! 'std' is a namespace
(cpp/.foo) ;=! .foo needs an object
(cpp/new S 1 2 3) ;=! no matching constructor for initialization of 'S'
(cpp/sizeof S S) ;=! too many arguments to cpp/sizeof: 2
(cpp/cast int) ;=! too few arguments to cpp/cast: 1
(cpp/cast 5 5) ;=! a value stands where C++ wants a type
(cpp/cast S "x") ;=! no matching conversion for static_cast from 'const char *' to 'S'
(cpp/cast (:* S) 5) ;=! cannot cast from type 'int' to pointer type 'S *'
(cpp/cast (:* int) (cpp/& cpp/gv)) ;=! static_cast from 'std::vector<int> *' to 'int *' is not allowed
(let [p (cpp/unsafe-cast (:* int) (cpp/& cpp/gv))] (cpp/sizeof int)) ;=> 4
(cpp/cast (:* Der) (cpp/new Base)) ;=! a value of type 'Der *' does not convert to a host value
(cpp/cast (:* (:const int)) (cpp/new int)) ;=! a value of type 'const int *' does not convert to a host value
(cpp/cast (:* int) (cpp/cast (:* (:const int)) (cpp/new int))) ;=! static_cast from 'const int *' to 'int *' is not allowed
(let [v (#cpp (std.vector bool) #cpp [true false])] (cpp/= (cpp/aget v 1) true) (cpp/aget v 1)) ;=> true
(let [v (#cpp (std.vector int) #cpp [1 2 3])] (loop [it (.begin v) s 0] (if (cpp/!= it (.end v)) (recur (cpp/+ it 1) (+ s (cpp/* it))) s))) ;=> 6
(let [x (cpp/int 3)] (while (cpp/> x 0) (cpp/-- x)) x) ;=> 0
