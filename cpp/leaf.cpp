#include "leaf.hpp"

using namespace llvm;

namespace gusset {

// Functions of the run-time libraries that return by themselves, if they return at all.
static bool is_simple_library_function(const Function &function) {
  static const StringSet<> names = {"_Znwm",  "_Znam",   "_ZdlPv",  "_ZdaPv", "_ZdlPvm", "_ZdaPvm",
                                    "memcpy", "memmove", "memset",  "memcmp", "memchr",  "strlen",
                                    "strcmp", "malloc",  "realloc", "free",   "calloc",  "__cxa_allocate_exception"};
  StringRef name = function.getName();
  if (names.contains(name))
    return true;
  // std::__throw_length_error and the like.
  if (function.doesNotReturn() && (name.starts_with("_ZSt") || name.starts_with("__cxa_")))
    return true;
  return function.onlyReadsMemory() && function.doesNotThrow(); // sqrt
}

bool Leaves::allows(const Instruction &instruction) {
  if (instruction.isAtomic() || instruction.isVolatile())
    return false;
  auto *call = dyn_cast<CallBase>(&instruction);
  if (!call)
    return true;
  const Function *callee = call->getCalledFunction();
  return callee && (callee->isIntrinsic() || contains(*callee));
}

bool Leaves::decide(const Function &function) {
  if (function.isDeclaration())
    return is_simple_library_function(function);
  for (const BasicBlock &block : function)
    for (const Instruction &instruction : block)
      if (!allows(instruction))
        return false;
  return true;
}

bool Leaves::contains(const Function &function) {
  // What calls itself is none, as it may run for long.
  auto [place, is_new] = known.try_emplace(&function, false);
  if (!is_new)
    return place->second;
  bool leaf = decide(function);
  known[&function] = leaf;
  return leaf;
}

} // namespace gusset
