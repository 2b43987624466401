// The one code generator of a session (decision D2): it sees every declaration and instantiation, and starts a new
// LLVM module for each batch.
#ifndef GUSSET_GENERATOR_HPP
#define GUSSET_GENERATOR_HPP

#include "instantiations.hpp"

#include <functional>

namespace gusset {

// What Clang hands over is held back until the text or operation that caused it has proved free of errors: Clang's
// generator drops what it is given while an error stands, and a text that failed must leave no trace.
class Generator : public clang::ASTConsumer {
public:
  explicit Generator(clang::CompilerInstance &compiler);

  void Initialize(clang::ASTContext &context) override;
  bool HandleTopLevelDecl(clang::DeclGroupRef group) override;
  void HandleInterestingDecl(clang::DeclGroupRef group) override;
  void HandleInlineFunctionDefinition(clang::FunctionDecl *decl) override;
  void HandleTagDeclDefinition(clang::TagDecl *decl) override;
  void HandleTagDeclRequiredDefinition(const clang::TagDecl *decl) override;
  void HandleCXXStaticMemberVarInstantiation(clang::VarDecl *decl) override;
  void CompleteTentativeDefinition(clang::VarDecl *decl) override;
  void HandleVTable(clang::CXXRecordDecl *decl) override;
  void HandleCXXImplicitFunctionInstantiation(clang::FunctionDecl *decl) override { instantiations.defined(decl); }
  void HandleTranslationUnit(clang::ASTContext &) override {} // a batch ends in flush()

  // Begins a text that may have to be undone.
  void begin_text() { in_text = true; }
  // Ends it; what it declared is forgotten where it failed.
  void end_text(bool keep);
  // Some of what was held back is undone.
  void forget(const Instantiations::Undone &undone);
  // Gives what was held back to Clang's generator. No error may stand.
  void deliver();
  // Ends the batch. Null where nothing could be generated.
  std::unique_ptr<llvm::Module> flush(std::unique_ptr<llvm::LLVMContext> &context_of_module);
  clang::CodeGenerator &codegen() { return *generator; }

  Instantiations instantiations;

private:
  struct Held {
    std::function<void()> hand_over;
    bool of_text;
    const clang::Decl *of; // what is handed over, where that is one declaration
  };
  // Whether it is to be forgotten when the text at hand fails.
  bool is_of_text(const clang::Decl *decl) const;
  void hold(std::function<void()> hand_over, bool of_text, const clang::Decl *of = nullptr) {
    held.push_back({std::move(hand_over), of_text, of});
  }

  std::unique_ptr<llvm::LLVMContext> llvm_context = std::make_unique<llvm::LLVMContext>();
  std::unique_ptr<clang::CodeGenerator> generator;
  clang::ASTContext *context = nullptr;
  std::vector<Held> held;
  bool in_text = false, flushing = false;
  unsigned batch = 0;
};

// Clang's incremental parser, with our generator behind it. Nothing is executed through it.
class Incremental : public clang::Interpreter {
public:
  static llvm::Expected<std::unique_ptr<Incremental>> create(std::unique_ptr<clang::CompilerInstance> compiler);
  Generator *generator;

private:
  Incremental(std::unique_ptr<clang::CompilerInstance> compiler, llvm::Error &error, Generator *generator)
      : Interpreter(std::move(compiler), error, nullptr, std::unique_ptr<clang::ASTConsumer>(generator)),
        generator(generator) {}
};

} // namespace gusset
#endif
