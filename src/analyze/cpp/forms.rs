//! The `cpp/…` forms.

use super::operands::{Operand, cpp_literal, is_brace_list};
use super::operation::folded;
use super::operators::operator_named;
use crate::analyze::elements::Elements;
use crate::analyze::{Analyzer, Failure, Result, as_list, constant};
use crate::ast::{Node, NodeKind};
use crate::diagnostic::Diagnostic;
use crate::interop::oracle::{Category, FromHost, Identifier, Named, NativeType, Operation, TypeExpr};
use crate::interop::tooling::Asked;
use crate::source::Span;
use crate::value::Value;
use std::rc::Rc;

type Form = fn(&mut Analyzer<'_>, &Elements) -> Result;

/// The forms under `cpp/` that are no names of C++, apart from the operators.
const FORMS: &[(&str, Form)] = &[
    ("raw", |this, form| this.raw(form)),
    ("def", |this, form| this.define(form)),
    ("new", |this, form| this.allocate(form)),
    ("delete", |this, form| this.delete(form)),
    ("cast", |this, form| this.static_cast(form)),
    ("unsafe-cast", |this, form| this.unsafe_cast(form)),
    ("dynamic-cast", |this, form| this.named_cast("dynamic_cast", form)),
    ("const-cast", |this, form| this.named_cast("const_cast", form)),
    ("reinterpret-cast", |this, form| this.named_cast("reinterpret_cast", form)),
    ("typeid", |this, form| this.type_info(form)),
    ("sizeof", |this, form| this.measure("sizeof", form)),
    ("alignof", |this, form| this.measure("alignof", form)),
    ("aget", |this, form| this.subscript(form)),
    ("aset", |this, form| this.assign_element(form)),
    ("box", |this, form| this.box_pointer(form)),
    ("own", |this, form| this.own(form)),
    ("unbox", |this, form| this.unbox(form)),
    ("reify", |this, form| this.reify(form)),
    ("doc", |this, form| this.ask(Asked::Doc, form)),
    ("signatures", |this, form| this.ask(Asked::Signatures, form)),
    ("members", |this, form| this.ask(Asked::Members, form)),
    ("type", |this, form| this.cpp_literal("(cpp/type T)", form)),
    ("value", |this, form| this.cpp_literal("(cpp/value form)", form)),
    ("#cpp", |this, form| this.cpp_literal("#cpp form", form)),
];

/// What a program may write behind `cpp/` beside names of C++ and operators.
pub fn form_names() -> impl Iterator<Item = &'static str> {
    let written = FORMS.iter().map(|(name, _)| *name).filter(|name| !name.starts_with('#'));
    written.chain(["true", "false", "nullptr"])
}

impl Analyzer<'_> {
    /// A C++ name as a value.
    pub(in crate::analyze) fn cpp_name(&mut self, path: &str, span: Span) -> Result {
        if operator_named(path).is_some() {
            return Err(Diagnostic::new("analyze/operator", span, format!("the operator cpp/{path} is no value"))
                .help("call it, or wrap it in a function")
                .into());
        }
        let value = match path {
            "true" => Value::TRUE,
            "false" => Value::FALSE,
            "nullptr" => Value::NIL,
            _ if path.len() > 1 && path.starts_with('.') => {
                return Err(Diagnostic::new("analyze/member", span, format!("the member cpp/{path} is no value"))
                    .help(format!("call it with an object: (cpp/{path} object)"))
                    .into());
            }
            _ if path.ends_with(['*', '&']) => {
                self.type_at(&crate::data::symbol(&format!("cpp/{path}")), span)?;
                return Err(type_is_no_value(span));
            }
            _ => return self.operation(Operation::Name(path.into()), Vec::new(), span),
        };
        self.literal(&value, span)
    }

    /// `#cpp 5`, `#cpp 2.5`, `#cpp "text"`: what the literal would be if it stood in C++.
    pub(super) fn literal(&mut self, value: &Value, span: Span) -> Result {
        let int = |bits| FromHost::Int { bits, signed: true };
        let (ty, how) = match value.as_long() {
            Some(n) if i32::try_from(n).is_ok() => (named("int"), int(32)),
            Some(_) => (named("long"), int(64)),
            None if value.is_nil() => (named("std.nullptr_t"), FromHost::NullPtr),
            None if value.as_bool().is_some() => (named("bool"), FromHost::Bool),
            None if value.as_double().is_some() => (named("double"), FromHost::Double),
            None if value.as_str().is_some() => {
                (TypeExpr::Pointer(Box::new(TypeExpr::Const(Box::new(named("char"))))), FromHost::CString)
            }
            None if value.as_char().is_some_and(|c| c.is_ascii()) => (named("char"), int(8)),
            None if value.as_char().is_some() => (named("char32_t"), FromHost::Int { bits: 32, signed: false }),
            None => {
                let message = "this is neither a type nor a literal of C++";
                return Err(Diagnostic::new("analyze/literal", span, message)
                    .help("behind #cpp stands a number, a string, a character, true, false, nil, a name or a type")
                    .into());
            }
        };
        let ty = NativeType { ty: self.type_of(&ty, span)?.ty, category: Category::Prvalue };
        match folded(&self.lasting(value), &how) {
            Some(constant) => Ok(Node::native(NodeKind::CppConstant(Box::new(constant)), ty, span)),
            None => self.cast(ty, vec![constant(value.clone(), span).into()], span),
        }
    }

    /// `(cpp/path args…)`.
    pub(in crate::analyze) fn cpp_invocation(&mut self, path: &str, form: &Elements) -> Result {
        if let Some(member) = path.strip_prefix('.').filter(|member| !member.is_empty()) {
            return self.member(member, form);
        }
        if let Some(spelling) = operator_named(path) {
            return self.operator(spelling, form);
        }
        let Some((_, of)) = FORMS.iter().find(|(name, _)| *name == path) else { return self.cpp_call(path, form) };
        // A program or library may have a function or class of that name, as ncurses has its `box`.
        let at = form.span(0);
        let is_cpp = |this: &mut Self| {
            let named = this.engine.oracle().map(|oracle| oracle.borrow_mut().name(path, at));
            matches!(named, Ok(Ok(Named::Value | Named::Macro | Named::Type(_) | Named::TypeTemplate)))
        };
        if matches!(path, "type" | "value") && is_cpp(self) {
            return self.cpp_call(path, form); // #cpp says the same as the form
        }
        match of(self, form) {
            Err(Failure::Refused(refusal)) if is_cpp(self) => self.cpp_call(path, form).map_err(|_| {
                let help = format!("{}; what C++ has of this name: ((cpp/& cpp/{path}) …)", refusal.help);
                refusal.help(help).into()
            }),
            made => made,
        }
    }

    /// `(cpp/path args…)` of what C++ names so.
    fn cpp_call(&mut self, path: &str, form: &Elements) -> Result {
        let span = form.span;
        if let Some(class) = path.strip_suffix('.').filter(|class| !class.is_empty()) {
            return self.construct_path(class, form.span(0), &form.from(1), span);
        }
        if path.ends_with(['*', '&']) {
            let operands = self.operands(&form.from(1))?;
            let ty = self.type_at(&form.items[0], form.span(0))?;
            return self.construct(ty, operands, span);
        }
        let call = Operation::Call(path.into());
        // The host has functions of these names, which no macro is given.
        let is_fundamental = |form: &Value| {
            let name = form.as_symbol().filter(|name| name.namespace.is_none());
            name.is_some_and(|name| {
                matches!(&*name.name, "bool" | "char" | "short" | "int" | "long" | "float" | "double")
            })
        };
        if form.items[1..].iter().any(is_fundamental) && self.names_macro(path, form.span(0)) {
            let operands = self.macro_operands(&form.from(1))?;
            return self.operation_on(call, operands, span);
        }
        let operands = self.operands(&form.from(1));
        let made = operands.and_then(|operands| self.operation_on(call.clone(), operands, span));
        if made.is_err() && self.names_macro(path, form.span(0)) {
            let operands = self.macro_operands(&form.from(1))?;
            if operands.iter().any(|operand| matches!(operand, Operand::Written(..))) {
                return self.operation_on(call, operands, span);
            }
        }
        made
    }

    pub(super) fn first_type(&mut self, form: &Elements, shape: &str) -> Result<NativeType> {
        match form.get(1) {
            Some(ty) => self.type_at(ty, form.span(1)),
            None => Err(Diagnostic::new("analyze/arguments", form.span, "a type is missing")
                .help(format!("write {shape}"))
                .into()),
        }
    }

    fn raw(&mut self, form: &Elements) -> Result {
        self.arguments(form, 1, 1, "(cpp/raw \"C++ text\")")?;
        let Some(text) = form.items[1].as_str() else {
            return Err(Diagnostic::new("analyze/raw", form.span(1), "cpp/raw takes one string literal").into());
        };
        self.engine.oracle()?.borrow_mut().raw(text, form.span(1))?;
        Ok(Node::nil(form.span))
    }

    /// `(cpp/new T args…)`.
    fn allocate(&mut self, form: &Elements) -> Result {
        if let Some(node) = self.new_reified(form)? {
            return Ok(node);
        }
        let ty = self.first_type(form, "(cpp/new T args…)")?;
        if ty.category.is_glvalue() {
            return Err(Diagnostic::new("analyze/new", form.span(1), "a reference cannot be allocated").into());
        }
        let operands = self.operands(&form.from(2))?;
        self.operation_on(Operation::New(ty.ty), operands, form.span)
    }

    /// `(cpp/aget array index)`; from C++23 on, a class may take several.
    fn subscript(&mut self, form: &Elements) -> Result {
        self.arguments(form, 2, usize::MAX, "(cpp/aget array index)")?;
        let operands = self.operands(&form.from(1))?;
        self.operate("[]", operands, form.span)
    }

    /// `(cpp/aset array index value)`.
    fn assign_element(&mut self, form: &Elements) -> Result {
        self.arguments(form, 3, usize::MAX, "(cpp/aset array index value)")?;
        let mut operands = self.operands(&form.from(1))?;
        let value = operands.split_off(operands.len() - 1);
        let element = self.operate("[]", operands, form.span)?;
        self.operate("=", std::iter::once(element.into()).chain(value).collect(), form.span)
    }

    /// `(#cpp T args…)`, `((:* T) …)`: a list head that is a C++ type; none where the head is something else.
    pub(in crate::analyze) fn cpp_head(&mut self, head: &Value, form: &Elements) -> Result<Option<Node>> {
        let Some(inner) = cpp_literal(head).cloned() else { return Ok(None) };
        let (at, span) = (form.span(0), form.span);
        if let Some(name) = self.member_template(&inner, at)? {
            let operands = self.operands(&form.from(1))?;
            return self.operation_on(Operation::Method(name), operands, span).map(Some);
        }
        match self.naming(&inner, at)? {
            Some(Operation::Name(name)) => {
                let operands = self.operands(&form.from(1))?;
                let called = self.operation_on(Operation::Call(name), operands, span);
                // A class may have the name of a function, as `struct stat` has.
                if called.is_err()
                    && let Ok(ty) = self.type_at(&inner, at)
                {
                    let operands = self.operands(&form.from(1))?;
                    return self.construct(ty, operands, span).map(Some);
                }
                return called.map(Some);
            }
            Some(member) => {
                let mut operands = vec![self.named_operand(member, at)?];
                operands.extend(self.operands(&form.from(1))?);
                return self.operation_on(Operation::Invoke, operands, span).map(Some);
            }
            None => {}
        }
        let operands = self.operands(&form.from(1))?;
        if let Some(name) = inner.as_symbol() {
            // A template whose arguments C++ deduces, or a type.
            let path = self.cpp_path(name).unwrap_or_else(|| name.name.to_string());
            if self.engine.oracle()?.borrow_mut().name(&path, at)? == Named::TypeTemplate {
                return self.operation_on(Operation::Call((&*path).into()), operands, span).map(Some);
            }
        }
        let ty = self.type_at(&inner, at)?;
        self.construct(ty, operands, span).map(Some)
    }

    /// The name of `(#cpp (.name args…) object …)`: a member function with explicit template arguments.
    fn member_template(&mut self, form: &Value, span: Span) -> Result<Option<Identifier>> {
        let Some(list) = as_list(form).filter(|list| list.count > 0) else { return Ok(None) };
        let name = list.first.as_symbol().filter(|name| name.namespace.is_none());
        let Some(name) = name.and_then(|name| name.name.strip_prefix('.')) else { return Ok(None) };
        let parts = Elements::of_sequence(self.cx, form, span)?;
        let arguments = self.type_forms(&parts.from(1))?;
        Ok(Some(Identifier { path: Rc::from(name), arguments: Some(arguments.into()) }))
    }

    /// `#cpp form` as a value: `#cpp (:member T name)`, `#cpp std.string.npos`, `#cpp (std.numbers.pi_v float)`.
    fn cpp_literal(&mut self, shape: &str, form: &Elements) -> Result {
        self.arguments(form, 1, 1, shape)?;
        let (inner, span) = (form.items[1].clone(), form.span(1));
        if is_brace_list(&inner) {
            return Err(Diagnostic::new("analyze/braces", span, "a list in braces has no type of its own")
                .help("it stands behind a type, (#cpp (std.vector int) #cpp [1 2 3]), or where C++ wants a value")
                .into());
        }
        if let Some(name) = inner.as_symbol() {
            let path = self.cpp_path(name).unwrap_or_else(|| name.name.to_string());
            return self.cpp_name(&path, span);
        }
        if as_list(&inner).is_none() {
            return self.literal(&inner, span);
        }
        if let Some(name) = self.naming(&inner, span)? {
            return self.operation(name, Vec::new(), span);
        }
        self.type_at(&inner, span)?;
        Err(type_is_no_value(span))
    }

    /// `(cpp/T. args…)` of a class by its path.
    pub(in crate::analyze) fn construct_path(&mut self, path: &str, at: Span, args: &Elements, span: Span) -> Result {
        let ty = self.type_of(&TypeExpr::Name(Rc::from(path)), at)?;
        let operands = self.operands(args)?;
        self.construct(ty, operands, span)
    }

    fn construct(&mut self, ty: NativeType, operands: Vec<Operand>, span: Span) -> Result {
        if ty.category.is_glvalue() {
            // `T&(x)` is a cast.
            if operands.len() != 1 {
                return Err(Diagnostic::new("analyze/construct", span, "a reference is made from one value").into());
            }
            return self.cast(ty, operands, span);
        }
        self.operation_on(Operation::Construct(ty.ty), operands, span)
    }
}

fn named(ty: &str) -> TypeExpr {
    TypeExpr::Name(Rc::from(ty))
}

fn type_is_no_value(span: Span) -> Failure {
    Diagnostic::new("analyze/type-value", span, "a type is no value; call it to construct one").into()
}
