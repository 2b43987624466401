// Clang's diagnostics, kept in full; see diagnostics.hpp.
#include "session.hpp"

using namespace clang;

namespace gusset {

void Diagnostics::forget() {
  items.clear();
  previous.clear();
  strings.clear();
  after_error = broken = ambiguous = false;
}

static bool is_ambiguity(unsigned id) {
  switch (id) {
  case diag::err_ovl_ambiguous_call:
  case diag::err_ovl_ambiguous_conversion_in_cast:
  case diag::err_ovl_ambiguous_init:
  case diag::err_ovl_ambiguous_member_call:
  case diag::err_ovl_ambiguous_object_call:
  case diag::err_ovl_ambiguous_oper_binary:
  case diag::err_ovl_ambiguous_oper_unary:
  case diag::err_ovl_ambiguous_subscript_call:
  case diag::err_ref_init_ambiguous:
    return true;
  default:
    return false;
  }
}

void Diagnostics::HandleDiagnostic(DiagnosticsEngine::Level level, const clang::Diagnostic &info) {
  // Notes belong to what came before them; those of warnings go with the warnings.
  bool is_error = level >= DiagnosticsEngine::Error;
  if (level == DiagnosticsEngine::Note ? !after_error : !is_error) {
    after_error = false;
    return;
  }
  after_error = true;
  broken |= is_error && sema && !sema->CodeSynthesisContexts.empty();
  ambiguous |= is_ambiguity(info.getID());
  if (unsigned id = info.getID(); id == diag::note_previous_definition || id == diag::note_previous_declaration)
    previous.push_back(info.getLocation());
  llvm::SmallString<256> message;
  info.FormatDiagnostic(message);
  gb_level kept = is_error ? GB_ERROR : GB_NOTE;
  if (info.hasSourceManager())
    add(kept, info.getSourceManager(), info.getLocation(), message.str().str());
  else
    add(kept, message.str().str());
  drop_repetition();
}

// Clang checks access more than once, and says so each time.
void Diagnostics::drop_repetition() {
  auto same = [](const gb_diagnostic &a, const gb_diagnostic &b) {
    return ref(a.message) == ref(b.message) && a.place == b.place && a.source == b.source && a.offset == b.offset &&
           a.line == b.line && a.column == b.column && ref(a.file) == ref(b.file);
  };
  auto last = items.end() - 1;
  if (std::any_of(items.begin(), last, [&](const gb_diagnostic &d) { return same(d, *last); }))
    items.pop_back();
}

void Diagnostics::add(gb_level level, std::string message) {
  gb_diagnostic d{};
  d.level = level;
  d.place = GB_NOWHERE;
  d.message = keep(std::move(message));
  items.push_back(d);
}

void Diagnostics::add_in_text(uint32_t offset, std::string message) {
  add(GB_ERROR, std::move(message));
  items.back().place = GB_IN_TEXT;
  items.back().offset = offset;
}

void Diagnostics::add(gb_level level, const SourceManager &sources, SourceLocation at, std::string message) {
  add(level, std::move(message));
  gb_diagnostic &d = items.back();
  if (at.isInvalid())
    return;
  auto [file, offset] = sources.getDecomposedLoc(sources.getFileLoc(at));
  auto host = host_files.find(file);
  if (host != host_files.end()) {
    d.place = GB_IN_SOURCE;
    d.source = host->second;
    d.offset = offset;
    return;
  }
  PresumedLoc presumed = sources.getPresumedLoc(at);
  if (presumed.isInvalid())
    return;
  llvm::StringRef name = presumed.getFilename();
  if (name == "<built-in>" || name.starts_with("<<<"))
    return;
  d.place = !text_name.empty() && name == text_name ? GB_IN_TEXT : GB_IN_FILE;
  d.offset = offset;
  d.line = presumed.getLine();
  d.column = presumed.getColumn();
  d.file = keep(name.str());
  bool invalid = false;
  llvm::StringRef text = sources.getBufferData(file, &invalid);
  if (!invalid && offset <= text.size()) {
    size_t begin = text.rfind('\n', offset) + 1; // none is -1
    d.line_text = keep(text.slice(begin, text.find_first_of("\r\n", offset)).str());
  }
}

} // namespace gusset

size_t gb_diagnostics(gb_session *session, const gb_diagnostic **items) {
  *items = session->diagnostics->items.data();
  return session->diagnostics->items.size();
}
