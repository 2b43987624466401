//! The process's one LLJIT (ORC with JITLink), its target machine, and linking of finished objects. The Clang bridge
//! links its wrappers through the same one.

use crate::diagnostic::Diagnostic;
use crate::llvm;
use crate::source::Span;
use llvm_sys::error::{LLVMDisposeErrorMessage, LLVMErrorRef, LLVMGetErrorMessage};
use llvm_sys::orc2::lljit::*;
use llvm_sys::orc2::*;
use llvm_sys::prelude::{LLVMMemoryBufferRef, LLVMModuleRef};
use llvm_sys::target::*;
use llvm_sys::target_machine::*;
use once_cell::sync::OnceCell;
use std::collections::BTreeSet;
use std::ffi::{CStr, CString, c_char};
use std::ptr;
use std::sync::{Mutex, PoisonError};

struct Shared(LLVMOrcLLJITRef);

// SAFETY: an LLJIT may be used from any thread; it locks inside.
unsafe impl Send for Shared {}
// SAFETY: as above.
unsafe impl Sync for Shared {}

static LLJIT: OnceCell<Shared> = OnceCell::new();

/// The process's LLJIT, made at the first use; lives as long as the process. Symbols of the process are visible to
/// what is linked.
pub fn lljit() -> Result<LLVMOrcLLJITRef, Diagnostic> {
    LLJIT
        .get_or_try_init(|| {
            llvm::load()?;
            make().map(Shared)
        })
        .map(|shared| shared.0)
}

fn make() -> Result<LLVMOrcLLJITRef, Diagnostic> {
    // SAFETY: LLVM is loaded. The builder takes the creator and the machine builder, the LLJIT takes the builder.
    unsafe {
        let machine = target_machine(LLVMCodeGenOptLevel::LLVMCodeGenLevelDefault)?;
        let builder = LLVMOrcCreateLLJITBuilder();
        let machine_builder = LLVMOrcJITTargetMachineBuilderCreateFromTargetMachine(machine.0);
        std::mem::forget(machine); // the function above disposed of it
        LLVMOrcLLJITBuilderSetJITTargetMachineBuilder(builder, machine_builder);
        LLVMOrcLLJITBuilderSetObjectLinkingLayerCreator(builder, linking_layer, ptr::null_mut());
        let mut jit = ptr::null_mut();
        check(LLVMOrcCreateLLJIT(&mut jit, builder))?;
        Ok(jit)
    }
}

extern "C" fn linking_layer(
    _context: *mut libc::c_void,
    session: LLVMOrcExecutionSessionRef,
    _triple: *const c_char,
) -> LLVMOrcObjectLayerRef {
    let mut layer = ptr::null_mut();
    // SAFETY: the session is the LLJIT's own; JITLink's manager maps memory W^X.
    let error = unsafe { ee::LLVMOrcCreateObjectLinkingLayerWithInProcessMemoryManager(&mut layer, session) };
    // SAFETY: the error is fresh.
    if let Err(error) = unsafe { check(error) } {
        tracing::error!(%error, "JITLink could not be started");
    }
    layer
}

/// A target machine for this CPU; used by one thread at a time.
pub struct Machine(pub LLVMTargetMachineRef);

// SAFETY: a target machine belongs to no thread.
unsafe impl Send for Machine {}

impl Machine {
    /// Gives a module this machine's data layout: without one, passes take sizes and offsets from LLVM's defaults,
    /// which no machine has.
    ///
    /// # Safety
    /// `module` is alive, and this thread's.
    pub unsafe fn target(&self, module: LLVMModuleRef) {
        // SAFETY: by the caller; the layout and the triple are copied, and disposed of.
        unsafe {
            let layout = LLVMCreateTargetDataLayout(self.0);
            LLVMSetModuleDataLayout(module, layout);
            LLVMDisposeTargetData(layout);
            let triple = LLVMGetTargetMachineTriple(self.0);
            llvm_sys::core::LLVMSetTarget(module, triple);
            llvm_sys::core::LLVMDisposeMessage(triple);
        }
    }
}

impl Drop for Machine {
    fn drop(&mut self) {
        // SAFETY: made by `target_machine`, disposed of once.
        unsafe { LLVMDisposeTargetMachine(self.0) }
    }
}

/// A target machine for the CPU we run on, with position-independent code.
pub fn target_machine(level: LLVMCodeGenOptLevel) -> Result<Machine, Diagnostic> {
    llvm::load()?;
    // SAFETY: LLVM is loaded; the strings are LLVM's, copied by it, and disposed of here.
    unsafe {
        let triple = LLVMGetDefaultTargetTriple();
        let mut target = ptr::null_mut();
        let mut message = ptr::null_mut();
        if LLVMGetTargetFromTriple(triple, &mut target, &mut message) != 0 {
            let text = CStr::from_ptr(message).to_string_lossy().into_owned();
            llvm_sys::core::LLVMDisposeMessage(message);
            llvm_sys::core::LLVMDisposeMessage(triple);
            return Err(Diagnostic::new("jit/target", Span::NONE, text));
        }
        let cpu = LLVMGetHostCPUName();
        let features = LLVMGetHostCPUFeatures();
        let machine = LLVMCreateTargetMachine(
            target,
            triple,
            cpu,
            features,
            level,
            LLVMRelocMode::LLVMRelocPIC,
            LLVMCodeModel::LLVMCodeModelJITDefault,
        );
        llvm_sys::core::LLVMDisposeMessage(features);
        llvm_sys::core::LLVMDisposeMessage(cpu);
        llvm_sys::core::LLVMDisposeMessage(triple);
        Ok(Machine(machine))
    }
}

/// Links an object into the process, and gives the address of its symbol `symbol`. Takes the buffer. The code stays
/// mapped as long as the process lives.
///
/// # Safety
/// `object` is a whole object file whose initialisers and definitions may become part of the process.
pub unsafe fn link(object: LLVMMemoryBufferRef, symbol: &CStr) -> Result<usize, Diagnostic> {
    let jit = lljit()?;
    // SAFETY: the buffer is given to the LLJIT; the name is a C string.
    unsafe {
        check(LLVMOrcLLJITAddObjectFile(jit, LLVMOrcLLJITGetMainJITDylib(jit), object))?;
        let mut address = 0;
        check(LLVMOrcLLJITLookup(jit, &mut address, symbol.as_ptr()))?;
        Ok(address as usize)
    }
}

/// The address of a symbol that is linked already, by the bridge or by tier 1.
pub fn address_of(symbol: &str) -> Result<usize, Diagnostic> {
    let jit = lljit()?;
    let name = CString::new(symbol).map_err(|_| Diagnostic::new("jit/symbol", Span::NONE, "a symbol with a NUL"))?;
    let mut address = 0;
    // SAFETY: the name is a C string.
    unsafe { check(LLVMOrcLLJITLookup(jit, &mut address, name.as_ptr()))? };
    Ok(address as usize)
}

/// Gives an address a symbol that is its own in the whole process, and the symbol's name.
pub fn define(address: usize) -> Result<CString, Diagnostic> {
    static DEFINED: Mutex<BTreeSet<usize>> = Mutex::new(BTreeSet::new());
    let jit = lljit()?;
    let name = CString::new(format!("gusset_at_{address:x}")).unwrap_or_default();
    let mut defined = DEFINED.lock().unwrap_or_else(PoisonError::into_inner);
    if defined.insert(address) {
        // SAFETY: the name is a C string, which the pool copies; the unit takes the pairs, the dylib the unit.
        unsafe {
            let flags = LLVMJITSymbolFlags {
                GenericFlags: LLVMJITSymbolGenericFlags::LLVMJITSymbolGenericFlagsExported as u8,
                TargetFlags: 0,
            };
            let symbol = LLVMJITEvaluatedSymbol { Address: address as u64, Flags: flags };
            let mut pair = LLVMOrcCSymbolMapPair { Name: LLVMOrcLLJITMangleAndIntern(jit, name.as_ptr()), Sym: symbol };
            let unit = LLVMOrcAbsoluteSymbols(&mut pair, 1);
            check(LLVMOrcJITDylibDefine(LLVMOrcLLJITGetMainJITDylib(jit), unit))?;
        }
    }
    Ok(name)
}

/// LLVM's error as a diagnostic; takes it.
///
/// # Safety
/// `error` is null or an error that nobody has taken.
pub unsafe fn check(error: LLVMErrorRef) -> Result<(), Diagnostic> {
    if error.is_null() {
        return Ok(());
    }
    // SAFETY: by the contract; the message is disposed of once.
    let text = unsafe {
        let message = LLVMGetErrorMessage(error);
        let text = CStr::from_ptr(message).to_string_lossy().into_owned();
        LLVMDisposeErrorMessage(message);
        text
    };
    Err(Diagnostic::new("jit/llvm", Span::NONE, text))
}
