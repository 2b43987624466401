// Names of all sorts, and macros.
#pragma once

namespace names {
inline namespace b {
int x = 3;
namespace {
int hidden = 4;
}
struct s {
  static int count;
  static constexpr int k = 7;
  enum e { red, green };
  enum class f { on = 5, off };
  struct inner {
    int v = 9;
    using type = long;
  };
  static int twice(int x) { return 2 * x; }
};
int s::count = 11;
} // namespace b
template <class T> constexpr T pi = T(3.25);
template <class T, int N> T arr = T(N);
int &ref = x;
inline const char *text = "hi";
extern "C" int cfun(int a) { return a + 1; }
} // namespace names
#define FOO 12
#define BAR "text"
#define ADD(a, b) ((a) + (b))
#define EMPTY
#define NEG -3
#define EXPR (1 + 2 * 3)
#define STR(x) #x
#define ARRSZ(a) ((int)(sizeof(a) / sizeof(*(a))))
#define VAR names::x
#define CALLIT names::cfun
#define TYPE int
#define VARIADIC(...) names::vsum(__VA_ARGS__)
#define STMT                                                                                                           \
  do {                                                                                                                 \
    names::x = 3;                                                                                                      \
  } while (0)
#define FL 1.5f
#define ULL 18446744073709551615ULL
#define CH 'c'
#define NADA() 42
#define SETX(v) names::x = (v)
#define EMPTYF(x)

namespace names {
template <class... T> int vsum(T... t) { return (0 + ... + t); }
} // namespace names
inline int table[5] = {1, 2, 3, 4, 5};
