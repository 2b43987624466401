//! Printing: `pr-str` (readably) and `str` of every kind of value, as Clojure prints them.

use super::array::Array;
use super::builtin::Builtin;
use super::exception::Exception;
use super::list::List;
use super::map::Map;
use super::number::print_number;
use super::reference::{Atom, Delay, Promise, Reduced, Volatile};
use super::regex::Regex;
use super::seq::SeqIter;
use super::set::Set;
use super::sorted::{SortedMap, SortedSet};
use super::tagged::{Instant, TaggedLiteral, Uuid};
use super::types::{Type, class_name};
use super::var::{Namespace, Var};
use super::vector::Vector;
use crate::value::{Context, Kind, Outcome, Value};
use std::fmt::Write;
use std::sync::OnceLock;

/// Prints what layers above define (functions, C++ objects), readably or not; none for what they do not know.
pub static PRINT_OTHER: OnceLock<fn(&Value, bool) -> Option<String>> = OnceLock::new();

/// Nested deeper than this, structures print as `#`: references can make cycles.
const MAX_DEPTH: usize = 10_000;

/// How to print.
#[derive(Clone, Copy, Default)]
pub struct Style {
    /// Strings quoted, characters by name, so that the reader reads the same value.
    pub readably: bool,
    /// `*print-length*`: elements of a collection.
    pub length: Option<usize>,
    /// `*print-level*`: nested collections.
    pub level: Option<usize>,
}

/// As `pr-str` prints.
pub fn readably(cx: &mut Context, value: &Value) -> Outcome<String> {
    let mut out = String::new();
    print(cx, value, Style { readably: true, ..Style::default() }, &mut out)?;
    Ok(out)
}

/// As `str` gives it: the text of strings and characters; nothing for nil.
pub fn display(cx: &mut Context, value: &Value) -> Outcome<String> {
    let mut out = String::new();
    append_str(cx, value, &mut out)?;
    Ok(out)
}

/// Appends what `str` gives. Strings inside of collections are quoted, as in Clojure.
pub fn append_str(cx: &mut Context, value: &Value, out: &mut String) -> Outcome<()> {
    if value.is_nil() {
        return Ok(());
    }
    match value.kind() {
        Some(Kind::String) => out.push_str(value.as_str().unwrap_or_default()),
        Some(
            Kind::List
            | Kind::Cons
            | Kind::LazySeq
            | Kind::Range
            | Kind::VectorSeq
            | Kind::Iteration
            | Kind::Vector
            | Kind::Map
            | Kind::Set
            | Kind::SortedMap
            | Kind::SortedSet
            | Kind::TaggedLiteral,
        ) => return print(cx, value, Style { readably: true, ..Style::default() }, out),
        Some(Kind::Type) => {
            let name = value.get::<Type>().map(|class| class.name.clone()).unwrap_or_default();
            let _ = write!(out, "class {name}");
        }
        Some(Kind::Namespace) => out.push_str(&value.get::<Namespace>().map(|ns| ns.name.clone()).unwrap_or_default()),
        Some(Kind::Exception) => {
            if let Some(exception) = value.get::<Exception>() {
                out.push_str(exception.class.name());
                if !exception.message.is_nil() {
                    out.push_str(": ");
                    append_str(cx, &exception.message, out)?;
                }
                if !exception.data.is_nil() {
                    out.push(' ');
                    print(cx, &exception.data, Style { readably: true, ..Style::default() }, out)?;
                }
            }
        }
        _ => return print(cx, value, Style::default(), out),
    }
    Ok(())
}

/// Appends the printed value.
pub fn print(cx: &mut Context, value: &Value, style: Style, out: &mut String) -> Outcome<()> {
    Printer { style, out, depth: 0 }.value(cx, value)
}

/// A short text of the value for error messages; runs no code of the program.
pub fn brief(value: &Value) -> String {
    const LONGEST: usize = 60;
    let mut text = String::new();
    match value.kind() {
        Some(
            Kind::List
            | Kind::Cons
            | Kind::LazySeq
            | Kind::Iteration
            | Kind::Vector
            | Kind::VectorSeq
            | Kind::Range
            | Kind::Map
            | Kind::Set
            | Kind::SortedMap
            | Kind::SortedSet
            | Kind::Atom
            | Kind::Exception
            | Kind::Delay
            | Kind::Volatile
            | Kind::Reduced
            | Kind::Promise
            | Kind::TaggedLiteral
            | Kind::Array,
        ) => text = format!("#<{}>", class_name(value)),
        _ => scalar(value, true, &mut text),
    }
    if text.chars().count() > LONGEST {
        text = text.chars().take(LONGEST).chain("...".chars()).collect();
    }
    text
}

/// The name of a character as the reader knows it.
pub fn char_name(c: char) -> Option<&'static str> {
    Some(match c {
        '\n' => "newline",
        ' ' => "space",
        '\t' => "tab",
        '\r' => "return",
        '\u{8}' => "backspace",
        '\u{c}' => "formfeed",
        _ => return None,
    })
}

fn quoted(text: &str, out: &mut String) {
    out.push('"');
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            '\r' => out.push_str("\\r"),
            '\u{8}' => out.push_str("\\b"),
            '\u{c}' => out.push_str("\\f"),
            c => out.push(c),
        }
    }
    out.push('"');
}

/// What has no parts.
fn scalar(value: &Value, readably: bool, out: &mut String) {
    if let Some(number) = value.as_number() {
        out.push_str(&print_number(number, readably));
        return;
    }
    let Some(kind) = value.kind() else {
        if value.is_nil() {
            out.push_str("nil");
        } else if let Some(b) = value.as_bool() {
            out.push_str(if b { "true" } else { "false" });
        } else if let Some(c) = value.as_char() {
            if readably {
                out.push('\\');
                match char_name(c) {
                    Some(name) => out.push_str(name),
                    None => out.push(c),
                }
            } else {
                out.push(c);
            }
        } else {
            out.push_str("#<unbound>");
        }
        return;
    };
    let _ = match kind {
        Kind::String => {
            let text = value.as_str().unwrap_or_default();
            if readably {
                quoted(text, out);
            } else {
                out.push_str(text);
            }
            Ok(())
        }
        Kind::Symbol => value.as_symbol().map_or(Ok(()), |name| write!(out, "{name}")),
        Kind::Keyword => value.as_keyword().map_or(Ok(()), |name| write!(out, ":{name}")),
        Kind::Regex => value.get::<Regex>().map_or(Ok(()), |regex| {
            if readably { write!(out, "#\"{}\"", regex.text()) } else { write!(out, "{}", regex.text()) }
        }),
        Kind::Var => value.get::<Var>().map_or(Ok(()), |var| write!(out, "#'{}/{}", var.namespace, var.name)),
        Kind::Namespace => value.get::<Namespace>().map_or(Ok(()), |ns| write!(out, "#<namespace {}>", ns.name)),
        Kind::Type => value.get::<Type>().map_or(Ok(()), |class| write!(out, "{}", class.name)),
        Kind::Builtin => value.get::<Builtin>().map_or(Ok(()), |function| write!(out, "#<fn {}>", function.name)),
        Kind::Uuid => value.get::<Uuid>().map_or(Ok(()), |uuid| {
            if readably { write!(out, "#uuid \"{}\"", uuid.0) } else { write!(out, "{}", uuid.0) }
        }),
        Kind::Instant => value.get::<Instant>().map_or(Ok(()), |instant| {
            if readably { write!(out, "#inst \"{}\"", instant.0) } else { write!(out, "{}", instant.0) }
        }),
        Kind::Transient => write!(out, "#<transient>"),
        _ => match PRINT_OTHER.get().and_then(|print| print(value, readably)) {
            Some(text) => out.write_str(&text),
            None => write!(out, "#<{}>", class_name(value)),
        },
    };
}

struct Printer<'a> {
    style: Style,
    out: &'a mut String,
    depth: usize,
}

impl Printer<'_> {
    fn value(&mut self, cx: &mut Context, value: &Value) -> Outcome<()> {
        let Some(kind) = value.kind() else {
            scalar(value, self.style.readably, self.out);
            return Ok(());
        };
        match kind {
            Kind::List | Kind::Cons | Kind::LazySeq | Kind::Range | Kind::VectorSeq | Kind::Iteration => {
                self.nested(cx, "(", ")", |this, cx| this.items(cx, value))
            }
            Kind::Vector => self.nested(cx, "[", "]", |this, cx| match value.get::<Vector>() {
                Some(vector) => this.each(cx, vector.items.iter(), " ", Printer::value),
                None => Ok(()),
            }),
            Kind::Map => self.nested(cx, "{", "}", |this, cx| match value.get::<Map>() {
                Some(map) => this.each(cx, map.iter(), ", ", |this, cx, (key, value)| this.entry(cx, key, value)),
                None => Ok(()),
            }),
            Kind::SortedMap => self.nested(cx, "{", "}", |this, cx| match value.get::<SortedMap>() {
                Some(map) => {
                    this.each(cx, map.entries.iter(), ", ", |this, cx, (key, value)| this.entry(cx, key, value))
                }
                None => Ok(()),
            }),
            Kind::Set => self.nested(cx, "#{", "}", |this, cx| match value.get::<Set>() {
                Some(set) => this.each(cx, set.iter(), " ", Printer::value),
                None => Ok(()),
            }),
            Kind::SortedSet => self.nested(cx, "#{", "}", |this, cx| match value.get::<SortedSet>() {
                Some(set) => this.each(cx, set.items.entries.iter().map(|(item, _)| item), " ", Printer::value),
                None => Ok(()),
            }),
            Kind::Array => self.nested(cx, "#<array [", "]>", |this, cx| match value.get::<Array>() {
                Some(array) => {
                    let items = array.items.borrow().clone();
                    this.each(cx, items.iter(), " ", Printer::value)
                }
                None => Ok(()),
            }),
            Kind::TaggedLiteral => self.nested(cx, "#", "", |this, cx| match value.get::<TaggedLiteral>() {
                Some(literal) => {
                    let _ = write!(this.out, "{} ", literal.tag);
                    this.value(cx, &literal.form)
                }
                None => Ok(()),
            }),
            Kind::Exception => self.nested(cx, "#error {", "}", |this, cx| match value.get::<Exception>() {
                Some(exception) => this.exception(cx, exception),
                None => Ok(()),
            }),
            Kind::Atom => self.reference(cx, "atom", value.get::<Atom>().map(|atom| atom.value.get())),
            Kind::Volatile => self.reference(cx, "volatile", value.get::<Volatile>().map(|it| it.value.get())),
            Kind::Reduced => self.reference(cx, "reduced", value.get::<Reduced>().map(|it| it.0.clone())),
            Kind::Delay => {
                let delay = value.get::<Delay>().filter(|delay| delay.is_realized());
                let inner = delay.map(|delay| delay.force(cx)).transpose()?;
                self.reference(cx, "delay", inner)
            }
            Kind::Promise => {
                let inner = value.get::<Promise>().map(|promise| promise.value.get());
                self.reference(cx, "promise", inner.filter(|value| !value.is_unbound()))
            }
            _ => {
                scalar(value, self.style.readably, self.out);
                Ok(())
            }
        }
    }

    /// Prints what is inside, one level deeper.
    fn nested(
        &mut self,
        cx: &mut Context,
        open: &str,
        close: &str,
        inside: impl FnOnce(&mut Self, &mut Context) -> Outcome<()>,
    ) -> Outcome<()> {
        if self.depth >= self.style.level.unwrap_or(MAX_DEPTH) {
            self.out.push('#');
            return Ok(());
        }
        cx.poll()?;
        self.out.push_str(open);
        self.depth += 1;
        inside(self, cx)?;
        self.depth -= 1;
        self.out.push_str(close);
        Ok(())
    }

    fn each<T>(
        &mut self,
        cx: &mut Context,
        items: impl Iterator<Item = T>,
        separator: &str,
        mut print: impl FnMut(&mut Self, &mut Context, T) -> Outcome<()>,
    ) -> Outcome<()> {
        for (index, item) in items.enumerate() {
            if index > 0 {
                self.out.push_str(separator);
            }
            if self.style.length.is_some_and(|length| index >= length) {
                self.out.push_str("...");
                break;
            }
            print(self, cx, item)?;
        }
        Ok(())
    }

    fn items(&mut self, cx: &mut Context, value: &Value) -> Outcome<()> {
        if let Some(list) = value.get::<List>() {
            return self.each(cx, list.iter(), " ", Printer::value);
        }
        let mut items = SeqIter::new(cx, value.clone())?;
        let mut index = 0;
        while let Some(item) = items.next(cx)? {
            if index > 0 {
                self.out.push(' ');
            }
            if self.style.length.is_some_and(|length| index >= length) {
                self.out.push_str("...");
                break;
            }
            self.value(cx, &item)?;
            index += 1;
        }
        Ok(())
    }

    fn entry(&mut self, cx: &mut Context, key: &Value, value: &Value) -> Outcome<()> {
        self.value(cx, key)?;
        self.out.push(' ');
        self.value(cx, value)
    }

    fn reference(&mut self, cx: &mut Context, name: &str, inner: Option<Value>) -> Outcome<()> {
        self.nested(cx, "#<", ">", |this, cx| {
            let _ = write!(this.out, "{name} ");
            match inner {
                Some(value) => this.value(cx, &value),
                None => {
                    this.out.push_str(":pending");
                    Ok(())
                }
            }
        })
    }

    fn exception(&mut self, cx: &mut Context, exception: &Exception) -> Outcome<()> {
        let _ = write!(self.out, ":type {}, :message ", exception.class.name());
        self.value(cx, &exception.message)?;
        for (name, part) in [("data", &exception.data), ("cause", &exception.cause)] {
            if !part.is_nil() {
                let _ = write!(self.out, ", :{name} ");
                self.value(cx, part)?;
            }
        }
        Ok(())
    }
}
