; Equality, order and the predicates of numbers.
(= 1 1) ;=> true
(= 1 1.0) ;=> false
(== 1 1.0) ;=> true
(= 1 1N) ;=> true
(= 2/4 1/2) ;=> true
(= nil false) ;=> false
(= "a" "a") ;=> true
(= [1 2] '(1 2)) ;=> true
(= {:a 1 :b 2} {:b 2 :a 1}) ;=> true
(= #{1 2} #{2 1}) ;=> true
(= [1 [2 {:a #{3}}]] [1 [2 {:a #{3}}]]) ;=> true
(not= 1 2) ;=> true
(< 1 2 3) ;=> true
(< 1 3 2) ;=> false
(>= 3 3 2) ;=> true
(<= 1.5 3/2) ;=> true
(compare 1 2) ;=> -1
(compare [1 2] [1 3]) ;=> -1
(compare nil 1) ;=> -1
(identical? :a :a) ;=> true
(zero? 0) ;=> true
(zero? 0.0) ;=> true
(pos? -1) ;=> false
(neg? -1) ;=> true
(even? 4) ;=> true
(odd? 4) ;=> false
(even? 1.5) ;=!
(nil? nil) ;=> true
(some? nil) ;=> false
(true? 1) ;=> false
(number? 1/2) ;=> true
(integer? 1N) ;=> true
(int? 1N) ;=> false
(float? 1.0) ;=> true
(ratio? 1/2) ;=> true
(< 1 "a") ;=!
