//! Stacks: the reserved memory that frames live in, and the bounds of the machine's.

use super::Value;
use crate::config;
use std::ptr::{self, NonNull};

/// Slots kept free above the end that calls check, for the arguments and temporaries of one frame.
const SLACK: usize = 64 << 10;
const BYTES: usize = (config::VALUE_STACK_SLOTS + SLACK) * size_of::<Value>();

/// Address space for the values of one thread's frames, which costs memory as far as it is used. What stands in it is
/// not dropped with it.
pub struct ValueStack(NonNull<Value>);

impl ValueStack {
    /// # Panics
    /// Where there is no address space left.
    pub fn new() -> ValueStack {
        let (access, kind) =
            (libc::PROT_READ | libc::PROT_WRITE, libc::MAP_PRIVATE | libc::MAP_ANONYMOUS | libc::MAP_NORESERVE);
        // SAFETY: a private anonymous mapping; nothing is shared.
        let base = unsafe { libc::mmap(ptr::null_mut(), BYTES, access, kind, -1, 0) };
        assert!(base != libc::MAP_FAILED, "no address space for the value stack");
        ValueStack(NonNull::new(base.cast()).expect("not at address 0"))
    }

    /// The first slot.
    pub fn base(&self) -> *mut Value {
        self.0.as_ptr()
    }

    /// What calls take for the end; [`SLACK`] slots more are there.
    pub fn end(&self) -> *mut Value {
        // SAFETY: inside the mapping.
        unsafe { self.base().add(config::VALUE_STACK_SLOTS) }
    }
}

impl Default for ValueStack {
    fn default() -> ValueStack {
        ValueStack::new()
    }
}

impl Drop for ValueStack {
    fn drop(&mut self) {
        // SAFETY: the mapping of `new`, whose frames are gone with the code that ran in them.
        unsafe { libc::munmap(self.0.as_ptr().cast(), BYTES) };
    }
}

/// The stack that the processor uses.
#[derive(Clone, Copy, Debug)]
pub struct MachineStack {
    low: usize,
    /// Addresses below this are out of bounds for code of the host: there has to be room for what it calls.
    pub limit: usize,
    high: usize,
}

impl MachineStack {
    /// That of the current thread.
    pub fn here() -> MachineStack {
        // SAFETY: `attributes` is initialised by the first call, and freed after its last use.
        let (low, size) = unsafe {
            let mut attributes: libc::pthread_attr_t = std::mem::zeroed();
            let (mut low, mut size) = (ptr::null_mut(), 0);
            if libc::pthread_getattr_np(libc::pthread_self(), &raw mut attributes) == 0 {
                libc::pthread_attr_getstack(&raw const attributes, &raw mut low, &raw mut size);
                libc::pthread_attr_destroy(&raw mut attributes);
            }
            (low as usize, size)
        };
        // A small stack keeps a quarter of itself.
        MachineStack { low, limit: low + config::MACHINE_STACK_RESERVE.min(size / 4), high: low + size }
    }

    /// One that ends at `limit`, wherever it begins.
    pub fn down_to(limit: usize) -> MachineStack {
        MachineStack { low: 0, limit, high: usize::MAX }
    }

    /// Whether `address` is on it, and not on a stack that C++ made for itself: a fiber's.
    pub fn contains(&self, address: usize) -> bool {
        (self.low..self.high).contains(&address)
    }
}
