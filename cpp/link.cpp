// Compiles what is pending as one module (two, on two threads, where that is much), and links it. A wrapper whose
// callee has no definition is taken out, named, and tried again once there are more libraries; the others work.
#include "link.hpp"
#include "initialisers.hpp"
#include "leaf.hpp"
#include "missing.hpp"
#include "thread_local.hpp"

#include <dlfcn.h>
#include <link.h>
#include <llvm/Transforms/IPO/GlobalDCE.h>
#include <thread>

using namespace llvm;

namespace gusset {

namespace {

// Whether a library has the variable, too: an inline one, a template's static member, the static of an inline function
// (with the guard that says it is made). The dynamic linker would make them one. What describes classes may be twice.
bool is_in_library(Session &session, const GlobalVariable &variable) {
  if (!variable.isWeakForLinker() || variable.isThreadLocal() || variable.getName().starts_with("_ZT"))
    return false;
  std::string name = variable.getName().str();
  return any_of(session.libraries, [&](void *library) {
    void *address = dlsym(library, name.c_str());
    Dl_info place;
    const ElfW(Sym) *symbol = nullptr;
    const link_map *map = nullptr;
    if (!address || !dladdr1(address, &place, (void **)&symbol, RTLD_DL_SYMENT) || !symbol ||
        dlinfo(library, RTLD_DI_LINKMAP, &map))
      return false;
    // A name of C may be anything in the libraries that this one needs: `err`, `daylight`.
    bool its_own = variable.getName().starts_with("_Z") || place.dli_fbase == (void *)map->l_addr;
    auto binding = ELF64_ST_BIND(symbol->st_info);
    return its_own && ELF64_ST_TYPE(symbol->st_info) == STT_OBJECT &&
           (binding == STB_WEAK || binding == STB_GNU_UNIQUE);
  });
}

// A variable exists once in the session. Internal ones become external, since later batches refer to them; what an
// earlier batch or a library defined is a declaration here.
std::vector<InitialisedOnce> share_variables(Session &session, Module &module) {
  std::vector<InitialisedOnce> initialised;
  for (GlobalVariable &variable : module.globals()) {
    if (variable.isDeclaration() || variable.hasPrivateLinkage() || !variable.hasName() ||
        variable.getName().starts_with("llvm.") || variable.hasAppendingLinkage())
      continue;
    if (variable.hasInternalLinkage()) {
      variable.setLinkage(GlobalValue::ExternalLinkage);
      variable.setDSOLocal(false);
      if (!session.defined.contains(variable.getName()))
        if (auto once = initialise_once(session, variable))
          initialised.push_back(*once);
    }
    if (session.defined.contains(variable.getName()) || is_in_library(session, variable)) {
      variable.setInitializer(nullptr);
      variable.setDSOLocal(false);
      variable.setLinkage(GlobalValue::ExternalLinkage);
      variable.setComdat(nullptr);
    }
  }
  return initialised;
}

// Inline functions that an earlier batch defined are not compiled again; the bitcode, kept before, still has them.
void share_functions(Session &session, Module &module) {
  for (Function &function : module) {
    if (function.isDeclaration() || function.hasLocalLinkage() || !function.hasName() ||
        function.hasAvailableExternallyLinkage())
      continue;
    function.setVisibility(GlobalValue::DefaultVisibility);
    if (session.defined.contains(function.getName())) {
      function.deleteBody();
      function.setComdat(nullptr);
    }
  }
}

// Aliases likewise: a further one is a declaration of what the first stands for.
void share_aliases(Session &session, Module &module) {
  for (GlobalAlias &alias : make_early_inc_range(module.aliases())) {
    if (alias.hasLocalLinkage() || !session.defined.contains(alias.getName()))
      continue;
    std::string name = alias.getName().str();
    alias.setName("");
    GlobalValue *declaration;
    if (auto *type = dyn_cast<FunctionType>(alias.getValueType()))
      declaration = Function::Create(type, GlobalValue::ExternalLinkage, name, module);
    else
      declaration = new GlobalVariable(module, alias.getValueType(), false, GlobalValue::ExternalLinkage, nullptr, name,
                                       nullptr, alias.getThreadLocalMode());
    alias.replaceAllUsesWith(declaration);
    alias.eraseFromParent();
  }
}

// Locals become registers: less for instruction selection to do, and smaller wrappers.
void promote_locals(Module &module) {
  std::vector<AllocaInst *> locals;
  for (Function &function : module) {
    if (function.isDeclaration())
      continue;
    for (Instruction &instruction : function.getEntryBlock())
      if (auto *local = dyn_cast<AllocaInst>(&instruction); local && isAllocaPromotable(local))
        locals.push_back(local);
    if (locals.empty())
      continue;
    DominatorTree dominators(function);
    PromoteMemToReg(locals, dominators);
    locals.clear();
  }
}

template <class Make> void run_passes(Module &module, TargetMachine *machine, Make make) {
  LoopAnalysisManager loops;
  FunctionAnalysisManager functions;
  CGSCCAnalysisManager components;
  ModuleAnalysisManager modules;
  PassBuilder passes(machine);
  passes.registerModuleAnalyses(modules);
  passes.registerCGSCCAnalyses(components);
  passes.registerFunctionAnalyses(functions);
  passes.registerLoopAnalyses(loops);
  passes.crossRegisterProxies(loops, functions, components, modules);
  ModulePassManager pipeline;
  make(passes, pipeline);
  pipeline.run(module, modules);
}

// Coroutines are taken apart, which is a pass's business.
void split_coroutines(Module &module, TargetMachine &machine) {
  if (none_of(module, [](Function &function) { return function.isPresplitCoroutine(); }))
    return;
  run_passes(module, &machine, [](PassBuilder &passes, ModulePassManager &pipeline) {
    pipeline = passes.buildO0DefaultPipeline(OptimizationLevel::O0);
  });
}

std::vector<std::string> definitions(Module &module) {
  std::vector<std::string> names;
  for (GlobalValue &value : module.global_values())
    if (!value.isDeclaration() && !value.hasLocalLinkage() && !value.hasAvailableExternallyLinkage() && value.hasName())
      names.push_back(value.getName().str());
  return names;
}

// The declared symbols that nothing defines.
Expected<StringSet<>> missing_symbols(Session &session, Module &module) {
  orc::SymbolLookupSet wanted;
  auto add = [&](GlobalValue &value) {
    if ((value.isDeclaration() || value.hasAvailableExternallyLinkage()) && !value.hasExternalWeakLinkage() &&
        !value.getName().starts_with("llvm.") && !value.use_empty() && !session.defined.contains(value.getName()))
      wanted.add(session.jit->mangleAndIntern(value.getName()), orc::SymbolLookupFlags::WeaklyReferencedSymbol);
  };
  for (GlobalValue &value : module.global_values())
    add(value);
  StringSet<> missing;
  if (wanted.empty())
    return missing;
  orc::SymbolLookupSet asked = wanted;
  orc::JITDylibSearchOrder order = {{&session.jit->getMainJITDylib(), orc::JITDylibLookupFlags::MatchAllSymbols}};
  session.jit->getMainJITDylib().withLinkOrderDo([&](const orc::JITDylibSearchOrder &links) {
    for (auto &link : links)
      if (link.first != &session.jit->getMainJITDylib())
        order.push_back(link);
  });
  auto found = session.jit->getExecutionSession().lookupFlags(orc::LookupKind::Static, order, std::move(wanted));
  if (!found)
    return found.takeError();
  for (auto &[name, flags] : asked) {
    if (found->count(name))
      continue;
    // Said to be instantiated elsewhere, which is not so for functions that are always inlined.
    if (Function *function = module.getFunction(*name); function && function->hasAvailableExternallyLinkage())
      function->setLinkage(GlobalValue::LinkOnceODRLinkage);
    else
      missing.insert(*name);
  }
  return missing;
}

// The missing symbols that a definition needs, directly or through others: a variable needs what makes it.
class Needs {
public:
  Needs(const StringSet<> &missing, ArrayRef<Function *> initialisers) : missing(missing) {
    for (const Function *initialiser : initialisers)
      if (auto *variable = made_by(*initialiser))
        makers[variable] = initialiser;
  }
  std::set<std::string> of(GlobalValue &root) {
    seen.clear();
    found.clear();
    visit(root);
    return found;
  }

private:
  void visit(const GlobalValue &value) {
    if (!seen.insert(&value).second)
      return;
    if (value.isDeclaration()) {
      if (missing.contains(value.getName()))
        found.insert(value.getName().str());
      return;
    }
    if (auto *function = dyn_cast<Function>(&value)) {
      for (auto &block : *function)
        for (auto &instruction : block)
          operands(instruction);
      operands(*function); // personality
    } else {
      operands(value);
      if (auto maker = makers.find(&value); maker != makers.end())
        visit(*maker->second);
    }
  }
  void operands(const User &user) {
    for (const Use &use : user.operands()) {
      if (auto *global = dyn_cast<GlobalValue>(use))
        visit(*global);
      else if (auto *constant = dyn_cast<Constant>(use); constant && walked.insert(constant).second)
        operands(*constant), walked.erase(constant);
    }
  }
  const StringSet<> &missing;
  DenseMap<const GlobalValue *, const Function *> makers;
  SmallPtrSet<const Value *, 32> seen, walked;
  std::set<std::string> found;
};

// Removes what nothing refers to any more and no other module can need: functions and the tables of classes that refer
// to each other, too.
void drop_unused(Module &module) {
  run_passes(module, nullptr, [](PassBuilder &, ModulePassManager &pipeline) { pipeline.addPass(GlobalDCEPass()); });
}

void keep_bitcode(Session &session, Module &module, const std::vector<uint32_t> &wrappers) {
  SmallVector<char, 0> bytes;
  // No symbol table, which only linkers of files read.
  BitcodeWriter writer(bytes);
  writer.writeModule(module);
  writer.writeStrtab();
  std::lock_guard<std::mutex> lock(session.bitcode_lock);
  for (uint32_t id : wrappers)
    session.bitcode_of[session.wrappers[id].symbol] = session.bitcode.size();
  session.bitcode.emplace_back(bytes.begin(), bytes.end()); // no longer than it has to be
}

// Wrappers that become one module, and that module on its way to machine code.
struct Batch {
  Session &session;
  std::vector<uint32_t> wrappers; // that are in it and work so far
  size_t count = wrappers.size();
  std::unique_ptr<LLVMContext> context = nullptr;
  std::unique_ptr<Module> module = nullptr;
  std::string initialiser = {};          // the symbol of the function that runs the static initialisers, if any
  std::vector<std::string> defined = {}; // symbols
  std::vector<InitialisedOnce> initialised = {};
  std::unique_ptr<MemoryBuffer> object = nullptr;
  std::string fault = {}; // why there is no object, or what an initialiser threw
  bool is_linked = false;
  double ir_ms = 0, backend_ms = 0;

  gb_compiled &report(uint32_t wrapper) {
    session.compiled.push_back(gb_compiled{});
    session.compiled.back().wrapper = wrapper;
    return session.compiled.back();
  }
  void forget_initialised(function_ref<bool(const InitialisedOnce &)> which) {
    erase_if(initialised, [&](auto &known) {
      bool again = which(known);
      if (again)
        initialise_again(known);
      return again;
    });
  }
  void fail_all(const std::string &why) {
    if (!is_linked)
      forget_initialised([](auto &) { return true; });
    for (uint32_t id : wrappers) {
      session.wrappers[id].stage = Stage::failed;
      session.wrappers[id].failed_with = session.library_generation;
      report(id).error = session.keep(why);
    }
    wrappers.clear();
  }

  // Wrappers, and functions and variables of the included text, that cannot be linked are left out of the module.
  void leave_out_unlinkable(Module &module, Needs &needs) {
    std::vector<uint32_t> good;
    std::vector<GlobalValue *> doomed;
    for (uint32_t id : wrappers) {
      Wrapper &wrapper = session.wrappers[id];
      Function *function = module.getFunction(wrapper.symbol);
      std::set<std::string> lacking = function ? needs.of(*function) : std::set<std::string>();
      if (function && lacking.empty()) {
        good.push_back(id);
        continue;
      }
      wrapper.stage = Stage::failed;
      wrapper.failed_with = session.library_generation;
      std::set<std::string> causes;
      for (auto &symbol : lacking)
        if (auto known = session.lacking.find(symbol); known != session.lacking.end())
          causes.insert(known->second.begin(), known->second.end());
        else
          causes.insert(symbol);
      std::vector<gb_missing> list;
      for (auto &symbol : causes)
        list.push_back(describe_missing(session, symbol));
      session.missing_lists.push_back(std::move(list));
      gb_compiled &failure = report(wrapper.id);
      failure.missing = session.missing_lists.back().data();
      failure.missing_count = session.missing_lists.back().size();
      if (!function)
        failure.error = session.keep("no code was generated for the wrapper");
      else
        doomed.push_back(function);
    }
    wrappers = std::move(good);
    // What the included text itself defines: taken out likewise, and emitted again when there are more libraries.
    for (GlobalValue &value : module.global_values())
      if (!value.isDeclaration() && !value.hasLocalLinkage() && !is_contained(doomed, &value) &&
          !value.isDiscardableIfUnused() && !needs.of(value).empty()) {
        doomed.push_back(&value);
        session.lacking[value.getName()] = needs.of(value);
        auto *decl = const_cast<clang::Decl *>(session.generator.codegen().GetDeclForMangledName(value.getName()));
        if (!decl)
          continue;
        session.unlinked.push_back(decl);
        forget_initialised([&](auto &known) { return known.variable->getCanonicalDecl() == decl->getCanonicalDecl(); });
      }
    for (GlobalValue *value : doomed) {
      if (auto *function = dyn_cast<Function>(value)) {
        function->deleteBody();
        function->setComdat(nullptr);
      } else if (auto *variable = dyn_cast<GlobalVariable>(value)) {
        variable->setInitializer(nullptr);
        variable->setLinkage(GlobalValue::ExternalLinkage);
        variable->setComdat(nullptr);
      }
    }
    drop_unused(module);
  }

  // First step: Clang's code generation. True where there is a module for the next.
  bool emit() {
    double started = now_ms();
    session.settle();
    session.diagnostics->forget();
    for (uint32_t id : wrappers)
      session.generator.HandleTopLevelDecl(clang::DeclGroupRef(session.wrappers[id].decl));
    module = session.generator.flush(context);
    if (!module) {
      fail_all(session.diagnostics->items.empty() ? "no code was generated"
                                                  : ref(session.diagnostics->items[0].message).str());
      session.settle();
      return false;
    }
    unsigned number = session.batches++;
    access_thread_locals(session, *module, number);
    split_coroutines(*module, *session.machines[0]);
    promote_locals(*module);
    initialised = share_variables(session, *module);
    std::vector<Function *> initialisers = take_initialisers(*module);
    auto missing = missing_symbols(session, *module);
    if (!missing) {
      fail_all(toString(missing.takeError()));
      return false;
    }
    if (!missing->empty()) {
      Needs needs(*missing, initialisers);
      erase_if(initialisers, [&](Function *function) { return !needs.of(*function).empty(); });
      initialiser = gather_initialisers(*module, initialisers, number);
      leave_out_unlinkable(*module, needs);
    } else {
      initialiser = gather_initialisers(*module, initialisers, number);
    }
    Leaves leaves;
    for (uint32_t id : wrappers)
      session.wrappers[id].leaf = leaves.contains(*module->getFunction(session.wrappers[id].symbol));
    keep_bitcode(session, *module, wrappers);
    share_functions(session, *module);
    share_aliases(session, *module);
    defined = definitions(*module);
    for (auto &name : defined)
      session.defined.insert(name);
    module->setTargetTriple(session.machines[0]->getTargetTriple());
    module->setDataLayout(session.machines[0]->createDataLayout());
    ir_ms = now_ms() - started;
    return true;
  }

  // Second step, on any thread: machine code.
  void generate(TargetMachine &machine) {
    double started = now_ms();
    if (auto made = orc::SimpleCompiler(machine)(*module))
      object = std::move(*made);
    else
      fault = toString(made.takeError());
    module.reset();
    backend_ms = now_ms() - started;
  }

  // Last step: the wrappers get their code, and static initialisers run.
  void link() {
    if (fault = link_object(); fault.empty())
      return;
    if (!is_linked)
      for (auto &name : defined)
        session.defined.erase(name);
    fail_all(fault);
  }

  // Says what went wrong, if anything did.
  std::string link_object() {
    if (!object)
      return fault;
    double started = now_ms();
    {
      std::lock_guard<std::mutex> lock(session.bitcode_lock);
      session.jit_reports.clear();
    }
    auto tracker = session.jit->getMainJITDylib().createResourceTracker();
    if (auto error = session.jit->addObjectFile(tracker, std::move(object)))
      return toString(std::move(error));
    orc::SymbolLookupSet wanted;
    for (uint32_t id : wrappers)
      wanted.add(session.jit->mangleAndIntern(session.wrappers[id].symbol));
    if (!initialiser.empty())
      wanted.add(session.jit->mangleAndIntern(initialiser));
    if (wanted.empty())
      return {};
    auto found = session.jit->getExecutionSession().lookup(
        {{&session.jit->getMainJITDylib(), orc::JITDylibLookupFlags::MatchAllSymbols}}, std::move(wanted));
    if (!found) {
      // The first report is the cause, what the look-up says its consequence.
      std::string consequence = toString(found.takeError());
      std::string reports;
      {
        std::lock_guard<std::mutex> lock(session.bitcode_lock);
        reports.swap(session.jit_reports);
      }
      // Its symbols are free for the next attempt.
      consumeError(tracker->remove());
      return reports.empty() ? consequence : reports;
    }
    is_linked = true;
    if (std::string what = run_constructors(session); !what.empty())
      return what;
    if (!initialiser.empty())
      if (std::string what =
              run_initialisers((*found)[session.jit->mangleAndIntern(initialiser)].getAddress().toPtr<gb_code>());
          !what.empty())
        return what;
    backend_ms += now_ms() - started;
    for (uint32_t id : wrappers) {
      Wrapper &wrapper = session.wrappers[id];
      wrapper.stage = Stage::compiled;
      gb_compiled &item = report(id);
      item.code = (*found)[session.jit->mangleAndIntern(wrapper.symbol)].getAddress().toPtr<void *>();
      item.leaf = wrapper.leaf;
      item.ir_ms = ir_ms / count;
      item.backend_ms = backend_ms / count;
    }
    return {};
  }
};

// Fewer wrappers are one module: each costs some 0.7 ms, whatever is in it.
constexpr size_t worth_two_modules = 24;

void compile(Session &session) {
  session.compiled.clear();
  session.missing_lists.clear();
  // What failed for want of a symbol is tried again once there are more libraries.
  if (session.retried_with != session.library_generation) {
    session.retried_with = session.library_generation;
    for (Wrapper &wrapper : session.wrappers)
      if (wrapper.stage == Stage::failed) {
        wrapper.stage = Stage::pending;
        session.pending.push_back(wrapper.id);
      }
    session.lacking.clear();
    std::vector<clang::Decl *> unlinked;
    unlinked.swap(session.unlinked);
    for (clang::Decl *decl : unlinked)
      session.generator.HandleTopLevelDecl(clang::DeclGroupRef(decl));
  }
  if (session.pending.empty())
    return;
  std::vector<uint32_t> pending = std::move(session.pending);
  session.pending.clear();
  if (pending.size() < worth_two_modules || std::thread::hardware_concurrency() < 2) {
    Batch batch{session, std::move(pending)};
    if (batch.emit()) {
      batch.generate(*session.machines[0]);
      batch.link();
    }
    return;
  }
  // LLVM works on the first part while Clang emits the second. Clang takes two parts of the time for a wrapper, LLVM
  // three, so that both are done at the same time where five of eight wrappers are in the first.
  auto middle = pending.begin() + pending.size() * 5 / 8;
  Batch first{session, {pending.begin(), middle}}, second{session, {middle, pending.end()}};
  bool has_first = first.emit();
  std::thread generating;
  if (has_first)
    generating = std::thread([&] { first.generate(*session.machines[1]); });
  bool has_second = second.emit();
  if (has_second)
    second.generate(*session.machines[0]);
  if (has_first) {
    generating.join();
    first.link();
  }
  if (has_second)
    second.link();
}

} // namespace

std::string link_declared(Session &session) {
  Batch batch{session, {}};
  if (!batch.emit())
    return {};
  batch.generate(*session.machines[0]);
  batch.link();
  return batch.fault;
}

} // namespace gusset

size_t gb_compile_pending(gb_session *session, const gb_compiled **items) {
  gusset::Operation operation(*session);
  gusset::compile(*session);
  *items = session->compiled.data();
  return session->compiled.size();
}
