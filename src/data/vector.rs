//! Persistent vectors.

use super::form::FormSource;
use crate::value::{HeapType, Kind, Ref, Value};
use std::rc::Rc;

/// A persistent vector; updating one that nothing else refers to happens in place (`Value::get_mut`).
#[derive(Clone)]
pub struct Vector {
    pub items: imbl::Vector<Value>,
    pub meta: Value,
    /// Where it was read, for vectors that the reader made.
    pub source: Option<Rc<FormSource>>,
}

// SAFETY: the only type of this kind.
unsafe impl HeapType for Vector {
    const KIND: Kind = Kind::Vector;
}

pub fn vector(items: impl IntoIterator<Item = Value>) -> Value {
    vector_at(items, None)
}

pub fn vector_at(items: impl IntoIterator<Item = Value>, source: Option<Rc<FormSource>>) -> Value {
    Ref::new(Vector { items: items.into_iter().collect(), meta: Value::NIL, source }).into()
}
