//! Asking collections: `get`, `find`, `contains?`, `nth`.

use super::{SeqIter, bad_index};
use crate::data::array::Array;
use crate::data::exception;
use crate::data::iteration::{Iteration, VectorSeq};
use crate::data::map::Map;
use crate::data::range::Range;
use crate::data::set::Set;
use crate::data::sorted::{SortedMap, SortedSet};
use crate::data::tagged::TaggedLiteral;
use crate::data::transient::{State, Transient};
use crate::data::vector::{Vector, map_entry};
use crate::value::{Context, Kind, Outcome, Value};

/// The index of a vector, array or string that `key` is.
fn index_of(key: &Value) -> Option<usize> {
    usize::try_from(key.as_long()?).ok()
}

/// `(get coll key)`; none where there is nothing.
pub fn lookup(cx: &mut Context, coll: &Value, key: &Value) -> Outcome<Option<Value>> {
    Ok(match coll.kind() {
        Some(Kind::Map) => coll.get::<Map>().and_then(|map| map.get(key)).cloned(),
        Some(Kind::Vector) => coll.get::<Vector>().and_then(|vector| vector.items.get(index_of(key)?)).cloned(),
        Some(Kind::Set) => coll.get::<Set>().and_then(|set| set.items.entry(key)).map(|(item, _)| item.clone()),
        Some(Kind::SortedMap) => match coll.get::<SortedMap>() {
            Some(map) => map.get(cx, key)?.map(|(_, value)| value),
            None => None,
        },
        Some(Kind::SortedSet) => match coll.get::<SortedSet>() {
            Some(set) => set.items.get(cx, key)?.map(|(item, _)| item),
            None => None,
        },
        Some(Kind::String) => coll.as_str().and_then(|text| text.chars().nth(index_of(key)?)).map(Value::char),
        Some(Kind::Array) => coll.get::<Array>().and_then(|array| array.items.borrow().get(index_of(key)?).cloned()),
        Some(Kind::Transient) => match coll.get::<Transient>().map(|transient| transient.state.borrow()) {
            Some(state) => match &*state {
                State::Vector(items) => index_of(key).and_then(|index| items.get(index)).cloned(),
                State::Map(map) => map.get(key).cloned(),
                State::Set(set) => set.items.entry(key).map(|(item, _)| item.clone()),
                State::Done => None,
            },
            None => None,
        },
        Some(Kind::TaggedLiteral) => coll.get::<TaggedLiteral>().and_then(|literal| match key.as_keyword() {
            Some(name) if name.namespace.is_none() && &*name.name == "tag" => {
                Some(crate::data::symbol::symbol_of(literal.tag.clone(), crate::source::Span::NONE))
            }
            Some(name) if name.namespace.is_none() && &*name.name == "form" => Some(literal.form.clone()),
            _ => None,
        }),
        _ => None,
    })
}

/// `(get coll key default)`.
#[inline]
pub fn get(cx: &mut Context, coll: &Value, key: &Value, default: Value) -> Outcome {
    if let Some(map) = coll.get::<Map>() {
        return Ok(map.get(key).cloned().unwrap_or(default));
    }
    Ok(lookup(cx, coll, key)?.unwrap_or(default))
}

/// `(find coll key)`: the entry, or nil.
pub fn find(cx: &mut Context, coll: &Value, key: &Value) -> Outcome {
    Ok(match coll.kind() {
        Some(Kind::Map) => {
            coll.get::<Map>().and_then(|map| map.entry(key)).map(|(k, v)| map_entry(k.clone(), v.clone()))
        }
        Some(Kind::SortedMap) => match coll.get::<SortedMap>() {
            Some(map) => map.get(cx, key)?.map(|(k, v)| map_entry(k, v)),
            None => None,
        },
        None if coll.is_nil() => None,
        Some(Kind::Vector | Kind::Transient) => lookup(cx, coll, key)?.map(|value| map_entry(key.clone(), value)),
        _ => return Err(exception::bad_class(cx, coll, "java.util.Map")),
    }
    .unwrap_or_default())
}

/// `(contains? coll key)`.
pub fn contains(cx: &mut Context, coll: &Value, key: &Value) -> Outcome<bool> {
    match coll.kind() {
        None if coll.is_nil() => Ok(false),
        Some(
            Kind::Map
            | Kind::Vector
            | Kind::Set
            | Kind::SortedMap
            | Kind::SortedSet
            | Kind::String
            | Kind::Array
            | Kind::Transient,
        ) => Ok(lookup(cx, coll, key)?.is_some()),
        _ => {
            let class = exception::class_name(coll);
            Err(exception::bad_argument(cx, format!("contains? not supported on type: {class}")))
        }
    }
}

/// `(nth coll index)`, raising where there is no such element and no default.
pub fn nth(cx: &mut Context, coll: &Value, index: &Value, default: Option<Value>) -> Outcome {
    let at = crate::data::number::to_long_checked(cx, index)?;
    let found = match coll.kind() {
        None if coll.is_nil() => return Ok(default.unwrap_or_default()),
        Some(Kind::Vector) => {
            coll.get::<Vector>().and_then(|vector| vector.items.get(usize::try_from(at).ok()?)).cloned()
        }
        Some(Kind::Range) => coll
            .get::<Range>()
            .and_then(|range| u64::try_from(at).ok().filter(|at| *at < range.count).map(|at| range.at(at))),
        Some(Kind::VectorSeq) => coll
            .get::<VectorSeq>()
            .and_then(|seq| seq.items()?.get(seq.index.checked_add(usize::try_from(at).ok()?)?).cloned()),
        Some(Kind::Iteration) => coll
            .get::<Iteration>()
            .and_then(|seq| seq.items().get(seq.index.checked_add(usize::try_from(at).ok()?)?).cloned()),
        Some(Kind::String) => {
            coll.as_str().and_then(|text| text.chars().nth(usize::try_from(at).ok()?)).map(Value::char)
        }
        Some(Kind::Array | Kind::Transient) => lookup(cx, coll, index)?,
        Some(Kind::List | Kind::Cons | Kind::LazySeq) if at >= 0 => {
            let mut items = SeqIter::new(cx, coll.clone())?;
            let mut left = at;
            loop {
                match items.next(cx)? {
                    Some(item) if left == 0 => break Some(item),
                    Some(_) => left -= 1,
                    None => break None,
                }
            }
        }
        Some(Kind::List | Kind::Cons | Kind::LazySeq) => None,
        _ => return Err(exception::unsupported(cx, "nth", coll)),
    };
    match found.or(default) {
        Some(item) => Ok(item),
        None => Err(bad_index(cx, at)),
    }
}
