//! Lists, vectors, maps and sets.

use super::{Form, Item, Read, Reader};
use crate::data::form::FormSource;
use crate::data::list::list_at;
use crate::data::map::Map;
use crate::data::set::Set;
use crate::data::symbol::{Name, Symbol, keyword_of};
use crate::data::vector::vector_at;
use crate::diagnostic::Diagnostic;
use crate::source::Span;
use crate::value::{Ref, Value};
use std::rc::Rc;

/// Splits forms into their values and the record of their places.
pub(super) fn located(forms: Vec<Form>, span: Span) -> (Vec<Value>, Rc<FormSource>) {
    let (values, children) = forms.into_iter().map(|form| (form.value, form.span)).unzip();
    (values, Rc::new(FormSource { span, children }))
}

impl Reader<'_> {
    /// Reads a list, the cursor being at its opening delimiter; the form starts at `start`.
    pub(super) fn list(&mut self, start: usize) -> Read<Form> {
        let forms = self.delimited(')')?;
        let span = self.cursor.span_from(start);
        let (values, source) = located(forms, span);
        Ok(Form { value: list_at(values, Some(source)), span })
    }

    pub(super) fn vector(&mut self, start: usize) -> Read<Form> {
        let forms = self.delimited(']')?;
        let span = self.cursor.span_from(start);
        let (values, source) = located(forms, span);
        Ok(Form { value: vector_at(values, Some(source)), span })
    }

    pub(super) fn map(&mut self, start: usize) -> Read<Form> {
        let forms = self.delimited('}')?;
        let span = self.cursor.span_from(start);
        self.map_of(forms, span)
    }

    /// The map of keys and values in turn.
    fn map_of(&self, forms: Vec<Form>, span: Span) -> Read<Form> {
        if !self.suppress
            && let (1, Some(last)) = (forms.len() % 2, forms.last())
        {
            return Err(Diagnostic::new("reader/odd-map", span, "this map has a key without a value")
                .note(last.span, "nothing is left to go with this")
                .help("a map needs an even number of forms: {:key value}")
                .into());
        }
        let mut map = Map::default();
        for pair in forms.chunks_exact(2) {
            let [key, value] = pair else { continue };
            if !self.suppress && map.get(&key.value).is_some() {
                return Err(self.duplicate("reader/duplicate-key", "key", "map", &forms, key));
            }
            map.insert(key.value.clone(), value.value.clone());
        }
        map.source = Some(located(forms, span).1);
        Ok(Form { value: Ref::new(map).into(), span })
    }

    /// Reads a set whose `#` stands at `start`, the cursor being at its brace.
    #[inline(never)]
    pub(super) fn set(&mut self, start: usize) -> Read<Form> {
        let forms = self.delimited('}')?;
        let span = self.cursor.span_from(start);
        let mut set = Set::default();
        for form in &forms {
            if !self.suppress && set.contains(&form.value) {
                return Err(self.duplicate("reader/duplicate-element", "element", "set", &forms, form));
            }
            set.items.insert(form.value.clone(), form.value.clone());
        }
        set.source = Some(located(forms, span).1);
        Ok(Form { value: Ref::new(set).into(), span })
    }

    #[cold]
    fn duplicate(
        &self,
        code: &'static str,
        what: &str,
        collection: &str,
        forms: &[Form],
        second: &Form,
    ) -> Box<Diagnostic> {
        let text = self.cursor.excerpt(second.span);
        let message = format!("this {collection} has the {what} {text} twice");
        let diagnostic = Diagnostic::new(code, second.span, message).help(format!("remove one of the two {what}s"));
        let step = if collection == "map" { 2 } else { 1 };
        match forms.iter().step_by(step).find(|form| form.value == second.value) {
            Some(first) => diagnostic.note(first.span, "first here").into(),
            None => diagnostic.into(),
        }
    }

    /// Reads `#:ns{…}`, `#::{…}` or `#::alias{…}`, the cursor being at the first colon.
    #[inline(never)]
    pub(super) fn namespaced_map(&mut self, start: usize) -> Read<Form> {
        let token_start = self.cursor.pos;
        self.cursor.skip_token();
        let prefix = self.cursor.span_from(start);
        let token = self.cursor.text_of(self.cursor.span_from(token_start));
        let refuse = |message: String| -> Read<Form> {
            Err(Diagnostic::new("reader/namespaced-map", prefix, message)
                .help("write #:some.namespace{…}, #::{…} for the current namespace, or #::alias{…}")
                .into())
        };
        let namespace = match token.strip_prefix("::") {
            Some("") => self.resolver.current_namespace(),
            Some(alias) if !alias.contains([':', '/']) => self.alias(&Rc::from(alias), prefix)?,
            None if token.len() > 1 && !token.contains('/') => Rc::from(token.trim_start_matches(':')),
            _ => return refuse(format!("#{token} does not name a namespace")),
        };
        self.cursor.skip_blank();
        if self.cursor.peek() != Some('{') {
            return refuse(format!("a map must follow #{token}"));
        }
        let mut forms = self.delimited('}')?;
        for key in forms.iter_mut().step_by(2) {
            key.value = qualified(&key.value, &namespace);
        }
        self.map_of(forms, self.cursor.span_from(start))
    }

    /// Reads the elements up to the delimiter `close`, the cursor being at the opening one.
    pub(super) fn delimited(&mut self, close: char) -> Read<Vec<Form>> {
        let open = self.cursor.pos;
        self.cursor.bump();
        let mut forms = Vec::new();
        loop {
            match self.item()? {
                Item::Form(form) => forms.push(form),
                Item::Close(found, _) if found == close => return Ok(forms),
                Item::Close(found, at) => return Err(self.mismatched(open, close, found, at)),
                Item::End => return Err(self.unclosed(open, close)),
            }
        }
    }

    #[cold]
    pub(super) fn mismatched(&self, open: usize, close: char, found: char, at: usize) -> Box<Diagnostic> {
        let opening = self.cursor.span(open, open + 1);
        let message = format!("expected {close} but found {found}");
        Diagnostic::new("reader/mismatched", self.cursor.span_from(at), message)
            .note(opening, format!("this {} wants a {close}", self.cursor.text_of(opening)))
            .help(format!("put a {close} before the {found}, or instead of it"))
            .into()
    }

    #[cold]
    pub(super) fn unclosed(&self, open: usize, close: char) -> Box<Diagnostic> {
        let opening = self.cursor.span(open, open + 1);
        let message = format!("a {} is never closed", self.cursor.text_of(opening));
        Diagnostic::new("reader/unbalanced", self.cursor.end_span(), message)
            .note(opening, "opened here")
            .help(format!("add a {close} where the form ends"))
            .into()
    }
}

/// A key of a namespaced map: without a namespace it takes the map's, and with the namespace `_` it gets none.
fn qualified(key: &Value, namespace: &Rc<str>) -> Value {
    let requalify = |name: &Name| match &name.namespace {
        None => Some(Name { namespace: Some(namespace.clone()), name: name.name.clone() }),
        Some(none) if &**none == "_" => Some(Name { namespace: None, name: name.name.clone() }),
        Some(_) => None,
    };
    if let Some(name) = key.as_keyword().and_then(requalify) {
        keyword_of(name)
    } else if let Some(symbol) = key.get::<Symbol>()
        && let Some(name) = requalify(&symbol.name)
    {
        Ref::new(Symbol { name, meta: symbol.meta.clone(), span: symbol.span }).into()
    } else {
        key.clone()
    }
}
