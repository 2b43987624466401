; throw, try, catch and finally.
(try 1 (finally 2)) ;=> 1
(try (throw (ex-info "a" {:b 1})) (catch Exception e [(ex-message e) (ex-data e)])) ;=> ["a" {:b 1}]
(try (/ 1 0) (catch ArithmeticException e (ex-message e))) ;=> "Divide by zero"
(try (/ 1 0) (catch RuntimeException e :runtime)) ;=> :runtime
(try (/ 1 0) (catch IllegalArgumentException e :no) (catch ArithmeticException e :yes)) ;=> :yes
(try (try (/ 1 0) (catch IllegalArgumentException e :no)) (catch Throwable e :outer)) ;=> :outer
(let [a (atom [])] (try (swap! a conj 1) (throw (ex-info "" {})) (catch Exception e (swap! a conj 2)) (finally (swap! a conj 3))) @a) ;=> [1 2 3]
(let [a (atom [])] (try (try (/ 1 0) (finally (swap! a conj :inner))) (catch Exception e (swap! a conj :outer))) @a) ;=> [:inner :outer]
(throw (ex-info "gone" {:code 7})) ;=! gone
;=! {:code 7}
(throw (ex-info "outer" {} (ex-info "inner" {:x 1}))) ;=! outer
;=! inner
(ex-message (ex-cause (ex-info "a" {} (ex-info "b" {})))) ;=> "b"
(try (throw (Exception. "plain")) (catch Exception e (.getMessage e))) ;=> "plain"
(throw (IllegalArgumentException. "bad")) ;=! bad
(defn thrower [n] (if (zero? n) (throw (ex-info "deep" {})) (inc (thrower (dec n)))))
(try (thrower 50) (catch Exception e (ex-message e))) ;=> "deep"
(thrower 3) ;=! deep
;=! thrower
(loop [i 0 n 0] (if (< i 200) (recur (inc i) (+ n (try (if (odd? i) (throw (ex-info "" {})) 1) (catch Exception e 10)))) n)) ;=> 1100
(assert (= 1 2)) ;=! Assert failed
(defn endless [] (inc (endless)))
(try (endless) (catch StackOverflowError e :overflow)) ;=> :overflow
(instance? Throwable (ex-info "" {})) ;=> true
(throw 1) ;=!
(throw nil) ;=!
