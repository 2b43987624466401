//! Writing LLVM IR: a thin, safe face of the builder. One [`Ir`] is one module in a context of its own, so that it can
//! be given to the background thread as a whole.
//!
//! Soundness: the handles ([`Val`], [`Block`], [`Type`]) that the methods take come from the same `Ir`, which outlives
//! them; the builder stands in a block whenever something is built. That is the contract of every method here, and the
//! reason for each `unsafe` below. Types must agree as IR asks; the verifier checks that in debug builds.

use llvm_sys::core::*;
use llvm_sys::debuginfo::{LLVMMetadataReplaceAllUsesWith, LLVMTemporaryMDNode};
use llvm_sys::prelude::*;
use llvm_sys::{LLVMAtomicOrdering, LLVMLinkage};
use std::cell::RefCell;
use std::ffi::CString;
use std::ptr;

pub type Val = LLVMValueRef;
pub type Block = LLVMBasicBlockRef;
pub type Type = LLVMTypeRef;
pub use llvm_sys::LLVMIntPredicate as Int;
pub use llvm_sys::LLVMRealPredicate as Real;

/// The personality of C++ frames.
pub const PERSONALITY: &str = "__gxx_personality_v0";

/// A module under construction.
pub struct Ir {
    pub context: LLVMContextRef,
    pub module: LLVMModuleRef,
    builder: LLVMBuilderRef,
    pub i1: Type,
    pub i8: Type,
    pub i16: Type,
    pub i32: Type,
    pub i64: Type,
    pub f32: Type,
    pub f64: Type,
    pub ptr: Type,
    pub void: Type,
    unlikely: LLVMValueRef,
    prof: u32,
    names: RefCell<ahash::AHashMap<&'static str, (Type, Val)>>,
}

macro_rules! binary {
    ($($name:ident = $build:ident),* $(,)?) => {$(
        pub fn $name(&self, a: Val, b: Val) -> Val {
            unsafe { $build(self.builder, a, b, c"".as_ptr()) }
        }
    )*};
}

macro_rules! cast {
    ($($name:ident = $build:ident),* $(,)?) => {$(
        pub fn $name(&self, value: Val, to: Type) -> Val {
            unsafe { $build(self.builder, value, to, c"".as_ptr()) }
        }
    )*};
}

impl Ir {
    /// An empty module; LLVM is loaded.
    pub fn new(name: &str) -> Ir {
        let name = CString::new(name.replace('\0', "")).unwrap_or_default();
        unsafe {
            let context = LLVMContextCreate();
            LLVMContextSetDiscardValueNames(context, 1);
            let module = LLVMModuleCreateWithNameInContext(name.as_ptr(), context);
            let i32 = LLVMInt32TypeInContext(context);
            let weight = |n| LLVMValueAsMetadata(LLVMConstInt(i32, n, 0));
            let kind = LLVMMDStringInContext2(context, c"branch_weights".as_ptr(), 14);
            let mut operands = [kind, weight(1), weight(100_000)];
            let node = LLVMMDNodeInContext2(context, operands.as_mut_ptr(), 3);
            Ir {
                context,
                module,
                builder: LLVMCreateBuilderInContext(context),
                i1: LLVMInt1TypeInContext(context),
                i8: LLVMInt8TypeInContext(context),
                i16: LLVMInt16TypeInContext(context),
                i32,
                i64: LLVMInt64TypeInContext(context),
                f32: LLVMFloatTypeInContext(context),
                f64: LLVMDoubleTypeInContext(context),
                ptr: LLVMPointerTypeInContext(context, 0),
                void: LLVMVoidTypeInContext(context),
                unlikely: LLVMMetadataAsValue(context, node),
                prof: LLVMGetMDKindIDInContext(context, c"prof".as_ptr(), 4),
                names: RefCell::default(),
            }
        }
    }

    /// The module with its context, both the caller's now.
    pub fn finish(self) -> (LLVMContextRef, LLVMModuleRef) {
        let result = (self.context, self.module);
        unsafe { LLVMDisposeBuilder(self.builder) };
        std::mem::forget(self);
        result
    }

    // ---- types and constants ------------------------------------------------------------------------------------

    pub fn function_type(&self, result: Type, parameters: &[Type]) -> Type {
        let mut parameters = parameters.to_vec();
        unsafe { LLVMFunctionType(result, parameters.as_mut_ptr(), parameters.len() as u32, 0) }
    }

    pub fn pair(&self, first: Type, second: Type) -> Type {
        let mut types = [first, second];
        unsafe { LLVMStructTypeInContext(self.context, types.as_mut_ptr(), 2, 0) }
    }

    pub fn array(&self, element: Type, length: u64) -> Type {
        unsafe { LLVMArrayType2(element, length) }
    }

    pub fn word(&self, n: u64) -> Val {
        unsafe { LLVMConstInt(self.i64, n, 0) }
    }

    pub fn int(&self, ty: Type, n: u64) -> Val {
        unsafe { LLVMConstInt(ty, n, 0) }
    }

    pub fn bool(&self, b: bool) -> Val {
        self.int(self.i1, u64::from(b))
    }

    pub fn double(&self, x: f64) -> Val {
        // Through the bits, so that NaNs keep theirs.
        unsafe { LLVMConstBitCast(self.word(x.to_bits()), self.f64) }
    }

    pub fn address<T>(&self, address: *const T) -> Val {
        unsafe { LLVMConstIntToPtr(self.word(address as u64), self.ptr) }
    }

    pub fn undef(&self, ty: Type) -> Val {
        unsafe { LLVMGetPoison(ty) }
    }

    pub fn type_of(&self, value: Val) -> Type {
        unsafe { LLVMTypeOf(value) }
    }

    // ---- functions and blocks -----------------------------------------------------------------------------------

    /// A function of this module; visible to the linker where `exported`.
    pub fn add_function(&self, name: &str, ty: Type, exported: bool) -> Val {
        let name = CString::new(name).unwrap_or_default();
        unsafe {
            let function = LLVMAddFunction(self.module, name.as_ptr(), ty);
            if !exported {
                LLVMSetLinkage(function, LLVMLinkage::LLVMInternalLinkage);
            }
            self.attribute(function, "nounwind");
            function
        }
    }

    /// A function that the module has.
    pub fn defined(&self, name: &str) -> Option<Val> {
        let name = CString::new(name).unwrap_or_default();
        let function = unsafe { LLVMGetNamedFunction(self.module, name.as_ptr()) };
        (!function.is_null()).then_some(function)
    }

    pub fn attribute(&self, function: Val, name: &str) {
        unsafe {
            let kind = LLVMGetEnumAttributeKindForName(name.as_ptr().cast(), name.len());
            let attribute = LLVMCreateEnumAttribute(self.context, kind, 0);
            LLVMAddAttributeAtIndex(function, llvm_sys::LLVMAttributeFunctionIndex, attribute);
        }
    }

    pub fn parameter(&self, function: Val, index: u32) -> Val {
        unsafe { LLVMGetParam(function, index) }
    }

    /// A constant array of pointers under an exported name.
    pub fn export_table(&self, name: &str, entries: &[Val]) {
        let name = CString::new(name).unwrap_or_default();
        let mut entries = entries.to_vec();
        unsafe {
            let value = LLVMConstArray2(self.ptr, entries.as_mut_ptr(), entries.len() as u64);
            let global = LLVMAddGlobal(self.module, LLVMTypeOf(value), name.as_ptr());
            LLVMSetInitializer(global, value);
        }
    }

    pub fn null(&self) -> Val {
        unsafe { LLVMConstNull(self.ptr) }
    }

    pub fn block(&self, function: Val) -> Block {
        unsafe { LLVMAppendBasicBlockInContext(self.context, function, c"".as_ptr()) }
    }

    pub fn at(&self, block: Block) {
        unsafe { LLVMPositionBuilderAtEnd(self.builder, block) }
    }

    pub fn here(&self) -> Block {
        unsafe { LLVMGetInsertBlock(self.builder) }
    }

    // ---- control ------------------------------------------------------------------------------------------------

    pub fn br(&self, to: Block) {
        unsafe { LLVMBuildBr(self.builder, to) };
    }

    /// Jumps back in a loop that the optimiser is to unroll so many times.
    pub fn br_unrolled(&self, to: Block, times: u32) {
        unsafe {
            let name = b"llvm.loop.unroll.count";
            let name = LLVMMDStringInContext2(self.context, name.as_ptr().cast(), name.len());
            let mut count = [name, LLVMValueAsMetadata(self.int(self.i32, u64::from(times)))];
            let count = LLVMMDNodeInContext2(self.context, count.as_mut_ptr(), 2);
            // A loop is told apart from others by a node that refers to itself.
            let itself = LLVMTemporaryMDNode(self.context, ptr::null_mut(), 0);
            let mut operands = [itself, count];
            let of_loop = LLVMMDNodeInContext2(self.context, operands.as_mut_ptr(), 2);
            LLVMMetadataReplaceAllUsesWith(itself, of_loop);
            let branch = LLVMBuildBr(self.builder, to);
            let kind = LLVMGetMDKindIDInContext(self.context, c"llvm.loop".as_ptr(), 9);
            LLVMSetMetadata(branch, kind, LLVMMetadataAsValue(self.context, of_loop));
        }
    }

    pub fn cond(&self, test: Val, then: Block, otherwise: Block) {
        unsafe { LLVMBuildCondBr(self.builder, test, then, otherwise) };
    }

    /// Branches to `rare` where `test` holds, which it hardly ever does.
    pub fn rarely(&self, test: Val, rare: Block, usual: Block) {
        unsafe {
            let branch = LLVMBuildCondBr(self.builder, test, rare, usual);
            LLVMSetMetadata(branch, self.prof, self.unlikely);
        }
    }

    pub fn switch(&self, value: Val, default: Block, cases: &[(Val, Block)]) {
        unsafe {
            let switch = LLVMBuildSwitch(self.builder, value, default, cases.len() as u32);
            for (case, block) in cases {
                LLVMAddCase(switch, *case, *block);
            }
        }
    }

    pub fn ret(&self, value: Val) {
        unsafe { LLVMBuildRet(self.builder, value) };
    }

    pub fn ret_pair(&self, first: Val, second: Val) {
        let mut values = [first, second];
        unsafe { LLVMBuildAggregateRet(self.builder, values.as_mut_ptr(), 2) };
    }

    pub fn ret_void(&self) {
        unsafe { LLVMBuildRetVoid(self.builder) };
    }

    pub fn unreachable(&self) {
        unsafe { LLVMBuildUnreachable(self.builder) };
    }

    pub fn phi(&self, ty: Type, incoming: &[(Val, Block)]) -> Val {
        if let [(value, _)] = incoming {
            return *value;
        }
        let (mut values, mut blocks): (Vec<Val>, Vec<Block>) = incoming.iter().copied().unzip();
        unsafe {
            let phi = LLVMBuildPhi(self.builder, ty, c"".as_ptr());
            LLVMAddIncoming(phi, values.as_mut_ptr(), blocks.as_mut_ptr(), values.len() as u32);
            phi
        }
    }

    // ---- arithmetic ---------------------------------------------------------------------------------------------

    binary! {
        add = LLVMBuildAdd, sub = LLVMBuildSub, mul = LLVMBuildMul, sdiv = LLVMBuildSDiv, srem = LLVMBuildSRem,
        and = LLVMBuildAnd, or = LLVMBuildOr, xor = LLVMBuildXor, shl = LLVMBuildShl, ashr = LLVMBuildAShr,
        lshr = LLVMBuildLShr, fadd = LLVMBuildFAdd, fsub = LLVMBuildFSub, fmul = LLVMBuildFMul, fdiv = LLVMBuildFDiv,
    }

    cast! {
        trunc = LLVMBuildTrunc, zext = LLVMBuildZExt, sext = LLVMBuildSExt, bitcast = LLVMBuildBitCast,
        int_to_double = LLVMBuildSIToFP, double_to_int = LLVMBuildFPToSI, fptrunc = LLVMBuildFPTrunc,
        fpext = LLVMBuildFPExt, int_to_ptr = LLVMBuildIntToPtr, ptr_to_int = LLVMBuildPtrToInt,
    }

    pub fn fneg(&self, a: Val) -> Val {
        unsafe { LLVMBuildFNeg(self.builder, a, c"".as_ptr()) }
    }

    pub fn not(&self, a: Val) -> Val {
        unsafe { LLVMBuildNot(self.builder, a, c"".as_ptr()) }
    }

    pub fn icmp(&self, predicate: Int, a: Val, b: Val) -> Val {
        unsafe { LLVMBuildICmp(self.builder, predicate, a, b, c"".as_ptr()) }
    }

    pub fn eq(&self, a: Val, b: Val) -> Val {
        self.icmp(Int::LLVMIntEQ, a, b)
    }

    pub fn ne(&self, a: Val, b: Val) -> Val {
        self.icmp(Int::LLVMIntNE, a, b)
    }

    pub fn fcmp(&self, predicate: Real, a: Val, b: Val) -> Val {
        unsafe { LLVMBuildFCmp(self.builder, predicate, a, b, c"".as_ptr()) }
    }

    pub fn select(&self, test: Val, then: Val, otherwise: Val) -> Val {
        unsafe { LLVMBuildSelect(self.builder, test, then, otherwise, c"".as_ptr()) }
    }

    /// Result and overflow bit of `llvm.{sadd,ssub,smul}.with.overflow`.
    pub fn checked(&self, name: &'static str, a: Val, b: Val) -> (Val, Val) {
        let pair = self.intrinsic(name, &[self.i64], &[a, b]);
        (self.extract(pair, 0), self.extract(pair, 1))
    }

    pub fn extract(&self, aggregate: Val, index: u32) -> Val {
        unsafe { LLVMBuildExtractValue(self.builder, aggregate, index, c"".as_ptr()) }
    }

    /// A call of an LLVM intrinsic; the same name always comes with the same types.
    pub fn intrinsic(&self, name: &'static str, types: &[Type], args: &[Val]) -> Val {
        let (ty, function) = *self.names.borrow_mut().entry(name).or_insert_with(|| unsafe {
            let id = LLVMLookupIntrinsicID(name.as_ptr().cast(), name.len());
            let mut types = types.to_vec();
            let function = LLVMGetIntrinsicDeclaration(self.module, id, types.as_mut_ptr(), types.len());
            (LLVMGlobalGetValueType(function), function)
        });
        self.call(ty, function, args)
    }

    // ---- memory -------------------------------------------------------------------------------------------------

    pub fn alloca(&self, ty: Type) -> Val {
        unsafe { LLVMBuildAlloca(self.builder, ty, c"".as_ptr()) }
    }

    pub fn alloca_bytes(&self, bytes: u64) -> Val {
        let slot = self.alloca(self.array(self.i8, bytes));
        unsafe { LLVMSetAlignment(slot, 16) };
        slot
    }

    pub fn load(&self, ty: Type, from: Val) -> Val {
        unsafe { LLVMBuildLoad2(self.builder, ty, from, c"".as_ptr()) }
    }

    pub fn alloca_aligned(&self, bytes: u64, align: u32) -> Val {
        let slot = self.alloca(self.array(self.i8, bytes));
        unsafe { LLVMSetAlignment(slot, align) };
        slot
    }

    /// A load from where C++ may have put it without alignment.
    pub fn load_unaligned(&self, ty: Type, from: Val) -> Val {
        let load = self.load(ty, from);
        unsafe { LLVMSetAlignment(load, 1) };
        load
    }

    /// The address of 16 constant bytes.
    pub fn constant_pair(&self, low: u64, high: u64) -> Val {
        let mut words = [self.word(low), self.word(high)];
        unsafe {
            let value = LLVMConstArray2(self.i64, words.as_mut_ptr(), 2);
            let global = LLVMAddGlobal(self.module, LLVMTypeOf(value), c"".as_ptr());
            LLVMSetInitializer(global, value);
            LLVMSetGlobalConstant(global, 1);
            LLVMSetLinkage(global, LLVMLinkage::LLVMPrivateLinkage);
            LLVMSetUnnamedAddress(global, llvm_sys::LLVMUnnamedAddr::LLVMGlobalUnnamedAddr);
            LLVMSetAlignment(global, 16);
            global
        }
    }

    /// A function that is defined elsewhere, declared once.
    pub fn declare(&self, name: &str, ty: Type) -> Val {
        let name = CString::new(name).unwrap_or_default();
        unsafe {
            let known = LLVMGetNamedFunction(self.module, name.as_ptr());
            if known.is_null() { LLVMAddFunction(self.module, name.as_ptr(), ty) } else { known }
        }
    }

    /// A load of a word that another thread may change.
    pub fn load_shared(&self, from: Val) -> Val {
        let load = self.load(self.i64, from);
        unsafe {
            LLVMSetOrdering(load, LLVMAtomicOrdering::LLVMAtomicOrderingMonotonic);
            LLVMSetAlignment(load, 8);
        }
        load
    }

    /// A store of a word that another thread reads; what was stored before is seen by whoever sees it.
    pub fn store_shared(&self, value: Val, to: Val) {
        unsafe {
            let store = LLVMBuildStore(self.builder, value, to);
            LLVMSetOrdering(store, LLVMAtomicOrdering::LLVMAtomicOrderingRelease);
            LLVMSetAlignment(store, 8);
        }
    }

    /// Keeps what is before and after in this order, as far as the compiler goes; the machine may still change it.
    pub fn compiler_fence(&self) {
        let order = LLVMAtomicOrdering::LLVMAtomicOrderingSequentiallyConsistent;
        unsafe { LLVMBuildFence(self.builder, order, 1, c"".as_ptr()) };
    }

    pub fn store(&self, value: Val, to: Val) {
        unsafe { LLVMBuildStore(self.builder, value, to) };
    }

    /// `base` plus a number of bytes.
    pub fn offset(&self, base: Val, bytes: u64) -> Val {
        if bytes == 0 { base } else { self.offset_by(base, self.word(bytes)) }
    }

    pub fn offset_by(&self, base: Val, bytes: Val) -> Val {
        let mut indices = [bytes];
        unsafe { LLVMBuildInBoundsGEP2(self.builder, self.i8, base, indices.as_mut_ptr(), 1, c"".as_ptr()) }
    }

    pub fn copy_bytes(&self, to: Val, from: Val, bytes: u64) {
        unsafe { LLVMBuildMemCpy(self.builder, to, 1, from, 1, self.word(bytes)) };
    }

    /// The same for places that may overlap.
    pub fn move_bytes(&self, to: Val, from: Val, bytes: u64) {
        unsafe { LLVMBuildMemMove(self.builder, to, 1, from, 1, self.word(bytes)) };
    }

    // ---- calls --------------------------------------------------------------------------------------------------

    pub fn call(&self, ty: Type, function: Val, args: &[Val]) -> Val {
        let mut args = args.to_vec();
        unsafe { LLVMBuildCall2(self.builder, ty, function, args.as_mut_ptr(), args.len() as u32, c"".as_ptr()) }
    }

    /// A call out of which a C++ exception may come.
    pub fn invoke(&self, ty: Type, function: Val, args: &[Val], usual: Block, thrown: Block) -> Val {
        let mut args = args.to_vec();
        unsafe {
            let (data, count) = (args.as_mut_ptr(), args.len() as u32);
            LLVMBuildInvoke2(self.builder, ty, function, data, count, usual, thrown, c"".as_ptr())
        }
    }

    /// Catches whatever C++ exception comes here; gives its object, for `__cxa_begin_catch`.
    pub fn landing_pad(&self) -> Val {
        unsafe {
            let personality = self.function_type(self.i32, &[]);
            let personality = self.declare(PERSONALITY, personality);
            let ty = self.pair(self.ptr, self.i32);
            let pad = LLVMBuildLandingPad(self.builder, ty, personality, 1, c"".as_ptr());
            LLVMAddClause(pad, self.null());
            self.extract(pad, 0)
        }
    }

    /// A call of a Rust function at a fixed address.
    pub fn call_address(&self, address: usize, result: Type, args: &[Val]) -> Val {
        let types: Vec<Type> = args.iter().map(|arg| self.type_of(*arg)).collect();
        let ty = self.function_type(result, &types);
        self.call(ty, self.address(address as *const u8), args)
    }

    /// The machine's stack pointer.
    pub fn stack_pointer(&self) -> Val {
        let register = unsafe {
            let mut name = [LLVMMDStringInContext2(self.context, c"rsp".as_ptr(), 3)];
            LLVMMetadataAsValue(self.context, LLVMMDNodeInContext2(self.context, name.as_mut_ptr(), 1))
        };
        self.intrinsic("llvm.read_register", &[self.i64], &[register])
    }

    /// The module as text, for tests and for debugging.
    pub fn text(&self) -> String {
        unsafe {
            let text = LLVMPrintModuleToString(self.module);
            let copy = std::ffi::CStr::from_ptr(text).to_string_lossy().into_owned();
            LLVMDisposeMessage(text);
            copy
        }
    }

    /// What the verifier says against the module.
    pub fn verify(&self) -> Result<(), String> {
        use llvm_sys::analysis::*;
        unsafe {
            let mut message = ptr::null_mut();
            let action = LLVMVerifierFailureAction::LLVMReturnStatusAction;
            let failed = LLVMVerifyModule(self.module, action, &mut message) != 0;
            let text = std::ffi::CStr::from_ptr(message).to_string_lossy().into_owned();
            LLVMDisposeMessage(message);
            if failed { Err(text) } else { Ok(()) }
        }
    }
}

impl Drop for Ir {
    /// An `Ir` that was not finished.
    fn drop(&mut self) {
        unsafe {
            LLVMDisposeBuilder(self.builder);
            LLVMDisposeModule(self.module);
            LLVMContextDispose(self.context);
        }
    }
}
