//! Casts by name, `(cpp/cast T value)` and its kin, and `(cpp/typeid x)`.

use super::operands::{Operand, cpp_literal};
use super::operators::operator_named;
use crate::analyze::elements::Elements;
use crate::analyze::{Analyzer, Result, Use, as_list};
use crate::ast::{Node, Ty};
use crate::interop::oracle::{Category, Named, NativeType, Operation};
use crate::source::Span;
use crate::value::Value;

impl Analyzer<'_> {
    /// `(cpp/cast T value)`.
    pub(super) fn static_cast(&mut self, form: &Elements) -> Result {
        let (ty, value) = self.cast_parts("(cpp/cast T value)", form)?;
        self.cast(ty, value, form.span)
    }

    /// `(cpp/unsafe-cast T value)`.
    pub(super) fn unsafe_cast(&mut self, form: &Elements) -> Result {
        let (ty, value) = self.cast_parts("(cpp/unsafe-cast T value)", form)?;
        self.operation_on(Operation::UnsafeCast(ty), value, form.span)
    }

    /// `(cpp/dynamic-cast T value)` and the like, which C++ knows by this keyword.
    pub(super) fn named_cast(&mut self, keyword: &'static str, form: &Elements) -> Result {
        let shape = format!("(cpp/{} T value)", keyword.replace('_', "-"));
        let (ty, value) = self.cast_parts(&shape, form)?;
        self.operation_on(Operation::NamedCast(keyword, ty), value, form.span)
    }

    /// `(cpp/typeid value)`, `(cpp/typeid #cpp T)`.
    pub(super) fn type_info(&mut self, form: &Elements) -> Result {
        self.arguments(form, 1, 1, "(cpp/typeid value), or (cpp/typeid #cpp T)")?;
        if let Some(ty) = self.named_as_type(&form.items[1], form.span(1))? {
            return self.operation(Operation::Typeid(Some(ty.ty)), Vec::new(), form.span);
        }
        let value = self.form(&form.items[1], form.span(1), Use::Value)?;
        // As in C++, what has no type of its own at run time is not evaluated.
        if let Ty::Native(ty) = value.ty
            && !(ty.category.is_glvalue() && self.info(ty.ty)?.is_polymorphic)
        {
            return self.operation(Operation::Typeid(Some(ty.ty)), Vec::new(), form.span);
        }
        self.operation(Operation::Typeid(None), vec![value], form.span)
    }

    /// The type that a form names where a value may stand, too; none where it is a value.
    fn named_as_type(&mut self, form: &Value, span: Span) -> Result<Option<NativeType>> {
        let is_type = match (form.as_symbol(), cpp_literal(form)) {
            (Some(name), _) if name.namespace.is_none() && self.local(&name.name, span)?.is_some() => false,
            (Some(name), _) => match self.cpp_path(name) {
                Some(path) if path.ends_with(['*', '&']) => operator_named(&path).is_none(),
                Some(path) => matches!(self.engine.oracle()?.borrow_mut().name(&path, span)?, Named::Type(_)),
                None => false,
            },
            (None, Some(inner)) if inner.as_symbol().is_some() || as_list(inner).is_some() => {
                self.naming(&inner.clone(), span)?.is_none()
            }
            _ => false,
        };
        if is_type { self.type_at(form, span).map(Some) } else { Ok(None) }
    }

    fn cast_parts(&mut self, shape: &str, form: &Elements) -> Result<(NativeType, Vec<Operand>)> {
        self.arguments(form, 2, 2, shape)?;
        let ty = self.first_type(form, shape)?;
        Ok((ty, self.operands(&form.from(2))?))
    }

    /// `static_cast<T>(x)`.
    pub(in crate::analyze) fn cast(&mut self, ty: NativeType, mut operands: Vec<Operand>, span: Span) -> Result {
        // A reference cast of a glvalue of that type names the same object; static_cast<T&&> is std::move.
        if let Some(Operand::Node(Node { ty: Ty::Native(from), .. })) = operands.first()
            && from.ty == ty.ty
            && (ty == *from || (ty.category == Category::Xvalue && from.category.is_glvalue()))
            && ty.category.is_glvalue()
            && let Operand::Node(mut operand) = operands.remove(0)
        {
            operand.ty = Ty::Native(ty);
            return Ok(operand);
        }
        self.operation_on(Operation::Cast(ty), operands, span)
    }
}
