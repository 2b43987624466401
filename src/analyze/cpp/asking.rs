//! `(cpp/doc name)`, `(cpp/signatures name)`, `(cpp/members name)`: what C++ says of itself. That there is such a name is
//! found out here; the question is asked when the form runs, of what the program has included and defined by then.

use super::operands::cpp_literal;
use crate::analyze::elements::Elements;
use crate::analyze::{Analyzer, Result, as_list, constant};
use crate::ast::{Node, NodeKind};
use crate::data::string;
use crate::diagnostic::Diagnostic;
use crate::interop::oracle::{HostType, Named, Operation, TypeInfo, TypeKind};
use crate::interop::tooling::{Asked, Subject};
use crate::source::Span;
use crate::value::Value;
use std::rc::Rc;

impl Analyzer<'_> {
    pub(super) fn ask(&mut self, asked: Asked, form: &Elements) -> Result {
        let (shape, function) = match asked {
            Asked::Doc => ("(cpp/doc name)", "cpp-doc*"),
            Asked::Signatures => ("(cpp/signatures name)", "cpp-signatures*"),
            Asked::Members => ("(cpp/members name)", "cpp-members*"),
        };
        self.arguments(form, 1, 1, shape)?;
        let (name, class) = match self.subject(asked, &form.items[1], form.span(1))? {
            Subject::Name(name) => (string(&name), Value::NIL),
            Subject::Type(class) => (Value::NIL, string(&class)),
            Subject::Member(class, name) => (string(&name), string(&class)),
        };
        let callee = Box::new(self.core_function(function, form.span(0))?);
        let args = Box::new([constant(name, form.span(1)), constant(class, form.span(1))]);
        Ok(Node::host(NodeKind::Call { callee, args }, HostType::Any, form.span))
    }

    /// What the form names: as in type position, names need no prefix.
    fn subject(&mut self, asked: Asked, form: &Value, span: Span) -> Result<Subject> {
        if let Some(inner) = cpp_literal(form).cloned() {
            return self.subject(asked, &inner, span);
        }
        if let Some(name) = form.as_symbol() {
            let path = match self.cpp_path(name) {
                Some(path) => path,
                None if name.namespace.is_none() => name.name.to_string(),
                None => {
                    return Err(Diagnostic::new("analyze/ask", span, format!("{name} is not a C++ name"))
                        .help("C++ names are written with dots: std.string")
                        .into());
                }
            };
            if !path.ends_with(['*', '&']) {
                return self.named_subject(asked, path.trim_end_matches('.'), span);
            }
        } else if as_list(form).is_none() {
            return Err(Diagnostic::new("analyze/ask", span, "the name of something in C++ is wanted here")
                .help("write a name such as std.string, or a type such as (std.vector int)")
                .into());
        } else if let Some(Operation::Name(name)) = self.naming(form, span)? {
            return self.named_subject(asked, &name.path, span);
        } else if is_member(form)
            && let parts = Elements::of_sequence(self.cx, form, span)?
            && let (class, name) = self.member_parts(&parts)?
            && name.arguments.is_none()
        {
            let class = self.type_of(&class, parts.span(1))?;
            return Ok(Subject::Member(self.info(class.ty)?.spelling.to_string(), name.path.to_string()));
        }
        let ty = self.type_at(form, span)?;
        let info = self.info(ty.ty)?;
        self.with_members(asked, &info, span)?;
        Ok(Subject::Type(info.spelling.to_string()))
    }

    fn named_subject(&mut self, asked: Asked, path: &str, span: Span) -> Result<Subject> {
        let named = self.engine.oracle()?.borrow_mut().name(path, span)?;
        match named {
            Named::Value | Named::Macro if asked == Asked::Members => {
                return Err(no_members(&as_cpp(path), span).into());
            }
            Named::Type(ty) => {
                let info = self.info(ty)?;
                self.with_members(asked, &info, span)?;
                // What is built in has no declaration to be found by its name.
                if *info.spelling == *path && !matches!(info.kind, TypeKind::Record | TypeKind::Enum { .. }) {
                    return Ok(Subject::Type(path.to_owned()));
                }
            }
            // A member of a template: what it is depends on nothing that is known here.
            Named::Unknown(_) if self.is_in_template(path, span)? => {}
            Named::Unknown(closest) => {
                let refusal = Diagnostic::new("cpp/name", span, format!("nothing in C++ is named '{}'", as_cpp(path)));
                return Err(match closest.is_empty() {
                    true => refusal.help("Include the header that declares it."),
                    false => refusal.help(format!("Did you mean {}?", closest.join(", "))),
                }
                .into());
            }
            Named::Namespace | Named::TypeTemplate | Named::Value | Named::Macro => {}
        }
        Ok(Subject::Name(path.to_owned()))
    }

    fn is_in_template(&mut self, path: &str, span: Span) -> Result<bool> {
        let Some((scope, _)) = path.rsplit_once('.') else { return Ok(false) };
        Ok(self.engine.oracle()?.borrow_mut().name(scope, span)? == Named::TypeTemplate)
    }

    /// That a type whose members are asked for can have some.
    fn with_members(&self, asked: Asked, info: &Rc<TypeInfo>, span: Span) -> Result<()> {
        if asked == Asked::Members && !matches!(info.kind, TypeKind::Record | TypeKind::Enum { .. }) {
            return Err(no_members(&info.spelling, span).into());
        }
        Ok(())
    }
}

fn no_members(name: &str, span: Span) -> Diagnostic {
    let message = format!("'{name}' is no namespace, class or enum, so it has no members");
    Diagnostic::new("analyze/members", span, message).help("Ask for its declarations with cpp/signatures.")
}

/// Whether a form is `(:member T name)`.
fn is_member(form: &Value) -> bool {
    as_list(form).is_some_and(|list| list.first.as_keyword().is_some_and(|keyword| &*keyword.name == "member"))
}

fn as_cpp(path: &str) -> String {
    path.replace('.', "::")
}
