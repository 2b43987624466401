//! Interop with C++: what the analyser may ask ([`oracle`]), and the Clang bridge that answers ([`clang`]). The bridge
//! itself is C++ (`cpp/`), a shared library that is loaded when C++ is first asked for ([`bridge`], decision D9).
//!
//! What headers say of themselves is asked of libclang, beside the program ([`tooling`], decision D1).
//!
//! [`runtime`] is the other direction: what compiled C++ asks of the engine. [`exception`] holds what a wrapper
//! captured.

pub mod bridge;
pub mod capture;
pub mod clang;
pub mod convert;
pub mod exception;
pub mod invoke;
mod key;
pub mod library;
pub mod linker;
pub mod oracle;
pub mod runtime;
pub mod thunk;
pub mod tooling;
mod translate;
mod types;
pub mod visitor;
