//! C++ exceptions that wrappers captured.

use super::bridge::{self, raw};
use crate::data::cpp::CppException;
use crate::value::Value;
use std::ffi::c_void;
use std::marker::PhantomData;

/// A C++ exception, kept alive until it is dropped.
#[derive(Debug)]
pub struct Caught {
    /// For [`super::oracle::Operation::CatchAs`] and [`super::oracle::Operation::Rethrow`], as a `void*`. Null where it
    /// belongs to somebody else.
    pub handle: *mut c_void,
    /// The exception object's type as C++ writes it: `std::runtime_error`.
    pub type_name: String,
    /// `what()` of a `std::exception`; the text of a thrown string; else empty.
    pub what: String,
    /// The host exception that crossed C++ frames: its word, which belongs to this exception.
    pub host: Option<u64>,
}

impl Drop for Caught {
    fn drop(&mut self) {
        // SAFETY: the handle came from gb_exception_take and is given back once.
        unsafe { release(self.handle) }
    }
}

/// Gives a captured exception back.
///
/// # Safety
/// `handle` is a [`Caught`]'s, and nobody uses it afterwards.
pub unsafe fn release(handle: *mut c_void) {
    if let Ok(library) = bridge::library() {
        // SAFETY: by the contract.
        unsafe { library.gb_exception_drop(handle) }
    }
}

/// Whether two captured exceptions hold the same C++ object.
///
/// # Safety
/// Both are handles of [`Caught`]s that were not given back.
pub unsafe fn same(a: *mut c_void, b: *mut c_void) -> bool {
    // SAFETY: by the contract.
    bridge::library().is_ok_and(|library| unsafe { library.gb_exception_same(a, b) })
}

/// A C++ exception is being handled on this thread, as in a catch clause of C++: what is called meanwhile may say
/// `throw;`. Ends when dropped, which has to happen in reverse order.
pub struct Handling(PhantomData<*mut ()>);

impl Handling {
    /// None where the value is no exception of C++.
    pub fn of(exception: &Value) -> Option<Handling> {
        let handle = exception.get::<CppException>()?.handle();
        if !bridge::is_loaded() {
            return None; // C++ does not run
        }
        let library = bridge::library().ok()?;
        // SAFETY: the exception object holds the handle; what C++ handles it keeps alive itself.
        unsafe { library.gb_exception_enter(handle) };
        Some(Handling(PhantomData))
    }
}

impl Drop for Handling {
    fn drop(&mut self) {
        // SAFETY: made by `of`, on this thread.
        unsafe { end_handling() }
    }
}

/// What dropping a [`Handling`] does, for compiled code that keeps none.
///
/// # Safety
/// The last [`Handling`] that was made on this thread and has not ended was forgotten.
pub unsafe fn end_handling() {
    if let Ok(library) = bridge::library() {
        // SAFETY: by the contract.
        unsafe { library.gb_exception_leave() }
    }
}

/// The exception that the last wrapper on this thread captured, after it returned 1.
pub fn take() -> Option<Caught> {
    let library = bridge::library().ok()?;
    // SAFETY: plain data, zero is valid for each field.
    let mut exception: raw::gb_exception = unsafe { std::mem::zeroed() };
    // SAFETY: `exception` is writable; the strings live as long as the handle, and are copied here.
    unsafe {
        if !library.gb_exception_take(&mut exception) {
            return None;
        }
        Some(Caught {
            handle: exception.handle,
            type_name: bridge::copied(exception.type_name),
            what: bridge::copied(exception.what),
            host: exception.is_host.then_some(exception.host),
        })
    }
}
