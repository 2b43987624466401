; A path has a name between any two of its dots.
cpp/std..string ;=! the name 'std..string' has an empty part
(cpp/ask..A 1) ;=! the name 'ask..A' has an empty part
(cpp/. 1) ;=! the name '.' has an empty part
cpp/. ;=! the name '.' has an empty part
(#cpp (std..vector int)) ;=! the name 'std..vector' has an empty part
(cpp/sizeof std..string) ;=! the name 'std..string' has an empty part
(cpp/std.string. "a") ;=> "a"
; Each form says how it is written.
(cpp/value) ;=! write (cpp/value form)
(cpp/type int 5) ;=! write (cpp/type T)
(cpp/alignof) ;=! write (cpp/alignof T)
