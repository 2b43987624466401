; The standard library's containers, from the host's collections and back.
(cpp/raw "
  #include <array>
  #include <deque>
  #include <list>
  #include <map>
  #include <numeric>
  #include <optional>
  #include <set>
  #include <span>
  #include <tuple>
  #include <unordered_map>
  #include <unordered_set>
  #include <variant>
  #include <vector>
  namespace containers {
    inline int sum(std::vector<int> v) { return std::accumulate(v.begin(), v.end(), 0); }
    inline int sum_ref(std::vector<int> const& v) { return std::accumulate(v.begin(), v.end(), 0); }
    inline int sum_moved(std::vector<int>&& v) { return std::accumulate(v.begin(), v.end(), 0); }
    inline std::vector<int> upto(int n) { std::vector<int> v; for (int i = 0; i < n; i++) v.push_back(i); return v; }
    inline size_t nested(std::vector<std::vector<double>> const& v) { size_t n = 0; for (auto& r : v) n += r.size(); return n; }
    inline std::string join(std::vector<std::string> const& v) { std::string s; for (auto& x : v) s += x; return s; }
    inline int three(std::array<int, 3> a) { return a[0] * 100 + a[1] * 10 + a[2]; }
    inline std::array<int, 3> make_three() { return {1, 2, 3}; }
    inline int total(std::map<std::string, int> const& m) { int n = 0; for (auto& [k, v] : m) n += v * int(k.size()); return n; }
    inline std::map<std::string, int> ages() { return {{\"ann\", 30}, {\"bob\", 40}}; }
    inline std::unordered_map<int, std::string> names() { return {{1, \"one\"}}; }
    inline int maybe(std::optional<int> o) { return o.value_or(-1); }
    inline std::optional<int> half(int n) { if (n % 2) return std::nullopt; return n / 2; }
    inline std::optional<std::string> word(bool b) { if (b) return \"word\"; return {}; }
    inline int pair(std::pair<int, std::string> const& p) { return p.first + int(p.second.size()); }
    inline std::pair<int, double> both() { return {1, 2.5}; }
    inline std::set<int> set() { return {3, 1, 2}; }
    inline size_t set_size(std::set<std::string> const& s) { return s.size(); }
    inline std::vector<bool> bits() { return {true, false}; }
    inline std::map<int, std::vector<std::optional<double>>> deep() { return {{1, {1.5, std::nullopt}}}; }
    inline int callback(std::vector<int> const& v, std::function<int(int)> f) { int n = 0; for (int x : v) n += f(x); return n; }
    inline std::vector<int> doubled(std::function<std::vector<int>(std::vector<int>)> f) { return f({1, 2}); }
    inline std::vector<int>& global() { static std::vector<int> v{1, 2}; return v; }
    inline void add(std::vector<int>& v) { v.push_back(9); }
  }")
(cpp/containers.sum [1 2 3]) ;=> 6
(cpp/containers.sum_ref [1 2 3]) ;=> 6
(cpp/containers.sum_moved [1 2 3]) ;=> 6
(cpp/containers.sum '(1 2 3)) ;=> 6
(cpp/containers.sum (range 5)) ;=> 10
(cpp/containers.sum (map inc [1 2 3])) ;=> 9
(cpp/containers.sum #{1 2 3}) ;=> 6
(cpp/containers.sum []) ;=> 0
(cpp/containers.sum nil) ;=> 0
(cpp/containers.sum [1 "two"]) ;=!
(cpp/containers.sum 5) ;=!
(cpp/containers.sum [3000000000]) ;=!
(cpp/containers.upto 4) ;=> [0 1 2 3]
(reduce + (cpp/containers.upto 5)) ;=> 10
(cpp/containers.nested [[1 2] [3.5] []]) ;=> 3
(cpp/containers.join ["a" "b"]) ;=> "ab"
(cpp/containers.three [1 2 3]) ;=> 123
(cpp/containers.three [1 2]) ;=!
(cpp/containers.make_three) ;=> [1 2 3]
(cpp/containers.total {"ann" 1 "bo" 10}) ;=> 23
(cpp/containers.total {:ann 1}) ;=!
(cpp/containers.ages) ;=> {"ann" 30, "bob" 40}
(cpp/containers.names) ;=> {1 "one"}
[(cpp/containers.maybe nil) (cpp/containers.maybe 3)] ;=> [-1 3]
[(cpp/containers.half 4) (cpp/containers.half 3)] ;=> [2 nil]
[(cpp/containers.word true) (cpp/containers.word false)] ;=> ["word" nil]
(cpp/containers.pair [1 "abc"]) ;=> 4
(cpp/containers.both) ;=> [1 2.5]
(cpp/containers.set) ;=> #{1 2 3}
(cpp/containers.set_size #{"a" "b"}) ;=> 2
(cpp/containers.bits) ;=> [true false]
(cpp/containers.deep) ;=> {1 [1.5 nil]}
(cpp/containers.callback [1 2 3] (fn [x] (* x x))) ;=> 14
(cpp/containers.doubled (fn [v] (map #(* 2 %) v))) ;=> [2 4]
(cpp/containers.global) ;=> [1 2]
(do (cpp/containers.add (cpp/containers.global)) (cpp/containers.global)) ;=> [1 2 9]
; By cpp/cast, which gives a native value.
(let [v (cpp/cast (std.vector int) [1 2 3])] [(.size v) (.back v)]) ;=> [3 3]
(let [v (cpp/cast (std.vector std.string) ["a" "bc"])] (.size (cpp/aget v 1))) ;=> 2
(let [m (cpp/cast (std.map std.string int) {"a" 1})] (.at m "a")) ;=> 1
(let [a (cpp/cast (std.array int 3) [1 2 3])] (cpp/aget a 2)) ;=> 3
(let [o (cpp/cast (std.optional int) 5)] (.value o)) ;=> 5
(let [o (cpp/cast (std.optional int) nil)] (.has_value o)) ;=> false
(let [p (cpp/cast (std.pair int std.string) [1 "x"])] [(.-first p) (.-second p)]) ;=> [1 "x"]
(let [f (cpp/cast (std.function (:fn int [int])) (fn [x] (+ x 1)))] (f 41)) ;=> 42
(let [s (cpp/cast (std.set int) #{1 2})] (.size s)) ;=> 2
(let [v (cpp/cast (std.vector int) [])] (.push_back v 5) (.push_back v 6) v) ;=> [5 6]
(cpp/cast (std.vector int) [1 2 3]) ;=> [1 2 3]
(let [v (cpp/containers.upto 3)] (.push_back v 7) [(.size v) v]) ;=> [4 [0 1 2 7]]
(let [o (cpp/containers.half 4)] (if (.has_value o) (.value o) :none)) ;=> 2
(defn sum [v] (cpp/containers.sum v))
[(sum [1 2]) (sum (list 4 5)) (sum nil) (sum (filter odd? (range 6)))] ;=> [3 9 0 9]
(sum "text") ;=!
(sum {1 2}) ;=!
(defn maybe [x] (cpp/containers.maybe x))
[(maybe nil) (maybe 4)] ;=> [-1 4]
(maybe "x") ;=!
; More of the standard library.
(cpp/raw "
  namespace more {
    inline std::tuple<int, std::string, bool> tuple() { return {1, \"two\", true}; }
    inline int tuple_in(std::tuple<int, std::string> const& t) { return std::get<0>(t) + int(std::get<1>(t).size()); }
    inline std::deque<int> deque() { return {1, 2}; }
    inline std::list<std::string> list() { return {\"a\", \"b\"}; }
    inline int list_in(std::list<int> const& l) { return int(l.size()); }
    inline std::unordered_set<int> uset() { return {4}; }
    inline std::variant<int, std::string> variant(bool b) { if (b) return 1; return \"text\"; }
    inline int span(std::span<int const> s) { int n = 0; for (int x : s) n += x; return n; }
    inline int il(std::initializer_list<int> l) { return int(l.size()); }
    inline std::string path(std::string const& s) { return s; }
  }")
(cpp/more.tuple) ;=> [1 "two" true]
(cpp/more.tuple_in [1 "two"]) ;=> 4
(cpp/more.deque) ;=> [1 2]
(cpp/more.list) ;=> ["a" "b"]
(cpp/more.list_in [1 2 3]) ;=> 3
(cpp/more.uset) ;=> #{4}
[(cpp/more.variant true) (cpp/more.variant false)] ;=> [1 "text"]
(let [v (cpp/cast (std.vector int) [1 2 3])] (cpp/more.span v)) ;=> 6
; The elements of a map.
(let [m (cpp/cast (std.map std.string int) {"a" 1}) seen (atom [])] (cpp/std.for_each (.begin m) (.end m) (fn [e] (swap! seen conj e))) [(cpp/* (.begin m)) @seen]) ;=> [["a" 1] [["a" 1]]]
