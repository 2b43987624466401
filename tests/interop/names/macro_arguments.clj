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
; Types, and names that only C++ knows.
(cpp/raw "struct Spot { int x, y; struct { char a, b; } in; int get_x() { return x; } };
#define LETTERS(s) (sizeof(s) - 1)\n#define OUTER(s) LETTERS(s)
#define MAKE(T) new T()\n#define AS(T, v) static_cast<T>(v)\n#define FIELD(p, name) (p).name\n#define GET(p, what) (p).get_##what()
#define SAME(A, B) std::is_same_v<A, B>")
[(cpp/LETTERS "abcd") (cpp/OUTER "ab\"d")] ;=> [4 4]
[(cpp/offsetof Spot y) (cpp/offsetof cpp/Spot in.b) (cpp/offsetof #cpp Spot in)] ;=> [4 9 8]
(let [p (cpp/MAKE int)] (cpp/= (cpp/* p) 4) (let [n (cpp/cast int (cpp/* p))] (cpp/delete p) n)) ;=> 4
[(cpp/AS short 70000) (cpp/AS #cpp (std.vector int) 3)] ;=> [4464 [0 0 0]]
(let [s (cpp/Spot 5 6)] [(cpp/FIELD s y) (cpp/GET s x) (do (cpp/= (cpp/FIELD s y) 7) (cpp/FIELD s y))]) ;=> [6 5 7]
[(cpp/SAME int (:unsigned int)) (cpp/SAME (:* int) cpp/int*) (cpp/SAME #cpp (:& int) (:& int))] ;=> [false true true]
(def x 5)
[(cpp/offsetof Spot #cpp x) (cpp/NAMED hello)] ;=> [0 "hello"]
(defn offset [] (cpp/offsetof Spot y))
[(offset) (offset)] ;=> [4 4]
(cpp/offsetof Spot z) ;=! no member named 'z' in 'Spot'
(cpp/offsetof Spotty y) ;=! unknown type name 'Spotty'
(cpp/SAME (std.map int int) int) ;=! a macro would take std::map<int, int> for two arguments
(cpp/LETTERS (unknown)) ;=! unable to resolve symbol: unknown
(cpp/rand unknown) ;=! unable to resolve symbol: unknown
