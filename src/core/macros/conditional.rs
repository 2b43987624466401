//! Choosing: `when`, `cond`, `condp`, `case`, `and`, `or` and their kin.

use super::expansion::{Expand, Expansion, is_keyword, list_items, shown};
use crate::value::{Kind, Value};

pub fn when(x: &Expansion, args: &[Value]) -> Expand {
    let (test, then) = (&args[0], x.body(&args[1..]));
    Ok(form!(x; ("if" test then)))
}

pub fn when_not(x: &Expansion, args: &[Value]) -> Expand {
    let (test, then) = (&args[0], x.body(&args[1..]));
    Ok(form!(x; ("if" test "nil" then)))
}

pub fn if_not(x: &Expansion, args: &[Value]) -> Expand {
    let (test, then, otherwise) = (&args[0], &args[1], args.get(2).cloned().unwrap_or_default());
    Ok(form!(x; ("if" test otherwise then)))
}

/// Nested `if`s. A keyword as a test, such as `:else`, always passes, and needs no `if`.
pub fn cond(x: &Expansion, args: &[Value]) -> Expand {
    if let [.., test] = args
        && args.len() % 2 == 1
    {
        let mut refusal = x.refuse(test, "cond needs an even number of forms: tests and expressions in turn");
        refusal.help = format!("add the expression for the test {}", shown(test));
        return Err(refusal);
    }
    let mut otherwise = Value::NIL;
    for clause in args.chunks_exact(2).rev() {
        let (test, then) = (&clause[0], &clause[1]);
        otherwise = match test.kind() {
            Some(Kind::Keyword) => then.clone(),
            _ => form!(x; ("if" test then otherwise)),
        };
    }
    Ok(otherwise)
}

/// `(condp pred expr test then … default?)`, with `test :>> f` for `f` of what the predicate gave.
pub fn condp(x: &Expansion, args: &[Value]) -> Expand {
    let (pred, expr, mut rest) = (&args[0], &args[1], &args[2..]);
    let mut bindings = Vec::new();
    // A symbol stays as it is, so that calls of `=` and the like stay known.
    let pred = if pred.kind() == Some(Kind::Symbol) {
        pred.clone()
    } else {
        let name = x.gensym("pred");
        bindings.extend([name.clone(), pred.clone()]);
        name
    };
    let value = x.gensym("expr");
    bindings.extend([value.clone(), expr.clone()]);
    let mut clauses = Vec::new();
    let mut otherwise = form!(x; ("core/case-no-match*" value));
    loop {
        match rest {
            [] => break,
            [default] => {
                otherwise = default.clone();
                break;
            }
            [test, arrow, function, after @ ..] if is_keyword(arrow, ">>") => {
                clauses.push((test, Some(function), Value::NIL));
                rest = after;
            }
            [_, arrow] if is_keyword(arrow, ">>") => {
                return Err(x.refuse(arrow, "a function has to follow :>> in condp"));
            }
            [test, then, after @ ..] => {
                clauses.push((test, None, then.clone()));
                rest = after;
            }
        }
    }
    for (test, function, then) in clauses.into_iter().rev() {
        let call = form!(x; (pred test value));
        otherwise = match function {
            None => form!(x; ("if" call then otherwise)),
            Some(function) => {
                let found = x.gensym("found");
                form!(x; ("let*" [found call] ("if" found (function found) otherwise)))
            }
        };
    }
    Ok(x.let_star(bindings, &[otherwise]))
}

/// `(case* expr [constant branch …] default?)`. A list of constants becomes one pair for each, with the very same
/// form object as branch.
pub fn case(x: &Expansion, args: &[Value]) -> Expand {
    let (expr, clauses) = (&args[0], &args[1..]);
    let mut table: Vec<Value> = Vec::with_capacity(clauses.len());
    let mut seen = ahash::AHashSet::new();
    let mut add = |constant: Value, place: &Value, branch: &Value| {
        if !seen.insert(constant.clone()) {
            return Err(x.refuse(place, format!("case has the constant {} twice", shown(&constant))));
        }
        table.extend([constant, branch.clone()]);
        Ok(())
    };
    for clause in clauses.chunks_exact(2) {
        let (test, branch) = (&clause[0], &clause[1]);
        match list_items(test) {
            Some(constants) => {
                for constant in constants {
                    add(constant.clone(), if constant.header().is_some() { &constant } else { test }, branch)?;
                }
            }
            None => add(test.clone(), test, branch)?,
        }
    }
    let table = x.vector(table);
    Ok(match clauses.len() % 2 {
        1 => form!(x; ("case*" expr table {clauses[clauses.len() - 1].clone()})),
        _ => form!(x; ("case*" expr table)),
    })
}

pub fn and(x: &Expansion, args: &[Value]) -> Expand {
    Ok(short_circuit(x, args, Value::TRUE, true))
}

pub fn or(x: &Expansion, args: &[Value]) -> Expand {
    Ok(short_circuit(x, args, Value::NIL, false))
}

/// `(let* [v form] (if v <the rest> v))`, or the branches the other way round; all under one name, as each shadows
/// only what nobody looks at any more.
fn short_circuit(x: &Expansion, args: &[Value], none: Value, and: bool) -> Value {
    let Some((last, before)) = args.split_last() else { return none };
    if before.is_empty() {
        return last.clone();
    }
    let name = x.gensym(if and { "and" } else { "or" });
    let mut rest = last.clone();
    for form in before.iter().rev() {
        let branch = if and { form!(x; ("if" name rest name)) } else { form!(x; ("if" name name rest)) };
        rest = form!(x; ("let*" [name form] branch));
    }
    rest
}
