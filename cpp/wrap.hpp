// Synthesises the wrapper function of an operation; see wrap.cpp.
#ifndef GUSSET_WRAP_HPP
#define GUSSET_WRAP_HPP

#include "session.hpp"

#include <functional>

namespace gusset {

// How one argument stands in the wrapper: the type of the object in its slot, and the category it is used with.
struct SlotUse {
  clang::QualType type;
  clang::ExprValueKind category;
};

// What the wrapper's body evaluates to.
struct Wrapped {
  clang::FunctionDecl *decl = nullptr;
  clang::QualType type;
  gb_category category = GB_PRVALUE;
  bool no_throw = false;
};

// Makes an object of the value at `target`, a `void *`. A prvalue is constructed there.
clang::ExprResult construct_in(Session &session, clang::Expr *target, clang::Expr *value, clang::SourceLocation at);

using MakeBody = std::function<clang::ExprResult(llvm::SmallVectorImpl<clang::Expr *> &args, clang::Scope *scope)>;

// extern "C" int symbol(void **args, void *ret). Null `decl` with diagnostics where Sema refuses.
Wrapped wrap(Session &session, const std::string &symbol, llvm::ArrayRef<SlotUse> slots, clang::SourceLocation at,
             const MakeBody &make);

// Registers a wrapper and queues it.
Wrapper &add_wrapper(Session &session, const Wrapped &wrapped, std::string signature, std::string argument_types,
                     bool queue);

} // namespace gusset
#endif
