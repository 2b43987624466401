// Builds the Clang expression of an operation; see operation.cpp.
#ifndef GUSSET_OPERATION_HPP
#define GUSSET_OPERATION_HPP

#include "session.hpp"

namespace gusset {

struct Building {
  Session &session;
  const gb_operation &operation;
  // As the caller gave them.
  llvm::ArrayRef<gb_arg> given;
  // Their expressions, with what stands in braces as one.
  llvm::SmallVector<clang::Expr *, 8> args;
  clang::SourceLocation at;
  clang::Scope *scope;
  // Of the operation's name, where it has any.
  const clang::TemplateArgumentListInfo *explicit_args = nullptr;
  // Literals stand in a macro as they are written; see `pasting`.
  bool paste = false;
};

// Whether Sema takes what `make` builds. Nothing is said of it, and nothing left that is broken.
template <class Make> bool accepts(Session &session, Make make) {
  size_t told = session.diagnostics->items.size(), mark = session.instantiations.mark();
  clang::EnterExpressionEvaluationContext unevaluated(session.sema,
                                                      clang::Sema::ExpressionEvaluationContext::Unevaluated);
  clang::Sema::TentativeAnalysisScope tentative(session.sema);
  clang::ExprResult made = make();
  bool good = made.isUsable() && !made.get()->containsErrors() && session.diagnostics->items.size() == told;
  if (session.diagnostics->items.size() > told) {
    session.undo_instantiations(mark);
    session.diagnostics->items.resize(told);
    if (told == 0)
      session.forget_errors();
  }
  return good;
}

// Refuses the operation with this message.
clang::ExprResult refuse(Building &building, const std::string &message);
// A dotted path as C++ writes it.
std::string as_cpp(llvm::StringRef path);
// `object.name`, `pointer->name` or `object.Base::name` of argument 0.
clang::ExprResult member(Building &building, llvm::StringRef name);
// A name as it is, which may be that of an overloaded function. Invalid with diagnostics.
clang::ExprResult build_name(Building &building);
// Invalid with diagnostics. A successful expression has no errors in it and no placeholder type.
clang::ExprResult build(Building &building);
// What an operation is called in messages: `ImGui::Text`, `operator+`.
std::string describe(Session &session, const gb_operation &operation);
// Whether literals stand in a macro as they are written. As a rule they are passed to the function that stands for it,
// so that all literals share one.
enum class Pasting { never, otherwise, always };
Pasting pasting(Session &session, const gb_operation &operation, llvm::ArrayRef<gb_arg> args, clang::SourceLocation at);
// What has to be parsed before the operation can be built: the function that stands for a macro.
bool prepare(Session &session, const gb_operation &operation, llvm::ArrayRef<gb_arg> args, bool paste,
             clang::SourceLocation at);
// A call of gusset::… or gusset::detail::… from the prelude, with explicit template arguments.
clang::ExprResult call_prelude(Session &session, bool detail, llvm::StringRef name,
                               llvm::ArrayRef<clang::QualType> template_args, llvm::MutableArrayRef<clang::Expr *> args,
                               clang::SourceLocation at);

} // namespace gusset
#endif
