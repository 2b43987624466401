; A string without its end.
(println "hello)
