//! `case*`: `(case* value [constant branch …] default?)`, which the `case` macro makes.

use super::elements::Elements;
use super::{Analyzer, Result, Use};
use crate::ast::{Case, Node, NodeKind, Ty};
use crate::data::{list, symbol, vector};
use crate::diagnostic::Diagnostic;
use crate::interop::oracle::HostType;
use ahash::AHashMap;

impl Analyzer<'_> {
    pub(super) fn case_form(&mut self, form: &Elements, usage: Use) -> Result {
        self.arguments(form, 2, 3, "(case* value [constant branch …] default?)")?;
        let Some(default) = form.get(3) else { return self.case_without_default(form, usage) };
        let value = self.full_expression(|this| this.host_form(&form.items[1], form.span(1)))?;
        let clauses = Elements::of_vector(&form.items[2], form.span(2)).filter(|clauses| clauses.len() % 2 == 0);
        let Some(clauses) = clauses else {
            return Err(Diagnostic::new("analyze/case", form.span(2), "case* needs a vector of clauses").into());
        };
        let mut table = AHashMap::new();
        let mut branches = Vec::new();
        for index in (0..clauses.len()).step_by(2) {
            if table.insert(clauses.items[index].clone(), branches.len() as u32).is_some() {
                return Err(
                    Diagnostic::new("analyze/case", clauses.span(index), "this case constant stands twice").into()
                );
            }
            branches.push(self.branch(&clauses.items[index + 1], clauses.span(index + 1), usage)?);
        }
        branches.push(self.branch(default, form.span(3), usage)?);
        let mut branches = self.unify(branches, usage, form.span)?;
        let ty = branches.iter().map(|node| node.ty).find(|ty| *ty != Ty::Never).unwrap_or(Ty::Never);
        let ty = match ty {
            Ty::Host(_) if branches.iter().any(|node| node.ty != ty && node.ty != Ty::Never) => Ty::Host(HostType::Any),
            ty => ty,
        };
        let Some(default) = branches.pop() else { unreachable!("the default was pushed above") };
        let case = Case { value, table, branches, default };
        Ok(Node { kind: NodeKind::Case(Box::new(case)), ty, span: form.span })
    }

    /// A value that no constant matches is an error that names it.
    fn case_without_default(&mut self, form: &Elements, usage: Use) -> Result {
        let name = symbol(&format!("case-value-{}", self.engine.next_id()));
        let error = list([symbol("clojure.core/case-no-match*"), name.clone()]);
        let case = list([form.items[0].clone(), name.clone(), form.items[2].clone(), error]);
        let whole = list([symbol("let*"), vector([name, form.items[1].clone()]), case]);
        self.form(&whole, form.span, usage)
    }
}
