; Answers follow what the program has included and defined so far.
(cpp/raw "inline int level(int x = 1) { return x; } // The first.")
(defn ask [] [(cpp/doc level) (cpp/signatures level)])
(ask) ;=> ["The first." ["inline int level(int x = 1)"]]
; Another definition of the same holds from now on; an overload stands beside it.
(cpp/raw "inline int level(int x = 2) { return x; } // The second.")
(ask) ;=> ["The second." ["inline int level(int x = 2)"]]
(cpp/raw "inline int level(int x, int y) { return x + y; }")
(ask) ;=> ["The second." ["inline int level(int x = 2)" "inline int level(int x, int y)"]]
(cpp/raw "inline double level(int x = 3) { return x; }")
(ask) ;=> [nil ["inline int level(int x, int y)" "inline double level(int x = 3)"]]
; Classes; what mentions them is there as before.
(cpp/raw "struct place { int x; }; inline int of(const place &p) { return p.x; }")
(cpp/members place) ;=> ["int x"]
(cpp/raw "struct place { double x; double y; double sum() const { return x + y; } };")
(cpp/members place) ;=> ["double x" "double y" "double sum() const"]
(cpp/signatures of) ;=> ["inline int of(const place &p)"]
(cpp/raw "struct place { long z; };")
(cpp/members place) ;=> ["long z"]
; Enums, variables, aliases, macros, templates, in namespaces.
(cpp/raw "namespace inner { enum tone { low, high }; int a = 1, b = 2; using number = int; template <class T> T same(T x) { return x; } }
#define ASKED 1 // once")
(cpp/raw "namespace inner { enum tone { low = 5, middle, high }; double a = 0.5; using number = long; template <class T> T same(T x, int = 0) { return x; } }
#undef ASKED
#define ASKED 2 // twice")
(cpp/members inner.tone) ;=> ["low = 5" "middle = 6" "high = 7"]
[(cpp/signatures inner.a) (cpp/signatures inner.b) (cpp/signatures inner.number)] ;=> [["double inner::a = 0.5"] ["int inner::b = 2"] ["using inner::number = long"]]
[(cpp/signatures inner.same) (cpp/signatures ASKED) (cpp/doc ASKED)] ;=> [["template <class T> T inner::same(T x)" "template <class T> T inner::same(T x, int = 0)"] ["#define ASKED 2"] "twice"]
; A text that fails leaves nothing.
(cpp/raw "inline int never() { return missing; }") ;=! missing
(cpp/doc never) ;=! nothing in C++ is named 'never'
; A whole text once more.
(cpp/raw "struct twice { int a; }; inline int twice_a(const twice &t) { return t.a; } inline int operator+(const twice &x, int y) { return x.a + y; }")
(cpp/raw "struct twice { int a; }; inline int twice_a(const twice &t) { return t.a; } inline int operator+(const twice &x, int y) { return x.a + y; }")
[(cpp/members twice) (cpp/signatures twice_a)] ;=> [["int a"] ["inline int twice_a(const twice &t)"]]
; Many times over, as when a file is evaluated again and again.
(dotimes [_ 40] (eval '(cpp/raw "struct often { int a; }; enum how { so }; inline int often_a(const often &o = often()) { return o.a; } inline int count = 1;")))
(cpp/raw "struct often { int b; }; enum how { this_way }; inline int often_a(const often &o, int x = 0) { return o.b; } inline int count = 2;")
[(cpp/members often) (cpp/members how) (cpp/signatures count) (count (cpp/signatures often_a))] ;=> [["int b"] ["this_way = 0"] ["int count = 2"] 2]
; Headers, too.
(cpp/doc asking.half) ;=! nothing in C++ is named 'asking::half'
(ns later (:include "asking.hpp"))
(cpp/doc asking.half) ;=> "One of two."
; The name is found out when the form is analysed; what it names, when it runs.
(cpp/raw "struct changes { int a; };")
(defn of-changes [] (cpp/members changes))
(of-changes) ;=> ["int a"]
(cpp/raw "namespace kept { int one; }")
(defn of-kept [] (cpp/members kept))
(cpp/raw "namespace kept { int two; }")
(of-kept) ;=> ["int one" "int two"]
; A variable of the program's own.
(cpp/def int asked-variable 3)
(map? (cpp/doc asked-variable)) ;=> false
(count (cpp/signatures asked-variable)) ;=> 1
