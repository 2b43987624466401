//! Closures: making function objects, and what they captured.

use super::call::entry;
use super::eval::Sort;
use super::exceptions::passed;
use super::frame::Frame;
use super::native;
use crate::ast::{CaptureSource, Captures, Function, Group, Node, Prototype};
use crate::value::{Context, Outcome, Value};
use std::rc::Rc;

/// A value that the running closure captured.
#[inline(always)]
pub(super) fn capture(frame: &Frame, index: u32) -> Value {
    captures(frame).and_then(|captures| captures.values.get(index as usize)).cloned().unwrap_or_default()
}

#[inline(always)]
fn captures<'a>(frame: &Frame<'a>) -> Option<&'a Rc<Captures>> {
    frame.function.map(|function| &function.body.captures)
}

/// The storage of a native local that the running closure captured.
pub(super) fn native_capture(frame: &Frame, index: u32) -> *mut u8 {
    let value = captures(frame).and_then(|captures| captures.values.get(index as usize));
    let storage = value.and_then(|value| value.get::<crate::data::cpp::NativeStorage>());
    storage.map_or(std::ptr::null_mut(), |storage| storage.0.address())
}

#[inline(always)]
pub(super) fn self_function(frame: &Frame) -> Value {
    frame.function_ref().map_or(Value::NIL, Value::from)
}

/// Function `index` of the running closure's `letfn*`, made from the captures that they share.
pub(super) fn sibling(frame: &Frame, index: u32) -> Value {
    captures(frame).map_or(Value::NIL, |captures| member(captures, index as usize))
}

/// Function `index` of a `letfn*`, with the captures that its functions share.
pub fn member(captures: &Rc<Captures>, index: usize) -> Value {
    let functions = captures.group.as_ref().and_then(|group| group.functions.get());
    match functions.and_then(|functions| functions.get(index)) {
        Some(prototype) => Function::new(entry, prototype.clone(), captures.clone()).into(),
        None => Value::NIL,
    }
}

#[inline(never)]
pub(super) fn eval_fn(
    cx: &mut Context,
    frame: &Frame,
    node: &Node,
    prototype: &Rc<Prototype>,
    sources: &[CaptureSource],
) -> Outcome {
    let values = gather(cx, frame, node, sources)?;
    Ok(Function::new(entry, prototype.clone(), Rc::new(Captures { values, group: None })).into())
}

#[inline(never)]
pub(super) fn eval_letfn<S: Sort>(
    cx: &mut Context,
    frame: &Frame,
    node: &Node,
    group: &Rc<Group>,
    sources: &[CaptureSource],
    slots: &[u32],
    body: &Node,
) -> Outcome<S::Out> {
    let values = gather(cx, frame, node, sources)?;
    let captures = Rc::new(Captures { values, group: Some(group.clone()) });
    for (index, slot) in slots.iter().enumerate() {
        frame.write(*slot, member(&captures, index));
    }
    drop(captures);
    let outcome = S::eval(cx, frame, body);
    for slot in slots.iter().rev() {
        frame.clear(*slot);
    }
    outcome
}

fn gather(cx: &mut Context, frame: &Frame, node: &Node, sources: &[CaptureSource]) -> Outcome<Box<[Value]>> {
    let mut values = Vec::with_capacity(sources.len());
    for source in sources {
        values.push(match source {
            CaptureSource::Local { slot, last } => frame.read(*slot, *last),
            CaptureSource::Capture(index) => capture(frame, *index),
            CaptureSource::SelfFunction => self_function(frame),
            CaptureSource::Sibling(index) => sibling(frame, *index),
            CaptureSource::Native { word, how, destroy, size, align, .. } => {
                match native::capture_object(cx, frame.word(*word), how, destroy.as_ref(), *size, *align) {
                    Ok(storage) => storage,
                    Err(thrown) => {
                        passed(cx, frame, node.span);
                        return Err(thrown);
                    }
                }
            }
        });
    }
    Ok(values.into_boxed_slice())
}
