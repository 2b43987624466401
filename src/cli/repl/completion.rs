//! Completion with Tab.

use gusset::instance::Names;
use reedline::{Completer, Span, Suggestion};
use std::sync::{Arc, Mutex};

/// Completes from the names as of the last prompt.
pub struct NamesCompleter(pub Arc<Mutex<Names>>);

impl Completer for NamesCompleter {
    fn complete(&mut self, line: &str, position: usize) -> Vec<Suggestion> {
        let before = line.get(..position).unwrap_or(line);
        let start = before
            .rfind(|c: char| c.is_whitespace() || "()[]{}\"'`~@^,;".contains(c))
            .map_or(0, |at| at + before.get(at..).and_then(|rest| rest.chars().next()).map_or(1, char::len_utf8));
        let word = before.get(start..).unwrap_or("");
        let Ok(names) = self.0.lock() else { return Vec::new() };
        if word.is_empty() {
            return Vec::new();
        }
        let suggestion = |value| Suggestion {
            value,
            span: Span::new(start, position),
            append_whitespace: false,
            ..Suggestion::default()
        };
        names.complete(before.get(..start).unwrap_or(""), word).into_iter().map(suggestion).collect()
    }
}
