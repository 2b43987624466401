// Links a wrapper's bitcode into a module of the optimising tier, so that the call, and inline functions through it,
// are inlined (decisions D2, D6).
#include "session.hpp"

using namespace llvm;

namespace gusset {

// Code may be duplicated, variables may not: those that the JIT has already are declarations here. Private constants
// are copied.
static void declare_variables(Module &module) {
  for (GlobalVariable &variable : module.globals()) {
    if (variable.isDeclaration() || variable.hasPrivateLinkage() || variable.getName().starts_with("llvm."))
      continue;
    variable.setInitializer(nullptr);
    variable.setLinkage(GlobalValue::ExternalLinkage);
    variable.setVisibility(GlobalValue::DefaultVisibility);
    variable.setComdat(nullptr);
  }
}

static bool link_wrapper(Session &session, StringRef symbol, Module &destination) {
  SmallVector<char, 0> bytes;
  {
    std::lock_guard<std::mutex> lock(session.bitcode_lock);
    auto found = session.bitcode_of.find(symbol);
    if (found == session.bitcode_of.end())
      return false;
    bytes = session.bitcode[found->second];
  }
  // Read as far as it is needed: a batch holds more wrappers than one.
  auto parsed = getLazyBitcodeModule(MemoryBufferRef(StringRef(bytes.data(), bytes.size()), "wrappers"),
                                     destination.getContext());
  if (!parsed) {
    consumeError(parsed.takeError());
    return false;
  }
  Module &source = **parsed;
  Function *wrapper = source.getFunction(symbol);
  if (!wrapper || wrapper->isDeclaration())
    return false;
  if (Function *already = destination.getFunction(symbol); already && !already->isDeclaration())
    return true;
  declare_variables(source);
  std::set<std::string> before;
  for (Function &function : destination)
    if (!function.isDeclaration())
      before.insert(function.getName().str());
  // Everything but the wrapper may be left behind; strong functions stay where they are.
  for (Function &function : source) {
    if (&function == wrapper || function.isDeclaration())
      continue;
    function.setComdat(nullptr);
    if (function.hasExternalLinkage() || function.hasWeakAnyLinkage())
      function.deleteBody();
  }
  if (!destination.getFunction(symbol))
    Function::Create(wrapper->getFunctionType(), GlobalValue::ExternalLinkage, symbol, destination);
  source.setDataLayout(destination.getDataLayout());
  source.setTargetTriple(destination.getTargetTriple());
  // The flags of both sides are about code generation, which is the destination's.
  if (NamedMDNode *flags = source.getModuleFlagsMetadata())
    flags->eraseFromParent();
  if (Linker::linkModules(destination, std::move(*parsed), Linker::Flags::LinkOnlyNeeded))
    return false;
  for (Function &function : destination)
    if (!function.isDeclaration() && !before.count(function.getName().str())) {
      function.setLinkage(GlobalValue::InternalLinkage);
      function.setComdat(nullptr);
      function.setVisibility(GlobalValue::DefaultVisibility);
    }
  Function *linked = destination.getFunction(symbol);
  if (!linked || linked->isDeclaration())
    return false;
  linked->removeFnAttr(Attribute::NoInline);
  linked->addFnAttr(Attribute::AlwaysInline);
  return true;
}

} // namespace gusset

bool gb_link_wrapper(gb_session *session, gb_string symbol, void *module) {
  return gusset::link_wrapper(*session, gusset::ref(symbol), *static_cast<Module *>(module));
}
