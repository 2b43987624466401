//! `sort` and `sort-by`: stable, with comparators that may raise.

use super::{Native, native, take};
use crate::data::empty_list;
use crate::data::equality::compare;
use crate::data::iteration::items_seq;
use crate::data::seq::collect;
use crate::data::sorted::compare_by;
use crate::value::{Context, Outcome, Thrown, Value, call};
use std::cmp::Ordering;

pub static TABLE: &[Native] = &[
    native("clojure.core/sort", 1, 2, |cx, args| {
        let comparator = if args.len() == 2 { take(args, 0) } else { Value::NIL };
        let mut items = collect(cx, take(args, args.len() - 1))?;
        sort_items(cx, &mut items, |cx, a, b| compare_with(cx, &comparator, a, b))?;
        Ok(as_seq(items))
    }),
    native("clojure.core/sort-by", 2, 3, |cx, args| {
        let key_of = take(args, 0);
        let comparator = if args.len() == 3 { take(args, 1) } else { Value::NIL };
        let items = collect(cx, take(args, args.len() - 1))?;
        let mut keyed = Vec::with_capacity(items.len());
        for item in items {
            keyed.push((call(cx, &key_of, &mut [item.clone()])?, item));
        }
        sort_items(cx, &mut keyed, |cx, a, b| compare_with(cx, &comparator, &a.0, &b.0))?;
        Ok(as_seq(keyed.into_iter().map(|(_, item)| item).collect()))
    }),
];

fn as_seq(items: Vec<Value>) -> Value {
    let seq = items_seq(items.into());
    if seq.is_nil() { empty_list() } else { seq }
}

fn compare_with(cx: &mut Context, comparator: &Value, a: &Value, b: &Value) -> Outcome<Ordering> {
    if comparator.is_nil() { compare(cx, a, b) } else { compare_by(cx, comparator, a, b) }
}

/// A stable merge sort. The library's own would have to be told an order after a comparator has raised, and may panic
/// where a comparator of the program is none.
pub fn sort_items<T>(
    cx: &mut Context,
    items: &mut Vec<T>,
    mut order: impl FnMut(&mut Context, &T, &T) -> Outcome<Ordering>,
) -> Outcome<()> {
    fn merge<T>(
        cx: &mut Context,
        items: Vec<T>,
        order: &mut impl FnMut(&mut Context, &T, &T) -> Outcome<Ordering>,
    ) -> Result<Vec<T>, Thrown> {
        /// Shorter runs are sorted by insertion.
        const RUN: usize = 12;
        if items.len() <= RUN {
            let mut sorted: Vec<T> = Vec::with_capacity(items.len());
            for item in items {
                let mut at = sorted.len();
                while at > 0 && order(cx, &sorted[at - 1], &item)? == Ordering::Greater {
                    at -= 1;
                }
                sorted.insert(at, item);
            }
            return Ok(sorted);
        }
        let mut left = items;
        let right = left.split_off(left.len() / 2);
        let left = merge(cx, left, order)?;
        let right = merge(cx, right, order)?;
        let mut merged = Vec::with_capacity(left.len() + right.len());
        let (mut left, mut right) = (left.into_iter().peekable(), right.into_iter().peekable());
        while let (Some(a), Some(b)) = (left.peek(), right.peek()) {
            let first = if order(cx, a, b)? == Ordering::Greater { right.next() } else { left.next() };
            merged.extend(first);
        }
        merged.extend(left);
        merged.extend(right);
        Ok(merged)
    }
    let sorted = merge(cx, std::mem::take(items), &mut order)?;
    *items = sorted;
    Ok(())
}
