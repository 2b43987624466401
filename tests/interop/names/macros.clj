; Macros: object-like ones are values, function-like ones are called, statements too.
(ns macros (:include "names.hpp"))
cpp/names.x ;=> 3
cpp/FOO ;=> 12
cpp/BAR ;=> "text"
(cpp/ADD 3 4) ;=> 7
(cpp/ADD 3 4.5) ;=> 7.5
cpp/NEG ;=> -3
cpp/EXPR ;=> 7
(cpp/ARRSZ cpp/table) ;=> 5
cpp/VAR ;=> 3
(cpp/= cpp/VAR 5) ;=> 5
cpp/names.x ;=> 5
(cpp/CALLIT 4) ;=> 5
(cpp/VARIADIC 1 2 3) ;=> 6
(cpp/VARIADIC) ;=> 0
cpp/FL ;=> 1.5
cpp/ULL ;=> 18446744073709551615N
cpp/CH ;=> \c
(cpp/NADA) ;=> 42
cpp/EMPTY ;=! expected expression
(cpp/EMPTYF 1) ;=> nil
cpp/STMT ;=! expected expression
(cpp/SETX 21) ;=> 21
cpp/names.x ;=> 21
(cpp/ADD 1) ;=! the macro 'ADD' takes 2 arguments, not 1
(cpp/ADD 1 2 3) ;=! the macro 'ADD' takes 2 arguments, not 3
cpp/ADD ;=! 'ADD' is a function-like macro, which has no value; call it
(cpp/TYPE 3) ;=> 3
(cpp/FOO 3) ;=! called object type 'int' is not a function or function pointer
; A macro may be a type, a function's name, or a cast.
(cpp/raw "#define WORD unsigned int\n#define MAGNITUDE std::abs\n#define AS_SHORT (short)\nconstexpr int ROOM = 3;")
[(cpp/sizeof WORD) (cpp/WORD 5) (cpp/MAGNITUDE -3) (cpp/MAGNITUDE -2.5) (cpp/AS_SHORT 7) (cpp/sizeof (:array WORD ROOM))] ;=> [4 5 3 2.5 7 12]
(cpp/sizeof MAGNITUDE) ;=! 'MAGNITUDE' is not a type
; What macros stand for may change, and may come later.
(cpp/raw "#define SHIFTING int")
[(cpp/sizeof SHIFTING) (cpp/SHIFTING 3.7) (cpp/SHIFTING #cpp 3.7)] ;=> [4 3 3]
(cpp/raw "#undef SHIFTING\n#define SHIFTING double")
[(cpp/sizeof SHIFTING) (cpp/SHIFTING 3.75) (cpp/SHIFTING #cpp 3.75)] ;=> [8 3.75 3.75]
(cpp/raw "#define LATER later_t\n#define TAKE take_unique\ninline int take_unique(std::unique_ptr<int> p) { return *p; }")
(cpp/sizeof LATER) ;=! 'LATER' is not a type
(cpp/raw "struct later_t { int a, b; };")
[(cpp/sizeof LATER) (cpp/TAKE (#cpp (std.make_unique int) 5))] ;=> [8 5]
(cpp/raw "#define NOTHING 0\n#define ALSO_NOTHING (0)\ninline int is_null(int *p) { return !p; } struct Holds { int *p = reinterpret_cast<int *>(8); };")
(let [h (cpp/Holds)] (cpp/= (.-p h) cpp/NOTHING) [(cpp/is_null cpp/NOTHING) (cpp/is_null cpp/ALSO_NOTHING) (cpp/is_null (.-p h))]) ;=> [1 1 1]
; A function that also is a macro is the function where it is not called.
(cpp/raw "inline int tripled(int x) { return x * 3; }
#define tripled(x) ((x) * 3 + 1000)
inline int applied(int (*f)(int), int x) { return f(x); }
#define only_a_macro(x) x")
(cpp/tripled 4) ;=> 1012
(cpp/applied cpp/tripled 4) ;=> 12
((cpp/& cpp/tripled) 5) ;=> 15
cpp/only_a_macro ;=! function-like macro
