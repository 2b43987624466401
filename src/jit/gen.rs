//! Code generation for one machine function: its state, its host slots, and what is undone on the way out.
//!
//! # Cleanup
//! What has to be undone when an exception passes (owned temporaries, slots, native locals, handlers) stands in a tree
//! of [`Scope`]s. Each has at most one *landing* block, which undoes it and goes on to its parent's, so that a failing
//! operation only branches to the innermost landing. Code is generated in the order in which it nests, so whatever a
//! landing uses is defined on every way to it.

use super::cleanup::{Action, Scope};
use super::ir::{Block, Ir, Type, Val};
use super::rep::{Hold, Operand, Rep};
use super::runtime;
use super::subject::Subject;
use crate::ast::{Node, NodeKind, Ty};
use crate::interop::oracle::Wrapper;
use crate::source::Span;
use crate::value::{Value, word};
use ahash::AHashMap;
use std::rc::Rc;

/// Why tier 1 does not compile something.
#[derive(Debug)]
pub struct Refused(pub String);

pub type Built<T = Operand> = Result<T, Refused>;

/// What the consumer of a node does with its value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Want {
    /// Takes ownership.
    Own,
    /// Looks at it before anything else is evaluated that could take it away.
    Borrow,
    /// Nothing: the operand given is of no meaning, and owns nothing.
    Effect,
}

/// Where a host local lives.
#[derive(Clone, Copy)]
pub struct Slot {
    pub rep: Rep,
    pub place: Val,
    /// Of an `i1`, where the representation has a tag.
    pub tag: Option<Val>,
}

/// A `recur` target.
pub struct RecurTarget<'a> {
    pub header: Block,
    pub scope: usize,
    /// Where an interrupt noticed at the jump back is said to be.
    pub span: &'a Span,
    /// Where one poll at each jump back would cost more than the loop's body.
    pub countdown: Option<Countdown>,
}

/// A loop within the loop, of as many iterations as there are between two polls: LLVM knows how often it runs at most,
/// and unrolls it.
#[derive(Clone, Copy)]
pub struct Countdown {
    /// Iterations until the next poll.
    pub left: Val,
    /// Starts the countdown again.
    pub restart: Block,
}

/// How a function returns.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Return {
    /// A word, or `THROWN`.
    Word,
    /// `{i64, i8}`: a long (status 0), a word (1), or nothing, as an exception is pending (2).
    Long,
    /// `{double, i8}`, the same way.
    Double,
}

impl Return {
    pub fn of(rep: Rep) -> Return {
        match rep {
            Rep::Long | Rep::LongOrWord => Return::Long,
            Rep::Double | Rep::DoubleOrWord => Return::Double,
            _ => Return::Word,
        }
    }

    pub fn ty(self, ir: &Ir) -> Type {
        match self {
            Return::Word => ir.i64,
            Return::Long => ir.pair(ir.i64, ir.i8),
            Return::Double => ir.pair(ir.f64, ir.i8),
        }
    }
}

pub const STATUS_WORD: u64 = 1;
pub const STATUS_THROWN: u64 = 2;

/// A function that the module's code calls directly.
#[derive(Clone, Copy)]
pub struct Local {
    pub function: Val,
    pub ty: Type,
    pub result: Return,
}

/// What generating code for a module collects.
#[derive(Default)]
pub struct Made {
    /// What the code refers to.
    pub kept: Vec<Value>,
    pub wrappers: Vec<Rc<Wrapper>>,
}

/// Code generation for one machine function.
pub struct Gen<'a> {
    pub ir: &'a Ir,
    pub subject: &'a Subject<'a>,
    pub kept: &'a mut Vec<Value>,
    pub function: Val,
    pub result: Return,
    /// The running closure's header, where the function has it.
    pub callee: Option<Val>,
    /// The arity's function, for calls of itself.
    pub itself: Option<Local>,
    /// A poll has been made on every way to here. Functions poll before they call, not when they start: so the ways
    /// that call nothing need neither a poll nor a machine frame.
    pub polled: bool,
    /// Code is being generated that hardly ever runs, so it had better be small: helpers instead of fast paths.
    pub cold: bool,
    /// What self-calls give.
    pub self_result: Rep,
    /// Allocas go here.
    entry: Block,
    body: Block,
    pub scopes: Vec<Scope>,
    pub top: usize,
    pub slots: Vec<Option<Slot>>,
    pub targets: Vec<RecurTarget<'a>>,
    /// The native area's address, where it is one area.
    pub native: Option<Val>,
    /// Else the places in it, by ascending offset, made when first used; see `native`.
    pub native_offsets: Vec<u32>,
    pub native_places: Vec<Option<Val>>,
    pub native_bytes: u32,
    /// The wrappers that the module calls.
    pub wrappers: &'a mut Vec<Rc<Wrapper>>,
    scratch: AHashMap<usize, Val>,
}

impl<'a> Gen<'a> {
    pub fn new(
        ir: &'a Ir,
        subject: &'a Subject<'a>,
        made: &'a mut Made,
        function: Val,
        result: Return,
        slots: u32,
    ) -> Gen<'a> {
        let entry = ir.block(function);
        let body = ir.block(function);
        ir.at(body);
        Gen {
            ir,
            subject,
            kept: &mut made.kept,
            wrappers: &mut made.wrappers,
            function,
            result,
            callee: None,
            itself: None,
            cold: false,
            polled: false,
            self_result: Rep::Never,
            entry,
            body,
            scopes: vec![Scope::outermost()],
            top: 0,
            slots: vec![None; slots as usize],
            targets: Vec::new(),
            native: None,
            native_offsets: Vec::new(),
            native_places: Vec::new(),
            native_bytes: 0,
            scratch: AHashMap::new(),
        }
    }

    /// A place that holds nil from the function's start on, for a value that C++ may look at.
    pub fn keep_for_native(&mut self, word: Operand) -> Built<()> {
        let slot = self.new_slot(Rep::Word);
        let here = self.ir.here();
        self.ir.at(self.entry);
        self.clear(slot);
        self.ir.at(here);
        self.write(slot, word)?;
        self.push(Action::Kept(slot));
        Ok(())
    }

    /// Ends the function: joins the allocas to the body.
    pub fn finish(self) {
        self.ir.at(self.entry);
        self.ir.br(self.body);
    }

    // ---- blocks -------------------------------------------------------------------------------------------------

    pub fn block(&self) -> Block {
        self.ir.block(self.function)
    }

    /// Starts a block that nothing leads to, after control went elsewhere.
    pub fn dead(&self) -> Operand {
        self.ir.at(self.block());
        Operand::plain(Rep::Never, self.ir.undef(self.ir.i64))
    }

    /// An alloca in the entry block.
    pub fn alloca(&self, make: impl FnOnce(&Ir) -> Val) -> Val {
        let here = self.ir.here();
        self.ir.at(self.entry);
        let place = make(self.ir);
        self.ir.at(here);
        place
    }

    /// Room for `count` words that lives until the next use of as many.
    pub fn scratch(&mut self, count: usize) -> Val {
        if let Some(place) = self.scratch.get(&count) {
            return *place;
        }
        let place = self.alloca(|ir| ir.alloca_bytes(count.max(1) as u64 * 8));
        self.scratch.insert(count, place);
        place
    }

    /// The values as an array of words in scratch memory.
    pub fn array(&mut self, values: &[Val]) -> Val {
        let place = self.scratch(values.len());
        for (index, value) in values.iter().enumerate() {
            self.ir.store(*value, self.ir.offset(place, index as u64 * 8));
        }
        place
    }

    pub fn cx(&self) -> Val {
        self.ir.address(self.subject.cx)
    }

    // ---- results ----------------------------------------------------------------------------------------------

    /// Checks a word that a helper or an entry gave, and owns it.
    pub fn outcome(&mut self, word: Val, at: &'a Span) -> Built {
        let thrown = self.ir.eq(word, self.ir.word(word::THROWN));
        self.throw_if(thrown, at)?;
        Ok(Operand::owned(word))
    }

    /// Returns `operand`, which is owned.
    pub fn return_value(&mut self, operand: Operand) -> Built<()> {
        if operand.rep == Rep::Never {
            self.ir.unreachable();
            return Ok(());
        }
        match self.result {
            Return::Word if operand.rep == Rep::Address => {
                self.ir.ret(self.ir.ptr_to_int(operand.value, self.ir.i64));
            }
            Return::Word => {
                let word = self.to_word(operand);
                let word = self.own(word);
                self.ir.ret(word.value);
            }
            Return::Long | Return::Double => {
                let rep = if self.result == Return::Long { Rep::LongOrWord } else { Rep::DoubleOrWord };
                let operand = self.to_rep(operand, rep)?;
                let operand = self.own(operand);
                let status = match operand.tag {
                    Some(tag) => self.ir.zext(tag, self.ir.i8),
                    None => self.ir.int(self.ir.i8, 0),
                };
                self.ir.ret_pair(operand.value, status);
            }
        }
        Ok(())
    }

    /// Whether a safepoint poll is due: one comparison finds stack overflows and interrupts.
    pub fn poll_due(&self) -> Val {
        let limit = self.ir.load_shared(self.ir.address(self.subject.cx.limit.as_ptr()));
        self.ir.icmp(super::ir::Int::LLVMIntULT, self.ir.stack_pointer(), limit)
    }

    /// A safepoint poll.
    pub fn poll(&mut self, at: &'a Span) -> Built<()> {
        let usual = self.block();
        self.poll_then(usual, at)?;
        self.ir.at(usual);
        Ok(())
    }

    /// A safepoint poll that goes on to `usual`.
    fn poll_then(&mut self, usual: Block, at: &'a Span) -> Built<()> {
        let rare = self.block();
        self.ir.rarely(self.poll_due(), rare, usual);
        self.ir.at(rare);
        self.raise_poll(usual, at)
    }

    /// Jumps back to a loop's start, with a safepoint poll when it is due.
    pub fn jump_back(&mut self, header: Block, countdown: Option<Countdown>, at: &'a Span) -> Built<()> {
        let Some(Countdown { left: place, restart }) = countdown else {
            self.poll(at)?;
            self.ir.br(header);
            return Ok(());
        };
        let left = self.ir.sub(self.ir.load(self.ir.i64, place), self.ir.word(1));
        self.ir.store(left, place);
        let (due, usual) = (self.block(), self.block());
        self.ir.rarely(self.ir.eq(left, self.ir.word(0)), due, usual);
        self.ir.at(due);
        self.poll_then(restart, at)?;
        self.ir.at(usual);
        self.ir.br_unrolled(header, crate::config::UNROLLED);
        Ok(())
    }

    /// The poll before a call.
    pub fn poll_before_call(&mut self, at: &'a Span) -> Built<()> {
        if !std::mem::replace(&mut self.polled, true) {
            self.poll(at)?;
        }
        Ok(())
    }

    /// A poll is due: goes to `usual` unless it raises.
    pub fn raise_poll(&mut self, usual: Block, at: &'a Span) -> Built<()> {
        let thrown = self.ir.call_address(runtime::poll as *const () as usize, self.ir.i32, &[self.cx()]);
        let thrown = self.ir.ne(thrown, self.ir.int(self.ir.i32, 0));
        let raised = self.block();
        self.ir.cond(thrown, raised, usual);
        self.ir.at(raised);
        self.passed(at)
    }

    // ---- slots --------------------------------------------------------------------------------------------------

    /// A fresh place for a host local of this representation; holds nothing yet.
    pub fn new_slot(&mut self, rep: Rep) -> Slot {
        let rep = if rep == Rep::Never { Rep::Word } else { rep };
        let ty = rep.payload(self.ir);
        let place = self.alloca(|ir| ir.alloca(ty));
        let tag = rep.tagged().then(|| self.alloca(|ir| ir.alloca(ir.i1)));
        Slot { rep, place, tag }
    }

    /// Stores an owned operand into a slot whose old value is gone.
    pub fn write(&mut self, slot: Slot, operand: Operand) -> Built<()> {
        let operand = self.to_rep(operand, slot.rep)?;
        let operand = self.own(operand);
        self.ir.store(operand.value, slot.place);
        if let (Some(place), Some(tag)) = (slot.tag, operand.tag) {
            self.ir.store(tag, place);
        }
        Ok(())
    }

    /// The slot's value, as if owned.
    pub fn read(&mut self, slot: Slot) -> Operand {
        let value = self.ir.load(slot.rep.payload(self.ir), slot.place);
        let tag = slot.tag.map(|tag| self.ir.load(self.ir.i1, tag));
        let hold = if slot.rep.counted() { Hold::Owned } else { Hold::Immediate };
        Operand { rep: slot.rep, value, tag, hold }
    }

    /// Leaves nothing to drop in a slot.
    pub fn clear(&mut self, slot: Slot) {
        match (slot.rep, slot.tag) {
            (Rep::Word, _) => self.ir.store(self.ir.word(word::NIL), slot.place),
            (_, Some(tag)) => self.ir.store(self.ir.bool(false), tag),
            _ => {}
        }
    }

    pub fn slot(&self, slot: u32) -> Built<Slot> {
        self.slots
            .get(slot as usize)
            .copied()
            .flatten()
            .ok_or_else(|| Refused(format!("host slot {slot} is read before it is bound")))
    }

    /// Binds a host slot of the tree to a place; gives what it was bound to.
    pub fn bind(&mut self, slot: u32, place: Option<Slot>) -> Option<Slot> {
        let slot = slot as usize;
        if self.slots.len() <= slot {
            self.slots.resize(slot + 1, None);
        }
        std::mem::replace(&mut self.slots[slot], place)
    }

    fn local(&mut self, slot: u32, last: bool, want: Want, ty: Ty) -> Built {
        let place = self.slot(slot)?;
        let mut operand = self.read(place);
        if last {
            self.clear(place);
            if want == Want::Effect {
                self.release(operand);
                operand.hold = Hold::Immediate;
            }
        } else if place.rep.counted() {
            operand.hold = Hold::Borrowed;
            if want == Want::Own && super::infer::refine(place.rep, ty) == place.rep {
                operand = self.own(operand);
            }
        }
        match super::infer::refine(place.rep, ty) {
            Rep::Long if place.rep == Rep::Word => Ok(self.unbox_long(operand)),
            Rep::Double if place.rep == Rep::Word => Ok(self.unbox_double(operand)),
            _ => Ok(operand),
        }
    }

    /// The representations of all slots, for inference.
    pub fn slot_reps(&self) -> Vec<Rep> {
        self.slots.iter().map(|slot| slot.map_or(Rep::Word, |slot| slot.rep)).collect()
    }

    // ---- nodes --------------------------------------------------------------------------------------------------

    /// Evaluates several nodes in order. Each that owns something is undone while those after it are evaluated, and
    /// the caller's afterwards. With `borrow`, locals that stay where they are come without a reference of their own.
    pub fn operands(&mut self, nodes: &[&'a Node], borrow: bool) -> Built<Vec<Operand>> {
        let scope = self.top;
        let mut operands = Vec::with_capacity(nodes.len());
        for (index, node) in nodes.iter().enumerate() {
            let later = &nodes[index + 1..];
            let may_borrow = borrow
                && match node.kind {
                    NodeKind::Local { slot, .. } => !later.iter().any(|node| super::visit::moves(node, slot)),
                    _ => true,
                };
            let operand = self.expr(node, if may_borrow { Want::Borrow } else { Want::Own })?;
            if operand.needs_release() && !later.is_empty() {
                self.push(Action::Release(operand));
            }
            operands.push(operand);
        }
        self.top = scope;
        Ok(operands)
    }

    /// The same, as owned words.
    pub fn words(&mut self, nodes: &[&'a Node]) -> Built<Vec<Val>> {
        let scope = self.top;
        let mut words = Vec::with_capacity(nodes.len());
        for (index, node) in nodes.iter().enumerate() {
            let operand = self.expr(node, Want::Own)?;
            let operand = self.to_word(operand);
            let operand = self.own(operand);
            if operand.needs_release() && index + 1 < nodes.len() {
                self.push(Action::Release(operand));
            }
            words.push(operand.value);
        }
        self.top = scope;
        Ok(words)
    }

    /// Evaluates a node for its effect.
    pub fn effect(&mut self, node: &'a Node) -> Built<()> {
        let scope = self.top;
        let operand = self.expr(node, Want::Effect)?;
        self.release(operand);
        self.leave_to(scope)
    }

    /// Generates code for a node. A native node gives its address. With `Want::Borrow` and `Want::Effect` the operand
    /// may still be owned, then by the consumer.
    pub fn expr(&mut self, node: &'a Node, want: Want) -> Built {
        match &node.kind {
            NodeKind::Const(value) => Ok(self.constant(value)),
            NodeKind::Local { slot, last } => self.local(*slot, *last, want, node.ty),
            NodeKind::Capture(index) => self.capture(*index, want),
            NodeKind::SelfFunction => {
                let callee = self.callee_value()?;
                let tagged = self.ir.offset(callee, word::HEAP_TAG);
                let word = self.ir.ptr_to_int(tagged, self.ir.i64);
                self.wanted(Operand::word(word, Hold::Borrowed), want)
            }
            NodeKind::Var(var) => self.var(var, node),
            NodeKind::Do(nodes) => self.sequence(nodes, want),
            NodeKind::If { test, then, otherwise } => self.branch(test, then, otherwise, want),
            NodeKind::Let { bindings, body } => self.bindings(bindings, body, want),
            NodeKind::Loop(inner) => self.repeat(inner, want),
            NodeKind::Recur(args) => self.recur(args),
            NodeKind::Case(case) => self.case(case, want),
            NodeKind::Try { body, catches, finally } => self.protect(node, body, catches, finally.as_deref(), want),
            NodeKind::Throw(value) => self.throw(value, node),
            NodeKind::Rethrow { holder } => self.rethrow(*holder, node),
            NodeKind::Intrinsic { op, args } => self.intrinsic(*op, args, node),
            NodeKind::Call { callee, args } => self.call(callee, args, node),
            NodeKind::Fn { captures, .. } => self.closure(captures, node),
            NodeKind::Letfn { group, captures, slots, body } => self.letfn(group, captures, slots, body, node, want),
            NodeKind::Sibling(_)
            | NodeKind::Def { .. }
            | NodeKind::SetVar { .. }
            | NodeKind::HostMethod { .. }
            | NodeKind::Vector(_)
            | NodeKind::Map(_)
            | NodeKind::Set(_)
            | NodeKind::WithMeta { .. } => self.by_helper(node),
            _ => self.native_node(node, want),
        }
    }

    /// A borrowed operand as the consumer wants it.
    pub fn wanted(&mut self, operand: Operand, want: Want) -> Built {
        Ok(if want == Want::Own { self.own(operand) } else { operand })
    }

    pub fn constant(&mut self, value: &Value) -> Operand {
        if let Some(n) = value.as_long() {
            return Operand::long(self.ir.word(n as u64));
        }
        if let Some(x) = value.as_double() {
            return Operand::double(self.ir.double(x));
        }
        if let Some(b) = value.as_bool() {
            return Operand::bool(self.ir.bool(b));
        }
        let word = self.ir.word(value.word());
        match value.header() {
            None => Operand::word(word, Hold::Immediate),
            Some(_) => {
                self.kept.push(value.clone());
                // An immortal object would need no counting, but whether it is one is the counting's business.
                Operand::word(word, Hold::Borrowed)
            }
        }
    }

    /// The running closure's header.
    pub fn callee_value(&self) -> Built<Val> {
        self.callee.ok_or_else(|| Refused("the running function is not known here".to_owned()))
    }
}
