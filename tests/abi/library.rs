//! Compiles the callees, once for each text.

use crate::signature::Signatures;
use crate::source;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::io::{Error, Result};
use std::path::Path;
use std::process::Command;

/// The folder with `abi.hpp` and `libabi.so`, and the program, so that a failure can be looked into by hand.
pub fn build(signatures: &Signatures, program: &str) -> Result<String> {
    let (header, text) = (source::header(signatures), source::library(signatures));
    let mut hasher = DefaultHasher::new();
    (&header, &text, program).hash(&mut hasher);
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("abi-{:016x}", hasher.finish()));
    let name = folder.to_string_lossy().into_owned();
    if folder.join("libabi.so").exists() {
        return Ok(name);
    }
    // Tests run at the same time in several processes: what they share is moved into its place as a whole.
    let own = folder.with_extension(std::process::id().to_string());
    std::fs::create_dir_all(&own)?;
    std::fs::write(own.join("abi.hpp"), header)?;
    std::fs::write(own.join("abi.cpp"), text)?;
    std::fs::write(own.join("abi.clj"), program)?;
    let clang = std::env::var_os("GUSSET_ABI_CLANG").unwrap_or_else(|| "clang++-22".into());
    let output = Command::new(clang)
        .args(["-std=c++20", "-O1", "-w", "-Wno-non-pod-varargs", "-fPIC", "-shared", "-o", "libabi.so", "abi.cpp"])
        .current_dir(&own)
        .output()?;
    if !output.status.success() {
        return Err(Error::other(String::from_utf8_lossy(&output.stderr).into_owned()));
    }
    if std::fs::rename(&own, &folder).is_err() {
        // Another process was first.
        std::fs::remove_dir_all(&own)?;
    }
    Ok(name)
}
