//! Mutable arrays: `make-array`, `int-array`, `aset`.

use crate::value::{HeapType, Kind, Ref, Value};
use std::cell::RefCell;

/// What an array holds; decides what its elements are coerced to and how it prints.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ElementKind {
    Object,
    Int,
    Long,
    Short,
    Byte,
    Char,
    Boolean,
    Float,
    Double,
}

impl ElementKind {
    /// What a new array is filled with.
    pub fn zero(self) -> Value {
        match self {
            ElementKind::Object => Value::NIL,
            ElementKind::Boolean => Value::FALSE,
            ElementKind::Char => Value::char('\0'),
            ElementKind::Float | ElementKind::Double => super::double(0.0),
            _ => super::long(0),
        }
    }
}

pub struct Array {
    pub items: RefCell<Vec<Value>>,
    pub kind: ElementKind,
}

// SAFETY: the only type of this kind.
unsafe impl HeapType for Array {
    const KIND: Kind = Kind::Array;
}

pub fn array(kind: ElementKind, items: Vec<Value>) -> Value {
    Ref::new(Array { items: RefCell::new(items), kind }).into()
}
