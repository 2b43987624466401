// Expressions that are names: of declarations by their paths, of members of a type, both with template arguments.
#include "name.hpp"
#include "lookup.hpp"
#include "macro.hpp"
#include "operands.hpp"

using namespace clang;
using llvm::StringRef;

namespace gusset {

void look_up_member(Session &session, QualType type, LookupResult &result) {
  auto *tag = type->getAsTagDecl();
  session.sema.isCompleteType(result.getNameLoc(), type);
  if (tag && tag->getDefinition())
    session.sema.LookupQualifiedName(result, tag->getDefinition());
}

ExprResult declaration(Session &session, const Named &named, bool argument_dependent,
                       const TemplateArgumentListInfo *explicit_args, SourceLocation at) {
  LookupResult result(session.sema, DeclarationName(), at, Sema::LookupOrdinaryName);
  look_up(session, named, result);
  if (result.empty() || result.isAmbiguous())
    return ExprError();
  argument_dependent = argument_dependent && !named.qualified &&
                       result.getRepresentativeDecl()->getUnderlyingDecl()->isFunctionOrFunctionTemplate();
  if (explicit_args)
    return session.sema.BuildTemplateIdExpr(CXXScopeSpec(), SourceLocation(), result, argument_dependent,
                                            explicit_args);
  return session.sema.BuildDeclarationNameExpr(CXXScopeSpec(), result, argument_dependent);
}

ExprResult member_of(Session &session, QualType type, StringRef name, const TemplateArgumentListInfo *explicit_args,
                     bool address, SourceLocation at) {
  Sema &sema = session.sema;
  LookupResult found(sema, declared_name(session.context, name), at, Sema::LookupOrdinaryName);
  look_up_member(session, type, found);
  if (found.empty()) {
    session.refuse(at, "no member named '" + name.str() + "' in '" + session.spell(type) + "'");
    return ExprError();
  }
  if (found.isAmbiguous())
    return ExprError();
  if (isa<TypeDecl>(found.getRepresentativeDecl()->getUnderlyingDecl()) && is_hidden(found)) {
    session.refuse(at, hidden(found.getRepresentativeDecl()));
    return ExprError();
  }
  CXXScopeSpec scope;
  scope.MakeTrivial(session.context, NestedNameSpecifier(type.getTypePtr()), SourceRange(at, at));
  if (!address) {
    if (explicit_args)
      return sema.BuildTemplateIdExpr(scope, SourceLocation(), found, false, explicit_args);
    return sema.BuildDeclarationNameExpr(scope, found, false);
  }
  found.suppressDiagnostics();
  ExprResult member = explicit_args ? sema.BuildQualifiedTemplateIdExpr(scope, SourceLocation(),
                                                                        found.getLookupNameInfo(), explicit_args, true)
                                    : sema.BuildQualifiedDeclarationNameExpr(scope, found.getLookupNameInfo(), true);
  return member.isInvalid() ? ExprError() : sema.BuildUnaryOp(sema.TUScope, at, UO_AddrOf, member.get());
}

// The value that a path names.
static ExprResult value(Session &session, StringRef path, SourceLocation at) {
  Named named = find(session, path, at);
  if (named.kind != GB_VALUE) {
    session.refuse(at, "'" + path.str() + "' is no type, template or value");
    return ExprError();
  }
  if (!named.macro)
    return declaration(session, named, false, nullptr, at);
  if (named.macro->isFunctionLike() || !prepare_macro(session, named, {}, at)) {
    session.refuse(at, "the macro '" + path.str() + "' has no value");
    return ExprError();
  }
  Expr *body = macro_body(session, named);
  return body ? ExprResult(body) : ExprError();
}

static ExprResult value(Session &session, const gb_template_arg &arg, SourceLocation at) {
  ASTContext &c = session.context;
  switch (arg.kind) {
  case GB_TEMPLATE_INT: {
    bool fits = arg.integer >= INT32_MIN && arg.integer <= INT32_MAX;
    return IntegerLiteral::Create(c, llvm::APInt(fits ? 32 : 64, uint64_t(arg.integer), true, true),
                                  fits ? c.IntTy : c.LongTy, at);
  }
  case GB_TEMPLATE_BOOL:
    return CXXBoolLiteralExpr::Create(c, arg.integer != 0, c.BoolTy, at);
  case GB_TEMPLATE_CHAR: {
    bool narrow = arg.integer < 128;
    return new (c)
        CharacterLiteral(unsigned(arg.integer), narrow ? CharacterLiteralKind::Ascii : CharacterLiteralKind::UTF32,
                         narrow ? c.CharTy : c.Char32Ty, at);
  }
  case GB_TEMPLATE_DOUBLE:
    return FloatingLiteral::Create(c, llvm::APFloat(arg.real), true, c.DoubleTy, at);
  case GB_TEMPLATE_TEXT:
    return string_literal(session, ref(arg.name), at);
  case GB_TEMPLATE_NULL:
    return new (c) CXXNullPtrLiteralExpr(c.NullPtrTy, at);
  case GB_TEMPLATE_VALUE:
    return value(session, ref(arg.name), at);
  case GB_TEMPLATE_ADDRESS: {
    ExprResult named = value(session, ref(arg.name), at);
    return named.isInvalid() ? named : session.sema.BuildUnaryOp(session.sema.TUScope, at, UO_AddrOf, named.get());
  }
  case GB_TEMPLATE_MEMBER:
  case GB_TEMPLATE_MEMBER_ADDRESS:
    return member_of(session, session.types[arg.type], ref(arg.name), nullptr, arg.kind == GB_TEMPLATE_MEMBER_ADDRESS,
                     at);
  case GB_TEMPLATE_TYPE:
  case GB_TEMPLATE_TEMPLATE:
    break;
  }
  return ExprError();
}

// The type that a macro stands for where a value may stand, too; null where it is none.
static QualType named_type(Session &session, const gb_template_arg &arg, SourceLocation at) {
  Named named = find(session, ref(arg.name), at);
  bool begins_as_type = named.macro && named.macro->getNumTokens() > 0 &&
                        (named.macro->getReplacementToken(0).isAnyIdentifier() ||
                         named.macro->getReplacementToken(0).isSimpleTypeSpecifier(session.context.getLangOpts()) ||
                         named.macro->getReplacementToken(0).isOneOf(tok::kw_const, tok::kw_struct, tok::kw_class));
  return begins_as_type ? macro_type(session, named) : QualType();
}

// The type that a member of a type is; null where it is a value, or nothing.
static QualType member_type(Session &session, const gb_template_arg &arg, SourceLocation at) {
  LookupResult found(session.sema, DeclarationName(&session.context.Idents.get(ref(arg.name))), at,
                     Sema::LookupOrdinaryName);
  found.suppressDiagnostics();
  look_up_member(session, session.types[arg.type], found);
  auto *type = found.isSingleResult() ? dyn_cast<TypeDecl>(found.getFoundDecl()->getUnderlyingDecl()) : nullptr;
  return type ? session.context.getTypeDeclType(type) : QualType();
}

bool template_arguments(Session &session, const gb_template_arg *args, size_t count, SourceLocation at,
                        TemplateArgumentListInfo &list) {
  ASTContext &c = session.context;
  EnterExpressionEvaluationContext constant(session.sema, Sema::ExpressionEvaluationContext::ConstantEvaluated);
  for (size_t i = 0; i < count; i++) {
    const gb_template_arg &arg = args[i];
    QualType type = arg.kind == GB_TEMPLATE_TYPE     ? session.types[arg.type]
                    : arg.kind == GB_TEMPLATE_MEMBER ? member_type(session, arg, at)
                    : arg.kind == GB_TEMPLATE_VALUE  ? named_type(session, arg, at)
                                                     : QualType();
    if (!type.isNull()) {
      // In parentheses: Clang takes a class as it knows it for its own name inside of it, which is a template's, too.
      QualType written = c.getParenType(type);
      list.addArgument(TemplateArgumentLoc(TemplateArgument(written), c.getTrivialTypeSourceInfo(written, at)));
    } else if (arg.kind == GB_TEMPLATE_TEMPLATE) {
      Named named = find(session, ref(arg.name), at);
      if (named.kind != GB_TYPE_TEMPLATE) {
        session.refuse(at, "unknown template '" + ref(arg.name).str() + "'");
        return false;
      }
      TemplateName name(cast<TemplateDecl>(named.decls[0]));
      list.addArgument(TemplateArgumentLoc(c, TemplateArgument(name), at, NestedNameSpecifierLoc(), at));
    } else {
      ExprResult made = value(session, arg, at);
      if (made.isInvalid())
        return false;
      list.addArgument(TemplateArgumentLoc(TemplateArgument(made.get(), /*IsCanonical=*/false), made.get()));
    }
  }
  return true;
}

} // namespace gusset
