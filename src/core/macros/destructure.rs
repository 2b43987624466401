//! Destructuring: patterns of vectors and maps to plain bindings, in pairs of a symbol and its init form.

use super::expansion::{Expand, Expansion, is_keyword, is_local_name, is_symbol, shown, vector_items};
use crate::data::map::Map;
use crate::data::symbol::{Name, keyword_of, symbol_of};
use crate::data::{long, string};
use crate::source::Span;
use crate::value::{Kind, Value};

/// Adds to `out` what binds `pattern` to the value of `init`.
pub fn bind(x: &Expansion, pattern: &Value, init: Value, out: &mut Vec<Value>) -> Expand<()> {
    let stem = match pattern.kind() {
        Some(Kind::Symbol) => {
            if !is_local_name(pattern) {
                let message = format!("a local has no namespace: {} cannot be bound", shown(pattern));
                return Err(x.refuse(pattern, message));
            }
            out.extend([pattern.clone(), init]);
            return Ok(());
        }
        Some(Kind::Vector) => "vec",
        Some(Kind::Map) => "map",
        _ => return Err(unsupported(x, pattern)),
    };
    let whole = x.gensym(stem);
    out.extend([whole.clone(), init]);
    take_apart(x, pattern, &whole, out)
}

/// Binds `pattern` to parts of the value of the local `whole`, which no pattern can shadow.
pub fn take_apart(x: &Expansion, pattern: &Value, whole: &Value, out: &mut Vec<Value>) -> Expand<()> {
    match pattern.kind() {
        Some(Kind::Vector) => bind_vector(x, pattern, whole, out),
        Some(Kind::Map) => bind_map(x, pattern, whole, out),
        _ => bind(x, pattern, whole.clone(), out),
    }
}

fn unsupported(x: &Expansion, pattern: &Value) -> Box<crate::diagnostic::Diagnostic> {
    let message = format!("{} cannot be bound", shown(pattern));
    let mut refusal = x.refuse(pattern, message);
    refusal.help = "bind a symbol, or take the value apart with a vector or a map of symbols".to_owned();
    refusal
}

/// `[a b & rest :as whole]`. Without `&` elements are found by index; with it, the sequence is walked, so that maps
/// and sets can be taken apart too, as in Clojure.
fn bind_vector(x: &Expansion, pattern: &Value, whole: &Value, out: &mut Vec<Value>) -> Expand<()> {
    let items = vector_items(pattern).unwrap_or_default();
    let walked = items.iter().any(|item| is_symbol(item, "&"));
    let rest = x.gensym("seq");
    if walked {
        out.extend([rest.clone(), form!(x; ("core/seq" whole))]);
    }
    let mut items = items.iter();
    let mut index = 0;
    let mut seen_rest = false;
    while let Some(item) = items.next() {
        if is_symbol(item, "&") {
            let Some(target) = items.next().filter(|_| !seen_rest) else {
                return Err(x.refuse(item, "one pattern has to follow the & of a vector pattern"));
            };
            seen_rest = true;
            bind(x, target, rest.clone(), out)?;
        } else if is_keyword(item, "as") {
            match items.next() {
                Some(name) if is_local_name(name) => out.extend([name.clone(), whole.clone()]),
                _ => return Err(x.refuse(pattern, "a symbol has to follow :as in a vector pattern")),
            }
        } else if seen_rest {
            let message = format!("only :as may follow the rest pattern, not {}", shown(item));
            return Err(x.refuse(item, message));
        } else if walked {
            bind(x, item, form!(x; ("core/first" rest)), out)?;
            out.extend([rest.clone(), form!(x; ("core/next" rest))]);
        } else {
            bind(x, item, form!(x; ("core/nth" whole {long(index)} "nil")), out)?;
            index += 1;
        }
    }
    Ok(())
}

/// `{a :a, :keys [b], :or {b 1}, :as whole}`. A sequence, such as the rest of the arguments, is taken as keys and
/// values in turn.
fn bind_map(x: &Expansion, pattern: &Value, whole: &Value, out: &mut Vec<Value>) -> Expand<()> {
    let Some(entries) = pattern.get::<Map>() else { return Ok(()) };
    let map = x.gensym("map");
    let as_map = form!(x; ("if" ("core/seq?" whole) ("core/seq-to-map-for-destructuring" whole) whole));
    out.extend([map.clone(), as_map]);
    let keyword = |name| keyword_of(Name::new(None, name));
    let defaults = entries.get(&keyword("or"));
    if let Some(defaults) = defaults
        && defaults.get::<Map>().is_none()
    {
        return Err(x.refuse(defaults, ":or needs a map from symbols to default values"));
    }
    if let Some(name) = entries.get(&keyword("as")) {
        if !is_local_name(name) {
            return Err(x.refuse(name, "a symbol has to follow :as in a map pattern"));
        }
        out.extend([name.clone(), map.clone()]);
    }
    let lookup = |target: &Value, key: Value, out: &mut Vec<Value>| {
        let default = defaults.and_then(|defaults| defaults.get::<Map>()?.get(target).cloned());
        let found = match default {
            Some(default) => form!(x; ("core/get" map key default)),
            None => form!(x; ("core/get" map key)),
        };
        bind(x, target, found, out)
    };
    for (target, key) in entries.iter() {
        match target.as_keyword() {
            Some(name) if matches!(&*name.name, "keys" | "syms" | "strs") => {
                let Some(names) = vector_items(key) else {
                    return Err(x.refuse(key, format!(":{name} needs a vector of names")));
                };
                for item in &names {
                    let (local, key) = named_key(x, name, item)?;
                    lookup(&local, key, out)?;
                }
            }
            Some(name) if name.namespace.is_none() && matches!(&*name.name, "as" | "or") => {}
            Some(_) => return Err(unsupported(x, target)),
            None => lookup(target, key.clone(), out)?,
        }
    }
    Ok(())
}

/// The local and the key form of `item` in the vector of `:keys`, `:ns/keys`, `:syms` or `:strs`.
fn named_key(x: &Expansion, directive: &Name, item: &Value) -> Expand<(Value, Value)> {
    let Some(name) = item.as_symbol().or_else(|| item.as_keyword()) else {
        return Err(x.refuse(item, format!(":{directive} needs names, not {}", shown(item))));
    };
    let full =
        Name { namespace: name.namespace.clone().or_else(|| directive.namespace.clone()), name: name.name.clone() };
    let local = match item.kind() {
        Some(Kind::Symbol) if name.namespace.is_none() => item.clone(),
        _ => symbol_of(Name { namespace: None, name: name.name.clone() }, x.place(item)),
    };
    let key = match &*directive.name {
        "keys" => keyword_of(full),
        "syms" => form!(x; ("quote" {symbol_of(full, Span::NONE)})),
        _ => string(&name.name),
    };
    Ok((local, key))
}
