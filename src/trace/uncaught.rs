//! An exception that nothing caught, as people read it: what was thrown, where, and the calls it passed.

use super::render::{render, render_trace};
use crate::data::cpp::CppException;
use crate::data::exception::Exception;
use crate::data::print;
use crate::diagnostic::Diagnostic;
use crate::source::{Sources, Span};
use crate::value::{Context, TraceEntry, Value};

/// The exception with the source line of the form that failed, its data, its causes and the calls around it.
/// `trace` is used where the exception has no trace of its own.
pub fn render_uncaught(
    cx: &mut Context,
    sources: &Sources,
    exception: &Value,
    trace: &[TraceEntry],
    colour: bool,
) -> String {
    let own = exception.get::<Exception>().map(|exception| &exception.trace);
    let own = own.or_else(|| exception.get::<CppException>().map(|exception| &exception.trace));
    let own = own.map(|trace| trace.borrow().clone()).unwrap_or_default();
    let trace = if own.is_empty() { trace } else { &own };
    let at = trace.iter().map(|entry| entry.span).find(|span| !span.is_none()).unwrap_or(Span::NONE);
    let mut diagnostic = describe(cx, exception, at);
    let mut cause = exception.get::<Exception>().map(|exception| exception.cause.clone()).unwrap_or_default();
    // Causes could be a cycle only through mutation, which exceptions have none of.
    while !cause.is_nil() {
        let inner = describe(cx, &cause, Span::NONE);
        diagnostic = diagnostic.note(Span::NONE, format!("caused by {}: {}", inner.code.0, inner.message));
        cause = cause.get::<Exception>().map(|exception| exception.cause.clone()).unwrap_or_default();
    }
    let mut text = render(&diagnostic, sources, colour);
    // A trace of one entry says no more than the position above.
    if trace.len() > 1 || trace.first().is_some_and(|entry| entry.span != diagnostic.span) {
        if !text.ends_with('\n') {
            text.push('\n');
        }
        text.push_str(&render_trace(trace, sources));
    }
    text
}

fn describe(cx: &mut Context, value: &Value, at: Span) -> Diagnostic {
    if let Some(exception) = value.get::<CppException>() {
        let CppException { type_name, what, .. } = exception;
        let message = if what.is_empty() { type_name.to_string() } else { format!("{type_name}: {what}") };
        return Diagnostic::new("C++ exception", at, message);
    }
    let Some(exception) = value.get::<Exception>() else {
        return Diagnostic::new("throw", at, printed(cx, value));
    };
    if let Some(diagnostic) = &exception.diagnostic {
        return (**diagnostic).clone();
    }
    let message = match exception.message.as_str() {
        Some(message) => message.to_owned(),
        None => printed(cx, &exception.message),
    };
    let mut diagnostic = Diagnostic::new(exception.class.name(), at, message);
    if !exception.data.is_nil() {
        diagnostic = diagnostic.note(Span::NONE, format!("data: {}", printed(cx, &exception.data)));
    }
    diagnostic
}

/// The value readably, or its kind where printing it fails.
fn printed(cx: &mut Context, value: &Value) -> String {
    match print::readably(cx, value) {
        Ok(text) => text,
        Err(_) => {
            drop(cx.take_pending());
            print::brief(value)
        }
    }
}
