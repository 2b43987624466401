//! What nobody caught, as text: an error of the reader, the analyser or Clang as its diagnostic; any other exception in
//! the same layout, with its class for a code, its message, data and causes, the form that failed and the calls passed.

use super::render::{render, render_trace};
use crate::data::exception::{Class, Exception};
use crate::data::print;
use crate::diagnostic::{Code, Diagnostic};
use crate::source::{Sources, Span};
use crate::value::{Context, TraceEntry, Value};

/// Causes that are told at most; they could form a cycle.
const MAX_CAUSES: usize = 10;
/// Longer values are cut, in characters.
const MAX_VALUE: usize = 500;

/// The exception with its place and trace; ends with a newline.
pub fn render_uncaught(
    cx: &mut Context,
    sources: &Sources,
    value: &Value,
    trace: &[TraceEntry],
    colour: bool,
) -> String {
    let at = trace.iter().map(|entry| entry.span).find(|span| !span.is_none()).unwrap_or(Span::NONE);
    let exception = value.get::<Exception>();
    let mut diagnostic = match exception {
        Some(Exception { diagnostic: Some(diagnostic), .. }) => {
            let mut diagnostic = (**diagnostic).clone();
            diagnostic.span = diagnostic.span.or(at);
            diagnostic
        }
        Some(exception) => {
            let mut diagnostic = Diagnostic::new("", at, message(cx, &exception.message));
            diagnostic.code = Code(simple_name(exception.class));
            if diagnostic.message.is_empty() {
                diagnostic.message = exception.class.name().to_owned();
            }
            if !exception.data.is_nil() {
                let data = shown(cx, &exception.data);
                diagnostic = diagnostic.note(Span::NONE, format!("data: {data}"));
            }
            diagnostic
        }
        None => {
            let text = shown(cx, value);
            Diagnostic::new("uncaught", at, text)
        }
    };
    let mut cause = exception.map(|exception| exception.cause.clone()).unwrap_or_default();
    for _ in 0..MAX_CAUSES {
        let Some(exception) = cause.get::<Exception>() else { break };
        let mut text = format!("caused by {}: {}", simple_name(exception.class), message(cx, &exception.message));
        if !exception.data.is_nil() {
            text.push_str(&format!("\ndata: {}", shown(cx, &exception.data)));
        }
        let span = exception.diagnostic.as_ref().map_or(Span::NONE, |diagnostic| diagnostic.span);
        diagnostic = diagnostic.note(span, text);
        let next = exception.cause.clone();
        cause = next;
    }
    let mut text = render(&diagnostic, sources, colour);
    // The trace of a single entry at top level says nothing new.
    if trace.iter().any(|entry| entry.function.is_some()) {
        text.push_str(&render_trace(trace, sources));
    }
    text
}

/// The class without its package.
fn simple_name(class: Class) -> &'static str {
    let name = class.name();
    name.rsplit(['.', '$']).next().unwrap_or(name)
}

/// The text of a message, which may be any value.
fn message(cx: &mut Context, value: &Value) -> String {
    match value.as_str() {
        Some(text) => text.to_owned(),
        None if value.is_nil() => String::new(),
        None => shown(cx, value),
    }
}

/// A value, printed readably as far as it can be printed.
fn shown(cx: &mut Context, value: &Value) -> String {
    let text = print::readably(cx, value).unwrap_or_else(|_| {
        drop(cx.take_pending());
        print::brief(value)
    });
    match text.char_indices().nth(MAX_VALUE) {
        Some((end, _)) => format!("{}…", text.get(..end).unwrap_or("")),
        None => text,
    }
}
