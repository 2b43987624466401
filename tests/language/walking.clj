; clojure.walk, clojure.set, clojure.string's use through require.

(require '[clojure.walk :as walk] '[clojure.set :as set] '[clojure.string :as str])
(walk/postwalk #(if (number? %) (inc %) %) [1 {:a 2} '(3 #{4})]) ;=> [2 {:a 3} (4 #{5})]
(walk/prewalk #(if (number? %) (inc %) %) [1 {:a 2} '(3 #{4})]) ;=> [2 {:a 3} (4 #{5})]
(walk/keywordize-keys {"a" 1 "b" {"c" 2}}) ;=> {:a 1, :b {:c 2}}
(walk/stringify-keys {:a 1 :b {:c 2}}) ;=> {"a" 1, "b" {"c" 2}}
(walk/postwalk-replace {:a 1 :b 2} [:a [:b :c]]) ;=> [1 [2 :c]]
(walk/prewalk-replace {:a [:b] :b 2} [:a :b]) ;=> [[2] 2]
(walk/walk inc #(apply + %) [1 2 3]) ;=> 9
(walk/macroexpand-all '(when a (when b c d) e)) ;=> (if a (do (if b (do c d)) e))
(= (set/union #{1} #{2} #{3}) #{1 2 3}) ;=> true
(set/intersection #{1 2} #{2 3}) ;=> #{2}
(set/difference #{1 2 3} #{2}) ;=> #{1 3}
(set/subset? #{1} #{1 2}) ;=> true
(set/rename-keys {:a 1} {:a :b}) ;=> {:b 1}
(set/map-invert {:a 1 :b 2}) ;=> {1 :a, 2 :b}
(set/join #{{:a 1 :b 2}} #{{:b 2 :c 3}}) ;=> #{{:a 1, :b 2, :c 3}}
(set/join #{{:a 1 :b 2}} #{{:x 2 :c 3}} {:b :x}) ;=> #{{:a 1, :b 2, :x 2, :c 3}}
(set/rename #{{:a 1}} {:a :z}) ;=> #{{:z 1}}
(set/project #{{:a 1 :b 2}} [:a]) ;=> #{{:a 1}}
(set/index #{{:a 1 :b 2}} [:a]) ;=> {{:a 1} #{{:a 1, :b 2}}}
(set/select odd? #{1 2 3}) ;=> #{1 3}
(str/join ", " (map str/upper-case ["a" "b"])) ;=> "A, B"
(clojure.string/blank? " ") ;=> true
