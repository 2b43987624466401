; What a host function gives back to a template that does not say which type it wants: that of the other operand.
(cpp/raw "#include <algorithm>
#include <numeric>
#include <ranges>
template <class F> double sum(F f) { double s = 0; for (int i = 0; i < 4; i++) s += f(i); return s; }
template <class F> int doubled(F f) { int s = 0; for (int i = 0; i < 4; i++) s = s + f(i) * 2; return s; }
template <class F> bool rises(F f) { return f(1) < f(2) && f(2) > f(1) && f(1) <= f(1) && f(1) >= f(1); }
template <class F> bool like(F f) { return f(1) == 1 && 1 == f(1) && f(1) != 2 && f(1) < 2.5 && 0 < f(1) && f(1) == f(1); }
template <class F> double poly(F f) { return 0.5 * (f(1.0) + f(2.0)) - f(0.5) / 2.0; }
template <class F> std::string text(F f) { std::string s = \"a\"; s += f(1); return s + f(2); }
template <class F> bool before(F f) { return f(\"a\") < f(\"b\") && f(\"a\") == std::string(\"a\"); }")
(cpp/sum #(* 1.5 %)) ;=> 9.0
(cpp/sum identity) ;=> 6.0
(cpp/sum str) ;=! does not convert
(cpp/doubled inc) ;=> 20
(cpp/doubled #(* 1.5 %)) ;=! does not convert
(cpp/rises identity) ;=> true
(cpp/rises #(* 0.5 %)) ;=> true
(cpp/rises -) ;=> false
(cpp/like identity) ;=> true
(cpp/poly #(* % %)) ;=> 2.375
(cpp/text str) ;=> "a12"
(cpp/before identity) ;=> true
(cpp/rises (fn [_] :k)) ;=! does not convert
; Algorithms.
(let [v (cpp/cast (std.vector int) [1 2 3])]
  [(cpp/std.accumulate (.begin v) (.end v) 0.5 +)
   (cpp/std.transform_reduce (.begin v) (.end v) 0 (#cpp (std.plus void)) #(* % %))
   (cpp/std.ranges.max v (cpp/std.ranges.less) -)
   (cpp/std.ranges.max v < #(mod % 3))]) ;=> [6.5 14 1 2]
(let [v (cpp/cast (std.vector int) [1 2 3])
      doubled (cpp/std.views.transform v #(* 2 %))]
  (cpp/std.accumulate (.begin doubled) (.end doubled) 0)) ;=> 12
; The function that an algorithm gives back is that of the host.
(let [v (cpp/cast (std.vector int) [1 2 3]) seen (atom [])
      f (cpp/std.for_each (.begin v) (.end v) (fn [x] (swap! seen conj x)))]
  (f 4)) ;=> [1 2 3 4]
(defn each [] (let [v (cpp/cast (std.vector int) [1 2])] (cpp/std.for_each (.begin v) (.end v) identity)))
((each) 5) ;=> 5
; Pointers to const pointers, and to pointers to const.
(cpp/raw "struct pixel { int a; };
inline int through(int (*f)(pixel *const *)) { static pixel s{4}; pixel *const p = &s; return f(&p); }
inline int through_const(int (*f)(pixel const **)) { static pixel s{5}; pixel const *p = &s; return f(&p); }")
(cpp/through (fn [p] (.-a (cpp/* (cpp/* (cpp/unbox (:* (:const (:* pixel))) p)))))) ;=> 4
(cpp/through (fn [p] (.-a (cpp/* (cpp/* (cpp/unbox (:* (:* pixel)) p)))))) ;=! the box holds a pixel *const *
(cpp/through_const (fn [p] (.-a (cpp/* (cpp/* (cpp/unbox (:* (:* (:const pixel))) p)))))) ;=> 5
(cpp/through_const (fn [p] (.-a (cpp/* (cpp/* (cpp/unbox (:* (:* pixel)) p)))))) ;=! the box holds a const pixel **
; What is true or false counts as it does in C++; a literal comes as a string.
(cpp/raw "template <class F> bool none(F f) { return 0 == f(1.0, 2.0); }
template <class F> double needs_double(F f) { static_assert(std::is_same_v<decltype(f(1.0)), double>); return f(1.0); }
struct server { int kind = 0; void on(std::function<void(int)>) { kind = 1; } void on(std::function<void(int, int)>) { kind = 2; } };
inline int variadic(int n, ...) { return n; }")
[(cpp/none <) (cpp/none >)] ;=> [false true]
(cpp/needs_double #(* 2 %)) ;=! cpp/cast (std.function
(cpp/needs_double (cpp/cast (std.function (:fn double [double])) #(* 2 %))) ;=> 2.0
(let [s (cpp/server)] (.on s (fn [a] nil)) (.-kind s)) ;=> 1
(let [s (cpp/server)] (.on s (fn [& all] nil)) 1) ;=! cpp/cast (std.function
(let [s (cpp/server)] (.on s (cpp/cast (std.function (:fn void [int int])) (fn [a b] nil))) (.-kind s)) ;=> 2
(cpp/variadic 1 (fn [x] x)) ;=! for a plain pointer
; Recursion without an end, through C++.
(cpp/raw "inline int through_pointer(int (*f)(int), int n) { return f(n); }
template <class F> int through_template(F f, int n) { return f(n); }")
(defn down [n] (inc (cpp/through_pointer down (inc n))))
(down 0) ;=! nested too deeply
(defn sink [n] (inc (cpp/cast int (cpp/through_template sink (inc n)))))
(sink 0) ;=! nested too deeply
(cpp/through_pointer inc 1) ;=> 2
; Where C++ is given the function, what the host has no value for is returned in a box.
(cpp/raw "struct Vec { float x, y; };
inline float made(std::function<Vec(int)> f) { Vec v = f(2); return v.x + v.y; }
template <class F> float made_by(F f) { Vec v = f(2); return v.x + v.y; }
struct Maker { virtual ~Maker() = default; virtual Vec make(float) const = 0; };
inline float made_of(const Maker &m) { return m.make(1).y; }
inline int pointed(std::function<Vec *()> f) { Vec *v = f(); int x = int(v->x); delete v; return x; }")
(cpp/made (fn [n] (cpp/Vec n 1.0))) ;=> 3.0
(cpp/made #(let [v (cpp/Vec % 1.0)] (cpp/= (.-y v) 7.0) v)) ;=> 9.0
(cpp/made_by (fn [n] (if (= n 2) (cpp/Vec n 4.0) (cpp/Vec 0.0 0.0)))) ;=> 6.0
(cpp/made_of (cpp/reify Maker (make [this x] (cpp/Vec x (* 3.0 x))))) ;=> 3.0
(cpp/pointed (fn [] (cpp/new Vec #cpp [5.0 6.0]))) ;=> 5
(cpp/made (fn [n] 3)) ;=! 3 (java.lang.Long) does not convert to Vec
(let [out (cpp/std.ostringstream) v (#cpp (std.vector int) #cpp [1 2]) to (cpp/& out)]
  (cpp/std.for_each (.begin v) (.end v) (fn [x] (cpp/<< (cpp/* to) x ";")))
  (.str out)) ;=> "1;2;"
; A whole number of C++ is compared with what the function gives as it is.
(cpp/raw "template <class F> bool negative(F f) { return f(1.0) < 0; }
template <class F> bool zero(F f) { return 0 == f(1.0) || f(1.0) == 0; }
template <class F> int counted(F f) { int n = 0; while (f(n) > 3u) n++; return n; }")
[(cpp/negative (fn [x] -0.5)) (cpp/negative (fn [x] 0.5)) (cpp/negative (fn [x] -1))] ;=> [true false true]
[(cpp/zero (fn [x] 0.5)) (cpp/zero (fn [x] 0.0)) (cpp/zero (fn [x] 0))] ;=> [false true true]
(cpp/counted (fn [n] (- 5.5 n))) ;=> 3
; A result that is a reference to something of C++'s.
(cpp/raw "struct Store { int a = 1, b = 2; };
inline int &place(Store &s, const std::function<int &(Store &)> &f) { return f(s); }")
(let [s (cpp/Store)]
  (cpp/= (cpp/place s (fn [it] (cpp/& (.-b (cpp/unbox (:* Store) it))))) 7)
  (.-b s)) ;=> 7
; What comes in a box says what it is.
(cpp/raw "inline void continued(const std::function<void(std::function<void(int)>)> &f) { f([](int) {}); }
struct Below : Store {}; inline int above(std::function<Store *()> f) { return f()->a; }")
(cpp/continued (fn [next] (next 5))) ;=> nil
(cpp/continued (fn [next] ((cpp/* (cpp/unbox (:* (std.function (:fn void [int]))) next)) 5))) ;=> nil
(let [b (cpp/Below)] (cpp/above (fn [] (cpp/& b)))) ;=> 1
(cpp/raw "struct Aside { int a; };")
(let [b (cpp/Aside)] (cpp/above (fn [] (cpp/& b)))) ;=! a box of a Aside * does not convert to Store *
; A hint on the parameters says what the function gives.
(cpp/raw "#include <cmath>
template <class F> double bisected(F f) {
  double a = 0, b = 2;
  for (int i = 0; i < 60; i++) {
    double m = (a + b) / 2;
    if (f(a) * f(m) <= 0) b = m; else a = m;
  }
  return a;
}
template <class F, class D> double newton(F f, D d) {
  double x = 1;
  for (int i = 0; i < 20; i++) x = x - f(x) / d(x);
  return x;
}
template <class F> double mixed(F f) { return -f(1.5) + std::sqrt(f(2.0)) + 2 * f(1.0) + std::max(f(0.0), 0.0); }
template <class F> std::string spelled_out(F f) { return std::to_string(f(1)) + std::to_string(f(2)); }
template <class F> size_t length_of(F f) { return f().size(); }")
(cpp/bisected (fn ^double [x] (- (* x x) 2))) ;=> 1.414213562373095
(cpp/newton (fn ^double [x] (- (* x x) 2)) (fn ^double [x] (* 2 x))) ;=> 1.414213562373095
(defn square ^double [x] (* x x))
(cpp/mixed square) ;=> 1.75
(cpp/mixed (fn [x] x)) ;=! (fn ^double [x] …)
(cpp/spelled_out (fn ^long [x] (* x 2))) ;=> "24"
(cpp/length_of (fn ^String [] "four")) ;=> 4
(cpp/spelled_out (fn ^long [x] "a")) ;=! "a" (java.lang.String) does not convert to long
(cpp/length_of (fn ^String [x] "four")) ;=! a host function of 1 argument
; A reference is to what it is, not to a copy; functions are no results.
(cpp/raw "struct Leaf { int v = 5; }; inline Leaf leaf;
inline int read(const std::function<const Leaf &()> &f) { const Leaf &l = f(); return l.v; }
inline int write(const std::function<Leaf &()> &f) { return f().v = 8; }
inline int chosen(const std::function<int (*())(int)> &f) { return f()(4); } inline int same(int a) { return a; }
inline bool wrote(const std::function<std::ostream &(std::ostream &)> &f) { std::ostringstream o; f(o); return o.str() == \"x\"; }
template <class F> int ordered(F f) { std::strong_ordering o = f(1) <=> 3; return o < 0 ? -1 : o > 0; }")
[(cpp/read (fn [] cpp/leaf)) (cpp/write (fn [] cpp/leaf)) (.-v cpp/leaf)] ;=> [5 8 8]
(cpp/chosen (fn [] cpp/same)) ;=> 4
(cpp/wrote (fn [o] (cpp/<< (cpp/* (cpp/unbox (:* std.ostream) o)) "x"))) ;=> true
[(cpp/ordered (fn [x] 2)) (cpp/ordered (fn [x] 3))] ;=> [-1 0]
; Of a function that gives nothing, a `void` function may return what it returns; `^void` says so.
(cpp/raw "template <class F> void run(F f) { auto call = [&](int n) -> void { return f(n); }; call(3); }
template <class F> void strict(const F &f) { static_assert(std::is_void_v<decltype(f(1))>); f(1); }")
(def got (atom []))
(defn note [n] (swap! got conj n))
(do (cpp/run (fn [n] (swap! got conj n))) (cpp/run note) (cpp/strict (fn ^void [n] (swap! got conj n))) (cpp/strict note))
@got ;=> [3 3 1 1]
(cpp/run (fn [a b] 1)) ;=! no matching function for call to object of type a host function of 2 arguments
; But which of several is meant, the program says.
(cpp/raw "inline int either(const std::function<int(int)> &f) { return f(1); } inline int either(const std::function<void(int)> &) { return -1; }")
(cpp/either (fn [x] (* x 2))) ;=! call to 'either' is ambiguous
(defn ^void nothing [x] (swap! got conj x))
(cpp/strict nothing) ;=> nil
