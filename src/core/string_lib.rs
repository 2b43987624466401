//! `clojure.string`.

use super::regexes::{checked, groups};
use super::strings::{byte_at, char_at, expect_str};
use super::{Native, native, take};
use crate::data::exception;
use crate::data::number::to_long_checked;
use crate::data::print::{append_str, display};
use crate::data::regex::Regex;
use crate::data::seq::{self, SeqIter};
use crate::data::{long, string, vector};
use crate::value::{Context, Outcome, Value, call};

pub static TABLE: &[Native] = &[
    native("clojure.string/join", 1, 2, |cx, args| {
        let separator = if args.len() == 2 { display(cx, &args[0])? } else { String::new() };
        let mut items = SeqIter::new(cx, take(args, args.len() - 1))?;
        let mut out = String::new();
        let mut first = true;
        while let Some(item) = items.next(cx)? {
            if !std::mem::replace(&mut first, false) {
                out.push_str(&separator);
            }
            append_str(cx, &item, &mut out)?;
        }
        Ok(string(&out))
    }),
    native("clojure.string/split", 2, 3, |cx, args| {
        let limit = match args.get(2) {
            Some(limit) => to_long_checked(cx, limit)?,
            None => 0,
        };
        let parts = split(cx, &args[0], &args[1], limit)?;
        Ok(vector(parts))
    }),
    native("clojure.string/split-lines", 1, 1, |cx, args| {
        let text = expect_str(cx, &args[0])?;
        let mut lines: Vec<Value> =
            text.split('\n').map(|line| string(line.strip_suffix('\r').unwrap_or(line))).collect();
        drop_empty_tail(&mut lines);
        Ok(vector(lines))
    }),
    native("clojure.string/replace", 3, 3, |cx, args| replace(cx, args, false)),
    native("clojure.string/replace-first", 3, 3, |cx, args| replace(cx, args, true)),
    native("clojure.string/re-quote-replacement", 1, 1, |cx, args| {
        map_text(cx, args, |text| text.replace('\\', "\\\\").replace('$', "\\$"))
    }),
    native("clojure.string/upper-case", 1, 1, |cx, args| map_text(cx, args, str::to_uppercase)),
    native("clojure.string/lower-case", 1, 1, |cx, args| map_text(cx, args, str::to_lowercase)),
    native("clojure.string/capitalize", 1, 1, |cx, args| {
        map_text(cx, args, |text| {
            let mut chars = text.chars();
            match chars.next() {
                Some(first) => first.to_uppercase().chain(chars.as_str().to_lowercase().chars()).collect(),
                None => String::new(),
            }
        })
    }),
    native("clojure.string/trim", 1, 1, |cx, args| map_text(cx, args, |text| text.trim().into())),
    native("clojure.string/triml", 1, 1, |cx, args| map_text(cx, args, |text| text.trim_start().into())),
    native("clojure.string/trimr", 1, 1, |cx, args| map_text(cx, args, |text| text.trim_end().into())),
    native("clojure.string/trim-newline", 1, 1, |cx, args| {
        map_text(cx, args, |text| text.trim_end_matches(['\n', '\r']).into())
    }),
    native("clojure.string/reverse", 1, 1, |cx, args| map_text(cx, args, |text| text.chars().rev().collect())),
    native("clojure.string/blank?", 1, 1, |cx, args| {
        Ok(Value::bool(args[0].is_nil() || expect_str(cx, &args[0])?.trim().is_empty()))
    }),
    native("clojure.string/includes?", 2, 2, |cx, args| {
        let (text, part) = two(cx, args)?;
        Ok(Value::bool(text.contains(part)))
    }),
    native("clojure.string/starts-with?", 2, 2, |cx, args| {
        let (text, part) = two(cx, args)?;
        Ok(Value::bool(text.starts_with(part)))
    }),
    native("clojure.string/ends-with?", 2, 2, |cx, args| {
        let (text, part) = two(cx, args)?;
        Ok(Value::bool(text.ends_with(part)))
    }),
    native("clojure.string/index-of", 2, 3, |cx, args| {
        let from = args.get(2).cloned();
        Ok(non_negative(index_of(cx, &args[0], &args[1], from.as_ref())?))
    }),
    native("clojure.string/last-index-of", 2, 3, |cx, args| {
        let from = args.get(2).cloned();
        Ok(non_negative(last_index_of(cx, &args[0], &args[1], from.as_ref())?))
    }),
    native("clojure.string/escape", 2, 2, |cx, args| {
        let table = take(args, 1);
        let text = expect_str(cx, &args[0])?;
        let mut out = String::new();
        for c in text.chars() {
            let replaced = match table.kind() {
                Some(crate::value::Kind::Map) => seq::get(cx, &table, &Value::char(c), Value::NIL)?,
                _ => call(cx, &table, &mut [Value::char(c)])?,
            };
            if replaced.is_nil() {
                out.push(c);
            } else {
                append_str(cx, &replaced, &mut out)?;
            }
        }
        Ok(string(&out))
    }),
];

fn non_negative(index: i64) -> Value {
    if index < 0 { Value::NIL } else { long(index) }
}

fn two<'a>(cx: &mut Context, args: &'a [Value]) -> Outcome<(&'a str, &'a str)> {
    Ok((expect_str(cx, &args[0])?, expect_str(cx, &args[1])?))
}

fn map_text(cx: &mut Context, args: &mut [Value], change: impl Fn(&str) -> String) -> Outcome {
    let text = expect_str(cx, &args[0])?;
    Ok(string(&change(text)))
}

/// A string or a character, as text.
fn part_text(cx: &mut Context, value: &Value) -> Outcome<String> {
    if let Some(c) = value.as_char() {
        return Ok(c.into());
    }
    expect_str(cx, value).map(String::from)
}

/// The character position of `part` at or after `from`; -1 where there is none.
pub fn index_of(cx: &mut Context, text: &Value, part: &Value, from: Option<&Value>) -> Outcome<i64> {
    let part = part_text(cx, part)?;
    let from = match from {
        Some(from) => to_long_checked(cx, from)?.max(0) as usize,
        None => 0,
    };
    let text = expect_str(cx, text)?;
    let found = byte_at(text, from).and_then(|start| text[start..].find(&part).map(|at| char_at(text, start + at)));
    Ok(found.map_or(-1, |at| at as i64))
}

/// The character position of the last `part` at or before `from`; -1 where there is none.
pub fn last_index_of(cx: &mut Context, text: &Value, part: &Value, from: Option<&Value>) -> Outcome<i64> {
    let part = part_text(cx, part)?;
    let from = match from {
        Some(from) => Some(to_long_checked(cx, from)?),
        None => None,
    };
    let text = expect_str(cx, text)?;
    let end = match from {
        Some(from) if from < 0 => return Ok(-1),
        // A match may begin at `from` and go beyond it.
        Some(from) => byte_at(text, from as usize).map_or(text.len(), |at| (at + part.len()).min(text.len())),
        None => text.len(),
    };
    let found = text.get(..end).and_then(|head| head.rfind(&part)).map(|at| char_at(text, at));
    Ok(found.map_or(-1, |at| at as i64))
}

/// Without a limit (0) empty strings at the end are dropped; a negative limit keeps them.
pub fn split(cx: &mut Context, text: &Value, pattern: &Value, limit: i64) -> Outcome<Vec<Value>> {
    let words = expect_str(cx, text)?;
    let Some(pattern) = pattern.get::<Regex>() else {
        return Err(exception::bad_class(cx, pattern, "java.util.regex.Pattern"));
    };
    let mut parts = Vec::new();
    let mut start = 0;
    let mut at = 0;
    while at <= words.len() && (limit <= 0 || (parts.len() as i64) < limit - 1) {
        let Some(found) = checked(cx, pattern.pattern.find_from_pos(words, at))? else { break };
        if found.end() == found.start() {
            // An empty match splits between characters, but not at the ends.
            let Some(c) = words[found.end()..].chars().next() else { break };
            if found.start() > start {
                parts.push(string(&words[start..found.start()]));
                start = found.start();
            }
            at = found.end() + c.len_utf8();
            continue;
        }
        // A match at the very start of width above zero leaves an empty first part, as in Java.
        parts.push(string(&words[start..found.start()]));
        start = found.end();
        at = found.end();
    }
    if parts.is_empty() {
        return Ok(vec![text.clone()]);
    }
    parts.push(string(&words[start..]));
    if limit == 0 {
        drop_empty_tail(&mut parts);
    }
    Ok(parts)
}

fn drop_empty_tail(parts: &mut Vec<Value>) {
    while parts.len() > 1 && parts.last().is_some_and(|part| part.as_str() == Some("")) {
        parts.pop();
    }
}

fn replace(cx: &mut Context, args: &mut [Value], only_first: bool) -> Outcome {
    let text = expect_str(cx, &args[0])?;
    let Some(pattern) = args[1].get::<Regex>() else {
        let (from, to) = (part_text(cx, &args[1])?, part_text(cx, &args[2])?);
        let replaced = if only_first { text.replacen(&from, &to, 1) } else { text.replace(&from, &to) };
        return Ok(string(&replaced));
    };
    let mut out = String::new();
    let (mut copied, mut at) = (0, 0);
    while at <= text.len() {
        let Some(found) = checked(cx, pattern.pattern.captures_from_pos(text, at))? else { break };
        let Some(whole) = found.get(0) else { break };
        out.push_str(&text[copied..whole.start()]);
        if args[2].as_str().is_some() {
            expand(cx, &args[2], &found, &mut out)?;
        } else {
            let made = call(cx, &args[2], &mut [groups(&found)])?;
            append_str(cx, &made, &mut out)?;
        }
        copied = whole.end();
        at = if whole.end() > whole.start() {
            whole.end()
        } else {
            whole.end() + text[whole.end()..].chars().next().map_or(1, char::len_utf8)
        };
        if only_first {
            break;
        }
    }
    out.push_str(&text[copied..]);
    Ok(string(&out))
}

/// A replacement with `$1` for groups and `\` before what is meant as it is.
fn expand(cx: &mut Context, template: &Value, found: &fancy_regex::Captures, out: &mut String) -> Outcome<()> {
    let mut chars = template.as_str().unwrap_or_default().chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '\\' => out.extend(chars.next()),
            '$' => {
                if chars.next_if_eq(&'{').is_some() {
                    let name: String = chars.by_ref().take_while(|c| *c != '}').collect();
                    out.push_str(found.name(&name).map_or("", |group| group.as_str()));
                    continue;
                }
                let Some(digit) = chars.next_if(char::is_ascii_digit) else {
                    return Err(exception::bad_argument(cx, "Illegal group reference"));
                };
                let mut group = digit.to_digit(10).unwrap_or(0) as usize;
                // Further digits belong to the number only while there is such a group.
                while let Some(digit) = chars.peek().and_then(|c| c.to_digit(10)) {
                    let longer = group * 10 + digit as usize;
                    if longer >= found.len() {
                        break;
                    }
                    group = longer;
                    chars.next();
                }
                if group >= found.len() {
                    return Err(exception::throw(
                        cx,
                        exception::Class::IndexOutOfBoundsException,
                        format!("No group {group}"),
                    ));
                }
                out.push_str(found.get(group).map_or("", |group| group.as_str()));
            }
            c => out.push(c),
        }
    }
    Ok(())
}
