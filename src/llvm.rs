//! Loading LLVM at its first need: fills the table of jumps that `build/lazy_llvm.rs` made (decision D9), and sets up
//! what LLVM keeps once for the process without guarding it.

use crate::diagnostic::Diagnostic;
use crate::source::Span;
use llvm_sys::target::{
    LLVMInitializeX86AsmParser, LLVMInitializeX86AsmPrinter, LLVMInitializeX86Target, LLVMInitializeX86TargetMC,
};
use once_cell::sync::OnceCell;
use std::ffi::{CStr, c_void};

include!(concat!(env!("OUT_DIR"), "/llvm_names.rs"));

unsafe extern "C" {
    static mut gusset_llvm_slots: [*mut c_void; NAMES.len()];
}

/// Milliseconds that loading took, or why it failed.
static LOADED: OnceCell<Result<f64, String>> = OnceCell::new();

/// Loads LLVM unless that was done; must come before any other use of LLVM, by us or by Clang.
pub fn load() -> Result<(), Diagnostic> {
    match LOADED.get_or_init(load_once) {
        Ok(_) => Ok(()),
        Err(error) => Err(Diagnostic::new("llvm/load", Span::NONE, format!("LLVM could not be loaded: {error}"))
            .help("Install LLVM 22's shared library; --tier0-only does without it where there is no C++.")),
    }
}

/// Whether it was loaded in this process, and the milliseconds that took.
pub fn load_ms() -> Option<f64> {
    LOADED.get().and_then(|loaded| loaded.as_ref().ok().copied())
}

fn load_once() -> Result<f64, String> {
    let start = std::time::Instant::now();
    let mut handle = std::ptr::null_mut();
    for library in LIBRARIES {
        // SAFETY: the name is a C string; LLVM's initialisers may run on any thread.
        handle = unsafe { libc::dlopen(library.as_ptr(), libc::RTLD_LAZY | libc::RTLD_LOCAL) };
        if !handle.is_null() {
            break;
        }
    }
    if handle.is_null() {
        // SAFETY: after a failed `dlopen`, `dlerror` gives null or a C string.
        let error = unsafe { libc::dlerror() };
        let text = if error.is_null() { c"?" } else { unsafe { CStr::from_ptr(error) } };
        return Err(text.to_string_lossy().into_owned());
    }
    for (index, name) in NAMES.iter().enumerate() {
        // SAFETY: `handle` is open, and stays so. The slots are written once, inside `LOADED`'s initialiser, before
        // anybody may call through them.
        unsafe {
            let address = libc::dlsym(handle, name.as_ptr());
            if address.is_null() {
                return Err(format!("no {} in it", name.to_string_lossy()));
            }
            (&raw mut gusset_llvm_slots).cast::<*mut c_void>().add(index).write(address);
        }
    }
    // Addresses kept in registers over a whole function make its entry save those registers, also on short ways.
    let options = [c"gusset".as_ptr(), c"-disable-constant-hoisting".as_ptr()];
    // SAFETY: the strings live as long as the process; LLVM's options are set before anything is compiled.
    unsafe { llvm_sys::support::LLVMParseCommandLineOptions(2, options.as_ptr(), std::ptr::null()) };
    // SAFETY: the slots are filled, and nobody else uses LLVM before `LOADED` is set.
    unsafe { register_targets() };
    let ms = start.elapsed().as_secs_f64() * 1e3;
    tracing::info!(target: "gusset", ms, functions = NAMES.len(), "LLVM loaded");
    Ok(ms)
}

/// Registers this machine's target, and that the others exist. The registry is a linked list that nothing guards: a
/// target that two threads register at once follows itself in it, and whoever looks a target up walks in a circle. All
/// of them are there before anybody looks, as libclang registers every one whenever it is asked something.
///
/// # Safety
/// LLVM is loaded, and no other thread uses it.
unsafe fn register_targets() {
    for (index, name) in NAMES.iter().enumerate() {
        let name = name.to_bytes();
        if name.starts_with(b"LLVMInitialize") && name.ends_with(b"TargetInfo") {
            // SAFETY: the slot holds the function of that name; those of this form take and return nothing.
            unsafe {
                let address = (&raw const gusset_llvm_slots).cast::<*mut c_void>().add(index).read();
                std::mem::transmute::<*mut c_void, extern "C" fn()>(address)();
            }
        }
    }
    // SAFETY: by the caller.
    unsafe {
        LLVMInitializeX86Target();
        LLVMInitializeX86TargetMC();
        LLVMInitializeX86AsmPrinter();
        LLVMInitializeX86AsmParser();
    }
}
