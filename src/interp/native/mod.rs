//! Native (C++) expressions: evaluation gives the address of an object.
//!
//! What a native expression refers to in host values (a string's bytes, a box's object) has to live as long as C++ may
//! look at it. So a conversion from the host leaves its value on top of the value stack, and the enclosing host
//! expression takes it off when it ends (`frame::restore`).

mod boxes;
mod moves;
mod operation;

pub use boxes::box_object;
pub(super) use boxes::make_box;
pub(super) use moves::assign;
pub use moves::{capture_object, destroy, destroy_quietly};
pub use operation::catch_as;

use super::eval::{Sort, effect, eval as eval_host};
use super::exceptions::passed;
use super::frame::{Frame, push, restore};
use super::{closures, control, exceptions, loops};
use crate::ast::{Node, NodeKind, Temporary};
use crate::interop::convert;
use crate::interop::oracle::{FromHost, ToHost};
use crate::value::{Context, Outcome};
use std::ptr;

/// The address that stands for "a `recur` has assigned its variables".
static RECUR: u8 = 0;

/// Native expressions.
pub(super) struct Native;

impl Sort for Native {
    type Out = *mut u8;
    const HOST: bool = false;
    #[inline(always)]
    fn eval(cx: &mut Context, frame: &Frame, node: &Node) -> Outcome<*mut u8> {
        eval(cx, frame, node)
    }
    #[inline(always)]
    fn recur() -> *mut u8 {
        (&raw const RECUR).cast_mut()
    }
    #[inline(always)]
    fn is_recur(out: &*mut u8) -> bool {
        ptr::eq(*out, &raw const RECUR)
    }
    #[inline(always)]
    unsafe fn of_code(word: u64) -> Outcome<*mut u8> {
        // Compiled code gives the address itself.
        // SAFETY: passed on; an address is no heap word, or is taken out again unharmed by `into_word`.
        unsafe { crate::value::outcome_of(word).map(|value| value.into_word() as *mut u8) }
    }
}

/// The address of a native expression's object. Values that it needs stay on the value stack.
pub(super) fn eval(cx: &mut Context, frame: &Frame, node: &Node) -> Outcome<*mut u8> {
    let mut node = node;
    loop {
        match &node.kind {
            NodeKind::NativeLocal(word) => return Ok(frame.word(*word)),
            NodeKind::NativeCapture(index) => return Ok(closures::native_capture(frame, *index)),
            NodeKind::CppConstant(constant) => return Ok((&raw const constant.bytes).cast_mut().cast()),
            NodeKind::Cpp(call) => return operation::eval_cpp(cx, frame, node, call),
            NodeKind::FromHost { value, how, ty, storage } => {
                return from_host(cx, frame, node, value, how, *ty, *storage);
            }
            NodeKind::Temporary { word, value } => {
                let address = eval(cx, frame, value)?;
                frame.set_word(*word, address);
                return Ok(address);
            }
            NodeKind::NativeCopy { value, how, storage } => {
                let from = eval(cx, frame, value)?;
                let to = frame.address(*storage);
                moves::construct(cx, frame, node.span, how, from, to)?;
                return Ok(to);
            }
            NodeKind::Unbox { ty, value, storage } => return boxes::unbox(cx, frame, node, *ty, value, *storage),
            NodeKind::FullExpr { temporaries, body } => {
                return full_expression::<Native>(cx, frame, temporaries, body);
            }
            NodeKind::Do(nodes) => match nodes.split_last() {
                Some((last, rest)) => {
                    for statement in rest {
                        effect(cx, frame, statement)?;
                    }
                    node = last;
                }
                None => return Ok(ptr::null_mut()),
            },
            NodeKind::If { test, then, otherwise } => {
                node = if super::eval::truth(cx, frame, test)? { then } else { otherwise };
            }
            NodeKind::Let { bindings, body } => return control::let_::<Native>(cx, frame, bindings, body),
            NodeKind::Letfn { group, captures, slots, body } => {
                return closures::eval_letfn::<Native>(cx, frame, node, group, captures, slots, body);
            }
            NodeKind::Case(case) => return control::eval_case::<Native>(cx, frame, case),
            NodeKind::Loop(loop_node) => return loops::eval::<Native>(cx, frame, loop_node),
            NodeKind::Try { body, catches, finally } => {
                return exceptions::eval_try::<Native>(cx, frame, body, catches, finally.as_deref());
            }
            // Host nodes in native position never give a value (`throw`), or signal a `recur`.
            _ => {
                let value = eval_host(cx, frame, node)?;
                return Ok(if value.is_unbound() { Native::recur() } else { ptr::null_mut() });
            }
        }
    }
}

#[inline(never)]
fn from_host(
    cx: &mut Context,
    frame: &Frame,
    node: &Node,
    value: &Node,
    how: &FromHost,
    ty: crate::interop::oracle::TypeId,
    storage: crate::ast::NativeSlot,
) -> Outcome<*mut u8> {
    let value = eval_host(cx, frame, value)?;
    let to = frame.address(storage);
    // SAFETY: the analyser gave the conversion storage of its type.
    let outcome = unsafe { convert::from_host(cx, how, ty, &value, to) };
    if crate::value::word::is_heap(value.word()) {
        push(cx, value);
    }
    match outcome {
        Ok(()) => Ok(to),
        Err(thrown) => {
            passed(cx, frame, node.span);
            Err(thrown)
        }
    }
}

/// A C++ value as a host value.
#[inline(never)]
pub(super) fn to_host(cx: &mut Context, frame: &Frame, node: &Node, value: &Node, how: &ToHost) -> Outcome {
    let address = eval(cx, frame, value)?;
    if Native::is_recur(&address) {
        return Ok(super::eval::Host::recur());
    }
    // SAFETY: the address is that of an object of the type that the conversion is for.
    let outcome = unsafe { convert::to_host(cx, how, address) };
    if outcome.is_err() {
        passed(cx, frame, node.span);
    }
    outcome
}

/// A full-expression: its temporaries are destroyed at its end, last made first.
#[inline(never)]
pub(super) fn full_expression<S: Sort>(
    cx: &mut Context,
    frame: &Frame,
    temporaries: &[Temporary],
    body: &Node,
) -> Outcome<S::Out> {
    begin_temporaries(frame, temporaries);
    let mark = cx.stack_top;
    let outcome = S::eval(cx, frame, body);
    let ended = end_temporaries(cx, frame, temporaries);
    if ended.is_err() {
        passed(cx, frame, body.span);
    }
    if S::HOST {
        restore(cx, mark);
    }
    ended.and(outcome)
}

fn begin_temporaries(frame: &Frame, temporaries: &[Temporary]) {
    for temporary in temporaries {
        frame.set_word(temporary.word, ptr::null_mut());
    }
}

/// All of them, also where a destructor throws.
fn end_temporaries(cx: &mut Context, frame: &Frame, temporaries: &[Temporary]) -> Outcome<()> {
    let mut ended = Ok(());
    for temporary in temporaries.iter().rev() {
        let address = frame.word(temporary.word);
        if !address.is_null() {
            frame.set_word(temporary.word, ptr::null_mut());
            ended = ended.and(destroy(cx, &temporary.destroy, address));
        }
    }
    ended
}
