//! Builds what cargo does not: the jump table through which LLVM's C functions are called once LLVM is loaded, and
//! the Clang bridge, a shared library of its own (decision D9).

#[path = "build/bridge.rs"]
mod bridge;
#[path = "build/lazy_llvm.rs"]
mod lazy_llvm;

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    lazy_llvm::build();
    bridge::build();
}
