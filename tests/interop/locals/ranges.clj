; doseq goes through ranges of C++ that the host has no value for, as C++'s own `for` does.
(ns ranges (:include "filesystem" "map" "ranges"))
(cpp/raw "struct Part { int x; std::string name; };
inline int made = 0, ended = 0; struct Traced { int n; Traced(int n) : n(n) { made++; } Traced(const Traced &o) : n(o.n) { made++; } ~Traced() { ended++; } };
struct Count { struct It { int i; int operator*() const { return i; } It &operator++() { ++i; return *this; } bool operator!=(const It &o) const { return i != o.i; } };
  int to; It begin() const { return {0}; } It end() const { return {to}; } };
struct Making { struct It { int i; Traced operator*() const { return Traced(i); } It &operator++() { ++i; return *this; } bool operator!=(const It &o) const { return i != o.i; } };
  It begin() const { return {0}; } It end() const { return {3}; } };
namespace own { struct R { int v[3] = {7, 8, 9}; }; inline int *begin(R &r) { return r.v; } inline int *end(R &r) { return r.v + 3; } }
struct None { int n; };
inline int numbers[3] = {3, 1, 2};")
(def seen (atom []))
(defn take-all [] (let [all @seen] (reset! seen []) all))
(let [parts (#cpp (std.vector Part) #cpp [[1 "a"] [2 "b"]])]
  (doseq [p parts] (cpp/= (.-x p) (* 10 (.-x p))))
  (doseq [p parts] (swap! seen conj (long (.-x p)) (str (.-name p)))))
(take-all) ;=> [10 "a" 20 "b"]
(doseq [n (cpp/Count 4) :let [m (* 2 n)] :when (odd? n) k [:a]] (swap! seen conj n m k))
(take-all) ;=> [1 2 :a 3 6 :a]
(doseq [n (cpp/Count 9) :while (< n 2) m (cpp/Count 2)] (swap! seen conj [(int n) (int m)]))
(take-all) ;=> [[0 0] [0 1] [1 0] [1 1]]
(let [r (cpp/own.R)] (doseq [n r] (swap! seen conj (int n))))
(doseq [n cpp/numbers] (swap! seen conj (int n)))
(take-all) ;=> [7 8 9 3 1 2]
(let [m (#cpp (std.map std.string Part))]
  (cpp/= (cpp/aget m (cpp/std.string "k")) (cpp/Part 3 "z"))
  (doseq [entry m] (swap! seen conj (str (.-first entry)) (int (.-x (.-second entry))))))
(take-all) ;=> ["k" 3]
(doseq [e (cpp/std.filesystem.directory_iterator "/proc/self/task")] (swap! seen conj (.is_directory e)))
(first (take-all)) ;=> true
(let [v (#cpp (std.vector int) #cpp [1 2 3 4])] (doseq [x (cpp/std.views.filter v (fn [x] (even? x)))] (swap! seen conj (int x))))
(take-all) ;=> [2 4]
; What is a collection of the host's is one, as before.
(let [v (#cpp (std.vector int) #cpp [1 2])] (doseq [x v] (swap! seen conj x)) (take-all)) ;=> [1 2]
(let [m (#cpp (std.map std.string int))] (cpp/= (cpp/aget m (cpp/std.string "k")) 3) (doseq [[k v] m] (swap! seen conj k v)) (take-all)) ;=> ["k" 3]
; Nothing is copied, and what each step makes ends with it, however it ends.
(let [v (#cpp (std.vector Traced))]
  (dotimes [i 3] (.emplace_back v (cpp/int i)))
  (cpp/= cpp/made 0)
  (cpp/= cpp/ended 0)
  (doseq [t v] (swap! seen conj (long (.-n t))))
  [(take-all) cpp/made cpp/ended]) ;=> [[0 1 2] 0 0]
(do (cpp/= cpp/made 0) (cpp/= cpp/ended 0) (doseq [t (cpp/Making) :when (not= 1 (.-n t))] (swap! seen conj (long (.-n t)))) [(take-all) cpp/made cpp/ended]) ;=> [[0 2] 3 3]
(defn failing [] (doseq [t (cpp/Making)] (when (= 1 (.-n t)) (throw (ex-info "one" {})))))
(do (cpp/= cpp/made 0) (cpp/= cpp/ended 0) (failing)) ;=! one
[cpp/made cpp/ended] ;=> [2 2]
(doseq [x (cpp/None 1)] x) ;=! a value of type 'None' does not convert to a host value
(doseq [[a b] (cpp/Count 2)] a) ;=! nth not supported on this type: java.lang.Long
