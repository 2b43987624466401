// What the tests of errors call in wrong ways.
#pragma once
#include <functional>
#include <stdexcept>
#include <string>

namespace errors {

struct point {
  double x, y;
  point(double x, double y) : x(x), y(y) {}
};

inline double scale(double value) { return value * 2; }

inline int pick(int a, int b) { return a + b; }
inline double pick(point p, double d) { return p.x + d; }

inline int either(long, int) { return 1; }
inline int either(int, long) { return 2; }

inline int byte(unsigned char value) { return value; }

int declared_only(int value);

[[noreturn]] inline void fail(const char *what) { throw std::runtime_error(what); }

inline void each(int count, const std::function<void(int)> &callback) {
  for (int i = 0; i < count; ++i)
    callback(i);
}

struct unique {
  unique() = default;
  unique(const unique &) = delete;
  int value() const { return 1; }
};

} // namespace errors
