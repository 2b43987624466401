//! Wrappers' bitcode for tier 1.

use super::bridge::{raw, text};
use super::oracle::Inliner;
use std::ffi::c_void;

/// Links wrappers' bitcode into other modules, on any thread.
#[derive(Clone, Copy)]
pub struct WrapperLinker {
    pub(super) library: &'static raw::Library,
    pub(super) session: *mut raw::gb_session,
}

// SAFETY: gb_link_wrapper may be called from any thread (headers/bridge.h).
unsafe impl Send for WrapperLinker {}

impl Inliner for WrapperLinker {
    unsafe fn link(&self, symbol: &str, module: *mut c_void) -> bool {
        // SAFETY: passed on.
        unsafe { WrapperLinker::link(self, symbol, module) }
    }

    fn lljit(&self) -> *mut c_void {
        // SAFETY: the session is alive, by the contract of `Inliner`.
        unsafe { self.library.gb_lljit(self.session) }
    }
}

impl WrapperLinker {
    /// Links the wrapper's definition, and the inline functions that it needs, into `module`, an `LLVMModuleRef` of any
    /// context. It becomes internal and always inlined; the module may declare it beforehand. False where the wrapper
    /// has not been compiled.
    ///
    /// # Safety
    /// The oracle is alive, and `module` is a module that this thread owns.
    pub unsafe fn link(&self, symbol: &str, module: *mut c_void) -> bool {
        // SAFETY: by the caller.
        unsafe { self.library.gb_link_wrapper(self.session, text(symbol), module) }
    }
}
