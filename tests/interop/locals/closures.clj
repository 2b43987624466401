; Closures capture native locals by copy.
(ns closures (:include "natives.hpp"))
[(let [f (let [t (cpp/native.T 7)] (fn [] (.get t)))] [(f) (f)]) (cpp/native.take)] ;=> [[7 7] "+7c7-7-7"]
[(let [t (cpp/native.T 7) f (fn [] (let [g (fn [] (.get t))] (g)))] (f)) (cpp/native.take)] ;=> [7 "+7c7-7-7"]
(let [t (cpp/native.NC 7) f (fn [] (.get t))] (f)) ;=! a closure captures `t` by copy, but native::NC cannot be copied
(let [t (cpp/native.MO 7) f (fn [] (.get t))] (f)) ;=! a closure captures `t` by copy, but native::MO cannot be copied
[(let [b (cpp/native.Big) f (fn [] (.ok b))] (f)) (cpp/native.take)] ;=> [true "okok"]
(defn f4 [x] (let [t (cpp/native.T x)] (fn [] (.get t))))
[((f4 3)) (cpp/native.take)] ;=> [3 "+3c3-3-3"]
(fn [] (cpp/native.T 5)) ;=! a value of type 'native::T' does not convert to a host value
((fn [] (cpp/int 5))) ;=> 5
(let [x (cpp/int 5) f (fn [] (cpp/= x 6))] [(f) x]) ;=> [6 5]
(let [x (cpp/int 5) p (cpp/& x) f (fn [] (cpp/= (cpp/* p) 6))] (f) x) ;=> 6
(letfn [(g [] (cpp/int 5))] (g)) ;=> 5
(let [x (cpp/int 1)] (letfn [(g [] x)] (g))) ;=> 1
; A class that says it can be copied may hold what cannot.
(ns closures (:include "future"))
(let [fs (#cpp (std.vector (std.future long)))] (fn [] (.size fs))) ;=! a closure captures `fs` by copy, but std::vector<std::future<long>> cannot be copied
