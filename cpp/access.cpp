// Finds the address arithmetic that an expression over one argument comes down to; see access.hpp.
#include "access.hpp"

using namespace clang;

namespace gusset {

namespace {

// Where an object is: so many bytes behind the argument's object, or, `through` it, behind what that points at.
struct Place {
  bool through = false;
  uint64_t offset = 0;
};

struct Walk {
  ASTContext &context;
  const Expr *argument;

  std::optional<Place> add(std::optional<Place> place, CharUnits offset) {
    if (place)
      place->offset += offset.getQuantity();
    return place;
  }

  // From an object of a class to its base, which is always at the same place unless it is virtual.
  std::optional<Place> base(std::optional<Place> place, const CastExpr *cast) {
    const Expr *from = cast->getSubExpr();
    QualType type = from->isGLValue() ? from->getType() : from->getType()->getPointeeType();
    const CXXRecordDecl *derived = type->getAsCXXRecordDecl();
    for (const CXXBaseSpecifier *step : cast->path()) {
      const CXXRecordDecl *next = step->getType()->getAsCXXRecordDecl();
      if (!derived || !next || step->isVirtual())
        return std::nullopt;
      place = add(place, context.getASTRecordLayout(derived).getBaseClassOffset(next));
      derived = next;
    }
    return place;
  }

  // The object that a glvalue refers to.
  std::optional<Place> object(const Expr *e) {
    if (e == argument)
      return Place();
    if (auto *paren = dyn_cast<ParenExpr>(e))
      return object(paren->getSubExpr());
    if (auto *cast = dyn_cast<ImplicitCastExpr>(e)) {
      if (cast->getCastKind() == CK_NoOp && cast->getSubExpr()->isGLValue())
        return object(cast->getSubExpr());
      if (cast->getCastKind() == CK_UncheckedDerivedToBase || cast->getCastKind() == CK_DerivedToBase)
        return base(object(cast->getSubExpr()), cast);
      return std::nullopt;
    }
    if (auto *dereference = dyn_cast<UnaryOperator>(e))
      return dereference->getOpcode() == UO_Deref ? pointee(dereference->getSubExpr()) : std::nullopt;
    auto *member = dyn_cast<MemberExpr>(e);
    auto *field = member ? dyn_cast<FieldDecl>(member->getMemberDecl()) : nullptr;
    if (!field || field->isBitField() || field->getType()->isReferenceType())
      return std::nullopt;
    const Expr *of = member->getBase();
    auto place = member->isArrow() ? pointee(of) : object(of);
    return add(place, context.toCharUnitsFromBits(context.getFieldOffset(field)));
  }

  // The object that a pointer points to.
  std::optional<Place> pointee(const Expr *e) {
    if (!e->getType()->isPointerType() || e->getType()->isFunctionPointerType())
      return std::nullopt;
    if (auto *paren = dyn_cast<ParenExpr>(e))
      return pointee(paren->getSubExpr());
    auto *cast = dyn_cast<ImplicitCastExpr>(e);
    if (!cast)
      return std::nullopt;
    const Expr *from = cast->getSubExpr();
    switch (cast->getCastKind()) {
    case CK_NoOp:
      return pointee(from);
    case CK_UncheckedDerivedToBase: // the other one lets null be null
      return base(pointee(from), cast);
    case CK_LValueToRValue:
      if (from == argument && !from->getType().isVolatileQualified())
        return Place{true, 0};
      return std::nullopt;
    default:
      return std::nullopt;
    }
  }
};

} // namespace

std::optional<gb_access> find_access(Session &session, const Expr *value, const Expr *argument) {
  Walk walk{session.context, argument};
  auto *address = dyn_cast<UnaryOperator>(value->IgnoreParens());
  bool address_of = address && address->getOpcode() == UO_AddrOf;
  if (!address_of && (!value->isGLValue() || value->getType()->isFunctionType()))
    return std::nullopt;
  const Expr *of = address_of ? address->getSubExpr() : value;
  if (!of->isGLValue() || of->getType()->isFunctionType())
    return std::nullopt;
  auto place = walk.object(of);
  if (!place)
    return std::nullopt;
  return gb_access{true, place->through, address_of, place->offset};
}

} // namespace gusset
