//! The numeric tower: longs and doubles (immediate where they fit), big integers, ratios and decimals.

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
