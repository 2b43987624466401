//! Division: exact (`/`), truncating (`quot`, `rem`) and flooring (`mod`), and `rationalize`.

use super::{
    Fraction, Number, Pair, add, big_integer, decimal, divide_by_zero, double, expect_number, long, non_terminating,
    pair, ratio, sign, to_decimal,
};
use crate::value::{Context, Outcome, Value};
use bigdecimal::BigDecimal;
use num_bigint::BigInt;
use num_integer::Integer;
use num_traits::{One, Signed, Zero};

/// `/` of two: exact for integers and ratios.
#[inline]
pub fn div(cx: &mut Context, a: &Value, b: &Value) -> Outcome {
    if let (Some(x), Some(y)) = (a.as_immediate_float(), b.as_immediate_float()) {
        return Ok(double(x / y));
    }
    div_slow(cx, a, b)
}

fn div_slow(cx: &mut Context, a: &Value, b: &Value) -> Outcome {
    Ok(match pair(cx, a, b)? {
        Pair::Double(x, y) => double(x / y),
        Pair::Long(_, 0) => return Err(divide_by_zero(cx)),
        Pair::Long(x, y) => match x.checked_rem(y) {
            Some(0) => long(x / y),
            _ => integer_quotient(BigInt::from(x), BigInt::from(y)),
        },
        Pair::Big(x, y) => {
            if y.is_zero() {
                return Err(divide_by_zero(cx));
            }
            ratio(x, y)
        }
        Pair::Ratio(x, y) => {
            if y.0.is_zero() {
                return Err(divide_by_zero(cx));
            }
            let Fraction(n, d) = x * y.invert();
            ratio(n, d)
        }
        Pair::Decimal(x, y) => {
            if y.is_zero() {
                return Err(divide_by_zero(cx));
            }
            match exact_quotient(&x, &y) {
                Some(quotient) => decimal(quotient),
                None => return Err(non_terminating(cx)),
            }
        }
    })
}

/// Of two longs that do not divide, or whose quotient overflows (`Long/MIN_VALUE` by -1).
fn integer_quotient(x: BigInt, y: BigInt) -> Value {
    ratio(x, y)
}

/// The exact decimal quotient, where there is one.
fn exact_quotient(x: &BigDecimal, y: &BigDecimal) -> Option<BigDecimal> {
    let (xn, xs) = x.as_bigint_and_exponent();
    let (yn, ys) = y.as_bigint_and_exponent();
    let preferred = xs - ys;
    let quotient = super::convert::exact_decimal(&xn, &yn)?;
    let (digits, scale) = quotient.into_bigint_and_exponent();
    let result = BigDecimal::new(digits, scale + preferred);
    // Java keeps the difference of the scales where the quotient allows it.
    let normal = result.normalized();
    let scale = normal.as_bigint_and_exponent().1.max(preferred);
    Some(normal.with_scale(scale))
}

/// Truncates towards zero.
pub fn quot(cx: &mut Context, a: &Value, b: &Value) -> Outcome {
    if let (Some(x), Some(y)) = (a.as_fixnum(), b.as_fixnum())
        && y != 0
    {
        return Ok(long(x / y));
    }
    Ok(match pair(cx, a, b)? {
        Pair::Long(_, 0) => return Err(divide_by_zero(cx)),
        Pair::Long(x, y) => match x.checked_div(y) {
            Some(n) => long(n),
            None => big_integer(BigInt::from(x) / BigInt::from(y)),
        },
        Pair::Double(_, 0.0) => return Err(divide_by_zero(cx)),
        Pair::Double(x, y) => double((x / y).trunc()),
        Pair::Big(x, y) => {
            if y.is_zero() {
                return Err(divide_by_zero(cx));
            }
            big_integer(x / y)
        }
        Pair::Ratio(x, y) => {
            if y.0.is_zero() {
                return Err(divide_by_zero(cx));
            }
            big_integer(truncated(x, y))
        }
        Pair::Decimal(x, y) => {
            if y.is_zero() {
                return Err(divide_by_zero(cx));
            }
            decimal((x / y).with_scale(0))
        }
    })
}

fn truncated(x: Fraction, y: Fraction) -> BigInt {
    let Fraction(n, d) = x * y.invert();
    n / d
}

/// What `quot` leaves; has the sign of `a`.
pub fn rem(cx: &mut Context, a: &Value, b: &Value) -> Outcome {
    if let (Some(x), Some(y)) = (a.as_fixnum(), b.as_fixnum())
        && y != 0
    {
        return Ok(long(x % y));
    }
    Ok(match pair(cx, a, b)? {
        Pair::Long(_, 0) => return Err(divide_by_zero(cx)),
        Pair::Long(x, y) => long(x.checked_rem(y).unwrap_or(0)),
        Pair::Double(_, 0.0) => return Err(divide_by_zero(cx)),
        Pair::Double(x, y) => double(x % y),
        Pair::Big(x, y) => {
            if y.is_zero() {
                return Err(divide_by_zero(cx));
            }
            big_integer(x % y)
        }
        Pair::Ratio(x, y) => {
            if y.0.is_zero() {
                return Err(divide_by_zero(cx));
            }
            let q = truncated(Fraction(x.0.clone(), x.1.clone()), Fraction(y.0.clone(), y.1.clone()));
            let Fraction(n, d) = x - Fraction(q, BigInt::one()) * y;
            ratio(n, d)
        }
        Pair::Decimal(x, y) => {
            if y.is_zero() {
                return Err(divide_by_zero(cx));
            }
            decimal(x % y)
        }
    })
}

/// Like [`rem`], with the sign of `b`.
pub fn modulo(cx: &mut Context, a: &Value, b: &Value) -> Outcome {
    if let (Some(x), Some(y)) = (a.as_fixnum(), b.as_fixnum())
        && y != 0
    {
        return Ok(long(x.mod_floor(&y)));
    }
    let remainder = rem(cx, a, b)?;
    let (r, d) = (sign(cx, &remainder)?, sign(cx, b)?);
    if r == 0 || (r > 0) == (d > 0) { Ok(remainder) } else { add(cx, &remainder, b) }
}

/// Doubles and decimals as exact ratios or integers, the double being read as it prints.
pub fn rationalize(cx: &mut Context, a: &Value) -> Outcome {
    let number = expect_number(cx, a)?;
    let (Number::Double(_) | Number::Decimal(_)) = number else { return Ok(a.clone()) };
    let Some(exact) = to_decimal(number) else {
        return Err(super::exception::throw(cx, super::Class::NumberFormatException, "Infinite or NaN"));
    };
    let (digits, scale) = exact.into_bigint_and_exponent();
    let power = BigInt::from(10).pow(u32::try_from(scale.abs()).unwrap_or(u32::MAX));
    Ok(if scale <= 0 { big_integer(digits * power) } else { ratio(digits, power) })
}

impl Fraction {
    pub(super) fn signum(&self) -> i32 {
        if self.0.is_zero() {
            0
        } else if self.0.is_negative() {
            -1
        } else {
            1
        }
    }
}
