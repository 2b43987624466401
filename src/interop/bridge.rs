//! The bridge's C functions (`headers/bridge.h`), from a shared library that is loaded at first need (decision D9).

use super::oracle::Guard;
use std::path::PathBuf;
use std::sync::OnceLock;

/// The bindings that the build generates.
#[allow(non_camel_case_types, non_upper_case_globals, non_snake_case, dead_code, missing_docs)]
#[allow(clippy::all, unreachable_pub, unsafe_op_in_unsafe_fn)]
pub mod raw {
    include!(concat!(env!("OUT_DIR"), "/bridge.rs"));
}

const NAME: &str = "libgusset_bridge.so";

static LIBRARY: OnceLock<Result<raw::Library, String>> = OnceLock::new();

/// Where the library may be: beside the executable, or one directory up (test programs lie in `deps/`), or in an
/// installation's `lib/`.
fn places() -> Vec<PathBuf> {
    let Some(directory) = std::env::current_exe().ok().and_then(|exe| Some(exe.parent()?.to_owned())) else {
        return vec![PathBuf::from(NAME)];
    };
    let mut places = vec![directory.join(NAME)];
    if let Some(parent) = directory.parent() {
        places.push(parent.join(NAME));
        places.push(parent.join("lib").join(NAME));
    }
    places
}

/// The bridge, loaded at the first call. The error says where it was looked for.
pub fn library() -> Result<&'static raw::Library, &'static str> {
    let load = || {
        let places = places();
        for place in &places {
            if place.exists() {
                share_runtime();
                // SAFETY: our own library; its initialisers are those of LLVM and Clang, which are made to be loaded.
                return unsafe { raw::Library::new(place) }
                    .map_err(|error| format!("the Clang bridge {} could not be loaded: {error}", place.display()));
            }
        }
        let places: Vec<String> = places.iter().map(|place| place.display().to_string()).collect();
        Err(format!("the Clang bridge was not found; looked for {}", places.join(", ")))
    };
    match LIBRARY.get_or_init(load) {
        Ok(library) => Ok(library),
        Err(error) => Err(error),
    }
}

/// Makes the C++ runtime's symbols those of the process, where compiled code finds them: the bridge's own dependencies
/// are private to it. A library that cannot be had is missed, and named, by the code that needs it.
fn share_runtime() {
    for library in [c"libstdc++.so.6", c"libgcc_s.so.1"] {
        // SAFETY: the runtime that every C++ library brings along; it stays loaded.
        unsafe { libc::dlopen(library.as_ptr(), libc::RTLD_NOW | libc::RTLD_GLOBAL) };
    }
}

/// Whether the bridge has been loaded: a program that needs no C++ never does.
pub fn is_loaded() -> bool {
    matches!(LIBRARY.get(), Some(Ok(_)))
}

/// The bridge's own function that calls code which may throw; none before the bridge is loaded.
pub fn guard() -> Option<Guard> {
    let Some(Ok(library)) = LIBRARY.get() else { return None };
    // SAFETY: the same C type (headers/bridge.h), whose result is absent from neither.
    let guard: Guard = unsafe { std::mem::transmute(library.gb_guard) };
    Some(guard)
}

/// The directory that holds `gusset/prelude.hpp`: beside the executable or in an installation, else in the sources
/// that this program was built from.
pub fn headers() -> PathBuf {
    let mut places = Vec::new();
    if let Some(directory) = std::env::current_exe().ok().and_then(|exe| Some(exe.parent()?.to_owned())) {
        places.push(directory.join("headers"));
        if let Some(parent) = directory.parent() {
            places.push(parent.join("include"));
            places.push(parent.join("headers"));
        }
    }
    let sources = PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/headers"));
    places.into_iter().find(|place| place.join("gusset/prelude.hpp").exists()).unwrap_or(sources)
}

/// Where the precompiled prelude is kept: `$GUSSET_CACHE`, else `$XDG_CACHE_HOME/gusset`, else `~/.cache/gusset`.
pub fn cache() -> Option<PathBuf> {
    let variable = |name| std::env::var_os(name).filter(|value| !value.is_empty()).map(PathBuf::from);
    variable("GUSSET_CACHE")
        .or_else(|| Some(variable("XDG_CACHE_HOME")?.join("gusset")))
        .or_else(|| Some(variable("HOME")?.join(".cache/gusset")))
}

/// Borrows a string for a call.
pub fn text(s: &str) -> raw::gb_string {
    raw::gb_string { data: s.as_ptr().cast(), size: s.len() }
}

/// Copies a string that the bridge gave out.
///
/// # Safety
/// The bridge gave it out, and it is still valid (see `headers/bridge.h`).
pub unsafe fn copied(s: raw::gb_string) -> String {
    if s.data.is_null() || s.size == 0 {
        return String::new();
    }
    // SAFETY: by the caller, `size` bytes are readable at `data`.
    let bytes = unsafe { std::slice::from_raw_parts(s.data.cast::<u8>(), s.size) };
    String::from_utf8_lossy(bytes).into_owned()
}

/// A slice that the bridge gave out; empty where it is null.
///
/// # Safety
/// `data` is null or points to `count` valid elements that live as long as `'a`.
pub unsafe fn slice<'a, T>(data: *const T, count: usize) -> &'a [T] {
    if data.is_null() || count == 0 {
        return &[];
    }
    // SAFETY: by the caller.
    unsafe { std::slice::from_raw_parts(data, count) }
}
