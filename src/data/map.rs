//! Persistent maps: an array in insertion order while small, a hash trie beyond, as in Clojure.

use super::form::FormSource;
use crate::value::{HeapType, Kind, Ref, Value};
use std::hash::{BuildHasher, Hasher};
use std::rc::Rc;

/// Maps of at most this many entries keep insertion order.
const ARRAY_MAX: usize = 8;

#[derive(Clone)]
enum Entries {
    Array(Vec<(Value, Value)>),
    Hash(HashMap),
}

type HashMap = imbl::GenericHashMap<Value, Value, Passing, imbl::shared_ptr::DefaultSharedPtr>;

/// Makes hashers that pass on what `Hash for Value` computed, which is mixed already.
#[derive(Clone, Copy, Default)]
pub struct Passing(u64);

impl BuildHasher for Passing {
    type Hasher = Passing;
    fn build_hasher(&self) -> Passing {
        Passing(0)
    }
}

impl Hasher for Passing {
    fn finish(&self) -> u64 {
        self.0
    }
    fn write(&mut self, bytes: &[u8]) {
        // Only `write_u64` is used by values.
        for byte in bytes {
            self.0 = (self.0 ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }
    fn write_u64(&mut self, hash: u64) {
        self.0 = hash;
    }
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
    /// The same entries with other metadata.
    pub fn with_meta(self, meta: Value) -> Map {
        Map { meta, ..self }
    }

    /// The same entries without a place in a source.
    pub fn without_source(self) -> Map {
        Map { source: None, ..self }
    }

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
                    let mut hash = HashMap::with_hasher(Passing::default());
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

    /// The entry as it is stored: its key may differ from `key` in identity and metadata.
    pub fn entry(&self, key: &Value) -> Option<(&Value, &Value)> {
        match &self.entries {
            Entries::Array(entries) => entries.iter().find(|(k, _)| k == key).map(|(k, v)| (k, v)),
            Entries::Hash(entries) => entries.get_key_value(key),
        }
    }

    pub fn get_mut(&mut self, key: &Value) -> Option<&mut Value> {
        match &mut self.entries {
            Entries::Array(entries) => entries.iter_mut().find(|(k, _)| k == key).map(|(_, v)| v),
            Entries::Hash(entries) => entries.get_mut(key),
        }
    }

    /// The entries in the order of [`Map::iter`], as an iterator that does not borrow the map.
    pub fn entries(&self) -> MapIter {
        match &self.entries {
            Entries::Array(entries) => entries.clone().into_iter(),
            Entries::Hash(entries) => {
                entries.iter().map(|(k, v)| (k.clone(), v.clone())).collect::<Vec<_>>().into_iter()
            }
        }
    }

    pub fn first(&self) -> Option<(&Value, &Value)> {
        match &self.entries {
            Entries::Array(entries) => entries.first().map(|(k, v)| (k, v)),
            Entries::Hash(entries) => entries.iter().next(),
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

/// Entries one by one; see [`Map::entries`].
pub type MapIter = std::vec::IntoIter<(Value, Value)>;

/// The map to update: the object itself where nothing else refers to it, else a copy that shares its structure.
/// None where the value is no map.
pub fn updatable(value: &mut Value) -> Option<&mut Map> {
    if value.header()?.references() != 1 {
        let Map { entries, meta, .. } = value.get::<Map>()?;
        *value = Ref::new(Map { entries: entries.clone(), meta: meta.clone(), source: None }).into();
    }
    let map = value.get_mut::<Map>()?;
    map.source = None;
    Some(map)
}

/// A map value of a `Map`.
pub fn map_of(map: Map) -> Value {
    Ref::new(map).into()
}
