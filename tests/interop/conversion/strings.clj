; Host strings and char const*, std::string, std::string_view; nil and null.
(cpp/raw "
  #include <cstring>
  namespace strings {
    inline int length(char const* s) { return s ? int(std::strlen(s)) : -1; }
    inline std::string twice(std::string s) { return s + s; }
    inline size_t size(std::string const& s) { return s.size(); }
    inline size_t view(std::string_view s) { return s.size(); }
    inline std::string_view tail(std::string_view s) { return s.substr(1); }
    inline char const* greeting() { return \"hello\"; }
    inline char const* nothing() { return nullptr; }
    inline std::string moved(std::string&& s) { return std::move(s); }
    inline std::string const& same(std::string const& s) { return s; }
    inline std::string zero() { return std::string(\"a\\0b\", 3); }
    inline std::string& global() { static std::string s = \"global\"; return s; }
    inline void append(std::string& s, char const* t) { s += t; }
    inline int which(std::string const&) { return 1; }
    inline int which(std::string_view) { return 2; }
    inline int ambiguous_no(char const*) { return 3; }
    inline char const* back(char const* s) { return s; }
    struct named { std::string name; named(std::string n) : name(std::move(n)) {} };
  }")
(cpp/strings.length "paper") ;=> 5
(cpp/strings.length nil) ;=> -1
(cpp/strings.length "é") ;=> 2
(cpp/strings.twice "ab") ;=> "abab"
(cpp/strings.size "paper") ;=> 5
(cpp/strings.view "paper") ;=> 5
(cpp/strings.tail "paper") ;=> "aper"
(cpp/strings.greeting) ;=> "hello"
(cpp/strings.nothing) ;=> nil
(cpp/strings.moved "x") ;=> "x"
(cpp/strings.same "x") ;=> "x"
(count (cpp/strings.zero)) ;=> 3
(cpp/strings.size (cpp/strings.zero)) ;=> 3
(cpp/strings.size "a\u0000b") ;=> 3
(cpp/strings.back "there and back") ;=> "there and back"
(str (cpp/strings.greeting) ", " (cpp/strings.twice "x")) ;=> "hello, xx"
(cpp/strings.global) ;=> "global"
(let [s (cpp/strings.global)] (.append s "!") (cpp/strings.global)) ;=> "global!"
(let [s (cpp/std.string "abc")] (cpp/strings.append s "def") s) ;=> "abcdef"
(let [s (cpp/std.string "abc")] [(.size s) (cpp/strings.size s) (cpp/strings.view s) (cpp/strings.length (.c_str s))]) ;=> [3 3 3 3]
(cpp/strings.append "temporary" "x") ;=! append
(.-name (cpp/strings.named "n")) ;=> "n"
(defn length [s] (cpp/strings.length s))
[(length "abc") (length nil)] ;=> [3 -1]
(length 1) ;=! does not convert to const char *
(defn size [s] (cpp/strings.size s))
(size "abc") ;=> 3
(size nil) ;=! std::
(size 5) ;=! std::
(defn view [s] (cpp/strings.view s))
(view "abc") ;=> 3
(view :abc) ;=! std::
(cpp/cast std.string "text") ;=> "text"
(let [s (cpp/cast std.string "text")] (.size s)) ;=> 4
(let [s (cpp/cast std.string_view "text")] (.size s)) ;=> 4
(let [s (cpp/cast (:* (:const char)) "text")] (cpp/strings.length s)) ;=> 4
(cpp/strings.length 5) ;=! length
(cpp/strings.which (cpp/std.string "x")) ;=> 1
(cpp/+ (cpp/std.string "a") "b") ;=> "ab"
(cpp/+ "a" (cpp/std.string "b")) ;=> "ab"
(cpp/== (cpp/std.string "a") "a") ;=> true
(= "ab" (cpp/strings.twice "a")) ;=> false
(= "aa" (cpp/strings.twice "a")) ;=> true
(cpp/std.strcmp "a" "a") ;=> 0
(count (cpp/std.to_string 12345)) ;=> 5
(clojure.string/upper-case (cpp/strings.greeting)) ;=> "HELLO"
(keyword (cpp/strings.greeting)) ;=> :hello
(let [t (apply str (repeat 1000 "x"))] (cpp/strings.size (cpp/strings.twice t))) ;=> 2000
; A path is its text.
(cpp/raw "inline int parts(std::filesystem::path p) { int n = 0; for (auto &_ : p) n++; return n; }")
[(cpp/std.filesystem.path "a/b") (.parent_path (cpp/std.filesystem.path "a/b/c")) (cpp/parts "a/b/c") (cpp/parts (identity "a/b"))] ;=> ["a/b" "a/b" 3 2]
; A literal is as lasting as one of C++, where C++ keeps a pointer to it.
(cpp/raw "inline const char *kept_text = nullptr; inline std::string_view kept_view;")
(cpp/= cpp/kept_text "kept by a pointer that outlives the form")
(cpp/= cpp/kept_view "kept by a view that outlives the form")
(cpp/def std.string_view view_of_literal "a variable's own text, longer than sixteen bytes")
[cpp/kept_text cpp/kept_view view_of_literal] ;=> ["kept by a pointer that outlives the form" "kept by a view that outlives the form" "a variable's own text, longer than sixteen bytes"]
