// Functions, members and callables to call in all ways.
#pragma once

#include <cstdarg>
#include <iomanip>
#include <iostream>
#include <sstream>

namespace call {
struct O {
  int v = 1;
  int f() { return 1; }
  int f() const { return 2; }
  int g() & { return 3; }
  int g() && { return 4; }
  int g() const & { return 5; }
  int h(int) { return 6; }
  int h(double) { return 7; }
  int h(int, int = 4, int c = 5) { return c; }
  static int s(int x) { return x + 1; }
  template <class T> T conv() const { return T(v); }
  template <class... T> int va(T... t) { return sizeof...(t); }
  int operator()(int a) { return a * 2; }
  int operator()(int a, int b) const { return a + b; }
  int operator[](int i) { return i + 100; }
};
inline int def(int a, int b = 2, int c = 3) { return a * 100 + b * 10 + c; }
inline double vsum(int n, ...) {
  va_list l;
  va_start(l, n);
  double r = 0;
  for (int i = 0; i < n; i++)
    r += va_arg(l, double);
  va_end(l);
  return r;
}
inline int visum(int n, ...) {
  va_list l;
  va_start(l, n);
  int r = 0;
  for (int i = 0; i < n; i++)
    r += va_arg(l, int);
  va_end(l);
  return r;
}
template <class T> const char *tname(T) {
  if constexpr (std::is_same_v<T, int>)
    return "int";
  else if constexpr (std::is_same_v<T, double>)
    return "double";
  else if constexpr (std::is_same_v<T, const char *>)
    return "cstr";
  else if constexpr (std::is_same_v<T, bool>)
    return "bool";
  else if constexpr (std::is_same_v<T, long>)
    return "long";
  else if constexpr (std::is_same_v<T, char>)
    return "char";
  else if constexpr (std::is_same_v<T, float>)
    return "float";
  else
    return "?";
}
template <class T> int fwd(T &&t) { return std::is_lvalue_reference_v<T> ? 1 : 2; }
template <class... T> int count(T &&...t) { return sizeof...(t); }
template <class A, class B = int> int tpl(A a) { return sizeof(B); }
template <int N> int nt() { return N; }
struct A {
  int a = 1;
  virtual int who() { return 1; }
  virtual ~A() {}
  int base() { return 10; }
};
struct B {
  int b = 2;
  virtual int whob() { return 20; }
  virtual ~B() {}
};
struct C : A, B {
  int c = 3;
  int who() override { return 2; }
  int whob() override { return 30; }
};
struct V1 : virtual A {};
struct V2 : virtual A {};
struct DD : V1, V2 {
  int who() override { return 9; }
};
struct N1 {
  int z = 1;
};
struct N2 {
  int z = 2;
};
struct AM : N1, N2 {};
inline int plus(int a, int b) { return a + b; }
inline int (*fp)(int, int) = plus;
inline int (O::*mf)(int) = &O::h;
inline int O::*md = &O::v;
inline auto lam = [](int a) { return a + 5; };
inline std::function<int(int)> sf = [](int a) { return a + 6; };
struct Pri {
private:
  int p() { return 1; }
  int q = 2;

protected:
  int r() { return 1; }
};
inline void nothing() {}
inline int &refret() {
  static int x = 5;
  return x;
}
inline const int &crefret() {
  static int x = 6;
  return x;
}
inline int ovl(int) { return 1; }
inline int ovl(long) { return 2; }
inline int ovl(double) { return 3; }
inline int ovl(const char *) { return 4; }
inline int ovl(std::string) { return 5; }
inline int ovl(bool) { return 6; }
inline int ovl(char) { return 7; }
inline int ovl(A *) { return 8; }
inline int amb(long) { return 1; }
inline int amb(double) { return 2; }
inline int byval(A a) { return a.who(); }
inline int byref(A &a) { return a.who(); }
inline int byptr(A *a) { return a->who(); }
inline int rv(A &&) { return 1; }
inline int rv(const A &) { return 2; }
inline int cref(const int &x) { return x; }
inline int mref(int &x) { return ++x; }
inline int del(int) = delete;
inline int del(double) { return 1; }
[[noreturn]] void die() { throw 5; }
inline int nx(int) noexcept { return 1; }
inline int gi = 3;
inline auto gen = [](auto x) { return x + x; };
struct S {
  static int operator_count;
  S &operator<<(int x) {
    n += x;
    return *this;
  }
  int n = 0;
};
namespace adl {
struct T {};
int look(T) { return 55; }
} // namespace adl
} // namespace call
