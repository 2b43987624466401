; Integers of every width cross both ways; one that does not fit is an error that says so.
(cpp/raw "
  #include <cstdint>
  namespace integers {
    inline int8_t i8(int8_t x) { return x; }
    inline uint8_t u8(uint8_t x) { return x; }
    inline short i16(short x) { return x; }
    inline unsigned short u16(unsigned short x) { return x; }
    inline int i32(int x) { return x; }
    inline unsigned u32(unsigned x) { return x; }
    inline long i64(long x) { return x; }
    inline unsigned long u64(unsigned long x) { return x; }
    inline long long ill(long long x) { return x; }
    inline unsigned long long ull(unsigned long long x) { return x; }
    inline size_t size(size_t x) { return x; }
    inline ptrdiff_t diff(ptrdiff_t x) { return x; }
    inline int const& ref(int const& x) { return x; }
    inline int&& rref(int&& x) { return static_cast<int&&>(x); }
    inline unsigned long long most() { return ~0ull; }
    inline int two(unsigned char a, signed char b) { return a - b; }
  }")
(cpp/integers.i8 127) ;=> 127
(cpp/integers.i8 -128) ;=> -128
(cpp/integers.i8 128) ;=! 128 does not fit
(cpp/integers.i8 -129) ;=! -129 does not fit
(cpp/integers.u8 255) ;=> 255
(cpp/integers.u8 256) ;=! 256 does not fit
(cpp/integers.u8 -1) ;=! -1 does not fit
(cpp/integers.i16 32767) ;=> 32767
(cpp/integers.i16 32768) ;=! 32768 does not fit
(cpp/integers.u16 65535) ;=> 65535
(cpp/integers.u16 65536) ;=! 65536 does not fit
(cpp/integers.i32 2147483647) ;=> 2147483647
(cpp/integers.i32 -2147483648) ;=> -2147483648
(cpp/integers.i32 2147483648) ;=! 2147483648 does not fit
(cpp/integers.u32 4294967295) ;=> 4294967295
(cpp/integers.u32 4294967296) ;=! 4294967296 does not fit
(cpp/integers.u32 -1) ;=! -1 does not fit
(cpp/integers.i64 9223372036854775807) ;=> 9223372036854775807
(cpp/integers.i64 -9223372036854775808) ;=> -9223372036854775808
(cpp/integers.u64 9223372036854775807) ;=> 9223372036854775807
(cpp/integers.u64 -1) ;=! -1 does not fit
(cpp/integers.ill -5) ;=> -5
(cpp/integers.ull 5) ;=> 5
(cpp/integers.ref 7) ;=> 7
(cpp/integers.rref 7) ;=> 7
(cpp/integers.two 200 -100) ;=> 300
; What no long holds comes back as a big integer, and goes in again.
(cpp/integers.most) ;=> 18446744073709551615N
(cpp/integers.u64 18446744073709551615N) ;=> 18446744073709551615N
(cpp/integers.u64 18446744073709551616N) ;=! 18446744073709551616 does not fit
(cpp/integers.i64 9223372036854775808N) ;=! 9223372036854775808 does not fit
; The same for values that are known only when they arrive.
(defn narrow [x] (cpp/integers.i8 x))
(narrow 100) ;=> 100
(narrow 128) ;=! 128 does not fit into
(narrow -129) ;=! -129 does not fit into
(defn unsigned-narrow [x] (cpp/integers.u8 x))
(unsigned-narrow 255) ;=> 255
(unsigned-narrow 256) ;=! 256 does not fit into
(unsigned-narrow -1) ;=! -1 does not fit into
(defn to-size [x] (cpp/integers.size x))
(to-size 12) ;=> 12
(to-size -12) ;=! -12 does not fit into
(narrow "text") ;=! does not convert to
(narrow nil) ;=! does not convert to
(narrow :key) ;=! does not convert to
(narrow [1]) ;=! does not convert to
(narrow 2.0) ;=> 2
(narrow 2.5) ;=! 2.5 does not fit into
(narrow 3N) ;=> 3
; Casts are C++'s own on native values, checked on host ones.
(cpp/cast int 2147483648) ;=! 2147483648
(cpp/cast (:unsigned char) 255) ;=> 255
(cpp/cast (:unsigned char) 256) ;=! 256
(cpp/cast (:unsigned char) (cpp/int 256)) ;=> 0
(cpp/cast int 3.0) ;=> 3
(let [x (cpp/cast short 12)] [x (cpp/sizeof short)]) ;=> [12 2]
(cpp/unsafe-cast (:unsigned char) (cpp/int 257)) ;=> 1
(let [n (cpp/long 5)] (+ n 1)) ;=> 6
(let [big (cpp/integers.most)] (class big)) ;=> clojure.lang.BigInt
(loop [i 0 n 0] (if (< i 3000) (recur (inc i) (+ n (cpp/integers.i32 i))) n)) ;=> 4498500
; Of 128 bits.
(cpp/raw "inline __int128 square(__int128 x) { return x * x; } inline unsigned __int128 same(unsigned __int128 x) { return x; }
struct holds_wide { __int128 v; }; inline __int128 wide_global = -5;")
(cpp/square 5) ;=> 25
(cpp/square 100000000000000) ;=> 10000000000000000000000000000N
(cpp/square -3N) ;=> 9
(cpp/same 340282366920938463463374607431768211455N) ;=> 340282366920938463463374607431768211455N
(cpp/same -1) ;=! -1 (java.lang.Long) does not convert to unsigned __int128
(cpp/square 170141183460469231731687303715884105728N) ;=! does not convert to __int128
(cpp/square "5") ;=! 
[cpp/wide_global (.-v (cpp/holds_wide 7)) (cpp/cast int (#cpp __int128 6))] ;=> [-5 7 6]
(let [x (cpp/<< (cpp/cast __int128 1) 80)] (cpp/cast double x)) ;=> 1.2089258196146292E24
(let [v (cpp/cast (std.vector __int128) [1 2])] (.at v 1)) ;=> 2
