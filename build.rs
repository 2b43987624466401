//! Builds what cargo does not: the jump table through which LLVM's C functions are called once LLVM is loaded, and
//! the Clang bridge, a shared library of its own (decision D9).

#[path = "build/bridge.rs"]
mod bridge;

fn main() {
    bridge::build();
}
