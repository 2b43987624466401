//! Sequences and collections in general: `first`, `conj`, `count`, `nth`, `concat`'s strict kin.

use super::{ANY, Native, native, take};
use crate::data::exception;
use crate::data::lazy_seq::{cons_cell, lazy_seq};
use crate::data::seq::{self, SeqIter, collect};
use crate::data::sorted::{SortedMap, SortedSet, sorted_map_of, sorted_set_of};
use crate::data::vector::{Vector, vector_of};
use crate::data::{empty_list, iteration, list, long, map, set, vector};
use crate::value::{Context, Kind, Outcome, Value};

pub static TABLE: &[Native] = &[
    native("clojure.core/seq", 1, 1, |cx, args| seq::seq(cx, &args[0])),
    native("clojure.core/first", 1, 1, |cx, args| seq::first(cx, &args[0])),
    native("clojure.core/rest", 1, 1, |cx, args| seq::rest(cx, &args[0])),
    native("clojure.core/next", 1, 1, |cx, args| seq::next(cx, &args[0])),
    native("clojure.core/second", 1, 1, |cx, args| {
        let next = seq::next(cx, &args[0])?;
        seq::first(cx, &next)
    }),
    native("clojure.core/ffirst", 1, 1, |cx, args| {
        let first = seq::first(cx, &args[0])?;
        seq::first(cx, &first)
    }),
    native("clojure.core/fnext", 1, 1, |cx, args| {
        let next = seq::next(cx, &args[0])?;
        seq::first(cx, &next)
    }),
    native("clojure.core/nfirst", 1, 1, |cx, args| {
        let first = seq::first(cx, &args[0])?;
        seq::next(cx, &first)
    }),
    native("clojure.core/nnext", 1, 1, |cx, args| {
        let next = seq::next(cx, &args[0])?;
        seq::next(cx, &next)
    }),
    native("clojure.core/last", 1, 1, last),
    native("clojure.core/butlast", 1, 1, |cx, args| {
        let mut items = collect(cx, take(args, 0))?;
        items.pop();
        Ok(iteration::items_seq(items.into()))
    }),
    native("clojure.core/cons", 2, 2, |cx, args| {
        let (first, rest) = (take(args, 0), take(args, 1));
        seq::cons(cx, first, rest)
    }),
    native("clojure.core/conj", 0, ANY, |cx, args| {
        if args.is_empty() {
            return Ok(vector([]));
        }
        let mut coll = take(args, 0);
        for index in 1..args.len() {
            coll = seq::conj(cx, coll, take(args, index))?;
        }
        Ok(coll)
    }),
    native("clojure.core/into", 0, 3, into),
    native("clojure.core/count", 1, 1, |cx, args| seq::count(cx, &args[0]).map(|count| long(count as i64))),
    native("clojure.core/bounded-count", 2, 2, |cx, args| {
        let limit = crate::data::number::to_long_checked(cx, &args[0])?;
        if let Some(count) = seq::known_count(&args[1]) {
            return Ok(long(count as i64));
        }
        let mut items = SeqIter::new(cx, take(args, 1))?;
        let mut count = 0;
        while count < limit && items.next(cx)?.is_some() {
            count += 1;
        }
        Ok(long(count))
    }),
    native("clojure.core/nth", 2, 3, |cx, args| {
        let default = (args.len() == 3).then(|| take(args, 2));
        seq::nth(cx, &args[0], &args[1], default)
    }),
    native("clojure.core/nthrest", 2, 2, |cx, args| {
        let count = crate::data::number::to_long_checked(cx, &args[1])?;
        if count <= 0 {
            return Ok(take(args, 0));
        }
        skip(cx, take(args, 0), count)
    }),
    native("clojure.core/nthnext", 2, 2, |cx, args| {
        let count = crate::data::number::to_long_checked(cx, &args[1])?;
        let rest = skip(cx, take(args, 0), count)?;
        seq::seq(cx, &rest)
    }),
    native("clojure.core/empty?", 1, 1, |cx, args| seq::is_empty(cx, &args[0]).map(Value::bool)),
    native("clojure.core/not-empty", 1, 1, |cx, args| {
        Ok(if seq::is_empty(cx, &args[0])? { Value::NIL } else { take(args, 0) })
    }),
    native("clojure.core/empty", 1, 1, |_, args| Ok(empty(&args[0]))),
    native("clojure.core/list", 0, ANY, |_, args| {
        let items: Vec<Value> = args.iter_mut().map(std::mem::take).collect();
        Ok(list(items))
    }),
    native("clojure.core/list*", 1, ANY, |cx, args| {
        let last = args.len() - 1;
        let mut rest = take(args, last);
        if last == 0 {
            return seq::seq(cx, &rest);
        }
        for index in (0..last).rev() {
            rest = seq::cons(cx, take(args, index), rest)?;
        }
        Ok(rest)
    }),
    native("clojure.core/reverse", 1, 1, |cx, args| {
        let mut items = SeqIter::new(cx, take(args, 0))?;
        let mut reversed = empty_list();
        while let Some(item) = items.next(cx)? {
            reversed = seq::conj(cx, reversed, item)?;
        }
        Ok(reversed)
    }),
    native("clojure.core/rseq", 1, 1, |cx, args| match args[0].kind() {
        Some(Kind::Vector | Kind::SortedMap | Kind::SortedSet) => {
            let mut items = iteration::elements(&args[0]);
            items.reverse();
            Ok(iteration::items_seq(items.into()))
        }
        _ => Err(exception::bad_class(cx, &args[0], "clojure.lang.Reversible")),
    }),
    native("clojure.core/peek", 1, 1, |cx, args| seq::peek(cx, &args[0])),
    native("clojure.core/pop", 1, 1, |cx, args| {
        let coll = take(args, 0);
        seq::pop(cx, coll)
    }),
    native("clojure.core/doall", 1, 2, |cx, args| {
        let at = args.len() - 1;
        walk(cx, &args[at])?;
        Ok(take(args, at))
    }),
    native("clojure.core/dorun", 1, 2, |cx, args| {
        let mut items = SeqIter::new(cx, take(args, args.len() - 1))?;
        while items.next(cx)?.is_some() {}
        Ok(Value::NIL)
    }),
    // What `lazy-seq` expands to: the function gives the sequence.
    native("clojure.core/lazy-seq*", 1, 1, |_, args| Ok(lazy_seq(take(args, 0)))),
    native("clojure.core/lazy-cat*", 2, 2, |_, args| Ok(cons_cell(take(args, 0), take(args, 1)))),
    native("clojure.core/to-array", 1, 1, |cx, args| {
        let items = collect(cx, take(args, 0))?;
        Ok(crate::data::array::array(crate::data::array::ElementKind::Object, items))
    }),
];

fn last(cx: &mut Context, args: &mut [Value]) -> Outcome {
    if let Some(vector) = args[0].get::<Vector>() {
        return Ok(vector.items.back().cloned().unwrap_or_default());
    }
    let mut items = SeqIter::new(cx, take(args, 0))?;
    let mut last = Value::NIL;
    while let Some(item) = items.next(cx)? {
        last = item;
    }
    Ok(last)
}

/// What follows the first `count` elements, not looked at.
pub fn skip(cx: &mut Context, coll: Value, count: i64) -> Outcome {
    let mut items = SeqIter::new(cx, coll)?;
    for _ in 0..count {
        if items.next(cx)?.is_none() {
            return Ok(empty_list());
        }
    }
    Ok(items.into_rest())
}

/// Computes all of a sequence that is kept.
fn walk(cx: &mut Context, coll: &Value) -> Outcome<()> {
    let mut at = seq::seq(cx, coll)?;
    while matches!(at.kind(), Some(Kind::Cons | Kind::LazySeq)) {
        at = seq::next(cx, &at)?;
    }
    Ok(())
}

fn into(cx: &mut Context, args: &mut [Value]) -> Outcome {
    match args.len() {
        0 => Ok(vector([])),
        1 => Ok(take(args, 0)),
        2 => {
            let (coll, items) = (take(args, 0), take(args, 1));
            seq::into(cx, coll, items)
        }
        _ => {
            let (coll, transducer, items) = (take(args, 0), take(args, 1), take(args, 2));
            let conj = super::reducing::conj_function();
            super::transducers::transduce(cx, &transducer, conj, Some(coll), items)
        }
    }
}

/// An empty collection of the same kind, with its metadata.
fn empty(coll: &Value) -> Value {
    let meta = super::vectors::meta_of(coll);
    let empty = match coll.kind() {
        Some(Kind::Vector) => vector_of(imbl::Vector::new()),
        Some(Kind::Map) => map([]),
        Some(Kind::Set) => set([]),
        Some(Kind::SortedMap) => match coll.get::<SortedMap>() {
            Some(map) => sorted_map_of(SortedMap::with_comparator(map.comparator.clone())),
            None => Value::NIL,
        },
        Some(Kind::SortedSet) => match coll.get::<SortedSet>() {
            Some(set) => sorted_set_of(SortedSet {
                items: SortedMap::with_comparator(set.items.comparator.clone()),
                meta: Value::NIL,
            }),
            None => Value::NIL,
        },
        Some(Kind::List | Kind::Cons | Kind::LazySeq | Kind::Range | Kind::VectorSeq | Kind::Iteration) => empty_list(),
        _ => return Value::NIL,
    };
    if meta.is_nil() { empty } else { super::vectors::set_meta(&empty, meta).unwrap_or(empty) }
}
