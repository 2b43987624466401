//! `cpp/box`, `cpp/own` and `cpp/unbox`.

use super::{eval, moves};
use crate::ast::{BoxKind, NativeSlot, Node};
use crate::data::cpp::{BoxType, CppBox};
use crate::interop::convert;
use crate::interop::oracle::TypeId;
use crate::interp::eval::eval as eval_host;
use crate::interp::exceptions::passed;
use crate::interp::frame::{Frame, push};
use crate::source::Span;
use crate::value::{Context, Outcome};

#[inline(never)]
pub(in crate::interp) fn make_box(
    cx: &mut Context,
    frame: &Frame,
    node: &Node,
    kind: &BoxKind,
    ty: TypeId,
    value: &Node,
) -> Outcome {
    let address = eval(cx, frame, value)?;
    let outcome = box_object(cx, node.span, kind, ty, address);
    if outcome.is_err() {
        passed(cx, frame, node.span);
    }
    outcome
}

/// A box of what is at `address`: the pointer, or the object itself.
pub fn box_object(cx: &mut Context, span: Span, kind: &BoxKind, ty: TypeId, address: *mut u8) -> Outcome {
    match kind {
        // SAFETY: the node's value is a pointer, whose address this is.
        BoxKind::Pointer => {
            Ok(CppBox::of_pointer(unsafe { address.cast::<*mut u8>().read_unaligned() }, BoxType::Pointer(ty)))
        }
        BoxKind::Own { how, destroy, size, align } => {
            let object = moves::on_heap(cx, span, address, how, destroy.as_ref(), *size, *align)?;
            Ok(CppBox::of_object(object, BoxType::Pointer(ty)))
        }
    }
}

/// The pointer in a box, checked. The box lives on while the enclosing expression looks at what it holds.
#[inline(never)]
pub(super) fn unbox(
    cx: &mut Context,
    frame: &Frame,
    node: &Node,
    ty: TypeId,
    value: &Node,
    storage: NativeSlot,
) -> Outcome<*mut u8> {
    let value = eval_host(cx, frame, value)?;
    match convert::unboxed(cx, &value, ty) {
        Ok(pointer) => {
            let to = frame.address(storage);
            // SAFETY: the analyser gave the pointer its storage.
            unsafe { to.cast::<*mut u8>().write(pointer) };
            push(cx, value);
            Ok(to)
        }
        Err(thrown) => {
            passed(cx, frame, node.span);
            Err(thrown)
        }
    }
}
