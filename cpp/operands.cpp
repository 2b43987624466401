// The operands of an operation as Clang expressions: stand-ins for values that are not there yet, literals, lists in
// braces, names of overloaded functions.
#include "operands.hpp"
#include "operation.hpp"

using namespace clang;

namespace gusset {

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
  case GB_ARG_PASSED:
    return record(session.passed);
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
  case GB_ARG_BRACES:  // the list is made of what it holds; see `operands`
  case GB_ARG_WRITTEN: // stands in the macro, which is not given it
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

bool is_shape(const gb_arg &arg) {
  return arg.kind == GB_ARG_BRACES || arg.kind == GB_ARG_OVERLOADED || arg.kind == GB_ARG_WRITTEN;
}

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

Expr *string_literal(Session &session, llvm::StringRef text, SourceLocation at) {
  ASTContext &c = session.context;
  QualType type = c.getStringLiteralArrayType(c.CharTy, text.size());
  return StringLiteral::Create(c, text, StringLiteralKind::Ordinary, false, type, at);
}

Expr *baked_literal(Session &session, const gb_arg &arg, SourceLocation at) {
  if (arg.kind != GB_ARG_STRING_LITERAL)
    return stand_in(session, arg, at);
  return string_literal(session, ref(arg.text), at);
}

} // namespace gusset
