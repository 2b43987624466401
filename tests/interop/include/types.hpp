// Types to spell, and templates of all sorts of parameters.
#pragma once

namespace types {
struct F {
  int x = 5;
  double y = 2;
  int get() const { return x; }
  int add(int a) { return x + a; }
  static int st(int a) { return a; }
  int xs[4] = {1, 2, 3, 4};
  using value_type = short;
  template <class T> struct in {
    T v{};
  };
  template <class T> T conv() const { return T(x); }
  template <class T> static T sconv(int a) { return T(a); }
};
template <class T, int N> struct fixed {
  T v[N];
  static constexpr int n = N;
};
template <class... T> struct pack {
  static constexpr int n = sizeof...(T);
};
template <bool B> struct flag {
  static constexpr bool v = B;
};
template <char C> struct ch {
  static constexpr char v = C;
};
template <template <class> class X> struct tt {};
template <template <class...> class X> struct ttp {
  X<int> v;
};
enum class E { a, b, c };
template <E e> struct en {
  static constexpr int v = (int)e;
};
template <auto V> struct au {
  static constexpr auto v = V;
};
template <class T = int, int N = 3> struct dflt {
  static constexpr int n = N;
  T v{};
};
using alias = F;
template <class T> using vec = std::vector<T>;
typedef int (*fp)(int);
inline int g;
template <int *P> struct ptr {
  static int get() { return *P; }
};
} // namespace types
inline int tsq(int x) { return x * x; }
template <class T> int szof() { return sizeof(T); }
template <class T, class U> struct is_same_ {
  static constexpr bool v = std::is_same_v<T, U>;
};
