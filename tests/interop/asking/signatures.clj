; (cpp/signatures name): the declarations, as a program would write them.
(ns asking.signatures (:include "asking.hpp"))
(cpp/signatures asking.button) ;=> ["bool asking::button(const char *label, const point &size, bool *open = NULL, void (*changed)(int, float) = nullptr, float color[3] = 0, ...)"]
(cpp/signatures asking.over) ;=> ["int asking::over(int value)" "double asking::over(double value, double = 0.5)"]
(cpp/signatures asking.undocumented) ;=> ["int asking::undocumented(int)"]
(cpp/signatures asking.neighbour) ;=> ["int asking::neighbour(int)"]
(cpp/signatures asking.defined) ;=> ["inline int asking::defined(int value = ASKING_SQUARE(2))"]
(cpp/signatures asking.declared_twice) ;=> ["void asking::declared_twice(int value = 1)"]
(cpp/signatures asking.by_macro) ;=> ["int asking::by_macro(int value = 3)"]
(cpp/signatures asking.add) ;=> ["template <class T, class U = int> requires (sizeof(T) > 1) auto asking::add(T left, U &&right) -> decltype(left + right)"]
(cpp/signatures asking_from_c) ;=> ["int asking_from_c(int value)"]
(cpp/signatures asking.in_inline_namespace) ;=> ["void asking::in_inline_namespace()"]
(cpp/signatures asking.without_namespace) ;=> ["int asking::without_namespace"]
; Through using-declarations, using-directives and aliases.
(cpp/signatures asking.user.over) ;=> ["int asking::over(int value)" "double asking::over(double value, double = 0.5)"]
(cpp/signatures asking.user.deep) ;=> ["int asking::nested::deep(int)"]
(cpp/signatures asking.short_name.deep) ;=> ["int asking::nested::deep(int)"]
; A class, with its constructors.
(cpp/signatures asking.widget) ;=> ["class asking::widget : public named, protected point" "asking::widget::widget(int id)"]
(cpp/signatures asking.point) ;=> ["struct asking::point" "asking::point::point() = default" "explicit asking::point::point(float x, float y = ASKING_ANSWER) noexcept"]
(cpp/signatures asking.opaque) ;=> ["struct asking::opaque"]
(cpp/signatures asking.box) ;=> ["template <class T, int N = 1> struct asking::box : named" "asking::box::box(T value)"]
(cpp/signatures (asking.box int)) ;=> ["template <class T, int N = 1> struct asking::box : named" "asking::box::box(T value)"]
(cpp/signatures (asking.box bool)) ;=> ["template <int N> struct asking::box<bool, N>"]
(cpp/signatures asking.int_box) ;=> ["using asking::int_box = box<int>" "asking::box::box(T value)"]
(cpp/signatures asking.identifier) ;=> ["typedef unsigned int asking::identifier"]
(cpp/signatures asking.mode) ;=> ["enum class asking::mode : int"]
(cpp/signatures asking.point.axis) ;=> ["enum class asking::point::axis : char"]
; Members.
(cpp/signatures asking.point.y) ;=> ["float asking::point::y = 1.5f"]
(cpp/signatures asking.point.flags) ;=> ["unsigned int asking::point::flags : 3"]
(cpp/signatures asking.point.dimensions) ;=> ["static const int asking::point::dimensions = 2"]
(cpp/signatures asking.point.draw) ;=> ["virtual void asking::point::draw(const char *label = NULL) const = 0"]
(cpp/signatures asking.point.as) ;=> ["template <class T, int N = 2> T asking::point::as(T fallback = T()) const"]
(cpp/signatures asking.point.origin) ;=> ["static point *asking::point::origin()"]
(cpp/signatures asking.widget.name) ;=> ["std::string asking::named::name"]
(cpp/signatures asking.box.get) ;=> ["T &asking::box::get()"]
(cpp/signatures (:member (asking.box int) get)) ;=> ["T &asking::box::get()"]
(cpp/signatures (:member (asking.box int) rename)) ;=> ["void asking::named::rename(std::string to)"]
(cpp/signatures (:member (asking.box bool) bit)) ;=> ["bool asking::box::bit"]
; Values.
(cpp/signatures asking.green) ;=> ["asking::green = 4"]
(cpp/signatures asking.mode.slow) ;=> ["asking::mode::slow = 1"]
(cpp/signatures asking.half) ;=> ["constexpr double asking::half = 0.5"]
(cpp/signatures asking.table) ;=> ["extern int asking::table[3]"]
(cpp/signatures ASKING_ANSWER) ;=> ["#define ASKING_ANSWER 42"]
(cpp/signatures ASKING_SQUARE) ;=> ["#define ASKING_SQUARE(x) ((x) * (x))"]
(cpp/signatures ASKING_LONGER) ;=> ["#define ASKING_LONGER(first_argument, second_argument) (sizeof(first_argument) > sizeof(second_argument) ? sizeof(first_argument) : sizeof(second_argument))"]
(cpp/signatures ASKING_NOTHING) ;=> ["#define ASKING_NOTHING"]
(cpp/signatures asking) ;=> ["namespace asking"]
; What is declared nowhere.
(cpp/signatures int) ;=> ["int"]
(cpp/signatures (:* int)) ;=> ["int *"]
(cpp/signatures asking.point*) ;=> ["asking::point *"]
; Names that standard headers declare are there without asking.
(first (cpp/signatures std.string)) ;=> "typedef basic_string<char> std::string"
(cpp/signatures std.optional.has_value) ;=> ["constexpr bool std::optional::has_value() const noexcept"]
(cpp/signatures (:member (asking.box int) absent)) ;=! libclang finds no declaration of 'asking::box<int>::absent'
(cpp/signatures asking.box.absent) ;=! libclang finds no declaration of 'asking::box::absent'
(cpp/signatures asking.point.secrt) ;=! nothing in C++ is named 'asking::point::secrt'
;=! Did you mean asking.point.secret?
