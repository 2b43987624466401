//! Vectors, and metadata.

use super::{ANY, Native, native, take};
use crate::data::builtin::Builtin;
use crate::data::exception::{self, Class};
use crate::data::iteration::{Iteration, VectorSeq, elements};
use crate::data::lazy_seq::{Cons, LazySeq};
use crate::data::list::List;
use crate::data::map::Map;
use crate::data::number::to_long_checked;
use crate::data::range::Range;
use crate::data::reference::Atom;
use crate::data::seq::{self, collect};
use crate::data::set::Set;
use crate::data::sorted::{SortedMap, SortedSet};
use crate::data::symbol::Symbol;
use crate::data::var::{Namespace, Var};
use crate::data::vector::{Vector, is_map_entry, map_entry, vector_of};
use crate::data::{number, vector};
use crate::value::{Context, Kind, Outcome, Ref, Value, call};

pub static TABLE: &[Native] = &[
    native("clojure.core/vector", 0, ANY, |_, args| Ok(vector(args.iter_mut().map(std::mem::take)))),
    native("clojure.core/vec", 1, 1, |cx, args| {
        if args[0].kind() == Some(Kind::Vector) && !is_map_entry(&args[0]) {
            return Ok(take(args, 0));
        }
        let items = collect(cx, take(args, 0))?;
        Ok(vector(items))
    }),
    native("clojure.core/subvec", 2, 3, |cx, args| {
        let start = to_long_checked(cx, &args[1])?;
        let Some(items) = args[0].get::<Vector>().map(|vector| &vector.items) else {
            return Err(exception::bad_class(cx, &args[0], "clojure.lang.IPersistentVector"));
        };
        let end = match args.get(2) {
            Some(end) => to_long_checked(cx, end)?,
            None => items.len() as i64,
        };
        if start < 0 || end < start || end > items.len() as i64 {
            return Err(exception::throw(
                cx,
                Class::IndexOutOfBoundsException,
                format!("subvec {start} to {end} of {}", items.len()),
            ));
        }
        Ok(vector_of(items.take(end as usize).skip(start as usize)))
    }),
    native("clojure.core/map-entry", 2, 2, |_, args| Ok(map_entry(take(args, 0), take(args, 1)))),
    native("clojure.core/mapv", 2, ANY, |cx, args| {
        let function = take(args, 0);
        let mut items = imbl::Vector::new();
        if let [coll] = &mut args[1..] {
            let mut iter = seq::SeqIter::new(cx, std::mem::take(coll))?;
            while let Some(item) = iter.next(cx)? {
                items.push_back(call(cx, &function, &mut [item])?);
            }
            return Ok(vector_of(items));
        }
        let mut iters = Vec::new();
        for coll in &mut args[1..] {
            iters.push(seq::SeqIter::new(cx, std::mem::take(coll))?);
        }
        while let Some(mut row) = super::lazy::next_row(cx, &mut iters)? {
            items.push_back(call(cx, &function, &mut row)?);
        }
        Ok(vector_of(items))
    }),
    native("clojure.core/filterv", 2, 2, |cx, args| {
        let function = take(args, 0);
        let mut items = imbl::Vector::new();
        let mut iter = seq::SeqIter::new(cx, take(args, 1))?;
        while let Some(item) = iter.next(cx)? {
            if call(cx, &function, &mut [item.clone()])?.is_truthy() {
                items.push_back(item);
            }
        }
        Ok(vector_of(items))
    }),
    native("clojure.core/meta", 1, 1, |_, args| Ok(meta_of(&args[0]))),
    native("clojure.core/with-meta", 2, 2, |cx, args| {
        let meta = take(args, 1);
        with_meta(cx, take(args, 0), meta)
    }),
    native("clojure.core/vary-meta", 2, ANY, |cx, args| {
        let target = take(args, 0);
        let function = take(args, 1);
        let mut all = vec![meta_of(&target)];
        all.extend(args[2..].iter_mut().map(std::mem::take));
        let meta = call(cx, &function, &mut all)?;
        with_meta(cx, target, meta)
    }),
    native("clojure.core/reset-meta!", 2, 2, |cx, args| {
        let meta = take(args, 1);
        reset_meta(cx, &args[0], meta)
    }),
    native("clojure.core/alter-meta!", 2, ANY, |cx, args| {
        let target = take(args, 0);
        let function = take(args, 1);
        let mut all = vec![meta_of(&target)];
        all.extend(args[2..].iter_mut().map(std::mem::take));
        let meta = call(cx, &function, &mut all)?;
        reset_meta(cx, &target, meta)
    }),
];

/// The metadata, nil where there is none.
pub fn meta_of(value: &Value) -> Value {
    let Some(kind) = value.kind() else { return Value::NIL };
    let meta = match kind {
        Kind::List => value.get::<List>().map(|it| &it.meta),
        Kind::Cons => value.get::<Cons>().map(|it| &it.meta),
        Kind::LazySeq => value.get::<LazySeq>().map(|it| &it.meta),
        Kind::Range => value.get::<Range>().map(|it| &it.meta),
        Kind::VectorSeq => value.get::<VectorSeq>().map(|it| &it.meta),
        Kind::Iteration => value.get::<Iteration>().map(|it| &it.meta),
        Kind::Vector => value.get::<Vector>().map(|it| &it.meta),
        Kind::Map => value.get::<Map>().map(|it| &it.meta),
        Kind::Set => value.get::<Set>().map(|it| &it.meta),
        Kind::SortedMap => value.get::<SortedMap>().map(|it| &it.meta),
        Kind::SortedSet => value.get::<SortedSet>().map(|it| &it.meta),
        Kind::Symbol => value.get::<Symbol>().map(|it| &it.meta),
        Kind::Builtin => value.get::<Builtin>().map(|it| &it.meta),
        Kind::Var => return value.get::<Var>().map(|it| it.meta.get()).unwrap_or_default(),
        Kind::Namespace => return value.get::<Namespace>().map(|it| it.meta.get()).unwrap_or_default(),
        Kind::Atom => return value.get::<Atom>().map(|it| it.meta.get()).unwrap_or_default(),
        _ => None,
    };
    meta.cloned().unwrap_or_default()
}

/// A copy with other metadata; none where the value takes none, or has to be computed first.
pub fn set_meta(value: &Value, meta: Value) -> Option<Value> {
    Some(match value.kind()? {
        Kind::List => {
            let List { first, rest, count, source, .. } = value.get::<List>()?;
            let source = source.clone();
            Ref::new(List { first: first.clone(), rest: rest.clone(), count: *count, meta, source }).into()
        }
        Kind::Cons => {
            let Cons { first, rest, .. } = value.get::<Cons>()?;
            Ref::new(Cons { first: first.clone(), rest: rest.clone(), meta }).into()
        }
        Kind::Range => Ref::new(Range { meta, ..value.get::<Range>()?.clone() }).into(),
        Kind::VectorSeq => {
            let VectorSeq { vector, index, .. } = value.get::<VectorSeq>()?;
            Ref::new(VectorSeq { vector: vector.clone(), index: *index, meta }).into()
        }
        Kind::Iteration => value.get::<Iteration>()?.with_meta(meta),
        Kind::Vector => Ref::new(Vector { meta, ..value.get::<Vector>()?.clone() }).into(),
        Kind::Map => Ref::new(value.get::<Map>()?.clone().with_meta(meta)).into(),
        Kind::Set => Ref::new(Set { meta, ..value.get::<Set>()?.clone() }).into(),
        Kind::SortedMap => Ref::new(SortedMap { meta, ..value.get::<SortedMap>()?.clone() }).into(),
        Kind::SortedSet => Ref::new(SortedSet { meta, ..value.get::<SortedSet>()?.clone() }).into(),
        Kind::Symbol => {
            let Symbol { name, span, .. } = value.get::<Symbol>()?;
            Ref::new(Symbol { name: name.clone(), meta, span: *span }).into()
        }
        Kind::Function | Kind::Builtin => {
            let (name, min, max) = value
                .get::<Builtin>()
                .map_or(("fn", 0, u32::MAX), |function| (function.name, function.min, function.max));
            let inner = value.clone();
            Builtin::closure_with_meta(name, min, max, Box::new(move |cx, args| call(cx, &inner, args)), meta)
        }
        _ => return None,
    })
}

/// `with-meta`.
pub fn with_meta(cx: &mut Context, value: Value, meta: Value) -> Outcome {
    if !meta.is_nil() && !matches!(meta.kind(), Some(Kind::Map | Kind::SortedMap)) {
        return Err(exception::bad_class(cx, &meta, "clojure.lang.IPersistentMap"));
    }
    if let Some(lazy) = value.get::<LazySeq>() {
        return lazy.with_meta(cx, meta);
    }
    match set_meta(&value, meta) {
        Some(value) => Ok(value),
        None => Err(exception::bad_class(cx, &value, "clojure.lang.IObj")),
    }
}

fn reset_meta(cx: &mut Context, target: &Value, meta: Value) -> Outcome {
    let cell = match target.kind() {
        Some(Kind::Var) => target.get::<Var>().map(|it| &it.meta),
        Some(Kind::Namespace) => target.get::<Namespace>().map(|it| &it.meta),
        Some(Kind::Atom) => target.get::<Atom>().map(|it| &it.meta),
        _ => None,
    };
    match cell {
        Some(cell) => {
            cell.set(meta.clone());
            Ok(meta)
        }
        None => Err(exception::bad_class(cx, target, "clojure.lang.IReference")),
    }
}

/// The elements of a collection that is there, as a list of arguments.
pub fn as_arguments(cx: &mut Context, coll: Value) -> Outcome<Vec<Value>> {
    if let Some(Kind::Vector | Kind::List) = coll.kind() {
        return Ok(elements(&coll));
    }
    collect(cx, coll)
}

/// An index or count that natives ask for, which cannot be negative.
pub fn expect_size(cx: &mut Context, value: &Value) -> Outcome<usize> {
    Ok(usize::try_from(number::to_long_checked(cx, value)?).unwrap_or(0))
}
