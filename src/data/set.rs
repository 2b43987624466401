//! Persistent sets.

use super::form::FormSource;
use super::map::Map;
use crate::value::{HeapType, Kind, Ref, Value};
use std::rc::Rc;

/// A persistent set, kept as a map from each element to itself.
#[derive(Clone, Default)]
pub struct Set {
    pub items: Map,
    pub meta: Value,
    /// Where it was read, for sets that the reader made.
    pub source: Option<Rc<FormSource>>,
}

// SAFETY: the only type of this kind.
unsafe impl HeapType for Set {
    const KIND: Kind = Kind::Set;
}

pub fn set(items: impl IntoIterator<Item = Value>) -> Value {
    set_at(items, None)
}

pub fn set_at(items: impl IntoIterator<Item = Value>, source: Option<Rc<FormSource>>) -> Value {
    let mut set = Set { source, ..Set::default() };
    for item in items {
        set.items.insert(item.clone(), item);
    }
    Ref::new(set).into()
}

impl Set {
    pub fn len(&self) -> usize {
        self.items.len()
    }

    pub fn is_empty(&self) -> bool {
        self.items.is_empty()
    }

    pub fn contains(&self, item: &Value) -> bool {
        self.items.get(item).is_some()
    }

    pub fn iter(&self) -> impl Iterator<Item = &Value> {
        self.items.iter().map(|(item, _)| item)
    }
}

/// The set to update, as in `map::updatable`.
pub fn updatable(value: &mut Value) -> Option<&mut Set> {
    if value.header()?.references() != 1 {
        let Set { items, meta, .. } = value.get::<Set>()?;
        *value = Ref::new(Set { items: items.clone(), meta: meta.clone(), source: None }).into();
    }
    let set = value.get_mut::<Set>()?;
    set.source = None;
    Some(set)
}
