//! A context without an engine, for unit tests that call natives.

use crate::value::{Context, Gate, MachineStack, Outcome, Value, ValueStack, live_objects, set_current};
use std::sync::Arc;
use std::sync::atomic::AtomicUsize;

/// Runs a test with a context, and checks that it leaves no object behind.
pub fn with_context(test: impl FnOnce(&mut Context)) {
    let before = live_objects();
    let stack = ValueStack::new();
    let marker = 0u8;
    // Test threads have two megabytes of stack; half of it is enough to see that deep recursion is found out.
    let limit = (&raw const marker as usize).saturating_sub(1 << 20);
    let shared_limit = Arc::new(AtomicUsize::new(limit));
    let mut cx = Context {
        stack_top: stack.base(),
        stack_end: stack.end(),
        pending: Value::UNBOUND,
        limit: shared_limit.clone(),
        machine_stack: MachineStack::down_to(limit),
        trace: Vec::new(),
        call_other,
        on_poll: |cx| Err(super::exception::throw(cx, super::exception::Class::StackOverflowError, "stack overflow")),
        gate: Arc::new(Gate::new(shared_limit, |_| ())),
        engine: std::ptr::null_mut(),
        stack,
    };
    set_current(&mut cx);
    test(&mut cx);
    cx.pending = Value::UNBOUND;
    set_current(std::ptr::null_mut());
    assert_eq!(live_objects(), before, "live objects are left");
}

/// Keywords and collections as functions.
fn call_other(cx: &mut Context, callee: &Value, args: &mut [Value]) -> Outcome {
    if callee.as_keyword().is_some() {
        return super::seq::get(cx, &args[0], callee, Value::NIL);
    }
    super::seq::get(cx, callee, &args[0], Value::NIL)
}

/// The message of the exception that a call raised.
pub fn message(cx: &mut Context, outcome: Outcome) -> String {
    match outcome {
        Ok(value) => format!("no exception but {value:?}"),
        Err(_) => {
            let exception = cx.take_pending();
            super::print::display(cx, &exception).unwrap_or_default()
        }
    }
}
