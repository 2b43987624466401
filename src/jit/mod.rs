//! Tier 1: compiles hot functions and loops from the typed tree to LLVM IR and, through ORC, to machine code
//! (decision D6).
pub mod ir;
pub mod llvm;
pub mod orc;
