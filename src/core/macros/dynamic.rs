//! Code with a before and an after: bindings of vars, resources, captured output, lazy values, checks, timing.

use super::binding::binding_pairs;
use super::expansion::{Expand, Expansion, is_local_name, shown};
use crate::value::{Kind, Value};

/// The names of vars in a binding vector, with their values, as `(var name)` and value in turn.
fn var_pairs(x: &Expansion, vector: &Value) -> Expand<Vec<Value>> {
    let pairs = binding_pairs(x, vector)?;
    let mut out = Vec::with_capacity(pairs.len());
    for pair in pairs.chunks_exact(2) {
        let (name, value) = (&pair[0], pair[1].clone());
        if name.kind() != Some(Kind::Symbol) {
            return Err(x.refuse(name, format!("{} needs the name of a var, not {}", x.name, shown(name))));
        }
        out.extend([form!(x; ("var" name)), value]);
    }
    Ok(out)
}

pub fn binding(x: &Expansion, args: &[Value]) -> Expand {
    let (pairs, body) = (var_pairs(x, &args[0])?, &args[1..]);
    Ok(form!(x; ("let*" []
        ("core/push-thread-bindings" ("core/hash-map" ..pairs))
        ("try" ..body ("finally" ("core/pop-thread-bindings"))))))
}

pub fn with_bindings(x: &Expansion, args: &[Value]) -> Expand {
    let (map, thunk) = (&args[0], x.thunk(&args[1..]));
    Ok(form!(x; ("core/with-bindings*" map thunk)))
}

pub fn bound_fn(x: &Expansion, args: &[Value]) -> Expand {
    Ok(form!(x; ("core/bound-fn*" ("core/fn" ..args))))
}

pub fn with_redefs(x: &Expansion, args: &[Value]) -> Expand {
    let (pairs, thunk) = (var_pairs(x, &args[0])?, x.thunk(&args[1..]));
    Ok(form!(x; ("core/with-redefs-fn" ("core/hash-map" ..pairs) thunk)))
}

/// Closes what it bound, the last one first, on every way out.
pub fn with_open(x: &Expansion, args: &[Value]) -> Expand {
    let pairs = binding_pairs(x, &args[0])?;
    let mut body = args[1..].to_vec();
    for pair in pairs.chunks_exact(2).rev() {
        let (name, value) = (&pair[0], &pair[1]);
        if !is_local_name(name) {
            return Err(x.refuse(name, format!("with-open binds plain symbols, not {}", shown(name))));
        }
        body = vec![form!(x; ("let*" [name value] ("try" ..body ("finally" ("." name ("close"))))))];
    }
    Ok(x.body(&body))
}

pub fn with_out_str(x: &Expansion, args: &[Value]) -> Expand {
    let thunk = x.thunk(args);
    Ok(form!(x; ("core/with-out-str*" thunk)))
}

pub fn lazy_seq(x: &Expansion, args: &[Value]) -> Expand {
    let thunk = x.thunk(args);
    Ok(form!(x; ("core/lazy-seq*" thunk)))
}

pub fn lazy_cat(x: &Expansion, args: &[Value]) -> Expand {
    let parts: Vec<Value> = args
        .iter()
        .map(|part| {
            let thunk = x.thunk(std::slice::from_ref(part));
            form!(x; ("core/lazy-seq*" thunk))
        })
        .collect();
    Ok(form!(x; ("core/concat" ..parts)))
}

pub fn delay(x: &Expansion, args: &[Value]) -> Expand {
    let thunk = x.thunk(args);
    Ok(form!(x; ("core/delay*" thunk)))
}

/// `(assert test message?)`: an `AssertionError` where the test fails, which shows the test.
pub fn assert(x: &Expansion, args: &[Value]) -> Expand {
    let (test, message) = (&args[0], args.get(1).cloned().unwrap_or_default());
    Ok(form!(x; ("if" test "nil" ("core/assertion-failed*" ("quote" test) message))))
}

pub fn time(x: &Expansion, args: &[Value]) -> Expand {
    let (expr, start, result) = (&args[0], x.gensym("start"), x.gensym("result"));
    Ok(form!(x; ("let*" [start ("core/milliseconds*") result expr]
        ("core/print-elapsed*" start)
        result)))
}

/// `locking`, `dosync`, `io!`: only one thread runs the program, so a lock is always free and a transaction never
/// retried. What is locked on is evaluated all the same.
pub fn in_order(x: &Expansion, args: &[Value]) -> Expand {
    Ok(form!(x; ("do" ..args)))
}

pub fn vswap(x: &Expansion, args: &[Value]) -> Expand {
    let (cell, function, rest) = (&args[0], &args[1], &args[2..]);
    let name = x.gensym("volatile");
    Ok(form!(x; ("let*" [name cell] ("core/vreset!" name (function ("core/deref" name) ..rest)))))
}

pub fn memfn(x: &Expansion, args: &[Value]) -> Expand {
    let (method, params) = (&args[0], &args[1..]);
    let target = x.gensym("target");
    Ok(form!(x; ("fn*" [target ..params] ("." target (method ..params)))))
}
