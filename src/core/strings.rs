//! Strings in `clojure.core`: `subs`, and what natives need to handle text. Positions count characters (code points).

use super::{Native, native, take};
use crate::data::exception::{self, Class};
use crate::data::number::to_long_checked;
use crate::data::{iteration, string};
use crate::value::{Context, Outcome, Value};

pub static TABLE: &[Native] = &[
    native("clojure.core/subs", 2, 3, |cx, args| {
        let start = to_long_checked(cx, &args[1])?;
        let end = match args.get(2) {
            Some(end) => Some(to_long_checked(cx, end)?),
            None => None,
        };
        let text = expect_str(cx, &args[0])?;
        substring(cx, text, start, end).map(string)
    }),
    native("clojure.core/char-escape-string", 1, 1, |_, args| {
        Ok(match args[0].as_char() {
            Some('\n') => string("\\n"),
            Some('\t') => string("\\t"),
            Some('\r') => string("\\r"),
            Some('"') => string("\\\""),
            Some('\\') => string("\\\\"),
            Some('\u{c}') => string("\\f"),
            Some('\u{8}') => string("\\b"),
            _ => Value::NIL,
        })
    }),
    native("clojure.core/char-name-string", 1, 1, |_, args| {
        Ok(args[0].as_char().and_then(crate::data::print::char_name).map(string).unwrap_or_default())
    }),
    native("clojure.core/line-seq*", 1, 1, |cx, args| {
        let text = take(args, 0);
        let lines: Vec<Value> = expect_str(cx, &text)?.lines().map(string).collect();
        Ok(iteration::items_seq(lines.into()))
    }),
    native("clojure.core/parse-uuid", 1, 1, |cx, args| {
        let text = expect_str(cx, &args[0])?;
        let shape = [8, 4, 4, 4, 12];
        let parts: Vec<&str> = text.split('-').collect();
        let fits = parts.len() == shape.len()
            && parts
                .iter()
                .zip(shape)
                .all(|(part, size)| part.len() == size && part.bytes().all(|byte| byte.is_ascii_hexdigit()));
        if !fits {
            return Ok(Value::NIL);
        }
        Ok(crate::value::Ref::new(crate::data::tagged::Uuid(text.to_lowercase().into())).into())
    }),
];

/// The text of a string, or a raised ClassCastException.
pub fn expect_str<'a>(cx: &mut Context, value: &'a Value) -> Outcome<&'a str> {
    match value.as_str() {
        Some(text) => Ok(text),
        None if value.is_nil() => {
            Err(exception::throw(cx, Class::NullPointerException, "nil given where a string is expected"))
        }
        None => Err(exception::bad_class(cx, value, "java.lang.String")),
    }
}

/// The byte at which the character with this number starts; the length for the one past the end.
pub fn byte_at(text: &str, index: usize) -> Option<usize> {
    if text.is_ascii() {
        return (index <= text.len()).then_some(index);
    }
    text.char_indices().map(|(at, _)| at).chain([text.len()]).nth(index)
}

/// How many characters are before a byte.
pub fn char_at(text: &str, byte: usize) -> usize {
    if text.is_ascii() { byte } else { text.get(..byte).map_or(0, |before| before.chars().count()) }
}

pub fn substring<'a>(cx: &mut Context, text: &'a str, start: i64, end: Option<i64>) -> Outcome<&'a str> {
    let from = usize::try_from(start).ok().and_then(|start| byte_at(text, start));
    let to = match end {
        Some(end) => usize::try_from(end).ok().and_then(|end| byte_at(text, end)),
        None => Some(text.len()),
    };
    match (from, to) {
        (Some(from), Some(to)) if from <= to => Ok(&text[from..to]),
        _ => {
            let count = text.chars().count();
            let end = end.unwrap_or(count as i64);
            Err(exception::throw(
                cx,
                Class::IndexOutOfBoundsException,
                format!("begin {start}, end {end}, length {count}"),
            ))
        }
    }
}
