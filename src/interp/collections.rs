//! Collection literals and metadata.

use super::call::push_all;
use super::eval::eval;
use super::exceptions::passed;
use super::frame::Frame;
use crate::ast::{Function, Node};
use crate::data::exception::{self, Class};
use crate::data::list::List;
use crate::data::map::Map;
use crate::data::set::Set;
use crate::data::symbol::Symbol;
use crate::data::vector::{Vector, vector};
use crate::value::{Context, Outcome, Ref, Value};
use std::ptr;

/// Evaluates nodes and hands their values to `make` one by one, in order.
fn gathered<T>(
    cx: &mut Context,
    frame: &Frame,
    nodes: &[Node],
    make: impl FnOnce(&mut dyn ExactSizeIterator<Item = Value>) -> T,
) -> Outcome<T> {
    let base = cx.stack_top;
    push_all(cx, frame, nodes)?;
    // The values leave the stack before `make` runs, which takes all of them or drops the rest with the vector.
    // SAFETY: `push_all` left one value for each node from `base` on; each is read once.
    let values: Vec<Value> = (0..nodes.len()).map(|index| unsafe { ptr::read(base.add(index)) }).collect();
    cx.stack_top = base;
    Ok(make(&mut values.into_iter()))
}

#[inline(never)]
pub(super) fn eval_vector(cx: &mut Context, frame: &Frame, _node: &Node, items: &[Node]) -> Outcome {
    gathered(cx, frame, items, |values| vector(values))
}

#[inline(never)]
pub(super) fn eval_map(cx: &mut Context, frame: &Frame, node: &Node, items: &[Node]) -> Outcome {
    let (map, count) = gathered(cx, frame, items, |values| {
        let count = values.len() / 2;
        let mut map = Map::default();
        while let (Some(key), Some(value)) = (values.next(), values.next()) {
            map.insert(key, value);
        }
        (map, count)
    })?;
    if map.len() != count {
        return Err(duplicate(cx, frame, node, "map"));
    }
    Ok(Ref::new(map).into())
}

#[inline(never)]
pub(super) fn eval_set(cx: &mut Context, frame: &Frame, node: &Node, items: &[Node]) -> Outcome {
    let set = gathered(cx, frame, items, |values| {
        let mut set = Set::default();
        for value in values {
            set.items.insert(value.clone(), value);
        }
        set
    })?;
    if set.len() != items.len() {
        return Err(duplicate(cx, frame, node, "set"));
    }
    Ok(Ref::new(set).into())
}

#[cold]
fn duplicate(cx: &mut Context, frame: &Frame, node: &Node, what: &str) -> crate::value::Thrown {
    let thrown =
        exception::throw(cx, Class::IllegalArgumentException, format!("the {what} literal has a key more than once"));
    passed(cx, frame, node.span);
    thrown
}

#[inline(never)]
pub(super) fn eval_with_meta(cx: &mut Context, frame: &Frame, node: &Node, value: &Node, meta: &Node) -> Outcome {
    let value = eval(cx, frame, value)?;
    let meta = eval(cx, frame, meta)?;
    match with_meta(&value, meta) {
        Some(value) => Ok(value),
        None => {
            let thrown = exception::throw(cx, Class::ClassCastException, "the value cannot have metadata");
            passed(cx, frame, node.span);
            Err(thrown)
        }
    }
}

/// A copy of the value with that metadata; none where it can have none.
fn with_meta(value: &Value, meta: Value) -> Option<Value> {
    if let Some(function) = value.get::<Function>() {
        let Function { entry, prototype, captures, .. } = function;
        let (entry, prototype, captures) = (entry.clone(), prototype.clone(), captures.clone());
        return Some(Ref::new(Function { entry, prototype, captures, meta }).into());
    }
    if let Some(vector) = value.get::<Vector>() {
        return Some(Ref::new(Vector { meta, ..vector.clone() }).into());
    }
    if let Some(map) = value.get::<Map>() {
        let mut map = map.clone();
        map.meta = meta;
        return Some(Ref::new(map).into());
    }
    if let Some(set) = value.get::<Set>() {
        return Some(Ref::new(Set { meta, ..set.clone() }).into());
    }
    if let Some(list) = value.get::<List>() {
        let List { first, rest, count, source, .. } = list;
        let (first, rest, source) = (first.clone(), rest.clone(), source.clone());
        return Some(Ref::new(List { first, rest, count: *count, meta, source }).into());
    }
    let symbol = value.get::<Symbol>()?;
    Some(Ref::new(Symbol { name: symbol.name.clone(), meta, span: symbol.span }).into())
}
