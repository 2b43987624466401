//! LLVM's C functions as jumps through a table, which the module `llvm` fills with `dlopen` and `dlsym` when LLVM is first
//! needed: a program that compiles nothing pays nothing for it (decision D9).

use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs};

/// Assembles the jump table and writes the names behind it to `$OUT_DIR/llvm_names.rs`.
pub fn build() {
    println!("cargo::rerun-if-changed=build/lazy_llvm.rs");
    println!("cargo::rerun-if-env-changed=GUSSET_LLVM_CONFIG");
    let config = env::var("GUSSET_LLVM_CONFIG").unwrap_or_else(|_| "llvm-config-22".to_owned());
    let directory = run(&config, &["--libdir"]);
    let library = shared_library(Path::new(directory.trim()));
    let names = c_functions(&library);
    assert!(!names.is_empty(), "no LLVM functions in {}", library.display());

    let mut assembly = String::from(".text\n");
    for (index, name) in names.iter().enumerate() {
        let offset = index * 8;
        assembly += &format!(
            ".globl {name}\n.hidden {name}\n.type {name},@function\n{name}: jmp *gusset_llvm_slots+{offset}(%rip)\n"
        );
    }
    assembly += &format!(
        ".bss\n.globl gusset_llvm_slots\n.hidden gusset_llvm_slots\n.align 8\ngusset_llvm_slots: .zero {}\n\
         .section .note.GNU-stack,\"\",@progbits\n",
        names.len() * 8
    );
    let out = PathBuf::from(env::var("OUT_DIR").expect("set by cargo"));
    let source = out.join("llvm_slots.s");
    fs::write(&source, assembly).expect("OUT_DIR can be written");
    let list: String = names.iter().map(|name| format!("    c\"{name}\",\n")).collect();
    let file_name = library.file_name().expect("a file").to_string_lossy().into_owned();
    fs::write(
        out.join("llvm_names.rs"),
        format!(
            "/// The library's name, and where it was when this was built.\n\
             pub const LIBRARIES: [&std::ffi::CStr; 2] = [c\"{file_name}\", c\"{}\"];\n\
             pub static NAMES: [&std::ffi::CStr; {}] = [\n{list}];\n",
            library.display(),
            names.len()
        ),
    )
    .expect("OUT_DIR can be written");
    cc::Build::new().file(source).compile("gusset_llvm_slots");
}

fn run(program: &str, arguments: &[&str]) -> String {
    let output = Command::new(program)
        .args(arguments)
        .output()
        .unwrap_or_else(|error| panic!("{program}: {error}; `scripts/setup` installs what is missing"));
    assert!(output.status.success(), "{program} {arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8_lossy(&output.stdout).into_owned()
}

/// `libLLVM.so.22.1` in LLVM's own directory.
fn shared_library(directory: &Path) -> PathBuf {
    let entries = fs::read_dir(directory).unwrap_or_else(|error| panic!("{}: {error}", directory.display()));
    let mut found: Vec<PathBuf> = entries
        .flatten()
        .map(|entry| entry.path())
        .filter(|path| path.file_name().is_some_and(|name| name.to_string_lossy().starts_with("libLLVM.so.")))
        .collect();
    found.sort();
    found.pop().unwrap_or_else(|| panic!("no libLLVM.so in {}", directory.display()))
}

/// The names of LLVM's C API that the library exports.
fn c_functions(library: &Path) -> Vec<String> {
    run("nm", &["-D", "--defined-only", &library.to_string_lossy()])
        .lines()
        .filter_map(|line| {
            let mut words = line.split_whitespace().skip(1);
            let kind = words.next()?;
            let name = words.next()?.split('@').next()?;
            (kind == "T" && name.starts_with("LLVM") && !name.contains('.')).then(|| name.to_owned())
        })
        .collect()
}
