; Native values of branches, bodies and catch clauses; conditions as C++ sees them.
(ns branches (:include "natives.hpp"))
(let [x (if true (cpp/native.NC 7) (cpp/native.NC 8))] (.get x)) ;=> 7
(let [x (if true (cpp/native.MO 7) (cpp/native.MO 8))] (.get x)) ;=> 7
[(if (cpp/native.Cond true) 1 2) (if (cpp/native.Cond false) 1 2)] ;=> [1 2]
(if (cpp/native.NoB) 1 2) ;=! value of type 'native::NoB' is not contextually convertible to 'bool'
(if (cpp/int 0) 1 2) ;=> 2
(if (cpp/int 3) 1 2) ;=> 1
(if (cpp/double 0) 1 2) ;=> 2
(if (cpp/int* nil) 1 2) ;=> 2
(if (cpp/std.string "a") 1 2) ;=! no viable conversion from 'std::basic_string<char>' to 'bool'
(if (#cpp (std.unique_ptr int)) 1 2) ;=> 2
(if (#cpp (std.optional int) 4) 1 2) ;=> 1
(when (cpp/native.Cond false) 1) ;=> nil
(cond (cpp/native.Cond false) 1 (cpp/native.Cond true) 2) ;=> 2
(and (cpp/native.Cond true) 2) ;=! a value of type 'native::Cond' does not convert to a host value
(not (cpp/bool false)) ;=> true
(not (cpp/== 1 1)) ;=> false
(if true (cpp/int 1) (cpp/double 2)) ;=> 1.0
(let [x (if true (cpp/int 1) (cpp/double 2.5))] (cpp/+ x 0)) ;=> 1.0
(let [x (if false (cpp/int 1) (cpp/double 2.5))] (cpp/sizeof int) (cpp/+ x 0)) ;=> 2.5
(let [x (if true (cpp/int 1) (cpp/native.T 2))] 1) ;=> 1
(let [x (if true (cpp/native.B) (cpp/native.C))] 1) ;=! the branches have no common C++ type: native::B, native::C
(let [b (cpp/native.B) c (cpp/native.C) x (if true (cpp/& b) (cpp/& c))] 1) ;=! the branches have no common C++ type: native::B *, native::C *
(let [b (cpp/native.B) a (cpp/native.A) x (if true (cpp/& b) (cpp/& a))] (.-a x)) ;=> 1
(let [x (if true (cpp/int* nil) nil)] 1) ;=> 1
(let [p (cpp/new int 5) x (if true p cpp/nullptr)] (cpp/* x)) ;=> 5
(let [x (if true (cpp/int 5))] x) ;=> 5
(let [x (if true (cpp/std.string "a") "b")] x) ;=> "a"
(let [x (if true (cpp/int 5) 6)] x) ;=> 5
(if true (cpp/native.T 1) nil) ;=! a value of type 'native::T' does not convert to a host value
(if true (cpp/native.T 1)) ;=! a value of type 'native::T' does not convert to a host value
(let [x (case 1 1 (cpp/int 5) 2 (cpp/int 6) (cpp/int 7))] (cpp/+ x 1)) ;=> 6
(let [x (try (cpp/int 5) (catch cpp/int e (cpp/int 6)))] (cpp/+ x 1)) ;=> 6
(let [x (try (cpp/native.T 5) (catch cpp/int e (cpp/native.T 6)))] (.get x)) ;=> 5
(let [x (try (cpp/native.T 5) (catch cpp/int e 6))] (.get x)) ;=! a value of type 'native::T' does not convert to a host value
(let [x (try (throw (cpp/int 5)) (catch cpp/int e e))] (cpp/+ x 1)) ;=> 6
(let [x (cpp/int 5)] (do (cpp/= x 6)) x) ;=> 6
(let [x (do)] x) ;=> nil
