//! Closures: captured values, making function objects, and nodes that are one call of a helper.

use super::cleanup::Action;
use super::r#gen::{Built, Gen, Refused, Want};
use super::ir::Val;
use super::rep::{Hold, Operand, Rep};
use super::runtime;
use crate::ast::{CaptureSource, Captures, Function, Group, Node, NodeKind};
use crate::value::{Object, Value, word};
use std::mem::offset_of;
use std::rc::Rc;

/// Bytes from what an `Rc` points at to its value, and from a boxed slice's place to its pointer: the layouts that
/// Rust leaves open, as they turn out to be.
fn open_layouts() -> (usize, usize) {
    let captures = Rc::new(Captures { values: Box::new([Value::NIL]), group: None });
    // SAFETY: an `Rc` is one pointer; a boxed slice is a pointer and a length, in either order. Both are only read.
    unsafe {
        let raw: usize = std::mem::transmute_copy(&captures);
        let inner = Rc::as_ptr(&captures) as usize - raw;
        let words: [usize; 2] = std::mem::transmute_copy(&captures.values);
        let pointer = if words[0] == captures.values.as_ptr() as usize { 0 } else { 8 };
        (inner, pointer)
    }
}

impl<'a> Gen<'a> {
    /// A value that the running closure captured; the closure keeps it.
    pub fn capture(&mut self, index: u32, want: Want) -> Built {
        let word = self.captured(index)?;
        self.wanted(Operand::word(word, Hold::Borrowed), want)
    }

    /// The word of a capture.
    pub fn captured(&mut self, index: u32) -> Built<Val> {
        let ir = self.ir;
        let callee = self.callee_value()?;
        let (inner, pointer) = open_layouts();
        let captures = offset_of!(Object<Function>, body) + offset_of!(Function, captures);
        let captures = ir.load(ir.ptr, ir.offset(callee, captures as u64));
        let values = (inner + offset_of!(Captures, values) + pointer) as u64;
        let values = ir.load(ir.ptr, ir.offset(captures, values));
        Ok(ir.load(ir.i64, ir.offset(values, u64::from(index) * 8)))
    }

    /// The values that a new closure captures, as owned words.
    fn gather(&mut self, sources: &'a [CaptureSource], node: &'a Node) -> Built<Vec<Val>> {
        let scope = self.top;
        let mut words = Vec::with_capacity(sources.len());
        for source in sources {
            let operand = match source {
                CaptureSource::Local { slot, last } => {
                    let place = self.slot(*slot)?;
                    let mut operand = self.read(place);
                    if *last {
                        self.clear(place);
                    } else if place.rep.counted() {
                        operand.hold = Hold::Borrowed;
                    }
                    operand
                }
                CaptureSource::Capture(index) => Operand::word(self.captured(*index)?, Hold::Borrowed),
                CaptureSource::SelfFunction => {
                    let tagged = self.ir.offset(self.callee_value()?, word::HEAP_TAG);
                    Operand::word(self.ir.ptr_to_int(tagged, self.ir.i64), Hold::Borrowed)
                }
                CaptureSource::Sibling(index) => {
                    let args = [self.callee_value()?, self.ir.int(self.ir.i32, u64::from(*index))];
                    Operand::owned(self.ir.call_address(runtime::sibling as *const () as usize, self.ir.i64, &args))
                }
                CaptureSource::Native { .. } => self.capture_native(source, node)?,
            };
            let operand = self.to_word(operand);
            let operand = self.own(operand);
            if operand.needs_release() {
                self.push(Action::Release(operand));
            }
            words.push(operand.value);
        }
        self.top = scope;
        Ok(words)
    }

    pub fn closure(&mut self, captures: &'a [CaptureSource], node: &'a Node) -> Built {
        let words = self.gather(captures, node)?;
        let array = self.array(&words);
        let ir = self.ir;
        let node: *const Node = node;
        let args = [self.cx(), ir.address(node), array, ir.word(words.len() as u64)];
        Ok(Operand::owned(ir.call_address(runtime::closure as *const () as usize, ir.i64, &args)))
    }

    pub fn letfn(
        &mut self,
        group: &'a Rc<Group>,
        captures: &'a [CaptureSource],
        slots: &'a [u32],
        body: &'a Node,
        node: &'a Node,
        want: Want,
    ) -> Built {
        let words = self.gather(captures, node)?;
        let array = self.array(&words);
        let functions = self.alloca(|ir| ir.alloca_bytes(slots.len().max(1) as u64 * 8));
        let ir = self.ir;
        let group: *const Rc<Group> = group;
        let args = [ir.address(group), array, ir.word(words.len() as u64), functions, ir.word(slots.len() as u64)];
        ir.call_address(runtime::letfn as *const () as usize, ir.void, &args);
        let scope = self.top;
        let mut hidden = Vec::with_capacity(slots.len());
        for (index, slot) in slots.iter().enumerate() {
            let function = ir.load(ir.i64, ir.offset(functions, index as u64 * 8));
            let place = self.new_slot(Rep::Word);
            self.write(place, Operand::owned(function))?;
            hidden.push((*slot, self.bind(*slot, Some(place))));
            self.push(Action::Drop(place));
        }
        let operand = self.expr(body, if want == Want::Effect { want } else { Want::Own })?;
        let operand = self.keep_result(operand, want)?;
        self.leave_keeping(scope, operand)?;
        for (slot, place) in hidden.into_iter().rev() {
            self.bind(slot, place);
        }
        Ok(operand)
    }

    /// A node whose parts are evaluated here, and put together by a helper.
    pub fn by_helper(&mut self, node: &'a Node) -> Built {
        let mut parts: Vec<&Node> = Vec::new();
        match &node.kind {
            NodeKind::Def { init, meta, .. } => parts.extend(meta.iter().chain(init).map(|part| &**part)),
            NodeKind::Sibling(index) => {
                let args = [self.callee_value()?, self.ir.int(self.ir.i32, u64::from(*index))];
                let word = self.ir.call_address(runtime::sibling as *const () as usize, self.ir.i64, &args);
                return Ok(Operand::owned(word));
            }
            _ => super::visit::children(node, &mut |child| parts.push(child)),
        }
        if parts.iter().any(|part| matches!(part.ty, crate::ast::Ty::Native(_))) {
            return Err(Refused("a native part of a host node".to_owned()));
        }
        let words = self.words(&parts)?;
        let array = self.array(&words);
        let ir = self.ir;
        let pointer: *const Node = node;
        let args = [self.cx(), ir.address(pointer), array, ir.word(words.len() as u64)];
        let word = ir.call_address(runtime::node as *const () as usize, ir.i64, &args);
        self.outcome(word, &node.span)
    }
}
