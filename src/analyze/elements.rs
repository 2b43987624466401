//! The elements of a form with their places.

use super::Result;
use crate::data::form::{FormSource, span_of};
use crate::data::list::List;
use crate::data::map::Map;
use crate::data::seq::SeqIter;
use crate::data::set::Set;
use crate::data::vector::Vector;
use crate::read::Form;
use crate::source::Span;
use crate::value::{Context, Kind, Outcome, Value};

/// Elements of a list or vector form.
pub(super) struct Elements {
    pub items: Vec<Value>,
    spans: Option<Vec<Span>>,
    /// The whole form's.
    pub span: Span,
    /// The form's metadata, where it is a list.
    pub meta: Value,
}

impl Elements {
    pub fn new(items: Vec<Value>, source: Option<&FormSource>, span: Span) -> Elements {
        let spans = source.filter(|source| source.children.len() == items.len()).map(|source| source.children.clone());
        Elements { items, spans, span: source.map_or(span, |source| source.span), meta: Value::NIL }
    }

    /// Of a list or any other sequence, as macros make them.
    pub fn of_sequence(cx: &mut Context, form: &Value, span: Span) -> Result<Elements> {
        if let Some(list) = form.get::<List>() {
            let elements = Elements::new(list.iter().cloned().collect(), list.source.as_deref(), span);
            return Ok(Elements { meta: list.meta.clone(), ..elements });
        }
        let mut items = Vec::new();
        let mut all = SeqIter::new(cx, form.clone())?;
        while let Some(item) = all.next(cx)? {
            items.push(item);
        }
        Ok(Elements { items, spans: None, span, meta: Value::NIL })
    }

    /// Of a vector form; none where it is not one.
    pub fn of_vector(form: &Value, span: Span) -> Option<Elements> {
        let vector = form.get::<Vector>()?;
        Some(Elements::new(vector.items.iter().cloned().collect(), vector.source.as_deref(), span))
    }

    pub fn len(&self) -> usize {
        self.items.len()
    }

    pub fn is_empty(&self) -> bool {
        self.items.is_empty()
    }

    pub fn get(&self, index: usize) -> Option<&Value> {
        self.items.get(index)
    }

    /// Where element `index` stands: its own place, the reader's note of it, or the whole form's.
    pub fn span(&self, index: usize) -> Span {
        let noted = self.spans.as_ref().and_then(|spans| spans.get(index).copied());
        noted.or_else(|| self.items.get(index).and_then(span_of)).unwrap_or(self.span)
    }

    pub fn iter(&self) -> impl Iterator<Item = (&Value, Span)> {
        self.items.iter().enumerate().map(|(index, item)| (item, self.span(index)))
    }

    /// The elements from `start` on.
    pub fn from(&self, start: usize) -> Elements {
        let items = self.items.get(start..).unwrap_or_default().to_vec();
        let spans = (start..self.items.len()).map(|index| self.span(index)).collect();
        Elements { items, spans: Some(spans), span: self.span, meta: Value::NIL }
    }
}

/// The form with lists in place of the other sequences that macros written in the language make, so that whoever looks
/// for a list finds one. What needs no change is shared.
pub fn listed(cx: &mut Context, form: Value) -> Outcome<Value> {
    listed_at(cx, form, 0)
}

fn listed_at(cx: &mut Context, form: Value, depth: u32) -> Outcome<Value> {
    let kind = form.kind();
    // Deeper forms are refused when they are analysed.
    if depth > super::MAX_NESTING {
        return Ok(form);
    }
    let items: Vec<Value> = match kind {
        Some(Kind::List) => form.get::<List>().map(|list| list.iter().cloned().collect()).unwrap_or_default(),
        Some(Kind::Cons | Kind::LazySeq | Kind::VectorSeq | Kind::Range | Kind::Iteration) => {
            crate::data::seq::collect(cx, form.clone())?
        }
        Some(Kind::Vector) => form.get::<Vector>().map(|it| it.items.iter().cloned().collect()).unwrap_or_default(),
        Some(Kind::Map) => form
            .get::<Map>()
            .map(|map| map.iter().flat_map(|(key, value)| [key.clone(), value.clone()]).collect())
            .unwrap_or_default(),
        Some(Kind::Set) => form.get::<Set>().map(|set| set.iter().cloned().collect()).unwrap_or_default(),
        _ => return Ok(form),
    };
    let mut changed = !matches!(kind, Some(Kind::List | Kind::Vector | Kind::Map | Kind::Set));
    let mut new = Vec::with_capacity(items.len());
    for item in items {
        let word = item.word();
        let item = listed_at(cx, item, depth + 1)?;
        changed |= item.word() != word;
        new.push(item);
    }
    if !changed {
        return Ok(form);
    }
    let source = crate::data::form::source_of(&form).cloned();
    let made = match kind {
        Some(Kind::Vector) => crate::data::vector::vector_at(new, source),
        Some(Kind::Map) => crate::data::map::map_at(super::pairs(new), source),
        Some(Kind::Set) => crate::data::set::set_at(new, source),
        _ => crate::data::list::list_at(new, source),
    };
    let meta = crate::core::meta_of(&form);
    if meta.is_nil() { Ok(made) } else { crate::core::with_meta(cx, made, meta) }
}

/// The subforms of a top-level `do`, after macro expansion; none where the form is something else.
pub fn top_level_do(cx: &mut Context, form: &Form) -> Outcome<Option<Vec<Form>>> {
    let is_do = |value: &Value| {
        value.get::<List>().is_some_and(|list| {
            list.first.as_symbol().is_some_and(|name| name.namespace.is_none() && &*name.name == "do")
        })
    };
    if !is_do(&form.value) {
        return Ok(None);
    }
    match Elements::of_sequence(cx, &form.value, form.span) {
        Ok(elements) => {
            Ok(Some(elements.iter().skip(1).map(|(value, span)| Form { value: value.clone(), span }).collect()))
        }
        Err(failure) => Err(super::throw(cx, failure)),
    }
}
