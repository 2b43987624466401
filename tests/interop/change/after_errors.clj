; What did not compile leaves no trace, and the corrected text works.
(cpp/raw "int twice(int x) { return x + y; }") ;=! y
(cpp/twice 2) ;=! twice
(cpp/raw "int twice(int x) { return x * 2; }") ;=> nil
(cpp/twice 2) ;=> 4
(cpp/raw "struct half { int a; ") ;=!
(cpp/raw "struct half { int a; int get() { return a; } };")
(let [h (cpp/half 3)] (.get h)) ;=> 3
(cpp/raw "inline int broken_body() { return missing(); }") ;=! missing
(cpp/raw "inline int missing() { return 9; } inline int broken_body() { return missing(); }")
(cpp/broken_body) ;=> 9
; A header that is not there, then one that is.
(ns app (:include "no_such_header.hpp")) ;=! no_such_header.hpp
(ns app (:include "errors.hpp"))
(cpp/errors.scale 2.0) ;=> 4.0
; A function without a definition, then with one.
(cpp/errors.declared_only 1) ;=! declared_only
(cpp/raw "namespace errors { int declared_only(int value) { return value + 1; } }")
(cpp/errors.declared_only 1) ;=> 2
; Errors in a call leave the others of the form alone.
(do (cpp/errors.scale "x")) ;=! scale
(cpp/errors.scale 0.5) ;=> 1.0
; Using directives are undone with the rest, and work in what is parsed later.
(cpp/raw "using namespace std; namespace { int hidden = missing_name; }") ;=! missing_name
(cpp/raw "namespace { int hidden = 4; } int shown = missing_name;") ;=! missing_name
(cpp/raw "using namespace std; namespace { int hidden = 4; } vector<int> listed{1, 2};")
cpp/hidden ;=> 4
(.size cpp/listed) ;=> 2
(cpp/raw "vector<int> also_listed{1, 2, 3};")
(.size cpp/also_listed) ;=> 3
; Nor do variables that something refers to, which code is made for.
(cpp/raw "struct Set_Up { int n; Set_Up() : n(1) {} }; static Set_Up set_up; inline int get_set_up() { return set_up.n; } int *place = &set_up.n; broken") ;=! undeclared identifier 'broken'
(cpp/raw "struct Set_Up { int n; Set_Up() : n(2) {} }; static Set_Up set_up; inline int get_set_up() { return set_up.n; } int *place = &set_up.n;")
[(cpp/get_set_up) (cpp/* cpp/place)] ;=> [2 2]
(cpp/raw "#include <vector>\nstatic std::vector<int> filled{1}; std::vector<int> outer{1}; int bad = ;") ;=! expected expression
(cpp/raw "static std::vector<int> filled{1, 2}; std::vector<int> outer{1, 2};")
[(.size cpp/filled) (.size cpp/outer)] ;=> [2 2]
