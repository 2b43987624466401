; A box of a class is taken where a base of it is wanted, as C++ converts the pointer.
(cpp/raw "#include <functional>
struct Named { virtual ~Named() = default; int id = 1; };
struct Shape { virtual ~Shape() = default; virtual double area() const = 0; };
struct Circle : Named, Shape { double r; explicit Circle(double r) : r(r) {} double area() const override { return 3 * r * r; } };
struct Ring : Circle { using Circle::Circle; };
struct Hidden : private Shape { double area() const override { return 0; } };
struct Virtual : virtual Shape { double area() const override { return 0; } };
struct Left : Shape { double area() const override { return 1; } }; struct Right : Shape { double area() const override { return 2; } };
struct Both : Left, Right {};
inline double area_of(const Shape *s) { return s->area(); }
inline double made(const std::function<Shape *()> &f) { Shape *s = f(); double a = s->area(); delete s; return a; }
template <class F> double made_by(F f) { Shape *s = f(); double a = s->area(); delete s; return a; }
inline double seen(const std::function<const Shape &(int)> &f) { return f(0).area(); }")
(defn area [shape] (.area (cpp/unbox (:* (:const Shape)) shape)))
(def circle (cpp/own (cpp/Circle 2.0)))
(def ring (cpp/own (cpp/Ring 1.0)))
[(area circle) (area ring) (cpp/area_of circle) (cpp/area_of ring)] ;=> [12.0 3.0 12.0 3.0]
(.-id (cpp/unbox (:* Named) ring)) ;=> 1
(cpp/made (fn [] (cpp/new Ring 2.0))) ;=> 12.0
(cpp/made_by (fn [] (cpp/new Circle 3.0))) ;=> 27.0
(let [c (cpp/Circle 1.0)] (cpp/seen (fn [_] c))) ;=> 3.0
(area (cpp/box (cpp/cast (:* Shape) (cpp/unbox (:* Circle) circle)))) ;=> 12.0
; Not where C++ would not, nor the other way.
(area (cpp/own (cpp/Hidden))) ;=! the box holds a Hidden *, not a const Shape *
(area (cpp/own (cpp/Both))) ;=! the box holds a Both *, not a const Shape *
(area (cpp/own (cpp/Virtual))) ;=! the box holds a Virtual *, not a const Shape *
(cpp/made (fn [] (cpp/new Named))) ;=! does not convert to Shape *
(let [c (cpp/Circle 1.0)] (.-id (cpp/unbox (:* Named) (cpp/box (cpp/cast (:* (:const Circle)) (cpp/& c)))))) ;=! the box holds a const Circle *, not a Named *
(.-r (cpp/unbox (:* Circle) (cpp/box (cpp/cast (:* Shape) (cpp/unbox (:* Circle) circle))))) ;=! the box holds a Shape *, not a Circle *
; What void points to, only the program knows.
(cpp/raw "inline int first(const void *p, int (*f)(const void *)) { return f(p); }")
(let [n (cpp/int 5)] (cpp/first (cpp/& n) (fn [p] (cpp/* (cpp/cast (:* (:const int)) (cpp/unbox (:* (:const void)) p)))))) ;=> 5
(let [n (cpp/int 5)] (cpp/first (cpp/& n) (fn [p] (cpp/* (cpp/unbox (:* (:const int)) p))))) ;=! (cpp/cast … (cpp/unbox (:* (:const void)) box))
; A null pointer is null, a class that was defined again is another, and what C++ put in a box knows its class by its name.
(cpp/raw "inline Circle *no_circle() { return nullptr; } inline bool is_null(const Shape *s) { return !s; }
inline bool gives_null(const std::function<Shape *()> &f) { return f() == nullptr; }
struct Again { int x = 1; }; inline int again_of(const Again *a) { return a->x; }
inline double lent(const std::function<double(Ring &)> &f) { Ring r(2.0); return f(r); }")
[(cpp/is_null (cpp/box (cpp/no_circle))) (cpp/gives_null (fn [] (cpp/no_circle)))] ;=> [true true]
(def again (cpp/own (cpp/Again)))
(cpp/again_of again) ;=> 1
(cpp/raw "struct Again { double y = 7.5; std::string s = \"text\"; int x = 2; }; inline int again_of(const Again *a) { return a->x; }")
(cpp/again_of again) ;=! the box holds a Again *
(cpp/lent (fn [r] (area r))) ;=> 12.0
