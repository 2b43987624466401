//! Where the layers below are plugged together: which oracle, which tiers, which reader and printer.

use crate::data::exception::{self, Class};
use crate::data::print;
use crate::diagnostic::Diagnostic;
use crate::engine::{Engine, Plugs, TierOne};
use crate::interop::oracle::Oracle;
use crate::source::{SourceId, Span};
use crate::value::{Context, Header, Outcome, Value, word};
use std::cell::RefCell;

pub(super) fn plugs() -> Plugs {
    Plugs { make_oracle, make_tier_one, tier_zero }
}

fn make_oracle(_engine: &Engine) -> Result<Box<RefCell<dyn Oracle>>, Diagnostic> {
    Err(Diagnostic::new("cpp/unavailable", Span::NONE, "this build has no C++"))
}

fn make_tier_one(_engine: &Engine) -> Result<Box<dyn TierOne>, Diagnostic> {
    Err(Diagnostic::new("jit/unavailable", Span::NONE, "this build has no compiler"))
}

unsafe extern "C" fn tier_zero(_cx: *mut Context, _callee: *const Header, _args: *mut Value, _count: usize) -> u64 {
    word::NIL
}

/// The context of an engine, which it has to outlive.
pub(super) fn new_context(engine: &Engine) -> Box<Context> {
    Box::new(Context {
        stack_top: std::ptr::null_mut(),
        stack_end: std::ptr::null_mut(),
        pending: Value::UNBOUND,
        limit: std::sync::Arc::default(),
        stack_limit: 0,
        trace: Vec::new(),
        call_other: |cx, _, _| Err(exception::throw(cx, Class::ClassCastException, "not callable")),
        on_poll: |_| Ok(()),
        engine: std::ptr::from_ref(engine).cast_mut().cast(),
    })
}

pub(super) fn drop_context(context: Box<Context>) {
    drop(context);
}

/// Reads, analyses and runs each form of the source before the next is read.
pub(super) fn eval_each(
    cx: &mut Context,
    _source: SourceId,
    _each: &mut dyn FnMut(&mut Context, Value),
) -> Outcome<()> {
    Err(exception::throw(cx, Class::UnsupportedOperationException, "this build has no analyser"))
}

pub(super) fn is_complete(text: &str) -> bool {
    crate::read::is_complete(text)
}

pub(super) fn pr_str(cx: &mut Context, value: &Value) -> Outcome<String> {
    print::readably(cx, value)
}

/// Names of `clojure.core`, also of what was not asked for yet.
pub(super) fn core_names() -> Vec<String> {
    crate::core::names().map(str::to_owned).collect()
}

pub(super) fn capture_output(_capture: bool) {}

pub(super) fn captured_output() -> String {
    String::new()
}

pub(super) fn flush_output() {}
