//! Loops over sequences and numbers: `for`, `doseq`, `dotimes`, `while`.

use super::binding::{binding_pairs, destructured};
use super::destructure::bind;
use super::expansion::{Expand, Expansion, is_local_name, shown};
use crate::data::long;
use crate::value::Value;

/// A sequence to go through, with what follows it up to the next.
struct Group {
    pattern: Value,
    coll: Value,
    modifiers: Vec<(Modifier, Value)>,
}

#[derive(Clone, Copy)]
enum Modifier {
    Let,
    When,
    While,
}

/// The groups of `[pattern coll :let […] :when test :while test …]`.
fn groups(x: &Expansion, vector: &Value) -> Expand<Vec<Group>> {
    let pairs = binding_pairs(x, vector)?;
    let mut groups: Vec<Group> = Vec::new();
    for pair in pairs.chunks_exact(2) {
        let (target, value) = (&pair[0], pair[1].clone());
        let Some(keyword) = target.as_keyword() else {
            groups.push(Group { pattern: target.clone(), coll: value, modifiers: Vec::new() });
            continue;
        };
        let modifier = match &*keyword.name {
            "let" => Modifier::Let,
            "when" => Modifier::When,
            "while" => Modifier::While,
            _ => {
                let message = format!("{} knows :let, :when and :while, not {}", x.name, shown(target));
                return Err(x.refuse(target, message));
            }
        };
        match groups.last_mut() {
            Some(group) => group.modifiers.push((modifier, value)),
            None => {
                let message = format!("{} needs a binding before {}", x.name, shown(target));
                return Err(x.refuse(target, message));
            }
        }
    }
    if groups.is_empty() {
        return Err(x.refuse(vector, format!("{} needs at least one binding", x.name)));
    }
    Ok(groups)
}

/// `inner` under the modifiers and the pattern of a group: `skip` goes on with the next element.
fn element(x: &Expansion, group: &Group, first: Value, inner: Value, skip: &Value) -> Expand {
    let mut form = inner;
    for (modifier, value) in group.modifiers.iter().rev() {
        form = match modifier {
            Modifier::Let => x.let_star(destructured(x, &binding_pairs(x, value)?)?, &[form]),
            Modifier::When => form!(x; ("if" value form skip)),
            Modifier::While => form!(x; ("if" value form "nil")),
        };
    }
    let mut pairs = Vec::new();
    bind(x, &group.pattern, first, &mut pairs)?;
    Ok(x.let_star(pairs, &[form]))
}

/// A loop for each group:
/// `(loop* [s (seq coll)] (if s (let* [pattern (first s)] body (recur (next s)))))`,
/// or, for a range of C++ that is no collection of the host (`analyze::cpp::ranges`), what its own `for` does:
/// `(let* [i (begin coll) e (end coll)] (loop* [] (if (!= i e) (let* [pattern (* i)] body (++ i) (recur)))))`.
pub fn doseq(x: &Expansion, args: &[Value]) -> Expand {
    let mut body = args[1..].to_vec();
    for group in groups(x, &args[0])?.iter().rev() {
        let (coll, seq, i, end) = (x.gensym("coll"), x.gensym("seq"), x.gensym("i"), x.gensym("end"));
        let next = form!(x; ("recur" ("core/next" seq)));
        let inner = form!(x; ("do" ..body next));
        let step = element(x, group, form!(x; ("core/first" seq)), inner, &next)?;
        let of_host = form!(x; ("loop*" [seq ("core/seq" coll)] ("if" seq step)));

        let next = form!(x; ("do" ("cpp/++" i) ("recur")));
        let inner = form!(x; ("do" ..body next));
        let step = element(x, group, form!(x; ("cpp/*" i)), inner, &next)?;
        let of_cpp = form!(x; ("let*" [i ("cpp/gusset.detail.range_begin" coll) end ("cpp/gusset.detail.range_end" coll)]
            ("loop*" [] ("if" ("cpp/!=" i end) step))));
        let given = &group.coll;
        body = vec![form!(x; ("let*" [coll given] ("doseq*" coll of_cpp of_host)))];
    }
    Ok(x.body(&body))
}

/// A lazy sequence. For each group there is a function of a sequence,
/// `(fn* iter [c] (lazy-seq* (fn* [] (loop* [s (seq c)] (if s …)))))`; the innermost one conses the body onto what
/// it gives for the rest, the others concatenate what their inner functions give.
pub fn for_(x: &Expansion, args: &[Value]) -> Expand {
    let body = x.body(&args[1..]);
    let mut inner: Option<Value> = None;
    for group in groups(x, &args[0])?.iter().rev() {
        let (iter, given, seq, coll) = (x.gensym("iter"), x.gensym("coll"), x.gensym("seq"), &group.coll);
        let next = form!(x; ("recur" ("core/next" seq)));
        let more = form!(x; (iter ("core/rest" seq)));
        let step = match &inner {
            None => form!(x; ("core/cons" body more)),
            Some(sequence) => {
                let found = x.gensym("inner");
                form!(x; ("let*" [found ("core/seq" sequence)]
                    ("if" found ("core/concat" found more) next)))
            }
        };
        let step = element(x, group, form!(x; ("core/first" seq)), step, &next)?;
        let lazy = x.thunk(&[form!(x; ("loop*" [seq ("core/seq" given)] ("if" seq step)))]);
        inner = Some(form!(x; (("fn*" iter [given] ("core/lazy-seq*" lazy)) coll)));
    }
    Ok(inner.unwrap_or_default())
}

pub fn dotimes(x: &Expansion, args: &[Value]) -> Expand {
    let pairs = binding_pairs(x, &args[0])?;
    let body = &args[1..];
    let [name, count] = &pairs[..] else {
        return Err(x.refuse(&args[0], "dotimes takes exactly one binding: [name count]"));
    };
    if !is_local_name(name) {
        return Err(x.refuse(name, format!("dotimes needs a plain symbol to count with, not {}", shown(name))));
    }
    let next = form!(x; ("recur" ("core/unchecked-inc" name)));
    let (mut pairs, mut limit) = (Vec::new(), count.clone());
    if count.as_long().is_none() {
        limit = x.gensym("n");
        pairs.extend([limit.clone(), form!(x; ("core/long" count))]);
    }
    let counting = form!(x; ("loop*" [name {long(0)}] ("if" ("core/<" name limit) ("do" ..body next))));
    Ok(x.let_star(pairs, &[counting]))
}

pub fn while_(x: &Expansion, args: &[Value]) -> Expand {
    let (test, body) = (&args[0], &args[1..]);
    Ok(form!(x; ("loop*" [] ("if" test ("do" ..body ("recur"))))))
}

/// `(amap array index result expr)`: a copy of the array with `expr` as each element.
pub fn amap(x: &Expansion, args: &[Value]) -> Expand {
    let [array, index, result, expr] = args else { return Ok(Value::NIL) };
    let (source, length) = (x.gensym("array"), x.gensym("length"));
    Ok(form!(x; ("let*" [source array length ("core/alength" source) result ("core/aclone" source)]
        ("loop*" [index {long(0)}]
            ("if" ("core/<" index length)
                ("do" ("core/aset" result index expr) ("recur" ("core/unchecked-inc" index)))
                result)))))
}

/// `(areduce array index result init expr)`.
pub fn areduce(x: &Expansion, args: &[Value]) -> Expand {
    let [array, index, result, init, expr] = args else { return Ok(Value::NIL) };
    let (source, length) = (x.gensym("array"), x.gensym("length"));
    Ok(form!(x; ("let*" [source array length ("core/alength" source)]
        ("loop*" [index {long(0)} result init]
            ("if" ("core/<" index length) ("recur" ("core/unchecked-inc" index) expr) result)))))
}
