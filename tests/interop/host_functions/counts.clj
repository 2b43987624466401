; Which overload is meant may depend on how many arguments a host function takes.
(cpp/raw "struct Server {
  using Handler = std::function<int(int, int &)>;
  using Reader = std::function<int(int, int &, const int &)>;
  std::string post(const std::string &path, Handler h) { int to = 0; h(1, to); return path + \"2:\" + std::to_string(to); }
  std::string post(const std::string &path, Reader h) { int to = 0; h(1, to, 7); return path + \"3:\" + std::to_string(to); }
};
template <class F> requires std::invocable<F, int> int apply(F f) { return 1 + int(f(1)); }
template <class F> requires std::invocable<F, int, int> int apply(F f) { return 2 + int(f(1, 2)); }
inline int plain(int (*f)(int)) { return f(1); }
inline int plain(int (*f)(int, int)) { return f(1, 2); }")
(defn handler [n to] (cpp/= (cpp/* (cpp/unbox (:* int) to)) 5) n)
(defn reader [n to from] (cpp/= (cpp/* (cpp/unbox (:* int) to)) (cpp/cast int from)) n)
(let [s (cpp/Server)] [(.post s "/a" handler) (.post s "/b" reader)]) ;=> ["/a2:5" "/b3:7"]
(let [s (cpp/Server)] [(.post s "/a" (fn [n to] n)) (.post s "/b" (fn [n to from] n))]) ;=> ["/a2:0" "/b3:0"]
[(cpp/apply (fn [x] (* 10 x))) (cpp/apply (fn [x y] (+ x y))) (cpp/apply #(* 3 %))] ;=> [11 5 4]
[(cpp/plain (fn [x] (* 10 x))) (cpp/plain (fn [x y] (+ x y))) (cpp/plain #(- %2 %1))] ;=> [10 3 1]
(cpp/plain (fn ([] 1) ([a b c & d] 1))) ;=! a host function of 0 or at least 3 arguments
(cpp/apply (fn [& xs] 1)) ;=! call to 'apply' is ambiguous
(cpp/plain (fn [] 1)) ;=! no known conversion from a host function of no arguments to 'int (*)(int)'
; Who asks whether a function can be called with so many arguments is told.
(cpp/raw "template <class F> int take(F f) { if constexpr (std::is_invocable_v<F, int>) return f(7); else return f(); }")
[(cpp/take (fn [] 1)) (cpp/take (fn [x] x)) (cpp/take (fn ([] 1) ([x] 2))) (cpp/take (fn [& xs] (count xs)))] ;=> [1 7 2 1]
(def ran (atom []))
(let [t (cpp/std.jthread (fn [] (swap! ran conj :alone)))] (.join t))
(let [t (cpp/std.jthread (fn [token n] (swap! ran conj n)) 5)] (.join t))
@ran ;=> [:alone 5]
; No text is made of a number.
(cpp/raw "inline int text(std::string) { return 1; } inline int text(std::vector<int>) { return 2; }")
(cpp/text 3) ;=! no matching function for call to 'text'
; What a function gives can be printed.
(cpp/raw "template <class F> void show(std::ostream &out, F f) { out << f(2) << ' '; }")
(let [out (cpp/std.ostringstream)]
  (cpp/show out (fn [x] (* 2 x)))
  (cpp/show out (fn [x] (str "a" x)))
  (cpp/show out (fn [x] (/ x 4.0)))
  (cpp/show out (fn [x] (> x 1)))
  (.str out)) ;=> "4 a2 0.5 1 "
(cpp/show cpp/std.cout (fn [x] [x])) ;=! (clojure.lang.PersistentVector) does not convert to std::basic_string<char>
; What a local is bound to is known, too, and what a hint on a name says.
(cpp/raw "#include <optional>\ntemplate <class F> auto given(F f) { return std::optional<decltype(f(1))>(f(1)); }")
(let [f (fn ^long [x] (* 2 x))] (.value (cpp/given f))) ;=> 2
(defn ^long tripled [x] (* 3 x))
(.value (cpp/given tripled)) ;=> 3
(let [alone (fn [] (swap! ran conj :local)) t (cpp/std.jthread alone)] (.join t))
(letfn [(alone [] (swap! ran conj :letfn))] (let [t (cpp/std.jthread alone)] (.join t)))
(let [alone (fn [] (swap! ran conj :captured))] ((fn [] (let [t (cpp/std.jthread alone)] (.join t)))))
(subvec @ran 2) ;=> [:local :letfn :captured]
