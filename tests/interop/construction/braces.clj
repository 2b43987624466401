; Braces: aggregates, containers, arrays, nested and narrowing ones.
(ns braces (:include "construction.hpp"))
(let [p (#cpp made.P #cpp [1 2])] [(.-x p) (.-y p)]) ;=> [1 2]
(let [p (#cpp made.P #cpp [])] [(.-x p) (.-y p)]) ;=> [0 0]
(let [p (cpp/made.P #cpp [4 5])] [(.-x p) (.-y p)]) ;=> [4 5]
(let [n (#cpp made.N #cpp [#cpp [1 2] 3])] [(.-x (.-p n)) (.-z n) (.-s n)]) ;=> [1 3 "d"]
(let [n (#cpp made.N #cpp [1 2 3])] [(.-x (.-p n)) (.-y (.-p n)) (.-z n)]) ;=> [1 2 3]
(#cpp made.D #cpp []) ;=! call to deleted constructor of 'made::D'
(.-n (#cpp made.Il #cpp [1 2])) ;=> 2
(.-n (#cpp made.Il #cpp [1 2 3])) ;=> 3
(let [u (#cpp made.U #cpp [3])] (.-i u)) ;=> 3
(let [i (#cpp made.In #cpp [#cpp [1 2] 3])] [(.-x i) (.-w i)]) ;=> [1 3]
(.size (#cpp (std.vector int) #cpp [1 2 3])) ;=> 3
(.size (#cpp (std.vector int) #cpp [5 2])) ;=> 2
(.size (#cpp (std.vector std.string) #cpp ["a" "b"])) ;=> 2
(.at (#cpp (std.map std.string int) #cpp [#cpp ["a" 1] #cpp ["b" 2]]) "b") ;=> 2
(#cpp (std.vector int) #cpp ["a"]) ;=! no matching constructor for initialization of 'std::vector<int>'
(#cpp (std.vector int) #cpp [1.5]) ;=! type 'double' cannot be narrowed to 'value_type' (aka 'int') in initializer list
(#cpp int #cpp [5]) ;=> 5
(#cpp int #cpp [5.5]) ;=! type 'double' cannot be narrowed to 'int' in initializer list
(#cpp int #cpp []) ;=> 0
(#cpp char #cpp [300]) ;=! constant expression evaluates to 300 which cannot be narrowed to type 'char'
(let [a (#cpp (:array int 3))] (cpp/= (cpp/aget a 0) 4) [(cpp/aget a 0) (cpp/aget a 2)]) ;=> [4 0]
(let [a (#cpp (:array int 3) #cpp [1 2 3])] [(cpp/aget a 0) (cpp/aget a 2)]) ;=> [1 3]
(let [a (#cpp (:array int 3) 1 2 3)] [(cpp/aget a 0) (cpp/aget a 2)]) ;=! an array is initialised by braces
(let [a (#cpp (:array int 3) #cpp [1 2 3 4])] [(cpp/aget a 0) (cpp/aget a 2)]) ;=! excess elements in array initializer
(let [a (#cpp (:array made.P 2) #cpp [#cpp [1 2] #cpp [3 4]])] (.-y (cpp/aget a 1))) ;=> 4
(let [a (#cpp (:array int) #cpp [1 2 3])] [(cpp/aget a 0) (cpp/aget a 2)]) ;=> [1 3]
(let [a (#cpp (:array (:array int 2) 2) #cpp [#cpp [1 2] #cpp [3 4]])] (cpp/aget (cpp/aget a 1) 0)) ;=> 3
(let [a (#cpp (std.array int 3) #cpp [1 2 3])] (cpp/aget a 1)) ;=> 2
(let [v (cpp/std.vector #cpp [1 2 3])] (.size v)) ;=> 3
; Braces that no constructor takes for its arguments are one argument.
(cpp/raw "struct Options { int level; bool colour; std::string tag; }; struct Logger { Options o; explicit Logger(Options o) : o(o) {} };")
(let [l (cpp/Logger #cpp [40 false "log"])] [(.-level (.-o l)) (str (.-tag (.-o l)))]) ;=> [40 "log"]
(cpp/Logger #cpp ["a" 1]) ;=! no matching constructor for initialization of 'Logger'
