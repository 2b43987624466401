// What C++ itself makes of the operators, to compare with.
#pragma once

#include <type_traits>

namespace arithmetic {

template <class A, class B> auto plus(A a, B b) { return a + b; }
template <class A, class B> auto divided(A a, B b) { return a / b; }
template <class A, class B> auto less(A a, B b) { return a < b; }
template <class A, class B> auto both(A a, B b) { return a & b; }
template <class A, class B> auto shifted(A a, B b) { return a << b; }
template <class A, class B> auto assigned(A a, B b) { return a -= b; }

// The same value of the same type.
template <class A, class B> bool same(const A &a, const B &b) {
  if constexpr (std::is_same_v<A, B>)
    return a == b;
  else
    return false;
}

} // namespace arithmetic
