//! Maps: `assoc`, `get-in`, `update`, `merge`, `select-keys`, `group-by`.

use super::{ANY, Native, native, take};
use crate::data::exception;
use crate::data::map::{Map, map_of};
use crate::data::seq::{self, SeqIter};
use crate::data::sorted::{SortedMap, sorted_map_of};
use crate::data::vector::Vector;
use crate::data::{iteration, long, map, vector};
use crate::value::{Context, Kind, Outcome, Value, call};

pub static TABLE: &[Native] = &[
    native("clojure.core/get", 2, 3, |cx, args| {
        let default = take(args, 2);
        seq::get(cx, &args[0], &args[1], default)
    }),
    native("clojure.core/find", 2, 2, |cx, args| seq::find(cx, &args[0], &args[1])),
    native("clojure.core/contains?", 2, 2, |cx, args| seq::contains(cx, &args[0], &args[1]).map(Value::bool)),
    native("clojure.core/assoc", 3, ANY, |cx, args| {
        if args.len() % 2 == 0 {
            return Err(exception::bad_argument(
                cx,
                "assoc expects even number of arguments after map/vector, found odd number",
            ));
        }
        let mut coll = take(args, 0);
        for at in (1..args.len()).step_by(2) {
            let (key, value) = (take(args, at), take(args, at + 1));
            coll = seq::assoc(cx, coll, key, value)?;
        }
        Ok(coll)
    }),
    native("clojure.core/dissoc", 1, ANY, |cx, args| {
        let mut coll = take(args, 0);
        for key in &args[1..] {
            coll = seq::dissoc(cx, coll, key)?;
        }
        Ok(coll)
    }),
    native("clojure.core/get-in", 2, 3, |cx, args| {
        let mut at = take(args, 0);
        let mut keys = SeqIter::new(cx, take(args, 1))?;
        while let Some(key) = keys.next(cx)? {
            // Unbound is no value that a collection could hold.
            at = seq::get(cx, &at, &key, Value::UNBOUND)?;
            if at.is_unbound() {
                return Ok(take(args, 2));
            }
        }
        Ok(at)
    }),
    native("clojure.core/assoc-in", 3, 3, |cx, args| {
        let (coll, value) = (take(args, 0), take(args, 2));
        let path = seq::collect(cx, take(args, 1))?;
        change_in(cx, coll, &path, &mut |_, _| Ok(value.clone()))
    }),
    native("clojure.core/update", 3, ANY, |cx, args| {
        let (coll, key, function) = (take(args, 0), take(args, 1), take(args, 2));
        let rest = &mut args[3..];
        change_in(cx, coll, &[key], &mut |cx, old| call_with(cx, &function, old, rest))
    }),
    native("clojure.core/update-in", 3, ANY, |cx, args| {
        let (coll, function) = (take(args, 0), take(args, 2));
        let path = seq::collect(cx, take(args, 1))?;
        let rest = &mut args[3..];
        change_in(cx, coll, &path, &mut |cx, old| call_with(cx, &function, old, rest))
    }),
    native("clojure.core/hash-map", 0, ANY, from_arguments),
    native("clojure.core/array-map", 0, ANY, from_arguments),
    native("clojure.core/sorted-map", 0, ANY, |cx, args| sorted(cx, Value::NIL, args)),
    native("clojure.core/sorted-map-by", 1, ANY, |cx, args| {
        let comparator = take(args, 0);
        sorted(cx, comparator, &mut args[1..])
    }),
    native("clojure.core/keys", 1, 1, |cx, args| parts(cx, take(args, 0), 0)),
    native("clojure.core/vals", 1, 1, |cx, args| parts(cx, take(args, 0), 1)),
    native("clojure.core/key", 1, 1, |cx, args| part(cx, &args[0], 0)),
    native("clojure.core/val", 1, 1, |cx, args| part(cx, &args[0], 1)),
    native("clojure.core/merge", 0, ANY, |cx, args| {
        if args.iter().all(Value::is_nil) {
            return Ok(Value::NIL);
        }
        let mut merged = take(args, 0);
        if merged.is_nil() {
            merged = map([]);
        }
        for index in 1..args.len() {
            merged = seq::conj(cx, merged, take(args, index))?;
        }
        Ok(merged)
    }),
    native("clojure.core/merge-with", 1, ANY, merge_with),
    native("clojure.core/select-keys", 2, 2, |cx, args| {
        let coll = take(args, 0);
        let mut selected = map([]);
        let mut keys = SeqIter::new(cx, take(args, 1))?;
        while let Some(key) = keys.next(cx)? {
            let entry = seq::find(cx, &coll, &key)?;
            selected = seq::conj(cx, selected, entry)?;
        }
        let meta = super::vectors::meta_of(&coll);
        if meta.is_nil() { Ok(selected) } else { super::vectors::with_meta(cx, selected, meta) }
    }),
    native("clojure.core/zipmap", 2, 2, |cx, args| {
        let mut zipped = Map::default();
        let mut keys = SeqIter::new(cx, take(args, 0))?;
        let mut values = SeqIter::new(cx, take(args, 1))?;
        while let Some(key) = keys.next(cx)? {
            let Some(value) = values.next(cx)? else { break };
            zipped.insert(key, value);
        }
        Ok(map_of(zipped))
    }),
    native("clojure.core/group-by", 2, 2, |cx, args| {
        let function = take(args, 0);
        let mut groups = Map::default();
        let mut items = SeqIter::new(cx, take(args, 1))?;
        while let Some(item) = items.next(cx)? {
            let key = call(cx, &function, &mut [item.clone()])?;
            match groups.get_mut(&key).and_then(Value::get_mut::<Vector>) {
                Some(group) => group.items.push_back(item),
                None => groups.insert(key, vector([item])),
            }
        }
        Ok(map_of(groups))
    }),
    native("clojure.core/frequencies", 1, 1, |cx, args| {
        let mut counts = Map::default();
        let mut items = SeqIter::new(cx, take(args, 0))?;
        while let Some(item) = items.next(cx)? {
            match counts.get_mut(&item) {
                Some(count) => *count = long(count.as_long().unwrap_or(0) + 1),
                None => counts.insert(item, long(1)),
            }
        }
        Ok(map_of(counts))
    }),
    native("clojure.core/index-by*", 2, 2, |cx, args| {
        let function = take(args, 0);
        let mut index = Map::default();
        let mut items = SeqIter::new(cx, take(args, 1))?;
        while let Some(item) = items.next(cx)? {
            let key = call(cx, &function, &mut [item.clone()])?;
            index.insert(key, item);
        }
        Ok(map_of(index))
    }),
    native("clojure.core/update-vals", 2, 2, |cx, args| {
        let function = take(args, 1);
        rebuild(cx, take(args, 0), &mut |cx, key, value| Ok((key, call(cx, &function, &mut [value])?)))
    }),
    native("clojure.core/update-keys", 2, 2, |cx, args| {
        let function = take(args, 1);
        rebuild(cx, take(args, 0), &mut |cx, key, value| Ok((call(cx, &function, &mut [key])?, value)))
    }),
    native("clojure.set/rename-keys", 2, 2, |cx, args| {
        let old = take(args, 0);
        let mut renamed = old.clone();
        let mut names = SeqIter::new(cx, take(args, 1))?;
        let mut added = Vec::new();
        while let Some(entry) = names.next(cx)? {
            let (from, to) = (part(cx, &entry, 0)?, part(cx, &entry, 1)?);
            if seq::contains(cx, &old, &from)? {
                added.push((to, seq::get(cx, &old, &from, Value::NIL)?));
                renamed = seq::dissoc(cx, renamed, &from)?;
            }
        }
        for (key, value) in added {
            renamed = seq::assoc(cx, renamed, key, value)?;
        }
        Ok(renamed)
    }),
    native("clojure.set/map-invert", 1, 1, |cx, args| {
        rebuild(cx, take(args, 0), &mut |_, key, value| Ok((value, key)))
    }),
    native("clojure.core/subseq", 3, 5, |cx, args| super::sets::subsequence(cx, args, false)),
    native("clojure.core/rsubseq", 3, 5, |cx, args| super::sets::subsequence(cx, args, true)),
];

/// Calls with `first` before copies of the other arguments.
pub fn call_with(cx: &mut Context, function: &Value, first: Value, rest: &[Value]) -> Outcome {
    match rest {
        [] => call(cx, function, &mut [first]),
        [second] => call(cx, function, &mut [first, second.clone()]),
        _ => {
            let mut all = Vec::with_capacity(rest.len() + 1);
            all.push(first);
            all.extend(rest.iter().cloned());
            call(cx, function, &mut all)
        }
    }
}

/// Replaces what is at `path`, making maps where there is nothing. The old value is taken out of its collection for
/// the while, so that the change may happen in place.
fn change_in(
    cx: &mut Context,
    mut coll: Value,
    path: &[Value],
    change: &mut dyn FnMut(&mut Context, Value) -> Outcome,
) -> Outcome {
    let (key, deeper) = match path {
        [key, deeper @ ..] => (key.clone(), deeper),
        // An empty path is the key nil, as in Clojure.
        [] => (Value::NIL, path),
    };
    cx.poll()?;
    let unique = coll.header().is_some_and(|header| header.references() == 1);
    let slot = if unique {
        match coll.kind() {
            Some(Kind::Map) => coll.get_mut::<Map>().and_then(|map| map.get_mut(&key)),
            Some(Kind::Vector) => {
                let index = key.as_long().and_then(|index| usize::try_from(index).ok());
                coll.get_mut::<Vector>().and_then(|vector| vector.items.get_mut(index?))
            }
            _ => None,
        }
    } else {
        None
    };
    let old = match slot {
        Some(slot) => std::mem::take(slot),
        None => seq::get(cx, &coll, &key, Value::NIL)?,
    };
    let new = if deeper.is_empty() { change(cx, old)? } else { change_in(cx, old, deeper, change)? };
    seq::assoc(cx, coll, key, new)
}

fn from_arguments(cx: &mut Context, args: &mut [Value]) -> Outcome {
    let mut made = Map::default();
    pairs(cx, args, |_, key, value| {
        made.insert(key, value);
        Ok(())
    })?;
    Ok(map_of(made))
}

fn sorted(cx: &mut Context, comparator: Value, args: &mut [Value]) -> Outcome {
    let mut made = SortedMap::with_comparator(comparator);
    pairs(cx, args, |cx, key, value| made.insert(cx, key, value))?;
    Ok(sorted_map_of(made))
}

fn pairs(
    cx: &mut Context,
    args: &mut [Value],
    mut each: impl FnMut(&mut Context, Value, Value) -> Outcome<()>,
) -> Outcome<()> {
    if args.len() % 2 == 1 {
        let last = crate::data::print::brief(&args[args.len() - 1]);
        return Err(exception::bad_argument(cx, format!("No value supplied for key: {last}")));
    }
    for at in (0..args.len()).step_by(2) {
        let (key, value) = (take(args, at), take(args, at + 1));
        each(cx, key, value)?;
    }
    Ok(())
}

fn part(cx: &mut Context, entry: &Value, index: usize) -> Outcome {
    match entry.get::<Vector>().filter(|pair| pair.items.len() == 2).and_then(|pair| pair.items.get(index)) {
        Some(value) => Ok(value.clone()),
        None => Err(exception::bad_class(cx, entry, "java.util.Map$Entry")),
    }
}

/// All keys or all values, as a sequence; nil of an empty map.
fn parts(cx: &mut Context, coll: Value, index: usize) -> Outcome {
    let pick = |key: &Value, value: &Value| if index == 0 { key.clone() } else { value.clone() };
    let items: Vec<Value> = if let Some(map) = coll.get::<Map>() {
        map.iter().map(|(key, value)| pick(key, value)).collect()
    } else if let Some(map) = coll.get::<SortedMap>() {
        map.entries.iter().map(|(key, value)| pick(key, value)).collect()
    } else {
        let mut items = Vec::new();
        let mut entries = SeqIter::new(cx, coll)?;
        while let Some(entry) = entries.next(cx)? {
            items.push(part(cx, &entry, index)?);
        }
        items
    };
    Ok(iteration::items_seq(items.into()))
}

fn merge_with(cx: &mut Context, args: &mut [Value]) -> Outcome {
    let function = take(args, 0);
    if args[1..].iter().all(Value::is_nil) {
        return Ok(Value::NIL);
    }
    let mut merged = take(args, 1);
    if merged.is_nil() {
        merged = map([]);
    }
    for index in 2..args.len() {
        let mut entries = SeqIter::new(cx, take(args, index))?;
        while let Some(entry) = entries.next(cx)? {
            let (key, value) = (part(cx, &entry, 0)?, part(cx, &entry, 1)?);
            let old = seq::get(cx, &merged, &key, Value::UNBOUND)?;
            let value = if old.is_unbound() { value } else { call(cx, &function, &mut [old, value])? };
            merged = seq::assoc(cx, merged, key, value)?;
        }
    }
    Ok(merged)
}

/// Gives another key and value.
type ChangeEntry<'a> = dyn FnMut(&mut Context, Value, Value) -> Outcome<(Value, Value)> + 'a;

/// A map of changed entries, with the metadata of the old one.
fn rebuild(cx: &mut Context, coll: Value, change: &mut ChangeEntry<'_>) -> Outcome {
    let meta = super::vectors::meta_of(&coll);
    let mut made = Map::default().with_meta(meta);
    let mut entries = SeqIter::new(cx, coll)?;
    while let Some(entry) = entries.next(cx)? {
        let (key, value) = (part(cx, &entry, 0)?, part(cx, &entry, 1)?);
        drop(entry);
        let (key, value) = change(cx, key, value)?;
        made.insert(key, value);
    }
    Ok(map_of(made))
}
