// What a host function gives back to C++ that does not say which type it wants.
#ifndef GUSSET_RESULT_HPP
#define GUSSET_RESULT_HPP

#include "convert.hpp"

#include <compare>
#include <iterator>
#include <ostream>

namespace gusset {

// A condition, as the host's `if` takes it. Numbers are refused: to C++ zero is false, to the host it is not.
inline bool receive_truth(const object &value) {
  inside here;
  int truth;
  if (!gusset_to_bool(value.word(), &truth))
    return truth;
  double number;
  if (!gusset_to_double(value.word(), &number))
    refuse<bool>(value);
  return !value.is_nil();
}

// A result of a callback as C++ gets it: converted, or what is in a box.
template <class T> T receive(const object &value) {
  using U = std::remove_cvref_t<T>;
  if constexpr (std::is_void_v<T>) {
    return;
  } else if constexpr (std::same_as<T, bool>) {
    return receive_truth(value);
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

// The same beside an operand of type T. What is true or false counts as it does in C++.
template <class T> T receive_beside(const object &value) {
  inside here;
  if constexpr (std::is_arithmetic_v<T>)
    if (int truth; !gusset_to_bool(value.word(), &truth))
      return static_cast<T>(truth);
  return receive<T>(value);
}

template <class T>
concept beside_result = from_host<T> && !std::same_as<T, object>;

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

  template <beside_result T> friend bool operator==(const T &a, const result &b) {
    return a == receive_beside<T>(b.value);
  }
  template <beside_result T> friend auto operator<=>(const T &a, const result &b) {
    return a <=> receive_beside<T>(b.value);
  }
#define GUSSET_OPERATOR(OP, ASSIGN)                                                                                    \
  template <beside_result T>                                                                                           \
    requires requires(const T &a) { a OP a; }                                                                          \
  friend auto operator OP(const T &a, const result &b) {                                                               \
    return a OP receive_beside<T>(b.value);                                                                            \
  }                                                                                                                    \
  template <beside_result T>                                                                                           \
    requires requires(const T &a) { a OP a; }                                                                          \
  friend auto operator OP(const result &a, const T &b) {                                                               \
    return receive_beside<T>(a.value) OP b;                                                                            \
  }                                                                                                                    \
  template <class T>                                                                                                   \
    requires(std::is_arithmetic_v<T> && requires(T &a) { a ASSIGN a; })                                                \
  friend T &operator ASSIGN(T &a, const result &b) {                                                                   \
    return a ASSIGN receive_beside<T>(b.value);                                                                        \
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

  // Two results have no C++ type to go by, but the host's: whole numbers, other numbers, texts.
  friend result operator+(const result &a, const result &b) {
    return with<result>(a, b, [](auto x, auto y) { return result(to_object(x + y)); });
  }
  friend result operator-(const result &a, const result &b) {
    return with<result>(a, b, [](auto x, auto y) { return result(to_object(x - y)); });
  }
  friend result operator*(const result &a, const result &b) {
    return with<result>(a, b, [](auto x, auto y) { return result(to_object(x * y)); });
  }
  // Not from `<=>`: the comparisons of the standard library would take results for addresses, which they may be.
  friend bool operator==(const result &a, const result &b) { return a.value == b.value; }
  friend bool operator<(const result &a, const result &b) { return order(a, b) < 0; }
  friend bool operator>(const result &a, const result &b) { return order(a, b) > 0; }
  friend bool operator<=(const result &a, const result &b) { return order(a, b) <= 0; }
  friend bool operator>=(const result &a, const result &b) { return order(a, b) >= 0; }

  template <class Traits>
  friend std::basic_ostream<char, Traits> &operator<<(std::basic_ostream<char, Traits> &out, const result &printed) {
    inside here;
    int truth;
    int64_t whole;
    double number;
    gusset_word word = printed.value.word();
    if (!gusset_to_bool(word, &truth))
      return out << (truth != 0);
    if (!gusset_to_int(word, &whole))
      return out << whole;
    if (!gusset_to_double(word, &number))
      return out << number;
    return out << receive<std::string>(printed.value);
  }

private:
  template <class R, class Use> static R with(const result &a, const result &b, Use use) {
    inside here;
    int64_t i, j;
    if (!gusset_to_int(a.value.word(), &i) && !gusset_to_int(b.value.word(), &j))
      return use(i, j);
    return use(static_cast<double>(a), static_cast<double>(b));
  }
  static std::partial_ordering order(const result &a, const result &b) {
    inside here;
    const char *text;
    size_t size;
    if (!gusset_to_string(a.value.word(), &text, &size))
      return static_cast<std::string>(a) <=> static_cast<std::string>(b);
    return with<std::partial_ordering>(a, b, [](auto x, auto y) { return std::partial_ordering(x <=> y); });
  }

  object value;
};

// A host value of unknown type that a template hands on, as `emplace` does: becomes what it is used as in the end. A
// `const char *` would be one thing more that it could be to whoever takes a text.
class passed {
public:
  explicit passed(object value) : value(std::move(value)) {}
  template <class T>
    requires(from_host<T> && !std::same_as<T, object> && !std::same_as<T, const char *>)
  operator T() const {
    return receive<T>(value);
  }

private:
  object value;
};

template <> struct convert<result> {
  static object to(const result &value) { return value.held(); }
};

} // namespace gusset
#endif
