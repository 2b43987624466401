// Step 1 of a resolution: Sema builds the operation from stand-ins for the arguments, which picks the declaration and
// shows what type each host argument is converted to. Where it refuses, host arguments are tried as something else.
#include "choose.hpp"
#include "convert.hpp"
#include "lookup.hpp"
#include "operands.hpp"
#include "operation.hpp"
#include "parse.hpp"
#include "targets.hpp"

using namespace clang;

namespace gusset {

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

namespace {

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
  bool unsafe = operation.kind == GB_OP_UNSAFE_CAST ||
                (operation.kind == GB_OP_NAMED_CAST && ref(operation.name) == "reinterpret_cast");
  return unsafe ? Conversion::unsafe_cast : Conversion::cast;
}

// A pointer may be cast from what `implied` does not give one.
Conversion direct_conversion(const gb_operation &operation) {
  bool casts = operation.kind == GB_OP_CAST || operation.kind == GB_OP_UNSAFE_CAST;
  return casts && operation.category == GB_PRVALUE ? Conversion::cast : Conversion::implied;
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

// With these stand-ins: which declaration, and what becomes of the host arguments.
bool choose_with(Session &session, const gb_operation &operation, llvm::ArrayRef<gb_arg> args,
                 llvm::ArrayRef<Expr *> stand_ins, SourceLocation at, gb_resolution &resolution, Choice &choice) {
  session.slots.assign(args.size(), gb_slot{});
  auto build_with_stand_ins = [&]() -> ExprResult {
    auto given = operands(session, args, stand_ins);
    if (!given)
      return ExprError();
    Building building{session, operation, args, *given, at, session.sema.TUScope};
    building.paste = choice.paste;
    return build(building);
  };
  if (converts_directly(session, operation, args, choice.direct)) {
    if (!is_number(args[0]) || !constructs(operation) || !accepts(session, build_with_stand_ins))
      return choose_slot(session, args[0], stand_ins[0], choice.direct, direct_conversion(operation), at,
                         session.slots[0]);
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
  const gb_slot nothing{session.intern(session.context.NullPtrTy), GB_FROM_NULLPTR, 0, false, 0, false};
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

// The same, whatever was tried before.
bool choose_afresh(Session &session, const gb_operation &operation, llvm::ArrayRef<gb_arg> args,
                   llvm::ArrayRef<Expr *> stand_ins, SourceLocation at, gb_resolution &resolution, Choice &choice,
                   bool paste = false) {
  session.forget_errors();
  choice = Choice();
  choice.paste = paste;
  return choose_with(session, operation, args, stand_ins, at, resolution, choice);
}

// What a call means: a function, or what it is an instance of.
const Decl *meant_by(const Decl *callee) {
  if (auto *function = dyn_cast_or_null<FunctionDecl>(callee))
    if (auto *pattern = function->getTemplateInstantiationPattern())
      callee = pattern;
  return callee ? callee->getCanonicalDecl() : nullptr;
}

// Whether it takes an object of its class, to which the arguments are converted.
bool copies(const Decl *callee) {
  if (auto *constructor = dyn_cast_or_null<CXXConstructorDecl>(callee))
    return constructor->isCopyOrMoveConstructor();
  auto *method = dyn_cast_or_null<CXXMethodDecl>(callee);
  return method && (method->isCopyAssignmentOperator() || method->isMoveAssignmentOperator());
}

// Whether argument i is a character to it, which a number of the host is not.
bool takes_character(const Decl *callee, size_t i) {
  auto *function = dyn_cast_or_null<FunctionDecl>(callee);
  auto *method = dyn_cast_or_null<CXXMethodDecl>(callee);
  if (method && method->isInstance() && !isa<CXXConstructorDecl>(method) && i-- == 0)
    return false; // the object
  return function && i < function->getNumParams() &&
         function->getParamDecl(i)->getType().getNonReferenceType()->isAnyCharacterType();
}

// Whether something else would be called if one of these values, of which nothing is known and which were taken as
// objects, were a scalar or a text. Not asked of what the headers themselves declare. What was chosen has to be chosen
// again afterwards.
bool depends_on_values(Session &session, const gb_operation &operation, llvm::ArrayRef<gb_arg> args,
                       llvm::ArrayRef<Expr *> stand_ins, llvm::ArrayRef<size_t> unknown, SourceLocation at,
                       const Choice &choice) {
  auto *function = dyn_cast_or_null<FunctionDecl>(choice.callee);
  if (unknown.empty() || !function ||
      function->getEnclosingNamespaceContext()->Equals(session.object->getDeclContext()))
    return false;
  llvm::SmallVector<size_t, 4> asked(unknown);
  // A class of which a value can be made is meant where it is wanted by name; but a function can be made of any.
  llvm::erase_if(asked, [&](size_t i) {
    auto *wanted = session.types[session.slots[i].type].getNonReferenceType()->getAsCXXRecordDecl();
    bool callable = wanted && wanted->isInStdNamespace() && wanted->getName() == "function";
    return !function->getPrimaryTemplate() && !callable;
  });
  auto differs = [&](size_t i, gb_arg_kind scalar) {
    llvm::SmallVector<gb_arg, 8> tried(args);
    llvm::SmallVector<Expr *, 8> expressions(stand_ins);
    tried[i].kind = scalar;
    tried[i].integer = 1;
    expressions[i] = stand_in(session, tried[i], session.location(args[i].span));
    size_t mark = session.instantiations.mark();
    gb_resolution unused{};
    Choice other;
    bool works = choose_afresh(session, operation, tried, expressions, at, unused, other);
    bool ambiguous = !works && session.diagnostics->ambiguous;
    session.undo_instantiations(mark);
    return ambiguous || (works && meant_by(other.callee) != meant_by(choice.callee) && !copies(other.callee) &&
                         !takes_character(other.callee, i));
  };
  llvm::SmallVector<gb_arg_kind, 4> scalars{GB_ARG_INT_LITERAL, GB_ARG_LONG, GB_ARG_DOUBLE};
  if (!function->getPrimaryTemplate()) // where a callable is wanted; templates for texts take those anyhow
    scalars.push_back(GB_ARG_STRING);
  return llvm::any_of(
      asked, [&](size_t i) { return llvm::any_of(scalars, [&](gb_arg_kind scalar) { return differs(i, scalar); }); });
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
  // No text, and no collection, is made of a number.
  auto wants_other = [&](size_t i) {
    auto *record = session.types[session.slots[i].type]->getAsCXXRecordDecl();
    return session.slots[i].how == GB_FROM_CONVERT && record && record->isInStdNamespace() &&
           record->getName() != "optional";
  };
  for (unsigned subset : subsets) {
    llvm::SmallVector<gb_arg, 8> as_objects(args);
    llvm::SmallVector<Expr *, 8> expressions(stand_ins);
    llvm::SmallVector<size_t, most> taken;
    for (size_t k = 0; k < scalars.size(); k++)
      if (subset >> k & 1)
        taken.push_back(scalars[k]);
    for (size_t i : taken) {
      // What could be anything is taken as it is: which class it converts to, nobody can tell.
      CXXRecordDecl *record = args[i].kind == GB_ARG_ANY ? session.object : session.value;
      as_objects[i].kind = GB_ARG_VALUE;
      expressions[i] = new (session.context)
          OpaqueValueExpr(session.location(args[i].span), session.context.getCanonicalTagType(record), VK_PRValue);
    }
    auto works = [&] { return choose_afresh(session, operation, as_objects, expressions, at, resolution, choice); };
    if (!works() || llvm::any_of(scalars, [&](size_t i) { return is_number(args[i]) && wants_other(i); }))
      continue;
    llvm::erase_if(taken, [&](size_t i) { return args[i].kind != GB_ARG_ANY; });
    if (taken.empty() ||
        (!depends_on_values(session, operation, as_objects, expressions, taken, at, choice) && works()))
      return true;
  }
  return false;
}

// The type of a host function that takes so many arguments and gives this (gusset::function_of); none where neither is
// known.
QualType function_of(Session &session, const gb_arg &arg, SourceLocation at) {
  constexpr const char *given[] = {"", ", long", ", double", ", std::string", ", void"};
  auto counts = uint32_t(arg.integer);
  auto gives = uint64_t(arg.integer) >> 32;
  if ((arg.kind != GB_ARG_FUNCTION && arg.kind != GB_ARG_ANY) || counts == 0 || (counts == UINT32_MAX && !gives))
    return QualType();
  std::string name = "__gusset_function_" + llvm::utohexstr(uint64_t(arg.integer));
  Named named = find(session, name, at);
  if (named.kind != GB_TYPE &&
      parse(session, "using " + name + " = gusset::function_of<" + std::to_string(counts) + given[gives % 5] + ">;\n"))
    named = find(session, name, at);
  return named.type;
}

// What may be any value is a function if its var holds one: which overload is meant may depend on what that takes.
bool choose_functions(Session &session, const gb_operation &operation, llvm::MutableArrayRef<gb_arg> args,
                      llvm::ArrayRef<Expr *> stand_ins, SourceLocation at, gb_resolution &resolution, Choice &choice) {
  llvm::SmallVector<gb_arg, 8> as_functions(args);
  llvm::SmallVector<Expr *, 8> expressions(stand_ins);
  session.forget_errors();
  for (size_t i = 0; i < args.size(); i++) {
    if (QualType type = function_of(session, args[i], at); args[i].kind == GB_ARG_ANY && !type.isNull()) {
      as_functions[i].kind = GB_ARG_FUNCTION;
      expressions[i] = new (session.context) OpaqueValueExpr(session.location(args[i].span), type, VK_PRValue);
    }
  }
  if (llvm::equal(expressions, stand_ins))
    return false;
  if (!choose_afresh(session, operation, as_functions, expressions, at, resolution, choice))
    return false;
  llvm::copy(as_functions, args.begin());
  return true;
}

// A value of unknown type is what it has to be, where a text, a whole number or another number will do, and nothing
// else.
bool choose_sole(Session &session, const gb_operation &operation, llvm::MutableArrayRef<gb_arg> args,
                 llvm::ArrayRef<Expr *> stand_ins, SourceLocation at, gb_resolution &resolution, Choice &choice) {
  constexpr gb_arg_kind kinds[] = {GB_ARG_STRING, GB_ARG_LONG, GB_ARG_DOUBLE};
  constexpr size_t most = 2; // arguments of which every combination is tried
  llvm::SmallVector<size_t, 4> unknown;
  for (size_t i = 0; i < args.size(); i++)
    if (args[i].kind == GB_ARG_ANY)
      unknown.push_back(i);
  bool follows = operation.kind == GB_OP_OPERATOR &&
                 (ref(operation.name) == "[]" || (ref(operation.name) == "*" && args.size() == 1));
  if (unknown.empty() || unknown.size() > most || (follows && unknown.front() == 0))
    return false; // what is followed as a pointer need be no text
  llvm::SmallVector<gb_arg, 8> tried(args);
  llvm::SmallVector<Expr *, 8> expressions(stand_ins);
  auto take = [&](size_t i, gb_arg_kind kind, QualType native = QualType()) {
    tried[i].kind = kind;
    tried[i].type = native.isNull() ? args[i].type : session.intern(native);
    tried[i].integer = kind == GB_ARG_INT_LITERAL ? 1 << 20 : args[i].integer;
    tried[i].real = kind == GB_ARG_DOUBLE_LITERAL ? 0.5 : args[i].real;
    expressions[i] = stand_in(session, tried[i], session.location(args[i].span));
  };
  auto works = [&] { return choose_afresh(session, operation, tried, expressions, at, resolution, choice); };
  auto take_combination = [&](size_t combination) {
    for (size_t i : unknown) {
      take(i, kinds[combination % 3]);
      combination /= 3;
    }
  };
  std::optional<size_t> sole;
  for (size_t combination = 0; combination < (unknown.size() == 1 ? 3 : 9); combination++) {
    take_combination(combination);
    if (works() || session.diagnostics->ambiguous) {
      if (sole)
        return false;
      sole = combination;
    }
  }
  if (!sole)
    return false;
  // What else it could be; in braces, where whole numbers and others do not get smaller by themselves, these literals
  // do.
  const QualType collection = session.context.getCanonicalTagType(session.collection);
  for (size_t i : unknown) {
    take_combination(*sole);
    llvm::SmallVector<std::pair<gb_arg_kind, QualType>, 4> others{{GB_ARG_FUNCTION, QualType()},
                                                                  {GB_ARG_NATIVE, collection}};
    if (tried[i].kind != GB_ARG_LONG)
      others.emplace_back(GB_ARG_INT_LITERAL, QualType());
    if (tried[i].kind != GB_ARG_DOUBLE)
      others.emplace_back(GB_ARG_DOUBLE_LITERAL, QualType());
    for (auto [kind, type] : others) {
      take(i, kind, type);
      if (works() || session.diagnostics->ambiguous)
        return false;
    }
  }
  take_combination(*sole);
  if (!works())
    return false;
  llvm::copy(tried, args.begin());
  return true;
}

// An operator's host operand of unknown type beside a number of C++ is taken as a number of the same type.
bool choose_by_other_operand(Session &session, const gb_operation &operation, llvm::ArrayRef<gb_arg> args,
                             llvm::ArrayRef<Expr *> stand_ins, SourceLocation at, gb_resolution &resolution,
                             Choice &choice) {
  if (operation.kind != GB_OP_OPERATOR || args.size() != 2 ||
      (args[0].kind == GB_ARG_ANY) == (args[1].kind == GB_ARG_ANY))
    return false;
  size_t open = args[0].kind == GB_ARG_ANY ? 0 : 1;
  QualType beside = stand_ins[1 - open]->getType().getUnqualifiedType();
  if (!beside->isArithmeticType() && !beside->isEnumeralType())
    return false;
  llvm::SmallVector<Expr *, 2> expressions(stand_ins);
  expressions[open] = new (session.context) OpaqueValueExpr(session.location(args[open].span), beside, VK_PRValue);
  return choose_afresh(session, operation, args, expressions, at, resolution, choice);
}

// A host value of unknown type beside nil or a text: what is compared are host values, not pointers.
bool compares_host_values(const gb_operation &operation, llvm::ArrayRef<gb_arg> args) {
  if (operation.kind != GB_OP_OPERATOR || args.size() != 2 ||
      (ref(operation.name) != "==" && ref(operation.name) != "!="))
    return false;
  auto is_pointer = [](const gb_arg &arg) {
    return arg.kind == GB_ARG_NIL || arg.kind == GB_ARG_STRING || arg.kind == GB_ARG_STRING_LITERAL;
  };
  auto is_value = [](const gb_arg &arg) { return arg.kind == GB_ARG_ANY || arg.kind == GB_ARG_VALUE; };
  return (is_pointer(args[0]) && is_value(args[1])) || (is_value(args[0]) && is_pointer(args[1]));
}

// Literals are what they are written, for what C++ wants to know of them while it compiles (`enable_if`, a format).
bool choose_constants(Session &session, const gb_operation &operation, llvm::ArrayRef<gb_arg> args,
                      llvm::ArrayRef<Expr *> stand_ins, SourceLocation at, gb_resolution &resolution, Choice &choice) {
  llvm::SmallVector<Expr *, 8> expressions(stand_ins);
  for (size_t i = 0; i < args.size(); i++)
    if (is_literal(args[i]) || args[i].kind == GB_ARG_STRING_LITERAL)
      expressions[i] = baked_literal(session, args[i], session.location(args[i].span));
  if (llvm::equal(expressions, stand_ins))
    return false;
  if (!choose_afresh(session, operation, args, expressions, at, resolution, choice))
    return false;
  bake_all(session, args, resolution, choice);
  return true;
}

} // namespace

// Whether an overload of that name looks at its arguments' values to find out if it can be called.
static bool looks_at_values(Session &session, const gb_operation &operation, SourceLocation at) {
  return operation.kind == GB_OP_CALL &&
         llvm::any_of(find(session, ref(operation.name), at).decls, [](NamedDecl *decl) {
           return decl->getAsFunction() && decl->getAsFunction()->hasAttr<EnableIfAttr>();
         });
}

bool bake_all(Session &session, llvm::ArrayRef<gb_arg> args, gb_resolution &resolution, Choice &choice) {
  size_t before = choice.baked.size();
  for (size_t i = 0; i < args.size(); i++)
    if ((is_literal(args[i]) || args[i].kind == GB_ARG_STRING_LITERAL) && !llvm::is_contained(choice.baked, i))
      choice.baked.push_back(i);
  resolution.depends_on_literals |= !choice.baked.empty();
  return choice.baked.size() > before;
}

bool choose(Session &session, const gb_operation &operation, llvm::MutableArrayRef<gb_arg> args, SourceLocation at,
            gb_resolution &resolution, Choice &choice) {
  Pasting paste = pasting(session, operation, args, at);
  bool pastes = paste == Pasting::always;
  // Whatever else is tried, the first refusal is what is told.
  std::vector<gb_diagnostic> refusal;
  if (!prepare(session, operation, args, pastes, at)) {
    refusal = session.diagnostics->items;
    session.forget_errors();
    pastes = true;
    if (paste != Pasting::otherwise || !prepare(session, operation, args, pastes, at)) {
      session.diagnostics->items = std::move(refusal);
      return false;
    }
  }
  llvm::SmallVector<Expr *, 8> stand_ins;
  for (const gb_arg &arg : args) {
    stand_ins.push_back(stand_in(session, arg, session.location(arg.span)));
    if (!stand_ins.back())
      return false;
  }
  auto opaque = [&](size_t i, QualType type) {
    return new (session.context) OpaqueValueExpr(session.location(args[i].span), type, VK_PRValue);
  };
  for (size_t i = 0; i < args.size(); i++)
    if (QualType type = function_of(session, args[i], at); args[i].kind == GB_ARG_FUNCTION && !type.isNull())
      stand_ins[i] = opaque(i, type);
  // `new T(x)` of a host value that converts to T.
  if (operation.kind == GB_OP_NEW && args.size() == 1 && is_open(args[0]) &&
      from_host_wrapper(session, session.types[operation.type]))
    stand_ins[0] = opaque(0, session.types[operation.type].getUnqualifiedType());
  if (compares_host_values(operation, args))
    for (size_t i = 0; i < args.size(); i++) {
      args[i].kind = GB_ARG_VALUE;
      stand_ins[i] = opaque(i, session.context.getCanonicalTagType(session.object));
    }
  choice.paste = pastes;
  bool good = choose_with(session, operation, args, stand_ins, at, resolution, choice);
  if (llvm::SmallVector<size_t, 4> passed; good) {
    for (size_t i = 0; i < args.size(); i++)
      if (args[i].kind == GB_ARG_PASSED)
        passed.push_back(i);
    if (depends_on_values(session, operation, args, stand_ins, passed, at, choice))
      return false;
    good = passed.empty() || choose_afresh(session, operation, args, stand_ins, at, resolution, choice, pastes);
  }
  if (!good && refusal.empty())
    refusal = session.diagnostics->items;
  if (!good && !choice.format_refused) {
    if (paste == Pasting::otherwise && !pastes) {
      session.forget_errors();
      good = prepare(session, operation, args, true, at) &&
             choose_afresh(session, operation, args, stand_ins, at, resolution, choice, true);
    }
    good = good || choose_functions(session, operation, args, stand_ins, at, resolution, choice) ||
           choose_constants(session, operation, args, stand_ins, at, resolution, choice) ||
           choose_by_other_operand(session, operation, args, stand_ins, at, resolution, choice) ||
           choose_objects(session, operation, args, stand_ins, at, resolution, choice) ||
           choose_sole(session, operation, args, stand_ins, at, resolution, choice);
  }
  if (!good) {
    session.diagnostics->items = std::move(refusal);
    return false;
  }
  if (choice.paste)
    bake_all(session, args, resolution, choice);
  resolution.depends_on_literals |= looks_at_values(session, operation, at);
  choice.subject = args.size() == 1 ? stand_ins[0] : nullptr;
  return true;
}

} // namespace gusset
