//! Threads that C++ started, while they run code of an engine: who is inside its gate has the engine's context for its
//! own, with stacks, thread bindings and tables that are that thread's.

use super::capture;
use crate::data::symbol::{self, Keywords};
use crate::data::types::{self, Types};
use crate::engine::{Bindings, Engine};
use crate::value::{
    self, Context, Ended, Gate, MachineStack, TraceEntry, Value, ValueStack, current_if_any, set_current,
};
use std::cell::{Cell, RefCell};
use std::mem::swap;
use std::ptr;

/// How a thread came in, and so how it goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// It was inside before.
    Inside,
    /// Back from C++ that the engine runs on this thread.
    SteppedIn,
    /// From C++ that runs on a thread of its own.
    Arrived,
}

/// Where the tables of an engine's thread are, which its visitors use instead of their own.
pub struct Tables {
    keywords: *mut Keywords,
    types: *mut Types,
}

impl Tables {
    /// Those of this thread.
    pub fn here() -> Tables {
        Tables { keywords: symbol::keywords(), types: types::types() }
    }
}

thread_local! {
    /// The engines that this thread visits, one in the other.
    static VISITS: RefCell<Vec<Visit>> = const { RefCell::new(Vec::new()) };
    /// The stack of the last visit, for the next.
    static SPARE: Cell<Option<ValueStack>> = const { Cell::new(None) };
}

/// What is this thread's, while it is not inside; what the engine had before, while it is.
struct Visit {
    gate: *const Gate,
    stack_top: *mut Value,
    stack_end: *mut Value,
    stack: ValueStack,
    machine_stack: MachineStack,
    pending: Value,
    trace: Vec<TraceEntry>,
    bindings: Bindings,
    /// The thread's context before.
    before: *mut Context,
}

impl Visit {
    fn new(gate: &Gate) -> Visit {
        let stack = SPARE.take().unwrap_or_default();
        Visit {
            gate,
            stack_top: stack.base(),
            stack_end: stack.end(),
            stack,
            machine_stack: MachineStack::here(),
            pending: Value::UNBOUND,
            trace: Vec::new(),
            bindings: Bindings::default(),
            before: current_if_any().map_or(ptr::null_mut(), ptr::from_mut),
        }
    }
}

/// Exchanges what is this thread's with what is in the context and in its engine; see [`Gate`].
pub fn exchange(cx: &mut Context) {
    VISITS.with_borrow_mut(|visits| {
        let gate: *const Gate = &*cx.gate;
        let Some(visit) = visits.iter_mut().rev().find(|visit| ptr::eq(visit.gate, gate)) else { return };
        swap(&mut cx.stack_top, &mut visit.stack_top);
        swap(&mut cx.stack_end, &mut visit.stack_end);
        swap(&mut cx.stack, &mut visit.stack);
        swap(&mut cx.machine_stack, &mut visit.machine_stack);
        swap(&mut cx.pending, &mut visit.pending);
        swap(&mut cx.trace, &mut visit.trace);
        let engine = Engine::of(cx);
        engine.bindings.swap(&visit.bindings);
        // SAFETY: the engine's thread is outside or waits, and so uses none of its tables, and this thread is in the
        // midst of none of its own.
        unsafe {
            ptr::swap(engine.tables.keywords, symbol::keywords());
            ptr::swap(engine.tables.types, types::types());
        }
    });
}

/// Waits until this thread may run code of the gate's engine. [`go`] ends that.
pub fn come_in(gate: &Gate) -> Result<Way, Ended> {
    if gate.is_inside() {
        return Ok(Way::Inside);
    }
    let visiting = || VISITS.with_borrow(|visits| visits.iter().any(|visit| ptr::eq(visit.gate, gate)));
    if gate.is_home() || visiting() {
        gate.step_in();
        return Ok(Way::SteppedIn);
    }
    let visit = Visit::new(gate);
    VISITS.with_borrow_mut(|visits| visits.push(visit));
    let arrived = gate.arrive();
    match arrived {
        Ok(()) => {
            set_current(gate.context());
            Ok(Way::Arrived)
        }
        Err(ended) => {
            VISITS.with_borrow_mut(Vec::pop);
            Err(ended)
        }
    }
}

/// Lets others run again, where [`come_in`] stopped them.
pub fn go(gate: &Gate, way: Way) {
    match way {
        Way::Inside => {}
        Way::SteppedIn => gate.step_out(),
        Way::Arrived => {
            // What C++ does with an exception on its own thread is nothing that the host sees.
            capture::forget_crossing();
            value::current().trace.clear();
            gate.depart();
            if let Some(visit) = VISITS.with_borrow_mut(Vec::pop) {
                set_current(visit.before);
                SPARE.set(Some(visit.stack));
            }
        }
    }
}
