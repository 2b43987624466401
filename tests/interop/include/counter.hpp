// Counts its live objects, so that tests see destructors run.
#pragma once

struct counter {
  static inline int live = 0;
  int id;
  explicit counter(int id) : id(id) { ++live; }
  counter(const counter &other) : id(other.id) { ++live; }
  counter &operator=(const counter &) = default;
  ~counter() { --live; }
  int get() const { return id; }
};

inline int live_counters() { return counter::live; }
