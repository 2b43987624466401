; Host values of unknown type that a template hands on: who gets them in the end tells what they become.
(ns handed-on (:include "complex" "map" "optional" "thread" "vector"))
(cpp/raw "inline std::atomic<int> total{0};\ninline void job(int n) { total += n; }")
(let [threads (#cpp (std.vector std.jthread))]
  (doseq [n [1 2 3]] (.emplace_back threads cpp/job n))) ;=> nil
(.load cpp/total) ;=> 6
(let [m (#cpp (std.map std.string int))]
  (doseq [[k v] {"a" 1 "b" 2}] (.emplace m k v))
  (doseq [[k v] {"b" 3 "c" 4}] (.try_emplace m k v))
  (doseq [[k v] {"c" 5}] (.insert_or_assign m k v))
  m) ;=> {"a" 1, "b" 2, "c" 5}
(let [xs (#cpp (std.vector std.string))] (doseq [x ["x" "y"]] (.emplace_back xs x)) xs) ;=> ["x" "y"]
(let [m (#cpp (std.map int (std.vector double)))] (doseq [[k v] {1 [1.5] 2 []}] (.emplace m k v)) m) ;=> {1 [1.5], 2 []}
(let [x (#cpp (std.optional std.string))] (doseq [s ["x" "y"]] (.emplace x s)) x) ;=> "y"
(defn boxed [x] (let [p (#cpp (std.make_unique int) x)] (cpp/cast int (cpp/* p))))
(defn shared [x] (let [p (#cpp (std.make_shared std.string) x)] (cpp/cast std.string (cpp/* p))))
[(boxed 5) (shared "text")] ;=> [5 "text"]
(boxed "text") ;=! "text" (java.lang.String) does not convert to int
(let [m (#cpp (std.map std.string int))] (doseq [[k v] {"a" :b}] (.emplace m k v))) ;=! :b (clojure.lang.Keyword) does not convert to int
; What the standard library's functions give is known.
(defn spaced [n] (let [out (cpp/std.string)] (dotimes [i n] (.append out (str i " "))) out))
(spaced 3) ;=> "0 1 2 "
(defn half-turn [] (.real (cpp/std.polar 1.0 (* 2 (Math/asin 1.0)))))
[(half-turn) (.real (cpp/std.polar 1.0 (/ Math/PI 1)))] ;=> [-1.0 -1.0]
(cpp/std.to_string (count [1 2 3])) ;=> "3"
