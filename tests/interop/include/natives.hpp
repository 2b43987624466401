// Objects that tell when they are made, copied, moved and destroyed; objects that cannot be.
#pragma once

#include <memory>
#include <string>
#include <vector>
namespace native {
inline std::string log;
struct T {
  int id;
  T(int i) : id(i) { log += "+" + std::to_string(i); }
  T(const T &o) : id(o.id) { log += "c" + std::to_string(id); }
  T(T &&o) : id(o.id) { log += "m" + std::to_string(id); }
  T &operator=(const T &o) {
    id = o.id;
    log += "=" + std::to_string(id);
    return *this;
  }
  ~T() { log += "-" + std::to_string(id); }
  int get() const { return id; }
  T &self() { return *this; }
  T next() const { return T(id + 1); }
  void thr() { throw std::runtime_error("x"); }
};
inline std::string take() {
  std::string r = log;
  log.clear();
  return r;
}
struct NC {
  int v;
  NC(int v) : v(v) {}
  NC(const NC &) = delete;
  int get() { return v; }
};
struct MO {
  std::unique_ptr<int> p;
  MO(int v) : p(new int(v)) {}
  int get() { return *p; }
};
struct alignas(128) Big {
  char c[128];
  Big() { c[0] = 1; }
  ~Big() { log += ok() ? "ok" : "BAD"; }
  bool ok() const { return (reinterpret_cast<size_t>(this) & 127) == 0; }
};
struct Cond {
  bool b;
  explicit operator bool() const { return b; }
};
struct NoB {};
struct A {
  virtual ~A() {}
  int a = 1;
};
struct B : A {
  int b = 2;
};
struct C : A {};
struct Huge {
  char c[1 << 20];
};
struct Empty {};
inline T make(int i) { return T(i); }
inline int sum(T a, T b) { return a.id + b.id; }
} // namespace native
