//! References: atoms, volatiles, delays, promises, and `deref`.

use super::maps::call_with;
use super::{ANY, Native, native, take};
use crate::data::exception;
use crate::data::lazy_seq::LazySeq;
use crate::data::number::to_long_checked;
use crate::data::reference::{self, Atom, Delay, Promise, Reduced, Volatile};
use crate::data::var::Var;
use crate::data::{equality, vector};
use crate::engine::Engine;
use crate::value::{Context, Kind, Outcome, Value};
use std::time::{Duration, Instant};

pub static TABLE: &[Native] = &[
    native("clojure.core/atom", 1, ANY, |cx, args| {
        let made = reference::atom(take(args, 0));
        if let Some(atom) = made.get::<Atom>() {
            for at in (1..args.len().saturating_sub(1)).step_by(2) {
                match args[at].as_keyword().map(|name| &*name.name) {
                    Some("meta") => atom.meta.set(take(args, at + 1)),
                    Some("validator") => {
                        atom.validator.set(take(args, at + 1));
                        atom.validate(cx, &atom.value.get())?;
                    }
                    _ => {}
                }
            }
        }
        Ok(made)
    }),
    native("clojure.core/deref", 1, 3, |cx, args| deref(cx, &args[0], &args[1..])),
    native("clojure.core/reset!", 2, 2, |cx, args| {
        let new = take(args, 1);
        expect_atom(cx, &args[0])?.reset(cx, &args[0], new.clone())?;
        Ok(new)
    }),
    native("clojure.core/reset-vals!", 2, 2, |cx, args| {
        let new = take(args, 1);
        let old = expect_atom(cx, &args[0])?.reset(cx, &args[0], new.clone())?;
        Ok(vector([old, new]))
    }),
    native("clojure.core/swap!", 2, ANY, |cx, args| swap(cx, args).map(|(_, new)| new)),
    native("clojure.core/swap-vals!", 2, ANY, |cx, args| {
        let (old, new) = swap(cx, args)?;
        Ok(vector([old, new]))
    }),
    native("clojure.core/compare-and-set!", 3, 3, |cx, args| {
        let atom = expect_atom(cx, &args[0])?;
        let current = atom.value.get();
        // Numbers are compared as numbers: their boxes have no identity here.
        let same = current.identical(&args[1]) || (current.is_number() && equality::equal(cx, &current, &args[1])?);
        let replaced = same && atom.replace(cx, &args[0], &current, &args[2])?;
        Ok(Value::bool(replaced))
    }),
    native("clojure.core/add-watch", 3, 3, |cx, args| {
        let (key, function) = (take(args, 1), take(args, 2));
        let atom = expect_atom(cx, &args[0])?;
        let old = {
            let mut watches = atom.watches.borrow_mut();
            match watches.iter_mut().find(|watch| watch.0 == key) {
                Some(watch) => std::mem::replace(&mut watch.1, function),
                None => {
                    watches.push((key, function));
                    Value::NIL
                }
            }
        };
        drop(old);
        Ok(take(args, 0))
    }),
    native("clojure.core/remove-watch", 2, 2, |cx, args| {
        let atom = expect_atom(cx, &args[0])?;
        let removed = {
            let mut watches = atom.watches.borrow_mut();
            watches.iter().position(|watch| watch.0 == args[1]).map(|at| watches.remove(at))
        };
        drop(removed);
        Ok(take(args, 0))
    }),
    native("clojure.core/set-validator!", 2, 2, |cx, args| {
        let validator = take(args, 1);
        let atom = expect_atom(cx, &args[0])?;
        let old = atom.validator.replace(validator);
        if let Err(thrown) = atom.validate(cx, &atom.value.get()) {
            atom.validator.set(old);
            return Err(thrown);
        }
        Ok(Value::NIL)
    }),
    native("clojure.core/get-validator", 1, 1, |cx, args| Ok(expect_atom(cx, &args[0])?.validator.get())),
    native("clojure.core/volatile!", 1, 1, |_, args| Ok(reference::volatile(take(args, 0)))),
    native("clojure.core/vreset!", 2, 2, |cx, args| {
        let new = take(args, 1);
        expect_volatile(cx, &args[0])?.value.set(new.clone());
        Ok(new)
    }),
    native("clojure.core/vswap!", 2, ANY, |cx, args| {
        let volatile = expect_volatile(cx, &args[0])?;
        let function = args[1].clone();
        let old = volatile.value.get();
        let new = call_with(cx, &function, old, &args[2..])?;
        volatile.value.set(new.clone());
        Ok(new)
    }),
    // What `delay` expands to.
    native("clojure.core/delay*", 1, 1, |_, args| Ok(reference::delay(take(args, 0)))),
    native("clojure.core/force", 1, 1, |cx, args| match args[0].get::<Delay>() {
        Some(delay) => delay.force(cx),
        None => Ok(take(args, 0)),
    }),
    native("clojure.core/realized?", 1, 1, |cx, args| {
        let value = &args[0];
        let realized = match value.kind() {
            Some(Kind::LazySeq) => value.get::<LazySeq>().is_some_and(LazySeq::is_realized),
            Some(Kind::Delay) => value.get::<Delay>().is_some_and(Delay::is_realized),
            Some(Kind::Promise) => value.get::<Promise>().is_some_and(|promise| !promise.value.get().is_unbound()),
            _ => return Err(exception::bad_class(cx, value, "clojure.lang.IPending")),
        };
        Ok(Value::bool(realized))
    }),
    native("clojure.core/promise", 0, 0, |_, _| Ok(reference::promise())),
    native("clojure.core/deliver", 2, 2, |cx, args| {
        let value = take(args, 1);
        let Some(promise) = args[0].get::<Promise>() else {
            return Err(exception::bad_class(cx, &args[0], "clojure.lang.Promise"));
        };
        if !promise.value.get().is_unbound() {
            return Ok(Value::NIL);
        }
        promise.value.set(value);
        Ok(take(args, 0))
    }),
    native("clojure.core/tagged-literal", 2, 2, |cx, args| match args[0].as_symbol() {
        Some(tag) => Ok(crate::data::tagged::tagged_literal(tag.clone(), args[1].clone())),
        None => Err(exception::bad_class(cx, &args[0], "clojure.lang.Symbol")),
    }),
];

fn expect_atom<'a>(cx: &mut Context, value: &'a Value) -> Outcome<&'a Atom> {
    value.get().ok_or_else(|| exception::bad_class(cx, value, "clojure.lang.IAtom"))
}

fn expect_volatile<'a>(cx: &mut Context, value: &'a Value) -> Outcome<&'a Volatile> {
    value.get().ok_or_else(|| exception::bad_class(cx, value, "clojure.lang.Volatile"))
}

/// The old and the new value.
fn swap(cx: &mut Context, args: &mut [Value]) -> Outcome<(Value, Value)> {
    let reference = take(args, 0);
    let function = take(args, 1);
    let atom = expect_atom(cx, &reference)?;
    loop {
        let old = atom.value.get();
        let new = call_with(cx, &function, old.clone(), &args[2..])?;
        if atom.replace(cx, &reference, &old, &new)? {
            return Ok((old, new));
        }
    }
}

/// `deref`; `timeout` has milliseconds and a default for a promise that nothing is delivered to until then.
pub fn deref(cx: &mut Context, value: &Value, timeout: &[Value]) -> Outcome {
    Ok(match value.kind() {
        Some(Kind::Atom) => value.get::<Atom>().map(|it| it.value.get()).unwrap_or_default(),
        Some(Kind::Volatile) => value.get::<Volatile>().map(|it| it.value.get()).unwrap_or_default(),
        Some(Kind::Reduced) => value.get::<Reduced>().map(|it| it.0.clone()).unwrap_or_default(),
        Some(Kind::Var) => value.get::<Var>().map(|it| it.root.get()).unwrap_or_default(),
        Some(Kind::Delay) => match value.get::<Delay>() {
            Some(delay) => return delay.force(cx),
            None => Value::NIL,
        },
        Some(Kind::Promise) => match value.get::<Promise>() {
            Some(promise) => return delivered(cx, promise, timeout),
            None => Value::NIL,
        },
        _ => return Err(exception::bad_class(cx, value, "clojure.lang.IDeref")),
    })
}

/// What was delivered, which threads that C++ started may yet do; before there is any C++, nobody else can.
fn delivered(cx: &mut Context, promise: &Promise, timeout: &[Value]) -> Outcome {
    let is_there = || !promise.value.get().is_unbound();
    if let [milliseconds, default] = timeout {
        let time = Duration::from_millis(to_long_checked(cx, milliseconds)?.max(0) as u64);
        let start = Instant::now();
        cx.wait_until(|| is_there() || start.elapsed() >= time)?;
        return Ok(if is_there() { promise.value.get() } else { default.clone() });
    }
    if !is_there() && Engine::of(cx).started_oracle().is_none() {
        let message = "promise was not delivered, and no other thread can";
        return Err(exception::throw(cx, exception::Class::IllegalStateException, message));
    }
    cx.wait_until(is_there)?;
    Ok(promise.value.get())
}
