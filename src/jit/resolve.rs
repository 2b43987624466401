//! Symbols that inlined C++ refers to: their addresses are those that the oracle's own JIT knows, put right into the
//! module, so that the modules of several engines never share a name.

use super::ir::PERSONALITY;
use super::orc::{self, check};
use crate::diagnostic::Diagnostic;
use crate::source::Span;
use llvm_sys::core::*;
use llvm_sys::orc2::lljit::LLVMOrcLLJITLookup;
use llvm_sys::prelude::*;
use std::ffi::{CStr, CString, c_void};

/// Puts an address in the place of one symbol.
///
/// # Safety
/// The module is this thread's; the address is that of what the symbol stands for.
pub unsafe fn put_address(module: LLVMModuleRef, symbol: &str, address: usize) {
    let Ok(name) = CString::new(symbol) else { return };
    // SAFETY: by the contract.
    unsafe {
        let declared = LLVMGetNamedFunction(module, name.as_ptr());
        if !declared.is_null() {
            replace(module, declared, address);
        }
    }
}

/// Puts addresses in the place of all symbols that the module only declares.
///
/// # Safety
/// The module is this thread's, `lljit` an `LLVMOrcLLJITRef`.
pub unsafe fn put_addresses(module: LLVMModuleRef, lljit: *mut c_void) -> Result<(), Diagnostic> {
    // SAFETY: by the contract; the lists are walked before anything in them is replaced.
    unsafe {
        let mut declared = Vec::new();
        let mut function = LLVMGetFirstFunction(module);
        while !function.is_null() {
            if LLVMIsDeclaration(function) != 0 && LLVMGetIntrinsicID(function) == 0 {
                declared.push(function);
            }
            function = LLVMGetNextFunction(function);
        }
        let mut global = LLVMGetFirstGlobal(module);
        while !global.is_null() {
            if LLVMIsDeclaration(global) != 0 {
                declared.push(global);
            }
            global = LLVMGetNextGlobal(global);
        }
        for symbol in declared {
            if LLVMGetFirstUse(symbol).is_null() {
                continue;
            }
            let mut length = 0;
            let name = CStr::from_ptr(LLVMGetValueName2(symbol, &mut length)).to_owned();
            if name.to_bytes() == PERSONALITY.as_bytes() {
                // LLVM knows it by its name, and the linker finds it in the process.
                continue;
            }
            let address = address_of(lljit, &name)?;
            if name.to_bytes().starts_with(b"_ZTI") {
                // Exception tables refer to types by symbol.
                let unique = orc::define(address)?;
                LLVMSetValueName2(symbol, unique.as_ptr(), unique.as_bytes().len());
            } else {
                replace(module, symbol, address);
            }
        }
        Ok(())
    }
}

/// Where a symbol is: in the oracle's JIT, else in the process.
///
/// # Safety
/// As [`put_addresses`].
unsafe fn address_of(lljit: *mut c_void, name: &CStr) -> Result<usize, Diagnostic> {
    // SAFETY: by the contract; `dlsym` gets a C string.
    unsafe {
        let mut address = 0;
        let Err(error) = check(LLVMOrcLLJITLookup(lljit.cast(), &mut address, name.as_ptr())) else {
            return Ok(address as usize);
        };
        let in_process = libc::dlsym(libc::RTLD_DEFAULT, name.as_ptr());
        if !in_process.is_null() {
            return Ok(in_process as usize);
        }
        let name = name.to_string_lossy();
        Err(Diagnostic::new("jit/symbol", Span::NONE, format!("{name} is not to be found: {}", error.message)))
    }
}

/// # Safety
/// As [`put_address`].
unsafe fn replace(module: LLVMModuleRef, symbol: LLVMValueRef, address: usize) {
    // SAFETY: by the contract.
    unsafe {
        let context = LLVMGetModuleContext(module);
        let word = LLVMConstInt(LLVMInt64TypeInContext(context), address as u64, 0);
        LLVMReplaceAllUsesWith(symbol, LLVMConstIntToPtr(word, LLVMTypeOf(symbol)));
    }
}
