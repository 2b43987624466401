; The same library as a static archive.
(ns archive (:include "linked.hpp") (:link "liblinked_static.a"))
(cpp/linked.add 20 22) ;=> 42
; Its static objects are made before anything of it is called.
(cpp/linked.made) ;=> 14
