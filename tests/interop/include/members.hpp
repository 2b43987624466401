// Pointers to members, bit-fields, text in arrays, and what C++ evaluates while it compiles.
#pragma once

namespace more {
struct O {
  int v = 1;
  int h(int) { return 6; }
  int f() const { return v; }
  static int s(int x) { return x + 1; }
};
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
inline int (O::*mf)(int) = &O::h;
inline int O::*md = &O::v;
static constexpr int K = 7;
inline const double pi = 3.5;
inline int deref(const int *p) { return *p; }
struct Live {
  static inline int n = 0;
  Live() { n++; }
  ~Live() { n--; }
};
struct Nm {
  char name[8] = "abc";
  unsigned char u[2] = {1, 2};
  signed char s = -3;
  unsigned char b = 200;
  int8_t i8 = -5;
};
struct Bf {
  unsigned a : 3;
  int c;
  int sum() { return a + c; }
};
inline Bf mk() { return {1, 2}; }
consteval int ce(int x) { return x * 2; }
} // namespace more
