// Synthesises the wrapper function of an operation as Clang AST (decision D2):
//
//   extern "C" int __gw_7(void **args, void *ret) {
//     new (ret) T(f(*static_cast<A *>(args[0]), …));
//     return 0;
//   }
//
// A reference's address is stored at `ret` instead. An exception is its caller's to catch: a landing pad in each
// wrapper would keep LLVM from its fast instruction selection, and cost a wrapper as much again as its call does.
#include "wrap.hpp"

using namespace clang;

namespace gusset {

namespace {

struct Wrapping {
  Session &session;
  Sema &sema;
  ASTContext &context;
  SourceLocation at;
  Scope *scope;

  TypeSourceInfo *info(QualType type) { return context.getTrivialTypeSourceInfo(type, at); }
  Expr *integer(unsigned value) { return IntegerLiteral::Create(context, llvm::APInt(32, value), context.IntTy, at); }
  Expr *cast(QualType type, Expr *value) { return sema.BuildCStyleCastExpr(at, info(type), at, value).get(); }
  Expr *deref(Expr *pointer) { return sema.CreateBuiltinUnaryOp(at, UO_Deref, pointer).get(); }

  // The object in slot i.
  Expr *slot(ParmVarDecl *args, unsigned i, const SlotUse &use) {
    if (use.type->isVoidType()) // of which there is none
      return cast(context.VoidTy, integer(0));
    Expr *array = sema.BuildDeclRefExpr(args, args->getType(), VK_LValue, at);
    Expr *address = sema.CreateBuiltinArraySubscriptExpr(array, at, integer(i), at).get();
    Expr *object = deref(cast(context.getPointerType(use.type), address));
    if (use.category == VK_LValue)
      return object;
    return ImplicitCastExpr::Create(context, use.type, CK_NoOp, object, nullptr, VK_XValue, FPOptionsOverride());
  }

  // Makes an array at `target` from the braces that the value was written with: arrays are not copied.
  ExprResult store_array(const ConstantArrayType *array, Expr *value, Expr *target) {
    Expr *inner = value->IgnoreImplicit();
    while (auto *cast = dyn_cast<CXXFunctionalCastExpr>(inner))
      inner = cast->getSubExpr()->IgnoreImplicit();
    auto *braces = dyn_cast<InitListExpr>(inner);
    if (!braces) {
      session.refuse(at, "an array can only be made from braces");
      return ExprError();
    }
    if (InitListExpr *written = braces->getSyntacticForm())
      braces = written;
    QualType element = array->getElementType();
    Expr *size = IntegerLiteral::Create(context, array->getSize().zext(64), context.UnsignedLongTy, at);
    return sema.BuildCXXNew(SourceRange(at, at), true, at, target, at, SourceRange(), element, info(element), size,
                            SourceRange(), braces);
  }

  ExprResult construct_in(Expr *target, Expr *value) {
    QualType type = value->getType().getUnqualifiedType();
    if (auto *array = context.getAsConstantArrayType(type))
      return store_array(array, value, target);
    if (type->isScalarType() && !type->isMemberPointerType())
      return sema.CreateBuiltinBinOp(at, BO_Assign, deref(cast(context.getPointerType(type), target)), value);
    return sema.BuildCXXNew(SourceRange(at, at), true, at, target, at, SourceRange(), type, info(type), std::nullopt,
                            SourceRange(at, at), value);
  }

  // Stores the value at `ret`, as WrapperCode wants it.
  ExprResult store(Expr *value, ParmVarDecl *ret, Wrapped &made) {
    QualType type = value->getType();
    if (type->isVoidType()) {
      made.type = context.VoidTy;
      return value;
    }
    if (value->isGLValue() && value->getObjectKind() == OK_BitField) {
      ExprResult loaded = sema.DefaultLvalueConversion(value);
      if (loaded.isInvalid())
        return ExprError();
      value = loaded.get();
      type = value->getType();
    }
    Expr *target = sema.BuildDeclRefExpr(ret, ret->getType(), VK_LValue, at);
    if (value->isGLValue()) {
      made.type = type;
      made.category = value->isLValue() ? GB_LVALUE : GB_XVALUE;
      if (value->isXValue()) // only lvalues have an address in C++
        value = ImplicitCastExpr::Create(context, type, CK_NoOp, value, nullptr, VK_LValue, FPOptionsOverride());
      if (type->isFunctionType()) {
        value = cast(context.VoidPtrTy, sema.CreateBuiltinUnaryOp(at, UO_AddrOf, value).get());
      } else {
        // Not `&`, which a class may overload.
        value = UnaryOperator::Create(context, value, UO_AddrOf, context.getPointerType(type), VK_PRValue, OK_Ordinary,
                                      at, false, FPOptionsOverride());
        value = cast(context.VoidPtrTy, value);
      }
      return sema.CreateBuiltinBinOp(at, BO_Assign, deref(cast(context.getPointerType(context.VoidPtrTy), target)),
                                     value);
    }
    type = type.getUnqualifiedType();
    made.type = type;
    return construct_in(target, value);
  }
};

} // namespace

ExprResult construct_in(Session &session, Expr *target, Expr *value, SourceLocation at) {
  return Wrapping{session, session.sema, session.context, at, nullptr}.construct_in(target, value);
}

Wrapped wrap(Session &session, const std::string &symbol, llvm::ArrayRef<SlotUse> slots, SourceLocation at,
             const MakeBody &make) {
  Sema &sema = session.sema;
  ASTContext &context = session.context;
  auto *unit = context.getTranslationUnitDecl();
  auto *linkage = LinkageSpecDecl::Create(context, unit, at, at, LinkageSpecLanguageIDs::C, true);
  QualType pointer = context.VoidPtrTy, pointers = context.getPointerType(pointer);
  QualType type = context.getFunctionType(context.IntTy, {pointers, pointer}, FunctionProtoType::ExtProtoInfo());
  auto *decl = FunctionDecl::Create(context, linkage, at, at, DeclarationName(&context.Idents.get(symbol)), type,
                                    context.getTrivialTypeSourceInfo(type, at), SC_None, false, false, true);
  auto parameter = [&](const char *name, QualType t, unsigned i) {
    auto *made = ParmVarDecl::Create(context, decl, at, at, &context.Idents.get(name), t,
                                     context.getTrivialTypeSourceInfo(t, at), SC_None, nullptr);
    made->setScopeInfo(0, i);
    return made;
  };
  ParmVarDecl *args = parameter("args", pointers, 0), *ret = parameter("ret", pointer, 1);
  decl->setParams({args, ret});
  linkage->addHiddenDecl(decl);

  Scope scope(sema.TUScope, Scope::FnScope | Scope::DeclScope | Scope::CompoundStmtScope, sema.getDiagnostics());
  Sema::ContextRAII in_function(sema, decl);
  sema.PushFunctionScope();
  auto pop = llvm::make_scope_exit([&] { sema.PopFunctionScopeInfo(); });
  EnterExpressionEvaluationContext evaluated(sema, Sema::ExpressionEvaluationContext::PotentiallyEvaluated, decl);

  Wrapping w{session, sema, context, at, &scope};
  llvm::SmallVector<Expr *, 8> values;
  for (unsigned i = 0; i < slots.size(); i++)
    values.push_back(w.slot(args, i, slots[i]));
  Wrapped made;
  ExprResult value = make(values, &scope);
  if (value.isInvalid())
    return made;
  made.no_throw = sema.canThrow(value.get()) == CT_Cannot;
  ExprResult stored = w.store(value.get(), ret, made);
  if (stored.isInvalid())
    return made;
  stored = sema.ActOnFinishFullExpr(stored.get(), /*DiscardedValue=*/false);
  if (stored.isInvalid() || stored.get()->containsErrors())
    return made;
  Stmt *zero = ReturnStmt::Create(context, at, w.integer(0), nullptr);
  decl->setBody(CompoundStmt::Create(context, {stored.get(), zero}, FPOptionsOverride(), at, at));
  unit->addHiddenDecl(linkage);
  made.decl = decl;
  return made;
}

Wrapper &add_wrapper(Session &session, const Wrapped &wrapped, std::string signature, std::string argument_types,
                     bool queue) {
  uint32_t id = session.wrappers.size();
  Wrapper wrapper;
  wrapper.id = id;
  wrapper.symbol = wrapped.decl->getName().str();
  wrapper.signature = std::move(signature);
  wrapper.argument_types = std::move(argument_types);
  wrapper.decl = wrapped.decl;
  wrapper.no_throw = wrapped.no_throw;
  if (queue) {
    wrapper.stage = Stage::pending;
    session.pending.push_back(id);
  }
  session.wrappers.push_back(std::move(wrapper));
  session.instantiations.keep(); // it needs them
  return session.wrappers.back();
}

} // namespace gusset

bool gb_wrapper(gb_session *session, uint32_t id, gb_wrapper_info *info) {
  if (id >= session->wrappers.size())
    return false;
  gusset::Wrapper &wrapper = session->wrappers[id];
  *info = {gusset::out(wrapper.symbol),
           gusset::out(wrapper.signature),
           gusset::out(wrapper.argument_types),
           wrapper.sema_ms,
           wrapper.no_throw,
           wrapper.stage == gusset::Stage::idle};
  return true;
}

void gb_require(gb_session *session, uint32_t id) {
  if (id >= session->wrappers.size() || session->wrappers[id].stage != gusset::Stage::idle)
    return;
  session->wrappers[id].stage = gusset::Stage::pending;
  session->pending.push_back(id);
}
