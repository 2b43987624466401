; What portable Clojure leans on of the JVM.
Long/MAX_VALUE ;=> 9223372036854775807
Long/MIN_VALUE ;=> -9223372036854775808
(Math/sqrt 16) ;=> 4.0
(Math/abs -3) ;=> 3
(Math/pow 2 10) ;=> 1024.0
(Math/floor 1.7) ;=> 1.0
Math/PI ;=> 3.141592653589793
(pos? (System/nanoTime)) ;=> true
(pos? (System/currentTimeMillis)) ;=> true
(System/getenv "NO_SUCH_VARIABLE_HERE") ;=> nil
(string? (System/getenv "PATH")) ;=> true
(Thread/sleep 1) ;=> nil
(Long/parseLong "42") ;=> 42
(parse-long "x") ;=> nil
(.length "abc") ;=> 3
(.toUpperCase "abc") ;=> "ABC"
(instance? String "a") ;=> true
(instance? Long 1) ;=> true
(time 1) 
(class "a") ;=> java.lang.String
