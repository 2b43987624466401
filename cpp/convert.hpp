// Conversions between host values and C++ types; see convert.cpp.
#ifndef GUSSET_CONVERT_HPP
#define GUSSET_CONVERT_HPP

#include "session.hpp"

namespace gusset {

// Which slot a host argument gets whose parameter has this type. False with diagnostics.
bool choose_slot(Session &session, const gb_arg &arg, clang::Expr *stand_in, clang::QualType target,
                 clang::SourceLocation at, gb_slot &slot);
// The wrapper that makes a T of a gusset::object, where gusset::convert<T> has such a conversion.
std::optional<uint32_t> from_host_wrapper(Session &session, clang::QualType type);
// The wrapper that makes a gusset::object of a T.
std::optional<uint32_t> to_host_wrapper(Session &session, clang::QualType type);

} // namespace gusset
#endif
