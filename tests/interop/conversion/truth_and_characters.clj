; bool, the character types, and what stands for them in the host.
(cpp/raw "
  namespace tc {
    inline bool flip(bool x) { return !x; }
    inline char next(char c) { return c + 1; }
    inline signed char s(signed char c) { return c; }
    inline unsigned char u(unsigned char c) { return c; }
    inline char32_t wide(char32_t c) { return c; }
    inline char16_t wide16(char16_t c) { return c; }
    inline wchar_t w(wchar_t c) { return c; }
    inline int code(char c) { return c; }
    inline int pick(char) { return 1; }
    inline int pick(int) { return 2; }
    inline int pick(bool) { return 3; }
    inline int pick(double) { return 4; }
    inline int pick(char const*) { return 5; }
    inline int pick(std::string) { return 6; }
    inline bool const& ref(bool const& b) { return b; }
  }")
[(cpp/tc.flip true) (cpp/tc.flip false)] ;=> [false true]
(cpp/tc.next \a) ;=> \b
(cpp/tc.next 97) ;=> \b
(cpp/tc.code \a) ;=> 97
(cpp/tc.u \a) ;=> 97
(cpp/tc.s \a) ;=> 97
(cpp/tc.wide \é) ;=> \é
(cpp/tc.wide \€) ;=> \€
(cpp/tc.wide16 \é) ;=> \é
(cpp/tc.w \z) ;=> \z
(cpp/tc.next \é) ;=! does not fit
[(cpp/tc.pick \a) (cpp/tc.pick 1) (cpp/tc.pick true) (cpp/tc.pick 1.0) (cpp/tc.pick "a")] ;=> [1 2 3 4 5]
(defn flip [x] (cpp/tc.flip x))
[(flip true) (flip false)] ;=> [false true]
(flip 1) ;=! does not convert to bool
(flip nil) ;=! does not convert to bool
(defn next-char [c] (cpp/tc.next c))
[(next-char \x) (next-char 65)] ;=> [\y \B]
(next-char \é) ;=! does not fit
(next-char "x") ;=! does not convert to char
(if (cpp/tc.flip false) :yes :no) ;=> :yes
(if (cpp/tc.flip true) :yes :no) ;=> :no
(when cpp/false :no) ;=> nil
[cpp/true cpp/false] ;=> [true false]
(and (cpp/tc.flip true) :reached) ;=> false
(if (cpp/int 0) :yes :no) ;=> :no
(cpp/tc.ref true) ;=> true
(char (cpp/tc.code \a)) ;=> \a
