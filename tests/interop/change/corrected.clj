; A text or template that fails leaves no trace; the corrected one works.
(cpp/raw "template <class T> struct box { T v; auto get() { return v.missing(); } };")
(let [b (#cpp (box int))] (.get b)) ;=! missing
(cpp/raw "struct has { int missing() { return 4; } };")
(let [b (#cpp (box has))] (.get b)) ;=> 4
(cpp/raw "template <class T> int length(T const& x) { return int(x.size()); }")
(cpp/length 5) ;=! 
(cpp/length (cpp/std.string "four")) ;=> 4
(let [v (cpp/cast (std.vector int) [1 2 3])] (cpp/length v)) ;=> 3
; Instantiations that a failed text began.
(cpp/raw "inline int use() { std::vector<long> v; v.push_back(1); return undeclared; }") ;=! undeclared
(let [v (#cpp (std.vector long))] (.push_back v 7) (.size v)) ;=> 1
(cpp/raw "inline int use() { std::vector<long> v; v.push_back(1); v.push_back(2); return int(v.size()); }")
(cpp/use) ;=> 2
(cpp/raw "template <class T> T sum(std::vector<T> const& v) { T s{}; for (auto& x : v) s += x; return s; } inline int bad() { return sum(std::vector<short>{1, 2}) + undeclared; }") ;=! undeclared
(cpp/raw "template <class T> T sum(std::vector<T> const& v) { T s{}; for (auto& x : v) s += x; return s; }")
(cpp/sum (cpp/cast (std.vector short) [1 2 3])) ;=> 6
(cpp/raw "inline std::map<int, std::string> table() { std::map<int, std::string> m; m[1] = \"one\"; return nonsense; }") ;=! nonsense
(cpp/raw "inline std::map<int, std::string> table() { std::map<int, std::string> m; m[1] = \"one\"; return m; }")
(cpp/table) ;=> {1 "one"}
; Macros, namespaces, include guards, half-open blocks.
(cpp/raw "#define THREE 3\nint x = ;") ;=! expected expression
cpp/THREE ;=! THREE
(cpp/raw "#define THREE 3\nint three() { return THREE; }")
(cpp/three) ;=> 3
(cpp/raw "namespace half { int f() { return 1; }") ;=! never closed
(cpp/raw "namespace half { inline int f() { return 1; } }")
(cpp/half.f) ;=> 1
(cpp/raw "int g( { return 1; }") ;=!
(cpp/raw "inline int g() { return 1; }")
(cpp/g) ;=> 1
(cpp/raw "struct s { int a; int a; };") ;=! duplicate member
(cpp/raw "struct s { int a; int b; };")
(let [v (cpp/s 1 2)] (.-b v)) ;=> 2
(cpp/raw "class") ;=!
(cpp/raw "\"unterminated") ;=!
(cpp/raw "/* open comment") ;=!
(cpp/raw "#if 1\nint z;") ;=!
(cpp/raw "#error no good") ;=! no good
(cpp/raw "#include \"not_there_at_all.h\"") ;=! not_there_at_all.h
(cpp/raw "}") ;=!
(cpp/raw ")") ;=!
(cpp/raw "static_assert(sizeof(int) == 3, \"three bytes\");") ;=! three bytes
(cpp/raw "") ;=> nil
(cpp/raw "// only a comment") ;=> nil
(cpp/raw ";") ;=> nil
(cpp/raw 5) ;=! string literal
(cpp/raw) ;=! too few
(cpp/raw "int a;" "int b;") ;=! too many
(cpp/raw (str "int " "c;")) ;=! string literal
(cpp/raw "inline int after() { return 1; }")
(cpp/after) ;=> 1
; Statements stand in functions alone.
(cpp/raw "namespace stated { 1 + 1; }") ;=! expected unqualified-id
(cpp/raw "namespace stated::inner { x::o *p(x::o *c); }") ;=! 'x'
(cpp/raw "extern \"C\" { return 1; }") ;=! expected unqualified-id
(cpp/raw "namespace stated { int q; q = 1; }") ;=!
(cpp/raw "namespace stated { int f() { return 1;\n#if 1\n }") ;=! unterminated
(cpp/raw "namespace stated { int f() { return 1; /* open") ;=! unterminated
(cpp/raw "int broken = 1") ;=! expected ';'
(cpp/raw "namespace stated { inline int fine() { return 2; } }")
(cpp/stated.fine) ;=> 2
(cpp/raw "namespace stated { int f(") ;=! this ( is never closed
(cpp/raw "#define CALLED(x) x\nint v = CALLED(1;") ;=! this ( is never closed
(cpp/raw "int a[3 = {};") ;=! this [ is never closed
(cpp/raw "namespace stated { template <") ;=!
(cpp/raw "#define OPENING (\n#if 1\ninline int chosen(int a,\n#else\ninline int chosen(long a,\n#endif\n int b) { return a + b; }\ninline int opened OPENING) { return 3; }")
[(cpp/chosen 1 2) (cpp/opened)] ;=> [3 3]
; What a header that failed defined of earlier declarations, and its functions of C, can be defined again.
(ns halves (:include "half.hpp")) ;=! 'not_there_either.hpp' file not found
(ns halves (:include "cstddef" "cxxabi.h"))
(cpp/sizeof std.byte) ;=> 1
