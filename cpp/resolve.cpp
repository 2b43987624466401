// Resolves an operation in two steps. First Sema builds it from stand-ins for the arguments, which picks the overload
// and shows what type each host argument is converted to. Then, unless it is known already, the wrapper is built with
// those types in its slots.
#include "access.hpp"
#include "convert.hpp"
#include "lookup.hpp"
#include "macro.hpp"
#include "operation.hpp"
#include "session.hpp"
#include "targets.hpp"
#include "wrap.hpp"

using namespace clang;

namespace gusset {

namespace {

// A prvalue argument is used up: its storage stands as an xvalue, so that what refers to it may outlive the wrapper.
ExprValueKind value_kind(gb_category category) { return category == GB_LVALUE ? VK_LValue : VK_XValue; }

Expr *stand_in(Session &session, const gb_arg &arg, SourceLocation at) {
  ASTContext &c = session.context;
  auto opaque = [&](QualType type, ExprValueKind kind = VK_PRValue) -> Expr * {
    return new (c) OpaqueValueExpr(at, type, kind);
  };
  auto record = [&](CXXRecordDecl *decl) { return opaque(c.getCanonicalTagType(decl)); };
  switch (arg.kind) {
  case GB_ARG_NATIVE:
    return opaque(session.types[arg.type], value_kind(arg.category));
  case GB_ARG_ANY:
    return record(session.any);
  case GB_ARG_VALUE:
    return record(session.value);
  case GB_ARG_FUNCTION:
    return record(session.function);
  case GB_ARG_NIL:
    return new (c) CXXNullPtrLiteralExpr(c.NullPtrTy, at);
  case GB_ARG_BOOL:
    return opaque(c.BoolTy);
  case GB_ARG_LONG:
    return opaque(c.LongTy);
  case GB_ARG_DOUBLE:
    return opaque(c.DoubleTy);
  case GB_ARG_CHAR:
    return opaque(c.CharTy);
  case GB_ARG_STRING:
  case GB_ARG_STRING_LITERAL:
    return opaque(c.getPointerType(c.CharTy.withConst()));
  case GB_ARG_INT_LITERAL: {
    bool fits = arg.integer >= INT32_MIN && arg.integer <= INT32_MAX;
    QualType type = fits ? c.IntTy : c.LongTy;
    // A negative literal is the negation of a positive one, except for the least of all.
    bool negate = arg.integer < 0 && arg.integer != INT64_MIN;
    llvm::APInt value(fits ? 32 : 64, uint64_t(negate ? -arg.integer : arg.integer), true);
    Expr *literal = IntegerLiteral::Create(c, value, type, at);
    return negate ? session.sema.CreateBuiltinUnaryOp(at, UO_Minus, literal).get() : literal;
  }
  case GB_ARG_DOUBLE_LITERAL:
    return FloatingLiteral::Create(c, llvm::APFloat(arg.real), false, c.DoubleTy, at);
  case GB_ARG_BOOL_LITERAL:
    return CXXBoolLiteralExpr::Create(c, arg.integer != 0, c.BoolTy, at);
  case GB_ARG_BRACES: // the list is made of what it holds; see `operands`
    return new (c) CXXNullPtrLiteralExpr(c.NullPtrTy, at);
  case GB_ARG_OVERLOADED: {
    Building naming{session, *arg.operation, {}, {}, at, session.sema.TUScope};
    ExprResult named = build_name(naming);
    return named.isInvalid() ? nullptr : named.get();
  }
  case GB_ARG_CHAR_LITERAL: {
    bool narrow = arg.integer < 128;
    return new (c)
        CharacterLiteral(unsigned(arg.integer), narrow ? CharacterLiteralKind::Ascii : CharacterLiteralKind::UTF32,
                         narrow ? c.CharTy : c.Char32Ty, at);
  }
  }
  return nullptr;
}

// Has no value of its own that could stand in a slot.
bool is_shape(const gb_arg &arg) { return arg.kind == GB_ARG_BRACES || arg.kind == GB_ARG_OVERLOADED; }

// The operands: the arguments, with what stands in braces as one. None where Sema refuses.
std::optional<llvm::SmallVector<Expr *, 8>> operands(Session &session, llvm::ArrayRef<gb_arg> args,
                                                     llvm::ArrayRef<Expr *> values) {
  size_t at = 0;
  bool good = true;
  std::function<Expr *()> next = [&]() -> Expr * {
    const gb_arg &arg = args[at];
    Expr *value = values[at++];
    if (arg.kind != GB_ARG_BRACES)
      return value;
    llvm::SmallVector<Expr *, 8> items;
    for (int64_t i = 0; i < arg.integer && at < args.size(); i++)
      items.push_back(next());
    SourceLocation where = session.location(arg.span);
    ExprResult list = session.sema.ActOnInitList(where, items, where);
    good = good && list.isUsable();
    return list.isUsable() ? list.get() : value;
  };
  llvm::SmallVector<Expr *, 8> made;
  while (at < args.size())
    made.push_back(next());
  return good ? std::optional(made) : std::nullopt;
}

// The index behind argument i and what stands in its braces.
size_t behind(llvm::ArrayRef<gb_arg> args, size_t i) {
  size_t at = i + 1;
  if (args[i].kind == GB_ARG_BRACES)
    for (int64_t item = 0; item < args[i].integer && at < args.size(); item++)
      at = behind(args, at);
  return at;
}

bool is_literal(const gb_arg &arg) {
  return arg.kind == GB_ARG_INT_LITERAL || arg.kind == GB_ARG_DOUBLE_LITERAL || arg.kind == GB_ARG_BOOL_LITERAL ||
         arg.kind == GB_ARG_CHAR_LITERAL;
}

// Whether a part of an expression is evaluated while C++ compiles: it goes into a consteval function.
bool is_immediate(const Stmt *node, const Expr *part, bool inside = false) {
  if (node == part)
    return inside;
  if (auto *construct = dyn_cast<CXXConstructExpr>(node))
    inside |= construct->getConstructor()->isImmediateFunction();
  else if (auto *call = dyn_cast<CallExpr>(node); call && call->getDirectCallee())
    inside |= call->getDirectCallee()->isImmediateFunction();
  return llvm::any_of(node->children(), [&](const Stmt *child) { return child && is_immediate(child, part, inside); });
}

// A literal that is part of the wrapper.
Expr *baked_literal(Session &session, const gb_arg &arg, SourceLocation at) {
  if (arg.kind != GB_ARG_STRING_LITERAL)
    return stand_in(session, arg, at);
  ASTContext &c = session.context;
  llvm::StringRef text = ref(arg.text);
  QualType type = c.getStringLiteralArrayType(c.CharTy, text.size());
  Expr *literal = StringLiteral::Create(c, text, StringLiteralKind::Ordinary, false, type, at);
  return ImplicitCastExpr::Create(c, c.getPointerType(c.CharTy.withConst()), CK_ArrayToPointerDecay, literal, nullptr,
                                  VK_PRValue, FPOptionsOverride());
}

// A `0` that C++ makes an object of: it may be the null pointer, which no other zero is.
bool stands_for_null(Session &session, const gb_arg &arg, QualType target) {
  target = target.getNonReferenceType();
  return arg.kind == GB_ARG_INT_LITERAL && arg.integer == 0 && target->isRecordType() &&
         !from_host_wrapper(session, target);
}

// A built-in `&&` or `||`.
bool is_logical(const Expr *e) {
  auto *binary = dyn_cast<BinaryOperator>(e);
  return binary && binary->isLogicalOp();
}

// What converts the arguments: a cast to a scalar is spelled out, all else is implied.
Conversion conversion_of(const gb_operation &operation, const Expr *node, llvm::ArrayRef<Expr *> stand_ins) {
  if (!llvm::is_contained(stand_ins, node) || operation.kind == GB_OP_TO_BOOL || operation.kind == GB_OP_CONVERT)
    return Conversion::implied;
  return operation.kind == GB_OP_UNSAFE_CAST ? Conversion::unsafe_cast : Conversion::cast;
}

// The declaration that an expression calls, constructs with or names.
const Decl *callee_of(const Expr *e) {
  e = operation_node(e);
  if (auto *call = dyn_cast<CallExpr>(e)) {
    if (auto *decl = call->getCalleeDecl())
      return decl;
    return nullptr;
  }
  if (auto *construct = dyn_cast<CXXConstructExpr>(e))
    return construct->getConstructor();
  if (auto *made = dyn_cast<CXXNewExpr>(e))
    return made->getConstructExpr() ? made->getConstructExpr()->getConstructor() : nullptr;
  if (auto *name = dyn_cast<DeclRefExpr>(e))
    return name->getDecl();
  if (auto *member = dyn_cast<MemberExpr>(e))
    return member->getMemberDecl();
  return nullptr;
}

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
    if (Named named = find(session, ref(operation.name), at); named.macro)
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

// The host value itself decides a cast to a type that the host converts to; overload resolution has no part in it.
bool converts_directly(Session &session, const gb_operation &operation, llvm::ArrayRef<gb_arg> args, QualType &type) {
  if (args.size() != 1 || args[0].kind == GB_ARG_NATIVE || is_shape(args[0]))
    return false;
  if (operation.kind == GB_OP_CAST || operation.kind == GB_OP_CONSTRUCT || operation.kind == GB_OP_CONVERT ||
      operation.kind == GB_OP_UNSAFE_CAST) {
    type = session.types[operation.type].getUnqualifiedType();
  } else if (operation.kind == GB_OP_CALL) {
    Named named = find(session, ref(operation.name), session.somewhere);
    if (named.kind != GB_TYPE)
      return false;
    type = named.type.getUnqualifiedType();
  } else {
    return false;
  }
  if (type->isVoidType() || operation.category != GB_PRVALUE)
    return false;
  // A literal of the wrong sort (a string for an int) is Clang's to refuse.
  bool open = is_open(args[0]) && args[0].kind != GB_ARG_VALUE;
  if (type->isRecordType())
    return from_host_wrapper(session, type).has_value() ||
           session.context.hasSameType(type, session.context.getCanonicalTagType(session.object));
  return open || (type->isEnumeralType() && args[0].kind != GB_ARG_STRING && args[0].kind != GB_ARG_STRING_LITERAL);
}

bool is_number(const gb_arg &arg) {
  return arg.kind == GB_ARG_LONG || arg.kind == GB_ARG_DOUBLE || arg.kind == GB_ARG_INT_LITERAL ||
         arg.kind == GB_ARG_DOUBLE_LITERAL;
}

bool constructs(const gb_operation &operation) {
  return operation.kind == GB_OP_CONSTRUCT || operation.kind == GB_OP_CALL;
}

// What step 1 finds out; the slots are the session's.
struct Choice {
  // The operation is a conversion of its argument to this type, and nothing else.
  QualType direct;
  // Else the operation built from stand-ins, and what it calls.
  Expr *built = nullptr;
  const Decl *callee = nullptr;
  // Literals that C++ evaluated while it compiled (`0` in `a <=> b < 0`): they are part of the wrapper.
  llvm::SmallVector<size_t, 2> baked;
  // It is refused for what a format says, which no other conversion would change.
  bool format_refused = false;
};

// Step 1: which declaration, and what becomes of the host arguments.
bool choose(Session &session, const gb_operation &operation, llvm::ArrayRef<gb_arg> args,
            llvm::ArrayRef<Expr *> stand_ins, SourceLocation at, gb_resolution &resolution, Choice &choice) {
  session.slots.assign(args.size(), gb_slot{});
  auto build_with_stand_ins = [&]() -> ExprResult {
    auto given = operands(session, args, stand_ins);
    if (!given)
      return ExprError();
    Building building{session, operation, args, *given, at, session.sema.TUScope};
    return build(building);
  };
  if (converts_directly(session, operation, args, choice.direct)) {
    if (!is_number(args[0]) || !constructs(operation) || !accepts(session, build_with_stand_ins))
      return choose_slot(session, args[0], stand_ins[0], choice.direct, Conversion::implied, at, session.slots[0]);
    choice.direct = QualType(); // a constructor takes the number: `std::vector<int>(3)`
  }
  {
    EnterExpressionEvaluationContext unevaluated(session.sema, Sema::ExpressionEvaluationContext::Unevaluated);
    ExprResult made = build_with_stand_ins();
    if (made.isInvalid())
      return false;
    choice.built = made.get();
  }
  choice.callee = callee_of(choice.built);
  Targets targets(session, choice.built, stand_ins, args);
  Conversion conversion = conversion_of(operation, operation_node(choice.built), stand_ins);
  resolution.depends_on_literals = targets.depends_on_text;
  resolution.bit_field = choice.built->getObjectKind() == OK_BitField;
  resolution.short_circuits = is_logical(operation_node(choice.built));
  const gb_slot nothing{session.intern(session.context.NullPtrTy), GB_FROM_NULLPTR, 0, false, 0};
  for (size_t i = 0; i < args.size(); i++) {
    SourceLocation there = session.location(args[i].span);
    if (!targets.error(i).empty()) {
      choice.format_refused = true;
      session.refuse(there, targets.error(i));
      return false;
    }
    bool text = args[i].kind == GB_ARG_STRING_LITERAL;
    if (is_shape(args[i])) {
      session.slots[i] = nothing;
    } else if ((is_literal(args[i]) && (!targets.found(i) || stands_for_null(session, args[i], targets.type(i)))) ||
               ((text || is_literal(args[i])) && is_immediate(choice.built, stand_ins[i]))) {
      resolution.depends_on_literals = true;
      session.slots[i] = nothing;
      choice.baked.push_back(i);
    } else if (!choose_slot(session, args[i], stand_ins[i], targets.type(i), conversion, there, session.slots[i])) {
      return false;
    }
  }
  return true;
}

// Where no overload takes the host arguments as the scalars that they are closest to, one may take some of them as
// objects: a number as a gusset::object, a string as a type of the user's. As few as possible are taken so, and none
// that stands in braces, which would then be those of a copy.
bool choose_objects(Session &session, const gb_operation &operation, llvm::ArrayRef<gb_arg> args,
                    llvm::ArrayRef<Expr *> stand_ins, SourceLocation at, gb_resolution &resolution, Choice &choice) {
  constexpr size_t most = 5; // arguments of which every subset is tried
  llvm::SmallVector<size_t, 8> scalars;
  for (size_t i = 0; i < args.size(); i = behind(args, i))
    if (args[i].kind != GB_ARG_NATIVE && args[i].kind != GB_ARG_FUNCTION && args[i].kind != GB_ARG_VALUE &&
        !is_shape(args[i]))
      scalars.push_back(i);
  if (scalars.empty() || scalars.size() > most)
    return false;
  std::vector<unsigned> subsets;
  for (unsigned subset = 1; subset < 1u << scalars.size(); subset++)
    subsets.push_back(subset);
  llvm::stable_sort(subsets, [](unsigned a, unsigned b) { return llvm::popcount(a) < llvm::popcount(b); });
  for (unsigned subset : subsets) {
    llvm::SmallVector<gb_arg, 8> as_objects(args);
    llvm::SmallVector<Expr *, 8> expressions(stand_ins);
    for (size_t k = 0; k < scalars.size(); k++) {
      if (!(subset >> k & 1))
        continue;
      size_t i = scalars[k];
      // What could be anything is taken as it is: which class it converts to, nobody can tell.
      CXXRecordDecl *record = args[i].kind == GB_ARG_ANY ? session.object : session.value;
      as_objects[i].kind = GB_ARG_VALUE;
      expressions[i] = new (session.context)
          OpaqueValueExpr(session.location(args[i].span), session.context.getCanonicalTagType(record), VK_PRValue);
    }
    session.forget_errors();
    choice = Choice();
    if (choose(session, operation, as_objects, expressions, at, resolution, choice))
      return true;
  }
  return false;
}

// An operator's host operand of unknown type beside a number of C++ is taken as a number of the same type.
bool choose_beside(Session &session, const gb_operation &operation, llvm::ArrayRef<gb_arg> args,
                   llvm::ArrayRef<Expr *> stand_ins, SourceLocation at, gb_resolution &resolution, Choice &choice) {
  if (operation.kind != GB_OP_OPERATOR || args.size() != 2 ||
      (args[0].kind == GB_ARG_ANY) == (args[1].kind == GB_ARG_ANY))
    return false;
  size_t open = args[0].kind == GB_ARG_ANY ? 0 : 1;
  QualType beside = stand_ins[1 - open]->getType().getUnqualifiedType();
  if (!beside->isArithmeticType() && !beside->isEnumeralType())
    return false;
  llvm::SmallVector<Expr *, 2> expressions(stand_ins);
  expressions[open] = new (session.context) OpaqueValueExpr(session.location(args[open].span), beside, VK_PRValue);
  session.forget_errors();
  choice = Choice();
  return choose(session, operation, args, expressions, at, resolution, choice);
}

// A host value of unknown type beside nil: what is compared are host values, not pointers.
bool compares_with_nil(const gb_operation &operation, llvm::ArrayRef<gb_arg> args) {
  if (operation.kind != GB_OP_OPERATOR || args.size() != 2 ||
      (ref(operation.name) != "==" && ref(operation.name) != "!="))
    return false;
  auto is_nil = [](const gb_arg &arg) { return arg.kind == GB_ARG_NIL; };
  auto is_value = [](const gb_arg &arg) { return arg.kind == GB_ARG_ANY || arg.kind == GB_ARG_VALUE; };
  return (is_nil(args[0]) && is_value(args[1])) || (is_value(args[0]) && is_nil(args[1]));
}

bool resolve(Session &session, const gb_operation &operation, llvm::ArrayRef<gb_arg> given, SourceLocation at,
             gb_resolution &resolution) {
  double started = now_ms();
  llvm::SmallVector<gb_arg, 8> args(given);
  if (!prepare(session, operation, args.size(), at))
    return false;
  llvm::SmallVector<Expr *, 8> stand_ins;
  for (const gb_arg &arg : args) {
    stand_ins.push_back(stand_in(session, arg, session.location(arg.span)));
    if (!stand_ins.back())
      return false;
  }
  // `new T(x)` of a host value that converts to T.
  if (operation.kind == GB_OP_NEW && args.size() == 1 && is_open(args[0]) &&
      from_host_wrapper(session, session.types[operation.type]))
    stand_ins[0] = new (session.context)
        OpaqueValueExpr(session.location(args[0].span), session.types[operation.type].getUnqualifiedType(), VK_PRValue);
  if (compares_with_nil(operation, args))
    for (size_t i = 0; i < args.size(); i++) {
      args[i].kind = GB_ARG_VALUE;
      stand_ins[i] =
          new (session.context) OpaqueValueExpr(at, session.context.getCanonicalTagType(session.object), VK_PRValue);
    }
  Choice choice;
  // Whatever else is tried, the first refusal is what is told.
  std::vector<gb_diagnostic> refusal;
  auto refused = [&] {
    if (!refusal.empty())
      session.diagnostics->items = std::move(refusal);
    return false;
  };
  if (!choose(session, operation, args, stand_ins, at, resolution, choice)) {
    refusal = session.diagnostics->items;
    if (choice.format_refused || (!choose_beside(session, operation, args, stand_ins, at, resolution, choice) &&
                                  !choose_objects(session, operation, args, stand_ins, at, resolution, choice)))
      return refused();
  }
  QualType direct = choice.direct;
  Expr *first = choice.built;
  const Decl *callee = choice.callee;
  llvm::ArrayRef<size_t> baked = choice.baked;
  if (first) {
    find_constant(session, operation, first, at, resolution);
    if (args.size() == 1 && args[0].kind == GB_ARG_NATIVE)
      if (auto access = find_access(session, first, stand_ins[0]))
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
  std::string key = key_of(operation, callee, session.slots, args);
  for (size_t i : baked)
    key += " =" + std::to_string(args[i].integer) + "/" + std::to_string(args[i].real) + "/" + ref(args[i].text).str();
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
  Wrapped wrapped = wrap(session, symbol, uses, at, [&](llvm::SmallVectorImpl<Expr *> &values, Scope *scope) {
    if (!direct.isNull() && operation.kind != GB_OP_UNSAFE_CAST && direct->isRecordType())
      // The slot holds the result already.
      return session.sema.BuildCXXTypeConstructExpr(session.context.getTrivialTypeSourceInfo(direct, at), at, values,
                                                    at, false);
    for (size_t i : baked)
      values[i] = baked_literal(session, args[i], session.location(args[i].span));
    for (size_t i = 0; i < args.size(); i++)
      if (args[i].kind == GB_ARG_OVERLOADED)
        values[i] = stand_in(session, args[i], session.location(args[i].span));
    auto given = operands(session, args, values);
    if (!given)
      return ExprError();
    Building building{session, operation, args, *given, at, scope};
    return build(building);
  });
  session.sema.DefineUsedVTables();
  session.sema.PerformPendingInstantiations();
  if (!wrapped.decl || session.diagnostics->failed())
    return refused();
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
  if (operation->kind != GB_OP_NAME || !find(*session, ref(operation->name), session->somewhere).macro) {
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
  *resolution = gb_resolution{};
  bool good = resolve(*session, *operation, {args, count}, session->location(at), *resolution);
  session->settle();
  return good;
}
