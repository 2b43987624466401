; Explicit template arguments, of functions, members and variables; overloaded functions as arguments.
(ns templates (:include "templates.hpp"))
(let [p (cpp/new (:array int 3) 1 2 3)] 1) ;=> 1
(#cpp (given.twice double) 3) ;=> 6.0
(#cpp (given.twice) 3) ;=> 6
(#cpp (given.sz int)) ;=> 4
(cpp/given.sz) ;=> 8
(#cpp (given.nt 5)) ;=> 5
(#cpp (given.nt cpp/CKONST)) ;=> 3
(#cpp (given.nt given.K)) ;=> 6
(#cpp (given.nt int)) ;=! no matching function for call to 'nt'
(#cpp (given.nt)) ;=! no matching function for call to 'nt'
(#cpp (std.max double) 1 2.5) ;=> 2.5
#cpp (given.pi double) ;=> 3.25
#cpp (given.pi int) ;=> 3
#cpp (given.arr int 4) ;=> 4
#cpp (given.pi) ;=! too few template arguments for variable template 'pi'
#cpp (given.pi 3) ;=! template argument for template type parameter must be a type
(cpp/= #cpp (given.arr int 4) 8) ;=> 8
#cpp (given.arr int 4) ;=> 8
(let [o (cpp/given.O)] [(#cpp (.conv double) o) (#cpp (.plus int 5) o 1) (#cpp (.cnt int char) o)]) ;=> [4.0 10 2]
(let [o (cpp/given.O)] (#cpp (.nope int) o)) ;=! no member named 'nope' in 'given::O'
(let [o (cpp/given.O)] (#cpp (.f int) o)) ;=! no member named 'f' in 'given::O'
(#cpp (given.O.sconv double) 3) ;=> 3.0
(#cpp (:member given.O (sconv double)) 3) ;=> 3.0
(#cpp (:member (given.Box int) (sconv double)) 3) ;=> 3.0
#cpp (:member (given.Box int) (k double)) ;=> 9.0
(cpp/sizeof (:member (given.Box int) (inner double))) ;=> 8
(cpp/sizeof (:member (:member (given.Box int) (inner char)) type)) ;=> 8
(#cpp (:member (std.vector int) value_type) 5) ;=> 5
(#cpp (:member given.O g) 5) ;=> 3
(#cpp (:member given.O g) 5.5) ;=> 4
(cpp/given.apply cpp/given.ovl 3) ;=> 1
(cpp/given.applyd cpp/given.ovl 3) ;=> 3
(cpp/given.apply (cpp/& cpp/given.ovl) 3) ;=> 1
(cpp/given.tapply cpp/given.ovl) ;=! no matching function for call to 'tapply'
(cpp/given.apply cpp/given.twice 3) ;=> 6
(cpp/given.apply #cpp (given.twice int) 3) ;=> 6
(cpp/given.tapply #cpp (given.twice int)) ;=> 6
(let [f (cpp/cast (:* (:fn int [double])) cpp/given.ovl)] (f 1)) ;=> 3
(let [f (cpp/cast (:* (:fn int [int])) (cpp/& cpp/given.ovl))] (f 1)) ;=> 1
(let [f cpp/given.ovl] 1) ;=! reference to overloaded function could not be resolved; did you mean to call it?
(let [m (cpp/cast (:member* given.O (:fn int [int])) #cpp (:&member given.O f)) o (cpp/given.O)] (m o 1)) ;=> 2
(let [f #cpp (given.twice int)] (f 4)) ;=> 8
(let [s (cpp/std.stringstream)] (cpp/<< s 1) (cpp/<< s cpp/std.endl) (cpp/<< s cpp/std.hex) (cpp/<< s 255) (.str s)) ;=> "1\nff"
(let [s (cpp/std.ostringstream)] (cpp/<< (cpp/<< (cpp/<< s "a") cpp/std.endl) "b") (.str s)) ;=> "a\nb"
#cpp (:member (given.ch \a) v) ;=> \a
#cpp (:member (given.en given.E.c) v) ;=> 2
#cpp (:member (given.en cpp/given.E.b) v) ;=> 1
#cpp (:member (given.au 5) size) ;=> 4
#cpp (:member (given.au \x) v) ;=> \x
#cpp (:member (given.au cpp/INT_MAX) v) ;=> 2147483647
#cpp (:member (given.au -5) v) ;=> -5
(#cpp (:member (given.ptr (cpp/& given.g)) get)) ;=> 5
(#cpp (:member (given.mp (:&member given.O v)) get) (cpp/given.O)) ;=> 4
(#cpp (:member (given.fn given.plain) call) 2) ;=> 42
(#cpp (:member (given.fn given.ovl) call) 2) ;=> 1
#cpp (:member (given.pk int char char) n) ;=> 2
#cpp (:member (given.dd 2.5) v) ;=> 2.5
#cpp (:member (given.nn cpp/nullptr) v) ;=> 3
(cpp/sizeof (given.en int)) ;=! template argument for non-type template parameter must be an expression
(cpp/sizeof (given.ptr given.g)) ;=! value of type 'int' is not implicitly convertible to 'int *'
(cpp/given.np cpp/NULL) ;=> 1
cpp/NULL ;=> nil
(cpp/given.np 0) ;=> 1
(cpp/given.np 1) ;=! cannot initialize a parameter of type 'int *' with an rvalue of type 'int'
(cpp/STMT 33) ;=> nil
cpp/given.g ;=> 33
(let [x (identity 5)] (cpp/+ x 1)) ;=> 6
(let [b (cpp/given.Box 5)] (#cpp (.conv double) b)) ;=> 5.0
(let [p (#cpp (std.make_unique given.P) 1 2)] (.-y p)) ;=> 2
(let [p (#cpp (std.get 1) (cpp/std.make_tuple 1 2.5))] p) ;=> 2.5
(let [p (#cpp (std.make_shared int) 4)] (cpp/* p)) ;=> 4
(let [v (cpp/std.variant 5)] 1) ;=! no viable constructor or deduction guide for deduction of template arguments of 'std::variant'
(let [v (#cpp (std.variant int double) 5)] (#cpp (std.get int) v)) ;=> 5
(let [v (#cpp (std.variant int double) 5)] (#cpp (std.holds_alternative double) v)) ;=> false
(#cpp (std.numeric_limits.max int)) ;=! unknown template 'std::numeric_limits::max'
(let [f (#cpp (std.function (:fn int [int])) cpp/given.plain)] (f 2)) ;=> 42
(#cpp (given.O)) ;=! 'given::O' is not a class or alias template
; A literal is the array that it is in C++, where a template asks for one.
(cpp/raw "template <unsigned long N> int length_of(const char (&)[N]) { return N; }
template <template <class...> class C> int kind_of() { return 1; }
template <class C> int kind_of() { return 2; }")
[(cpp/length_of "abcd") (cpp/length_of "") (cpp/std.size "abc")] ;=> [5 1 4]
(cpp/length_of (str "ab")) ;=!
; A class is no template, though its name inside of it is one.
[(#cpp (kind_of (std.vector int))) (#cpp (kind_of std.vector))] ;=> [2 1]
; A text as a template argument, of which C++ makes an object.
(cpp/raw "template <size_t N> struct fixed_text { char d[N]; constexpr fixed_text(const char (&s)[N]) { for (size_t i = 0; i < N; i++) d[i] = s[i]; } };
template <fixed_text F> int length_of() { return sizeof(F.d) - 1; }
template <fixed_text F> struct Named { std::string name() const { return F.d; } };")
[(#cpp (length_of "abc")) (#cpp (length_of "")) (str (.name (#cpp (Named "x y"))))] ;=> [3 0 "x y"]
(#cpp (std.vector "abc")) ;=! template argument for template type parameter must be a type
(cpp/new "abc") ;=! a value stands where C++ wants a type
