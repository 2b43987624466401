//! What goes through a sequence at once: `reduce`, `some`, `every?`, `run!`, `max-key`.

use super::{ANY, Native, native, take};
use crate::data::builtin::Builtin;
use crate::data::exception;
use crate::data::map::Map;
use crate::data::number;
use crate::data::reference::Reduced;
use crate::data::seq::{self, SeqIter};
use crate::data::sorted::SortedMap;
use crate::data::vector::Vector;
use crate::data::{long, vector};
use crate::value::{Context, Kind, Outcome, Value, call};

pub static TABLE: &[Native] = &[
    native("clojure.core/reduce", 2, 3, |cx, args| {
        let function = take(args, 0);
        let coll = take(args, args.len() - 1);
        let mut items = SeqIter::new(cx, coll)?;
        let init = if args.len() == 3 {
            take(args, 1)
        } else {
            match items.next(cx)? {
                Some(first) => first,
                None => return call(cx, &function, &mut []),
            }
        };
        seq::reduce(cx, &function, init, &mut items)
    }),
    native("clojure.core/reduce-kv", 3, 3, reduce_kv),
    native("clojure.core/every?", 2, 2, |cx, args| every(cx, args).map(Value::bool)),
    native("clojure.core/not-every?", 2, 2, |cx, args| Ok(Value::bool(!every(cx, args)?))),
    native("clojure.core/some", 2, 2, some),
    native("clojure.core/not-any?", 2, 2, |cx, args| Ok(Value::bool(!some(cx, args)?.is_truthy()))),
    native("clojure.core/run!", 2, 2, |cx, args| {
        let function = take(args, 0);
        let mut items = SeqIter::new(cx, take(args, 1))?;
        while let Some(item) = items.next(cx)? {
            if call(cx, &function, &mut [item])?.kind() == Some(Kind::Reduced) {
                break;
            }
        }
        Ok(Value::NIL)
    }),
    native("clojure.core/max-key", 2, ANY, |cx, args| extreme_by(cx, args, number::ge)),
    native("clojure.core/min-key", 2, ANY, |cx, args| extreme_by(cx, args, number::le)),
];

/// `conj` as a reducing function.
pub fn conj_function() -> Value {
    Builtin::closure("clojure.core/conj", 0, 2, |cx, args| match args.len() {
        0 => Ok(vector([])),
        1 => Ok(take(args, 0)),
        _ => {
            let (coll, item) = (take(args, 0), take(args, 1));
            seq::conj(cx, coll, item)
        }
    })
}

fn every(cx: &mut Context, args: &mut [Value]) -> Outcome<bool> {
    let function = take(args, 0);
    let mut items = SeqIter::new(cx, take(args, 1))?;
    while let Some(item) = items.next(cx)? {
        if !call(cx, &function, &mut [item])?.is_truthy() {
            return Ok(false);
        }
    }
    Ok(true)
}

fn some(cx: &mut Context, args: &mut [Value]) -> Outcome {
    let function = take(args, 0);
    let mut items = SeqIter::new(cx, take(args, 1))?;
    while let Some(item) = items.next(cx)? {
        let found = call(cx, &function, &mut [item])?;
        if found.is_truthy() {
            return Ok(found);
        }
    }
    Ok(Value::NIL)
}

/// One step with key and value; whether it goes on.
fn step_kv(cx: &mut Context, function: &Value, total: &mut Value, key: Value, value: Value) -> Outcome<bool> {
    let next = call(cx, function, &mut [std::mem::take(total), key, value])?;
    if let Some(reduced) = next.get::<Reduced>() {
        *total = reduced.0.clone();
        return Ok(false);
    }
    *total = next;
    Ok(true)
}

fn reduce_kv(cx: &mut Context, args: &mut [Value]) -> Outcome {
    let (function, mut total, coll) = (take(args, 0), take(args, 1), take(args, 2));
    match coll.kind() {
        None if coll.is_nil() => {}
        Some(Kind::Map) => {
            if let Some(map) = coll.get::<Map>() {
                for (key, value) in map.iter() {
                    if !step_kv(cx, &function, &mut total, key.clone(), value.clone())? {
                        break;
                    }
                }
            }
        }
        Some(Kind::SortedMap) => {
            if let Some(map) = coll.get::<SortedMap>() {
                for (key, value) in map.entries.iter() {
                    if !step_kv(cx, &function, &mut total, key.clone(), value.clone())? {
                        break;
                    }
                }
            }
        }
        Some(Kind::Vector) => {
            if let Some(vector) = coll.get::<Vector>() {
                for (index, value) in vector.items.iter().enumerate() {
                    if !step_kv(cx, &function, &mut total, long(index as i64), value.clone())? {
                        break;
                    }
                }
            }
        }
        Some(Kind::Iteration | Kind::List | Kind::Cons | Kind::LazySeq) => {
            let mut entries = SeqIter::new(cx, coll)?;
            while let Some(entry) = entries.next(cx)? {
                let pair = entry.get::<Vector>().map(|pair| (pair.items.get(0).cloned(), pair.items.get(1).cloned()));
                let Some((Some(key), Some(value))) = pair else {
                    return Err(exception::bad_class(cx, &entry, "java.util.Map$Entry"));
                };
                if !step_kv(cx, &function, &mut total, key, value)? {
                    break;
                }
            }
        }
        _ => return Err(exception::unsupported(cx, "reduce-kv", &coll)),
    }
    Ok(total)
}

fn extreme_by(
    cx: &mut Context,
    args: &mut [Value],
    beats: fn(&mut Context, &Value, &Value) -> Outcome<bool>,
) -> Outcome {
    let function = take(args, 0);
    let mut best = take(args, 1);
    let mut best_key = Value::NIL;
    for index in 2..args.len() {
        if index == 2 {
            best_key = call(cx, &function, &mut [best.clone()])?;
        }
        let item = take(args, index);
        let key = call(cx, &function, &mut [item.clone()])?;
        if beats(cx, &key, &best_key)? {
            (best, best_key) = (item, key);
        }
    }
    Ok(best)
}
