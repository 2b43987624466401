//! What is told to the user when something is wrong: one shape for every layer, rendered in one place
//! (`trace::render`), so that nothing an error knows is lost on the way.

use crate::source::Span;
use std::fmt;

/// Which layer refused, and why, as a stable code (shown as `error[reader/unbalanced]`).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Code(pub &'static str);

/// A remark beside an error: a candidate overload, the place of the other definition, …
#[derive(Clone, Debug, PartialEq)]
pub struct Note {
    pub message: String,
    /// A position in a host source, where the note has one.
    pub span: Span,
    /// A position elsewhere, such as `imgui.h:512:29` of a C++ header, with its source line.
    pub external: Option<External>,
}

/// A position in a text that the engine did not load itself: a C++ header.
#[derive(Clone, Debug, PartialEq)]
pub struct External {
    pub file: String,
    pub line: u32,
    pub column: u32,
    /// The line's text; empty where it could not be had.
    pub text: String,
}

/// An error with everything that is known of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Diagnostic {
    pub code: Code,
    pub message: String,
    pub span: Span,
    pub notes: Vec<Note>,
    /// What to do about it, as an imperative sentence; may be empty.
    pub help: String,
}

impl Diagnostic {
    pub fn new(code: &'static str, span: Span, message: impl Into<String>) -> Self {
        Diagnostic { code: Code(code), message: message.into(), span, notes: Vec::new(), help: String::new() }
    }

    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = help.into();
        self
    }

    pub fn note(mut self, span: Span, message: impl Into<String>) -> Self {
        self.notes.push(Note { message: message.into(), span, external: None });
        self
    }
}

impl fmt::Display for Diagnostic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.message)
    }
}

impl std::error::Error for Diagnostic {}
