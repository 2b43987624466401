//! Collection literals and metadata.

use super::call::push_all;
use super::eval::eval;
use super::exceptions::passed;
use super::frame::Frame;
use crate::ast::{Function, Node};
use crate::data::exception::{self, Class};
use crate::data::map::Map;
use crate::data::set::Set;
use crate::data::vector::vector;
use crate::value::{Context, Outcome, Ref, Value};
use std::ptr;

/// Evaluates nodes in order.
fn gathered(cx: &mut Context, frame: &Frame, nodes: &[Node]) -> Outcome<Vec<Value>> {
    let base = cx.stack_top;
    push_all(cx, frame, nodes)?;
    // SAFETY: `push_all` left one value for each node from `base` on; each is read once.
    let values: Vec<Value> = (0..nodes.len()).map(|index| unsafe { ptr::read(base.add(index)) }).collect();
    cx.stack_top = base;
    Ok(values)
}

#[inline(never)]
pub(super) fn eval_vector(cx: &mut Context, frame: &Frame, _node: &Node, items: &[Node]) -> Outcome {
    gathered(cx, frame, items).map(vector)
}

#[inline(never)]
pub(super) fn eval_map(cx: &mut Context, frame: &Frame, node: &Node, items: &[Node]) -> Outcome {
    let items = gathered(cx, frame, items)?;
    let outcome = map_literal(cx, items);
    if outcome.is_err() {
        passed(cx, frame, node.span);
    }
    outcome
}

/// A map literal of evaluated keys and values in turn.
pub fn map_literal(cx: &mut Context, items: Vec<Value>) -> Outcome {
    let count = items.len() / 2;
    let mut map = Map::default();
    let mut items = items.into_iter();
    while let (Some(key), Some(value)) = (items.next(), items.next()) {
        map.insert(key, value);
    }
    if map.len() != count {
        return Err(duplicate(cx, "map"));
    }
    Ok(Ref::new(map).into())
}

#[inline(never)]
pub(super) fn eval_set(cx: &mut Context, frame: &Frame, node: &Node, items: &[Node]) -> Outcome {
    let items = gathered(cx, frame, items)?;
    let outcome = set_literal(cx, items);
    if outcome.is_err() {
        passed(cx, frame, node.span);
    }
    outcome
}

/// A set literal of evaluated items.
pub fn set_literal(cx: &mut Context, items: Vec<Value>) -> Outcome {
    let count = items.len();
    let mut set = Set::default();
    for value in items {
        set.items.insert(value.clone(), value);
    }
    if set.len() != count {
        return Err(duplicate(cx, "set"));
    }
    Ok(Ref::new(set).into())
}

#[cold]
fn duplicate(cx: &mut Context, what: &str) -> crate::value::Thrown {
    exception::throw(cx, Class::IllegalArgumentException, format!("the {what} literal has a key more than once"))
}

#[inline(never)]
pub(super) fn eval_with_meta(cx: &mut Context, frame: &Frame, node: &Node, value: &Node, meta: &Node) -> Outcome {
    let value = eval(cx, frame, value)?;
    let meta = eval(cx, frame, meta)?;
    let outcome = attach_meta(cx, &value, meta);
    if outcome.is_err() {
        passed(cx, frame, node.span);
    }
    outcome
}

/// A copy of the value with that metadata.
pub fn attach_meta(cx: &mut Context, value: &Value, meta: Value) -> Outcome {
    // A function keeps its tier, which a wrapping one would hide.
    if let Some(Function { entry, prototype, captures, .. }) = value.get::<Function>() {
        let (entry, prototype, captures) = (entry.clone(), prototype.clone(), captures.clone());
        return Ok(Ref::new(Function { entry, prototype, captures, meta }).into());
    }
    crate::core::with_meta(cx, value.clone(), meta)
}
