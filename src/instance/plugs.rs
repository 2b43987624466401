//! Where the layers below are plugged together: which oracle and which tiers an engine has.

use crate::config::Config;
use crate::core;
use crate::data::seq;
use crate::diagnostic::Diagnostic;
use crate::engine::{Engine, Plugs, TierOne};
use crate::interop::clang::{Clang, SessionConfig};
use crate::interop::oracle::Oracle;
use crate::interop::{convert, runtime};
use crate::interp;
use crate::jit;
use crate::source::Span;
use crate::value::{Context, Value, current_if_any};
use std::cell::RefCell;
use std::ffi::c_void;

pub(super) fn plugs() -> Plugs {
    Plugs { make_oracle, make_tier_one, tier_zero: interp::entry }
}

/// Starts Clang, with the flags and libraries of the configuration.
fn make_oracle(engine: &Engine) -> Result<Box<RefCell<dyn Oracle>>, Diagnostic> {
    let Config { include_paths, defines, library_paths, libraries, cpp_standard, .. } = &engine.config;
    let session = SessionConfig {
        include_paths: include_paths.clone(),
        defines: defines.clone(),
        standard: cpp_standard.clone(),
        library_paths: library_paths.clone(),
        gate: current_if_any().map(|cx| cx.gate.clone()),
        ..SessionConfig::default()
    };
    let mut clang = Clang::new(session, engine.sources.clone())?;
    core::share_output();
    runtime::set_hooks(runtime::Hooks {
        from_pointer: convert::box_pointer,
        from_object: convert::box_object,
        to_pointer,
        elements,
    });
    clang.link(&libraries.iter().map(|library| (library.as_str(), Span::NONE)).collect::<Vec<_>>())?;
    Ok(Box::new(RefCell::new(clang)))
}

fn make_tier_one(engine: &Engine) -> Result<Box<dyn TierOne>, Diagnostic> {
    jit::start(engine)
}

fn to_pointer(value: &Value, type_name: &str) -> Option<*mut c_void> {
    if value.is_nil() { Some(std::ptr::null_mut()) } else { convert::pointer_in_box(value, type_name) }
}

fn elements(cx: &mut Context, value: &Value) -> Option<Vec<Value>> {
    match seq::collect(cx, value.clone()) {
        Ok(elements) => Some(elements),
        Err(_) => {
            drop(cx.take_pending());
            None
        }
    }
}
