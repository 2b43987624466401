//! Symbols and keywords.

use crate::source::Span;
use crate::value::{HeapType, Kind, Ref, Value};
use ahash::AHashMap;
use std::cell::RefCell;
use std::fmt;
use std::rc::Rc;

/// A name with an optional namespace: what symbols and keywords are made of.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Name {
    pub namespace: Option<Rc<str>>,
    pub name: Rc<str>,
}

impl Name {
    pub fn new(namespace: Option<&str>, name: &str) -> Name {
        Name { namespace: namespace.map(Rc::from), name: Rc::from(name) }
    }

    /// Splits `ns/name` at the first slash; `/` alone is a name.
    pub fn parse(text: &str) -> Name {
        match text.find('/') {
            Some(at) if at > 0 && text.len() > at + 1 => Name::new(Some(&text[..at]), &text[at + 1..]),
            _ => Name::new(None, text),
        }
    }
}

impl fmt::Display for Name {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.namespace {
            Some(namespace) => write!(f, "{namespace}/{}", self.name),
            None => f.write_str(&self.name),
        }
    }
}

/// A symbol; each occurrence in a source is an object of its own, which knows its place.
pub struct Symbol {
    pub name: Name,
    pub meta: Value,
    pub span: Span,
}

// SAFETY: the only type of this kind.
unsafe impl HeapType for Symbol {
    const KIND: Kind = Kind::Symbol;
}

/// A symbol without metadata, from text such as `map` or `clojure.core/map`.
pub fn symbol(text: &str) -> Value {
    symbol_of(Name::parse(text), Span::NONE)
}

pub fn symbol_of(name: Name, span: Span) -> Value {
    Ref::new(Symbol { name, meta: Value::NIL, span }).into()
}

/// A keyword; one immortal object for each name, so that identity is equality.
pub struct Keyword {
    pub name: Name,
    /// Of the name; stable within a process.
    pub hash: u32,
}

// SAFETY: the only type of this kind.
unsafe impl HeapType for Keyword {
    const KIND: Kind = Kind::Keyword;
}

/// The keywords of a thread.
pub type Keywords = AHashMap<Name, Value>;

thread_local! {
    static KEYWORDS: RefCell<Keywords> = RefCell::default();
}

/// Where this thread's keywords are.
pub fn keywords() -> *mut Keywords {
    KEYWORDS.with(RefCell::as_ptr)
}

/// The keyword of text such as `a` or `ns/a`, without its colon.
pub fn keyword(text: &str) -> Value {
    keyword_of(Name::parse(text))
}

pub fn keyword_of(name: Name) -> Value {
    KEYWORDS.with_borrow_mut(|keywords| {
        keywords
            .entry(name)
            .or_insert_with_key(|name| {
                let hash = ahash::RandomState::with_seeds(1, 2, 3, 4).hash_one(name) as u32;
                Ref::immortal(Keyword { name: name.clone(), hash }).into()
            })
            .clone()
    })
}

impl Value {
    /// The name, where the value is a symbol.
    pub fn as_symbol(&self) -> Option<&Name> {
        self.get::<Symbol>().map(|symbol| &symbol.name)
    }

    /// The name, where the value is a keyword.
    pub fn as_keyword(&self) -> Option<&Name> {
        self.get::<Keyword>().map(|keyword| &keyword.name)
    }
}
