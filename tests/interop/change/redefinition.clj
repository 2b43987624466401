; cpp/raw may define again what it defined before; what was analysed before is analysed again.
(cpp/raw "int twice(int x) { return x + x; }")
(cpp/twice 4) ;=> 8
(defn caller [x] (cpp/twice x))
(caller 4) ;=> 8
(cpp/raw "int twice(int x) { return 20 * x; }") ;=> nil
(cpp/twice 4) ;=> 80
(caller 4) ;=> 80
(cpp/raw "inline int thrice(int x) { return 3 * x; } inline int six(int x) { return 2 * thrice(x); }")
(defn both [x] [(cpp/thrice x) (cpp/six x)])
(both 1) ;=> [3 6]
(cpp/raw "inline int thrice(int x) { return 300 * x; }")
(both 1) ;=> [300 6]
; With another type.
(cpp/raw "inline int give() { return 1; }")
(defn give [] (cpp/give))
(give) ;=> 1
(cpp/raw "inline std::string give() { return \"text\"; }")
(give) ;=> "text"
(cpp/raw "inline double give(double x) { return x / 2; } inline std::vector<int> give() { return {1, 2}; }")
(give) ;=> [1 2]
(cpp/give 3.0) ;=> 1.5
; A caller that does not fit any more says so when it is called, and works again when it fits.
(cpp/raw "inline int needs(int a) { return a; }")
(defn needs [] (cpp/needs 1))
(needs) ;=> 1
(cpp/raw "inline int needs(int a, int b) { return a + b; }")
(cpp/needs 1 2) ;=> 3
; Types.
(cpp/raw "struct point { int x = 1; int y = 2; int sum() const { return x + y; } };")
(defn point-sum [] (let [p (cpp/point)] (.sum p)))
(point-sum) ;=> 3
(cpp/raw "struct point { double x = 0.5; double y = 2; double z = 3; double sum() const { return x + y + z; } };")
(point-sum) ;=> 5.5
(let [p (cpp/point)] (.-z p)) ;=> 3.0
(cpp/sizeof point) ;=> 24
(cpp/raw "inline double norm(point const& p) { return p.sum(); }")
(cpp/norm (cpp/point)) ;=> 5.5
; Globals.
(cpp/raw "int level = 5;")
(defn level [] cpp/level)
(level) ;=> 5
(cpp/= cpp/level 6) ;=> 6
(level) ;=> 6
(cpp/raw "double level = 2.5;")
(level) ;=> 2.5
(cpp/raw "const int limit = 10;")
(defn limit [] cpp/limit)
(limit) ;=> 10
(cpp/raw "const int limit = 20;")
(limit) ;=> 20
(cpp/raw "enum colour { red, green };")
(defn green [] cpp/green)
(green) ;=> 1
(cpp/raw "enum colour { blue, red, green };")
(green) ;=> 2
(cpp/raw "#define SIZE 10")
(defn size [] cpp/SIZE)
(size) ;=> 10
(cpp/raw "#undef SIZE\n#define SIZE 30")
(size) ;=> 30
; In a namespace, templates, aliases, overloads.
(cpp/raw "namespace deep::er { inline int f() { return 1; } struct s { int v = 1; }; }")
(defn deep [] [(cpp/deep.er.f) (let [s (cpp/deep.er.s)] (.-v s))])
(deep) ;=> [1 1]
(cpp/raw "namespace deep::er { inline int f() { return 2; } struct s { int v = 2; }; }")
(deep) ;=> [2 2]
(cpp/raw "template <class T> T pass(T x) { return x; }")
(defn pass [] (cpp/pass 5))
(pass) ;=> 5
(cpp/raw "template <class T> T pass(T x) { return x + x; }")
(pass) ;=> 10
(cpp/raw "using number = int;")
(defn size-of-number [] (cpp/sizeof number))
(size-of-number) ;=> 4
(cpp/raw "using number = double;")
(size-of-number) ;=> 8
(cpp/raw "inline int over(int) { return 1; } inline int over(double) { return 2; }")
(defn over [] [(cpp/over 1) (cpp/over 1.0)])
(over) ;=> [1 2]
(cpp/raw "inline int over(int) { return 10; }")
(over) ;=> [10 2]
(cpp/raw "template <class T> struct holder { T v; int tag() const { return 1; } };")
(defn tag [] (let [h (#cpp (holder int))] (.tag h)))
(tag) ;=> 1
(cpp/raw "template <class T> struct holder { T v; int tag() const { return 2; } };")
(tag) ;=> 2
; extern "C", static, class with methods defined outside.
(cpp/raw "extern \"C\" int c_function(int x) { return x; }")
(defn c-function [] (cpp/c_function 1))
(c-function) ;=> 1
(cpp/raw "extern \"C\" int c_function(int x) { return x + 100; }")
(c-function) ;=> 101
(cpp/raw "static int hidden() { return 1; }")
(defn hidden [] (cpp/hidden))
(hidden) ;=> 1
(cpp/raw "static int hidden() { return 2; }")
(hidden) ;=> 2
(cpp/raw "class machine { public: int run(); }; int machine::run() { return 1; }")
(defn run [] (let [m (cpp/machine)] (.run m)))
(run) ;=> 1
(cpp/raw "class machine { public: int run(); }; int machine::run() { return 2; }")
(run) ;=> 2
; Many times over, in a hot loop, too.
(cpp/raw "inline int counter_step() { return 1; }")
(defn sum [n] (loop [i 0 s 0] (if (< i n) (recur (inc i) (+ s (cpp/counter_step))) s)))
(sum 5000) ;=> 5000
(cpp/raw "inline int counter_step() { return 2; }")
(sum 5000) ;=> 10000
(cpp/raw "inline int counter_step() { return 3; }")
(sum 5000) ;=> 15000
; A redefinition that does not compile changes nothing.
(cpp/raw "int twice(int x) { return undeclared; }") ;=! undeclared
(cpp/twice 4) ;=> 80
(caller 4) ;=> 80
(cpp/raw "struct point { int broken(; };") ;=!
(point-sum) ;=> 5.5
(cpp/raw "int twice(int x) { return 7 * x; }")
(caller 4) ;=> 28
