//! `(cpp/reify Base… (name [this arg…] body…)…)`: an object of a class that is made for the form.

use crate::analyze::elements::Elements;
use crate::analyze::{Analyzer, Result, Use, as_list};
use crate::data::{keyword, list, symbol, vector};
use crate::diagnostic::Diagnostic;
use crate::interop::oracle::{Method, Operation};
use crate::value::{Kind, Value};
use std::rc::Rc;

impl Analyzer<'_> {
    /// The bases come first; what is a list with a vector behind its name is a function that overrides.
    pub(super) fn reify(&mut self, form: &Elements) -> Result {
        let span = form.span;
        let shape = "(cpp/reify Base (name [this arg…] body…)…)";
        let is_method = |part: &Value| {
            as_list(part).is_some_and(|list| {
                list.count >= 2 && list.iter().nth(1).is_some_and(|second| second.kind() == Some(Kind::Vector))
            })
        };
        let parts = form.from(1);
        let mut bases = Vec::new();
        let mut first_base = None;
        let (mut methods, mut functions) = (Vec::new(), Vec::new());
        for (part, at) in parts.iter() {
            if !is_method(part) {
                bases.push(self.type_at(part, at)?.ty);
                first_base.get_or_insert_with(|| part.clone());
                continue;
            }
            let Some(base) = &first_base else { continue };
            let method = Elements::of_sequence(self.cx, part, at)?;
            let name = method.get(0).and_then(Value::as_symbol).map(|name| name.name.clone());
            let parameters = method.get(1).and_then(|parameters| Elements::of_vector(parameters, method.span(1)));
            let (Some(name), Some(parameters)) = (name, parameters.filter(|parameters| !parameters.items.is_empty()))
            else {
                return Err(Diagnostic::new("analyze/reify", at, "a function of a C++ class takes the object first")
                    .help(format!("write {shape}"))
                    .into());
            };
            // The object comes in a box, and is a C++ pointer in the body.
            let this = parameters.items[0].clone();
            let pointer = list([keyword("*"), base.clone()]);
            let unboxed = list([symbol("cpp/unbox"), pointer, this.clone()]);
            let mut body = vec![symbol("clojure.core/let"), vector([this, unboxed])];
            body.extend(method.from(2).items.iter().cloned());
            let function = list([symbol("clojure.core/fn"), method.items[1].clone(), list(body)]);
            functions.push(self.form(&function, at, Use::Value)?);
            methods.push(Method { name: Rc::from(&*name), parameters: parameters.len() - 1, at });
        }
        if bases.is_empty() {
            return Err(Diagnostic::new("analyze/reify", span, "cpp/reify needs a class to derive from")
                .help(format!("write {shape}"))
                .into());
        }
        let ty = self.engine.oracle()?.borrow_mut().reify(&bases, &methods, span)?;
        self.operation(Operation::Construct(ty), functions, span)
    }
}
