//! Reading and evaluating from within a program: `eval`, `read-string`, `load-string`, `macroexpand`; and what macros
//! need of the engine: `gensym`, the errors of `case` and `assert`, the clock of `time`.

use super::{ANY, Native, native, take};
use crate::analyze::{self, NamespaceResolver};
use crate::data::exception::{self, Class};
use crate::data::form::span_of;
use crate::data::map::Map;
use crate::data::symbol::{Name, symbol_of};
use crate::data::{double, keyword};
use crate::engine::Engine;
use crate::evaluate;
use crate::read::{Form, Reader};
use crate::source::Span;
use crate::value::{Context, Outcome, Value};
use std::rc::Rc;
use std::sync::OnceLock;
use std::time::Instant;

pub static TABLE: &[Native] = &[
    native("clojure.core/eval", 1, 1, |cx, args| {
        let value = analyze::listed(cx, take(args, 0))?;
        let span = span_of(&value).unwrap_or(Span::NONE);
        evaluate::eval_form(cx, &Form { value, span })
    }),
    native("clojure.core/load-string", 1, 1, |cx, args| {
        let text = expect_text(cx, &args[0])?;
        let source = Engine::of(cx).sources.add("<string>", text);
        let mut last = Value::NIL;
        evaluate::eval_each(cx, source, &mut |_, value| {
            last = value;
            Ok(())
        })?;
        Ok(last)
    }),
    native("clojure.core/read-string", 1, 2, read_string),
    native("clojure.edn/read-string", 1, 2, read_string),
    native("gusset.nrepl/serve-pending", 0, 0, |cx, _| {
        let serve = Engine::of(cx).serve_pending.borrow().clone();
        if let Some(serve) = serve {
            serve(cx);
        }
        Ok(Value::NIL)
    }),
    native("clojure.core/macroexpand-1", 1, 1, |cx, args| {
        let form = take(args, 0);
        Ok(expand(cx, &form)?.unwrap_or(form))
    }),
    native("clojure.core/macroexpand", 1, 1, |cx, args| {
        let mut form = take(args, 0);
        while let Some(expanded) = expand(cx, &form)? {
            cx.poll()?;
            form = expanded;
        }
        Ok(form)
    }),
    native("clojure.core/special-symbol?", 1, 1, |_, args| {
        let name = args[0].as_symbol().filter(|name| name.namespace.is_none());
        Ok(Value::bool(name.is_some_and(|name| analyze::is_special(&name.name))))
    }),
    native("clojure.core/gensym", 0, 1, |cx, args| {
        let prefix = match args {
            [prefix] => expect_text(cx, prefix)?,
            _ => Rc::from("G__"),
        };
        let name = format!("{prefix}{}", Engine::of(cx).next_id());
        Ok(symbol_of(Name::new(None, &name), Span::NONE))
    }),
    // What macros expand to.
    native("clojure.core/case-no-match*", 1, 1, |cx, args| {
        let shown = crate::data::print::display(cx, &args[0])?;
        Err(exception::throw(cx, Class::IllegalArgumentException, format!("No matching clause: {shown}")))
    }),
    native("clojure.core/assertion-failed*", 2, 2, |cx, args| {
        let test = crate::data::print::readably(cx, &args[0])?;
        let message = match &args[1] {
            none if none.is_nil() => String::new(),
            message => crate::data::print::display(cx, message)? + "\n",
        };
        Err(exception::throw(cx, Class::AssertionError, format!("Assert failed: {message}{test}")))
    }),
    native("clojure.core/milliseconds*", 0, ANY, |_, _| {
        static START: OnceLock<Instant> = OnceLock::new();
        Ok(double(START.get_or_init(Instant::now).elapsed().as_secs_f64() * 1e3))
    }),
];

fn expand(cx: &mut Context, form: &Value) -> Outcome<Option<Value>> {
    analyze::macroexpand_1(cx, form).map_err(|failure| analyze::throw(cx, failure))
}

/// `(read-string text)`, `(read-string {:eof value} text)`: the first form of the text.
fn read_string(cx: &mut Context, args: &mut [Value]) -> Outcome {
    let (options, text) = match args {
        [text] => (None, &*text),
        [options, text, ..] => (options.get::<Map>(), &*text),
        [] => (None, &Value::NIL),
    };
    let eof = options.and_then(|options| options.get(&keyword("eof")).cloned());
    if text.is_nil() {
        return Ok(eof.unwrap_or_default());
    }
    let text = expect_text(cx, text)?;
    let engine = Engine::of(cx);
    let source = engine.sources.add("<string>", text);
    match Reader::new(&engine.sources, source, &NamespaceResolver(engine)).next() {
        Ok(Some(form)) => Ok(form.value),
        Ok(None) => match eof {
            Some(eof) => Ok(eof),
            None => Err(exception::throw(cx, Class::RuntimeException, "EOF while reading")),
        },
        Err(error) => Err(exception::throw_diagnostic(cx, error)),
    }
}

/// A string argument's text.
pub(super) fn expect_text(cx: &mut Context, value: &Value) -> Outcome<Rc<str>> {
    match value.as_str() {
        Some(text) => Ok(Rc::from(text)),
        None => Err(exception::bad_class(cx, value, "java.lang.String")),
    }
}
