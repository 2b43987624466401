; new and delete, of objects and of arrays.
(ns allocation (:include "construction.hpp"))
(let [p (cpp/new made.De)] (let [v (.f p)] (cpp/delete p) v)) ;=> 4
(cpp/new made.Ab) ;=! allocating an object of abstract class type 'made::Ab'
[(let [p (cpp/new made.Live 4)] (let [r [(.-v p) cpp/made.Live.n]] (cpp/delete p) r)) cpp/made.Live.n] ;=> [[4 1] 0]
(let [p (cpp/new (:array made.Live 3))] (let [n cpp/made.Live.n] (cpp/delete p) [n cpp/made.Live.n])) ;=> [0 0]
(let [p (cpp/new (:array int 3))] (cpp/= (cpp/aget p 1) 5) (let [v (int (cpp/aget p 1))] (cpp/delete p) v)) ;=> 5
(let [p (cpp/new int)] (cpp/= (cpp/* p) 5) (let [v (cpp/int (cpp/* p))] (cpp/delete p) v)) ;=> 5
(let [p (cpp/new int 5)] (let [v (cpp/int (cpp/* p))] (cpp/delete p) v)) ;=> 5
(let [p (cpp/new cpp/int 5)] (let [v (cpp/int (cpp/* p))] (cpp/delete p) v)) ;=> 5
(let [p (cpp/new (:const int) 5)] (let [v (cpp/int (cpp/* p))] (cpp/delete p) v)) ;=> 5
(let [p (cpp/new (:* int) nil)] (let [v (cpp/== (cpp/* p) nil)] (cpp/delete p) v)) ;=> true
(let [p (cpp/new (std.vector int) #cpp [1 2 3])] (let [v (.size p)] (cpp/delete p) v)) ;=> 3
(let [p (cpp/new made.Ov)] (let [n cpp/made.Ov.cnt] (cpp/delete p) [n cpp/made.Ov.cnt])) ;=> [0 0]
(cpp/new (:& int)) ;=! a reference cannot be allocated
(cpp/new void) ;=! allocation of incomplete type 'void'
(cpp/new (:fn int [])) ;=! cannot allocate function type 'int ()' with new
(cpp/new made.Fw) ;=! allocation of incomplete type 'made::Fw'
(cpp/new made.D) ;=! call to deleted constructor of 'made::D'
(cpp/new made.P 1 2 3) ;=! excess elements in struct initializer
(cpp/new 5) ;=! a value stands where C++ wants a type
(cpp/new) ;=! a type is missing
(cpp/delete 5) ;=! cannot delete expression of type 'int'
(cpp/delete (cpp/int 5)) ;=! cannot delete expression of type 'int'
(cpp/delete nil) ;=! cannot delete expression of type 'std::nullptr_t'
(cpp/delete (cpp/made.P 1 2)) ;=! cannot delete expression of type 'made::P'
(cpp/delete) ;=! too few arguments to cpp/delete: 0
(cpp/delete (cpp/new int) (cpp/new int)) ;=! this is no way to delete
(let [p (cpp/new made.PD)] (cpp/delete p)) ;=! calling a private destructor of class 'made::PD'
(let [p (cpp/new made.Dd)] (.-v p)) ;=! no member named 'v' in 'made::Dd'
(let [p (#cpp (std.unique_ptr made.P) (cpp/new made.P 1 2))] (.-x p)) ;=> 1
(let [p (cpp/new made.P 1 2) u (#cpp (std.unique_ptr made.P) p)] (.-x (cpp/* u))) ;=> 1
