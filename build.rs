//! What is built before the crate itself.

#[path = "build/lazy_llvm.rs"]
mod lazy_llvm;

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    lazy_llvm::build();
}
