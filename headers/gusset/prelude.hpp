// What every session of the bridge knows: host values, their conversions, and what synthesised wrappers build upon.
#ifndef GUSSET_PRELUDE_HPP
#define GUSSET_PRELUDE_HPP

#include "callable.hpp"
#include "convert.hpp"
#include "exception.hpp"
#include "object.hpp"

#include <exception>
#include <memory>
#include <new>
#include <string_view>

namespace gusset {

template <class T>
concept any_convertible = from_host<T> || std::same_as<T, const char *>;

// A host value of unknown type, as overload resolution sees it. Never made.
class any {
public:
  template <any_convertible T> operator T() const;
};

namespace detail {

template <class T> void destroy(T &value) noexcept(std::is_nothrow_destructible_v<T>) {
  std::destroy_at(std::addressof(value));
}

// The exception object that an exception_ptr holds, where it is a T; else null. It lives as long as the pointer.
template <class T> T *catch_as(void *handle) noexcept {
  try {
    std::rethrow_exception(*static_cast<std::exception_ptr *>(handle));
  } catch (T &caught) {
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

[[noreturn]] inline void rethrow(void *handle) { std::rethrow_exception(*static_cast<std::exception_ptr *>(handle)); }
[[noreturn]] inline void throw_object(const object &value) { throw exception(value); }

} // namespace detail
} // namespace gusset
#endif
