//! What gets hot: counting, profiles, and asking tier 1.

use super::frame::Frame;
use crate::ast::{Arity, Function, LoopNode, Profile, RecurArg, Tier};
use crate::engine::Engine;
use crate::value::{Context, Object, Ref, Value, retain};
use std::ptr::NonNull;
use std::rc::Rc;

/// A function or loop whose code was thrown away, or that tier 1 was too busy for, is offered again when this mask of
/// its count is 0.
pub(super) const ASK_AGAIN: u64 = 0x3FFF;

/// Called before call number `calls` (from 0) while an arity warms up: gathers its profile, and asks for compiled code
/// at the threshold.
///
/// # Safety
/// `args` are valid values, at least as many as the arity's fixed parameters.
#[inline(never)]
pub(super) unsafe fn called(
    cx: &mut Context,
    function: &Object<Function>,
    arity: &Rc<Arity>,
    calls: u64,
    args: *const Value,
) {
    let engine = Engine::of(cx);
    let threshold = u64::from(engine.config.jit_threshold);
    let forced = function.body.prototype.jit == Some(true);
    for (index, seen) in arity.profile.iter().enumerate() {
        // SAFETY: there are as many arguments as fixed parameters, by the contract.
        seen.set(seen.get() | Profile::of(unsafe { &*args.add(index) }));
    }
    let due = calls >= threshold || forced;
    if !due || arity.tier.get() != Tier::Interpreted || function.body.prototype.jit == Some(false) {
        return;
    }
    if let Some(tier) = engine.tier_one()
        && let Ok(mut tier) = tier.try_borrow_mut()
        && let Some(index) = function.body.prototype.arities.iter().position(|other| Rc::ptr_eq(other, arity))
    {
        let header = NonNull::from(function).cast();
        // SAFETY: the function is being called, so it is alive; the reference added here is the `Ref`'s.
        let function = unsafe {
            retain(header);
            Ref::from_raw(header)
        };
        tier.compile_function(cx, &function, index, threshold == 0 || forced);
    }
}

/// The same before iteration number `iterations` of a loop.
#[inline(never)]
pub(super) fn iterated(cx: &mut Context, frame: &Frame, node: &Rc<LoopNode>, iterations: u64) {
    let engine = Engine::of(cx);
    let threshold = u64::from(engine.config.osr_threshold);
    for (seen, variable) in node.profile.iter().zip(&node.init) {
        if let RecurArg::Host { slot, .. } = variable {
            seen.set(seen.get() | Profile::of(frame.peek(*slot)));
        }
    }
    let prototype = frame.function.map(|function| &function.body.prototype);
    let refused = prototype.is_some_and(|prototype| prototype.jit == Some(false));
    if iterations < threshold || node.tier.get() != Tier::Interpreted || refused {
        return;
    }
    if let Some(tier) = engine.tier_one()
        && let Ok(mut tier) = tier.try_borrow_mut()
    {
        tier.compile_loop(cx, node, frame.function_ref().as_ref(), prototype, threshold == 0);
    }
}
