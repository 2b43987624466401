// Makes the class of a `cpp/reify`: it derives from the given bases, and each virtual function that is named calls a
// host function, which the object holds. The class is parsed as text, as what stands for a macro is: it is a definition
// of the program's, made once for each form, and no call of it goes through text.
#include "operands.hpp"
#include "parse.hpp"
#include "session.hpp"

using namespace clang;

namespace gusset {

namespace {

// The virtual functions of that name and number of parameters, also those of the bases; overridden ones once.
void collect(const CXXRecordDecl *record, llvm::StringRef name, size_t parameters,
             std::vector<const CXXMethodDecl *> &found) {
  for (const CXXMethodDecl *method : record->methods()) {
    if (!method->isVirtual() || isa<CXXDestructorDecl>(method) || method->getNameAsString() != name ||
        method->getNumParams() != parameters)
      continue;
    bool known = llvm::any_of(found, [&](const CXXMethodDecl *other) {
      return method->getASTContext().hasSameType(method->getType(), other->getType());
    });
    if (!known)
      found.push_back(method);
  }
  for (const CXXBaseSpecifier &base : record->bases())
    if (auto *inner = base.getType()->getAsCXXRecordDecl(); inner && inner->hasDefinition())
      collect(inner->getDefinition(), name, parameters, found);
}

// What it may throw, where it says so as C++98 did: an overrider has to say it, too.
std::string dynamic_specification(Session &session, const FunctionProtoType *type) {
  if (type->getExceptionSpecType() != EST_Dynamic)
    return {};
  std::string list;
  for (QualType thrown : type->exceptions())
    list += (list.empty() ? "" : ", ") + session.spell(thrown);
  return " throw(" + list + ")";
}

std::string overrider(Session &session, const CXXMethodDecl *method, const std::string &base, const std::string &held) {
  auto *type = method->getType()->castAs<FunctionProtoType>();
  std::string result = session.spell(method->getReturnType());
  std::string parameters, arguments, types = result + ", " + base + " *";
  for (unsigned i = 0; i < method->getNumParams(); i++) {
    std::string n = "a" + std::to_string(i);
    std::string parameter = session.spell(method->getParamDecl(i)->getType());
    parameters += (i ? ", " : "") + std::string("gusset::type_identity_t<") + parameter + "> " + n;
    types += ", " + parameter;
    arguments += ", std::forward<" + parameter + ">(" + n + ")";
  }
  std::string text = "  auto " + method->getNameAsString() + "(" + parameters + ")";
  text += method->isConst() ? " const" : "";
  text += method->isVolatile() ? " volatile" : "";
  text += method->getRefQualifier() == RQ_LValue ? " &" : method->getRefQualifier() == RQ_RValue ? " &&" : "";
  text += type->isNothrow() ? " noexcept" : dynamic_specification(session, type);
  text += " -> " + result + " override {\n";
  text += "    return gusset::call_declared<" + types + ">(" + held + ", static_cast<" + base +
          " *>(const_cast<gusset::remove_cvref_t<decltype(*this)> *>(this))" + arguments + ");\n  }\n";
  return text;
}

// What a base's constructor takes these arguments as, in C++. Sema finds out which constructor it is; that a derived
// class may call it is checked when the class is parsed. None with diagnostics.
std::optional<std::vector<std::string>> parameters_of(Session &session, const gb_base &base) {
  Sema &sema = session.sema;
  SourceLocation at = session.location(base.at);
  llvm::ArrayRef<gb_arg> args(base.args, base.arg_count);
  llvm::SmallVector<Expr *, 8> stand_ins;
  for (const gb_arg &arg : args) {
    stand_ins.push_back(stand_in(session, arg, session.location(arg.span)));
    if (!stand_ins.back())
      return std::nullopt;
  }
  EnterExpressionEvaluationContext unevaluated(sema, Sema::ExpressionEvaluationContext::Unevaluated);
  auto given = operands(session, args, stand_ins);
  if (!given)
    return std::nullopt;
  InitializedEntity entity = InitializedEntity::InitializeTemporary(session.types[base.type]);
  InitializationKind kind = InitializationKind::CreateDirect(at, at, at);
  InitializationSequence sequence(sema, entity, kind, *given);
  if (!sequence) {
    sequence.Diagnose(sema, entity, kind, *given);
    return std::nullopt;
  }
  const FunctionDecl *constructor = nullptr;
  for (auto &step : sequence.steps())
    if (step.Kind == InitializationSequence::SK_ConstructorInitialization)
      constructor = step.Function.Function;
  std::vector<std::string> parameters;
  for (size_t i = 0; i < given->size(); i++) {
    bool declared = constructor && i < constructor->getNumParams();
    parameters.push_back(session.spell(declared ? constructor->getParamDecl(i)->getType()
                                                : session.context.getReferenceQualifiedType((*given)[i])));
  }
  return parameters;
}

bool reify(Session &session, llvm::ArrayRef<gb_base> bases, llvm::ArrayRef<gb_method> methods, gb_span at,
           uint32_t &made) {
  std::string name = "__gusset_reify_" + std::to_string(session.texts);
  std::string list, members, initialisers, parameters, body;
  auto parameter = [&](const std::string &type, const std::string &name) {
    parameters += (parameters.empty() ? "" : ", ") + type + " " + name;
  };
  auto initialise = [&](const std::string &what, const std::string &with) {
    initialisers += (initialisers.empty() ? " : " : ", ") + what + "(" + with + ")";
  };
  std::vector<const CXXRecordDecl *> records;
  for (size_t i = 0; i < bases.size(); i++) {
    QualType type = session.types[bases[i].type];
    auto *record = type->getAsCXXRecordDecl();
    if (!record || !session.sema.isCompleteType(session.location(at), type)) {
      session.refuse(session.location(at), "'" + session.spell(type) + "' is no class that could be derived from");
      return false;
    }
    if (record->isEffectivelyFinal()) {
      session.refuse(session.location(at), "'" + session.spell(type) + "' is final: nothing derives from it");
      return false;
    }
    records.push_back(record->getDefinition());
    std::string base = session.spell(type.getUnqualifiedType());
    list += (list.empty() ? " : public " : ", public ") + base;
    body += "  operator " + base + " *() { return this; }\n";
    auto types = parameters_of(session, bases[i]);
    if (!types)
      return false;
    std::string arguments;
    for (size_t k = 0; k < types->size(); k++) {
      std::string n = "b" + std::to_string(i) + "_" + std::to_string(k);
      parameter("gusset::type_identity_t<" + (*types)[k] + ">", n);
      arguments += (k ? ", " : "") + ("std::forward<" + (*types)[k] + ">(" + n + ")");
    }
    initialise(base, arguments);
  }
  std::string first = session.spell(session.types[bases[0].type].getUnqualifiedType());
  for (size_t i = 0; i < methods.size(); i++) {
    llvm::StringRef wanted = ref(methods[i].name);
    std::vector<const CXXMethodDecl *> found;
    for (auto *record : records)
      collect(record, wanted, methods[i].parameters, found);
    if (found.empty()) {
      session.refuse(session.location(methods[i].at), "'" + first + "' has no virtual function '" + wanted.str() +
                                                          "' of " + std::to_string(methods[i].parameters) +
                                                          " parameters");
      return false;
    }
    std::string held = "gusset_held_" + std::to_string(i), n = "h" + std::to_string(i);
    members += "  gusset::object " + held + ";\n";
    parameter("gusset::object", n);
    initialise(held, "std::move(" + n + ")");
    for (auto *method : found)
      body += overrider(session, method, first, held);
  }
  std::string constructor = "  explicit " + name + "(" + parameters + ")" + initialisers + " {}\n";
  // No error where a header of C++98 has them.
  const std::string open =
      "#pragma clang diagnostic push\n#pragma clang diagnostic ignored \"-Wdynamic-exception-spec\"\n";
  const std::string close = "#pragma clang diagnostic pop\n";
  if (!parse(session, open + "struct " + name + list + " {\n" + members + constructor + body + "};\n" + close))
    return false;
  LookupResult result(session.sema, DeclarationName(&session.context.Idents.get(name)), session.somewhere,
                      Sema::LookupTagName);
  session.sema.LookupQualifiedName(result, session.context.getTranslationUnitDecl());
  auto *type = result.getAsSingle<TypeDecl>();
  if (!type)
    return false;
  made = session.intern(session.context.getTypeDeclType(type));
  return true;
}

} // namespace
} // namespace gusset

bool gb_reify(gb_session *session, const gb_base *bases, size_t base_count, const gb_method *methods,
              size_t method_count, gb_span at, uint32_t *type) {
  gusset::Operation operation(*session);
  bool good = gusset::reify(*session, {bases, base_count}, {methods, method_count}, at, *type);
  session->settle();
  return good;
}
