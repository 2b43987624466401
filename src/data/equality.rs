//! Equality, hashing and ordering of values, as `=`, `hash` and `compare` have them.
//!
//! Lazy sequences are computed on the way and structures may be deep, so all three may raise; `PartialEq` and `Hash`,
//! which maps use, then answer false and whatever was hashed so far.

use super::array::Array;
use super::exception;
use super::list::List;
use super::map::Map;
use super::number::{self, equal_numbers, hash_number};
use super::seq::SeqIter;
use super::set::Set;
use super::sorted::{SortedMap, SortedSet};
use super::symbol::{Keyword, Symbol};
use super::tagged::{Instant, TaggedLiteral, Uuid};
use super::vector::Vector;
use crate::value::{Context, Kind, Outcome, Value, current, current_if_any};
use std::cmp::Ordering;
use std::hash::{Hash, Hasher};
use std::sync::OnceLock;

/// Structures nested deeper than this ask, level by level, whether the machine stack is still deep enough.
const UNCHECKED_DEPTH: u32 = 100;

/// `=` of what layers above define (C++ objects); identity where there is none.
pub static EQUAL_OTHER: OnceLock<fn(&Value, &Value) -> bool> = OnceLock::new();
/// The hash that goes with [`EQUAL_OTHER`].
pub static HASH_OTHER: OnceLock<fn(&Value) -> u64> = OnceLock::new();

impl PartialEq for Value {
    fn eq(&self, other: &Value) -> bool {
        if self.identical(other) {
            return true;
        }
        if let (Some(a), Some(b)) = (self.as_str(), other.as_str()) {
            return a == b;
        }
        match same(self, other, 0) {
            Ok(same) => same,
            Err(_) => {
                current().take_pending();
                false
            }
        }
    }
}

impl Eq for Value {}

impl Hash for Value {
    fn hash<H: Hasher>(&self, state: &mut H) {
        let hash = match hash_at(self, 0) {
            Ok(hash) => hash,
            Err(_) => {
                current().take_pending();
                0
            }
        };
        state.write_u64(hash);
    }
}

/// `=`.
#[inline]
pub fn equal(_cx: &mut Context, a: &Value, b: &Value) -> Outcome<bool> {
    if a.identical(b) {
        return Ok(true);
    }
    same(a, b, 0)
}

/// `hash`, in 64 bits.
pub fn hash(_cx: &mut Context, value: &Value) -> Outcome<u64> {
    hash_at(value, 0)
}

/// Ordered collections: all of them equal where their elements are.
pub fn is_sequential(kind: Kind) -> bool {
    matches!(
        kind,
        Kind::List | Kind::Cons | Kind::LazySeq | Kind::Range | Kind::VectorSeq | Kind::Iteration | Kind::Vector
    )
}

fn check_depth(depth: u32) -> Outcome<()> {
    // Outside of an engine there is only what the reader made, which is not nested too deeply.
    match current_if_any() {
        Some(cx) if depth > UNCHECKED_DEPTH => cx.poll(),
        _ => Ok(()),
    }
}

fn same(a: &Value, b: &Value, depth: u32) -> Outcome<bool> {
    if a.identical(b) {
        return Ok(true);
    }
    if let (Some(x), Some(y)) = (a.as_number(), b.as_number()) {
        return Ok(equal_numbers(x, y));
    }
    let (Some(x), Some(y)) = (a.kind(), b.kind()) else { return Ok(false) };
    check_depth(depth)?;
    Ok(match (x, y) {
        (Kind::String, Kind::String) => a.as_str() == b.as_str(),
        (Kind::Symbol, Kind::Symbol) => a.as_symbol() == b.as_symbol(),
        (Kind::Vector, Kind::Vector) => {
            let (Some(a), Some(b)) = (a.get::<Vector>(), b.get::<Vector>()) else { return Ok(false) };
            if a.items.len() != b.items.len() {
                return Ok(false);
            }
            for (x, y) in a.items.iter().zip(b.items.iter()) {
                if !same(x, y, depth + 1)? {
                    return Ok(false);
                }
            }
            true
        }
        (Kind::List, Kind::List) => {
            let (Some(a), Some(b)) = (a.get::<List>(), b.get::<List>()) else { return Ok(false) };
            if a.count != b.count {
                return Ok(false);
            }
            for (x, y) in a.iter().zip(b.iter()) {
                if !same(x, y, depth + 1)? {
                    return Ok(false);
                }
            }
            true
        }
        (Kind::List, Kind::Vector) => return same_list_and_vector(a, b, depth),
        (Kind::Vector, Kind::List) => return same_list_and_vector(b, a, depth),
        (x, y) if is_sequential(x) && is_sequential(y) => return same_sequences(a, b, depth),
        (Kind::Map | Kind::SortedMap, Kind::Map | Kind::SortedMap) => return same_maps(a, b, depth),
        (Kind::Set | Kind::SortedSet, Kind::Set | Kind::SortedSet) => return same_sets(a, b),
        (Kind::Uuid, Kind::Uuid) => a.get::<Uuid>().map(|uuid| &uuid.0) == b.get::<Uuid>().map(|uuid| &uuid.0),
        (Kind::Instant, Kind::Instant) => a.get::<Instant>().map(|i| &i.0) == b.get::<Instant>().map(|i| &i.0),
        (Kind::TaggedLiteral, Kind::TaggedLiteral) => match (a.get::<TaggedLiteral>(), b.get::<TaggedLiteral>()) {
            (Some(a), Some(b)) => a.tag == b.tag && same(&a.form, &b.form, depth + 1)?,
            _ => false,
        },
        _ => EQUAL_OTHER.get().is_some_and(|equal| equal(a, b)),
    })
}

/// What the reader makes, it compares outside of an engine, too.
fn same_list_and_vector(list: &Value, vector: &Value, depth: u32) -> Outcome<bool> {
    let (Some(list), Some(vector)) = (list.get::<List>(), vector.get::<Vector>()) else { return Ok(false) };
    if list.count as usize != vector.items.len() {
        return Ok(false);
    }
    for (x, y) in list.iter().zip(vector.items.iter()) {
        if !same(x, y, depth + 1)? {
            return Ok(false);
        }
    }
    Ok(true)
}

fn same_sequences(a: &Value, b: &Value, depth: u32) -> Outcome<bool> {
    let cx = current();
    let (mut a, mut b) = (SeqIter::new(cx, a.clone())?, SeqIter::new(cx, b.clone())?);
    loop {
        match (a.next(cx)?, b.next(cx)?) {
            (None, None) => return Ok(true),
            (Some(x), Some(y)) if same(&x, &y, depth + 1)? => {}
            _ => return Ok(false),
        }
    }
}

fn same_maps(a: &Value, b: &Value, depth: u32) -> Outcome<bool> {
    // The one that hashes is asked for the entries of the other.
    let (a, b) = if b.kind() == Some(Kind::Map) { (a, b) } else { (b, a) };
    match (a.get::<Map>(), a.get::<SortedMap>(), b.get::<Map>(), b.get::<SortedMap>()) {
        (Some(a), _, Some(b), _) => {
            if a.len() != b.len() {
                return Ok(false);
            }
            for (key, value) in a.iter() {
                match b.get(key) {
                    Some(other) if same(value, other, depth + 1)? => {}
                    _ => return Ok(false),
                }
            }
        }
        (_, Some(a), Some(b), _) => {
            if a.len() != b.len() {
                return Ok(false);
            }
            for (key, value) in a.entries.iter() {
                match b.get(key) {
                    Some(other) if same(value, other, depth + 1)? => {}
                    _ => return Ok(false),
                }
            }
        }
        (_, Some(a), _, Some(b)) => {
            if a.len() != b.len() {
                return Ok(false);
            }
            // Their orders may differ.
            let mut entries = Map::default();
            for (key, value) in b.entries.iter() {
                entries.insert(key.clone(), value.clone());
            }
            for (key, value) in a.entries.iter() {
                match entries.get(key) {
                    Some(other) if same(value, other, depth + 1)? => {}
                    _ => return Ok(false),
                }
            }
        }
        _ => return Ok(false),
    }
    Ok(true)
}

fn same_sets(a: &Value, b: &Value) -> Outcome<bool> {
    let as_map = |value: &Value| match value.get::<Set>() {
        Some(set) => set.items.clone(),
        None => {
            let mut items = Map::default();
            if let Some(set) = value.get::<SortedSet>() {
                for (item, _) in set.items.entries.iter() {
                    items.insert(item.clone(), item.clone());
                }
            }
            items
        }
    };
    let (a, b) = (as_map(a), as_map(b));
    Ok(a.len() == b.len() && a.iter().all(|(item, _)| b.get(item).is_some()))
}

/// Spreads the bits (the finaliser of SplitMix64).
#[inline]
fn mix(x: u64) -> u64 {
    let x = (x ^ (x >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    let x = (x ^ (x >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    x ^ (x >> 31)
}

/// Tells collections of different sorts apart.
const SEQUENCE_SEED: u64 = 0x9E37_79B9;
const MAP_SEED: u64 = 0x85EB_CA6B;
const SET_SEED: u64 = 0xC2B2_AE35;

fn hash_bytes(bytes: &[u8]) -> u64 {
    ahash::RandomState::with_seeds(1, 2, 3, 4).hash_one(bytes)
}

fn hash_entry(key: &Value, value: &Value, depth: u32) -> Outcome<u64> {
    Ok(mix(hash_at(key, depth + 1)?.wrapping_mul(31).wrapping_add(hash_at(value, depth + 1)?)))
}

fn hash_at(value: &Value, depth: u32) -> Outcome<u64> {
    if let Some(number) = value.as_number() {
        return Ok(mix(hash_number(number)));
    }
    let Some(kind) = value.kind() else { return Ok(mix(value.word())) };
    Ok(match kind {
        Kind::String => hash_bytes(value.as_str().unwrap_or_default().as_bytes()),
        Kind::Keyword => mix(u64::from(value.get::<Keyword>().map_or(0, |keyword| keyword.hash))),
        Kind::Symbol => value.get::<Symbol>().map_or(0, |symbol| {
            let namespace = symbol.name.namespace.as_ref().map_or(0, |name| hash_bytes(name.as_bytes()));
            mix(hash_bytes(symbol.name.name.as_bytes()) ^ namespace.rotate_left(9))
        }),
        Kind::Uuid => hash_bytes(value.get::<Uuid>().map_or(&[][..], |uuid| uuid.0.as_bytes())),
        Kind::Instant => hash_bytes(value.get::<Instant>().map_or(&[][..], |instant| instant.0.as_bytes())),
        Kind::TaggedLiteral => match value.get::<TaggedLiteral>() {
            Some(literal) => hash_bytes(literal.tag.name.as_bytes()) ^ hash_at(&literal.form, depth + 1)?,
            None => 0,
        },
        Kind::Map | Kind::SortedMap => {
            check_depth(depth)?;
            let mut sum = MAP_SEED;
            if let Some(map) = value.get::<Map>() {
                for (key, value) in map.iter() {
                    sum = sum.wrapping_add(hash_entry(key, value, depth)?);
                }
            } else if let Some(map) = value.get::<SortedMap>() {
                for (key, value) in map.entries.iter() {
                    sum = sum.wrapping_add(hash_entry(key, value, depth)?);
                }
            }
            mix(sum)
        }
        Kind::Set | Kind::SortedSet => {
            check_depth(depth)?;
            let mut sum = SET_SEED;
            if let Some(set) = value.get::<Set>() {
                for item in set.iter() {
                    sum = sum.wrapping_add(hash_at(item, depth + 1)?);
                }
            } else if let Some(set) = value.get::<SortedSet>() {
                for (item, _) in set.items.entries.iter() {
                    sum = sum.wrapping_add(hash_at(item, depth + 1)?);
                }
            }
            mix(sum)
        }
        Kind::Vector => {
            check_depth(depth)?;
            let mut hash = SEQUENCE_SEED;
            if let Some(vector) = value.get::<Vector>() {
                for item in vector.items.iter() {
                    hash = hash.wrapping_mul(31).wrapping_add(hash_at(item, depth + 1)?);
                }
            }
            mix(hash)
        }
        kind if is_sequential(kind) => {
            check_depth(depth)?;
            let mut hash = SEQUENCE_SEED;
            let cx = current_for(kind);
            let Some(cx) = cx else { return hash_list(value, depth) };
            let mut items = SeqIter::new(cx, value.clone())?;
            while let Some(item) = items.next(cx)? {
                hash = hash.wrapping_mul(31).wrapping_add(hash_at(&item, depth + 1)?);
            }
            mix(hash)
        }
        _ => match HASH_OTHER.get() {
            Some(hash) => hash(value),
            None => mix(value.word()),
        },
    })
}

/// The context, for sequences that may need one; lists are hashed where no engine runs, too.
fn current_for<'a>(kind: Kind) -> Option<&'a mut Context> {
    (kind != Kind::List).then(current)
}

fn hash_list(value: &Value, depth: u32) -> Outcome<u64> {
    let mut hash = SEQUENCE_SEED;
    if let Some(list) = value.get::<List>() {
        for item in list.iter() {
            hash = hash.wrapping_mul(31).wrapping_add(hash_at(item, depth + 1)?);
        }
    }
    Ok(mix(hash))
}

/// `compare`: nil first; numbers, strings, names, characters, booleans and vectors among themselves.
pub fn compare(cx: &mut Context, a: &Value, b: &Value) -> Outcome<Ordering> {
    if a.identical(b) {
        return Ok(Ordering::Equal);
    }
    if a.is_nil() {
        return Ok(Ordering::Less);
    }
    if b.is_nil() {
        return Ok(Ordering::Greater);
    }
    if a.is_number() {
        return number::compare_numbers(cx, a, b);
    }
    if let (Some(a), Some(b)) = (a.as_bool(), b.as_bool()) {
        return Ok(a.cmp(&b));
    }
    if let (Some(a), Some(b)) = (a.as_char(), b.as_char()) {
        return Ok(a.cmp(&b));
    }
    match (a.kind(), b.kind()) {
        (Some(Kind::String), Some(Kind::String)) => return Ok(a.as_str().cmp(&b.as_str())),
        (Some(Kind::Symbol), Some(Kind::Symbol)) => return Ok(a.as_symbol().cmp(&b.as_symbol())),
        (Some(Kind::Keyword), Some(Kind::Keyword)) => return Ok(a.as_keyword().cmp(&b.as_keyword())),
        (Some(Kind::Uuid), Some(Kind::Uuid)) => {
            return Ok(a.get::<Uuid>().map(|u| &u.0).cmp(&b.get::<Uuid>().map(|u| &u.0)));
        }
        (Some(Kind::Instant), Some(Kind::Instant)) => {
            return Ok(a.get::<Instant>().map(|i| &i.0).cmp(&b.get::<Instant>().map(|i| &i.0)));
        }
        (Some(Kind::Vector), Some(Kind::Vector)) => {
            cx.poll()?;
            if let (Some(a), Some(b)) = (a.get::<Vector>(), b.get::<Vector>()) {
                if a.items.len() != b.items.len() {
                    return Ok(a.items.len().cmp(&b.items.len()));
                }
                for (x, y) in a.items.iter().zip(b.items.iter()) {
                    let order = compare(cx, x, y)?;
                    if order != Ordering::Equal {
                        return Ok(order);
                    }
                }
                return Ok(Ordering::Equal);
            }
        }
        _ => {}
    }
    let comparable = |value: &Value| {
        value.as_char().is_some()
            || value.as_bool().is_some()
            || matches!(value.kind(), Some(Kind::String | Kind::Symbol | Kind::Keyword | Kind::Vector | Kind::Uuid))
    };
    if comparable(a) {
        let class = exception::class_name(a);
        return Err(exception::bad_class(cx, b, &class));
    }
    Err(exception::bad_class(cx, a, "java.lang.Comparable"))
}

/// The elements of an array, for those who compare them one by one.
pub fn array_items(value: &Value) -> Option<Vec<Value>> {
    value.get::<Array>().map(|array| array.items.borrow().clone())
}
