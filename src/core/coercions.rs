//! Coercions between scalars: `long`, `int`, `double`, `char`, `bigint`, `boolean`, and `name`, `keyword`, `symbol`.

use super::{Native, native, take};
use crate::data::exception::{self, Class};
use crate::data::number::{self, Number};
use crate::data::symbol::{Name, keyword_of, symbol_of};
use crate::data::var::{Namespace, Var};
use crate::data::{double, long, string};
use crate::source::Span;
use crate::value::{Context, Outcome, Value};

pub static TABLE: &[Native] = &[
    native("clojure.core/long", 1, 1, |cx, args| number::to_long_checked(cx, &args[0]).map(long)),
    native("clojure.core/int", 1, 1, |cx, args| ranged(cx, &args[0], "int", i32::MIN.into(), i32::MAX.into())),
    native("clojure.core/short", 1, 1, |cx, args| ranged(cx, &args[0], "short", i16::MIN.into(), i16::MAX.into())),
    native("clojure.core/byte", 1, 1, |cx, args| ranged(cx, &args[0], "byte", i8::MIN.into(), i8::MAX.into())),
    native("clojure.core/unchecked-long", 1, 1, |cx, args| unchecked(cx, &args[0]).map(long)),
    native("clojure.core/unchecked-int", 1, 1, |cx, args| Ok(long(unchecked(cx, &args[0])? as i32 as i64))),
    native("clojure.core/unchecked-short", 1, 1, |cx, args| Ok(long(unchecked(cx, &args[0])? as i16 as i64))),
    native("clojure.core/unchecked-byte", 1, 1, |cx, args| Ok(long(unchecked(cx, &args[0])? as i8 as i64))),
    native("clojure.core/unchecked-char", 1, 1, |cx, args| to_char(cx, &args[0])),
    native("clojure.core/unchecked-double", 1, 1, |cx, args| to_double(cx, &args[0]).map(double)),
    native("clojure.core/unchecked-float", 1, 1, |cx, args| Ok(double(f64::from(to_double(cx, &args[0])? as f32)))),
    native("clojure.core/double", 1, 1, |cx, args| to_double(cx, &args[0]).map(double)),
    native("clojure.core/float", 1, 1, |cx, args| Ok(double(f64::from(to_double(cx, &args[0])? as f32)))),
    native("clojure.core/num", 1, 1, |cx, args| number::expect_number(cx, &args[0]).map(|_| args[0].clone())),
    native("clojure.core/bigint", 1, 1, big),
    native("clojure.core/biginteger", 1, 1, big),
    native("clojure.core/bigdec", 1, 1, |cx, args| {
        if let Some(text) = args[0].as_str() {
            return match text.parse() {
                Ok(n) => Ok(number::decimal(n)),
                Err(_) => Err(bad_number(cx, text)),
            };
        }
        let n = number::expect_number(cx, &args[0])?;
        match number::to_decimal(n) {
            Some(n) => Ok(number::decimal(n)),
            None => Err(exception::throw(
                cx,
                Class::ArithmeticException,
                "Non-terminating decimal expansion; no exact representable decimal result.",
            )),
        }
    }),
    native("clojure.core/char", 1, 1, |cx, args| to_char(cx, &args[0])),
    native("clojure.core/boolean", 1, 1, |_, args| Ok(Value::bool(args[0].is_truthy()))),
    native("clojure.core/name", 1, 1, |cx, args| {
        if args[0].as_str().is_some() {
            return Ok(take(args, 0));
        }
        named(cx, &args[0]).map(|name| string(&name.name))
    }),
    native("clojure.core/namespace", 1, 1, |cx, args| {
        named(cx, &args[0]).map(|name| name.namespace.as_deref().map(string).unwrap_or_default())
    }),
    native("clojure.core/keyword", 1, 2, keyword),
    native("clojure.core/find-keyword", 1, 2, keyword),
    native("clojure.core/symbol", 1, 2, symbol),
];

pub fn to_double(cx: &mut Context, value: &Value) -> Outcome<f64> {
    number::expect_number(cx, value).map(number::to_f64)
}

fn ranged(cx: &mut Context, value: &Value, class: &str, min: i64, max: i64) -> Outcome {
    let n = number::to_long_checked(cx, value)?;
    if (min..=max).contains(&n) {
        return Ok(long(n));
    }
    Err(exception::bad_argument(cx, format!("Value out of range for {class}: {n}")))
}

/// The low 64 bits of integers; doubles saturate.
fn unchecked(cx: &mut Context, value: &Value) -> Outcome<i64> {
    if let Some(c) = value.as_char() {
        return Ok(c as i64);
    }
    Ok(match number::expect_number(cx, value)? {
        Number::Long(n) => n,
        Number::Double(x) => x as i64,
        other => {
            let whole = number::integer_part(other).unwrap_or_default();
            let low = whole.iter_u64_digits().next().unwrap_or(0) as i64;
            if whole.sign() == num_bigint::Sign::Minus { low.wrapping_neg() } else { low }
        }
    })
}

fn big(cx: &mut Context, args: &mut [Value]) -> Outcome {
    if let Some(text) = args[0].as_str() {
        return match text.parse() {
            Ok(n) => Ok(number::big_integer(n)),
            Err(_) => Err(bad_number(cx, text)),
        };
    }
    number::to_big(cx, &args[0]).map(number::big_integer)
}

pub fn bad_number(cx: &mut Context, text: &str) -> crate::value::Thrown {
    exception::throw(cx, Class::NumberFormatException, format!("For input string: \"{text}\""))
}

fn to_char(cx: &mut Context, value: &Value) -> Outcome {
    if value.as_char().is_some() {
        return Ok(value.clone());
    }
    let n = number::to_long_checked(cx, value)?;
    match u32::try_from(n).ok().and_then(char::from_u32) {
        Some(c) => Ok(Value::char(c)),
        None => Err(exception::bad_argument(cx, format!("Value out of range for char: {n}"))),
    }
}

/// The name of a symbol or keyword.
pub fn named(cx: &mut Context, value: &Value) -> Outcome<Name> {
    match value.as_keyword().or_else(|| value.as_symbol()) {
        Some(name) => Ok(name.clone()),
        None => Err(exception::bad_class(cx, value, "clojure.lang.Named")),
    }
}

fn text_of(cx: &mut Context, value: &Value) -> Outcome<String> {
    match value.as_str() {
        Some(text) => Ok(text.into()),
        None => Err(exception::bad_class(cx, value, "java.lang.String")),
    }
}

fn keyword(cx: &mut Context, args: &mut [Value]) -> Outcome {
    if let [namespace, name] = args {
        let name = text_of(cx, name)?;
        let namespace = if namespace.is_nil() { None } else { Some(text_of(cx, namespace)?) };
        return Ok(keyword_of(Name::new(namespace.as_deref(), &name)));
    }
    if let Some(text) = args[0].as_str() {
        return Ok(keyword_of(Name::parse(text)));
    }
    Ok(match args[0].as_symbol() {
        Some(name) => keyword_of(name.clone()),
        None if args[0].as_keyword().is_some() => take(args, 0),
        None => Value::NIL,
    })
}

fn symbol(cx: &mut Context, args: &mut [Value]) -> Outcome {
    if let [namespace, name] = args {
        let name = text_of(cx, name)?;
        let namespace = if namespace.is_nil() { None } else { Some(text_of(cx, namespace)?) };
        return Ok(symbol_of(Name::new(namespace.as_deref(), &name), Span::NONE));
    }
    if args[0].as_symbol().is_some() {
        return Ok(take(args, 0));
    }
    if let Some(text) = args[0].as_str() {
        return Ok(symbol_of(Name::parse(text), Span::NONE));
    }
    if let Some(var) = args[0].get::<Var>() {
        return Ok(symbol_of(var.qualified(), Span::NONE));
    }
    if let Some(namespace) = args[0].get::<Namespace>() {
        return Ok(symbol_of(Name::new(None, &namespace.name), Span::NONE));
    }
    match args[0].as_keyword() {
        Some(name) => Ok(symbol_of(name.clone(), Span::NONE)),
        None => Err(exception::bad_argument(cx, "no conversion to symbol")),
    }
}
