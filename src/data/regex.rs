//! Regular expressions: `#"…"`. Patterns are Java's as far as the engine behind them has the same.

use crate::value::{HeapType, Kind, Ref, Value};

/// A compiled pattern with its text.
pub struct Regex {
    pub pattern: fancy_regex::Regex,
}

// SAFETY: the only type of this kind.
unsafe impl HeapType for Regex {
    const KIND: Kind = Kind::Regex;
}

impl Regex {
    /// The pattern as it was written.
    pub fn text(&self) -> &str {
        self.pattern.as_str()
    }
}

/// Compiles `pattern`; the error says what is wrong with it.
pub fn regex(pattern: &str) -> Result<Value, String> {
    let pattern = fancy_regex::Regex::new(pattern).map_err(|error| error.to_string())?;
    Ok(Ref::new(Regex { pattern }).into())
}
