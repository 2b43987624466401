//! The numeric tower: longs and doubles (immediate where they fit), big integers, ratios and decimals.
//!
//! Arithmetic mixes them as Clojure does: a double makes a double, else a decimal a decimal, else a ratio a ratio.

mod arithmetic;
mod bits;
mod compare;
mod convert;
mod division;

pub use arithmetic::{
    add, add_promoting, dec, dec_promoting, inc, inc_promoting, mul, mul_promoting, neg, neg_promoting,
};
pub use arithmetic::{sub, sub_promoting};
pub use bits::{bit_operation, shift_left, shift_right, unsigned_shift_right};
pub use compare::{compare_numbers, equal_numbers, ge, gt, hash_number, le, lt, num_eq, sign};
pub use convert::{
    big_value, format_double, integer_part, parse_double, parse_long, print_number, to_big, to_decimal, to_f64,
    to_i64_exact, to_long_checked,
};
pub use division::{div, modulo, quot, rationalize, rem};

use super::exception::{self, Class};
use crate::value::{Context, Thrown};
use crate::value::{HeapType, Kind, Ref, Value, word};
use bigdecimal::BigDecimal;
use num_bigint::BigInt;
use num_integer::Integer;
use num_traits::{One, Signed, Zero};

/// A 64-bit integer outside the fixnum range.
pub struct Long(pub i64);
/// A double that is not an immediate.
pub struct Double(pub f64);
/// An arbitrary-precision integer, `1N`; also holds small numbers.
pub struct Big(pub BigInt);
/// A ratio in lowest terms with a denominator above one.
pub struct Ratio {
    pub numerator: BigInt,
    pub denominator: BigInt,
}
/// An arbitrary-precision decimal, `1.5M`.
pub struct Decimal(pub BigDecimal);

macro_rules! heap_types {
    ($($ty:ident = $kind:ident),*) => {$(
        // SAFETY: the only type of this kind.
        unsafe impl HeapType for $ty {
            const KIND: Kind = Kind::$kind;
        }
    )*};
}
heap_types!(Long = Long, Double = Double, Big = BigInt, Ratio = Ratio, Decimal = Decimal);

#[inline(always)]
pub fn long(n: i64) -> Value {
    match word::encode_fixnum(n) {
        // SAFETY: fixnum words own nothing.
        Some(word) => unsafe { Value::from_word(word) },
        None => Ref::new(Long(n)).into(),
    }
}

#[inline(always)]
pub fn double(x: f64) -> Value {
    match word::encode_float(x) {
        // SAFETY: float words own nothing.
        Some(word) => unsafe { Value::from_word(word) },
        None => Ref::new(Double(x)).into(),
    }
}

pub fn big_integer(n: BigInt) -> Value {
    Ref::new(Big(n)).into()
}

/// The quotient in lowest terms: a ratio, or a big integer where it divides. The denominator is not zero.
pub fn ratio(numerator: BigInt, denominator: BigInt) -> Value {
    let divisor = numerator.gcd(&denominator);
    let sign = if denominator.is_negative() { -BigInt::one() } else { BigInt::one() };
    let (numerator, denominator) = (numerator / &divisor * &sign, denominator / divisor * sign);
    debug_assert!(!denominator.is_zero());
    if denominator.is_one() { big_integer(numerator) } else { Ref::new(Ratio { numerator, denominator }).into() }
}

pub fn decimal(n: BigDecimal) -> Value {
    Ref::new(Decimal(n)).into()
}

impl Value {
    /// The integer, where the value is a long of any size up to 64 bits.
    #[inline(always)]
    pub fn as_long(&self) -> Option<i64> {
        self.as_fixnum().or_else(|| self.get::<Long>().map(|boxed| boxed.0))
    }

    /// The number, where the value is a double.
    #[inline(always)]
    pub fn as_double(&self) -> Option<f64> {
        self.as_immediate_float().or_else(|| self.get::<Double>().map(|boxed| boxed.0))
    }
}

/// A number, looked at.
#[derive(Clone, Copy)]
pub enum Number<'a> {
    Long(i64),
    Double(f64),
    Big(&'a BigInt),
    Ratio(&'a Ratio),
    Decimal(&'a BigDecimal),
}

impl Value {
    /// The number, where the value is one.
    #[inline]
    pub fn as_number(&self) -> Option<Number<'_>> {
        if let Some(n) = self.as_fixnum() {
            return Some(Number::Long(n));
        }
        if let Some(x) = self.as_immediate_float() {
            return Some(Number::Double(x));
        }
        match self.kind()? {
            Kind::Long => self.get::<Long>().map(|n| Number::Long(n.0)),
            Kind::Double => self.get::<Double>().map(|x| Number::Double(x.0)),
            Kind::BigInt => self.get::<Big>().map(|n| Number::Big(&n.0)),
            Kind::Ratio => self.get::<Ratio>().map(Number::Ratio),
            Kind::Decimal => self.get::<Decimal>().map(|n| Number::Decimal(&n.0)),
            _ => None,
        }
    }

    pub fn is_number(&self) -> bool {
        self.as_number().is_some()
    }

    /// A long or a big integer.
    pub fn is_integer(&self) -> bool {
        matches!(self.as_number(), Some(Number::Long(_) | Number::Big(_)))
    }
}

/// Two numbers brought to the same type.
enum Pair {
    Long(i64, i64),
    Double(f64, f64),
    Big(BigInt, BigInt),
    Ratio(Fraction, Fraction),
    Decimal(BigDecimal, BigDecimal),
}

/// Numerator and positive denominator, not necessarily in lowest terms.
struct Fraction(BigInt, BigInt);

impl Number<'_> {
    fn rank(&self) -> u8 {
        match self {
            Number::Long(_) => 0,
            Number::Big(_) => 1,
            Number::Ratio(_) => 2,
            Number::Decimal(_) => 3,
            Number::Double(_) => 4,
        }
    }

    fn fraction(&self) -> Fraction {
        match self {
            Number::Ratio(ratio) => Fraction(ratio.numerator.clone(), ratio.denominator.clone()),
            other => Fraction(integer_part(*other).unwrap_or_default(), BigInt::one()),
        }
    }
}

/// The pair, or none where a ratio has no exact decimal expansion.
fn pair_of(a: Number, b: Number) -> Option<Pair> {
    Some(match a.rank().max(b.rank()) {
        0 | 1 => match (a, b) {
            (Number::Long(x), Number::Long(y)) => Pair::Long(x, y),
            _ => Pair::Big(integer_part(a).unwrap_or_default(), integer_part(b).unwrap_or_default()),
        },
        2 => Pair::Ratio(a.fraction(), b.fraction()),
        3 => Pair::Decimal(to_decimal(a)?, to_decimal(b)?),
        _ => Pair::Double(to_f64(a), to_f64(b)),
    })
}

fn pair(cx: &mut Context, a: &Value, b: &Value) -> Result<Pair, Thrown> {
    let x = expect_number(cx, a)?;
    let y = expect_number(cx, b)?;
    pair_of(x, y).ok_or_else(|| non_terminating(cx))
}

/// The number, or a raised ClassCastException.
pub fn expect_number<'a>(cx: &mut Context, value: &'a Value) -> Result<Number<'a>, Thrown> {
    match value.as_number() {
        Some(number) => Ok(number),
        None => Err(not_a_number(cx, value)),
    }
}

#[cold]
pub fn not_a_number(cx: &mut Context, value: &Value) -> Thrown {
    if value.is_nil() {
        return exception::throw(cx, Class::NullPointerException, "nil given where a number is expected");
    }
    exception::bad_class(cx, value, "java.lang.Number")
}

#[cold]
fn overflow(cx: &mut Context) -> Thrown {
    exception::throw(cx, Class::ArithmeticException, "integer overflow")
}

#[cold]
fn divide_by_zero(cx: &mut Context) -> Thrown {
    exception::throw(cx, Class::ArithmeticException, "Divide by zero")
}

#[cold]
fn non_terminating(cx: &mut Context) -> Thrown {
    exception::throw(
        cx,
        Class::ArithmeticException,
        "Non-terminating decimal expansion; no exact representable decimal result.",
    )
}
