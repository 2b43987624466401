// Static initialisers: those of compiled text run once, when their batch is linked, and so do the constructors of
// archives' objects.
#include "initialisers.hpp"

using namespace llvm;

namespace gusset {

std::vector<Function *> take_initialisers(Module &module) {
  GlobalVariable *constructors = module.getGlobalVariable("llvm.global_ctors");
  if (!constructors)
    return {};
  std::vector<std::pair<uint64_t, Function *>> all;
  if (auto *list = dyn_cast<ConstantArray>(constructors->getInitializer()))
    for (auto &entry : list->operands())
      if (auto *fields = dyn_cast<ConstantStruct>(entry))
        if (auto *function = dyn_cast<Function>(fields->getOperand(1)->stripPointerCasts()))
          all.emplace_back(cast<ConstantInt>(fields->getOperand(0))->getZExtValue(), function);
  stable_sort(all, [](auto &a, auto &b) { return a.first < b.first; });
  constructors->eraseFromParent();
  std::vector<Function *> each;
  for (auto &[priority, function] : all) {
    if (!function->getName().starts_with("_GLOBAL__")) {
      each.push_back(function);
      continue;
    }
    // Clang's own, which calls those of the variables in the order of their definitions.
    for (Instruction &instruction : function->getEntryBlock())
      if (auto *call = dyn_cast<CallBase>(&instruction); call && call->getCalledFunction())
        each.push_back(call->getCalledFunction());
    function->eraseFromParent();
  }
  return each;
}

// The one that it has destroyed in the end, or stores to, or gives to a constructor first.
const GlobalVariable *made_by(const Function &initialiser) {
  const GlobalVariable *stored = nullptr, *constructed = nullptr;
  auto variable = [](const Value *value) { return dyn_cast<GlobalVariable>(value->stripPointerCasts()); };
  for (const BasicBlock &block : initialiser)
    for (const Instruction &instruction : block) {
      if (auto *store = dyn_cast<StoreInst>(&instruction)) {
        if (auto *to = variable(store->getPointerOperand()))
          stored = to;
      } else if (auto *call = dyn_cast<CallBase>(&instruction); call && call->arg_size() > 0) {
        const Function *callee = call->getCalledFunction();
        if (callee && callee->getName() == "__cxa_atexit" && call->arg_size() == 3) {
          if (auto *destroyed = variable(call->getArgOperand(1)))
            return destroyed;
        } else if (!constructed) {
          constructed = variable(call->getArgOperand(0));
        }
      }
    }
  return stored ? stored : constructed;
}

std::string gather_initialisers(Module &module, ArrayRef<Function *> initialisers, unsigned batch) {
  if (initialisers.empty())
    return {};
  std::string name = "__gw_init_" + std::to_string(batch);
  // Of a wrapper's type, so that it is called as one.
  Type *integer = Type::getInt32Ty(module.getContext()), *pointer = PointerType::getUnqual(module.getContext());
  auto *type = FunctionType::get(integer, {pointer, pointer}, false);
  auto *function = Function::Create(type, GlobalValue::ExternalLinkage, name, module);
  IRBuilder<> builder(BasicBlock::Create(module.getContext(), "", function));
  for (Function *each : initialisers)
    builder.CreateCall(each->getFunctionType(), each);
  builder.CreateRet(ConstantInt::get(integer, 0));
  return name;
}

static std::string run(gb_code code, void *const *args) {
  if (!gb_guard(code, args, nullptr))
    return {};
  gb_exception thrown;
  gb_exception_take(&thrown);
  std::string what = "a static initialiser threw " + ref(thrown.type_name).str() + ": " + ref(thrown.what).str();
  gb_exception_drop(thrown.handle);
  return what;
}

std::string run_initialisers(gb_code code) { return run(code, nullptr); }

std::string run_constructors(Session &session) {
  std::vector<std::pair<unsigned, void (*)()>> due;
  {
    std::lock_guard<std::mutex> lock(session.bitcode_lock);
    due.swap(session.constructors);
  }
  stable_sort(due, [](auto &a, auto &b) { return a.first < b.first; });
  auto call = [](void *const *args, void *) {
    reinterpret_cast<void (*)()>(args[0])();
    return 0;
  };
  for (auto &[priority, constructor] : due) {
    void *args[] = {reinterpret_cast<void *>(constructor)};
    if (std::string what = run(call, args); !what.empty())
      return what;
  }
  return {};
}

std::optional<InitialisedOnce> initialise_once(Session &session, const GlobalVariable &variable) {
  auto *declared = session.generator.codegen().GetDeclForMangledName(variable.getName());
  auto *decl = const_cast<clang::VarDecl *>(dyn_cast_or_null<clang::VarDecl>(declared));
  decl = decl ? decl->getInitializingDeclaration() ? decl->getInitializingDeclaration() : decl : nullptr;
  clang::ASTContext &c = session.context;
  bool is_made = decl && decl->isFileVarDecl() && decl->getTLSKind() == clang::VarDecl::TLS_None &&
                 (decl->needsDestruction(c) || (decl->hasInit() && !decl->hasConstantInitialization()));
  if (!is_made)
    return std::nullopt;
  InitialisedOnce known{decl, decl->getInit(), clang::NoDestroyAttr::CreateImplicit(c)};
  decl->setInit(nullptr);
  decl->addAttr(known.mark);
  return known;
}

void initialise_again(const InitialisedOnce &known) {
  known.variable->setInit(known.initialiser);
  auto &attributes = known.variable->getAttrs();
  attributes.erase(llvm::find(attributes, known.mark));
}

} // namespace gusset
