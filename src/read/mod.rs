//! The reader: text to forms, each with its place in the source. Forms are values of `data`; what a name means is the
//! business of the analyser, which lends its knowledge of namespaces through [`Resolver`].
//!
//! One file per kind of syntax: `cursor` (characters and tokens), `name`, `number`, `text` (strings, characters,
//! patterns), `collection`, `metadata`, `dispatch` (what starts with `#`), `function` (`#()`), `conditional` (`#?`),
//! `tagged` (`#inst`), `quote` (syntax-quote), `complete` (is there more to come?).
//!
//! Reading is recursive, and bounded by [`MAX_NESTING`]: no input makes it overflow the stack. What the recursion does
//! not pass through is kept out of its frames with `#[inline(never)]`.

#![deny(unsafe_code, clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic)]

mod collection;
mod complete;
mod conditional;
mod cursor;
mod dispatch;
mod function;
mod metadata;
mod name;
mod number;
mod quote;
pub mod tagged;
mod text;

pub use complete::is_complete;

use crate::data::form::FormSource;
use crate::data::list::list_at;
use crate::data::symbol::{Name, symbol_of};
use crate::diagnostic::Diagnostic;
use crate::source::{SourceId, Sources, Span};
use crate::value::Value;
use cursor::Cursor;
use function::Arguments;
use std::rc::Rc;
use std::sync::atomic::{AtomicU64, Ordering};

/// The head of the list that `#cpp form` reads as, `(cpp/#cpp form)`: `form` is then a C++ type or value in the syntax
/// of types. No text reads as this symbol, so that nothing else is taken for one.
pub const CPP_LITERAL: &str = "cpp/#cpp";

/// How deep forms may nest. Far beyond what people write; the reader needs up to 900 bytes of stack for each
/// level, and those who walk the forms later need more.
pub const MAX_NESTING: u32 = 1_000;

/// What has been read, and where.
#[derive(Clone, Debug)]
pub struct Form {
    pub value: Value,
    pub span: Span,
}

/// What the reader has to know of namespaces.
pub trait Resolver {
    /// The name of the namespace that forms are read in: `::a` is a keyword of it.
    fn current_namespace(&self) -> Rc<str>;

    /// The full name of the namespace that `alias` stands for in the current one (a full name stands for itself), or
    /// none where there is none.
    fn resolve_alias(&self, alias: &str) -> Option<Rc<str>>;

    /// What syntax-quote makes of an unqualified symbol: the qualified name of what it refers to, or of what it would
    /// refer to once defined in the current namespace.
    fn resolve_symbol(&self, name: &Name) -> Name;

    /// Whether the name is that of a special form, which syntax-quote leaves as it is.
    fn is_special(&self, name: &str) -> bool;
}

/// A number that no other call returns, for the names of generated symbols.
pub fn next_id() -> u64 {
    static NEXT: AtomicU64 = AtomicU64::new(1);
    NEXT.fetch_add(1, Ordering::Relaxed)
}

/// Errors are boxed, so that the frames of nested reads stay small.
type Read<T> = Result<T, Box<Diagnostic>>;

/// What comes next in the text.
enum Item {
    Form(Form),
    /// A closing delimiter, which has been consumed, and where it stood.
    Close(char, usize),
    End,
}

/// Reads the forms of one source, one after the other, so that each can be evaluated before the next is read.
pub struct Reader<'a> {
    cursor: Cursor,
    resolver: &'a dyn Resolver,
    /// How many reads are under way, one inside the other.
    depth: u32,
    /// Forms that `#?@` spliced in and that come before the rest of the text, the last one first.
    pending: Vec<Form>,
    /// The arguments of the `#()` that is being read.
    function: Option<Arguments>,
    /// What is read will be thrown away (a branch of `#?` that is not for us): only its syntax matters, so unknown
    /// aliases, tags and patterns of other dialects pass.
    suppress: bool,
}

impl<'a> Reader<'a> {
    /// A reader at the start of source `id`. A source that does not exist reads as empty.
    pub fn new(sources: &Sources, id: SourceId, resolver: &'a dyn Resolver) -> Reader<'a> {
        let text = sources.get(id).map_or_else(|| Rc::from(""), |source| source.text.clone());
        Reader {
            cursor: Cursor::new(text, id),
            resolver,
            depth: 0,
            pending: Vec::new(),
            function: None,
            suppress: false,
        }
    }

    /// The next form, or none at the end of the text. After an error there is no next form: where one would start
    /// can only be guessed.
    #[allow(clippy::should_implement_trait)] // The order of `Result` and `Option` is the useful one for `?`.
    pub fn next(&mut self) -> Result<Option<Form>, Diagnostic> {
        match self.item() {
            Ok(Item::Form(form)) => Ok(Some(form)),
            Ok(Item::End) => Ok(None),
            Ok(Item::Close(close, start)) => {
                let span = self.cursor.span_from(start);
                self.stop();
                Err(Diagnostic::new("reader/unmatched", span, format!("this {close} closes nothing"))
                    .help(format!("remove the {close}, or add the opening delimiter that it belongs to")))
            }
            Err(diagnostic) => {
                self.stop();
                Err(*diagnostic)
            }
        }
    }

    /// Whether nothing but blanks and comments is left. A form that is discarded by `#_` counts as something.
    pub fn at_end(&mut self) -> bool {
        self.cursor.skip_blank();
        self.pending.is_empty() && self.cursor.peek().is_none()
    }

    /// Makes [`Reader::next`] find nothing more.
    pub fn stop(&mut self) {
        self.cursor.stop();
        self.pending.clear();
        self.function = None;
        self.suppress = false;
        self.depth = 0;
    }

    /// The byte offset behind the last form that was read.
    pub fn position(&self) -> usize {
        self.cursor.pos
    }

    /// Reads up to and with the next form, closing delimiter or end. All recursion passes here.
    fn item(&mut self) -> Read<Item> {
        if let Some(form) = self.pending.pop() {
            return Ok(Item::Form(form));
        }
        self.depth += 1;
        if self.depth > MAX_NESTING {
            return Err(too_deep(self.cursor.span_here()));
        }
        let item = loop {
            self.cursor.skip_blank();
            let start = self.cursor.pos;
            match self.cursor.peek() {
                None => break Item::End,
                Some(close @ (')' | ']' | '}')) => {
                    self.cursor.bump();
                    break Item::Close(close, start);
                }
                Some('#') => match self.dispatch(start)? {
                    Some(form) => break Item::Form(form),
                    None => match self.pending.pop() {
                        Some(form) => break Item::Form(form),
                        None => continue,
                    },
                },
                Some(first) => break Item::Form(self.plain(first, start)?),
            }
        };
        self.depth -= 1;
        Ok(item)
    }

    /// Reads a form that starts with `first`, which is not `#`.
    #[inline(never)]
    fn plain(&mut self, first: char, start: usize) -> Read<Form> {
        match first {
            '(' => self.list(start),
            '[' => self.vector(start),
            '{' => self.map(start),
            '"' => self.string(start),
            '\\' => self.character(start),
            '\'' => self.wrapped("'", "quote", start),
            '@' => self.wrapped("@", "clojure.core/deref", start),
            '`' => self.syntax_quote(start),
            '~' => {
                if self.cursor.rest_starts_with("~@") {
                    self.wrapped("~@", "clojure.core/unquote-splicing", start)
                } else {
                    self.wrapped("~", "clojure.core/unquote", start)
                }
            }
            '^' => {
                self.cursor.bump();
                self.metadata(start)
            }
            _ => self.token(start),
        }
    }

    /// A prefix such as `'` at `start` and the form behind it, as the list `(head form)`.
    fn wrapped(&mut self, prefix: &str, head: &str, start: usize) -> Read<Form> {
        self.cursor.advance(prefix.len());
        let prefix_span = self.cursor.span_from(start);
        let form = self.required(prefix_span)?;
        let span = Span { end: form.span.end, ..prefix_span };
        let source = FormSource { span, children: vec![prefix_span, form.span] };
        let head = symbol_of(Name::parse(head), prefix_span);
        Ok(Form { value: list_at(vec![head, form.value], Some(Rc::new(source))), span })
    }

    /// The form that has to follow the `prefix`.
    fn required(&mut self, prefix: Span) -> Read<Form> {
        match self.item()? {
            Item::Form(form) => Ok(form),
            Item::Close(close, at) => Err(self.missing(prefix, Some((close, at)))),
            Item::End => Err(self.missing(prefix, None)),
        }
    }

    /// No form follows the `prefix`, but a closing delimiter or the end.
    #[cold]
    #[inline(never)]
    fn missing(&self, prefix: Span, close: Option<(char, usize)>) -> Box<Diagnostic> {
        let text = self.cursor.excerpt(prefix);
        let diagnostic = match close {
            Some((close, at)) => {
                Diagnostic::new("reader/missing-form", prefix, format!("there is no form after {text}"))
                    .note(self.cursor.span_from(at), format!("this {close} comes first"))
            }
            None => {
                let message = format!("the input ends where a form should follow {text}");
                Diagnostic::new("reader/unexpected-end", self.cursor.end_span(), message)
                    .note(prefix, "it should follow this")
            }
        };
        diagnostic.help(format!("add the form, or remove the {text}")).into()
    }
}

#[cold]
#[inline(never)]
fn too_deep(span: Span) -> Box<Diagnostic> {
    Diagnostic::new("reader/nesting", span, format!("forms nest deeper than {MAX_NESTING} levels"))
        .help("name the inner parts, or build the data when the program runs")
        .into()
}
