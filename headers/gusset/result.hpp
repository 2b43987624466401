// What a host function gives back to C++ that does not say which type it wants.
#ifndef GUSSET_RESULT_HPP
#define GUSSET_RESULT_HPP

#include "convert.hpp"

#include <compare>
#include <functional>
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

// Keeps what a callback gave for C++ to refer to: the last few of a type on a thread live on.
template <class T> T &keep(T value) {
  constexpr size_t count = 8;
  static thread_local std::optional<T> kept[count];
  static thread_local size_t next = 0;
  return kept[next++ % count].emplace(std::move(value));
}

// What a box of such an object points to; else null.
template <class T> T *boxed(const object &value) {
  auto name = type_name<T>();
  void *found = nullptr;
  if (gusset_to_pointer(value.word(), name.data(), name.size(), &found))
    return nullptr;
  return static_cast<T *>(found);
}

// A result of a callback as C++ gets it: converted, or what is in a box.
template <class T> T receive(const object &value) {
  using U = remove_cvref_t<T>;
  using Referred = std::remove_reference_t<T>;
  constexpr bool is_value = !std::is_reference_v<T> && from_host<U>;
  constexpr bool keeps = std::is_lvalue_reference_v<T> && std::is_const_v<Referred> && from_host<U>;
  if constexpr (std::is_void_v<T>) {
    return;
  } else if constexpr (std::is_same_v<T, bool>) {
    return receive_truth(value);
  } else if constexpr (std::is_same_v<T, const char *>) {
    return value.is_nil() ? nullptr : keep(from_object<std::string>(value)).c_str();
  } else if constexpr (std::is_same_v<T, std::string_view>) {
    return keep(from_object<std::string>(value));
  } else if constexpr (is_value) {
    return from_object<U>(value);
  } else if constexpr (std::is_reference_v<T>) {
    if (auto *found = boxed<Referred>(value))
      return static_cast<T>(*found);
    if constexpr (keeps && !std::is_same_v<U, object>)
      return keep(from_object<U>(value));
    refuse<T>(value);
  } else {
    using Held = std::conditional_t<std::is_copy_constructible_v<U>, const U, U>;
    Held *found = boxed<Held>(value);
    if (!found)
      refuse<U>(value);
    if constexpr (std::is_copy_constructible_v<U>)
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

template <class T> using beside_result = std::enable_if_t<from_host<T> && !std::is_same_v<T, object>, int>;

template <class T, class = void> constexpr bool is_iterator = false;
template <class T>
constexpr bool is_iterator<T, std::void_t<decltype(*std::declval<T &>()), decltype(++std::declval<T &>())>> = true;

template <class T>
using of_result =
    std::enable_if_t<!std::is_same_v<T, object> && (from_host<T> || (std::is_class_v<T> && !is_iterator<T>)), int>;

// Becomes whatever type it is used as; beside another operand, that of the operand.
class result {
public:
  explicit result(object value) : value(std::move(value)) {}
  template <class T, of_result<T> = 0> operator T() const { return receive<T>(value); }
  const object &held() const { return value; }

#define GUSSET_OPERATOR(OP)                                                                                            \
  template <class T, beside_result<T> = 0, class = decltype(std::declval<const T &>() OP std::declval<const T &>())>   \
  friend auto operator OP(const T &a, const result &b) {                                                               \
    return a OP receive_beside<T>(b.value);                                                                            \
  }                                                                                                                    \
  template <class T, beside_result<T> = 0, class = decltype(std::declval<const T &>() OP std::declval<const T &>())>   \
  friend auto operator OP(const result &a, const T &b) {                                                               \
    return receive_beside<T>(a.value) OP b;                                                                            \
  }
#define GUSSET_ARITHMETIC(OP, ASSIGN)                                                                                  \
  GUSSET_OPERATOR(OP)                                                                                                  \
  template <class T, std::enable_if_t<std::is_arithmetic_v<T>, int> = 0,                                               \
            class = decltype(std::declval<T &>() ASSIGN std::declval<T &>())>                                          \
  friend T &operator ASSIGN(T &a, const result &b) {                                                                   \
    return a ASSIGN receive_beside<T>(b.value);                                                                        \
  }
  GUSSET_ARITHMETIC(+, +=)
  GUSSET_ARITHMETIC(-, -=)
  GUSSET_ARITHMETIC(*, *=)
  GUSSET_ARITHMETIC(/, /=)
  GUSSET_ARITHMETIC(%, %=)
  GUSSET_ARITHMETIC(&, &=)
  GUSSET_ARITHMETIC(|, |=)
  GUSSET_ARITHMETIC(^, ^=)
#undef GUSSET_ARITHMETIC
#undef GUSSET_OPERATOR
#define GUSSET_COMPARISON(OP)                                                                                          \
  template <class T, beside_result<T> = 0, class = decltype(std::declval<const T &>() OP std::declval<const T &>())>   \
  friend bool operator OP(const T &a, const result &b) {                                                               \
    return compare_beside(a, b, [](const auto &x, const auto &y) { return x OP y; });                                  \
  }                                                                                                                    \
  template <class T, beside_result<T> = 0, class = decltype(std::declval<const T &>() OP std::declval<const T &>())>   \
  friend bool operator OP(const result &a, const T &b) {                                                               \
    return compare_beside(b, a, [](const auto &x, const auto &y) { return y OP x; });                                  \
  }
  GUSSET_COMPARISON(<)
  GUSSET_COMPARISON(>)
  GUSSET_COMPARISON(<=)
  GUSSET_COMPARISON(>=)
#if __cpp_impl_three_way_comparison >= 201907L
  template <class T, beside_result<T> = 0> friend bool operator==(const T &a, const result &b) {
    return compare_beside(a, b, [](const auto &x, const auto &y) { return x == y; });
  }
  template <class T, beside_result<T> = 0> friend auto operator<=>(const T &a, const result &b) {
    return a <=> receive_beside<T>(b.value);
  }
#else
  GUSSET_COMPARISON(==)
  GUSSET_COMPARISON(!=)
#endif
#undef GUSSET_COMPARISON

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
  friend bool operator!=(const result &a, const result &b) { return !(a == b); }
  friend bool operator<(const result &a, const result &b) { return holds(a, b, std::less<>()); }
  friend bool operator>(const result &a, const result &b) { return holds(a, b, std::greater<>()); }
  friend bool operator<=(const result &a, const result &b) { return holds(a, b, std::less_equal<>()); }
  friend bool operator>=(const result &a, const result &b) { return holds(a, b, std::greater_equal<>()); }

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
  // As the type of what stands beside it; but a number with a fraction is compared with a whole one as it is.
  template <class T, class Compare> static auto compare_beside(const T &a, const result &b, Compare compare) {
    if constexpr (std::is_integral_v<T>) {
      inside here;
      int64_t whole;
      double number;
      gusset_word word = b.value.word();
      if (gusset_to_int(word, &whole) && !gusset_to_double(word, &number))
        return compare(static_cast<double>(a), number);
    }
    return compare(a, receive_beside<T>(b.value));
  }
  template <class R, class Use> static R with(const result &a, const result &b, Use use) {
    inside here;
    int64_t i, j;
    if (!gusset_to_int(a.value.word(), &i) && !gusset_to_int(b.value.word(), &j))
      return use(i, j);
    return use(static_cast<double>(a), static_cast<double>(b));
  }
  template <class Compare> static bool holds(const result &a, const result &b, Compare compare) {
    inside here;
    const char *text;
    size_t size;
    if (!gusset_to_string(a.value.word(), &text, &size))
      return compare(static_cast<std::string>(a), static_cast<std::string>(b));
    return with<bool>(a, b, compare);
  }

  object value;
};

// A host value of unknown type that a template hands on, as `emplace` does: becomes what it is used as in the end. A
// `const char *` would be one thing more that it could be to whoever takes a text.
class passed {
public:
  explicit passed(object value) : value(std::move(value)) {}
  template <class T,
            std::enable_if_t<from_host<T> && !std::is_same_v<T, object> && !std::is_same_v<T, const char *>, int> = 0>
  operator T() const {
    return receive<T>(value);
  }

  template <class Traits>
  friend std::basic_ostream<char, Traits> &operator<<(std::basic_ostream<char, Traits> &out, const passed &printed) {
    return out << result(printed.value);
  }

private:
  object value;
};

template <> struct convert<result> {
  static object to(const result &value) { return value.held(); }
};

} // namespace gusset
#endif
