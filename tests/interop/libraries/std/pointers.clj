; make_unique, make_shared, custom deleters, weak_ptr, moves, casts of shared pointers, polymorphism.
(ns pointers (:include "memory" "vector" "map" "string" "functional" "cstdio"))
(cpp/raw "namespace ptr {
  struct Counted { static inline int live = 0; int x = 0; std::string name;
    Counted() { live++; } Counted(int x, std::string n) : x(x), name(std::move(n)) { live++; } Counted(const Counted &) = delete; ~Counted() { live--; } };
  struct Animal { virtual ~Animal() = default; virtual std::string says() const { return \"...\"; } };
  struct Dog : Animal { int bones = 3; std::string says() const override { return \"woof\"; } };
  struct Node : std::enable_shared_from_this<Node> { int v = 0; std::weak_ptr<Node> parent; std::vector<std::shared_ptr<Node>> children;
    void add(std::shared_ptr<Node> c) { c->parent = weak_from_this(); children.push_back(std::move(c)); } };
  inline int freed = 0;
  struct Free { int by = 1; void operator()(int *p) const { freed += by; delete p; } };
  inline void free_int(int *p) { freed += 10; delete p; }
  inline std::unique_ptr<Counted> through(std::unique_ptr<Counted> p) { p->x += 1; return p; }
}")

; Arguments are forwarded; members through the pointer; the end of the let frees.
(let [p (#cpp (std.make_unique ptr.Counted) 5 "five")]
  (cpp/+= (.-x p) 1)
  [(.-x p) (.-name p) (.-x (cpp/* p)) (.-x (.get p)) cpp/ptr.Counted.live]) ;=> [6 "five" 6 6 1]
cpp/ptr.Counted.live ;=> 0
(let [p (#cpp (std.make_unique ptr.Counted) 1 "a") q (cpp/ptr.through (cpp/std.move p))]
  [(cpp/cast bool p) (.-x q) cpp/ptr.Counted.live]) ;=> [false 2 1]
(let [p (#cpp (std.make_unique ptr.Counted)) raw (.release p)]
  (cpp/= (.-x raw) 8)
  (let [live (int cpp/ptr.Counted.live)] (cpp/delete raw) [(cpp/== p nil) live cpp/ptr.Counted.live])) ;=> [true 1 0]
(let [a (#cpp (std.make_unique int) 1) b (#cpp (std.make_unique int) 2)]
  (cpp/std.swap a b)
  (let [first (int (cpp/* a))] (cpp/= a (cpp/std.move b)) [first (cpp/* a) (cpp/! b)])) ;=> [2 1 true]
(let [a (#cpp (std.make_unique (:array int)) 3)] (cpp/= (cpp/aget a 2) 9) [(cpp/aget a 0) (cpp/aget a 2)]) ;=> [0 9]
(let [p (#cpp (std.make_unique int) 1) q (#cpp (std.unique_ptr int) p)] 1) ;=! deleted
(let [p (#cpp (std.make_unique int) 1)] ((fn [] (cpp/* p)))) ;=! cop

; Custom deleters: an object, a function, a host function.
(do (let [p (#cpp (std.unique_ptr int ptr.Free) (cpp/new int 5) (cpp/ptr.Free 2))] (.-by (.get_deleter p))) cpp/ptr.freed) ;=> 2
(do (let [p (#cpp (std.unique_ptr int (:* (:fn void [(:* int)]))) (cpp/new int 5) cpp/ptr.free_int)] (cpp/* p)) cpp/ptr.freed) ;=> 12
(do (let [p (#cpp (std.shared_ptr int) (cpp/new int 5) cpp/ptr.free_int)] (cpp/* p)) cpp/ptr.freed) ;=> 22
(let [freed (atom [])]
  (let [p (#cpp (std.shared_ptr int) (cpp/new int 5) (fn [p] (let [p (cpp/unbox (:* int) p)] (swap! freed conj (cpp/* p)) (cpp/delete p) nil)))
        q (#cpp (std.shared_ptr int) p)]
    (.reset p))
  @freed) ;=> [5]
(let [f (#cpp (std.unique_ptr FILE (:* (:fn int [(:* FILE)]))) (cpp/std.tmpfile) cpp/std.fclose)]
  (cpp/std.fputs "abc" (.get f))
  (cpp/std.ftell (.get f))) ;=> 3

; shared_ptr counts; a weak_ptr expires.
(let [p (#cpp (std.make_shared ptr.Counted) 3 "three") w (#cpp (std.weak_ptr ptr.Counted) p)]
  (let [q (#cpp (std.shared_ptr ptr.Counted) p)] (cpp/= (.-x q) 30))
  (let [two (let [locked (.lock w)] (.use_count locked))]
    [two (.use_count p) (.-x p) (.expired w) (do (.reset p) (.expired w)) (cpp/== (.lock w) nil) cpp/ptr.Counted.live])) ;=> [2 1 30 false true true 0]
(try (let [w (#cpp (std.weak_ptr int))] (cpp/* (#cpp (std.shared_ptr int) w))) (catch cpp/std.bad_weak_ptr e -1)) ;=> -1
(let [p (#cpp (std.make_shared ptr.Counted) 7 "alias") x (#cpp (std.shared_ptr int) p (cpp/& (.-x p)))]
  (.reset p)
  [(cpp/* x) cpp/ptr.Counted.live]) ;=> [7 1]
(let [root (#cpp (std.make_shared ptr.Node))]
  (dotimes [i 3] (let [child (#cpp (std.make_shared ptr.Node))] (cpp/= (.-v child) i) (.add root child)))
  (let [last (.back (.-children root)) up (.lock (.-parent last))]
    [(.-v last) (cpp/== up root) (.use_count root) (.use_count last)])) ;=> [2 true 2 1]

; Bases, casts, containers of pointers.
(let [a (#cpp (std.shared_ptr ptr.Animal) (#cpp (std.make_shared ptr.Dog)))
      d (#cpp (std.dynamic_pointer_cast ptr.Dog) a)
      none (#cpp (std.dynamic_pointer_cast ptr.Dog) (#cpp (std.make_shared ptr.Animal)))]
  [(.says a) (.-bones d) (.use_count a) (cpp/cast bool none) (.-bones (#cpp (std.static_pointer_cast ptr.Dog) a))]) ;=> ["woof" 3 2 false 3]
(let [zoo (#cpp (std.vector (std.unique_ptr ptr.Animal)))]
  (.push_back zoo (#cpp (std.make_unique ptr.Dog)))
  (.emplace_back zoo (cpp/new ptr.Animal))
  (loop [it (.begin zoo) said []] (if (cpp/== it (.end zoo)) said (recur (cpp/std.next it) (conj said (.says (cpp/* it))))))) ;=> ["woof" "..."]
(let [m (#cpp (std.map std.string (std.unique_ptr ptr.Counted)))]
  (.emplace m "a" (#cpp (std.make_unique ptr.Counted) 1 "x"))
  (cpp/= (cpp/aget m "b") (#cpp (std.make_unique ptr.Counted) 2 "y"))
  (let [live (int cpp/ptr.Counted.live)] (.erase m "a") [live cpp/ptr.Counted.live (.-name (.at m "b"))])) ;=> [2 1 "y"]

; A shared_ptr can be owned by the host, and comes back.
(let [b (cpp/own (#cpp (std.make_shared ptr.Counted) 4 "boxed"))
      p (cpp/unbox (:* (std.shared_ptr ptr.Counted)) b)]
  [(.-x (cpp/* p)) (.use_count (cpp/* p)) cpp/ptr.Counted.live]) ;=> [4 1 1]
cpp/ptr.Counted.live ;=> 0
