//! Conversions between numbers, and between numbers and text.

use super::{Number, big_integer, expect_number, long};
use crate::data::exception::{self, Class};
use crate::value::{Context, Outcome, Value};
use bigdecimal::BigDecimal;
use num_bigint::BigInt;
use num_integer::Integer;
use num_traits::{One, Pow, ToPrimitive, Zero};
use std::fmt::Write;

/// The nearest double.
pub fn to_f64(number: Number) -> f64 {
    match number {
        Number::Long(n) => n as f64,
        Number::Double(x) => x,
        Number::Big(n) => n.to_f64().unwrap_or(f64::NAN),
        Number::Decimal(n) => n.to_f64().unwrap_or(f64::NAN),
        Number::Ratio(n) => {
            let (x, y) = (n.numerator.to_f64().unwrap_or(f64::NAN), n.denominator.to_f64().unwrap_or(f64::NAN));
            if x.is_finite() && y.is_finite() {
                return x / y;
            }
            // Both are scaled down to what a double holds; the quotient keeps its 53 bits.
            let shift = n.denominator.bits().saturating_sub(512);
            let (x, y) = (&n.numerator >> shift, &n.denominator >> shift);
            x.to_f64().unwrap_or(f64::NAN) / y.to_f64().unwrap_or(f64::NAN)
        }
    }
}

/// Truncated towards zero; none for what is infinite or not a number.
pub fn integer_part(number: Number) -> Option<BigInt> {
    Some(match number {
        Number::Long(n) => BigInt::from(n),
        Number::Big(n) => n.clone(),
        Number::Ratio(n) => &n.numerator / &n.denominator,
        Number::Decimal(n) => n.with_scale(0).into_bigint_and_exponent().0,
        Number::Double(x) => num_traits::FromPrimitive::from_f64(x.trunc())?,
    })
}

/// The integer as `bigint` gives it.
pub fn to_big(cx: &mut Context, value: &Value) -> Outcome<BigInt> {
    let number = expect_number(cx, value)?;
    integer_part(number).ok_or_else(|| exception::throw(cx, Class::NumberFormatException, "Infinite or NaN"))
}

/// The decimal; none where there is no exact one.
pub fn to_decimal(number: Number) -> Option<BigDecimal> {
    match number {
        Number::Long(n) => Some(BigDecimal::from(n)),
        Number::Big(n) => Some(BigDecimal::from(n.clone())),
        Number::Decimal(n) => Some(n.clone()),
        Number::Ratio(n) => exact_decimal(&n.numerator, &n.denominator),
        Number::Double(x) if x.is_finite() => format_double(x).parse().ok(),
        Number::Double(_) => None,
    }
}

/// The decimal quotient, where it terminates. The denominator is not zero.
pub(super) fn exact_decimal(numerator: &BigInt, denominator: &BigInt) -> Option<BigDecimal> {
    let divisor = numerator.gcd(denominator);
    let (mut n, mut d) = (numerator / &divisor, denominator / divisor);
    if d.sign() == num_bigint::Sign::Minus {
        (n, d) = (-n, -d);
    }
    let mut count = |prime: u32| {
        let mut times = 0u32;
        while (&d % prime).is_zero() {
            d /= prime;
            times += 1;
        }
        times
    };
    let (twos, fives) = (count(2), count(5));
    if !d.is_one() {
        return None;
    }
    let scale = twos.max(fives);
    let factor = Pow::pow(BigInt::from(2), scale - twos) * Pow::pow(BigInt::from(5), scale - fives);
    Some(BigDecimal::new(n * factor, i64::from(scale)))
}

/// The long, where the number is an integer that fits.
pub fn to_i64_exact(number: Number) -> Option<i64> {
    match number {
        Number::Long(n) => Some(n),
        Number::Big(n) => n.to_i64(),
        _ => None,
    }
}

/// `(long x)`: truncates; raises where it does not fit. Characters give their code point.
pub fn to_long_checked(cx: &mut Context, value: &Value) -> Outcome<i64> {
    if let Some(n) = value.as_long() {
        return Ok(n);
    }
    if let Some(c) = value.as_char() {
        return Ok(c as i64);
    }
    let number = expect_number(cx, value)?;
    let long = match number {
        Number::Double(x) => ((-9.223_372_036_854_776e18..9.223_372_036_854_776e18).contains(&x)).then_some(x as i64),
        other => integer_part(other).and_then(|n| n.to_i64()),
    };
    match long {
        Some(n) => Ok(n),
        None => {
            let text = print_number(number, false);
            Err(exception::throw(cx, Class::IllegalArgumentException, format!("Value out of range for long: {text}")))
        }
    }
}

/// A long where it fits, else a big integer.
pub fn big_value(n: BigInt) -> Value {
    match n.to_i64() {
        Some(n) => long(n),
        None => big_integer(n),
    }
}

/// What `parse-long` accepts: an optional sign and digits.
pub fn parse_long(text: &str) -> Option<i64> {
    text.parse().ok()
}

/// What Java's `Double.parseDouble` accepts: decimal notation, `NaN`, `Infinity`, a suffix `d` or `f`, outer blanks.
pub fn parse_double(text: &str) -> Option<f64> {
    let text = text.trim();
    let unsigned = text.strip_prefix(['+', '-']).unwrap_or(text);
    match unsigned {
        "NaN" => return Some(f64::NAN),
        "Infinity" => return Some(if text.starts_with('-') { f64::NEG_INFINITY } else { f64::INFINITY }),
        _ => {}
    }
    let digits = text.strip_suffix(['d', 'D', 'f', 'F']).unwrap_or(text);
    // Rust's parser also takes words such as `inf`.
    digits.bytes().all(|b| b.is_ascii_digit() || b"+-.eE".contains(&b)).then(|| digits.parse().ok()).flatten()
}

/// As Java prints doubles: the shortest digits that read back, with an exponent outside of 10⁻³ to 10⁷.
pub fn format_double(x: f64) -> String {
    if x.is_nan() {
        return "NaN".into();
    }
    if x.is_infinite() {
        return if x > 0.0 { "Infinity" } else { "-Infinity" }.into();
    }
    let size = x.abs();
    if x == 0.0 || (1e-3..1e7).contains(&size) {
        let mut text = format!("{x}");
        if !text.contains('.') {
            text.push_str(".0");
        }
        return text;
    }
    let text = format!("{x:e}");
    let (digits, exponent) = text.split_once('e').unwrap_or((&text, "0"));
    let point = if digits.contains('.') { "" } else { ".0" };
    format!("{digits}{point}E{exponent}")
}

/// As `pr` (readably) or `str` print the number.
pub fn print_number(number: Number, readably: bool) -> String {
    match number {
        Number::Long(n) => n.to_string(),
        Number::Double(x) if readably && x.is_nan() => "##NaN".into(),
        Number::Double(x) if readably && x.is_infinite() => if x > 0.0 { "##Inf" } else { "##-Inf" }.into(),
        Number::Double(x) => format_double(x),
        Number::Big(n) => {
            let mut text = n.to_string();
            if readably {
                text.push('N');
            }
            text
        }
        Number::Ratio(n) => format!("{}/{}", n.numerator, n.denominator),
        Number::Decimal(n) => {
            let mut text = decimal_text(n);
            if readably {
                text.push('M');
            }
            text
        }
    }
}

/// Java's `BigDecimal.toString`: scientific where the scale is negative or the number below 10⁻⁶.
fn decimal_text(n: &BigDecimal) -> String {
    let (digits, scale) = n.as_bigint_and_exponent();
    let text = digits.to_string();
    let (sign, digits) = match text.strip_prefix('-') {
        Some(digits) => ("-", digits),
        None => ("", text.as_str()),
    };
    let exponent = digits.len() as i64 - 1 - scale;
    if scale >= 0 && exponent >= -6 {
        if scale == 0 {
            return format!("{sign}{digits}");
        }
        let scale = scale as usize;
        let padded = format!("{digits:0>width$}", width = scale + 1);
        let (whole, fraction) = padded.split_at(padded.len() - scale);
        return format!("{sign}{whole}.{fraction}");
    }
    let mut out = format!("{sign}{}", &digits[..1]);
    if digits.len() > 1 {
        let _ = write!(out, ".{}", &digits[1..]);
    }
    let _ = write!(out, "E{exponent:+}");
    out
}
