//! Methods of host values: `(.length s)`.

use super::call::push_all;
use super::eval::eval as eval_node;
use super::exceptions::passed;
use super::frame::{Frame, restore};
use crate::ast::Node;
use crate::data::exception::{self, Class, Exception};
use crate::value::{Context, Outcome, Value};
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

/// Calls the method `name` of a host value.
pub fn call_method(cx: &mut Context, name: &str, target: &Value, args: &mut [Value]) -> Outcome {
    if let (Some(exception), "getMessage", []) = (target.get::<Exception>(), name, &*args) {
        return Ok(exception.message.clone());
    }
    let count = args.len();
    let message = match target.kind() {
        _ if target.is_nil() => {
            return Err(exception::throw(cx, Class::NullPointerException, format!("cannot call .{name} of nil")));
        }
        Some(kind) => format!("a {kind:?} has no method .{name} of {count} arguments"),
        None => format!("the value has no method .{name} of {count} arguments"),
    };
    Err(exception::throw(cx, Class::IllegalArgumentException, message))
}
