//! Mutable arrays.

use super::{ANY, Native, native, take};
use crate::data::array::{Array, ElementKind, array};
use crate::data::exception;
use crate::data::number::to_long_checked;
use crate::data::seq::collect;
use crate::data::types::Type;
use crate::data::{double, long};
use crate::value::{Context, Outcome, Value, call};

pub static TABLE: &[Native] = &[
    native("clojure.core/make-array", 1, ANY, |cx, args| {
        let kind = match args[0].get::<Type>() {
            Some(class) => match &*class.name {
                "java.lang.Integer" => ElementKind::Int,
                "java.lang.Long" => ElementKind::Long,
                "java.lang.Double" => ElementKind::Double,
                "java.lang.Boolean" => ElementKind::Boolean,
                _ => ElementKind::Object,
            },
            None => ElementKind::Object,
        };
        let from = usize::from(args[0].get::<Type>().is_some() || args.len() > 1);
        nested(cx, kind, &args[from..])
    }),
    native("clojure.core/object-array", 1, 2, |cx, args| typed(cx, args, ElementKind::Object)),
    native("clojure.core/int-array", 1, 2, |cx, args| typed(cx, args, ElementKind::Int)),
    native("clojure.core/long-array", 1, 2, |cx, args| typed(cx, args, ElementKind::Long)),
    native("clojure.core/short-array", 1, 2, |cx, args| typed(cx, args, ElementKind::Short)),
    native("clojure.core/byte-array", 1, 2, |cx, args| typed(cx, args, ElementKind::Byte)),
    native("clojure.core/char-array", 1, 2, |cx, args| typed(cx, args, ElementKind::Char)),
    native("clojure.core/boolean-array", 1, 2, |cx, args| typed(cx, args, ElementKind::Boolean)),
    native("clojure.core/float-array", 1, 2, |cx, args| typed(cx, args, ElementKind::Float)),
    native("clojure.core/double-array", 1, 2, |cx, args| typed(cx, args, ElementKind::Double)),
    native("clojure.core/into-array", 1, 2, |cx, args| {
        let items = collect(cx, take(args, args.len() - 1))?;
        Ok(array(ElementKind::Object, items))
    }),
    native("clojure.core/aclone", 1, 1, |cx, args| {
        let source = expect_array(cx, &args[0])?;
        let items = source.items.borrow().clone();
        Ok(array(source.kind, items))
    }),
    native("clojure.core/alength", 1, 1, |cx, args| Ok(long(expect_array(cx, &args[0])?.items.borrow().len() as i64))),
    native("clojure.core/aget", 2, ANY, |cx, args| {
        let mut at = take(args, 0);
        for index in &args[1..] {
            at = element(cx, &at, index)?;
        }
        Ok(at)
    }),
    native("clojure.core/aset", 3, ANY, set_element),
    native("clojure.core/aset-int", 3, ANY, set_element),
    native("clojure.core/aset-long", 3, ANY, set_element),
    native("clojure.core/aset-double", 3, ANY, set_element),
    native("clojure.core/aset-boolean", 3, ANY, set_element),
    native("clojure.core/aset-byte", 3, ANY, set_element),
    native("clojure.core/aset-char", 3, ANY, set_element),
    native("clojure.core/amap*", 2, 2, |cx, args| {
        let source = expect_array(cx, &args[0])?;
        let items = source.items.borrow().clone();
        let mut mapped = Vec::with_capacity(items.len());
        for item in items {
            mapped.push(call(cx, &args[1], &mut [item])?);
        }
        Ok(array(source.kind, mapped))
    }),
    native("clojure.core/array?", 1, 1, |_, args| Ok(Value::bool(args[0].get::<Array>().is_some()))),
];

fn expect_array<'a>(cx: &mut Context, value: &'a Value) -> Outcome<&'a Array> {
    value.get().ok_or_else(|| exception::bad_class(cx, value, "an array"))
}

/// What an element of this kind is stored as.
fn coerce(cx: &mut Context, kind: ElementKind, value: Value) -> Outcome {
    Ok(match kind {
        ElementKind::Object => value,
        ElementKind::Boolean => Value::bool(value.is_truthy()),
        ElementKind::Char if value.as_char().is_some() => value,
        ElementKind::Char => return Err(exception::bad_class(cx, &value, "java.lang.Character")),
        ElementKind::Double => double(super::coercions::to_double(cx, &value)?),
        ElementKind::Float => double(f64::from(super::coercions::to_double(cx, &value)? as f32)),
        ElementKind::Int | ElementKind::Long | ElementKind::Short | ElementKind::Byte => {
            long(to_long_checked(cx, &value)?)
        }
    })
}

fn nested(cx: &mut Context, kind: ElementKind, sizes: &[Value]) -> Outcome {
    let [size, inner @ ..] = sizes else { return Ok(array(kind, Vec::new())) };
    let size = size_of(cx, size)?;
    let mut items = Vec::with_capacity(size);
    for _ in 0..size {
        items.push(if inner.is_empty() { kind.zero() } else { nested(cx, kind, inner)? });
    }
    Ok(array(if inner.is_empty() { kind } else { ElementKind::Object }, items))
}

/// Larger arrays are refused: they could not be filled with values.
const MAX_SIZE: i64 = 1 << 31;

fn size_of(cx: &mut Context, value: &Value) -> Outcome<usize> {
    let size = to_long_checked(cx, value)?;
    if !(0..MAX_SIZE).contains(&size) {
        return Err(exception::bad_argument(cx, format!("array size out of range: {size}")));
    }
    Ok(size as usize)
}

/// `(int-array n)`, `(int-array coll)`, `(int-array n init-or-coll)`.
fn typed(cx: &mut Context, args: &mut [Value], kind: ElementKind) -> Outcome {
    if !args[0].is_number() {
        let mut items = collect(cx, take(args, 0))?;
        for item in &mut items {
            *item = coerce(cx, kind, std::mem::take(item))?;
        }
        return Ok(array(kind, items));
    }
    let size = size_of(cx, &args[0])?;
    let mut items = vec![kind.zero(); size];
    if args.len() == 2 {
        if crate::data::seq::is_seqable(&args[1]) {
            for (slot, item) in items.iter_mut().zip(collect(cx, take(args, 1))?) {
                *slot = coerce(cx, kind, item)?;
            }
        } else {
            items.fill(coerce(cx, kind, take(args, 1))?);
        }
    }
    Ok(array(kind, items))
}

fn element(cx: &mut Context, value: &Value, index: &Value) -> Outcome {
    let at = to_long_checked(cx, index)?;
    let items = expect_array(cx, value)?.items.borrow();
    match usize::try_from(at).ok().and_then(|at| items.get(at)) {
        Some(item) => Ok(item.clone()),
        None => Err(exception::out_of_bounds(cx, at, items.len())),
    }
}

fn set_element(cx: &mut Context, args: &mut [Value]) -> Outcome {
    let last = args.len() - 1;
    let value = take(args, last);
    let mut at = take(args, 0);
    for index in &args[1..last - 1] {
        at = element(cx, &at, index)?;
    }
    let array = expect_array(cx, &at)?;
    let value = coerce(cx, array.kind, value)?;
    let index = to_long_checked(cx, &args[last - 1])?;
    let old = {
        let mut items = array.items.borrow_mut();
        let count = items.len();
        match usize::try_from(index).ok().and_then(|index| items.get_mut(index)) {
            Some(slot) => std::mem::replace(slot, value.clone()),
            None => return Err(exception::out_of_bounds(cx, index, count)),
        }
    };
    drop(old);
    Ok(value)
}
