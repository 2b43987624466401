// Operators of all sorts: members and free functions, built in and rewritten.
#pragma once

#include <compare>
namespace ops {
struct V {
  int x;
  V operator+(V o) const { return {x + o.x}; }
  V operator-() const { return {-x}; }
  V operator*(int k) const { return {x * k}; }
  friend V operator*(int k, V v) { return {x_(v) * k}; }
  static int x_(V v) { return v.x; }
  bool operator==(const V &) const = default;
  auto operator<=>(const V &) const = default;
  V &operator++() {
    ++x;
    return *this;
  }
  V operator++(int) {
    V t = *this;
    ++x;
    return t;
  }
  V &operator+=(V o) {
    x += o.x;
    return *this;
  }
  V &operator=(int k) {
    x = k;
    return *this;
  }
  bool operator!() const { return x == 0; }
  V operator~() const { return {~x}; }
  int operator*() const { return x; }
  V *operator->() { return this; }
  V operator&&(V o) const { return {100 + x + o.x}; }
  V operator,(V o) const { return o; }
  int operator[](const char *s) { return x; }
  int operator()() { return x; }
  explicit operator bool() const { return x != 0; }
  V operator<<(int k) const { return {x << k}; }
  V operator%(V o) const { return {x % o.x}; }
  V &operator<<=(int k) {
    x <<= k;
    return *this;
  }
};
inline V operator-(V a, V b) { return {a.x - b.x}; }
inline V operator/(V a, int k) { return {a.x / k}; }
inline bool operator<(V a, int k) { return a.x < k; }
struct Amp {
  int operator&() { return 42; }
};
struct NoOp {};
struct OnlyEq {
  int v;
  bool operator==(int k) const { return v == k; }
};
struct Lt {
  int v;
  bool operator<(const Lt &o) const { return v < o.v; }
};
struct DelEq {
  bool operator==(const DelEq &) const = delete;
};
enum class Sc { a, b };
enum Us { p, q = 3 };
inline Sc operator|(Sc a, Sc b) { return Sc(int(a) | int(b)); }
inline int arr[3] = {5, 6, 7};
inline int side = 0;
inline bool t() {
  side++;
  return true;
}
inline bool f() { return false; }
} // namespace ops
