//! C++ operations through their wrappers.

use super::eval;
use crate::ast::{CppCall, Node};
use crate::interop::invoke;
use crate::interop::oracle::Resolution;
use crate::interp::exceptions::passed;
use crate::interp::frame::Frame;
use crate::source::Span;
use crate::value::{Context, Outcome};
use std::ffi::c_void;
use std::mem::MaybeUninit;
use std::ptr;

/// Operations of more arguments keep their addresses on the heap.
const INLINE_ARGS: usize = 16;

/// Evaluates the arguments, then runs the wrapper.
#[inline(never)]
pub(super) fn eval_cpp(cx: &mut Context, frame: &Frame, node: &Node, call: &CppCall) -> Outcome<*mut u8> {
    if let (Some(access), [arg]) = (call.resolution.access, &*call.args) {
        let from = eval(cx, frame, arg)?;
        // SAFETY: the argument is the address of an object, of a pointer where the access goes through one; a pointer
        // as the result has its storage.
        unsafe {
            let from = if access.through_pointer { from.cast::<*mut u8>().read_unaligned() } else { from };
            let place = from.wrapping_add(access.offset);
            if !access.address_of {
                return Ok(place);
            }
            let storage = frame.address(call.storage);
            storage.cast::<*mut u8>().write(place);
            return Ok(storage);
        }
    }
    let count = call.args.len();
    if count > INLINE_ARGS {
        return with_many(cx, frame, node, call);
    }
    let mut addresses = [MaybeUninit::<*mut c_void>::uninit(); INLINE_ARGS];
    for (address, arg) in addresses.iter_mut().zip(&call.args) {
        address.write(eval(cx, frame, arg)?.cast());
    }
    run(cx, frame, node, call, addresses.as_ptr().cast())
}

#[cold]
#[inline(never)]
fn with_many(cx: &mut Context, frame: &Frame, node: &Node, call: &CppCall) -> Outcome<*mut u8> {
    let mut addresses = Vec::with_capacity(call.args.len());
    for arg in &call.args {
        addresses.push(eval(cx, frame, arg)?.cast());
    }
    run(cx, frame, node, call, addresses.as_ptr())
}

#[inline(always)]
fn run(cx: &mut Context, frame: &Frame, node: &Node, call: &CppCall, args: *const *mut c_void) -> Outcome<*mut u8> {
    let resolution = &*call.resolution;
    let is_glvalue = resolution.result.category.is_glvalue();
    let mut referred = ptr::null_mut::<u8>();
    let storage = if is_glvalue { ptr::null_mut() } else { frame.address(call.storage) };
    let ret: *mut c_void = if is_glvalue { (&raw mut referred).cast() } else { storage.cast() };
    // SAFETY: the arguments are addresses of objects of the slots' types; a prvalue has its storage, the address of a
    // glvalue its local.
    match unsafe { invoke::run(cx, &resolution.wrapper, args, ret, node.span) } {
        Ok(()) => Ok(if is_glvalue { referred } else { storage }),
        Err(thrown) => {
            passed(cx, frame, node.span);
            Err(thrown)
        }
    }
}

/// The exception object where the exception is of the clause's type, else null.
pub fn catch_as(cx: &mut Context, resolution: &Resolution, handle: *mut c_void) -> Outcome<*mut u8> {
    let mut object = ptr::null_mut::<u8>();
    let args = [(&raw const handle).cast_mut().cast::<c_void>()];
    // SAFETY: the only argument is a `void*`, the result an lvalue whose address is stored.
    unsafe { invoke::run(cx, &resolution.wrapper, args.as_ptr(), (&raw mut object).cast(), Span::NONE)? };
    Ok(object)
}
