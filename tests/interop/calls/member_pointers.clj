; Pointers to members, casts to references, bit-fields, conversions of scalars.
(ns member-pointers (:include "members.hpp"))
(let [o (cpp/more.O) m cpp/more.mf] [(m o 3) (m (cpp/& o) 3)]) ;=> [6 6]
(let [o (cpp/more.O) m cpp/more.md] [(m o) (m (cpp/& o)) (cpp/= (m o) 9) (.-v o)]) ;=> [1 1 9 9]
(let [o (cpp/more.O) m #cpp (:&member more.O v)] (m o)) ;=> 1
(let [o (cpp/more.C) m #cpp (:&member more.A base)] (m o)) ;=> 10
(let [o (cpp/more.C) m #cpp (:&member more.A who)] (m o)) ;=> 2
(let [o (cpp/more.O)] (#cpp (:&member more.O f) o)) ;=> 1
(let [o (cpp/more.O) m cpp/more.md] (m o 1)) ;=! a pointer to a data member takes nothing but the object
(let [m cpp/more.md] (m)) ;=! a pointer to member is called with an object
(let [o (cpp/more.C) m cpp/more.md] (m o)) ;=! left hand operand to .* must be a class compatible with the right hand operand, but is 'more::C'
(cpp/more.deref (cpp/& cpp/more.K)) ;=> 7
(let [p (cpp/& cpp/more.pi)] (cpp/* p)) ;=> 3.5
(cpp/* (cpp/& cpp/INT_MAX)) ;=> 2147483647
(let [c (cpp/more.C) b (cpp/cast (:& more.B) c)] [(.whob b) (.-b b)]) ;=> [30 2]
(let [c (cpp/more.C) b (cpp/cast (:& more.B) c) cc (cpp/cast (:& more.C) b)] (.-c cc)) ;=> 3
(let [c (cpp/more.C) b (cpp/cast (:& more.O) c)] 1) ;=! non-const lvalue reference to type 'more::O' cannot bind to a value of unrelated type 'more::C'
(let [x (cpp/int 5) y (cpp/cast (:& int) x)] (cpp/= y 6) x) ;=> 6
(let [x (cpp/int 5) y (cpp/unsafe-cast (:& float) x)] (cpp/sizeof int)) ;=> 4
(cpp/cast (:& int) 5) ;=! non-const lvalue reference to type 'int' cannot bind to a temporary of type 'int'
(let [p (cpp/new (:array more.Live 3))] (let [n (int cpp/more.Live.n)] (cpp/delete p) [n cpp/more.Live.n])) ;=> [3 0]
(let [p (cpp/new (:array more.Live 3))] (let [n (int cpp/more.Live.n)] (cpp/delete [] p) [n cpp/more.Live.n])) ;=> [3 0]
(cpp/delete [] 5) ;=! cannot delete expression of type 'int'
(cpp/delete [1] (cpp/new int)) ;=! this is no way to delete
(let [n (cpp/more.Nm)] [(.-name n) (.-s n) (.-b n) (.-i8 n) (cpp/aget (.-u n) 1)]) ;=> ["abc" -3 200 -5 2]
(let [n (cpp/more.Nm)] (cpp/strlen (.-name n))) ;=> 3
(cpp/= (.-a (cpp/more.mk)) 5) ;=! expression is not assignable
(let [b (cpp/more.Bf 1 2)] (set! (.-a b) 5) [(.sum b) (cpp/+= (.-a b) 1) (cpp/++ (.-a b)) (cpp/++ (.-a b)) (.sum b)]) ;=> [7 6 7 0 2]
(let [b (cpp/more.Bf 1 2) p (cpp/& b)] (cpp/= (.-a p) 3) (.sum b)) ;=> 5
(let [b (cpp/more.Bf 1 2)] (cpp/& (.-a b))) ;=! cannot take the address of an rvalue of type 'unsigned int'
(let [b (cpp/more.Bf 1 2)] (cpp/= (.-a b) "x")) ;=! incompatible pointer to integer conversion assigning to 'unsigned int' from 'const char *'
(cpp/more.ce 5) ;=> 10
(let [x (cpp/int 5)] (cpp/more.ce x)) ;=! call to consteval function 'more::ce' is not a constant expression
(let [x 5] (cpp/more.ce x)) ;=! call to consteval function 'more::ce' is not a constant expression
(defn f [] (let [x cpp/INT_MAX r (long x)] (cpp/= x 3) [r x]))
[(f) (f)] ;=> [[2147483647 3] [2147483647 3]]
(try (cpp// 1 0) (catch ArithmeticException e (.getMessage e))) ;=> "Divide by zero"
(try (cpp/% 1 (cpp/int 0)) (catch ArithmeticException e (.getMessage e))) ;=> "Divide by zero"
(try (cpp// cpp/INT_MIN -1) (catch ArithmeticException e (.getMessage e))) ;=> "integer overflow"
(let [x (cpp/int 6)] (cpp//= x 2) (cpp/%= x 2) x) ;=> 1
(let [x (cpp/int 6)] (try (cpp//= x 0) (catch Exception e 9))) ;=> 9
(cpp// 1.0 0) ;=> ##Inf
(cpp// (cpp/unsigned 7) 2) ;=> 3
(if (cpp/&& true (cpp/int 4)) 1 2) ;=> 1
(let [x (cpp/|| (cpp/int 0) nil)] x) ;=> false
(cpp/&& (cpp/int* nil) true) ;=> false
(cpp/|| "x" false) ;=> true
(cpp/&& (cpp/std.string "x") false) ;=! no viable conversion from 'std::basic_string<char>' to 'bool'
(defn g [a] (cpp/&& (cpp/int a) (throw (ex-info "no" {}))))
(g 0) ;=> false
(g 1) ;=! no
(cpp/+ true true) ;=> 2
(cpp/! 5) ;=> false
(cpp/bool 5) ;=> true
(cpp/bool 0.5) ;=> true
(cpp/int true) ;=> 1
(cpp/int \a) ;=> 97
(cpp/double \a) ;=> 97.0
(cpp/char 65) ;=> \A
(cpp/cast int \a) ;=> 97
(cpp/cast char 66) ;=> \B
(cpp/cast bool 66) ;=> true
(cpp/cast double 1) ;=> 1.0
(cpp/cast int 1.0) ;=> 1
(cpp/cast int 1.5) ;=> 1
(cpp/cast int (cpp/double 1.5)) ;=> 1
(cpp/unsafe-cast int 1.5) ;=> 1
(let [x (identity 1)] (cpp/cast bool x)) ;=! 1 (java.lang.Long) does not convert to bool
(let [x (inc 1)] (cpp/cast bool x)) ;=> true
(let [x (inc 1)] (cpp/! x)) ;=> false
(cpp/sizeof (:& (:& int))) ;=! C++ has no such type as a reference to a reference
(cpp/sizeof int&&&) ;=! C++ has no such type as a reference to a reference
(cpp/sizeof (:const (:& int))) ;=! C++ has no such type as a const reference
(cpp/sizeof (:array int cpp/CHAR_BIT)) ;=> 32
(cpp/sizeof (:array int 99999999999)) ;=! an array of 99999999999 elements is too large
(cpp/sizeof void) ;=! void is no complete object type, so it has no sizeof
(cpp/sizeof (:array int)) ;=! int[] is no complete object type, so it has no sizeof
(let [o (#cpp (:const more.O))] (cpp/= (.-v o) 3)) ;=! read-only variable is not assignable
(let [o (#cpp (:const int) 3)] (cpp/= o 3)) ;=! read-only variable is not assignable
