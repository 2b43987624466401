; nlohmann::json: types of a user's own, enumerations, parser callbacks, SAX, comments, errors.
(ns json-types (:include "nlohmann/json.hpp" "vector" "map" "string" "optional" "memory"))
(cpp/raw "using json = nlohmann::json;
namespace town {
  struct Address { std::string street; int number = 0; };
  struct Person { std::string name; Address home; std::vector<std::string> tags; };
  // Found by argument-dependent lookup.
  inline void to_json(json &j, const Address &a) { j = json{{\"street\", a.street}, {\"number\", a.number}}; }
  inline void from_json(const json &j, Address &a) { j.at(\"street\").get_to(a.street); a.number = j.value(\"number\", 1); }
  NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE_WITH_DEFAULT(Person, name, home, tags)
  enum class Colour { unknown, red, blue };
  NLOHMANN_JSON_SERIALIZE_ENUM(Colour, {{Colour::unknown, nullptr}, {Colour::red, \"red\"}, {Colour::blue, \"blue\"}})
  struct Intrusive { int a = 1; double b = 2.5; NLOHMANN_DEFINE_TYPE_INTRUSIVE(Intrusive, a, b) };
}
template <class T> struct nlohmann::adl_serializer<std::optional<T>> {
  static void to_json(json &j, const std::optional<T> &o) { if (o) j = *o; else j = nullptr; }
  static void from_json(const json &j, std::optional<T> &o) { if (j.is_null()) o.reset(); else o = j.get<T>(); }
};
namespace town { struct Counter : json::json_sax_t { int numbers = 0, keys = 0, depth = 0, deepest = 0; std::string why;
  bool null() override { return true; } bool boolean(bool) override { return true; } bool number_integer(json::number_integer_t) override { numbers++; return true; }
  bool number_unsigned(json::number_unsigned_t) override { numbers++; return true; } bool number_float(json::number_float_t, const json::string_t &) override { numbers++; return true; }
  bool string(json::string_t &) override { return true; } bool binary(json::binary_t &) override { return true; }
  bool start_object(size_t) override { deepest = std::max(deepest, ++depth); return true; } bool end_object() override { depth--; return true; } bool key(json::string_t &) override { keys++; return true; }
  bool start_array(size_t) override { deepest = std::max(deepest, ++depth); return true; } bool end_array() override { depth--; return true; }
  bool parse_error(size_t at, const std::string &, const json::exception &e) override { why = std::to_string(at); return false; } }; }")

; There and back.
(let [a (cpp/town.Address "Main" 5) j (cpp/json a) b (#cpp (.get town.Address) j)]
  [(.dump j) (.-street b) (.-number b)]) ;=> ["{\"number\":5,\"street\":\"Main\"}" "Main" 5]
(let [p (#cpp (.get town.Person) (cpp/json.parse "{\"name\": \"Ada\", \"home\": {\"street\": \"Side\"}}"))]
  (.push_back (.-tags p) "new")
  [(.-name p) (.-street (.-home p)) (.-number (.-home p)) (.dump (cpp/json p))]) ;=> ["Ada" "Side" 1 "{\"home\":{\"number\":1,\"street\":\"Side\"},\"name\":\"Ada\",\"tags\":[\"new\"]}"]
(let [people (#cpp (.get (std.vector town.Person)) (cpp/json.parse "[{\"name\": \"a\"}, {\"name\": \"b\", \"tags\": [\"x\"]}]"))]
  [(.size people) (.-name (.back people)) (.-tags (.back people)) (.size (cpp/json people))]) ;=> [2 "b" ["x"] 2]
(let [m (#cpp (.get (std.map std.string town.Address)) (cpp/json.parse "{\"k\": {\"street\": \"s\", \"number\": 3}}"))] (.-number (.at m "k"))) ;=> 3
(let [i (cpp/town.Intrusive)] (cpp/= (.-a i) 8) (.dump (cpp/json i))) ;=> "{\"a\":8,\"b\":2.5}"
[(.dump (cpp/json cpp/town.Colour.red)) (cpp/== (#cpp (.get town.Colour) (cpp/json "blue")) cpp/town.Colour.blue) (cpp/== (#cpp (.get town.Colour) (cpp/json "pink")) cpp/town.Colour.unknown)] ;=> ["\"red\"" true true]
(let [some (#cpp (std.optional int) 5) none (#cpp (std.optional int))] [(.dump (cpp/json some)) (.dump (cpp/json none)) (#cpp (.get (std.optional int)) (cpp/json 6)) (#cpp (.get (std.optional int)) (cpp/json nil))]) ;=> ["5" "null" 6 nil]

; A host function that is asked about each value that is parsed.
(let [events (atom #{})
      j (cpp/json.parse "{\"keep\": 1, \"drop\": {\"x\": [2]}}"
          (fn [depth event parsed]
            (swap! events conj event)
            (not (and (= event cpp/json.parse_event_t.object_end) (= depth 1)))))]
  [(.dump j) (= @events (set (map int [cpp/json.parse_event_t.object_start cpp/json.parse_event_t.object_end cpp/json.parse_event_t.key
                                       cpp/json.parse_event_t.value cpp/json.parse_event_t.array_start cpp/json.parse_event_t.array_end])))]) ;=> ["{\"keep\":1}" true]

; SAX; comments; acceptance.
(let [c (cpp/town.Counter)] [(cpp/json.sax_parse "{\"a\": [1, -2, [3.5]], \"b\": {}}" (cpp/& c)) (.-numbers c) (.-keys c) (.-deepest c) (.-depth c)]) ;=> [true 3 2 3 0]
(let [c (cpp/town.Counter)] [(cpp/json.sax_parse "[1, oops" (cpp/& c)) (.-why c)]) ;=> [false "5"]
[(cpp/json.accept "[1, 2]") (cpp/json.accept "[1, 2") (.dump (cpp/json.parse "[1, /* two */ 2] // end" nil true true)) (.is_discarded (cpp/json.parse "[1" nil false))] ;=> [true false "[1,2]" true]

; What is thrown.
(try (.dump (cpp/json.parse "[1, 2,]")) (catch cpp/json.parse_error e [(.-id e) (.-byte e)])) ;=> [101 7]
(try (#cpp (.get int) (cpp/json "text")) (catch cpp/json.type_error e (cpp/int (.-id e)))) ;=> 302
(try (.dump (.at (cpp/json.parse "[1]") 5)) (catch cpp/json.out_of_range e (.what e))) ;=> "[json.exception.out_of_range.401] array index 5 is out of range"
(try (.dump (.patch (cpp/json.parse "{}") (cpp/json.parse "[{\"op\": \"test\", \"path\": \"\", \"value\": 1}]"))) (catch cpp/json.other_error e (str (.-id e)))) ;=> "501"
(try (.dump (cpp/json (cpp/std.string "\u00ff" 1))) (catch cpp/std.exception e (subs (.what e) 0 31))) ;=> "[json.exception.type_error.316]"
(#cpp (.get town.Address) (cpp/json.parse "{}")) ;=! does not convert to a host value
(let [a (#cpp (.get town.Address) (cpp/json.parse "{}"))] (.-number a)) ;=! key 'street' not found
