//! Values: the tagged word, counted heap objects, and how functions are called. Knows no concrete data structure
//! (those are in `data`) and no tier.

mod call;
mod cell;
mod gate;
mod heap;
mod stack;
pub mod word;

pub use call::{
    Context, Entry, Outcome, Thrown, TraceEntry, call, current, current_if_any, entry_of, outcome_of, raise,
    set_current, word_of,
};
pub use cell::ValueCell;
pub use gate::{Ended, Gate, Thread};
pub use heap::{Header, HeapType, Kind, Object, Ref, layout_of, live_objects, release, retain};
pub use stack::{MachineStack, ValueStack};

use std::fmt;
use std::mem::ManuallyDrop;
use std::ptr::NonNull;

/// A value of the language: an immediate, or an owned reference to a counted heap object.
#[repr(transparent)]
pub struct Value(u64);

impl Value {
    pub const NIL: Value = Value(word::NIL);
    pub const TRUE: Value = Value(word::TRUE);
    pub const FALSE: Value = Value(word::FALSE);
    pub const UNBOUND: Value = Value(word::UNBOUND);

    /// The word, the reference (if any) being given to the caller.
    #[inline(always)]
    pub fn into_word(self) -> u64 {
        ManuallyDrop::new(self).0
    }

    /// The word; `self` keeps its reference.
    #[inline(always)]
    pub fn word(&self) -> u64 {
        self.0
    }

    /// # Safety
    /// `word` is a valid word, and the caller gives up a reference where it is a heap pointer.
    #[inline(always)]
    pub unsafe fn from_word(word: u64) -> Value {
        Value(word)
    }

    /// A new reference to a word that somebody else owns.
    ///
    /// # Safety
    /// `word` is a valid word whose object, if any, is alive.
    #[inline(always)]
    pub unsafe fn from_borrowed_word(word: u64) -> Value {
        (*ManuallyDrop::new(Value(word))).clone()
    }

    #[inline(always)]
    pub fn bool(b: bool) -> Value {
        if b { Value::TRUE } else { Value::FALSE }
    }

    pub fn char(c: char) -> Value {
        Value(word::CHAR_TAG | (c as u64) << 8)
    }

    #[inline(always)]
    pub fn is_nil(&self) -> bool {
        self.0 == word::NIL
    }

    #[inline(always)]
    pub fn is_unbound(&self) -> bool {
        self.0 == word::UNBOUND
    }

    /// Neither nil nor false.
    #[inline(always)]
    pub fn is_truthy(&self) -> bool {
        word::is_truthy(self.0)
    }

    pub fn as_bool(&self) -> Option<bool> {
        match self.0 {
            word::TRUE => Some(true),
            word::FALSE => Some(false),
            _ => None,
        }
    }

    pub fn as_char(&self) -> Option<char> {
        (self.0 & 0xFF == word::CHAR_TAG).then(|| char::from_u32((self.0 >> 8) as u32)).flatten()
    }

    /// The integer of a fixnum; boxed longs are the business of `data::number`.
    #[inline(always)]
    pub fn as_fixnum(&self) -> Option<i64> {
        if word::is_fixnum(self.0) { Some(word::decode_fixnum(self.0)) } else { None }
    }

    /// The float of an immediate; boxed doubles are the business of `data::number`.
    #[inline(always)]
    pub fn as_immediate_float(&self) -> Option<f64> {
        match self.0 {
            w if word::is_float(w) => Some(word::decode_float(w)),
            word::POSITIVE_ZERO => Some(0.0),
            word::NEGATIVE_ZERO => Some(-0.0),
            _ => None,
        }
    }

    /// The heap object's header.
    #[inline(always)]
    pub fn header(&self) -> Option<&Header> {
        if word::is_heap(self.0) {
            // SAFETY: a heap word points at a live object, which `self` keeps alive.
            Some(unsafe { &*((self.0 - word::HEAP_TAG) as *const Header) })
        } else {
            None
        }
    }

    /// The kind of the heap object, none for immediates.
    #[inline(always)]
    pub fn kind(&self) -> Option<Kind> {
        self.header().map(|header| header.kind)
    }

    /// The body, where the value is a `T`.
    #[inline(always)]
    pub fn get<T: HeapType>(&self) -> Option<&T> {
        let header = self.header()?;
        if header.kind == T::KIND {
            // SAFETY: the kind says that the object is an `Object<T>`.
            Some(unsafe { &(*(header as *const Header).cast::<Object<T>>()).body })
        } else {
            None
        }
    }

    /// The body of a `T` that nothing else refers to, for updating in place.
    pub fn get_mut<T: HeapType>(&mut self) -> Option<&mut T> {
        let header = self.header()?;
        if header.kind == T::KIND && header.references() == 1 {
            // SAFETY: the kind says that the object is an `Object<T>`, and `self` is the only reference to it.
            Some(unsafe { &mut (*((self.0 - word::HEAP_TAG) as *mut Object<T>)).body })
        } else {
            None
        }
    }

    /// A typed reference, where the value is a `T`.
    pub fn to_ref<T: HeapType>(&self) -> Option<Ref<T>> {
        self.clone().into_ref().ok()
    }

    /// The typed reference, or the value again where it is not a `T`.
    pub fn into_ref<T: HeapType>(self) -> Result<Ref<T>, Value> {
        match self.kind() {
            // SAFETY: the kind says that the object is an `Object<T>`; the reference moves.
            Some(kind) if kind == T::KIND => {
                Ok(unsafe { Ref::from_raw(NonNull::new_unchecked((self.into_word() - word::HEAP_TAG) as *mut Header)) })
            }
            _ => Err(self),
        }
    }

    /// Whether both are the same immediate or the same object.
    #[inline(always)]
    pub fn identical(&self, other: &Value) -> bool {
        self.0 == other.0
    }
}

impl<T: HeapType> From<Ref<T>> for Value {
    #[inline(always)]
    fn from(object: Ref<T>) -> Value {
        Value(object.into_raw().as_ptr() as u64 | word::HEAP_TAG)
    }
}

impl Clone for Value {
    #[inline(always)]
    fn clone(&self) -> Value {
        if word::is_heap(self.0) {
            // SAFETY: a heap word points at a live object.
            unsafe { retain(NonNull::new_unchecked((self.0 - word::HEAP_TAG) as *mut Header)) };
        }
        Value(self.0)
    }
}

impl Drop for Value {
    #[inline(always)]
    fn drop(&mut self) {
        if word::is_heap(self.0) {
            // SAFETY: `self` owns a reference to the live object and gives it up.
            unsafe { release(NonNull::new_unchecked((self.0 - word::HEAP_TAG) as *mut Header)) };
        }
    }
}

impl Default for Value {
    fn default() -> Value {
        Value::NIL
    }
}

impl fmt::Debug for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            word::NIL => f.write_str("nil"),
            w if word::is_fixnum(w) => write!(f, "{}", word::decode_fixnum(w)),
            w => match self.kind() {
                Some(kind) => write!(f, "#<{kind:?} {w:#x}>"),
                None => write!(f, "#<word {w:#x}>"),
            },
        }
    }
}
