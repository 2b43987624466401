//! `(cpp/reify Base… (name [this arg…] body…)…)`: an object of a class that is made for the form. A base whose constructor
//! takes arguments stands in a vector with them: `[Base arg…]`. `(cpp/new (cpp/reify …))` makes it on the heap.

use super::operands::Flat;
use crate::analyze::elements::Elements;
use crate::analyze::{Analyzer, Failure, Result, as_list};
use crate::ast::Node;
use crate::data::symbol::Name;
use crate::data::{keyword, list, symbol, vector};
use crate::diagnostic::Diagnostic;
use crate::interop::oracle::{Base, Method, Operation, TypeId};
use crate::source::Span;
use crate::value::{Kind, Value};
use std::rc::Rc;

const SHAPE: &str = "(cpp/reify Base (name [this arg…] body…)…), where Base may be [Base arg…]";

impl Analyzer<'_> {
    pub(super) fn reify(&mut self, form: &Elements) -> Result {
        let (class, given) = self.reified(form)?;
        self.flat_operation(Operation::Construct(class), given, form.span)
    }

    /// `(cpp/new (cpp/reify …))`; none where the form says something else. The functions are the object's, and released
    /// by its destructor.
    pub(super) fn new_reified(&mut self, form: &Elements) -> Result<Option<Node>> {
        let Some(inner) = form.get(1).filter(|inner| is_reify(inner)) else { return Ok(None) };
        self.arguments(form, 1, 1, "(cpp/new (cpp/reify Base …))")?;
        let inner = Elements::of_sequence(self.cx, inner, form.span(1))?;
        let (class, given) = self.reified(&inner)?;
        self.flat_operation(Operation::New(class), given, form.span).map(Some)
    }

    /// The class, and what its constructor takes. The bases come first; what is a list with a vector behind its name is a
    /// function that overrides.
    fn reified(&mut self, form: &Elements) -> Result<(TypeId, Flat)> {
        let span = form.span;
        let parts = form.from(1);
        let mut bases = Vec::new();
        let mut first_base = None;
        let (mut methods, mut functions) = (Vec::new(), Vec::new());
        let mut given = Flat::default();
        for (part, at) in parts.iter() {
            let Some((name, place)) = method_name(part) else {
                let base = Elements::of_vector(part, at).unwrap_or_else(|| Elements::new(vec![part.clone()], None, at));
                let Some(class) = base.get(0) else { return Err(malformed("a class to derive from is missing", at)) };
                let ty = self.type_at(class, base.span(0))?.ty;
                let start = given.args.len();
                self.operands(&base.from(1))?.into_iter().for_each(|operand| given.add(operand));
                bases.push(Base { ty, args: given.args[start..].to_vec(), spans: given.spans[start..].to_vec(), at });
                first_base.get_or_insert_with(|| class.clone());
                continue;
            };
            let Some(base) = &first_base else { continue };
            let method = Elements::of_sequence(self.cx, part, at)?;
            let parameters = Elements::of_vector(&method.items[place], method.span(place));
            let Some(parameters) = parameters.filter(|parameters| !parameters.items.is_empty()) else {
                return Err(malformed("a function of a C++ class takes the object first", at));
            };
            // The object comes in a box, and is a C++ pointer in the body.
            let this = parameters.items[0].clone();
            let pointer = list([keyword("*"), base.clone()]);
            let unboxed = list([symbol("cpp/unbox"), pointer, this.clone()]);
            let mut body = vec![symbol("clojure.core/let"), vector([this, unboxed])];
            body.extend(method.from(place + 1).items.iter().cloned());
            let function = list([symbol("clojure.core/fn"), method.items[place].clone(), list(body)]);
            functions.push(self.callback(&function, at)?);
            methods.push(Method { name, parameters: parameters.len() - 1, at });
        }
        if bases.is_empty() {
            return Err(malformed("cpp/reify needs a class to derive from", span));
        }
        let class = self.engine.oracle()?.borrow_mut().reify(&bases, &methods, span)?;
        functions.into_iter().for_each(|function| given.add(function.into()));
        Ok((class, given))
    }
}

/// The name of a function that overrides, and where its parameters stand: in a vector behind the name, for which
/// `operator()` and `operator[]` take two forms. None where the form is no such function.
fn method_name(form: &Value) -> Option<(Rc<str>, usize)> {
    let list = as_list(form)?;
    let name = &*list.first.as_symbol()?.name;
    let is_vector = |place| list.iter().nth(place).is_some_and(|form| form.kind() == Some(Kind::Vector));
    let second = list.iter().nth(1)?;
    let is_call = as_list(second).is_some_and(|parentheses| parentheses.count == 0);
    match name {
        "operator" if is_vector(2) => Some((Rc::from(if is_call { "operator()" } else { "operator[]" }), 2)),
        _ => is_vector(1).then(|| (Rc::from(name), 1)),
    }
}

fn malformed(message: &str, at: Span) -> Failure {
    Diagnostic::new("analyze/reify", at, message).help(format!("write {SHAPE}")).into()
}

fn is_reify(form: &Value) -> bool {
    let is_name = |name: &Name| name.namespace.as_deref() == Some("cpp") && &*name.name == "reify";
    as_list(form).is_some_and(|list| list.first.as_symbol().is_some_and(is_name))
}
