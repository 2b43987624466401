; A macro takes so many arguments.
(cpp/raw "#define ADD(a, b) ((a) + (b))")
(cpp/ADD 1)
