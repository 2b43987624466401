// Macros as values and functions; see macro.cpp.
#ifndef GUSSET_MACRO_HPP
#define GUSSET_MACRO_HPP

#include "lookup.hpp"

namespace gusset {

// How a macro is used: as a value, or called with so many arguments. An object-like one may be called, too: what it
// stands for is.
struct MacroUse {
  std::optional<size_t> arguments;
  // The text of each argument that stands in the macro as it is written; empty for one that is passed to it. None where
  // all are passed.
  std::vector<std::string> pasted = {};
};

// The texts of the arguments that are literals, types or names; none where no argument is one.
std::vector<std::string> written_texts(llvm::ArrayRef<gb_arg> args);
// Whether the macro, or one that it uses, looks at how its arguments are written: it makes text or names of them (`#`,
// `##`), or asks for their types and sizes.
bool reads_text(Session &session, const clang::MacroInfo &macro);
// Parses a function that stands for the macro, once. A value that is one number needs none.
bool prepare_macro(Session &session, const Named &named, const MacroUse &use, clang::SourceLocation at);
// The macro's expansion as an expression.
clang::ExprResult expand_macro(Session &session, const Named &named, const MacroUse &use,
                               llvm::MutableArrayRef<clang::Expr *> args, clang::Scope *scope,
                               clang::SourceLocation at);
// The type that an object-like macro stands for; null where it stands for none.
clang::QualType macro_type(Session &session, const Named &named);
// What an object-like macro expands to, for evaluation as a constant; null where it is unknown.
clang::Expr *macro_body(Session &session, const Named &named);

} // namespace gusset
#endif
