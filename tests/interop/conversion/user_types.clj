; A user's type joins in by specialising gusset::convert.
(cpp/raw "
  struct colour { unsigned r, g, b; };
  struct metres { double value; explicit metres(double v) : value(v) {} };
  struct outgoing { int x; };
  struct incoming { int x; };
  template <class T> struct wrapped { T inner; };
  template <> struct gusset::convert<colour> {
    static object to(const colour &c) { return gusset::to_object(std::vector<unsigned>{c.r, c.g, c.b}); }
    static colour from(const object &o) {
      auto v = gusset::from_object<std::vector<unsigned>>(o);
      if (v.size() != 3) throw std::invalid_argument(\"a colour has three parts\");
      return {v[0], v[1], v[2]};
    }
  };
  template <> struct gusset::convert<metres> {
    static object to(const metres &m) { return gusset::to_object(m.value); }
    static metres from(const object &o) { return metres(gusset::from_object<double>(o)); }
  };
  template <> struct gusset::convert<outgoing> {
    static object to(const outgoing &o) { return gusset::to_object(o.x); }
  };
  template <> struct gusset::convert<incoming> {
    static incoming from(const object &o) { return {gusset::from_object<int>(o)}; }
  };
  template <class T> struct gusset::convert<wrapped<T>> {
    static object to(const wrapped<T> &w) { return gusset::to_object(w.inner); }
    static wrapped<T> from(const object &o) { return {gusset::from_object<T>(o)}; }
  };
  inline colour mix(colour a, colour const& b) { return {a.r + b.r, a.g + b.g, a.b + b.b}; }
  inline colour const& constant_colour() { static colour c{1, 2, 3}; return c; }
  inline double length(metres m) { return m.value; }
  inline metres twice(metres const& m) { return metres(2 * m.value); }
  inline outgoing out() { return {4}; }
  inline int in(incoming i) { return i.x; }
  inline int out_in(outgoing o) { return o.x; }
  inline incoming make_in() { return {5}; }
  inline std::vector<colour> palette() { return {{1, 1, 1}, {2, 2, 2}}; }
  inline unsigned reds(std::vector<colour> const& v) { unsigned n = 0; for (auto& c : v) n += c.r; return n; }
  inline wrapped<std::string> wrap_it(wrapped<std::string> w) { return {w.inner + w.inner}; }
  inline unsigned apply(std::function<colour(colour)> f) { return f({1, 2, 3}).r; }
  struct holder { colour c; void set(colour n) { c = n; } };")
(mix [1 2 3] [4 5 6]) ;=!
(cpp/mix [1 2 3] [4 5 6]) ;=> [5 7 9]
(cpp/mix [1 2] [4 5 6]) ;=! a colour has three parts
(cpp/constant_colour) ;=> [1 2 3]
(cpp/length 2.5) ;=> 2.5
(cpp/twice 4) ;=> 8.0
(cpp/length "x") ;=!
(cpp/out) ;=> 4
(cpp/in 7) ;=> 7
(cpp/out_in 7) ;=! out_in
[(cpp/make_in)] ;=! make_in
(let [i (cpp/make_in)] (cpp/in i)) ;=> 5
(cpp/palette) ;=> [[1 1 1] [2 2 2]]
(cpp/reds [[1 0 0] [5 0 0]]) ;=> 6
(cpp/wrap_it "ab") ;=> "abab"
(cpp/apply (fn [[r g b]] [(+ r 10) g b])) ;=> 11
(let [c (cpp/cast colour [1 2 3])] (.-g c)) ;=> 2
(let [c (cpp/mix [1 2 3] [1 1 1])] [(.-r c) c]) ;=> [2 [2 3 4]]
(let [h (cpp/holder)] (.set h [7 8 9]) (.-c h)) ;=> [7 8 9]
(let [h (cpp/holder)] (cpp/= (.-c h) (cpp/colour 1 2 3)) (.-c h)) ;=> [1 2 3]
(let [h (cpp/holder)] (cpp/= (.-c h) [3 2 1]) (.-c h)) ;=> [3 2 1]
(defn mix2 [a b] (cpp/mix a b))
(mix2 [1 2 3] (list 1 1 1)) ;=> [2 3 4]
(mix2 [1 2 3] 5) ;=!
(nth (cpp/constant_colour) 1) ;=> 2
; One that throws.
(cpp/raw "struct fussy {}; template <> struct gusset::convert<fussy> { static object to(const fussy &) { throw std::runtime_error(\"no fussy\"); } static fussy from(const object &) { throw std::runtime_error(\"no from fussy\"); } }; inline fussy make_fussy() { return {}; } inline void take_fussy(fussy) {}")
(try [(cpp/make_fussy)] (catch cpp/std.runtime_error e (.what e))) ;=> "no fussy"
(try (cpp/take_fussy 1) (catch cpp/std.runtime_error e (.what e))) ;=> "no from fussy"
