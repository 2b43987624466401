// Lets a text define again what an earlier text defined. C++ refuses that, so the earlier definition is hidden from
// look-up and the text parsed once more: code that was compiled before keeps the old definition, what is resolved from
// now on finds the new one. Its symbols must not be those of the old one, hence an ABI tag, which is part of each
// mangled name that the definition occurs in. What headers declare is never hidden.
#include "redefine.hpp"
#include "lookup.hpp"

using namespace clang;

namespace gusset {

namespace {

bool of_text(const SourceManager &sources, SourceLocation at, llvm::StringRef current) {
  PresumedLoc presumed = sources.getPresumedLoc(at);
  if (presumed.isInvalid())
    return false;
  llvm::StringRef name = presumed.getFilename();
  return name.starts_with("input_line_") && name != current;
}

// The declaration at a place, in a translation unit or the namespaces inside.
NamedDecl *declared_at(DeclContext *context, SourceLocation at, const SourceManager &sources) {
  for (Decl *decl : context->noload_decls()) {
    if (isa<NamespaceDecl, LinkageSpecDecl>(decl)) {
      if (NamedDecl *found = declared_at(cast<DeclContext>(decl), at, sources))
        return found;
      continue;
    }
    auto *named = dyn_cast<NamedDecl>(decl);
    if (!named || decl->isImplicit())
      continue;
    if (named->getLocation() == at)
      return named;
    // An enumerator, or the default argument of a parameter, stands for what it is part of.
    SourceRange range = named->getSourceRange();
    if (isa<EnumDecl, FunctionDecl, FunctionTemplateDecl>(named) && range.isValid() &&
        sources.isPointWithin(at, range.getBegin(), range.getEnd()))
      return named;
  }
  return nullptr;
}

} // namespace

bool Redefinition::hide_previous() {
  SourceManager &sources = session.compiler.getSourceManager();
  std::vector<SourceLocation> places = session.diagnostics->previous;
  size_t before = hidden.size();
  for (SourceLocation at : places) {
    if (!of_text(sources, at, session.diagnostics->text_name))
      continue;
    for (auto *unit = session.context.getTranslationUnitDecl()->getMostRecentDecl(); unit;
         unit = unit->getPreviousDecl())
      if (NamedDecl *found = declared_at(unit, at, sources)) {
        for (Decl *each : found->redecls())
          hide(cast<NamedDecl>(each));
        if (auto *enumeration = dyn_cast<EnumDecl>(found); enumeration && !enumeration->isScoped())
          for (EnumConstantDecl *constant : enumeration->enumerators())
            hide(constant);
        break;
      }
  }
  return hidden.size() > before;
}

void Redefinition::hide(NamedDecl *decl) {
  DeclarationName name = decl->getDeclName();
  DeclContext *space = decl->getDeclContext()->getRedeclContext();
  bool found = unlist(space, decl);
  if (auto *function = dyn_cast<FunctionDecl>(decl); function && function->isExternC())
    found |= unlist(session.context.getExternCContextDecl(), decl);
  bool in_scope = false;
  for (auto i = session.sema.IdResolver.begin(name); i != session.sema.IdResolver.end(); ++i)
    in_scope |= *i == decl;
  if (in_scope) {
    session.sema.IdResolver.RemoveDecl(decl);
    session.sema.TUScope->RemoveDecl(decl);
  }
  if (found || in_scope)
    hidden.push_back({decl, in_scope});
}

void Redefinition::restore() {
  for (auto &[decl, in_scope] : llvm::reverse(hidden)) {
    decl->getDeclContext()->getRedeclContext()->makeDeclVisibleInContext(decl);
    if (in_scope) {
      session.sema.IdResolver.tryAddTopLevelDecl(decl, decl->getDeclName());
      session.sema.TUScope->AddDecl(decl);
    }
  }
  hidden.clear();
}

void Redefinition::keep() {
  if (hidden.empty())
    return;
  std::string version = "v" + std::to_string(++session.redefinitions);
  auto *newest = session.context.getTranslationUnitDecl()->getMostRecentDecl();
  llvm::SmallPtrSet<NamedDecl *, 8> renamed;
  for (auto &[decl, in_scope] : hidden) {
    session.redefined.push_back(decl->getNameAsString());
    LookupResult found(session.sema, decl->getDeclName(), session.somewhere, Sema::LookupOrdinaryName);
    found.suppressDiagnostics();
    session.sema.LookupQualifiedName(found, decl->getDeclContext()->getRedeclContext());
    for (NamedDecl *fresh : found)
      for (Decl *each : fresh->redecls())
        if (each->getTranslationUnitDecl() == newest && renamed.insert(cast<NamedDecl>(each)).second)
          rename(cast<NamedDecl>(each), version);
  }
}

void Redefinition::rename(NamedDecl *decl, const std::string &version) {
  ASTContext &c = session.context;
  llvm::StringRef tag = session.spellings.emplace_back(version);
  auto mark = [&](Decl *marked) {
    if (!marked->hasAttr<AbiTagAttr>())
      marked->addAttr(AbiTagAttr::CreateImplicit(c, &tag, 1));
  };
  if (auto *of = dyn_cast<ClassTemplateDecl>(decl)) {
    mark(of->getTemplatedDecl());
    for (auto *made : of->specializations())
      mark(made);
  } else if (auto *of = dyn_cast<FunctionTemplateDecl>(decl)) {
    mark(of->getTemplatedDecl());
    for (auto *made : of->specializations())
      mark(made);
  } else if (isa<TagDecl>(decl)) {
    mark(decl);
  } else if (auto *function = dyn_cast<FunctionDecl>(decl); function && !function->isExternC()) {
    mark(function);
  } else if (isa<FunctionDecl, VarDecl>(decl)) {
    // Their names are not mangled.
    decl->addAttr(
        AsmLabelAttr::CreateImplicit(c, session.spellings.emplace_back(decl->getNameAsString() + "." + version)));
  }
}

} // namespace gusset

size_t gb_redefined(gb_session *session, const gb_string **names) {
  gusset::Operation operation(*session);
  session->redefined_names.clear();
  for (auto &name : session->redefined)
    session->redefined_names.push_back(session->keep(name));
  session->redefined.clear();
  *names = session->redefined_names.data();
  return session->redefined_names.size();
}
