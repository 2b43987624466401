//! `throw`, `try`, and the trace that an exception leaves.

use super::eval::{Sort, effect, eval as eval_node};
use super::frame::{Frame, restore};
use super::native;
use crate::ast::{Catch, Catcher, Node};
use crate::config;
use crate::data::cpp::CppException;
use crate::data::exception::{self, Class};
pub use crate::data::rethrow::take_with_trace;
use crate::data::rethrow::throw_again;
use crate::interop::exception::Handling;
use crate::source::Span;
use crate::value::{Context, Outcome, Thrown, TraceEntry, Value};

/// Notes that the pending exception came out of `span` in this frame. The form that failed is the first to be noted.
#[cold]
#[inline(never)]
pub(super) fn passed(cx: &mut Context, frame: &Frame, span: Span) {
    if cx.trace.len() < config::TRACE_LENGTH {
        let function = frame.function.map(|_| frame.prototype.name.clone());
        cx.trace.push(TraceEntry { function, span });
    }
}

#[cold]
pub(super) fn eval_throw(cx: &mut Context, frame: &Frame, node: &Node, value: &Node) -> Thrown {
    let value = match eval_node(cx, frame, value) {
        Ok(value) => value,
        Err(thrown) => return thrown,
    };
    let thrown = throw_value(cx, value);
    passed(cx, frame, node.span);
    thrown
}

/// What `throw` does with its operand.
#[cold]
pub fn throw_value(cx: &mut Context, value: Value) -> Thrown {
    if value.is_nil() {
        exception::throw(cx, Class::NullPointerException, "nil cannot be thrown")
    } else {
        throw_again(cx, value)
    }
}

/// `(throw)` in a catch clause.
#[cold]
pub(super) fn rethrow(cx: &mut Context, frame: &Frame, holder: u32) -> Thrown {
    throw_again(cx, frame.read(holder, false))
}

#[inline(never)]
pub(super) fn eval_try<S: Sort>(
    cx: &mut Context,
    frame: &Frame,
    body: &Node,
    catches: &[Catch],
    finally: Option<&Node>,
) -> Outcome<S::Out> {
    let mark = cx.stack_top;
    let mut outcome = S::eval(cx, frame, body);
    if let Err(thrown) = outcome {
        restore(cx, mark);
        outcome = handle::<S>(cx, frame, catches, thrown);
    }
    match finally {
        Some(finally) => finish::<S>(cx, frame, finally, outcome),
        None => outcome,
    }
}

/// Runs the catch clause for the pending exception, where there is one.
#[cold]
#[inline(never)]
fn handle<S: Sort>(cx: &mut Context, frame: &Frame, catches: &[Catch], thrown: Thrown) -> Outcome<S::Out> {
    for catch in catches {
        match &catch.catcher {
            Catcher::Host { what, slot } => {
                if what.takes(&cx.pending) {
                    let exception = take_with_trace(cx);
                    let _handling = Handling::of(&exception);
                    frame.write(*slot, exception);
                    let outcome = S::eval(cx, frame, &catch.body);
                    frame.clear(*slot);
                    return outcome;
                }
            }
            Catcher::Cpp { resolution, holder, word, .. } => {
                let Some(handle) = cx.pending.get::<CppException>().map(CppException::handle) else { continue };
                // The wrapper may be compiled here, which must not disturb the exception on its way.
                let saved = Saved::take(cx);
                let object = native::catch_as(cx, resolution, handle);
                match object {
                    Ok(object) if object.is_null() => saved.restore(cx),
                    Ok(object) => {
                        saved.restore(cx);
                        let exception = take_with_trace(cx);
                        let _handling = Handling::of(&exception);
                        frame.write(*holder, exception);
                        frame.set_word(*word, object);
                        let outcome = S::eval(cx, frame, &catch.body);
                        frame.clear(*holder);
                        return outcome;
                    }
                    // The clause itself does not work, which is what has to be told.
                    Err(thrown) => return Err(thrown),
                }
            }
        }
    }
    Err(thrown)
}

/// Evaluates `finally` whichever way the rest went.
#[inline(never)]
fn finish<S: Sort>(cx: &mut Context, frame: &Frame, finally: &Node, outcome: Outcome<S::Out>) -> Outcome<S::Out> {
    match outcome {
        Ok(value) => {
            effect(cx, frame, finally)?;
            Ok(value)
        }
        Err(thrown) => {
            let saved = Saved::take(cx);
            effect(cx, frame, finally)?;
            saved.restore(cx);
            Err(thrown)
        }
    }
}

/// A pending exception put aside while something else runs.
pub struct Saved {
    pending: Value,
    trace: Vec<TraceEntry>,
}

impl Saved {
    pub fn take(cx: &mut Context) -> Saved {
        Saved { pending: cx.take_pending(), trace: std::mem::take(&mut cx.trace) }
    }

    pub fn restore(self, cx: &mut Context) {
        cx.pending = self.pending;
        cx.trace = self.trace;
    }
}
