//! Persistent vectors. The entries of maps are vectors of two.

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

/// Set in the header's flags of vectors that are entries of a map.
const MAP_ENTRY: u8 = 1;

/// A map's entry: a vector of two that answers true to `map-entry?`.
pub fn map_entry(key: Value, value: Value) -> Value {
    let mut items = imbl::Vector::new();
    items.push_back(key);
    items.push_back(value);
    let entry = Ref::new(Vector { items, meta: Value::NIL, source: None });
    entry.header().flags.set(MAP_ENTRY);
    entry.into()
}

pub fn is_map_entry(value: &Value) -> bool {
    value.header().is_some_and(|header| header.kind == Kind::Vector && header.flags.get() & MAP_ENTRY != 0)
}

/// A vector of items.
pub fn vector_of(items: imbl::Vector<Value>) -> Value {
    Ref::new(Vector { items, meta: Value::NIL, source: None }).into()
}

/// The vector to update: the object itself where nothing else refers to it, else a copy that shares its structure.
/// Either is no map entry any more, and has no place in a source. None where the value is no vector.
pub fn updatable(value: &mut Value) -> Option<&mut Vector> {
    let header = value.header().filter(|header| header.kind == Kind::Vector)?;
    if header.references() == 1 {
        header.flags.set(0);
    } else {
        let Vector { items, meta, .. } = value.get::<Vector>()?;
        *value = Ref::new(Vector { items: items.clone(), meta: meta.clone(), source: None }).into();
    }
    let vector = value.get_mut::<Vector>()?;
    vector.source = None;
    Some(vector)
}
