//! Arithmetic and comparison: `+`, `<`, `quot`, `max`, `unchecked-add`.

use super::{ANY, Native, native, take};
use crate::data::exception::{self, Class};
use crate::data::number::{self, Number, Ratio};
use crate::data::{double, long};
use crate::value::{Context, Outcome, Value};

pub static TABLE: &[Native] = &[
    native("clojure.core/+", 0, ANY, |cx, args| fold(cx, args, 0, number::add)),
    native("clojure.core/+'", 0, ANY, |cx, args| fold(cx, args, 0, number::add_promoting)),
    native("clojure.core/*", 0, ANY, |cx, args| fold(cx, args, 1, number::mul)),
    native("clojure.core/*'", 0, ANY, |cx, args| fold(cx, args, 1, number::mul_promoting)),
    native("clojure.core/-", 1, ANY, |cx, args| match args {
        [x] => number::neg(cx, x),
        _ => fold(cx, args, 0, number::sub),
    }),
    native("clojure.core/-'", 1, ANY, |cx, args| match args {
        [x] => number::neg_promoting(cx, x),
        _ => fold(cx, args, 0, number::sub_promoting),
    }),
    native("clojure.core//", 1, ANY, |cx, args| match args {
        [x] => number::div(cx, &long(1), x),
        _ => fold(cx, args, 1, number::div),
    }),
    native("clojure.core/inc", 1, 1, |cx, args| number::inc(cx, &args[0])),
    native("clojure.core/dec", 1, 1, |cx, args| number::dec(cx, &args[0])),
    native("clojure.core/inc'", 1, 1, |cx, args| number::inc_promoting(cx, &args[0])),
    native("clojure.core/dec'", 1, 1, |cx, args| number::dec_promoting(cx, &args[0])),
    native("clojure.core/quot", 2, 2, |cx, args| number::quot(cx, &args[0], &args[1])),
    native("clojure.core/rem", 2, 2, |cx, args| number::rem(cx, &args[0], &args[1])),
    native("clojure.core/mod", 2, 2, |cx, args| number::modulo(cx, &args[0], &args[1])),
    native("clojure.core/<", 1, ANY, |cx, args| chain(cx, args, number::lt)),
    native("clojure.core/<=", 1, ANY, |cx, args| chain(cx, args, number::le)),
    native("clojure.core/>", 1, ANY, |cx, args| chain(cx, args, number::gt)),
    native("clojure.core/>=", 1, ANY, |cx, args| chain(cx, args, number::ge)),
    native("clojure.core/==", 1, ANY, |cx, args| chain(cx, args, number::num_eq)),
    native("clojure.core/max", 1, ANY, |cx, args| extreme(cx, args, number::gt)),
    native("clojure.core/min", 1, ANY, |cx, args| extreme(cx, args, number::lt)),
    native("clojure.core/abs", 1, 1, abs),
    native("clojure.core/zero?", 1, 1, |cx, args| sign_is(cx, args, |sign| sign == 0)),
    native("clojure.core/pos?", 1, 1, |cx, args| sign_is(cx, args, |sign| sign > 0)),
    native("clojure.core/neg?", 1, 1, |cx, args| sign_is(cx, args, |sign| sign < 0)),
    native("clojure.core/even?", 1, 1, |cx, args| Ok(Value::bool(is_even(cx, &args[0])?))),
    native("clojure.core/odd?", 1, 1, |cx, args| Ok(Value::bool(!is_even(cx, &args[0])?))),
    native("clojure.core/rationalize", 1, 1, |cx, args| number::rationalize(cx, &args[0])),
    native("clojure.core/numerator", 1, 1, |cx, args| {
        Ok(number::big_integer(expect_ratio(cx, &args[0])?.numerator.clone()))
    }),
    native("clojure.core/denominator", 1, 1, |cx, args| {
        Ok(number::big_integer(expect_ratio(cx, &args[0])?.denominator.clone()))
    }),
    native("clojure.core/unchecked-add", 2, 2, |cx, args| unchecked(cx, args, i64::wrapping_add, number::add)),
    native("clojure.core/unchecked-subtract", 2, 2, |cx, args| unchecked(cx, args, i64::wrapping_sub, number::sub)),
    native("clojure.core/unchecked-multiply", 2, 2, |cx, args| unchecked(cx, args, i64::wrapping_mul, number::mul)),
    native("clojure.core/unchecked-inc", 1, 1, |cx, args| {
        unchecked(cx, &mut [take(args, 0), long(1)], i64::wrapping_add, number::add)
    }),
    native("clojure.core/unchecked-dec", 1, 1, |cx, args| {
        unchecked(cx, &mut [take(args, 0), long(1)], i64::wrapping_sub, number::sub)
    }),
    native("clojure.core/unchecked-negate", 1, 1, |cx, args| {
        unchecked(cx, &mut [long(0), take(args, 0)], i64::wrapping_sub, number::sub)
    }),
    native("clojure.core/unchecked-add-int", 2, 2, |cx, args| unchecked_int(cx, args, i32::wrapping_add)),
    native("clojure.core/unchecked-subtract-int", 2, 2, |cx, args| unchecked_int(cx, args, i32::wrapping_sub)),
    native("clojure.core/unchecked-multiply-int", 2, 2, |cx, args| unchecked_int(cx, args, i32::wrapping_mul)),
    native("clojure.core/unchecked-inc-int", 1, 1, |cx, args| {
        unchecked_int(cx, &mut [take(args, 0), long(1)], i32::wrapping_add)
    }),
    native("clojure.core/unchecked-dec-int", 1, 1, |cx, args| {
        unchecked_int(cx, &mut [take(args, 0), long(1)], i32::wrapping_sub)
    }),
    native("clojure.core/unchecked-negate-int", 1, 1, |cx, args| {
        unchecked_int(cx, &mut [long(0), take(args, 0)], i32::wrapping_sub)
    }),
    native("clojure.core/unchecked-divide-int", 2, 2, |cx, args| number::quot(cx, &args[0], &args[1])),
    native("clojure.core/unchecked-remainder-int", 2, 2, |cx, args| number::rem(cx, &args[0], &args[1])),
    native("clojure.core/parse-long", 1, 1, |cx, args| {
        Ok(expect_text(cx, &args[0])?.and_then(number::parse_long).map(long).unwrap_or_default())
    }),
    native("clojure.core/parse-double", 1, 1, |cx, args| {
        Ok(expect_text(cx, &args[0])?.and_then(number::parse_double).map(double).unwrap_or_default())
    }),
    native("clojure.core/parse-boolean", 1, 1, |cx, args| {
        Ok(match expect_text(cx, &args[0])? {
            Some("true") => Value::TRUE,
            Some("false") => Value::FALSE,
            _ => Value::NIL,
        })
    }),
];

type Operation = fn(&mut Context, &Value, &Value) -> Outcome;
type Comparison = fn(&mut Context, &Value, &Value) -> Outcome<bool>;

/// `(f (f a b) c)`; of none the unit.
fn fold(cx: &mut Context, args: &mut [Value], unit: i64, operation: Operation) -> Outcome {
    match args {
        [] => Ok(long(unit)),
        [x] => number::expect_number(cx, x).map(|_| x.clone()),
        [x, y] => operation(cx, x, y),
        [x, rest @ ..] => {
            let mut total = x.clone();
            for y in rest {
                total = operation(cx, &total, y)?;
            }
            Ok(total)
        }
    }
}

fn chain(cx: &mut Context, args: &mut [Value], comparison: Comparison) -> Outcome {
    for pair in args.windows(2) {
        if !comparison(cx, &pair[0], &pair[1])? {
            return Ok(Value::FALSE);
        }
    }
    Ok(Value::TRUE)
}

/// The first that beats all others; NaN wins over everything.
fn extreme(cx: &mut Context, args: &mut [Value], beats: Comparison) -> Outcome {
    let mut best = take(args, 0);
    number::expect_number(cx, &best)?;
    for other in &args[1..] {
        let is_nan = |value: &Value| value.as_double().is_some_and(f64::is_nan);
        if is_nan(&best) {
            break;
        }
        if is_nan(other) || beats(cx, other, &best)? {
            best = other.clone();
        }
    }
    Ok(best)
}

fn abs(cx: &mut Context, args: &mut [Value]) -> Outcome {
    match number::expect_number(cx, &args[0])? {
        Number::Double(x) => Ok(double(x.abs())),
        // As on the JVM, the smallest long stays what it is.
        Number::Long(i64::MIN) => Ok(take(args, 0)),
        _ if number::sign(cx, &args[0])? < 0 => number::neg(cx, &args[0]),
        _ => Ok(take(args, 0)),
    }
}

fn sign_is(cx: &mut Context, args: &mut [Value], test: fn(i32) -> bool) -> Outcome {
    if args[0].as_double().is_some_and(f64::is_nan) {
        return Ok(Value::FALSE);
    }
    Ok(Value::bool(test(number::sign(cx, &args[0])?)))
}

pub fn is_even(cx: &mut Context, value: &Value) -> Outcome<bool> {
    match value.as_number() {
        Some(Number::Long(n)) => Ok(n & 1 == 0),
        Some(Number::Big(n)) => Ok(!n.bit(0)),
        _ => {
            let shown = crate::data::print::brief(value);
            Err(exception::bad_argument(cx, format!("Argument must be an integer: {shown}")))
        }
    }
}

fn expect_ratio<'a>(cx: &mut Context, value: &'a Value) -> Outcome<&'a Ratio> {
    value.get::<Ratio>().ok_or_else(|| exception::bad_class(cx, value, "clojure.lang.Ratio"))
}

/// Wraps around for longs; everything else as checked.
fn unchecked(cx: &mut Context, args: &mut [Value], wrap: fn(i64, i64) -> i64, checked: Operation) -> Outcome {
    match (args[0].as_long(), args[1].as_long()) {
        (Some(x), Some(y)) => Ok(long(wrap(x, y))),
        _ => checked(cx, &args[0], &args[1]),
    }
}

fn unchecked_int(cx: &mut Context, args: &mut [Value], wrap: fn(i32, i32) -> i32) -> Outcome {
    let x = number::to_long_checked(cx, &args[0])? as i32;
    let y = number::to_long_checked(cx, &args[1])? as i32;
    Ok(long(i64::from(wrap(x, y))))
}

fn expect_text<'a>(cx: &mut Context, value: &'a Value) -> Outcome<Option<&'a str>> {
    match value.as_str() {
        Some(text) => Ok(Some(text)),
        None => {
            let class = exception::class_name(value);
            Err(exception::throw(cx, Class::IllegalArgumentException, format!("Expected string, got {class}")))
        }
    }
}
