// The JIT that the code goes to, and the libraries that it is linked with; see library.hpp.
#include "library.hpp"
#include "memory.hpp"
#include "session.hpp"

#include "llvm/ExecutionEngine/JITLink/x86_64.h"
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
  explicit Linking(Session &session) : session(session) {}
  void modifyPassConfig(orc::MaterializationResponsibility &, jitlink::LinkGraph &,
                        jitlink::PassConfiguration &passes) override {
    passes.PrePrunePasses.push_back(keep_constructors);
    passes.PostPrunePasses.push_back(pack_unwind_records);
    auto edges = std::make_shared<Edges>();
    passes.PreFixupPasses.push_back([edges](jitlink::LinkGraph &graph) { return take_edges(graph, *edges); });
    passes.PostFixupPasses.push_back([edges](jitlink::LinkGraph &graph) { return fix_up(graph, *edges); });
    passes.PostFixupPasses.push_back([this](jitlink::LinkGraph &graph) { return take_constructors(graph); });
  }
  Error notifyFailed(orc::MaterializationResponsibility &) override { return Error::success(); }
  Error notifyRemovingResources(orc::JITDylib &, orc::ResourceKey) override { return Error::success(); }
  void notifyTransferringResources(orc::JITDylib &, orc::ResourceKey, orc::ResourceKey) override {}

private:
  Session &session;

  // The static initialisers of an archive's object, to which nothing refers. Our own batches have theirs in a function.
  template <class Use> static void each_constructors(jitlink::LinkGraph &graph, Use use) {
    for (auto &section : graph.sections())
      if (StringRef name = section.getName(); name.consume_front(".init_array")) {
        unsigned priority = 65535; // of those that have none
        name.consume_front(".");
        name.getAsInteger(10, priority);
        for (auto *block : section.blocks())
          use(*block, priority);
      }
  }
  static Error keep_constructors(jitlink::LinkGraph &graph) {
    each_constructors(graph, [&](jitlink::Block &block, unsigned) {
      graph.addAnonymousSymbol(block, 0, block.getSize(), /*IsCallable=*/false, /*IsLive=*/true);
    });
    return Error::success();
  }
  Error take_constructors(jitlink::LinkGraph &graph) {
    std::lock_guard<std::mutex> lock(session.bitcode_lock);
    each_constructors(graph, [&](jitlink::Block &block, unsigned priority) {
      for (size_t at = 0; at + 8 <= block.getSize(); at += 8)
        session.constructors.emplace_back(
            priority, orc::ExecutorAddr(support::endian::read64le(block.getContent().data() + at)).toPtr<void (*)()>());
    });
    return Error::success();
  }

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
  // So there is nothing that refers to anything while ORC looks for it; what JITLink would then have fixed up is done
  // afterwards. Among few symbols, looking costs less than that (the panel's 40 wrappers: 2 ms).
  static constexpr size_t many_symbols = 500;
  using Edges = std::vector<std::pair<jitlink::Block *, jitlink::Edge>>;
  static Error take_edges(jitlink::LinkGraph &graph, Edges &edges) {
    auto symbols = graph.defined_symbols();
    size_t named = llvm::count_if(symbols, [](auto *symbol) { return symbol->getScope() != jitlink::Scope::Local; });
    if (named < many_symbols || graph.getTargetTriple().getArch() != Triple::x86_64)
      return Error::success();
    for (auto *block : graph.blocks())
      for (auto at = block->edges().end(); at != block->edges().begin();)
        // Those that the small code model has no use for need more to be known.
        if ((--at)->getKind() != jitlink::x86_64::Delta64FromGOT) {
          edges.emplace_back(block, *at);
          at = block->removeEdge(at);
        }
    return Error::success();
  }
  static Error fix_up(jitlink::LinkGraph &graph, const Edges &edges) {
    for (auto &[block, edge] : edges)
      if (edge.isRelocation())
        if (Error error = jitlink::x86_64::applyFixup(graph, *block, edge, nullptr))
          return error;
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
  auto linking_layer = [&session](orc::ExecutionSession &execution) -> Expected<std::unique_ptr<orc::ObjectLayer>> {
    auto layer = std::make_unique<orc::ObjectLinkingLayer>(execution, make_packed_memory());
    layer->addPlugin(std::make_shared<Linking>(session));
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
  void *library = dlopen(file.c_str(), RTLD_NOW | RTLD_GLOBAL);
  if (!library) {
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
  session->libraries.push_back(library);
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
