; Binary operators take more than two operands, from the left as C++ does; the comma operator is cpp/comma.
(cpp/raw "
  #include <sstream>
  namespace ch {
    struct number { int n; };
    inline number operator+(number a, number b) { return {a.n + 2 * b.n}; }
    inline number operator,(number a, number b) { return {a.n * 10 + b.n}; }
    inline int seen = 0;
    inline bool see(bool b) { seen++; return b; }
    inline void touch() { seen++; }
  }")
(let [out (cpp/std.ostringstream)] (cpp/<< out "a" 1 "b" 2.5 \c cpp/std.endl) (.str out)) ;=> "a1b2.5c\n"
(let [out (cpp/std.ostringstream)] (cpp/<< out "x=" (cpp/int 3) (cpp/std.string "!") cpp/std.hex 255) (.str out)) ;=> "x=3!ff"
(defn shown [n] (let [out (cpp/std.ostringstream)] (cpp/<< out "n=" (cpp/cast int n) ";") (.str out)))
[(shown 1) (shown 22)] ;=> ["n=1;" "n=22;"]
(let [in (cpp/std.istringstream "1 2.5 word") a (cpp/int 0) b (cpp/double 0) c (cpp/std.string)] (cpp/>> in a b c) [a b c]) ;=> [1 2.5 "word"]
[(cpp/+ 1 2 3) (cpp/- 10 1 2) (cpp/* 2 3 4) (cpp// 100 5 3) (cpp/% 29 10 5)] ;=> [6 7 24 6 4]
[(cpp/& 7 6 5) (cpp/| 1 2 4) (cpp/^ 1 3 7) (cpp/<< 1 2 3) (cpp/>> 64 1 2)] ;=> [4 7 5 32 8]
(cpp/- 10 1 0.5) ;=> 8.5
(cpp/+ (cpp/std.string "a") "b" (cpp/std.string "c")) ;=> "abc"
(.-n (cpp/+ (cpp/ch.number 1) (cpp/ch.number 2) (cpp/ch.number 3))) ;=> 11
; What decides early leaves the rest.
[(cpp/&& (cpp/ch.see true) (cpp/ch.see false) (cpp/ch.see true)) cpp/ch.seen] ;=> [false 2]
[(cpp/|| (cpp/ch.see false) (cpp/ch.see true) (cpp/ch.see false)) cpp/ch.seen] ;=> [true 4]
(cpp/comma 1 2) ;=> 2
(let [x (cpp/int 1)] (cpp/= (cpp/comma 5 x) 7) x) ;=> 7
(.-n (cpp/comma (cpp/ch.number 1) (cpp/ch.number 2) (cpp/ch.number 3))) ;=> 123
[(cpp/comma (cpp/ch.touch) 5) cpp/ch.seen (cpp/comma 5 (cpp/ch.touch)) cpp/ch.seen] ;=> [5 5 nil 6]
; What C++ does not read so takes two.
(cpp/< 1 2 3) ;=! the operator cpp/< takes one or two operands, not 3
(cpp/== 1 1 1) ;=! the operator cpp/== takes one or two operands, not 3
(let [x (cpp/int 1)] (cpp/= x 2 3)) ;=! the operator cpp/= takes one or two operands, not 3
(cpp/+) ;=! the operator cpp/+ takes one operand or more, not 0
(cpp/comma) ;=! the operator cpp/comma takes one operand or more, not 0
(cpp/comma 1) ;=! ',' is not a unary operator of C++
(cpp/<< cpp/std.cout "a" (#cpp (std.vector int))) ;=! invalid operands to binary expression
cpp/comma ;=! the operator cpp/comma is no value
