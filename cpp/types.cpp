// Types: builds them from their parts, gives them ids by canonical type, and tells their facts.
#include "lookup.hpp"
#include "macro.hpp"
#include "name.hpp"
#include "session.hpp"
#include <clang/AST/CXXInheritance.h>
#include <clang/AST/RecordLayout.h>

using namespace clang;

namespace gusset {

uint32_t Session::intern(QualType type) {
  type = context.getCanonicalType(type);
  auto [at, fresh] = type_ids.try_emplace(type.getAsOpaquePtr(), types.size());
  if (fresh)
    types.push_back(type);
  return at->second;
}

std::string Session::spell(QualType type) {
  PrintingPolicy policy(context.getLangOpts());
  policy.SuppressTagKeyword = true;
  policy.Bool = true;
  policy.FullyQualifiedName = true;
  return type.getAsString(policy);
}

static gb_type_kind kind_of(Session &session, QualType type, gb_type_info &info) {
  ASTContext &c = session.context;
  auto integral = [&](gb_type_kind kind, QualType t) {
    info.bits = c.getIntWidth(t);
    info.is_signed = t->isSignedIntegerOrEnumerationType();
    return info.bits > 64 ? GB_KIND_OTHER : kind;
  };
  if (type->isVoidType())
    return GB_KIND_VOID;
  if (type->isBooleanType())
    return GB_KIND_BOOL;
  if (type->isAnyCharacterType())
    return integral(GB_KIND_CHAR, type);
  if (auto *e = type->getAsEnumDecl()) {
    info.scoped = e->isScoped();
    return e->getIntegerType().isNull() ? GB_KIND_OTHER : integral(GB_KIND_ENUM, e->getIntegerType());
  }
  if (type->isIntegerType() && type->isBuiltinType())
    return integral(GB_KIND_INT, type);
  if (type->isSpecificBuiltinType(BuiltinType::Float))
    return GB_KIND_FLOAT;
  if (type->isSpecificBuiltinType(BuiltinType::Double))
    return GB_KIND_DOUBLE;
  if (type->isSpecificBuiltinType(BuiltinType::LongDouble))
    return GB_KIND_LONG_DOUBLE;
  if (type->isNullPtrType())
    return GB_KIND_NULLPTR;
  if (type->isPointerType()) {
    info.inner = session.intern(type->getPointeeType());
    return GB_KIND_POINTER;
  }
  if (type->isRecordType())
    return GB_KIND_RECORD;
  if (auto *array = c.getAsArrayType(type)) {
    info.inner = session.intern(array->getElementType());
    if (auto *constant = dyn_cast<ConstantArrayType>(array))
      info.length = constant->getZExtSize();
    return GB_KIND_ARRAY;
  }
  if (type->isFunctionType())
    return GB_KIND_FUNCTION;
  if (type->isMemberPointerType())
    return GB_KIND_MEMBER_POINTER;
  return GB_KIND_OTHER;
}

static bool constructible(Session &session, QualType type, QualType from) {
  ASTContext &c = session.context;
  ExprResult trait = session.sema.BuildTypeTrait(
      TT_IsConstructible, session.somewhere,
      {c.getTrivialTypeSourceInfo(type, session.somewhere), c.getTrivialTypeSourceInfo(from, session.somewhere)},
      session.somewhere);
  if (trait.isInvalid())
    return false;
  auto *answer = dyn_cast<TypeTraitExpr>(trait.get());
  return answer && !answer->isValueDependent() && answer->getBoolValue();
}

static bool is_std_string(QualType type) {
  auto *spec = dyn_cast_or_null<ClassTemplateSpecializationDecl>(type->getAsCXXRecordDecl());
  return spec && spec->isInStdNamespace() && spec->getName() == "basic_string" &&
         spec->getTemplateArgs()[0].getAsType()->isCharType();
}

static void describe(Session &session, QualType type, gb_type_info &info) {
  ASTContext &c = session.context;
  info = gb_type_info{};
  info.inner = GB_NO_TYPE;
  info.align = 1;
  session.spellings.push_back(session.spell(type));
  info.spelling = out(session.spellings.back());
  info.is_const = type.isConstQualified();
  info.unqualified = session.intern(c.getUnqualifiedArrayType(type).getUnqualifiedType());
  info.kind = kind_of(session, type, info);
  if (type->isVoidType() || type->isFunctionType()) {
    info.incomplete = type->isVoidType();
    return;
  }
  if (!session.sema.isCompleteType(session.somewhere, type)) {
    info.incomplete = true;
    return;
  }
  info.size = c.getTypeSizeInChars(type).getQuantity();
  info.align = c.getTypeAlignInChars(type).getQuantity();
  QualType element = c.getBaseElementType(type);
  info.trivially_copyable = type.isTriviallyCopyableType(c);
  info.trivially_destructible = !element.isDestructedType();
  if (element->isRecordType()) {
    // `T(T const&)`, `T(T&&)`; an array is copied element by element.
    info.copy_constructible = constructible(session, element, c.getLValueReferenceType(element.withConst()));
    info.move_constructible = constructible(session, element, c.getRValueReferenceType(element));
  } else {
    info.copy_constructible = info.move_constructible = true;
  }
  info.is_string = is_std_string(type);
  auto *record = type->getAsCXXRecordDecl();
  auto is = [&](CXXRecordDecl *known) {
    return record && known && record->getCanonicalDecl() == known->getCanonicalDecl();
  };
  info.is_object = is(session.object) || is(session.result);
  info.is_polymorphic = record && record->isPolymorphic();
}

static uint32_t made(gb_session *session, QualType type) {
  bool good = session->settle();
  return good && !type.isNull() ? session->intern(type) : GB_NO_TYPE;
}

static QualType longer(ASTContext &c, QualType base) {
  QualType t = base.getUnqualifiedType();
  if (t == c.IntTy)
    return c.LongTy;
  if (t == c.UnsignedIntTy)
    return c.UnsignedLongTy;
  if (t == c.LongTy)
    return c.LongLongTy;
  if (t == c.UnsignedLongTy)
    return c.UnsignedLongLongTy;
  return t == c.DoubleTy ? c.LongDoubleTy : QualType();
}

// Elements of an array type that is spelled out; no frame holds more.
static constexpr uint64_t largest_array = 1 << 28;

static QualType modified(Session &session, gb_modifier modifier, QualType base, uint64_t length, SourceLocation at) {
  ASTContext &c = session.context;
  QualType canonical = c.getCanonicalType(base);
  switch (modifier) {
  case GB_POINTER:
    return session.sema.BuildPointerType(base, at, DeclarationName());
  case GB_LVALUE_REF:
    return session.sema.BuildReferenceType(base, true, at, DeclarationName());
  case GB_RVALUE_REF:
    return session.sema.BuildReferenceType(base, false, at, DeclarationName());
  case GB_CONST:
  case GB_VOLATILE: {
    Qualifiers added = Qualifiers::fromCVRMask(modifier == GB_CONST ? Qualifiers::Const : Qualifiers::Volatile);
    auto *function = base->getAs<FunctionProtoType>();
    if (!function)
      return c.getQualifiedType(base, added);
    FunctionProtoType::ExtProtoInfo info = function->getExtProtoInfo(); // of a member: `int() const`
    info.TypeQuals.addQualifiers(added);
    return c.getFunctionType(function->getReturnType(), function->getParamTypes(), info);
  }
  case GB_SIGNED:
    if (canonical == c.CharTy)
      return c.SignedCharTy;
    return canonical->isSignedIntegerType() ? base
           : canonical->isBuiltinType() && canonical->isUnsignedIntegerType() && !canonical->isBooleanType() &&
                   !canonical->isAnyCharacterType()
               ? c.getCorrespondingSignedType(canonical)
               : QualType();
  case GB_UNSIGNED:
    return (canonical->isBuiltinType() && canonical->isSignedIntegerType() && !canonical->isWideCharType()) ||
                   canonical == c.CharTy
               ? c.getCorrespondingUnsignedType(canonical)
               : QualType();
  case GB_LONG:
    return longer(c, canonical);
  case GB_SHORT:
    return canonical == c.IntTy ? c.ShortTy : canonical == c.UnsignedIntTy ? c.UnsignedShortTy : QualType();
  case GB_ARRAY: {
    if (length > largest_array) {
      session.refuse(at, "an array of " + std::to_string(length) + " elements is too large");
      return QualType();
    }
    auto *size = IntegerLiteral::Create(c, llvm::APInt(64, length), c.UnsignedLongTy, at);
    return session.sema.BuildArrayType(base, ArraySizeModifier::Normal, size, 0, SourceRange(at, at),
                                       DeclarationName());
  }
  case GB_UNBOUNDED_ARRAY:
    return session.sema.BuildArrayType(base, ArraySizeModifier::Normal, nullptr, 0, SourceRange(at, at),
                                       DeclarationName());
  }
  return QualType();
}

} // namespace gusset

using namespace gusset;

uint32_t gb_type_named(gb_session *session, gb_string path, gb_span at) {
  gusset::Operation operation(*session);
  SourceLocation location = session->location(at);
  Named named = find(*session, ref(path), location);
  if (named.kind == GB_TYPE)
    return made(session, named.type);
  if (TypeDecl *tag = tag_behind(*session, named, location))
    return made(session, session->context.getTypeDeclType(tag));
  if (named.macro)
    if (QualType type = macro_type(*session, named); !type.isNull())
      return made(session, type);
  std::string cpp = llvm::join(llvm::split(ref(path), '.'), "::");
  session->refuse(location, !named.refusal.empty()           ? named.refusal
                            : named.kind == GB_UNKNOWN       ? "unknown type name '" + cpp + "'"
                            : named.kind == GB_TYPE_TEMPLATE ? "'" + cpp + "' is a template and needs arguments"
                                                             : "'" + cpp + "' is not a type");
  session->settle();
  return GB_NO_TYPE;
}

uint32_t gb_type_modified(gb_session *session, gb_modifier modifier, uint32_t base, uint64_t length, gb_span at) {
  gusset::Operation operation(*session);
  QualType type = modified(*session, modifier, session->types[base], length, session->location(at));
  if (type.isNull() && !session->diagnostics->failed()) {
    static const char *words[] = {"pointer", "reference", "reference", "const", "volatile",
                                  "signed",  "unsigned",  "long",      "short"};
    session->refuse(session->location(at), "'" + session->spell(session->types[base]) + "' cannot be made " +
                                               (modifier <= GB_SHORT ? words[modifier] : "an array"));
  }
  return made(session, type);
}

uint32_t gb_type_function(gb_session *session, uint32_t result, const uint32_t *parameters, size_t count, bool variadic,
                          gb_span at) {
  gusset::Operation operation(*session);
  llvm::SmallVector<QualType, 8> types;
  for (size_t i = 0; i < count; i++)
    types.push_back(session->types[parameters[i]]);
  FunctionProtoType::ExtProtoInfo info;
  info.Variadic = variadic;
  return made(session, session->sema.BuildFunctionType(session->types[result], types, session->location(at),
                                                       DeclarationName(), info));
}

uint32_t gb_type_template(gb_session *session, gb_string path, const gb_template_arg *args, size_t count, gb_span at) {
  gusset::Operation operation(*session);
  SourceLocation location = session->location(at);
  std::string cpp = llvm::join(llvm::split(ref(path), '.'), "::");
  Named named = find(*session, ref(path), location);
  if (named.kind != GB_TYPE_TEMPLATE) {
    session->refuse(location, !named.refusal.empty()     ? named.refusal
                              : named.kind == GB_UNKNOWN ? "unknown template '" + cpp + "'"
                                                         : "'" + cpp + "' is not a class or alias template");
    session->settle();
    return GB_NO_TYPE;
  }
  TemplateArgumentListInfo list(location, location);
  if (!template_arguments(*session, args, count, location, list)) {
    session->settle();
    return GB_NO_TYPE;
  }
  QualType type =
      session->sema.CheckTemplateIdType(ElaboratedTypeKeyword::None, TemplateName(cast<TemplateDecl>(named.decls[0])),
                                        location, list, session->sema.TUScope, false);
  return made(session, type);
}

uint32_t gb_type_member(gb_session *session, uint32_t base, gb_string name, gb_span at) {
  gusset::Operation operation(*session);
  SourceLocation location = session->location(at);
  QualType type = session->types[base];
  QualType found;
  if (auto *tag = type->getAsTagDecl()) {
    session->sema.isCompleteType(location, type);
    LookupResult result(session->sema, DeclarationName(&session->context.Idents.get(ref(name))), location,
                        Sema::LookupOrdinaryName);
    result.suppressDiagnostics();
    if (auto *definition = tag->getDefinition())
      session->sema.LookupQualifiedName(result, definition);
    auto *decl = result.isSingleResult() ? dyn_cast<TypeDecl>(result.getFoundDecl()->getUnderlyingDecl()) : nullptr;
    if (decl && is_hidden(result))
      session->refuse(location, hidden(decl));
    else if (decl)
      found = session->context.getTypeDeclType(decl);
  }
  if (found.isNull() && !session->diagnostics->failed())
    session->refuse(location, "no type named '" + ref(name).str() + "' in '" + session->spell(type) + "'");
  return made(session, found);
}

uint32_t gb_type_member_template(gb_session *session, uint32_t base, gb_string name, const gb_template_arg *args,
                                 size_t count, gb_span at) {
  gusset::Operation operation(*session);
  SourceLocation location = session->location(at);
  LookupResult found(session->sema, DeclarationName(&session->context.Idents.get(ref(name))), location,
                     Sema::LookupOrdinaryName);
  found.suppressDiagnostics();
  look_up_member(*session, session->types[base], found);
  auto *decl = found.isSingleResult() ? dyn_cast<TemplateDecl>(found.getFoundDecl()->getUnderlyingDecl()) : nullptr;
  TemplateArgumentListInfo list(location, location);
  if (!decl || isa<FunctionTemplateDecl, VarTemplateDecl>(decl)) {
    session->refuse(location, "no class or alias template named '" + ref(name).str() + "' in '" +
                                  session->spell(session->types[base]) + "'");
  } else if (template_arguments(*session, args, count, location, list)) {
    return made(session, session->sema.CheckTemplateIdType(ElaboratedTypeKeyword::None, TemplateName(decl), location,
                                                           list, session->sema.TUScope, false));
  }
  session->settle();
  return GB_NO_TYPE;
}

uint32_t gb_type_member_pointer(gb_session *session, uint32_t base, uint32_t pointee, gb_span at) {
  gusset::Operation operation(*session);
  SourceLocation location = session->location(at);
  auto *record = session->types[base]->getAsCXXRecordDecl();
  if (!record) {
    session->refuse(location, "'" + session->spell(session->types[base]) + "' is not a class");
    session->settle();
    return GB_NO_TYPE;
  }
  return made(session, session->sema.BuildMemberPointerType(session->types[pointee], CXXScopeSpec(), record, location,
                                                            DeclarationName()));
}

uint32_t gb_type_referenced(gb_session *session, uint32_t type, gb_category *category) {
  QualType t = session->types[type];
  *category = t->isLValueReferenceType() ? GB_LVALUE : t->isRValueReferenceType() ? GB_XVALUE : GB_PRVALUE;
  return session->intern(t.getNonReferenceType());
}

void gb_describe_type(gb_session *session, uint32_t type, gb_type_info *info) {
  session->diagnostics->forget();
  describe(*session, session->types[type], *info);
  session->settle();
}

bool gb_base_offset(gb_session *session, uint32_t type, gb_string type_name, uint32_t base, gb_string name,
                    int64_t *offset) {
  QualType from;
  if (type != GB_NO_TYPE)
    from = session->types[type];
  else if (Named named = find(*session, llvm::join(llvm::split(ref(type_name), "::"), "."), session->somewhere);
           named.kind == GB_TYPE)
    from = named.type;
  auto *derived = from.isNull() ? nullptr : from->getAsCXXRecordDecl();
  if (!derived || !derived->hasDefinition() || derived->isInvalidDecl())
    return false;
  CXXBasePaths paths(true, true, true);
  auto is_wanted = [&](const CXXBaseSpecifier *specifier, CXXBasePath &) {
    QualType found = session->context.getCanonicalType(specifier->getType());
    return base == GB_NO_TYPE ? session->spell(found) == ref(name)
                              : session->context.hasSameType(found, session->types[base]);
  };
  if (!derived->lookupInBases(is_wanted, paths) || paths.getDetectedVirtual() ||
      std::next(paths.begin()) != paths.end())
    return false;
  const CXXBasePath &path = paths.front();
  CharUnits sum = CharUnits::Zero();
  for (const CXXBasePathElement &step : path)
    sum +=
        session->context.getASTRecordLayout(step.Class).getBaseClassOffset(step.Base->getType()->getAsCXXRecordDecl());
  *offset = sum.getQuantity();
  return path.Access == AS_public;
}
