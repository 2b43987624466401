; Streams of strings: manipulators, getline loops, state, operators of user types, stream iterators.
(ns streams (:include "sstream" "iomanip" "iostream" "iterator" "vector" "string"))

; Manipulators.
(let [o (cpp/std.ostringstream)]
  (-> o (cpp/<< cpp/std.hex) (cpp/<< cpp/std.showbase) (cpp/<< 255) (cpp/<< " ") (cpp/<< cpp/std.uppercase) (cpp/<< 171)
      (cpp/<< " ") (cpp/<< cpp/std.dec) (cpp/<< 10) (cpp/<< " ") (cpp/<< cpp/std.oct) (cpp/<< 8))
  (.str o)) ;=> "0xff 0XAB 10 010"
(let [o (cpp/std.ostringstream)]
  (-> o (cpp/<< (cpp/std.setw 6)) (cpp/<< 42) (cpp/<< \|) (cpp/<< cpp/std.left) (cpp/<< (cpp/std.setw 6)) (cpp/<< "ab") (cpp/<< \|)
      (cpp/<< (cpp/std.setfill \0)) (cpp/<< cpp/std.right) (cpp/<< (cpp/std.setw 4)) (cpp/<< 7) (cpp/<< cpp/std.endl))
  (.str o)) ;=> "    42|ab    |0007\n"
(let [o (cpp/std.ostringstream)]
  (-> o (cpp/<< cpp/std.fixed) (cpp/<< (cpp/std.setprecision 2)) (cpp/<< 3.14159) (cpp/<< " ") (cpp/<< cpp/std.scientific) (cpp/<< 12345.678)
      (cpp/<< " ") (cpp/<< cpp/std.defaultfloat) (cpp/<< 0.5) (cpp/<< " ") (cpp/<< cpp/std.boolalpha) (cpp/<< true) (cpp/<< cpp/std.showpos) (cpp/<< 5))
  (.str o)) ;=> "3.14 1.23e+04 0.5 true+5"
(let [o (cpp/std.ostringstream)] (-> o (cpp/<< (cpp/std.quoted "say \"hi\"")) (cpp/<< cpp/std.ends)) (count (.str o))) ;=> 13
(let [o (cpp/std.ostringstream) old (.flags o)]
  (.setf o cpp/std.ios.hex cpp/std.ios.basefield) (.width o 4) (.fill o \.)
  (cpp/<< o 255)
  (.flags o old)
  (cpp/<< o 255)
  [(.str o) (cpp/cast long (.tellp o)) (.good o)]) ;=> ["..ff255" 7 true]

; Reading: words, numbers, lines, until there is no more.
(let [in (cpp/std.istringstream "the quick brown") w (cpp/std.string)]
  (loop [words []] (if (cpp/>> in w) (recur (conj words (str w))) words))) ;=> ["the" "quick" "brown"]
(let [in (cpp/std.istringstream "1 2 3 x") n (cpp/int)]
  (let [sum (loop [sum 0] (if (cpp/>> in n) (recur (+ sum n)) sum)) failed (.fail in) rest (cpp/std.string)]
    (.clear in)
    (cpp/>> in rest)
    [sum failed rest (.eof in)])) ;=> [6 true "x" true]
(let [in (cpp/std.istringstream "name=gusset\n\nkind=language\n") line (cpp/std.string) pairs (#cpp (std.vector (std.pair std.string std.string)))]
  (loop []
    (when (cpp/std.getline in line)
      (let [at (.find line \=)]
        (when (cpp/!= at cpp/std.string.npos) (.emplace_back pairs (.substr line 0 at) (.substr line (cpp/+ at 1)))))
      (recur)))
  pairs) ;=> [["name" "gusset"] ["kind" "language"]]
(let [in (cpp/std.istringstream "ff 0x1f 077") a (cpp/int) b (cpp/int) c (cpp/int)]
  (-> in (cpp/>> cpp/std.hex) (cpp/>> a) (cpp/>> b) (cpp/>> cpp/std.oct) (cpp/>> c))
  [a b c]) ;=> [255 31 63]
(let [in (cpp/std.istringstream "ab c") c (cpp/char)]
  (.get in c)
  (let [next (.peek in)]
    (.ignore in 2)
    [c next (.get in) (.get in) (.eof in)])) ;=> [\a 98 99 -1 true]
(let [in (cpp/std.istringstream "x y") a (cpp/char) b (cpp/char) c (cpp/char)] (-> in (cpp/>> cpp/std.noskipws) (cpp/>> a) (cpp/>> b) (cpp/>> c)) [a b c]) ;=> [\x \space \y]
(let [in (cpp/std.istringstream "oops") n (cpp/int 7)]
  (.exceptions in cpp/std.ios.failbit)
  (try (do (cpp/>> in n) :read) (catch cpp/std.ios_base.failure e [:failed n]))) ;=> [:failed 0]

; Both ways, emptied and used again.
(let [s (cpp/std.stringstream)]
  (cpp/<< s "12,34")
  (let [a (cpp/int) comma (cpp/char) b (cpp/int)]
    (-> s (cpp/>> a) (cpp/>> comma) (cpp/>> b))
    (.str s "") (.clear s)
    (cpp/<< s (cpp/+ a b))
    [comma (.str s)])) ;=> [\, "46"]

; Stream iterators.
(let [in (cpp/std.istringstream "3 1 2")
      v (#cpp (std.vector int) (#cpp (std.istream_iterator int) in) (#cpp (std.istream_iterator int)))
      out (cpp/std.ostringstream)]
  (cpp/std.copy (.begin v) (.end v) (#cpp (std.ostream_iterator int) out ", "))
  [v (.str out)]) ;=> [[3 1 2] "3, 1, 2, "]

; Operators of a user's own type, and a function that takes any stream.
(cpp/raw "namespace st { struct Point { int x = 0, y = 0; };
  inline std::ostream &operator<<(std::ostream &o, const Point &p) { return o << '(' << p.x << ' ' << p.y << ')'; }
  inline std::istream &operator>>(std::istream &i, Point &p) { char c; return i >> c >> p.x >> p.y >> c; }
  inline void hello(std::ostream &o) { o << \"hello\"; } inline std::ostream &dots(std::ostream &o) { return o << \"..\"; } }")
(let [in (cpp/std.istringstream "(3 4)") p (cpp/st.Point) out (cpp/std.ostringstream)]
  (cpp/>> in p)
  (-> out (cpp/<< p) (cpp/<< cpp/st.dots) (cpp/<< p))
  (cpp/st.hello out)
  [(.-x p) (.-y p) (.str out)]) ;=> [3 4 "(3 4)..(3 4)hello"]

; std::cout's buffer can be caught.
(let [caught (cpp/std.ostringstream) old (.rdbuf cpp/std.cout (.rdbuf caught))]
  (-> cpp/std.cout (cpp/<< "to cout ") (cpp/<< 1) (cpp/<< cpp/std.flush))
  (.rdbuf cpp/std.cout old)
  (.str caught)) ;=> "to cout 1"
