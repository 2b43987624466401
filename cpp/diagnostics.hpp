// Clang's diagnostics, kept in full: message, position, source line.
#ifndef GUSSET_DIAGNOSTICS_HPP
#define GUSSET_DIAGNOSTICS_HPP

#include "../headers/bridge.h"
#include "clang.hpp"

#include <deque>
#include <vector>

namespace gusset {

class Diagnostics : public clang::DiagnosticConsumer {
public:
  void HandleDiagnostic(clang::DiagnosticsEngine::Level level, const clang::Diagnostic &info) override;
  void add(gb_level level, const clang::SourceManager &sources, clang::SourceLocation at, std::string message);
  void add(gb_level level, std::string message);
  // An error in the text that is given to gb_raw.
  void add_in_text(uint32_t offset, std::string message);
  void forget();
  bool failed() const { return !items.empty(); }
  // Whether an error was met while something was instantiated, which is broken then, and not just of no use here.
  bool broken = false;
  // Whether an error was that several overloads or conversions would do equally well.
  bool ambiguous = false;
  const clang::Sema *sema = nullptr; // set once there is one

  std::vector<gb_diagnostic> items;
  // Where that was declared which a refused declaration is in conflict with.
  std::vector<clang::SourceLocation> previous;
  llvm::DenseMap<clang::FileID, uint32_t> host_files;
  // The text being parsed by gb_raw or gb_include, under this name.
  std::string text_name;

private:
  gb_string keep(std::string s) {
    strings.push_back(std::move(s));
    return gb_string{strings.back().data(), strings.back().size()};
  }
  void drop_repetition();

  std::deque<std::string> strings;
  bool after_error = false;
};

} // namespace gusset
#endif
