; A raw text that does not compile; the fault is in its third line.
(cpp/raw "
int fine(int x) { return x; }
int broken(int x) { return y; }
")
