; Functions of C++ that the host gets: in a callback, as a result, by name. They are boxes that can be called.
(ns passed-functions (:include "functional" "memory" "stdexcept" "string"))
(cpp/raw "inline int go(const std::function<int(std::function<int(int)>)> &f) { return f([](int x) { return x + 1; }); }
inline std::string handled(const std::function<void(const std::string &, std::function<void(std::string)>)> &f) {
  std::string got; f(\"request\", [&](std::string s) { got = s; }); return got; }
inline int with(int (*f)(int (*)(int))) { return f([](int x) { return 2 * x; }); }
inline std::function<int(int)> adder(int n) { return [n](int x) { return x + n; }; }
inline std::function<int(int)> none() { return {}; }
inline int thrice(const std::function<int(int)> &f) { return f(f(f(1))); }
inline bool holds(const std::function<int(int)> &f) { return f.target<int (*)(int)>() != nullptr; }
inline std::function<void(int)> failing() { return [](int x) { throw std::runtime_error(\"number \" + std::to_string(x)); }; }
struct Big { int v[20]; };
inline std::function<int(const Big &, int &, const std::string &)> taking() {
  return [](const Big &b, int &n, const std::string &s) { n++; return b.v[0] + int(s.size()); }; }
inline std::function<Big(int)> giving() { return [](int n) { return Big{{n}}; }; }
inline int twice(int x) { return 2 * x; }
inline int over(int x) { return x; } inline int over(double) { return 1; }
struct Statics { static int next(int x) { return x + 1; } };")
(cpp/go (fn [g] (+ (g 10) (reduce + (map g [1 2 3]))))) ;=> 20
(cpp/handled (fn [request next] (next (str request "!")))) ;=> "request!"
(cpp/with (fn [g] (g (g 5)))) ;=> 20
; Kept, they live on; back in C++, they are what they were.
(def kept (atom []))
(cpp/go (fn [g] (swap! kept conj g) 1)) ;=> 1
(def add (let [f (cpp/adder 7)] f))
[((first @kept) 1) (add 1) (mapv add [1 2]) (apply add [3]) (cpp/thrice add) (cpp/thrice (cpp/adder 5))] ;=> [2 8 [8 9] 10 22 16]
(reset! kept [])
(let [f (cpp/none)] f) ;=> nil
(def add nil)
(cpp/holds cpp/twice) ;=> true
(def doubled (let [f (#cpp (std.function (:fn int [int])) cpp/twice)] f))
(cpp/holds doubled) ;=> true
(def doubled nil)
; By name, unless there are several.
[(mapv cpp/twice [1 2 3]) (map cpp/Statics.next [1 2])] ;=> [[2 4 6] (2 3)]
(map cpp/over [1]) ;=! reference to overloaded function could not be resolved
; What they are given and give.
(defn use [b n] (let [f (cpp/taking)] (let [g f] (f (cpp/* (cpp/unbox (:* Big) b)) (cpp/* (cpp/unbox (:* int) n)) "abc"))))
(let [b (cpp/own (cpp/Big #cpp [[4]])) i (cpp/int 1) n (cpp/box (cpp/& i)) f (cpp/taking) g (cpp/own f)]
  [(use b n) i]) ;=> [7 2]
(def from-host (let [f (cpp/taking)] f))
(let [i (cpp/int 1)] [(from-host (cpp/own (cpp/Big #cpp [[5]])) (cpp/box (cpp/& i)) "ab") i]) ;=> [7 2]
(def from-host (let [f (cpp/giving)] f))
(cpp/aget (.-v (cpp/unbox (:* Big) (from-host 9))) 0) ;=> 9
; Misuse, and what they throw.
(def from-host (let [f (cpp/failing)] f))
(from-host 4) ;=! number 4
(from-host) ;=! a std::function<void (int)> takes 1 argument, not 0
(from-host "a") ;=! "a" (java.lang.String) does not convert to int
(try (from-host 5) (catch cpp/std.runtime_error e (str (.what e)))) ;=> "number 5"
(def from-host nil)
; A function that waits for a thread of its own, which calls the host.
(ns passed-functions (:include "thread" "string_view"))
(cpp/raw "inline std::function<int(std::function<int()>)> joining() { return [](std::function<int()> f) { int r = 0; std::thread t([&] { r = f(); }); t.join(); return r; }; }
inline const int &same(const int &x) { return x; }
inline std::function<const std::string &(const std::string &)> same_text() { return [](const std::string &s) -> const std::string & { return s; }; }
inline std::function<std::string(std::string_view, const char *, std::function<void(int)>)> viewing() {
  return [](std::string_view a, const char *b, std::function<void(int)> f) { for (int i = 0; i < 20; i++) f(i); return std::string(a) + (b ? b : \"(null)\"); }; }
inline std::function<int(std::string_view)> size_of() { return [](std::string_view s) { return int(s.size()); }; }
union Either { int i; double d; };
inline std::function<Either(int)> either() { return [](int n) { Either e; e.i = n; return e; }; }
inline std::function<const Big(int)> constant() { return [](int n) -> const Big { return Big{{n}}; }; }
struct Fixed { int n; explicit Fixed(int n) : n(n) {} Fixed(Fixed &&) = delete; };
inline std::function<Fixed()> fixed() { return [] { return Fixed(6); }; }
struct Throwing { ~Throwing() noexcept(false) { throw 1; } };
inline std::function<Throwing()> throwing() { return [] { return Throwing(); }; }
int once(int x) { return x; }
inline bool is_once(int (*f)(int)) { return f == once; }
struct Members { int m() { return 1; } };")
(def from-host (let [f (cpp/joining)] f))
(from-host (fn [] 42)) ;=> 42
; What they are given lives until they have given back.
(mapv cpp/same [1 2]) ;=> [1 2]
(def from-host (let [f (cpp/same_text)] f))
(from-host "a text that is too long to be kept in the string itself") ;=> "a text that is too long to be kept in the string itself"
(def sized (let [f (cpp/size_of)] f))
(def from-host (let [f (cpp/viewing)] f))
(from-host "the first text, which is long enough" " and another one, which is, too" (fn [i] (sized (str "something else that is long, number " i)))) ;=> "the first text, which is long enough and another one, which is, too"
(from-host "a" nil (fn [i] i)) ;=> "a(null)"
(def from-host (let [f (cpp/either)] f))
(let [a (from-host 77) b (from-host 78)] [(.-i (cpp/unbox (:* Either) a)) (.-i (cpp/unbox (:* Either) b))]) ;=> [77 78]
(def from-host (let [f (cpp/constant)] f))
(cpp/aget (.-v (cpp/unbox (:* Big) (from-host 3))) 0) ;=> 3
(def from-host (let [f (cpp/fixed)] f))
(.-n (cpp/unbox (:* Fixed) (from-host))) ;=> 6
(def from-host (let [f (cpp/throwing)] f))
(do (from-host) nil) ;=> nil
[(cpp/is_once cpp/once) (let [f cpp/once] (cpp/is_once f)) (apply (fn [f] (cpp/is_once f)) [cpp/once])] ;=> [true true true]
[(ifn? doubled) (ifn? cpp/twice) (ifn? (cpp/own (cpp/Members)))] ;=> [false true false]
(def from-host nil)
(def sized nil)
