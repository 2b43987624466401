//! Sorted maps and sets: the entries in order in a vector that shares structure, found by bisection. A comparator may
//! be any function of the language, so every search may raise.

use super::equality;
use crate::value::{Context, HeapType, Kind, Outcome, Ref, Value, call};
use std::cmp::Ordering;

/// A map in the order of its keys.
#[derive(Clone, Default)]
pub struct SortedMap {
    pub entries: imbl::Vector<(Value, Value)>,
    /// nil for `compare`.
    pub comparator: Value,
    pub meta: Value,
}

/// A set in order, kept as a map from each element to itself.
#[derive(Clone, Default)]
pub struct SortedSet {
    pub items: SortedMap,
    pub meta: Value,
}

// SAFETY: the only type of this kind.
unsafe impl HeapType for SortedMap {
    const KIND: Kind = Kind::SortedMap;
}
// SAFETY: the only type of this kind.
unsafe impl HeapType for SortedSet {
    const KIND: Kind = Kind::SortedSet;
}

/// Orders by a comparator of the language: a function that gives a number, or whether `a` is before `b`.
pub fn compare_by(cx: &mut Context, comparator: &Value, a: &Value, b: &Value) -> Outcome<Ordering> {
    if comparator.is_nil() {
        return equality::compare(cx, a, b);
    }
    let order = call(cx, comparator, &mut [a.clone(), b.clone()])?;
    match order.as_bool() {
        Some(true) => Ok(Ordering::Less),
        Some(false) => Ok(if call(cx, comparator, &mut [b.clone(), a.clone()])?.is_truthy() {
            Ordering::Greater
        } else {
            Ordering::Equal
        }),
        None => Ok(super::number::sign(cx, &order)?.cmp(&0)),
    }
}

impl SortedMap {
    pub fn with_comparator(comparator: Value) -> SortedMap {
        SortedMap { comparator, ..SortedMap::default() }
    }

    pub fn len(&self) -> usize {
        self.entries.len()
    }

    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// The key's index, or the index where it would go.
    pub fn find(&self, cx: &mut Context, key: &Value) -> Outcome<Result<usize, usize>> {
        let (mut low, mut high) = (0, self.entries.len());
        while low < high {
            let middle = low + (high - low) / 2;
            let Some((at, _)) = self.entries.get(middle) else { break };
            match compare_by(cx, &self.comparator, key, at)? {
                Ordering::Equal => return Ok(Ok(middle)),
                Ordering::Less => high = middle,
                Ordering::Greater => low = middle + 1,
            }
        }
        if self.entries.is_empty() {
            // The first key is compared with itself, so that what cannot be ordered is refused at once.
            compare_by(cx, &self.comparator, key, key)?;
        }
        Ok(Err(low))
    }

    pub fn get(&self, cx: &mut Context, key: &Value) -> Outcome<Option<(Value, Value)>> {
        Ok(self.find(cx, key)?.ok().and_then(|index| self.entries.get(index)).cloned())
    }

    /// Adds or replaces an entry; an existing key object stays.
    pub fn insert(&mut self, cx: &mut Context, key: Value, value: Value) -> Outcome<()> {
        match self.find(cx, &key)? {
            Ok(index) => {
                if let Some(entry) = self.entries.get_mut(index) {
                    entry.1 = value;
                }
            }
            Err(index) if index == self.entries.len() => self.entries.push_back((key, value)),
            Err(index) => self.entries.insert(index, (key, value)),
        }
        Ok(())
    }

    pub fn remove(&mut self, cx: &mut Context, key: &Value) -> Outcome<()> {
        if let Ok(index) = self.find(cx, key)? {
            self.entries.remove(index);
        }
        Ok(())
    }
}

pub fn sorted_map_of(map: SortedMap) -> Value {
    Ref::new(map).into()
}

pub fn sorted_set_of(set: SortedSet) -> Value {
    Ref::new(set).into()
}

/// The sorted map to update: the object itself where nothing else refers to it, else a copy that shares structure.
pub fn updatable_map(value: &mut Value) -> Option<&mut SortedMap> {
    if value.header()?.references() != 1 {
        *value = sorted_map_of(value.get::<SortedMap>()?.clone());
    }
    value.get_mut()
}

/// As [`updatable_map`], for a set.
pub fn updatable_set(value: &mut Value) -> Option<&mut SortedSet> {
    if value.header()?.references() != 1 {
        *value = sorted_set_of(value.get::<SortedSet>()?.clone());
    }
    value.get_mut()
}
