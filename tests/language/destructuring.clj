; Destructuring: vectors and maps, nested, with rest, defaults and keyword arguments.
(let [[a b] [1 2]] [a b]) ;=> [1 2]
(let [[a b c] [1 2]] [a b c]) ;=> [1 2 nil]
(let [[a & more] [1 2 3]] [a more]) ;=> [1 (2 3)]
(let [[a & more] [1]] [a more]) ;=> [1 nil]
(let [[a & more] nil] [a more]) ;=> [nil nil]
(let [[a b & more :as all] [1 2 3 4]] [a b more all]) ;=> [1 2 (3 4) [1 2 3 4]]
(let [[a [b [c]]] [1 [2 [3]]]] [a b c]) ;=> [1 2 3]
(let [[_ b _ d] [1 2 3 4]] [b d]) ;=> [2 4]
(let [[a b] "xy"] [a b]) ;=> [\x \y]
(let [[a b] '(1 2)] [a b]) ;=> [1 2]
(let [[a & [b & c]] [1 2 3 4]] [a b c]) ;=> [1 2 (3 4)]
(let [[a :as v] [1 2]] [a v]) ;=> [1 [1 2]]
(let [[[k v]] (seq {:a 1})] [k v]) ;=> [:a 1]
(let [[a & more] {:k 1}] [a more]) ;=> [[:k 1] nil]
(let [[a b] nil] [a b]) ;=> [nil nil]
(let [a 1 [a b] [a 2]] [a b]) ;=> [1 2]
(let [[a b] [1 2] [b a] [a b]] [a b]) ;=> [2 1]
(let [{a :a b :b} {:a 1 :b 2}] [a b]) ;=> [1 2]
(let [{:keys [a b c]} {:a 1 :b 2}] [a b c]) ;=> [1 2 nil]
(let [{:keys [a b] :or {b 5}} {:a 1}] [a b]) ;=> [1 5]
(let [{:keys [a b] :or {b 5}} {:a 1 :b nil}] [a b]) ;=> [1 nil]
(let [{:keys [a] :as m} {:a 1 :z 26}] [a m]) ;=> [1 {:a 1, :z 26}]
(let [{:strs [x y]} {"x" 1 "y" 2}] [x y]) ;=> [1 2]
(let [{:syms [x y]} {'x 1 'y 2}] [x y]) ;=> [1 2]
(let [{:keys [:a :b]} {:a 1 :b 2}] [a b]) ;=> [1 2]
(let [{:keys [p/a q/b]} {:p/a 1 :q/b 2}] [a b]) ;=> [1 2]
(let [{:p/keys [a b]} {:p/a 1 :p/b 2}] [a b]) ;=> [1 2]
(let [{:p/syms [a]} {'p/a 1}] a) ;=> 1
(let [{x 0 y 2} [:a :b :c]] [x y]) ;=> [:a :c]
(let [{[a b] :pair {:keys [c]} :map} {:pair [1 2] :map {:c 3}}] [a b c]) ;=> [1 2 3]
(let [{{{d :d} :c} :b} {:b {:c {:d 4}}}] d) ;=> 4
(let [{:keys [a] {:keys [b]} :in :or {a 9}} {:in {:b 2}}] [a b]) ;=> [9 2]
(let [{a :a :or {a (+ 40 2)}} {}] a) ;=> 42
(let [{:keys [a]} nil] a) ;=> nil
(let [{:keys [a b]} '(:a 1 :b 2)] [a b]) ;=> [1 2]
(let [{n "name" k :k v 'v} {"name" 1 :k 2 'v 3}] [n k v]) ;=> [1 2 3]

(defn kw [a & {:keys [b c] :or {c 3} :as opts}] [a b c opts])
(kw 1) ;=> [1 nil 3 nil]
(kw 1 :b 2) ;=> [1 2 3 {:b 2}]
(kw 1 :b 2 :c 4) ;=> [1 2 4 {:b 2, :c 4}]
(kw 1 {:b 2}) ;=> [1 2 3 {:b 2}]
(kw 1 :b 2 {:c 5}) ;=> [1 2 5 {:b 2, :c 5}]

(defn pt [[x y] {:keys [z]}] [x y z])
(pt [1 2] {:z 3}) ;=> [1 2 3]
((fn [[a b] & [c]] [a b c]) [1 2] 3) ;=> [1 2 3]
((fn [& [a b & more]] [a b more]) 1 2 3 4) ;=> [1 2 (3 4)]
(loop [[x & xs] [1 2 3] sum 0] (if x (recur xs (+ sum x)) sum)) ;=> 6
(loop [{:keys [n acc]} {:n 5 :acc 1}] (if (zero? n) acc (recur {:n (dec n) :acc (* acc n)}))) ;=> 120
(loop [a 1 [b c] [a (inc a)]] [a b c]) ;=> [1 1 2]
(for [[k v] {:a 1}] [v k]) ;=> ([1 :a])
(for [{:keys [x] :or {x 0}} [{:x 1} {}]] x) ;=> (1 0)
(doseq [[a b] [[1 2] [3 4]]] (println a b))
;stdout: 1 2
;stdout: 3 4
;=> nil
(let [f (fn [{:keys [x y] :or {y 10}}] (+ x y))] [(f {:x 1}) (f {:x 1 :y 2})]) ;=> [11 3]
(if-let [[a b] [1 2]] (+ a b) :none) ;=> 3
(if-let [[a b] nil] (+ a b) :none) ;=> :none
(when-let [{:keys [a]} {:a 1}] a) ;=> 1
(let [{:keys [if let]} {:if 1 :let 2}] [if let]) ;=> [1 2]
(let [[x y & {:keys [k]}] [1 2 :k 3]] [x y k]) ;=> [1 2 3]
(reduce (fn [acc [k v]] (+ acc v)) 0 {:a 1 :b 2}) ;=> 3
(map (fn [[a b]] (+ a b)) [[1 2] [3 4]]) ;=> (3 7)
(let [[] []] :empty) ;=> :empty
(let [{} {}] :empty) ;=> :empty
(let [x 1 x (inc x) x (* x 10)] x) ;=> 20
