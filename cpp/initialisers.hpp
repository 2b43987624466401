// Static initialisers; see initialisers.cpp.
#ifndef GUSSET_INITIALISERS_HPP
#define GUSSET_INITIALISERS_HPP

#include "session.hpp"

namespace gusset {

// Takes from a module the functions that initialise its variables, in the order in which they run.
std::vector<llvm::Function *> take_initialisers(llvm::Module &module);
// The variable that such a function makes; null where it is not clear.
const llvm::GlobalVariable *made_by(const llvm::Function &initialiser);
// One function of a known name that calls them: its name; empty where there are none.
std::string gather_initialisers(llvm::Module &module, llvm::ArrayRef<llvm::Function *> initialisers, unsigned batch);
// Runs such a function. Says what it threw, if anything.
std::string run_initialisers(gb_code code);
// Runs those of the archives' objects that were linked since.
std::string run_constructors(Session &session);

// A variable of internal linkage that has been given to a module to be initialised, and what its declaration said of
// that until then.
struct InitialisedOnce {
  clang::VarDecl *variable;
  clang::Expr *initialiser;
  clang::NoDestroyAttr *mark;
};

// Every module that mentions a variable of internal linkage would make it again. Says of this one, which the module at
// hand makes, that the next ones find it made; none where there is nothing to do.
std::optional<InitialisedOnce> initialise_once(Session &session, const llvm::GlobalVariable &variable);
// The module came to nothing: the next one makes the variable.
void initialise_again(const InitialisedOnce &known);

} // namespace gusset
#endif
