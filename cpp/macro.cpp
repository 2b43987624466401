// Macros as values and functions. A number is taken from its token; anything else is parsed once, as the body of an
// inline function that Clang types, so that expansion is the preprocessor's own.
#include "macro.hpp"
#include "parse.hpp"

#include <cmath>

using namespace clang;

namespace gusset {

static const Token *number(const Named &named) {
  if (named.macro->isFunctionLike() || named.macro->getNumTokens() != 1)
    return nullptr;
  const Token &token = named.macro->getReplacementToken(0);
  return token.is(tok::numeric_constant) ? &token : nullptr;
}

static std::string function_name(const Named &named, const MacroUse &use) {
  std::string name = "__gusset_macro_" + named.last.str() + "_" +
                     (use.arguments ? std::to_string(*use.arguments) : "value") + "_" +
                     llvm::utohexstr(reinterpret_cast<uintptr_t>(named.macro));
  if (!use.pasted.empty())
    name += "_" + llvm::utohexstr(llvm::xxh3_64bits(llvm::join(use.pasted, ",")));
  return name;
}

// A character of a literal, as any compiler reads it.
static void write_escaped(std::string &out, unsigned char c) {
  char text[5];
  snprintf(text, sizeof text, c < 32 || c > 126 || c == '"' || c == '\\' || c == '?' ? "\\%03o" : "%c", c);
  out += text;
}

static std::string written_text(const gb_arg &arg) {
  switch (arg.kind) {
  case GB_ARG_INT_LITERAL:
    return arg.integer < 0 ? "(" + std::to_string(arg.integer) + ")" : std::to_string(arg.integer);
  case GB_ARG_BOOL_LITERAL:
    return arg.integer ? "true" : "false";
  case GB_ARG_DOUBLE_LITERAL: {
    if (!std::isfinite(arg.real))
      return "";
    char text[32];
    snprintf(text, sizeof text, "%.17g", arg.real);
    std::string number = text;
    if (number.find_first_of(".e") == std::string::npos)
      number += ".0";
    return arg.real < 0 ? "(" + number + ")" : number;
  }
  case GB_ARG_CHAR_LITERAL: {
    if (arg.integer > 127)
      return "";
    std::string text = "'";
    if (arg.integer == '\'')
      text += "\\";
    write_escaped(text, arg.integer);
    return text + "'";
  }
  case GB_ARG_STRING_LITERAL: {
    std::string text = "\"";
    for (char c : ref(arg.text))
      write_escaped(text, c);
    return text + "\"";
  }
  case GB_ARG_WRITTEN:
    return ref(arg.text).str();
  default:
    return "";
  }
}

std::vector<std::string> written_texts(llvm::ArrayRef<gb_arg> args) {
  std::vector<std::string> texts;
  for (const gb_arg &arg : args)
    texts.push_back(written_text(arg));
  bool any = llvm::any_of(texts, [](const std::string &text) { return !text.empty(); });
  return any ? texts : std::vector<std::string>();
}

static bool reads_text(Session &session, const MacroInfo &macro, llvm::SmallPtrSetImpl<const MacroInfo *> &seen) {
  return seen.insert(&macro).second && llvm::any_of(macro.tokens(), [&](const Token &token) {
           if (token.isOneOf(tok::hash, tok::hashhash, tok::kw_sizeof, tok::kw_decltype, tok::kw_typeof))
             return true;
           auto *name = token.getIdentifierInfo();
           auto *inner = name ? session.compiler.getPreprocessor().getMacroInfo(name) : nullptr;
           return inner && inner->isFunctionLike() && reads_text(session, *inner, seen);
         });
}

bool reads_text(Session &session, const MacroInfo &macro) {
  llvm::SmallPtrSet<const MacroInfo *, 8> seen;
  return reads_text(session, macro, seen);
}

static NamedDecl *function(Session &session, const std::string &name) {
  LookupResult found(session.sema, DeclarationName(&session.context.Idents.get(name)), session.somewhere,
                     Sema::LookupOrdinaryName);
  found.suppressDiagnostics();
  session.sema.LookupQualifiedName(found, session.context.getTranslationUnitDecl());
  return found.isSingleResult() ? found.getFoundDecl() : nullptr;
}

// Whether a macro can be given so many arguments.
static bool takes(const MacroInfo &macro, size_t argument_count) {
  if (!macro.isFunctionLike())
    return true;
  unsigned count = macro.getNumParams();
  // The last of a variadic macro's parameters may be empty; so may the only one of another.
  if (macro.isVariadic())
    return argument_count + 1 >= count;
  return argument_count == count || (count == 1 && argument_count == 0);
}

bool prepare_macro(Session &session, const Named &named, const MacroUse &use, SourceLocation at) {
  if (!use.arguments && number(named))
    return true;
  if (use.arguments && !takes(*named.macro, *use.arguments)) {
    unsigned count = named.macro->getNumParams();
    session.refuse(at, "the macro '" + named.last.str() + "' takes " + std::to_string(count) + " argument" +
                           (count == 1 ? "" : "s") + ", not " + std::to_string(*use.arguments));
    return false;
  }
  std::string name = function_name(named, use);
  if (session.macros.count(name))
    return true;
  std::string parameters, arguments, types;
  for (size_t i = 0; i < use.arguments.value_or(0); i++) {
    std::string n = std::to_string(i);
    bool pasted = !use.pasted.empty() && !use.pasted[i].empty();
    // What stands behind a name is the callee's; a macro of its own may use an argument more than once.
    std::string passed = named.macro->isFunctionLike() ? "a" + n : "static_cast<T" + n + " &&>(a" + n + ")";
    arguments += (i ? ", " : "") + (pasted ? use.pasted[i] : passed);
    if (pasted)
      continue;
    std::string comma = types.empty() ? "" : ", ";
    types += comma + "class T" + n;
    parameters += comma + "T" + n + " &&a" + n;
  }
  std::string call = named.last.str() + (use.arguments ? "(" + arguments + ")" : "");
  std::string head = types.empty() ? "" : "template <" + types + ">\n";
  std::string parenthesised = "(" + parameters + ") { ";
  if (!parse(session, head + "inline decltype(auto) " + name + parenthesised + "return (" + call + "); }\n")) {
    if (!use.arguments)
      return false;
    // It may be a statement.
    auto refusal = std::move(session.diagnostics->items);
    session.diagnostics->items.clear();
    if (!parse(session, head + "inline void " + name + parenthesised + call + "; }\n")) {
      session.diagnostics->items = std::move(refusal);
      return false;
    }
  }
  session.macros[name] = 1;
  return true;
}

ExprResult expand_macro(Session &session, const Named &named, const MacroUse &use, llvm::MutableArrayRef<Expr *> args,
                        Scope *scope, SourceLocation at) {
  if (const Token *token = use.arguments ? nullptr : number(named))
    return session.sema.ActOnNumericConstant(*token);
  std::string name = function_name(named, use);
  LookupResult found(session.sema, DeclarationName(&session.context.Idents.get(name)), at, Sema::LookupOrdinaryName);
  session.sema.LookupQualifiedName(found, session.context.getTranslationUnitDecl());
  ExprResult callee = session.sema.BuildDeclarationNameExpr(CXXScopeSpec(), found, false);
  if (callee.isInvalid())
    return ExprError();
  llvm::SmallVector<Expr *, 4> passed;
  for (size_t i = 0; i < args.size(); i++)
    if (use.pasted.empty() || use.pasted[i].empty())
      passed.push_back(args[i]);
  return session.sema.ActOnCallExpr(scope, callee.get(), at, passed, at);
}

QualType macro_type(Session &session, const Named &named) {
  std::string name = function_name(named, {}) + "_type";
  if (named.macro->isFunctionLike() || named.macro->getNumTokens() == 0)
    return QualType();
  auto known = [&] { return dyn_cast_or_null<TypeDecl>(function(session, name)); };
  if (!known()) {
    if (auto tried = session.macros.find(name); tried != session.macros.end() && tried->second == session.texts)
      return QualType(); // and nothing was declared since
    if (!parse(session, "using " + name + " = " + named.last.str() + ";\n")) {
      session.macros[name] = session.texts;
      session.diagnostics->forget();
      session.forget_errors();
      return QualType();
    }
  }
  auto *declared = known();
  return declared ? session.context.getTypeDeclType(declared) : QualType();
}

Expr *macro_body(Session &session, const Named &named) {
  if (const Token *token = number(named)) {
    ExprResult literal = session.sema.ActOnNumericConstant(*token);
    return literal.isInvalid() ? nullptr : literal.get();
  }
  auto *declared = dyn_cast_or_null<FunctionDecl>(function(session, function_name(named, {})));
  auto *body = declared ? dyn_cast_or_null<CompoundStmt>(declared->getBody()) : nullptr;
  auto *returned = body && !body->body_empty() ? dyn_cast<ReturnStmt>(body->body_front()) : nullptr;
  return returned ? returned->getRetValue() : nullptr;
}

} // namespace gusset
