//! Host methods that portable code calls on values: `(.length s)`, `(.indexOf s "x")`, `(.getMessage e)`.

use super::string_lib::{index_of, last_index_of};
use super::strings::{expect_str, substring};
use super::take;
use crate::data::cpp::CppBox;
use crate::data::equality;
use crate::data::exception::{self, Class, Exception};
use crate::data::number::{self, to_long_checked};
use crate::data::print::display;
use crate::data::types::{self, Type};
use crate::data::{long, regex, seq, string, vector};
use crate::interop::convert;
use crate::value::{Context, Kind, Outcome, Value, call as call_value};

/// Calls the host method `name` of `target`; a field-like name may carry the `-` of `(.-field x)`.
pub fn call(cx: &mut Context, name: &str, target: &Value, args: &mut [Value]) -> Outcome {
    if target.is_nil() {
        return Err(exception::throw(cx, Class::NullPointerException, format!("Cannot call method \"{name}\" of nil")));
    }
    if let Some(result) = of_any(cx, name, target, args)? {
        return Ok(result);
    }
    let result = match target.kind() {
        Some(Kind::String) => of_string(cx, name, target, args)?,
        Some(Kind::Exception) => of_exception(cx, name, target)?,
        Some(Kind::Type) => match (name, target.get::<Type>()) {
            ("getName" | "getTypeName", Some(class)) => Some(string(&class.name)),
            ("getSimpleName", Some(class)) => Some(string(class.name.rsplit(['.', '$']).next().unwrap_or_default())),
            _ => None,
        },
        Some(Kind::Keyword | Kind::Symbol) => match (name, target.as_keyword().or_else(|| target.as_symbol())) {
            ("getName", Some(name)) => Some(string(&name.name)),
            ("getNamespace", Some(name)) => Some(name.namespace.as_deref().map(string).unwrap_or_default()),
            _ => None,
        },
        Some(Kind::Function | Kind::Builtin) => match name {
            "invoke" | "call" | "run" | "apply" => Some(call_value(cx, target, args)?),
            "applyTo" => {
                let mut all = seq::collect(cx, take(args, 0))?;
                Some(call_value(cx, target, &mut all)?)
            }
            "compare" => Some(call_value(cx, target, args)?),
            _ => None,
        },
        _ if target.is_number() => of_number(cx, name, target)?,
        _ if target.as_char().is_some() => match name {
            "charValue" => Some(target.clone()),
            _ => None,
        },
        Some(Kind::CppBox) => None,
        _ => of_collection(cx, name, target, args)?,
    };
    match result {
        Some(value) => Ok(value),
        None => {
            let class = match target.get::<CppBox>() {
                Some(held) => format!("{}, {}", exception::class_name(target), about_box(cx, held)),
                None => exception::class_name(target).to_string(),
            };
            let message = if args.is_empty() {
                format!("No matching field found: {name} for class {class}")
            } else {
                format!("No matching method {name} found taking {} args for class {class}", args.len())
            };
            Err(exception::bad_argument(cx, message))
        }
    }
}

/// What a box holds, and how the program gets at it.
fn about_box(cx: &Context, held: &CppBox) -> String {
    let pointer = convert::box_spelling(cx, &held.ty);
    let pointee = pointer.trim_end_matches([' ', '*']);
    let (pointee, is_const) = match pointee.strip_prefix("const ") {
        Some(pointee) => (pointee, true),
        None => (pointee, false),
    };
    let is_path = pointee.chars().all(|c| c.is_alphanumeric() || c == '_' || c == ':');
    let name = if is_path { pointee.replace("::", ".") } else { "T".to_owned() };
    let name = if is_const { format!("(:const {name})") } else { name };
    format!("a box of a {pointer}: (cpp/unbox (:* {name}) box) gives the pointer")
}

/// What every object has.
fn of_any(cx: &mut Context, name: &str, target: &Value, args: &[Value]) -> Outcome<Option<Value>> {
    Ok(Some(match (name, args) {
        ("equals" | "equiv", [other]) => Value::bool(equality::equal(cx, target, other)?),
        ("hashCode" | "hasheq", []) => long(equality::hash(cx, target)? as i32 as i64),
        ("toString", []) => string(&display(cx, target)?),
        ("getClass", []) => types::class_of(target),
        ("compareTo", [other]) => match (target.as_str(), other.as_str()) {
            (Some(a), Some(b)) => long(super::predicates::string_distance(a, b)),
            _ => long(equality::compare(cx, target, other)? as i64),
        },
        _ => return Ok(None),
    }))
}

fn of_number(cx: &mut Context, name: &str, target: &Value) -> Outcome<Option<Value>> {
    Ok(Some(match name {
        "longValue" | "intValue" | "shortValue" | "byteValue" => long(to_long_checked(cx, target)?),
        "doubleValue" | "floatValue" => crate::data::double(super::coercions::to_double(cx, target)?),
        "isNaN" => Value::bool(target.as_double().is_some_and(f64::is_nan)),
        "isInfinite" => Value::bool(target.as_double().is_some_and(f64::is_infinite)),
        "signum" => long(number::sign(cx, target)?.into()),
        "negate" => number::neg(cx, target)?,
        "abs" => super::find_function("clojure.core/abs")(cx, &mut [target.clone()])?,
        _ => return Ok(None),
    }))
}

fn of_exception(cx: &mut Context, name: &str, target: &Value) -> Outcome<Option<Value>> {
    let Some(exception) = target.get::<Exception>() else { return Ok(None) };
    Ok(Some(match name {
        "getMessage" | "getLocalizedMessage" => exception.message.clone(),
        "getCause" => exception.cause.clone(),
        "getData" => exception.data.clone(),
        "getStackTrace" => vector([]),
        "printStackTrace" => {
            super::io::flush();
            eprintln!("{}", display(cx, target)?);
            Value::NIL
        }
        _ => return Ok(None),
    }))
}

fn of_string(cx: &mut Context, name: &str, target: &Value, args: &mut [Value]) -> Outcome<Option<Value>> {
    let text = expect_str(cx, target)?;
    Ok(Some(match (name, &mut *args) {
        ("length", []) => long(text.chars().count() as i64),
        ("isEmpty", []) => Value::bool(text.is_empty()),
        ("isBlank", []) => Value::bool(text.trim().is_empty()),
        ("substring", [start]) => {
            let start = to_long_checked(cx, start)?;
            string(substring(cx, text, start, None)?)
        }
        ("substring" | "subSequence", [start, end]) => {
            let (start, end) = (to_long_checked(cx, start)?, to_long_checked(cx, end)?);
            string(substring(cx, text, start, Some(end))?)
        }
        ("charAt", [index]) => seq::nth(cx, target, index, None)?,
        ("codePointAt", [index]) => long(seq::nth(cx, target, index, None)?.as_char().map_or(0, |c| c as i64)),
        ("indexOf", [part]) => {
            let part = char_of(part);
            long(index_of(cx, target, &part, None)?)
        }
        ("indexOf", [part, from]) => {
            let part = char_of(part);
            long(index_of(cx, target, &part, Some(from))?)
        }
        ("lastIndexOf", [part]) => {
            let part = char_of(part);
            long(last_index_of(cx, target, &part, None)?)
        }
        ("lastIndexOf", [part, from]) => {
            let part = char_of(part);
            long(last_index_of(cx, target, &part, Some(from))?)
        }
        ("toUpperCase", _) => string(&text.to_uppercase()),
        ("toLowerCase", _) => string(&text.to_lowercase()),
        ("startsWith", [part]) => Value::bool(text.starts_with(expect_str(cx, part)?)),
        ("endsWith", [part]) => Value::bool(text.ends_with(expect_str(cx, part)?)),
        ("contains", [part]) => Value::bool(text.contains(expect_str(cx, part)?)),
        ("trim" | "strip", []) => string(text.trim()),
        ("stripLeading", []) => string(text.trim_start()),
        ("stripTrailing", []) => string(text.trim_end()),
        ("concat", [part]) => string(&format!("{text}{}", expect_str(cx, part)?)),
        ("repeat", [count]) => {
            let count = to_long_checked(cx, count)?;
            match usize::try_from(count) {
                Ok(count) if count.saturating_mul(text.len()) < i32::MAX as usize => string(&text.repeat(count)),
                _ => return Err(exception::bad_argument(cx, format!("count out of range: {count}"))),
            }
        }
        ("replace", [from, to]) => {
            let (from, to) = (display(cx, from)?, display(cx, to)?);
            string(&text.replace(&from, &to))
        }
        ("replaceAll", [pattern, to]) => {
            let pattern = pattern_of(cx, pattern)?;
            super::find_function("clojure.string/replace")(cx, &mut [target.clone(), pattern, to.clone()])?
        }
        ("replaceFirst", [pattern, to]) => {
            let pattern = pattern_of(cx, pattern)?;
            super::find_function("clojure.string/replace-first")(cx, &mut [target.clone(), pattern, to.clone()])?
        }
        ("split", [pattern]) => {
            let pattern = pattern_of(cx, pattern)?;
            vector(super::string_lib::split(cx, target, &pattern, 0)?)
        }
        ("split", [pattern, limit]) => {
            let pattern = pattern_of(cx, pattern)?;
            let limit = to_long_checked(cx, limit)?;
            vector(super::string_lib::split(cx, target, &pattern, limit)?)
        }
        ("matches", [pattern]) => {
            let pattern = pattern_of(cx, pattern)?;
            let found = super::regexes::expect_regex(cx, &pattern)?;
            Value::bool(super::regexes::matches(cx, found, text)?.is_some())
        }
        ("equalsIgnoreCase", [other]) => {
            Value::bool(other.as_str().is_some_and(|other| other.to_lowercase() == text.to_lowercase()))
        }
        ("compareToIgnoreCase", [other]) => {
            let other = expect_str(cx, other)?.to_lowercase();
            long(super::predicates::string_distance(&text.to_lowercase(), &other))
        }
        ("toCharArray", []) => {
            crate::data::array::array(crate::data::array::ElementKind::Char, text.chars().map(Value::char).collect())
        }
        ("getBytes", _) => crate::data::array::array(
            crate::data::array::ElementKind::Byte,
            text.bytes().map(|byte| long((byte as i8).into())).collect(),
        ),
        ("lines", []) => vector(text.lines().map(string)),
        ("chars", []) => vector(text.chars().map(|c| long(c as i64))),
        ("intern", []) => target.clone(),
        _ => return Ok(None),
    }))
}

/// `indexOf` takes a code point, too.
fn char_of(value: &Value) -> Value {
    let code = value.as_long().and_then(|n| u32::try_from(n).ok()).and_then(char::from_u32);
    code.map_or_else(|| value.clone(), Value::char)
}

fn pattern_of(cx: &mut Context, value: &Value) -> Outcome {
    if value.kind() == Some(Kind::Regex) {
        return Ok(value.clone());
    }
    let text = expect_str(cx, value)?;
    regex::regex(text).map_err(|error| exception::bad_argument(cx, error))
}

fn of_collection(cx: &mut Context, name: &str, target: &Value, args: &mut [Value]) -> Outcome<Option<Value>> {
    Ok(Some(match (name, &mut *args) {
        ("size" | "count" | "length", []) => long(seq::count(cx, target)? as i64),
        ("isEmpty", []) => Value::bool(seq::is_empty(cx, target)?),
        ("get" | "valAt", [key]) => seq::get(cx, target, key, Value::NIL)?,
        ("get" | "valAt" | "getOrDefault", [key, default]) => {
            let default = std::mem::take(default);
            seq::get(cx, target, key, default)?
        }
        ("nth", [index]) => seq::nth(cx, target, index, None)?,
        ("contains" | "containsKey", [key]) => match target.kind() {
            Some(kind) if equality::is_sequential(kind) => {
                let mut items = seq::SeqIter::new(cx, target.clone())?;
                let mut found = false;
                while let Some(item) = items.next(cx)? {
                    if equality::equal(cx, &item, key)? {
                        found = true;
                        break;
                    }
                }
                Value::bool(found)
            }
            _ => Value::bool(seq::contains(cx, target, key)?),
        },
        ("indexOf", [wanted]) => {
            let mut items = seq::SeqIter::new(cx, target.clone())?;
            let mut index = 0;
            loop {
                match items.next(cx)? {
                    Some(item) if equality::equal(cx, &item, wanted)? => break long(index),
                    Some(_) => index += 1,
                    None => break long(-1),
                }
            }
        }
        ("first", []) => seq::first(cx, target)?,
        ("next", []) => seq::next(cx, target)?,
        ("more", []) => seq::rest(cx, target)?,
        ("seq", []) => seq::seq(cx, target)?,
        ("cons", [item]) => {
            let item = std::mem::take(item);
            seq::conj(cx, target.clone(), item)?
        }
        ("assoc", [key, value]) => {
            let (key, value) = (std::mem::take(key), std::mem::take(value));
            seq::assoc(cx, target.clone(), key, value)?
        }
        ("getKey" | "key", []) => seq::nth(cx, target, &long(0), None)?,
        ("getValue" | "val", []) => seq::nth(cx, target, &long(1), None)?,
        ("keySet", []) => super::find_function("clojure.core/keys")(cx, &mut [target.clone()])?,
        ("values", []) => super::find_function("clojure.core/vals")(cx, &mut [target.clone()])?,
        ("meta", []) => super::vectors::meta_of(target),
        ("deref" | "get", []) => super::atoms::deref(cx, target, &[])?,
        ("pattern", []) if target.kind() == Some(Kind::Regex) => string(&display(cx, target)?),
        _ => return Ok(None),
    }))
}
