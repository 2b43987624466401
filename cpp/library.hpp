// The JIT that the code goes to, and the libraries that it is linked with.
#ifndef GUSSET_LIBRARY_HPP
#define GUSSET_LIBRARY_HPP

#include <string>

namespace gusset {

struct Session;
// Uses the given LLVMOrcLLJITRef, or makes one. Says what went wrong, or nothing.
std::string set_up_jit(Session &session);

} // namespace gusset
#endif
