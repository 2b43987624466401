//! Where a form was read: its own span and those of its elements, which as immediates cannot carry any.

use super::list::List;
use super::map::Map;
use super::set::Set;
use super::symbol::Symbol;
use super::vector::Vector;
use crate::source::Span;
use crate::value::{Kind, Value};
use std::rc::Rc;

/// The place of a collection form in its source.
#[derive(Clone, Debug, PartialEq)]
pub struct FormSource {
    pub span: Span,
    /// One for each element in reading order; for a map, key and value in turn.
    pub children: Vec<Span>,
}

/// Where the form itself was read: of symbols and of collections that the reader made. Numbers, strings, keywords and
/// the like have no place of their own; their parent's [`child_span`] knows it.
pub fn span_of(form: &Value) -> Option<Span> {
    match form.get::<Symbol>() {
        Some(symbol) => Some(symbol.span),
        None => source_of(form).map(|source| source.span),
    }
    .filter(|span| !span.is_none())
}

/// Where the element `index` of a collection form was read, counted in reading order. That is the order of iteration
/// for lists and vectors, and for maps (key and value in turn) and sets as long as they are small.
pub fn child_span(form: &Value, index: usize) -> Option<Span> {
    source_of(form)?.children.get(index).copied().filter(|span| !span.is_none())
}

/// The record that the reader left in a collection.
pub fn source_of(form: &Value) -> Option<&Rc<FormSource>> {
    match form.kind()? {
        Kind::List => form.get::<List>()?.source.as_ref(),
        Kind::Vector => form.get::<Vector>()?.source.as_ref(),
        Kind::Map => form.get::<Map>()?.source.as_ref(),
        Kind::Set => form.get::<Set>()?.source.as_ref(),
        _ => None,
    }
}
