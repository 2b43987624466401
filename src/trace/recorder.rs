//! The figures behind the report, counted where things happen.

use crate::ast::Prototype;
use crate::source::Span;
use std::cell::{Cell, RefCell};
use std::rc::{Rc, Weak};

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
    /// Milliseconds to evaluate it. The form of a `load-file` includes those of the file, which have their own entry.
    pub evaluation_ms: f64,
    /// How many forms were being evaluated around it: 0 for one that nothing else loaded.
    pub depth: u32,
}

/// One run of tier 1's compiler.
#[derive(Clone, Debug)]
pub struct Compilation {
    /// The function (`ns/name`) or the function that the loop stands in.
    pub name: Rc<str>,
    pub span: Span,
    /// Nodes of the typed tree that was compiled.
    pub nodes: u32,
    /// Milliseconds from the tree to loaded machine code.
    pub ms: f64,
    /// A loop, for on-stack replacement.
    pub is_loop: bool,
    /// On the background thread, so that nobody waited.
    pub background: bool,
}

/// Counts and times of one engine.
#[derive(Default)]
pub struct Recorder {
    pub forms: RefCell<Vec<FormCost>>,
    /// Nodes and C++ operations analysed so far, in all.
    pub nodes: Cell<u64>,
    pub cpp_calls: Cell<u64>,
    /// Functions that the analyser made; those that were replaced are gone.
    pub functions: RefCell<Vec<Weak<Prototype>>>,
    /// What tier 1 compiled, in the order it was installed.
    pub compilations: RefCell<Vec<Compilation>>,
    /// Forms being evaluated right now, one inside the other.
    pub depth: Cell<u32>,
}

/// Functions between two removals of dead entries, at least.
const FUNCTIONS_BEFORE_CLEANING: usize = 1024;

impl Recorder {
    /// Makes a function known to the report.
    pub fn register(&self, prototype: &Rc<Prototype>) {
        let mut functions = self.functions.borrow_mut();
        // Room is made only when the list would grow, so that the cost of each registration stays constant.
        if functions.len() == functions.capacity() && functions.len() >= FUNCTIONS_BEFORE_CLEANING {
            functions.retain(|function| function.strong_count() > 0);
        }
        functions.push(Rc::downgrade(prototype));
    }
}
