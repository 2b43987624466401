; (cpp/doc name): what the header's comment says, without its markers.
(ns asking.doc (:include "asking.hpp") (:refer-global :only [asking_from_c asking.over] :rename {asking.over over}))
(cpp/doc asking.button) ;=> "Draws a button.\nTrue when it is pressed."
(cpp/doc cpp/asking.button) ;=> "Draws a button.\nTrue when it is pressed."
(cpp/doc asking) ;=> "Everything that is asked about."
(cpp/doc asking.point) ;=> "A point of the plane.\n\n  - x goes right\n  - y goes up"
; Members.
(cpp/doc asking.point.x) ;=> "To the right."
(cpp/doc asking.point.y) ;=> "Up."
(cpp/doc asking.widget) ;=> "Inherits."
(cpp/doc asking.widget.draw) ;=> "Hides the other."
; What is behind a declaration says more than what is above; the first overload that has a comment counts.
(cpp/doc asking.over) ;=> "For int."
(cpp/doc over) ;=> "For int."
(cpp/doc asking.defined) ;=> "In one line."
(cpp/doc asking.declared_twice) ;=> "Of its declaration."
(cpp/doc asking.add) ;=> "Adds."
(cpp/doc asking.undocumented) ;=> nil
(cpp/doc asking.red) ;=> "Like blood."
(cpp/doc asking.color.green) ;=> "Like grass."
(cpp/doc asking.blue) ;=> "Like the sky."
(cpp/doc asking.half) ;=> "One of two."
(cpp/doc asking.identifier) ;=> "Of anything."
(cpp/doc asking.opaque) ;=> "Only declared."
(cpp/doc asking.nested.deep) ;=> "Deep down."
(cpp/doc asking.short_name.deep) ;=> "Deep down."
(cpp/doc asking_from_c) ;=> "From C."
; An alias without a comment has that of what it stands for.
(cpp/doc asking.point_alias) ;=> "A point of the plane.\n\n  - x goes right\n  - y goes up"
(cpp/doc asking.int_box) ;=> "A box for one."
; Templates.
(cpp/doc asking.box) ;=> "A box for one."
(cpp/doc (asking.box int)) ;=> "A box for one."
(cpp/doc (asking.box bool)) ;=> "A box for truth."
; Macros.
(cpp/doc ASKING_ANSWER) ;=> "The answer,\nin two lines."
(cpp/doc ASKING_SQUARE) ;=> "Its argument's square."
(cpp/doc ASKING_NOTHING) ;=> nil
; No comment, and nothing that could have one.
(cpp/doc asking.table) ;=> nil
(cpp/doc int) ;=> nil
(cpp/doc (:* int)) ;=> nil
; It is a form like others.
(defn ask [] (cpp/doc asking.half))
[(ask) (ask)] ;=> ["One of two." "One of two."]
(let [asking 1] (str (cpp/doc asking.half) asking)) ;=> "One of two.1"
(map count [(cpp/doc asking.red) (cpp/doc asking.half)]) ;=> (11 11)
(cpp/doc) ;=! too few arguments to cpp/doc: 0
(cpp/doc asking.red asking.blue) ;=! too many arguments to cpp/doc: 2
(cpp/doc "asking.red") ;=! the name of something in C++ is wanted here
(cpp/doc clojure.string/join) ;=! clojure.string/join is not a C++ name
