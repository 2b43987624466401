; {fmt}: types of a user's own, ranges, time, colours, compiled and named arguments, width from arguments, errors.
(ns fmt-types (:include "fmt/core.h" "fmt/format.h" "fmt/ranges.h" "fmt/chrono.h" "fmt/color.h" "fmt/ostream.h" "fmt/args.h" "fmt/std.h" "fmt/compile.h" "fmt/printf.h"
                        "map" "set" "vector" "tuple" "sstream" "chrono" "filesystem" "cstdio" "array") (:pkg "fmt") (:require [clojure.string :as str]))

; Specifications: fill, sign, base, precision, width from an argument, escapes.
[(cpp/fmt.format "{:*^9}" "mid") (cpp/fmt.format "{:+} {: }" 5 5) (cpp/fmt.format "{:#b} {:#o} {:X}" 10 8 255) (cpp/fmt.format "{:.3}|{:e}|{:g}" "abcdef" 1234.5 0.0001)
 (cpp/fmt.format "{:{}.{}f}" 3.14159 8 2) (cpp/fmt.format "{{}} {:c} {:d}" \x \x) (cpp/fmt.format "{:?}" "a\n\"b\"") (cpp/fmt.format "{:05} {:<5}|" -42 true) (cpp/fmt.format "{:s}" false)] ;=> ["***mid***" "+5  5" "0b1010 010 FF" "abc|1.234500e+03|0.0001" "    3.14" "{} x 120" "\"a\\n\\\"b\\\"\"" "-0042 true |" "false"]
[(cpp/fmt.format "{}" 1.0) (cpp/fmt.format "{}" 0.1) (cpp/fmt.format "{}" (cpp/float 0.1)) (cpp/fmt.format "{}" cpp/INT_MIN) (cpp/fmt.format "{}" nil) (cpp/fmt.format "{:n}" (cpp/cast (std.vector int) [1 2]))] ;=> ["1" "0.1" "0.1" "-2147483648" "0x0" "1, 2"]

; Containers, tuples, what fmt/std.h adds.
[(cpp/fmt.format "{}" (cpp/cast (std.map std.string int) {"a" 1 "b" 2})) (cpp/fmt.format "{}" (cpp/cast (std.set int) #{1 2}))
 (cpp/fmt.format "{}" (cpp/std.make_tuple 1 "two" 3.5)) (cpp/fmt.format "{::02x}" (cpp/cast (std.vector int) [10 11])) (cpp/fmt.format "{}" (cpp/cast (std.vector std.string) ["x" "y"]))
 (cpp/fmt.format "{}" (#cpp (std.pair int char) 5 \c)) (cpp/fmt.format "{}" (cpp/std.filesystem.path "a/b"))] ;=> ["{\"a\": 1, \"b\": 2}" "{1, 2}" "(1, \"two\", 3.5)" "[0a, 0b]" "[\"x\", \"y\"]" "(5, 'c')" "\"a/b\""]
(let [v (cpp/cast (std.vector double) [1.5 2.0])] (cpp/fmt.format "<{:.2f}>" (cpp/fmt.join (.begin v) (.end v) "; "))) ;=> "<1.50; 2.00>"

; A formatter, format_as, an operator<< of one's own.
(cpp/raw "namespace geo { struct Point { double x = 1, y = 2; }; enum class Side { left = 3, right }; inline auto format_as(Side s) { return static_cast<int>(s); }
          struct Streamed { int n; friend std::ostream &operator<<(std::ostream &o, const Streamed &s) { return o << '#' << s.n; } }; struct Plain {}; }
  template <> struct fmt::formatter<geo::Point> { char kind = 'c';
    constexpr auto parse(format_parse_context &c) { auto it = c.begin(); if (it != c.end() && (*it == 'c' || *it == 'p')) kind = *it++; if (it != c.end() && *it != '}') throw format_error(\"c or p\"); return it; }
    template <class C> auto format(const geo::Point &p, C &c) const { return kind == 'c' ? fmt::format_to(c.out(), \"({}, {})\", p.x, p.y) : fmt::format_to(c.out(), \"[{:.1f}]\", p.x + p.y); } };
  template <> struct fmt::formatter<geo::Streamed> : fmt::ostream_formatter {};
  struct Celsius { double d; }; template <> struct fmt::formatter<Celsius> : fmt::formatter<double> { auto format(Celsius c, format_context &x) const { auto out = fmt::formatter<double>::format(c.d, x); return fmt::format_to(out, \"C\"); } };")
(let [p (cpp/geo.Point 1.5 2.5)] [(cpp/fmt.format "{}" p) (cpp/fmt.format "{:p} {:c}" p p) (cpp/fmt.format "{}" cpp/geo.Side.right) (cpp/fmt.format "{:>4}" (cpp/geo.Streamed 7)) (cpp/fmt.format "{:.1f}" (cpp/Celsius 36.65))]) ;=> ["(1.5, 2.5)" "[4.0] (1.5, 2.5)" "4" "  #7" "36.6C"]
(let [points (#cpp (std.vector geo.Point) 2)] (cpp/fmt.format "{}" points)) ;=> "[(1, 2), (1, 2)]"
(cpp/fmt.format "{}" (cpp/fmt.streamed (cpp/geo.Streamed 8))) ;=> "#8"
(cpp/fmt.format (cpp/fmt.runtime "{:z}") (cpp/geo.Point)) ;=! c or p

; Where it goes: an iterator, a buffer of a fixed size, arguments that are collected first.
(let [buffer (#cpp (std.array char 8)) r (cpp/fmt.format_to_n (.data buffer) 4 "{}" 123456)] [(.-size r) (cpp/std.string (.data buffer) 4)]) ;=> [6 "1234"]
(let [out (#cpp (std.vector char))] (cpp/fmt.format_to (cpp/std.back_inserter out) "{}" 42) (.size out)) ;=> 2
(let [store (#cpp (fmt.dynamic_format_arg_store fmt.format_context))]
  (doseq [i [1 2 3]] (.push_back store (cpp/cast int i)))
  (.push_back store (cpp/fmt.arg "name" "v"))
  (cpp/fmt.vformat "{} {} {} {name}" store)) ;=> "1 2 3 v"
(let [a (cpp/int 1) b (cpp/std.string "b")] (cpp/fmt.vformat "{1} {0}" (cpp/fmt.make_format_args a b))) ;=> "b 1"
[(cpp/fmt.format "{a}{b}{a}" (cpp/fmt.arg "a" 1) (cpp/fmt.arg "b" "-")) (cpp/fmt.sprintf "%05.1f|%-4s|%x" 3.14159 "ab" 255)] ;=> ["1-1" "003.1|ab  |ff"]
(let [f (cpp/std.tmpfile) buffer (#cpp (std.array char 16))]
  (cpp/fmt.print f "{}-{}\n" 1 "x") (cpp/std.rewind f)
  (cpp/std.fgets (.data buffer) 16 f) (cpp/std.fclose f)
  (cpp/std.string (.data buffer))) ;=> "1-x\n"
(let [out (cpp/std.ostringstream)] (cpp/fmt.print out "{:>3}" 7) (.str out)) ;=> "  7"

; Time in UTC; colours as escapes.
[(cpp/fmt.format "{:%Y-%m-%d %H:%M:%S}" (cpp/fmt.gmtime 1000000000)) (cpp/fmt.format "{:%H:%M}" (cpp/std.chrono.minutes 125)) (cpp/fmt.format "{}" (cpp/std.chrono.milliseconds 42))
 (cpp/fmt.format "{:%Q %q}" (cpp/std.chrono.microseconds 3))] ;=> ["2001-09-09 01:46:40" "02:05" "42ms" "3 µs"]
(map #(str/replace % "\u001b" "^")
  [(cpp/fmt.format (cpp/fmt.fg cpp/fmt.color.red) "{}" 1) (cpp/fmt.format (cpp/| cpp/fmt.emphasis.bold (cpp/fmt.bg cpp/fmt.terminal_color.blue)) "b")
   (cpp/fmt.format "{}" (cpp/fmt.styled 5 (cpp/fmt.fg cpp/fmt.terminal_color.green)))]) ;=> ("^[38;2;255;000;000m1^[0m" "^[1m^[44mb^[0m" "^[32m5^[0m")

; What is wrong is seen when the form is analysed, unless the format is known at run time alone.
(cpp/fmt.format "{}" (cpp/geo.Plain)) ;=! Cannot format an argument
(cpp/fmt.format "{} {}" 1) ;=! argument not found
(cpp/fmt.format "{:d}" "text") ;=! is not a constant expression
[(try (cpp/fmt.format (cpp/fmt.runtime "{} {}") 1) (catch cpp/fmt.format_error e (str (.what e)))) (try (cpp/fmt.format (cpp/fmt.runtime "{") 1) (catch cpp/std.runtime_error e (str (.what e))))] ;=> ["argument not found" "invalid format string"]
(defn show [template x] (try (cpp/fmt.format (cpp/fmt.runtime (cpp/cast std.string template)) (cpp/cast long x)) (catch cpp/fmt.format_error e :bad)))
(map show ["{}" "{:x}" "{:5}|" "{:q}" "{0}{0}" "{1}"] (repeat 77)) ;=> ("77" "4d" "   77|" :bad "7777" :bad)
