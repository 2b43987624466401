//! From a wrapper that reports an exception to the pending exception of the host.

use crate::data::cpp::CppException;
use crate::data::exception::{self, Class};
use crate::value::{Context, Ref, Thrown, Value, raise};
use std::any::Any;
use std::cell::Cell;
use std::ffi::c_void;

/// An exception that stopped at a wrapper.
pub enum Captured {
    /// A host exception that had passed through C++ frames.
    Host(Value),
    /// `handle` is good for as long as `owner` lives.
    Cpp { handle: *mut c_void, owner: Box<dyn Any>, type_name: String, what: String },
}

thread_local! {
    static SOURCE: Cell<fn() -> Option<Captured>> = const { Cell::new(from_bridge) };
}

fn from_bridge() -> Option<Captured> {
    let caught = super::exception::take()?;
    Some(match caught.host {
        // SAFETY: the word is valid while `caught` is.
        Some(word) => Captured::Host(unsafe { Value::from_borrowed_word(word) }),
        None => Captured::Cpp {
            handle: caught.handle,
            type_name: caught.type_name.clone(),
            what: caught.what.clone(),
            owner: Box::new(caught),
        },
    })
}

/// Sets where this thread's captured exceptions come from, in place of the bridge.
pub fn set_source(source: fn() -> Option<Captured>) {
    SOURCE.set(source);
}

/// Raises the exception that the last wrapper captured.
#[cold]
#[inline(never)]
pub fn capture(cx: &mut Context) -> Thrown {
    match (SOURCE.get())() {
        Some(Captured::Host(value)) => raise(cx, value),
        Some(Captured::Cpp { handle, owner, type_name, what }) => {
            raise(cx, Ref::new(CppException::new(handle, owner, &type_name, &what)).into())
        }
        None => exception::throw(cx, Class::IllegalStateException, "a C++ exception got lost"),
    }
}
