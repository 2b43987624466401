//! Going through the elements of anything seqable without making sequence cells.

use super::{not_seqable, seq};
use crate::data::array::Array;
use crate::data::iteration::{Iteration, VectorSeq, elements};
use crate::data::lazy_seq::{Cons, Generator, LazySeq};
use crate::data::list::{List, empty_list};
use crate::data::map::{Map, MapIter};
use crate::data::number::long;
use crate::data::range::Range;
use crate::data::reference::Reduced;
use crate::data::sorted::SortedMap;
use crate::data::vector::{Vector, map_entry};
use crate::value::{Context, Kind, Outcome, Value, call};
use std::rc::Rc;

/// An iterator over a seqable value. Lazy sequences that only the iterator knows are run, not stored.
pub enum SeqIter {
    Done,
    Vector {
        items: imbl::Vector<Value>,
        index: usize,
    },
    Range {
        next: i64,
        step: i64,
        left: u64,
    },
    Map(MapIter),
    Items {
        items: Rc<[Value]>,
        index: usize,
    },
    Elements(std::vec::IntoIter<Value>),
    Text {
        text: Value,
        at: usize,
    },
    Generator(Box<dyn Generator>),
    /// Lists, cells and lazy sequences: what is left.
    Cells(Value),
}

impl SeqIter {
    pub fn new(cx: &mut Context, value: Value) -> Outcome<SeqIter> {
        let Some(kind) = value.kind() else {
            return if value.is_nil() { Ok(SeqIter::Done) } else { Err(not_seqable(cx, &value)) };
        };
        Ok(match kind {
            Kind::List | Kind::Cons | Kind::LazySeq => SeqIter::Cells(value),
            Kind::Vector => match value.get::<Vector>() {
                Some(vector) => SeqIter::Vector { items: vector.items.clone(), index: 0 },
                None => SeqIter::Done,
            },
            Kind::VectorSeq => match value.get::<VectorSeq>() {
                Some(seq) => SeqIter::Vector { items: seq.items().cloned().unwrap_or_default(), index: seq.index },
                None => SeqIter::Done,
            },
            Kind::Range => match value.get::<Range>() {
                Some(range) => SeqIter::Range { next: range.start, step: range.step, left: range.count },
                None => SeqIter::Done,
            },
            Kind::Iteration => match value.get::<Iteration>() {
                Some(seq) => SeqIter::Items { items: seq.items().clone(), index: seq.index },
                None => SeqIter::Done,
            },
            Kind::Map => match value.get::<Map>() {
                Some(map) => SeqIter::Map(map.entries()),
                None => SeqIter::Done,
            },
            Kind::SortedMap => match value.get::<SortedMap>() {
                Some(map) => SeqIter::Map(map.entries.iter().cloned().collect::<Vec<_>>().into_iter()),
                None => SeqIter::Done,
            },
            Kind::String => SeqIter::Text { text: value, at: 0 },
            Kind::Array => SeqIter::Elements(
                value.get::<Array>().map(|array| array.items.borrow().clone()).unwrap_or_default().into_iter(),
            ),
            Kind::Set | Kind::SortedSet => SeqIter::Elements(elements(&value).into_iter()),
            _ => return Err(not_seqable(cx, &value)),
        })
    }

    /// The next element; none at the end.
    #[inline]
    pub fn next(&mut self, cx: &mut Context) -> Outcome<Option<Value>> {
        Ok(match self {
            SeqIter::Done => None,
            SeqIter::Vector { items, index } => {
                let item = items.get(*index).cloned();
                *index += 1;
                item
            }
            SeqIter::Range { next, step, left } => {
                if *left == 0 {
                    None
                } else {
                    let item = long(*next);
                    *next = next.wrapping_add(*step);
                    *left -= 1;
                    Some(item)
                }
            }
            SeqIter::Map(entries) => entries.next().map(|(key, value)| map_entry(key, value)),
            SeqIter::Items { items, index } => {
                let item = items.get(*index).cloned();
                *index += 1;
                item
            }
            SeqIter::Elements(items) => items.next(),
            SeqIter::Text { text, at } => {
                let next = text.as_str().and_then(|text| text.get(*at..)).and_then(|rest| rest.chars().next());
                next.map(|c| {
                    *at += c.len_utf8();
                    Value::char(c)
                })
            }
            SeqIter::Generator(generator) => {
                cx.poll()?;
                generator.step(cx)?
            }
            SeqIter::Cells(_) => return self.next_cell(cx),
        })
    }

    fn next_cell(&mut self, cx: &mut Context) -> Outcome<Option<Value>> {
        let SeqIter::Cells(cell) = self else { return Ok(None) };
        loop {
            match cell.kind() {
                Some(Kind::List) => {
                    // A cell that only this iterator refers to gives its parts away.
                    if let Some(list) = cell.get_mut::<List>() {
                        if list.count == 0 {
                            return Ok(None);
                        }
                        let first = std::mem::take(&mut list.first);
                        let rest = std::mem::take(&mut list.rest);
                        *cell = rest;
                        return Ok(Some(first));
                    }
                    let Some(list) = cell.get::<List>().filter(|list| list.count > 0) else { return Ok(None) };
                    let (first, rest) = (list.first.clone(), list.rest.clone());
                    *cell = rest;
                    return Ok(Some(first));
                }
                Some(Kind::Cons) => {
                    if let Some(cons) = cell.get_mut::<Cons>() {
                        let first = std::mem::take(&mut cons.first);
                        let rest = std::mem::take(&mut cons.rest);
                        *cell = rest;
                        return Ok(Some(first));
                    }
                    let Some(cons) = cell.get::<Cons>() else { return Ok(None) };
                    let (first, rest) = (cons.first.clone(), cons.rest.clone());
                    *cell = rest;
                    return Ok(Some(first));
                }
                Some(Kind::LazySeq) => {
                    if let Some(generator) = cell.get_mut::<LazySeq>().and_then(LazySeq::take_generator) {
                        *self = SeqIter::Generator(generator);
                        return self.next(cx);
                    }
                    let seq = seq(cx, cell)?;
                    *cell = seq;
                }
                None => return Ok(None),
                Some(_) => {
                    let rest = std::mem::take(cell);
                    *self = SeqIter::new(cx, rest)?;
                    return self.next(cx);
                }
            }
        }
    }

    /// How many elements are left, where that is known without computing them.
    pub fn known_rest(&self) -> Option<usize> {
        Some(match self {
            SeqIter::Done => 0,
            SeqIter::Vector { items, index } => items.len().saturating_sub(*index),
            SeqIter::Range { left, .. } => *left as usize,
            SeqIter::Map(entries) => entries.len(),
            SeqIter::Items { items, index } => items.len().saturating_sub(*index),
            SeqIter::Elements(items) => items.len(),
            SeqIter::Cells(cell) => super::known_count(cell)?,
            SeqIter::Text { .. } | SeqIter::Generator(_) => return None,
        })
    }

    /// What is left, as a seqable value.
    pub fn into_rest(self) -> Value {
        match self {
            SeqIter::Done => empty_list(),
            SeqIter::Cells(cell) => cell,
            SeqIter::Range { next, step, left } if left > 0 => {
                crate::value::Ref::new(Range { start: next, step, count: left, meta: Value::NIL }).into()
            }
            SeqIter::Vector { items, index } => {
                crate::data::iteration::vector_seq(crate::data::vector::vector_of(items), index)
            }
            mut other => crate::data::lazy_seq::generate_with(move |cx| other.next(cx)),
        }
    }
}

/// All elements.
pub fn collect(cx: &mut Context, value: Value) -> Outcome<Vec<Value>> {
    let mut iter = SeqIter::new(cx, value)?;
    let mut items = Vec::with_capacity(iter.known_rest().unwrap_or(0));
    while let Some(item) = iter.next(cx)? {
        items.push(item);
    }
    Ok(items)
}

/// Folds with a function of the language, until it gives a reduced value, which is unwrapped.
pub fn reduce(cx: &mut Context, function: &Value, init: Value, items: &mut SeqIter) -> Outcome {
    let mut total = init;
    while let Some(item) = items.next(cx)? {
        total = call(cx, function, &mut [std::mem::take(&mut total), item])?;
        if total.kind() == Some(Kind::Reduced) {
            return Ok(total.get::<Reduced>().map(|reduced| reduced.0.clone()).unwrap_or_default());
        }
    }
    Ok(total)
}
