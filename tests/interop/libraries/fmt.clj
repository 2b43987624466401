; {fmt}: formatting with compile-time and run-time checks.
(ns formatting (:include "fmt/core.h" "fmt/format.h" "fmt/ranges.h" "fmt/chrono.h" "fmt/color.h" "fmt/ostream.h") (:pkg "fmt"))
(cpp/fmt.format "{} + {} = {}" 1 2 3) ;=> "1 + 2 = 3"
(cpp/fmt.format "{:>8.3f}|{:<6}|{:^7}|{:#x}" 3.14159 "ab" "mid" 255) ;=> "   3.142|ab    |  mid  |0xff"
(cpp/fmt.format "{1} {0} {name}" "a" "b" (cpp/fmt.arg "name" 7)) ;=> "b a 7"
(cpp/fmt.to_string 42) ;=> "42"
(let [v (#cpp (std.vector int) #cpp [1 2 3])] (str (cpp/fmt.format "{}" v))) ;=> "[1, 2, 3]"
(let [v (#cpp (std.vector std.string))] (.push_back v "a") (.push_back v "b") (str (cpp/fmt.format "{}" (cpp/fmt.join v "-")))) ;=> "a-b"
(let [out (cpp/std.string)] (cpp/fmt.format_to (cpp/std.back_inserter out) "{}-{}" 1 true) (str out)) ;=> "1-true"
(let [n (cpp/int 5) d (cpp/double 2.5) s (cpp/std.string "text")] (cpp/fmt.format "{} {} {}" n d s)) ;=> "5 2.5 text"
(cpp/fmt.formatted_size "{}" 12345) ;=> 5
(try (cpp/fmt.format (cpp/fmt.runtime "{:d}") "text") (catch cpp/fmt.format_error e :bad-format)) ;=> :bad-format
(let [b (cpp/fmt.memory_buffer)] (cpp/fmt.format_to (cpp/std.back_inserter b) "{:02}" 7) (str (cpp/fmt.to_string b))) ;=> "07"
(cpp/fmt.format "{}" (cpp/std.chrono.seconds 5)) ;=> "5s"
(do (cpp/fmt.print "") (cpp/fmt.print cpp/stdout "{}" "") nil) ;=> nil
(defn label [n] (cpp/fmt.format "item-{:03}" (cpp/cast int n)))
(map label [1 22 333]) ;=> ("item-001" "item-022" "item-333")
(loop [i 0 size 0] (if (< i 2000) (recur (inc i) (+ size (count (cpp/fmt.format "{}" (cpp/cast int i))))) size)) ;=> 6890
(cpp/fmt.format "{:%}" 1) ;=! format
