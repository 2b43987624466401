//! A position in the text: characters, blanks and tokens.

use crate::source::{SourceId, Span};
use std::rc::Rc;

/// A text and how far it has been read.
pub(super) struct Cursor {
    pub text: Rc<str>,
    source: SourceId,
    /// Byte offset of the next character; always at a character's start, or at the end.
    pub pos: usize,
}

/// Whether the character separates forms, as a comma does.
pub(super) fn is_blank(c: char) -> bool {
    c == ',' || c.is_whitespace()
}

/// Whether the character ends a token because it starts something else. `#`, `'` and `%` do so only between tokens.
fn is_terminator(c: char) -> bool {
    matches!(c, '"' | ';' | '@' | '^' | '`' | '~' | '(' | ')' | '[' | ']' | '{' | '}' | '\\')
}

impl Cursor {
    pub fn new(text: Rc<str>, source: SourceId) -> Cursor {
        // A byte order mark is no part of the program.
        let pos = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
        Cursor { text, source, pos }
    }

    pub fn rest(&self) -> &str {
        self.text.get(self.pos..).unwrap_or("")
    }

    pub fn rest_starts_with(&self, prefix: &str) -> bool {
        self.rest().starts_with(prefix)
    }

    pub fn peek(&self) -> Option<char> {
        match self.text.as_bytes().get(self.pos) {
            Some(byte) if byte.is_ascii() => Some(char::from(*byte)),
            Some(_) => self.rest().chars().next(),
            None => None,
        }
    }

    pub fn bump(&mut self) -> Option<char> {
        let c = self.peek()?;
        self.pos += c.len_utf8();
        Some(c)
    }

    /// Moves on by so many bytes, which are known to be whole characters.
    pub fn advance(&mut self, bytes: usize) {
        self.pos = (self.pos + bytes).min(self.text.len());
    }

    pub fn stop(&mut self) {
        self.pos = self.text.len();
    }

    /// Skips white space, commas and comments.
    pub fn skip_blank(&mut self) {
        while let Some(c) = self.peek() {
            if is_blank(c) {
                self.bump();
            } else if c == ';' || (c == '#' && self.rest_starts_with("#!")) {
                let line = self.rest();
                self.pos += line.find('\n').unwrap_or(line.len());
            } else {
                return;
            }
        }
    }

    /// Moves on to the end of the token at the cursor.
    pub fn skip_token(&mut self) {
        let start = self.pos;
        self.skip_token_characters();
        // Two operators of C++ are spelt with terminators: `cpp/^`, `cpp/^=` and `cpp/~`.
        if self.text.get(start..self.pos) == Some("cpp/") && matches!(self.peek(), Some('^' | '~')) {
            self.bump();
            self.skip_token_characters();
        }
    }

    fn skip_token_characters(&mut self) {
        while let Some(c) = self.peek() {
            if is_blank(c) || is_terminator(c) {
                return;
            }
            self.pos += c.len_utf8();
        }
    }

    pub fn span(&self, start: usize, end: usize) -> Span {
        Span { source: self.source, start: start as u32, end: end as u32 }
    }

    pub fn span_from(&self, start: usize) -> Span {
        self.span(start, self.pos)
    }

    /// The next character's span; empty at the end.
    pub fn span_here(&self) -> Span {
        self.span(self.pos, self.pos + self.peek().map_or(0, char::len_utf8))
    }

    /// Where the text ends, blanks at its end apart: there something is missing.
    pub fn end_span(&self) -> Span {
        let end = self.text.trim_end().len();
        self.span(end, end)
    }

    pub fn text_of(&self, span: Span) -> String {
        self.text.get(span.start as usize..span.end as usize).unwrap_or("").to_owned()
    }

    /// The text of a span as a message quotes it: one line, cut where it is long.
    pub fn excerpt(&self, span: Span) -> String {
        const MAX: usize = 40;
        let text = self.text_of(span);
        let line = text.lines().next().unwrap_or("");
        let mut cut: String = line.chars().take(MAX).collect();
        if cut.len() < text.len() {
            cut.push('…');
        }
        cut
    }
}
