// Takes instantiations back; see instantiations.hpp.
#include "instantiations.hpp"
#include "lookup.hpp"

using namespace clang;

namespace gusset {

namespace {

// Names a private member of a class, which an explicit instantiation may: Clang offers no other way to its caches.
// `member(Tag())` is the pointer to it.
template <class Tag, auto Member> struct Reveal {
  friend constexpr auto member(Tag) { return Member; }
};
struct Layouts {
  friend constexpr auto member(Layouts);
};
struct Definition {
  friend constexpr auto member(Definition);
};
struct PlaceOfClass {
  friend constexpr auto member(PlaceOfClass);
};
struct Satisfied {
  friend constexpr auto member(Satisfied);
};
template struct Reveal<Layouts, &ASTContext::ASTRecordLayouts>;
template struct Reveal<Definition, &CXXRecordDecl::DefinitionData>;
template struct Reveal<PlaceOfClass, &ClassTemplateSpecializationDecl::PointOfInstantiation>;
template struct Reveal<Satisfied, &Sema::SatisfactionCache>;

// The set of a template's specializations, which is its own business and that of its kind.
struct OfClass : ClassTemplateDecl {
  static auto &set(ClassTemplateDecl *of) { return (of->*&OfClass::getCommonPtr)()->Specializations; }
};
struct OfVariable : VarTemplateDecl {
  static auto &set(VarTemplateDecl *of) { return (of->*&OfVariable::getCommonPtr)()->Specializations; }
};
struct OfFunction : FunctionTemplateDecl {
  static auto &set(FunctionTemplateDecl *of) { return (of->*&OfFunction::getCommonPtr)()->Specializations; }
};

const Decl *declaration(ClassTemplateSpecializationDecl &entry) { return &entry; }
const Decl *declaration(VarTemplateSpecializationDecl &entry) { return &entry; }
const Decl *declaration(FunctionTemplateSpecializationInfo &entry) { return entry.getFunction(); }

// A FoldingSetVector loses nothing but all.
template <class Set> void take_out(Set &set, const Instantiations::Undone &doomed) {
  llvm::SmallVector<typename std::remove_reference<decltype(*set.begin())>::type *, 16> kept;
  for (auto &entry : set)
    if (!doomed.contains(declaration(entry)))
      kept.push_back(&entry);
  set.clear();
  for (auto *entry : kept) {
    entry->SetNextInBucket(nullptr);
    set.InsertNode(entry);
  }
}

// Friends that are defined in a class are members of the namespace around it.
void forget_friends(CXXRecordDecl *record) {
  if (!record->hasDefinition())
    return;
  for (FriendDecl *made : record->friends())
    if (NamedDecl *decl = made->getFriendDecl(); decl && decl->getLexicalDeclContext() == record)
      unlist(decl->getDeclContext()->getRedeclContext(), decl);
}

// Declared and no more, as a specialization is that was only named so far.
void make_incomplete(Sema &sema, CXXRecordDecl *record) {
  forget_friends(record);
  llvm::SmallVector<Decl *, 32> members(record->noload_decls());
  for (Decl *member : members) {
    // The class lists enumerators, too.
    if (auto *transparent = dyn_cast<DeclContext>(member); transparent && transparent->isTransparentContext())
      for (Decl *inner : transparent->noload_decls())
        if (auto *named = dyn_cast<NamedDecl>(inner))
          unlist(record, named);
    record->removeDecl(member);
  }
  undefine(record);
  record->setInvalidDecl(false);
  if (auto *specialization = dyn_cast<ClassTemplateSpecializationDecl>(record)) {
    specialization->setSpecializationKind(TSK_Undeclared);
    specialization->*member(PlaceOfClass()) = SourceLocation();
  } else {
    record->getMemberSpecializationInfo()->setPointOfInstantiation(SourceLocation());
  }
  (sema.Context.*member(Layouts())).erase(record);
  sema.VTablesUsed.erase(record->getCanonicalDecl());
  llvm::erase_if(sema.VTableUses, [&](auto &use) { return use.first == record; });
}

// To be instantiated, or defined implicitly, when it is next used.
void remove_body(FunctionDecl *function) {
  if (function->hasBody())
    function->setBody(nullptr);
  function->setInvalidDecl(false);
  function->setInstantiationIsPending(false);
  if (auto *info = function->getTemplateSpecializationInfo())
    info->setPointOfInstantiation(SourceLocation());
  else if (auto *member = function->getMemberSpecializationInfo())
    member->setPointOfInstantiation(SourceLocation());
  // The body told what `auto` is.
  auto *type = function->getType()->getAs<FunctionProtoType>();
  QualType declared = function->getDeclaredReturnType();
  if (type && declared->getContainedAutoType())
    function->setType(
        function->getASTContext().getFunctionType(declared, type->getParamTypes(), type->getExtProtoInfo()));
}

// Removes the body. What the precompiled header asks for, nobody would ask for again.
void ask_again(Sema &sema, FunctionDecl *function) {
  SourceLocation at = function->getPointOfInstantiation();
  bool had_body = function->hasBody();
  remove_body(function);
  if (!had_body || !function->isFromASTFile() || !function->isTemplateInstantiation() || at.isInvalid() ||
      !sema.getSourceManager().isLoadedSourceLocation(at))
    return;
  function->setTemplateSpecializationKind(function->getTemplateSpecializationKind(), at);
  function->setInstantiationIsPending(true);
  sema.PendingInstantiations.emplace_back(function, at);
}

} // namespace

void undefine(TagDecl *tag) {
  if (auto *record = dyn_cast<CXXRecordDecl>(tag))
    for (auto *each : record->redecls())
      static_cast<CXXRecordDecl *>(each)->*member(Definition()) = nullptr;
  tag->setCompleteDefinition(false);
}

void Instantiations::AddedCXXTemplateSpecialization(const ClassTemplateDecl *,
                                                    const ClassTemplateSpecializationDecl *made) {
  if (!isa<ClassTemplatePartialSpecializationDecl>(made))
    add(Kind::specialization, made);
}

void Instantiations::AddedCXXTemplateSpecialization(const VarTemplateDecl *,
                                                    const VarTemplateSpecializationDecl *made) {
  if (!isa<VarTemplatePartialSpecializationDecl>(made))
    add(Kind::specialization, made);
}

void Instantiations::AddedCXXTemplateSpecialization(const FunctionTemplateDecl *, const FunctionDecl *made) {
  add(Kind::specialization, made);
}

void Instantiations::CompletedTagDefinition(const TagDecl *tag) {
  auto *specialization = dyn_cast<ClassTemplateSpecializationDecl>(tag);
  if (specialization ? specialization->getSpecializationKind() != TSK_ExplicitSpecialization
                     : isa<CXXRecordDecl>(tag) && cast<CXXRecordDecl>(tag)->getMemberSpecializationInfo())
    add(Kind::completion, tag);
}

Instantiations::Undone Instantiations::undo(Sema &sema, size_t mark) {
  Undone doomed;
  if (steps.size() <= mark)
    return doomed;
  std::vector<Step> undone(steps.begin() + mark, steps.end());
  steps.resize(mark);
  for (const Step &step : undone)
    doomed.insert(step.decl);
  llvm::erase_if(sema.PendingInstantiations, [&](auto &pending) { return doomed.contains(pending.first); });
  Undone made;
  llvm::SmallPtrSet<Decl *, 16> templates;
  for (const Step &step : undone) {
    if (step.kind != Kind::specialization)
      continue;
    made.insert(step.decl);
    if (auto *record = dyn_cast<ClassTemplateSpecializationDecl>(step.decl)) {
      templates.insert(record->getSpecializedTemplate()->getCanonicalDecl());
      forget_friends(record);
    } else if (auto *variable = dyn_cast<VarTemplateSpecializationDecl>(step.decl)) {
      templates.insert(variable->getSpecializedTemplate()->getCanonicalDecl());
    } else if (auto *of = cast<FunctionDecl>(step.decl)->getPrimaryTemplate()) {
      templates.insert(of->getCanonicalDecl());
    }
  }
  for (Decl *of : templates) {
    if (auto *classes = dyn_cast<ClassTemplateDecl>(of))
      take_out(OfClass::set(classes), made);
    else if (auto *variables = dyn_cast<VarTemplateDecl>(of))
      take_out(OfVariable::set(variables), made);
    else
      take_out(OfFunction::set(cast<FunctionTemplateDecl>(of)), made);
  }
  Undone asked;
  for (const Step &step : llvm::reverse(undone)) {
    if (step.kind == Kind::body && asked.insert(step.decl).second)
      ask_again(sema, cast<FunctionDecl>(step.decl));
    else if (step.kind == Kind::completion && !made.contains(step.decl))
      make_incomplete(sema, cast<CXXRecordDecl>(step.decl));
  }
  // What was found out about types may be otherwise now.
  sema.SpecialMemberCache.clear();
  sema.UnsubstitutedConstraintSatisfactionCache.clear();
  auto &satisfied = sema.*member(Satisfied());
  std::vector<ConstraintSatisfaction *> answers;
  for (ConstraintSatisfaction &answer : satisfied)
    answers.push_back(&answer);
  satisfied.clear();
  for (ConstraintSatisfaction *answer : answers)
    delete answer;
  return doomed;
}

} // namespace gusset
