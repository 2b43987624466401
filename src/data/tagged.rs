//! Tagged literals: `#tag form`. Of `#uuid` and `#inst` the text is kept.

use super::symbol::Name;
use crate::value::{HeapType, Kind, Ref, Value};

/// A tagged literal without a data reader, as `tagged-literal` makes it.
pub struct TaggedLiteral {
    pub tag: Name,
    pub form: Value,
}

/// `#uuid "…"`, lower case.
pub struct Uuid(pub Box<str>);

/// `#inst "…"`: an RFC 3339 timestamp in UTC with milliseconds.
pub struct Instant(pub Box<str>);

// SAFETY: each the only type of its kind.
unsafe impl HeapType for TaggedLiteral {
    const KIND: Kind = Kind::TaggedLiteral;
}
// SAFETY: as above.
unsafe impl HeapType for Uuid {
    const KIND: Kind = Kind::Uuid;
}
// SAFETY: as above.
unsafe impl HeapType for Instant {
    const KIND: Kind = Kind::Instant;
}

pub fn tagged_literal(tag: Name, form: Value) -> Value {
    Ref::new(TaggedLiteral { tag, form }).into()
}
