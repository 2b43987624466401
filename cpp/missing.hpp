// Names a symbol that nothing defines; see missing.cpp.
#ifndef GUSSET_MISSING_HPP
#define GUSSET_MISSING_HPP

#include "session.hpp"

namespace gusset {
gb_missing describe_missing(Session &session, const std::string &symbol);
} // namespace gusset
#endif
