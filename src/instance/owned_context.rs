//! A context that is ended, not just dropped: its value stack is not Rust's own memory.

use crate::value::Context;
use std::mem::ManuallyDrop;
use std::ops::{Deref, DerefMut};

pub(super) struct OwnedContext(ManuallyDrop<Box<Context>>);

impl OwnedContext {
    pub fn new(context: Box<Context>) -> OwnedContext {
        OwnedContext(ManuallyDrop::new(context))
    }
}

impl Deref for OwnedContext {
    type Target = Context;
    fn deref(&self) -> &Context {
        &self.0
    }
}

impl DerefMut for OwnedContext {
    fn deref_mut(&mut self) -> &mut Context {
        &mut self.0
    }
}

impl Drop for OwnedContext {
    fn drop(&mut self) {
        // SAFETY: taken once, here, and nobody looks at it afterwards.
        drop(unsafe { ManuallyDrop::take(&mut self.0) });
    }
}
