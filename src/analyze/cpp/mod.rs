//! C++ in the analyser: types as the program spells them, operations, conversions between host and C++, and the
//! lifetimes of temporaries.

mod conversion;
mod forms;
mod operation;
mod types;
