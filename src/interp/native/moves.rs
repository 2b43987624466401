//! Objects getting from one place to another, and their end.

use super::{begin_temporaries, end_temporaries, eval};
use crate::ast::{NativeMove, Node, NodeKind, RecurArg, Temporary, Ty};
use crate::data::cpp::{NativeStorage, OwnedObject};
use crate::engine::Engine;
use crate::interop::invoke;
use crate::interop::oracle::{Category, Resolution};
use crate::interp::eval::operand;
use crate::interp::exceptions::{Saved, passed};
use crate::interp::frame::Frame;
use crate::source::Span;
use crate::value::{Context, Outcome, Ref, Value};
use std::ffi::c_void;
use std::ptr;
use std::rc::Rc;

/// Copies or moves the object at `from` to `to`.
fn transfer(cx: &mut Context, span: Span, how: &NativeMove, from: *mut u8, to: *mut u8) -> Outcome<()> {
    match how {
        NativeMove::Bytes(size) => {
            // SAFETY: both are places for an object of that size; they may be the same.
            unsafe { ptr::copy(from, to, *size as usize) };
            Ok(())
        }
        NativeMove::Construct(resolution) => {
            let args = [from.cast::<c_void>()];
            // SAFETY: the constructor's only argument is the object at `from`, and `to` is storage of its type.
            unsafe { invoke::run(cx, &resolution.wrapper, args.as_ptr(), to.cast(), span) }
        }
    }
}

/// The same, as part of evaluating the form at `span`.
pub(super) fn construct(
    cx: &mut Context,
    frame: &Frame,
    span: Span,
    how: &NativeMove,
    from: *mut u8,
    to: *mut u8,
) -> Outcome<()> {
    let outcome = transfer(cx, span, how, from, to);
    if outcome.is_err() {
        passed(cx, frame, span);
    }
    outcome
}

/// Runs the destructor of the object at `address`, also while an exception is on its way. What it throws itself is lost
/// then: in C++ that would end the program.
pub fn destroy(cx: &mut Context, destructor: &Resolution, address: *mut u8) -> Outcome<()> {
    let saved = (!cx.pending.is_unbound()).then(|| Saved::take(cx));
    let args = [address.cast::<c_void>()];
    // SAFETY: the destructor's only argument is the object, which lives at `address` and is not used afterwards.
    let outcome = unsafe { invoke::run(cx, &destructor.wrapper, args.as_ptr(), ptr::null_mut(), Span::NONE) };
    let Some(saved) = saved else { return outcome };
    if outcome.is_err() {
        lose(cx, destructor);
    }
    saved.restore(cx);
    Ok(())
}

/// The same where nothing may be thrown, as in compiled code.
pub fn destroy_quietly(cx: &mut Context, destructor: &Resolution, address: *mut u8) {
    if destroy(cx, destructor, address).is_err() {
        lose(cx, destructor);
    }
}

fn lose(cx: &mut Context, destructor: &Resolution) {
    let reason = cx.take_pending();
    cx.trace.clear();
    tracing::error!(destructor = %destructor.wrapper.signature, ?reason, "a destructor failed");
}

/// The object at `from`, copied or moved into storage on the heap.
pub(super) fn on_heap(
    cx: &mut Context,
    span: Span,
    from: *mut u8,
    how: &NativeMove,
    destroy: Option<&Rc<Resolution>>,
    size: u32,
    align: u32,
) -> Outcome<OwnedObject> {
    if let Some(destroy) = destroy {
        // Whoever drops the storage later has no way to compile.
        invoke::compiled(cx, &destroy.wrapper, span)?;
    }
    let mut object = OwnedObject::allocate(size, align);
    transfer(cx, span, how, from, object.address())?;
    // SAFETY: the object was constructed just now, and the destructor is compiled.
    unsafe { object.fill(destroy.cloned()) };
    Ok(object)
}

/// A copy of a native local for a closure.
pub fn capture_object(
    cx: &mut Context,
    from: *mut u8,
    how: &NativeMove,
    destroy: Option<&Rc<Resolution>>,
    size: u32,
    align: u32,
) -> Outcome {
    let object = on_heap(cx, Span::NONE, from, how, destroy, size, align)?;
    Ok(Ref::new(NativeStorage(object)).into())
}

/// A new value of a loop variable, evaluated and not yet assigned.
enum Pending {
    Host(u32, Value),
    /// The address of the object, and the full-expression that it dies with.
    Native(usize, *mut u8),
}

/// `recur` and the start of a loop, where native variables are among the assigned: all arguments are evaluated first.
/// Then each variable's old object is destroyed and the new one constructed. An argument that is itself a variable of
/// the loop would then be gone, so what is not a temporary is copied aside before.
pub(in crate::interp) fn assign(cx: &mut Context, frame: &Frame, args: &[RecurArg]) -> Outcome<()> {
    let mut values = Vec::with_capacity(args.len());
    let mut outcome = Ok(());
    for (index, arg) in args.iter().enumerate() {
        let value = match arg {
            RecurArg::Host { slot, value } => operand(cx, frame, value).map(|value| Pending::Host(*slot, value)),
            RecurArg::Native { value, .. } => {
                let (temporaries, body) = opened(value);
                begin_temporaries(frame, temporaries);
                eval(cx, frame, body).map(|address| Pending::Native(index, address))
            }
        };
        match value {
            Ok(value) => values.push(value),
            Err(thrown) => {
                outcome = Err(thrown);
                if let RecurArg::Native { value, .. } = arg {
                    outcome = end_temporaries(cx, frame, opened(value).0).and(outcome);
                }
                break;
            }
        }
    }
    let evaluated = values.len();
    if outcome.is_ok() {
        outcome = replace(cx, frame, args, values);
    }
    for arg in args[..evaluated].iter().rev() {
        if let RecurArg::Native { value, .. } = arg {
            outcome = end_temporaries(cx, frame, opened(value).0).and(outcome);
        }
    }
    outcome
}

/// A full-expression's temporaries, which here have to outlive the assignment, and what is inside.
fn opened(value: &Node) -> (&[Temporary], &Node) {
    match &value.kind {
        NodeKind::FullExpr { temporaries, body } => (temporaries, body),
        _ => (&[], value),
    }
}

fn replace(cx: &mut Context, frame: &Frame, args: &[RecurArg], values: Vec<Pending>) -> Outcome<()> {
    // Copies of what is not a temporary.
    let mut aside: Vec<(usize, OwnedObject)> = Vec::new();
    for value in &values {
        let Pending::Native(index, from) = value else { continue };
        let RecurArg::Native { value, how, destroy, storage, .. } = &args[*index] else { continue };
        if is_temporary(value) || !any_assigned(frame, args) {
            continue;
        }
        let size = match how {
            NativeMove::Bytes(size) => *size,
            NativeMove::Construct(resolution) => match Engine::of(cx).oracle() {
                Ok(oracle) => oracle.borrow().info(resolution.result.ty).size,
                Err(diagnostic) => return Err(crate::data::exception::throw_diagnostic(cx, diagnostic)),
            },
        };
        let object = on_heap(cx, value.span, *from, how, destroy.as_ref(), size, storage.align);
        match object {
            Ok(object) => aside.push((*index, object)),
            Err(thrown) => {
                passed(cx, frame, value.span);
                return Err(thrown);
            }
        }
    }
    let mut aside = aside.into_iter().peekable();
    for value in values {
        match value {
            Pending::Host(slot, value) => frame.write(slot, value),
            Pending::Native(index, from) => {
                let RecurArg::Native { word, value, how, destroy: destructor, storage } = &args[index] else {
                    continue;
                };
                let copy = aside.next_if(|(of, _)| *of == index);
                let from = copy.as_ref().map_or(from, |(_, object)| object.address());
                let (old, to) = (frame.word(*word), frame.address(*storage));
                if from == to {
                    frame.set_word(*word, to);
                    continue;
                }
                frame.set_word(*word, ptr::null_mut());
                if let Some(destructor) = destructor
                    && !old.is_null()
                {
                    destroy(cx, destructor, old)?;
                }
                construct(cx, frame, value.span, how, from, to)?;
                frame.set_word(*word, to);
            }
        }
    }
    Ok(())
}

/// Whether the expression's object is its own, so that no variable's end touches it.
fn is_temporary(value: &Node) -> bool {
    matches!(value.ty, Ty::Native(ty) if ty.category == Category::Prvalue)
}

/// Whether a native variable among these has an object yet: not so at a loop's start.
fn any_assigned(frame: &Frame, args: &[RecurArg]) -> bool {
    args.iter().any(|arg| matches!(arg, RecurArg::Native { word, .. } if !frame.word(*word).is_null()))
}
