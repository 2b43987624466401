//! Sequences over collections that are no sequences themselves: vectors by index; maps, sets, strings and arrays by a
//! list of their elements that is made when the second one is asked for.

use super::array::Array;
use super::map::Map;
use super::number::long;
use super::set::Set;
use super::sorted::{SortedMap, SortedSet};
use super::vector::{Vector, map_entry};
use crate::value::{HeapType, Kind, Ref, Value};
use std::cell::OnceCell;
use std::rc::Rc;

/// The elements of a vector from `index` on; never empty.
pub struct VectorSeq {
    pub vector: Value,
    pub index: usize,
    pub meta: Value,
}

// SAFETY: the only type of this kind.
unsafe impl HeapType for VectorSeq {
    const KIND: Kind = Kind::VectorSeq;
}

/// The sequence of `vector` from `index` on; nil where nothing is left.
pub fn vector_seq(vector: Value, index: usize) -> Value {
    match vector.get::<Vector>() {
        Some(items) if index < items.items.len() => Ref::new(VectorSeq { vector, index, meta: Value::NIL }).into(),
        _ => Value::NIL,
    }
}

impl VectorSeq {
    pub fn items(&self) -> Option<&imbl::Vector<Value>> {
        self.vector.get::<Vector>().map(|vector| &vector.items)
    }

    pub fn first(&self) -> Value {
        self.items().and_then(|items| items.get(self.index)).cloned().unwrap_or_default()
    }

    pub fn count(&self) -> usize {
        self.items().map_or(0, |items| items.len() - self.index)
    }
}

/// The elements of another collection from `index` on; never empty.
pub struct Iteration {
    source: Value,
    /// The elements, once somebody has gone past the first.
    items: OnceCell<Rc<[Value]>>,
    pub index: usize,
    pub meta: Value,
}

// SAFETY: the only type of this kind.
unsafe impl HeapType for Iteration {
    const KIND: Kind = Kind::Iteration;
}

/// The sequence of a map, set, string or array; nil where it is empty.
pub fn iteration(source: Value) -> Value {
    if length(&source) == 0 {
        return Value::NIL;
    }
    Ref::new(Iteration { source, items: OnceCell::new(), index: 0, meta: Value::NIL }).into()
}

/// The sequence of elements that are there already; nil where there are none.
pub fn items_seq(items: Rc<[Value]>) -> Value {
    if items.is_empty() {
        return Value::NIL;
    }
    Ref::new(Iteration { source: Value::NIL, items: OnceCell::from(items), index: 0, meta: Value::NIL }).into()
}

impl Iteration {
    pub fn items(&self) -> &Rc<[Value]> {
        self.items.get_or_init(|| elements(&self.source).into())
    }

    pub fn first(&self) -> Value {
        if self.index == 0 && self.items.get().is_none() {
            return first_element(&self.source);
        }
        self.items().get(self.index).cloned().unwrap_or_default()
    }

    pub fn count(&self) -> usize {
        match self.items.get() {
            Some(items) => items.len() - self.index,
            None => length(&self.source) - self.index,
        }
    }

    /// What is left after `count` elements; nil where nothing is.
    pub fn skip(&self, count: usize) -> Value {
        if count >= self.count() {
            return Value::NIL;
        }
        let items = OnceCell::from(self.items().clone());
        Ref::new(Iteration { source: Value::NIL, items, index: self.index + count, meta: Value::NIL }).into()
    }

    /// The same with other metadata.
    pub fn with_meta(&self, meta: Value) -> Value {
        let items = OnceCell::from(self.items().clone());
        Ref::new(Iteration { source: Value::NIL, items, index: self.index, meta }).into()
    }
}

fn length(source: &Value) -> usize {
    match source.kind() {
        Some(Kind::Map) => source.get::<Map>().map_or(0, Map::len),
        Some(Kind::Set) => source.get::<Set>().map_or(0, Set::len),
        Some(Kind::SortedMap) => source.get::<SortedMap>().map_or(0, SortedMap::len),
        Some(Kind::SortedSet) => source.get::<SortedSet>().map_or(0, |set| set.items.len()),
        Some(Kind::String) => source.as_str().map_or(0, |text| text.chars().count()),
        Some(Kind::Array) => source.get::<Array>().map_or(0, |array| array.items.borrow().len()),
        _ => 0,
    }
}

fn first_element(source: &Value) -> Value {
    let first = match source.kind() {
        Some(Kind::Map) => source.get::<Map>().and_then(Map::first).map(|(k, v)| map_entry(k.clone(), v.clone())),
        Some(Kind::Set) => source.get::<Set>().and_then(|set| set.items.first()).map(|(k, _)| k.clone()),
        Some(Kind::SortedMap) => {
            source.get::<SortedMap>().and_then(|map| map.entries.front()).map(|(k, v)| map_entry(k.clone(), v.clone()))
        }
        Some(Kind::SortedSet) => {
            source.get::<SortedSet>().and_then(|set| set.items.entries.front()).map(|(k, _)| k.clone())
        }
        Some(Kind::String) => source.as_str().and_then(|text| text.chars().next()).map(Value::char),
        Some(Kind::Array) => source.get::<Array>().and_then(|array| array.items.borrow().first().cloned()),
        _ => None,
    };
    first.unwrap_or_default()
}

/// All elements of a collection that knows them without running code of the program.
pub fn elements(source: &Value) -> Vec<Value> {
    match source.kind() {
        Some(Kind::Map) => {
            source.get::<Map>().map(|map| map.iter().map(|(k, v)| map_entry(k.clone(), v.clone())).collect())
        }
        Some(Kind::Set) => source.get::<Set>().map(|set| set.iter().cloned().collect()),
        Some(Kind::SortedMap) => source
            .get::<SortedMap>()
            .map(|map| map.entries.iter().map(|(k, v)| map_entry(k.clone(), v.clone())).collect()),
        Some(Kind::SortedSet) => {
            source.get::<SortedSet>().map(|set| set.items.entries.iter().map(|(k, _)| k.clone()).collect())
        }
        Some(Kind::String) => source.as_str().map(|text| text.chars().map(Value::char).collect()),
        Some(Kind::Array) => source.get::<Array>().map(|array| array.items.borrow().clone()),
        Some(Kind::Vector) => source.get::<Vector>().map(|vector| vector.items.iter().cloned().collect()),
        Some(Kind::List) => source.get::<super::list::List>().map(|list| list.iter().cloned().collect()),
        Some(Kind::Range) => {
            source.get::<super::range::Range>().map(|range| (0..range.count).map(|index| range.at(index)).collect())
        }
        _ => None,
    }
    .unwrap_or_default()
}

/// The index as a value, for those who number elements.
pub fn index_value(index: usize) -> Value {
    long(index as i64)
}
