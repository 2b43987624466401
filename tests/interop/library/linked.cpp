// Linked by the tests as a shared library and as a static archive.
#include "linked.hpp"

namespace linked {
int add(int a, int b) { return a + b; }
int state = 5;
void enter(int value) {
  ++counter;
  ++calls();
  Registry<int>::last = value;
}
} // namespace linked
