; nil and null pointers are the same, both ways.
(cpp/raw "
  namespace null {
    struct thing { int x = 3; };
    inline bool is_null(thing* t) { return t == nullptr; }
    inline bool is_null_const(thing const* t) { return t == nullptr; }
    inline bool is_null_void(void* t) { return t == nullptr; }
    inline thing* none() { return nullptr; }
    inline std::nullptr_t nothing() { return nullptr; }
    inline bool no_function(int (*f)(int)) { return f == nullptr; }
    inline bool no_std_function(std::function<int(int)> f) { return !f; }
    inline int smart(std::shared_ptr<thing> p) { return p ? p->x : -1; }
    inline int unique(std::unique_ptr<thing> p) { return p ? p->x : -1; }
    inline bool pm(int thing::* p) { return p == nullptr; }
  }")
(cpp/null.is_null nil) ;=> true
(cpp/null.is_null cpp/nullptr) ;=> true
(cpp/null.is_null_const nil) ;=> true
(cpp/null.is_null_void nil) ;=> true
cpp/nullptr ;=> nil
(cpp/null.nothing) ;=> nil
(cpp/null.no_function nil) ;=> true
(cpp/null.no_std_function nil) ;=> true
(cpp/null.smart nil) ;=> -1
(cpp/null.unique nil) ;=> -1
(cpp/null.smart cpp/nullptr) ;=> -1
(cpp/null.pm nil) ;=> true
(cpp/== (cpp/null.none) cpp/nullptr) ;=> true
(cpp/== (cpp/null.none) nil) ;=> true
(if (cpp/null.none) :some :none) ;=> :none
(nil? (cpp/box (cpp/null.none))) ;=> false
(cpp/== (cpp/unbox (:* null.thing) (cpp/box (cpp/null.none))) nil) ;=> true
(defn is-null [p] (cpp/null.is_null p))
(is-null nil) ;=> true
(is-null "text") ;=! does not convert to
(let [t (cpp/null.thing)] (cpp/null.is_null (cpp/& t))) ;=> false
(cpp/null.is_null 0) ;=> true
(cpp/null.is_null 1) ;=! is_null
(nil? (cpp/null.nothing)) ;=> true
; A pointer that the host has no value for is nil where it is null.
(cpp/raw "namespace nul { struct Node { int v; Node *next; }; }")
(let [n (cpp/nul.Node 1 nil) p (cpp/& n) q (.-next n)] [(nil? p) (some? p) (= p nil) (not p) (nil? q) (some? q) (= nil q) (not q)]) ;=> [false true false false true false true true]
(let [n (cpp/nul.Node 1 nil) p (cpp/& n) q (.-next n)] [(and p (= 1 (.-v p))) (and q (= 1 (.-v q))) (if-not q 5 6) (when p 3)]) ;=> [true nil 5 3]
(let [n (cpp/nul.Node 1 nil) p (cpp/& n) q (.-next n)] (.-v (or q p))) ;=> 1
(let [n (cpp/nul.Node 1 nil)] (= (cpp/& n) 5)) ;=! does not convert to a host value
