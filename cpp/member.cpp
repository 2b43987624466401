// `object.name`: members of objects, through pointers, through operator->, and by the names of macros.
#include "lookup.hpp"
#include "name.hpp"
#include "operation.hpp"

using namespace clang;
using llvm::StringRef;

namespace gusset {

// Whether one of these members may be called with so many arguments.
static bool takes(const LookupResult &found, size_t count) {
  return llvm::any_of(found, [&](NamedDecl *decl) {
    FunctionDecl *function = decl->getUnderlyingDecl()->getAsFunction();
    if (!function || function->isVariadic() ||
        llvm::any_of(function->parameters(), [](ParmVarDecl *parameter) { return parameter->isParameterPack(); }))
      return true;
    return count >= function->getMinRequiredExplicitArguments() && count <= function->getNumNonObjectParams();
  });
}

static QualType class_of(Building &b) {
  QualType type = b.args[0]->getType();
  return type->isPointerType() ? type->getPointeeType() : type;
}

// The base that a name means: in the object's class, as its own members would name it, or from outside.
static QualType base_named(Building &b, StringRef path) {
  LookupResult found(b.session.sema, declared_name(b.session.context, path), b.at, Sema::LookupOrdinaryName);
  found.suppressDiagnostics();
  look_up_member(b.session, class_of(b), found);
  if (auto *type = found.isSingleResult() ? dyn_cast<TypeDecl>(found.getFoundDecl()->getUnderlyingDecl()) : nullptr)
    return b.session.context.getTypeDeclType(type);
  Named named = find(b.session, path, b.at);
  return named.kind == GB_TYPE ? named.type : QualType();
}

// `object.name`, `pointer->name` or `object.Base::name`; through an overloaded operator-> where the class itself has no
// such member, or none that takes so many arguments (`get` of a smart pointer).
static ExprResult member_itself(Building &b, StringRef name) {
  Sema &sema = b.session.sema;
  CXXScopeSpec scope;
  if (auto [path, last] = name.rsplit('.'); !last.empty()) {
    QualType base = base_named(b, path);
    if (base.isNull())
      return refuse(b, "'" + as_cpp(path) + "' is not a class");
    scope.MakeTrivial(b.session.context, NestedNameSpecifier(base.getTypePtr()), b.at);
    name = last;
  }
  Expr *base = b.args[0];
  QualType type = base->getType();
  bool arrow = type->isPointerType();
  DeclarationNameInfo wanted(declared_name(b.session.context, name), b.at);
  bool called = b.operation.kind == GB_OP_METHOD;
  auto has = [&](QualType in, DeclarationName member, bool fitting = false) {
    LookupResult found(sema, member, b.at, Sema::LookupMemberName);
    found.suppressDiagnostics();
    sema.LookupQualifiedName(found, in->getAsRecordDecl());
    return !found.empty() && (!fitting || takes(found, b.args.size() - 1));
  };
  if (!arrow && type->isRecordType() && sema.isCompleteType(b.at, type)) {
    DeclarationName arrow_name = b.session.context.DeclarationNames.getCXXOperatorName(OO_Arrow);
    if (!has(type, wanted.getName(), called) && has(type, arrow_name)) {
      bool not_found = false;
      bool own = has(type, wanted.getName());
      ExprResult pointer = sema.BuildOverloadedArrowExpr(b.scope, base, b.at, &not_found);
      if (pointer.isInvalid() && !own)
        return ExprError();
      QualType led = pointer.isInvalid() ? type : pointer.get()->getType();
      if (pointer.isInvalid())
        b.session.forget_errors(); // what its own member says is told
      else if (!led->isPointerType() && !own)
        return refuse(b, "operator-> of '" + b.session.spell(type) + "' never leads to a pointer");
      QualType target = led->getPointeeType();
      bool known = !target.isNull() && target->isRecordType() && sema.isCompleteType(b.at, target);
      if (known && !own && !has(target, wanted.getName()))
        return refuse(b, "no member named '" + name.str() + "' in '" + b.session.spell(type) + "', nor in '" +
                             b.session.spell(target) + "', which its operator-> leads to");
      arrow = !own || (known && has(target, wanted.getName()));
      if (arrow) {
        base = pointer.get();
        type = led;
      }
    }
  }
  if (arrow) {
    ExprResult pointer = sema.DefaultFunctionArrayLvalueConversion(base);
    if (pointer.isInvalid())
      return ExprError();
    base = pointer.get();
    type = base->getType();
    if (sema.RequireCompleteType(b.at, type->getPointeeType(), diag::err_incomplete_type))
      return ExprError();
  } else if (!type->isRecordType()) {
    return refuse(b, "'" + b.session.spell(type) + "' is not a class and has no member '" + name.str() + "'");
  }
  return sema.BuildMemberReferenceExpr(base, type, b.at, arrow, scope, SourceLocation(), nullptr, wanted,
                                       b.explicit_args, b.scope);
}

// The members that a macro stands for, as <sys/stat.h> has `st_mtime` for `st_mtim.tv_sec`; none where it stands for
// something else.
static llvm::SmallVector<StringRef, 3> members_of_macro(Session &session, StringRef name) {
  Preprocessor &preprocessor = session.compiler.getPreprocessor();
  MacroInfo *macro = preprocessor.getMacroInfo(preprocessor.getIdentifierInfo(name));
  if (!macro || !macro->isObjectLike() || macro->getNumTokens() % 2 == 0)
    return {};
  llvm::SmallVector<StringRef, 3> members;
  for (unsigned i = 0; i < macro->getNumTokens(); i++) {
    const Token &token = macro->getReplacementToken(i);
    if (i % 2 ? token.isNot(tok::period) : !token.isAnyIdentifier())
      return {};
    if (i % 2 == 0)
      members.push_back(token.getIdentifierInfo()->getName());
  }
  return members;
}

// Whether the object or pointer has no such member.
static bool lacks(Building &b, StringRef name) {
  LookupResult found(b.session.sema, declared_name(b.session.context, name), b.at, Sema::LookupMemberName);
  found.suppressDiagnostics();
  look_up_member(b.session, class_of(b), found);
  return found.empty();
}

ExprResult member(Building &b, StringRef name) {
  auto members = lacks(b, name) ? members_of_macro(b.session, name) : llvm::SmallVector<StringRef, 3>();
  if (members.empty())
    return member_itself(b, name);
  for (StringRef outer : llvm::ArrayRef(members).drop_back()) {
    ExprResult made = member_itself(b, outer);
    if (made.isInvalid())
      return ExprError();
    b.args[0] = made.get();
  }
  return member_itself(b, members.back());
}

} // namespace gusset

bool gb_through_proxy(gb_session *session, uint32_t type, gb_string member) {
  gusset::Operation begun(*session);
  auto look_up = [&](DeclarationName name) {
    LookupResult found(session->sema, name, session->somewhere, Sema::LookupMemberName);
    found.suppressDiagnostics();
    gusset::look_up_member(*session, session->types[type], found);
    return llvm::SmallVector<NamedDecl *, 2>(found.begin(), found.end());
  };
  auto arrows = look_up(session->context.DeclarationNames.getCXXOperatorName(OO_Arrow));
  bool proxy = llvm::any_of(arrows, [](NamedDecl *decl) {
    auto *function = dyn_cast<FunctionDecl>(decl->getUnderlyingDecl());
    return function && function->getReturnType()->isRecordType();
  });
  proxy = proxy && look_up(gusset::declared_name(session->context, gusset::ref(member))).empty();
  session->settle();
  return proxy;
}
