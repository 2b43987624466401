// Builds the Clang expression of an operation. Sema does the work: it picks the overload, converts, deduces, fills in
// default arguments, checks access, and says what is wrong.
#include "operation.hpp"
#include "macro.hpp"
#include "name.hpp"
#include "wrap.hpp"

using namespace clang;
using llvm::StringRef;

namespace gusset {

std::string as_cpp(StringRef path) {
  path.consume_back(".");
  return llvm::join(llvm::split(path, '.'), "::");
}

ExprResult refuse(Building &b, const std::string &message) {
  b.session.refuse(b.at, message);
  return ExprError();
}

namespace {

TypeSourceInfo *info(Building &b, QualType type) { return b.session.context.getTrivialTypeSourceInfo(type, b.at); }

// The type that a cast names: references stand beside the type they refer to.
QualType cast_type(Building &b, QualType type) {
  ASTContext &c = b.session.context;
  switch (b.operation.category) {
  case GB_LVALUE:
    return c.getLValueReferenceType(type);
  case GB_XVALUE:
    return c.getRValueReferenceType(type);
  case GB_PRVALUE:
    break;
  }
  return type;
}

// `static_cast<T>(x)` and the like, by their keyword.
ExprResult named_cast(Building &b, tok::TokenKind keyword, QualType type) {
  SourceRange at(b.at, b.at);
  return b.session.sema.BuildCXXNamedCast(b.at, keyword, info(b, type), b.args[0], at, at);
}

// The list, where all that is given is one in braces.
InitListExpr *sole_braces(Building &b) { return b.args.size() == 1 ? dyn_cast<InitListExpr>(b.args[0]) : nullptr; }

// The arguments for one more try: Sema notes in a list in braces what it made of it.
llvm::SmallVector<Expr *, 8> unused(Building &b, llvm::ArrayRef<Expr *> args) {
  llvm::SmallVector<Expr *, 8> fresh(args);
  for (Expr *&arg : fresh)
    if (auto *braces = dyn_cast<InitListExpr>(arg))
      if (ExprResult made = b.session.sema.ActOnInitList(b.at, unused(b, braces->inits()), b.at); made.isUsable())
        arg = made.get();
  return fresh;
}

// `T(args…)`, or `T{args…}`, where the arguments are those of an aggregate's members that only braces flatten.
ExprResult construct_class(Building &b, QualType type) {
  Sema &sema = b.session.sema;
  auto in_parentheses = [&] {
    auto args = unused(b, b.args);
    return sema.BuildCXXTypeConstructExpr(info(b, type), b.at, args, b.at, false);
  };
  auto *record = sema.isCompleteType(b.at, type) ? type->getAsCXXRecordDecl() : nullptr;
  if (!record || !record->isAggregate() || b.args.empty())
    return in_parentheses();
  auto in_braces = [&]() -> ExprResult {
    ExprResult made = sema.ActOnInitList(b.at, unused(b, b.args), b.at);
    if (made.isInvalid())
      return ExprError();
    Expr *list[] = {made.get()};
    return sema.BuildCXXTypeConstructExpr(info(b, type), b.at, list, b.at, true);
  };
  bool flattens = !accepts(b.session, in_parentheses) && accepts(b.session, in_braces);
  return flattens ? in_braces() : in_parentheses();
}

ExprResult construct(Building &b, QualType type) {
  if (sole_braces(b)) {
    // `T{…}`; or else `T({…})`, where the braces make an argument.
    auto make = [&](bool list) {
      auto args = unused(b, b.args);
      return b.session.sema.BuildCXXTypeConstructExpr(info(b, type), b.at, args, b.at, list);
    };
    bool is_argument = type->isRecordType() && !accepts(b.session, [&] { return make(true); }) &&
                       accepts(b.session, [&] { return make(false); });
    return make(!is_argument);
  }
  if (type->isArrayType()) { // only braces make an array
    if (!b.args.empty())
      return refuse(b, "an array is initialised by braces");
    ExprResult none = b.session.sema.ActOnInitList(b.at, {}, b.at);
    Expr *list[] = {none.get()};
    return b.session.sema.BuildCXXTypeConstructExpr(info(b, type), b.at, list, b.at, true);
  }
  if (type->isVoidType() && b.args.size() == 1) // (cpp/void x) discards
    return b.session.sema.BuildCStyleCastExpr(b.at, info(b, type), b.at, b.args[0]);
  // `T(x)` is a C-style cast where T is no class; the weaker conversion is what is meant.
  if (type->isRecordType())
    return construct_class(b, type);
  bool is_class = isa<DeducedTemplateSpecializationType>(type.getTypePtr());
  if (b.args.size() == 1 && !is_class)
    return named_cast(b, tok::kw_static_cast, type);
  return b.session.sema.BuildCXXTypeConstructExpr(info(b, type), b.at, b.args, b.at, false);
}

// `new (&place) T(args…)`. The place's class may have an `operator&` of its own.
ExprResult construct_at(Building &b, QualType type) {
  ASTContext &c = b.session.context;
  Expr *place = b.args.front();
  b.args.erase(b.args.begin());
  ExprResult value = construct(b, type);
  if (value.isInvalid())
    return ExprError();
  Expr *address = UnaryOperator::Create(c, place, UO_AddrOf, c.getPointerType(place->getType()), VK_PRValue,
                                        OK_Ordinary, b.at, false, FPOptionsOverride());
  ExprResult target = b.session.sema.BuildCStyleCastExpr(b.at, info(b, c.VoidPtrTy), b.at, address);
  return target.isInvalid() ? target : construct_in(b.session, target.get(), value.get(), b.at);
}

// A function that only the arguments lead to (ADL): a friend that is declared inside of a class alone, or any where the
// name is not qualified. None where there is none.
std::optional<ExprResult> call_by_arguments(Building &b, const Named &named) {
  Sema &sema = b.session.sema;
  DeclarationName name = declared_name(b.session.context, named.last);
  ADLResult found;
  sema.ArgumentDependentLookup(name, b.at, b.args, found);
  bool fits = llvm::any_of(found, [&](NamedDecl *decl) {
    return !named.qualified || (named.scope && decl->getDeclContext()->getRedeclContext()->Equals(named.scope));
  });
  if (!fits || b.explicit_args)
    return std::nullopt;
  LookupResult none(sema, name, b.at, Sema::LookupOrdinaryName);
  ExprResult callee = sema.BuildDeclarationNameExpr(CXXScopeSpec(), none, /*NeedsADL=*/true);
  return callee.isInvalid() ? callee : sema.ActOnCallExpr(b.scope, callee.get(), b.at, b.args, b.at);
}

ExprResult unknown(Building &b, const Named &named) {
  if (!named.refusal.empty())
    return refuse(b, named.refusal);
  std::string message =
      "no " + std::string(named.qualified ? "member" : "declaration") + " named '" + named.last.str() + "'";
  if (auto *scope = dyn_cast_or_null<NamedDecl>(named.scope))
    message += " in '" + scope->getQualifiedNameAsString() + "'";
  auto names = closest(b.session, named.scope, named.last);
  if (!names.empty())
    message += "; did you mean '" + names[0] + "'?";
  return refuse(b, message);
}

ExprResult call(Building &b) {
  Named named = find(b.session, ref(b.operation.name), b.at);
  switch (named.kind) {
  case GB_UNKNOWN:
    if (auto made = call_by_arguments(b, named))
      return *made;
    return unknown(b, named);
  case GB_NAMESPACE:
    return refuse(b, "'" + as_cpp(ref(b.operation.name)) + "' is a namespace");
  case GB_TYPE:
    return construct(b, named.type);
  case GB_TYPE_TEMPLATE: {
    auto *decl = cast<TemplateDecl>(named.decls[0]);
    QualType deduced = b.session.context.getDeducedTemplateSpecializationType(ElaboratedTypeKeyword::None,
                                                                              TemplateName(decl), QualType(), false);
    return construct(b, deduced);
  }
  case GB_VALUE:
    break;
  }
  if (named.macro) {
    if (QualType type = macro_type(b.session, named); !type.isNull())
      return construct(b, type);
    MacroUse use{b.args.size(), b.paste ? written_texts(b.given) : std::vector<std::string>()};
    return expand_macro(b.session, named, use, b.args, b.scope, b.at);
  }
  ExprResult callee = declaration(b.session, named, true, b.explicit_args, b.at);
  if (callee.isInvalid())
    return ExprError();
  return b.session.sema.ActOnCallExpr(b.scope, callee.get(), b.at, b.args, b.at);
}

ExprResult name(Building &b) {
  Named named = find_uncalled(b.session, ref(b.operation.name), b.at);
  if (named.kind == GB_UNKNOWN)
    return unknown(b, named);
  if (named.kind != GB_VALUE)
    return refuse(b, "'" + as_cpp(ref(b.operation.name)) + "' is " +
                         (named.kind == GB_NAMESPACE ? "a namespace" : "a type") + ", not a value");
  if (named.macro && named.macro->isFunctionLike())
    return refuse(b, "'" + named.last.str() + "' is a function-like macro, which has no value; call it");
  if (named.macro)
    return expand_macro(b.session, named, {}, {}, b.scope, b.at);
  return declaration(b.session, named, false, b.explicit_args, b.at);
}

ExprResult create(Building &b, QualType type) {
  std::optional<Expr *> size;
  if (auto *array = b.session.context.getAsConstantArrayType(type)) {
    size = IntegerLiteral::Create(b.session.context, array->getSize().zext(64), b.session.context.UnsignedLongTy, b.at);
    type = array->getElementType();
  }
  Expr *initialiser = sole_braces(b);
  SourceRange parentheses;
  if (!initialiser) {
    initialiser = ParenListExpr::Create(b.session.context, b.at, b.args, b.at);
    parentheses = SourceRange(b.at, b.at);
  }
  return b.session.sema.BuildCXXNew(SourceRange(b.at, b.at), false, b.at, {}, b.at, SourceRange(), type, info(b, type),
                                    size, parentheses, initialiser);
}

// `object.*member` or `pointer->*member`, called where it is a function.
ExprResult through_member_pointer(Building &b) {
  Sema &sema = b.session.sema;
  if (b.args.size() < 2)
    return refuse(b, "a pointer to member is called with an object");
  auto opcode = b.args[1]->getType()->isPointerType() ? BO_PtrMemI : BO_PtrMemD;
  ExprResult member = sema.BuildBinOp(b.scope, b.at, opcode, b.args[1], b.args[0]);
  if (member.isInvalid())
    return ExprError();
  auto rest = llvm::MutableArrayRef<Expr *>(b.args).drop_front(2);
  if (b.args[0]->getType()->isMemberFunctionPointerType())
    return sema.ActOnCallExpr(b.scope, member.get(), b.at, rest, b.at);
  return rest.empty() ? member : refuse(b, "a pointer to a data member takes nothing but the object");
}

ExprResult unary(Building &b, StringRef spelling) {
  if (spelling == "->") {
    QualType type = b.args[0]->getType();
    if (!type->isPointerType() && !type->isRecordType())
      return refuse(b, "'" + b.session.spell(type) + "' is neither a pointer nor of a class");
    return type->isPointerType() ? b.args[0] : b.session.sema.BuildOverloadedArrowExpr(b.scope, b.args[0], b.at);
  }
  auto opcode = llvm::StringSwitch<std::optional<UnaryOperatorKind>>(spelling)
                    .Case("++", UO_PreInc)
                    .Case("--", UO_PreDec)
                    .Case("&", UO_AddrOf)
                    .Case("*", UO_Deref)
                    .Case("+", UO_Plus)
                    .Case("-", UO_Minus)
                    .Case("~", UO_Not)
                    .Case("!", UO_LNot)
                    .Default(std::nullopt);
  if (!opcode)
    return refuse(b, "'" + spelling.str() + "' is not a unary operator of C++");
  return b.session.sema.BuildUnaryOp(b.scope, b.at, *opcode, b.args[0]);
}

// A division that the processor would stop the whole program for.
bool is_integer_division(BinaryOperatorKind opcode, llvm::ArrayRef<Expr *> operands) {
  auto whole = [](const Expr *e) { return e->getType()->isIntegralOrUnscopedEnumerationType(); };
  return (opcode == BO_Div || opcode == BO_Rem || opcode == BO_DivAssign || opcode == BO_RemAssign) &&
         llvm::all_of(operands, whole);
}

ExprResult binary(Building &b, StringRef spelling) {
  if (spelling == "[]")
    return b.session.sema.ActOnArraySubscriptExpr(b.scope, b.args[0], b.at,
                                                  llvm::MutableArrayRef<Expr *>(b.args).drop_front(), b.at);
  std::optional<BinaryOperatorKind> opcode;
#define BINARY_OPERATION(Name, Spelling)                                                                               \
  if (spelling == Spelling)                                                                                            \
    opcode = BO_##Name;
#include "clang/AST/OperationKinds.def"
  if (!opcode)
    return refuse(b, "'" + spelling.str() + "' is not a binary operator of C++");
  if (is_integer_division(*opcode, b.args) && !b.session.sema.isUnevaluatedContext()) {
    ExprResult divisor = call_prelude(b.session, true, "divisor", {}, b.args, b.at);
    if (divisor.isInvalid())
      return ExprError();
    b.args[1] = divisor.get();
  }
  return b.session.sema.BuildBinOp(b.scope, b.at, *opcode, b.args[0], b.args[1]);
}

ExprResult operate(Building &b, StringRef spelling) {
  if (b.args.size() == 1)
    return unary(b, spelling);
  return b.args.size() == 2 || spelling == "[]" ? binary(b, spelling)
                                                : refuse(b, "an operator of C++ takes one or two operands");
}

ExprResult type_info(Building &b, QualType type) {
  Sema &sema = b.session.sema;
  if (!type.isNull())
    return sema.ActOnCXXTypeid(b.at, b.at, true, sema.CreateParsedType(type, info(b, type)).getAsOpaquePtr(), b.at);
  if (b.args.size() != 1)
    return refuse(b, "typeid takes one value or type");
  return sema.ActOnCXXTypeid(b.at, b.at, false, b.args[0], b.at);
}

ExprResult dispatch(Building &b) {
  Sema &sema = b.session.sema;
  StringRef text = ref(b.operation.name);
  QualType type = b.operation.type == GB_NO_TYPE ? QualType() : b.session.types[b.operation.type];
  auto rest = [&] { return llvm::MutableArrayRef<Expr *>(b.args).drop_front(); };
  static const unsigned least[] = {0, 0, 0, 0, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 0, 0, 1, 1, 1, 1, 0, 1};
  if (b.args.size() < least[b.operation.kind])
    return refuse(b, "too few arguments for " + describe(b.session, b.operation));
  switch (b.operation.kind) {
  case GB_OP_CALL:
    return call(b);
  case GB_OP_NAME:
    return name(b);
  case GB_OP_CONSTRUCT:
    return construct(b, type);
  case GB_OP_CONSTRUCT_AT:
    return construct_at(b, type);
  case GB_OP_NEW:
    return create(b, type);
  case GB_OP_DELETE:
  case GB_OP_DELETE_ARRAY:
    return sema.ActOnCXXDelete(b.at, false, b.operation.kind == GB_OP_DELETE_ARRAY, b.args[0]);
  case GB_OP_METHOD: {
    ExprResult callee = member(b, text);
    return callee.isInvalid() ? callee : sema.ActOnCallExpr(b.scope, callee.get(), b.at, rest(), b.at);
  }
  case GB_OP_FIELD:
    return member(b, text);
  case GB_OP_FIELD_OPERATOR: {
    ExprResult field = member(b, ref(b.operation.field));
    if (field.isInvalid())
      return ExprError();
    b.args[0] = field.get();
    return operate(b, text);
  }
  case GB_OP_INVOKE:
    if (b.args[0]->getType()->isMemberPointerType())
      return through_member_pointer(b);
    return sema.ActOnCallExpr(b.scope, b.args[0], b.at, rest(), b.at);
  case GB_OP_OPERATOR:
    return operate(b, text);
  case GB_OP_CAST:
    return named_cast(b, tok::kw_static_cast, cast_type(b, type));
  case GB_OP_NAMED_CAST:
    return named_cast(b, b.session.context.Idents.get(text).getTokenID(), cast_type(b, type));
  case GB_OP_TYPEID:
    return type_info(b, type);
  case GB_OP_CONVERT:
    return sema.PerformCopyInitialization(InitializedEntity::InitializeTemporary(type), b.at, b.args[0]);
  case GB_OP_UNSAFE_CAST:
    return sema.BuildCStyleCastExpr(b.at, info(b, cast_type(b, type)), b.at, b.args[0]);
  case GB_OP_TO_BOOL:
    return sema.PerformContextuallyConvertToBool(b.args[0]);
  case GB_OP_DESTROY:
    return call_prelude(b.session, true, "destroy", {}, b.args, b.at);
  case GB_OP_CATCH_AS:
    return call_prelude(b.session, true, "catch_as", {type}, b.args, b.at);
  case GB_OP_THROW:
    if (b.given[0].kind != GB_ARG_NATIVE)
      return call_prelude(b.session, true, "throw_object", {}, b.args, b.at);
    return sema.BuildCXXThrow(b.at, b.args[0], false);
  case GB_OP_STATIC_MEMBER:
    return member_of(b.session, type, text, b.explicit_args, false, b.at);
  case GB_OP_MEMBER_ADDRESS:
    return member_of(b.session, type, text, b.explicit_args, true, b.at);
  case GB_OP_RETHROW:
    return call_prelude(b.session, true, "rethrow", {}, b.args, b.at);
  }
  return ExprError();
}

} // namespace

ExprResult call_prelude(Session &session, bool detail, StringRef name, llvm::ArrayRef<QualType> template_args,
                        llvm::MutableArrayRef<Expr *> args, SourceLocation at) {
  Named named = find(session, (detail ? "gusset.detail." : "gusset.") + name.str(), at);
  if (named.kind != GB_VALUE)
    return ExprError();
  LookupResult result(session.sema, DeclarationName(&session.context.Idents.get(name)), at, Sema::LookupOrdinaryName);
  session.sema.LookupQualifiedName(result, named.decls[0]->getDeclContext());
  ExprResult callee;
  if (template_args.empty()) {
    callee = session.sema.BuildDeclarationNameExpr(CXXScopeSpec(), result, false);
  } else {
    TemplateArgumentListInfo list(at, at);
    for (QualType type : template_args)
      list.addArgument(TemplateArgumentLoc(TemplateArgument(type), session.context.getTrivialTypeSourceInfo(type, at)));
    callee = session.sema.BuildTemplateIdExpr(CXXScopeSpec(), SourceLocation(), result, false, &list);
  }
  if (callee.isInvalid())
    return ExprError();
  return session.sema.ActOnCallExpr(session.sema.TUScope, callee.get(), at, args, at);
}

ExprResult build_name(Building &b) {
  TemplateArgumentListInfo list(b.at, b.at);
  if (b.operation.has_template_args) {
    if (!template_arguments(b.session, b.operation.template_args, b.operation.template_arg_count, b.at, list))
      return ExprError();
    b.explicit_args = &list;
  }
  return dispatch(b);
}

// A static member that the class gives a value and nothing defines: it has no address, but the value is enough.
static bool is_value_alone(Session &session, const Expr *e) {
  auto *name = dyn_cast<DeclRefExpr>(e->IgnoreParens());
  auto *member = dyn_cast<MemberExpr>(e->IgnoreParens());
  auto *var = dyn_cast_or_null<VarDecl>(name ? name->getDecl() : member ? member->getMemberDecl() : nullptr);
  return var && e->isGLValue() && var->isStaticDataMember() && var->hasDefinition() == VarDecl::DeclarationOnly &&
         var->isUsableInConstantExpressions(session.context);
}

ExprResult build(Building &b) {
  ExprResult made = build_name(b);
  if (!made.isInvalid())
    made = b.session.sema.CheckPlaceholderExpr(made.get());
  if (made.isUsable() && is_value_alone(b.session, made.get()))
    made = b.session.sema.DefaultLvalueConversion(made.get());
  // A refusal may come as a RecoveryExpr; Clang has said why.
  if (made.isInvalid() || made.get()->containsErrors()) {
    if (!b.session.diagnostics->failed())
      b.session.refuse(b.at, "the operation is not valid: " + describe(b.session, b.operation));
    return ExprError();
  }
  return made;
}

std::string describe(Session &session, const gb_operation &operation) {
  std::string type = operation.type == GB_NO_TYPE ? "" : session.spell(session.types[operation.type]);
  std::string text = ref(operation.name).str();
  switch (operation.kind) {
  case GB_OP_CALL:
  case GB_OP_NAME:
    return as_cpp(text);
  case GB_OP_CONSTRUCT:
    return type + "(…)";
  case GB_OP_NEW:
    return "new " + type;
  case GB_OP_DELETE:
    return "delete";
  case GB_OP_METHOD:
  case GB_OP_FIELD:
    return "." + text;
  case GB_OP_INVOKE:
    return "operator()";
  case GB_OP_OPERATOR:
    return "operator" + text;
  case GB_OP_CAST:
    return "static_cast<" + type + ">";
  case GB_OP_NAMED_CAST:
    return text + "<" + type + ">";
  case GB_OP_TYPEID:
    return "typeid";
  case GB_OP_CONSTRUCT_AT:
    return type;
  case GB_OP_UNSAFE_CAST:
    return "(" + type + ")";
  case GB_OP_TO_BOOL:
    return "conversion to bool";
  case GB_OP_DESTROY:
    return "~" + type;
  case GB_OP_CATCH_AS:
    return "catch (" + type + " &)";
  case GB_OP_THROW:
    return "throw";
  case GB_OP_RETHROW:
    return "throw;";
  case GB_OP_STATIC_MEMBER:
    return type + "::" + text;
  case GB_OP_MEMBER_ADDRESS:
    return "&" + type + "::" + text;
  case GB_OP_CONVERT:
    return "conversion to " + type;
  case GB_OP_FIELD_OPERATOR:
    return "operator" + text + " of ." + ref(operation.field).str();
  case GB_OP_DELETE_ARRAY:
    return "delete[]";
  }
  return "";
}

bool prepare(Session &session, const gb_operation &operation, llvm::ArrayRef<gb_arg> args, bool paste,
             SourceLocation at) {
  if (operation.kind != GB_OP_CALL && operation.kind != GB_OP_NAME)
    return true;
  bool calls = operation.kind == GB_OP_CALL;
  Named named = calls ? find(session, ref(operation.name), at) : find_uncalled(session, ref(operation.name), at);
  if (!named.macro)
    return true;
  if (!calls)
    return named.macro->isFunctionLike() || prepare_macro(session, named, {}, at); // build() refuses the former
  if (!macro_type(session, named).isNull())
    return true;
  MacroUse use{args.size(), paste ? written_texts(args) : std::vector<std::string>()};
  return prepare_macro(session, named, use, at);
}

Pasting pasting(Session &session, const gb_operation &operation, llvm::ArrayRef<gb_arg> args, SourceLocation at) {
  if (operation.kind != GB_OP_CALL || written_texts(args).empty())
    return Pasting::never;
  Named named = find(session, ref(operation.name), at);
  bool in_braces = llvm::any_of(args, [](const gb_arg &arg) { return arg.kind == GB_ARG_BRACES; });
  if (!named.macro || !named.macro->isFunctionLike() || in_braces)
    return Pasting::never;
  bool always = llvm::any_of(args, [](const gb_arg &arg) { return arg.kind == GB_ARG_WRITTEN; });
  return always || reads_text(session, *named.macro) ? Pasting::always : Pasting::otherwise;
}

} // namespace gusset
