//! Transient collections.

use super::{ANY, Native, native, take};
use crate::data::exception::{self, Class};
use crate::data::map::{Map, map_of};
use crate::data::seq::bad_index;
use crate::data::set::Set;
use crate::data::transient::{State, Transient, transient};
use crate::data::vector::{Vector, vector_of};
use crate::value::{Context, Kind, Outcome, Ref, Thrown, Value};

pub static TABLE: &[Native] = &[
    native("clojure.core/transient", 1, 1, |cx, args| {
        let state = match args[0].kind() {
            Some(Kind::Vector) => args[0].get::<Vector>().map(|vector| State::Vector(vector.items.clone())),
            Some(Kind::Map) => args[0].get::<Map>().map(|map| State::Map(map.clone().without_source())),
            Some(Kind::Set) => args[0].get::<Set>().map(|set| State::Set(Set { source: None, ..set.clone() })),
            _ => None,
        };
        match state {
            Some(state) => Ok(transient(state)),
            None => Err(exception::bad_class(cx, &args[0], "clojure.lang.IEditableCollection")),
        }
    }),
    native("clojure.core/persistent!", 1, 1, |cx, args| {
        match expect_transient(cx, &args[0])?.state.replace(State::Done) {
            State::Vector(items) => Ok(vector_of(items)),
            State::Map(map) => Ok(map_of(map)),
            State::Set(set) => Ok(Ref::new(set).into()),
            State::Done => Err(used_up(cx)),
        }
    }),
    native("clojure.core/conj!", 0, ANY, |cx, args| {
        if args.is_empty() {
            return Ok(transient(State::Vector(imbl::Vector::new())));
        }
        for index in 1..args.len() {
            let item = take(args, index);
            conj(cx, &args[0], item)?;
        }
        Ok(take(args, 0))
    }),
    native("clojure.core/assoc!", 3, ANY, |cx, args| {
        for at in (1..args.len().saturating_sub(1)).step_by(2) {
            let (key, value) = (take(args, at), take(args, at + 1));
            assoc(cx, &args[0], key, value)?;
        }
        Ok(take(args, 0))
    }),
    native("clojure.core/dissoc!", 2, ANY, |cx, args| {
        for key in &args[1..] {
            let removed = match &mut *expect_transient(cx, &args[0])?.state.borrow_mut() {
                State::Map(map) => map.remove(key),
                _ => return Err(unfit(cx, &args[0], "clojure.lang.ITransientMap")),
            };
            drop(removed);
        }
        Ok(take(args, 0))
    }),
    native("clojure.core/disj!", 1, ANY, |cx, args| {
        for item in &args[1..] {
            let removed = match &mut *expect_transient(cx, &args[0])?.state.borrow_mut() {
                State::Set(set) => set.items.remove(item),
                _ => return Err(unfit(cx, &args[0], "clojure.lang.ITransientSet")),
            };
            drop(removed);
        }
        Ok(take(args, 0))
    }),
    native("clojure.core/pop!", 1, 1, |cx, args| {
        let popped = match &mut *expect_transient(cx, &args[0])?.state.borrow_mut() {
            State::Vector(items) => items.pop_back(),
            _ => return Err(unfit(cx, &args[0], "clojure.lang.ITransientVector")),
        };
        if popped.is_none() {
            return Err(exception::throw(cx, Class::IllegalStateException, "Can't pop empty vector"));
        }
        Ok(take(args, 0))
    }),
];

fn expect_transient<'a>(cx: &mut Context, value: &'a Value) -> Outcome<&'a Transient> {
    value.get().ok_or_else(|| exception::bad_class(cx, value, "clojure.lang.ITransientCollection"))
}

fn used_up(cx: &mut Context) -> Thrown {
    exception::throw(cx, Class::IllegalStateException, "Transient used after persistent! call")
}

/// The transient is of another sort, or used up.
fn unfit(cx: &mut Context, value: &Value, expected: &str) -> Thrown {
    let done = value
        .get::<Transient>()
        .is_some_and(|transient| transient.state.try_borrow().is_ok_and(|state| matches!(*state, State::Done)));
    if done { used_up(cx) } else { exception::bad_class(cx, value, expected) }
}

fn conj(cx: &mut Context, coll: &Value, item: Value) -> Outcome<()> {
    let transient = expect_transient(cx, coll)?;
    let entries = match &mut *transient.state.borrow_mut() {
        State::Vector(items) => {
            items.push_back(item);
            return Ok(());
        }
        State::Set(set) => {
            if !set.contains(&item) {
                set.items.insert(item.clone(), item);
            }
            return Ok(());
        }
        State::Map(_) => crate::data::seq::conj(cx, crate::data::map([]), item)?,
        State::Done => return Err(used_up(cx)),
    };
    if let Some(entries) = entries.get::<Map>() {
        for (key, value) in entries.iter() {
            assoc(cx, coll, key.clone(), value.clone())?;
        }
    }
    Ok(())
}

fn assoc(cx: &mut Context, coll: &Value, key: Value, value: Value) -> Outcome<()> {
    match &mut *expect_transient(cx, coll)?.state.borrow_mut() {
        State::Map(map) => map.insert(key, value),
        State::Vector(items) => match key.as_long() {
            Some(index) if index >= 0 && (index as usize) < items.len() => {
                items.set(index as usize, value);
            }
            Some(index) if index >= 0 && index as usize == items.len() => items.push_back(value),
            Some(index) => return Err(bad_index(cx, index)),
            None => return Err(exception::bad_argument(cx, "Key must be integer")),
        },
        State::Done => return Err(used_up(cx)),
        State::Set(_) => return Err(exception::bad_class(cx, coll, "clojure.lang.ITransientAssociative")),
    }
    Ok(())
}
