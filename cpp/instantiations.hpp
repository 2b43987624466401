// What a text or an operation made Clang instantiate, so that it can be undone where that fails: the same use must meet
// the same error again, and what was missing may be declared in the meantime.
#ifndef GUSSET_INSTANTIATIONS_HPP
#define GUSSET_INSTANTIATIONS_HPP

#include "clang.hpp"

#include <vector>

namespace gusset {

// Clang has no way back from an instantiation: for it, an error ends the program. This journal is told of each step and
// takes them back: specializations leave their template, functions lose their bodies, and classes that were named
// before are incomplete again. What is undone stays in memory, for whoever still refers to it.
class Instantiations : public clang::ASTMutationListener {
public:
  // What was done so far stays.
  void keep() { steps.clear(); }
  // A place to go back to, until keep().
  size_t mark() const { return steps.size(); }
  // Takes back what was done since the mark, and tells what that was.
  using Undone = llvm::SmallPtrSet<const clang::Decl *, 32>;
  Undone undo(clang::Sema &sema, size_t mark);

  // A function's definition was asked for, or instantiated. Clang tells its consumer, and not who listens.
  void defined(clang::FunctionDecl *function) { add(Kind::body, function); }

  void AddedCXXTemplateSpecialization(const clang::ClassTemplateDecl *,
                                      const clang::ClassTemplateSpecializationDecl *made) override;
  void AddedCXXTemplateSpecialization(const clang::VarTemplateDecl *,
                                      const clang::VarTemplateSpecializationDecl *made) override;
  void AddedCXXTemplateSpecialization(const clang::FunctionTemplateDecl *, const clang::FunctionDecl *made) override;
  void CompletedTagDefinition(const clang::TagDecl *tag) override;
  void CompletedImplicitDefinition(const clang::FunctionDecl *function) override { add(Kind::body, function); }

private:
  enum class Kind { specialization, completion, body };
  struct Step {
    Kind kind;
    clang::Decl *decl;
  };
  void add(Kind kind, const clang::Decl *decl) { steps.push_back({kind, const_cast<clang::Decl *>(decl)}); }
  std::vector<Step> steps;
};

// What this declaration defines is only declared again, as it was before.
void undefine(clang::TagDecl *tag);

} // namespace gusset
#endif
