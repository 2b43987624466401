; Casts by name, and what C++ knows of types while it runs.
(cpp/raw "
  #include <typeinfo>
  namespace ct {
    struct base { virtual ~base() = default; int b = 1; };
    struct left : virtual base { int l = 2; };
    struct right : virtual base { int r = 3; };
    struct both : left, right {};
    struct plain { int x = 7; };
    struct plainer : plain {};
    struct secret : private plain { virtual ~secret() = default; };
    inline left a_left;
    inline both a_both;
    inline plainer a_plain;
    inline base* make(int which) { return which == 0 ? nullptr : which == 1 ? static_cast<base*>(&a_left) : &a_both; }
    inline plain* plain_one() { return &a_plain; }
    inline const base& constant() { return a_both; }
    inline int calls = 0;
    inline base& call(base* p) { calls++; return *p; }
    inline int call_plain() { return ++calls; }
    inline const int* frozen() { static int n = 4; return &n; }
  }")
(defn left [which] (let [p (cpp/dynamic-cast (:* ct.left) (cpp/ct.make which))] (if p (.-l p) nil)))
[(left 0) (left 1) (left 2)] ;=> [nil 2 2]
(defn right [which] (let [p (cpp/dynamic-cast (:* ct.right) (cpp/ct.make which))] (when (some? p) (.-r p))))
[(right 0) (right 1) (right 2)] ;=> [nil nil 3]
; Across: from one base to the other.
(.-r (cpp/dynamic-cast (:* ct.right) (cpp/dynamic-cast (:* ct.left) (cpp/ct.make 2)))) ;=> 3
(.-b (cpp/dynamic-cast (:* ct.base) (cpp/& cpp/ct.a_both))) ;=> 1
(cpp/== (cpp/dynamic-cast (:* void) (cpp/ct.make 2)) (cpp/& cpp/ct.a_both)) ;=> true
; References throw.
(.-l (cpp/dynamic-cast (:& ct.left) (cpp/* (cpp/ct.make 1)))) ;=> 2
(let [l (cpp/dynamic-cast (:& ct.left) (cpp/* (cpp/ct.make 2)))] (cpp/= (.-l l) 5) (.-l cpp/ct.a_both)) ;=> 5
(try (long (.-r (cpp/dynamic-cast (:& ct.right) (cpp/* (cpp/ct.make 1))))) (catch cpp/std.bad_cast e (str (.what e)))) ;=> "std::bad_cast"
(.-r (cpp/dynamic-cast (:& (:const ct.right)) (cpp/ct.constant))) ;=> 3
; Refusals are Clang's.
(cpp/dynamic-cast (:* ct.plainer) (cpp/ct.plain_one)) ;=! 'ct::plain' is not polymorphic
(cpp/dynamic-cast ct.left (cpp/ct.make 1)) ;=! invalid target type 'ct::left' for dynamic_cast
(cpp/dynamic-cast (:& ct.right) (cpp/ct.constant)) ;=! casts away qualifiers
(cpp/dynamic-cast (:* ct.left) 5) ;=! cannot use dynamic_cast to convert from 'int' to 'ct::left *'
(let [b (cpp/box (cpp/ct.make 1))] (cpp/dynamic-cast (:* ct.left) b)) ;=! from a host value of unknown type to 'ct::left *'
(let [b (cpp/box (cpp/ct.make 1))] (.-l (cpp/dynamic-cast (:* ct.left) (cpp/unbox (:* ct.base) b)))) ;=> 2
(cpp/dynamic-cast (:* ct.left)) ;=! too few arguments to cpp/dynamic-cast: 1
(let [p (cpp/const-cast (:* int) (cpp/ct.frozen))] (cpp/= (cpp/* p) 9) (cpp/* (cpp/ct.frozen))) ;=> 9
(cpp/const-cast int 5) ;=! const_cast to 'int'
(cpp/reinterpret-cast long (cpp/reinterpret-cast (:* int) 4096)) ;=> 4096
(defn address [n] (cpp/reinterpret-cast long (cpp/reinterpret-cast (:* int) (long n))))
(address 4096) ;=> 4096
(cpp/reinterpret-cast float 5) ;=! reinterpret_cast from 'int' to 'float' is not allowed
; typeid of values, of what a reference really refers to, and of types.
(defn really [which] (.name (cpp/typeid (cpp/* (cpp/ct.make which)))))
[(really 1) (really 2)] ;=> ["N2ct4leftE" "N2ct4bothE"]
[(.name (cpp/typeid (cpp/ct.make 2))) (.name (cpp/typeid 5)) (.name (cpp/typeid 1.5)) (.name (cpp/typeid "a"))] ;=> ["PN2ct4baseE" "i" "d" "PKc"]
[(.name (cpp/typeid cpp/ct.left)) (.name (cpp/typeid #cpp ct.left)) (.name (cpp/typeid cpp/int*)) (.name (cpp/typeid #cpp (:* int))) (.name (cpp/typeid #cpp (std.pair int char))) (.name (cpp/typeid #cpp (:& int)))] ;=> ["N2ct4leftE" "N2ct4leftE" "Pi" "Pi" "St4pairIicE" "i"]
(cpp/== (cpp/typeid (cpp/* (cpp/ct.make 2))) (cpp/typeid cpp/ct.both)) ;=> true
(cpp/!= (cpp/typeid (cpp/* (cpp/ct.make 2))) (cpp/typeid (cpp/* (cpp/ct.make 1)))) ;=> true
(try (really 0) (catch cpp/std.bad_typeid e (str (.what e)))) ;=> "std::bad_typeid"
; Evaluated only where the type depends on it.
(do (cpp/typeid (cpp/ct.call_plain)) cpp/ct.calls) ;=> 0
(do (cpp/typeid (cpp/ct.call (cpp/ct.make 1))) cpp/ct.calls) ;=> 1
(.name (cpp/typeid (cpp/std.string "a temporary that is never made"))) ;=> "NSt7__cxx1112basic_stringIcSt11char_traitsIcESaIcEEE"
(cpp/typeid) ;=! too few arguments to cpp/typeid: 0
(cpp/typeid #cpp [1 2]) ;=! a list in braces has no type of its own
; Sizes, of types and of native values, which are not evaluated.
(cpp/raw "struct sized { double d; char c[3]; }; inline sized *made_sized() { throw 1; }")
(cpp/sizeof sized) ;=> 16
(let [s (cpp/sized 1.5)] [(cpp/sizeof s) (cpp/sizeof (.-c s)) (cpp/sizeof (cpp/* (cpp/made_sized))) (cpp/alignof s)]) ;=> [16 3 16 8]
(cpp/sizeof (cpp/made_sized)) ;=> 8
(cpp/sizeof (cpp/+ (cpp/char \a) (cpp/int 1))) ;=> 4
(let [n 5] (cpp/sizeof n)) ;=! no C++ type
