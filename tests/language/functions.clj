; Functions: arities, rest arguments, closures, recursion.
(defn square [x] (* x x)) ;=> #'user/square
(square 7) ;=> 49
((fn [x] (inc x)) 1) ;=> 2
(#(+ %1 %2) 1 2) ;=> 3
(defn greet ([] (greet "world")) ([name] (str "hello, " name)))
[(greet) (greet "you")] ;=> ["hello, world" "hello, you"]
(defn rest-of [a & more] [a more])
(rest-of 1) ;=> [1 nil]
(rest-of 1 2 3) ;=> [1 (2 3)]
(apply + 1 2 [3 4]) ;=> 10
(defn adder [n] (fn [x] (+ x n)))
((adder 10) 5) ;=> 15
(map (adder 1) [1 2 3]) ;=> (2 3 4)
(defn fact [n] (if (<= n 1) 1 (* n (fact (dec n)))))
(fact 20) ;=> 2432902008176640000
(fact 21) ;=! integer overflow
(defn fib [n] (if (< n 2) n (+ (fib (- n 1)) (fib (- n 2)))))
(fib 15) ;=> 610
((fn self [n] (if (zero? n) :done (self (dec n)))) 100) ;=> :done
((comp inc inc) 1) ;=> 3
((partial + 1 2) 3) ;=> 6
((juxt inc dec) 1) ;=> [2 0]
((complement nil?) nil) ;=> false
(:a {:a 1}) ;=> 1
(:b {:a 1} :none) ;=> :none
({:a 1} :a) ;=> 1
([10 20] 1) ;=> 20
(#{:a} :a) ;=> :a
('a {'a 1}) ;=> 1
(square) ;=! Wrong number of args (0)
(square 1 2) ;=! Wrong number of args (2)
(rest-of) ;=! Wrong number of args (0)
(nil 1) ;=!
(1 2) ;=! cannot be
; Redefining takes effect at once, also in what was defined before.
(defn one [] 1)
(defn two [] (+ (one) (one)))
(two) ;=> 2
(defn one [] 10)
(two) ;=> 20
(dotimes [_ 300] (two))
(two) ;=> 20
(defn one [] 100)
(two) ;=> 200
(defn down [n] (if (zero? n) :end (recur (dec n))))
(down 100000) ;=> :end
(defn endless [n] (+ 1 (endless (inc n))))
(endless 0) ;=! StackOverflowError
(square 3) ;=> 9
