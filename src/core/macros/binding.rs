//! `let`, `loop`, `letfn` and the conditionals that bind: `if-let`, `when-some` and so on.

use super::destructure::{bind, take_apart};
use super::expansion::{Expand, Expansion, is_local_name, list_items, shown, vector_items};
use super::function::fn_star;
use crate::value::Value;

/// The pairs of a binding vector, or a refusal that names what has no partner.
pub fn binding_pairs(x: &Expansion, vector: &Value) -> Expand<Vec<Value>> {
    let Some(items) = vector_items(vector) else {
        return Err(x.refuse(vector, format!("{} needs a vector of bindings, not {}", x.name, shown(vector))));
    };
    match items.last() {
        Some(last) if items.len() % 2 == 1 => {
            let message = format!("{} needs an even number of forms in its binding vector", x.name);
            let mut refusal = x.refuse(last, message);
            refusal.span = crate::data::form::child_span(vector, items.len() - 1).unwrap_or(refusal.span);
            refusal.help = format!("give {} a value, or remove it", shown(last));
            Err(refusal)
        }
        _ => Ok(items),
    }
}

/// `let*` bindings for pairs of patterns and init forms.
pub fn destructured(x: &Expansion, pairs: &[Value]) -> Expand<Vec<Value>> {
    let mut out = Vec::with_capacity(pairs.len());
    for pair in pairs.chunks_exact(2) {
        bind(x, &pair[0], pair[1].clone(), &mut out)?;
    }
    Ok(out)
}

fn all_plain(pairs: &[Value]) -> bool {
    pairs.iter().step_by(2).all(is_local_name)
}

pub fn expand_let(x: &Expansion, args: &[Value]) -> Expand {
    let (vector, body) = (&args[0], &args[1..]);
    let pairs = binding_pairs(x, vector)?;
    if all_plain(&pairs) {
        return Ok(form!(x; ("let*" vector ..body)));
    }
    let bindings = x.vector(destructured(x, &pairs)?);
    Ok(form!(x; ("let*" bindings ..body)))
}

/// A loop whose variables are taken apart again in every iteration. Its init forms are evaluated in a `let*` before,
/// where each sees the names of those before it.
pub fn expand_loop(x: &Expansion, args: &[Value]) -> Expand {
    let (vector, body) = (&args[0], &args[1..]);
    let pairs = binding_pairs(x, vector)?;
    if all_plain(&pairs) {
        return Ok(form!(x; ("loop*" vector ..body)));
    }
    let (mut before, mut variables, mut inside) = (Vec::new(), Vec::new(), Vec::new());
    for pair in pairs.chunks_exact(2) {
        let (pattern, init) = (&pair[0], pair[1].clone());
        if is_local_name(pattern) {
            before.extend([pattern.clone(), init]);
            variables.extend([pattern.clone(), pattern.clone()]);
        } else {
            let whole = x.gensym("loop");
            before.extend([whole.clone(), init]);
            take_apart(x, pattern, &whole, &mut before)?;
            variables.extend([whole.clone(), whole.clone()]);
            take_apart(x, pattern, &whole, &mut inside)?;
        }
    }
    let inner = x.let_star(inside, body);
    let variables = x.vector(variables);
    Ok(x.let_star(before, &[form!(x; ("loop*" variables inner))]))
}

pub fn letfn(x: &Expansion, args: &[Value]) -> Expand {
    let (vector, body) = (&args[0], &args[1..]);
    let Some(specs) = vector_items(vector) else {
        return Err(x.refuse(vector, "letfn needs a vector of function definitions: [(name [params] body) …]"));
    };
    let mut bindings = Vec::new();
    for spec in &specs {
        let parts = list_items(spec).unwrap_or_default();
        let [name, rest @ ..] = &parts[..] else {
            return Err(x.refuse(spec, format!("letfn needs (name [params] body), not {}", shown(spec))));
        };
        if !is_local_name(name) {
            return Err(x.refuse(name, format!("letfn needs a plain symbol as a function's name, not {}", shown(name))));
        }
        bindings.extend([name.clone(), fn_star(x, spec, Some(name), &[], rest)?]);
    }
    let bindings = x.vector(bindings);
    Ok(form!(x; ("letfn*" bindings ..body)))
}

/// The pattern and the test of `[pattern test]`.
fn one_binding(x: &Expansion, vector: &Value) -> Expand<(Value, Value)> {
    let pairs = binding_pairs(x, vector)?;
    match <[Value; 2]>::try_from(pairs) {
        Ok([pattern, test]) => Ok((pattern, test)),
        Err(_) => Err(x.refuse(vector, format!("{} takes exactly one binding", x.name))),
    }
}

/// `(let* [name test] (if <passes> (let* [pattern name] then) otherwise))`. A plain symbol is bound itself where no
/// branch could see it by mistake: a native value is then not copied.
fn conditional(x: &Expansion, vector: &Value, some: bool, then: &[Value], otherwise: Option<&Value>) -> Expand {
    let (pattern, test) = one_binding(x, vector)?;
    let direct = is_local_name(&pattern) && otherwise.is_none_or(|form| form.header().is_none());
    let name = if direct { pattern.clone() } else { x.gensym("test") };
    let passes = if some { form!(x; ("core/some?" name)) } else { name.clone() };
    let then = if direct {
        x.body(then)
    } else {
        let mut pairs = Vec::new();
        take_apart(x, &pattern, &name, &mut pairs)?;
        x.let_star(pairs, then)
    };
    let branch = match otherwise {
        Some(otherwise) => form!(x; ("if" passes then otherwise)),
        None => form!(x; ("if" passes then)),
    };
    Ok(form!(x; ("let*" [name test] branch)))
}

pub fn if_let(x: &Expansion, args: &[Value]) -> Expand {
    conditional(x, &args[0], false, &args[1..2], args.get(2))
}

pub fn if_some(x: &Expansion, args: &[Value]) -> Expand {
    conditional(x, &args[0], true, &args[1..2], args.get(2))
}

pub fn when_let(x: &Expansion, args: &[Value]) -> Expand {
    conditional(x, &args[0], false, &args[1..], None)
}

pub fn when_some(x: &Expansion, args: &[Value]) -> Expand {
    conditional(x, &args[0], true, &args[1..], None)
}

pub fn when_first(x: &Expansion, args: &[Value]) -> Expand {
    let (pattern, coll) = one_binding(x, &args[0])?;
    let seq = x.gensym("seq");
    let mut pairs = Vec::new();
    bind(x, &pattern, form!(x; ("core/first" seq)), &mut pairs)?;
    let then = x.let_star(pairs, &args[1..]);
    Ok(form!(x; ("let*" [seq ("core/seq" coll)] ("if" seq then))))
}
