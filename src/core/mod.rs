//! The core library: functions written in Rust, one table per subject, found by name; macros ([`macros`]); what is
//! written in the language (`clj/`); and how all of it comes into being when it is used ([`library`]).

mod arrays;
mod asking;
mod atoms;
mod bindings;
mod bits;
mod coercions;
mod evaluation;
pub mod exceptions;
mod format;
mod functions;
mod io;
pub mod jvm;
mod lazy;
pub mod library;
mod loading;
pub mod macros;
mod maps;
mod math;
pub mod methods;
mod multimethods;
mod namespaces;
mod numbers;
mod predicates;
mod printing;
mod random;
mod reducing;
mod regexes;
mod seqs;
mod sets;
mod sorting;
mod string_lib;
mod strings;
#[cfg(test)]
mod tests;
mod transducers;
mod transients;
mod vars;
mod vectors;

pub use atoms::deref;
pub use bindings::with_frame;
pub use io::{Console, Streams, flush, redirect, restore, share_output, start_capture, stop_capture, write_out};
pub use library::{define_var, is_library, names};
pub use random::seed;
pub use sorting::sort_items;
pub use vars::describe_var;
pub use vectors::{meta_of, with_meta};

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
    arrays::TABLE,
    asking::TABLE,
    atoms::TABLE,
    bindings::TABLE,
    bits::TABLE,
    coercions::TABLE,
    evaluation::TABLE,
    exceptions::TABLE,
    functions::TABLE,
    io::TABLE,
    jvm::TABLE,
    lazy::TABLE,
    loading::TABLE,
    maps::TABLE,
    math::TABLES[0],
    math::TABLES[1],
    multimethods::TABLE,
    namespaces::TABLE,
    numbers::TABLE,
    predicates::TABLE,
    printing::TABLE,
    random::TABLE,
    reducing::TABLE,
    regexes::TABLE,
    seqs::TABLE,
    sets::TABLE,
    sorting::TABLE,
    string_lib::TABLE,
    strings::TABLE,
    transducers::TABLE,
    transients::TABLE,
    vars::TABLE,
    vectors::TABLE,
];

/// All natives.
pub fn natives() -> impl Iterator<Item = &'static Native> {
    TABLES.iter().copied().flatten()
}

/// The native of a qualified name; a class may be named with or without the `java.lang.` of the JVM.
pub fn find_native(qualified_name: &str) -> Option<&'static Native> {
    static BY_NAME: OnceLock<AHashMap<&'static str, &'static Native>> = OnceLock::new();
    let by_name = BY_NAME.get_or_init(|| natives().map(|native| (native.name, native)).collect());
    let short = || jvm::without_package(qualified_name);
    by_name.get(qualified_name).or_else(|| by_name.get(short())).copied()
}

/// The function of a native that is known to exist, for those that are another's second name.
fn find_function(name: &'static str) -> BuiltinFunction {
    match find_native(name) {
        Some(native) => native.function,
        None => |cx, _| Err(crate::data::exception::bad_argument(cx, "native function is missing")),
    }
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
