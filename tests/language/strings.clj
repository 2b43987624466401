; Strings, characters, keywords and symbols.
"a\tb\n\"c\"" ;=> "a\tb\n\"c\""
(str) ;=> ""
(str nil) ;=> ""
(str "a" 1 :b 'c nil 2.5 [1 "x"]) ;=> "a1:bc2.5[1 \"x\"]"
(count "hello") ;=> 5
(subs "hello" 1 3) ;=> "el"
(subs "hello" 9) ;=!
(first "abc") ;=> \a
(seq "ab") ;=> (\a \b)
(get "abc" 1) ;=> \b
(nth "abc" 5) ;=!
\newline ;=> \newline
(int \a) ;=> 97
(char 98) ;=> \b
(keyword "a" "b") ;=> :a/b
(name :x/y) ;=> "y"
(namespace :x/y) ;=> "x"
(symbol "s") ;=> s
(pr-str "a" :b) ;=> "\"a\" :b"
(format "%d %s %.2f %05d %x" 1 "a" 3.14159 42 255) ;=> "1 a 3.14 00042 ff"
(reverse "abc") ;=> (\c \b \a)
(re-find #"\d+" "abc123") ;=> "123"
(re-matches #"(\w)(\d)" "a1") ;=> ["a1" "a" "1"]
(re-seq #"[a-z]+" "ab cd") ;=> ("ab" "cd")
(require '[clojure.string :as string])
(string/upper-case "abc") ;=> "ABC"
(string/join ", " [1 2 3]) ;=> "1, 2, 3"
(string/split "a,b,c" #",") ;=> ["a" "b" "c"]
(string/replace "aXbX" "X" "-") ;=> "a-b-"
(string/trim "  a ") ;=> "a"
(string/blank? " ") ;=> true
(string/includes? "abc" "bc") ;=> true
(println "a" 1 :b)
;stdout: a 1 :b
;=> nil
(prn "a") ;stdout: "a"
(do (print "x") (print "y") (newline) (println [1 "z"]))
;stdout: xy
;stdout: [1 z]
(with-out-str (println "in") (pr "x")) ;=> "in\n\"x\""
