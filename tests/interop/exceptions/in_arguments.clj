; An argument that throws: what stands before it is evaluated, and there is no call.
(cpp/raw "namespace ia { inline int calls = 0; inline int call(int) { return ++calls; } inline int two(int a, int b) { return ++calls; } }")
(cpp/int (throw (ex-info "first" {}))) ;=! first
(try (let [x (cpp/int (throw (ex-info "second" {})))] (cpp/+ x 1)) (catch Exception e (ex-message e))) ;=> "second"
(try (cpp/ia.two (cpp/ia.call 1) (throw (ex-info "third" {}))) (catch Exception e [(ex-message e) cpp/ia.calls])) ;=> ["third" 1]
(cpp/&& false (throw (ex-info "no" {}))) ;=> false
(cpp/&& true (throw (ex-info "fourth" {}))) ;=! fourth
(defn checked [n] (cpp/std.string (if (pos? n) "good" (throw (ex-info "fifth" {:n n})))))
(checked 1) ;=> "good"
(checked -1) ;=! fifth
(defn never [s] (cpp/std.max (cpp/std.string s) (throw (ex-info s {}))))
[(try (never "a") (catch Exception e (ex-message e))) (try (never "b") (catch Exception e (ex-message e)))] ;=> ["a" "b"]
