// Where linked code lies.
#ifndef GUSSET_MEMORY_HPP
#define GUSSET_MEMORY_HPP

#include "clang.hpp"

#include "llvm/ExecutionEngine/JITLink/JITLinkMemoryManager.h"

namespace gusset {

// A manager that packs small objects into shared pages; JITLink's own, which gives each object pages of its own, where
// the system has no memory that can be mapped twice.
std::unique_ptr<llvm::jitlink::JITLinkMemoryManager> make_packed_memory();

} // namespace gusset

#endif
