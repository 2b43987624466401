//! `format`: Java's format directives.

use super::ANY;
use crate::data::exception;
use crate::data::number::{self, Number};
use crate::data::print;
use crate::value::{Context, Outcome, Value};
use bigdecimal::{BigDecimal, RoundingMode};
use num_bigint::BigInt;
use num_traits::Signed;

/// One directive: `%[index$][flags][width][.precision]conversion`.
#[derive(Default)]
struct Directive {
    index: Option<usize>,
    left: bool,
    plus: bool,
    space: bool,
    zero: bool,
    group: bool,
    parentheses: bool,
    alternate: bool,
    previous: bool,
    width: usize,
    precision: Option<usize>,
    conversion: char,
}

/// Wider than this is a mistake, and would only fill the memory.
const MAX_WIDTH: usize = 1 << 20;

/// Formats `args[1..]` by the text `args[0]`.
pub fn format(cx: &mut Context, args: &[Value]) -> Outcome<String> {
    debug_assert!(ANY as usize > args.len());
    let text = super::strings::expect_str(cx, &args[0])?;
    let args = &args[1..];
    let mut out = String::new();
    let mut rest = text;
    let (mut next, mut last) = (0, 0);
    while let Some(at) = rest.find('%') {
        out.push_str(&rest[..at]);
        let (directive, after) = parse(cx, &rest[at + 1..])?;
        rest = after;
        match directive.conversion {
            '%' => pad(&mut out, "%", &directive),
            'n' => out.push('\n'),
            _ => {
                let index = match directive.index {
                    Some(index) => index - 1,
                    None if directive.previous => last,
                    None => {
                        next += 1;
                        next - 1
                    }
                };
                last = index;
                let Some(arg) = args.get(index) else {
                    let conversion = directive.conversion;
                    return Err(exception::bad_argument(cx, format!("Format specifier '%{conversion}'")));
                };
                one(cx, &mut out, &directive, arg)?;
            }
        }
    }
    out.push_str(rest);
    Ok(out)
}

fn parse<'a>(cx: &mut Context, text: &'a str) -> Outcome<(Directive, &'a str)> {
    let mut directive = Directive::default();
    let mut chars = text.char_indices().peekable();
    let mut digits = String::new();
    while let Some((at, c)) = chars.next() {
        match c {
            '-' => directive.left = true,
            '+' => directive.plus = true,
            ' ' => directive.space = true,
            ',' => directive.group = true,
            '(' => directive.parentheses = true,
            '#' => directive.alternate = true,
            '<' => directive.previous = true,
            '0' => directive.zero = true,
            '1'..='9' => {
                digits.clear();
                digits.push(c);
                while let Some((_, digit)) = chars.next_if(|(_, c)| c.is_ascii_digit()) {
                    digits.push(digit);
                }
                let number = digits.parse().unwrap_or(MAX_WIDTH).min(MAX_WIDTH);
                if chars.next_if(|(_, c)| *c == '$').is_some() {
                    directive.index = Some(number);
                } else {
                    directive.width = number;
                }
            }
            '.' => {
                digits.clear();
                while let Some((_, digit)) = chars.next_if(|(_, c)| c.is_ascii_digit()) {
                    digits.push(digit);
                }
                directive.precision = Some(digits.parse().unwrap_or(0).min(MAX_WIDTH));
            }
            c => {
                directive.conversion = c;
                return Ok((directive, &text[at + c.len_utf8()..]));
            }
        }
    }
    Err(exception::bad_argument(cx, "Conversion = '%'"))
}

fn pad(out: &mut String, text: &str, directive: &Directive) {
    let missing = directive.width.saturating_sub(text.chars().count());
    if !directive.left {
        out.extend(std::iter::repeat_n(' ', missing));
    }
    out.push_str(text);
    if directive.left {
        out.extend(std::iter::repeat_n(' ', missing));
    }
}

fn one(cx: &mut Context, out: &mut String, directive: &Directive, arg: &Value) -> Outcome<()> {
    let upper = directive.conversion.is_ascii_uppercase();
    let mut text = match directive.conversion {
        's' | 'S' => {
            let text = if arg.is_nil() { "null".into() } else { print::display(cx, arg)? };
            truncated(text, directive)
        }
        'b' | 'B' => truncated(arg.is_truthy().to_string(), directive),
        'h' | 'H' => format!("{:x}", crate::data::equality::hash(cx, arg)? as u32),
        _ if arg.is_nil() => "null".into(),
        'c' | 'C' => match arg.as_char() {
            Some(c) => c.to_string(),
            None => match arg.as_long().and_then(|n| u32::try_from(n).ok()).and_then(char::from_u32) {
                Some(c) => c.to_string(),
                None => return Err(mismatch(cx, directive, arg)),
            },
        },
        'd' => match arg.as_number() {
            Some(number @ (Number::Long(_) | Number::Big(_))) => {
                let n = number::integer_part(number).unwrap_or_default();
                signed(n.is_negative(), &grouped(n.abs().to_string(), directive), directive)
            }
            _ => return Err(mismatch(cx, directive, arg)),
        },
        'x' | 'X' | 'o' => match arg.as_number() {
            Some(Number::Long(n)) => {
                let (digits, prefix) = match directive.conversion {
                    'o' => (format!("{n:o}"), "0"),
                    _ => (format!("{n:x}"), "0x"),
                };
                let digits = if directive.alternate { format!("{prefix}{digits}") } else { digits };
                zero_padded(digits, directive)
            }
            Some(Number::Big(n)) => {
                let radix = if directive.conversion == 'o' { 8 } else { 16 };
                signed(n.is_negative(), &n.abs().to_str_radix(radix), directive)
            }
            _ => return Err(mismatch(cx, directive, arg)),
        },
        'f' | 'e' | 'E' | 'g' | 'G' => match arg.as_number() {
            Some(number @ (Number::Double(_) | Number::Decimal(_) | Number::Ratio(_))) => real(number, directive),
            _ => return Err(mismatch(cx, directive, arg)),
        },
        other => {
            return Err(exception::bad_argument(cx, format!("Conversion = '{other}'")));
        }
    };
    if upper {
        text = text.to_uppercase();
    }
    pad(out, &text, directive);
    Ok(())
}

fn mismatch(cx: &mut Context, directive: &Directive, arg: &Value) -> crate::value::Thrown {
    let class = exception::class_name(arg);
    exception::bad_argument(cx, format!("{} != {class}", directive.conversion))
}

fn truncated(text: String, directive: &Directive) -> String {
    match directive.precision {
        Some(precision) => text.chars().take(precision).collect(),
        None => text,
    }
}

fn grouped(digits: String, directive: &Directive) -> String {
    if !directive.group {
        return digits;
    }
    let (whole, fraction) = match digits.find('.') {
        Some(at) => digits.split_at(at),
        None => (digits.as_str(), ""),
    };
    let mut out = String::new();
    for (index, digit) in whole.chars().enumerate() {
        if index > 0 && (whole.len() - index) % 3 == 0 {
            out.push(',');
        }
        out.push(digit);
    }
    out + fraction
}

/// Digits with their sign, padded with zeros where the directive says so.
fn signed(negative: bool, digits: &str, directive: &Directive) -> String {
    let (before, after) = match negative {
        true if directive.parentheses => ("(", ")"),
        true => ("-", ""),
        false if directive.plus => ("+", ""),
        false if directive.space => (" ", ""),
        false => ("", ""),
    };
    let taken = before.len() + after.len();
    let padded = if directive.zero {
        format!("{digits:0>width$}", width = directive.width.saturating_sub(taken))
    } else {
        digits.into()
    };
    format!("{before}{padded}{after}")
}

fn zero_padded(digits: String, directive: &Directive) -> String {
    if directive.zero { format!("{digits:0>width$}", width = directive.width) } else { digits }
}

fn real(number: Number, directive: &Directive) -> String {
    let x = number::to_f64(number);
    if !x.is_finite() {
        let text = if x.is_nan() {
            "NaN".into()
        } else {
            signed(x < 0.0, "Infinity", &Directive { zero: false, ..*directive })
        };
        return text;
    }
    let precision = directive.precision.unwrap_or(6);
    let digits = match directive.conversion {
        'e' | 'E' => scientific(x.abs(), precision),
        'g' | 'G' => {
            let precision = precision.max(1);
            let size = x.abs();
            if size != 0.0 && !(1e-4..10f64.powi(precision.min(300) as i32)).contains(&size) {
                scientific(size, precision - 1)
            } else {
                let magnitude = if size == 0.0 { 0 } else { size.log10().floor() as i64 };
                fixed(number, (precision as i64 - 1 - magnitude).max(0) as usize)
            }
        }
        _ => fixed(number, precision),
    };
    signed(x.is_sign_negative(), &grouped(digits, directive), directive)
}

/// Without its sign; halves are rounded up, on the decimal digits that the number prints with, as in Java.
fn fixed(number: Number, precision: usize) -> String {
    let exact = match number {
        Number::Ratio(ratio) => BigDecimal::from(ratio.numerator.clone()) / BigDecimal::from(ratio.denominator.clone()),
        other => number::to_decimal(other).unwrap_or_default(),
    };
    let rounded = exact.abs().with_scale_round(precision as i64, RoundingMode::HalfUp);
    let (digits, scale) = rounded.into_bigint_and_exponent();
    place_point(&digits, scale.max(0) as usize)
}

fn place_point(digits: &BigInt, scale: usize) -> String {
    let text = format!("{:0>width$}", digits.to_string(), width = scale + 1);
    if scale == 0 {
        return text;
    }
    let (whole, fraction) = text.split_at(text.len() - scale);
    format!("{whole}.{fraction}")
}

/// Java writes at least two digits of exponent, always signed.
fn scientific(x: f64, precision: usize) -> String {
    let text = format!("{x:.precision$e}");
    match text.split_once('e') {
        Some((digits, exponent)) => {
            let (sign, exponent) = match exponent.strip_prefix('-') {
                Some(exponent) => ('-', exponent),
                None => ('+', exponent),
            };
            format!("{digits}e{sign}{exponent:0>2}")
        }
        None => text,
    }
}
