; cpp/reify: objects of C++ classes whose virtual functions are host functions.
(cpp/raw "
  namespace rf {
    struct shape {
      static inline int live = 0;
      shape() { live++; }
      shape(shape const&) = delete;
      virtual ~shape() { live--; }
      virtual double area() const = 0;
      virtual std::string name() const { return \"shape\"; }
      virtual void scale(double by) { factor *= by; }
      virtual int pair(int a, int b) noexcept { return a + b; }
      double twice() const { return 2 * area(); }
      double factor = 1;
    };
    struct listener { virtual ~listener() = default; virtual void on(std::string const& event, int n) = 0; };
    struct grand : shape { virtual int depth() = 0; };
    struct info { int n; };
    struct visitor { virtual ~visitor() {} virtual int visit(info const& i) = 0; virtual int visit_pointer(info* i) = 0; virtual std::vector<int> list(std::vector<int> v) { return v; } };
    struct over { virtual ~over() {} virtual int f(int) = 0; virtual int f(double) = 0; };
    template <class T> struct source { virtual ~source() = default; virtual T next() = 0; };
    inline double area(shape const& s) { return s.area(); }
    inline double area_of(shape* s) { return s->area(); }
    inline std::string name_of(shape const* s) { return s->name(); }
    inline int pair(shape& s) { return s.pair(3, 4); }
    inline int live() { return shape::live; }
    inline void fire(listener& l) { l.on(\"click\", 1); l.on(\"key\", 2); }
    inline int visit(visitor& v) { info i{5}; return v.visit(i) + v.visit_pointer(&i); }
    inline int drain(source<int>* s) { int n = 0; for (int i = 0; i < 3; i++) n += s->next(); return n; }
    inline shape* held = nullptr;
    inline void hold(shape* s) { held = s; }
    inline double call_held() { return held->area(); }
    struct final_one { virtual ~final_one() = default; virtual void f() final {} void plain() {} };
    struct closed final { virtual void f() {} };
    struct needs { explicit needs(int) {} virtual int f() { return 1; } };
  }")
(let [s (cpp/reify rf.shape (area [this] 2.5))] [(cpp/rf.area s) (cpp/rf.area_of s) (cpp/rf.area_of (cpp/& s)) (.area s) (.twice s)]) ;=> [2.5 2.5 2.5 2.5 5.0]
(cpp/rf.live) ;=> 0
(let [s (cpp/reify cpp/rf.shape (area [this] 1.0) (name [this] "mine"))] [(cpp/rf.name_of s) (.name s)]) ;=> ["mine" "mine"]
(let [s (cpp/reify rf.shape (area [this] 1.0))] (cpp/rf.name_of s)) ;=> "shape"
(let [k 10 s (cpp/reify rf.shape (area [this] (* k 1.5)))] (cpp/rf.area s)) ;=> 15.0
(let [s (cpp/reify rf.shape (area [this] (.-factor this)))] (.scale s 4.0) (cpp/rf.area s)) ;=> 4.0
(let [s (cpp/reify rf.shape (area [this] 1.0) (pair [this a b] (* a b)))] (cpp/rf.pair s)) ;=> 12
(let [s (cpp/reify rf.grand (area [_] 3.0) (depth [_] 2))] [(cpp/rf.area s) (.depth s)]) ;=> [3.0 2]
; Events, and an atom that they change.
(def events (atom []))
(let [l (cpp/reify rf.listener (on [this event n] (swap! events conj [event n]) nil))] (cpp/rf.fire l) @events) ;=> [["click" 1] ["key" 2]]
; Several bases; templates; overloads of one name and arity.
(let [b (cpp/reify rf.shape rf.listener (area [_] 7.0) (on [_ e n] (swap! events conj n) nil))] (cpp/rf.fire b) [(cpp/rf.area b) (count @events)]) ;=> [7.0 4]
(let [n (atom 0) s (cpp/reify (rf.source int) (next [_] (swap! n inc)))] (cpp/rf.drain s)) ;=> 6
(let [o (cpp/reify rf.over (f [_ x] (if (double? x) 2 1)))] [(.f o (cpp/int 5)) (.f o (cpp/double 5.0))]) ;=> [1 2]
; What does not convert comes as a pointer in a box.
(let [v (cpp/reify rf.visitor
          (visit [_ i] (.-n (cpp/unbox (:* (:const rf.info)) i)))
          (visit_pointer [_ i] (* 10 (.-n (cpp/unbox (:* rf.info) i)))))]
  [(cpp/rf.visit v) (.list v [1 2])]) ;=> [55 [1 2]]
; Held as Base*, and by boxes that own it.
(let [s (cpp/reify rf.shape (area [this] 9.0))] (cpp/rf.hold s) (cpp/rf.call_held)) ;=> 9.0
(let [s (cpp/reify rf.shape (area [this] 9.0)) p (cpp/cast (:* rf.shape) (cpp/& s))] (.area p)) ;=> 9.0
(defn area-with [f] (let [s (cpp/reify rf.shape (area [this] (f)))] (cpp/rf.area s)))
(map (fn [x] (area-with (fn [] x))) [1.0 2.0]) ;=> (1.0 2.0)
(cpp/rf.live) ;=> 0
; Exceptions pass.
(try (let [s (cpp/reify rf.shape (area [this] (throw (ex-info "no area" {:a 1}))))] (cpp/rf.area s)) (catch Exception e [(ex-data e) (cpp/rf.live)])) ;=> [{:a 1} 0]
(let [s (cpp/reify rf.shape (area [this] "text"))] (cpp/rf.area s)) ;=! does not convert to double
; Refusals.
(cpp/reify rf.shape (name [this] "x")) ;=! abstract
(cpp/reify rf.shape (area [this] 1.0) (nothing [this] 1)) ;=! no virtual function 'nothing'
(cpp/reify rf.shape (area [this x] 1.0)) ;=! no virtual function 'area' of 1 parameters
(cpp/reify rf.shape (area [] 1.0)) ;=! takes the object first
(cpp/reify) ;=! needs a class
(cpp/reify no_such_class (f [this] 1)) ;=! no_such_class
(cpp/reify int (f [this] 1)) ;=! no class
(cpp/reify rf.final_one (plain [this] 1)) ;=! no virtual function 'plain'
(cpp/reify rf.final_one (f [this] 1)) ;=! final
(cpp/reify rf.closed (f [this] 1)) ;=! final
(cpp/reify rf.needs (f [this] 1)) ;=! no matching constructor for initialization of 'rf::needs'
; Operators, of which two are read as more than one form.
(cpp/raw "struct functor { virtual ~functor() = default; virtual int operator()(int) = 0; virtual int operator[](int) = 0;
  virtual int operator+(int) = 0; };
inline int use_functor(functor &f) { return f(20) + f[1] + (f + 2); }")
(let [f (cpp/reify functor (operator() [this x] (* 2 x)) (operator[] [this i] (+ 100 i)) (operator+ [this n] (* 1000 n)))]
  (cpp/use_functor f)) ;=> 2141
; Functions that say which exceptions they throw, as headers of C++98 do; and a class that nothing derives from.
(cpp/raw "#pragma clang diagnostic push
#pragma clang diagnostic ignored \"-Wdynamic-exception-spec\"
struct Refused {}; struct Specified { virtual ~Specified() {} virtual int run(int) throw(Refused, int) = 0; virtual int safe() throw() = 0; };
#pragma clang diagnostic pop
inline int run_specified(Specified &s) { try { return s.run(3) + s.safe(); } catch (Refused &) { return -1; } }
struct Sealed final { virtual ~Sealed() = default; virtual void f() {} };")
(let [s (cpp/reify Specified (run [this n] (* 2 n)) (safe [this] 1))] (cpp/run_specified s)) ;=> 7
(let [s (cpp/reify Specified (run [this n] (throw (cpp/Refused))) (safe [this] 1))] (cpp/run_specified s)) ;=> -1
(let [s (cpp/reify Sealed (f [this] nil))] nil) ;=! 'Sealed' is final
(cpp/raw "struct Late { virtual int run() throw(int); };") ;=! dynamic exception specification
