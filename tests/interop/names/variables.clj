; Variables of C++ under names of the program's own.
(ns variables)
(cpp/def int counter 5)
[counter (+ counter 1) (do (cpp/++ counter) counter)] ;=> [5 6 6]
(cpp/def (std.vector int) numbers [1 2])
(do (.emplace_back numbers (cpp/int 5)) numbers) ;=> [1 2 5]
(defn total [] (.size numbers))
(cpp/def (std.vector int) numbers [7])
[(total) numbers] ;=> [1 [7]]
(cpp/def std.string numbers "another type")
[numbers (total)] ;=> ["another type" 1]
(cpp/def int truncated 1.5)
truncated ;=> 1
(cpp/def std.string text)
(.empty text) ;=> true
(cpp/def (:* int) place (cpp/new int 3))
[(cpp/* place) (do (cpp/= (cpp/* place) 4) (cpp/* place)) (cpp/delete place)] ;=> [3 4 nil]
(cpp/def (:const int) fixed 1)
(cpp/= fixed 2) ;=! read-only variable is not assignable
(cpp/def int shadowed 1)
(def shadowed "a var")
shadowed ;=> "a var"
(cpp/def int shadowed 2) ;=! shadowed is a var already
; What cannot be moved is made in its place; what stands in braces, or a vector where none converts, makes it.
(cpp/raw "#include <atomic>\n#include <mutex>\nstruct Point { int x, y; }; struct Fixed { int v = 3; Fixed() = default; explicit Fixed(int n) : v(n) {} Fixed(Fixed &&) = delete; };")
(cpp/def std.mutex lock)
(let [held (#cpp (std.lock_guard std.mutex) lock)] (.try_lock lock)) ;=> false
(cpp/def (std.atomic int) atomic 5)
(cpp/++ atomic)
(.load atomic) ;=> 6
(cpp/def (std.atomic int) atomic 50)
(.load atomic) ;=> 50
(cpp/def Fixed fixed-one)
(cpp/def Fixed fixed-two 8)
[(.-v fixed-one) (.-v fixed-two)] ;=> [3 8]
(cpp/def (:array int 4) zeros)
(cpp/def (:array int 4) listed [1 2 3])
[(cpp/aget zeros 3) (cpp/aget listed 2) (cpp/aget listed 3)] ;=> [0 3 0]
(cpp/def Point braced #cpp [3 4])
(cpp/def Point vector [5 6])
[(.-y braced) (.-y vector)] ;=> [4 6]
(cpp/def Point text-point ["a" 1]) ;=! cannot initialize
(cpp/def int) ;=! too few arguments to cpp/def
(cpp/def int a 1 2) ;=! too many arguments to cpp/def
(cpp/def nothing 1) ;=! unknown type name 'nothing'
(cpp/def int :keyword 1) ;=! the name of a variable must be a symbol without a namespace
(cpp/def int other/name 1) ;=! the name of a variable must be a symbol without a namespace
(cpp/def void empty) ;=! there are no variables of type void
(cpp/def (:& int) reference counter) ;=! there are no variables of type int
(cpp/def int text-number "five") ;=! five
(cpp/raw "struct NoDefault { NoDefault() = delete; }; inline int elements[2] = {1, 2};")
(cpp/def NoDefault none) ;=! deleted
(let [r (cpp/aset cpp/elements 1 7)] [r (cpp/aget cpp/elements 1)]) ;=> [7 7]
(cpp/aset cpp/elements 1) ;=! too few arguments to cpp/aset
(defn f [] (cpp/def int inside 1)) ;=! a variable of C++ is defined at the top level alone
(when true (cpp/def int inside 1)) ;=! a variable of C++ is defined at the top level alone
(cpp/raw "struct object { int v; };")
(cpp/def object a-global-one (cpp/object 5))
(.-v a-global-one) ;=> 5
; Static initialisers run with the text, and not with the first use of what it declares.
(cpp/raw "inline int thrower() { throw std::runtime_error(\"no way\"); } int never = thrower();") ;=! a static initialiser threw std::runtime_error: no way
(cpp/raw "inline int counter_of_starts = 0; struct starts { starts() { counter_of_starts++; } ~starts() {} };
starts first_start; namespace { starts second_start; }")
cpp/counter_of_starts ;=> 2
(cpp/raw "extern int declared_elsewhere; int needs_it = declared_elsewhere + 1; inline int needs_nothing() { return 3; }")
(cpp/needs_nothing) ;=> 3
