//! From IR to machine code: the pass pipeline, code generation and linking, on a thread of their own.

use super::ir::Ir;
use super::orc::{self, Machine};
use super::resolve;
use crate::diagnostic::Diagnostic;
use crate::interop::oracle::Inliner;
use crate::source::Span;
use llvm_sys::core::{LLVMContextDispose, LLVMDisposeMessage, LLVMDisposeModule};
use llvm_sys::prelude::{LLVMContextRef, LLVMModuleRef};
use llvm_sys::target_machine::{LLVMCodeGenFileType, LLVMCodeGenOptLevel, LLVMTargetMachineEmitToMemoryBuffer};
use llvm_sys::transforms::pass_builder::*;
use std::ffi::{CStr, CString};
use std::ptr;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread::JoinHandle;
use std::time::Instant;

/// What is run over each module: enough to unbox, hoist and simplify; short enough for a few milliseconds.
const PASSES: &CStr = c"always-inline,function(sroa,early-cse<memssa>,instcombine<no-verify-fixpoint>,correlated-propagation,simplifycfg,\
    loop-mssa(loop-instsimplify,loop-simplifycfg,loop-rotate,licm),early-cse<memssa>,simplifycfg,instcombine<no-verify-fixpoint>,\
    loop(indvars),correlated-propagation,instsimplify,simplifycfg,\
    loop-unroll<O2;no-partial;no-runtime;no-upperbound;no-peeling>,simplifycfg),globaldce";

/// What is run first where there are wrappers, which are always inlined: C++ inline functions through them, as far as
/// that pays. Callees come first, so that it is their simplified size that is weighed.
const INLINE_CPP: &CStr = c"always-inline,cgscc(function(sroa,early-cse<memssa>,simplifycfg),inline)";

/// A finished module, on its way to machine code. It owns its context.
pub struct Task {
    pub id: u64,
    context: LLVMContextRef,
    module: LLVMModuleRef,
    symbol: CString,
    /// Wrappers that the module calls, with their machine code.
    wrappers: Vec<(String, usize)>,
    inliner: Option<Box<dyn Inliner>>,
}

// SAFETY: the module and its context are reachable through the task alone.
unsafe impl Send for Task {}

impl Task {
    /// `symbol` is exported by the module.
    pub fn new(id: u64, ir: Ir, symbol: &str) -> Task {
        let (context, module) = ir.finish();
        let symbol = CString::new(symbol).unwrap_or_default();
        Task { id, context, module, symbol, wrappers: Vec::new(), inliner: None }
    }

    /// Names the wrappers that the module calls, with their machine code, and what inlines them.
    pub fn with_wrappers(mut self, wrappers: Vec<(String, usize)>, inliner: Option<Box<dyn Inliner>>) -> Task {
        self.wrappers = wrappers;
        self.inliner = inliner;
        self
    }

    /// Inlines what can be inlined, and puts addresses in the place of all other symbols.
    fn link_wrappers(&self) -> Result<(), Diagnostic> {
        for (symbol, code) in &self.wrappers {
            // SAFETY: the oracle outlives this thread (`Engine`'s fields); the module is the task's.
            let inlined =
                self.inliner.as_ref().is_some_and(|inliner| unsafe { inliner.link(symbol, self.module.cast()) });
            if !inlined {
                tracing::debug!(target: "gusset::jit", symbol, "a wrapper is called, not inlined");
                // SAFETY: as above.
                unsafe { resolve::put_address(self.module, symbol, *code) };
            }
        }
        match &self.inliner {
            // SAFETY: as above.
            Some(inliner) => unsafe { resolve::put_addresses(self.module, inliner.lljit()) },
            None => Ok(()),
        }
    }
}

impl Drop for Task {
    fn drop(&mut self) {
        // SAFETY: both are the task's own, and nothing else refers to them.
        unsafe {
            LLVMDisposeModule(self.module);
            LLVMContextDispose(self.context);
        }
    }
}

/// What became of a task.
pub struct Done {
    pub id: u64,
    /// The address of the exported symbol.
    pub address: Result<usize, Diagnostic>,
    /// Milliseconds for the passes, for machine code, and for linking.
    pub passes_ms: f64,
    pub code_ms: f64,
    pub link_ms: f64,
}

/// Turns modules into machine code, on one thread.
pub struct Compiler {
    machine: Machine,
}

impl Compiler {
    pub fn new() -> Result<Compiler, Diagnostic> {
        Ok(Compiler { machine: orc::target_machine(LLVMCodeGenOptLevel::LLVMCodeGenLevelDefault)? })
    }

    pub fn run(&mut self, task: Task) -> Done {
        let mut done = Done { id: task.id, address: Ok(0), passes_ms: 0.0, code_ms: 0.0, link_ms: 0.0 };
        done.address = self.compile(&task, &mut done);
        done
    }

    fn compile(&mut self, task: &Task, done: &mut Done) -> Result<usize, Diagnostic> {
        let start = Instant::now();
        // SAFETY: the module is the task's, and the task this thread's.
        unsafe { self.machine.target(task.module) };
        if !task.wrappers.is_empty() {
            task.link_wrappers()?;
        }
        // SAFETY: the module is whole and this thread's; the options are disposed of.
        let error = unsafe {
            let options = LLVMCreatePassBuilderOptions();
            let other = std::env::var("GUSSET_JIT_PASSES").ok().and_then(|passes| CString::new(passes).ok());
            let run = |passes: &CStr| orc::check(LLVMRunPasses(task.module, passes.as_ptr(), self.machine.0, options));
            let inlined = if task.wrappers.is_empty() { Ok(()) } else { run(INLINE_CPP) };
            let done = inlined.and_then(|()| run(other.as_deref().unwrap_or(PASSES)));
            LLVMDisposePassBuilderOptions(options);
            done
        };
        error?;
        if std::env::var_os("GUSSET_DUMP_IR").is_some() {
            dump(task.module);
        }
        done.passes_ms = start.elapsed().as_secs_f64() * 1e3;
        let start = Instant::now();
        let mut object = ptr::null_mut();
        // SAFETY: as above; the message is LLVM's, and disposed of.
        unsafe {
            let mut message = ptr::null_mut();
            let kind = LLVMCodeGenFileType::LLVMObjectFile;
            if LLVMTargetMachineEmitToMemoryBuffer(self.machine.0, task.module, kind, &mut message, &mut object) != 0 {
                let text = CStr::from_ptr(message).to_string_lossy().into_owned();
                LLVMDisposeMessage(message);
                return Err(Diagnostic::new("jit/code", Span::NONE, text));
            }
        }
        done.code_ms = start.elapsed().as_secs_f64() * 1e3;
        let start = Instant::now();
        // SAFETY: the object is what LLVM made of our module.
        let address = unsafe { orc::link(object, &task.symbol) };
        done.link_ms = start.elapsed().as_secs_f64() * 1e3;
        address
    }
}

/// Prints a module's IR on standard error, for those who work on this.
fn dump(module: LLVMModuleRef) {
    // SAFETY: the text is LLVM's, and disposed of.
    unsafe {
        let text = llvm_sys::core::LLVMPrintModuleToString(module);
        eprintln!("{}", CStr::from_ptr(text).to_string_lossy());
        LLVMDisposeMessage(text);
    }
}

/// The background thread.
pub struct Background {
    tasks: Option<Sender<Task>>,
    done: Receiver<Done>,
    thread: Option<JoinHandle<()>>,
}

impl Background {
    /// Starts it. After each task it raises `limit`, so that the engine's next safepoint poll looks.
    pub fn start(limit: Arc<AtomicUsize>) -> Result<Background, Diagnostic> {
        let (tasks, inbox) = channel::<Task>();
        let (outbox, done) = channel();
        let work = move || {
            let mut compiler = Compiler::new();
            for task in inbox {
                let result = match &mut compiler {
                    Ok(compiler) => compiler.run(task),
                    Err(error) => {
                        Done { id: task.id, address: Err(error.clone()), passes_ms: 0.0, code_ms: 0.0, link_ms: 0.0 }
                    }
                };
                if outbox.send(result).is_err() {
                    break;
                }
                limit.store(usize::MAX, Ordering::SeqCst);
            }
        };
        let thread = std::thread::Builder::new()
            .name("gusset-jit".to_owned())
            .stack_size(16 << 20)
            .spawn(work)
            .map_err(|error| Diagnostic::new("jit/thread", Span::NONE, error.to_string()))?;
        Ok(Background { tasks: Some(tasks), done, thread: Some(thread) })
    }

    pub fn send(&self, task: Task) {
        if let Some(tasks) = &self.tasks {
            // A thread that has ended drops what it is sent.
            let _ = tasks.send(task);
        }
    }

    /// What has been finished since the last look.
    pub fn finished(&self) -> impl Iterator<Item = Done> {
        self.done.try_iter()
    }
}

impl Drop for Background {
    fn drop(&mut self) {
        drop(self.tasks.take());
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}
