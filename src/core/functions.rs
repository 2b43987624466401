//! Functions that make and call functions: `apply`, `comp`, `partial`, `juxt`, `memoize`.

use super::vectors::as_arguments;
use super::{ANY, Native, native, take};
use crate::data::builtin::Builtin;
use crate::data::map::Map;
use crate::data::vector::vector_of;
use crate::data::{long, vector};
use crate::value::{Kind, Value, call};
use std::cell::RefCell;

pub static TABLE: &[Native] = &[
    native("clojure.core/identity", 1, 1, |_, args| Ok(take(args, 0))),
    native("clojure.core/apply", 2, ANY, |cx, args| {
        let function = take(args, 0);
        let last = args.len() - 1;
        let tail = take(args, last);
        let mut all: Vec<Value> = args[1..last].iter_mut().map(std::mem::take).collect();
        let tail = as_arguments(cx, tail)?;
        if all.is_empty() {
            all = tail;
        } else {
            all.extend(tail);
        }
        call(cx, &function, &mut all)
    }),
    native("clojure.core/comp", 0, ANY, |_, args| Ok(compose(args.iter_mut().map(std::mem::take).collect()))),
    native("clojure.core/partial", 1, ANY, |_, args| {
        let function = take(args, 0);
        if args.len() == 1 {
            return Ok(function);
        }
        let first: Vec<Value> = args[1..].iter_mut().map(std::mem::take).collect();
        Ok(Builtin::closure("partial", 0, ANY, move |cx, args| {
            let mut all = Vec::with_capacity(first.len() + args.len());
            all.extend(first.iter().cloned());
            all.extend(args.iter_mut().map(std::mem::take));
            call(cx, &function, &mut all)
        }))
    }),
    native("clojure.core/juxt", 1, ANY, |_, args| {
        let functions: Vec<Value> = args.iter_mut().map(std::mem::take).collect();
        Ok(Builtin::closure("juxt", 0, ANY, move |cx, args| {
            let mut results = imbl::Vector::new();
            for function in &functions {
                results.push_back(call(cx, function, &mut args.to_vec())?);
            }
            Ok(vector_of(results))
        }))
    }),
    native("clojure.core/complement", 1, 1, |_, args| {
        let function = take(args, 0);
        Ok(Builtin::closure("complement", 0, ANY, move |cx, args| {
            Ok(Value::bool(!call(cx, &function, args)?.is_truthy()))
        }))
    }),
    native("clojure.core/constantly", 1, 1, |_, args| {
        let value = take(args, 0);
        Ok(Builtin::closure("constantly", 0, ANY, move |_, _| Ok(value.clone())))
    }),
    native("clojure.core/fnil", 2, 4, |_, args| {
        let function = take(args, 0);
        let defaults: Vec<Value> = args[1..].iter_mut().map(std::mem::take).collect();
        Ok(Builtin::closure("fnil", 1, ANY, move |cx, args| {
            for (arg, default) in args.iter_mut().zip(&defaults) {
                if arg.is_nil() {
                    *arg = default.clone();
                }
            }
            call(cx, &function, args)
        }))
    }),
    native("clojure.core/memoize", 1, 1, |_, args| {
        let function = take(args, 0);
        let known: RefCell<Map> = RefCell::default();
        Ok(Builtin::closure("memoize", 0, ANY, move |cx, args| {
            let key = vector(args.iter().cloned());
            if let Some(value) = known.borrow().get(&key) {
                return Ok(value.clone());
            }
            let value = call(cx, &function, args)?;
            known.borrow_mut().insert(key, value.clone());
            Ok(value)
        }))
    }),
    native("clojure.core/every-pred", 1, ANY, |_, args| {
        let functions: Vec<Value> = args.iter_mut().map(std::mem::take).collect();
        Ok(Builtin::closure("every-pred", 0, ANY, move |cx, args| {
            for arg in args.iter() {
                for function in &functions {
                    if !call(cx, function, &mut [arg.clone()])?.is_truthy() {
                        return Ok(Value::FALSE);
                    }
                }
            }
            Ok(Value::TRUE)
        }))
    }),
    native("clojure.core/some-fn", 1, ANY, |_, args| {
        let functions: Vec<Value> = args.iter_mut().map(std::mem::take).collect();
        Ok(Builtin::closure("some-fn", 0, ANY, move |cx, args| {
            let mut found = Value::NIL;
            for arg in args.iter() {
                for function in &functions {
                    found = call(cx, function, &mut [arg.clone()])?;
                    if found.is_truthy() {
                        return Ok(found);
                    }
                }
            }
            Ok(found)
        }))
    }),
    native("clojure.core/trampoline", 1, ANY, |cx, args| {
        let function = take(args, 0);
        let mut value = call(cx, &function, &mut args[1..])?;
        while matches!(value.kind(), Some(Kind::Function | Kind::Builtin)) {
            cx.poll()?;
            value = call(cx, &value, &mut [])?;
        }
        Ok(value)
    }),
    native("clojure.core/comparator", 1, 1, |_, args| {
        let function = take(args, 0);
        Ok(Builtin::closure("comparator", 2, 2, move |cx, args| {
            let (a, b) = (take(args, 0), take(args, 1));
            if call(cx, &function, &mut [a.clone(), b.clone()])?.is_truthy() {
                return Ok(long(-1));
            }
            Ok(long(call(cx, &function, &mut [b, a])?.is_truthy() as i64))
        }))
    }),
];

/// `(comp f g …)`.
pub fn compose(mut functions: Vec<Value>) -> Value {
    match functions.len() {
        0 => return Builtin::closure("identity", 1, 1, |_, args| Ok(take(args, 0))),
        1 => return functions.pop().unwrap_or_default(),
        _ => {}
    }
    Builtin::closure("comp", 0, ANY, move |cx, args| {
        let mut value = Value::NIL;
        for (index, function) in functions.iter().rev().enumerate() {
            value = if index == 0 { call(cx, function, args)? } else { call(cx, function, &mut [value])? };
        }
        Ok(value)
    })
}
