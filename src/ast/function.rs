//! Functions: prototypes (what the analyser made of a `fn*`) and closures (function objects).

use super::node::{Layout, Node, RecurArg};
use crate::interop::oracle::{Gives, Signature};
use crate::source::Span;
use crate::value::{Context, Entry, Header, HeapType, Kind, Ref, Value};
use std::cell::{Cell, OnceCell, RefCell};
use std::rc::Rc;

/// What the analyser made of a `fn*`; shared by all its closures.
pub struct Prototype {
    /// For traces, reports and printing: `ns/name`, or a made-up name for an anonymous function.
    pub name: Rc<str>,
    pub span: Span,
    /// By ascending number of parameters; a variadic arity is last.
    pub arities: Vec<Rc<Arity>>,
    /// `^:jit` (`Some(true)`: compile at the first call) or `^:no-jit`.
    pub jit: Option<bool>,
    /// What a hint says that it gives to C++.
    pub gives: Gives,
}

/// Which tier runs an arity or loop.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Tier {
    #[default]
    Interpreted,
    /// Being compiled in the background.
    Queued,
    Compiled,
    /// Tier 1 refused it (it says why in the trace log); stays in tier 0.
    Refused,
}

/// Kinds of values seen, as bits; what tier 1 speculates on.
pub struct Profile;

impl Profile {
    pub const FIXNUM: u8 = 1;
    pub const FLOAT: u8 = 2;
    pub const OTHER: u8 = 4;

    /// The bit of a value.
    #[inline(always)]
    pub fn of(value: &Value) -> u8 {
        use crate::value::word;
        if word::is_fixnum(value.word()) {
            Profile::FIXNUM
        } else if value.as_immediate_float().is_some() {
            Profile::FLOAT
        } else {
            Profile::OTHER
        }
    }
}

/// Compiled code of one arity: an [`Entry`] that has checked nothing but may assume that `count` fits the arity. For
/// a variadic arity the rest arguments are still separate.
pub type ArityCode = Entry;

/// One parameter list of a function with its body.
pub struct Arity {
    /// Fixed parameters, in slots `0..params`.
    pub params: u32,
    /// The rest of the arguments is in slot `params`, as a sequence or nil.
    pub variadic: bool,
    pub layout: Layout,
    pub body: Node,
    /// Calls in tier 0, and in tier 1 where reports ask for them.
    pub calls: Cell<u64>,
    /// [`Profile`] bits for each fixed parameter, gathered in tier 0.
    pub profile: Box<[Cell<u8>]>,
    pub tier: Cell<Tier>,
    /// Set once compiled; cleared to invalidate.
    pub code: Cell<Option<ArityCode>>,
    /// What tier 1 keeps about it; opaque to others.
    pub compiled: RefCell<Option<Box<dyn std::any::Any>>>,
    /// Milliseconds that compiling took.
    pub compile_ms: Cell<f64>,
}

/// Compiled code of a loop for on-stack replacement: runs the loop to its end from the state in the frame. `frame` is
/// the first host slot, `native` the native area. Gives the loop's value or `THROWN`; host slots that the loop reads
/// are up to date afterwards.
pub type LoopCode =
    unsafe extern "C" fn(cx: *mut Context, callee: *const Header, frame: *mut Value, native: *mut u8) -> u64;

/// `loop*`. Its variables are assigned like those of a [`NodeKind::Recur`](super::NodeKind::Recur), whose nodes are
/// the initial values. Variables are dropped (destroyed) at its end.
pub struct LoopNode {
    /// In the form of a `recur`, so that both tiers start the loop as they repeat it; native variables have their
    /// storage empty before this.
    pub init: Box<[RecurArg]>,
    pub body: Node,
    pub span: Span,
    /// The function it stands in, for reports.
    pub function: Rc<str>,
    pub iterations: Cell<u64>,
    /// [`Profile`] bits for each variable (0 for native ones), gathered in tier 0.
    pub profile: Box<[Cell<u8>]>,
    pub tier: Cell<Tier>,
    pub code: Cell<Option<LoopCode>>,
    pub compiled: RefCell<Option<Box<dyn std::any::Any>>>,
    pub compile_ms: Cell<f64>,
}

/// The functions of a `letfn*`.
#[derive(Default)]
pub struct Group {
    pub functions: OnceCell<Vec<Rc<Prototype>>>,
}

/// What a closure captured; shared by the functions of a `letfn*`.
#[derive(Default)]
pub struct Captures {
    pub values: Box<[Value]>,
    pub group: Option<Rc<Group>>,
}

/// A function object.
#[repr(C)]
pub struct Function {
    /// Tier 0's entry at first; replaced by compiled code.
    pub entry: Cell<Entry>,
    pub prototype: Rc<Prototype>,
    pub captures: Rc<Captures>,
    pub meta: Value,
}

// SAFETY: the only type of this kind; `repr(C)` with the entry first, as `Entry` asks.
unsafe impl HeapType for Function {
    const KIND: Kind = Kind::Function;
}

impl Prototype {
    /// What C++ may know of it.
    pub fn signature(&self) -> Signature {
        let of = |arity: &Arity| {
            let from = u32::MAX.checked_shl(arity.params).unwrap_or(0);
            if arity.variadic { from } else { from & !(from << 1) }
        };
        Signature { counts: self.arities.iter().fold(0, |all, arity| all | of(arity)), gives: self.gives }
    }

    /// The arity that takes `count` arguments.
    #[inline]
    pub fn arity(&self, count: usize) -> Option<&Rc<Arity>> {
        self.arities.iter().find(|arity| arity.accepts(count))
    }
}

impl Arity {
    #[inline(always)]
    pub fn accepts(&self, count: usize) -> bool {
        count == self.params as usize || (self.variadic && count > self.params as usize)
    }
}

impl Function {
    pub fn new(entry: Entry, prototype: Rc<Prototype>, captures: Rc<Captures>) -> Ref<Function> {
        Ref::new(Function { entry: Cell::new(entry), prototype, captures, meta: Value::NIL })
    }
}
