//! The figures behind the report, counted where things happen.

use crate::ast::Prototype;
use crate::source::Span;
use std::cell::{Cell, RefCell};
use std::rc::Weak;

/// What one evaluated top-level form was made of.
#[derive(Clone, Copy, Debug)]
pub struct FormCost {
    pub span: Span,
    /// Nodes of its typed tree, functions' bodies included.
    pub nodes: u32,
    /// C++ operations in it (call sites, not wrappers).
    pub cpp_calls: u32,
    /// Milliseconds to read and analyse it, macros included.
    pub analysis_ms: f64,
    /// Milliseconds to evaluate it.
    pub evaluation_ms: f64,
}

/// Counts and times of one engine.
#[derive(Default)]
pub struct Recorder {
    pub forms: RefCell<Vec<FormCost>>,
    /// Every function that was analysed; those that are gone are of no interest.
    pub functions: RefCell<Vec<Weak<Prototype>>>,
    /// Nodes and C++ operations analysed so far, in all.
    pub nodes: Cell<u64>,
    pub cpp_calls: Cell<u64>,
}
