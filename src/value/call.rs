//! How a function value is called without knowing its tier, and the state that every running piece of code shares.
//!
//! A host exception is a return value: [`Outcome`] in Rust, the word [`word::THROWN`] in compiled code, with the
//! exception itself waiting in [`Context::pending`] (decision D6).

use super::{Gate, Header, Kind, MachineStack, Object, Value, ValueStack, word};
use crate::source::Span;
use std::cell::Cell;
use std::ffi::c_void;
use std::ptr::{self, NonNull};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

/// An exception is pending in the [`Context`]. Only [`raise`] and failed calls make one.
#[derive(Debug)]
#[must_use]
pub struct Thrown(());

/// What evaluating something gives.
pub type Outcome<T = Value> = Result<T, Thrown>;

/// The code pointer of a function object: the only way into a tier (decision D6). Function bodies of kinds
/// [`Kind::Function`], [`Kind::Builtin`] and [`Kind::MultiFunction`] start with one.
///
/// `args` holds `count` values, which the callee takes: afterwards their memory holds nothing. Where
/// `args + count == cx.stack_top` the callee's frame may simply grow from `args`. The callee leaves `stack_top` as it
/// was. Returns a value's word, owned by the caller, or [`word::THROWN`].
pub type Entry = unsafe extern "C" fn(cx: *mut Context, callee: *const Header, args: *mut Value, count: usize) -> u64;

/// A call on the way of an exception, innermost first.
#[derive(Clone, Debug)]
pub struct TraceEntry {
    /// The function that was running, as `ns/name`; none for a top-level form.
    pub function: Option<std::rc::Rc<str>>,
    pub span: Span,
}

/// The state shared by all running code of one engine; of that, the stacks and what is pending belong to the thread
/// that is inside its [`Gate`]. Compiled code reads the first fields by their offsets.
#[repr(C)]
pub struct Context {
    /// The first free slot of the value stack. Below it everything is a valid value or a native local's bytes.
    pub stack_top: *mut Value,
    /// One past the last slot.
    pub stack_end: *mut Value,
    /// The exception on its way; unbound when there is none.
    pub pending: Value,
    /// Machine stack addresses below this are out of bounds. `usize::MAX` while an interrupt is requested, so that
    /// one comparison at function entry and loop back-edges serves both (a safepoint poll). Its address is fixed.
    pub limit: Arc<AtomicUsize>,
    /// Its limit is what `limit` is when no interrupt is requested.
    pub machine_stack: MachineStack,
    /// Where the pending exception has passed.
    pub trace: Vec<TraceEntry>,
    /// Calls what has no [`Entry`]: keywords, collections, vars, C++ callables.
    pub call_other: fn(&mut Context, &Value, &mut [Value]) -> Outcome,
    /// Raises what a poll found: a stack overflow or an interrupt. Returns normally when it was a false alarm.
    pub on_poll: fn(&mut Context) -> Outcome<()>,
    /// Whom the engine runs for: the thread inside.
    pub gate: Arc<Gate>,
    /// The engine, for those above this layer; see `engine::Engine::of`.
    pub engine: *mut c_void,
    /// The memory of `stack_top` and `stack_end`.
    pub stack: ValueStack,
}

thread_local! {
    static CURRENT: Cell<*mut Context> = const { Cell::new(ptr::null_mut()) };
}

/// Makes `cx` the context of this thread until something else is; null when an engine ends.
pub fn set_current(cx: *mut Context) {
    CURRENT.set(cx);
}

/// The context of this thread's engine, for code that cannot be handed one: `Hash`, `Eq` and `Debug` of lazy values.
///
/// # Panics
/// Where no engine runs on this thread; values that need one to be looked at exist only inside an engine.
pub fn current<'a>() -> &'a mut Context {
    current_if_any().expect("no engine on this thread")
}

/// The context of this thread's engine, where one runs.
pub fn current_if_any<'a>() -> Option<&'a mut Context> {
    // SAFETY: the engine sets this to its context, which is boxed, and resets it before the context is dropped. Code
    // of one engine runs on one thread at a time, and nobody keeps the reference over a call.
    unsafe { CURRENT.get().as_mut() }
}

impl Context {
    /// Whether a poll is due; see [`Context::limit`]. `sp` is any address in the caller's machine frame.
    #[inline(always)]
    pub fn poll_due(&self, sp: usize) -> bool {
        sp < self.limit.load(Ordering::Relaxed)
    }

    /// The safepoint poll of tier 0 and of long-running builtins.
    #[inline(always)]
    pub fn poll(&mut self) -> Outcome<()> {
        let marker = 0u8;
        if self.poll_due(&raw const marker as usize) { (self.on_poll)(self) } else { Ok(()) }
    }

    /// Waits until another thread has done something, which `done` says. May be interrupted.
    pub fn wait_until(&mut self, mut done: impl FnMut() -> bool) -> Outcome<()> {
        while !done() {
            self.poll()?;
            self.gate.pause();
        }
        Ok(())
    }

    /// Takes the pending exception, whose trace is in [`Context::trace`].
    pub fn take_pending(&mut self) -> Value {
        std::mem::replace(&mut self.pending, Value::UNBOUND)
    }
}

/// Starts throwing `exception`.
#[cold]
pub fn raise(cx: &mut Context, exception: Value) -> Thrown {
    cx.pending = exception;
    cx.trace.clear();
    Thrown(())
}

/// What a call of compiled code or of an [`Entry`] returned, as an outcome.
///
/// # Safety
/// `word` was returned by such a call, and its reference is the caller's.
#[inline(always)]
pub unsafe fn outcome_of(word: u64) -> Outcome {
    if word == word::THROWN { Err(Thrown(())) } else { Ok(Value(word)) }
}

/// The inverse of [`outcome_of`].
#[inline(always)]
pub fn word_of(outcome: Outcome) -> u64 {
    match outcome {
        Ok(value) => value.into_word(),
        Err(Thrown(())) => word::THROWN,
    }
}

/// The code pointer of a function or builtin.
#[inline(always)]
pub fn entry_of(callee: &Value) -> Option<(Entry, NonNull<Header>)> {
    let header = callee.header()?;
    if matches!(header.kind, Kind::Function | Kind::Builtin | Kind::MultiFunction) {
        let object = NonNull::from(header);
        // SAFETY: bodies of these kinds start with their entry (see `Entry`), right behind the header.
        Some((unsafe { (*object.cast::<Object<Entry>>().as_ptr()).body }, object))
    } else {
        None
    }
}

/// Calls any callable value. The arguments are taken; the slice holds nil afterwards.
pub fn call(cx: &mut Context, callee: &Value, args: &mut [Value]) -> Outcome {
    match entry_of(callee) {
        Some((entry, object)) => {
            // SAFETY: `entry` belongs to `object`, which `callee` keeps alive; the arguments are valid and are
            // overwritten below without being dropped.
            unsafe {
                let word = entry(cx, object.as_ptr(), args.as_mut_ptr(), args.len());
                for arg in args {
                    ptr::write(arg, Value::NIL);
                }
                outcome_of(word)
            }
        }
        None => (cx.call_other)(cx, callee, args),
    }
}
