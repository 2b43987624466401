; Algorithms over containers of structs: host comparators that unbox, projections as pointers to members, ranges.
(ns structs (:include "algorithm" "numeric" "ranges" "functional" "vector" "map" "set" "string"))
(cpp/raw "namespace st {
  struct Person { std::string name; int age = 0; int twice() const { return 2 * age; } bool operator==(const Person &) const = default; };
  inline std::vector<Person> people() { return {{\"cyd\", 40}, {\"ada\", 36}, {\"bob\", 36}}; }
  inline bool by_name(const Person &a, const Person &b) { return a.name < b.name; }
  struct ByAge { bool operator()(const Person &a, const Person &b) const { return a.age < b.age; } };
  inline std::string names(const std::vector<Person> &v) { std::string s; for (auto &p : v) s += p.name + \" \"; return s; }
}")
(defn person [b] (let [p (cpp/unbox (:* (:const st.Person)) b)] {:name (.-name p) :age (.-age p)}))

; The comparator: a host function, a C++ function, a functor.
(let [v (cpp/st.people)]
  (cpp/std.sort (.begin v) (.end v) (fn [a b] (neg? (compare (:name (person a)) (:name (person b))))))
  (cpp/st.names v)) ;=> "ada bob cyd "
(let [v (cpp/st.people)]
  (cpp/std.stable_sort (.begin v) (.end v) (fn [a b] (< (.-age (cpp/unbox (:* st.Person) a)) (.-age (cpp/unbox (:* st.Person) b)))))
  (cpp/st.names v)) ;=> "ada bob cyd "
(let [v (cpp/st.people)] (cpp/std.sort (.begin v) (.end v) cpp/st.by_name) (cpp/st.names v)) ;=> "ada bob cyd "
(let [v (cpp/st.people)] (cpp/std.stable_sort (.begin v) (.end v) (cpp/st.ByAge)) (cpp/st.names v)) ;=> "ada bob cyd "

; Predicates and transformations of structs.
(let [v (cpp/st.people)] (cpp/std.count_if (.begin v) (.end v) (fn [p] (= 36 (:age (person p)))))) ;=> 2
(let [v (cpp/st.people) it (cpp/std.find_if (.begin v) (.end v) (fn [p] (= "bob" (:name (person p)))))]
  [(.-name it) (.-age it) (cpp/- it (.begin v))]) ;=> ["bob" 36 2]
(let [v (cpp/st.people) names (#cpp (std.vector std.string))]
  (cpp/std.transform (.begin v) (.end v) (cpp/std.back_inserter names) (fn [p] (:name (person p))))
  names) ;=> ["cyd" "ada" "bob"]
(let [v (cpp/st.people)] (cpp/std.accumulate (.begin v) (.end v) 0 (fn [sum p] (+ sum (:age (person p)))))) ;=> 112
(let [v (cpp/st.people)]
  (cpp/std.for_each (.begin v) (.end v) (fn [p] (cpp/++ (.-age (cpp/unbox (:* st.Person) p))) nil))
  (.-age (.front v))) ;=> 41
(let [v (cpp/st.people) it (cpp/std.partition (.begin v) (.end v) (fn [p] (> (:age (person p)) 36)))]
  [(cpp/std.distance (.begin v) it) (.-name (.front v))]) ;=> [1 "cyd"]
(let [v (cpp/st.people)] [(cpp/std.erase_if v (fn [p] (= 36 (:age (person p))))) (cpp/st.names v)]) ;=> [2 "cyd "]
(let [v (cpp/st.people) n (atom 0)]
  (try (cpp/std.sort (.begin v) (.end v) (fn [a b] (swap! n inc) (throw (ex-info "stop" {:n @n})))) (catch Exception e (ex-data e)))) ;=> {:n 1}
(let [v (cpp/st.people)] [(cpp/== (cpp/std.find (.begin v) (.end v) (cpp/st.Person "bob" 36)) (cpp/+ (.begin v) 2)) (cpp/std.count (.begin v) (.end v) (cpp/st.Person "bob" 1))]) ;=> [true 0]

; Ranges, with pointers to members as projections.
(let [v (cpp/st.people)] (cpp/std.ranges.sort v (cpp/std.ranges.less) #cpp (:&member st.Person name)) (cpp/st.names v)) ;=> "ada bob cyd "
(let [v (cpp/st.people)] (cpp/std.ranges.stable_sort v cpp/std.ranges.greater #cpp (:&member st.Person twice)) (cpp/st.names v)) ;=! is a type, not a value
(let [v (cpp/st.people)] (cpp/std.ranges.stable_sort v (cpp/std.ranges.greater) #cpp (:&member st.Person twice)) (cpp/st.names v)) ;=> "cyd ada bob "
(let [v (cpp/st.people)]
  [(.-name (cpp/std.ranges.find v 40 #cpp (:&member st.Person age)))
   (cpp/std.ranges.count v 36 #cpp (:&member st.Person age))
   (.-name (cpp/std.ranges.max_element v (cpp/std.less) #cpp (:&member st.Person name)))
   (.-name (cpp/std.ranges.min v (cpp/std.ranges.less) #cpp (:&member st.Person name)))
   (cpp/std.ranges.all_of v (fn [age] (> age 30)) #cpp (:&member st.Person age))
   (cpp/std.ranges.any_of v (fn [name] (= name "eve")) #cpp (:&member st.Person name))]) ;=> ["cyd" 2 "cyd" "ada" true false]
(let [v (cpp/st.people) names (#cpp (std.vector std.string))]
  (cpp/std.ranges.transform v (cpp/std.back_inserter names) #cpp (:&member st.Person name))
  names) ;=> ["cyd" "ada" "bob"]
(let [v (cpp/st.people) ages (cpp/| v (cpp/std.views.transform #cpp (:&member st.Person age)))]
  [(cpp/std.accumulate (.begin ages) (.end ages) 0) (cpp/aget ages 1) (cpp/std.ranges.max ages)]) ;=> [112 36 40]
(let [v (cpp/st.people) old (cpp/| (cpp/| v (cpp/std.views.filter (fn [p] (> (:age (person p)) 36)))) (cpp/std.views.transform #cpp (:&member st.Person name)))]
  (.size (cpp/* (.begin old)))) ;=> 3
(let [a (#cpp (std.vector int) #cpp [1 2 3 4 5])
      v (cpp/| (cpp/| (cpp/| a (cpp/std.views.drop 1)) cpp/std.views.reverse) (cpp/std.views.take 2))]
  (#cpp (std.vector int) (.begin v) (.end v))) ;=> [5 4]

; Containers ordered by a comparator of structs, and sets of pairs.
(let [s (#cpp (std.set st.Person st.ByAge))]
  (.insert s (cpp/st.Person "old" 80)) (.emplace s "young" 8) (.emplace s "other" 8)
  [(.size s) (.-name (.begin s)) (.-name (.rbegin s))]) ;=> [2 "young" "old"]
(let [s (#cpp (std.set int (std.function (:fn bool [int int]))) (fn [a b] (> a b)))]
  (.insert s 1) (.insert s 3) (.insert s 2)
  [(.size s) (cpp/* (.begin s))]) ;=> [3 3]

; Searching what is sorted; sets; heaps; filling.
(let [a (#cpp (std.vector int) #cpp [1 3 3 5 9]) range (cpp/std.equal_range (.begin a) (.end a) 3)]
  [(cpp/- (cpp/std.lower_bound (.begin a) (.end a) 4) (.begin a)) (cpp/- (.-second range) (.-first range)) (cpp/* (cpp/std.upper_bound (.begin a) (.end a) 5 (fn [x y] (< x y))))]) ;=> [3 2 9]
(let [a (#cpp (std.vector int) #cpp [1 2 3 4]) b (#cpp (std.vector int) #cpp [2 4 6]) both (#cpp (std.vector int)) all (#cpp (std.vector int)) only (#cpp (std.vector int))]
  (cpp/std.set_intersection (.begin a) (.end a) (.begin b) (.end b) (cpp/std.back_inserter both))
  (cpp/std.set_union (.begin a) (.end a) (.begin b) (.end b) (cpp/std.back_inserter all))
  (cpp/std.set_difference (.begin a) (.end a) (.begin b) (.end b) (cpp/std.inserter only (.begin only)))
  [both all only (cpp/std.includes (.begin all) (.end all) (.begin b) (.end b))]) ;=> [[2 4] [1 2 3 4 6] [1 3] true]
(let [a (#cpp (std.vector int) 5)]
  (cpp/std.iota (.begin a) (.end a) 1)
  (cpp/std.rotate (.begin a) (cpp/std.next (.begin a) 2) (.end a))
  (let [rotated (cpp/cast (std.vector int) a)]
    (cpp/std.reverse (.begin a) (.end a)) (cpp/std.replace_if (.begin a) (.end a) even? 0)
    [rotated (cpp/cast (std.vector int) a) (cpp/std.reduce (.begin a) (.end a)) (cpp/std.none_of (.begin a) (.end a) neg?)])) ;=> [[3 4 5 1 2] [0 1 5 0 3] 9 true]
(let [n (cpp/int 0) a (#cpp (std.vector int) 4)]
  (cpp/std.generate (.begin a) (.end a) (let [p (cpp/box (cpp/& n))] (fn [] (cpp/+= (cpp/* (cpp/unbox (:* int) p)) 3))))
  [(cpp/cast (std.vector int) a) n]) ;=> [[3 6 9 12] 12]
(let [a (#cpp (std.vector int) #cpp [4 1 3]) b (#cpp (std.vector int) #cpp [1 2 3]) c (#cpp (std.vector int))]
  (cpp/std.partial_sort (.begin a) (cpp/+ (.begin a) 2) (.end a))
  (cpp/std.transform (.begin a) (.end a) (.begin b) (cpp/std.back_inserter c) (fn [x y] (* x y)))
  [c (cpp/std.transform_reduce (.begin a) (.end a) (.begin b) 0) (cpp/* (cpp/std.max_element (.begin c) (.end c)))]) ;=> [[1 6 12] 19 12]
