; cpp/box, cpp/unbox, cpp/own.
(cpp/raw "
  namespace boxes {
    struct thing {
      static inline int live = 0;
      int x;
      explicit thing(int x) : x(x) { live++; }
      thing(thing const& o) : x(o.x) { live++; }
      thing(thing&& o) noexcept : x(o.x) { o.x = -1; live++; }
      virtual ~thing() { live--; }
      virtual int get() const { return x; }
    };
    struct derived : thing { using thing::thing; int get() const override { return x * 10; } };
    inline int live() { return thing::live; }
    inline int read(thing* t) { return t->x; }
    inline int read_const(thing const* t) { return t->x; }
    inline int read_ref(thing& t) { return t.x; }
    struct only_moved { std::unique_ptr<int> p; explicit only_moved(int i) : p(std::make_unique<int>(i)) {} int get() const { return *p; } };
    struct neither { int x = 1; neither() = default; neither(neither const&) = delete; };
    struct big { alignas(64) char c[256]; int n = 5; };
    inline bool aligned(big const* b) { return reinterpret_cast<uintptr_t>(b) % 64 == 0; }
  }")
(def p (cpp/box (cpp/new boxes.thing 7)))
(.-x (cpp/unbox (:* boxes.thing) p)) ;=> 7
(cpp/boxes.read (cpp/unbox (:* boxes.thing) p)) ;=> 7
(cpp/boxes.read p) ;=> 7
(cpp/boxes.read_const p) ;=> 7
(cpp/= (.-x (cpp/unbox (:* boxes.thing) p)) 8) ;=> 8
(.-x (cpp/unbox (:* boxes.thing) p)) ;=> 8
(.-x (cpp/unbox (:* (:const boxes.thing)) p)) ;=> 8
(cpp/* (cpp/unbox (:* int) p)) ;=! boxes::thing *
;=! int *
(.-x (cpp/unbox (:* boxes.derived) p)) ;=! boxes::thing *
(cpp/unbox boxes.thing p) ;=! a box holds a pointer
(.-x (cpp/unbox (:* boxes.thing) 5)) ;=! does not convert
(.-x (cpp/unbox (:* boxes.thing) "text")) ;=! does not convert
(.-x (cpp/unbox (:* boxes.thing) [p])) ;=! does not convert
(cpp/== (cpp/unbox (:* boxes.thing) nil) nil) ;=> true
(cpp/unbox (:* boxes.thing) p) ;=! does not convert to a host value
(cpp/unbox (:* no_such_type) p) ;=! no_such_type
(cpp/box 5) ;=! host value
(let [i (cpp/int 5)] (cpp/box i)) ;=! cpp/box holds a pointer
(cpp/box) ;=! too few arguments
(cpp/unbox (:* boxes.thing)) ;=! too few arguments
(cpp/own) ;=! too few arguments
(cpp/own 5) ;=! host value
(do (cpp/delete (cpp/unbox (:* boxes.thing) p)) (cpp/boxes.live)) ;=> 0
; A box is a value like any other.
(def q (cpp/box (cpp/new int 5)))
(def boxes [q {:q q}])
(cpp/* (cpp/unbox (:* int) (first boxes))) ;=> 5
(cpp/* (cpp/unbox (:* int) (:q (second boxes)))) ;=> 5
(identical? q (first boxes)) ;=> true
(string? (pr-str q)) ;=> true
(let [f (fn [b] (cpp/* (cpp/unbox (:* int) b)))] (f q)) ;=> 5
(let [n (cpp/unbox (:* int) q)] (cpp/= (cpp/* n) 6) (cpp/* n)) ;=> 6
(cpp/delete (cpp/unbox (:* int) q))
; cpp/own: the value dies with its last reference.
(cpp/boxes.live) ;=> 0
(def o (cpp/own (cpp/boxes.thing 3)))
(cpp/boxes.live) ;=> 1
(.-x (cpp/unbox (:* boxes.thing) o)) ;=> 3
(cpp/boxes.read o) ;=> 3
(def o nil)
(cpp/boxes.live) ;=> 0
(let [o (cpp/own (cpp/boxes.thing 3))] (cpp/boxes.read o)) ;=> 3
(cpp/boxes.live) ;=> 0
(let [o (cpp/own (cpp/boxes.derived 3))] (.get (cpp/unbox (:* boxes.derived) o))) ;=> 30
(def v (mapv (fn [i] (cpp/own (cpp/boxes.thing i))) (range 10)))
(cpp/boxes.live) ;=> 10
(reduce + (map (fn [b] (cpp/boxes.read b)) v)) ;=> 45
(def v (subvec v 0 1))
(def v nil)
(cpp/boxes.live) ;=> 0
(try (let [o (cpp/own (cpp/boxes.thing 1))] (throw (ex-info "x" {:o o}))) (catch Exception e (cpp/boxes.live))) ;=> 1
(cpp/boxes.live) ;=> 0
; Moved, copied or refused as C++ would.
(let [o (cpp/own (cpp/boxes.only_moved 4))] (.get (cpp/unbox (:* boxes.only_moved) o))) ;=> 4
(let [m (cpp/boxes.only_moved 4) o (cpp/own (cpp/std.move m))] (.get (cpp/unbox (:* boxes.only_moved) o))) ;=> 4
(let [m (cpp/boxes.only_moved 4)] (cpp/own m)) ;=! only_moved
(let [n (cpp/boxes.neither)] (cpp/own n)) ;=! neither
(cpp/own (cpp/boxes.neither)) ;=! deleted
(let [t (cpp/boxes.thing 6) o (cpp/own t)] [(cpp/boxes.live) (.-x t) (cpp/boxes.read o) (cpp/boxes.live)]) ;=> [2 6 6 1]
(cpp/boxes.live) ;=> 0
(cpp/boxes.aligned (cpp/own (cpp/boxes.big))) ;=> true
(let [v (cpp/own (cpp/cast (std.vector int) [1 2 3]))] (.size (cpp/unbox (:* (std.vector int)) v))) ;=> 3
(let [v (cpp/own (cpp/int 5))] (cpp/* (cpp/unbox (:* int) v))) ;=> 5
(cpp/* (cpp/unbox (:* float) (cpp/own (cpp/int 5)))) ;=! int *
;=! float *
; A box kept alive by a closure and by an atom.
(let [o (cpp/own (cpp/boxes.thing 9)) f (fn [] (cpp/boxes.read o))] [(f) (f)]) ;=> [9 9]
(def a (atom (cpp/own (cpp/boxes.thing 1))))
(do (reset! a nil) (cpp/boxes.live)) ;=> 0
; Pointers of other sorts.
(let [i (cpp/int 4) b (cpp/box (cpp/& i))] (cpp/* (cpp/unbox (:* int) b))) ;=> 4
(let [i (cpp/int 4) b (cpp/box (cpp/& i))] (cpp/unbox (:* (:const int)) b) :const-added) ;=> :const-added
(let [b (cpp/box (cpp/& cpp/boxes.live))] ((cpp/unbox (:* (:fn int [])) b))) ;=> 0
(let [i (cpp/int 4) p (cpp/& i) pp (cpp/box (cpp/& p))] (cpp/** (cpp/unbox (:* (:* int)) pp))) ;=!
(let [i (cpp/int 4) p (cpp/& i) pp (cpp/box (cpp/& p))] (cpp/* (cpp/* (cpp/unbox (:* (:* int)) pp)))) ;=> 4
(let [v (cpp/box (cpp/cast (:* void) (cpp/new int 3)))] (cpp/* (cpp/cast (:* int) (cpp/unbox (:* void) v)))) ;=> 3
