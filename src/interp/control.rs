//! `let`, `case` and `recur`.

use super::eval::{Host, Sort, eval, operand};
use super::exceptions::passed;
use super::frame::{Frame, push};
use super::native;
use crate::ast::{Binding, Case, Node, RecurArg};
use crate::value::{Context, Outcome, Value};
use std::ptr;

/// `let` of a host value. What native bindings kept alive stays until its end.
#[inline(never)]
pub(super) fn eval_let(cx: &mut Context, frame: &Frame, bindings: &[Binding], body: &Node) -> Outcome {
    let mark = cx.stack_top;
    let outcome = let_::<Host>(cx, frame, bindings, body);
    super::frame::restore(cx, mark);
    outcome
}

#[inline(always)]
pub(super) fn let_<S: Sort>(cx: &mut Context, frame: &Frame, bindings: &[Binding], body: &Node) -> Outcome<S::Out> {
    for (done, binding) in bindings.iter().enumerate() {
        let outcome = match binding {
            Binding::Host { slot, init } => operand(cx, frame, init).map(|value| frame.write(*slot, value)),
            Binding::Native { word, init, .. } => {
                native::eval(cx, frame, init).map(|address| frame.set_word(*word, address))
            }
        };
        if let Err(thrown) = outcome {
            return undo(cx, frame, &bindings[..done]).and(Err(thrown));
        }
    }
    let outcome = S::eval(cx, frame, body);
    let ended = undo(cx, frame, bindings);
    if ended.is_err() {
        passed(cx, frame, body.span);
    }
    ended.and(outcome)
}

/// Ends the bindings' scope: drops and destroys in reverse, all of them, also where a destructor throws.
#[inline(always)]
fn undo(cx: &mut Context, frame: &Frame, bindings: &[Binding]) -> Outcome<()> {
    let mut ended = Ok(());
    for binding in bindings.iter().rev() {
        match binding {
            Binding::Host { slot, .. } => frame.clear(*slot),
            Binding::Native { word, destroy: Some(destroy), .. } => {
                ended = ended.and(native::destroy(cx, destroy, frame.word(*word)));
            }
            Binding::Native { destroy: None, .. } => {}
        }
    }
    ended
}

#[inline(never)]
pub(super) fn eval_case<S: Sort>(cx: &mut Context, frame: &Frame, case: &Case) -> Outcome<S::Out> {
    let value = eval(cx, frame, &case.value)?;
    let branch = case.table.get(&value).and_then(|index| case.branches.get(*index as usize));
    drop(value);
    S::eval(cx, frame, branch.unwrap_or(&case.default))
}

/// `recur`: assigns, and signals it.
#[inline(always)]
pub(super) fn recur(cx: &mut Context, frame: &Frame, args: &[RecurArg]) -> Outcome {
    assign(cx, frame, args)?;
    Ok(Value::UNBOUND)
}

/// Evaluates all arguments, then assigns them.
#[inline(never)]
pub(super) fn assign(cx: &mut Context, frame: &Frame, args: &[RecurArg]) -> Outcome<()> {
    if let [RecurArg::Host { slot, value }] = args {
        let value = operand(cx, frame, value)?;
        frame.write(*slot, value);
        return Ok(());
    }
    if let [RecurArg::Host { slot: first_slot, value: first }, RecurArg::Host { slot: second_slot, value: second }] =
        args
    {
        let first = operand(cx, frame, first)?;
        let second = operand(cx, frame, second)?;
        frame.write(*first_slot, first);
        frame.write(*second_slot, second);
        return Ok(());
    }
    if args.iter().any(|arg| matches!(arg, RecurArg::Native { .. })) {
        return native::assign(cx, frame, args);
    }
    let base = cx.stack_top;
    for arg in args {
        let RecurArg::Host { value, .. } = arg else { continue };
        match operand(cx, frame, value) {
            Ok(value) => push(cx, value),
            Err(thrown) => {
                super::frame::restore(cx, base);
                return Err(thrown);
            }
        }
    }
    for arg in args.iter().rev() {
        if let RecurArg::Host { slot, .. } = arg {
            // SAFETY: one value was pushed for each argument, all being host ones; they are popped in reverse.
            let value = unsafe {
                cx.stack_top = cx.stack_top.sub(1);
                ptr::read(cx.stack_top)
            };
            frame.write(*slot, value);
        }
    }
    Ok(())
}
