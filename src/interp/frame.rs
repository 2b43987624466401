//! Frames: windows of the value stack.

use crate::ast::{Layout, NativeSlot, Prototype};
use crate::value::{Context, Object, Value, retain, word};
use crate::{ast::Function, value::Ref};
use std::ptr::{self, NonNull};

/// An activation of a function or top-level form. Every node that is evaluated in a frame was analysed for the layout
/// that the frame was made with, so that its slots need no bounds checks.
pub(super) struct Frame<'a> {
    /// The first host slot. All host slots hold valid values at all times.
    slots: *mut Value,
    /// The native area, 16-byte aligned.
    native: *mut u8,
    /// The running closure; none for a top-level form.
    pub function: Option<&'a Object<Function>>,
    pub prototype: &'a Prototype,
}

/// Words of the value stack that a frame takes, the native area's alignment included.
#[inline(always)]
pub(super) fn frame_words(layout: &Layout) -> usize {
    let native = layout.native_bytes as usize;
    layout.slots as usize + if native == 0 { 0 } else { native.div_ceil(8) + 1 }
}

impl<'a> Frame<'a> {
    /// # Safety
    /// `slots` points at `frame_words(layout)` words of the value stack that are this frame's own, the host slots
    /// among them holding valid values; only nodes analysed for `layout` are evaluated in the frame.
    #[inline(always)]
    pub unsafe fn new(
        slots: *mut Value,
        layout: &Layout,
        function: Option<&'a Object<Function>>,
        prototype: &'a Prototype,
    ) -> Frame<'a> {
        // SAFETY: within the frame, by the contract.
        let native = unsafe { slots.add(layout.slots as usize) }.cast::<u8>();
        let native = native.map_addr(|address| (address + 15) & !15);
        Frame { slots, native, function, prototype }
    }

    #[inline(always)]
    pub fn slots(&self) -> *mut Value {
        self.slots
    }

    #[inline(always)]
    pub fn native(&self) -> *mut u8 {
        self.native
    }

    /// Reads a local; `last` moves it out.
    #[inline(always)]
    pub fn read(&self, slot: u32, last: bool) -> Value {
        // SAFETY: the slot is the frame's and holds a valid value (`Frame::new`). An immediate may be read twice; a
        // heap reference is either moved, the slot then holding nil, or counted once more.
        unsafe {
            let at = self.slots.add(slot as usize);
            let word = (*at).word();
            if word::is_heap(word) {
                if last {
                    ptr::write(at, Value::NIL);
                } else {
                    retain(NonNull::new_unchecked((word - word::HEAP_TAG) as *mut crate::value::Header));
                }
            }
            Value::from_word(word)
        }
    }

    /// Assigns a host slot.
    #[inline(always)]
    pub fn write(&self, slot: u32, value: Value) {
        // SAFETY: the slot is the frame's and holds a valid value. The old one is dropped when the new is in place:
        // its destructor may run code that looks here.
        unsafe { drop(ptr::replace(self.slots.add(slot as usize), value)) }
    }

    /// Drops what a host slot still holds.
    #[inline(always)]
    pub fn clear(&self, slot: u32) {
        // SAFETY: as in `write`.
        unsafe {
            let at = self.slots.add(slot as usize);
            if word::is_heap((*at).word()) {
                drop(ptr::replace(at, Value::NIL));
            }
        }
    }

    /// A host slot as it stands.
    #[inline(always)]
    pub fn peek(&self, slot: u32) -> &Value {
        // SAFETY: as in `read`; the reference is not kept over an evaluation by its users.
        unsafe { &*self.slots.add(slot as usize) }
    }

    /// The address of a place in the native area.
    #[inline(always)]
    pub fn address(&self, slot: NativeSlot) -> *mut u8 {
        // SAFETY: the analyser gave the slot room in the native area, over-alignment included.
        let at = unsafe { self.native.add(slot.offset as usize) };
        if slot.align <= 16 {
            at
        } else {
            let mask = slot.align as usize - 1;
            at.map_addr(|address| (address + mask) & !mask)
        }
    }

    /// The address that is kept in a word of the native area.
    #[inline(always)]
    pub fn word(&self, slot: NativeSlot) -> *mut u8 {
        // SAFETY: the analyser's words are eight bytes, aligned; they are written before they are read.
        unsafe { self.address(slot).cast::<*mut u8>().read() }
    }

    #[inline(always)]
    pub fn set_word(&self, slot: NativeSlot, address: *mut u8) {
        // SAFETY: as in `word`.
        unsafe { self.address(slot).cast::<*mut u8>().write(address) }
    }

    /// The running closure as a counted reference.
    pub fn function_ref(&self) -> Option<Ref<Function>> {
        self.function.map(|function| {
            let header = NonNull::from(function).cast();
            // SAFETY: the running closure is alive, and the reference added here is the result's.
            unsafe {
                retain(header);
                Ref::from_raw(header)
            }
        })
    }
}

/// Pops and drops the values above `mark`: what native expressions kept alive for their C++ side.
#[inline(always)]
pub(super) fn restore(cx: &mut Context, mark: *mut Value) {
    if cx.stack_top != mark {
        pop_to(cx, mark);
    }
}

#[cold]
#[inline(never)]
fn pop_to(cx: &mut Context, mark: *mut Value) {
    while cx.stack_top > mark {
        // SAFETY: between `mark` and the top are only values that were pushed since, each valid and owned by the
        // stack; popped first, then dropped.
        unsafe {
            cx.stack_top = cx.stack_top.sub(1);
            drop(ptr::read(cx.stack_top));
        }
    }
}

/// Pushes a value, to stay until the enclosing host expression ends.
#[inline(always)]
pub(super) fn push(cx: &mut Context, value: Value) {
    // SAFETY: calls leave slack (`ValueStack`) above the frame, and what one frame pushes is bounded by its
    // source text.
    unsafe {
        ptr::write(cx.stack_top, value);
        cx.stack_top = cx.stack_top.add(1);
    }
}
