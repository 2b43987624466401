//! Changing collections: `conj`, `assoc`, `dissoc`, `disj`, `pop`, `into`. In place where the caller's is the only
//! reference.

use super::{SeqIter, bad_index, cons};
use crate::data::exception::{self, Class};
use crate::data::list::{List, list};
use crate::data::map::{self, Map};
use crate::data::set;
use crate::data::sorted::{self};
use crate::data::vector::{self, Vector};
use crate::value::{Context, Kind, Outcome, Ref, Value};

/// `(conj coll item)`.
pub fn conj(cx: &mut Context, mut coll: Value, item: Value) -> Outcome {
    match coll.kind() {
        None if coll.is_nil() => Ok(list([item])),
        Some(Kind::Vector) => {
            if let Some(vector) = vector::updatable(&mut coll) {
                vector.items.push_back(item);
            }
            Ok(coll)
        }
        Some(Kind::List) => {
            let (count, meta) = coll.get::<List>().map(|list| (list.count, list.meta.clone())).unwrap_or_default();
            Ok(Ref::new(List { first: item, rest: coll, count: count + 1, meta, source: None }).into())
        }
        Some(Kind::Map | Kind::SortedMap) => conj_entry(cx, coll, item),
        Some(Kind::Set) => {
            if let Some(set) = set::updatable(&mut coll)
                && !set.contains(&item)
            {
                set.items.insert(item.clone(), item);
            }
            Ok(coll)
        }
        Some(Kind::SortedSet) => {
            if let Some(set) = sorted::updatable_set(&mut coll) {
                set.items.insert(cx, item.clone(), item)?;
            }
            Ok(coll)
        }
        Some(Kind::Cons | Kind::LazySeq | Kind::Range | Kind::VectorSeq | Kind::Iteration) => cons(cx, item, coll),
        _ => Err(exception::bad_class(cx, &coll, "clojure.lang.IPersistentCollection")),
    }
}

/// A map takes an entry, a vector of two, a map, or nil.
fn conj_entry(cx: &mut Context, coll: Value, item: Value) -> Outcome {
    if item.is_nil() {
        return Ok(coll);
    }
    if let Some(pair) = item.get::<Vector>() {
        return match (pair.items.get(0), pair.items.get(1), pair.items.len()) {
            (Some(key), Some(value), 2) => assoc(cx, coll, key.clone(), value.clone()),
            _ => Err(exception::bad_argument(cx, "Vector arg to map conj must be a pair")),
        };
    }
    if let Some(entries) = item.get::<Map>() {
        let mut coll = coll;
        for (key, value) in entries.iter() {
            coll = assoc(cx, coll, key.clone(), value.clone())?;
        }
        return Ok(coll);
    }
    let mut coll = coll;
    let mut items = SeqIter::new(cx, item)?;
    while let Some(entry) = items.next(cx)? {
        if !vector::is_map_entry(&entry) {
            return Err(exception::bad_class(cx, &entry, "java.util.Map$Entry"));
        }
        coll = conj_entry(cx, coll, entry)?;
    }
    Ok(coll)
}

/// `(assoc coll key value)`.
pub fn assoc(cx: &mut Context, mut coll: Value, key: Value, value: Value) -> Outcome {
    match coll.kind() {
        None if coll.is_nil() => Ok(map::map([(key, value)])),
        Some(Kind::Map) => {
            if let Some(map) = map::updatable(&mut coll) {
                map.insert(key, value);
            }
            Ok(coll)
        }
        Some(Kind::Vector) => {
            let Some(index) = key.as_long() else {
                return Err(exception::bad_argument(cx, "Key must be integer"));
            };
            let Some(vector) = vector::updatable(&mut coll) else { return Ok(coll) };
            match usize::try_from(index) {
                Ok(at) if at < vector.items.len() => {
                    vector.items.set(at, value);
                }
                Ok(at) if at == vector.items.len() => vector.items.push_back(value),
                _ => return Err(bad_index(cx, index)),
            }
            Ok(coll)
        }
        Some(Kind::SortedMap) => {
            if let Some(map) = sorted::updatable_map(&mut coll) {
                map.insert(cx, key, value)?;
            }
            Ok(coll)
        }
        _ => Err(exception::bad_class(cx, &coll, "clojure.lang.Associative")),
    }
}

/// `(dissoc map key)`.
pub fn dissoc(cx: &mut Context, mut coll: Value, key: &Value) -> Outcome {
    match coll.kind() {
        None if coll.is_nil() => Ok(coll),
        Some(Kind::Map) => {
            if coll.get::<Map>().is_some_and(|map| map.get(key).is_some())
                && let Some(map) = map::updatable(&mut coll)
            {
                map.remove(key);
            }
            Ok(coll)
        }
        Some(Kind::SortedMap) => {
            if let Some(map) = sorted::updatable_map(&mut coll) {
                map.remove(cx, key)?;
            }
            Ok(coll)
        }
        _ => Err(exception::bad_class(cx, &coll, "clojure.lang.IPersistentMap")),
    }
}

/// `(disj set item)`.
pub fn disj(cx: &mut Context, mut coll: Value, item: &Value) -> Outcome {
    match coll.kind() {
        None if coll.is_nil() => Ok(coll),
        Some(Kind::Set) => {
            if let Some(set) = set::updatable(&mut coll) {
                set.items.remove(item);
            }
            Ok(coll)
        }
        Some(Kind::SortedSet) => {
            if let Some(set) = sorted::updatable_set(&mut coll) {
                set.items.remove(cx, item)?;
            }
            Ok(coll)
        }
        _ => Err(exception::bad_class(cx, &coll, "clojure.lang.IPersistentSet")),
    }
}

/// `(peek coll)`: the last of a vector, the first of a list.
pub fn peek(cx: &mut Context, coll: &Value) -> Outcome {
    match coll.kind() {
        None if coll.is_nil() => Ok(Value::NIL),
        Some(Kind::Vector) => {
            Ok(coll.get::<Vector>().and_then(|vector| vector.items.back().cloned()).unwrap_or_default())
        }
        Some(Kind::List) => super::first(cx, coll),
        _ => Err(exception::bad_class(cx, coll, "clojure.lang.IPersistentStack")),
    }
}

/// `(pop coll)`: without what `peek` gives.
pub fn pop(cx: &mut Context, mut coll: Value) -> Outcome {
    match coll.kind() {
        None if coll.is_nil() => Ok(Value::NIL),
        Some(Kind::Vector) => {
            if let Some(vector) = vector::updatable(&mut coll)
                && vector.items.pop_back().is_none()
            {
                return Err(exception::throw(cx, Class::IllegalStateException, "Can't pop empty vector"));
            }
            Ok(coll)
        }
        Some(Kind::List) => {
            if super::is_empty(cx, &coll)? {
                return Err(exception::throw(cx, Class::IllegalStateException, "Can't pop empty list"));
            }
            super::rest(cx, &coll)
        }
        _ => Err(exception::bad_class(cx, &coll, "clojure.lang.IPersistentStack")),
    }
}

/// `(into coll items)`.
pub fn into(cx: &mut Context, mut coll: Value, items: Value) -> Outcome {
    if let (Some(_), Some(more)) = (coll.get::<Vector>(), items.get::<Vector>()) {
        let more = more.items.clone();
        if let Some(vector) = vector::updatable(&mut coll) {
            vector.items.append(more);
        }
        return Ok(coll);
    }
    let mut iter = SeqIter::new(cx, items)?;
    while let Some(item) = iter.next(cx)? {
        coll = conj(cx, coll, item)?;
    }
    Ok(coll)
}
