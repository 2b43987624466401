//! Gusset: a tiered interpreter and compiler for a Clojure dialect whose C++ calls need no binding code.
//!
//! The modules, from the bottom up; each imports only from those before it:
//! [`source`] and [`diagnostic`] (positions and errors), [`config`] (tunables), [`value`] (the tagged word and counted
//! heap objects), [`data`] (persistent collections, numbers, strings), [`read`] (text to forms), [`llvm`] (loading LLVM), [`interop`] (what C++
//! offers, and the Clang bridge behind it), [`ast`] (the typed tree), [`engine`] (the state of a running engine),
//! [`analyze`] (forms to tree), [`interp`] (tier 0), [`jit`] (tier 1), [`core`] (the core library), [`trace`] (events,
//! reports and the rendering of errors), [`instance`] (the embedding API: start with [`Gusset`]), [`nrepl`] (a server for
//! editors).

pub mod analyze;
pub mod ast;
pub mod config;
pub mod core;
pub mod data;
pub mod diagnostic;
pub mod engine;
pub mod evaluate;
pub mod instance;
pub mod interop;
pub mod interp;
pub mod jit;
pub mod llvm;
pub mod nrepl;
pub mod read;
pub mod reanalyze;
pub mod source;
pub mod trace;
pub mod value;

pub use instance::{Gusset, InterruptHandle, Uncaught};
