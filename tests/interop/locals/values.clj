; Native locals as values: assigned, moved, referred to, handed to the host.
(ns values (:include "natives.hpp"))
(let [t (cpp/native.NC 7)] (.get t)) ;=> 7
(let [t (cpp/native.MO 7) u (cpp/native.MO (cpp/std.move t))] (.get u)) ;=> 7
(let [t (cpp/native.MO 7)] (.get (let [u t] u))) ;=> 7
(let [x (let [t (cpp/native.MO 7)] t)] (.get x)) ;=> 7
(let [x (let [t (cpp/native.NC 7)] t)] (.get x)) ;=> 7
(let [h (cpp/native.Huge)] (cpp/sizeof native.Huge)) ;=> 1048576
(let [e (cpp/native.Empty)] (cpp/sizeof native.Empty)) ;=> 1
(let [x (cpp/int 5) y (long x)] (cpp/= x 6) [x y]) ;=> [6 5]
(let [x (cpp/int 5)] [x x]) ;=> [5 5]
(let [x (cpp/int 5)] {:a x}) ;=> {:a 5}
(let [x (cpp/int 5)] (str x)) ;=> "5"
(let [x (cpp/int 5)] (+ x 1)) ;=> 6
(let [x (cpp/native.T 5)] (str x)) ;=! a value of type 'native::T' does not convert to a host value
(let [x (cpp/native.T 5)] [x]) ;=! a value of type 'native::T' does not convert to a host value
(let [x (cpp/native.T 5)] x) ;=! a value of type 'native::T' does not convert to a host value
(def xx (cpp/native.T 5)) ;=! a value of type 'native::T' does not convert to a host value
(let [a (cpp/int 1)] (set! a 5) a) ;=> 5
; What lives on leaves a scope as the reference it is: no copy can be made of a stream.
(cpp/raw "inline std::ostringstream sink; inline std::ostringstream &other(std::ostringstream &a, std::ostringstream &b) { return b; }")
(.good (let [v (#cpp (std.vector int) #cpp [1 2])] (cpp/<< cpp/sink (.size v) ";"))) ;=> true
(let [v (cpp/std.string "a")] (if (.empty v) (cpp/<< cpp/sink "") (cpp/<< cpp/sink v))) ;=> nil
(.str cpp/sink) ;=> "2;a"
(let [own (cpp/std.ostringstream)] (cpp/<< own 1)) ;=! std::basic_ostream<char> cannot be copied out
(let [own (cpp/std.ostringstream)] (cpp/other cpp/sink own)) ;=! cannot be copied out
(cpp/raw "struct Fixed { int x = 7; Fixed() = default; Fixed(const Fixed &) = delete; };
struct Holding { Fixed fixed; ~Holding() {} }; struct Above : Fixed { ~Above() {} }; inline Fixed known;
inline Fixed &held(Fixed &, Holding &h) { return h.fixed; } inline Fixed &either(Fixed &a, Above &b) { return b; }")
(.-x (let [h (cpp/Holding)] (cpp/held cpp/known h))) ;=! Fixed cannot be copied out
(.-x (let [a (cpp/Above)] (cpp/either cpp/known a))) ;=! Fixed cannot be copied out
