//! Casts by name, `(cpp/cast T value)`.

use super::operands::Operand;
use crate::analyze::elements::Elements;
use crate::analyze::{Analyzer, Result};
use crate::ast::{Node, Ty};
use crate::interop::oracle::{Category, NativeType, Operation};
use crate::source::Span;

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
