//! `#(…)`: a function whose arguments are `%`, `%1`, `%2`, … and `%&`.

use super::collection::located;
use super::{Form, Read, Reader, next_id};
use crate::data::list::list_at;
use crate::data::symbol::{Name, symbol_of};
use crate::data::vector::vector_at;
use crate::diagnostic::Diagnostic;
use crate::source::Span;
use crate::value::Value;
use std::rc::Rc;

/// As many numbered arguments as a function may have in Clojure.
const MAX_ARGUMENTS: usize = 20;

/// The arguments of a `#()` that have been seen so far.
pub(super) struct Arguments {
    /// Where the `#()` starts.
    start: usize,
    /// Names of the first arguments, all up to the highest number seen. They end in `#`, so that syntax-quote does not
    /// qualify them.
    positional: Vec<Rc<str>>,
    rest: Option<Rc<str>>,
}

impl Reader<'_> {
    /// Reads `#(…)`, the cursor being at the parenthesis, as `(fn* [p1 p2 & rest] (…))`.
    #[inline(never)]
    pub(super) fn function_literal(&mut self, start: usize) -> Read<Form> {
        if let Some(outer) = &self.function {
            let message = "a #() cannot stand inside another";
            return Err(Diagnostic::new("reader/nested-function", self.cursor.span(start, start + 2), message)
                .note(self.cursor.span(outer.start, outer.start + 2), "the outer one")
                .help("write one of them as (fn [x] …)")
                .into());
        }
        self.function = Some(Arguments { start, positional: Vec::new(), rest: None });
        let body_start = self.cursor.pos;
        let body = self.list(body_start)?;
        let arguments = self.function.take();
        let span = self.cursor.span_from(start);
        let sign = self.cursor.span(start, start + 1);
        let mut parameters = Vec::new();
        if let Some(Arguments { positional, rest, .. }) = arguments {
            parameters.extend(positional.into_iter().map(|name| local(name, sign)));
            if let Some(rest) = rest {
                parameters.push(local(Rc::from("&"), sign));
                parameters.push(local(rest, sign));
            }
        }
        let parameters = parameters.into_iter().map(|value| Form { value, span: sign }).collect();
        let (parameters, source) = located(parameters, sign);
        let forms = vec![
            Form { value: local(Rc::from("fn*"), sign), span: sign },
            Form { value: vector_at(parameters, Some(source)), span: sign },
            body,
        ];
        let (values, source) = located(forms, span);
        Ok(Form { value: list_at(values, Some(source)), span })
    }

    /// The symbol of an argument inside a `#()`.
    pub(super) fn argument(&mut self, token: &str, span: Span) -> Read<Value> {
        let Some(function) = &mut self.function else { return Ok(symbol_of(Name::new(None, token), span)) };
        let name = match token.strip_prefix('%').unwrap_or(token) {
            "&" => Rc::clone(function.rest.get_or_insert_with(|| Rc::from(format!("rest__{}#", next_id())))),
            number => {
                let index = if number.is_empty() { Ok(1) } else { number.parse::<usize>() };
                let Ok(index @ 1..=MAX_ARGUMENTS) = index else {
                    let message = format!("{token} is not an argument of #()");
                    return Err(Diagnostic::new("reader/argument", span, message)
                        .help(format!("the arguments are %, %1 to %{MAX_ARGUMENTS}, and %& for the rest"))
                        .into());
                };
                for next in function.positional.len() + 1..=index {
                    function.positional.push(Rc::from(format!("p{next}__{}#", next_id())));
                }
                function.positional.get(index - 1).cloned().unwrap_or_default()
            }
        };
        Ok(local(name, span))
    }
}

fn local(name: Rc<str>, span: Span) -> Value {
    symbol_of(Name { namespace: None, name }, span)
}
