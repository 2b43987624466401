//! Transducers: the one-argument arities of `map`, `filter`, `take` and their kin, and what runs them.

use super::{ANY, Native, native};
use crate::data::builtin::Builtin;
use crate::data::equality::equal;
use crate::data::iteration::index_value;
use crate::data::lazy_seq::generate_with;
use crate::data::reference::{reduced, unreduced};
use crate::data::seq::{SeqIter, reduce};
use crate::data::set::Set;
use crate::data::vector;
use crate::value::{Context, Kind, Outcome, Value, call};
use std::cell::RefCell;
use std::collections::VecDeque;
use std::rc::Rc;

pub static TABLE: &[Native] = &[
    native("clojure.core/transduce", 3, 4, |cx, args| {
        let transducer = super::take(args, 0);
        let function = super::take(args, 1);
        let init = (args.len() == 4).then(|| super::take(args, 2));
        let items = super::take(args, args.len() - 1);
        transduce(cx, &transducer, function, init, items)
    }),
    native("clojure.core/sequence", 1, ANY, |cx, args| match args {
        [coll] => {
            let seq = crate::data::seq::seq(cx, coll)?;
            Ok(if seq.is_nil() { crate::data::empty_list() } else { seq })
        }
        [transducer, colls @ ..] => {
            let iters = super::lazy::iterators(cx, colls)?;
            sequence(cx, transducer, iters)
        }
        [] => Ok(Value::NIL),
    }),
    native("clojure.core/eduction", 1, ANY, |cx, args| {
        let coll = super::take(args, args.len() - 1);
        let last = args.len() - 1;
        let transducer = super::functions::compose(args[..last].iter_mut().map(std::mem::take).collect());
        let iter = SeqIter::new(cx, coll)?;
        sequence(cx, &transducer, vec![iter])
    }),
    native("clojure.core/completing", 1, 2, |_, args| {
        let function = super::take(args, 0);
        let complete = (args.len() == 2).then(|| super::take(args, 1));
        Ok(Builtin::closure("completing", 0, ANY, move |cx, args| match (args.len(), &complete) {
            (1, Some(complete)) => call(cx, complete, args),
            (1, None) => Ok(super::take(args, 0)),
            _ => call(cx, &function, args),
        }))
    }),
    native("clojure.core/cat", 1, 1, |_, args| {
        let next = super::take(args, 0);
        Ok(step_function(next, Box::new(Cat)))
    }),
    native("clojure.core/reduced", 1, 1, |_, args| Ok(reduced(super::take(args, 0)))),
    native("clojure.core/reduced?", 1, 1, |_, args| Ok(Value::bool(args[0].kind() == Some(Kind::Reduced)))),
    native("clojure.core/unreduced", 1, 1, |_, args| Ok(unreduced(super::take(args, 0)))),
    native("clojure.core/ensure-reduced", 1, 1, |_, args| {
        let value = super::take(args, 0);
        Ok(if value.kind() == Some(Kind::Reduced) { value } else { reduced(value) })
    }),
    native("clojure.core/halt-when", 1, 2, |_, args| {
        let predicate = super::take(args, 0);
        Ok(stateless("halt-when", move |cx, next, total, item| {
            if call(cx, &predicate, &mut [item.clone()])?.is_truthy() {
                return Ok(reduced(item));
            }
            call(cx, next, &mut [total, item])
        }))
    }),
];

/// One step of a transduction: what happens between the function before and the reducing function `next` after it.
trait Stage {
    fn step(&self, cx: &mut Context, next: &Value, total: Value, item: Value) -> Outcome;

    /// Several inputs at once; only `map` takes them.
    fn step_many(&self, cx: &mut Context, _next: &Value, args: &mut [Value]) -> Outcome {
        Err(crate::data::exception::wrong_arity(cx, "transducer", args.len()))
    }

    fn finish(&self, cx: &mut Context, next: &Value, total: Value) -> Outcome {
        call(cx, next, &mut [total])
    }
}

/// The reducing function that a transducer makes of `next`.
fn step_function(next: Value, stage: Box<dyn Stage>) -> Value {
    Builtin::closure("transducing", 0, ANY, move |cx, args| match args {
        [] => call(cx, &next, &mut []),
        [total] => stage.finish(cx, &next, std::mem::take(total)),
        [total, item] => stage.step(cx, &next, std::mem::take(total), std::mem::take(item)),
        _ => stage.step_many(cx, &next, args),
    })
}

fn transducer<S: Stage + 'static>(name: &'static str, stage: impl Fn() -> S + 'static) -> Value {
    Builtin::closure(name, 1, 1, move |_, args| Ok(step_function(super::take(args, 0), Box::new(stage()))))
}

/// A transducer without state.
fn stateless(name: &'static str, step: impl Fn(&mut Context, &Value, Value, Value) -> Outcome + 'static) -> Value {
    struct Shared<F: ?Sized>(Rc<F>);
    impl<F: Fn(&mut Context, &Value, Value, Value) -> Outcome> Stage for Shared<F> {
        fn step(&self, cx: &mut Context, next: &Value, total: Value, item: Value) -> Outcome {
            (self.0)(cx, next, total, item)
        }
    }
    let step = Rc::new(step);
    transducer(name, move || Shared(step.clone()))
}

/// A transducer with a state for each transduction.
fn stateful<S: Default + 'static>(
    name: &'static str,
    step: impl Fn(&mut Context, &mut S, &Value, Value, Value) -> Outcome + 'static,
) -> Value {
    struct Shared<S, F: ?Sized>(RefCell<Option<S>>, Rc<F>);
    impl<S: Default, F: Fn(&mut Context, &mut S, &Value, Value, Value) -> Outcome> Stage for Shared<S, F> {
        fn step(&self, cx: &mut Context, next: &Value, total: Value, item: Value) -> Outcome {
            // Taken out for the while: the function may come back here.
            let mut state = self.0.take().unwrap_or_default();
            let outcome = (self.1)(cx, &mut state, next, total, item);
            self.0.replace(Some(state));
            outcome
        }
    }
    let step = Rc::new(step);
    transducer(name, move || Shared(RefCell::new(Some(S::default())), step.clone()))
}

/// Reduces `items` with `function` behind the transducer.
pub fn transduce(cx: &mut Context, transducer: &Value, function: Value, init: Option<Value>, items: Value) -> Outcome {
    let init = match init {
        Some(init) => init,
        None => call(cx, &function, &mut [])?,
    };
    let step = call(cx, transducer, &mut [function])?;
    let mut items = SeqIter::new(cx, items)?;
    let total = reduce(cx, &step, init, &mut items)?;
    call(cx, &step, &mut [total])
}

/// The lazy sequence of what the transducer makes of the inputs.
fn sequence(cx: &mut Context, transducer: &Value, mut iters: Vec<SeqIter>) -> Outcome {
    let made: Rc<RefCell<VecDeque<Value>>> = Rc::default();
    let sink = made.clone();
    let collect = Builtin::closure("sequence", 0, 2, move |_, args| {
        if args.len() == 2 {
            sink.borrow_mut().push_back(super::take(args, 1));
        }
        Ok(Value::NIL)
    });
    let step = call(cx, transducer, &mut [collect])?;
    let mut ended = false;
    Ok(generate_with(move |cx| {
        loop {
            if let Some(item) = made.borrow_mut().pop_front() {
                return Ok(Some(item));
            }
            if ended {
                return Ok(None);
            }
            let row = super::lazy::next_row(cx, &mut iters)?;
            ended = match row {
                Some(mut row) => {
                    row.insert(0, Value::NIL);
                    call(cx, &step, &mut row)?.kind() == Some(Kind::Reduced)
                }
                None => true,
            };
            if ended {
                call(cx, &step, &mut [Value::NIL])?;
            }
        }
    }))
}

/// Passes all elements of each item on.
struct Cat;

impl Stage for Cat {
    fn step(&self, cx: &mut Context, next: &Value, total: Value, item: Value) -> Outcome {
        let mut total = total;
        let mut items = SeqIter::new(cx, item)?;
        while let Some(item) = items.next(cx)? {
            total = call(cx, next, &mut [total, item])?;
            if total.kind() == Some(Kind::Reduced) {
                break;
            }
        }
        Ok(total)
    }
}

/// `(map f)`, the one that takes several inputs.
pub fn map(function: Value) -> Value {
    struct Map(Value);
    impl Stage for Map {
        fn step(&self, cx: &mut Context, next: &Value, total: Value, item: Value) -> Outcome {
            let item = call(cx, &self.0, &mut [item])?;
            call(cx, next, &mut [total, item])
        }
        fn step_many(&self, cx: &mut Context, next: &Value, args: &mut [Value]) -> Outcome {
            let total = super::take(args, 0);
            let item = call(cx, &self.0, &mut args[1..])?;
            call(cx, next, &mut [total, item])
        }
    }
    transducer("map", move || Map(function.clone()))
}

pub fn map_indexed(function: Value) -> Value {
    stateful("map-indexed", move |cx, index: &mut usize, next, total, item| {
        *index += 1;
        let item = call(cx, &function, &mut [index_value(*index - 1), item])?;
        call(cx, next, &mut [total, item])
    })
}

pub fn mapcat(function: Value) -> Value {
    stateless("mapcat", move |cx, next, total, item| {
        let items = call(cx, &function, &mut [item])?;
        Cat.step(cx, next, total, items)
    })
}

pub fn filter(function: Value, wanted: bool) -> Value {
    stateless("filter", move |cx, next, total, item| {
        if call(cx, &function, &mut [item.clone()])?.is_truthy() == wanted {
            call(cx, next, &mut [total, item])
        } else {
            Ok(total)
        }
    })
}

pub fn keep(function: Value) -> Value {
    stateless("keep", move |cx, next, total, item| {
        let kept = call(cx, &function, &mut [item])?;
        if kept.is_nil() { Ok(total) } else { call(cx, next, &mut [total, kept]) }
    })
}

pub fn keep_indexed(function: Value) -> Value {
    stateful("keep-indexed", move |cx, index: &mut usize, next, total, item| {
        *index += 1;
        let kept = call(cx, &function, &mut [index_value(*index - 1), item])?;
        if kept.is_nil() { Ok(total) } else { call(cx, next, &mut [total, kept]) }
    })
}

pub fn take(count: i64) -> Value {
    stateful("take", move |cx, seen: &mut i64, next, total, item| {
        *seen += 1;
        let total = if *seen <= count { call(cx, next, &mut [total, item])? } else { total };
        Ok(if *seen >= count && total.kind() != Some(Kind::Reduced) { reduced(total) } else { total })
    })
}

pub fn drop(count: i64) -> Value {
    stateful("drop", move |cx, seen: &mut i64, next, total, item| {
        *seen += 1;
        if *seen > count { call(cx, next, &mut [total, item]) } else { Ok(total) }
    })
}

pub fn take_while(function: Value) -> Value {
    stateless("take-while", move |cx, next, total, item| {
        if call(cx, &function, &mut [item.clone()])?.is_truthy() {
            call(cx, next, &mut [total, item])
        } else {
            Ok(reduced(total))
        }
    })
}

pub fn drop_while(function: Value) -> Value {
    stateful("drop-while", move |cx, through: &mut bool, next, total, item| {
        if !*through {
            *through = !call(cx, &function, &mut [item.clone()])?.is_truthy();
        }
        if *through { call(cx, next, &mut [total, item]) } else { Ok(total) }
    })
}

pub fn take_nth(step: i64) -> Value {
    stateful("take-nth", move |cx, index: &mut i64, next, total, item| {
        *index += 1;
        if (*index - 1) % step.max(1) == 0 { call(cx, next, &mut [total, item]) } else { Ok(total) }
    })
}

pub fn interpose(separator: Value) -> Value {
    stateful("interpose", move |cx, started: &mut bool, next, total, item| {
        let mut total = total;
        if std::mem::replace(started, true) {
            total = call(cx, next, &mut [total, separator.clone()])?;
            if total.kind() == Some(Kind::Reduced) {
                return Ok(total);
            }
        }
        call(cx, next, &mut [total, item])
    })
}

pub fn distinct() -> Value {
    stateful("distinct", move |cx, seen: &mut Set, next, total, item| {
        if seen.contains(&item) {
            return Ok(total);
        }
        seen.items.insert(item.clone(), item.clone());
        call(cx, next, &mut [total, item])
    })
}

pub fn dedupe() -> Value {
    stateful("dedupe", move |cx, previous: &mut Option<Value>, next, total, item| {
        if let Some(previous) = previous
            && equal(cx, previous, &item)?
        {
            return Ok(total);
        }
        *previous = Some(item.clone());
        call(cx, next, &mut [total, item])
    })
}

/// What `partition-by` and `partition-all` have gathered, to be passed on when it is complete.
struct Groups {
    group: RefCell<Vec<Value>>,
    /// A group is complete with so many elements.
    size: usize,
    /// Gives an element's key, a change of which starts a new group.
    key_of: Option<Value>,
    key: RefCell<Value>,
}

impl Groups {
    fn new(size: usize, key_of: Option<Value>) -> Groups {
        Groups { group: RefCell::default(), size, key_of, key: RefCell::new(Value::UNBOUND) }
    }

    fn starts_new(&self, cx: &mut Context, item: &Value) -> Outcome<bool> {
        let Some(key_of) = &self.key_of else { return Ok(false) };
        let key = call(cx, key_of, &mut [item.clone()])?;
        let old = self.key.replace(key.clone());
        Ok(!old.is_unbound() && !equal(cx, &old, &key)?)
    }

    fn pass_on(&self, cx: &mut Context, next: &Value, total: Value) -> Outcome {
        let group = self.group.take();
        if group.is_empty() { Ok(total) } else { call(cx, next, &mut [total, vector(group)]) }
    }
}

impl Stage for Groups {
    fn step(&self, cx: &mut Context, next: &Value, total: Value, item: Value) -> Outcome {
        let mut total = total;
        if self.starts_new(cx, &item)? {
            total = self.pass_on(cx, next, total)?;
        }
        if total.kind() == Some(Kind::Reduced) {
            return Ok(total);
        }
        self.group.borrow_mut().push(item);
        if self.group.borrow().len() == self.size { self.pass_on(cx, next, total) } else { Ok(total) }
    }

    fn finish(&self, cx: &mut Context, next: &Value, total: Value) -> Outcome {
        let total = unreduced(self.pass_on(cx, next, total)?);
        call(cx, next, &mut [total])
    }
}

pub fn partition_all(size: usize) -> Value {
    transducer("partition-all", move || Groups::new(size.max(1), None))
}

pub fn partition_by(function: Value) -> Value {
    transducer("partition-by", move || Groups::new(usize::MAX, Some(function.clone())))
}
