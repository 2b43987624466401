// Functions whose callers need not think of other threads.
#ifndef GUSSET_LEAF_HPP
#define GUSSET_LEAF_HPP

#include "clang.hpp"

namespace gusset {

// Finds the functions of a module that run through by themselves: they call nothing that could wait for another thread
// or come back into the host, nor look at what threads tell each other. While one of them runs, the engine need not let
// others in.
class Leaves {
public:
  bool contains(const llvm::Function &function);

private:
  bool decide(const llvm::Function &function);
  bool allows(const llvm::Instruction &instruction);

  llvm::DenseMap<const llvm::Function *, bool> known;
};

} // namespace gusset
#endif
