; nlohmann::json: parsing, building, looking into, and writing.
(ns json (:include "nlohmann/json.hpp") (:refer-global :only [nlohmann.json]))
(let [j (cpp/nlohmann.json.parse "{\"name\": \"gusset\", \"n\": 3, \"list\": [1, 2.5, null, true], \"sub\": {\"x\": -1}}")]
  [(.size j) (.is_object j) (.contains j "name") (.size (cpp/aget j "list"))
   (str (cpp/cast std.string (cpp/aget j "name")))
   (cpp/cast int (cpp/aget j "n"))
   (cpp/cast double (cpp/aget (cpp/aget j "list") 1))
   (.is_null (cpp/aget (cpp/aget j "list") 2))
   (cpp/cast int (cpp/aget (.at j "sub") "x"))]) ;=> [4 true true 4 "gusset" 3 2.5 true -1]
(let [j (cpp/nlohmann.json.array)]
  (.push_back j 1) (.push_back j "two") (.emplace_back j 3.0)
  [(str (.dump j)) (.size j) (.is_array j)]) ;=> ["[1,\"two\",3.0]" 3 true]
(let [j (cpp/nlohmann.json.parse "{\"b\": 1, \"a\": 2}")]
  (loop [it (.begin j) keys []]
    (if (cpp/== it (.end j))
      keys
      (let [k (str (.key it)) v (cpp/cast int (.value it))]
        (recur (cpp/std.next it) (conj keys [k v])))))) ;=> [["a" 2] ["b" 1]]
(try (cpp/nlohmann.json.parse "{bad") 1 (catch cpp/nlohmann.json.parse_error e (.-id e))) ;=> 101
(try (let [j (cpp/nlohmann.json.parse "{}")] (.at j "missing")) 1 (catch cpp/nlohmann.json.exception e (.-id e))) ;=> 403
(let [a (cpp/nlohmann.json.parse "[1,2]") b (cpp/nlohmann.json.parse "[1,2]")] [(cpp/== a b) (cpp/== (cpp/aget a 0) 1)]) ;=> [true true]
(let [j (cpp/nlohmann.json.parse "[3,1,2]")] (cpp/std.sort (.begin j) (.end j)) (str (.dump j))) ;=> "[1,2,3]"
(let [j (cpp/nlohmann.json.parse "{\"a\":1}")] (str (.dump j 2))) ;=> "{\n  \"a\": 1\n}"
(cpp/raw "struct Point { int x = 0, y = 0; }; NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(Point, x, y)")
(let [j (cpp/nlohmann.json.parse "{\"x\":5,\"y\":6}") p (cpp/cast Point j)] [(.-x p) (.-y p)]) ;=> [5 6]
(let [m (cpp/cast (std.map std.string int) (cpp/nlohmann.json.parse "{\"k\":5}"))] (.at m "k")) ;=> 5
