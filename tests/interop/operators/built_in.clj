; Built-in operators, on literals, native locals, pointers and arrays.
(ns built-in (:include "operators.hpp"))
(cpp/< (cpp/<=> 1 2) 0) ;=> true
(cpp/== (cpp/<=> 1.0 2.0) cpp/std.partial_ordering.less) ;=> true
[(cpp/+ 1 2) (cpp/- 5 3) (cpp/* 2 3) (cpp// 7 2) (cpp/% 7 2) (cpp// 7.0 2) (cpp// -7 2) (cpp/% -7 2)] ;=> [3 2 6 3 1 3.5 -3 -1]
[(cpp/+ 1) (cpp/- 1) (cpp/! true) (cpp/! 0) (cpp/! nil) (cpp/~ 0) (cpp/- 1.5)] ;=> [1 -1 false true true -1 -1.5]
[(cpp/& 6 3) (cpp/| 6 3) (cpp/^ 6 3) (cpp/<< 1 4) (cpp/>> 16 2) (cpp/&& true false) (cpp/|| true false) (cpp/&& 1 2)] ;=> [2 7 5 16 4 false true true]
[(cpp/== 1 1) (cpp/!= 1 1) (cpp/< 1 2) (cpp/> 1 2) (cpp/<= 1 1) (cpp/>= 1 2) (cpp/== 1 1.0)] ;=> [true false true false true false true]
(cpp/+ (cpp/int 2147483647) (cpp/unsigned 1)) ;=> 2147483648
(cpp/- (cpp/unsigned 1) (cpp/unsigned 2)) ;=> 4294967295
(cpp/+ (cpp/char \a) 1) ;=> 98
(cpp/+ \a 1) ;=> 98
(cpp/+ true true) ;=> 2
(cpp/+ (cpp/short 1) (cpp/short 2)) ;=> 3
(cpp// 1 0) ;=! Divide by zero
(cpp/% 1 0) ;=! Divide by zero
(cpp/% 1.5 2) ;=! invalid operands to binary expression ('double' and 'int')
(cpp/~ 1.5) ;=! invalid argument type 'double' to unary expression
(cpp/<< 1.0 2) ;=! invalid operands to binary expression ('double' and 'int')
(cpp/|| true (throw (ex-info "no" {}))) ;=> true
(cpp/+ "a" "b") ;=! invalid operands to binary expression ('const char *' and 'const char *')
(cpp/+ (cpp/std.string "a") "b") ;=> "ab"
(cpp/+ "a" (cpp/std.string "b")) ;=> "ab"
(cpp/+ (cpp/std.string "a") \b) ;=> "ab"
(cpp/== (cpp/std.string "a") "a") ;=> true
(cpp/< (cpp/std.string "a") (cpp/std.string "b")) ;=> true
(cpp/= 1 2) ;=! expression is not assignable
(cpp/= (cpp/int 1) 2) ;=! expression is not assignable
(let [x (cpp/int 1)] (cpp/= x 2) x) ;=> 2
(let [x (cpp/int 1)] [(cpp/= x 2) (cpp/+= x 2) (cpp/-= x 1) (cpp/*= x 4) (cpp//= x 2) (cpp/%= x 4) (cpp/|= x 5) (cpp/&= x 4) (cpp/^= x 1) (cpp/<<= x 2) (cpp/>>= x 1) (cpp/++ x) (cpp/-- x)]) ;=> [2 4 3 12 6 2 7 4 5 20 10 11 10]
(let [x (cpp/int 1)] (cpp/= x 2.5) x) ;=! 2.5 does not fit 'int'
(let [x (cpp/int 1)] (cpp/= x (cpp/double 2.5)) x) ;=> 2
(let [x (cpp/int 1)] (cpp/= x "a") x) ;=! incompatible pointer to integer conversion assigning to 'int' from 'const char *'
(let [x (#cpp (:const int) 1)] (cpp/= x 2) x) ;=! read-only variable is not assignable
(let [x (#cpp (:const int) 1)] x) ;=> 1
(let [x 1] (cpp/= x 2)) ;=! expression is not assignable
(let [x (cpp/int 1)] (cpp/= (cpp/= x 2) 3) x) ;=> 3
(let [x (cpp/int 1) y x] (cpp/= y 5) x) ;=> 5
(let [x (cpp/int 1) p (cpp/& x)] (cpp/= (cpp/* p) 5) x) ;=> 5
(let [p (cpp/& (cpp/aget cpp/ops.arr 0))] [(cpp/* p) (cpp/* (cpp/+ p 2)) (cpp/aget p 1) (cpp/- (cpp/+ p 2) p)]) ;=> [5 7 6 2]
(let [p (cpp/& (cpp/aget cpp/ops.arr 0))] (cpp/++ p) (cpp/* p)) ;=> 6
(let [p (cpp/& (cpp/aget cpp/ops.arr 0)) q (cpp/& (cpp/aget cpp/ops.arr 1))] [(cpp/< p q) (cpp/== p q) (cpp/! p) (cpp/&& p q) (if p 1 2)]) ;=> [true false false true 1]
(cpp/* cpp/ops.arr) ;=> 5
(cpp/aget 1 cpp/ops.arr) ;=> 6
(cpp/aget cpp/ops.arr 1 2) ;=! type 'int[3]' does not provide a subscript operator
(cpp/aget 1 2) ;=! subscripted value is not an array, pointer, or vector
(cpp/aget cpp/ops.arr) ;=! too few arguments to cpp/aget: 1
(cpp/* 5) ;=! indirection requires pointer operand ('int' invalid)
(cpp/* (cpp/int 5)) ;=! indirection requires pointer operand ('int' invalid)
(cpp/* (cpp/& 5)) ;=> 5
(let [p (cpp/& (cpp/int 5)) q (cpp/& 2.5)] (cpp/= (cpp/* p) 6) [(cpp/* p) (cpp/* q)]) ;=> [6 2.5]
(let [p (cpp/& (cpp/std.string "as long as the let, and longer than sixteen"))] (.size p)) ;=> 43
(cpp/& cpp/nullptr) ;=! cannot take the address of an rvalue of type 'std::nullptr_t'
(cpp/& "text") ;=! 'const char (*)[5]' does not convert
(cpp/++ 5) ;=! expression is not assignable
(cpp/++ (cpp/int 5)) ;=! expression is not assignable
(cpp/+) ;=! the operator cpp/+ takes one operand or more, not 0
(cpp/! 1 2) ;=! '!' is not a binary operator of C++
(cpp/++ 1 2) ;=! '++' is not a binary operator of C++
(cpp/= (cpp/int 1)) ;=! '=' is not a unary operator of C++
(cpp/== 1) ;=! '==' is not a unary operator of C++
(cpp/% 1) ;=! '%' is not a unary operator of C++
(let [x 5] (cpp/+ x 1)) ;=> 6
(let [x (identity 5)] (cpp/+ x x)) ;=! invalid operands to binary expression (a host value of unknown type and a host value of unknown type)
(let [x (identity 5)] [(cpp/== x 5) (cpp/< 4 x) (cpp/- (cpp/char 7) x)]) ;=> [true true 2]
(let [x (identity 5.5)] (cpp/+ 1 x)) ;=! 5.5 does not fit
(let [x (identity 5) v [1] w {}] [(cpp/== x x) (cpp/== v [1]) (cpp/== v w) (cpp/!= v w) (cpp/== v nil)]) ;=> [true true false true false]
(let [x (identity 5)] (cpp/- x)) ;=! invalid argument type a host value of unknown type to unary expression
(let [s (identity "a")] (cpp/+ (cpp/std.string "b") s)) ;=> "ba"
(cpp/== nil cpp/nullptr) ;=> true
(cpp/== cpp/nullptr cpp/nullptr) ;=> true
(cpp/+ cpp/nullptr 1) ;=! invalid operands to binary expression ('std::nullptr_t' and 'int')
(map (fn [x] (cpp/+ (cpp/int x) 1)) [1 2]) ;=> (2 3)
cpp/+ ;=! the operator cpp/+ is no value
(reduce (fn [a b] (cpp/+ (cpp/int a) (cpp/int b))) [1 2 3]) ;=> 6
(cpp/+ (cpp/float 1.5) 1) ;=> 2.5
(cpp/+ (cpp/float 1.5) (cpp/double 1)) ;=> 2.5
(cpp/< (cpp/int -1) (cpp/unsigned 1)) ;=> false
(cpp/+ (cpp/long 1) (cpp/unsigned 1)) ;=> 2
(cpp/* (#cpp (:long (:long int)) 5) 5) ;=> 25
(cpp/- (#cpp (:unsigned char) 1) (#cpp (:unsigned char) 2)) ;=> -1
; A temporary whose address is taken lives as long as the let or loop around it, whatever stands between.
(cpp/raw "namespace tmp { inline int alive = 0; struct T { int v; T(int v) : v(v) { alive++; } T(const T &o) : v(o.v) { alive++; } ~T() { v = -99; alive--; } }; inline int see(T *t) { return t->v; } }")
(let [p (if true (cpp/& (cpp/tmp.T 6)) (cpp/& (cpp/tmp.T 7))) q (do 1 (cpp/& (cpp/tmp.T 8))) r (cpp/cast (:* tmp.T) (cpp/& (cpp/tmp.T 9)))] [(.-v p) (.-v q) (.-v r) cpp/tmp.alive]) ;=> [6 8 9 3]
[(loop [p (cpp/& (cpp/tmp.T 20))] (.-v p)) (cpp/tmp.see (cpp/& (cpp/tmp.T 21)))] ;=> [20 21]
cpp/tmp.alive ;=> 0
(loop [i 0 seen []] (if (= i 3) [seen cpp/tmp.alive] (recur (inc i) (conj seen [(cpp/tmp.see (cpp/& (cpp/tmp.T i))) cpp/tmp.alive])))) ;=> [[[0 1] [1 1] [2 1]] 0]
(let [x (let [p (cpp/& (cpp/tmp.T 30))] (cpp/* p))] [(.-v x) cpp/tmp.alive]) ;=> [30 1]
