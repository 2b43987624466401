//! Metadata: `^{…}`, `^:flag`, `^Type`, `^"type"` and `^[…]` before a symbol or collection.

use super::{Form, Read, Reader};
use crate::data::keyword;
use crate::data::list::List;
use crate::data::map::{Map, map};
use crate::data::set::Set;
use crate::data::symbol::Symbol;
use crate::data::vector::Vector;
use crate::diagnostic::Diagnostic;
use crate::value::{Kind, Ref, Value};

impl Reader<'_> {
    /// Reads the metadata and the form it is for; its `^` or `#^`, already consumed, stands at `start`. The form keeps
    /// the place of what is behind the metadata, where errors want to point.
    #[inline(never)]
    pub(super) fn metadata(&mut self, start: usize) -> Read<Form> {
        let prefix = self.cursor.span_from(start);
        let given = self.required(prefix)?;
        let meta = match given.value.kind() {
            Some(Kind::Map) => given.value,
            Some(Kind::Symbol | Kind::String) => map([(keyword("tag"), given.value)]),
            Some(Kind::Keyword) => map([(given.value, Value::TRUE)]),
            Some(Kind::Vector) => map([(keyword("param-tags"), given.value)]),
            _ => {
                let message = "metadata must be a map, keyword, symbol, string or vector";
                return Err(Diagnostic::new("reader/metadata", given.span, message)
                    .help("write ^:flag, ^Type or ^{:key value}")
                    .into());
            }
        };
        let form = self.required(self.cursor.span(start, given.span.end as usize))?;
        match with_meta(form.value, &meta) {
            Some(value) => Ok(Form { value, span: form.span }),
            None => {
                Err(Diagnostic::new("reader/metadata", form.span, "only symbols and collections can have metadata")
                    .note(prefix, "the metadata stands here")
                    .help("remove the metadata, or put it on the collection around the form")
                    .into())
            }
        }
    }
}

/// The form with the entries of `meta` added to its metadata, or none where it cannot have any.
fn with_meta(mut form: Value, meta: &Value) -> Option<Value> {
    let merged = |old: &Value| -> Value {
        let (Some(old), Some(new)) = (old.get::<Map>(), meta.get::<Map>()) else { return meta.clone() };
        map(old.iter().chain(new.iter()).map(|(key, value)| (key.clone(), value.clone())))
    };
    // In place where nothing else refers to the form, which is so unless a constant was handed out.
    macro_rules! on {
        ($ty:ident, $copy:expr) => {{
            if let Some(own) = form.get_mut::<$ty>() {
                own.meta = merged(&own.meta);
                return Some(form);
            }
            let mut copy: $ty = $copy(form.get::<$ty>()?);
            copy.meta = merged(&copy.meta);
            Some(Ref::new(copy).into())
        }};
    }
    match form.kind()? {
        Kind::Symbol => on!(Symbol, copy_symbol),
        Kind::List => on!(List, copy_list),
        Kind::Vector => on!(Vector, Vector::clone),
        Kind::Map => on!(Map, Map::clone),
        Kind::Set => on!(Set, Set::clone),
        _ => None,
    }
}

fn copy_symbol(old: &Symbol) -> Symbol {
    Symbol { name: old.name.clone(), meta: old.meta.clone(), span: old.span }
}

fn copy_list(old: &List) -> List {
    List {
        first: old.first.clone(),
        rest: old.rest.clone(),
        count: old.count,
        meta: old.meta.clone(),
        source: old.source.clone(),
    }
}
