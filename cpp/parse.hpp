// Parsing of C++ text; see parse.cpp.
#ifndef GUSSET_PARSE_HPP
#define GUSSET_PARSE_HPP

#include <string>

namespace gusset {
struct Session;
// At global scope. False with diagnostics, and then without a trace.
bool parse(Session &session, const std::string &text);
} // namespace gusset
#endif
