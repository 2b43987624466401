//! Running wrappers. No borrow of the oracle is held while C++ runs: callbacks come back into the engine.

use super::oracle::{Wrapper, WrapperCode};
use super::{bridge, capture};
use crate::data::exception;
use crate::diagnostic::Diagnostic;
use crate::engine::Engine;
use crate::source::Span;
use crate::value::{Context, Outcome, Value, set_current, word};
use std::ffi::c_void;

/// Runs a wrapper, which is compiled first where it has to be, with all others that are pending. `at` is what a
/// failure to compile or link is reported against.
///
/// # Safety
/// `args` and `ret` are as the wrapper's slots and result want them; see [`WrapperCode`].
#[inline(always)]
pub unsafe fn run(
    cx: &mut Context,
    wrapper: &Wrapper,
    args: *const *mut c_void,
    ret: *mut c_void,
    at: Span,
) -> Outcome<()> {
    let code = match wrapper.code.get() {
        Some(code) => code,
        None => compiled(cx, wrapper, at)?,
    };
    wrapper.hits.set(wrapper.hits.get() + 1);
    // What a callback uses is this very context.
    set_current(cx);
    cx.gate.step_out();
    // SAFETY: by the contract.
    let threw = unsafe { wrapper.call(code, args, ret) };
    cx.gate.step_in();
    if threw == 0 {
        capture::arrived();
        Ok(())
    } else {
        Err(capture::capture(cx))
    }
}

/// Calls an object of C++ with host values (`gusset_from_object` in headers/gusset/runtime.h).
///
/// # Safety
/// `code` calls objects such as this one, which lives as long as the call.
pub unsafe fn call_object(cx: &mut Context, object: *mut u8, code: WrapperCode, args: &mut [Value]) -> Outcome {
    let mut count = args.len();
    let given = [object.cast(), args.as_mut_ptr().cast(), (&raw mut count).cast()];
    let mut result = word::NIL;
    set_current(cx);
    cx.gate.step_out();
    // SAFETY: by the contract; a value is its word.
    let threw = unsafe { bridge::guard().map_or(0, |guard| guard(code, given.as_ptr(), (&raw mut result).cast())) };
    cx.gate.step_in();
    if threw != 0 {
        return Err(capture::capture(cx));
    }
    capture::arrived();
    // SAFETY: the result's reference is ours.
    Ok(unsafe { Value::from_word(result) })
}

/// The wrapper's code.
#[cold]
#[inline(never)]
pub fn compiled(cx: &mut Context, wrapper: &Wrapper, at: Span) -> Outcome<WrapperCode> {
    if let Some(code) = wrapper.code.get() {
        return Ok(code);
    }
    // Also after a failure: what was missing may have been defined or linked since, and the wrapper be pending again.
    match Engine::of(cx).oracle() {
        Ok(oracle) => match oracle.try_borrow_mut() {
            Ok(mut oracle) => oracle.compile_pending(),
            Err(_) => {
                let busy = Diagnostic::new("cpp/busy", at, "C++ runs while C++ is being compiled");
                return Err(exception::throw_diagnostic(cx, busy));
            }
        },
        Err(diagnostic) => return Err(exception::throw_diagnostic(cx, diagnostic)),
    }
    if let Some(code) = wrapper.code.get() {
        return Ok(code);
    }
    let mut failure = wrapper
        .failure
        .get()
        .cloned()
        .unwrap_or_else(|| Diagnostic::new("cpp/link", at, format!("{} could not be compiled", wrapper.signature)));
    if !at.is_none() {
        failure.span = at;
    }
    Err(exception::throw_diagnostic(cx, failure))
}
