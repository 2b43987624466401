// Finds what a dotted path names; see lookup.cpp.
#ifndef GUSSET_LOOKUP_HPP
#define GUSSET_LOOKUP_HPP

#include "session.hpp"

namespace gusset {

// What a path leads to.
struct Named {
  gb_named kind = GB_UNKNOWN;
  clang::QualType type;
  // The scope that the last component was looked up in, and the component.
  clang::DeclContext *scope = nullptr;
  llvm::StringRef last;
  bool qualified = false;
  // Declarations, where `kind` is GB_VALUE or GB_TYPE_TEMPLATE.
  llvm::SmallVector<clang::NamedDecl *, 4> decls;
  // An object-like or function-like macro; `decls` are what has the name where it is not called.
  clang::MacroInfo *macro = nullptr;
  // Why the path leads nowhere, where there is more to say; `kind` is GB_UNKNOWN then.
  std::string refusal;
};

// What a name is to Clang: an identifier, or that of an operator (`operator+`).
clang::DeclarationName declared_name(clang::ASTContext &context, llvm::StringRef name);
Named find(Session &session, llvm::StringRef path, clang::SourceLocation at);
// The same for a name that is not called, which a function-like macro does not stand for where there is a declaration.
Named find_uncalled(Session &session, llvm::StringRef path, clang::SourceLocation at);
// The class or enumeration of that name that a function or variable hides, as `struct stat` is; null where there is
// none.
clang::TypeDecl *tag_behind(Session &session, const Named &named, clang::SourceLocation at);
// Whether what was found is one declaration that is private or protected.
bool is_hidden(const clang::LookupResult &found);
// What to say of it.
std::string hidden(const clang::NamedDecl *decl);
// Looks the last component up again, for Sema's use.
void look_up(Session &session, const Named &named, clang::LookupResult &result);
clang::QualType builtin_type(clang::ASTContext &context, llvm::StringRef name);
// Takes a declaration from those that a scope lists; false where it is not there.
bool unlist(clang::DeclContext *scope, clang::NamedDecl *decl);
// The declared names in `scope` closest to `name`, best first, at most 5.
std::vector<std::string> closest(Session &session, clang::DeclContext *scope, llvm::StringRef name);

} // namespace gusset
#endif
