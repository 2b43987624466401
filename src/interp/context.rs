//! The context of running code: its stacks, and what a safepoint poll finds.

use crate::data::exception::{self, Class};
use crate::engine::Engine;
use crate::interop::visitor;
use crate::value::{Context, Gate, Outcome, Value, ValueStack, machine_stack_limit};
use std::ptr;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

/// A context for code that runs on the current thread. `engine` has to outlive it.
pub fn new_context(engine: &Engine) -> Box<Context> {
    let stack = ValueStack::new();
    let stack_limit = machine_stack_limit();
    let limit = Arc::new(AtomicUsize::new(stack_limit));
    let mut cx = Box::new(Context {
        stack_top: stack.base(),
        stack_end: stack.end(),
        pending: Value::UNBOUND,
        limit: limit.clone(),
        stack_limit,
        trace: Vec::new(),
        call_other: super::call_other,
        on_poll,
        gate: Arc::new(Gate::new(limit, visitor::exchange)),
        engine: ptr::from_ref(engine).cast_mut().cast(),
        stack,
    });
    let address = &raw mut *cx;
    cx.gate.set_context(address);
    cx
}

/// What a poll that is due does: see `Context::on_poll`.
#[cold]
pub fn on_poll(cx: &mut Context) -> Outcome<()> {
    let marker = 0u8;
    if (&raw const marker as usize) < cx.stack_limit {
        return Err(stack_overflow(cx));
    }
    // The limit first: whoever asks again after this is heard at the next poll.
    cx.limit.store(cx.stack_limit, Ordering::SeqCst);
    let engine = Engine::of(cx);
    // The user means what the engine's thread does: an exception in another would end the process.
    if cx.gate.is_home() && engine.interrupt.swap(false, Ordering::SeqCst) {
        return Err(exception::throw(cx, Class::InterruptedException, "interrupted"));
    }
    if let Some(tier) = engine.started_tier_one()
        && let Ok(mut tier) = tier.try_borrow_mut()
    {
        tier.install();
    }
    cx.gate.give_turn();
    Ok(())
}

/// Raises that calls are nested too deeply.
#[cold]
pub(super) fn stack_overflow(cx: &mut Context) -> crate::value::Thrown {
    exception::throw(
        cx,
        Class::StackOverflowError,
        "calls are nested too deeply: the recursion has no end, or should be a loop with `recur`",
    )
}
