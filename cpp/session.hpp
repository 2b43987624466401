// A session: one Clang in incremental mode, the types and wrappers it has given ids, and the JIT its code goes to.
// Everything but gb_link_wrapper happens on the thread that made it.
#ifndef GUSSET_SESSION_HPP
#define GUSSET_SESSION_HPP

#include "../headers/bridge.h"
#include "clang.hpp"
#include "diagnostics.hpp"
#include "generator.hpp"

#include <chrono>
#include <deque>
#include <map>
#include <mutex>
#include <optional>
#include <set>
#include <string>

namespace gusset {

inline double now_ms() {
  return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now().time_since_epoch()).count();
}
inline llvm::StringRef ref(gb_string s) { return llvm::StringRef(s.data, s.size); }
inline gb_string out(llvm::StringRef s) { return gb_string{s.data(), s.size()}; }

enum class Stage { idle, pending, compiled, failed };

struct Wrapper {
  uint32_t id;
  std::string symbol, signature, argument_types;
  clang::FunctionDecl *decl = nullptr;
  double sema_ms = 0;
  bool no_throw = false;
  bool leaf = false; // leaf.hpp
  Stage stage = Stage::idle;
  // The libraries' generation that it failed with.
  unsigned failed_with = 0;
};

// How a type crosses from or to the host through a wrapper; none where it does not.
struct Conversions {
  std::optional<std::optional<uint32_t>> from_host, to_host;
};

// A resolution that is kept: wrappers are shared by operation, declaration and slots.
struct Known {
  uint32_t wrapper;
  clang::QualType type;
  gb_category category;
};

class Trace;

struct Session {
  std::unique_ptr<Diagnostics> diagnostics; // outlives Clang, which reports to it to the end
  std::unique_ptr<Incremental> incremental;
  clang::CompilerInstance &compiler;
  clang::Sema &sema;
  clang::ASTContext &context;
  Generator &generator;
  Instantiations &instantiations;

  // ── sources
  llvm::DenseMap<uint32_t, clang::FileID> files;
  clang::SourceLocation somewhere; // for what has no position: Sema wants valid ones

  // ── types
  std::vector<clang::QualType> types;
  llvm::DenseMap<const void *, uint32_t> type_ids;
  std::deque<std::string> spellings;

  // ── texts that replace earlier ones (redefine.cpp)
  unsigned redefinitions = 0;
  std::vector<std::string> redefined;
  std::vector<gb_string> redefined_names;
  clang::CXXRecordDecl *object = nullptr, *any = nullptr, *value = nullptr, *function = nullptr, *result = nullptr,
                       *passed = nullptr, *collection = nullptr; // gusset::…

  // ── wrappers
  std::deque<Wrapper> wrappers;
  std::vector<uint32_t> pending;
  std::map<std::string, Known> known;
  llvm::DenseMap<const void *, Conversions> conversions;
  std::map<std::string, uint32_t> macros; // expression functions made for macros, by expansion
  unsigned library_generation = 0, retried_with = 0;
  std::vector<clang::Decl *> unlinked;            // definitions of included text that need a missing symbol
  llvm::StringMap<std::set<std::string>> lacking; // the missing symbols that each of those needs, by its own

  // ── code
  // Of this session alone: engines of one process must not share symbols.
  std::unique_ptr<llvm::orc::LLJIT> jit;
  // Code generators, each for one thread at a time: the engine's, and one beside it.
  std::unique_ptr<llvm::TargetMachine> machines[2];
  std::string jit_reports;       // what the JIT said on its own while linking
  llvm::StringSet<> defined;     // symbols of earlier batches
  std::vector<void *> libraries; // what dlopen gave for those that the program links
  unsigned batches = 0;
  unsigned texts = 0; // parsed so far
  std::set<std::string> missing_headers;
  Trace *trace = nullptr; // what texts declare (parse.cpp); the preprocessor's
  std::mutex bitcode_lock;
  // Static initialisers of objects from archives that have not run yet, with their priorities.
  std::vector<std::pair<unsigned, void (*)()>> constructors;
  std::vector<llvm::SmallVector<char, 0>> bitcode;
  llvm::StringMap<unsigned> bitcode_of; // wrapper symbol → index in bitcode

  // ── what was given out, until the next call
  std::vector<gb_compiled> compiled;
  std::deque<std::vector<gb_missing>> missing_lists;
  std::deque<std::string> strings;
  std::vector<gb_string> names;
  std::vector<gb_slot> slots;

  ~Session();
  explicit Session(std::unique_ptr<Incremental> incremental, std::unique_ptr<Diagnostics> diagnostics);

  // A valid location for a span.
  clang::SourceLocation location(gb_span span);
  // Keeps a string until strings are cleared.
  gb_string keep(std::string s) {
    strings.push_back(std::move(s));
    return out(strings.back());
  }
  uint32_t intern(clang::QualType type);
  std::string spell(clang::QualType type);
  // Adds an error of our own to the diagnostics.
  void refuse(clang::SourceLocation at, const std::string &message);
  // What was refused is no refusal after all: another way is tried.
  void forget_errors();
  // Takes back what was instantiated since the mark.
  void undo_instantiations(size_t mark = 0);
  // Ends an operation: true where it went without an error. Clang's generator gets what was held back.
  bool settle();
};

// RAII: an operation begins; what was given out by earlier ones is gone.
struct Operation {
  Session &session;
  explicit Operation(Session &session) : session(session) {
    session.diagnostics->forget();
    session.strings.clear();
    session.instantiations.keep();
  }
};

// Whether it is what a host function is to overload resolution.
bool is_function(const Session &session, const clang::CXXRecordDecl *record);

// Whether nothing is known of a host argument that would make it one C++ scalar.
inline bool is_open(const gb_arg &arg) {
  return arg.kind == GB_ARG_ANY || arg.kind == GB_ARG_FUNCTION || arg.kind == GB_ARG_VALUE || arg.kind == GB_ARG_PASSED;
}

} // namespace gusset

struct gb_session : gusset::Session {
  using Session::Session;
};

#endif
