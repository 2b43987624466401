//! C++ expressions: locals, calls of wrappers, temporaries, boxes.
//!
//! Each place in the native area is an alloca of its own, so that what C++ does not hold on to becomes registers once
//! the wrappers are inlined. A loop entered by on-stack replacement uses the frame's native area as it is.

use super::cleanup::Action;
use super::r#gen::{Built, Gen, Refused, Want};
use super::ir::{Block, Val};
use super::rep::{Operand, Rep};
use super::runtime_native as runtime;
use super::visit;
use crate::ast::{
    Binding, CaptureSource, Catcher, CppCall, NativeMove, NativeSlot, Node, NodeKind, RecurArg, Temporary,
};
use crate::interop::oracle::{Resolution, Wrapper};
use crate::source::Span;
use crate::value::Gate;
use std::rc::Rc;

/// The offsets of all places that a body uses in the native area, ascending.
pub fn offsets(body: &Node) -> Vec<u32> {
    let mut all = Vec::new();
    visit::walk(body, &mut |node| {
        let mut add = |slot: &NativeSlot| all.push(slot.offset);
        let variables = |args: &[RecurArg], add: &mut dyn FnMut(&NativeSlot)| {
            for arg in args {
                if let RecurArg::Native { word, storage, .. } = arg {
                    add(word);
                    add(storage);
                }
            }
        };
        match &node.kind {
            NodeKind::NativeLocal(word) => add(word),
            NodeKind::Cpp(call) => add(&call.storage),
            NodeKind::FromHost { storage, .. }
            | NodeKind::NativeCopy { storage, .. }
            | NodeKind::Unbox { storage, .. } => add(storage),
            NodeKind::Temporary { word, .. } => add(word),
            NodeKind::FullExpr { temporaries, .. } => temporaries.iter().for_each(|temporary| add(&temporary.word)),
            NodeKind::Loop(inner) => variables(&inner.init, &mut add),
            NodeKind::Recur(args) => variables(args, &mut add),
            NodeKind::Let { bindings, .. } => bindings.iter().for_each(|binding| {
                if let Binding::Native { word, .. } = binding {
                    add(word);
                }
            }),
            NodeKind::Try { catches, .. } => catches.iter().for_each(|catch| {
                if let Catcher::Cpp { word, .. } = &catch.catcher {
                    add(word);
                }
            }),
            _ => {}
        }
    });
    all.sort_unstable();
    all.dedup();
    all
}

impl<'a> Gen<'a> {
    /// The address of a place in the native area.
    pub fn place(&mut self, slot: NativeSlot) -> Built<Val> {
        if let Some(area) = self.native {
            let place = self.ir.offset(area, u64::from(slot.offset));
            return Ok(self.aligned(place, slot.align));
        }
        let Ok(index) = self.native_offsets.binary_search(&slot.offset) else {
            return Err(Refused(format!("no native place at {}", slot.offset)));
        };
        if let Some(place) = self.native_places[index] {
            return Ok(place);
        }
        let end = self.native_offsets.get(index + 1).copied().unwrap_or(self.native_bytes);
        let bytes = u64::from(end.saturating_sub(slot.offset).max(1));
        let align = slot.align.max(16);
        let place = self.alloca(|ir| ir.alloca_aligned(bytes, align));
        self.native_places[index] = Some(place);
        Ok(place)
    }

    fn aligned(&self, place: Val, align: u32) -> Val {
        if align <= 16 {
            return place;
        }
        let ir = self.ir;
        let address = ir.add(ir.ptr_to_int(place, ir.i64), ir.word(u64::from(align) - 1));
        ir.int_to_ptr(ir.and(address, ir.word(!(u64::from(align) - 1))), ir.ptr)
    }

    /// The place of a word: never over-aligned.
    pub fn native_word(&mut self, word: NativeSlot) -> Built<Val> {
        self.place(word)
    }

    /// The address that a native node gives.
    pub fn address(&mut self, node: &'a Node) -> Built<Val> {
        let operand = self.expr(node, Want::Own)?;
        match operand.rep {
            Rep::Address => Ok(operand.value),
            Rep::Never => Ok(self.ir.undef(self.ir.ptr)),
            // Nothing has an address: the value of a statement.
            _ => {
                self.release(operand);
                Ok(self.ir.null())
            }
        }
    }

    pub fn native_node(&mut self, node: &'a Node, want: Want) -> Built {
        let ir = self.ir;
        match &node.kind {
            NodeKind::NativeLocal(word) => {
                let word = self.place(*word)?;
                Ok(Operand::address(ir.load(ir.ptr, word)))
            }
            NodeKind::NativeCapture(index) => {
                let word = self.captured(*index)?;
                let helper = runtime::native_capture as *const () as usize;
                Ok(Operand::address(ir.call_address(helper, ir.ptr, &[word])))
            }
            NodeKind::CppConstant(constant) => {
                let [low, high] = [0, 8].map(|at| {
                    let mut half = [0; 8];
                    half.copy_from_slice(&constant.bytes[at..at + 8]);
                    u64::from_le_bytes(half)
                });
                // C++ may keep the address of what a text constant points at, not that of the constant.
                Ok(Operand::address(ir.constant_pair(low, high)))
            }
            NodeKind::Cpp(call) => self.cpp_call(call, node),
            NodeKind::FromHost { value, how, ty, storage } => self.from_host(value, how, *ty, *storage, node),
            NodeKind::ToHost { value, how } => self.to_host(value, how, node),
            NodeKind::FullExpr { temporaries, body } => self.full_expression(temporaries, body, want),
            NodeKind::Temporary { word, value } => {
                let address = self.address(value)?;
                let word = self.place(*word)?;
                ir.store(address, word);
                Ok(Operand::address(address))
            }
            NodeKind::NativeCopy { value, how, storage } => {
                let from = self.address(value)?;
                let to = self.place(*storage)?;
                self.transfer(how, from, to, &node.span)?;
                Ok(Operand::address(to))
            }
            NodeKind::Box { value, .. } => {
                let scope = self.top;
                let address = self.address(value)?;
                let pointer: *const Node = node;
                let args = [self.cx(), ir.address(pointer), address];
                let word = ir.call_address(runtime::make_box as *const () as usize, ir.i64, &args);
                let word = self.outcome(word, &node.span)?;
                self.leave_to(scope)?;
                Ok(word)
            }
            NodeKind::Unbox { ty, value, storage } => {
                let words = self.words(&[value])?;
                self.keep_for_native(Operand::owned(words[0]))?;
                let to = self.place(*storage)?;
                let args = [self.cx(), ir.int(ir.i32, u64::from(ty.0)), words[0], to];
                let failed = ir.call_address(runtime::unbox_pointer as *const () as usize, ir.i32, &args);
                self.throw_if(ir.ne(failed, ir.int(ir.i32, 0)), &node.span)?;
                Ok(Operand::address(to))
            }
            _ => Err(Refused("a node that tier 1 does not know".to_owned())),
        }
    }

    // ---- calls --------------------------------------------------------------------------------------------------

    fn cpp_call(&mut self, call: &'a CppCall, node: &'a Node) -> Built {
        let ir = self.ir;
        let mut addresses = Vec::with_capacity(call.args.len());
        for arg in &call.args {
            addresses.push(self.address(arg)?);
        }
        let resolution = &*call.resolution;
        if let (Some(access), &[from]) = (resolution.access, addresses.as_slice()) {
            let from = if access.through_pointer { ir.load_unaligned(ir.ptr, from) } else { from };
            let place = ir.offset(from, access.offset as u64);
            if !access.address_of {
                return Ok(Operand::address(place));
            }
            let storage = self.place(call.storage)?;
            ir.store(place, storage);
            return Ok(Operand::address(storage));
        }
        let glvalue = resolution.result.category.is_glvalue();
        let result = if glvalue { self.alloca(|ir| ir.alloca(ir.ptr)) } else { self.place(call.storage)? };
        self.run_wrapper(&resolution.wrapper, &addresses, result, &node.span)?;
        Ok(Operand::address(if glvalue { ir.load(ir.ptr, result) } else { result }))
    }

    /// The array of addresses that a wrapper takes, in a place of its own.
    fn addresses(&mut self, addresses: &[Val]) -> Val {
        let place = self.alloca(|ir| ir.alloca_bytes(addresses.len().max(1) as u64 * 8));
        for (index, address) in addresses.iter().enumerate() {
            self.ir.store(*address, self.ir.offset(place, index as u64 * 8));
        }
        place
    }

    /// Calls a wrapper, which is inlined where that is possible. An exception that comes out of it becomes the pending
    /// one, and control goes to the landing.
    pub fn run_wrapper(&mut self, wrapper: &'a Rc<Wrapper>, args: &[Val], result: Val, at: &'a Span) -> Built<()> {
        let ir = self.ir;
        let array = self.addresses(args);
        if wrapper.code.get().is_none() {
            // Not compiled yet, or not to be linked: that is the general path's business.
            let pointer: *const Wrapper = &**wrapper;
            let args = [self.cx(), ir.address(pointer), array, result, ir.address(at)];
            let failed = ir.call_address(runtime::run_wrapper as *const () as usize, ir.i32, &args);
            return self.throw_if(ir.ne(failed, ir.int(ir.i32, 0)), at);
        }
        self.count_call(&wrapper.hits);
        let ty = ir.function_type(ir.i32, &[ir.ptr, ir.ptr]);
        let function = ir.declare(&wrapper.symbol, ty);
        if !self.wrappers.iter().any(|known| Rc::ptr_eq(known, wrapper)) {
            self.wrappers.push(wrapper.clone());
        }
        self.step_out(wrapper);
        if wrapper.no_throw() {
            ir.call(ty, function, &[array, result]);
            self.step_in(wrapper);
            return Ok(());
        }
        let (thrown, usual) = (self.block(), self.block());
        ir.invoke(ty, function, &[array, result], usual, thrown);
        ir.at(thrown);
        let exception = ir.landing_pad();
        self.step_in(wrapper);
        ir.call_address(runtime::caught as *const () as usize, ir.void, &[self.cx(), exception]);
        self.passed(at)?;
        ir.at(usual);
        self.step_in(wrapper);
        Ok(())
    }

    /// `Gate::step_out` before a wrapper is called that needs it.
    fn step_out(&mut self, wrapper: &Wrapper) {
        if !wrapper.leaf.get() {
            self.step(1, runtime::step_out as *const () as usize);
        }
    }

    /// `Gate::step_in` after it.
    fn step_in(&mut self, wrapper: &Wrapper) {
        if !wrapper.leaf.get() {
            self.step(0, runtime::step_in as *const () as usize);
        }
    }

    /// Sets whether the gate lets others in; where there are others, `in_turn` does it.
    fn step(&mut self, outside: u64, in_turn: usize) {
        let ir = self.ir;
        let gate: *const Gate = &*self.subject.cx.gate;
        // SAFETY: the gate is alive.
        let (place, others) = unsafe { (&raw const (*gate).outside, &raw const (*gate).others) };
        ir.store_shared(ir.word(outside), ir.address(place));
        ir.compiler_fence();
        let accompanied = ir.ne(ir.load_shared(ir.address(others)), ir.word(0));
        let (rare, usual) = (self.block(), self.block());
        ir.rarely(accompanied, rare, usual);
        ir.at(rare);
        ir.call_address(in_turn, ir.void, &[ir.address(gate)]);
        ir.br(usual);
        ir.at(usual);
    }

    /// Copies or moves an object.
    fn transfer(&mut self, how: &'a NativeMove, from: Val, to: Val, at: &'a Span) -> Built<()> {
        match how {
            NativeMove::Bytes(size) => self.ir.move_bytes(to, from, u64::from(*size)),
            NativeMove::Construct(resolution) => {
                self.run_wrapper(&resolution.wrapper, &[from], to, at)?;
            }
        }
        Ok(())
    }

    // ---- scopes -------------------------------------------------------------------------------------------------

    fn full_expression(&mut self, temporaries: &'a [Temporary], body: &'a Node, want: Want) -> Built {
        let scope = self.top;
        self.begin_temporaries(temporaries)?;
        let operand = self.expr(body, if want == Want::Effect { want } else { Want::Own })?;
        let operand = self.keep_result(operand, want)?;
        self.leave_keeping(scope, operand)?;
        Ok(operand)
    }

    fn begin_temporaries(&mut self, temporaries: &'a [Temporary]) -> Built<()> {
        for temporary in temporaries {
            let word = self.place(temporary.word)?;
            self.ir.store(self.ir.null(), word);
            self.push(Action::Destroy { word, resolution: temporary.destroy.clone(), checked: true });
        }
        Ok(())
    }

    /// Destroys the object whose address stands at `word`; where `checked`, only if it is not null.
    pub fn destroy(&mut self, word: Val, resolution: &Rc<Resolution>, checked: bool) -> Built<()> {
        if !resolution.wrapper.no_throw() {
            return Err(Refused("a destructor that may throw".to_owned()));
        }
        let ir = self.ir;
        let address = ir.load(ir.ptr, word);
        let (exists, after) = (self.block(), self.block());
        if checked {
            ir.cond(ir.ne(ir.ptr_to_int(address, ir.i64), ir.word(0)), exists, after);
        } else {
            ir.br(exists);
        }
        ir.at(exists);
        if checked {
            ir.store(ir.null(), word);
        }
        let pointer: *const Resolution = &**resolution;
        let args = [self.cx(), ir.address(pointer), address];
        ir.call_address(runtime::destroy as *const () as usize, ir.void, &args);
        ir.br(after);
        ir.at(after);
        Ok(())
    }

    // ---- loop variables -----------------------------------------------------------------------------------------

    /// The first value of a native loop variable, whose place is empty.
    pub fn start_native_variable(&mut self, arg: &'a RecurArg) -> Built<()> {
        let RecurArg::Native { word, destroy, .. } = arg else { return Ok(()) };
        let place = self.place(*word)?;
        self.ir.store(self.ir.null(), place);
        if let Some(resolution) = destroy {
            self.push(Action::Destroy { word: place, resolution: resolution.clone(), checked: true });
        }
        self.assign_with_natives(std::slice::from_ref(arg))
    }

    /// `recur` where native variables are among the assigned: all arguments are evaluated, then each old object is
    /// destroyed and the new one constructed.
    pub fn assign_with_natives(&mut self, args: &'a [RecurArg]) -> Built<()> {
        let ir = self.ir;
        let scope = self.top;
        let mut hosts = Vec::new();
        let mut natives = Vec::new();
        for arg in args {
            match arg {
                RecurArg::Host { value, .. } => {
                    let operand = self.expr(value, Want::Own)?;
                    if operand.needs_release() {
                        self.push(Action::Release(operand));
                    }
                    hosts.push(operand);
                }
                RecurArg::Native { value, how, destroy, word, storage } => {
                    let (temporaries, body): (&[Temporary], &Node) = match &value.kind {
                        NodeKind::FullExpr { temporaries, body } => (temporaries, body),
                        _ => (&[], value),
                    };
                    self.begin_temporaries(temporaries)?;
                    let from = self.address(body)?;
                    let NativeMove::Bytes(size) = how else {
                        return Err(Refused("a loop variable of a class with constructors".to_owned()));
                    };
                    // Copied aside, as it may itself be a variable that is about to be assigned.
                    let aside = self.alloca(|ir| ir.alloca_bytes(u64::from(*size).max(1)));
                    ir.copy_bytes(aside, from, u64::from(*size));
                    natives.push((aside, *size, destroy.as_ref(), *word, *storage));
                }
            }
        }
        // The owned operands move into their slots, so they must not be undone with the temporaries.
        for (aside, size, destroy, word, storage) in natives {
            let word = self.place(word)?;
            if let Some(destroy) = destroy {
                self.destroy(word, destroy, true)?;
            }
            let to = self.place(storage)?;
            ir.copy_bytes(to, aside, u64::from(size));
            ir.store(to, word);
        }
        let mut kept = Vec::new();
        while self.top != scope {
            let action = self.scopes[self.top].action.clone();
            if matches!(&action, Action::Release(operand) if hosts.iter().any(|host| host.value == operand.value)) {
                self.pop();
                kept.push(action);
            } else {
                self.leave()?;
            }
        }
        self.assign(args, &hosts)
    }

    // ---- closures and exceptions --------------------------------------------------------------------------------

    /// A copy of a native local for a closure.
    pub fn capture_native(&mut self, source: &'a CaptureSource, node: &'a Node) -> Built {
        let CaptureSource::Native { word, .. } = source else {
            return Err(Refused("not a native capture".to_owned()));
        };
        let ir = self.ir;
        let place = self.place(*word)?;
        let source: *const CaptureSource = source;
        let args = [self.cx(), ir.address(source), ir.load(ir.ptr, place)];
        let word = ir.call_address(runtime::capture_native as *const () as usize, ir.i64, &args);
        self.outcome(word, &node.span)
    }

    /// Goes to `taken` where the pending exception is a C++ one of the clause's type, with its address in `word`.
    pub fn catch_cpp(
        &mut self,
        resolution: &'a Rc<Resolution>,
        word: NativeSlot,
        taken: Block,
        next: Block,
        _node: &'a Node,
    ) -> Built<()> {
        let ir = self.ir;
        let place = self.place(word)?;
        let pointer: *const Resolution = &**resolution;
        let args = [self.cx(), ir.address(pointer), place];
        let found = ir.call_address(runtime::catch_cpp as *const () as usize, ir.i32, &args);
        // 2: the clause itself does not work, which is what is pending now.
        let failed = self.landing()?;
        ir.switch(found, next, &[(ir.int(ir.i32, 1), taken), (ir.int(ir.i32, 2), failed)]);
        Ok(())
    }
}
