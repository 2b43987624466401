// Refers to the other library, and does not say so.
#include "linked.hpp"

namespace linked {
int twice(int a) { return add(a, a); }
} // namespace linked
