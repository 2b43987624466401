//! Exceptions that are put down (caught, or handed to C++ frames) and taken up again: their trace goes with them.

use super::cpp::CppException;
use super::exception::Exception;
use crate::value::{Context, Thrown, TraceEntry, Value, raise};
use std::cell::RefCell;

/// Where an exception keeps its trace; other thrown values have no place for one.
fn trace_of(value: &Value) -> Option<&RefCell<Vec<TraceEntry>>> {
    let of_host = value.get::<Exception>().map(|exception| &exception.trace);
    of_host.or_else(|| value.get::<CppException>().map(|exception| &exception.trace))
}

/// The pending exception, which now keeps its trace itself.
pub fn take_with_trace(cx: &mut Context) -> Value {
    let value = cx.take_pending();
    let trace = std::mem::take(&mut cx.trace);
    if let Some(own) = trace_of(&value) {
        own.replace(trace);
    }
    value
}

/// Raises a value; one that was thrown before keeps the trace that it has.
#[cold]
pub fn throw_again(cx: &mut Context, value: Value) -> Thrown {
    let trace = trace_of(&value).map(RefCell::take).unwrap_or_default();
    let thrown = raise(cx, value);
    cx.trace = trace;
    thrown
}
