// Templates, overloaded functions and aggregates as arguments.
#pragma once

#include <iomanip>
#include <iostream>
#include <sstream>

namespace given {
struct P {
  int x;
  int y;
};
struct N {
  P p;
  int z = 7;
  const char *s = "d";
};
struct In : P {
  int w;
};
struct Im {
  int v;
  Im(int v) : v(v) {}
  Im(int a, int b) : v(a + b) {}
};
inline int takes_im(Im i) { return i.v; }
inline int takes_p(P p) { return p.x + p.y; }
inline int takes_v(std::vector<int> v) {
  int s = 0;
  for (int x : v)
    s += x;
  return s;
}
inline int takes_ps(const std::vector<P> &v) {
  int s = 0;
  for (auto &p : v)
    s += p.x * p.y;
  return s;
}
inline int takes_il(std::initializer_list<int> l) { return l.size(); }
struct Il {
  int n;
  Il(std::initializer_list<int> l) : n((int)l.size()) {}
  Il(int a, int b) : n(100) {}
};
template <class T> struct Box {
  T v;
  Box(T v) : v(v) {}
  template <class U> U conv() const { return U(v); }
  template <class U> static U sconv(T t) { return U(t); }
  template <class U> struct inner {
    U u;
    using type = U *;
  };
  template <class U> static constexpr U k = U(9);
};
struct O {
  int v = 4;
  template <class T> T conv() const { return T(v); }
  template <class T, int N> T plus(T a) const { return a + N + v; }
  template <class T> static T sconv(int a) { return T(a); }
  int f() { return 1; }
  int f(int) { return 2; }
  static int g(int) { return 3; }
  static int g(double) { return 4; }
  template <class... T> int cnt() { return sizeof...(T); }
};
inline int ovl(int) { return 1; }
inline int ovl(double) { return 3; }
template <class T> T twice(T x) { return x + x; }
template <class T = double> int sz() { return sizeof(T); }
inline int apply(int (*f)(int), int x) { return f(x); }
inline int applyd(int (*f)(double), double x) { return f(x); }
template <class F> int tapply(F f) { return f(3); }
template <class T> constexpr T pi = T(3.25);
template <class T, int N> T arr = T(N);
template <int N> int nt() { return N; }
template <char C> struct ch {
  static constexpr char v = C;
};
enum class E { a, b, c };
template <E e> struct en {
  static constexpr int v = (int)e;
};
template <auto V> struct au {
  static constexpr auto v = V;
  static constexpr int size = sizeof(V);
};
inline int g = 5;
inline constexpr int K = 6;
template <int *P> struct ptr {
  static int get() { return *P; }
};
template <int O::*M> struct mp {
  static int get(const O &o) { return o.*M; }
};
template <int (*F)(int)> struct fn {
  static int call(int x) { return F(x); }
};
inline int plain(int x) { return x + 40; }
template <class T, class... R> struct pk {
  static constexpr int n = sizeof...(R);
};
template <double D> struct dd {
  static constexpr double v = D;
};
template <class T> int nullp(T *p, std::nullptr_t) { return p == nullptr; }
inline int np(int *p) { return p == nullptr; }
template <std::nullptr_t> struct nn {
  static constexpr int v = 3;
};
} // namespace given
#define CKONST 3
#define STMT(x)                                                                                                        \
  do {                                                                                                                 \
    given::g = x;                                                                                                      \
  } while (0)
#define SHOW(x) #x
