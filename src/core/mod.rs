//! The core library: functions written in Rust, one table per subject, found by name; macros ([`macros`]); what is
//! written in the language (`clj/`); and how all of it comes into being when it is used ([`library`]).

mod bindings;
mod evaluation;
pub mod library;
mod loading;
pub mod macros;
mod multimethods;
mod namespaces;
mod vars;

pub use library::{define_var, is_library, names};

use crate::data::builtin::{Builtin, BuiltinFunction};
use crate::value::Value;
use ahash::AHashMap;
use std::sync::OnceLock;

/// A function written in Rust, before it is a value.
pub struct Native {
    /// `clojure.core/conj`; statics of classes as `Math/sqrt`.
    pub name: &'static str,
    pub min: u32,
    /// [`ANY`] for any number.
    pub max: u32,
    pub function: BuiltinFunction,
}

/// Any number of arguments.
pub const ANY: u32 = u32::MAX;

const fn native(name: &'static str, min: u32, max: u32, function: BuiltinFunction) -> Native {
    Native { name, min, max, function }
}

static TABLES: &[&[Native]] = &[
    bindings::TABLE,
    evaluation::TABLE,
    loading::TABLE,
    multimethods::TABLE,
    namespaces::TABLE,
    vars::TABLE,
];

/// All natives.
pub fn natives() -> impl Iterator<Item = &'static Native> {
    TABLES.iter().copied().flatten()
}

/// The native of a qualified name; a class may be named with or without the `java.lang.` of the JVM.
pub fn find_native(qualified_name: &str) -> Option<&'static Native> {
    static BY_NAME: OnceLock<AHashMap<&'static str, &'static Native>> = OnceLock::new();
    let by_name = BY_NAME.get_or_init(|| natives().map(|native| (native.name, native)).collect());
    by_name.get(qualified_name).copied()
}

impl Native {
    /// The function object; immortal, so make one only for each native.
    pub fn make(&self) -> Value {
        Builtin::make(self.name, self.min, self.max, self.function)
    }
}

/// Gives an argument to the function that was called with it.
#[inline(always)]
fn take(args: &mut [Value], index: usize) -> Value {
    args.get_mut(index).map(std::mem::take).unwrap_or_default()
}
