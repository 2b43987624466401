; fn, defn, letfn, pre- and postconditions, metadata of definitions.
((fn [x] (* x 2)) 4) ;=> 8
((fn f [n] (if (zero? n) 1 (* n (f (dec n))))) 5) ;=> 120
((fn ([] 0) ([a] 1) ([a b] 2) ([a b & c] (+ 3 (count c)))) 1 2 3 4) ;=> 5
((fn [& xs] xs)) ;=> nil
((fn [& xs] xs) 1 2) ;=> (1 2)
((fn [])) ;=> nil

(defn f1 "Doc of f1." [a b] (+ a b))
(f1 1 2) ;=> 3
(:doc (meta #'f1)) ;=> "Doc of f1."
(:arglists (meta #'f1)) ;=> ([a b])

(defn f2 ([a] (f2 a 10)) ([a b] (* a b)))
(f2 3) ;=> 30
(f2 3 4) ;=> 12
(:arglists (meta #'f2)) ;=> ([a] [a b])
(f2) ;=! Wrong number of args (0) passed to: user/f2

(defn f3 {:extra 1} [x] x)
(:extra (meta #'f3)) ;=> 1

(defn f4 "d" {:extra 2} ([x] x) {:more 3})
[(:doc (meta #'f4)) (:extra (meta #'f4)) (:more (meta #'f4))] ;=> ["d" 2 3]

(defn ^:tagged f5 [x] x)
(:tagged (meta #'f5)) ;=> true

(defn- f6 [] :private)
(f6) ;=> :private
(:private (meta #'f6)) ;=> true

(defn checked [x] {:pre [(pos? x) (number? x)] :post [(> % x)]} (* x 2))
(checked 2) ;=> 4
(checked -1) ;=! Assert failed: (pos? x)

(defn bad-result [x] {:post [(string? %)]} x)
(bad-result "s") ;=> "s"
(bad-result 1) ;=! Assert failed: (string? %)

(defn just-map [x] {:pre x})
(just-map 1) ;=> {:pre 1}
((fn [x] {:pre [(odd? x)]} x) 3) ;=> 3
(letfn [(even2? [n] (if (zero? n) true (odd2? (dec n)))) (odd2? [n] (if (zero? n) false (even2? (dec n))))] [(even2? 10) (odd2? 7)]) ;=> [true true]
(letfn [(f [x] (* x 2)) (g [x] (f (inc x)))] (g 3)) ;=> 8
(letfn [(f ([] (f 1)) ([x] [x]))] (f)) ;=> [1]
(letfn [(h [[a b]] (+ a b))] (h [1 2])) ;=> 3

(defmacro unless [test & body] `(if ~test nil (do ~@body)))
(unless false 1 2) ;=> 2
(unless true 1 2) ;=> nil
(macroexpand-1 '(unless a b)) ;=> (if a nil (do b))

(defmacro form-of [& args] (list 'quote &form))
(form-of 1 2) ;=> (form-of 1 2)

(defmacro with-destructuring [[a b] & {:keys [c]}] [a b c])
(with-destructuring [1 2] :c 3) ;=> [1 2 3]

(defmacro multi ([a] [:one a]) ([a b] [:two a b]))
(multi 1) ;=> [:one 1]
(multi 1 2) ;=> [:two 1 2]
(:macro (meta #'multi)) ;=> true

(defmacro my-let [bindings & body] `(let [~@bindings] ~@body))
(my-let [a 1 b (inc a)] (* b 10)) ;=> 20

(defmacro hygienic [x] `(let [y# ~x] (+ y# y#)))
(let [y 5] (hygienic (do y))) ;=> 10

(defmacro nested [n] (if (zero? n) :done `(nested ~(dec n))))
(nested 5) ;=> :done

(defmacro splice [& xs] `[~@xs ~@(map inc xs)])
(splice 1 2 3) ;=> [1 2 3 2 3 4]
(let [if 1] if) ;=> 1

(declare later)

(defn uses-later [] (later))

(defn later [] :now)
(uses-later) ;=> :now
(do (defonce once-only 1) (defonce once-only 2) once-only) ;=> 1
(comment anything (at all)) ;=> nil
(assert true) ;=> nil
(assert (= 1 2)) ;=! Assert failed: (= 1 2)
(assert (= 1 2) "message") ;=! Assert failed: message
(= 1 2)
((memfn length) "abc") ;=> 3
(trampoline (fn f [n] (if (zero? n) :done #(f (dec n)))) 1000) ;=> :done
(let [v (volatile! 1)] (vswap! v + 2 3) @v) ;=> 6
(locking :x 1 2) ;=> 2
(dosync 1 2) ;=> 2
(defmacro twice [form] `(do (-> 1 ~(list* '+ (map inc [1]))) (let [[a# b#] ~(vec (map identity [3 4]))] (case a# ~(map identity [3 5]) ~form nil))))
(twice :yes) ;=> :yes
(defmacro make-fn [name & arities] `(defn ~name ~@(for [[params body] (partition 2 arities)] `(~params ~body))))
(make-fn made [a] [a :one] [a b] [a b :two])
[(made 1) (made 1 2)] ;=> [[1 :one] [1 2 :two]]
(defmacro safely [form] `(try ~form (catch ArithmeticException e# :caught) (finally nil)))
(safely (/ 1 0)) ;=> :caught
(eval `(try (/ 1 0) (catch ArithmeticException e# [:evaluated]))) ;=> [:evaluated]
(defmacro in-parts [& bindings] `(case 2 ~(map inc [0 1]) (letfn [~@(map (fn [n] `(~n [~'x] (inc ~'x))) bindings)] (~(first bindings) 5))))
(in-parts f g) ;=> 6
