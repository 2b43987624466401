//! Evaluation of host expressions.

use super::frame::{Frame, restore};
use super::{call, closures, collections, control, exceptions, host_method, intrinsics, loops, native, vars};
use crate::ast::{Node, NodeKind, Ty};
use crate::value::{Context, Outcome, Value};

/// How the two sorts of expression differ, for the nodes that may be of either.
pub(super) trait Sort {
    type Out;
    const HOST: bool;
    fn eval(cx: &mut Context, frame: &Frame, node: &Node) -> Outcome<Self::Out>;
    /// What `recur` gives after assigning, up to its loop or function.
    fn recur() -> Self::Out;
    fn is_recur(out: &Self::Out) -> bool;
    /// # Safety
    /// Compiled code for an expression of this sort returned `word`, whose reference is the caller's.
    unsafe fn of_code(word: u64) -> Outcome<Self::Out>;
}

/// Host values.
pub(super) struct Host;

impl Sort for Host {
    type Out = Value;
    const HOST: bool = true;
    #[inline(always)]
    fn eval(cx: &mut Context, frame: &Frame, node: &Node) -> Outcome {
        eval(cx, frame, node)
    }
    #[inline(always)]
    fn recur() -> Value {
        Value::UNBOUND
    }
    #[inline(always)]
    fn is_recur(out: &Value) -> bool {
        out.is_unbound()
    }
    #[inline(always)]
    unsafe fn of_code(word: u64) -> Outcome {
        // SAFETY: passed on.
        unsafe { crate::value::outcome_of(word) }
    }
}

/// The value of a host expression, owned. The value stack is afterwards as it was before. An unbound value says that
/// a `recur` has assigned its variables.
pub(super) fn eval(cx: &mut Context, frame: &Frame, node: &Node) -> Outcome {
    let mut node = node;
    loop {
        match &node.kind {
            NodeKind::Const(value) => return Ok(value.clone()),
            NodeKind::Local { slot, last } => return Ok(frame.read(*slot, *last)),
            NodeKind::If { test, then, otherwise } => {
                node = if truth(cx, frame, test)? { then } else { otherwise };
            }
            NodeKind::Do(nodes) => match nodes.split_last() {
                Some((last, rest)) => {
                    for statement in rest {
                        effect(cx, frame, statement)?;
                    }
                    node = last;
                }
                None => return Ok(Value::NIL),
            },
            NodeKind::Intrinsic { op, args } => return intrinsics::eval(cx, frame, node, *op, args),
            NodeKind::Call { callee, args } => return call::eval(cx, frame, node, callee, args),
            NodeKind::Recur(args) => return control::recur(cx, frame, args),
            NodeKind::Let { bindings, body } => return control::eval_let(cx, frame, bindings, body),
            _ => return eval_other(cx, frame, node),
        }
    }
}

/// The same as [`eval`], with the most frequent kinds decided where it stands: each place then has jumps of its own,
/// which processors predict better than one that all share.
#[inline(always)]
pub(super) fn operand(cx: &mut Context, frame: &Frame, node: &Node) -> Outcome {
    match &node.kind {
        NodeKind::Local { slot, last } => Ok(frame.read(*slot, *last)),
        NodeKind::Const(value) => Ok(value.clone()),
        NodeKind::Intrinsic { op, args } => intrinsics::eval(cx, frame, node, *op, args),
        NodeKind::Call { callee, args } => call::eval(cx, frame, node, callee, args),
        _ => eval(cx, frame, node),
    }
}

/// Evaluates for effect.
#[inline(always)]
pub(super) fn effect(cx: &mut Context, frame: &Frame, node: &Node) -> Outcome<()> {
    if matches!(node.ty, Ty::Native(_)) { native_effect(cx, frame, node) } else { eval(cx, frame, node).map(drop) }
}

#[inline(never)]
fn native_effect(cx: &mut Context, frame: &Frame, node: &Node) -> Outcome<()> {
    let mark = cx.stack_top;
    let outcome = native::eval(cx, frame, node);
    restore(cx, mark);
    outcome.map(drop)
}

/// The test of an `if`.
#[inline(always)]
pub(super) fn truth(cx: &mut Context, frame: &Frame, test: &Node) -> Outcome<bool> {
    match &test.kind {
        NodeKind::Intrinsic { op, args } => intrinsics::test(cx, frame, test, *op, args),
        NodeKind::Local { slot, last: false } => Ok(frame.peek(*slot).is_truthy()),
        _ if matches!(test.ty, Ty::Native(_)) => native_truth(cx, frame, test),
        _ => Ok(eval(cx, frame, test)?.is_truthy()),
    }
}

#[inline(never)]
fn native_truth(cx: &mut Context, frame: &Frame, test: &Node) -> Outcome<bool> {
    let mark = cx.stack_top;
    // SAFETY: a native test is a `bool`, whose address evaluation gives; a byte is read so that no invalid `bool`
    // comes to be.
    let outcome = native::eval(cx, frame, test).map(|address| unsafe { address.read() } != 0);
    restore(cx, mark);
    outcome
}

/// The less frequent nodes, apart from [`eval`] so that its machine frame stays small.
#[inline(never)]
fn eval_other(cx: &mut Context, frame: &Frame, node: &Node) -> Outcome {
    let mark = cx.stack_top;
    let outcome = match &node.kind {
        NodeKind::Var(var) => vars::eval(cx, frame, node, var),
        NodeKind::Capture(index) => Ok(closures::capture(frame, *index)),
        NodeKind::SelfFunction => Ok(closures::self_function(frame)),
        NodeKind::Sibling(index) => Ok(closures::sibling(frame, *index)),
        NodeKind::Fn { prototype, captures } => closures::eval_fn(cx, frame, node, prototype, captures),
        NodeKind::Letfn { group, captures, slots, body } => {
            closures::eval_letfn::<Host>(cx, frame, node, group, captures, slots, body)
        }
        NodeKind::Def { var, init, meta } => vars::def(cx, frame, var, init.as_deref(), meta.as_deref()),
        NodeKind::SetVar { var, value } => vars::set(cx, frame, node, var, value),
        NodeKind::HostMethod { name, target, args } => host_method::eval(cx, frame, node, name, target, args),
        NodeKind::Vector(items) => collections::eval_vector(cx, frame, node, items),
        NodeKind::Map(items) => collections::eval_map(cx, frame, node, items),
        NodeKind::Set(items) => collections::eval_set(cx, frame, node, items),
        NodeKind::WithMeta { value, meta } => collections::eval_with_meta(cx, frame, node, value, meta),
        NodeKind::Case(case) => control::eval_case::<Host>(cx, frame, case),
        NodeKind::Throw(value) => Err(exceptions::eval_throw(cx, frame, node, value)),
        NodeKind::Rethrow { holder } => Err(exceptions::rethrow(cx, frame, *holder)),
        NodeKind::Loop(loop_node) => loops::eval::<Host>(cx, frame, loop_node),
        NodeKind::Try { body, catches, finally } => {
            exceptions::eval_try::<Host>(cx, frame, body, catches, finally.as_deref())
        }
        NodeKind::ToHost { value, how } => native::to_host(cx, frame, node, value, how),
        NodeKind::FullExpr { temporaries, body } => native::full_expression::<Host>(cx, frame, temporaries, body),
        NodeKind::Box { kind, ty, value } => native::make_box(cx, frame, node, kind, *ty, value),
        // A native expression where its value does not matter.
        NodeKind::NativeLocal(_)
        | NodeKind::NativeCapture(_)
        | NodeKind::Cpp(_)
        | NodeKind::CppConstant(_)
        | NodeKind::FromHost { .. }
        | NodeKind::Temporary { .. }
        | NodeKind::NativeCopy { .. }
        | NodeKind::Unbox { .. } => native::eval(cx, frame, node).map(|_| Value::NIL),
        // `eval` keeps these to itself.
        NodeKind::Const(_)
        | NodeKind::Local { .. }
        | NodeKind::If { .. }
        | NodeKind::Do(_)
        | NodeKind::Intrinsic { .. }
        | NodeKind::Call { .. }
        | NodeKind::Recur(_)
        | NodeKind::Let { .. } => eval(cx, frame, node),
    };
    restore(cx, mark);
    outcome
}
