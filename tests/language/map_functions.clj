; Functions of maps, sets and nested data.
(get {:a 1} :a) ;=> 1
(get {:a 1} :b :none) ;=> :none
(get [1 2] 1) ;=> 2
(get nil :a) ;=> nil
(get-in {:a {:b 1}} [:a :b]) ;=> 1
(get-in {:a {:b 1}} [:a :c] :none) ;=> :none
(assoc {:a 1} :b 2 :c 3) ;=> {:a 1, :b 2, :c 3}
(assoc [1 2] 1 :x) ;=> [1 :x]
(assoc nil :a 1) ;=> {:a 1}
(assoc-in {} [:a :b] 1) ;=> {:a {:b 1}}
(dissoc {:a 1 :b 2} :a) ;=> {:b 2}
(update {:a 1} :a + 10) ;=> {:a 11}
(update-in {:a {:b 1}} [:a :b] inc) ;=> {:a {:b 2}}
(update {} :n (fnil inc 0)) ;=> {:n 1}
(merge {:a 1} {:b 2} nil {:a 3}) ;=> {:a 3, :b 2}
(merge-with + {:a 1} {:a 2 :b 3}) ;=> {:a 3, :b 3}
(merge-with into {:a [1]} {:a [2]}) ;=> {:a [1 2]}
(select-keys {:a 1 :b 2 :c 3} [:a :c]) ;=> {:a 1, :c 3}
(keys {:a 1 :b 2}) ;=> (:a :b)
(vals {:a 1 :b 2}) ;=> (1 2)
(find {:a 1} :a) ;=> [:a 1]
(key (first {:a 1})) ;=> :a
(val (first {:a 1})) ;=> 1
(contains? {:a nil} :a) ;=> true
(contains? [1 2] 1) ;=> true
(contains? #{1} 1) ;=> true
({:a 1} :a) ;=> 1
({:a 1} :b :none) ;=> :none
(:a {:a 1}) ;=> 1
(:b {:a 1} :none) ;=> :none
(#{1 2} 1) ;=> 1
(#{1 2} 3) ;=> nil
([10 20] 1) ;=> 20
('a {'a 1}) ;=> 1
(disj #{1 2} 1) ;=> #{2}
(map key {:a 1}) ;=> (:a)
(reduce-kv (fn [acc k v] (assoc acc v k)) {} {:a 1}) ;=> {1 :a}
(into {} (map (fn [[k v]] [k (inc v)])) {:a 1 :b 2}) ;=> {:a 2, :b 3}
(update-vals {:a 1} inc) ;=> {:a 2}
(update-keys {:a 1} name) ;=> {"a" 1}
(zipmap [:a] [1]) ;=> {:a 1}
(seq {}) ;=> nil
(= {:a 1 :b 2} {:b 2 :a 1}) ;=> true
(= #{1 2} #{2 1}) ;=> true
(= [1 2] '(1 2)) ;=> true
(= {:a [1]} {:a '(1)}) ;=> true
(hash-set) ;=> #{}
(first (sorted-map 2 :b 1 :a)) ;=> [1 :a]
(subseq (sorted-set 1 2 3 4) > 2) ;=> (3 4)
(rsubseq (sorted-set 1 2 3 4) <= 3) ;=> (3 2 1)
((juxt :a :b) {:a 1 :b 2}) ;=> [1 2]
((comp inc first) [1]) ;=> 2
((partial + 1) 2) ;=> 3
((complement even?) 1) ;=> true
((constantly 5) 1 2) ;=> 5
(identity 1) ;=> 1
((fnil + 1 2) nil nil) ;=> 3
((every-pred odd? pos?) 1 3) ;=> true
((some-fn even? neg?) 1 2) ;=> true
((memoize inc) 1) ;=> 2
(nil? nil) ;=> true
(some? false) ;=> true
(true? true) ;=> true
(boolean nil) ;=> false
(compare 1 2) ;=> -1
(compare "a" "b") ;=> -1
(compare [1 2] [1 3]) ;=> -1
(sort-by val > {:a 1 :b 2}) ;=> ([:b 2] [:a 1])
(meta (with-meta [1] {:a 1})) ;=> {:a 1}
(meta ^{:b 2} [1]) ;=> {:b 2}
(vary-meta ^{:b 2} [] assoc :c 3) ;=> []
(keyword "a") ;=> :a
(keyword "n" "a") ;=> :n/a
(symbol "a") ;=> a
(name :n/a) ;=> "a"
(namespace :n/a) ;=> "n"
(str :a 'b "c" 1 nil 1.5 \d) ;=> ":abc11.5d"
(subs "hello" 1 3) ;=> "el"
(format "%d %s %.2f" 1 "a" 1.234) ;=> "1 a 1.23"
(pr-str "a\n" \a :k 'b nil) ;=> "\"a\\n\" \\a :k b nil"
(parse-long "12") ;=> 12
(parse-double "1.5") ;=> 1.5
(re-find #"(\d)(\d)" "a12") ;=> ["12" "1" "2"]
(re-matches #"\d+" "12") ;=> "12"
(re-seq #"\d" "1a2") ;=> ("1" "2")
(int 1.7) ;=> 1
(quot 7 2) ;=> 3
(bit-and 6 3) ;=> 2
(rand-int 1) ;=> 0
(swap! (atom 1) + 2) ;=> 3
(reset! (atom 1) 5) ;=> 5
(swap-vals! (atom 1) inc) ;=> [1 2]
(compare-and-set! (atom 1) 1 2) ;=> true
(let [a (atom 0)] (add-watch a :k (fn [k r o n] (print k o n))) (reset! a 1))
;stdout: :k 0 1
;=> 1
(let [p (promise)] (deliver p 1) @p) ;=> 1
(ex-message (ex-info "m" {:a 1})) ;=> "m"
(ex-data (ex-info "m" {:a 1})) ;=> {:a 1}
(try (throw (ex-info "m" {:a 1})) (catch Exception e (ex-data e))) ;=> {:a 1}
(try (/ 1 0) (catch ArithmeticException e (ex-message e)) (finally (print "f")))
;stdout: f
;=> "Divide by zero"
(let [r (ref 1)] (dosync (alter r inc) (ref-set r (* 10 @r))) @r) ;=> 20
