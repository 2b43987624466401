//! Data structures of the language: scalars, persistent collections, sequences, functions written in Rust, vars and
//! exceptions, with equality, hashing and printing. Calls functions only through `value::call`.

pub mod array;
pub mod builtin;
pub mod cpp;
pub mod equality;
pub mod exception;
pub mod form;
pub mod iteration;
pub mod lazy_seq;
pub mod list;
pub mod map;
pub mod multimethod;
pub mod number;
pub mod print;
#[cfg(test)]
mod properties;
pub mod range;
pub mod reference;
pub mod regex;
pub mod rethrow;
pub mod seq;
pub mod set;
pub mod sorted;
pub mod symbol;
pub mod tagged;
#[cfg(test)]
pub mod testing;
pub mod text;
pub mod transient;
pub mod types;
pub mod var;
pub mod vector;

pub use list::{empty_list, list};
pub use map::map;
pub use number::{double, long};
pub use set::set;
pub use symbol::{keyword, symbol};
pub use text::string;
pub use vector::vector;
