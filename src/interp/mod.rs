//! Tier 0: interprets the typed tree, at once and without preparation (decision D5).
//!
//! Locals are slots of a [`frame::Frame`], a window of the value stack. Evaluation is recursive: [`eval`] gives host
//! values, `native` gives addresses of C++ objects. Arguments are evaluated right onto the value stack, so that the
//! callee's frame grows from them. What gets hot is handed to tier 1 through `engine::TierOne`, and entered through
//! `Arity::code` and `LoopNode::code` once that is set.
//!
//! Nothing here parses, resolves or compiles: nodes come from `analyze`, slow paths of core functions from `data` and
//! `core`, conversions between host and C++ from `interop`.

mod call;
mod closures;
mod collections;
mod context;
mod control;
mod eval;
mod exceptions;
mod frame;
mod host_method;
mod hot;
mod intrinsics;
mod loops;
mod native;
mod other;
mod vars;

#[cfg(test)]
mod tests;

pub use call::{entry, run};
pub use context::{new_context, on_poll};
pub use other::call_other;

/// What nodes do once their parts are evaluated: the steps that compiled code takes the same way, by calls.
pub mod steps {
    pub use super::call::interpret;
    pub use super::closures::member;
    pub use super::collections::{attach_meta, map_literal, set_literal};
    pub use super::exceptions::{Saved, take_with_trace, throw_value};
    pub use super::host_method::call_method;
    pub use super::intrinsics::slow::call as intrinsic;
    pub use super::native::{box_object, capture_object, catch_as, destroy_quietly};
    pub use super::vars::{assign, set_meta, set_root};
}
