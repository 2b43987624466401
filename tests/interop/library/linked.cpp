// Linked by the tests as a shared library and as a static archive.
#include "linked.hpp"

namespace linked {
int add(int a, int b) { return a + b; }
int state = 5;
bool is_counter(int *place) { return place == &counter; }
bool is_calls(int *place) { return place == &calls(); }
bool is_last(int *place) { return place == &Registry<int>::last; }

namespace {
struct Made {
  int value = 0;
  explicit Made(int value) : value(twice_of(value)) {}
  static int twice_of(int n) { return 2 * n; }
};
Made first(state + 2);
} // namespace
int made() { return first.value; }
} // namespace linked
