//! Addition, subtraction, multiplication and negation, raising on overflow or promoting to big integers.

use super::{Fraction, Pair, big_integer, decimal, double, long, overflow, pair, ratio};
use crate::value::{Context, Outcome, Value};
use num_bigint::BigInt;

/// A public operation with inlined cases for two fixnums and for two immediate floats, the rest being `$slow`.
macro_rules! operation {
    ($(#[$doc:meta])* $name:ident, $promoting:ident, $slow:ident, $checked:ident, $op:tt) => {
        $(#[$doc])*
        #[inline(always)]
        pub fn $name(cx: &mut Context, a: &Value, b: &Value) -> Outcome {
            if let (Some(x), Some(y)) = (a.as_fixnum(), b.as_fixnum()) {
                if let Some(n) = x.$checked(y) {
                    return Ok(long(n));
                }
            } else if let (Some(x), Some(y)) = (a.as_immediate_float(), b.as_immediate_float()) {
                return Ok(double(x $op y));
            }
            $slow(cx, a, b, false)
        }

        /// The same, giving a big integer where a long would overflow.
        #[inline]
        pub fn $promoting(cx: &mut Context, a: &Value, b: &Value) -> Outcome {
            if let (Some(x), Some(y)) = (a.as_fixnum(), b.as_fixnum())
                && let Some(n) = x.$checked(y)
            {
                return Ok(long(n));
            }
            $slow(cx, a, b, true)
        }

        #[inline(never)]
        fn $slow(cx: &mut Context, a: &Value, b: &Value, promote: bool) -> Outcome {
            Ok(match pair(cx, a, b)? {
                Pair::Long(x, y) => match x.$checked(y) {
                    Some(n) => long(n),
                    None if promote => big_integer(BigInt::from(x) $op BigInt::from(y)),
                    None => return Err(overflow(cx)),
                },
                Pair::Double(x, y) => double(x $op y),
                Pair::Big(x, y) => big_integer(x $op y),
                Pair::Ratio(x, y) => {
                    let Fraction(n, d) = x $op y;
                    ratio(n, d)
                }
                Pair::Decimal(x, y) => decimal(x $op y),
            })
        }
    };
}

operation!(
    /// `+` of two.
    add, add_promoting, add_slow, checked_add, +
);
operation!(
    /// `-` of two.
    sub, sub_promoting, sub_slow, checked_sub, -
);
operation!(
    /// `*` of two.
    mul, mul_promoting, mul_slow, checked_mul, *
);

impl std::ops::Add for Fraction {
    type Output = Fraction;
    fn add(self, other: Fraction) -> Fraction {
        Fraction(self.0 * &other.1 + other.0 * &self.1, self.1 * other.1)
    }
}

impl std::ops::Sub for Fraction {
    type Output = Fraction;
    fn sub(self, other: Fraction) -> Fraction {
        Fraction(self.0 * &other.1 - other.0 * &self.1, self.1 * other.1)
    }
}

impl std::ops::Mul for Fraction {
    type Output = Fraction;
    fn mul(self, other: Fraction) -> Fraction {
        Fraction(self.0 * other.0, self.1 * other.1)
    }
}

#[inline(always)]
pub fn inc(cx: &mut Context, a: &Value) -> Outcome {
    add(cx, a, &long(1))
}

#[inline(always)]
pub fn dec(cx: &mut Context, a: &Value) -> Outcome {
    sub(cx, a, &long(1))
}

pub fn inc_promoting(cx: &mut Context, a: &Value) -> Outcome {
    add_promoting(cx, a, &long(1))
}

pub fn dec_promoting(cx: &mut Context, a: &Value) -> Outcome {
    sub_promoting(cx, a, &long(1))
}

/// `-` of one; `-0.0` for `0.0`.
#[inline]
pub fn neg(cx: &mut Context, a: &Value) -> Outcome {
    match a.as_double() {
        Some(x) => Ok(double(-x)),
        None => sub(cx, &long(0), a),
    }
}

pub fn neg_promoting(cx: &mut Context, a: &Value) -> Outcome {
    match a.as_double() {
        Some(x) => Ok(double(-x)),
        None => sub_promoting(cx, &long(0), a),
    }
}

impl Fraction {
    pub(super) fn invert(self) -> Fraction {
        if self.0.sign() == num_bigint::Sign::Minus { Fraction(-self.1, -self.0) } else { Fraction(self.1, self.0) }
    }
}
