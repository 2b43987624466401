// What a look at a text's tokens shows, before it is parsed; see shape.cpp.
#ifndef GUSSET_SHAPE_HPP
#define GUSSET_SHAPE_HPP

#include "clang.hpp"

#include <optional>
#include <string>

namespace gusset {

// A macro of the prelude that stands behind each text, and is nothing.
inline constexpr llvm::StringLiteral end_of_text = "GUSSET_END_OF_TEXT";

struct Shape {
  // `end_of_text` is part of the text for the preprocessor: no comment and no #if is left open.
  bool ends_cleanly = false;
  // Where a ( or [ is that is never closed, or a { in which a declaration breaks off. The incremental parser waits for
  // their ends forever, as the end of input is none to it.
  std::optional<size_t> unclosed;
};

// Of a text that ends with `end_of_text`.
Shape shape_of(const std::string &text, const clang::LangOptions &options);

} // namespace gusset
#endif
