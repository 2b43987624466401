//! `fn`, and the definitions that make functions: `defn`, `defn-`, `defmacro`, `defmethod`.

use super::destructure::take_apart;
use super::expansion::{
    Expand, Expansion, is_local_name, is_symbol, list_items, meta_of, plain_list, shown, vector_items, with_meta,
};
use crate::data::keyword;
use crate::data::list::List;
use crate::data::map::Map;
use crate::value::{Kind, Ref, Value};

/// `(fn name? [params] body…)` or `(fn name? ([params] body…)…)`; metadata of the form and of its `fn` goes to the
/// `fn*` list.
pub fn expand_fn(x: &Expansion, args: &[Value]) -> Expand {
    let (name, rest) = match args {
        [name, rest @ ..] if name.kind() == Some(Kind::Symbol) => (Some(name), rest),
        _ => (None, args),
    };
    if let Some(name) = name.filter(|name| !is_local_name(name)) {
        return Err(x.refuse(name, format!("a function's own name has no namespace: {}", shown(name))));
    }
    let head = x.form.get::<List>().map(|list| meta_of(&list.first)).unwrap_or_default();
    let meta = merged(&head, &meta_of(x.form));
    let meta = merged(&meta, &name.map(jit_marks).unwrap_or_default());
    Ok(with_list_meta(fn_star(x, x.form, name, &[], rest)?, meta))
}

/// The `fn*` form of what follows the name in `fn`, at the place of `place`; `leading` parameters come before those
/// that are written.
pub fn fn_star(x: &Expansion, place: &Value, name: Option<&Value>, leading: &[Value], rest: &[Value]) -> Expand {
    let mut out = vec![x.symbol("fn*")];
    out.extend(name.cloned());
    match rest {
        [params, body @ ..] if params.kind() == Some(Kind::Vector) => out.extend(arity(x, params, leading, body)?),
        [] => {
            return Err(x.refuse(place, format!("{} needs a parameter vector", x.name)));
        }
        arities => {
            for form in arities {
                let parts = list_items(form).unwrap_or_default();
                match &parts[..] {
                    [params, body @ ..] if params.kind() == Some(Kind::Vector) => {
                        let parts = arity(x, params, leading, body)?;
                        out.push(x.list_in_place_of(form, parts));
                    }
                    _ => {
                        let message = format!("{} needs a parameter vector here, not {}", x.name, shown(form));
                        return Err(x.refuse(form, message));
                    }
                }
            }
        }
    }
    Ok(x.list_in_place_of(place, out)).map(|list| with_list_meta(list, Value::NIL))
}

/// One arity: parameters that are plain symbols, then the body.
fn arity(x: &Expansion, params: &Value, leading: &[Value], body: &[Value]) -> Expand<Vec<Value>> {
    let written = vector_items(params).unwrap_or_default();
    check_rest(x, &written)?;
    let body = conditions(x, body)?;
    if leading.is_empty() && written.iter().all(is_local_name) {
        return Ok([vec![params.clone()], body].concat());
    }
    let mut plain = leading.to_vec();
    let mut pairs = Vec::new();
    for param in &written {
        if param.kind() == Some(Kind::Symbol) {
            if !is_local_name(param) {
                return Err(x.refuse(param, format!("a parameter has no namespace: {}", shown(param))));
            }
            plain.push(param.clone());
        } else {
            let whole = x.gensym("p");
            plain.push(whole.clone());
            take_apart(x, param, &whole, &mut pairs)?;
        }
    }
    let mut vector = x.vector(plain);
    if let (Some(new), Some(old)) = (vector.get_mut::<crate::data::vector::Vector>(), params.get()) {
        let old: &crate::data::vector::Vector = old;
        new.meta = old.meta.clone();
    }
    if pairs.is_empty() {
        return Ok([vec![vector], body].concat());
    }
    Ok(vec![vector, x.let_star(pairs, &body)])
}

/// `&` comes once, with one parameter behind it.
fn check_rest(x: &Expansion, params: &[Value]) -> Expand<()> {
    match params.iter().position(|param| is_symbol(param, "&")) {
        Some(at) if at + 2 != params.len() || is_symbol(&params[at + 1], "&") => {
            Err(x.refuse(&params[at], "exactly one parameter has to follow the & of a parameter vector"))
        }
        _ => Ok(()),
    }
}

/// The body, with the assertions of a leading map `{:pre [tests…] :post [tests…]}` around it; `%` is the result.
fn conditions(x: &Expansion, body: &[Value]) -> Expand<Vec<Value>> {
    let [first, rest @ ..] = body else { return Ok(Vec::new()) };
    let Some(map) = first.get::<Map>().filter(|_| !rest.is_empty()) else { return Ok(body.to_vec()) };
    let tests = |name: &str| -> Expand<Vec<Value>> {
        match map.get(&keyword(name)) {
            None => Ok(Vec::new()),
            Some(tests) => vector_items(tests)
                .map(|tests| tests.into_iter().map(|test| form!(x; ("core/assert" test))).collect())
                .ok_or_else(|| x.refuse(tests, format!(":{name} needs a vector of tests"))),
        }
    };
    let (pre, post) = (tests("pre")?, tests("post")?);
    let mut out = pre;
    if post.is_empty() {
        out.extend_from_slice(rest);
    } else {
        let result = x.body(rest);
        out.push(form!(x; ("let*" ["%" result] ..post "%")));
    }
    Ok(out)
}

/// The parts of a definition: name with all its metadata, what follows.
struct Definition {
    name: Value,
    /// The arities, as after the name of `fn`.
    tail: Vec<Value>,
}

/// Takes apart `name doc? attributes? arities… attributes?`.
fn definition(x: &Expansion, args: &[Value], extra: &[(&str, Value)]) -> Expand<Definition> {
    let (name, mut rest) = (&args[0], &args[1..]);
    if name.kind() != Some(Kind::Symbol) {
        return Err(x.refuse(name, format!("{} needs a name, not {}", x.name, shown(name))));
    }
    let mut meta = meta_of(name).get::<Map>().cloned().unwrap_or_default();
    meta.source = None;
    if let [doc, after @ ..] = rest
        && doc.as_str().is_some()
    {
        meta.insert(keyword("doc"), doc.clone());
        rest = after;
    }
    if let [attributes, after @ ..] = rest
        && let Some(attributes) = attributes.get::<Map>()
    {
        attributes.iter().for_each(|(key, value)| meta.insert(key.clone(), value.clone()));
        rest = after;
    }
    if let [arities @ .., attributes] = rest
        && arities.first().is_some_and(|first| first.kind() != Some(Kind::Vector))
        && let Some(attributes) = attributes.get::<Map>()
    {
        attributes.iter().for_each(|(key, value)| meta.insert(key.clone(), value.clone()));
        rest = arities;
    }
    let arglists: Vec<Value> = match rest {
        [params, ..] if params.kind() == Some(Kind::Vector) => vec![params.clone()],
        arities => arities.iter().filter_map(|form| list_items(form)?.into_iter().next()).collect(),
    };
    if rest.is_empty() {
        return Err(x.refuse(x.form, format!("{} {} needs a parameter vector", x.name, shown(name))));
    }
    if meta.get(&keyword("arglists")).is_none() {
        let arglists = plain_list(arglists);
        meta.insert(keyword("arglists"), form!(x; ("quote" arglists)));
    }
    for (key, value) in extra {
        meta.insert(keyword(key), value.clone());
    }
    Ok(Definition { name: with_meta(name, Ref::new(meta).into()), tail: rest.to_vec() })
}

fn define(x: &Expansion, args: &[Value], extra: &[(&str, Value)]) -> Expand {
    let Definition { name, tail } = definition(x, args, extra)?;
    let function = with_list_meta(fn_star(x, x.form, None, &[], &tail)?, jit_marks(&name));
    Ok(form!(x; ("def" name function)))
}

pub fn defn(x: &Expansion, args: &[Value]) -> Expand {
    define(x, args, &[])
}

pub fn defn_private(x: &Expansion, args: &[Value]) -> Expand {
    define(x, args, &[("private", Value::TRUE)])
}

/// A macro is a function that takes the whole form and the environment before its arguments.
pub fn defmacro(x: &Expansion, args: &[Value]) -> Expand {
    let Definition { name, tail } = definition(x, args, &[("macro", Value::TRUE)])?;
    let leading = [x.symbol("&form"), x.symbol("&env")];
    let function = fn_star(x, x.form, None, &leading, &tail)?;
    Ok(form!(x; ("def" name function)))
}

pub fn defmethod(x: &Expansion, args: &[Value]) -> Expand {
    let (multi, dispatch, tail) = (&args[0], &args[1], &args[2..]);
    let (name, tail) = match tail {
        [name, rest @ ..] if is_local_name(name) => (Some(name), rest),
        _ => (None, tail),
    };
    let function = fn_star(x, x.form, name, &[], tail)?;
    Ok(form!(x; ("core/add-method*" multi dispatch function)))
}

/// What a name's metadata says about compiling: `:jit` and `:no-jit`.
fn jit_marks(name: &Value) -> Value {
    let meta = meta_of(name);
    let Some(meta) = meta.get::<Map>() else { return Value::NIL };
    let marks: Vec<_> = ["jit", "no-jit"]
        .into_iter()
        .filter_map(|mark| Some((keyword(mark), meta.get(&keyword(mark))?.clone())))
        .collect();
    if marks.is_empty() { Value::NIL } else { crate::data::map(marks) }
}

fn merged(a: &Value, b: &Value) -> Value {
    match (a.get::<Map>(), b.get::<Map>()) {
        (Some(a), Some(b)) => crate::data::map(a.iter().chain(b.iter()).map(|(k, v)| (k.clone(), v.clone()))),
        (None, _) => b.clone(),
        _ => a.clone(),
    }
}

/// The list with other metadata; it was just made.
fn with_list_meta(mut list: Value, meta: Value) -> Value {
    if let Some(cell) = list.get_mut::<List>() {
        cell.meta = meta;
    }
    list
}
