//! Numbers: longs, big integers, ratios, doubles and decimals, in all of Clojure's notations.

use super::{Read, Reader};
use crate::data::number::{big_integer, decimal, double, long, ratio};
use crate::diagnostic::Diagnostic;
use crate::value::Value;
use bigdecimal::BigDecimal;
use num_bigint::BigInt;
use num_integer::Integer;
use num_traits::{Num, ToPrimitive, Zero};
use std::rc::Rc;
use std::str::FromStr;

/// Why a token that starts like a number is none.
struct Refusal {
    reason: String,
    help: &'static str,
}

fn refuse<T>(reason: impl Into<String>, help: &'static str) -> Result<T, Refusal> {
    Err(Refusal { reason: reason.into(), help })
}

impl Reader<'_> {
    /// The number whose token starts at `start`. A `#` ends it, as in Clojure; the cursor is moved back to it then.
    pub(super) fn number(&mut self, start: usize) -> Read<Value> {
        let text = Rc::clone(&self.cursor.text);
        let mut token = text.get(start..self.cursor.pos).unwrap_or("");
        if let Some((number, _)) = token.split_once('#') {
            token = number;
            self.cursor.pos = start + number.len();
        }
        parse(token).map_err(|refusal| {
            let span = self.cursor.span_from(start);
            let message = format!("{token} is not a number: {}", refusal.reason);
            Diagnostic::new("reader/invalid-number", span, message).help(refusal.help).into()
        })
    }
}

/// An integer as Clojure has it: a long where it fits.
fn integer(n: BigInt) -> Value {
    match n.to_i64() {
        Some(small) => long(small),
        None => big_integer(n),
    }
}

fn parse(token: &str) -> Result<Value, Refusal> {
    let (negative, digits) = match token.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, token.strip_prefix('+').unwrap_or(token)),
    };
    // Nearly every number of a program.
    if digits.len() < 18 && digits.bytes().all(|b| b.is_ascii_digit()) && (!digits.starts_with('0') || digits == "0") {
        let n = digits.bytes().fold(0i64, |n, digit| n * 10 + i64::from(digit - b'0'));
        return Ok(long(if negative { -n } else { n }));
    }
    if let Some((numerator, denominator)) = digits.split_once('/') {
        return parse_ratio(negative, numerator, denominator);
    }
    if let Some(hex) = digits.strip_prefix("0x").or_else(|| digits.strip_prefix("0X")) {
        return parse_integer(negative, hex, 16);
    }
    if let Some((radix, number)) = digits.split_once(['r', 'R'])
        && radix.bytes().all(|b| b.is_ascii_digit())
    {
        return match radix.parse::<u32>() {
            Ok(radix @ 2..=36) => parse_integer(negative, number, radix),
            _ => refuse(format!("its radix {radix} is not between 2 and 36"), "write it as 2r1010, 16rFF or 36rZZ"),
        };
    }
    if digits.strip_suffix('N').unwrap_or(digits).bytes().all(|b| b.is_ascii_digit()) {
        return match digits.strip_prefix('0') {
            Some(octal) if !octal.is_empty() && octal != "N" => parse_integer(negative, octal, 8),
            _ => parse_integer(negative, digits, 10),
        };
    }
    parse_decimal(token, digits)
}

fn parse_integer(negative: bool, digits: &str, radix: u32) -> Result<Value, Refusal> {
    // In a radix above 23 an N is a digit, as in Clojure.
    let (digits, big) = match digits.strip_suffix('N') {
        Some(rest) if radix <= 23 => (rest, true),
        _ => (digits, false),
    };
    if digits.is_empty() {
        return refuse("it has no digits", "add the digits, or a space before what follows");
    }
    if let Some(bad) = digits.chars().find(|c| !c.is_digit(radix)) {
        let help = match radix {
            8 => "a leading 0 makes a number octal; leave it out for a decimal one",
            _ => "put a space before what follows the number",
        };
        return refuse(format!("{bad} is not a digit in radix {radix}"), help);
    }
    let Ok(n) = BigInt::from_str_radix(digits, radix) else {
        return refuse("its digits cannot be read", "put a space before what follows the number");
    };
    let n = if negative { -n } else { n };
    Ok(if big { big_integer(n) } else { integer(n) })
}

fn parse_ratio(negative: bool, numerator: &str, denominator: &str) -> Result<Value, Refusal> {
    let decimal_digits = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    if !decimal_digits(numerator) || !decimal_digits(denominator) {
        return refuse("both sides of the / must be decimal integers", "write a ratio as 1/3, a division as (/ a b)");
    }
    let (Ok(numerator), Ok(denominator)) = (BigInt::from_str(numerator), BigInt::from_str(denominator)) else {
        return refuse("its digits cannot be read", "write a ratio as 1/3");
    };
    if denominator.is_zero() {
        return refuse("its denominator is zero", "write ##Inf or ##NaN where one of them is meant");
    }
    let numerator = if negative { -numerator } else { numerator };
    let (quotient, remainder) = numerator.div_rem(&denominator);
    Ok(if remainder.is_zero() { integer(quotient) } else { ratio(numerator, denominator) })
}

/// A double or, with the suffix M, a decimal.
fn parse_decimal(token: &str, digits: &str) -> Result<Value, Refusal> {
    let (number, exact) = match digits.strip_suffix('M') {
        Some(number) => (number, true),
        None => (digits, false),
    };
    if !is_decimal(number) {
        return refuse("it is neither an integer nor a decimal number", "put a space before what follows the number");
    }
    let token = token.strip_suffix('M').unwrap_or(token);
    if exact {
        match BigDecimal::from_str(token.strip_suffix('.').unwrap_or(token)) {
            Ok(n) => Ok(decimal(n)),
            Err(_) => refuse("its exponent is too large", "use a smaller exponent"),
        }
    } else {
        match token.parse() {
            Ok(x) => Ok(double(x)),
            Err(_) => refuse("its digits cannot be read", "write a double as 1.5 or 1.5e10"),
        }
    }
}

/// `digits [. digits?] [e sign? digits]`.
fn is_decimal(text: &str) -> bool {
    let (mantissa, exponent) = match text.split_once(['e', 'E']) {
        Some((mantissa, exponent)) => (mantissa, Some(exponent.strip_prefix(['+', '-']).unwrap_or(exponent))),
        None => (text, None),
    };
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let all_digits = |part: &str| part.bytes().all(|b| b.is_ascii_digit());
    !whole.is_empty()
        && all_digits(whole)
        && all_digits(fraction)
        && exponent.is_none_or(|exponent| !exponent.is_empty() && all_digits(exponent))
}
