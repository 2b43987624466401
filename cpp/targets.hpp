// What type each host argument is converted to in a built operation; see targets.cpp.
#ifndef GUSSET_TARGETS_HPP
#define GUSSET_TARGETS_HPP

#include "session.hpp"

namespace gusset {

// The call, construction or built-in operation inside an expression, without what was done to its result.
const clang::Expr *operation_node(const clang::Expr *e);

class Targets {
public:
  Targets(Session &session, const clang::Expr *built, llvm::ArrayRef<clang::Expr *> stand_ins,
          llvm::ArrayRef<gb_arg> args);
  // The type that argument i has after its conversion; its own where it is not converted.
  clang::QualType type(size_t i) const { return types[i]; }
  const std::string &error(size_t i) const { return errors[i]; }
  // Whether the argument is still there: C++ may have evaluated it while it compiled.
  bool found(size_t i) const { return present[i]; }
  bool depends_on_text = false;

private:
  void arguments_of(const clang::Stmt *node);
  void argument(const clang::Expr *e);
  void note(const clang::Stmt *inside, clang::QualType type);
  void read_format(const clang::CallExpr *call);

  Session &session;
  llvm::ArrayRef<clang::Expr *> stand_ins;
  llvm::ArrayRef<gb_arg> args;
  std::vector<clang::QualType> types;
  std::vector<std::string> errors;
  std::vector<bool> present;
};

} // namespace gusset
#endif
