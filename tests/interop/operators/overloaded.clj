; Overloaded operators: members and free functions, deleted and missing ones, comparisons that C++20 rewrites.
(ns overloaded (:include "operators.hpp"))
[(.-x (cpp/+ (cpp/ops.V 1) (cpp/ops.V 2))) (.-x (cpp/- (cpp/ops.V 1))) (.-x (cpp/- (cpp/ops.V 5) (cpp/ops.V 2))) (.-x (cpp/* (cpp/ops.V 2) 3)) (.-x (cpp/* 3 (cpp/ops.V 2))) (.-x (cpp// (cpp/ops.V 8) 2))] ;=> [3 -1 3 6 6 4]
[(cpp/== (cpp/ops.V 1) (cpp/ops.V 1)) (cpp/!= (cpp/ops.V 1) (cpp/ops.V 1)) (cpp/< (cpp/ops.V 1) (cpp/ops.V 2)) (cpp/>= (cpp/ops.V 1) (cpp/ops.V 2)) (cpp/> (cpp/ops.V 1) (cpp/ops.V 2)) (cpp/<= (cpp/ops.V 1) (cpp/ops.V 2))] ;=> [true false true false false true]
(cpp/< (cpp/<=> (cpp/ops.V 1) (cpp/ops.V 2)) 0) ;=> true
(let [v (cpp/ops.V 1)] (cpp/++ v) (cpp/+= v (cpp/ops.V 5)) (.-x v)) ;=> 7
(let [v (cpp/ops.V 1)] (cpp/= v 9) (.-x v)) ;=> 9
(let [v (cpp/ops.V 1)] (cpp/= v (cpp/ops.V 3)) (.-x v)) ;=> 3
[(cpp/! (cpp/ops.V 0)) (.-x (cpp/~ (cpp/ops.V 0))) (cpp/* (cpp/ops.V 5)) (.-x (cpp/&& (cpp/ops.V 1) (cpp/ops.V 2)))] ;=> [true -1 5 103]
[(cpp/aget (cpp/ops.V 5) "x") ((cpp/ops.V 6)) (if (cpp/ops.V 0) 1 2) (if (cpp/ops.V 1) 1 2)] ;=> [5 6 2 1]
(let [v (cpp/ops.V 1)] (cpp/<<= v 3) [(.-x v) (.-x (cpp/<< v 1)) (.-x (cpp/% v (cpp/ops.V 3)))]) ;=> [8 16 2]
(cpp/& (cpp/ops.Amp)) ;=> 42
(cpp/+ (cpp/ops.NoOp) (cpp/ops.NoOp)) ;=! invalid operands to binary expression ('ops::NoOp' and 'ops::NoOp')
(cpp/== (cpp/ops.NoOp) (cpp/ops.NoOp)) ;=! invalid operands to binary expression ('ops::NoOp' and 'ops::NoOp')
[(cpp/== (cpp/ops.OnlyEq 5) 5) (cpp/!= (cpp/ops.OnlyEq 5) 5) (cpp/== 5 (cpp/ops.OnlyEq 5)) (cpp/!= 6 (cpp/ops.OnlyEq 5))] ;=> [true false true true]
(cpp/> (cpp/ops.Lt 1) (cpp/ops.Lt 2)) ;=! invalid operands to binary expression ('ops::Lt' and 'ops::Lt')
(cpp/< (cpp/ops.Lt 1) (cpp/ops.Lt 2)) ;=> true
(cpp/== (cpp/ops.DelEq) (cpp/ops.DelEq)) ;=! overload resolution selected deleted operator '=='
(cpp/| cpp/ops.Sc.a cpp/ops.Sc.b) ;=> 1
(cpp/& cpp/ops.Sc.a cpp/ops.Sc.b) ;=! invalid operands to binary expression ('ops::Sc' and 'ops::Sc')
(cpp/| cpp/ops.p cpp/ops.q) ;=> 3
(cpp/+ cpp/ops.q 1) ;=> 4
(cpp/&& (cpp/ops.f) (cpp/ops.t)) ;=> false
cpp/ops.side ;=> 0
(cpp/|| (cpp/ops.t) (cpp/ops.t)) ;=> true
cpp/ops.side ;=> 1
(cpp/! (cpp/ops.NoOp)) ;=! invalid argument type 'ops::NoOp' to unary expression
(cpp/&& (cpp/ops.NoOp) true) ;=! value of type 'ops::NoOp' is not contextually convertible to 'bool'
(cpp/&& (cpp/ops.V 1) true) ;=> true
(cpp/<=> (cpp/ops.NoOp) (cpp/ops.NoOp)) ;=! invalid operands to binary expression ('ops::NoOp' and 'ops::NoOp')
(cpp/== (cpp/ops.V 1) nil) ;=! invalid operands to binary expression ('ops::V' and 'std::nullptr_t')
