// Step 1 of a resolution; see choose.cpp.
#ifndef GUSSET_CHOOSE_HPP
#define GUSSET_CHOOSE_HPP

#include "session.hpp"

namespace gusset {

// What step 1 finds out; the slots are the session's.
struct Choice {
  // The operation is a conversion of its argument to this type, and nothing else.
  clang::QualType direct;
  // Else the operation built from stand-ins, what it calls, and the stand-in of its only argument.
  clang::Expr *built = nullptr;
  const clang::Decl *callee = nullptr;
  clang::Expr *subject = nullptr;
  // Literals that C++ evaluated while it compiled (`0` in `a <=> b < 0`): they are part of the wrapper.
  llvm::SmallVector<size_t, 2> baked;
  // It is refused for what a format says, which no other conversion would change.
  bool format_refused = false;
  // Literals stand in a macro as they are written.
  bool paste = false;
};

// False with diagnostics. Arguments may be taken for something else.
bool choose(Session &session, const gb_operation &operation, llvm::MutableArrayRef<gb_arg> args,
            clang::SourceLocation at, gb_resolution &resolution, Choice &choice);
// The declaration that an expression calls, constructs with or names; null where there is none.
const clang::Decl *callee_of(const clang::Expr *e);
// Makes all literals part of the wrapper. Whether any was not yet.
bool bake_all(Session &session, llvm::ArrayRef<gb_arg> args, gb_resolution &resolution, Choice &choice);

} // namespace gusset
#endif
