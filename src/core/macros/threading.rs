//! Threading a value through forms: `->`, `->>`, `as->`, `cond->`, `some->`, `doto`, `..`.

use super::expansion::{Expand, Expansion, is_local_name, list_items, shown};
use crate::value::Value;

/// `step` with `value` as its first or last argument. A step that is no list is a function.
fn thread(x: &Expansion, value: Value, step: &Value, last: bool) -> Expand {
    let Some(mut items) = list_items(step) else { return Ok(form!(x; (step value))) };
    if items.is_empty() {
        return Err(x.refuse(step, format!("{} cannot thread a value through an empty list", x.name)));
    }
    items.insert(if last { items.len() } else { 1 }, value);
    Ok(x.list_in_place_of(step, items))
}

pub fn first(x: &Expansion, args: &[Value]) -> Expand {
    args[1..].iter().try_fold(args[0].clone(), |value, step| thread(x, value, step, false))
}

pub fn last(x: &Expansion, args: &[Value]) -> Expand {
    args[1..].iter().try_fold(args[0].clone(), |value, step| thread(x, value, step, true))
}

pub fn some_first(x: &Expansion, args: &[Value]) -> Expand {
    some(x, args, false)
}

pub fn some_last(x: &Expansion, args: &[Value]) -> Expand {
    some(x, args, true)
}

fn some(x: &Expansion, args: &[Value], last: bool) -> Expand {
    stepwise(x, &args[0], args[1..].iter(), |name, step| {
        let next = thread(x, name.clone(), step, last)?;
        Ok(form!(x; ("if" ("core/nil?" name) "nil" next)))
    })
}

pub fn cond_first(x: &Expansion, args: &[Value]) -> Expand {
    cond(x, args, false)
}

pub fn cond_last(x: &Expansion, args: &[Value]) -> Expand {
    cond(x, args, true)
}

fn cond(x: &Expansion, args: &[Value], last: bool) -> Expand {
    let clauses = &args[1..];
    if let [.., test] = clauses
        && clauses.len() % 2 == 1
    {
        let mut refusal = x.refuse(test, format!("{} needs tests and steps in turn", x.name));
        refusal.help = format!("add the step for the test {}", shown(test));
        return Err(refusal);
    }
    stepwise(x, &args[0], clauses.chunks_exact(2), |name, clause| {
        let test = &clause[0];
        let next = thread(x, name.clone(), &clause[1], last)?;
        Ok(form!(x; ("if" test next name)))
    })
}

/// `(let* [v value v step…] last-step)`: every step sees the value before it under one name.
fn stepwise<S>(
    x: &Expansion,
    value: &Value,
    steps: impl ExactSizeIterator<Item = S>,
    mut step: impl FnMut(&Value, S) -> Expand,
) -> Expand {
    let name = x.gensym("step");
    let (mut bindings, mut current) = (Vec::new(), value.clone());
    for next in steps {
        bindings.extend([name.clone(), current]);
        current = step(&name, next)?;
    }
    Ok(x.let_star(bindings, &[current]))
}

pub fn named(x: &Expansion, args: &[Value]) -> Expand {
    let (value, name, steps) = (&args[0], &args[1], &args[2..]);
    if !is_local_name(name) {
        return Err(x.refuse(name, format!("as-> needs a plain symbol as the value's name, not {}", shown(name))));
    }
    let mut bindings = vec![name.clone(), value.clone()];
    let Some((last, before)) = steps.split_last() else { return Ok(x.let_star(bindings, std::slice::from_ref(name))) };
    for step in before {
        bindings.extend([name.clone(), step.clone()]);
    }
    Ok(x.let_star(bindings, std::slice::from_ref(last)))
}

pub fn doto(x: &Expansion, args: &[Value]) -> Expand {
    let name = x.gensym("doto");
    let mut body = Vec::with_capacity(args.len());
    for step in &args[1..] {
        body.push(thread(x, name.clone(), step, false)?);
    }
    body.push(name.clone());
    Ok(x.let_star(vec![name, args[0].clone()], &body))
}

/// `(.. x (a 1) b)` is `(. (. x (a 1)) b)`.
pub fn dots(x: &Expansion, args: &[Value]) -> Expand {
    Ok(args[1..].iter().fold(args[0].clone(), |target, member| form!(x; ("." target member))))
}
