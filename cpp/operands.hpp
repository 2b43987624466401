// The operands of an operation as Clang expressions; see operands.cpp.
#ifndef GUSSET_OPERANDS_HPP
#define GUSSET_OPERANDS_HPP

#include "session.hpp"

namespace gusset {

clang::ExprValueKind value_kind(gb_category category);
// Stands for an argument where the operation is only looked at; null where Sema refuses a name.
clang::Expr *stand_in(Session &session, const gb_arg &arg, clang::SourceLocation at);
// Has no value of its own that could stand in a slot.
bool is_shape(const gb_arg &arg);
// A number, boolean or character. (A string literal has an address, which may stand in a slot.)
bool is_literal(const gb_arg &arg);
// The index behind argument i and what stands in its braces.
size_t behind(llvm::ArrayRef<gb_arg> args, size_t i);
clang::Expr *string_literal(Session &session, llvm::StringRef text, clang::SourceLocation at);
// A literal, of text, too, that is part of the wrapper.
clang::Expr *baked_literal(Session &session, const gb_arg &arg, clang::SourceLocation at);
// The arguments with what stands in braces as one. None where Sema refuses.
std::optional<llvm::SmallVector<clang::Expr *, 8>> operands(Session &session, llvm::ArrayRef<gb_arg> args,
                                                            llvm::ArrayRef<clang::Expr *> values);

} // namespace gusset
#endif
