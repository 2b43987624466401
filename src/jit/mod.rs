//! Tier 1: compiles hot functions and loops from the typed tree to LLVM IR and, through ORC, to machine code
//! (decision D6).
//!
//! # Two threads
//! The tree holds counted values of the engine's thread, so IR is built there ([`function`], [`osr`]); it is optimised,
//! turned into machine code and linked on the [`background`] thread, which raises the context's limit when it is done.
//! The next safepoint poll then [installs](crate::engine::TierOne::install) the code.
//!
//! # Representations
//! Values are unboxed where [`infer`] finds their type, starting from the profiles of tier 0. [`rep`] says how a failed
//! guess is represented, [`arithmetic`] and [`call`] how it is met; nothing ever leaves compiled code half-way.
//!
//! # Files
//! [`llvm`], [`orc`]: loading, linking. [`ir`]: writing IR. [`gen`](mod@gen) with `control`, `protect`, `closure`,
//! `arithmetic`, `call`, `native`, `scalar`, `count` and `shape`: code for the nodes. [`runtime`], [`runtime_native`]: what
//! that code calls.

// Compiled code and its helpers are words and addresses all along; each file says what makes that sound.
#![allow(clippy::missing_safety_doc)]
// `to_…` and `from_…` write code that converts operands; they convert nothing themselves.
#![allow(clippy::wrong_self_convention)]

mod arithmetic;
mod background;
mod base_case;
mod call;
mod cleanup;
mod closure;
mod control;
mod count;
mod function;
mod r#gen;
mod infer;
mod ir;
mod native;
mod operation;
pub mod orc;
mod osr;
mod protect;
mod rep;
mod resolve;
mod runtime;
mod runtime_native;
mod scalar;
mod shape;
mod subject;
mod tier;
mod visit;

pub use tier::start;
