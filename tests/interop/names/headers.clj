; The headers of a clause are one text; where that fails, each is told apart.
(ns headers (:include "parts_a.hpp" "parts_b.hpp"))
(let [w (cpp/Whole)] (.add w (cpp/new Part)) (.-x (.-part w))) ;=> 1
(ns headers (:include "counter.hpp" "not_there.hpp" "broken.hpp")) ;=! 'not_there.hpp' file not found
(ns headers (:include "counter.hpp" "broken.hpp")) ;=! broken.hpp
(ns headers (:include "counter.hpp" "natives.hpp" "no_guard.hpp" "no_guard.hpp"))
(let [t (cpp/native.T 1)] (.get t)) ;=> 1
