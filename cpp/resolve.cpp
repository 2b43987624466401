// Resolves an operation in two steps. The first (choose.cpp) finds out which declaration it is and what type each host
// argument is converted to. Then, unless it is known already, the wrapper is built with those types in its slots.
#include "access.hpp"
#include "choose.hpp"
#include "lookup.hpp"
#include "macro.hpp"
#include "operands.hpp"
#include "operation.hpp"
#include "session.hpp"
#include "wrap.hpp"

using namespace clang;

namespace gusset {

namespace {

std::string signature_of(Session &session, const gb_operation &operation, const Decl *callee) {
  auto *function = dyn_cast_or_null<FunctionDecl>(callee);
  if (!function) {
    auto *named = dyn_cast_or_null<NamedDecl>(callee);
    return named ? named->getQualifiedNameAsString() : describe(session, operation);
  }
  if (function->getDeclName().isIdentifier() && function->getName().starts_with("__gusset_macro_"))
    return describe(session, operation);
  PrintingPolicy policy(session.context.getLangOpts());
  policy.SuppressTagKeyword = true;
  std::string text;
  llvm::raw_string_ostream stream(text);
  if (!isa<CXXConstructorDecl, CXXDestructorDecl>(function))
    stream << function->getReturnType().getAsString(policy) << " ";
  function->getNameForDiagnostic(stream, policy, /*Qualified=*/true);
  stream << "(";
  for (unsigned i = 0; i < function->getNumParams(); i++)
    stream << (i ? ", " : "") << function->getParamDecl(i)->getType().getAsString(policy);
  if (function->isVariadic())
    stream << (function->getNumParams() ? ", ..." : "...");
  stream << ")";
  return text;
}

std::string template_key(const gb_operation &operation) {
  std::string key;
  for (size_t i = 0; i < operation.template_arg_count; i++) {
    const gb_template_arg &arg = operation.template_args[i];
    key += " <" + std::to_string(arg.kind) + "/" + std::to_string(arg.type) + "/" + std::to_string(arg.integer) + "/" +
           std::to_string(arg.real) + "/" + ref(arg.name).str();
  }
  return key;
}

std::string key_of(const gb_operation &operation, const Decl *callee, llvm::ArrayRef<gb_slot> slots,
                   llvm::ArrayRef<gb_arg> args) {
  std::string key = std::to_string(operation.kind) + " " + ref(operation.name).str() + " " +
                    ref(operation.field).str() + " " + std::to_string(operation.category) + " " +
                    std::to_string(operation.type) + " " +
                    std::to_string(reinterpret_cast<uintptr_t>(callee ? callee->getCanonicalDecl() : nullptr)) +
                    template_key(operation);
  for (size_t i = 0; i < slots.size(); i++) {
    if (args[i].kind == GB_ARG_BRACES)
      key += " {" + std::to_string(args[i].integer);
    if (args[i].kind == GB_ARG_OVERLOADED)
      key += " &" + key_of(*args[i].operation, nullptr, {}, {});
    key += " " + std::to_string(slots[i].type) + "/" + std::to_string(slots[i].how) + "/" +
           std::to_string(args[i].kind == GB_ARG_NATIVE ? args[i].category == GB_LVALUE : 2);
  }
  return key;
}

void find_constant(Session &session, const gb_operation &operation, Expr *value, SourceLocation at,
                   gb_resolution &resolution) {
  if (operation.kind != GB_OP_NAME && operation.kind != GB_OP_STATIC_MEMBER)
    return;
  if (operation.kind == GB_OP_NAME)
    if (Named named = find_uncalled(session, ref(operation.name), at); named.macro)
      value = macro_body(session, named);
  if (value && isa<GNUNullExpr>(value->IgnoreParenImpCasts())) { // NULL, of an integer type that is none
    resolution.constant = GB_CONSTANT_NULL;
    return;
  }
  if (!value || value->isValueDependent() || value->getType()->isRecordType())
    return;
  ASTContext &c = session.context;
  if (auto *text = dyn_cast<StringLiteral>(value->IgnoreParenImpCasts()); text && text->isOrdinary()) {
    resolution.constant = GB_CONSTANT_STRING;
    resolution.text = session.keep(text->getString().str());
    return;
  }
  Expr::EvalResult result;
  if (value->getType()->isVoidType() || !value->EvaluateAsRValue(result, c) || result.HasSideEffects)
    return;
  if (result.Val.isInt() && result.Val.getInt().getBitWidth() <= 64) {
    resolution.constant = GB_CONSTANT_INT;
    resolution.integer = result.Val.getInt().isSigned() ? result.Val.getInt().getSExtValue()
                                                        : int64_t(result.Val.getInt().getZExtValue());
  } else if (result.Val.isFloat()) {
    llvm::APFloat number = result.Val.getFloat();
    bool inexact;
    number.convert(llvm::APFloat::IEEEdouble(), llvm::APFloat::rmNearestTiesToEven, &inexact);
    resolution.constant = GB_CONSTANT_DOUBLE;
    resolution.real = number.convertToDouble();
  } else if (result.Val.isNullPointer() || value->getType()->isNullPtrType()) {
    resolution.constant = GB_CONSTANT_NULL;
  }
}

bool resolve(Session &session, const gb_operation &operation, llvm::ArrayRef<gb_arg> given, SourceLocation at,
             gb_resolution &resolution) {
  double started = now_ms();
  llvm::SmallVector<gb_arg, 8> args(given);
  Choice choice;
  if (!choose(session, operation, args, at, resolution, choice))
    return false;
  QualType direct = choice.direct;
  Expr *first = choice.built;
  const Decl *callee = choice.callee;
  if (first) {
    find_constant(session, operation, first, at, resolution);
    if (args.size() == 1 && args[0].kind == GB_ARG_NATIVE)
      if (auto access = find_access(session, first, choice.subject))
        resolution.access = *access;
  }
  bool constant = resolution.constant != GB_NOT_CONSTANT && first && first->isPRValue();
  bool needs_code = !constant && !resolution.access.is_access;

  auto answer = [&](const Known &known) {
    resolution.wrapper = known.wrapper;
    resolution.type = session.intern(known.type);
    resolution.category = known.category;
    resolution.slots = session.slots.data();
    resolution.slot_count = session.slots.size();
  };
  auto key_with_literals = [&] {
    std::string key = key_of(operation, callee, session.slots, args);
    QualType made = session.context.getCanonicalType(first ? first->getType() : direct);
    key += " : " + llvm::utohexstr(reinterpret_cast<uintptr_t>(made.getAsOpaquePtr()));
    for (size_t i : choice.baked)
      key +=
          " =" + std::to_string(args[i].integer) + "/" + std::to_string(args[i].real) + "/" + ref(args[i].text).str();
    return key;
  };
  std::string key = key_with_literals();
  if (auto found = session.known.find(key); found != session.known.end()) {
    answer(found->second);
    return session.settle();
  }

  // Step 2: the wrapper.
  std::vector<gb_slot> slots = session.slots;
  std::string argument_types;
  llvm::SmallVector<SlotUse, 8> uses;
  for (size_t i = 0; i < args.size(); i++) {
    QualType type = session.types[slots[i].type];
    bool native = args[i].kind == GB_ARG_NATIVE;
    ExprValueKind kind = value_kind(native ? args[i].category : GB_PRVALUE);
    // The word stays the caller's: it must not be moved from.
    if (slots[i].how == GB_FROM_OBJECT) {
      kind = VK_LValue;
      type = type.withConst();
    }
    uses.push_back({type, kind});
    argument_types += (i ? ", " : "") + session.spell(type);
    if (native && args[i].category == GB_LVALUE)
      argument_types += " &";
  }
  std::string symbol = "__gw_" + std::to_string(session.wrappers.size());
  const Decl *made_callee = nullptr;
  auto make = [&](llvm::SmallVectorImpl<Expr *> &values, Scope *scope) {
    if (!direct.isNull() && operation.kind != GB_OP_UNSAFE_CAST && direct->isRecordType())
      // The slot holds the result already.
      return session.sema.BuildCXXTypeConstructExpr(session.context.getTrivialTypeSourceInfo(direct, at), at, values,
                                                    at, false);
    for (size_t i : choice.baked)
      values[i] = baked_literal(session, args[i], session.location(args[i].span));
    for (size_t i = 0; i < args.size(); i++)
      if (args[i].kind == GB_ARG_OVERLOADED)
        values[i] = stand_in(session, args[i], session.location(args[i].span));
    auto given = operands(session, args, values);
    if (!given)
      return ExprError();
    Building building{session, operation, args, *given, at, scope};
    building.paste = choice.paste;
    ExprResult made = build(building);
    if (made.isUsable())
      made_callee = callee_of(made.get());
    return made;
  };
  Wrapped wrapped;
  auto try_wrap = [&] {
    wrapped = wrap(session, symbol, uses, at, make);
    session.sema.DefineUsedVTables();
    session.sema.PerformPendingInstantiations();
    return wrapped.decl && !session.diagnostics->failed();
  };
  auto same = [](const Decl *a, const Decl *b) {
    return (a ? a->getCanonicalDecl() : nullptr) == (b ? b->getCanonicalDecl() : nullptr);
  };
  bool good = try_wrap();
  // The first step saw literals, of which C++ may want to know while it compiles: without them it refuses, or takes
  // another overload.
  if ((!good || !same(made_callee, callee)) && bake_all(session, args, resolution, choice)) {
    auto refusal = session.diagnostics->items;
    session.forget_errors();
    good = try_wrap();
    if (!good)
      session.diagnostics->items = std::move(refusal);
    key = key_with_literals();
  }
  if (!good)
    return false;
  if (operation.kind == GB_OP_CATCH_AS) { // a pointer, which is what an lvalue is represented by
    wrapped.type = wrapped.type->getPointeeType();
    wrapped.category = GB_LVALUE;
  }
  if (resolution.constant == GB_CONSTANT_NULL && wrapped.type->isIntegerType())
    wrapped.type = session.context.NullPtrTy;
  // `T(…)` of a const T is a const object, as `T x(…)` would declare it.
  if (operation.kind == GB_OP_CONSTRUCT && wrapped.category == GB_PRVALUE)
    wrapped.type = wrapped.type.withFastQualifiers(session.types[operation.type].getLocalFastQualifiers());
  Wrapper &wrapper =
      add_wrapper(session, wrapped, signature_of(session, operation, callee), std::move(argument_types), needs_code);
  wrapper.sema_ms = now_ms() - started;
  Known known{wrapper.id, wrapped.type, wrapped.category};
  session.known.emplace(std::move(key), known);
  session.slots = std::move(slots);
  answer(known);
  return session.settle();
}

} // namespace
} // namespace gusset

using namespace gusset;

bool gb_common_type(gb_session *session, uint32_t a, gb_category a_category, uint32_t b, gb_category b_category,
                    uint32_t *type, gb_category *category) {
  gusset::Operation begun(*session);
  ASTContext &c = session->context;
  SourceLocation at = session->somewhere;
  auto operand = [&](uint32_t id, gb_category of) {
    ExprValueKind kind = of == GB_LVALUE ? VK_LValue : of == GB_XVALUE ? VK_XValue : VK_PRValue;
    return new (c) OpaqueValueExpr(at, session->types[id], kind);
  };
  ExprResult chosen = ExprError();
  {
    EnterExpressionEvaluationContext unevaluated(session->sema, Sema::ExpressionEvaluationContext::Unevaluated);
    Expr *condition = new (c) OpaqueValueExpr(at, c.BoolTy, VK_PRValue);
    chosen = session->sema.ActOnConditionalOp(at, at, condition, operand(a, a_category), operand(b, b_category));
  }
  bool good = session->settle() && chosen.isUsable() && !chosen.get()->containsErrors();
  if (good) {
    Expr *e = chosen.get();
    *category = e->isLValue() ? GB_LVALUE : e->isXValue() ? GB_XVALUE : GB_PRVALUE;
    *type = session->intern(e->isPRValue() ? e->getType().getUnqualifiedType() : e->getType());
  }
  return good;
}

bool gb_is_overloaded(gb_session *session, const gb_operation *operation, gb_span at) {
  gusset::Operation begun(*session);
  bool overloaded = false;
  if (operation->kind != GB_OP_NAME || !find_uncalled(*session, ref(operation->name), session->somewhere).macro) {
    EnterExpressionEvaluationContext unevaluated(session->sema, Sema::ExpressionEvaluationContext::Unevaluated);
    Building naming{*session, *operation, {}, {}, session->location(at), session->sema.TUScope};
    ExprResult named = build_name(naming);
    overloaded = named.isUsable() && named.get()->getType() == session->context.OverloadTy;
  }
  session->settle();
  return overloaded;
}

bool gb_resolve(gb_session *session, const gb_operation *operation, const gb_arg *args, size_t count, gb_span at,
                gb_resolution *resolution) {
  gusset::Operation begun(*session);
  llvm::SmallVector<gb_arg, 8> given(args, args + count);
  auto tried = [&] {
    *resolution = gb_resolution{};
    return resolve(*session, *operation, given, session->location(at), *resolution);
  };
  size_t mark = session->instantiations.mark();
  bool good = tried();
  auto try_otherwise = [&](auto applies, auto change) {
    if (good || llvm::none_of(given, applies))
      return;
    auto refusal = session->diagnostics->items;
    session->forget_errors();
    session->undo_instantiations(mark);
    given.assign(args, args + count);
    for (gb_arg &arg : given)
      if (applies(arg))
        change(arg);
    good = tried();
    if (!good)
      session->diagnostics->items = std::move(refusal);
  };
  // A function of which nobody knows what it gives may give nothing: a `void` function may return what it returns.
  constexpr int64_t gives_nothing = int64_t(4) << 32;
  // What is ambiguous is for the program to decide.
  bool ambiguous = llvm::any_of(session->diagnostics->items,
                                [](const gb_diagnostic &item) { return ref(item.message).contains("ambiguous"); });
  auto may_give_nothing = [&](const gb_arg &arg) {
    return !ambiguous && (arg.kind == GB_ARG_FUNCTION || (arg.kind == GB_ARG_ANY && arg.integer)) &&
           !(arg.integer >> 32);
  };
  try_otherwise(may_give_nothing, [](gb_arg &arg) {
    arg.kind = GB_ARG_FUNCTION;
    arg.integer |= gives_nothing | (arg.integer ? 0 : UINT32_MAX);
  });
  // Where a template hands a value on, who gets it in the end may know what it has to be.
  auto is_any = [](const gb_arg &arg) { return arg.kind == GB_ARG_ANY; };
  try_otherwise(is_any, [](gb_arg &arg) { arg.kind = GB_ARG_PASSED; });
  session->settle();
  return good;
}
