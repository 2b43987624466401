; cpp/reify of classes whose constructors take arguments, and on the heap, where C++ may own the object.
(cpp/raw "
  #include <memory>
  namespace rc {
    inline int live = 0;
    struct widget {
      widget(int w, const std::string& title) : w(w), title(title) { live++; }
      explicit widget(double d) : w(int(d * 100)), title(\"double\") { live++; }
      explicit widget(const std::vector<int>& v) : w(int(v.size())), title(\"vector\") { live++; }
      widget(std::unique_ptr<int> p) : w(*p), title(\"owner\") { live++; }
      widget(int& counter, std::nullptr_t) : w(++counter), title(\"reference\") { live++; }
      widget(int (*f)(int), int x, char c = 'd') : w(f(x)), title(1, c) { live++; }
      widget(widget const&) = delete;
      virtual ~widget() { live--; }
      virtual int draw(double dt) = 0;
      int w; std::string title;
    };
    struct guarded { virtual ~guarded() = default; virtual int f() { return n; } int n; protected: guarded(int n) : n(n) {} };
    struct closed { virtual ~closed() = default; virtual int f() { return 1; } private: closed(int) {} };
    struct gone { virtual ~gone() = default; gone(int) = delete; virtual int f() { return 1; } };
    struct fails { fails(int n) { if (n < 0) throw std::runtime_error(\"negative\"); } virtual ~fails() = default; virtual int f() { return 1; } };
    template <class T> struct cell { T t; template <class U> cell(U&& u, int) : t(std::forward<U>(u)) {} virtual T get() { return t; } virtual ~cell() = default; };
    struct point { int x, y; };
    inline int twice(int x) { return 2 * x; }
    inline int twice(std::string) { return 0; }
    inline int draw_owned(std::unique_ptr<widget> w) { return w->draw(0.5); }
    inline int draw_shared(std::shared_ptr<widget> w) { return w->draw(0.5); }
    inline int draw_and_delete(widget* w) { int n = w->draw(1); delete w; return n; }
    inline std::unique_ptr<widget> kept;
    inline void keep(std::unique_ptr<widget> w) { kept = std::move(w); }
    inline int draw_kept() { return kept->draw(2); }
    inline void drop() { kept.reset(); }
    struct token { static inline int live = 0; token() { live++; } token(token&&) { live++; } ~token() { live--; } };
  }")
(let [w (cpp/reify [rc.widget 3 "t"] (draw [this dt] (+ (.-w this) (long dt))))] [(.-w w) (.-title w) (.draw w 2.5) cpp/rc.live]) ;=> [3 "t" 5 1]
cpp/rc.live ;=> 0
; Overloads are Clang's to choose from, arguments native or host values.
(let [w (cpp/reify [rc.widget 3.5] (draw [_ dt] 1))] [(.-w w) (.-title w)]) ;=> [350 "double"]
(let [w (cpp/reify [rc.widget #cpp [1 2 3]] (draw [_ dt] 1))] [(.-w w) (.-title w)]) ;=> [3 "vector"]
(let [w (cpp/reify [rc.widget (#cpp (std.make_unique int) 42)] (draw [_ dt] 1))] [(.-w w) (.-title w)]) ;=> [42 "owner"]
(let [n (cpp/int 4) w (cpp/reify [rc.widget n nil] (draw [_ dt] 1))] [(.-w w) (.-title w) n]) ;=> [5 "reference" 5]
(let [w (cpp/reify [rc.widget cpp/rc.twice 4] (draw [_ dt] 1))] [(.-w w) (.-title w)]) ;=> [8 "d"]
(let [w (cpp/reify [rc.widget (fn [x] (* 3 x)) 4 \z] (draw [_ dt] 1))] [(.-w w) (.-title w)]) ;=> [12 "z"]
(defn titled [n title] (let [w (cpp/reify [rc.widget (cpp/cast int n) title] (draw [_ dt] 1))] [(.-w w) (.-title w)]))
[(titled 1 "x") (titled 2 "y")] ;=> [[1 "x"] [2 "y"]]
(titled 1 :x) ;=! does not convert
(let [w (cpp/reify [rc.guarded 7] (f [this] (* 2 (.-n this))))] (.f w)) ;=> 14
(let [w (cpp/reify [(rc.cell std.string) "abc" 1] [rc.point 4 5] [rc.guarded 3])] [(.get w) (.-x w) (.-y w) (.-n w)]) ;=> ["abc" 4 5 3]
(try (let [w (cpp/reify [rc.fails -1] (f [this] 2))] (long (.f w))) (catch cpp/std.exception e (str (.what e)))) ;=> "negative"
; On the heap: whoever owns the object owns the functions, too.
(let [p (cpp/new (cpp/reify [rc.widget 3 "t"] (draw [this dt] (+ 10 (.-w this)))))] [(.draw p 1.0) cpp/rc.live (do (cpp/delete p) cpp/rc.live)]) ;=> [13 1 0]
(let [p (cpp/new (cpp/reify [rc.widget 3 "t"] (draw [this dt] 7)))] [(cpp/rc.draw_and_delete p) cpp/rc.live]) ;=> [7 0]
(defn owned [n] (cpp/rc.draw_owned (#cpp (std.unique_ptr rc.widget) (cpp/new (cpp/reify [rc.widget (cpp/cast int n) "u"] (draw [this dt] (+ n (.-w this))))))))
[(map owned (range 4)) cpp/rc.live] ;=> [(0 2 4 6) 0]
(cpp/rc.draw_shared (#cpp (std.shared_ptr rc.widget) (cpp/new (cpp/reify [rc.widget 3 "s"] (draw [this dt] (.-w this)))))) ;=> 3
(let [token (cpp/own (cpp/rc.token)) k 5]
  (cpp/rc.keep (#cpp (std.unique_ptr rc.widget) (cpp/new (cpp/reify [rc.widget 3 "kept"] (draw [this dt] (if token (+ k (.-w this)) 0)))))))
[(cpp/rc.draw_kept) cpp/rc.live cpp/rc.token.live] ;=> [8 1 1]
(do (cpp/rc.drop) [cpp/rc.live cpp/rc.token.live]) ;=> [0 0]
; Refusals.
(cpp/reify [rc.closed 7] (f [this] 1)) ;=! base class 'rc::closed' has private constructor
(cpp/reify [rc.gone 7] (f [this] 1)) ;=! call to deleted constructor of 'rc::gone'
(cpp/reify [rc.widget "a" "b"] (draw [_ dt] 1)) ;=! no matching constructor for initialization of 'rc::widget'
(fn [a b] (cpp/reify [rc.widget a b] (draw [_ dt] 1))) ;=! call to constructor of 'rc::widget' is ambiguous
(fn [a b] (cpp/reify [rc.widget a b] (draw [_ dt] 1))) ;=! give it one: (cpp/cast T value)
(cpp/reify [] (f [this] 1)) ;=! a class to derive from is missing
(cpp/reify [rc.guarded 300000000000] (f [this] 1)) ;=! does not fit
(cpp/new (cpp/reify [rc.guarded 1]) 2) ;=! too many arguments to cpp/new
(let [p (cpp/new (cpp/reify [rc.widget 1 "t"]))] p) ;=! abstract
