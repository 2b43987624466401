//! `loop`: iteration, and on-stack replacement by compiled code.

use super::control::assign;
use super::eval::{Sort, operand};
use super::exceptions::passed;
use super::frame::{Frame, restore};
use super::{hot, native};
use crate::ast::{LoopNode, RecurArg};
use crate::engine::Engine;
use crate::value::{Context, Outcome, Thrown};
use std::ptr;
use std::rc::Rc;

#[inline(never)]
pub(super) fn eval<S: Sort>(cx: &mut Context, frame: &Frame, node: &Rc<LoopNode>) -> Outcome<S::Out> {
    let outcome = match start(cx, frame, node) {
        Ok(()) => iterate::<S>(cx, frame, node),
        Err(thrown) => Err(thrown),
    };
    let mut ended = Ok(());
    // The variables' scope ends, whichever way. Native ones that do not exist (any more) have a null address.
    for variable in node.init.iter().rev() {
        match variable {
            RecurArg::Host { slot, .. } => frame.clear(*slot),
            RecurArg::Native { word, destroy: Some(destroy), .. } => {
                let address = frame.word(*word);
                if !address.is_null() {
                    frame.set_word(*word, ptr::null_mut());
                    ended = ended.and(native::destroy(cx, destroy, address));
                }
            }
            RecurArg::Native { destroy: None, .. } => {}
        }
    }
    ended.and(outcome)
}

/// Gives the variables their first values, in order: an initial value may use the variables before it.
fn start(cx: &mut Context, frame: &Frame, node: &LoopNode) -> Outcome<()> {
    for variable in &node.init {
        if let RecurArg::Native { word, .. } = variable {
            frame.set_word(*word, ptr::null_mut());
        }
    }
    for variable in &node.init {
        match variable {
            RecurArg::Host { slot, value } => {
                let value = operand(cx, frame, value)?;
                frame.write(*slot, value);
            }
            RecurArg::Native { .. } => assign(cx, frame, std::slice::from_ref(variable))?,
        }
    }
    Ok(())
}

fn iterate<S: Sort>(cx: &mut Context, frame: &Frame, node: &Rc<LoopNode>) -> Outcome<S::Out> {
    let mark = cx.stack_top;
    let threshold = u64::from(Engine::of(cx).config.osr_threshold);
    loop {
        let iterations = node.iterations.get();
        node.iterations.set(iterations + 1);
        if iterations <= threshold || iterations & hot::ASK_AGAIN == 0 {
            hot::iterated(cx, frame, node, iterations);
        }
        if let Some(code) = node.code.get() {
            let callee = frame.function.map_or(ptr::null(), |function| &raw const function.header);
            // SAFETY: the code was compiled for this loop, whose state is in this frame.
            return unsafe { S::of_code(code(cx, callee, frame.slots(), frame.native())) };
        }
        if cx.poll_due(&raw const threshold as usize) {
            poll(cx, frame, node)?;
        }
        let out = S::eval(cx, frame, &node.body)?;
        if !S::is_recur(&out) {
            return Ok(out);
        }
        if !S::HOST {
            restore(cx, mark);
        }
    }
}

#[cold]
#[inline(never)]
fn poll(cx: &mut Context, frame: &Frame, node: &LoopNode) -> Result<(), Thrown> {
    let outcome = (cx.on_poll)(cx);
    if outcome.is_err() {
        passed(cx, frame, node.span);
    }
    outcome
}
