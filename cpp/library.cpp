// The JIT that the code goes to, and the libraries that it is linked with; see library.hpp.
#include "library.hpp"
#include "memory.hpp"
#include "session.hpp"

#include <dlfcn.h>

using namespace llvm;

namespace gusset {

static void define(Session &session, StringRef name, void *address) {
  auto symbol = session.jit->mangleAndIntern(name);
  consumeError(session.jit->getMainJITDylib().define(orc::absoluteSymbols(
      {{symbol, {orc::ExecutorAddr::fromPtr(address), JITSymbolFlags::Exported | JITSymbolFlags::Callable}}})));
}

// What JITLink does to an object otherwise than its defaults have it.
class Linking : public orc::ObjectLinkingLayer::Plugin {
public:
  void modifyPassConfig(orc::MaterializationResponsibility &, jitlink::LinkGraph &,
                        jitlink::PassConfiguration &passes) override {
    passes.PostPrunePasses.push_back(pack_unwind_records);
    auto hidden = std::make_shared<Scopes>();
    passes.PreFixupPasses.push_back([hidden](jitlink::LinkGraph &graph) { return hide(graph, *hidden); });
    passes.PostFixupPasses.push_back([hidden](jitlink::LinkGraph &) { return show(*hidden); });
  }
  Error notifyFailed(orc::MaterializationResponsibility &) override { return Error::success(); }
  Error notifyRemovingResources(orc::JITDylib &, orc::ResourceKey) override { return Error::success(); }
  void notifyTransferringResources(orc::JITDylib &, orc::ResourceKey, orc::ResourceKey) override {}

private:
  // JITLink keeps each record of .eh_frame at its old offset modulo 8. Where a record was dropped, with a function that
  // another object defines already, the gap of four zero bytes ends the list for libgcc's unwinder: exceptions would
  // not be caught in what follows.
  static Error pack_unwind_records(jitlink::LinkGraph &graph) {
    if (auto *section = graph.findSectionByName(".eh_frame"))
      for (auto *block : section->blocks()) {
        block->setAlignment(4);
        block->setAlignmentOffset(0);
      }
    return Error::success();
  }

  // ORC works out which symbol waits for which others, in time and memory that grow with the square of their number:
  // half a minute for an Eigen solver. Here none waits: a batch is linked as a whole, and what it refers to before it.
  // Symbols are local, which have no such relations, while ORC looks for them. Among few, looking costs less than that
  // (the panel's 40 wrappers: 2 ms).
  static constexpr size_t many_symbols = 500;
  using Scopes = std::vector<std::pair<jitlink::Symbol *, jitlink::Scope>>;
  static Error hide(jitlink::LinkGraph &graph, Scopes &hidden) {
    for (auto *symbol : graph.defined_symbols())
      if (symbol->getScope() != jitlink::Scope::Local)
        hidden.emplace_back(symbol, symbol->getScope());
    if (hidden.size() < many_symbols)
      hidden.clear();
    for (auto &[symbol, scope] : hidden)
      symbol->setScope(jitlink::Scope::Local);
    return Error::success();
  }
  static Error show(Scopes &hidden) {
    for (auto &[symbol, scope] : hidden)
      symbol->setScope(scope);
    return Error::success();
  }
};

std::string set_up_jit(Session &session) {
  // The C++ runtime's symbols have to be visible to compiled code: our own dependency on it is private.
  dlopen("libstdc++.so.6", RTLD_NOW | RTLD_GLOBAL);
  dlopen("libgcc_s.so.1", RTLD_NOW | RTLD_GLOBAL);
  dlopen("libm.so.6", RTLD_NOW | RTLD_GLOBAL);
  auto builder = orc::JITTargetMachineBuilder::detectHost();
  if (!builder)
    return toString(builder.takeError());
  // Wrappers are compiled for a short compilation: FastISel. Hot ones are inlined into optimised code (decision D6).
  builder->setCodeGenOptLevel(CodeGenOptLevel::None);
  builder->setRelocationModel(Reloc::PIC_);
  builder->setCodeModel(CodeModel::Small);
  for (auto &machine : session.machines) {
    auto made = builder->createTargetMachine();
    if (!made)
      return toString(made.takeError());
    machine = std::move(*made);
  }
  auto linking_layer = [](orc::ExecutionSession &session) -> Expected<std::unique_ptr<orc::ObjectLayer>> {
    auto layer = std::make_unique<orc::ObjectLinkingLayer>(session, make_packed_memory());
    layer->addPlugin(std::make_shared<Linking>());
    return std::move(layer);
  };
  auto jit = orc::LLJITBuilder().setObjectLinkingLayerCreator(linking_layer).create();
  if (!jit)
    return toString(jit.takeError());
  session.jit = std::move(*jit);
  // Reports of the JIT belong to the failure of a batch, not to the program's standard error.
  session.jit->getExecutionSession().setErrorReporter([&session](Error error) {
    // Tier 1 links on a thread of its own.
    std::string text = toString(std::move(error));
    std::lock_guard<std::mutex> lock(session.bitcode_lock);
    session.jit_reports += text + "; ";
  });
  return {};
}

static bool add_generator(gb_session *session, Expected<std::unique_ptr<orc::DefinitionGenerator>> generator,
                          gb_string *error) {
  if (!generator) {
    *error = session->keep(toString(generator.takeError()));
    return false;
  }
  session->jit->getMainJITDylib().addGenerator(std::move(*generator));
  session->library_generation++;
  return true;
}

} // namespace gusset

bool gb_load_shared_library(gb_session *session, gb_string path, gb_string *error) {
  std::string file = gusset::ref(path).str();
  if (!dlopen(file.c_str(), RTLD_NOW | RTLD_GLOBAL)) {
    const char *why = dlerror();
    *error = session->keep(why ? why : "could not be loaded");
    return false;
  }
  char prefix = session->jit->getDataLayout().getGlobalPrefix();
  auto generator = orc::DynamicLibrarySearchGenerator::Load(file.c_str(), prefix);
  if (!generator) {
    *error = session->keep(toString(generator.takeError()));
    return false;
  }
  return gusset::add_generator(session, std::unique_ptr<orc::DefinitionGenerator>(std::move(*generator)), error);
}

bool gb_load_archive(gb_session *session, gb_string path, gb_string *error) {
  std::string file = gusset::ref(path).str();
  auto generator = orc::StaticLibraryDefinitionGenerator::Load(session->jit->getObjLinkingLayer(), file.c_str());
  if (!generator) {
    *error = session->keep(toString(generator.takeError()));
    return false;
  }
  return gusset::add_generator(session, std::unique_ptr<orc::DefinitionGenerator>(std::move(*generator)), error);
}

void gb_define_symbol(gb_session *session, gb_string name, void *address) {
  gusset::define(*session, gusset::ref(name), address);
}

void *gb_lljit(gb_session *session) { return session->jit.get(); }
