//! Methods of host values: `(.length s)`.

use super::call::push_all;
use super::eval::eval as eval_node;
use super::exceptions::passed;
use super::frame::{Frame, restore};
use crate::ast::Node;
use crate::value::{Context, Outcome};
use std::rc::Rc;

#[inline(never)]
pub(super) fn eval(
    cx: &mut Context,
    frame: &Frame,
    node: &Node,
    name: &Rc<str>,
    target: &Node,
    args: &[Node],
) -> Outcome {
    let target = eval_node(cx, frame, target)?;
    let base = cx.stack_top;
    push_all(cx, frame, args)?;
    // SAFETY: `push_all` left the arguments there; they stay the stack's.
    let values = unsafe { std::slice::from_raw_parts_mut(base, args.len()) };
    let outcome = call_method(cx, name, &target, values);
    restore(cx, base);
    if outcome.is_err() {
        passed(cx, frame, node.span);
    }
    outcome
}

pub use crate::core::methods::call as call_method;
