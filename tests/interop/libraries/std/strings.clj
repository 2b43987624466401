; std::string, string_view, streams, regex, filesystem, chrono, charconv.
(ns strings (:include "string" "string_view" "sstream" "iostream" "iomanip" "fstream" "regex" "filesystem" "chrono" "charconv" "cstring" "cctype" "locale" "complex"))

(let [s (cpp/std.string "hello")]
  (cpp/+= s ", ")
  (.append s "world")
  (.push_back s \!)
  [(str s) (.size s) (.find s "world") (.substr s 7 5) (.rfind s \o) (= (.find s "zzz") #cpp std.string.npos)
   (cpp/aget s 0) (.front s) (.back s) (.starts_with s "hell") (.ends_with s \!) (.compare s "hello, world!")]) ;=> ["hello, world!" 13 7 "world" 8 true \h \h \! true true 0]
(let [s (cpp/std.string 3 \a)] (.replace s 1 1 "bb") (.insert s 0 ">") (.erase s 1 1) (str s)) ;=> ">bba"
(let [a (cpp/std.string "a") b (cpp/std.string "b")] [(str (cpp/+ a b)) (str (cpp/+ a "x")) (str (cpp/+ "y" b)) (cpp/< a b) (cpp/== a "a") (cpp/!= a b)]) ;=> ["ab" "ax" "yb" true true true]
[(str (cpp/std.to_string 42)) (cpp/std.stoi "17") (cpp/std.stod "2.5") (cpp/std.stoi "ff" nil 16) (cpp/std.strlen "four")] ;=> ["42" 17 2.5 255 4]
(let [s (cpp/std.string "abc")]
  (cpp/std.transform (.begin s) (.end s) (.begin s) (fn [c] (cpp/std.toupper (int c))))
  (str s)) ;=> "ABC"
(let [v (cpp/std.string_view "key=value") at (.find v "=")]
  [(str (.substr v 0 at)) (str (.substr v (+ at 1)))]) ;=> ["key" "value"]
(let [v (cpp/std.string_view "  x ")] (.remove_prefix v 2) (.remove_suffix v 1) [(.size v) (cpp/== v "x")]) ;=> [1 true]
(let [s (cpp/std.string "c")] (cpp/std.strcmp (.c_str s) "c")) ;=> 0

; streams
(let [out (cpp/std.ostringstream)]
  (-> out (cpp/<< "x = ") (cpp/<< 42) (cpp/<< \,) (cpp/<< 1.5) (cpp/<< " ") (cpp/<< true))
  (str (.str out))) ;=> "x = 42,1.5 1"
(let [in (cpp/std.istringstream "12 word 2.5 rest of it")
      i (cpp/int 0) w (cpp/std.string) d (cpp/double 0.0) rest (cpp/std.string)]
  (-> in (cpp/>> i) (cpp/>> w) (cpp/>> d))
  (cpp/std.getline in rest)
  [(+ i 0) (str w) (+ d 0) (str rest) (cpp/cast bool in) (.eof in)]) ;=> [12 "word" 2.5 " rest of it" true true]
(let [in (cpp/std.istringstream "a,b,,c") field (cpp/std.string)]
  (loop [fields []]
    (if (cpp/std.getline in field \,) (recur (conj fields (str field))) fields))) ;=> ["a" "b" "" "c"]
(let [s (cpp/std.stringstream)] (-> s (cpp/<< 1) (cpp/<< " ") (cpp/<< 2)) (let [a (cpp/int) b (cpp/int)] (-> s (cpp/>> a) (cpp/>> b)) (+ a b))) ;=> 3

; paths and errors of files (files themselves: filesystem.clj)
(let [p (cpp/std.filesystem.path "/usr/lib/libz.so")]
  [(str (.string (.filename p))) (str (.string (.extension p))) (str (.string (.stem p))) (str (.string (.parent_path p))) (.is_absolute p)]) ;=> ["libz.so" ".so" "libz" "/usr/lib" true]
(try (cpp/std.filesystem.file_size "/no/such/file") (catch cpp/std.filesystem.filesystem_error e (.value (.code e)))) ;=> 2
(let [ec (cpp/std.error_code)] (cpp/std.filesystem.file_size "/no/such/file" ec) [(cpp/cast bool ec) (.message ec)]) ;=> [true "No such file or directory"]

; regex
(let [re (cpp/std.regex "(\\w+)@(\\w+)\\.com") m (cpp/std.smatch) s (cpp/std.string "mail bob@site.com now")]
  [(cpp/std.regex_search s m re) (.size m) (str (.str m 1)) (str (.str (cpp/aget m 2))) (.position m 0)]) ;=> [true 3 "bob" "site" 5]
(str (cpp/std.regex_replace (cpp/std.string "a-b-c") (cpp/std.regex "-") "+")) ;=> "a+b+c"
(cpp/std.regex_match "abc123" (cpp/std.regex "[a-z]+[0-9]+")) ;=> true
(let [s (cpp/std.string "1 22 333") re (cpp/std.regex "[0-9]+")
      it (cpp/std.sregex_iterator (.begin s) (.end s) re) end (cpp/std.sregex_iterator)]
  (cpp/std.distance it end)) ;=> 3
; chrono
(let [start (cpp/std.chrono.steady_clock.now)
      end (cpp/std.chrono.steady_clock.now)
      d (#cpp (std.chrono.duration double) (cpp/- end start))]
  [(cpp/>= end start) (>= (.count d) 0.0)]) ;=> [true true]
(> (.count (.time_since_epoch (cpp/std.chrono.system_clock.now))) 0) ;=> true

; complex, cctype, C
(let [z (#cpp (std.complex double) 3.0 4.0) w (cpp/* z z)] [(cpp/std.abs z) (.real w) (.imag w) (cpp/std.real (cpp/std.conj z))]) ;=> [5.0 -7.0 24.0 3.0]
[(cpp/std.isdigit 53) (cpp/std.sqrt 16.0) (cpp/std.pow 2.0 3.0) (cpp/std.floor 2.7) (cpp/std.fmod 5.5 2.0) (cpp/std.atan2 0.0 1.0)] 
(let [buffer (#cpp (std.array char 32))]
  (cpp/std.snprintf (.data buffer) (.size buffer) "%d-%s" 42 "x")
  (str (cpp/std.string (.data buffer)))) ;=> "42-x"
(let [text (cpp/std.string "123") x (cpp/int 0)
      r (cpp/std.from_chars (.data text) (cpp/+ (.data text) (.size text)) x)]
  [(+ x 0) (cpp/== (.-ec r) (cpp/std.errc))]) ;=> [123 true]
