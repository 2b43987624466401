//! Source texts and positions in them: every form, node and diagnostic points here.

use std::cell::RefCell;
use std::rc::Rc;

/// A loaded text: a file, a REPL entry, an `-e` expression or a part of the core library.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct SourceId(pub u32);

/// A half-open byte range `start..end` of one source.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Span {
    pub source: SourceId,
    pub start: u32,
    pub end: u32,
}

impl Span {
    /// The span of something that has no text, as a form that a macro made out of nothing.
    pub const NONE: Span = Span { source: SourceId(u32::MAX), start: 0, end: 0 };

    pub fn is_none(self) -> bool {
        self.source.0 == u32::MAX
    }

    /// `self` unless it has no text, else `other`.
    pub fn or(self, other: Span) -> Span {
        if self.is_none() { other } else { self }
    }
}

/// One text with its name as shown to the user.
#[derive(Debug)]
pub struct Source {
    /// The file's path as given, or a name in angle brackets such as `<repl:3>`.
    pub name: String,
    pub text: Rc<str>,
    /// Byte offset of each line's start, ascending, the first 0.
    line_starts: Vec<u32>,
}

impl Source {
    /// One-based line and column of `offset`; the column counts characters.
    pub fn line_column(&self, offset: u32) -> (u32, u32) {
        let offset = (offset as usize).min(self.text.len());
        let line = self.line_starts.partition_point(|&start| start as usize <= offset) - 1;
        let start = self.line_starts[line] as usize;
        let column = self.text.get(start..offset).map_or(offset - start, |s| s.chars().count());
        (line as u32 + 1, column as u32 + 1)
    }

    /// The text of the one-based `line`, without its end of line; empty where there is no such line.
    pub fn line(&self, line: u32) -> &str {
        self.text.lines().nth(line.saturating_sub(1) as usize).unwrap_or("")
    }
}

/// All sources of an engine, in the order they were loaded.
#[derive(Default)]
pub struct Sources {
    all: RefCell<Vec<Rc<Source>>>,
}

impl Sources {
    pub fn add(&self, name: impl Into<String>, text: impl Into<Rc<str>>) -> SourceId {
        let text = text.into();
        let line_starts = std::iter::once(0)
            .chain(text.bytes().enumerate().filter(|(_, b)| *b == b'\n').map(|(i, _)| i as u32 + 1))
            .collect();
        let mut all = self.all.borrow_mut();
        all.push(Rc::new(Source { name: name.into(), text, line_starts }));
        SourceId(all.len() as u32 - 1)
    }

    /// The source, or none for [`Span::NONE`]'s.
    pub fn get(&self, id: SourceId) -> Option<Rc<Source>> {
        self.all.borrow().get(id.0 as usize).cloned()
    }

    /// `file:line:column` of the span's start, or `?` where it has no text.
    pub fn describe(&self, span: Span) -> String {
        match self.get(span.source) {
            Some(source) => {
                let (line, column) = source.line_column(span.start);
                format!("{}:{line}:{column}", source.name)
            }
            None => "?".to_owned(),
        }
    }
}
