//! Regular expressions: `re-find`, `re-matches`, `re-seq`, and matchers, which are an atom with what is left to search.

use super::strings::expect_str;
use super::{Native, native, take};
use crate::data::exception::{self, Class};
use crate::data::lazy_seq::generate_with;
use crate::data::reference::{Atom, atom};
use crate::data::regex::{Regex, regex};
use crate::data::{long, string, vector};
use crate::value::{Context, Outcome, Thrown, Value};
use fancy_regex::Captures;

pub static TABLE: &[Native] = &[
    native("clojure.core/re-pattern", 1, 1, |cx, args| {
        if args[0].get::<Regex>().is_some() {
            return Ok(take(args, 0));
        }
        let text = expect_str(cx, &args[0])?;
        match regex(text) {
            Ok(pattern) => Ok(pattern),
            Err(error) => Err(exception::bad_argument(cx, error)),
        }
    }),
    native("clojure.core/re-find", 1, 2, |cx, args| {
        if args.len() == 1 {
            return find_next(cx, &args[0]);
        }
        let pattern = expect_regex(cx, &args[0])?;
        let text = expect_str(cx, &args[1])?;
        let found = checked(cx, pattern.pattern.captures(text))?;
        Ok(found.map(|found| groups(&found)).unwrap_or_default())
    }),
    native("clojure.core/re-matches", 2, 2, |cx, args| {
        let pattern = expect_regex(cx, &args[0])?;
        let text = expect_str(cx, &args[1])?;
        let found = matches(cx, pattern, text)?;
        Ok(found.map(|found| groups(&found)).unwrap_or_default())
    }),
    native("clojure.core/re-seq", 2, 2, |cx, args| {
        expect_regex(cx, &args[0])?;
        expect_str(cx, &args[1])?;
        let (pattern, text) = (take(args, 0), take(args, 1));
        let mut at = Some(0);
        Ok(generate_with(move |cx| {
            let (Some(start), Some(pattern), Some(text)) = (at, pattern.get::<Regex>(), text.as_str()) else {
                return Ok(None);
            };
            let found = checked(cx, pattern.pattern.captures_from_pos(text, start))?;
            at = found.as_ref().and_then(|found| following(text, found));
            Ok(found.map(|found| groups(&found)))
        }))
    }),
    // A matcher: [pattern text position last-groups].
    native("clojure.core/re-matcher", 2, 2, |cx, args| {
        expect_regex(cx, &args[0])?;
        expect_str(cx, &args[1])?;
        Ok(atom(vector([take(args, 0), take(args, 1), long(0), Value::NIL])))
    }),
    native("clojure.core/re-groups", 1, 1, |cx, args| {
        let state = match args[0].get::<Atom>() {
            Some(matcher) => matcher.value.get(),
            None => return Err(exception::bad_class(cx, &args[0], "java.util.regex.Matcher")),
        };
        let groups = crate::data::seq::nth(cx, &state, &long(3), None)?;
        if groups.is_nil() {
            return Err(exception::throw(cx, Class::IllegalStateException, "No match found"));
        }
        Ok(groups)
    }),
];

fn find_next(cx: &mut Context, matcher: &Value) -> Outcome {
    let Some(matcher) = matcher.get::<Atom>() else {
        return Err(exception::bad_class(cx, matcher, "java.util.regex.Matcher"));
    };
    let state = matcher.value.get();
    let mut part = |index| crate::data::seq::nth(cx, &state, &long(index), None);
    let (pattern, text, at) = (part(0)?, part(1)?, part(2)?);
    let (Some(compiled), Some(start)) = (pattern.get::<Regex>(), at.as_long()) else { return Ok(Value::NIL) };
    let words = expect_str(cx, &text)?;
    let found = match usize::try_from(start) {
        Ok(start) => checked(cx, compiled.pattern.captures_from_pos(words, start))?,
        Err(_) => None,
    };
    let next = found.as_ref().and_then(|found| following(words, found)).map_or(-1, |at| at as i64);
    let groups = found.map(|found| groups(&found)).unwrap_or_default();
    matcher.value.set(vector([pattern.clone(), text.clone(), long(next), groups.clone()]));
    Ok(groups)
}

/// Where the search goes on: behind the match, or a character further where it was empty.
fn following(text: &str, found: &Captures) -> Option<usize> {
    let whole = found.get(0)?;
    if whole.end() > whole.start() {
        return Some(whole.end());
    }
    text.get(whole.end()..)?.chars().next().map(|c| whole.end() + c.len_utf8())
}

pub fn expect_regex<'a>(cx: &mut Context, value: &'a Value) -> Outcome<&'a Regex> {
    value.get().ok_or_else(|| exception::bad_class(cx, value, "java.util.regex.Pattern"))
}

/// The result of a search; a pattern that backtracks without end is an error.
pub fn checked<T>(cx: &mut Context, result: Result<T, fancy_regex::Error>) -> Outcome<T> {
    result.map_err(|error| -> Thrown { exception::throw(cx, Class::RuntimeException, error.to_string()) })
}

/// The match of the whole text.
pub fn matches<'t>(cx: &mut Context, pattern: &Regex, text: &'t str) -> Outcome<Option<Captures<'t>>> {
    let found = checked(cx, pattern.pattern.captures(text))?;
    let whole = found.filter(|found| found.get(0).is_some_and(|all| all.start() == 0 && all.end() == text.len()));
    if whole.is_some() {
        return Ok(whole);
    }
    // An alternative may match the whole where the preferred one does not.
    match fancy_regex::Regex::new(&format!("^(?:{})$", pattern.text())) {
        Ok(anchored) => {
            let found = checked(cx, anchored.captures(text))?;
            Ok(found.filter(|found| found.get(0).is_some_and(|all| all.end() == text.len())))
        }
        Err(_) => Ok(None),
    }
}

/// The match as a string, or as a vector of it and its groups where there are groups.
pub fn groups(found: &Captures) -> Value {
    let group = |index| found.get(index).map(|found| string(found.as_str())).unwrap_or_default();
    if found.len() == 1 { group(0) } else { vector((0..found.len()).map(group)) }
}
