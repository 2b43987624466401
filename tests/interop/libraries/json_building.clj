; nlohmann::json: building, changing, iterating, patching, pointers, dumping, binary formats, errors.
(ns json-building (:include "nlohmann/json.hpp" "vector" "map" "string" "sstream" "optional" "iomanip"))
(cpp/raw "using json = nlohmann::json; using nlohmann::ordered_json; using namespace nlohmann::literals;")

; Building by assignment, from lists in braces, from containers.
(let [j (cpp/json)]
  (cpp/= (cpp/aget j "pi") 3.25)
  (cpp/= (cpp/aget j "happy") true)
  (cpp/= (cpp/aget j "name") "Niels")
  (cpp/= (cpp/aget j "nothing") cpp/nullptr)
  (cpp/= (cpp/aget (cpp/aget j "answer") "everything") 42)
  (cpp/= (cpp/aget j "list") (cpp/cast (std.vector int) [1 0 2]))
  [(.dump j) (.size j) (.is_number_float (cpp/aget j "pi")) (.type_name (cpp/aget j "list"))]) ;=> ["{\"answer\":{\"everything\":42},\"happy\":true,\"list\":[1,0,2],\"name\":\"Niels\",\"nothing\":null,\"pi\":3.25}" 6 true "array"]
(let [o (cpp/json.object) a (cpp/json.array)]
  (.push_back a 1) (.push_back a "x") (cpp/+= a 2.5) (.emplace_back a nil)
  (.emplace o "a" a) (.update o (cpp/json.parse "{\"b\":{\"c\":1}}"))
  [(.dump o) (.erase o "a") (.dump o) (.count o "zz")]) ;=> ["{\"a\":[1,\"x\",2.5,null],\"b\":{\"c\":1}}" 1 "{\"b\":{\"c\":1}}" 0]
[(.dump (cpp/json (cpp/cast (std.map std.string (std.vector double)) {"k" [1.5 2.0]}))) (.dump (cpp/json "text")) (.dump (cpp/json 3 true)) (.dump (cpp/json))] ;=> ["{\"k\":[1.5,2.0]}" "\"text\"" "[true,true,true]" "null"]
(let [j (cpp/ordered_json)] (cpp/= (cpp/aget j "z") 1) (cpp/= (cpp/aget j "a") 2) (.dump j)) ;=> "{\"z\":1,\"a\":2}"
(let [j (cpp/json #cpp [1 2 3])] [(.dump j) (.is_array j)]) ;=> ["[1,2,3]" true]

; Out of it: get, value with a default, get_to, get_ref, get_ptr, references into it.
(let [j (cpp/json.parse "{\"s\": \"text\", \"i\": 7, \"l\": [1, 2], \"b\": true, \"d\": 1e3}") n (cpp/int)]
  (.get_to (cpp/aget j "i") n)
  [(#cpp (.get std.string) (cpp/aget j "s")) (#cpp (.get int) (.at j "i")) (#cpp (.get (std.vector int)) (cpp/aget j "l"))
   (#cpp (.get bool) (cpp/aget j "b")) (#cpp (.get double) (cpp/aget j "d")) n
   (.value j "i" 0) (.value j "missing" 9) (.value j "none" "default")
   (.size (#cpp (.get_ref (:& std.string)) (cpp/aget j "s")))]) ;=> ["text" 7 [1 2] true 1000.0 7 7 9 "default" 4]
(let [j (cpp/json.parse "[1,[2,3]]") inner (cpp/aget j 1)]
  (.push_back inner 4) (cpp/= (cpp/aget j 0) "one")
  (let [copy (cpp/json j)] (.clear j) [(.dump copy) (.dump j) (.empty j)])) ;=> ["[\"one\",[2,3,4]]" "[]" true]

; Iterating: values, keys, items.
(let [j (cpp/json.parse "[1, 2.5, \"s\", null, {\"k\": [true]}]")]
  (loop [it (.begin j) kinds []] (if (cpp/== it (.end j)) kinds (recur (cpp/std.next it) (conj kinds (.type_name (cpp/* it))))))) ;=> ["number" "number" "string" "null" "object"]
(let [j (cpp/json.parse "{\"one\": 1, \"two\": 2}") items (.items j)]
  (loop [it (.begin items) sum 0 keys []]
    (if (cpp/!= it (.end items))
      (let [key (str (.key it)) v (cpp/cast int (.value it))] (cpp/++ it) (recur it (+ sum v) (conj keys key)))
      [sum keys]))) ;=> [3 ["one" "two"]]
(defn host
  "A host value for json."
  [b]
  (let [j (cpp/* (cpp/unbox (:* (:const json)) b))]
    (cond
      (.is_object j) (loop [it (.begin j) m {}]
                       (if (cpp/== it (.end j)) m (let [k (str (.key it)) v (host (cpp/box (cpp/& (.value it))))] (recur (cpp/std.next it) (assoc m (keyword k) v)))))
      (.is_array j) (mapv (fn [i] (host (cpp/box (cpp/& (cpp/aget (cpp/* (cpp/unbox (:* (:const json)) b)) (cpp/cast int i)))))) (range (.size j)))
      (.is_string j) (#cpp (.get std.string) j)
      (.is_boolean j) (#cpp (.get bool) j)
      (.is_number_integer j) (#cpp (.get long) j)
      (.is_number j) (#cpp (.get double) j)
      :else nil)))
(let [j (cpp/json.parse "{\"a\": [1, 2.5, {\"b\": \"c\"}], \"n\": null, \"t\": true}")] (host (cpp/box (cpp/& j)))) ;=> {:a [1 2.5 {:b "c"}], :n nil, :t true}
(let [j (cpp/json.parse "[3,1,2]")]
  [(cpp/* (cpp/std.max_element (.begin j) (.end j))) 1]) ;=! does not convert to a host value
(let [j (cpp/json.parse "[1,2,3,4]") it (.find (cpp/json.parse "{\"k\":5}") "k")]
  (.erase j 0) (.erase j (.begin j)) (.insert j (.begin j) "first")
  (.dump j)) ;=> "[\"first\",3,4]"

; Pointers, patches, merging, flattening.
(let [j (cpp/json.parse "{\"a\": {\"b\": [10, 20]}}") p (cpp/json.json_pointer "/a/b/1")]
  (cpp/= (cpp/aget j p) 21)
  (cpp/= (cpp/aget j (cpp/json.json_pointer "/new/deep")) true)
  [(#cpp (.get int) (.at j p)) (.contains j (cpp/json.json_pointer "/a/x")) (.dump j) (.to_string (.parent_pointer p)) (.back p)]) ;=> [21 false "{\"a\":{\"b\":[10,21]},\"new\":{\"deep\":true}}" "/a/b" "1"]
(let [j (cpp/json.parse "{\"baz\": \"qux\", \"foo\": \"bar\"}")
      patch (cpp/json.parse "[{\"op\":\"replace\",\"path\":\"/baz\",\"value\":\"boo\"},{\"op\":\"add\",\"path\":\"/hello\",\"value\":[1]},{\"op\":\"remove\",\"path\":\"/foo\"}]")
      after (.patch j patch)]
  [(.dump after) (cpp/== (.patch j (cpp/json.diff j after)) after) (.size (cpp/json.diff j j))]) ;=> ["{\"baz\":\"boo\",\"hello\":[1]}" true 0]
(let [j (cpp/json.parse "{\"a\": 1, \"b\": {\"c\": 2, \"d\": 3}}")]
  (.merge_patch j (cpp/json.parse "{\"b\": {\"c\": null, \"e\": 4}, \"a\": 5}"))
  [(.dump j) (.dump (.flatten j)) (cpp/== (.unflatten (.flatten j)) j)]) ;=> ["{\"a\":5,\"b\":{\"d\":3,\"e\":4}}" "{\"/a\":5,\"/b/d\":3,\"/b/e\":4}" true]

; Writing: indents, bytes beyond ASCII, streams; the binary formats.
(let [j (cpp/json.parse "{\"k\": [1, \"\\u00fc\"], \"e\": {}}")]
  [(.dump j 1) (.dump j -1 \space true) (.dump j 1 \tab)]) ;=> ["{\n \"e\": {},\n \"k\": [\n  1,\n  \"ü\"\n ]\n}" "{\"e\":{},\"k\":[1,\"\\u00fc\"]}" "{\n\t\"e\": {},\n\t\"k\": [\n\t\t1,\n\t\t\"ü\"\n\t]\n}"]
(let [in (cpp/std.istringstream "{\"x\": 1}") out (cpp/std.ostringstream) j (cpp/json)]
  (cpp/>> in j)
  (cpp/<< (cpp/<< out (cpp/std.setw 2)) j)
  (.str out)) ;=> "{\n  \"x\": 1\n}"
(let [j (cpp/json.parse "{\"compact\": true, \"schema\": 0}") c (cpp/json.to_cbor j) m (cpp/json.to_msgpack j)]
  [(.size c) (.size m) (cpp/== (cpp/json.from_cbor c) j) (cpp/== (cpp/json.from_msgpack m) j)]) ;=> [18 18 true true]
