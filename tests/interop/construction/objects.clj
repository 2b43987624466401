; Construction and what it refuses, copies and moves, unions, bit-fields.
(ns objects (:include "construction.hpp"))
(let [p (cpp/made.P 1 2)] [(.-x p) (.-y p)]) ;=> [1 2]
(let [p (cpp/made.P. 1 2)] [(.-x p) (.-y p)]) ;=> [1 2]
(let [p (cpp/made.P)] [(.-x p) (.-y p)]) ;=> [0 0]
(let [p (cpp/made.P 1)] [(.-x p) (.-y p)]) ;=> [1 0]
(cpp/made.P 1 2 3) ;=! excess elements in struct initializer
(let [n (cpp/made.N (cpp/made.P 1 2))] [(.-x (.-p n)) (.-z n) (.-s n)]) ;=> [1 7 "d"]
(cpp/made.D) ;=! call to deleted constructor of 'made::D'
(cpp/made.Pr 1) ;=! calling a private constructor of class 'made::Pr'
(cpp/made.NC 3) ;=! a value of type 'made::NC' does not convert to a host value
(.-v (cpp/made.NC 3)) ;=> 3
(let [a (cpp/made.NC 3)] (.-v a)) ;=> 3
(let [a (cpp/made.NC 3) b (cpp/made.NC a)] (.-v b)) ;=! functional-style cast from 'made::NC' to 'made::NC' uses deleted function
(let [a (cpp/made.MO 3) b (cpp/made.MO (cpp/std.move a))] [(.-v a) (.-v b)]) ;=> [-1 3]
(let [a (cpp/made.MO 3) b (cpp/made.MO a)] (.-v b)) ;=! functional-style cast from 'made::MO' to 'made::MO' uses deleted function
(cpp/made.takes_im 5) ;=> 5
(cpp/made.takes_ex 5) ;=! no viable conversion from 'int' to 'Ex'
(cpp/made.takes_ex (cpp/made.Ex 6)) ;=> 6
(cpp/made.takes_im (cpp/made.Im 5 6)) ;=> 11
(.-n (cpp/made.Il 1 2)) ;=> 100
(.-n (cpp/made.Il 1 2 3)) ;=! no matching constructor for initialization of 'made::Il'
(cpp/made.Ab) ;=! allocating an object of abstract class type 'made::Ab'
(let [b (cpp/made.Box 5)] (.-v b)) ;=> 5
(let [b (cpp/made.Box 5.5)] (.-v b)) ;=> 5.5
(let [b (#cpp (made.Box double) 5)] (.-v b)) ;=> 5.0
(let [b (cpp/made.Box (cpp/float 5))] (cpp/sizeof made.P) (.-v b)) ;=> 5.0
(cpp/made.PD) ;=! temporary of type 'made::PD' has private destructor
(let [p (cpp/made.PD)] 1) ;=! temporary of type 'made::PD' has private destructor
(cpp/made.Dd) ;=! attempt to use a deleted function
(let [u (cpp/made.U)] (cpp/= (.-i u) 5) (.-i u)) ;=> 5
(let [b (cpp/made.Bf 1 2 3)] [(.-a b) (.-b b) (.-c b)]) ;=> [1 2 3]
(let [b (cpp/made.Bf 1 2 3)] (cpp/= (.-a b) 5) [(.-a b) (.-b b) (.-c b)]) ;=> [5 2 3]
(let [b (cpp/made.Bf 1 2 3)] (cpp/+= (.-a b) 1) (cpp/++ (.-b b)) [(.-a b) (.-b b) (.-c b)]) ;=> [2 3 3]
(cpp/made.Fw) ;=! invalid use of incomplete type 'made::Fw'
(cpp/made.E 1) ;=> 1
(cpp/made.E) ;=> 0
(cpp/made.Un 1) ;=> 1
(cpp/cast made.E 1) ;=> 1
(.f (cpp/made.Vt)) ;=> 1
(let [i (cpp/made.Cst 1 cpp/made.gi)] [(.-k i) (.-r i)]) ;=> [1 5]
(cpp/made.Cst) ;=! call to implicitly-deleted default constructor of 'made::Cst'
(cpp/int 5) ;=> 5
(cpp/int. 5) ;=> 5
(cpp/int) ;=> 0
(cpp/int 5.5) ;=> 5
(cpp/int 1 2) ;=! excess elements in scalar initializer
(cpp/int "x") ;=! static_cast from 'const char *' to 'int' is not allowed
(cpp/int (cpp/made.Conv)) ;=> 77
(cpp/double (cpp/made.Conv)) ;=> 1.5
(cpp/float 1.5) ;=> 1.5
(cpp/bool 1) ;=> true
(cpp/bool true) ;=> true
(cpp/char 65) ;=> \A
(cpp/char \a) ;=> \a
(cpp/long 5) ;=> 5
(cpp/short 70000) ;=! 70000 does not fit 'short'
(cpp/unsigned 5) ;=> 5
(#cpp (:unsigned char) 300) ;=! 300 does not fit 'unsigned char'
(cpp/void) ;=> nil
(cpp/int* nil) ;=! a value of type 'int *' does not convert to a host value
(cpp/== (cpp/int* nil) nil) ;=> true
(.size (#cpp (std.vector int) 5 2)) ;=> 5
(.ok (cpp/made.Big)) ;=> true
(let [b (cpp/made.Big)] (.ok b)) ;=> true
(let [a (cpp/made.P 1 2) b (cpp/made.P a)] (cpp/= (.-x b) 9) [(.-x a) (.-x b)]) ;=> [1 9]
(let [a (cpp/made.P 1 2) b a] (cpp/= (.-x b) 9) [(.-x a) (.-x b)]) ;=> [9 9]
(let [s (cpp/std.string "hi")] (.size s)) ;=> 2
(let [s (cpp/std.string 3 \x)] s) ;=> "xxx"
(let [s (cpp/std.string)] (.empty s)) ;=> true
(let [p (cpp/std.make_unique (cpp/made.P 1 2))] 1) ;=! no matching function for call to 'make_unique'
(let [p (#cpp (std.make_unique made.P) 1 2)] (.-y p)) ;=> 2
(let [p (#cpp (std.make_shared int) 4)] (cpp/* p)) ;=> 4
(let [p (cpp/std.make_pair 1 2.5)] [(.-first p) (.-second p)]) ;=> [1 2.5]
(let [p (cpp/std.pair 1 2.5)] [(.-first p) (.-second p)]) ;=> [1 2.5]
(let [p (#cpp (std.get 1) (cpp/std.make_tuple 1 2.5))] p) ;=> 2.5
; An aggregate's members may be given without the braces around its parts.
(cpp/raw "namespace flat { struct In { int a, b; }; struct Out : In { int c; }; struct Rows { int v[2]; In in; }; struct None { static int const value{5}; }; }")
(let [o (cpp/flat.Out 1 2 3)] [(.-a o) (.-b o) (.-c o)]) ;=> [1 2 3]
(let [r (cpp/flat.Rows 1 2 3 4)] [(cpp/aget (.-v r) 1) (.-b (.-in r))]) ;=> [2 4]
(cpp/flat.Out 1 2 3 4) ;=! no viable conversion from 'int' to 'In'
(let [n (cpp/flat.None)] [(.-value n) cpp/flat.None.value #cpp (:member flat.None value)]) ;=> [5 5 5]
; A number goes to a constructor that takes it.
[(#cpp (std.vector int) 3) (#cpp (std.vector int) [1 2]) (#cpp (std.optional int) 5)] ;=> [[0 0 0] [1 2] 5]
(let [f (cpp/new float (identity 5.0)) s (cpp/new std.string (identity "abc")) r [(cpp/* f) (cpp/* s)]] (cpp/delete f) (cpp/delete s) r) ;=> [5.0 "abc"]
