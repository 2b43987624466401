// Does not compile, on purpose.
#pragma once

namespace broken {
inline int first() { return 1; }
inline int second() { return missing_name; }
} // namespace broken
