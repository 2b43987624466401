//! What all macros build their expansions with: forms at the place of the form that is expanded, names that nothing
//! else has, and refusals that point at the part that is wrong.

use crate::data::form::{child_span, span_of};
use crate::data::list::{List, list_at};
use crate::data::map::Map;
use crate::data::symbol::{Name, Symbol, symbol_of};
use crate::data::vector::{Vector, vector_at};
use crate::data::{empty_list, form::FormSource};
use crate::diagnostic::Diagnostic;
use crate::source::Span;
use crate::value::{Kind, Ref, Value};
use std::rc::Rc;

/// What a macro gives: its expansion, or why there is none.
pub type Expand<T = Value> = Result<T, Box<Diagnostic>>;

/// One form being expanded.
pub struct Expansion<'a> {
    /// The whole form, the macro's name leading.
    pub form: &'a Value,
    /// The macro's name, as messages have it.
    pub name: &'static str,
    span: Span,
    next_id: &'a dyn Fn() -> u64,
}

/// Writes an expansion down: lists in parentheses, vectors in brackets, symbols as literals (`"core/first"` is
/// `clojure.core/first`, `"nil"` is nil), Rust variables as they are, `..variable` for the elements of a slice, and
/// any other Rust expression in braces.
macro_rules! form {
    ($x:expr; ($($item:tt)*)) => { $x.list(items!($x; $($item)*)) };
    ($x:expr; [$($item:tt)*]) => { $x.vector(items!($x; $($item)*)) };
    ($x:expr; {$e:expr}) => { $e };
    ($x:expr; $text:literal) => { $x.symbol($text) };
    ($x:expr; $name:ident) => { $name.clone() };
}

/// The same for a row of forms; a `Vec`.
macro_rules! items {
    (@ $out:ident $x:expr;) => {};
    (@ $out:ident $x:expr; ..$rest:ident $($more:tt)*) => {
        $out.extend($rest.iter().cloned());
        items!(@ $out $x; $($more)*);
    };
    (@ $out:ident $x:expr; $item:tt $($more:tt)*) => {
        $out.push(form!($x; $item));
        items!(@ $out $x; $($more)*);
    };
    ($x:expr; $($item:tt)*) => {{
        // Spliced items make a `vec!` impossible in general; an empty row needs no `mut`.
        #[allow(unused_mut, clippy::vec_init_then_push)]
        let mut out: Vec<Value> = Vec::new();
        items!(@ out $x; $($item)*);
        out
    }};
}

thread_local! {
    static CORE: Rc<str> = Rc::from("clojure.core");
}

impl<'a> Expansion<'a> {
    pub fn new(name: &'static str, form: &'a Value, next_id: &'a dyn Fn() -> u64) -> Self {
        Expansion { form, name, span: span_of(form).unwrap_or(Span::NONE), next_id }
    }

    /// A symbol at the macro's place; `core/` stands for `clojure.core/`, `cpp/` for itself, and `nil` gives nil.
    pub fn symbol(&self, text: &str) -> Value {
        let name = match text.split_once('/') {
            Some(("core", name)) => Name { namespace: Some(CORE.with(Rc::clone)), name: Rc::from(name) },
            Some(("cpp", name)) => Name::new(Some("cpp"), name),
            _ if text == "nil" => return Value::NIL,
            _ => Name::new(None, text),
        };
        symbol_of(name, self.span)
    }

    /// A symbol that occurs nowhere else.
    pub fn gensym(&self, stem: &str) -> Value {
        let id = (self.next_id)();
        symbol_of(Name { namespace: None, name: Rc::from(format!("{stem}__{id}")) }, self.span)
    }

    /// A list that stands where the macro's form does.
    pub fn list(&self, items: Vec<Value>) -> Value {
        let source = self.source(&items, self.form);
        list_at(items, source)
    }

    /// A list that takes the place of `old`, a part of the macro's form, with its metadata.
    pub fn list_in_place_of(&self, old: &Value, items: Vec<Value>) -> Value {
        let source = self.source(&items, old);
        let mut list = list_at(items, source);
        if let (Some(new), Some(old)) = (list.get_mut::<List>(), old.get::<List>()) {
            new.meta = old.meta.clone();
        }
        list
    }

    pub fn vector(&self, items: Vec<Value>) -> Value {
        let source = self.source(&items, self.form);
        vector_at(items, source)
    }

    /// `(do forms…)`, or the form alone where there is one, or nil where there is none.
    pub fn body(&self, forms: &[Value]) -> Value {
        match forms {
            [] => Value::NIL,
            [one] => one.clone(),
            many => form!(self; ("do" ..many)),
        }
    }

    /// `(let* [pairs…] forms…)`, or the body alone where nothing is bound.
    pub fn let_star(&self, pairs: Vec<Value>, body: &[Value]) -> Value {
        if pairs.is_empty() {
            return self.body(body);
        }
        let bindings = self.vector(pairs);
        form!(self; ("let*" bindings ..body))
    }

    /// `(fn* [] forms…)` for a body that runs at most once, which the metadata `:once` on `fn*` says, as in Clojure:
    /// its captures may be given up as they are used.
    pub fn thunk(&self, body: &[Value]) -> Value {
        let head = with_meta(&self.symbol("fn*"), once());
        form!(self; (head [] ..body))
    }

    /// Refuses the form because of its part `part`.
    pub fn refuse(&self, part: &Value, message: impl Into<String>) -> Box<Diagnostic> {
        Box::new(Diagnostic::new("macro/misuse", self.place(part), message))
    }

    /// Where `part`, a part of the macro's form, stands.
    pub fn place(&self, part: &Value) -> Span {
        span_of(part).or_else(|| child_place(self.form, part)).unwrap_or(self.span)
    }

    fn source(&self, items: &[Value], place: &Value) -> Option<Rc<FormSource>> {
        let span = span_of(place).unwrap_or(self.span);
        if span.is_none() {
            return None;
        }
        let child = |item: &Value| {
            span_of(item).or_else(|| child_place(place, item)).or_else(|| child_place(self.form, item)).unwrap_or(span)
        };
        Some(Rc::new(FormSource { span, children: items.iter().map(child).collect() }))
    }
}

/// The place of an element that has none of its own (a number, a string): that of its first occurrence in `parent`.
fn child_place(parent: &Value, part: &Value) -> Option<Span> {
    let index = match parent.kind()? {
        Kind::List => parent.get::<List>()?.iter().position(|item| item.identical(part)),
        Kind::Vector => parent.get::<Vector>()?.items.iter().position(|item| item.identical(part)),
        _ => None,
    };
    child_span(parent, index?)
}

thread_local! {
    static ONCE: Value = {
        let meta = crate::data::map([(crate::data::keyword("once"), Value::TRUE)]);
        if let Some(header) = meta.header() {
            header.make_immortal();
        }
        meta
    };
}

fn once() -> Value {
    ONCE.with(Value::clone)
}

/// The symbol with other metadata.
pub fn with_meta(symbol: &Value, meta: Value) -> Value {
    match symbol.get::<Symbol>() {
        Some(old) => Ref::new(Symbol { name: old.name.clone(), meta, span: old.span }).into(),
        None => symbol.clone(),
    }
}

/// The metadata of a form; nil where there is none.
pub fn meta_of(form: &Value) -> Value {
    let meta = match form.kind() {
        Some(Kind::Symbol) => form.get::<Symbol>().map(|symbol| &symbol.meta),
        Some(Kind::List) => form.get::<List>().map(|list| &list.meta),
        Some(Kind::Vector) => form.get::<Vector>().map(|vector| &vector.meta),
        Some(Kind::Map) => form.get::<Map>().map(|map| &map.meta),
        _ => None,
    };
    meta.cloned().unwrap_or_default()
}

/// The elements of a vector form.
pub fn vector_items(form: &Value) -> Option<Vec<Value>> {
    Some(form.get::<Vector>()?.items.iter().cloned().collect())
}

/// The elements of a list form. Macros see no other sequences as forms: `analyze::listed` makes lists of them.
pub fn list_items(form: &Value) -> Option<Vec<Value>> {
    Some(form.get::<List>()?.iter().cloned().collect())
}

/// A list without a place, for quoted data.
pub fn plain_list(items: Vec<Value>) -> Value {
    if items.is_empty() { empty_list() } else { crate::data::list(items) }
}

pub fn is_symbol(form: &Value, name: &str) -> bool {
    form.as_symbol().is_some_and(|symbol| symbol.namespace.is_none() && &*symbol.name == name)
}

pub fn is_keyword(form: &Value, name: &str) -> bool {
    form.as_keyword().is_some_and(|keyword| keyword.namespace.is_none() && &*keyword.name == name)
}

/// A symbol that can be bound: one without a namespace.
pub fn is_local_name(form: &Value) -> bool {
    form.as_symbol().is_some_and(|symbol| symbol.namespace.is_none())
}

/// A form in few words, for messages.
pub fn shown(form: &Value) -> String {
    if let Some(name) = form.as_symbol() {
        return name.to_string();
    }
    if let Some(name) = form.as_keyword() {
        return format!(":{name}");
    }
    if let Some(text) = form.as_str() {
        return format!("{text:?}");
    }
    if let Some(n) = form.as_long() {
        return n.to_string();
    }
    match form.kind() {
        None if form.is_nil() => "nil".to_owned(),
        Some(Kind::List) => match form.get::<List>().filter(|list| list.count > 0) {
            Some(list) => match list.first.as_symbol() {
                Some(head) => format!("({head} …)"),
                None => "(…)".to_owned(),
            },
            None => "()".to_owned(),
        },
        Some(Kind::Vector) => "[…]".to_owned(),
        Some(Kind::Map) => "{…}".to_owned(),
        Some(Kind::Set) => "#{…}".to_owned(),
        _ => "this form".to_owned(),
    }
}
