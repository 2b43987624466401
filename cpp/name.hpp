// Expressions that are names; see name.cpp.
#ifndef GUSSET_NAME_HPP
#define GUSSET_NAME_HPP

#include "lookup.hpp"

namespace gusset {

// Template arguments as Sema wants them. False with diagnostics.
bool template_arguments(Session &session, const gb_template_arg *args, size_t count, clang::SourceLocation at,
                        clang::TemplateArgumentListInfo &list);
// The declaration that a path leads to, with explicit template arguments where there are any (else null).
// `argument_dependent`: it is called, and what is found beside its arguments' types takes part.
clang::ExprResult declaration(Session &session, const Named &named, bool argument_dependent,
                              const clang::TemplateArgumentListInfo *explicit_args, clang::SourceLocation at);
// `T::name`, or with `address` `&T::name`.
clang::ExprResult member_of(Session &session, clang::QualType type, llvm::StringRef name,
                            const clang::TemplateArgumentListInfo *explicit_args, bool address,
                            clang::SourceLocation at);
// What of that name is declared in a class or enumeration; empty, with `type` complete as far as it can be, where
// there is nothing.
void look_up_member(Session &session, clang::QualType type, clang::LookupResult &result);

} // namespace gusset
#endif
