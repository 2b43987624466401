; Smart pointers, optional, variant, any, threads, atomics, mutexes, futures.
(ns memory (:include "memory" "optional" "variant" "any" "thread" "mutex" "atomic" "future" "condition_variable" "shared_mutex" "typeinfo" "exception"))
(cpp/raw "
struct Shape { virtual ~Shape() = default; virtual double area() const = 0; std::string name = \"shape\"; };
struct Square : Shape { double side; explicit Square(double s) : side(s) { name = \"square\"; } double area() const override { return side * side; } };
struct Circle : Shape { double r; explicit Circle(double r) : r(r) {} double area() const override { return 3 * r * r; } };
inline std::unique_ptr<Shape> make(bool round, double x) { if (round) return std::make_unique<Circle>(x); return std::make_unique<Square>(x); }
inline double consume(std::unique_ptr<Shape> s) { return s->area(); }
inline double look(const std::shared_ptr<Shape> &s) { return s->area(); }
struct Node : std::enable_shared_from_this<Node> { int v = 0; std::weak_ptr<Node> up; std::vector<std::shared_ptr<Node>> down; };
")
(let [s (cpp/make false 3.0)] [(.area s) (str (.-name s)) (cpp/cast bool s)]) ;=> [9.0 "square" true]
(let [s (cpp/make true 2.0)] (cpp/consume (cpp/std.move s))) ;=> 12.0
(let [s (cpp/make true 2.0)] (cpp/consume (cpp/std.move s)) (cpp/== s cpp/nullptr)) ;=> true
(let [p (#cpp (std.unique_ptr int) (cpp/new int 5))] (cpp/= (cpp/* p) 6) (.reset p (cpp/new int 8)) [(cpp/* p)]) ;=> [8]
(let [shapes (#cpp (std.vector (std.unique_ptr Shape)))]
  (.push_back shapes (cpp/make true 1.0))
  (.emplace_back shapes (cpp/new Square 3.0))
  (loop [i 0 sum 0.0] (if (< i (.size shapes)) (recur (inc i) (+ sum (.area (cpp/aget shapes i)))) sum))) ;=> 12.0

; optional
(let [o (#cpp (std.optional int))] [(.has_value o) (.value_or o 3) (cpp/cast bool o)]) ;=> [false 3 false]
(let [o (#cpp (std.optional int) 5)] (cpp/= (cpp/* o) 6) [(.value o) (cpp/* o) (.has_value o)]) ;=> [6 6 true]
(let [o (#cpp (std.optional std.string) "x")] (.reset o) (cpp/= o "y") [(str (cpp/* o)) (.size o)]) ;=> ["y" 1]
(try (let [o (#cpp (std.optional int) cpp/std.nullopt)] (.value o)) (catch cpp/std.bad_optional_access e :empty)) ;=> :empty
; variant and any
(cpp/raw "struct describe { std::string operator()(int) const { return \"int\"; } std::string operator()(double) const { return \"double\"; } };")
(let [v (#cpp (std.variant int double) 2.0)] (str (cpp/std.visit (cpp/describe) v))) ;=> "double"

; threads and what guards them
(cpp/raw "inline void work(std::atomic<int> &n) { for (int i = 0; i < 1000; i++) n++; }")
(let [n (#cpp (std.atomic int) 0)]
  (let [a (cpp/std.thread cpp/work (cpp/std.ref n)) b (cpp/std.thread cpp/work (cpp/std.ref n))]
    (.join a) (.join b))
  [(.load n) (.fetch_add n 5) (.exchange n 1) (cpp/cast int n)]) ;=> [2000 2000 2005 1]
(let [m (cpp/std.mutex)]
  (let [lock (#cpp (std.lock_guard std.mutex) m)] (cpp/std.this_thread.yield))
  (let [lock (#cpp (std.unique_lock std.mutex) m)] [(.owns_lock lock) (.try_lock m)])) ;=> [true false]
(let [m (cpp/std.shared_mutex)] (.lock_shared m) (.unlock_shared m) (.try_lock m)  (.unlock m)) ;=> nil
(cpp/raw "inline int answer(int x) { return x * 2; }")
(let [f (cpp/std.async cpp/std.launch.async cpp/answer 21)] (.get f)) ;=> 42
(let [p (#cpp (std.promise int)) f (.get_future p)] (.set_value p 3) (.get f)) ;=> 3
(do (cpp/std.this_thread.sleep_for (cpp/std.chrono.milliseconds 1)) (cpp/!= (cpp/std.this_thread.get_id) (cpp/std.thread.id))) ;=> true
(> (cpp/std.thread.hardware_concurrency) 0) ;=> true
(let [flag (cpp/std.once_flag)] (cpp/std.call_once flag (fn [] 1))) ;=> nil
[#cpp (:member (std.numeric_limits int) digits) (#cpp (:member (std.numeric_limits double) epsilon)) ] 
(#cpp (:member (std.numeric_limits int) max)) ;=> 2147483647
