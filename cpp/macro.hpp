// Macros as values and functions; see macro.cpp.
#ifndef GUSSET_MACRO_HPP
#define GUSSET_MACRO_HPP

#include "lookup.hpp"

namespace gusset {

// Parses a function that stands for the macro, once. Object-like macros that are one number need none.
bool prepare_macro(Session &session, const Named &named, size_t argument_count, clang::SourceLocation at);
// The macro's expansion as an expression, with the arguments of a function-like one.
clang::ExprResult expand_macro(Session &session, const Named &named, llvm::MutableArrayRef<clang::Expr *> args,
                               clang::Scope *scope, clang::SourceLocation at);
// What an object-like macro expands to, for evaluation as a constant; null where it is unknown.
clang::Expr *macro_body(Session &session, const Named &named);

} // namespace gusset
#endif
