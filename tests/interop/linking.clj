; Shared libraries and static archives, found on -L paths.
(ns linking (:include "linked.hpp"))
(cpp/linked.add 1 2) ;=! linked
(ns linking (:link "liblinked.so"))
(cpp/linked.add 1 2) ;=> 3
cpp/linked.state ;=> 5
(ns other (:link "libnot_there.so")) ;=! libnot_there.so
; A library may stand before what it needs.
(ns order (:link "libneeding.so" "liblinked.so" "libneeding.so"))
(cpp/linked.twice 4) ;=> 8
; Inline variables, static members of templates and statics of inline functions are one for the library and the program.
[(cpp/linked.is_counter (cpp/& cpp/linked.counter)) (cpp/linked.is_calls (cpp/& (cpp/linked.calls)))] ;=> [true true]
(cpp/linked.is_last (cpp/& #cpp (:member (linked.Registry int) last))) ;=> true
(cpp/linked.made) ;=> 14
(cpp/fail) ;=> 7
