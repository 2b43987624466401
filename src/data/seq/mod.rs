//! The protocol of sequences and collections: what `seq`, `first`, `conj`, `get`, `assoc` and their like do with any
//! value. Operations that change a collection take it by value, and change it in place where nothing else refers to it.

mod change;
mod iter;
mod lookup;

pub use change::{assoc, conj, disj, dissoc, into, peek, pop};
pub use iter::{SeqIter, collect, reduce};
pub use lookup::{contains, find, get, nth};

use super::array::Array;
use super::exception::{self, Class};
use super::iteration::{Iteration, VectorSeq, iteration, vector_seq};
use super::lazy_seq::{Cons, LazySeq, cons_cell};
use super::list::{List, empty_list, list};
use super::map::Map;
use super::range::Range;
use super::set::Set;
use super::sorted::{SortedMap, SortedSet};
use super::transient::{State, Transient};
use super::vector::Vector;
use crate::value::{Context, Kind, Outcome, Ref, Thrown, Value};

/// `(seq x)`: a sequence that is not empty, or nil.
pub fn seq(cx: &mut Context, value: &Value) -> Outcome {
    let Some(kind) = value.kind() else {
        return if value.is_nil() { Ok(Value::NIL) } else { Err(not_seqable(cx, value)) };
    };
    match kind {
        Kind::List => Ok(match value.get::<List>() {
            Some(list) if list.count > 0 => value.clone(),
            _ => Value::NIL,
        }),
        Kind::Cons | Kind::Range | Kind::VectorSeq | Kind::Iteration => Ok(value.clone()),
        Kind::LazySeq => match value.get::<LazySeq>() {
            Some(lazy) => lazy.realize(cx),
            None => Ok(Value::NIL),
        },
        Kind::Vector => Ok(vector_seq(value.clone(), 0)),
        Kind::Map | Kind::Set | Kind::SortedMap | Kind::SortedSet | Kind::String | Kind::Array => {
            Ok(iteration(value.clone()))
        }
        _ => Err(not_seqable(cx, value)),
    }
}

#[cold]
pub fn not_seqable(cx: &mut Context, value: &Value) -> Thrown {
    let class = exception::class_name(value);
    exception::bad_argument(cx, format!("Don't know how to create ISeq from: {class}"))
}

/// Whether `(seq x)` works.
pub fn is_seqable(value: &Value) -> bool {
    value.is_nil()
        || matches!(
            value.kind(),
            Some(
                Kind::List
                    | Kind::Cons
                    | Kind::Range
                    | Kind::VectorSeq
                    | Kind::Iteration
                    | Kind::LazySeq
                    | Kind::Vector
                    | Kind::Map
                    | Kind::Set
                    | Kind::SortedMap
                    | Kind::SortedSet
                    | Kind::String
                    | Kind::Array
            )
        )
}

/// `(first x)`; nil of what is empty.
pub fn first(cx: &mut Context, value: &Value) -> Outcome {
    match value.kind() {
        Some(Kind::List) => Ok(value.get::<List>().map(|list| list.first.clone()).unwrap_or_default()),
        Some(Kind::Cons) => Ok(value.get::<Cons>().map(|cell| cell.first.clone()).unwrap_or_default()),
        Some(Kind::Vector) => {
            Ok(value.get::<Vector>().and_then(|vector| vector.items.front().cloned()).unwrap_or_default())
        }
        Some(Kind::Range) => Ok(value.get::<Range>().map(|range| range.at(0)).unwrap_or_default()),
        Some(Kind::VectorSeq) => Ok(value.get::<VectorSeq>().map(VectorSeq::first).unwrap_or_default()),
        Some(Kind::Iteration) => Ok(value.get::<Iteration>().map(Iteration::first).unwrap_or_default()),
        None if value.is_nil() => Ok(Value::NIL),
        _ => {
            let seq = seq(cx, value)?;
            if seq.is_nil() { Ok(Value::NIL) } else { first(cx, &seq) }
        }
    }
}

/// `(rest x)`: what follows the first, not looked at; the empty list of what is empty.
pub fn rest(cx: &mut Context, value: &Value) -> Outcome {
    Ok(match value.kind() {
        Some(Kind::List) => match value.get::<List>() {
            Some(list) if list.count > 0 => list.rest.clone(),
            _ => value.clone(),
        },
        Some(Kind::Cons) => match value.get::<Cons>() {
            Some(cell) if cell.rest.is_nil() => empty_list(),
            Some(cell) => cell.rest.clone(),
            None => empty_list(),
        },
        Some(Kind::Vector) => non_nil(vector_seq(value.clone(), 1)),
        Some(Kind::Range) => non_nil(value.get::<Range>().map(|range| range.skip(1)).unwrap_or_default()),
        Some(Kind::VectorSeq) => non_nil(
            value.get::<VectorSeq>().map(|seq| vector_seq(seq.vector.clone(), seq.index + 1)).unwrap_or_default(),
        ),
        Some(Kind::Iteration) => non_nil(value.get::<Iteration>().map(|seq| seq.skip(1)).unwrap_or_default()),
        None if value.is_nil() => empty_list(),
        _ => {
            let seq = seq(cx, value)?;
            return if seq.is_nil() { Ok(empty_list()) } else { rest(cx, &seq) };
        }
    })
}

fn non_nil(seq: Value) -> Value {
    if seq.is_nil() { empty_list() } else { seq }
}

/// `(next x)`: the sequence after the first; nil where there is none.
pub fn next(cx: &mut Context, value: &Value) -> Outcome {
    match value.kind() {
        Some(Kind::VectorSeq) => {
            Ok(value.get::<VectorSeq>().map(|seq| vector_seq(seq.vector.clone(), seq.index + 1)).unwrap_or_default())
        }
        Some(Kind::Vector) => Ok(vector_seq(value.clone(), 1)),
        _ => {
            let rest = rest(cx, value)?;
            seq(cx, &rest)
        }
    }
}

/// `(cons x coll)`.
pub fn cons(cx: &mut Context, first: Value, rest: Value) -> Outcome {
    match rest.kind() {
        None if rest.is_nil() => Ok(list([first])),
        Some(Kind::List) => {
            let count = rest.get::<List>().map_or(0, |list| list.count);
            Ok(Ref::new(List { first, rest, count: count + 1, meta: Value::NIL, source: None }).into())
        }
        Some(Kind::Cons | Kind::LazySeq | Kind::Range | Kind::VectorSeq | Kind::Iteration) => {
            Ok(cons_cell(first, rest))
        }
        _ => {
            let rest = seq(cx, &rest)?;
            if rest.is_nil() { Ok(list([first])) } else { Ok(cons_cell(first, rest)) }
        }
    }
}

/// The count, where it is known without walking a sequence (`counted?`).
pub fn known_count(value: &Value) -> Option<usize> {
    Some(match value.kind() {
        None if value.is_nil() => 0,
        Some(Kind::List) => value.get::<List>()?.count as usize,
        Some(Kind::Vector) => value.get::<Vector>()?.items.len(),
        Some(Kind::Map) => value.get::<Map>()?.len(),
        Some(Kind::Set) => value.get::<Set>()?.len(),
        Some(Kind::SortedMap) => value.get::<SortedMap>()?.len(),
        Some(Kind::SortedSet) => value.get::<SortedSet>()?.items.len(),
        Some(Kind::Range) => value.get::<Range>()?.count as usize,
        Some(Kind::VectorSeq) => value.get::<VectorSeq>()?.count(),
        Some(Kind::Iteration) => value.get::<Iteration>()?.count(),
        Some(Kind::String) => {
            let text = value.as_str()?;
            if text.is_ascii() { text.len() } else { text.chars().count() }
        }
        Some(Kind::Array) => value.get::<Array>()?.items.borrow().len(),
        Some(Kind::Transient) => match &*value.get::<Transient>()?.state.borrow() {
            State::Vector(items) => items.len(),
            State::Map(map) => map.len(),
            State::Set(set) => set.len(),
            State::Done => return None,
        },
        _ => return None,
    })
}

/// `(count x)`.
pub fn count(cx: &mut Context, value: &Value) -> Outcome<usize> {
    if let Some(count) = known_count(value) {
        return Ok(count);
    }
    if !is_seqable(value) {
        return Err(exception::unsupported(cx, "count", value));
    }
    let mut items = SeqIter::new(cx, value.clone())?;
    let mut count = 0;
    loop {
        // The rest of a lazy sequence may know its count.
        if let Some(known) = items.known_rest() {
            return Ok(count + known);
        }
        if items.next(cx)?.is_none() {
            return Ok(count);
        }
        count += 1;
    }
}

/// `(empty? x)`.
pub fn is_empty(cx: &mut Context, value: &Value) -> Outcome<bool> {
    match known_count(value) {
        Some(count) => Ok(count == 0),
        None => Ok(seq(cx, value)?.is_nil()),
    }
}

/// Raises an IndexOutOfBoundsException.
#[cold]
pub fn bad_index(cx: &mut Context, index: i64) -> Thrown {
    exception::throw(cx, Class::IndexOutOfBoundsException, format!("index {index} is out of bounds"))
}
