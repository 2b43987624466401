// Compiles and links; see link.cpp.
#ifndef GUSSET_LINK_HPP
#define GUSSET_LINK_HPP

#include "session.hpp"

namespace gusset {

// Links what has been declared so far, and runs the static initialisers. Says what went wrong, if anything did.
std::string link_declared(Session &session);

} // namespace gusset
#endif
