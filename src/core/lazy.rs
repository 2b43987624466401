//! Lazy sequences: `map`, `filter`, `take`, `concat`, `partition`, `range`, `iterate` and their kin. Those with a
//! transducer arity hand it to `transducers`.

use super::vectors::expect_size;
use super::{ANY, Native, native, take, transducers};
use crate::data::builtin::Builtin;
use crate::data::equality::equal;
use crate::data::iteration::index_value;
use crate::data::lazy_seq::{cons_cell, generate_with, lazy_seq};
use crate::data::number::{self, to_long_checked};
use crate::data::reference::Reduced;
use crate::data::seq::{self, SeqIter, collect};
use crate::data::set::Set;
use crate::data::{empty_list, list, long, range, vector};
use crate::value::{Context, Outcome, Value, call};
use std::cell::Cell;
use std::collections::VecDeque;

pub static TABLE: &[Native] = &[
    native("clojure.core/map", 1, ANY, map),
    native("clojure.core/map-indexed", 1, 2, map_indexed),
    native("clojure.core/filter", 1, 2, |cx, args| select(cx, args, true)),
    native("clojure.core/remove", 1, 2, |cx, args| select(cx, args, false)),
    native("clojure.core/keep", 1, 2, keep),
    native("clojure.core/keep-indexed", 1, 2, keep_indexed),
    native("clojure.core/take", 1, 2, take_some),
    native("clojure.core/drop", 1, 2, |cx, args| {
        let count = to_long_checked(cx, &args[0])?;
        if args.len() == 1 {
            return Ok(transducers::drop(count));
        }
        let coll = take(args, 1);
        Ok(deferred(move |cx| super::seqs::skip(cx, coll, count.max(0))))
    }),
    native("clojure.core/take-while", 1, 2, |cx, args| {
        let function = take(args, 0);
        if args.len() == 1 {
            return Ok(transducers::take_while(function));
        }
        let mut items = SeqIter::new(cx, take(args, 1))?;
        Ok(generate_with(move |cx| match items.next(cx)? {
            Some(item) if call(cx, &function, &mut [item.clone()])?.is_truthy() => Ok(Some(item)),
            _ => Ok(None),
        }))
    }),
    native("clojure.core/drop-while", 1, 2, |cx, args| {
        let function = take(args, 0);
        if args.len() == 1 {
            return Ok(transducers::drop_while(function));
        }
        let mut items = SeqIter::new(cx, take(args, 1))?;
        Ok(deferred(move |cx| {
            while let Some(item) = items.next(cx)? {
                if !call(cx, &function, &mut [item.clone()])?.is_truthy() {
                    return Ok(cons_cell(item, items.into_rest()));
                }
            }
            Ok(Value::NIL)
        }))
    }),
    native("clojure.core/take-nth", 1, 2, |cx, args| {
        let step = to_long_checked(cx, &args[0])?;
        if args.len() == 1 {
            return Ok(transducers::take_nth(step));
        }
        let mut items = SeqIter::new(cx, take(args, 1))?;
        let mut started = false;
        Ok(generate_with(move |cx| {
            let skip = if std::mem::replace(&mut started, true) { step - 1 } else { 0 };
            for _ in 0..skip {
                if items.next(cx)?.is_none() {
                    return Ok(None);
                }
            }
            items.next(cx)
        }))
    }),
    native("clojure.core/take-last", 2, 2, |cx, args| {
        let count = expect_size(cx, &args[0])?;
        let items = collect(cx, take(args, 1))?;
        let from = items.len().saturating_sub(count);
        seq::seq(cx, &list(items[from..].to_vec()))
    }),
    native("clojure.core/drop-last", 1, 2, |cx, args| {
        let (count, coll) =
            if args.len() == 2 { (expect_size(cx, &args[0])?, take(args, 1)) } else { (1, take(args, 0)) };
        let mut items = SeqIter::new(cx, coll)?;
        let mut held = VecDeque::new();
        Ok(generate_with(move |cx| {
            while held.len() <= count {
                match items.next(cx)? {
                    Some(item) => held.push_back(item),
                    None => return Ok(None),
                }
            }
            Ok(held.pop_front())
        }))
    }),
    native("clojure.core/concat", 0, ANY, |_, args| {
        let colls: VecDeque<Value> = args.iter_mut().map(std::mem::take).collect();
        Ok(concat(colls))
    }),
    native("clojure.core/mapcat", 1, ANY, |cx, args| {
        if args.len() == 1 {
            return Ok(transducers::mapcat(take(args, 0)));
        }
        let mut outer = {
            let mapped = map(cx, args)?;
            SeqIter::new(cx, mapped)?
        };
        let mut inner = SeqIter::Done;
        Ok(generate_with(move |cx| {
            loop {
                if let Some(item) = inner.next(cx)? {
                    return Ok(Some(item));
                }
                match outer.next(cx)? {
                    Some(coll) => inner = SeqIter::new(cx, coll)?,
                    None => return Ok(None),
                }
            }
        }))
    }),
    native("clojure.core/interleave", 0, ANY, |cx, args| {
        let mut iters = iterators(cx, args)?;
        let mut row = VecDeque::new();
        Ok(generate_with(move |cx| {
            if row.is_empty() {
                match next_row(cx, &mut iters)? {
                    Some(items) => row.extend(items),
                    None => return Ok(None),
                }
            }
            Ok(row.pop_front())
        }))
    }),
    native("clojure.core/interpose", 1, 2, |cx, args| {
        let separator = take(args, 0);
        if args.len() == 1 {
            return Ok(transducers::interpose(separator));
        }
        let mut items = SeqIter::new(cx, take(args, 1))?;
        let mut started = false;
        let mut waiting = None;
        Ok(generate_with(move |cx| {
            if let Some(item) = waiting.take() {
                return Ok(Some(item));
            }
            let next = items.next(cx)?;
            if next.is_none() || !std::mem::replace(&mut started, true) {
                return Ok(next);
            }
            waiting = next;
            Ok(Some(separator.clone()))
        }))
    }),
    native("clojure.core/partition", 2, 4, |cx, args| partition(cx, args, false)),
    native("clojure.core/partition-all", 1, 3, |cx, args| {
        if args.len() == 1 {
            return Ok(transducers::partition_all(expect_size(cx, &args[0])?));
        }
        partition(cx, args, true)
    }),
    native("clojure.core/partition-by", 1, 2, partition_by),
    native("clojure.core/distinct", 0, 1, |cx, args| {
        if args.is_empty() {
            return Ok(transducers::distinct());
        }
        let mut items = SeqIter::new(cx, take(args, 0))?;
        let mut seen = Set::default();
        Ok(generate_with(move |cx| {
            while let Some(item) = items.next(cx)? {
                if !seen.contains(&item) {
                    seen.items.insert(item.clone(), item.clone());
                    return Ok(Some(item));
                }
            }
            Ok(None)
        }))
    }),
    native("clojure.core/dedupe", 0, 1, |cx, args| {
        if args.is_empty() {
            return Ok(transducers::dedupe());
        }
        let mut items = SeqIter::new(cx, take(args, 0))?;
        let mut previous = Value::UNBOUND;
        Ok(generate_with(move |cx| {
            while let Some(item) = items.next(cx)? {
                if previous.is_unbound() || !equal(cx, &previous, &item)? {
                    previous = item.clone();
                    return Ok(Some(item));
                }
            }
            Ok(None)
        }))
    }),
    native("clojure.core/range", 0, 3, make_range),
    native("clojure.core/repeat", 1, 2, |cx, args| {
        let mut left = if args.len() == 2 { to_long_checked(cx, &args[0])? } else { i64::MAX };
        let item = take(args, args.len() - 1);
        Ok(generate_with(move |_| {
            left -= 1;
            Ok((left >= 0).then(|| item.clone()))
        }))
    }),
    native("clojure.core/repeatedly", 1, 2, |cx, args| {
        let mut left = if args.len() == 2 { to_long_checked(cx, &args[0])? } else { i64::MAX };
        let function = take(args, args.len() - 1);
        Ok(generate_with(move |cx| {
            left -= 1;
            if left < 0 {
                return Ok(None);
            }
            call(cx, &function, &mut []).map(Some)
        }))
    }),
    native("clojure.core/iterate", 2, 2, |_, args| {
        let (function, mut current) = (take(args, 0), take(args, 1));
        let mut started = false;
        Ok(generate_with(move |cx| {
            if std::mem::replace(&mut started, true) {
                current = call(cx, &function, &mut [std::mem::take(&mut current)])?;
            }
            Ok(Some(current.clone()))
        }))
    }),
    native("clojure.core/iteration*", 1, 1, |_, args| Ok(lazy_seq(take(args, 0)))),
    native("clojure.core/cycle", 1, 1, |cx, args| {
        let all = seq::seq(cx, &args[0])?;
        if all.is_nil() {
            return Ok(empty_list());
        }
        let mut items = SeqIter::new(cx, all.clone())?;
        Ok(generate_with(move |cx| {
            if let Some(item) = items.next(cx)? {
                return Ok(Some(item));
            }
            items = SeqIter::new(cx, all.clone())?;
            items.next(cx)
        }))
    }),
    native("clojure.core/reductions", 2, 3, reductions),
    native("clojure.core/split-at", 2, 2, |cx, args| {
        let count = expect_size(cx, &args[0])?;
        let mut items = SeqIter::new(cx, take(args, 1))?;
        let mut head = Vec::new();
        while head.len() < count {
            match items.next(cx)? {
                Some(item) => head.push(item),
                None => break,
            }
        }
        Ok(vector([list(head), items.into_rest()]))
    }),
    native("clojure.core/split-with", 2, 2, |cx, args| {
        let function = take(args, 0);
        let mut items = SeqIter::new(cx, take(args, 1))?;
        let mut head = Vec::new();
        while let Some(item) = items.next(cx)? {
            if call(cx, &function, &mut [item.clone()])?.is_truthy() {
                head.push(item);
            } else {
                return Ok(vector([list(head), cons_cell(item, items.into_rest())]));
            }
        }
        Ok(vector([list(head), empty_list()]))
    }),
    native("clojure.core/flatten", 1, 1, |cx, args| {
        let mut stack = Vec::new();
        if args[0].kind().is_some_and(crate::data::equality::is_sequential) {
            stack.push(SeqIter::new(cx, take(args, 0))?);
        }
        Ok(generate_with(move |cx| {
            while let Some(top) = stack.last_mut() {
                match top.next(cx)? {
                    Some(item) if item.kind().is_some_and(crate::data::equality::is_sequential) => {
                        stack.push(SeqIter::new(cx, item)?);
                    }
                    Some(item) => return Ok(Some(item)),
                    None => {
                        stack.pop();
                    }
                }
            }
            Ok(None)
        }))
    }),
    native("clojure.core/tree-seq", 3, 3, |_, args| {
        let (is_branch, children) = (take(args, 0), take(args, 1));
        let mut root = Some(take(args, 2));
        let mut stack: Vec<SeqIter> = Vec::new();
        Ok(generate_with(move |cx| {
            let node = match root.take() {
                Some(root) => root,
                None => loop {
                    let Some(top) = stack.last_mut() else { return Ok(None) };
                    match top.next(cx)? {
                        Some(node) => break node,
                        None => {
                            stack.pop();
                        }
                    }
                },
            };
            if call(cx, &is_branch, &mut [node.clone()])?.is_truthy() {
                let inner = call(cx, &children, &mut [node.clone()])?;
                stack.push(SeqIter::new(cx, inner)?);
            }
            Ok(Some(node))
        }))
    }),
];

/// A lazy sequence from a Rust function that gives it when it is first looked at.
pub fn deferred(make: impl FnOnce(&mut Context) -> Outcome + 'static) -> Value {
    let make = Cell::new(Some(make));
    lazy_seq(Builtin::closure("lazy-seq", 0, 0, move |cx, _| match make.take() {
        Some(make) => make(cx),
        None => Ok(Value::NIL),
    }))
}

pub fn iterators(cx: &mut Context, args: &mut [Value]) -> Outcome<Vec<SeqIter>> {
    args.iter_mut().map(|coll| SeqIter::new(cx, std::mem::take(coll))).collect()
}

/// The next element of each; none once one has ended, or where there is none.
pub fn next_row(cx: &mut Context, iters: &mut [SeqIter]) -> Outcome<Option<Vec<Value>>> {
    let mut row = Vec::with_capacity(iters.len());
    for iter in iters {
        match iter.next(cx)? {
            Some(item) => row.push(item),
            None => return Ok(None),
        }
    }
    Ok(if row.is_empty() { None } else { Some(row) })
}

pub fn concat(mut colls: VecDeque<Value>) -> Value {
    let mut items = SeqIter::Done;
    generate_with(move |cx| {
        loop {
            if let Some(item) = items.next(cx)? {
                return Ok(Some(item));
            }
            match colls.pop_front() {
                Some(coll) => items = SeqIter::new(cx, coll)?,
                None => return Ok(None),
            }
        }
    })
}

fn map(cx: &mut Context, args: &mut [Value]) -> Outcome {
    let function = take(args, 0);
    match args.len() {
        1 => Ok(transducers::map(function)),
        2 => {
            let mut items = SeqIter::new(cx, take(args, 1))?;
            Ok(generate_with(move |cx| match items.next(cx)? {
                Some(item) => call(cx, &function, &mut [item]).map(Some),
                None => Ok(None),
            }))
        }
        _ => {
            let mut iters = iterators(cx, &mut args[1..])?;
            Ok(generate_with(move |cx| match next_row(cx, &mut iters)? {
                Some(mut row) => call(cx, &function, &mut row).map(Some),
                None => Ok(None),
            }))
        }
    }
}

fn map_indexed(cx: &mut Context, args: &mut [Value]) -> Outcome {
    let function = take(args, 0);
    if args.len() == 1 {
        return Ok(transducers::map_indexed(function));
    }
    let mut items = SeqIter::new(cx, take(args, 1))?;
    let mut index = 0;
    Ok(generate_with(move |cx| match items.next(cx)? {
        Some(item) => {
            index += 1;
            call(cx, &function, &mut [index_value(index - 1), item]).map(Some)
        }
        None => Ok(None),
    }))
}

fn select(cx: &mut Context, args: &mut [Value], wanted: bool) -> Outcome {
    let function = take(args, 0);
    if args.len() == 1 {
        return Ok(transducers::filter(function, wanted));
    }
    let mut items = SeqIter::new(cx, take(args, 1))?;
    Ok(generate_with(move |cx| {
        while let Some(item) = items.next(cx)? {
            if call(cx, &function, &mut [item.clone()])?.is_truthy() == wanted {
                return Ok(Some(item));
            }
            cx.poll()?;
        }
        Ok(None)
    }))
}

fn keep(cx: &mut Context, args: &mut [Value]) -> Outcome {
    let function = take(args, 0);
    if args.len() == 1 {
        return Ok(transducers::keep(function));
    }
    let mut items = SeqIter::new(cx, take(args, 1))?;
    Ok(generate_with(move |cx| {
        while let Some(item) = items.next(cx)? {
            let kept = call(cx, &function, &mut [item])?;
            if !kept.is_nil() {
                return Ok(Some(kept));
            }
            cx.poll()?;
        }
        Ok(None)
    }))
}

fn keep_indexed(cx: &mut Context, args: &mut [Value]) -> Outcome {
    let function = take(args, 0);
    if args.len() == 1 {
        return Ok(transducers::keep_indexed(function));
    }
    let mut items = SeqIter::new(cx, take(args, 1))?;
    let mut index = 0;
    Ok(generate_with(move |cx| {
        while let Some(item) = items.next(cx)? {
            index += 1;
            let kept = call(cx, &function, &mut [index_value(index - 1), item])?;
            if !kept.is_nil() {
                return Ok(Some(kept));
            }
        }
        Ok(None)
    }))
}

fn take_some(cx: &mut Context, args: &mut [Value]) -> Outcome {
    let mut left = to_long_checked(cx, &args[0])?;
    if args.len() == 1 {
        return Ok(transducers::take(left));
    }
    let mut items = SeqIter::new(cx, take(args, 1))?;
    Ok(generate_with(move |cx| {
        left -= 1;
        // The element after the last one is not asked for.
        if left < 0 { Ok(None) } else { items.next(cx) }
    }))
}

/// `(partition n step? pad? coll)`, and `partition-all`, which keeps what is left.
fn partition(cx: &mut Context, args: &mut [Value], all: bool) -> Outcome {
    let size = expect_size(cx, &args[0])?;
    let step = if args.len() > 2 { expect_size(cx, &args[1])? } else { size };
    let pad = if args.len() > 3 { Some(take(args, 2)) } else { None };
    let mut items = SeqIter::new(cx, take(args, args.len() - 1))?;
    let mut window: VecDeque<Value> = VecDeque::new();
    let mut pad = pad;
    Ok(generate_with(move |cx| {
        while window.len() < size {
            match items.next(cx)? {
                Some(item) => window.push_back(item),
                None => break,
            }
        }
        if window.len() < size {
            if window.is_empty() || (!all && pad.is_none()) {
                return Ok(None);
            }
            let mut last: Vec<Value> = if all {
                // Overlapping windows go on, each shorter than the one before.
                let last = window.iter().cloned().collect();
                window.drain(..step.min(window.len()));
                last
            } else {
                window.drain(..).collect()
            };
            if let Some(pad) = pad.take() {
                let mut pad = SeqIter::new(cx, pad)?;
                while last.len() < size {
                    match pad.next(cx)? {
                        Some(item) => last.push(item),
                        None => break,
                    }
                }
            }
            return Ok(Some(list(last)));
        }
        if size == 0 {
            return Ok(if all { None } else { Some(empty_list()) });
        }
        let part: Vec<Value> = window.iter().cloned().collect();
        window.drain(..step.min(size));
        for _ in size..step {
            if items.next(cx)?.is_none() {
                break;
            }
        }
        Ok(Some(list(part)))
    }))
}

fn partition_by(cx: &mut Context, args: &mut [Value]) -> Outcome {
    let function = take(args, 0);
    if args.len() == 1 {
        return Ok(transducers::partition_by(function));
    }
    let mut items = SeqIter::new(cx, take(args, 1))?;
    let mut waiting: Option<(Value, Value)> = None;
    Ok(generate_with(move |cx| {
        let (first, key) = match waiting.take() {
            Some(pair) => pair,
            None => match items.next(cx)? {
                Some(item) => {
                    let key = call(cx, &function, &mut [item.clone()])?;
                    (item, key)
                }
                None => return Ok(None),
            },
        };
        let mut group = vec![first];
        while let Some(item) = items.next(cx)? {
            let other = call(cx, &function, &mut [item.clone()])?;
            if !equal(cx, &key, &other)? {
                waiting = Some((item, other));
                break;
            }
            group.push(item);
        }
        Ok(Some(list(group)))
    }))
}

fn make_range(cx: &mut Context, args: &mut [Value]) -> Outcome {
    let longs: Option<Vec<i64>> = args.iter().map(Value::as_long).collect();
    match longs.as_deref() {
        Some([end]) => return Ok(range::range(0, *end, 1)),
        Some([start, end]) => return Ok(range::range(*start, *end, 1)),
        Some([start, end, step]) if *step != 0 => return Ok(range::range(*start, *end, *step)),
        _ => {}
    }
    let (mut next, end, step) = match args.len() {
        0 => (long(0), None, long(1)),
        1 => (long(0), Some(take(args, 0)), long(1)),
        2 => (take(args, 0), Some(take(args, 1)), long(1)),
        _ => (take(args, 0), Some(take(args, 1)), take(args, 2)),
    };
    for value in end.iter().chain([&next, &step]) {
        number::expect_number(cx, value)?;
    }
    let direction = number::sign(cx, &step)?;
    Ok(generate_with(move |cx| {
        if let Some(end) = &end {
            let inside = match direction {
                1 => number::lt(cx, &next, end)?,
                -1 => number::gt(cx, &next, end)?,
                _ => !number::num_eq(cx, &next, end)?,
            };
            if !inside {
                return Ok(None);
            }
        }
        let following = number::add_promoting(cx, &next, &step)?;
        Ok(Some(std::mem::replace(&mut next, following)))
    }))
}

fn reductions(cx: &mut Context, args: &mut [Value]) -> Outcome {
    let function = take(args, 0);
    let with_init = args.len() == 3;
    let mut items = SeqIter::new(cx, take(args, args.len() - 1))?;
    let mut total = if with_init { Some(take(args, 1)) } else { None };
    let (mut started, mut ended) = (false, false);
    Ok(generate_with(move |cx| {
        if ended {
            return Ok(None);
        }
        if !std::mem::replace(&mut started, true) {
            if total.is_none() {
                total = match items.next(cx)? {
                    Some(first) => Some(first),
                    None => {
                        ended = true;
                        Some(call(cx, &function, &mut [])?)
                    }
                };
            }
            return Ok(total.clone());
        }
        let Some(item) = items.next(cx)? else { return Ok(None) };
        let mut next = call(cx, &function, &mut [total.take().unwrap_or_default(), item])?;
        if let Some(reduced) = next.get::<Reduced>() {
            ended = true;
            next = reduced.0.clone();
        }
        total = Some(next.clone());
        Ok(Some(next))
    }))
}
