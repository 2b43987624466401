// Makes a session: Clang's arguments, the prelude, the host's sources.
#include "session.hpp"
#include "library.hpp"
#include "prelude.hpp"

#include <cstdio>

using namespace clang;

namespace gusset {

Session::Session(std::unique_ptr<Incremental> made, std::unique_ptr<Diagnostics> kept)
    : diagnostics(std::move(kept)), incremental(std::move(made)), compiler(*incremental->getCompilerInstance()),
      sema(compiler.getSema()), context(compiler.getASTContext()), generator(*incremental->generator),
      instantiations(generator.instantiations) {
  SourceManager &sources = compiler.getSourceManager();
  somewhere = sources.getLocForStartOfFile(sources.getMainFileID());
  context.setASTMutationListener(&instantiations);
  diagnostics->sema = &sema;
}

Session::~Session() {
  // Its code stays mapped: threads and exit handlers that C++ code started may still run it.
  if (llvm::orc::LLJIT *kept = jit.release())
    kept->getExecutionSession().setErrorReporter([](llvm::Error error) { llvm::consumeError(std::move(error)); });
}

SourceLocation Session::location(gb_span span) {
  auto found = files.find(span.source);
  if (found == files.end())
    return somewhere;
  SourceManager &sources = compiler.getSourceManager();
  unsigned offset = std::min(span.start, sources.getFileIDSize(found->second));
  return sources.getLocForStartOfFile(found->second).getLocWithOffset(offset);
}

void Session::refuse(SourceLocation at, const std::string &message) {
  diagnostics->add(GB_ERROR, compiler.getSourceManager(), at, message);
}

// What was instantiated without an error may stay, and need not be done again.
void Session::forget_errors() {
  if (diagnostics->broken)
    undo_instantiations();
  diagnostics->broken = diagnostics->ambiguous = false;
  diagnostics->items.clear();
  compiler.getDiagnostics().Reset(/*soft=*/true);
}

void Session::undo_instantiations(size_t mark) { generator.forget(instantiations.undo(sema, mark)); }

bool Session::settle() {
  DiagnosticsEngine &engine = compiler.getDiagnostics();
  bool failed = engine.hasErrorOccurred() || diagnostics->failed();
  engine.Reset(/*soft=*/true);
  if (failed)
    undo_instantiations();
  instantiations.keep();
  generator.deliver();
  return !failed;
}

bool is_function(const Session &session, const CXXRecordDecl *record) {
  auto template_of = [](const CXXRecordDecl *record) -> const ClassTemplateDecl * {
    auto *made = dyn_cast<ClassTemplateSpecializationDecl>(record);
    return made ? made->getSpecializedTemplate()->getCanonicalDecl() : nullptr;
  };
  if (record->getCanonicalDecl() == session.function->getCanonicalDecl())
    return true;
  auto *base = session.function->bases_begin()->getType()->getAsCXXRecordDecl();
  return template_of(record) && template_of(record) == template_of(base);
}

// Finds what the prelude declares and the bridge builds upon.
static std::string find_prelude(Session &session) {
  auto lookup = [&](DeclContext *in, const char *name) -> NamedDecl * {
    LookupResult found(session.sema, DeclarationName(&session.context.Idents.get(name)), session.somewhere,
                       Sema::LookupOrdinaryName);
    found.suppressDiagnostics();
    session.sema.LookupQualifiedName(found, in);
    return found.empty() ? nullptr : (*found.begin())->getUnderlyingDecl();
  };
  DeclContext *unit = session.context.getTranslationUnitDecl();
  auto *space = dyn_cast_or_null<NamespaceDecl>(lookup(unit, "gusset"));
  if (!space)
    return "the namespace gusset is not in the prelude";
  const std::pair<const char *, CXXRecordDecl **> records[] = {
      {"object", &session.object},         {"any", &session.any},       {"value", &session.value},
      {"function", &session.function},     {"result", &session.result}, {"passed", &session.passed},
      {"collection", &session.collection},
  };
  for (auto [name, record] : records) {
    *record = dyn_cast_or_null<CXXRecordDecl>(lookup(space, name));
    if (!*record)
      return std::string("the prelude lacks gusset::") + name;
  }
  return {};
}

static gb_session *create(const gb_config &config, std::string &error) {
  std::vector<std::string> arguments = {"-std=c++20",
                                        "-resource-dir",
                                        resource_directory(),
                                        "-w",
                                        "-O2",
                                        "-Xclang",
                                        "-disable-llvm-passes",
                                        "-fPIC",
                                        "-I" + ref(config.headers).str()};
  for (size_t i = 0; i < config.argument_count; i++)
    arguments.push_back(ref(config.arguments[i]).str());
  Prelude prelude =
      prepare_prelude(arguments, ref(config.headers).str(), ref(config.cache).str(), config.standard_headers);
  arguments.insert(arguments.end(), prelude.arguments.begin(), prelude.arguments.end());

  IncrementalCompilerBuilder builder;
  std::vector<const char *> pointers;
  for (auto &a : arguments)
    pointers.push_back(a.c_str());
  builder.SetCompilerArgs(pointers);
  auto compiler = builder.CreateCpp();
  if (!compiler) {
    error = llvm::toString(compiler.takeError());
    return nullptr;
  }
  if (!prelude.arguments.empty())
    (*compiler)->getPreprocessorOpts().DisablePCHOrModuleValidation = DisableValidationForModuleKind::PCH;
  // Clang's own generator, which sees what fails as well, is not wanted beside ours.
  (*compiler)->getFrontendOpts().ProgramAction = frontend::ParseSyntaxOnly;
  auto diagnostics = std::make_unique<Diagnostics>();
  (*compiler)->getDiagnostics().setClient(diagnostics.get(), /*ShouldOwnClient=*/false);
  (*compiler)->getDiagnostics().setIgnoreAllWarnings(true);
  auto incremental = Incremental::create(std::move(*compiler));
  if (!incremental) {
    error = llvm::toString(incremental.takeError());
    for (auto &item : diagnostics->items)
      error += ": " + ref(item.message).str();
    return nullptr;
  }
  // The engine may have been made anew with the action.
  (*incremental)->getCompilerInstance()->getDiagnostics().setClient(diagnostics.get(), false);
  auto *kept = diagnostics.get();
  auto session = std::make_unique<gb_session>(std::move(*incremental), std::move(diagnostics));
  if (prelude.arguments.empty()) {
    if (auto parsed = session->incremental->Parse(prelude.text); !parsed) {
      llvm::consumeError(parsed.takeError());
      error = kept->items.empty() ? "the prelude does not compile" : ref(kept->items[0].message).str();
      return nullptr;
    }
  }
  if (error = find_prelude(*session); !error.empty())
    return nullptr;
  if (error = set_up_jit(*session); !error.empty())
    return nullptr;
  session->settle();
  return session.release();
}

} // namespace gusset

gb_session *gb_session_create(const gb_config *config, gb_string *error) {
  static thread_local std::string why;
  // What C++ prints and what the host prints come out in turn, also where that is no terminal.
  setvbuf(stdout, nullptr, _IOLBF, BUFSIZ);
  gb_session *session = gusset::create(*config, why);
  *error = gusset::out(why);
  return session;
}

void gb_end(gb_session *session) {
  if (llvm::Error error = session->jit->deinitialize(session->jit->getMainJITDylib()))
    llvm::consumeError(std::move(error));
}

void gb_session_destroy(gb_session *session) { delete session; }

void gb_add_source(gb_session *session, uint32_t id, gb_string name, gb_string text) {
  SourceManager &sources = session->compiler.getSourceManager();
  FileID file = sources.createFileID(llvm::MemoryBuffer::getMemBufferCopy(gusset::ref(text), gusset::ref(name)),
                                     SrcMgr::C_User, 0, 0, session->somewhere);
  session->files[id] = file;
  session->diagnostics->host_files[file] = id;
}

bool gb_has_source(gb_session *session, uint32_t id) { return session->files.count(id) != 0; }
