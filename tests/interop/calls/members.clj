; Members: overloads on const and references, bases, statics, operators, streams.
(ns members (:include "calls.hpp"))
(let [o (cpp/call.O)] [(.f o) (.g o) (.g (cpp/std.move o)) (.g (cpp/call.O))]) ;=> [1 3 4 4]
(let [o (#cpp (:const call.O))] [(.f o) (.g o)]) ;=> [2 5]
(let [o (cpp/call.O)] [(.h o 1) (.h o 1.5) (.h o 1 2) (.h o 1 2 9)]) ;=! call to member function 'h' is ambiguous
(let [o (cpp/call.O)] [(.s o 1) (cpp/call.O.s 1) (.s (cpp/& o) 3)]) ;=> [2 2 4]
(let [o (cpp/call.O)] [(o 4) (o 4 5) (cpp/aget o 3)]) ;=> [8 9 103]
(let [o (cpp/call.O)] (.va o 1 2 "x")) ;=> 3
[(let [o (cpp/call.O)] (cpp/call.fwd o)) (cpp/call.fwd (cpp/call.O)) (cpp/call.fwd 1)] ;=> [1 2 2]
(let [c (cpp/call.C)] [(.who c) (.whob c) (.base c) (.-a c) (.-b c) (.-c c)]) ;=> [2 30 10 1 2 3]
(let [c (cpp/call.C) b (cpp/cast (:* call.B) (cpp/& c))] [(.whob b) (.-b b)]) ;=> [30 2]
(let [c (cpp/call.C) b (cpp/cast (:& call.B) c)] [(.whob b) (.-b b)]) ;=> [30 2]
(let [c (cpp/call.C) b (cpp/cast (:* call.B) (cpp/& c)) cc (cpp/cast (:* call.C) b)] (.-c cc)) ;=> 3
(let [c (cpp/call.C) b (cpp/cast (:& call.B) c) cc (cpp/cast (:& call.C) b)] (.-c cc)) ;=> 3
(let [c (cpp/call.DD)] [(.who c) (.base c) (.-a c)]) ;=> [9 10 1]
(let [c (cpp/call.AM)] (.-z c)) ;=! member 'z' found in multiple base classes of different types
(let [o (cpp/call.O) m cpp/call.mf] (m o 3)) ;=> 6
(let [o (cpp/call.O) m cpp/call.mf] (m (cpp/& o) 3)) ;=> 6
(let [o (cpp/call.O) m cpp/call.md] (m o)) ;=> 1
(let [o (cpp/call.O) m cpp/call.md] (cpp/= (m o) 4) (.-v o)) ;=> 4
(let [o (cpp/call.O) m #cpp (:&member call.O v)] (m o)) ;=> 1
(let [o (cpp/call.O) m #cpp (:&member call.O s)] (m 4)) ;=> 5
(let [o (cpp/call.C) m #cpp (:&member call.A base)] (m o)) ;=> 10
(let [o (cpp/call.C) m #cpp (:&member call.A who)] (m o)) ;=> 2
(let [o (cpp/call.O)] (#cpp (:&member call.O v) o)) ;=> 1
(.p (cpp/call.Pri)) ;=! 'p' is a private member of 'call::Pri'
(.-q (cpp/call.Pri)) ;=! 'q' is a private member of 'call::Pri'
(.r (cpp/call.Pri)) ;=! 'r' is a protected member of 'call::Pri'
(let [c (cpp/call.C)] [(cpp/call.byval c) (cpp/call.byref c) (cpp/call.byptr (cpp/& c)) (cpp/call.rv c) (cpp/call.rv (cpp/std.move c)) (cpp/call.rv (cpp/call.A))]) ;=> [1 2 2 2 1 1]
(let [s (cpp/std.stringstream)] (cpp/<< s 1) (cpp/<< s " ") (cpp/<< s (cpp/std.setw 5)) (cpp/<< s 2.5) (.str s)) ;=> "1   2.5"
(let [s (cpp/call.S)] (cpp/<< (cpp/<< s 1) 2) (.-n s)) ;=> 3
(. (cpp/call.O) f) ;=> 1
(. (cpp/call.O) -v) ;=> 1
(. (cpp/call.O) (h 1)) ;=! call to member function 'h' is ambiguous
(let [p (cpp/std.make_shared (cpp/std.string "abc"))] (.size (cpp/* p))) ;=! no matching function for call to 'make_shared'
(let [p (#cpp (std.shared_ptr call.O) (cpp/new call.O))] [(.f p) (.-v p) (.use_count p)]) ;=> [1 1 1]
(let [v (#cpp (std.vector call.O) 3)] (.f (.front v))) ;=> 1
(let [it (.begin (#cpp (std.vector int) #cpp [7 8]))] 1) ;=> 1
(let [v (#cpp (std.vector int) #cpp [3 1 2])] (cpp/std.sort (.begin v) (.end v)) [(cpp/aget v 0) (cpp/aget v 1)]) ;=> [1 2]
(let [v (#cpp (std.vector int) #cpp [3 1 2])] (cpp/std.accumulate (.begin v) (.end v) 0)) ;=> 6
(let [v (#cpp (std.vector int) #cpp [3 1 2]) i (.begin v)] (cpp/++ i) (cpp/* i)) ;=> 1
(let [m (#cpp (std.map std.string int))] (cpp/= (cpp/aget m "a") 5) (.-second (.find m "a"))) ;=> 5
(.nope (cpp/call.O)) ;=! no member named 'nope' in 'call::O'
(.-nope (cpp/call.O)) ;=! no member named 'nope' in 'call::O'
(.f (cpp/call.O) 1) ;=! no matching member function for call to 'f'
(.f (cpp/int 5)) ;=! 'int' is not a class and has no member 'f'
(.-x (cpp/int 5)) ;=! 'int' is not a class and has no member 'x'
(let [x (cpp/std.move (cpp/std.string "abc"))] (.size x)) ;=> 3
(.size (cpp/std.move (cpp/std.string "abc"))) ;=> 3
(.substr (cpp/std.string "hello") 1 3) ;=> "ell"
(let [v (cpp/std.make_pair 1 2)] (.-first v 3)) ;=! the field .-first takes no arguments
; A friend that only its arguments lead to.
(cpp/raw "namespace hidden { struct Friend { friend int of(Friend &) { return 6; } }; }")
(let [f (cpp/hidden.Friend)] [(cpp/hidden.of f) (cpp/of f)]) ;=> [6 6]
(cpp/hidden.of 5) ;=! no member named 'of' in 'hidden'
; An operator-> that gives an object: the members are those of a temporary, which lives as long as it is looked at.
(cpp/raw "namespace arrow { struct Proxy { std::pair<std::string, int> v; std::pair<std::string, int> *operator->() { return &v; } }; struct It { int own = 3; Proxy operator->() const { return {{\"a string that is too long for the small ones\", 5}}; } }; }")
(let [it (cpp/arrow.It)] [(.-own it) (.-second it) (.size (.-first it)) (str (.-first it))]) ;=> [3 5 44 "a string that is too long for the small ones"]
(let [it (cpp/arrow.It) text (.-first it)] (.size text)) ;=> 44
(let [it (cpp/arrow.It)] (.-nothing it)) ;=! no member named 'nothing'
; Objects that always give another one.
(cpp/raw "namespace arrow { struct Circle { Circle operator->() { return *this; } }; template <int N> struct Endless { Endless<N + 1> operator->() { return {}; } }; }")
(.nothing (cpp/arrow.Circle)) ;=!
(.nothing (#cpp (arrow.Endless 0))) ;=!
; The version of a base, which is not looked up at run time.
(cpp/raw "namespace versions { struct base { int x = 3; virtual ~base() = default; virtual int f(int i) const { return 1 + i; } };
struct derived : base { int x = 4; int f(int i) const override { return 2 + i; } };
struct other { int f(int) { return 0; } };
inline int call(base const &b) { return b.f(0); } }")
(let [d (cpp/versions.derived)] [(.f d 10) (.versions.base.f d 10) (.versions.base.f (cpp/& d) 20) (.-versions.base.x d) (.-x d)]) ;=> [12 11 21 3 4]
(let [b (cpp/reify versions.base (f [this i] (* 100 (.versions.base.f this i))))] (cpp/versions.call b)) ;=> 100
(let [d (cpp/versions.derived)] (.versions.other.f d 10)) ;=! is not a member of class
(let [d (cpp/versions.derived)] (.versions.nothing.f d 10)) ;=! 'versions::nothing' is not a class
; A smart pointer's own `get` takes nothing: with arguments, what it points to is meant.
(cpp/raw "struct Settings { int get(int k) const { return k + 1; } int get(int a, int b) const { return a + b; } };
struct Walker { int n = 0; Walker &operator++() { ++n; return *this; } };")
(let [p (#cpp (std.make_unique Settings)) s (#cpp (std.make_shared Settings))]
  [(.get p 4) (.get s 4 5) (cpp/!= (.get p) cpp/nullptr)]) ;=> [5 9 true]
(let [p (#cpp (std.make_unique Settings))] (.get p 1 2 3)) ;=! no matching member function for call to 'get'
(let [w (cpp/Walker)] (.operator++ w) (.-n w)) ;=> 1
(cpp/raw "inline int doubled(int x) { return 2 * x; }")
(map cpp/doubled [1 2]) ;=> (2 4)
; A base is named as the class itself would name it.
(cpp/raw "namespace deep { template <class D> struct Based { int who() const { return 1; } }; struct Plain { int who() const { return 2; } };
struct Der : Based<Der>, Plain { int who() const { return 3; } using Alias = Plain; }; }")
(let [d (cpp/deep.Der) p (cpp/& d)] [(.who d) (.Based.who d) (.Plain.who p) (.Alias.who d) (.deep.Plain.who d)]) ;=> [3 1 2 2 2]
(let [d (cpp/deep.Der)] (.Nothing.who d)) ;=! 'Nothing' is not a class
(let [w (cpp/Walker)] (.n w)) ;=! A field is read by (.-n object).
