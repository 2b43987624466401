//! `(doseq* name of-cpp of-host)`: which of two loops goes through what a local holds. What the host has a value for is the
//! host's; a range of C++ that it has none for (a vector of objects, a view, an array) is gone through where it is.

use crate::analyze::elements::Elements;
use crate::analyze::{Analyzer, Result, Use};
use crate::ast::Ty;
use crate::interop::oracle::{Arg, Category, NativeType, Operation};
use crate::source::Span;

impl Analyzer<'_> {
    pub(in crate::analyze) fn doseq_form(&mut self, form: &Elements, usage: Use) -> Result {
        self.arguments(form, 3, 3, "(doseq* name of-cpp of-host)")?;
        let coll = self.form(&form.items[1], form.span(1), Use::Value)?;
        let is_range = match coll.ty {
            Ty::Native(ty) => self.is_bare_range(ty, coll.span)?,
            _ => false,
        };
        let taken = if is_range { 2 } else { 3 };
        self.form(&form.items[taken], form.span(taken), usage)
    }

    fn is_bare_range(&mut self, ty: NativeType, span: Span) -> Result<bool> {
        if self.engine.oracle()?.borrow_mut().to_host(ty, span).is_ok() {
            return Ok(false);
        }
        let range = Arg::Native(NativeType { category: Category::Lvalue, ..ty });
        let begin = Operation::Call("gusset.detail.range_begin".into());
        Ok(self.resolve(&begin, &[range], span, &[span]).is_ok())
    }
}
