//! Calls: the call node, entering functions in tier 0, and building their frames.

use super::eval::{eval as eval_node, operand};
use super::exceptions::passed;
use super::frame::{Frame, frame_words};
use super::{closures, context, hot, vars};
use crate::ast::{Arity, Function, Node, NodeKind, Prototype};
use crate::data::exception::{self, Class};
use crate::data::list;
use crate::engine::{Engine, function_of};
use crate::value::{Context, Entry, Header, Object, Outcome, Thrown, Value, entry_of, outcome_of, word, word_of};
use std::ptr;
use std::rc::Rc;

/// The [`Entry`] of functions in tier 0.
///
/// # Safety
/// As [`Entry`] says; `callee` is a function object.
pub unsafe extern "C" fn entry(cx: *mut Context, callee: *const Header, args: *mut Value, count: usize) -> u64 {
    // SAFETY: `Entry`'s contract: the context is exclusive, the callee alive, and the arguments are given up.
    unsafe { word_of(invoke(&mut *cx, function_of(callee), args, count)) }
}

/// The same for a function whose compiled code does not take these arguments.
///
/// # Safety
/// As [`entry`].
pub unsafe fn interpret(cx: &mut Context, callee: *const Header, args: *mut Value, count: usize) -> u64 {
    // SAFETY: passed on; the number of arguments is checked.
    unsafe {
        let function = function_of(callee);
        let prototype = &*function.body.prototype;
        match prototype.arity(count) {
            Some(arity) => word_of(run_arity(cx, Some(function), prototype, arity, args, count)),
            None => word_of(invoke(cx, function, args, count)),
        }
    }
}

/// Runs a top-level form: a prototype with one arity of no parameters.
pub fn run(cx: &mut Context, thunk: &Rc<Prototype>) -> Outcome {
    match thunk.arity(0) {
        // SAFETY: no arguments; the frame is built at the top of the stack.
        Some(arity) => unsafe { run_arity(cx, None, thunk, arity, cx.stack_top, 0) },
        None => Err(wrong_arity(cx, thunk, 0)),
    }
}

/// A call node: callee first, then the arguments, each right where the callee's frame begins.
#[inline(never)]
pub(super) fn eval(cx: &mut Context, frame: &Frame, node: &Node, callee: &Node, args: &[Node]) -> Outcome {
    let callee = match &callee.kind {
        NodeKind::Var(var) if !var.dynamic.get() && var.root.word() != word::UNBOUND => var.root.get(),
        // An unbound one is the call's error, as in tier 1.
        NodeKind::Var(var) => vars::eval(cx, frame, node, var)?,
        NodeKind::Local { slot, last } => frame.read(*slot, *last),
        NodeKind::SelfFunction => closures::self_function(frame),
        _ => eval_node(cx, frame, callee)?,
    };
    let base = cx.stack_top;
    push_all(cx, frame, args)?;
    // SAFETY: the arguments are the `args.len()` values from `base` up to the top, given up here.
    let outcome = unsafe { enter(cx, &callee, base, args.len()) };
    cx.stack_top = base;
    if outcome.is_err() {
        passed(cx, frame, node.span);
    }
    outcome
}

/// Evaluates nodes onto the value stack; on failure none of them stays there.
#[inline(always)]
pub(super) fn push_all(cx: &mut Context, frame: &Frame, nodes: &[Node]) -> Outcome<()> {
    let base = cx.stack_top;
    if nodes.len() > 64 {
        // SAFETY: only compared; the mapping is followed by slack of more than a node array's length, or the address
        // is out of reach and the comparison fails.
        if base.wrapping_add(nodes.len()) >= cx.stack_end {
            return Err(context::stack_overflow(cx));
        }
    }
    for node in nodes {
        match operand(cx, frame, node) {
            // SAFETY: room is there: see above, and `ValueStack` for shorter arrays. Host evaluation has left
            // the top where it was.
            Ok(value) => unsafe {
                ptr::write(cx.stack_top, value);
                cx.stack_top = cx.stack_top.add(1);
            },
            Err(thrown) => {
                super::frame::restore(cx, base);
                return Err(thrown);
            }
        }
    }
    Ok(())
}

/// Calls any value.
///
/// # Safety
/// `args` are `count` valid values, ending at the top of the value stack, which the call takes.
#[inline(always)]
pub(super) unsafe fn enter(cx: &mut Context, callee: &Value, args: *mut Value, count: usize) -> Outcome {
    // SAFETY: a code pointer belongs to the object that it was read from, which `callee` keeps alive; the arguments
    // are as `Entry` wants them.
    unsafe {
        match entry_of(callee) {
            Some((code, object)) if ptr::fn_addr_eq(code, entry as Entry) => {
                invoke(cx, function_of(object.as_ptr()), args, count)
            }
            Some((code, object)) => outcome_of(code(cx, object.as_ptr(), args, count)),
            None => enter_other(cx, callee, args, count),
        }
    }
}

/// # Safety
/// As [`enter`].
#[inline(never)]
unsafe fn enter_other(cx: &mut Context, callee: &Value, args: *mut Value, count: usize) -> Outcome {
    // SAFETY: by the contract; what the callee left of them is dropped.
    unsafe {
        let args = std::slice::from_raw_parts_mut(args, count);
        let outcome = (cx.call_other)(cx, callee, args);
        ptr::drop_in_place(args);
        outcome
    }
}

/// Calls a function whose entry is tier 0's.
///
/// # Safety
/// `args` are `count` valid values, which the call takes.
#[inline(always)]
unsafe fn invoke(cx: &mut Context, function: &Object<Function>, args: *mut Value, count: usize) -> Outcome {
    let prototype = &*function.body.prototype;
    let Some(arity) = prototype.arity(count) else {
        // SAFETY: the arguments are this call's to drop.
        unsafe { ptr::drop_in_place(ptr::slice_from_raw_parts_mut(args, count)) };
        return Err(wrong_arity(cx, prototype, count));
    };
    let calls = arity.calls.get();
    arity.calls.set(calls + 1);
    if calls <= u64::from(Engine::of(cx).config.jit_threshold) || calls & hot::ASK_AGAIN == 0 {
        // SAFETY: the arguments are valid.
        unsafe { hot::called(cx, function, arity, calls, args) };
    }
    // SAFETY: compiled code takes the arguments as this function would; their number fits the arity.
    unsafe {
        match arity.code.get() {
            Some(code) => {
                if Engine::of(cx).config.count_calls {
                    arity.calls.set(calls); // it counts the call itself
                }
                outcome_of(code(cx, &raw const function.header, args, count))
            }
            None => run_arity(cx, Some(function), prototype, arity, args, count),
        }
    }
}

/// Interprets one activation.
///
/// # Safety
/// `args` are `count` valid values, which the call takes; their number fits the arity.
#[inline(never)]
unsafe fn run_arity(
    cx: &mut Context,
    function: Option<&Object<Function>>,
    prototype: &Prototype,
    arity: &Arity,
    args: *mut Value,
    count: usize,
) -> Outcome {
    let base = cx.stack_top;
    let words = frame_words(&arity.layout);
    // SAFETY: the stack's end is checked before anything is written; arguments and slots are valid values and are
    // dropped once; the frame's words are its own, as the top is raised above them.
    unsafe {
        let slots = if args.wrapping_add(count) == base { args } else { base };
        let end = slots.wrapping_add(words.max(count));
        if end >= cx.stack_end {
            ptr::drop_in_place(ptr::slice_from_raw_parts_mut(args, count));
            return Err(context::stack_overflow(cx));
        }
        if slots != args {
            ptr::copy_nonoverlapping(args, slots, count);
        }
        let mut filled = arity.params as usize;
        if arity.variadic {
            let rest = collect_rest(slots.add(filled), count - filled);
            ptr::write(slots.add(filled), rest);
            filled += 1;
        }
        for slot in filled..arity.layout.slots as usize {
            ptr::write(slots.add(slot), Value::NIL);
        }
        cx.stack_top = end;
        let frame = Frame::new(slots, &arity.layout, function, prototype);
        let outcome = loop {
            if cx.poll_due(&raw const frame as usize)
                && let Err(thrown) = (cx.on_poll)(cx)
            {
                passed(cx, &frame, prototype.span);
                break Err(thrown);
            }
            match eval_node(cx, &frame, &arity.body) {
                Ok(value) if value.is_unbound() => {}
                outcome => break outcome,
            }
        };
        for slot in 0..arity.layout.slots {
            frame.clear(slot);
        }
        cx.stack_top = base;
        outcome
    }
}

/// The rest arguments as a list, nil for none.
///
/// # Safety
/// `args` are `count` valid values, which are moved.
#[inline(never)]
unsafe fn collect_rest(args: *mut Value, count: usize) -> Value {
    if count == 0 {
        return Value::NIL;
    }
    // SAFETY: by the contract, each is read once.
    list::list((0..count).map(|index| unsafe { ptr::read(args.add(index)) }))
}

/// Raises that a function does not take that many arguments, and what it takes.
#[cold]
#[inline(never)]
fn wrong_arity(cx: &mut Context, prototype: &Prototype, given: usize) -> Thrown {
    let takes: Vec<String> = prototype
        .arities
        .iter()
        .map(|arity| if arity.variadic { format!("{} or more", arity.params) } else { arity.params.to_string() })
        .collect();
    let message =
        format!("Wrong number of args ({given}) passed to: {}, which takes {}", prototype.name, takes.join(", "));
    exception::throw(cx, Class::ArityException, message)
}
