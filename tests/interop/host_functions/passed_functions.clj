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
