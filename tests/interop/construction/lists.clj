; Lists in braces as arguments, nested, and of what they cannot be.
(ns lists (:include "templates.hpp"))
(let [p (cpp/given.P #cpp [4 5])] [(.-x p) (.-y p)]) ;=> [4 5]
(let [p (cpp/given.P. #cpp [4 5])] [(.-x p) (.-y p)]) ;=> [4 5]
(let [n (#cpp given.N #cpp [#cpp [1 2] 3])] [(.-x (.-p n)) (.-z n) (.-s n)]) ;=> [1 3 "d"]
(let [n (#cpp given.N #cpp [#cpp [1 2] 3 "zz"])] [(.-x (.-p n)) (.-z n) (.-s n)]) ;=> [1 3 "zz"]
(let [i (#cpp given.In #cpp [#cpp [1 2] 3])] [(.-x i) (.-w i)]) ;=> [1 3]
[(cpp/given.takes_im #cpp [5 6]) (cpp/given.takes_p #cpp [5 6]) (cpp/given.takes_v #cpp [1 2 3]) (cpp/given.takes_ps #cpp [#cpp [1 2] #cpp [3 4]]) (cpp/given.takes_il #cpp [1 2 3 4]) (cpp/given.takes_im #cpp [5])] ;=> [11 11 6 14 4 5]
(cpp/given.takes_p #cpp [1 2 3]) ;=! excess elements in struct initializer
(cpp/given.takes_p #cpp ["a"]) ;=! cannot initialize a member subobject of type 'int' with an rvalue of type 'const char *'
(cpp/given.takes_v #cpp []) ;=> 0
(let [p (cpp/new (std.vector int) #cpp [1 2 3])] (let [v (long (.size p))] (cpp/delete p) v)) ;=> 3
(let [p (cpp/new given.P #cpp [1 2])] (let [v (long (.-y p))] (cpp/delete p) v)) ;=> 2
(let [p (cpp/new (:array int 3) #cpp [1 2 3])] (let [v (long (cpp/aget p 2))] (cpp/delete p) v)) ;=> 3
(.at (#cpp (std.map std.string int) #cpp [#cpp ["a" 1] #cpp ["b" 2]]) "b") ;=> 2
(let [a (#cpp (:array given.P 2) #cpp [#cpp [1 2] #cpp [3 4]])] (.-y (cpp/aget a 1))) ;=> 4
(let [a (#cpp (:array (:array int 2) 2) #cpp [#cpp [1 2] #cpp [3 4]])] (cpp/aget (cpp/aget a 1) 0)) ;=> 3
(let [v (cpp/std.vector #cpp [1 2 3])] (.size v)) ;=> 3
(let [v (#cpp std.vector #cpp [1 2 3])] (.size v)) ;=> 3
(let [v (#cpp (std.vector std.string) #cpp ["a" "bb"])] (.size (cpp/aget v 1))) ;=> 2
(let [v (#cpp (std.vector given.P))] (.push_back v #cpp [3 4]) (.-y (.front v))) ;=> 4
(let [m (#cpp (std.map int std.string))] (.insert m #cpp [1 "x"]) (.at m 1)) ;=> "x"
(let [p (cpp/given.P 1 2)] (cpp/= p #cpp [7 8]) (.-y p)) ;=> 8
(#cpp int #cpp [5.5]) ;=! type 'double' cannot be narrowed to 'int' in initializer list
(#cpp int #cpp [5]) ;=> 5
(#cpp char #cpp [300]) ;=! constant expression evaluates to 300 which cannot be narrowed to type 'char'
#cpp [1 2] ;=! a list in braces has no type of its own
(let [x #cpp [1 2]] x) ;=! a list in braces has no type of its own
(cpp/+ #cpp [1] 2) ;=! invalid operands to binary expression ('void' and 'int')
(let [i (#cpp (:member (given.Box int) (inner double)) #cpp [2.5])] (.-u i)) ;=> 2.5
; A vector in a list in braces is a list in braces, too.
(let [m (#cpp (std.map std.string int) #cpp [["a" 1] ["b" 2]])] [(.size m) (.at m "b")]) ;=> [2 2]
(let [v (#cpp (std.vector (std.vector int)) #cpp [[1 2] [3]])] v) ;=> [[1 2] [3]]
(let [m (#cpp (std.map std.string (std.vector int)) #cpp [["a" [1 2]] #cpp ["b" #cpp [3]]])] m) ;=> {"a" [1 2], "b" [3]}
