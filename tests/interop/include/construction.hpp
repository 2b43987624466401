// Classes that can, and that cannot, be made in all ways.
#pragma once

namespace made {
struct P {
  int x;
  int y;
};
struct N {
  P p;
  int z = 7;
  const char *s = "d";
};
struct D {
  D() = delete;
  int v;
};
struct Pr {
  int v;

private:
  Pr(int v) : v(v) {}
  int secret = 3;
  int hid() { return 1; }
  friend struct Fr;
};
struct NC {
  int v;
  NC(int v) : v(v) {}
  NC(const NC &) = delete;
  NC(NC &&) = delete;
};
struct MO {
  int v;
  MO(int v) : v(v) {}
  MO(MO &&o) : v(o.v) { o.v = -1; }
  MO &operator=(MO &&o) {
    v = o.v;
    o.v = -1;
    return *this;
  }
};
struct Ex {
  int v;
  explicit Ex(int v) : v(v) {}
};
struct Im {
  int v;
  Im(int v) : v(v) {}
  Im(int a, int b) : v(a + b) {}
};
inline int takes_im(Im i) { return i.v; }
inline int takes_ex(Ex e) { return e.v; }
struct Il {
  int n;
  Il(std::initializer_list<int> l) : n((int)l.size()) {}
  Il(int a, int b) : n(100) {}
};
struct Ab {
  virtual int f() = 0;
  virtual ~Ab() = default;
};
struct De : Ab {
  int f() override { return 4; }
};
template <class T> struct Box {
  T v;
  Box(T v) : v(v) {}
};
struct Live {
  static inline int n = 0;
  int v;
  Live(int v = 0) : v(v) { n++; }
  Live(const Live &o) : v(o.v) { n++; }
  ~Live() { n--; }
};
struct PD {
  int v = 1;

private:
  ~PD() {}
};
struct Dd {
  ~Dd() = delete;
};
union U {
  int i;
  float f;
};
struct Bf {
  unsigned a : 3;
  unsigned b : 5;
  int c;
};
struct Fw;
inline Fw *fwp = nullptr;
enum class E { a, b };
enum Un { q, r };
struct Vt {
  virtual int f() { return 1; }
  virtual ~Vt() {}
};
struct Ov {
  int v;
  static void *operator new(size_t n) {
    cnt++;
    return ::operator new(n);
  }
  static void operator delete(void *p) {
    cnt--;
    ::operator delete(p);
  }
  static inline int cnt = 0;
};
struct In : P {
  int w;
};
struct Cst {
  const int k;
  int &r;
};
inline int gi = 5;
struct Conv {
  operator int() const { return 77; }
  explicit operator double() const { return 1.5; }
};
struct alignas(64) Big {
  char c[64];
  Big() { c[0] = 1; }
  bool ok() const { return (reinterpret_cast<size_t>(this) & 63) == 0; }
};
} // namespace made
