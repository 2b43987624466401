// Thread-local variables of compiled code.
#ifndef GUSSET_THREAD_LOCAL_HPP
#define GUSSET_THREAD_LOCAL_HPP

#include "session.hpp"

namespace gusset {

// Makes every use of a thread-local variable in a batch a call of that variable's accessor.
void access_thread_locals(Session &session, llvm::Module &module, unsigned batch);

} // namespace gusset
#endif
