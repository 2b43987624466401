; Host values of which nothing is known: hints say what they are, or the call leaves them no choice.
(defn whole [^long x] (cpp/std.to_string x))
[(whole 5) (whole 2.9)] ;=> ["5" "2"]
(whole "a") ;=! class java.lang.String cannot be cast to class java.lang.Number
(whole nil) ;=! nil given where a number is expected
(defn both [^double x ^String s] (let [t (cpp/std.string)] (.append t s) (str t (cpp/std.to_string x))))
(both 2 "abc") ;=> "abc2.000000"
(both 2 3) ;=! 3 (java.lang.Long) does not convert to
(defn local [x] (let [^long n x] (cpp/std.to_string n)))
(defn captured [^long n] (fn [] (cpp/std.to_string n)))
(defn destructured [{:keys [^long a]}] (cpp/std.to_string a))
[(local 7) ((captured 3)) (destructured {:a 4})] ;=> ["7" "3" "4"]
(defn factorial [^long n ^long product] (if (zero? n) product (recur (dec n) (* product n))))
(factorial 10 1.0) ;=> 3628800
(defn rest-of [^long n & xs] [(cpp/std.to_string n) xs])
(rest-of 1 2 3) ;=> ["1" (2 3)]
; The last parameter of a name is what it means.
(defn later [^long x x] x)
(defn ignored [^long _ ^long _ & _] _)
[(later 1 2) (ignored 1 2 3)] ;=> [2 (3)]
(later "a" 2) ;=! class java.lang.String cannot be cast to class java.lang.Number
; With a double, every number gives one.
(defn twice [x] (cpp/std.to_string (* 2.0 x)))
[(twice 4) (twice 1/4)] ;=> ["8.000000" "0.500000"]
(cpp/std.to_string (int 5)) ;=> "5"
; Only a text, only a whole number.
(cpp/raw "struct Slice { std::string s; Slice(const char *t) : s(t) {} Slice(const std::string &t) : s(t) {} };
inline size_t length(const Slice &a) { return a.s.size(); }
struct Term { int which; Term(int n) : which(1) {} Term(double x) : which(2) {} };
inline bool same(const Term &a, int n) { return true; } inline bool same(const Term &a, double x) { return false; }")
(defn text [s] (cpp/length s))
(defn minutes [n] (.count (cpp/std.chrono.minutes n)))
[(text "abc") (minutes 7)] ;=> [3 7]
(text 5) ;=! 5 (java.lang.Long) does not convert to const char *
(minutes 2.5) ;=! 2.5 does not fit into long
(defn unclear [n] (cpp/same (cpp/Term 1) n)) ;=! ^long, ^double, ^String before a local
(defn shown [x] (cpp/std.to_string x)) ;=! is ambiguous
; A text, but a collection, a function or a smaller number as well.
(cpp/raw "struct Holder { int which; Holder(std::variant<int, std::string>) : which(1) {} };
inline int either(const std::string &) { return 1; } inline int either(const std::vector<int> &) { return 2; }
inline int action(const std::string &) { return 1; } inline int action(std::function<void()>) { return 2; }
inline int held(const std::variant<int, std::string> &v) { return int(v.index()); }
inline int alone(const std::variant<float, std::vector<int>> &v) { return int(v.index()); }
inline int ambiguous(const std::string &) { return 1; } inline int ambiguous(void *) { return 2; }")
(defn which [x] (cpp/either x)) ;=! ^long, ^double, ^String before a local
(defn which [^String x] (cpp/either x))
(which "a") ;=> 1
(defn acted [x] (cpp/action x)) ;=! is ambiguous
(defn chosen [x] (cpp/held x)) ;=! no matching function for call to 'held'
(defn chosen [x] (cpp/alone x)) ;=! no matching function for call to 'alone'
(cpp/raw "inline int made(int) { return 1; } template <class T> int made(const T &) { return 2; }
inline int kept(int) { return 1; } inline int kept(const gusset::object &) { return 2; }")
(defn made [x] (cpp/made x)) ;=! ^long, ^double, ^String before a local
; What was tried leaves nothing behind.
(cpp/raw "inline int tried(int) { return 1; } template <class T> auto tried(const T &) { return 2; }")
(defn tried [x] (cpp/tried x)) ;=! ^long, ^double, ^String before a local
(cpp/raw "template <> auto tried<double>(const double &) { return 3; }")
[(cpp/tried 2.5) (cpp/tried "a")] ;=> [3 2]
(defn kept [x] (cpp/kept x)) ; says that it takes any
[(kept "a") (kept 1) (cpp/kept 1)] ;=> [2 2 1]
(defn named [x] (cpp/ambiguous x))
(named "a") ;=> 1
; What is printed need not be known.
(defn print-all [& xs] (let [out (cpp/std.ostringstream)] (doseq [x xs] (cpp/<< out x ";")) (.str out)))
(print-all 1 2.5 "a" true) ;=> "1;2.5;a;1;"
(print-all :a) ;=! :a (clojure.lang.Keyword) does not convert to
; A class of which a value is made is meant where it is wanted; what copies is no other meaning.
(cpp/raw "struct Fields { std::string title; std::optional<int> count; };")
(defn filled [s n]
  (let [f (cpp/Fields)]
    (cpp/= (.-title f) s)
    (cpp/+= (.-title f) s)
    (cpp/= (.-count f) n)
    [(str (.-title f)) (.value (.-count f)) (.find (.-title f) s)]))
(filled "ab" 3) ;=> ["abab" 3 0]
(defn paired [x] (str (.-first (cpp/std.pair x 2))))
(paired "a") ;=> "a"
