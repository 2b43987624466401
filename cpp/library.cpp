// The JIT that the code goes to, and the libraries that it is linked with; see library.hpp.
#include "library.hpp"
#include "session.hpp"

#include <dlfcn.h>

using namespace llvm;

namespace gusset {

std::string set_up_jit(Session &session, void *lljit) {
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
  auto machine = builder->createTargetMachine();
  if (!machine)
    return toString(machine.takeError());
  session.target_machine = std::move(*machine);
  session.object_compiler = std::make_unique<orc::SimpleCompiler>(*session.target_machine);
  if (lljit) {
    session.jit = static_cast<orc::LLJIT *>(lljit);
    return {};
  }
  auto jit = orc::LLJITBuilder().create();
  if (!jit)
    return toString(jit.takeError());
  session.own_jit = std::move(*jit);
  session.jit = session.own_jit.get();
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
  auto symbol = session->jit->mangleAndIntern(gusset::ref(name));
  consumeError(session->jit->getMainJITDylib().define(orc::absoluteSymbols(
      {{symbol, {orc::ExecutorAddr::fromPtr(address), JITSymbolFlags::Exported | JITSymbolFlags::Callable}}})));
}

void *gb_lljit(gb_session *session) { return session->jit; }
