//! Sets and `clojure.set`, and the ranges of sorted collections.

use super::{ANY, Native, native, take};
use crate::data::equality::compare;
use crate::data::exception;
use crate::data::iteration::{elements, items_seq};
use crate::data::map::Map;
use crate::data::seq::{self, SeqIter};
use crate::data::set::Set;
use crate::data::sorted::{SortedMap, SortedSet, compare_by, sorted_set_of};
use crate::data::{map, set, vector};
use crate::value::{Context, Kind, Outcome, Value, call};

pub static TABLE: &[Native] = &[
    native("clojure.core/hash-set", 0, ANY, |_, args| Ok(set(args.iter_mut().map(std::mem::take)))),
    native("clojure.core/set", 1, 1, |cx, args| {
        if matches!(args[0].kind(), Some(Kind::Set | Kind::SortedSet)) {
            return Ok(take(args, 0));
        }
        let items = seq::collect(cx, take(args, 0))?;
        Ok(set(items))
    }),
    native("clojure.core/sorted-set", 0, ANY, |cx, args| sorted(cx, Value::NIL, args)),
    native("clojure.core/sorted-set-by", 1, ANY, |cx, args| {
        let comparator = take(args, 0);
        sorted(cx, comparator, &mut args[1..])
    }),
    native("clojure.core/disj", 1, ANY, |cx, args| {
        let mut coll = take(args, 0);
        for item in &args[1..] {
            coll = seq::disj(cx, coll, item)?;
        }
        Ok(coll)
    }),
    native("clojure.set/union", 0, ANY, |cx, args| {
        if args.is_empty() {
            return Ok(set([]));
        }
        // The largest takes in the others.
        let largest = (0..args.len()).max_by_key(|index| seq::known_count(&args[*index])).unwrap_or(0);
        let mut union = take(args, largest);
        for index in 0..args.len() {
            if index != largest {
                union = seq::into(cx, union, take(args, index))?;
            }
        }
        Ok(union)
    }),
    native("clojure.set/intersection", 1, ANY, |cx, args| {
        let smallest = (0..args.len()).min_by_key(|index| seq::known_count(&args[*index])).unwrap_or(0);
        let mut common = take(args, smallest);
        for item in elements(&common) {
            for (index, other) in args.iter().enumerate() {
                if index != smallest && !seq::contains(cx, other, &item)? {
                    common = seq::disj(cx, common, &item)?;
                    break;
                }
            }
        }
        Ok(common)
    }),
    native("clojure.set/difference", 1, ANY, |cx, args| {
        let mut left = take(args, 0);
        for index in 1..args.len() {
            let mut items = SeqIter::new(cx, take(args, index))?;
            while let Some(item) = items.next(cx)? {
                left = seq::disj(cx, left, &item)?;
            }
        }
        Ok(left)
    }),
    native("clojure.set/subset?", 2, 2, |cx, args| is_subset(cx, &args[0], &args[1]).map(Value::bool)),
    native("clojure.set/superset?", 2, 2, |cx, args| is_subset(cx, &args[1], &args[0]).map(Value::bool)),
    native("clojure.set/select", 2, 2, |cx, args| {
        let function = take(args, 0);
        let mut selected = take(args, 1);
        for item in elements(&selected) {
            if !call(cx, &function, &mut [item.clone()])?.is_truthy() {
                selected = seq::disj(cx, selected, &item)?;
            }
        }
        Ok(selected)
    }),
    native("clojure.set/project", 2, 2, |cx, args| {
        let keys = seq::collect(cx, take(args, 1))?;
        let mut rows = SeqIter::new(cx, take(args, 0))?;
        let mut projected = Set::default();
        while let Some(row) = rows.next(cx)? {
            let mut kept = Map::default();
            for key in &keys {
                let value = seq::get(cx, &row, key, Value::UNBOUND)?;
                if !value.is_unbound() {
                    kept.insert(key.clone(), value);
                }
            }
            let row = crate::data::map::map_of(kept);
            projected.items.insert(row.clone(), row);
        }
        Ok(crate::value::Ref::new(projected).into())
    }),
    native("clojure.set/index", 2, 2, |cx, args| {
        let keys = seq::collect(cx, take(args, 1))?;
        let mut rows = SeqIter::new(cx, take(args, 0))?;
        let mut index = map([]);
        while let Some(row) = rows.next(cx)? {
            let mut kept = Map::default();
            for key in &keys {
                let value = seq::get(cx, &row, key, Value::UNBOUND)?;
                if !value.is_unbound() {
                    kept.insert(key.clone(), value);
                }
            }
            let key = crate::data::map::map_of(kept);
            let old = seq::get(cx, &index, &key, Value::NIL)?;
            let old = if old.is_nil() { set([]) } else { old };
            let group = seq::conj(cx, old, row)?;
            index = seq::assoc(cx, index, key, group)?;
        }
        Ok(index)
    }),
    native("clojure.core/set-items*", 1, 1, |_, args| Ok(vector(elements(&args[0])))),
];

fn sorted(cx: &mut Context, comparator: Value, args: &mut [Value]) -> Outcome {
    let mut items = SortedMap::with_comparator(comparator);
    for item in args {
        let item = std::mem::take(item);
        items.insert(cx, item.clone(), item)?;
    }
    Ok(sorted_set_of(SortedSet { items, meta: Value::NIL }))
}

fn is_subset(cx: &mut Context, small: &Value, large: &Value) -> Outcome<bool> {
    if seq::count(cx, small)? > seq::count(cx, large)? {
        return Ok(false);
    }
    for item in elements(small) {
        if !seq::contains(cx, large, &item)? {
            return Ok(false);
        }
    }
    Ok(true)
}

/// `(subseq sorted test key)` and `(subseq sorted test key test key)`; the tests are `<`, `<=`, `>`, `>=`, which
/// compare what the comparator says with zero.
pub fn subsequence(cx: &mut Context, args: &mut [Value], reversed: bool) -> Outcome {
    let comparator = match (args[0].get::<SortedMap>(), args[0].get::<SortedSet>()) {
        (Some(map), _) => map.comparator.clone(),
        (_, Some(set)) => set.items.comparator.clone(),
        _ => return Err(exception::bad_class(cx, &args[0], "clojure.lang.Sorted")),
    };
    let is_map = args[0].kind() == Some(Kind::SortedMap);
    let mut kept = Vec::new();
    for item in elements(&args[0]) {
        let key = if is_map { seq::first(cx, &item)? } else { item.clone() };
        let mut inside = true;
        for at in (1..args.len().saturating_sub(1)).step_by(2) {
            let order = if comparator.is_nil() {
                compare(cx, &key, &args[at + 1])?
            } else {
                compare_by(cx, &comparator, &key, &args[at + 1])?
            };
            let order = crate::data::long(order as i64);
            if !call(cx, &args[at], &mut [order, crate::data::long(0)])?.is_truthy() {
                inside = false;
                break;
            }
        }
        if inside {
            kept.push(item);
        }
    }
    if reversed {
        kept.reverse();
    }
    Ok(items_seq(kept.into()))
}
