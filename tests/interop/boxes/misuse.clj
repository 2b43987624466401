; What is asked of a box, a bare pointer or a smart one, and belongs to what it points to.
(cpp/raw "
  #include <memory>
  namespace bm {
    struct age { int years = 3; };
    struct proxy { age a; age* operator->() { return &a; } };
    struct outer { proxy p; proxy operator->() { return p; } };
    inline age* one() { static age a; return &a; }
    inline const age* fixed() { return one(); }
    inline age* none() { return nullptr; }
    inline int first(const void* p) { return p ? *static_cast<const char*>(p) : -1; }
    inline int first_byte(const unsigned char* p) { return *p; }
    inline int into(void* p) { return p != nullptr; }
  }")
(def boxed (cpp/box (cpp/bm.one)))
(.-years boxed) ;=! a box of a bm::age *: (cpp/unbox (:* bm.age) box) gives the pointer
(.grow boxed 1) ;=! No matching method grow found taking 1 args for class gusset.CppObject, a box of a bm::age *
(.-years (cpp/unbox (:* bm.age) boxed)) ;=> 3
(.-years (let [b (cpp/box (cpp/bm.fixed))] b)) ;=! (cpp/unbox (:* (:const bm.age)) box)
(let [b (cpp/own (#cpp (std.vector int)))] (.size b)) ;=! (cpp/unbox (:* T) box)
(.-age 5) ;=! No matching field found: age for class java.lang.Long
; Members that neither a class nor what its operator-> leads to has.
(.-nope (cpp/bm.proxy)) ;=! no member named 'nope' in 'bm::proxy', nor in 'bm::age', which its operator-> leads to
(.nope (#cpp (std.unique_ptr bm.age) (cpp/new bm.age)) 1) ;=! no member named 'nope' in 'std::unique_ptr<bm::age>', nor in 'bm::age'
(.-nope (cpp/bm.outer)) ;=! nor in 'bm::age'
[(.-years (cpp/bm.proxy)) (.-years (cpp/bm.outer))] ;=> [3 3]
; Whether a bare pointer is null.
(let [p (cpp/bm.one) q (cpp/bm.none)] [(= p nil) (= nil q) (not= nil p) (not= q nil) (= p cpp/nullptr) (not= cpp/nullptr q)]) ;=> [false true true false false false]
(defn there [which] (let [p (if which (cpp/bm.one) (cpp/bm.none))] [(not= p nil) (nil? p) (if p 1 2)]))
[(there true) (there false)] ;=> [[true false 1] [false true 2]]
(let [p (cpp/bm.one)] (= p p)) ;=! cpp/== compares it
(let [p (cpp/bm.one)] (cpp/== p p)) ;=> true
(let [p (cpp/bm.one)] (or p 5)) ;=! (cpp/box p). nil? and if tell whether it is null
[(not= 1 2) (not= 1 1) (not= nil nil) (not= 1) (not= 1 1 2) (not= [1] '(1))] ;=> [true false false false true false]
; A string's bytes as C++ reads them: a const char *, and so a const void *.
(defn first-of [x] (cpp/bm.first x))
[(first-of "abc") (first-of (str "x" "y")) (first-of nil)] ;=> [97 120 -1]
(first-of 5) ;=! does not convert to const void *
(defn byte-of [x] (cpp/bm.first_byte x))
(byte-of "abc") ;=! as C++ reads a string, it is a const char *: (cpp/cast (:* (:const char)) text)
(defn into [x] (cpp/bm.into x))
(into "abc") ;=! does not convert to void *
(defn byte-of-text [x] (cpp/bm.first_byte (cpp/reinterpret-cast (:* (:const (:unsigned char))) (cpp/cast (:* (:const char)) x))))
[(byte-of-text "abc") (byte-of-text "b")] ;=> [97 98]
(let [n (cpp/int 4)] (cpp/* (cpp/unbox (:* int) (cpp/& n)))) ;=! this is of type int * already, and in no box
