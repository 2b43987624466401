; Objects are made, moved, copied and destroyed in the order of C++, on every way out.
(ns destructors (:include "natives.hpp"))
[(let [t (cpp/native.T 1)] (.get t)) (cpp/native.take)] ;=> [1 "+1-1"]
[(let [a (cpp/native.T 1) b (cpp/native.T 2)] (+ (.get a) (.get b))) (cpp/native.take)] ;=> [3 "+1+2-2-1"]
[(.get (cpp/native.T 3)) (cpp/native.take)] ;=> [3 "+3"]
[(let [a (cpp/native.T 1)] (.get (.next a))) (cpp/native.take)] ;=> [2 "-3+1+2-2-1"]
[(let [b (.next (cpp/native.T 1))] (.get b)) (cpp/native.take)] ;=> [2 "+1+2-1-2"]
[(try (let [a (cpp/native.T 1)] (.thr a)) (catch cpp/std.exception e (.what e))) (cpp/native.take)] ;=> ["x" "+1-1"]
[(try (let [a (cpp/native.T 1)] (throw (ex-info "x" {}))) (catch Exception e 5)) (cpp/native.take)] ;=> [5 "+1-1"]
[(let [x (let [a (cpp/native.T 1)] a)] (.get x)) (cpp/native.take)] ;=> [1 "+1m1-1-1"]
[(let [x (let [a (cpp/native.T 1)] (.self a))] (.get x)) (cpp/native.take)] ;=> [1 "+1c1-1-1"]
[(let [x (if true (cpp/native.T 1) (cpp/native.T 2))] (.get x)) (cpp/native.take)] ;=> [1 "+1-1"]
[(let [a (cpp/native.T 1) b (cpp/native.T 2) x (if true a b)] (.get x)) (cpp/native.take)] ;=> [1 "+1+2-2-1"]
[(let [a (cpp/native.T 1) x (if true a (cpp/native.T 2))] (.get x)) (cpp/native.take)] ;=> [1 "+1c1-1-1"]
[(let [x (do (cpp/native.T 1) (cpp/native.T 2))] (.get x)) (cpp/native.take)] ;=> [2 "+1-1+2-2"]
[(do (cpp/native.T 1) nil) (cpp/native.take)] ;=> [nil "+1-1"]
[(let [b (cpp/native.Big)] (.ok b)) (cpp/native.take)] ;=> [true "ok"]
[(let [a (cpp/int 1) b (cpp/native.Big) c (cpp/char 1) d (cpp/native.Big)] [(.ok b) (.ok d)]) (cpp/native.take)] ;=> [[true true] "okok"]
[(let [x (cpp/native.sum (cpp/native.T 1) (cpp/native.T 2))] x) (cpp/native.take)] ;=> [3 "+1+2m1m2-2-1-2-1"]
[(let [t (cpp/native.T 1)] (cpp/native.sum t (cpp/std.move t))) (cpp/native.take)] ;=> [2 "+1c1m1-1-1-1"]
(defn f1 [x] (let [t (cpp/native.T x)] (if (> x 0) (+ (.get t) (f1 (dec x))) 0)))
[(f1 3) (cpp/native.take)] ;=> [6 "+3+2+1+0-0-1-2-3"]
(defn f2 [] (cpp/native.T 3)) ;=! a value of type 'native::T' does not convert to a host value
[(let [t (cpp/native.T 1) t (cpp/native.T 2)] (.get t)) (cpp/native.take)] ;=> [2 "+1+2-2-1"]
[(let [t (cpp/native.T 1)] (cpp/= t (cpp/native.T 5)) (.get t)) (cpp/native.take)] ;=> [5 "+1+5=5-5-5"]
[(let [x (try (let [t (cpp/native.T 1)] (.get t)) (finally (cpp/native.T 9)))] x) (cpp/native.take)] ;=> [1 "+1-1+9-9"]
; What the last form makes dies before the locals.
(defn last-form [] (let [a (cpp/native.T 1)] (when (= 2 (.get (.next a))) (str (.get (cpp/native.T 3))))))
[(last-form) (cpp/native.take)] ;=> ["3" "+1+2-2+3-3-1"]
[(let [a (cpp/native.T 1)] (cpp/native.sum a (.next a))) (cpp/native.take)] ;=> [3 "+1+2c1m2-2-1-2-1"]
; A reference that a `try` gives is none to a copy, whatever else its body makes.
(cpp/raw "#include <map>
inline std::map<std::string, int> numbers{{\"a\", 1}};")
(do (cpp/= (try (.at cpp/numbers "a") (catch cpp/std.exception e (throw e))) 50) (.at cpp/numbers "a")) ;=> 50
