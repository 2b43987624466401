//! Persistent maps: an array in insertion order while small, a hash trie beyond, as in Clojure.

use super::form::FormSource;
use crate::value::{HeapType, Kind, Ref, Value};
use std::rc::Rc;

/// Maps of at most this many entries keep insertion order.
const ARRAY_MAX: usize = 8;

#[derive(Clone)]
enum Entries {
    Array(Vec<(Value, Value)>),
    Hash(imbl::GenericHashMap<Value, Value, ahash::RandomState, imbl::shared_ptr::DefaultSharedPtr>),
}

/// A persistent map; updating one that nothing else refers to happens in place (`Value::get_mut`).
#[derive(Clone)]
pub struct Map {
    entries: Entries,
    pub meta: Value,
    /// Where it was read, for maps that the reader made.
    pub source: Option<Rc<FormSource>>,
}

// SAFETY: the only type of this kind.
unsafe impl HeapType for Map {
    const KIND: Kind = Kind::Map;
}

impl Default for Map {
    fn default() -> Map {
        Map { entries: Entries::Array(Vec::new()), meta: Value::NIL, source: None }
    }
}

/// A map of pairs; of equal keys the last wins.
pub fn map(pairs: impl IntoIterator<Item = (Value, Value)>) -> Value {
    map_at(pairs, None)
}

pub fn map_at(pairs: impl IntoIterator<Item = (Value, Value)>, source: Option<Rc<FormSource>>) -> Value {
    let mut map = Map { source, ..Map::default() };
    for (key, value) in pairs {
        map.insert(key, value);
    }
    Ref::new(map).into()
}

impl Map {
    pub fn len(&self) -> usize {
        match &self.entries {
            Entries::Array(entries) => entries.len(),
            Entries::Hash(entries) => entries.len(),
        }
    }

    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    pub fn get(&self, key: &Value) -> Option<&Value> {
        match &self.entries {
            Entries::Array(entries) => entries.iter().find(|(k, _)| k == key).map(|(_, v)| v),
            Entries::Hash(entries) => entries.get(key),
        }
    }

    /// Adds or replaces an entry; an existing key object stays, as in Clojure.
    pub fn insert(&mut self, key: Value, value: Value) {
        match &mut self.entries {
            Entries::Array(entries) => {
                if let Some(entry) = entries.iter_mut().find(|(k, _)| *k == key) {
                    entry.1 = value;
                } else if entries.len() < ARRAY_MAX {
                    entries.push((key, value));
                } else {
                    let mut hash: imbl::GenericHashMap<_, _, _, _> =
                        imbl::GenericHashMap::with_hasher(ahash::RandomState::with_seeds(1, 2, 3, 4));
                    hash.extend(entries.drain(..));
                    hash.insert(key, value);
                    self.entries = Entries::Hash(hash);
                }
            }
            Entries::Hash(entries) => {
                if let Some(old) = entries.get_mut(&key) {
                    *old = value;
                } else {
                    entries.insert(key, value);
                }
            }
        }
    }

    pub fn remove(&mut self, key: &Value) -> Option<Value> {
        match &mut self.entries {
            Entries::Array(entries) => {
                let at = entries.iter().position(|(k, _)| k == key)?;
                Some(entries.remove(at).1)
            }
            Entries::Hash(entries) => entries.remove(key),
        }
    }

    /// The entries: in insertion order while small, else in the trie's.
    pub fn iter(&self) -> Box<dyn Iterator<Item = (&Value, &Value)> + '_> {
        match &self.entries {
            Entries::Array(entries) => Box::new(entries.iter().map(|(k, v)| (k, v))),
            Entries::Hash(entries) => Box::new(entries.iter()),
        }
    }
}
