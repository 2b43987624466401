; binding, with-redefs, delay, lazy-seq, with-out-str.

(def ^:dynamic *d* 1)

(defn get-d [] *d*)
(get-d) ;=> 1
(binding [*d* 2] (get-d)) ;=> 2
(binding [*d* 2] (binding [*d* 3] (get-d))) ;=> 3
[(binding [*d* 2] (get-d)) (get-d)] ;=> [2 1]
(binding [*d* 2] (set! *d* 5) (get-d)) ;=> 5
(set! *d* 5) ;=! Can't change/establish root binding of: *d* with set
(try (binding [*d* 9] (throw (Exception. "x"))) (catch Exception e (get-d))) ;=> 1
(binding []) ;=> nil

(def plain 1)
(binding [plain 2] plain) ;=! Can't dynamically bind non-dynamic var: user/plain
(let [f (binding [*d* 7] (bound-fn [] (get-d)))] (f)) ;=> 7
(let [f (binding [*d* 7] (bound-fn* get-d))] (f)) ;=> 7
(with-bindings {#'*d* 8} (get-d)) ;=> 8
(with-bindings* {#'*d* 8} get-d) ;=> 8
(binding [*d* 3] (get (get-thread-bindings) #'*d*)) ;=> 3
(thread-bound? #'*d*) ;=> false
(binding [*d* 1] (thread-bound? #'*d*)) ;=> true

(defn greet [] :hello)
(with-redefs [greet (fn [] :bye)] (greet)) ;=> :bye
(greet) ;=> :hello
(try (with-redefs [greet (fn [] (throw (Exception. "no")))] (greet)) (catch Exception e [(ex-message e) (greet)])) ;=> ["no" :hello]
(with-redefs-fn {#'greet (fn [] :other)} (fn [] (greet))) ;=> :other
(with-out-str (print "a") (println "b") (pr "c")) ;=> "ab\n\"c\""
(with-out-str) ;=> ""
(count (with-out-str (dotimes [i 3] (println i)))) ;=> 6

(def dl (delay (print "computed ") 42))
(realized? dl) ;=> false
@dl
;stdout: computed
;=> 42
@dl ;=> 42
(realized? dl) ;=> true
(force dl) ;=> 42
(force 5) ;=> 5
(delay? dl) ;=> true

(def ls (lazy-seq (print "seen ") [1 2]))
(first ls)
;stdout: seen
;=> 1
(first ls) ;=> 1
(lazy-seq nil) ;=> ()
(lazy-seq) ;=> ()
(take 3 ((fn nat [n] (lazy-seq (cons n (nat (inc n))))) 0)) ;=> (0 1 2)
(take 5 (lazy-cat [1 2] [3] (range))) ;=> (1 2 3 0 1)

(def fibs (lazy-cat [0 1] (map +' fibs (rest fibs))))
(take 10 fibs) ;=> (0 1 1 2 3 5 8 13 21 34)
(with-local-vars [a 1 b 2] (var-set a 10) (+ (var-get a) @b)) ;=> 12
(with-precision 5 1) ;=> 1
(alter-var-root #'plain inc) ;=> 2
plain ;=> 2
(var-get #'plain) ;=> 2
(bound? #'plain) ;=> true

(def unbound-var)
(bound? #'unbound-var) ;=> false
(var? #'plain) ;=> true
(number? (first (read-string (second (re-find #"Elapsed time: (.*) msecs" (str "\"" (with-out-str (time 1)) "\"")))))) ;=! Don't know how to create ISeq from: java.lang.Double
