//! A value that can be replaced through a shared reference: var roots, atoms, captured state.

use super::Value;
use std::cell::UnsafeCell;

/// Like `Cell<Value>`, but readable: [`get`](ValueCell::get) adds a reference.
#[repr(transparent)]
#[derive(Default)]
pub struct ValueCell(UnsafeCell<Value>);

impl ValueCell {
    pub const fn new(value: Value) -> Self {
        ValueCell(UnsafeCell::new(value))
    }

    #[inline(always)]
    pub fn get(&self) -> Value {
        // SAFETY: no reference to the inside outlives a method, and cloning runs no other code.
        unsafe { (*self.0.get()).clone() }
    }

    /// The value's word; the cell keeps its reference.
    #[inline(always)]
    pub fn word(&self) -> u64 {
        // SAFETY: as in `get`.
        unsafe { (*self.0.get()).word() }
    }

    pub fn set(&self, value: Value) {
        // The old value is dropped after the new one is in place: its destructor may look at this cell.
        drop(self.replace(value));
    }

    pub fn replace(&self, value: Value) -> Value {
        // SAFETY: as in `get`; a swap runs no other code.
        unsafe { std::mem::replace(&mut *self.0.get(), value) }
    }

    pub fn take(&self) -> Value {
        self.replace(Value::NIL)
    }
}
