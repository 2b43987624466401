// Texts that define again what an earlier text defined; see redefine.cpp.
#ifndef GUSSET_REDEFINE_HPP
#define GUSSET_REDEFINE_HPP

#include "session.hpp"

namespace gusset {

class Redefinition {
public:
  explicit Redefinition(Session &session) : session(session) {}
  // Hides the earlier definitions that the last parse complained of. False where there were none to hide.
  bool hide_previous();
  // The text was refused all the same: what was hidden is there again.
  void restore();
  // The text is in: its definitions get symbols of their own.
  void keep();

private:
  void hide(clang::NamedDecl *decl);
  void rename(clang::NamedDecl *decl, const std::string &version);

  Session &session;
  struct Hidden {
    clang::NamedDecl *decl;
    // It was also found from the scope of the translation unit.
    bool in_scope;
  };
  std::vector<Hidden> hidden;
};

} // namespace gusset
#endif
