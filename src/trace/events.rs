//! `tracing` spans and events of what the engine does, under the target `gusset`. Where nobody listens each costs one
//! load of an atomic. A span lasts as long as the guard that opens it; `--trace-chrome` draws them.

use crate::interop::oracle::Wrapper;
use crate::source::{Sources, Span};
use tracing::span::EnteredSpan;
use tracing::{debug, debug_span, info_span};

/// A top-level form is analysed and evaluated.
pub fn form(sources: &Sources, span: Span) -> EnteredSpan {
    info_span!(target: "gusset", "form", at = sources.describe(span)).entered()
}

/// Clang parses a header or a raw text.
pub fn parse(what: &str) -> EnteredSpan {
    info_span!(target: "gusset", "parse", what).entered()
}

/// A module of `count` wrappers is compiled.
pub fn wrapper_module(count: usize) -> EnteredSpan {
    info_span!(target: "gusset", "wrappers", count).entered()
}

/// A wrapper was compiled, alone or with others.
pub fn wrapper_compiled(wrapper: &Wrapper) {
    let cost = wrapper.cost.get();
    debug!(
        target: "gusset",
        signature = wrapper.signature,
        arguments = wrapper.argument_types,
        sema_ms = cost.sema,
        ir_ms = cost.ir,
        backend_ms = cost.backend,
        "wrapper compiled"
    );
}

/// Tier 1 compiles a function or loop.
pub fn compilation(name: &str, nodes: u32) -> EnteredSpan {
    debug_span!(target: "gusset", "compile", name, nodes).entered()
}

/// Compiled code of a function or loop can be entered.
pub fn function_compiled(name: &str, is_loop: bool, ms: f64) {
    debug!(target: "gusset", name, is_loop, ms, "function compiled");
}
