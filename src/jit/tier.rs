//! Tier 1 as the engine sees it: takes functions and loops, and installs their code when it is finished.

use super::background::{Background, Compiler, Done, Task};
use super::function::{self, Module};
use super::r#gen::Refused;
use super::orc;
use super::osr;
use super::subject::Unit;
use super::visit;
use crate::ast::{Function, LoopCode, LoopNode, Prototype, Tier};
use crate::diagnostic::Diagnostic;
use crate::engine::{Engine, TierOne};
use crate::interop::oracle::Wrapper;
use crate::trace::{Compilation, Recorder};
use crate::value::{Context, Entry, Ref};
use ahash::AHashMap;
use std::rc::{Rc, Weak};
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Instant;

/// What a task is for.
enum Purpose {
    Arity(Ref<Function>, usize),
    Loop(Rc<LoopNode>),
}

/// A task under way.
struct Pending {
    purpose: Purpose,
    unit: Rc<Unit>,
    build_ms: f64,
    background: bool,
}

/// Tier 1 of one engine.
struct Jit {
    background: Option<Background>,
    /// For code that is waited for.
    foreground: Option<Compiler>,
    pending: AHashMap<u64, Pending>,
    /// All that was compiled and is still in use.
    units: Vec<Weak<Unit>>,
    recorder: Rc<Recorder>,
}

/// Numbers modules, so that their symbols differ in the whole process.
static NEXT_ID: AtomicU64 = AtomicU64::new(1);

/// Loads LLVM and makes tier 1 ready.
pub fn start(engine: &Engine) -> Result<Box<dyn TierOne>, Diagnostic> {
    orc::lljit()?;
    Ok(Box::new(Jit {
        background: None,
        foreground: None,
        pending: AHashMap::new(),
        units: Vec::new(),
        recorder: engine.recorder.clone(),
    }))
}

impl Purpose {
    fn name(&self) -> Rc<str> {
        match self {
            Purpose::Arity(function, _) => function.prototype.name.clone(),
            Purpose::Loop(node) => node.function.clone(),
        }
    }

    fn is_loop(&self) -> bool {
        matches!(self, Purpose::Loop(_))
    }

    /// What one run of the compiler for it was.
    fn compilation(&self, ms: f64, background: bool) -> Compilation {
        let (body, span) = match self {
            Purpose::Arity(function, index) => (&function.prototype.arities[*index].body, function.prototype.span),
            Purpose::Loop(node) => (&node.body, node.span),
        };
        let mut nodes = 0;
        visit::walk(body, &mut |_| nodes += 1);
        Compilation { name: self.name(), span, nodes, ms, is_loop: self.is_loop(), background }
    }

    fn set_tier(&self, tier: Tier) {
        match self {
            Purpose::Arity(function, index) => function.prototype.arities[*index].tier.set(tier),
            Purpose::Loop(node) => node.tier.set(tier),
        }
    }

    fn refuse(&self, reason: &str) {
        self.set_tier(Tier::Refused);
        let kind = if self.is_loop() { "loop" } else { "function" };
        tracing::info!(target: "gusset::jit", function = %self.name(), kind, reason, "refused");
    }
}

impl Jit {
    fn compile(
        &mut self,
        cx: &Context,
        purpose: Purpose,
        wait: bool,
        build: impl FnOnce(String) -> Result<Module, Refused>,
    ) {
        let start = Instant::now();
        purpose.set_tier(Tier::Queued);
        let id = NEXT_ID.fetch_add(1, Ordering::Relaxed);
        let symbol = format!("gusset_unit_{id}");
        let module = match build(symbol) {
            Ok(module) => module,
            Err(Refused(reason)) => {
                purpose.refuse(&reason);
                return;
            }
        };
        if std::env::var_os("GUSSET_DUMP_IR").is_some() {
            eprintln!("{}", module.ir.text());
        }
        if cfg!(debug_assertions)
            && let Err(error) = module.ir.verify()
        {
            purpose.refuse(&format!("invalid IR: {error}"));
            return;
        }
        let unit = Rc::new(module.unit);
        self.units.retain(|unit| unit.strong_count() > 0);
        self.units.push(Rc::downgrade(&unit));
        let mut task = Task::new(id, module.ir, &module.symbol);
        if !module.wrappers.is_empty() {
            let inliner = Engine::of(cx)
                .started_oracle()
                .and_then(|oracle| oracle.try_borrow().ok().and_then(|oracle| oracle.inliner()));
            let code = |wrapper: &Wrapper| wrapper.code.get().map_or(0, |code| code as usize);
            let wrappers = module.wrappers.iter().map(|wrapper| (wrapper.symbol.clone(), code(wrapper))).collect();
            task = task.with_wrappers(wrappers, inliner);
        }
        let build_ms = start.elapsed().as_secs_f64() * 1e3;
        self.pending.insert(id, Pending { purpose, unit, build_ms, background: !wait });
        if wait {
            if self.foreground.is_none() {
                self.foreground = Compiler::new().ok();
            }
            if let Some(compiler) = &mut self.foreground {
                let done = compiler.run(task);
                self.put_in_place(done);
            }
            return;
        }
        if self.background.is_none() {
            match Background::start(cx.limit.clone()) {
                Ok(background) => self.background = Some(background),
                Err(error) => tracing::error!(target: "gusset::jit", %error, "no background thread"),
            }
        }
        if let Some(background) = &self.background {
            background.send(task);
        }
    }

    fn put_in_place(&mut self, done: Done) {
        let Some(Pending { purpose, unit, build_ms, background }) = self.pending.remove(&done.id) else { return };
        let address = match done.address {
            Ok(address) => address,
            Err(error) => {
                purpose.refuse(&error.message);
                return;
            }
        };
        let ms = build_ms + done.passes_ms + done.code_ms + done.link_ms;
        self.recorder.compilations.borrow_mut().push(purpose.compilation(ms, background));
        tracing::info!(
            target: "gusset::jit",
            function = %purpose.name(),
            kind = if purpose.is_loop() { "loop" } else { "function" },
            ms,
            build_ms,
            passes_ms = done.passes_ms,
            code_ms = done.code_ms,
            link_ms = done.link_ms,
            "compiled"
        );
        match &purpose {
            Purpose::Arity(function, index) => {
                let arity = &function.prototype.arities[*index];
                // SAFETY: the symbol is the table of three pointers that `function::build` exports.
                let [entry, checked, direct] = unsafe { *(address as *const [usize; 3]) };
                unit.direct.set(direct);
                unit.checked_entry.set(checked);
                // SAFETY: the first two are functions of that type, which stay mapped.
                unsafe {
                    arity.code.set(Some(std::mem::transmute::<usize, Entry>(entry)));
                    if checked != 0 {
                        function.entry.set(std::mem::transmute::<usize, Entry>(checked));
                    }
                }
                arity.compile_ms.set(arity.compile_ms.get() + ms);
                let previous = arity.compiled.take().and_then(|any| any.downcast::<Rc<Unit>>().ok());
                unit.previous.replace(previous.map(|previous| *previous));
                arity.compiled.replace(Some(Box::new(unit)));
            }
            Purpose::Loop(node) => {
                // SAFETY: the symbol is the table of one pointer that `osr::build` exports.
                let code = unsafe { *(address as *const usize) };
                // SAFETY: a function of that type, which stays mapped.
                node.code.set(Some(unsafe { std::mem::transmute::<usize, LoopCode>(code) }));
                node.compile_ms.set(node.compile_ms.get() + ms);
                node.compiled.replace(Some(Box::new(unit)));
            }
        }
        purpose.set_tier(Tier::Compiled);
    }
}

impl TierOne for Jit {
    fn compile_function(&mut self, cx: &mut Context, function: &Ref<Function>, arity: usize, wait: bool) {
        let purpose = Purpose::Arity(function.clone(), arity);
        self.compile(cx, purpose, wait, |symbol| function::build(cx, function, arity, symbol));
    }

    fn compile_loop(
        &mut self,
        cx: &mut Context,
        loop_node: &Rc<LoopNode>,
        callee: Option<&Ref<Function>>,
        prototype: Option<&Rc<Prototype>>,
        wait: bool,
    ) {
        let purpose = Purpose::Loop(loop_node.clone());
        self.compile(cx, purpose, wait, |symbol| osr::build(cx, loop_node, callee, prototype, symbol));
    }

    fn install(&mut self) {
        let Some(background) = &self.background else { return };
        let finished: Vec<Done> = background.finished().collect();
        for done in finished {
            self.put_in_place(done);
        }
    }
}

impl Drop for Jit {
    fn drop(&mut self) {
        // Code may refer to functions that refer to it; none of it runs any more.
        for unit in self.units.drain(..).filter_map(|unit| unit.upgrade()) {
            let kept = unit.kept.take();
            drop(kept);
        }
    }
}
