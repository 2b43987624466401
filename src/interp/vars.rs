//! Vars: reading, defining and setting them.

use super::eval::eval as eval_node;
use super::exceptions::passed;
use super::frame::Frame;
use crate::ast::Node;
use crate::data::exception::{self, Class};
use crate::data::keyword;
use crate::data::map::Map;
use crate::data::var::Var;
use crate::engine::Engine;
use crate::value::{Context, Outcome, Ref, Value, word};

/// A var's current value.
#[inline(always)]
pub(super) fn eval(cx: &mut Context, frame: &Frame, node: &Node, var: &Ref<Var>) -> Outcome {
    if !var.dynamic.get() && var.root.word() != word::UNBOUND {
        return Ok(var.root.get());
    }
    let outcome = Engine::of(cx).deref_var(cx, var);
    if outcome.is_err() {
        passed(cx, frame, node.span);
    }
    outcome
}

/// `def`.
#[inline(never)]
pub(super) fn def(
    cx: &mut Context,
    frame: &Frame,
    var: &Ref<Var>,
    init: Option<&Node>,
    meta: Option<&Node>,
) -> Outcome {
    if let Some(meta) = meta {
        let meta = eval_node(cx, frame, meta)?;
        set_meta(var, meta);
    }
    if let Some(init) = init {
        let value = eval_node(cx, frame, init)?;
        set_root(var, value);
    }
    Ok(var.clone().into())
}

/// Gives a var its metadata, and what that says about it.
pub fn set_meta(var: &Ref<Var>, meta: Value) {
    if let Some(map) = meta.get::<Map>() {
        let is = |name: &str| map.get(&keyword(name)).is_some_and(Value::is_truthy);
        var.dynamic.set(is("dynamic"));
        var.private.set(is("private"));
        if is("macro") {
            var.is_macro.set(true);
        }
    }
    var.meta.set(meta);
}

/// Gives a var its root.
pub fn set_root(var: &Ref<Var>, value: Value) {
    var.lazy.set(false);
    var.root.set(value);
}

/// `set!` of a var.
#[inline(never)]
pub(super) fn set(cx: &mut Context, frame: &Frame, node: &Node, var: &Ref<Var>, value: &Node) -> Outcome {
    let value = eval_node(cx, frame, value)?;
    let outcome = assign(cx, var, value);
    if outcome.is_err() {
        passed(cx, frame, node.span);
    }
    outcome
}

/// Sets a var's thread binding.
pub fn assign(cx: &mut Context, var: &Ref<Var>, value: Value) -> Outcome {
    let old = {
        let mut bindings = Engine::of(cx).bindings.values.borrow_mut();
        let bound = bindings.iter_mut().rev().find(|(bound, _)| Ref::same(bound, var));
        bound.map(|(_, slot)| std::mem::replace(slot, value.clone()))
    };
    // The old value, if any, is dropped here, where nothing is borrowed.
    if old.is_some() {
        return Ok(value);
    }
    let message = format!("Can't change/establish root binding of: {} with set", var.name);
    Err(exception::throw(cx, Class::IllegalStateException, message))
}
