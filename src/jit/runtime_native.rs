//! What compiled code calls for C++ expressions; the safety rules are those of `runtime`. Addresses are those of
//! objects of the types that the tree says.

use super::runtime::give;
use crate::ast::{CaptureSource, Node, NodeKind};
use crate::data::cpp::{CppException, NativeStorage};
use crate::interop::oracle::{FromHost, Resolution, ToHost, TypeId, Wrapper};
use crate::interop::{bridge, capture, convert, invoke};
use crate::interp::steps::{self, Saved};
use crate::source::Span;
use crate::value::{Context, Gate, Value, word};
use std::ffi::c_void;
use std::mem::ManuallyDrop;

/// The storage of a captured native local.
pub unsafe extern "C" fn native_capture(storage: u64) -> *mut u8 {
    let value = ManuallyDrop::new(unsafe { Value::from_word(storage) });
    value.get::<NativeStorage>().map_or(std::ptr::null_mut(), |storage| storage.0.address())
}

/// A host value of what is at `address`.
pub unsafe extern "C" fn make_box(cx: *mut Context, node: *const Node, address: *mut u8) -> u64 {
    let (cx, node) = unsafe { (&mut *cx, &*node) };
    let NodeKind::Box { kind, ty, .. } = &node.kind else { return word::NIL };
    give(steps::box_object(cx, node.span, kind, *ty, address))
}

/// The pointer in a box, which stays the caller's, into `to`; 1 where that raised.
pub unsafe extern "C" fn unbox_pointer(cx: *mut Context, ty: u32, boxed: u64, to: *mut *mut u8) -> i32 {
    let (cx, value) = unsafe { (&mut *cx, ManuallyDrop::new(Value::from_word(boxed))) };
    match convert::unboxed(cx, &value, TypeId(ty)) {
        Ok(pointer) => {
            unsafe { to.write(pointer) };
            0
        }
        Err(_) => 1,
    }
}

/// Runs a wrapper that was not compiled when the code was: 1 where an exception is pending.
pub unsafe extern "C" fn run_wrapper(
    cx: *mut Context,
    wrapper: *const Wrapper,
    args: *const *mut c_void,
    result: *mut c_void,
    at: *const Span,
) -> i32 {
    let outcome = unsafe { invoke::run(&mut *cx, &*wrapper, args, result, *at) };
    i32::from(outcome.is_err())
}

pub unsafe extern "C" fn step_out(gate: *const Gate) {
    unsafe { (*gate).step_out_in_turn() }
}

pub unsafe extern "C" fn step_in(gate: *const Gate) {
    unsafe { (*gate).step_in_in_turn() }
}

/// Raises the C++ exception that a landing pad caught.
pub unsafe extern "C" fn caught(cx: *mut Context, exception: *mut c_void) {
    if let Ok(library) = bridge::library() {
        unsafe { library.gb_caught(exception) };
    }
    let _ = capture::capture(unsafe { &mut *cx });
}

pub unsafe extern "C" fn destroy(cx: *mut Context, destructor: *const Resolution, address: *mut u8) {
    unsafe { steps::destroy_quietly(&mut *cx, &*destructor, address) }
}

/// A copy of a native local for a closure.
pub unsafe extern "C" fn capture_native(cx: *mut Context, source: *const CaptureSource, from: *mut u8) -> u64 {
    let (cx, source) = unsafe { (&mut *cx, &*source) };
    let CaptureSource::Native { how, destroy, size, align, .. } = source else { return word::NIL };
    give(steps::capture_object(cx, from, how, destroy.as_ref(), *size, *align))
}

/// 1 where the pending exception is a C++ one of the clause's type, whose address is then in `to`; 2 where the clause
/// does not work, which is pending now.
pub unsafe extern "C" fn catch_cpp(cx: *mut Context, resolution: *const Resolution, to: *mut *mut u8) -> i32 {
    let (cx, resolution) = unsafe { (&mut *cx, &*resolution) };
    let Some(handle) = cx.pending.get::<CppException>().map(CppException::handle) else { return 0 };
    let saved = Saved::take(cx);
    match steps::catch_as(cx, resolution, handle) {
        Ok(object) => {
            saved.restore(cx);
            if object.is_null() {
                return 0;
            }
            unsafe { to.write(object) };
            1
        }
        Err(_) => 2,
    }
}

/// Converts a word, which stays the caller's, into `to`; 1 where that raised.
pub unsafe extern "C" fn from_host(cx: *mut Context, how: *const FromHost, ty: u32, word: u64, to: *mut u8) -> i32 {
    let value = ManuallyDrop::new(unsafe { Value::from_word(word) });
    let outcome = unsafe { convert::from_host(&mut *cx, &*how, TypeId(ty), &value, to) };
    i32::from(outcome.is_err())
}

pub unsafe extern "C" fn to_host(cx: *mut Context, how: *const ToHost, from: *const u8) -> u64 {
    give(unsafe { convert::to_host(&mut *cx, &*how, from) })
}
