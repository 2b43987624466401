#pragma once
namespace linked {
int add(int a, int b);
extern int state;
int twice(int a); // of another library, which needs this one

// Variables that the program has, too.
inline int counter = 0;
template <class T> struct Registry {
  static inline T last = T(-1);
};
inline int &calls() {
  static int count = 10;
  return count;
}
bool is_counter(int *place);
bool is_calls(int *place);
bool is_last(int *place);
int made(); // what a static object holds, which a constructor made
} // namespace linked

// Names of C that libraries have for something else.
inline int err = 0;
inline int fail() { return err = 7; }
