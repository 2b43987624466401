//! Forms as text, with their metadata and with the types of numbers told apart.

use gusset::data::list::List;
use gusset::data::map::Map;
use gusset::data::number::{Big, Decimal, Ratio};
use gusset::data::regex::Regex;
use gusset::data::set::Set;
use gusset::data::symbol::Symbol;
use gusset::data::tagged::{Instant, TaggedLiteral, Uuid};
use gusset::data::vector::Vector;
use gusset::value::Value;

pub fn print(value: &Value) -> String {
    if value.is_nil() {
        return "nil".to_owned();
    }
    if let Some(b) = value.as_bool() {
        return b.to_string();
    }
    if let Some(c) = value.as_char() {
        return format!("\\u{:04x}", c as u32);
    }
    if let Some(n) = value.as_long() {
        return n.to_string();
    }
    if let Some(x) = value.as_double() {
        return format!("{x:?}");
    }
    if let Some(text) = value.as_str() {
        return format!("{text:?}");
    }
    if let Some(name) = value.as_keyword() {
        return format!(":{name}");
    }
    if let Some(symbol) = value.get::<Symbol>() {
        return format!("{}{}", meta(&symbol.meta), symbol.name);
    }
    if let Some(list) = value.get::<List>() {
        return format!("{}({})", meta(&list.meta), all(list.iter()));
    }
    if let Some(vector) = value.get::<Vector>() {
        return format!("{}[{}]", meta(&vector.meta), all(vector.items.iter()));
    }
    if let Some(map) = value.get::<Map>() {
        return format!("{}{{{}}}", meta(&map.meta), all(map.iter().flat_map(|(k, v)| [k, v])));
    }
    if let Some(set) = value.get::<Set>() {
        return format!("{}#{{{}}}", meta(&set.meta), all(set.iter()));
    }
    if let Some(n) = value.get::<Big>() {
        return format!("{}N", n.0);
    }
    if let Some(ratio) = value.get::<Ratio>() {
        return format!("{}/{}", ratio.numerator, ratio.denominator);
    }
    if let Some(n) = value.get::<Decimal>() {
        return format!("{}M", n.0);
    }
    if let Some(regex) = value.get::<Regex>() {
        return format!("#\"{}\"", regex.pattern.as_str());
    }
    if let Some(tagged) = value.get::<TaggedLiteral>() {
        return format!("#{} {}", tagged.tag, print(&tagged.form));
    }
    if let Some(uuid) = value.get::<Uuid>() {
        return format!("#uuid {:?}", uuid.0);
    }
    if let Some(instant) = value.get::<Instant>() {
        return format!("#inst {:?}", instant.0);
    }
    format!("{value:?}")
}

fn meta(meta: &Value) -> String {
    if meta.is_nil() { String::new() } else { format!("^{} ", print(meta)) }
}

fn all<'a>(values: impl Iterator<Item = &'a Value>) -> String {
    values.map(print).collect::<Vec<_>>().join(" ")
}

/// Numbers of generated names in the order in which they appear, so that they do not depend on what was read before.
pub fn renumbered(text: &str) -> String {
    let mut seen: Vec<&str> = Vec::new();
    let mut out = String::new();
    let mut rest = text;
    while let Some(at) = rest.find("__") {
        let (before, after) = rest.split_at(at + 2);
        out.push_str(before);
        let digits = after.len() - after.trim_start_matches(|c: char| c.is_ascii_digit()).len();
        let (number, after) = after.split_at(digits);
        if !number.is_empty() {
            let index = seen.iter().position(|n| *n == number).unwrap_or_else(|| {
                seen.push(number);
                seen.len() - 1
            });
            out.push_str(&(index + 1).to_string());
        }
        rest = after;
    }
    out.push_str(rest);
    out
}
