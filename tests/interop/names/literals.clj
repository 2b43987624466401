; Literals of C++, behind #cpp.
[#cpp 42 #cpp 2.5 #cpp true #cpp "abc" #cpp nil #cpp \a] ;=> [42 2.5 true "abc" nil \a]
(let [i #cpp 42] (cpp/+= i 1) i) ;=> 43
(cpp/sizeof (:array int 3)) ;=> 12
(cpp/raw "namespace lit { inline const char *kind(int) { return \"int\"; } inline const char *kind(long) { return \"long\"; }
            inline const char *kind(double) { return \"double\"; } inline const char *kind(bool) { return \"bool\"; }
            inline const char *kind(char) { return \"char\"; } inline const char *kind(char32_t) { return \"char32_t\"; }
            inline const char *kind(const char *) { return \"text\"; } inline const char *kind(std::nullptr_t) { return \"null\"; } }")
(map identity [(cpp/lit.kind #cpp 1) (cpp/lit.kind #cpp 5000000000) (cpp/lit.kind #cpp 1.0) (cpp/lit.kind #cpp true)]) ;=> ("int" "long" "double" "bool")
[(cpp/lit.kind #cpp \a) (cpp/lit.kind #cpp \é) (cpp/lit.kind #cpp "a") (cpp/lit.kind #cpp nil)] ;=> ["char" "char32_t" "text" "null"]
(let [i #cpp -7 j #cpp -2147483648] [i j (cpp/+ i #cpp 1)]) ;=> [-7 -2147483648 -6]
[(cpp/value 5) (cpp/value true) (cpp/value "text") ((cpp/type int) 5)] ;=> [5 true "text" 5]
(cpp/cast (cpp/type (:unsigned char)) 200) ;=> 200
#cpp :keyword ;=! this is neither a type nor a literal of C++
#cpp 1/2 ;=! this is neither a type nor a literal of C++
#cpp 99999999999999999999 ;=! this is neither a type nor a literal of C++
cpp/.-member ;=! the member cpp/.-member is no value
cpp/int* ;=! a type is no value
