//! C++ in the analyser: types as the program spells them, operations, conversions between host and C++, and the
//! lifetimes of temporaries.

mod asking;
mod boxes;
mod casts;
mod conversion;
mod define;
mod forms;
mod operands;
mod operation;
mod operators;
mod ranges;
mod reify;
mod sizes;
mod types;

pub(in crate::analyze) use define::forget_variable;
pub use forms::form_names;
pub(in crate::analyze) use operands::Operand;
pub(in crate::analyze) use operators::{allocates_array, operator_named};
