//! The context of running code: its stacks, and what a safepoint poll finds.

use crate::data::exception::{self, Class};
use crate::engine::Engine;
use crate::interop::visitor;
use crate::value::{Context, Gate, MachineStack, Outcome, Value, ValueStack};
use std::ptr;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

/// A context for code that runs on the current thread. `engine` has to outlive it.
pub fn new_context(engine: &Engine) -> Box<Context> {
    let stack = ValueStack::new();
    let machine_stack = MachineStack::here();
    let limit = Arc::new(AtomicUsize::new(machine_stack.limit));
    let mut cx = Box::new(Context {
        stack_top: stack.base(),
        stack_end: stack.end(),
        pending: Value::UNBOUND,
        limit: limit.clone(),
        machine_stack,
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

/// Frames of functions are those of a thread, one in the other, and end in that order; the functions of a fiber would
/// not.
const FOREIGN_STACK: &str = "a function is called on a stack of C++'s own (a fiber's, or of a coroutine that has one): \
                             functions run on the stacks of threads";

/// What a poll that is due does: see `Context::on_poll`.
#[cold]
pub fn on_poll(cx: &mut Context) -> Outcome<()> {
    let marker = 0u8;
    let address = &raw const marker as usize;
    if !cx.machine_stack.contains(address) {
        return Err(exception::throw(cx, Class::IllegalStateException, FOREIGN_STACK));
    }
    if address < cx.machine_stack.limit {
        return Err(stack_overflow(cx));
    }
    // The limit first: whoever asks again after this is heard at the next poll.
    cx.limit.store(cx.machine_stack.limit, Ordering::SeqCst);
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
