; Namespaces as values.
(ns-name *ns*) ;=> user
(str (create-ns 'made.here)) ;=> "made.here"
(ns-name (find-ns 'made.here)) ;=> made.here
(find-ns 'nowhere.at.all) ;=> nil
(intern 'made.here 'v 42) ;=> #'made.here/v
@(resolve 'made.here/v) ;=> 42
made.here/v ;=> 42
(alias 'mh 'made.here) ;=> nil
mh/v ;=> 42
(refer 'made.here :only '[v]) ;=> nil
v ;=> 42
(ns-resolve 'made.here 'v) ;=> #'made.here/v
(resolve 'no-such-thing) ;=> nil
(resolve 'map) ;=> #'clojure.core/map
(find-var 'clojure.core/map) ;=> #'clojure.core/map
(var? (find-var 'made.here/v)) ;=> true
(contains? (ns-publics 'made.here) 'v) ;=> true
(contains? (ns-aliases *ns*) 'mh) ;=> true
(ns-unmap 'made.here 'v) ;=> nil
(resolve 'made.here/v) ;=> nil
(contains? (ns-publics 'clojure.core) 'reduce) ;=> true
(some? (the-ns 'clojure.core)) ;=> true
(the-ns 'nowhere.at.all) ;=! No namespace: nowhere.at.all found
(symbol? (gensym)) ;=> true
(re-find #"^pre" (str (gensym "pre"))) ;=> "pre"
(eval '(+ 1 2)) ;=> 3
(eval (list 'let ['x 5] '(* x x))) ;=> 25
(eval '(do (def evaluated 9) (inc evaluated))) ;=> 10
(load-string "(def loaded 3) (* loaded loaded)") ;=> 9
(read-string "[1 :a \"s\" {:k v}]") ;=> [1 :a "s" {:k v}]
(read-string "1 2") ;=> 1
(macroexpand-1 '(when a b c)) ;=> (if a (do b c))
(macroexpand '(when a b c)) ;=> (if a (do b c))
(special-symbol? 'if) ;=> true
(special-symbol? 'when) ;=> false
(clojure-version) ;=> "1.11.1"
(use '[clojure.set :only [union]]) ;=> nil
(union #{1} nil) ;=> #{1}

(require '[clojure.string :refer [upper-case] :rename {upper-case up}])
(up "a") ;=> "A"
(some? (remove-ns 'made.here)) ;=> true
(find-ns 'made.here) ;=> nil
(ns-name (find-ns 'clojure.core)) ;=> clojure.core
(defn described "What it does." [a b] a)
(doc described)
;stdout: -------------------------
;stdout: user/described
;stdout: ([a b])
;stdout: What it does.
(count (filter #{'clojure.core/partition-by} (apropos "partition-b"))) ;=> 1
