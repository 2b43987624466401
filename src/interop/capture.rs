//! From a wrapper that reports an exception to the pending exception of the host.

use super::exception::{release, take};
use crate::data::cpp::CppException;
use crate::data::exception::{self, Class};
use crate::value::{Context, Ref, Thrown, Value, raise};
use std::mem::ManuallyDrop;

/// Raises the exception that the last wrapper captured: the host's own where it is one that had passed through C++
/// frames, else an object that keeps the C++ exception.
#[cold]
#[inline(never)]
pub fn capture(cx: &mut Context) -> Thrown {
    let Some(caught) = take() else {
        return exception::throw(cx, Class::IllegalStateException, "a C++ exception got lost");
    };
    let value = match caught.host {
        // SAFETY: the word belongs to the exception, which is alive.
        Some(word) => unsafe { Value::from_borrowed_word(word) },
        None => {
            let (type_name, what) = (caught.type_name.clone(), caught.what.clone());
            // The handle is given up by the object made here, not by `caught`.
            let handle = ManuallyDrop::new(caught).handle;
            // SAFETY: as said.
            let exception = unsafe { CppException::new(handle, release, &type_name, &what) };
            Ref::new(exception).into()
        }
    };
    raise(cx, value)
}
