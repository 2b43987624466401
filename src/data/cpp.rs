//! C++ objects on the counted heap: boxes, captured native locals, caught exceptions.

use crate::interop::bridge;
use crate::interop::oracle::{Resolution, TypeId, WrapperCode};
use crate::value::{HeapType, Kind, Ref, TraceEntry, Value, current_if_any};
use std::alloc::{self, Layout};
use std::cell::RefCell;
use std::ffi::c_void;
use std::ptr;
use std::rc::Rc;

/// Storage of one C++ object, on C++'s terms: freed when dropped, and the object destroyed where there is one.
pub struct OwnedObject {
    address: *mut u8,
    layout: Layout,
    /// Whether an object was constructed.
    filled: bool,
    /// The destructor's wrapper, compiled; none where destroying does nothing.
    destroy: Option<Rc<Resolution>>,
}

impl OwnedObject {
    /// Empty storage, to be constructed in and then given to [`OwnedObject::fill`]. `align` is a power of two.
    pub fn allocate(size: u32, align: u32) -> OwnedObject {
        let layout =
            Layout::from_size_align(size.max(1) as usize, align.max(1) as usize).unwrap_or(Layout::new::<[u64; 2]>());
        // SAFETY: the size is not 0.
        let address = unsafe { alloc::alloc(layout) };
        if address.is_null() {
            alloc::handle_alloc_error(layout);
        }
        OwnedObject { address, layout, filled: false, destroy: None }
    }

    /// Says that an object lives in the storage now, and how it is destroyed.
    ///
    /// # Safety
    /// It does, and `destroy` is the destructor of its type, compiled.
    pub unsafe fn fill(&mut self, destroy: Option<Rc<Resolution>>) {
        self.filled = true;
        self.destroy = destroy;
    }

    pub fn address(&self) -> *mut u8 {
        self.address
    }
}

impl Drop for OwnedObject {
    fn drop(&mut self) {
        if self.filled
            && let Some(destroy) = &self.destroy
            && let Some(code) = destroy.wrapper.code.get()
        {
            let args = [self.address.cast::<c_void>()];
            // SAFETY: `fill` was told that the object lives here and that this destroys it. What a destructor throws
            // has nowhere to go.
            let destroy = || unsafe { destroy.wrapper.call(code, args.as_ptr(), ptr::null_mut()) };
            match current_if_any() {
                Some(cx) => cx.gate.outside(destroy),
                None => destroy(),
            };
        }
        // SAFETY: allocated in `allocate` with this layout.
        unsafe { alloc::dealloc(self.address, self.layout) };
    }
}

/// An object that C++ code made for a box, which destroys it.
pub struct MadeObject {
    address: *mut c_void,
    destroy: Option<WrapperCode>,
}

impl MadeObject {
    /// # Safety
    /// The object lives until `destroy` is called with it, which nobody else does; for ever where there is none.
    pub unsafe fn new(address: *mut c_void, destroy: Option<WrapperCode>) -> MadeObject {
        MadeObject { address, destroy }
    }
}

impl Drop for MadeObject {
    fn drop(&mut self) {
        let (Some(destroy), Some(guard)) = (self.destroy, bridge::guard()) else { return };
        let args = [self.address];
        // SAFETY: by the contract of `new`. What a destructor throws has nowhere to go.
        let destroy = || unsafe {
            guard(destroy, args.as_ptr(), ptr::null_mut());
        };
        match current_if_any() {
            Some(cx) => cx.gate.outside(destroy),
            None => destroy(),
        }
    }
}

/// The static type of what a box holds.
#[derive(Clone, Debug, PartialEq)]
pub enum BoxType {
    /// The type of the pointer.
    Pointer(TypeId),
    /// The spelling of the pointee, as C++ code that made the box knew it.
    Pointee(Rc<str>),
}

/// A C++ pointer with its static type: `(cpp/box p)`; or an object that the box owns: `(cpp/own v)`.
pub struct CppBox {
    pub pointer: *mut u8,
    pub ty: BoxType,
    /// How the host calls the object, where C++ code said so (`gusset_from_object` in headers/gusset/runtime.h).
    pub call: Option<WrapperCode>,
    /// The object, at `pointer`, where the box owns it.
    _owned: Owned,
}

/// What dies with a box.
#[expect(dead_code, reason = "held for what dropping it does")]
enum Owned {
    Nothing,
    Stored(OwnedObject),
    Made(MadeObject),
}

// SAFETY: the only type of this kind.
unsafe impl HeapType for CppBox {
    const KIND: Kind = Kind::CppBox;
}

impl CppBox {
    pub fn of_pointer(pointer: *mut u8, ty: BoxType) -> Value {
        Ref::new(CppBox { pointer, ty, call: None, _owned: Owned::Nothing }).into()
    }

    pub fn of_object(object: OwnedObject, ty: BoxType) -> Value {
        Ref::new(CppBox { pointer: object.address(), ty, call: None, _owned: Owned::Stored(object) }).into()
    }

    pub fn of_made(object: MadeObject, call: Option<WrapperCode>, ty: BoxType) -> Value {
        Ref::new(CppBox { pointer: object.address.cast(), ty, call, _owned: Owned::Made(object) }).into()
    }
}

/// The copy of a native local that a closure captured.
pub struct NativeStorage(pub OwnedObject);

// SAFETY: the only type of this kind.
unsafe impl HeapType for NativeStorage {
    const KIND: Kind = Kind::NativeStorage;
}

/// A C++ exception that was caught at a wrapper.
pub struct CppException {
    handle: *mut c_void,
    release: unsafe fn(*mut c_void),
    /// Demangled type of the thrown object.
    pub type_name: Box<str>,
    /// What its `what()` says; empty for what is no `std::exception`.
    pub what: Box<str>,
    /// Where it passed, innermost first; filled in when it is caught or reported.
    pub trace: RefCell<Vec<TraceEntry>>,
}

// SAFETY: the only type of this kind.
unsafe impl HeapType for CppException {
    const KIND: Kind = Kind::CppException;
}

impl CppException {
    /// # Safety
    /// `handle` refers to the exception until `release` is called with it, which nobody else does.
    pub unsafe fn new(
        handle: *mut c_void,
        release: unsafe fn(*mut c_void),
        type_name: &str,
        what: &str,
    ) -> CppException {
        CppException { handle, release, type_name: type_name.into(), what: what.into(), trace: RefCell::default() }
    }

    /// What C++ knows the exception by, for as long as this object lives.
    pub fn handle(&self) -> *mut c_void {
        self.handle
    }
}

impl Drop for CppException {
    fn drop(&mut self) {
        // SAFETY: by the contract of `new`.
        unsafe { (self.release)(self.handle) };
    }
}
