; Literals that a macro needs as they are written: it joins them, or C++ wants to know of them while it compiles.
(cpp/raw "#define WITH_TAIL(s) (s \"-tail\")\n#define NAMED(x) #x\n#define JOINED(a, b) a##b\n#define SUM(a, b) ((a) + (b))
template <int N> int constant() { return N; }\n#define CONSTANT(n) constant<n>()\nenum { blue1 = 7 };
inline int big(int n) __attribute__((enable_if(n > 3, \"big\"))) { return n; }
inline int big(...) { return -1; }
inline int letters(const char *s) __attribute__((enable_if(s[0] == 'a', \"starts with a\"))) { return s[1]; }")
(cpp/WITH_TAIL "head") ;=> "head-tail"
(cpp/WITH_TAIL "quote \" back\\slash \n é ??/") ;=> "quote \" back\\slash \n é ??/-tail"
[(cpp/NAMED 42) (cpp/NAMED "text") (cpp/NAMED -7)] ;=> ["42" "\"text\"" "(-7)"]
[(cpp/JOINED 4 2) (cpp/CONSTANT 9) (cpp/CONSTANT 10)] ;=> [42 9 10]
[(cpp/SUM 1 2) (cpp/SUM 1.5 -2) (let [x (cpp/int 4)] (cpp/SUM x 1)) (cpp/SUM \a 1)] ;=> [3 -0.5 5 98]
(map identity [(cpp/big 5) (cpp/big 2) (cpp/big 6)]) ;=> (5 -1 6)
[(cpp/letters "ab") (cpp/letters "ac")] ;=> [98 99]
(cpp/letters "b") ;=! starts with a
(defn f [] [(cpp/CONSTANT 3) (cpp/big 8) (cpp/letters "az")])
[(f) (f)] ;=> [[3 8 122] [3 8 122]]
