//! `cpp/sizeof` and `cpp/alignof`.

use super::operands::is_cpp_literal;
use crate::analyze::elements::Elements;
use crate::analyze::{Analyzer, Result, Use, as_list};
use crate::ast::{CppConstant, Node, NodeKind, Ty};
use crate::diagnostic::Diagnostic;
use crate::interop::oracle::{Named, TypeExpr, TypeId, TypeKind};
use crate::value::Value;
use std::rc::Rc;

impl Analyzer<'_> {
    /// `(cpp/sizeof T)`, `(cpp/alignof T)`, and of the type that a native value has.
    pub(super) fn measure(&mut self, which: &str, form: &Elements) -> Result {
        let shape = format!("(cpp/{which} T)");
        self.arguments(form, 1, 1, &shape)?;
        let ty = match self.measured_value(form)? {
            Some(ty) => ty,
            None => self.first_type(form, &shape)?.ty,
        };
        let info = self.info(ty)?;
        let open = matches!(info.kind, TypeKind::Array { length: 0, .. } if info.size == 0);
        if info.incomplete || open || matches!(info.kind, TypeKind::Void | TypeKind::Function) {
            let message = format!("{} is no complete object type, so it has no {which}", info.spelling);
            return Err(Diagnostic::new("analyze/sizeof", form.span(1), message).into());
        }
        let measure = if which == "sizeof" { info.size } else { info.align };
        let ty = self.type_of(&TypeExpr::Name(Rc::from("std.size_t")), form.span)?;
        let bytes = u128::from(measure).to_ne_bytes();
        let kind = NodeKind::CppConstant(Box::new(CppConstant { bytes, text: Value::NIL }));
        Ok(Node::native(kind, ty, form.span))
    }

    /// The type of the value that stands where a type may stand: a local, a variable, a call `(cpp/f …)`, a member `(.x …)`. As in
    /// C++, nothing is evaluated.
    fn measured_value(&mut self, form: &Elements) -> Result<Option<TypeId>> {
        let (value, span) = (form.items[1].clone(), form.span(1));
        let is_value = match (value.as_symbol(), as_list(&value).and_then(|list| list.first.as_symbol().cloned())) {
            (Some(name), _) if name.namespace.is_none() && self.local(&name.name, span)?.is_some() => true,
            (Some(name), _) => match self.cpp_path(name) {
                Some(path) => self.engine.oracle()?.borrow_mut().name(&path, span)? == Named::Value,
                None => false,
            },
            (None, Some(head)) if head.namespace.is_none() => head.name.starts_with('.'),
            (None, Some(head)) => match self.cpp_path(&head) {
                Some(path) if !is_cpp_literal(&head) => !matches!(
                    self.engine.oracle()?.borrow_mut().name(&path, span)?,
                    Named::Type(_) | Named::TypeTemplate
                ),
                _ => false,
            },
            (None, None) => false,
        };
        if !is_value {
            return Ok(None);
        }
        let value = self.form(&value, span, Use::Value)?;
        match value.ty {
            Ty::Native(ty) => Ok(Some(ty.ty)),
            _ => Err(Diagnostic::new("analyze/sizeof", span, "a host value has no C++ type, and no size")
                .help("give it one: (cpp/cast T value)")
                .into()),
        }
    }
}
