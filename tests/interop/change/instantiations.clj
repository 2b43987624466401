; What an operation or a text instantiated is undone where it fails: the same use meets the same error again, and works
; once what was missing is there.
(cpp/raw "#include <memory>
template <class T> struct needed;
template <class T> struct user { T v; auto get() const { return needed<T>::go(v); } };
struct key { int i; bool operator==(key const &o) const { return i == o.i; } };
struct fixed { fixed() = default; fixed(fixed const &) = delete; int i = 3; };
template <class T> T inner(T x) { static_assert(sizeof(T) == 99, \"of 99 bytes\"); return x; }
template <class T> T outer(T x) { return inner(x); }
template <class T> struct asserted { static_assert(sizeof(T) == 99, \"of 99 bytes\"); T v; };
template <class T> auto of_asserted(T x) { asserted<T> a; return x; }")
; An error in what a template instantiates in its turn, with a literal and without.
(cpp/outer 5) ;=! of 99 bytes
(cpp/outer 5) ;=! of 99 bytes
(let [x (cpp/int 5)] (cpp/outer x)) ;=! of 99 bytes
(#cpp (asserted int) 5) ;=! of 99 bytes
(#cpp (asserted int) 5) ;=! of 99 bytes
(cpp/of_asserted 5) ;=! of 99 bytes
(cpp/of_asserted 5) ;=! of 99 bytes
(let [v (#cpp (std.vector fixed))] (.resize v 3)) ;=! construct_at
(let [v (#cpp (std.vector fixed))] (.resize v 3)) ;=! construct_at
(let [v (#cpp (std.vector fixed) 3)] (.-i (.at v 1))) ;=> 3
; A result that is deduced.
(let [u (cpp/user (cpp/int 5))] (.get u)) ;=! needed<int>
(let [u (cpp/user (cpp/int 5))] (.get u)) ;=! needed<int>
(cpp/raw "template <> struct needed<int> { static int go(int i) { return i * 2; } };")
(let [u (cpp/user (cpp/int 5))] (.get u)) ;=> 10
; A specialization that comes after the first failure.
(let [m (#cpp (std.unordered_map key int))] (.size m)) ;=! deleted
(cpp/raw "template <> struct std::hash<key> { size_t operator()(key const &k) const { return k.i; } };")
(let [m (#cpp (std.unordered_map key int))] (cpp/= (cpp/aget m (cpp/key 1)) 7) (cpp/aget m (cpp/key 1))) ;=> 7
; Classes that were named before are incomplete again; members, friends, statics and tables of functions with them.
(cpp/raw "template <class T> struct part { static int go(T t) { return t.none; } };
template <class T> int call_part(T t) { return part<T>::go(t); }
template <class T> struct whole { part<T> *p = nullptr; int f() { return call_part(T{}); } };
template <class T> struct shape { virtual ~shape() = default; virtual int sides() const { return T::sides; }
  friend int sides_of(shape const &s) { return s.sides(); }
  struct nested { int of(T) { return T::sides; } }; static inline int made = 0; };
struct square { static constexpr int sides = 4; };
struct blob {};")
(let [w (#cpp (whole float))] (.f w)) ;=! 'float'
(cpp/raw "template <> struct part<float> { static int go(float) { return 8; } };")
(let [w (#cpp (whole float))] (.f w)) ;=> 8
(let [s (#cpp (shape blob))] (cpp/sides_of s)) ;=! sides
(let [s (#cpp (shape blob))] (cpp/sides_of s)) ;=! sides
(let [s (#cpp (shape square))] [(cpp/sides_of s) (.sides s)]) ;=> [4 4]
(let [n (#cpp (:member (shape blob) nested))] (.of n (cpp/blob))) ;=! sides
(let [n (#cpp (:member (shape square) nested))] (.of n (cpp/square))) ;=> 4
; Concepts are asked again.
(cpp/raw "template <class T> concept good = requires { part<T>::good; }; template <good T> int is_good(T) { return 1; }")
(cpp/is_good (cpp/blob)) ;=! constraints not satisfied
(cpp/raw "template <> struct part<blob> { static constexpr bool good = true; };")
(cpp/is_good (cpp/blob)) ;=> 1
; A text that fails.
(cpp/raw "inline int first() { return outer(1L); }") ;=! of 99 bytes
(cpp/raw "template <class T> struct wide { T v[4]; T sum() { return v[0] + v[3]; } };
inline int second() { wide<int> w{1, 2, 3, 4}; return w.sum() + undeclared; }") ;=! undeclared
(cpp/raw "template <class T> struct wide { T v[2]; T sum() { return v[0] + v[1]; } };
inline int second() { wide<int> w{1, 2}; return w.sum(); }")
(cpp/second) ;=> 3
(cpp/raw "template <> struct needed<long> { static long go(long i) { return i + nothing; } };") ;=! nothing
(cpp/raw "template <> struct needed<long> { static long go(long i) { return i + 1; } };")
(let [u (cpp/user (cpp/long 5))] (.get u)) ;=> 6
; What has nothing to do with it goes on.
(let [v (#cpp (std.vector int)) w (#cpp (std.vector int))] (.push_back v 1) (.swap v w) (.size w)) ;=> 1
; What the headers asked for is there after a failure, too.
(ns instantiations (:include "thread"))
(cpp/raw "inline void text_job(std::string) {}")
(let [threads (#cpp (std.vector std.jthread))] (doseq [x [[1]]] (.emplace_back threads cpp/text_job x (cpp/std.thread)))) ;=! arguments must be invocable
(let [threads (#cpp (std.vector std.jthread))] (.emplace_back threads cpp/text_job "x") (.size threads)) ;=> 1
; What a class lists of its enumerations goes with them: asking whether `value` is a type makes the class first.
(cpp/raw "template <class T> struct Enumerated { enum { value = sizeof(T) }; enum Kind { one = 1, two }; };")
[#cpp (:member (Enumerated int) value) #cpp (:member (Enumerated char) two) #cpp (:member (Enumerated char) value)] ;=> [4 2 1]
