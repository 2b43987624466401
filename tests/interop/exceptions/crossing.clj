; C++ exceptions, caught as host errors.
(ns crossing (:include "errors.hpp"))
(try (cpp/errors.fail "paper") (catch cpp/std.exception e (.what e))) ;=> "paper"
(try (cpp/errors.fail "paper") (catch cpp/std.logic_error e :logic) (catch cpp/std.runtime_error e :runtime)) ;=> :runtime
(try (cpp/errors.fail "paper") (catch :default e :anything)) ;=> :anything
(cpp/errors.fail "out of paper") ;=! out of paper
(cpp/raw "inline void throw_int(int i) { throw i; }")
(try (cpp/throw_int 42) (catch cpp/int i (+ i 1))) ;=> 43
(defn risky [n] (if (= n 0) (cpp/errors.fail "deep") (risky (dec n))))
(try (risky 5) (catch cpp/std.exception e (.what e)) (finally nil)) ;=> "deep"
(loop [i 0 n 0] (if (< i 3000) (recur (inc i) (+ n (try (cpp/errors.fail "x") (catch cpp/std.exception e 1)))) n)) ;=> 3000
; Host exceptions pass through C++ frames.
(defn on-item [n] (when (= n 2) (throw (ex-info "no twos" {:n n}))))
(try (cpp/errors.each 5 on-item) (catch Exception e (ex-data e))) ;=> {:n 2}
(cpp/errors.each 2 on-item) ;=> nil
