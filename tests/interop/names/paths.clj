; Namespaces, nested types, statics, enumerators, globals and variable templates by their paths.
(ns paths (:include "names.hpp"))
cpp/names.x ;=> 3
cpp/names.b.x ;=> 3
cpp/names.hidden ;=> 4
cpp/names.s.count ;=> 11
cpp/names.s.k ;=> 7
cpp/names.s.red ;=> 0
cpp/names.s.e.green ;=> 1
cpp/names.s.f.on ;=> 5
(cpp/names.s.twice 4) ;=> 8
(.-v (cpp/names.s.inner)) ;=> 9
(cpp/= cpp/names.x 10) ;=> 10
cpp/names.ref ;=> 10
(cpp/= cpp/names.ref 12) ;=> 12
cpp/names.x ;=> 12
cpp/names.text ;=> "hi"
(cpp/names.cfun 1) ;=> 2
#cpp (names.pi double) ;=> 3.25
#cpp (names.arr int 4) ;=> 4
(let [p (cpp/& cpp/names.x)] (cpp/= (cpp/* p) 44) cpp/names.x) ;=> 44
cpp/names ;=! 'names' is a namespace, not a value
cpp/names.s ;=! 'names::s' is a type, not a value
cpp/names.nope ;=! no member named 'nope' in 'names'
cpp/names.s.nope ;=! no member named 'nope' in 'names::s'
cpp/nope.x ;=! no member named 'nope'
#cpp (names.pi) ;=! too few template arguments for variable template 'pi'
#cpp (names.pi int int) ;=! too many template arguments for variable template 'pi'
(#cpp (:member names.s twice) 5) ;=> 10
#cpp (:member names.s k) ;=> 7
#cpp (:member names.s count) ;=> 11
#cpp (:member names.s.f on) ;=> 5
#cpp names.s.k ;=> 7
(cpp/names.s.inner.type 4) ;=> 4
(cpp/sizeof names.s.inner.type) ;=> 8
(def z cpp/names.s.red) ;=> #'paths/z
(cpp/== cpp/names.s.f.on cpp/names.s.f.off) ;=> false
(cpp/== cpp/names.s.f.on 5) ;=! invalid operands to binary expression ('names::s::f' and 'int')
(cpp/== cpp/names.s.red 0) ;=> true
(cpp/aget cpp/table 2) ;=> 3
(cpp/= (cpp/aget cpp/table 2) 33) ;=> 33
(cpp/aget cpp/table 2) ;=> 33
cpp/INT_MAX ;=> 2147483647
cpp/nullptr ;=> nil
cpp/true ;=> true
(let [x cpp/INT_MAX] (cpp/+ x 0)) ;=> 2147483647
(let [x cpp/names.x] (cpp/= x 99) cpp/names.x) ;=> 99
(cpp/int cpp/names.x) ;=> 99
cpp/std.string.npos ;=> 18446744073709551615N
cpp/stdout ;=> nil
cpp/EOF ;=> -1
cpp/M_PI ;=> 3.141592653589793
cpp/UINT64_MAX ;=> 18446744073709551615N
cpp/std.cout ;=> nil
cpp/NULL ;=> nil
; A function that has the name of a form.
(cpp/raw "inline int box(int a, int b) { return a + b; }")
(cpp/box 1 2) ;=> 3
(cpp/box 1 2 3) ;=! ((cpp/& cpp/box) …)
((cpp/& cpp/box) 1 2) ;=> 3
(cpp/raw "inline int value() { return 10; } inline int value(int n) { return n + 1; } struct members { int n; };")
[(cpp/value) (cpp/value 4) (.-n (cpp/members 3))] ;=> [10 5 3]
