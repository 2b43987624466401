// Finds what a dotted path names: namespaces, types, functions, variables, enumerators, templates, macros.
#include "lookup.hpp"

using namespace clang;
using llvm::StringRef;

namespace gusset {

QualType builtin_type(ASTContext &c, StringRef name) {
  return llvm::StringSwitch<QualType>(name)
      .Case("void", c.VoidTy)
      .Case("bool", c.BoolTy)
      .Case("char", c.CharTy)
      .Case("wchar_t", c.WCharTy)
      .Case("char8_t", c.Char8Ty)
      .Case("char16_t", c.Char16Ty)
      .Case("char32_t", c.Char32Ty)
      .Case("short", c.ShortTy)
      .Case("int", c.IntTy)
      .Case("signed", c.IntTy)
      .Case("unsigned", c.UnsignedIntTy)
      .Case("long", c.LongTy)
      .Case("float", c.FloatTy)
      .Case("double", c.DoubleTy)
      .Case("__int128", c.Int128Ty)
      .Default(QualType());
}

// Complete where it can be, so that members can be looked up.
static DeclContext *context_of(Session &session, QualType type, SourceLocation at) {
  auto *tag = type->getAsTagDecl();
  if (!tag)
    return nullptr;
  session.sema.isCompleteType(at, type);
  if (auto *definition = tag->getDefinition())
    return definition;
  return tag;
}

bool unlist(DeclContext *scope, NamedDecl *decl) {
  StoredDeclsMap *map = scope->getPrimaryContext()->getLookupPtr();
  auto at = map ? map->find(decl->getDeclName()) : StoredDeclsMap::iterator();
  if (!map || at == map->end() || !llvm::is_contained(at->second.getLookupResult(), decl))
    return false;
  at->second.remove(decl);
  if (at->second.isNull())
    map->erase(at);
  return true;
}

static QualType declared_type(ASTContext &context, TypeDecl *decl) {
  return context.getTypeDeclType(decl).getCanonicalType();
}

bool is_hidden(const LookupResult &found) {
  return found.isSingleResult() &&
         (found.begin().getAccess() == AS_private || found.begin().getAccess() == AS_protected);
}

std::string hidden(const NamedDecl *decl) {
  return "'" + decl->getQualifiedNameAsString() + "' is " +
         (decl->getAccess() == AS_protected ? "protected" : "private");
}

DeclarationName declared_name(ASTContext &context, StringRef name) {
  if (StringRef spelling = name; spelling.consume_front("operator"))
    for (int kind = OO_None + 1; kind < NUM_OVERLOADED_OPERATORS; kind++)
      if (spelling == getOperatorSpelling(OverloadedOperatorKind(kind)))
        return context.DeclarationNames.getCXXOperatorName(OverloadedOperatorKind(kind));
  return &context.Idents.get(name);
}

Named find(Session &session, StringRef path, SourceLocation at) {
  Named named;
  StringRef written = path;
  path.consume_back("."); // a constructor may be written with a trailing dot
  llvm::SmallVector<StringRef, 4> parts;
  path.split(parts, '.');
  if (llvm::is_contained(parts, "")) {
    named.refusal = "the name '" + written.str() + "' has an empty part";
    return named;
  }
  DeclContext *scope = session.context.getTranslationUnitDecl();
  for (size_t i = 0; i < parts.size(); i++) {
    StringRef part = parts[i];
    named = Named();
    named.scope = scope;
    named.last = part;
    named.qualified = parts.size() > 1;
    bool is_last = i + 1 == parts.size();
    if (!scope)
      return named;
    if (i == 0) {
      named.type = builtin_type(session.context, part);
      if (!named.type.isNull()) {
        if (is_last)
          named.kind = GB_TYPE;
        return named;
      }
      IdentifierInfo *identifier = session.compiler.getPreprocessor().getIdentifierInfo(part);
      if (is_last && (named.macro = session.compiler.getPreprocessor().getMacroInfo(identifier))) {
        named.kind = GB_VALUE;
        LookupResult declared(session.sema, DeclarationName(identifier), at, Sema::LookupOrdinaryName);
        declared.suppressDiagnostics();
        session.sema.LookupQualifiedName(declared, scope);
        for (NamedDecl *decl : declared)
          named.decls.push_back(decl->getUnderlyingDecl());
        return named;
      }
    }
    LookupResult found(session.sema, declared_name(session.context, part), at, Sema::LookupOrdinaryName);
    found.suppressDiagnostics();
    session.sema.LookupQualifiedName(found, scope);
    bool no_access = false;
    if (found.empty() || !is_last) {
      LookupResult tag(session.sema, DeclarationName(&session.context.Idents.get(part)), at,
                       is_last ? Sema::LookupTagName : Sema::LookupNestedNameSpecifierName);
      tag.suppressDiagnostics();
      session.sema.LookupQualifiedName(tag, scope);
      if (tag.empty())
        return named;
      no_access = is_hidden(tag);
      for (NamedDecl *decl : tag)
        named.decls.push_back(decl->getUnderlyingDecl());
    } else {
      no_access = is_hidden(found);
      for (NamedDecl *decl : found)
        named.decls.push_back(decl->getUnderlyingDecl());
    }
    NamedDecl *first = named.decls[0];
    if (isa<TypeDecl>(first) && no_access) {
      named.refusal = hidden(first);
      return named;
    }
    if (auto *alias = dyn_cast<NamespaceAliasDecl>(first))
      first = alias->getNamespace();
    if (auto *space = dyn_cast<NamespaceDecl>(first)) {
      named.kind = GB_NAMESPACE;
      scope = space;
    } else if (auto *type = dyn_cast<TypeDecl>(first)) {
      named.kind = GB_TYPE;
      named.type = declared_type(session.context, type);
      scope = is_last ? nullptr : context_of(session, named.type, at);
    } else {
      named.kind =
          isa<ClassTemplateDecl, TypeAliasTemplateDecl, TemplateTemplateParmDecl>(first) ? GB_TYPE_TEMPLATE : GB_VALUE;
      scope = nullptr;
    }
    if (is_last)
      return named;
  }
  return named;
}

Named find_uncalled(Session &session, StringRef path, SourceLocation at) {
  Named named = find(session, path, at);
  if (named.macro && named.macro->isFunctionLike() && !named.decls.empty() && isa<ValueDecl>(named.decls[0]))
    named.macro = nullptr;
  return named;
}

void look_up(Session &session, const Named &named, LookupResult &result) {
  result.setLookupName(declared_name(session.context, named.last));
  session.sema.LookupQualifiedName(result, named.scope);
}

TypeDecl *tag_behind(Session &session, const Named &named, SourceLocation at) {
  if (named.kind != GB_VALUE || !named.scope)
    return nullptr;
  LookupResult tag(session.sema, DeclarationName(&session.context.Idents.get(named.last)), at, Sema::LookupTagName);
  tag.suppressDiagnostics();
  session.sema.LookupQualifiedName(tag, named.scope);
  return tag.isSingleResult() && !is_hidden(tag) ? dyn_cast<TypeDecl>(tag.getFoundDecl()) : nullptr;
}

static void collect(DeclContext *scope, StringRef name, unsigned limit,
                    std::vector<std::pair<unsigned, std::string>> &near, std::set<std::string> &seen) {
  for (DeclContextLookupResult inner : scope->getPrimaryContext()->lookups())
    for (NamedDecl *decl : inner) {
      IdentifierInfo *identifier = decl->getIdentifier();
      if (!identifier || identifier->getName().empty())
        continue;
      StringRef candidate = identifier->getName();
      if ((candidate.starts_with("_") && !name.starts_with("_")) || candidate == name)
        continue;
      unsigned distance = candidate.edit_distance_insensitive(name, true, limit);
      if (distance <= limit && seen.insert(candidate.str()).second)
        near.emplace_back(distance, candidate.str());
    }
}

std::vector<std::string> closest(Session &session, DeclContext *scope, StringRef name) {
  std::vector<std::pair<unsigned, std::string>> near;
  std::set<std::string> seen;
  unsigned limit = std::max<unsigned>(1, std::min<unsigned>(3, (name.size() + 1) / 3));
  if (!scope)
    return {};
  if (isa<TranslationUnitDecl>(scope)) {
    // Every text has a unit of its own.
    for (auto *unit = session.context.getTranslationUnitDecl(); unit; unit = unit->getPreviousDecl())
      collect(unit, name, limit, near, seen);
    for (auto &macro : session.compiler.getPreprocessor().macros(/*IncludeExternalMacros=*/false)) {
      StringRef candidate = macro.first->getName();
      if (candidate.starts_with("_"))
        continue;
      unsigned distance = candidate.edit_distance_insensitive(name, true, limit);
      if (distance <= limit && seen.insert(candidate.str()).second)
        near.emplace_back(distance, candidate.str());
    }
  } else {
    collect(scope, name, limit, near, seen);
  }
  llvm::sort(near);
  std::vector<std::string> names;
  for (auto &[distance, candidate] : near)
    if (names.size() < 5)
      names.push_back(candidate);
  return names;
}

} // namespace gusset

using namespace gusset;

gb_named gb_name(gb_session *session, gb_string path, uint32_t *type) {
  gusset::Operation operation(*session);
  Named named = find(*session, ref(path), session->somewhere);
  *type = named.kind == GB_TYPE ? session->intern(named.type) : GB_NO_TYPE;
  session->settle();
  return named.macro && named.macro->isFunctionLike() ? GB_MACRO : named.kind;
}

size_t gb_closest(gb_session *session, gb_string path, const gb_string **names) {
  gusset::Operation operation(*session);
  Named named = find(*session, ref(path), session->somewhere);
  StringRef prefix = ref(path).rsplit('.').first;
  bool in_scope = ref(path).contains('.') && ref(path).ends_with(named.last);
  session->names.clear();
  for (auto &name : closest(*session, named.scope, named.last))
    session->names.push_back(session->keep(in_scope ? prefix.str() + "." + name : name));
  session->settle();
  *names = session->names.data();
  return session->names.size();
}
