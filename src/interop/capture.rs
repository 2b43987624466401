//! From a wrapper that reports an exception to the pending exception of the host.

use crate::data::cpp::CppException;
use crate::data::exception::{self, Class};
use crate::value::{Context, Ref, Thrown, Value, raise};
use std::cell::Cell;
use std::ffi::c_void;

/// An exception that stopped at a wrapper.
pub enum Captured {
    /// A host exception that had passed through C++ frames.
    Host(Value),
    /// `release` gives `handle` back, which nobody else does.
    Cpp { handle: *mut c_void, release: unsafe fn(*mut c_void), type_name: String, what: String },
}

thread_local! {
    static SOURCE: Cell<fn() -> Option<Captured>> = const { Cell::new(|| None) };
}

/// Sets where this thread's captured exceptions come from: the bridge, once it is loaded.
pub fn set_source(source: fn() -> Option<Captured>) {
    SOURCE.set(source);
}

/// Raises the exception that the last wrapper captured.
#[cold]
#[inline(never)]
pub fn capture(cx: &mut Context) -> Thrown {
    match (SOURCE.get())() {
        Some(Captured::Host(value)) => raise(cx, value),
        Some(Captured::Cpp { handle, release, type_name, what }) => {
            // SAFETY: as `Captured` says.
            let exception = unsafe { CppException::new(handle, release, &type_name, &what) };
            raise(cx, Ref::new(exception).into())
        }
        None => exception::throw(cx, Class::IllegalStateException, "a C++ exception got lost"),
    }
}
