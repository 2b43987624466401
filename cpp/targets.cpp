// What type each host argument is converted to in a built operation: that of the node above its conversions and below
// the operation. Variadic arguments get theirs from the format, or from C++'s promotions.
#include "targets.hpp"

using namespace clang;

namespace gusset {

static const Expr *inner(const Expr *e) {
  if (auto *full = dyn_cast<FullExpr>(e))
    return full->getSubExpr();
  if (auto *cast = dyn_cast<CastExpr>(e))
    return cast->getSubExpr();
  if (auto *temporary = dyn_cast<MaterializeTemporaryExpr>(e))
    return temporary->getSubExpr();
  if (auto *bound = dyn_cast<CXXBindTemporaryExpr>(e))
    return bound->getSubExpr();
  if (auto *paren = dyn_cast<ParenExpr>(e))
    return paren->getSubExpr();
  if (auto *rewritten = dyn_cast<CXXRewrittenBinaryOperator>(e))
    return rewritten->getDecomposedForm().InnerBinOp;
  return nullptr;
}

const Expr *operation_node(const Expr *e) {
  while (const Expr *next = inner(e))
    e = next;
  return e;
}

// A call or construction that C++ evaluates while it compiles (consteval): its arguments are no part of the program.
static bool is_immediate(const Stmt *s) {
  if (auto *call = dyn_cast<CallExpr>(s))
    return call->getDirectCallee() && call->getDirectCallee()->isImmediateFunction();
  auto *construct = dyn_cast<CXXConstructExpr>(s);
  return construct && construct->getConstructor()->isImmediateFunction();
}

Targets::Targets(Session &session, const Expr *built, llvm::ArrayRef<Expr *> stand_ins, llvm::ArrayRef<gb_arg> args)
    : session(session), stand_ins(stand_ins), args(args), errors(stand_ins.size()), present(stand_ins.size()) {
  for (Expr *e : stand_ins)
    types.push_back(e->getType());
  const Expr *node = operation_node(built);
  if (is_immediate(node))
    return;
  // The operation is a conversion of an argument and nothing else.
  if (llvm::is_contained(stand_ins, node)) {
    note(node, built->getType());
    return;
  }
  if (auto *call = dyn_cast<CallExpr>(node)) {
    for (const Expr *passed : call->arguments())
      argument(passed);
    if (auto *operand = dyn_cast<CXXOperatorCallExpr>(call); !operand)
      note(call->getCallee(), QualType());
    read_format(call);
  } else if (auto *made = dyn_cast<CXXNewExpr>(node)) {
    if (const Expr *initialiser = made->getInitializer()) {
      const Expr *constructed = operation_node(initialiser);
      // A scalar is made from one argument, whichever way that converts.
      if (!made->getAllocatedType()->isRecordType() && !made->isArray() && !isa<InitListExpr>(constructed))
        note(initialiser, made->getAllocatedType());
      else
        arguments_of(constructed);
    }
  } else {
    arguments_of(node);
  }
}

void Targets::arguments_of(const Stmt *node) {
  for (const Stmt *child : node->children())
    if (auto *e = dyn_cast_or_null<Expr>(child))
      argument(e);
}

void Targets::argument(const Expr *e) {
  const Expr *core = operation_node(e);
  if (auto *list = dyn_cast<CXXStdInitializerListExpr>(core))
    core = operation_node(list->getSubExpr());
  // What stands in braces is converted for itself, to an element, a member or a constructor's parameter.
  auto *construct = dyn_cast<CXXConstructExpr>(core);
  if (isa<InitListExpr, CXXParenListInitExpr>(core) || (construct && construct->isListInitialization()))
    arguments_of(core);
  else
    note(e, e->getType());
}

void Targets::note(const Stmt *inside, QualType type) {
  if (!inside || is_immediate(inside))
    return;
  for (size_t i = 0; i < stand_ins.size(); i++)
    if (inside == stand_ins[i]) {
      present[i] = true;
      if (!type.isNull())
        types[i] = type;
    }
  if (llvm::is_contained(stand_ins, inside))
    return;
  for (const Stmt *child : inside->children())
    note(child, type);
}

namespace {

// The type that a printf format gives each of its arguments.
class FormatTypes : public analyze_format_string::FormatStringHandler {
public:
  explicit FormatTypes(ASTContext &context) : context(context) {}
  bool HandlePrintfSpecifier(const analyze_printf::PrintfSpecifier &specifier, const char *, unsigned,
                             const TargetInfo &) override {
    for (auto &amount : {specifier.getFieldWidth(), specifier.getPrecision()})
      if (amount.getHowSpecified() == analyze_format_string::OptionalAmount::Arg)
        set(amount.getArgIndex(), context.IntTy);
    if (specifier.consumesDataArgument()) {
      auto &conversion = specifier.getConversionSpecifier();
      QualType type = specifier.getArgType(context, false).getRepresentativeType(context);
      if (conversion.getKind() == analyze_format_string::ConversionSpecifier::sArg && type->isPointerType() &&
          type->getPointeeType()->isCharType())
        type = context.getPointerType(context.CharTy.withConst());
      set(specifier.getArgIndex(), type);
    }
    return true;
  }
  std::vector<QualType> types;

private:
  void set(unsigned index, QualType type) {
    if (index >= types.size())
      types.resize(index + 1);
    types[index] = type;
  }
  ASTContext &context;
};

// What a variadic argument of this type is passed as.
QualType promoted(ASTContext &context, QualType type) {
  if (context.isPromotableIntegerType(type))
    return context.getPromotedIntegerType(type);
  return type->isSpecificBuiltinType(BuiltinType::Float) ? context.DoubleTy : type;
}

} // namespace

void Targets::read_format(const CallExpr *call) {
  auto *function = dyn_cast_or_null<FunctionDecl>(call->getCalleeDecl());
  auto *prototype = function ? function->getType()->getAs<FunctionProtoType>() : nullptr;
  if (!prototype || !prototype->isVariadic())
    return;
  unsigned named = prototype->getNumParams();
  std::optional<unsigned> first;
  FormatTypes format(session.context);
  auto *method = dyn_cast<CXXMethodDecl>(function);
  unsigned object = method && method->isInstance() ? 1 : 0;
  for (auto *attribute : function->specific_attrs<FormatAttr>()) {
    unsigned index = attribute->getFormatIdx() - 1 - object;
    if (attribute->getType()->getName() != "printf" || !attribute->getFirstArg() || index >= call->getNumArgs())
      continue;
    const Expr *text = operation_node(call->getArg(index));
    for (size_t i = 0; i < stand_ins.size(); i++)
      if (stand_ins[i] == text && args[i].kind == GB_ARG_STRING_LITERAL) {
        depends_on_text = true;
        first = attribute->getFirstArg() - 1 - object;
        ParsePrintfString(format, args[i].text.data, args[i].text.data + args[i].text.size,
                          session.context.getLangOpts(), session.context.getTargetInfo(), false);
      }
  }
  for (unsigned k = named; k < call->getNumArgs(); k++) {
    const Expr *core = operation_node(call->getArg(k));
    for (size_t i = 0; i < stand_ins.size(); i++) {
      if (operation_node(stand_ins[i]) != core || args[i].kind == GB_ARG_NATIVE)
        continue;
      bool open = is_open(args[i]);
      QualType wanted =
          first && k >= *first && k - *first < format.types.size() ? format.types[k - *first] : QualType();
      if (wanted.isNull()) {
        if (open)
          errors[i] = first ? "the format has no conversion for this argument"
                            : "this argument is passed through '...', where C++ cannot tell its type; give it one "
                              "with cpp/cast";
        else
          types[i] = promoted(session.context, types[i]);
        continue;
      }
      wanted = promoted(session.context, wanted);
      bool text_wanted = wanted->isPointerType();
      bool text_given = args[i].kind == GB_ARG_STRING || args[i].kind == GB_ARG_STRING_LITERAL;
      bool null_given = args[i].kind == GB_ARG_NIL;
      if (!open && !null_given && text_wanted != text_given)
        errors[i] = "the format wants '" + session.spell(wanted) + "' here, but the argument is '" +
                    session.spell(stand_ins[i]->getType()) + "'";
      else
        types[i] = wanted;
    }
  }
}

} // namespace gusset
