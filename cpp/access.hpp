// Operations that only compute an address (a member, `*p`, `&x`): the tiers do them without a wrapper's code.
#ifndef GUSSET_ACCESS_HPP
#define GUSSET_ACCESS_HPP

#include "session.hpp"

namespace gusset {

// How `value` gets at its object from the object that `argument` stands for; none where it does more than that.
std::optional<gb_access> find_access(Session &session, const clang::Expr *value, const clang::Expr *argument);

} // namespace gusset
#endif
