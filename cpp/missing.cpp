// Names a symbol that nothing defines: its C++ declaration, and where that stands.
#include "missing.hpp"

#include "llvm/Demangle/Demangle.h"

using namespace clang;

namespace gusset {

gb_missing describe_missing(Session &session, const std::string &symbol) {
  gb_missing missing{};
  missing.symbol = session.keep(symbol);
  auto *decl = dyn_cast_or_null<NamedDecl>(session.generator.codegen().GetDeclForMangledName(symbol));
  if (!decl) {
    missing.declaration = session.keep(llvm::demangle(symbol));
    return missing;
  }
  std::string text;
  llvm::raw_string_ostream stream(text);
  PrintingPolicy policy(session.context.getLangOpts());
  policy.TerseOutput = true;
  policy.FullyQualifiedName = true;
  policy.SuppressTagKeyword = true;
  if (auto *function = dyn_cast<FunctionDecl>(decl)) {
    if (!isa<CXXConstructorDecl, CXXDestructorDecl>(function))
      stream << function->getReturnType().getAsString(policy) << " ";
    function->getNameForDiagnostic(stream, policy, true);
    stream << "(";
    for (unsigned i = 0; i < function->getNumParams(); i++)
      stream << (i ? ", " : "") << function->getParamDecl(i)->getType().getAsString(policy);
    stream << ")";
  } else if (auto *variable = dyn_cast<VarDecl>(decl)) {
    stream << variable->getType().getAsString(policy) << " " << variable->getQualifiedNameAsString();
  } else {
    decl->getNameForDiagnostic(stream, policy, true);
  }
  missing.declaration = session.keep(text);
  PresumedLoc at = session.compiler.getSourceManager().getPresumedLoc(decl->getLocation());
  if (at.isValid()) {
    missing.file = session.keep(at.getFilename());
    missing.line = at.getLine();
  }
  return missing;
}

} // namespace gusset
