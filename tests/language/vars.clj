; Vars, namespaces, dynamic binding and the mutable references.
(def x 1) ;=> #'user/x
x ;=> 1
@#'x ;=> 1
(def y)
y ;=! Unbound
(def ^{:doc "text"} z 1)
(:doc (meta #'z)) ;=> "text"
(def ^:dynamic *depth* 0)
(defn depth [] *depth*)
(binding [*depth* 5] [(depth) *depth*]) ;=> [5 5]
(depth) ;=> 0
(binding [*depth* 1] (set! *depth* 2) (depth)) ;=> 2
(try (binding [*depth* 9] (throw (ex-info "" {}))) (catch Exception e (depth))) ;=> 0
(binding [x 2] x) ;=! dynamic
(defonce once 1)
(defonce once 2)
once ;=> 1
(alter-var-root #'x inc) ;=> 2
(declare later)
(defn uses-later [] (later))
(defn later [] :now)
(uses-later) ;=> :now
(ns other.place)
(def x :other)
[x user/x] ;=> [:other 2]
(ns-name *ns*) ;=> other.place
::k ;=> :other.place/k
(in-ns 'user)
(require '[other.place :as place])
place/x ;=> :other
::place/k ;=> :other.place/k
`(x place/x map) ;=> (user/x other.place/x clojure.core/map)
(defmacro unless [test & body] `(if ~test nil (do ~@body)))
(unless false 1 2) ;=> 2
(macroexpand-1 '(unless a b)) ;=> (if a nil (do b))
(let [a (atom 1)] [(swap! a + 2) (reset! a 9) @a]) ;=> [3 9 9]
(let [a (atom 1)] [(compare-and-set! a 1 2) (compare-and-set! a 1 3) @a]) ;=> [true false 2]
(let [v (volatile! 1)] (vswap! v inc) @v) ;=> 2
(let [n (atom 0) d (delay (swap! n inc))] [@d @d @n]) ;=> [1 1 1]
(resolve 'no-such-thing) ;=> nil
no-such-thing ;=! no-such-thing
(no-such-thing 1) ;=! no-such-thing
no.such/thing ;=! no.such
(defmulti area :shape)
(defmethod area :square [{:keys [side]}] (* side side))
(defmethod area :default [_] :unknown)
[(area {:shape :square :side 3}) (area {})] ;=> [9 :unknown]
(eval '(+ 1 2)) ;=> 3
(eval (read-string "(* 2 3)")) ;=> 6
