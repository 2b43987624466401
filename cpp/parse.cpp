// Parses C++ text and headers; one that fails leaves no trace: its declarations, macros and include marks are undone.
#include "parse.hpp"
#include "link.hpp"
#include "lookup.hpp"
#include "redefine.hpp"
#include "session.hpp"
#include "shape.hpp"

using namespace clang;

namespace gusset {

// Remembers which macros a text defined, with what they were before, and which files it entered.
class Trace : public PPCallbacks {
public:
  Trace(Preprocessor &preprocessor, Diagnostics &diagnostics) : preprocessor(preprocessor), diagnostics(diagnostics) {
    preprocessor.setTokenWatcher([this](const Token &token) { watch(const_cast<Token &>(token)); });
  }
  // `marked`: whether the text ends with `end_of_text`, where the preprocessor will come by.
  void begin(bool marked) {
    recording = true;
    statements_anywhere = !marked;
    macros.clear();
    entered.clear();
    braces.clear();
  }
  void end() {
    recording = false;
    statements_anywhere = true;
    allow_statements();
  }

  void MacroDefined(const Token &name, const MacroDirective *directive) override {
    note(name.getIdentifierInfo(), directive->getPrevious());
  }
  void MacroUndefined(const Token &name, const MacroDefinition &before, const MacroDirective *) override {
    note(name.getIdentifierInfo(), before.getLocalDirective());
  }
  void MacroExpands(const Token &name, const MacroDefinition &, SourceRange, const MacroArgs *) override {
    if (!recording || statements_anywhere || name.getIdentifierInfo()->getName() != end_of_text)
      return;
    statements_anywhere = true;
    allow_statements();
  }
  void LexedFileChanged(FileID file, LexedFileChangeReason reason, SrcMgr::CharacteristicKind, FileID,
                        SourceLocation) override {
    if (!recording || reason != LexedFileChangeReason::EnterFile)
      return;
    if (auto entry = preprocessor.getSourceManager().getFileEntryRefForID(file))
      entered.push_back(*entry);
  }

  // Macros are as they were; the files entered can be entered again, guards and `#pragma once` notwithstanding.
  void undo() {
    for (auto &[name, before] : llvm::reverse(macros)) {
      auto *info = before ? const_cast<MacroInfo *>(before->getMacroInfo()) : nullptr;
      SourceLocation at =
          preprocessor.getSourceManager().getLocForStartOfFile(preprocessor.getSourceManager().getMainFileID());
      if (info && before->isDefined())
        preprocessor.appendDefMacroDirective(name, info, at);
      else if (preprocessor.getMacroInfo(name))
        preprocessor.appendMacroDirective(name, new (preprocessor.getPreprocessorAllocator()) UndefMacroDirective(at));
    }
    for (FileEntryRef entry : entered) {
      preprocessor.getIncludedFiles().erase(&entry.getFileEntry());
      HeaderFileInfo &info = preprocessor.getHeaderSearchInfo().getFileInfo(entry);
      info.isPragmaOnce = false;
      info.isImport = false;
      info.LazyControllingMacro = LazyIdentifierInfoPtr();
      suspects.insert(entry);
    }
  }

  // The macros that the text defined in place of others.
  void note_macros(std::vector<std::string> &names) const {
    for (auto &[name, before] : macros)
      if (before)
        names.push_back(name->getName().str());
  }

  // Files of texts that failed may have been corrected since: their contents are read again.
  void refresh() {
    SourceManager &sources = preprocessor.getSourceManager();
    for (FileEntryRef entry : suspects) {
      auto old = sources.getMemoryBufferForFileOrNone(entry);
      auto text = llvm::MemoryBuffer::getFile(entry.getName());
      if (!text || (old && old->getBuffer() == (*text)->getBuffer()))
        continue;
      sources.overrideFileContents(entry, std::move(*text));
    }
    suspects.clear();
  }

private:
  // The incremental parser never gets out of a class or block that the text does not close: the end of input is no end
  // of file to it. So the end becomes the brackets that are missing, and an error.
  void watch(Token &token) {
    if (!recording)
      return;
    if (token.is(tok::l_brace))
      braces.push_back(token.getLocation());
    else if (token.is(tok::r_brace) && !braces.empty())
      braces.pop_back();
    else if (token.is(tok::annot_repl_input_end) && !braces.empty()) {
      SourceLocation open = braces.back();
      braces.pop_back();
      diagnostics.add(GB_ERROR, preprocessor.getSourceManager(), open, "this { is never closed");
      token.startToken();
      token.setKind(tok::r_brace);
      token.setLength(0);
      token.setLocation(open);
    }
    allow_statements();
  }
  // Clang's parser takes a statement that stands among declarations for one of a REPL, in namespaces, too, where it
  // crashes over it. There it is the error that it is in C++. The same option tells the end of a text from the end of
  // the session, so that it is back before the text ends.
  void allow_statements() {
    const_cast<LangOptions &>(preprocessor.getLangOpts()).IncrementalExtensions = braces.empty() || statements_anywhere;
  }
  void note(IdentifierInfo *name, const MacroDirective *before) {
    if (recording)
      macros.emplace_back(name, before);
  }
  Preprocessor &preprocessor;
  Diagnostics &diagnostics;
  bool recording = false, statements_anywhere = true;
  std::vector<SourceLocation> braces;
  std::vector<std::pair<IdentifierInfo *, const MacroDirective *>> macros;
  std::vector<FileEntryRef> entered;
  struct ByName {
    bool operator()(FileEntryRef a, FileEntryRef b) const { return a.getName() < b.getName(); }
  };
  std::set<FileEntryRef, ByName> suspects;
};

// Takes the failed text's declarations out of a namespace that was there before it.
static void forget_members(DeclContext *space, TranslationUnitDecl *failed) {
  StoredDeclsMap *map = space->getPrimaryContext()->getLookupPtr();
  if (!map)
    return;
  std::vector<NamedDecl *> doomed;
  for (auto &entry : *map)
    for (NamedDecl *named : entry.second.getLookupResult())
      if (named->getTranslationUnitDecl() == failed)
        doomed.push_back(named);
  for (NamedDecl *named : doomed)
    unlist(space, named);
}

// Clang itself undoes what was declared at global scope. What it leaves: members of namespaces that were there before,
// that a redeclaration took the place of its predecessor, which is now gone with it, and that one which defined a class
// is still in its chain.
static void forget(Sema &sema, DeclContext *unit, TranslationUnitDecl *failed) {
  for (Decl *decl : unit->noload_decls()) {
    if (auto *linkage = dyn_cast<LinkageSpecDecl>(decl)) {
      forget(sema, linkage, failed);
      continue;
    }
    auto *named = dyn_cast<NamedDecl>(decl);
    auto *before = named ? dyn_cast_or_null<NamedDecl>(decl->getPreviousDecl()) : nullptr;
    while (before && before->getTranslationUnitDecl() == failed)
      before = dyn_cast_or_null<NamedDecl>(before->getPreviousDecl());
    if (!before)
      continue;
    auto *tag = dyn_cast<TagDecl>(decl);
    if (auto *pattern = dyn_cast<ClassTemplateDecl>(decl))
      tag = pattern->getTemplatedDecl();
    if (tag && tag->isThisDeclarationADefinition())
      undefine(tag);
    if (auto *space = dyn_cast<NamespaceDecl>(decl)) {
      forget(sema, space, failed);
      forget_members(space, failed);
    }
    before->getDeclContext()->getRedeclContext()->makeDeclVisibleInContext(before);
    if (unit->getRedeclContext()->isTranslationUnit())
      sema.IdResolver.tryAddTopLevelDecl(before, before->getDeclName());
  }
}

static Trace &trace_of(Session &session) {
  if (!session.trace) {
    Preprocessor &preprocessor = session.compiler.getPreprocessor();
    auto made = std::make_unique<Trace>(preprocessor, *session.diagnostics);
    session.trace = made.get();
    preprocessor.addPPCallbacks(std::move(made));
  }
  return *session.trace;
}

// The header's path, looked for on disk and not in Clang's memory.
static std::optional<std::string> on_disk(Session &session, const std::string &name) {
  if (llvm::sys::path::is_absolute(name))
    return llvm::sys::fs::exists(name) ? std::optional(name) : std::nullopt;
  HeaderSearch &search = session.compiler.getPreprocessor().getHeaderSearchInfo();
  std::vector<std::string> directories = {"."};
  for (auto &directory : search.search_dir_range())
    if (directory.isNormalDir())
      directories.push_back(directory.getDirRef()->getName().str());
  for (auto &directory : directories) {
    llvm::SmallString<128> path(directory);
    llvm::sys::path::append(path, name);
    llvm::sys::fs::make_absolute(path);
    if (llvm::sys::fs::exists(path))
      return std::string(path);
  }
  return std::nullopt;
}

// Ends the scope of the text before, which Clang does when the next one begins. It walks the scope's declarations then,
// and takes each from its identifier's chain; where that makes the precompiled header declare more, the set grows under
// its hands, and what it finds next may be null. So the declarations are taken out here, until there are none.
static void end_scope(Sema &sema) {
  Scope *scope = sema.TUScope;
  while (scope && !scope->decl_empty()) {
    llvm::SmallVector<Decl *, 64> declarations(scope->decls().begin(), scope->decls().end());
    for (Decl *decl : declarations) {
      scope->RemoveDecl(decl);
      if (auto *named = dyn_cast<NamedDecl>(decl); named && named->getDeclName())
        sema.IdResolver.RemoveDecl(named);
    }
  }
}

// Once; false with diagnostics.
static bool parse_once(Session &session, const std::string &given) {
  Trace &trace = trace_of(session);
  trace.refresh();
  std::string text = given + "\n" + end_of_text.str() + "\n";
  Shape shape = shape_of(text, session.compiler.getLangOpts());
  if (shape.unclosed) {
    session.diagnostics->add_in_text(*shape.unclosed,
                                     std::string("this ") + text[*shape.unclosed] + " is never closed");
    return false;
  }
  trace.begin(shape.ends_cleanly);
  session.generator.begin_text();
  // The incremental parser numbers its inputs so.
  session.diagnostics->text_name = "input_line_" + std::to_string(session.texts);
  TranslationUnitDecl *before = session.context.getTranslationUnitDecl();
  end_scope(session.sema);
  size_t mark = session.instantiations.mark();
  auto parsed = session.incremental->Parse(text);
  session.texts++;
  trace.end();
  bool good = bool(parsed) && !session.diagnostics->failed();
  session.generator.end_text(good);
  if (!parsed) {
    llvm::consumeError(parsed.takeError());
    // Each text is a unit of its own, unless it did not get that far.
    TranslationUnitDecl *failed = session.context.getTranslationUnitDecl()->getMostRecentDecl();
    if (failed != before) {
      forget(session.sema, failed, failed);
      // Functions of C, by which those of namespaces are known everywhere.
      forget_members(session.context.getExternCContextDecl(), failed);
    }
    session.undo_instantiations(mark);
    session.diagnostics->broken = false;
    trace.undo();
    if (!session.diagnostics->failed())
      session.refuse(session.somewhere, "the text does not parse");
  }
  return good;
}

bool parse(Session &session, const std::string &text) {
  Redefinition redefinition(session);
  bool good = parse_once(session, text);
  while (!good && redefinition.hide_previous()) {
    session.diagnostics->forget();
    session.forget_errors();
    good = parse_once(session, text);
  }
  if (good) {
    redefinition.keep();
    trace_of(session).note_macros(session.redefined);
    session.library_generation++; // the text may define what was missing
  } else {
    redefinition.restore();
  }
  session.diagnostics->text_name.clear();
  return session.settle() && good;
}

// Whether there is a variable whose initialiser or destructor does something.
static bool initialises(Session &session, DeclContext *unit) {
  return llvm::any_of(unit->noload_decls(), [&](Decl *decl) {
    if (isa<NamespaceDecl, LinkageSpecDecl>(decl))
      return initialises(session, cast<DeclContext>(decl));
    auto *variable = dyn_cast<VarDecl>(decl);
    return variable && variable->isThisDeclarationADefinition() == VarDecl::Definition &&
           session.context.DeclMustBeEmitted(variable) &&
           ((variable->getInit() && !variable->hasConstantInitialization()) ||
            variable->needsDestruction(session.context));
  });
}

} // namespace gusset

bool gb_raw(gb_session *session, gb_string text) {
  gusset::Operation operation(*session);
  if (!gusset::parse(*session, gusset::ref(text).str()))
    return false;
  // Static initialisers run when the text is there, not when something of it is first called.
  if (gusset::initialises(*session, session->context.getTranslationUnitDecl()->getMostRecentDecl()))
    if (std::string fault = gusset::link_declared(*session); !fault.empty()) {
      session->refuse(session->somewhere, fault);
      return false;
    }
  return true;
}

bool gb_include(gb_session *session, const gb_string *headers, size_t count) {
  gusset::Operation operation(*session);
  std::string text;
  std::vector<std::string> names;
  for (gb_string header : llvm::ArrayRef(headers, count)) {
    std::string name = gusset::ref(header).str();
    // Clang remembers for good that a file was missing. One that has appeared since is included by its full path.
    if (session->missing_headers.count(name))
      if (auto found = gusset::on_disk(*session, name))
        // Spelled in a way that Clang has not seen.
        name = llvm::sys::path::parent_path(*found).str() + "/./" + llvm::sys::path::filename(*found).str();
    text += "#include \"" + name + "\"\n";
    names.push_back(std::move(name));
  }
  if (gusset::parse(*session, text))
    return true;
  for (const std::string &name : names)
    if (!gusset::on_disk(*session, name))
      session->missing_headers.insert(name);
  return false;
}

void gb_add_argument(gb_session *session, gb_string argument) {
  gusset::Operation operation(*session);
  llvm::StringRef text = gusset::ref(argument);
  Preprocessor &preprocessor = session->compiler.getPreprocessor();
  if (text.consume_front("-I")) {
    auto directory = preprocessor.getFileManager().getOptionalDirectoryRef(text);
    if (directory)
      preprocessor.getHeaderSearchInfo().AddSearchPath(DirectoryLookup(*directory, SrcMgr::C_User, false),
                                                       /*isAngled=*/true);
  } else if (text.consume_front("-D")) {
    auto [name, value] = text.split('=');
    gusset::parse(*session, "#define " + name.str() + " " + (text.contains('=') ? value.str() : "1") + "\n");
  }
}
