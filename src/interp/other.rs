//! Calls of what is not a function: keywords, symbols, collections, vars.

use crate::data::cpp::CppBox;
use crate::data::exception::{self, Class};
use crate::data::seq;
use crate::data::var::Var;
use crate::data::vector::Vector;
use crate::engine::Engine;
use crate::interop::{convert, invoke};
use crate::value::{Context, Kind, Outcome, Value, call};

/// See `Context::call_other`.
pub fn call_other(cx: &mut Context, callee: &Value, args: &mut [Value]) -> Outcome {
    match callee.kind() {
        Some(kind @ (Kind::Keyword | Kind::Symbol)) => match args {
            [from] => seq::get(cx, from, callee, Value::NIL),
            [from, default] => {
                let default = std::mem::take(default);
                seq::get(cx, from, callee, default)
            }
            _ => {
                Err(wrong_count(cx, if kind == Kind::Keyword { "a keyword" } else { "a symbol" }, args.len(), "1 or 2"))
            }
        },
        Some(Kind::Map | Kind::SortedMap) => match args {
            [key] => seq::get(cx, callee, key, Value::NIL),
            [key, default] => {
                let default = std::mem::take(default);
                seq::get(cx, callee, key, default)
            }
            _ => Err(wrong_count(cx, "a map", args.len(), "1 or 2")),
        },
        Some(Kind::Set | Kind::SortedSet) => match args {
            [key] => seq::get(cx, callee, key, Value::NIL),
            _ => Err(wrong_count(cx, "a set", args.len(), "1")),
        },
        Some(Kind::Vector) => match args {
            [index] => element(cx, callee, index),
            _ => Err(wrong_count(cx, "a vector", args.len(), "1")),
        },
        Some(Kind::Var) => match callee.to_ref::<Var>() {
            Some(var) => {
                let function = Engine::of(cx).deref_var(cx, &var)?;
                call(cx, &function, args)
            }
            None => Err(not_a_function(cx, callee)),
        },
        Some(Kind::CppBox) => match callee.get::<CppBox>().and_then(|held| Some((held.pointer, held.call?))) {
            // SAFETY: C++ code said that the object is called so; the callee's box keeps it alive.
            Some((object, code)) => unsafe { invoke::call_object(cx, object, code, args) },
            None => Err(not_a_function(cx, callee)),
        },
        _ => Err(not_a_function(cx, callee)),
    }
}

/// `(v i)` of a vector.
fn element(cx: &mut Context, callee: &Value, index: &Value) -> Outcome {
    let Some(vector) = callee.get::<Vector>() else { return Err(not_a_function(cx, callee)) };
    let Some(at) = index.as_long() else {
        return Err(exception::throw(cx, Class::IllegalArgumentException, "Key must be integer"));
    };
    match usize::try_from(at).ok().and_then(|at| vector.items.get(at)) {
        Some(item) => Ok(item.clone()),
        None => {
            let message = format!("Index {at} out of bounds for length {}", vector.items.len());
            Err(exception::throw(cx, Class::IndexOutOfBoundsException, message))
        }
    }
}

#[cold]
fn wrong_count(cx: &mut Context, what: &str, given: usize, takes: &str) -> crate::value::Thrown {
    let message = format!("Wrong number of args ({given}) passed to: {what}, which takes {takes}");
    exception::throw(cx, Class::ArityException, message)
}

#[cold]
fn not_a_function(cx: &mut Context, callee: &Value) -> crate::value::Thrown {
    let what = match callee.kind() {
        _ if callee.is_nil() => "nil".to_owned(),
        Some(kind) => format!("a value of kind {kind:?}"),
        None => format!("{callee:?}"),
    };
    let mut message = format!("{what} is not a function");
    if let Some(held) = callee.get::<CppBox>() {
        let held = convert::box_spelling(cx, &held.ty);
        message = format!(
            "a box of a {held} is not a function; what is in it can be called: ((cpp/* (cpp/unbox T box)) …), where T is \
             the type of the pointer"
        );
    }
    exception::throw(cx, Class::ClassCastException, message)
}
