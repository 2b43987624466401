; <regex>: matching, groups, iterating over the matches, splitting, replacing, errors.
(ns regex (:include "regex" "string" "iterator" "map" "vector"))

; The whole text, and its groups.
(let [m (cpp/std.smatch) s (cpp/std.string "2024-05-17")]
  [(cpp/std.regex_match s m (cpp/std.regex "(\\d+)-(\\d+)-(\\d+)"))
   (.size m) (.str m 1) (.str m) (.length m 2) (.position m 3) (.-matched (cpp/aget m 2))]) ;=> [true 4 "2024" "2024-05-17" 2 8 true]
(let [m (cpp/std.cmatch)] [(cpp/std.regex_search "x = 42;" m (cpp/std.regex "[0-9]+")) (.str m) (.str (.prefix m)) (.str (.suffix m))]) ;=> [true "42" "x = " ";"]
(let [s (cpp/std.string "ab") m (cpp/std.smatch)]
  [(cpp/std.regex_match s m (cpp/std.regex "(a)(x)?(b)")) (mapv #(.-matched (cpp/aget m (cpp/cast int %))) (range 5)) (.str m 2) (.ready m)]) ;=> [true [true true false true false] "" true]

; Every match, with a for loop's iterators.
(let [s (cpp/std.string "a=1, bc=22, d=333") re (cpp/std.regex "(\\w+)=(\\d+)")]
  (loop [it (cpp/std.sregex_iterator (.begin s) (.end s) re) found []]
    (if (cpp/== it (cpp/std.sregex_iterator))
      found
      (let [m (cpp/* it) pair [(.str m 1) (cpp/std.stoi (.str m 2)) (.position it)]]
        (recur (cpp/std.next it) (conj found pair)))))) ;=> [["a" 1 0] ["bc" 22 5] ["d" 333 12]]
(let [s (cpp/std.string "the cat the dog the end") words (#cpp (std.map std.string int)) re (cpp/std.regex "\\w+")
      end (cpp/std.sregex_iterator)
      it (cpp/std.sregex_iterator (.begin s) (.end s) re)]
  (loop [] (when (cpp/!= it end) (cpp/++ (cpp/aget words (.str it))) (cpp/++ it) (recur)))
  words) ;=> {"cat" 1, "dog" 1, "end" 1, "the" 3}

; Splitting, with the separators left out.
(let [s (cpp/std.string "a, b ,c") re (cpp/std.regex "\\s*,\\s*")
      it (cpp/std.sregex_token_iterator (.begin s) (.end s) re -1)
      parts (#cpp (std.vector std.string) it (cpp/std.sregex_token_iterator))]
  parts) ;=> ["a" "b" "c"]

; Replacing, with groups, the first match alone, into an iterator.
(let [s (cpp/std.string "john smith")]
  [(cpp/std.regex_replace s (cpp/std.regex "(\\w+) (\\w+)") "$2, $1")
   (cpp/std.regex_replace s (cpp/std.regex "[aeiou]") "_")
   (cpp/std.regex_replace s (cpp/std.regex "h") "H" cpp/std.regex_constants.format_first_only)]) ;=> ["smith, john" "j_hn sm_th" "joHn smith"]
(let [s (cpp/std.string "1-2") out (cpp/std.string)]
  (cpp/std.regex_replace (cpp/std.back_inserter out) (.begin s) (.end s) (cpp/std.regex "\\d") "<$&>")
  out) ;=> "<1>-<2>"

; Flags and errors.
[(cpp/std.regex_match "HELLO" (cpp/std.regex "hello" cpp/std.regex.icase))
 (cpp/std.regex_match "HELLO" (cpp/std.regex "hello"))
 (cpp/std.regex_match "aab" (cpp/std.regex "a\\{2\\}b" cpp/std.regex.basic))
 (cpp/std.regex_match "AB" (cpp/std.regex "ab" (cpp/| cpp/std.regex.icase cpp/std.regex.optimize)))
 (.mark_count (cpp/std.regex "(a)(b(c))"))] ;=> [true false true true 3]
(try (cpp/std.regex "(unclosed") false (catch cpp/std.regex_error e (cpp/== (.code e) cpp/std.regex_constants.error_paren))) ;=> true
