//! What compiled code calls: the cold and the general cases, as C functions at fixed addresses.
//!
//! Safety, for all of them: the context is that of the engine whose code runs, and exclusive; words are valid; where
//! an array of words is taken, it holds that many owned ones, which the callee takes; pointers into the tree are those
//! that the code was compiled from, which outlives it.

use super::subject::Unit;
use crate::ast::{Captures, Case, Catches, Function, Group, Intrinsic, Node, NodeKind, Profile};
use crate::config;
use crate::data::exception::{self, Class};
use crate::data::number;
use crate::data::var::Var;
use crate::data::{list, vector};
use crate::engine::{Engine, function_of};
use crate::interop::exception::{Handling, end_handling};
use crate::interp::steps::{self, Saved};
use crate::source::Span;
use crate::value::{self, Context, Header, Object, Outcome, Ref, TraceEntry, Value, word, word_of};
use std::mem::ManuallyDrop;
use std::ptr::NonNull;
use std::rc::Rc;

// ---- counting and numbers ------------------------------------------------------------------------------------------

pub unsafe extern "C" fn retain(object: *const Header) {
    unsafe { value::retain(NonNull::new_unchecked(object.cast_mut())) }
}

pub unsafe extern "C" fn release(object: *const Header) {
    unsafe { value::release(NonNull::new_unchecked(object.cast_mut())) }
}

pub unsafe extern "C" fn retain_word(word: u64) {
    std::mem::forget(unsafe { Value::from_borrowed_word(word) });
}

pub unsafe extern "C" fn release_word(word: u64) {
    drop(unsafe { Value::from_word(word) });
}

pub extern "C" fn box_long(n: i64) -> u64 {
    number::long(n).into_word()
}

pub extern "C" fn box_double(x: f64) -> u64 {
    number::double(x).into_word()
}

/// The long in a word, which stays the caller's.
pub unsafe extern "C" fn unbox_long(word: u64) -> i64 {
    let value = ManuallyDrop::new(unsafe { Value::from_word(word) });
    value.as_long().unwrap_or(0)
}

/// The double in a word, which stays the caller's.
pub unsafe extern "C" fn unbox_double(word: u64) -> f64 {
    let value = ManuallyDrop::new(unsafe { Value::from_word(word) });
    value.as_double().or_else(|| value.as_long().map(|n| n as f64)).unwrap_or(f64::NAN)
}

// ---- polls and exceptions ------------------------------------------------------------------------------------------

/// 1 where an exception was raised.
pub unsafe extern "C" fn poll(cx: *mut Context) -> i32 {
    let cx = unsafe { &mut *cx };
    i32::from((cx.on_poll)(cx).is_err())
}

/// Notes that the pending exception came out of `span`.
pub unsafe extern "C" fn trace(cx: *mut Context, function: *const Rc<str>, span: *const Span) {
    let (cx, span) = unsafe { (&mut *cx, *span) };
    if cx.trace.len() < config::TRACE_LENGTH {
        let function = if function.is_null() { None } else { Some(unsafe { (*function).clone() }) };
        cx.trace.push(TraceEntry { function, span });
    }
}

pub unsafe extern "C" fn overflow(cx: *mut Context) {
    let _ = exception::throw(unsafe { &mut *cx }, Class::ArithmeticException, "integer overflow");
}

/// Raises a value, taken.
pub unsafe extern "C" fn throw(cx: *mut Context, word: u64) {
    let _ = unsafe { steps::throw_value(&mut *cx, Value::from_word(word)) };
}

/// Whether a clause takes the pending exception.
pub unsafe extern "C" fn catches(cx: *mut Context, what: *const Catches) -> i32 {
    let (cx, what) = unsafe { (&*cx, *what) };
    i32::from(what.takes(&cx.pending))
}

/// The pending exception, which now keeps its trace itself.
pub unsafe extern "C" fn take(cx: *mut Context) -> u64 {
    steps::take_with_trace(unsafe { &mut *cx }).into_word()
}

/// Tells C++ that a clause handles the exception, which stays the caller's; 1 where it is one of C++.
pub unsafe extern "C" fn begin_clause(exception: u64) -> i32 {
    let exception = ManuallyDrop::new(unsafe { Value::from_word(exception) });
    // It is dropped by `end_clause`.
    i32::from(Handling::of(&exception).map(std::mem::forget).is_some())
}

/// Ends the clause, of which C++ was told where `told` is 1.
pub unsafe extern "C" fn end_clause(told: i32) {
    if told != 0 {
        unsafe { end_handling() };
    }
}

/// Puts the pending exception aside while a `finally` runs.
pub unsafe extern "C" fn save(cx: *mut Context) -> *mut Saved {
    Box::into_raw(Box::new(Saved::take(unsafe { &mut *cx })))
}

pub unsafe extern "C" fn restore(cx: *mut Context, saved: *mut Saved) {
    let (cx, saved) = unsafe { (&mut *cx, Box::from_raw(saved)) };
    saved.restore(cx);
}

pub unsafe extern "C" fn discard(saved: *mut Saved) {
    drop(unsafe { Box::from_raw(saved) });
}

// ---- operations ----------------------------------------------------------------------------------------------------

/// Owned words as values; they are dropped with the result.
unsafe fn values(args: *mut u64, count: usize) -> Vec<Value> {
    (0..count).map(|index| unsafe { Value::from_word(args.add(index).read()) }).collect()
}

/// The general case of an intrinsic.
pub unsafe extern "C" fn intrinsic(cx: *mut Context, op: u32, args: *mut u64, count: usize) -> u64 {
    // SAFETY: `op` was made from an `Intrinsic`.
    let op: Intrinsic = unsafe { std::mem::transmute(op as u8) };
    const { assert!(size_of::<Intrinsic>() == 1) };
    let cx = unsafe { &mut *cx };
    match count {
        1 => {
            let mut args = [unsafe { Value::from_word(args.read()) }];
            word_of(steps::intrinsic(cx, op, &mut args))
        }
        2 => {
            let mut args = unsafe { [Value::from_word(args.read()), Value::from_word(args.add(1).read())] };
            word_of(steps::intrinsic(cx, op, &mut args))
        }
        _ => {
            let mut args = unsafe { values(args, count) };
            word_of(steps::intrinsic(cx, op, &mut args))
        }
    }
}

/// A node whose parts have been evaluated.
pub unsafe extern "C" fn node(cx: *mut Context, node: *const Node, args: *mut u64, count: usize) -> u64 {
    let (cx, node, args) = unsafe { (&mut *cx, &*node, values(args, count)) };
    word_of(put_together(cx, node, args))
}

fn put_together(cx: &mut Context, node: &Node, args: Vec<Value>) -> Outcome {
    match &node.kind {
        NodeKind::Vector(_) => Ok(vector(args)),
        NodeKind::Map(_) => steps::map_literal(cx, args),
        NodeKind::Set(_) => steps::set_literal(cx, args),
        NodeKind::HostMethod { name, .. } => {
            let mut args = args;
            match args.split_first_mut() {
                Some((target, args)) => steps::call_method(cx, name, target, args),
                None => Ok(Value::NIL),
            }
        }
        NodeKind::Def { var, init, meta } => {
            let mut args = args.into_iter();
            if meta.is_some()
                && let Some(meta) = args.next()
            {
                steps::set_meta(var, meta);
            }
            if let (Some(_), Some(value)) = (init, args.next()) {
                steps::set_root(var, value);
            }
            Ok(var.clone().into())
        }
        NodeKind::SetVar { var, .. } => steps::assign(cx, var, args.into_iter().next().unwrap_or_default()),
        NodeKind::WithMeta { .. } => {
            let mut args = args.into_iter();
            let value = args.next().unwrap_or_default();
            steps::attach_meta(cx, &value, args.next().unwrap_or_default())
        }
        _ => Err(exception::throw(cx, Class::UnsupportedOperationException, "not a node that values make")),
    }
}

/// The branch of a `case` for a value, taken; or -1.
pub unsafe extern "C" fn case_index(case: *const Case, word: u64) -> i32 {
    let (case, value) = unsafe { (&*case, Value::from_word(word)) };
    case.table.get(&value).map_or(-1, |index| *index as i32)
}

// ---- calls ---------------------------------------------------------------------------------------------------------

/// Calls any value, which stays the caller's.
pub unsafe extern "C" fn call(cx: *mut Context, callee: u64, args: *mut u64, count: usize) -> u64 {
    let (cx, callee) = unsafe { (&mut *cx, ManuallyDrop::new(Value::from_word(callee))) };
    unsafe { enter(cx, &callee, args, count) }
}

unsafe fn enter(cx: &mut Context, callee: &Value, args: *mut u64, count: usize) -> u64 {
    match value::entry_of(callee) {
        // SAFETY: the code pointer belongs to the object, which `callee` keeps alive; the arguments are given up.
        Some((entry, object)) => unsafe { entry(cx, object.as_ptr(), args.cast(), count) },
        None => {
            let mut args = unsafe { values(args, count) };
            word_of((cx.call_other)(cx, callee, &mut args))
        }
    }
}

unsafe fn var_ref(var: *const Header) -> ManuallyDrop<Ref<Var>> {
    // SAFETY: the compiled unit keeps the var alive; the reference is not given up.
    ManuallyDrop::new(unsafe { Ref::from_raw(NonNull::new_unchecked(var.cast_mut())) })
}

/// Calls what is in a var now.
pub unsafe extern "C" fn call_var(cx: *mut Context, var: *const Header, args: *mut u64, count: usize) -> u64 {
    let (cx, var) = unsafe { (&mut *cx, var_ref(var)) };
    match Engine::of(cx).deref_var(cx, &var) {
        Ok(callee) => unsafe { enter(cx, &callee, args, count) },
        Err(thrown) => {
            drop(unsafe { values(args, count) });
            word_of(Err(thrown))
        }
    }
}

/// A var's value: a thread binding's, or a root that has to be made; or the error that there is none.
pub unsafe extern "C" fn var_value(cx: *mut Context, var: *const Header) -> u64 {
    let (cx, var) = unsafe { (&mut *cx, var_ref(var)) };
    word_of(Engine::of(cx).deref_var(cx, &var))
}

/// Calls a function with arguments that do not fit what its compiled code was made for: tier 0 runs it. Where that
/// happens often, the code is made anew for what was seen.
pub unsafe extern "C" fn misfit(cx: *mut Context, callee: *const Header, args: *mut Value, count: usize) -> u64 {
    let (cx, function) = unsafe { (&mut *cx, function_of(callee)) };
    if let Some(arity) = function.body.prototype.arity(count) {
        for (index, seen) in arity.profile.iter().enumerate() {
            seen.set(seen.get() | Profile::of(unsafe { &*args.add(index) }));
        }
        let misfits = match arity.compiled.borrow().as_ref().and_then(|any| any.downcast_ref::<Rc<Unit>>()) {
            Some(unit) => {
                unit.misfits.set(unit.misfits.get() + 1);
                unit.misfits.get()
            }
            None => 0,
        };
        if misfits == config::JIT_MISFITS
            && let Some(tier) = Engine::of(cx).started_tier_one()
            && let Ok(mut tier) = tier.try_borrow_mut()
            && let Some(index) = function.body.prototype.arities.iter().position(|other| Rc::ptr_eq(other, arity))
        {
            let header = NonNull::from(function).cast();
            let function = unsafe {
                value::retain(header);
                Ref::from_raw(header)
            };
            tier.compile_function(cx, &function, index, false);
        }
    }
    unsafe { steps::interpret(cx, callee, args, count) }
}

/// The rest arguments as a sequence.
pub unsafe extern "C" fn rest(args: *mut u64, count: usize) -> u64 {
    if count == 0 { word::NIL } else { list(unsafe { values(args, count) }).into_word() }
}

// ---- closures ------------------------------------------------------------------------------------------------------

/// A function object of a `fn*` node.
pub unsafe extern "C" fn closure(cx: *mut Context, node: *const Node, args: *mut u64, count: usize) -> u64 {
    let (cx, node, values) = unsafe { (&mut *cx, &*node, values(args, count)) };
    let NodeKind::Fn { prototype, .. } = &node.kind else { return word::NIL };
    let captures = Rc::new(Captures { values: values.into_boxed_slice(), group: None });
    Value::from(Function::new(Engine::of(cx).tier_zero, prototype.clone(), captures)).into_word()
}

/// The functions of a `letfn*`, as words into `functions`.
pub unsafe extern "C" fn letfn(
    group: *const Rc<Group>,
    args: *mut u64,
    count: usize,
    functions: *mut u64,
    function_count: usize,
) {
    let (group, values) = unsafe { (&*group, values(args, count)) };
    let captures = Rc::new(Captures { values: values.into_boxed_slice(), group: Some(group.clone()) });
    for index in 0..function_count {
        let function = steps::member(&captures, index);
        unsafe { functions.add(index).write(function.into_word()) };
    }
}

/// Function `index` of the running closure's `letfn*`.
pub unsafe extern "C" fn sibling(callee: *const Header, index: u32) -> u64 {
    let function: &Object<Function> = unsafe { function_of(callee) };
    steps::member(&function.body.captures, index as usize).into_word()
}

/// Tier 0's entry with a number of arguments that compiled code does not take.
pub unsafe extern "C" fn other_arity(cx: *mut Context, callee: *const Header, args: *mut Value, count: usize) -> u64 {
    let engine = Engine::of(unsafe { &*cx });
    unsafe { (engine.tier_zero)(cx, callee, args, count) }
}

/// What a Rust outcome is in compiled code.
pub fn give(outcome: Outcome) -> u64 {
    word_of(outcome)
}
