// Conversions between host values and C++ types: scalars by kind, all else through wrappers of gusset::convert.
#include "convert.hpp"
#include "operation.hpp"
#include "wrap.hpp"

using namespace clang;

namespace gusset {

// A wrapper around a conversion of the prelude; none where its constraints are not met.
static std::optional<uint32_t> conversion(Session &session, QualType type, bool from) {
  ASTContext &c = session.context;
  SourceLocation at = session.somewhere;
  QualType object = c.getCanonicalTagType(session.object);
  // Asked quietly first: a type that has no conversion is no error.
  Expr *argument = new (c) OpaqueValueExpr(at, from ? object.withConst() : type.withConst(), VK_LValue);
  Expr *args[] = {argument};
  auto convert = [&] {
    return call_prelude(session, false, from ? "from_object" : "to_object",
                        from ? llvm::ArrayRef<QualType>(type) : llvm::ArrayRef<QualType>(), args, at);
  };
  if (!accepts(session, convert))
    return std::nullopt;
  double started = now_ms();
  std::string symbol = "__gw_" + std::to_string(session.wrappers.size());
  SlotUse use{(from ? object : type).withConst(), VK_LValue};
  Wrapped wrapped = wrap(session, symbol, use, at, [&](llvm::SmallVectorImpl<Expr *> &args, Scope *) {
    return call_prelude(session, false, from ? "from_object" : "to_object",
                        from ? llvm::ArrayRef<QualType>(type) : llvm::ArrayRef<QualType>(), args, at);
  });
  session.sema.DefineUsedVTables();
  session.sema.PerformPendingInstantiations();
  if (!wrapped.decl || session.diagnostics->failed())
    return std::nullopt;
  std::string name = session.spell(type);
  Wrapper &wrapper = add_wrapper(session, wrapped,
                                 from ? name + " gusset::from_object<" + name + ">(const gusset::object &)"
                                      : "gusset::object gusset::to_object(const " + name + " &)",
                                 from ? "const gusset::object" : name, true);
  wrapper.sema_ms = now_ms() - started;
  return wrapper.id;
}

std::optional<uint32_t> from_host_wrapper(Session &session, QualType type) {
  type = session.context.getCanonicalType(type).getUnqualifiedType();
  auto known = session.conversions[type.getAsOpaquePtr()].from_host;
  if (!known)
    known = session.conversions[type.getAsOpaquePtr()].from_host = conversion(session, type, true);
  return *known;
}

std::optional<uint32_t> to_host_wrapper(Session &session, QualType type) {
  type = session.context.getCanonicalType(type).getUnqualifiedType();
  auto known = session.conversions[type.getAsOpaquePtr()].to_host;
  if (!known)
    known = session.conversions[type.getAsOpaquePtr()].to_host = conversion(session, type, false);
  return *known;
}

static bool is(const CXXRecordDecl *record, const CXXRecordDecl *wanted) {
  return record && record->getCanonicalDecl() == wanted->getCanonicalDecl();
}

// `char` and the types of wider characters; `signed char` and `unsigned char` are numbers.
static bool is_character(QualType type) {
  return type->isAnyCharacterType() && !type->isSpecificBuiltinType(BuiltinType::SChar) &&
         !type->isSpecificBuiltinType(BuiltinType::UChar);
}

// Scalars but pointers; false for all else.
static bool scalar_slot(ASTContext &c, QualType type, gb_slot &slot) {
  if (type->isBooleanType()) {
    slot.how = GB_FROM_BOOL;
  } else if (type->isSpecificBuiltinType(BuiltinType::Float)) {
    slot.how = GB_FROM_FLOAT;
  } else if (type->isSpecificBuiltinType(BuiltinType::Double)) {
    slot.how = GB_FROM_DOUBLE;
  } else if (type->isSpecificBuiltinType(BuiltinType::LongDouble)) {
    slot.how = GB_FROM_LONG_DOUBLE;
  } else if (type->isIntegralOrEnumerationType() && !type->isIncompleteType() && c.getIntWidth(type) <= 64) {
    slot.how = GB_FROM_INT;
    slot.bits = c.getIntWidth(type);
    slot.is_signed = type->isSignedIntegerOrEnumerationType();
  } else {
    return false;
  }
  return true;
}

// Classes, and scalars that are none to the host; pointers are boxed, not converted.
static bool converts_by_wrapper(QualType type) {
  return type->isRecordType() || type->isIntegerType() || type->isVectorType() || type->isAnyComplexType();
}

static bool is_null(const gb_arg &arg) {
  return arg.kind == GB_ARG_NIL || (arg.kind == GB_ARG_INT_LITERAL && arg.integer == 0);
}

// The sorts of scalars that the host tells apart; numbers of all types are one.
static int sort_of(QualType type) {
  if (type->isBooleanType())
    return 1;
  return is_character(type) ? 2 : 3;
}

bool choose_slot(Session &session, const gb_arg &arg, Expr *stand_in, QualType target, Conversion conversion,
                 SourceLocation at, gb_slot &slot) {
  ASTContext &c = session.context;
  if (arg.kind == GB_ARG_NATIVE) {
    slot = gb_slot{arg.type, GB_PASS_ADDRESS, 0, false, 0, false};
    return true;
  }
  QualType type = c.getCanonicalType(target.getNonReferenceType()).getUnqualifiedType();
  QualType own = stand_in->getType().getUnqualifiedType();
  bool is_text = arg.kind == GB_ARG_STRING || arg.kind == GB_ARG_STRING_LITERAL;
  bool open = is_open(arg);
  slot = gb_slot{};
  auto done = [&](QualType t, gb_passing how) {
    slot.type = session.intern(t);
    slot.how = how;
    return true;
  };
  auto refuse = [&](const std::string &message) {
    session.refuse(at, message);
    return false;
  };
  QualType c_string = c.getPointerType(c.CharTy.withConst());
  if (auto *record = type->getAsCXXRecordDecl()) {
    if (is(record, session.any) || is(record, session.value))
      return refuse("C++ cannot tell the type of this argument: the parameter's type is deduced from it; give it one "
                    "with cpp/cast");
    if (is(record, session.object) || is(record, session.passed) || is_function(session, record))
      return done(type, GB_FROM_OBJECT);
    // A std::function knows what it is declared to take; anything else is called as a template calls it.
    if (arg.kind == GB_ARG_FUNCTION && !(record->isInStdNamespace() && record->getName() == "function"))
      return done(own, GB_FROM_OBJECT);
    if (auto wrapper = from_host_wrapper(session, type)) {
      slot.wrapper = *wrapper;
      return done(type, GB_FROM_CONVERT);
    }
    if (open)
      return refuse("a host value does not convert to '" + session.spell(type) + "'");
    type = own; // C++ makes the object from the value
  }
  if (type->isNullPtrType() || (type->isPointerType() && is_null(arg)))
    return done(type, GB_FROM_NULLPTR);
  if (type->isFunctionPointerType()) {
    auto wrapper = from_host_wrapper(session, type);
    if (!wrapper)
      return refuse("a host function does not convert to '" + session.spell(type) + "'");
    slot.wrapper = *wrapper;
    return done(type, GB_FROM_CONVERT);
  }
  // Bound to a `const char (&)[N]`, it becomes part of the wrapper.
  if (type->isArrayType() && arg.kind == GB_ARG_STRING_LITERAL)
    return done(c_string, GB_FROM_C_STRING);
  bool is_number = arg.kind == GB_ARG_LONG || arg.kind == GB_ARG_INT_LITERAL;
  if (type->isPointerType() && is_number && conversion == Conversion::unsafe_cast) {
    scalar_slot(c, c.LongTy, slot); // `(T *)n`
    return done(c.LongTy, slot.how);
  }
  if (type->isPointerType()) {
    bool chars = c.hasSameType(type, c_string);
    slot.casts = conversion != Conversion::implied;
    return is_text || chars ? done(c_string, GB_FROM_C_STRING) : done(type, GB_FROM_POINTER);
  }
  if (type->isMemberPointerType() && is_null(arg))
    return done(c.NullPtrTy, GB_FROM_NULLPTR);
  if (scalar_slot(c, type, slot)) {
    if (is_text) // `if ("text")`: a pointer as a truth value
      return done(c_string, GB_FROM_C_STRING);
    if (arg.kind == GB_ARG_NIL)
      return done(c.NullPtrTy, GB_FROM_NULLPTR);
    // A value of another sort (a number for a bool, a character for a number) is C++'s to convert.
    bool truncates = own->isFloatingType() && type->isIntegralOrEnumerationType();
    if (!open && ((sort_of(own) != sort_of(type) && !type->isEnumeralType()) ||
                  (conversion != Conversion::implied && truncates) || conversion == Conversion::unsafe_cast)) {
      scalar_slot(c, own, slot);
      type = own;
    }
    slot.type = session.intern(type);
    return true;
  }
  if (auto wrapper = converts_by_wrapper(type) ? from_host_wrapper(session, type) : std::nullopt) {
    slot.wrapper = *wrapper;
    return done(type, GB_FROM_CONVERT);
  }
  return refuse("a host value does not convert to '" + session.spell(target) + "'");
}

static bool to_host(Session &session, QualType type, SourceLocation at, gb_to_host_answer &answer) {
  ASTContext &c = session.context;
  type = c.getCanonicalType(type).getUnqualifiedType();
  gb_slot scalar{};
  if (type->isVoidType() || type->isNullPtrType()) {
    answer.how = GB_TO_NIL;
  } else if (is_character(type)) {
    answer.how = GB_TO_CHAR;
    answer.bits = c.getIntWidth(type);
  } else if (scalar_slot(c, type, scalar)) {
    answer.how = scalar.how == GB_FROM_BOOL          ? GB_TO_BOOL
                 : scalar.how == GB_FROM_FLOAT       ? GB_TO_FLOAT
                 : scalar.how == GB_FROM_DOUBLE      ? GB_TO_DOUBLE
                 : scalar.how == GB_FROM_LONG_DOUBLE ? GB_TO_LONG_DOUBLE
                                                     : GB_TO_INT;
    answer.bits = scalar.bits;
    answer.is_signed = scalar.is_signed;
  } else if (type->isPointerType() && type->getPointeeType()->isCharType()) {
    answer.how = GB_TO_C_STRING;
  } else if (is(type->getAsCXXRecordDecl(), session.object)) {
    answer.how = GB_TO_OBJECT;
  } else if (auto wrapper = converts_by_wrapper(type) || type->isFunctionPointerType() ? to_host_wrapper(session, type)
                                                                                       : std::nullopt) {
    answer.how = GB_TO_CONVERT;
    answer.wrapper = *wrapper;
  } else {
    session.refuse(at, "a value of type '" + session.spell(type) + "' does not convert to a host value");
    return false;
  }
  return true;
}

} // namespace gusset

bool gb_to_host(gb_session *session, uint32_t type, gb_category, gb_span at, gb_to_host_answer *answer) {
  gusset::Operation operation(*session);
  *answer = gb_to_host_answer{};
  bool good = gusset::to_host(*session, session->types[type], session->location(at), *answer);
  session->settle();
  return good;
}
