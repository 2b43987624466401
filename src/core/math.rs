//! `Math/…` of the JVM and `clojure.math`.

use super::coercions::to_double;
use super::{Native, native};
use crate::data::exception::{self, Class};
use crate::data::number::{self, to_long_checked};
use crate::data::{double, long};
use crate::value::{Context, Outcome, Value};

/// A function from double to double, under both names.
macro_rules! unary {
    ($($name:literal: $f:expr),* $(,)?) => {
        [$(
            native(concat!("Math/", $name), 1, 1, |cx, args| one(cx, args, $f)),
        )*]
    };
}

static UNARY: &[Native] = &unary! {
    "sin": f64::sin, "cos": f64::cos, "tan": f64::tan, "asin": f64::asin, "acos": f64::acos, "atan": f64::atan,
    "sinh": f64::sinh, "cosh": f64::cosh, "tanh": f64::tanh, "exp": f64::exp, "expm1": f64::exp_m1, "log": f64::ln,
    "log10": f64::log10, "log1p": f64::ln_1p, "sqrt": f64::sqrt, "cbrt": f64::cbrt, "ceil": f64::ceil,
    "floor": f64::floor, "rint": f64::round_ties_even, "toRadians": f64::to_radians, "toDegrees": f64::to_degrees,
    "signum": signum, "ulp": ulp,
};

static OTHERS: &[Native] = &[
    native("Math/pow", 2, 2, |cx, args| two(cx, args, f64::powf)),
    native("Math/atan2", 2, 2, |cx, args| two(cx, args, f64::atan2)),
    native("Math/hypot", 2, 2, |cx, args| two(cx, args, f64::hypot)),
    native("Math/IEEEremainder", 2, 2, |cx, args| two(cx, args, |x, y| x - y * (x / y).round_ties_even())),
    native("Math/copySign", 2, 2, |cx, args| two(cx, args, f64::copysign)),
    native("Math/round", 1, 1, |cx, args| Ok(long((to_double(cx, &args[0])? + 0.5).floor() as i64))),
    native("Math/abs", 1, 1, |cx, args| (super::find_function("clojure.core/abs"))(cx, args)),
    native("Math/max", 2, 2, |cx, args| (super::find_function("clojure.core/max"))(cx, args)),
    native("Math/min", 2, 2, |cx, args| (super::find_function("clojure.core/min"))(cx, args)),
    native("Math/random", 0, 0, |_, _| Ok(double(super::random::unit()))),
    native("Math/floorDiv", 2, 2, |cx, args| exact(cx, args, floor_div)),
    native("Math/floorMod", 2, 2, |cx, args| number::modulo(cx, &args[0], &args[1])),
    native("Math/addExact", 2, 2, |cx, args| exact(cx, args, i64::checked_add)),
    native("Math/subtractExact", 2, 2, |cx, args| exact(cx, args, i64::checked_sub)),
    native("Math/multiplyExact", 2, 2, |cx, args| exact(cx, args, i64::checked_mul)),
    native("Math/toIntExact", 1, 1, |cx, args| {
        let n = to_long_checked(cx, &args[0])?;
        if i32::try_from(n).is_err() {
            return Err(exception::throw(cx, Class::ArithmeticException, "integer overflow"));
        }
        Ok(long(n))
    }),
    native("Math/clamp", 3, 3, |cx, args| {
        let low = if number::lt(cx, &args[0], &args[1])? { &args[1] } else { &args[0] };
        Ok(if number::gt(cx, low, &args[2])? { args[2].clone() } else { low.clone() })
    }),
];

pub static TABLES: [&[Native]; 2] = [UNARY, OTHERS];

fn one(cx: &mut Context, args: &mut [Value], function: fn(f64) -> f64) -> Outcome {
    Ok(double(function(to_double(cx, &args[0])?)))
}

fn two(cx: &mut Context, args: &mut [Value], function: fn(f64, f64) -> f64) -> Outcome {
    let x = to_double(cx, &args[0])?;
    Ok(double(function(x, to_double(cx, &args[1])?)))
}

/// Zero and NaN stay what they are.
fn signum(x: f64) -> f64 {
    if x == 0.0 || x.is_nan() { x } else { x.signum() }
}

fn ulp(x: f64) -> f64 {
    let x = x.abs();
    f64::from_bits(x.to_bits() + 1) - x
}

fn floor_div(x: i64, y: i64) -> Option<i64> {
    let quotient = x.checked_div(y)?;
    Some(if x % y != 0 && (x < 0) != (y < 0) { quotient - 1 } else { quotient })
}

fn exact(cx: &mut Context, args: &mut [Value], function: fn(i64, i64) -> Option<i64>) -> Outcome {
    let x = to_long_checked(cx, &args[0])?;
    let y = to_long_checked(cx, &args[1])?;
    match function(x, y) {
        Some(n) => Ok(long(n)),
        None => {
            let message = if y == 0 { "/ by zero" } else { "integer overflow" };
            Err(exception::throw(cx, Class::ArithmeticException, message))
        }
    }
}
