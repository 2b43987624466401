; clojure.test: checks count and report.
(require '[clojure.test :refer [are deftest is run-tests successful? testing use-fixtures]])
(is (= 1 1)) ;=> true
(is 5) ;=> 5
(is (thrown? ArithmeticException (/ 1 0)) "divides")
(re-find #"message\nexpected: .*\n +actual: .*" (with-out-str (is (= 1 2) "message"))) ;=> "message\nexpected: (= 1 2)\n  actual: (not (= 1 2))"
(with-out-str (is (pos? 1))) ;=> ""
(deftest passes (is (= 4 (+ 2 2))) (testing "inside" (is (pos? 1))) (are [x y] (= x (inc y)) 2 1 3 2))
(deftest fails (testing "outer" (testing "inner" (is (= 1 2)))))
(deftest errs (is (= 1 (throw (ex-info "oops" {})))))
(dissoc (run-tests) :type) ;=> {:test 3, :pass 4, :fail 1, :error 1}
(successful? {:fail 0 :error 0}) ;=> true
(passes) ;=> true
