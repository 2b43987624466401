//! `tracing` spans and events of what the engine does, under the target `gusset`. Where nobody listens each costs one
//! load of an atomic. A span lasts as long as the guard that opens it; `--trace-chrome` draws them. The oracle tells of
//! headers and wrappers in the same way (`interop::clang`).

use crate::source::{Sources, Span};
use tracing::span::EnteredSpan;
use tracing::{debug, debug_span, info_span};

/// A top-level form is analysed and evaluated.
pub fn form(sources: &Sources, span: Span) -> EnteredSpan {
    info_span!(target: "gusset", "form", at = sources.describe(span)).entered()
}

/// Tier 1 compiles a function or loop.
pub fn compilation(name: &str, nodes: u32) -> EnteredSpan {
    debug_span!(target: "gusset", "compile", name, nodes).entered()
}

/// Compiled code of a function or loop can be entered.
pub fn function_compiled(name: &str, is_loop: bool, ms: f64) {
    debug!(target: "gusset", name, is_loop, ms, "function compiled");
}
