//! Persistent lists.

use super::form::FormSource;
use crate::value::{HeapType, Kind, Ref, Value};
use std::rc::Rc;

/// A list cell, or the empty list (count 0).
pub struct List {
    pub first: Value,
    /// A list; nil in the empty list.
    pub rest: Value,
    pub count: u32,
    pub meta: Value,
    /// Where it was read, for lists that the reader made.
    pub source: Option<Rc<FormSource>>,
}

// SAFETY: the only type of this kind.
unsafe impl HeapType for List {
    const KIND: Kind = Kind::List;
}

/// The empty list.
pub fn empty_list() -> Value {
    Ref::new(List { first: Value::NIL, rest: Value::NIL, count: 0, meta: Value::NIL, source: None }).into()
}

pub fn list(items: impl IntoIterator<Item = Value, IntoIter: DoubleEndedIterator>) -> Value {
    list_at(items, None)
}

/// A list whose first cell knows where it was read.
pub fn list_at(
    items: impl IntoIterator<Item = Value, IntoIter: DoubleEndedIterator>,
    source: Option<Rc<FormSource>>,
) -> Value {
    let mut all = items.into_iter().rev().peekable();
    let mut rest = empty_list();
    let mut count = 0;
    if all.peek().is_none() {
        return Ref::new(List { first: Value::NIL, rest: Value::NIL, count, meta: Value::NIL, source }).into();
    }
    let mut source = source;
    while let Some(first) = all.next() {
        count += 1;
        let source = if all.peek().is_none() { source.take() } else { None };
        rest = Ref::new(List { first, rest, count, meta: Value::NIL, source }).into();
    }
    rest
}

impl List {
    /// The elements in order.
    pub fn iter(&self) -> impl Iterator<Item = &Value> {
        let mut next = Some(self);
        std::iter::from_fn(move || {
            let cell = next.filter(|cell| cell.count > 0)?;
            next = cell.rest.get::<List>();
            Some(&cell.first)
        })
    }
}
