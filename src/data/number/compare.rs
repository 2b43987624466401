//! Comparison, equality and hashing of numbers.

use super::{Number, Pair, expect_number, pair, pair_of, to_f64};
use crate::value::{Context, Outcome, Value};
use num_traits::{Signed, ToPrimitive, Zero};
use std::cmp::Ordering;

macro_rules! comparison {
    ($(#[$doc:meta])* $name:ident, $slow:ident, $op:tt, $accepts:pat) => {
        $(#[$doc])*
        #[inline(always)]
        pub fn $name(cx: &mut Context, a: &Value, b: &Value) -> Outcome<bool> {
            if let (Some(x), Some(y)) = (a.as_fixnum(), b.as_fixnum()) {
                return Ok(x $op y);
            }
            if let (Some(x), Some(y)) = (a.as_immediate_float(), b.as_immediate_float()) {
                return Ok(x $op y);
            }
            $slow(cx, a, b)
        }

        #[inline(never)]
        fn $slow(cx: &mut Context, a: &Value, b: &Value) -> Outcome<bool> {
            Ok(matches!(order(pair(cx, a, b)?), $accepts))
        }
    };
}

comparison!(lt, lt_slow, <, Some(Ordering::Less));
comparison!(le, le_slow, <=, Some(Ordering::Less | Ordering::Equal));
comparison!(gt, gt_slow, >, Some(Ordering::Greater));
comparison!(ge, ge_slow, >=, Some(Ordering::Greater | Ordering::Equal));
comparison!(
    /// `==`: equal in value, whatever the types.
    num_eq, num_eq_slow, ==, Some(Ordering::Equal)
);

/// None where one is not a number.
fn order(pair: Pair) -> Option<Ordering> {
    match pair {
        Pair::Long(x, y) => Some(x.cmp(&y)),
        Pair::Double(x, y) => x.partial_cmp(&y),
        Pair::Big(x, y) => Some(x.cmp(&y)),
        Pair::Ratio(x, y) => Some((x.0 * y.1).cmp(&(y.0 * x.1))),
        Pair::Decimal(x, y) => Some(x.cmp(&y)),
    }
}

/// `compare` of two numbers; NaN equals everything, as on the JVM.
pub fn compare_numbers(cx: &mut Context, a: &Value, b: &Value) -> Outcome<Ordering> {
    Ok(order(pair(cx, a, b)?).unwrap_or(Ordering::Equal))
}

/// `=` of two numbers: equal in value and of one category (integer, ratio, decimal, floating).
pub fn equal_numbers(a: Number, b: Number) -> bool {
    let category = |n: &Number| match n {
        Number::Long(_) | Number::Big(_) => 0,
        Number::Ratio(_) => 1,
        Number::Decimal(_) => 2,
        Number::Double(_) => 3,
    };
    category(&a) == category(&b) && pair_of(a, b).and_then(order) == Some(Ordering::Equal)
}

/// A hash that agrees with [`equal_numbers`].
pub fn hash_number(number: Number) -> u64 {
    match number {
        Number::Long(n) => n as u64,
        Number::Big(n) => match n.to_i64() {
            Some(n) => n as u64,
            None => n
                .iter_u64_digits()
                .fold(n.is_negative() as u64, |hash, digit| hash.rotate_left(5) ^ digit.wrapping_mul(31)),
        },
        Number::Ratio(n) => {
            let part = |n| hash_number(Number::Big(n));
            part(&n.numerator) ^ part(&n.denominator).rotate_left(17)
        }
        // Equal decimals may have different scales.
        Number::Decimal(n) => to_f64(Number::Decimal(&n.normalized())).to_bits() ^ 0x5555,
        Number::Double(0.0) => 0x7FF1,
        Number::Double(x) => x.to_bits() ^ 0x7FF1,
    }
}

/// -1, 0 or 1.
pub fn sign(cx: &mut Context, a: &Value) -> Outcome<i32> {
    Ok(match expect_number(cx, a)? {
        Number::Long(n) => n.signum() as i32,
        Number::Double(x) => (x > 0.0) as i32 - (x < 0.0) as i32,
        Number::Big(n) => n.is_positive() as i32 - n.is_negative() as i32,
        Number::Ratio(n) => Number::Ratio(n).fraction().signum(),
        Number::Decimal(n) if n.is_zero() => 0,
        Number::Decimal(n) => {
            if n.is_positive() {
                1
            } else {
                -1
            }
        }
    })
}
