//! The context of running code: its stacks, and what a safepoint poll finds.

use crate::config;
use crate::data::exception::{self, Class};
use crate::engine::Engine;
use crate::value::{Context, Outcome, Value};
use std::ptr;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

/// Slots kept free above the end that calls check, for the arguments and temporaries of one frame.
pub(super) const SLACK: usize = 64 << 10;

/// A context with its reserved value stack, for code that runs on the current thread. `engine` has to outlive it. End
/// it with [`release_stack`].
pub fn new_context(engine: &Engine) -> Box<Context> {
    let bytes = stack_bytes();
    // SAFETY: a private anonymous mapping; nothing is shared.
    let base = unsafe {
        libc::mmap(
            ptr::null_mut(),
            bytes,
            libc::PROT_READ | libc::PROT_WRITE,
            libc::MAP_PRIVATE | libc::MAP_ANONYMOUS | libc::MAP_NORESERVE,
            -1,
            0,
        )
    };
    assert!(base != libc::MAP_FAILED, "no address space for the value stack");
    let base = base.cast::<Value>();
    let stack_limit = machine_stack_limit();
    Box::new(Context {
        stack_top: base,
        // SAFETY: inside the mapping.
        stack_end: unsafe { base.add(config::VALUE_STACK_SLOTS) },
        pending: Value::UNBOUND,
        limit: Arc::new(AtomicUsize::new(stack_limit)),
        stack_limit,
        trace: Vec::new(),
        call_other: super::call_other,
        on_poll,
        engine: ptr::from_ref(engine).cast_mut().cast(),
    })
}

/// Frees the value stack of a context in which nothing is running any more, and never will.
pub fn release_stack(cx: &mut Context) {
    if cx.stack_end.is_null() {
        return;
    }
    // SAFETY: `stack_end` is where `new_context` put it, so this is the mapping's start; nothing runs on the stack, by
    // the contract, so nobody refers to it.
    unsafe { libc::munmap(cx.stack_end.sub(config::VALUE_STACK_SLOTS).cast(), stack_bytes()) };
    (cx.stack_top, cx.stack_end) = (ptr::null_mut(), ptr::null_mut());
}

fn stack_bytes() -> usize {
    (config::VALUE_STACK_SLOTS + SLACK) * size_of::<Value>()
}

/// The lowest address that the current thread's machine stack may grow down to.
fn machine_stack_limit() -> usize {
    // SAFETY: `attributes` is initialised by the first call, and freed after its last use.
    let (low, size) = unsafe {
        let mut attributes: libc::pthread_attr_t = std::mem::zeroed();
        let (mut low, mut size) = (ptr::null_mut(), 0);
        if libc::pthread_getattr_np(libc::pthread_self(), &raw mut attributes) == 0 {
            libc::pthread_attr_getstack(&raw const attributes, &raw mut low, &raw mut size);
            libc::pthread_attr_destroy(&raw mut attributes);
        }
        (low as usize, size)
    };
    // A small stack keeps a quarter of itself.
    low + config::MACHINE_STACK_RESERVE.min(size / 4)
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
    if engine.interrupt.swap(false, Ordering::SeqCst) {
        return Err(exception::throw(cx, Class::InterruptedException, "interrupted"));
    }
    if let Some(tier) = engine.started_tier_one()
        && let Ok(mut tier) = tier.try_borrow_mut()
    {
        tier.install();
    }
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
