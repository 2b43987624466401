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
