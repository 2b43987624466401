; Macros in the place of members, as the system's headers have them, and of types.
(ns member-macros (:include "signal.h" "sys/stat.h" "netinet/in.h"))
(cpp/raw "using action = struct sigaction; using status = struct stat;
#define real double
#define count 4
#define SIZE(T) ((int)sizeof(T))
#define AS(T, x) ((T)(x))
#define PLUS(a, b) ((a) + (b))")
(let [a (cpp/action)] (cpp/= (.-sa_handler a) cpp/SIG_IGN) (cpp/== (.-sa_handler a) cpp/SIG_IGN)) ;=> true
(let [s (cpp/status) p (cpp/& s)] (cpp/stat "/" p) [(< 0 (.-st_mtime s)) (= (.-st_mtime p) (.-st_mtime s))]) ;=> [true true]
(let [a (cpp/in6_addr)] (cpp/= (cpp/aget (.-s6_addr a) 3) 7) (cpp/aget (.-s6_addr a) 3)) ;=> 7
(let [a (cpp/action)] (.-no_member a)) ;=! no member named 'no_member' in 'sigaction'
[(.size (#cpp (std.vector real) 3)) (.size (#cpp (std.array real count)))] ;=> [3 4]
; The host's functions of these names are no arguments of macros.
[(cpp/SIZE int) (cpp/SIZE char) (cpp/SIZE double) (cpp/AS int 6.5) (let [int (cpp/int 5)] (cpp/PLUS int 1))] ;=> [4 1 8 6 6]
