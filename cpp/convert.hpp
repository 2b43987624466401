// Conversions between host values and C++ types; see convert.cpp.
#ifndef GUSSET_CONVERT_HPP
#define GUSSET_CONVERT_HPP

#include "session.hpp"

namespace gusset {

// What leads to a conversion: an operation that needs it, static_cast (which may truncate), or a C-style cast (which
// may wrap around).
enum class Conversion { implied, cast, unsafe_cast };

// Which slot a host argument gets whose parameter has this type. False with diagnostics.
bool choose_slot(Session &session, const gb_arg &arg, clang::Expr *stand_in, clang::QualType target,
                 Conversion conversion, clang::SourceLocation at, gb_slot &slot);
// The wrapper that makes a T of a gusset::object, where gusset::convert<T> has such a conversion.
std::optional<uint32_t> from_host_wrapper(Session &session, clang::QualType type);
// The wrapper that makes a gusset::object of a T.
std::optional<uint32_t> to_host_wrapper(Session &session, clang::QualType type);

} // namespace gusset
#endif
