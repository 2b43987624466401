// Looks at the tokens of a text before it is parsed: what the incremental parser would not survive is refused. Macros
// are not expanded, so that only what is certain counts.
#include "shape.hpp"

using namespace clang;

namespace gusset {

namespace {

// Where brackets are open.
struct Open {
  std::vector<size_t> inner, braces; // ( and [; {
};

// Whether a declaration goes on behind such a token.
bool breaks_off(tok::TokenKind last) { return !llvm::is_contained({tok::semi, tok::r_brace, tok::r_paren}, last); }

} // namespace

Shape shape_of(const std::string &text, const LangOptions &options) {
  Lexer lexer(SourceLocation(), options, text.data(), text.data(), text.data() + text.size());
  Open open;
  std::vector<Open> conditionals; // what was open at each #if
  tok::TokenKind last = tok::semi;
  bool marked = false, in_directive = false, after_hash = false;
  for (Token token; !lexer.LexFromRawLexer(token) || token.isNot(tok::eof);) {
    llvm::StringRef word = token.is(tok::raw_identifier) ? token.getRawIdentifier() : "";
    size_t offset = lexer.getBufferLocation() - text.data() - token.getLength();
    if (token.isAtStartOfLine())
      in_directive = token.is(tok::hash);
    if (after_hash) {
      if (word == "if" || word == "ifdef" || word == "ifndef")
        conditionals.push_back(open);
      else if (word.starts_with("el") && !conditionals.empty()) // the branches are alternatives
        open = conditionals.back();
      else if (word == "endif" && !conditionals.empty())
        conditionals.pop_back();
    }
    after_hash = in_directive && token.is(tok::hash) && token.isAtStartOfLine();
    marked = word == end_of_text;
    if (in_directive || marked)
      continue;
    last = token.getKind();
    if (token.isOneOf(tok::l_paren, tok::l_square))
      open.inner.push_back(offset);
    else if (token.isOneOf(tok::r_paren, tok::r_square) && !open.inner.empty())
      open.inner.pop_back();
    else if (token.is(tok::l_brace))
      open.braces.push_back(offset);
    else if (token.is(tok::r_brace) && !open.braces.empty())
      open.braces.pop_back();
  }
  Shape shape;
  shape.ends_cleanly = marked && conditionals.empty();
  if (!open.inner.empty())
    shape.unclosed = open.inner.back();
  else if (!open.braces.empty() && breaks_off(last))
    shape.unclosed = open.braces.back();
  return shape;
}

} // namespace gusset
