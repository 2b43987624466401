; (cpp/members name): what is public in a class, an enum or a namespace.
(ns asking.members (:include "asking.hpp"))
(run! println (cpp/members asking.point))
;stdout: float x = 0
;stdout: float y = 1.5f
;stdout: unsigned int flags : 3
;stdout: static const int dimensions = 2
;stdout: point() = default
;stdout: explicit point(float x, float y = ASKING_ANSWER) noexcept
;stdout: float operator[](std::size_t index) const
;stdout: operator bool() const
;stdout: template <class T, int N = 2> T as(T fallback = T()) const
;stdout: virtual void draw(const char *label = NULL) const = 0
;stdout: static point *origin()
;stdout: int whole
;stdout: float part
;stdout: enum class axis : char
;stdout: struct inner
;stdout: using value_type = float
; Inherited members come last, where they are public and not hidden.
(cpp/members asking.widget) ;=> ["widget(int id)" "void rename(std::string to)" "void draw(double scale)" "int id" "std::string name"]
(cpp/members asking.color) ;=> ["red = 0" "green = 4" "blue = 5"]
(cpp/members asking.point.axis) ;=> ["horizontal = 0" "vertical = 5"]
[(cpp/members asking.flags) (cpp/members asking.sign)] ;=> [["all = 4294967295"] ["minus = -1"]]
(cpp/members asking.nested) ;=> ["int deep(int)"]
(cpp/members asking.short_name) ;=> ["int deep(int)"]
; A namespace in all its parts.
(let [members (set (cpp/members asking))]
  (map #(contains? members %) ["struct point" "int more()" "namespace nested" "enum color" "red = 0" "int without_namespace"])) ;=> (true true true true false true)
; Templates: as the header has them.
(cpp/members asking.box) ;=> ["T value" "box(T value)" "T &get()" "std::string name" "void draw(int times)" "void rename(std::string to)"]
(cpp/members (asking.box int)) ;=> ["T value" "box(T value)" "T &get()" "std::string name" "void draw(int times)" "void rename(std::string to)"]
(cpp/members (asking.box bool)) ;=> ["bool bit"]
(cpp/members (asking.box bool 3)) ;=> ["bool bit"]
(= (cpp/members asking.int_box) (cpp/members (asking.box int))) ;=> true
(cpp/members asking.point_alias) ;=> ["float x = 0" "float y = 1.5f" "unsigned int flags : 3" "static const int dimensions = 2" "point() = default" "explicit point(float x, float y = ASKING_ANSWER) noexcept" "float operator[](std::size_t index) const" "operator bool() const" "template <class T, int N = 2> T as(T fallback = T()) const" "virtual void draw(const char *label = NULL) const = 0" "static point *origin()" "int whole" "float part" "enum class axis : char" "struct inner" "using value_type = float"]
(cpp/members asking.pair_of_ints) ;=> ["int left" "int right"]
(cpp/members asking.opaque) ;=> []
(some #{"constexpr void push_back(const value_type &__x)"} (cpp/members (std.vector int))) ;=> "constexpr void push_back(const value_type &__x)"
(some #{"constexpr size_type size() const noexcept"} (cpp/members std.string)) ;=> "constexpr size_type size() const noexcept"
; What has none.
(cpp/members asking.over) ;=! 'asking::over' is no namespace, class or enum, so it has no members
;=! Ask for its declarations with cpp/signatures.
(cpp/members asking.half) ;=! 'asking::half' is no namespace, class or enum
(cpp/members ASKING_ANSWER) ;=! 'ASKING_ANSWER' is no namespace, class or enum
(cpp/members int) ;=! 'int' is no namespace, class or enum
(cpp/members (:* asking.point)) ;=! 'asking::point *' is no namespace, class or enum
(cpp/members (:member (asking.box int) get)) ;=! 'asking::box<int>::get' is no namespace, class or enum
