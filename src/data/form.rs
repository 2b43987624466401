//! Where a collection was read: its own span and those of its elements, which as immediates cannot carry any.

use crate::source::Span;

/// The place of a collection form in its source.
#[derive(Clone, Debug, PartialEq)]
pub struct FormSource {
    pub span: Span,
    /// One for each element in reading order; for a map, key and value in turn.
    pub children: Vec<Span>,
}
