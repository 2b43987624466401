; gusset::object, a host value in C++: argument, result, member, in containers; counted.
(cpp/raw "
  namespace objects {
    inline gusset::object same(gusset::object o) { return o; }
    inline gusset::object const& same_ref(gusset::object const& o) { return o; }
    inline bool is_nil(gusset::object const& o) { return o.is_nil(); }
    struct holder {
      gusset::object value;
      holder() = default;
      explicit holder(gusset::object v) : value(std::move(v)) {}
      void set(gusset::object v) { value = std::move(v); }
      gusset::object get() const { return value; }
    };
    inline std::vector<gusset::object> pair(gusset::object a, gusset::object b) { return {a, b}; }
    inline size_t many(std::vector<gusset::object> const& v) { return v.size(); }
    inline gusset::object kept;
    inline void keep(gusset::object o) { kept = std::move(o); }
    inline gusset::object call(gusset::object f, int x) { return gusset::call(f, x); }
    inline int call_int(gusset::object const& f, int x) { return gusset::call_as<int>(f, x); }
    inline gusset::object made() { return gusset::to_object(std::string(\"made\")); }
    inline int pick(int) { return 1; }
    inline int pick(gusset::object const&) { return 2; }
  }")
(cpp/objects.same 5) ;=> 5
(cpp/objects.same "text") ;=> "text"
(cpp/objects.same :key) ;=> :key
(cpp/objects.same [1 {:a 2}]) ;=> [1 {:a 2}]
(cpp/objects.same nil) ;=> nil
(cpp/objects.same 1.5) ;=> 1.5
(cpp/objects.same 1/2) ;=> 1/2
(cpp/objects.same_ref {:a 1}) ;=> {:a 1}
[(cpp/objects.is_nil nil) (cpp/objects.is_nil 0)] ;=> [true false]
((cpp/objects.same (fn [x] (* x 2))) 21) ;=> 42
(cpp/objects.made) ;=> "made"
(let [h (cpp/objects.holder)] (.set h {:a [1 2]}) (.get h)) ;=> {:a [1 2]}
(let [h (cpp/objects.holder "first")] (.-value h)) ;=> "first"
(let [h (cpp/objects.holder)] (cpp/= (.-value h) :assigned) (.-value h)) ;=> :assigned
(let [h (cpp/objects.holder [1]) g (cpp/objects.holder h)] (.set g [2]) [(.get h) (.get g)]) ;=> [[1] [2]]
(cpp/objects.pair :a "b") ;=> [:a "b"]
(cpp/objects.many [1 :b "c" nil]) ;=> 4
(do (cpp/objects.keep (list 1 2 3)) cpp/objects.kept) ;=> (1 2 3)
(do (cpp/objects.keep nil) cpp/objects.kept) ;=> nil
(cpp/objects.call inc 5) ;=> 6
(cpp/objects.call (fn [x] {:x x}) 5) ;=> {:x 5}
(cpp/objects.call_int (fn [x] (+ x 1)) 5) ;=> 6
(cpp/objects.call_int (fn [x] "text") 5) ;=!
(try (cpp/objects.call (fn [x] (throw (ex-info "inside" {:x x}))) 5) (catch Exception e (ex-data e))) ;=> {:x 5}
[(cpp/objects.pick 1) (cpp/objects.pick :a) (cpp/objects.pick "a")] ;=> [1 2 2]
(let [o (cpp/cast gusset.object [1 2])] (cpp/objects.same o)) ;=> [1 2]
(let [o (cpp/gusset.object)] (.is_nil o)) ;=> true
(if (cpp/objects.same false) :yes :no) ;=> :no
(if (cpp/objects.same nil) :yes :no) ;=> :no
(if (cpp/objects.same 0) :yes :no) ;=> :yes
(map inc (cpp/objects.same [1 2])) ;=> (2 3)
(defn same [x] (cpp/objects.same x))
(map same [1 "a" nil :b [2]]) ;=> (1 "a" nil :b [2])
(loop [i 0 v []] (if (< i 3000) (recur (inc i) (cpp/objects.same (conj v i))) (count v))) ;=> 3000
(let [v (#cpp (std.vector gusset.object))] (.push_back v :a) (.push_back v "b") [(.size v) v]) ;=> [2 [:a "b"]]
; What converts to the host becomes an object where C++ wants one, and the other way round.
(cpp/raw "namespace both { inline gusset::object same(gusset::object o) { return o; } inline long twice(long n) { return 2 * n; } struct Pair { gusset::object a; int b; }; inline bool equal(const gusset::object &a, const gusset::object &b) { return a == b; } }")
[(cpp/both.same (cpp/int 5)) (cpp/both.same (cpp/std.string "text")) (cpp/both.twice (cpp/both.same 5))] ;=> [5 "text" 10]
(let [o (cpp/both.same 6)] [(cpp/cast long o) (cpp/both.twice o) (cpp/== o o)]) ;=> [6 12 true]
(let [p (cpp/both.Pair (cpp/int 7) 8)] [(.-a p) (.-b p)]) ;=> [7 8]
[(cpp/both.equal [1 2] '(1 2)) (cpp/both.equal {:a 1} {:a 2}) (cpp/both.equal nil nil)] ;=> [true false true]
(cpp/both.twice (cpp/both.same :a)) ;=! :a
; What a host function gives is kept, compared and passed on as an object.
(cpp/raw "namespace kept { inline gusset::object once(gusset::object f) { return f(1); } inline gusset::object twice(gusset::object f) { gusset::object o = f(1); o = f(2); return o; }
            inline gusset::object all(gusset::object f) { std::vector<gusset::object> v; v.push_back(f(1)); v.push_back(f(2)); return gusset::to_object(v); } inline bool same(gusset::object f) { gusset::object a = f(1), b = f(1); return a == b; }
            inline gusset::object text() { return \"text\"; } inline bool is_text(gusset::object o) { return o == \"text\"; } }")
[(cpp/kept.once inc) (cpp/kept.twice inc) (cpp/kept.all inc) (cpp/kept.same list) (cpp/kept.text) (cpp/kept.is_text "text") (cpp/kept.is_text "no")] ;=> [2 3 [2 3] true "text" true false]
(let [x (identity "s") k (identity :k)] [(cpp/== "s" x) (cpp/!= x "t") (cpp/== k "k")]) ;=> [true true false]
