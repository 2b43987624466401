// What ordinary headers have, of all sorts.
#pragma once

#include <functional>
#include <map>
#include <string>
#include <vector>

namespace {
inline int anon = 3;
}
namespace m {
namespace al = ::std;
using std::string;
typedef struct {
  int a;
} cstruct;
enum { X1 = 4, X2 };
struct U {
  union {
    int i;
    float f;
  };
  struct {
    int q;
  } w;
};
inline int f(int x) { return x; }
} // namespace m
struct S {
  int v = 1;
  S *next = nullptr;
  S &ref() { return *this; }
  const S &cref() const { return *this; }
  static S make() { return S{7}; }
  S operator+(const S &o) const { return S{v + o.v}; }
  int operator()(int x) && { return 100 + x; }
  int operator()(int x) & { return x; }
  virtual ~S() {}
  S(int v = 1) : v(v) {}
  template <class T> operator T *() { return nullptr; }
};
struct Base {
  virtual int f() { return 1; }
  int g() { return 1; }
  int g(int) { return 2; }
  virtual ~Base() = default;

protected:
  int prot = 5;
};
struct Der : Base {
  using Base::g;
  int f() override { return 2; }
  int g(double) { return 3; }
};
struct Hide : Base {
  int g(double) { return 4; }
};
struct PrivB : private Base {};
inline int counter_ = 0;
struct Cnt {
  Cnt() { counter_++; }
  ~Cnt() { counter_--; }
  Cnt(const Cnt &) { counter_++; }
  int get(int x) { return x; }
};
inline int defarg(const std::string &s = "dflt", int n = 2) { return s.size() * n; }
inline int arrp(int (&a)[3]) { return a[0] + a[2]; }
inline int arrq(const int *a, int n) {
  int s = 0;
  for (int i = 0; i < n; i++)
    s += a[i];
  return s;
}
struct Fn {
  int (*cb)(int);
  std::function<int(int)> f;
  int arr[2][3] = {{1, 2, 3}, {4, 5, 6}};
  const int c = 4;
  mutable int m = 1;
  volatile int vol = 9;
};
inline int twice(int x) { return 2 * x; }
inline long double ld() { return 2.5L; }
inline unsigned long long ull() { return 18446744073709551615ull; }
inline __int128 big() { return 5; }
inline wchar_t wc() { return L'x'; }
inline char16_t c16() { return u'y'; }
inline char8_t c8() { return u8'z'; }
inline std::nullptr_t np() { return nullptr; }
inline const char *nul() { return nullptr; }
inline void vp(void *p) { *(int *)p = 5; }
inline int vpr(const void *p) { return p ? 1 : 0; }
enum class Big : unsigned long long { a = 18446744073709551615ull };
enum Small : unsigned char { s1 = 200 };
inline bool isb(bool b) { return b; }
template <class T> struct Sp {
  static const char *n() { return "gen"; }
};
template <> struct Sp<int> {
  static const char *n() { return "int"; }
};
template <class T> struct Sp<T *> {
  static const char *n() { return "ptr"; }
};
template <class T>
  requires std::is_integral_v<T>
inline int con(T) {
  return 1;
}
template <class T>
  requires std::is_floating_point_v<T>
inline int con(T) {
  return 2;
}
inline auto lam2 = [](auto... xs) { return sizeof...(xs); };
struct Explicit {
  explicit operator int() const { return 3; }
};
struct NoDef {
  NoDef(int) {}
};
inline thread_local int tl = 8;
static int stat_ = 9;
inline constexpr const char *cs = "abc";
inline const std::string str = "hello";
inline std::vector<int> gv{1, 2, 3};
inline std::map<std::string, int> gm{{"a", 1}};
