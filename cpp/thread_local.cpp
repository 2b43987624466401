// Thread-local variables of compiled code: each is reached through an accessor, a function of its own that gives the
// calling thread's address. The variables that our code defines are emulated ones (JITLink knows no others without a
// run-time library of its own), those of shared libraries are the dynamic linker's; callers need not know which. Tier
// 1, whose code generator emulates nothing, inlines no accessor.
#include "thread_local.hpp"

#include "llvm/IR/IntrinsicInst.h"
#include "llvm/IR/ReplaceConstant.h"

#include <dlfcn.h>

using namespace llvm;

namespace gusset {

// The address that a variable of a shared library has in this thread.
static void *library_thread_local(const char *name) { return dlsym(RTLD_DEFAULT, name); }

static std::string accessor_name(StringRef variable) { return ("__gw_thread_local." + variable).str(); }

static Function *declare_accessor(GlobalVariable &variable) {
  Module &module = *variable.getParent();
  auto *type = FunctionType::get(PointerType::getUnqual(module.getContext()), false);
  auto *accessor = Function::Create(type, GlobalValue::ExternalLinkage, accessor_name(variable.getName()), module);
  accessor->addFnAttr(Attribute::NoInline);
  accessor->addFnAttr(Attribute::NoUnwind);
  return accessor;
}

static void define_accessor(Function &accessor, GlobalVariable &variable) {
  LLVMContext &context = accessor.getContext();
  IRBuilder<> builder(BasicBlock::Create(context, "", &accessor));
  if (!variable.isDeclaration()) {
    builder.CreateRet(builder.CreateThreadLocalAddress(&variable));
    return;
  }
  auto *pointer = PointerType::getUnqual(context);
  auto *find = ConstantExpr::getIntToPtr(builder.getInt64(reinterpret_cast<uintptr_t>(&library_thread_local)), pointer);
  Value *name = builder.CreateGlobalString(variable.getName());
  builder.CreateRet(builder.CreateCall(FunctionType::get(pointer, {pointer}, false), find, {name}));
}

static void replace_uses(GlobalVariable &variable, Function &accessor) {
  convertUsersOfConstantsToInstructions({&variable});
  std::vector<Use *> uses;
  for (Use &use : variable.uses())
    if (auto *user = dyn_cast<Instruction>(use.getUser()); user && user->getFunction() != &accessor)
      uses.push_back(&use);
  for (Use *use : uses) {
    auto *user = cast<Instruction>(use->getUser());
    auto *phi = dyn_cast<PHINode>(user);
    IRBuilder<> builder(phi ? phi->getIncomingBlock(*use)->getTerminator() : user);
    CallInst *address = builder.CreateCall(&accessor);
    // The address in this thread is what the intrinsic gives, too.
    if (auto *intrinsic = dyn_cast<IntrinsicInst>(user);
        intrinsic && intrinsic->getIntrinsicID() == Intrinsic::threadlocal_address) {
      intrinsic->replaceAllUsesWith(address);
      intrinsic->eraseFromParent();
    } else {
      use->set(address);
    }
  }
}

void access_thread_locals(Session &session, Module &module, unsigned batch) {
  std::vector<GlobalVariable *> variables;
  for (GlobalVariable &variable : module.globals())
    if (variable.isThreadLocal())
      variables.push_back(&variable);
  for (GlobalVariable *variable : variables) {
    // Guards the initialisers of this batch, and of no other.
    if (variable->hasLocalLinkage() && variable->getName() == "__tls_guard")
      variable->setName("__tls_guard." + Twine(batch));
    bool known = session.defined.contains(accessor_name(variable->getName()));
    // What nothing defines is left as it is, and reported as any missing symbol.
    if (!known && variable->isDeclaration() && !library_thread_local(variable->getName().str().c_str()))
      continue;
    Function *accessor = declare_accessor(*variable);
    if (!known)
      define_accessor(*accessor, *variable);
    replace_uses(*variable, *accessor);
    if (variable->isDeclaration() && variable->use_empty())
      variable->eraseFromParent();
  }
}

} // namespace gusset
