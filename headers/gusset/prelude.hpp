// What every session of the bridge knows: host values, their conversions, and what synthesised wrappers build upon.
#ifndef GUSSET_PRELUDE_HPP
#define GUSSET_PRELUDE_HPP

#include "callable.hpp"
#include "convert.hpp"
#include "exception.hpp"
#include "object.hpp"

#include <exception>
#include <iterator>
#include <memory>
#include <new>
#include <string_view>

// Stands behind each text that is parsed (cpp/parse.cpp).
#define GUSSET_END_OF_TEXT

namespace gusset {

// A host value of unknown type, as overload resolution sees it. Never made.
class any {
public:
  template <class T, std::enable_if_t<from_host<T> || std::is_same_v<T, const char *>, int> = 0> operator T() const;
};

// A host value that is no scalar (a keyword, a collection), or one whose scalar fits no overload: becomes an object of
// a class that host values convert to, gusset::object among them. Never made.
class value {
public:
  template <class T, std::enable_if_t<std::is_class_v<T> && from_host<T>, int> = 0> operator T() const;
};

// A host value that is neither a scalar nor a text. Never made.
class collection {
public:
  template <class T, std::enable_if_t<std::is_class_v<T> && from_host<T> && !std::is_same_v<T, object> &&
                                          !std::is_convertible_v<T, std::string_view>,
                                      int> = 0>
  operator T() const;
};

namespace detail {

template <class T> void destroy(T &value) noexcept(std::is_nothrow_destructible_v<T>) {
  if constexpr (std::is_array_v<T>) // not std::destroy_at's before C++20
    for (auto &element : value)
      detail::destroy(element);
  else
    std::destroy_at(std::addressof(value));
}

// What C++'s own `for` begins and ends with.
template <class T> auto range_begin(T &range) {
  using std::begin;
  return begin(range);
}
template <class T> auto range_end(T &range) {
  using std::end;
  return end(range);
}

// Gives a variable whose storage is not initialised its value.
template <class T> void emplace(T &place, std::remove_const_t<T> &&value) {
  ::new (const_cast<void *>(static_cast<const void *>(std::addressof(place)))) T(std::move(value));
}

// The exception object that was captured, where it is a T; else null. It lives as long as the capture. A pointer is
// caught as a copy, converted to the clause's type, which would die with this handler.
template <class T> T *catch_as(void *handle) noexcept {
  auto *held = static_cast<captured *>(handle);
  try {
    std::rethrow_exception(held->pointer);
  } catch (std::conditional_t<std::is_pointer_v<T>, T, T &> caught) {
    if constexpr (std::is_pointer_v<T>)
      return (T *)&held->pointers.emplace_front((void *)caught);
    else
      return std::addressof(caught);
  } catch (...) {
    return nullptr;
  }
}

[[noreturn]] inline void refuse_division(bool by_zero) { throw exception(object::adopt(gusset_bad_division(by_zero))); }

// The divisor of a built-in division of integers. Where C++ leaves the result undefined, the processor would end the
// program; the host's ArithmeticException is thrown instead.
template <class A, class B> B divisor(const A &dividend, const B &divisor) {
  if (divisor == 0)
    refuse_division(true);
  using T = decltype(dividend / divisor);
  if constexpr (std::numeric_limits<T>::is_signed)
    if (static_cast<T>(divisor) == -1 && static_cast<T>(dividend) == std::numeric_limits<T>::min())
      refuse_division(false);
  return divisor;
}

[[noreturn]] inline void rethrow(void *handle) { std::rethrow_exception(static_cast<captured *>(handle)->pointer); }
[[noreturn]] inline void throw_object(const object &value) { throw exception(value); }

} // namespace detail
} // namespace gusset
#endif
