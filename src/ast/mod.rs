//! The typed tree: what the analyser makes of a form, tier 0 interprets and tier 1 compiles.
//!
//! # Two sorts of expression
//! A node's [`Ty`] says whether it is a host value (a word) or *native*: a C++ expression of static type, represented
//! by the **address** of an object. A native prvalue is constructed in storage that the analyser gave its node in the
//! frame's native area, and its consumer (a `let`, the end of the full-expression, a conversion) destroys it. Where a
//! host value is wanted of a native expression, or the other way round, the analyser put a [`NodeKind::ToHost`] or
//! [`NodeKind::FromHost`] between: the tiers convert nothing on their own.
//!
//! # Frames
//! A frame is a window of the value stack: first the host slots, parameters leading (all valid values at all times;
//! a moved-out slot holds nil), then the native area, 16-byte aligned, uninitialised, addressed by byte offsets.
//! `slots + native_words` words together ([`Layout`]).
//!
//! # Ownership
//! Evaluating gives an owned value. A [`NodeKind::Local`] with `last` moves its slot out (leaving nil), else it adds a
//! reference: the counting is compiled in (decision D4). A scope's end drops what its slots still hold.

mod function;
mod intrinsic;
mod node;

pub use function::{Arity, ArityCode, Captures, Function, Group, LoopCode, LoopNode, Profile, Prototype, Tier};
pub use intrinsic::Intrinsic;
pub use node::{
    Binding, BoxKind, CaptureSource, Case, Catch, Catcher, Catches, CppCall, CppConstant, Layout, NativeMove,
    NativeSlot, Node, NodeKind, RecurArg, Temporary, Ty,
};
