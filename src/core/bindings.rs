//! Thread bindings of dynamic vars, and roots replaced for a while: what `binding` and `with-redefs` expand to.

use super::vars::expect_var;
use super::{ANY, Native, native, take};
use crate::data::builtin::Builtin;
use crate::data::exception::{self, Class};
use crate::data::map::{Map, map};
use crate::data::var::Var;
use crate::engine::Engine;
use crate::value::{Context, Outcome, Ref, Value, call};

pub static TABLE: &[Native] = &[
    native("clojure.core/push-thread-bindings", 1, 1, |cx, args| {
        let pairs = var_pairs(cx, &args[0])?;
        push(cx, pairs)?;
        Ok(Value::NIL)
    }),
    native("clojure.core/pop-thread-bindings", 0, 0, |cx, _| {
        pop(cx);
        Ok(Value::NIL)
    }),
    native("clojure.core/get-thread-bindings", 0, 0, |cx, _| Ok(current_bindings(cx))),
    native("clojure.core/thread-bound?", 0, ANY, |cx, args| {
        for value in args.iter() {
            let var = expect_var(cx, value)?;
            if !Engine::of(cx).bindings.values.borrow().iter().any(|(bound, _)| Ref::same(bound, &var)) {
                return Ok(Value::FALSE);
            }
        }
        Ok(Value::TRUE)
    }),
    native("clojure.core/with-bindings*", 2, ANY, |cx, args| {
        let pairs = var_pairs(cx, &args[0])?;
        let function = take(args, 1);
        with_bindings(cx, pairs, &function, &mut args[2..])
    }),
    native("clojure.core/bound-fn*", 1, 1, |cx, args| {
        let (function, bindings) = (take(args, 0), current_bindings(cx));
        Ok(Builtin::closure("bound-fn", 0, ANY, move |cx, args| {
            let pairs = var_pairs(cx, &bindings)?;
            with_bindings(cx, pairs, &function, args)
        }))
    }),
    native("clojure.core/with-redefs-fn", 2, 2, |cx, args| {
        let pairs = var_pairs(cx, &args[0])?;
        let old: Vec<(Ref<Var>, Value)> =
            pairs.into_iter().map(|(var, value)| (var.clone(), var.root.replace(value))).collect();
        let outcome = call(cx, &args[1], &mut []);
        for (var, value) in old.into_iter().rev() {
            var.root.set(value);
        }
        outcome
    }),
];

/// The entries of a map from vars to values.
fn var_pairs(cx: &mut Context, value: &Value) -> Outcome<Vec<(Ref<Var>, Value)>> {
    if value.is_nil() {
        return Ok(Vec::new());
    }
    let Some(entries) = value.get::<Map>() else {
        return Err(exception::bad_class(cx, value, "clojure.lang.IPersistentMap"));
    };
    entries.iter().map(|(var, value)| Ok((expect_var(cx, var)?, value.clone()))).collect()
}

/// Starts a frame of bindings; all vars have to be dynamic.
fn push(cx: &mut Context, pairs: Vec<(Ref<Var>, Value)>) -> Outcome<()> {
    if let Some((var, _)) = pairs.iter().find(|(var, _)| !var.dynamic.get()) {
        let message = format!("Can't dynamically bind non-dynamic var: {}", var.qualified());
        return Err(exception::throw(cx, Class::IllegalStateException, message));
    }
    let engine = Engine::of(cx);
    let mut bindings = engine.bindings.values.borrow_mut();
    engine.bindings.frames.borrow_mut().push(bindings.len());
    bindings.extend(pairs);
    Ok(())
}

/// Ends the innermost frame.
fn pop(cx: &mut Context) {
    let engine = Engine::of(cx);
    let Some(length) = engine.bindings.frames.borrow_mut().pop() else { return };
    let dropped = {
        let mut bindings = engine.bindings.values.borrow_mut();
        let length = length.min(bindings.len());
        bindings.split_off(length)
    };
    // Destructors run here, where nothing is borrowed.
    drop(dropped);
}

/// Calls a function inside a frame of bindings.
pub(super) fn with_bindings(
    cx: &mut Context,
    pairs: Vec<(Ref<Var>, Value)>,
    function: &Value,
    args: &mut [Value],
) -> Outcome {
    with_frame(cx, pairs, |cx| call(cx, function, args))
}

/// Does something inside a frame of bindings.
pub fn with_frame<T>(
    cx: &mut Context,
    pairs: Vec<(Ref<Var>, Value)>,
    work: impl FnOnce(&mut Context) -> Outcome<T>,
) -> Outcome<T> {
    push(cx, pairs)?;
    let outcome = work(cx);
    pop(cx);
    outcome
}

/// All thread bindings as a map; of a var that is bound several times the innermost.
fn current_bindings(cx: &mut Context) -> Value {
    map(Engine::of(cx).bindings.values.borrow().iter().map(|(var, value)| (var.clone().into(), value.clone())))
}
