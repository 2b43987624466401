//! Cells whose rest is any sequence, and sequences that are computed when they are looked at.

use super::exception::{self, Class};
use super::seq;
use crate::value::{Context, HeapType, Kind, Outcome, Ref, Thread, Value, call, raise};
use std::cell::RefCell;

/// A first element before any sequence.
pub struct Cons {
    pub first: Value,
    /// Anything seqable.
    pub rest: Value,
    pub meta: Value,
}

// SAFETY: the only type of this kind.
unsafe impl HeapType for Cons {
    const KIND: Kind = Kind::Cons;
}

pub fn cons_cell(first: Value, rest: Value) -> Value {
    Ref::new(Cons { first, rest, meta: Value::NIL }).into()
}

/// The state of a lazy sequence written in Rust: gives one element after another.
pub trait Generator {
    /// The next element; none at the end, after which it is not asked again.
    fn step(&mut self, cx: &mut Context) -> Outcome<Option<Value>>;
}

enum State {
    /// A function of no arguments that gives the sequence.
    Thunk(Value),
    Generator(Box<dyn Generator>),
    /// A sequence that is not empty, or nil.
    Realized(Value),
    /// Computing it raised this exception; every look at it raises it again.
    Failed(Value),
    /// Being computed, by this thread.
    Running(Thread),
}

/// A sequence that is computed, once, when it is first looked at.
pub struct LazySeq {
    state: RefCell<State>,
    pub meta: Value,
}

// SAFETY: the only type of this kind.
unsafe impl HeapType for LazySeq {
    const KIND: Kind = Kind::LazySeq;
}

/// The lazy sequence that calling `thunk` gives.
pub fn lazy_seq(thunk: Value) -> Value {
    Ref::new(LazySeq { state: RefCell::new(State::Thunk(thunk)), meta: Value::NIL }).into()
}

/// The lazy sequence of a generator's elements.
pub fn generate(generator: impl Generator + 'static) -> Value {
    of_generator(Box::new(generator))
}

pub fn of_generator(generator: Box<dyn Generator>) -> Value {
    Ref::new(LazySeq { state: RefCell::new(State::Generator(generator)), meta: Value::NIL }).into()
}

/// A lazy sequence from a closure that gives one element after another.
pub fn generate_with(step: impl FnMut(&mut Context) -> Outcome<Option<Value>> + 'static) -> Value {
    struct Closure<F>(F);
    impl<F: FnMut(&mut Context) -> Outcome<Option<Value>>> Generator for Closure<F> {
        fn step(&mut self, cx: &mut Context) -> Outcome<Option<Value>> {
            (self.0)(cx)
        }
    }
    generate(Closure(step))
}

impl LazySeq {
    pub fn is_realized(&self) -> bool {
        matches!(&*self.state.borrow(), State::Realized(_) | State::Failed(_))
    }

    /// The same sequence with other metadata; computes it.
    pub fn with_meta(&self, cx: &mut Context, meta: Value) -> Outcome {
        let seq = self.realize(cx)?;
        Ok(Ref::new(LazySeq { state: RefCell::new(State::Realized(seq)), meta }).into())
    }

    /// Takes the generator of a sequence that nothing has looked at yet and that nobody else can look at.
    pub fn take_generator(&mut self) -> Option<Box<dyn Generator>> {
        let state = self.state.get_mut();
        if !matches!(state, State::Generator(_)) {
            return None;
        }
        match std::mem::replace(state, State::Realized(Value::NIL)) {
            State::Generator(generator) => Some(generator),
            _ => None,
        }
    }

    /// The sequence: one that is not empty, or nil.
    pub fn realize(&self, cx: &mut Context) -> Outcome {
        let state = {
            let mut state = self.state.borrow_mut();
            match &*state {
                State::Realized(seq) => return Ok(seq.clone()),
                State::Failed(exception) => {
                    let exception = exception.clone();
                    drop(state);
                    return Err(raise(cx, exception));
                }
                State::Running(thread) if *thread != Thread::this() => {
                    drop(state);
                    cx.wait_until(|| !matches!(&*self.state.borrow(), State::Running(_)))?;
                    return self.realize(cx);
                }
                State::Running(_) => {
                    drop(state);
                    return Err(exception::throw(
                        cx,
                        Class::IllegalStateException,
                        "lazy sequence looked at while it is being computed",
                    ));
                }
                State::Thunk(_) | State::Generator(_) => std::mem::replace(&mut *state, State::Running(Thread::this())),
            }
        };
        let outcome = cx.poll().and_then(|()| compute(cx, state));
        let state = match &outcome {
            Ok(seq) => State::Realized(seq.clone()),
            Err(_) => State::Failed(cx.pending.clone()),
        };
        let old = self.state.replace(state);
        drop(old);
        outcome
    }
}

fn compute(cx: &mut Context, state: State) -> Outcome {
    match state {
        State::Generator(mut generator) => Ok(match generator.step(cx)? {
            Some(first) => cons_cell(first, of_generator(generator)),
            None => Value::NIL,
        }),
        State::Thunk(thunk) => {
            let mut value = call(cx, &thunk, &mut [])?;
            // What it gave may be lazy itself, many times over; a loop, so that such chains do not nest.
            while let Some(inner) = value.get::<LazySeq>() {
                let inner_state = {
                    let mut state = inner.state.borrow_mut();
                    match &*state {
                        State::Thunk(_) => std::mem::replace(&mut *state, State::Running(Thread::this())),
                        _ => break,
                    }
                };
                let State::Thunk(thunk) = inner_state else { break };
                match call(cx, &thunk, &mut []) {
                    Ok(next) => {
                        // The inner sequence stays what it is for others that hold it.
                        if value.header().is_some_and(|header| header.references() > 1) {
                            let old = inner.state.replace(State::Thunk(constantly(next.clone())));
                            drop(old);
                        }
                        value = next;
                    }
                    Err(thrown) => {
                        let old = inner.state.replace(State::Failed(cx.pending.clone()));
                        drop(old);
                        return Err(thrown);
                    }
                }
            }
            seq::seq(cx, &value)
        }
        State::Realized(seq) => Ok(seq),
        State::Failed(exception) => Err(raise(cx, exception)),
        State::Running(_) => Ok(Value::NIL),
    }
}

/// A function of no arguments that gives `value`.
fn constantly(value: Value) -> Value {
    super::builtin::Builtin::closure("constantly", 0, 0, move |_, _| Ok(value.clone()))
}
