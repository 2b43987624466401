// The one code generator of a session; see generator.hpp.
#include "generator.hpp"

using namespace clang;

namespace gusset {

Generator::Generator(CompilerInstance &compiler) : generator(CreateLLVMCodeGen(compiler, "batch0", *llvm_context)) {}

void Generator::Initialize(ASTContext &new_context) {
  context = &new_context;
  generator->Initialize(new_context);
}

// Undoing a text that failed, Clang asks every declaration of the unit for its identifier, and falls over using
// directives (an unnamed namespace comes with one), which have none. They need not be listed: what finds names looks
// in the unit's table.
static void unlist_using_directives(TranslationUnitDecl *unit) {
  llvm::SmallVector<UsingDirectiveDecl *, 4> directives;
  for (Decl *decl : unit->noload_decls())
    if (auto *directive = dyn_cast<UsingDirectiveDecl>(decl))
      directives.push_back(directive);
  for (UsingDirectiveDecl *directive : directives) {
    unit->removeDecl(directive);
    unit->makeDeclVisibleInContext(directive);
  }
}

bool Generator::HandleTopLevelDecl(DeclGroupRef group) {
  unlist_using_directives(context->getTranslationUnitDecl());
  bool declares = group.isNull() || llvm::any_of(group, [&](Decl *decl) { return is_of_text(decl); });
  Decl *single = group.isSingleDecl() ? group.getSingleDecl() : nullptr;
  if (auto *function = dyn_cast_or_null<FunctionDecl>(single); function && function->isTemplateInstantiation())
    instantiations.defined(function);
  hold([=, this] { generator->HandleTopLevelDecl(group); }, declares, single);
  return true;
}

// An instantiation of what was there before the text outlives it.
bool Generator::is_of_text(const Decl *decl) const {
  return in_text && decl->getTranslationUnitDecl() == context->getTranslationUnitDecl();
}

// Read from the precompiled header: stays, whatever becomes of the text that asked for it.
void Generator::HandleInterestingDecl(DeclGroupRef group) {
  if (flushing)
    generator->HandleTopLevelDecl(group);
  else
    hold([=, this] { generator->HandleTopLevelDecl(group); }, false);
}

void Generator::HandleInlineFunctionDefinition(FunctionDecl *decl) {
  hold([=, this] { generator->HandleInlineFunctionDefinition(decl); }, is_of_text(decl), decl);
}

void Generator::HandleTagDeclDefinition(TagDecl *decl) {
  hold([=, this] { generator->HandleTagDeclDefinition(decl); }, is_of_text(decl), decl);
}

void Generator::HandleTagDeclRequiredDefinition(const TagDecl *decl) {
  hold([=, this] { generator->HandleTagDeclRequiredDefinition(decl); }, is_of_text(decl), decl);
}

void Generator::HandleCXXStaticMemberVarInstantiation(VarDecl *decl) {
  hold([=, this] { generator->HandleCXXStaticMemberVarInstantiation(decl); }, is_of_text(decl), decl);
}

void Generator::CompleteTentativeDefinition(VarDecl *decl) {
  hold([=, this] { generator->CompleteTentativeDefinition(decl); }, is_of_text(decl));
}

void Generator::HandleVTable(CXXRecordDecl *decl) {
  hold([=, this] { generator->HandleVTable(decl); }, is_of_text(decl), decl);
}

void Generator::end_text(bool keep) {
  in_text = false;
  if (!keep)
    llvm::erase_if(held, [](const Held &h) { return h.of_text; });
}

void Generator::forget(const Instantiations::Undone &undone) {
  auto is_undone = [&](const Decl *decl) {
    return undone.contains(decl) || undone.contains(dyn_cast_or_null<Decl>(decl->getDeclContext()));
  };
  llvm::erase_if(held, [&](const Held &h) { return h.of && is_undone(h.of); });
}

void Generator::deliver() {
  // Handing over may read more from the precompiled header, which is held back in turn.
  while (!held.empty()) {
    std::vector<Held> now;
    now.swap(held);
    for (auto &h : now)
      h.hand_over();
  }
}

std::unique_ptr<llvm::Module> Generator::flush(std::unique_ptr<llvm::LLVMContext> &context_of_module) {
  deliver();
  flushing = true; // what is read while functions are emitted belongs to this module
  generator->HandleTranslationUnit(*context);
  flushing = false;
  std::unique_ptr<llvm::Module> module(generator->ReleaseModule());
  context_of_module = std::move(llvm_context);
  llvm_context = std::make_unique<llvm::LLVMContext>();
  llvm_context->setDiscardValueNames(true);
  generator->StartModule("batch" + std::to_string(++batch), *llvm_context);
  return module;
}

llvm::Expected<std::unique_ptr<Incremental>> Incremental::create(std::unique_ptr<CompilerInstance> compiler) {
  auto *generator = new Generator(*compiler);
  llvm::Error error = llvm::Error::success();
  std::unique_ptr<Incremental> made(new Incremental(std::move(compiler), error, generator));
  if (error)
    return std::move(error);
  return std::move(made);
}

} // namespace gusset
