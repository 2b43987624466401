//! From a wrapper that reports an exception to the pending exception of the host.

use super::exception::{release, same, take};
use crate::data::cpp::CppException;
use crate::data::exception::{self, Class};
use crate::data::rethrow::throw_again;
use crate::value::{Context, Ref, Thrown, Value, raise};
use std::cell::{Cell, RefCell};

thread_local! {
    /// The C++ exception that left a host function last and is on its way through C++ frames: come back, it is the same
    /// object, with the trace that it had.
    static CROSSING: RefCell<Value> = const { RefCell::new(Value::NIL) };
    /// Whether there is one.
    static IS_CROSSING: Cell<bool> = const { Cell::new(false) };
}

/// A C++ exception leaves a host function that C++ called.
pub fn cross(exception: &Value) {
    IS_CROSSING.set(true);
    let before = CROSSING.replace(exception.clone());
    drop(before);
}

/// A wrapper has returned: what was on its way was caught in C++.
#[inline(always)]
pub fn arrived() {
    if IS_CROSSING.get() {
        forget_crossing();
    }
}

#[cold]
pub fn forget_crossing() {
    IS_CROSSING.set(false);
    drop(CROSSING.take());
}

/// Raises the exception that the last wrapper captured: the host's own where it is one that had passed through C++
/// frames, else an object that keeps the C++ exception.
#[cold]
#[inline(never)]
pub fn capture(cx: &mut Context) -> Thrown {
    let Some(mut caught) = take() else {
        return exception::throw(cx, Class::IllegalStateException, "a C++ exception got lost");
    };
    let crossing = CROSSING.take();
    IS_CROSSING.set(false);
    if let Some(word) = caught.host {
        // SAFETY: the word belongs to the exception, which is alive.
        return throw_again(cx, unsafe { Value::from_borrowed_word(word) });
    }
    if let Some(known) = crossing.get::<CppException>()
        // SAFETY: both are alive.
        && unsafe { same(known.handle(), caught.handle) }
    {
        return throw_again(cx, crossing);
    }
    // The handle is given up by the object made here, not by `caught`.
    let handle = std::mem::replace(&mut caught.handle, std::ptr::null_mut());
    // SAFETY: as said.
    let exception = unsafe { CppException::new(handle, release, &caught.type_name, &caught.what) };
    raise(cx, Ref::new(exception).into())
}
