// What every session knows without asking: the usual standard headers and headers/gusset, from a precompiled header
// that is built once into the cache directory.
#ifndef GUSSET_PRELUDE_HPP
#define GUSSET_PRELUDE_HPP

#include <string>
#include <vector>

namespace gusset {

struct Prelude {
  // Clang's arguments that bring the precompiled header in; empty where there is none, and `text` is to be parsed.
  std::vector<std::string> arguments;
  std::string text;
};

// `arguments` are those of the session. Without write access to the cache, parsing takes the place of the
// precompiled header.
Prelude prepare_prelude(const std::vector<std::string> &arguments, const std::string &headers, const std::string &cache,
                        bool standard_headers);

// Clang's own headers (stddef.h, …).
std::string resource_directory();

} // namespace gusset
#endif
