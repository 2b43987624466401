// What a host function gives back to C++ that does not say which type it wants.
#ifndef GUSSET_RESULT_HPP
#define GUSSET_RESULT_HPP

#include "convert.hpp"

#include <compare>
#include <iterator>

namespace gusset {

// A result of a callback as C++ gets it: converted, or what is in a box.
template <class T> T receive(const object &value) {
  using U = std::remove_cvref_t<T>;
  if constexpr (std::is_void_v<T>) {
    return;
  } else if constexpr (std::same_as<T, const char *>) {
    // Valid until the next text that a callback returns on this thread.
    static thread_local std::string text;
    return value.is_nil() ? nullptr : (text = from_object<std::string>(value)).c_str();
  } else if constexpr (!std::is_reference_v<T> && from_host<U>) {
    return from_object<U>(value);
  } else if constexpr (std::is_reference_v<T>) {
    auto *found = from_object<std::remove_reference_t<T> *>(value);
    if (!found)
      refuse<T>(value);
    return static_cast<T>(*found);
  } else {
    U *found = from_object<U *>(value);
    if (!found)
      refuse<T>(value);
    if constexpr (std::copy_constructible<U>)
      return *found;
    else
      return std::move(*found);
  }
}

// Becomes whatever type it is used as; beside another operand, that of the operand.
class result {
public:
  explicit result(object value) : value(std::move(value)) {}
  template <class T>
    requires(!std::same_as<T, object> && (from_host<T> || (std::is_class_v<T> && !std::input_or_output_iterator<T>)))
  operator T() const {
    return receive<T>(value);
  }
  const object &held() const { return value; }

private:
  object value;
};

template <> struct convert<result> {
  static object to(const result &value) { return value.held(); }
};

// Two results have no C++ type to go by, but the host's: whole numbers, other numbers, texts.
template <class Use> auto with_both(const result &a, const result &b, Use use) {
  inside here;
  int64_t i, j;
  if (!gusset_to_int(a.held().word(), &i) && !gusset_to_int(b.held().word(), &j))
    return use(i, j);
  return use(static_cast<double>(a), static_cast<double>(b));
}

inline std::partial_ordering order(const result &a, const result &b) {
  inside here;
  const char *text;
  size_t size;
  if (!gusset_to_string(a.held().word(), &text, &size))
    return static_cast<std::string>(a) <=> static_cast<std::string>(b);
  return with_both(a, b, [](auto x, auto y) -> std::partial_ordering { return x <=> y; });
}

// All of them: where there is only `<=>`, the comparisons of the standard library compare addresses, since a result
// might be one.
inline bool operator==(const result &a, const result &b) { return a.held() == b.held(); }
inline bool operator<(const result &a, const result &b) { return order(a, b) < 0; }
inline bool operator>(const result &a, const result &b) { return order(a, b) > 0; }
inline bool operator<=(const result &a, const result &b) { return order(a, b) <= 0; }
inline bool operator>=(const result &a, const result &b) { return order(a, b) >= 0; }

template <class T>
concept beside_result = from_host<T> && !std::same_as<T, object>;

template <beside_result T> bool operator==(const T &a, const result &b) { return a == receive<T>(b.held()); }
template <beside_result T> auto operator<=>(const T &a, const result &b) { return a <=> receive<T>(b.held()); }

#define GUSSET_OPERATOR(OP, ASSIGN)                                                                                    \
  template <beside_result T>                                                                                           \
    requires requires(const T &a) { a OP a; }                                                                          \
  auto operator OP(const T &a, const result &b) {                                                                      \
    return a OP receive<T>(b.held());                                                                                  \
  }                                                                                                                    \
  template <beside_result T>                                                                                           \
    requires requires(const T &a) { a OP a; }                                                                          \
  auto operator OP(const result &a, const T &b) {                                                                      \
    return receive<T>(a.held()) OP b;                                                                                  \
  }                                                                                                                    \
  template <beside_result T>                                                                                           \
    requires(std::is_arithmetic_v<T> && requires(T &a) { a ASSIGN a; })                                                \
  T &operator ASSIGN(T &a, const result &b) {                                                                          \
    return a ASSIGN receive<T>(b.held());                                                                              \
  }
GUSSET_OPERATOR(+, +=)
GUSSET_OPERATOR(-, -=)
GUSSET_OPERATOR(*, *=)
GUSSET_OPERATOR(/, /=)
GUSSET_OPERATOR(%, %=)
GUSSET_OPERATOR(&, &=)
GUSSET_OPERATOR(|, |=)
GUSSET_OPERATOR(^, ^=)
#undef GUSSET_OPERATOR

#define GUSSET_OPERATOR(OP)                                                                                            \
  inline result operator OP(const result &a, const result &b) {                                                        \
    return result(with_both(a, b, [](auto x, auto y) { return to_object(x OP y); }));                                  \
  }
GUSSET_OPERATOR(+)
GUSSET_OPERATOR(-)
GUSSET_OPERATOR(*)
#undef GUSSET_OPERATOR

} // namespace gusset
#endif
