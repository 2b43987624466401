//! The JVM's statics that portable code leans on: `System/nanoTime`, `Long/parseLong`, `Long/MAX_VALUE`.

use super::coercions::bad_number;
use super::strings::expect_str;
use super::{ANY, Native, native, take};
use crate::data::exception::{self, Class};
use crate::data::number::{self, to_long_checked};
use crate::data::print::display;
use crate::data::{double, long, map, string};
use crate::value::{Context, Outcome, Value};
use std::sync::OnceLock;
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

pub static TABLE: &[Native] = &[
    native("System/nanoTime", 0, 0, |_, _| {
        static START: OnceLock<Instant> = OnceLock::new();
        Ok(long(START.get_or_init(Instant::now).elapsed().as_nanos() as i64))
    }),
    native("System/currentTimeMillis", 0, 0, |_, _| {
        Ok(long(SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default().as_millis() as i64))
    }),
    native("System/getenv", 0, 1, |cx, args| match args.first() {
        Some(name) => {
            let name = expect_str(cx, name)?;
            Ok(std::env::var(name).ok().map(|value| string(&value)).unwrap_or_default())
        }
        None => Ok(map(std::env::vars().map(|(name, value)| (string(&name), string(&value))))),
    }),
    native("System/getProperty", 1, 2, |cx, args| {
        let value = match expect_str(cx, &args[0])? {
            "line.separator" => Some("\n".to_string()),
            "file.separator" => Some("/".into()),
            "path.separator" => Some(":".into()),
            "user.dir" => std::env::current_dir().ok().map(|path| path.to_string_lossy().into_owned()),
            "user.home" => std::env::var("HOME").ok(),
            "user.name" => std::env::var("USER").ok(),
            "java.io.tmpdir" => Some(std::env::temp_dir().to_string_lossy().into_owned()),
            "os.name" => Some("Linux".into()),
            "os.arch" => Some(std::env::consts::ARCH.into()),
            _ => None,
        };
        Ok(value.map(|value| string(&value)).unwrap_or_else(|| take(args, 1)))
    }),
    native("System/lineSeparator", 0, 0, |_, _| Ok(string("\n"))),
    native("System/exit", 1, 1, |cx, args| {
        let code = to_long_checked(cx, &args[0])? as i32;
        super::io::flush();
        match ON_EXIT.get() {
            Some(exit) => exit(code),
            None => std::process::exit(code),
        }
    }),
    native("System/gc", 0, 0, |_, _| Ok(Value::NIL)),
    native("System/identityHashCode", 1, 1, |_, args| Ok(long((args[0].word() >> 4) as i32 as i64))),
    native("Thread/sleep", 1, 2, |cx, args| {
        let time = to_long_checked(cx, &args[0])?;
        sleep(cx, Duration::from_millis(time.max(0) as u64))?;
        Ok(Value::NIL)
    }),
    native("Thread/yield", 0, 0, |cx, _| {
        cx.gate.outside(std::thread::yield_now);
        Ok(Value::NIL)
    }),
    native("Long/parseLong", 1, 2, |cx, args| parse(cx, args, i64::MIN, i64::MAX)),
    native("Long/valueOf", 1, 2, |cx, args| parse(cx, args, i64::MIN, i64::MAX)),
    native("Integer/parseInt", 1, 2, |cx, args| parse(cx, args, i32::MIN.into(), i32::MAX.into())),
    native("Integer/valueOf", 1, 2, |cx, args| parse(cx, args, i32::MIN.into(), i32::MAX.into())),
    native("Long/toString", 1, 2, in_radix),
    native("Integer/toString", 1, 2, in_radix),
    native("Long/toHexString", 1, 1, |cx, args| Ok(string(&format!("{:x}", to_long_checked(cx, &args[0])?)))),
    native("Long/toBinaryString", 1, 1, |cx, args| Ok(string(&format!("{:b}", to_long_checked(cx, &args[0])?)))),
    native("Long/toOctalString", 1, 1, |cx, args| Ok(string(&format!("{:o}", to_long_checked(cx, &args[0])?)))),
    native("Integer/toHexString", 1, 1, |cx, args| Ok(string(&format!("{:x}", to_long_checked(cx, &args[0])? as i32)))),
    native("Integer/toBinaryString", 1, 1, |cx, args| {
        Ok(string(&format!("{:b}", to_long_checked(cx, &args[0])? as i32)))
    }),
    native("Integer/toOctalString", 1, 1, |cx, args| {
        Ok(string(&format!("{:o}", to_long_checked(cx, &args[0])? as i32)))
    }),
    native("Long/bitCount", 1, 1, |cx, args| Ok(long(to_long_checked(cx, &args[0])?.count_ones().into()))),
    native("Integer/bitCount", 1, 1, |cx, args| Ok(long((to_long_checked(cx, &args[0])? as i32).count_ones().into()))),
    native("Long/numberOfTrailingZeros", 1, 1, |cx, args| {
        Ok(long(to_long_checked(cx, &args[0])?.trailing_zeros().into()))
    }),
    native("Long/numberOfLeadingZeros", 1, 1, |cx, args| {
        Ok(long(to_long_checked(cx, &args[0])?.leading_zeros().into()))
    }),
    native("Long/reverse", 1, 1, |cx, args| Ok(long(to_long_checked(cx, &args[0])?.reverse_bits()))),
    native("Long/signum", 1, 1, |cx, args| Ok(long(to_long_checked(cx, &args[0])?.signum()))),
    native("Long/compare", 2, 2, |cx, args| Ok(long(number::compare_numbers(cx, &args[0], &args[1])? as i64))),
    native("Long/max", 2, 2, |cx, args| super::find_function("clojure.core/max")(cx, args)),
    native("Long/min", 2, 2, |cx, args| super::find_function("clojure.core/min")(cx, args)),
    native("Long/sum", 2, 2, |cx, args| number::add(cx, &args[0], &args[1])),
    native("Double/parseDouble", 1, 1, parse_double),
    native("Double/valueOf", 1, 1, parse_double),
    native("Float/parseFloat", 1, 1, parse_double),
    native("Double/toString", 1, 1, |cx, args| Ok(string(&display(cx, &args[0])?))),
    native("Double/isNaN", 1, 1, |_, args| Ok(Value::bool(args[0].as_double().is_some_and(f64::is_nan)))),
    native("Double/isInfinite", 1, 1, |_, args| Ok(Value::bool(args[0].as_double().is_some_and(f64::is_infinite)))),
    native("Double/compare", 2, 2, |cx, args| Ok(long(number::compare_numbers(cx, &args[0], &args[1])? as i64))),
    native("Double/doubleToLongBits", 1, 1, |cx, args| {
        Ok(long(super::coercions::to_double(cx, &args[0])?.to_bits() as i64))
    }),
    native("Double/doubleToRawLongBits", 1, 1, |cx, args| {
        Ok(long(super::coercions::to_double(cx, &args[0])?.to_bits() as i64))
    }),
    native("Double/longBitsToDouble", 1, 1, |cx, args| {
        Ok(double(f64::from_bits(to_long_checked(cx, &args[0])? as u64)))
    }),
    native("Float/floatToIntBits", 1, 1, |cx, args| {
        Ok(long((super::coercions::to_double(cx, &args[0])? as f32).to_bits() as i32 as i64))
    }),
    native("Float/intBitsToFloat", 1, 1, |cx, args| {
        Ok(double(f64::from(f32::from_bits(to_long_checked(cx, &args[0])? as u32))))
    }),
    native("Boolean/parseBoolean", 1, 1, |_, args| {
        Ok(Value::bool(args[0].as_str().is_some_and(|text| text.eq_ignore_ascii_case("true"))))
    }),
    native("Character/isDigit", 1, 1, |cx, args| character(cx, args, |c| Value::bool(c.is_numeric()))),
    native("Character/isLetter", 1, 1, |cx, args| character(cx, args, |c| Value::bool(c.is_alphabetic()))),
    native("Character/isLetterOrDigit", 1, 1, |cx, args| character(cx, args, |c| Value::bool(c.is_alphanumeric()))),
    native("Character/isAlphabetic", 1, 1, |cx, args| character(cx, args, |c| Value::bool(c.is_alphabetic()))),
    native("Character/isWhitespace", 1, 1, |cx, args| character(cx, args, |c| Value::bool(c.is_whitespace()))),
    native("Character/isSpaceChar", 1, 1, |cx, args| {
        character(cx, args, |c| Value::bool(c.is_whitespace() && !c.is_control()))
    }),
    native("Character/isUpperCase", 1, 1, |cx, args| character(cx, args, |c| Value::bool(c.is_uppercase()))),
    native("Character/isLowerCase", 1, 1, |cx, args| character(cx, args, |c| Value::bool(c.is_lowercase()))),
    native("Character/toUpperCase", 1, 1, |cx, args| {
        character(cx, args, |c| Value::char(c.to_uppercase().next().unwrap_or(c)))
    }),
    native("Character/toLowerCase", 1, 1, |cx, args| {
        character(cx, args, |c| Value::char(c.to_lowercase().next().unwrap_or(c)))
    }),
    native("Character/toString", 1, 1, |cx, args| character(cx, args, |c| string(c.encode_utf8(&mut [0; 4])))),
    native("Character/valueOf", 1, 1, |cx, args| character(cx, args, Value::char)),
    native("Character/getNumericValue", 1, 1, |cx, args| {
        character(cx, args, |c| long(c.to_digit(36).map_or(-1, i64::from)))
    }),
    native("Character/digit", 2, 2, |cx, args| {
        let radix = to_long_checked(cx, &args[1])?;
        character(cx, args, |c| {
            let radix = u32::try_from(radix).ok().filter(|radix| (2..=36).contains(radix));
            long(radix.and_then(|radix| c.to_digit(radix)).map_or(-1, i64::from))
        })
    }),
    native("Character/forDigit", 2, 2, |cx, args| {
        let (digit, radix) = (to_long_checked(cx, &args[0])?, to_long_checked(cx, &args[1])?);
        let fits = (2..=36).contains(&radix) && (0..radix).contains(&digit);
        Ok(Value::char(fits.then(|| char::from_digit(digit as u32, radix as u32)).flatten().unwrap_or('\0')))
    }),
    native("String/valueOf", 1, 1, |cx, args| match args[0].is_nil() {
        true => Ok(string("null")),
        false => Ok(string(&display(cx, &args[0])?)),
    }),
    native("String/format", 1, ANY, |cx, args| Ok(string(&super::format::format(cx, args)?))),
    native("String/join", 2, 2, |cx, args| super::find_function("clojure.string/join")(cx, args)),
    native("java.util.UUID/randomUUID", 0, 0, |cx, args| super::find_function("clojure.core/random-uuid")(cx, args)),
    native("java.util.UUID/fromString", 1, 1, |cx, args| super::find_function("clojure.core/parse-uuid")(cx, args)),
    native("java.util.regex.Pattern/compile", 1, 1, |cx, args| {
        super::find_function("clojure.core/re-pattern")(cx, args)
    }),
    native("java.util.regex.Pattern/quote", 1, 1, |cx, args| {
        let mut quoted = String::new();
        for c in expect_str(cx, &args[0])?.chars() {
            if !c.is_alphanumeric() && !c.is_whitespace() {
                quoted.push('\\');
            }
            quoted.push(c);
        }
        Ok(string(&quoted))
    }),
];

/// What `System/exit` does after standard output was flushed; it ends the process unless a layer above sets it.
pub static ON_EXIT: OnceLock<fn(i32) -> !> = OnceLock::new();

/// The name without the JVM's package: `Math/sqrt` of `java.lang.Math/sqrt`.
pub fn without_package(name: &str) -> &str {
    name.strip_prefix("java.lang.").unwrap_or(name)
}

/// The value of a static field such as `Long/MAX_VALUE`.
pub fn constant(name: &str) -> Option<Value> {
    Some(match without_package(name) {
        "Long/MAX_VALUE" => long(i64::MAX),
        "Long/MIN_VALUE" => long(i64::MIN),
        "Long/SIZE" => long(64),
        "Long/BYTES" => long(8),
        "Integer/MAX_VALUE" => long(i32::MAX.into()),
        "Integer/MIN_VALUE" => long(i32::MIN.into()),
        "Integer/SIZE" => long(32),
        "Integer/BYTES" => long(4),
        "Short/MAX_VALUE" => long(i16::MAX.into()),
        "Short/MIN_VALUE" => long(i16::MIN.into()),
        "Byte/MAX_VALUE" => long(i8::MAX.into()),
        "Byte/MIN_VALUE" => long(i8::MIN.into()),
        "Double/MAX_VALUE" => double(f64::MAX),
        // Java's smallest positive double, not the most negative one.
        "Double/MIN_VALUE" => double(f64::from_bits(1)),
        "Double/POSITIVE_INFINITY" => double(f64::INFINITY),
        "Double/NEGATIVE_INFINITY" => double(f64::NEG_INFINITY),
        "Double/NaN" => double(f64::NAN),
        "Float/MAX_VALUE" => double(f32::MAX.into()),
        "Float/MIN_VALUE" => double(f32::from_bits(1).into()),
        "Character/MAX_VALUE" => Value::char('\u{FFFF}'),
        "Character/MIN_VALUE" => Value::char('\0'),
        "Boolean/TRUE" => Value::TRUE,
        "Boolean/FALSE" => Value::FALSE,
        "Math/PI" => double(std::f64::consts::PI),
        "Math/E" => double(std::f64::consts::E),
        "File/separator" | "java.io.File/separator" => string("/"),
        _ => return None,
    })
}

/// Sleeps in short stretches, so that an interrupt ends it.
pub fn sleep(cx: &mut Context, time: Duration) -> Outcome<()> {
    const STRETCH: Duration = Duration::from_millis(10);
    let Some(end) = Instant::now().checked_add(time) else {
        return Err(exception::bad_argument(cx, "timeout value is too large"));
    };
    loop {
        cx.poll()?;
        let left = end.saturating_duration_since(Instant::now());
        if left.is_zero() {
            return Ok(());
        }
        cx.gate.outside(|| std::thread::sleep(left.min(STRETCH)));
    }
}

fn parse(cx: &mut Context, args: &mut [Value], min: i64, max: i64) -> Outcome {
    if args[0].as_long().is_some() {
        return Ok(take(args, 0));
    }
    let radix = match args.get(1) {
        Some(radix) => to_long_checked(cx, radix)?,
        None => 10,
    };
    let text = expect_str(cx, &args[0])?;
    let radix = u32::try_from(radix).ok().filter(|radix| (2..=36).contains(radix));
    let parsed = radix.and_then(|radix| i64::from_str_radix(text, radix).ok());
    match parsed.filter(|n| (min..=max).contains(n)) {
        Some(n) => Ok(long(n)),
        None => Err(bad_number(cx, text)),
    }
}

fn in_radix(cx: &mut Context, args: &mut [Value]) -> Outcome {
    let n = to_long_checked(cx, &args[0])?;
    let radix = match args.get(1) {
        Some(radix) => to_long_checked(cx, radix)?,
        None => 10,
    };
    // As in Java, a radix out of range is ten.
    let radix = if (2..=36).contains(&radix) { radix as u32 } else { 10 };
    Ok(string(&num_bigint::BigInt::from(n).to_str_radix(radix)))
}

fn parse_double(cx: &mut Context, args: &mut [Value]) -> Outcome {
    if args[0].is_number() {
        return super::coercions::to_double(cx, &args[0]).map(double);
    }
    let text = expect_str(cx, &args[0])?;
    match number::parse_double(text) {
        Some(x) => Ok(double(x)),
        None if text.trim().is_empty() => Err(exception::throw(cx, Class::NumberFormatException, "empty String")),
        None => Err(bad_number(cx, text)),
    }
}

/// Of a character, or of a code point.
fn character(cx: &mut Context, args: &mut [Value], function: impl Fn(char) -> Value) -> Outcome {
    let c = match args[0].as_char() {
        Some(c) => Some(c),
        None => args[0].as_long().and_then(|n| u32::try_from(n).ok()).and_then(char::from_u32),
    };
    match c {
        Some(c) => Ok(function(c)),
        None => Err(exception::bad_class(cx, &args[0], "java.lang.Character")),
    }
}
