; Host functions as function pointers, std::function, template callables.
(cpp/raw "
  #include <algorithm>
  #include <cstdlib>
  #include <functional>
  #include <thread>
  namespace cb {
    struct widget { int x; std::string name; };
    inline int apply(int (*f)(int), int x) { return f(x); }
    inline int apply2(int (*f)(int, int), int a, int b) { return f(a, b); }
    inline void run(void (*f)()) { f(); }
    inline double real(double (*f)(double), double x) { return f(x); }
    inline bool test(bool (*f)(char const*), char const* s) { return f(s); }
    inline std::string text(std::string (*f)(std::string const&)) { return f(\"in\"); }
    inline char const* label(char const* (*f)(int), int i) { return f(i); }
    inline int apply_std(std::function<int(int)> f, int x) { return f(x); }
    inline int apply_ref(std::function<int(int)> const& f, int x) { return f(x); }
    inline int apply_moved(std::function<int(int)>&& f, int x) { return f(x); }
    inline void each(int n, std::function<void(int)> const& f) { for (int i = 0; i < n; i++) f(i); }
    inline std::string name(std::function<std::string(widget const&)> f) { widget w{3, \"w\"}; return f(w); }
    inline int change(std::function<void(widget&)> f) { widget w{3, \"w\"}; f(w); return w.x; }
    inline int by_value(std::function<int(widget)> f) { return f({5, \"v\"}); }
    inline int by_pointer(std::function<int(widget*)> f) { widget w{6, \"p\"}; return f(&w); }
    inline int make(std::function<widget(int)> f) { return f(4).x; }
    inline int change_pointer(void (*f)(widget*)) { widget w{1, \"w\"}; f(&w); return w.x; }
    inline int user_data(int (*f)(int, void*), void* data) { return f(10, data); }
    template <class F> auto call_with_3(F f) { return static_cast<int>(f(3)); }
    template <class F> int sum_to(int n, F&& f) { int s = 0; for (int i = 0; i < n; i++) s += static_cast<int>(f(i)); return s; }
    struct stored { std::function<int(int)> f; int (*p)(int) = nullptr; int call(int x) const { return f(x); } int call_p(int x) const { return p(x); } };
    inline std::function<int(int)> kept;
    inline void keep(std::function<int(int)> f) { kept = std::move(f); }
    inline int call_kept(int x) { return kept(x); }
    inline bool has_kept() { return bool(kept); }
    typedef int (*handler)(int);
    inline handler slots[4];
    inline void on(int i, handler h) { slots[i] = h; }
    inline int fire(int i, int x) { return slots[i](x); }
    inline int optional(std::function<int(int)> f = nullptr) { return f ? f(1) : -1; }
    inline int higher(std::function<int(std::function<int(int)>)> f) { return f([](int x) { return x * 100; }); }
    using visitor = void (*)(int, void*);
    inline void visit(int n, visitor v, void* data) { for (int i = 0; i < n; i++) v(i, data); }
  }")
(cpp/cb.apply (fn [x] (* x 2)) 21) ;=> 42
(cpp/cb.apply inc 41) ;=> 42
(cpp/cb.apply2 (fn [a b] (- a b)) 10 3) ;=> 7
(cpp/cb.apply2 + 10 3) ;=> 13
(defn triple [x] (* 3 x))
(cpp/cb.apply triple 5) ;=> 15
(let [k 100 f (fn [x] (+ x k))] (cpp/cb.apply f 5)) ;=> 105
(def state (atom 0))
(do (cpp/cb.run (fn [] (swap! state inc))) @state) ;=> 1
(cpp/cb.real (fn [x] (/ x 2)) 5.0) ;=> 2.5
(cpp/cb.test (fn [s] (= s "yes")) "yes") ;=> true
(cpp/cb.text (fn [s] (str s "-out"))) ;=> "in-out"
(cpp/cb.label (fn [i] (str "label " i)) 7) ;=> "label 7"
(cpp/cb.apply_std (fn [x] (* x 2)) 21) ;=> 42
(cpp/cb.apply_ref (fn [x] (* x 2)) 21) ;=> 42
(cpp/cb.apply_moved (fn [x] (* x 2)) 21) ;=> 42
(cpp/cb.apply_std :not-a-function 1) ;=!
(cpp/cb.apply_std {1 2} 1) ;=> 2
(do (reset! state 0) (cpp/cb.each 5 (fn [i] (swap! state + i))) @state) ;=> 10
(cpp/cb.call_with_3 (fn [x] (* x x))) ;=> 9
(cpp/cb.sum_to 4 (fn [x] (* x x))) ;=> 14
(cpp/cb.optional) ;=> -1
(cpp/cb.optional (fn [x] (+ x 7))) ;=> 8
; A result that does not fit, or is of the wrong type, and arity.
(cpp/cb.apply (fn [x] "text") 1) ;=! does not convert to int
(cpp/cb.apply (fn [x] 3000000000) 1) ;=! int
(cpp/cb.apply (fn [] 1) 1) ;=! no viable conversion from a host function of no arguments to
(cpp/cb.apply_std (fn [x] nil) 1) ;=! does not convert to int
(try (cpp/cb.apply (fn [x] (throw (ex-info "in callback" {:x x}))) 5) (catch Exception e (ex-data e))) ;=> {:x 5}
(cpp/raw "namespace cb { inline int dies(int (*f)(int)) { try { return f(1); } catch (std::exception& e) { return -7; } } }")
(cpp/cb.dies (fn [x] (throw (ex-info "x" {})))) ;=> -7
; Objects of types that do not convert come as boxes of their addresses.
(cpp/cb.name (fn [w] (.-name (cpp/unbox (:* (:const cb.widget)) w)))) ;=> "w"
(cpp/cb.change (fn [w] (cpp/= (.-x (cpp/unbox (:* cb.widget) w)) 33) nil)) ;=> 33
(cpp/cb.by_value (fn [w] (.-x (cpp/unbox (:* cb.widget) w)))) ;=> 5
(cpp/cb.by_pointer (fn [w] (.-x (cpp/unbox (:* cb.widget) w)))) ;=> 6
(cpp/cb.change_pointer (fn [w] (cpp/= (.-x (cpp/unbox (:* cb.widget) w)) 44) nil)) ;=> 44
(cpp/cb.make (fn [x] (cpp/own (cpp/cb.widget x "made")))) ;=> 4
; C callbacks with user data.
(let [n (cpp/int 5)] (cpp/cb.user_data (fn [x data] (+ x (cpp/* (cpp/cast (:* int) (cpp/unbox (:* void) data))))) (cpp/& n))) ;=> 15
(cpp/cb.user_data (fn [x data] (if (nil? data) x -1)) nil) ;=> 10
(let [v (#cpp (std.vector int))] (cpp/cb.visit 3 (fn [i data] (.push_back (cpp/* (cpp/cast (:* (std.vector int)) (cpp/unbox (:* void) data))) i) nil) (cpp/& v)) v) ;=> [0 1 2]
; The C library and <algorithm>.
(cpp/raw "namespace cb { inline int ints[5] = {3, 1, 2, 5, 4}; inline std::vector<int> vec() { return {3, 1, 2}; } inline std::vector<widget> widgets() { return {{3, \"c\"}, {1, \"a\"}, {2, \"b\"}}; } }")
(defn compare-ints [a b] (let [at (fn [p] (cpp/* (cpp/cast (:* (:const int)) (cpp/unbox (:* (:const void)) p))))] (- (at a) (at b))))
(do (cpp/qsort cpp/cb.ints 5 (cpp/sizeof int) compare-ints) (map #(cpp/aget cpp/cb.ints (cpp/cast int %)) (range 5))) ;=> (1 2 3 4 5)
(let [v (cpp/cb.vec)] (cpp/std.sort (.begin v) (.end v) (fn [a b] (> a b))) v) ;=> [3 2 1]
(let [v (cpp/cb.vec)] (cpp/std.sort (.begin v) (.end v) >) v) ;=> [3 2 1]
(let [v (cpp/cb.vec)] (cpp/std.count_if (.begin v) (.end v) odd?)) ;=> 2
(let [v (cpp/cb.vec) n (atom 0)] (cpp/std.for_each (.begin v) (.end v) (fn [x] (swap! n + x))) @n) ;=> 6
(let [v (cpp/cb.vec)] (cpp/std.transform (.begin v) (.end v) (.begin v) (fn [x] (* x 10))) v) ;=> [30 10 20]
(let [v (cpp/cb.vec)] (cpp/std.any_of (.begin v) (.end v) (fn [x] (= x 2)))) ;=> true
(let [v (cpp/cb.vec)] (cpp/- (cpp/std.find_if (.begin v) (.end v) (fn [x] (= x 2))) (.begin v))) ;=> 2
(let [v (cpp/cb.vec)] (cpp/std.accumulate (.begin v) (.end v) 0 (fn [a b] (+ a b)))) ;=> 6
(let [v (cpp/cb.widgets)] (cpp/std.sort (.begin v) (.end v) (fn [a b] (< (.-x (cpp/unbox (:* cb.widget) a)) (.-x (cpp/unbox (:* cb.widget) b))))) (.-name (.front v))) ;=> "a"
(let [v (cpp/cb.vec) e (.erase v (cpp/std.remove_if (.begin v) (.end v) even?) (.end v))] (.size v)) ;=> 2
; Kept by C++.
(do (cpp/cb.keep (let [k 7] (fn [x] (+ x k)))) (cpp/cb.call_kept 1)) ;=> 8
(cpp/cb.call_kept 2) ;=> 9
(do (cpp/cb.keep nil) (cpp/cb.has_kept)) ;=> false
(let [s (cpp/cb.stored)] (cpp/= (.-f s) (fn [x] (* x 3))) (.call s 5)) ;=> 15
(let [s (cpp/cb.stored (fn [x] (* x 4)))] (.call s 5)) ;=> 20
(let [s (cpp/cb.stored)] (cpp/= (.-p s) (fn [x] (* x 5))) (.call_p s 5)) ;=> 25
(do (doseq [i (range 4)] (cpp/cb.on i (fn [x] (+ x (* 100 i))))) (mapv #(cpp/cb.fire % 1) (range 4))) ;=> [1 101 201 301]
; Any number of function pointers.
(reduce + (map (fn [i] (cpp/cb.apply (fn [x] (+ x i)) 1)) (range 200))) ;=> 20100
; By cpp/cast.
(let [f (cpp/cast (std.function (:fn int [int])) (fn [x] (* x 2)))] (f 4)) ;=> 8
(let [f (cpp/cast (:* (:fn int [int])) (fn [x] (* x 2)))] (f 4)) ;=> 8
(let [f (cpp/cast (:* (:fn int [int])) (fn [x] (* x 2)))] (cpp/cb.apply f 4)) ;=> 8
(let [f (#cpp (std.function (:fn int [int])) (fn [x] (* x 2)))] (f 4)) ;=> 8
; C++ functions as arguments of C++ functions.
(cpp/raw "namespace cb { inline int native_double(int x) { return 2 * x; } inline int over(int x) { return x; } inline double over(double x) { return x; } }")
(cpp/cb.apply cpp/cb.native_double 4) ;=> 8
(cpp/cb.apply_std cpp/cb.native_double 4) ;=> 8
(cpp/cb.apply (cpp/& cpp/cb.native_double) 4) ;=> 8
(cpp/cb.call_with_3 cpp/cb.native_double) ;=> 6
(let [v (cpp/cb.vec)] (cpp/std.sort (.begin v) (.end v) (#cpp (std.greater int))) v) ;=> [3 2 1]
; Deep: C++ calls host calls C++.
(defn down [n] (if (zero? n) 0 (+ 1 (cpp/cb.apply down (dec n)))))
(down 20) ;=> 20
(cpp/cb.higher (fn [g] 5)) ;=> 5
(cpp/cb.higher (fn [g] ((cpp/* (cpp/unbox (:* (std.function (:fn int [int]))) g)) 5))) ;=> 500
; What a host function gives to a template is a host value.
(cpp/std.invoke (fn [a b] (+ a b)) 3 4) ;=> 7
(let [v (#cpp (std.vector int) #cpp [1 2]) o (#cpp (std.vector std.string))] (cpp/std.transform (.begin v) (.end v) (cpp/std.back_inserter o) (fn [x] (str x))) o) ;=> ["1" "2"]
; A char* may be written through, and need not be text.
(cpp/raw "namespace cbs { inline int fill(int (*f)(char *, int)) { char b[4] = {65, 66, 67, 68}; int r = f(b, 4); return r * 1000 + b[0]; } inline int text(int (*f)(const char *)) { return f(\"four\"); } }")
(cpp/cbs.fill (fn [p n] (let [p (cpp/unbox (:* char) p)] (cpp/= (cpp/* p) (cpp/char 90)) n))) ;=> 4090
(cpp/cbs.text count) ;=> 4
; What is declared T& comes in a box, so that it can be changed; templates, which declare nothing, give the value.
(cpp/raw "namespace out { inline std::string text(std::function<void(std::string &)> f) { std::string s = \"a\"; f(s); return s; } inline int number(void (*f)(int &, const int &)) { int n = 1, m = 5; f(n, m); return n; }
            struct Sink { virtual ~Sink() = default; virtual void fill(std::vector<int> &v) const = 0; }; inline std::vector<int> filled(const Sink &s) { std::vector<int> v{1}; s.fill(v); return v; } }")
(cpp/out.text (fn [s] (let [s (cpp/unbox (:* std.string) s)] (.append s "bc")))) ;=> "abc"
(cpp/out.number (fn [n m] (cpp/= (cpp/* (cpp/unbox (:* int) n)) (+ m 1)))) ;=> 6
(let [s (cpp/reify out.Sink (fill [this v] (.push_back (cpp/unbox (:* (std.vector int)) v) 2)))] (cpp/out.filled s)) ;=> [1 2]
(let [v (#cpp (std.vector int) #cpp [1 2 3]) seen (atom [])] (cpp/std.for_each (.begin v) (.end v) (fn [x] (swap! seen conj x))) @seen) ;=> [1 2 3]
; A condition is what the host's `if` takes for true; numbers are refused, which C++ and the host take differently.
(let [v (cpp/cast (std.vector int) [1 2 3 4])]
  [(cpp/std.count_if (.begin v) (.end v) (fn [x] (when (even? x) :yes)))
   (cpp/std.any_of (.begin v) (.end v) (fn [x] nil))
   (cpp/std.all_of (.begin v) (.end v) str)]) ;=> [2 false true]
(let [v (cpp/cast (std.vector int) [1 2])] (cpp/std.count_if (.begin v) (.end v) identity)) ;=! (boolean value) tells
(cpp/raw "inline int asks(std::function<bool(int)> f) { return f(1) + f(2); }")
(cpp/asks {1 :a}) ;=> 1
(cpp/asks identity) ;=! does not convert to bool
; A buffer with its length behind it is a text of that length, which need not end in a zero.
(cpp/raw "#include <sys/mman.h>
#include <cstring>
#include <ostream>
inline int feed(int (*f)(const char *, size_t)) {
  char *p = (char *)mmap(nullptr, 8192, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  mprotect(p + 4096, 4096, PROT_NONE);
  memset(p, 'x', 4096);
  int answer = f(p + 4092, 4);
  munmap(p, 8192);
  return answer;
}
inline int feed_zero(int (*f)(void *, const char *, size_t)) { return f(nullptr, \"ab\\0cd\", 5); }
template <class F> int feed_template(F f) { const char *s = \"ab\\0cd\"; size_t n = 5; return f(s, n); }
inline int named(int (*f)(const char *, int)) { return f(\"name\", 7); }
inline int no_buffer(int (*f)(const char *, size_t)) { return f(nullptr, 7); }
inline void put(std::streambuf &b) { std::ostream o(&b); o.write(\"a\\0b\", 3); }")
(cpp/feed (fn [s n] (if (= s "xxxx") n -1))) ;=> 4
(cpp/feed_zero (fn [_ s n] (if (= s "ab\u0000cd") n -1))) ;=> 5
(cpp/feed_template (fn [s n] (+ n (count s)))) ;=> 10
(cpp/named (fn [s n] (+ n (count s)))) ;=> 11
(cpp/no_buffer (fn [s n] (if (nil? s) n -1))) ;=> 7
(let [seen (atom nil) b (cpp/reify std.streambuf (xsputn [this s n] (reset! seen s) n))] (cpp/put b) (= @seen "a\u0000b")) ;=> true
; A pointer to a function that promises not to throw.
(cpp/raw "inline int promised(int (*f)(int) noexcept, int n) { return f(n); }")
(defn thrice [x] (* 3 x))
[(cpp/promised (fn [x] (* 2 x)) 4) (cpp/promised thrice 4) (cpp/promised inc 4)] ;=> [8 12 5]
