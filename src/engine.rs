//! The state of a running engine, shared by the analyser, both tiers and the core library: namespaces, thread
//! bindings, sources, the oracle and tier 1. Everything behind cells: code of one engine runs on one thread at a time,
//! nested.

use crate::ast::{Function, LoopNode, Prototype};
use crate::config::Config;
use crate::data::exception::{self, Class};
use crate::data::symbol::Name;
use crate::data::var::{Namespace, Var};
use crate::diagnostic::Diagnostic;
use crate::interop::oracle::Oracle;
use crate::interop::runtime::FunctionPointers;
use crate::interop::tooling::{Tooling, ToolingOptions};
use crate::interop::visitor::Tables;
use crate::reanalyze::Definition;
use crate::source::Sources;
use crate::trace::Recorder;
use crate::value::{Context, Entry, Header, Outcome, Ref, Value};
use ahash::{AHashMap, AHashSet};
use std::cell::{Cell, OnceCell, RefCell};
use std::rc::Rc;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

/// Thread bindings.
#[derive(Default)]
pub struct Bindings {
    /// Innermost last; a var may stand in it several times.
    pub values: RefCell<Vec<(Ref<Var>, Value)>>,
    /// How many there were at the start of each frame of `push-thread-bindings`.
    pub frames: RefCell<Vec<usize>>,
}

impl Bindings {
    pub fn swap(&self, other: &Bindings) {
        self.values.swap(&other.values);
        self.frames.swap(&other.frames);
    }
}

/// Tier 1, as the interpreter sees it.
pub trait TierOne {
    /// Compiles arity `arity` of `function` in the background, or at once where `wait`. Marks it `Queued`; when done,
    /// [`TierOne::install`] sets its code.
    fn compile_function(&mut self, cx: &mut Context, function: &Ref<Function>, arity: usize, wait: bool);
    /// The same for a loop in the running function `callee`, whose prototype is `prototype` (none at top level).
    fn compile_loop(
        &mut self,
        cx: &mut Context,
        loop_node: &Rc<LoopNode>,
        callee: Option<&Ref<Function>>,
        prototype: Option<&Rc<Prototype>>,
        wait: bool,
    );
    /// Makes finished code enterable. Called from safepoint polls, which the background thread asks for by raising
    /// [`Context::limit`].
    fn install(&mut self);
}

/// An engine; see the module's text.
pub struct Engine {
    pub config: Config,
    pub sources: Rc<Sources>,
    pub namespaces: RefCell<AHashMap<Rc<str>, Ref<Namespace>>>,
    /// `*ns*`.
    pub namespace_var: Ref<Var>,
    pub core: Ref<Namespace>,
    /// Of the thread that is inside.
    pub bindings: Bindings,
    /// Names of the namespaces that were loaded from files.
    pub loaded: RefCell<AHashSet<Rc<str>>>,
    /// Tier 1, once something got hot. None where the configuration says tier 0 only. It stands before the oracle, as
    /// its thread may look there until it is dropped.
    tier_one: OnceCell<Option<RefCell<Box<dyn TierOne>>>>,
    make_tier_one: MakeTierOne,
    /// C++, once it was asked for.
    oracle: OnceCell<Box<RefCell<dyn Oracle>>>,
    make_oracle: MakeOracle,
    /// What C++ says of itself; shared with what completes names on another thread.
    pub tooling: Arc<Tooling>,
    /// The entry of functions in tier 0.
    pub tier_zero: Entry,
    pub recorder: Rc<Recorder>,
    /// Definitions whose functions call C++.
    pub definitions: RefCell<Vec<Definition>>,
    /// The texts of literals that went to C++, which may keep a pointer to what it takes for a literal of its own.
    pub texts: RefCell<AHashSet<Value>>,
    /// Host functions that stand as plain function pointers in C++, which may come back to them until the engine ends.
    pub function_pointers: RefCell<FunctionPointers>,
    /// Answers what editors ask meanwhile, where the engine serves any; a running program calls it between its steps.
    pub serve_pending: RefCell<Option<ServePending>>,
    /// Those of the engine's thread.
    pub tables: Tables,
    gensym: Cell<u64>,
    /// A user's interrupt (Ctrl-C), noticed at the next poll.
    pub interrupt: Arc<AtomicBool>,
}

/// See [`Engine::serve_pending`].
pub type ServePending = Rc<dyn Fn(&mut Context)>;
/// Starts C++.
pub type MakeOracle = fn(&Engine) -> Result<Box<RefCell<dyn Oracle>>, Diagnostic>;
/// Starts tier 1.
pub type MakeTierOne = fn(&Engine) -> Result<Box<dyn TierOne>, Diagnostic>;

/// What the layers above plug in.
pub struct Plugs {
    pub make_oracle: MakeOracle,
    pub make_tier_one: MakeTierOne,
    pub tier_zero: Entry,
}

impl Engine {
    pub fn new(config: Config, plugs: Plugs) -> Engine {
        let core_name: Rc<str> = Rc::from("clojure.core");
        let core = Ref::new(Namespace::new(core_name.clone()));
        let namespace_var = core.intern(&Rc::from("*ns*"));
        namespace_var.dynamic.set(true);
        namespace_var.root.set(core.clone().into());
        let namespaces = RefCell::new(AHashMap::from_iter([(core_name, core.clone())]));
        Engine {
            config,
            sources: Rc::default(),
            namespaces,
            namespace_var,
            core,
            bindings: Bindings::default(),
            loaded: RefCell::default(),
            oracle: OnceCell::new(),
            make_oracle: plugs.make_oracle,
            tier_one: OnceCell::new(),
            make_tier_one: plugs.make_tier_one,
            tooling: Arc::default(),
            tier_zero: plugs.tier_zero,
            recorder: Rc::default(),
            definitions: RefCell::default(),
            texts: RefCell::default(),
            function_pointers: RefCell::default(),
            serve_pending: RefCell::default(),
            tables: Tables::here(),
            gensym: Cell::new(0),
            interrupt: Arc::default(),
        }
    }

    /// The engine of a context.
    pub fn of<'a>(cx: &Context) -> &'a Engine {
        // SAFETY: an engine outlives its context, and sets this field before the context is used.
        unsafe { &*cx.engine.cast::<Engine>() }
    }

    /// C++, started at the first use (decision D9).
    pub fn oracle(&self) -> Result<&RefCell<dyn Oracle>, Diagnostic> {
        if self.oracle.get().is_none() {
            let oracle = (self.make_oracle)(self)?;
            let _ = self.oracle.set(oracle);
        }
        Ok(&**self.oracle.get().expect("just set"))
    }

    /// C++, where it was started.
    pub fn started_oracle(&self) -> Option<&RefCell<dyn Oracle>> {
        self.oracle.get().map(|oracle| &**oracle)
    }

    /// What [`Self::tooling`] needs to know of the program.
    pub fn tooling_options(&self) -> ToolingOptions {
        // An oracle in the middle of something has nothing to say about itself.
        let oracle = self.started_oracle().and_then(|oracle| oracle.try_borrow().ok());
        ToolingOptions::new(&self.config, oracle.map(|oracle| oracle.prologue()).unwrap_or_default())
    }

    /// Tier 1, started at the first use; none where the configuration has none, or it could not be started (which the
    /// trace log says).
    pub fn tier_one(&self) -> Option<&RefCell<Box<dyn TierOne>>> {
        self.tier_one
            .get_or_init(|| {
                if self.config.tier0_only {
                    return None;
                }
                match (self.make_tier_one)(self) {
                    Ok(tier) => Some(RefCell::new(tier)),
                    Err(error) => {
                        tracing::error!(%error, "tier 1 is not available");
                        None
                    }
                }
            })
            .as_ref()
    }

    /// Tier 1, where it was started.
    pub fn started_tier_one(&self) -> Option<&RefCell<Box<dyn TierOne>>> {
        self.tier_one.get().and_then(Option::as_ref)
    }

    pub fn current_namespace(&self) -> Ref<Namespace> {
        self.var_value(&self.namespace_var).into_ref().unwrap_or_else(|_| self.core.clone())
    }

    pub fn find_namespace(&self, name: &str) -> Option<Ref<Namespace>> {
        self.namespaces.borrow().get(name).cloned()
    }

    /// The namespace of that name, made empty where there is none. What all namespaces see of `clojure.core` is not
    /// in its mappings: the analyser looks there last.
    pub fn namespace(&self, name: &str) -> Ref<Namespace> {
        if let Some(found) = self.find_namespace(name) {
            return found;
        }
        let name: Rc<str> = Rc::from(name);
        let namespace = Ref::new(Namespace::new(name.clone()));
        self.namespaces.borrow_mut().insert(name, namespace.clone());
        namespace
    }

    /// The var that `name` stands for when read in `namespace`: its own, an alias's, another namespace's, or core's.
    /// Namespaces of the library are there without being required.
    pub fn resolve_var(&self, namespace: &Namespace, name: &Name) -> Option<Ref<Var>> {
        match &name.namespace {
            None => self.var_in(namespace, &name.name).or_else(|| self.core_var(&name.name)),
            Some(prefix) => {
                let alias = namespace.aliases.borrow().get(prefix).cloned();
                let target = alias
                    .or_else(|| self.find_namespace(prefix))
                    .or_else(|| crate::core::is_library(prefix).then(|| self.namespace(prefix)))?;
                self.var_in(&target, &name.name)
            }
        }
    }

    /// The var that a namespace maps `name` to; those of the library are made when first asked for (`core::library`).
    pub fn var_in(&self, namespace: &Namespace, name: &str) -> Option<Ref<Var>> {
        namespace.lookup(name).or_else(|| crate::core::define_var(self, namespace, name))
    }

    /// A var of `clojure.core`.
    pub fn core_var(&self, name: &str) -> Option<Ref<Var>> {
        self.var_in(&self.core, name)
    }

    /// A var's value: its innermost thread binding, else its root, which may be unbound.
    #[inline]
    pub fn var_value(&self, var: &Ref<Var>) -> Value {
        if var.dynamic.get()
            && let Some((_, value)) =
                self.bindings.values.borrow().iter().rev().find(|(bound, _)| Ref::same(bound, var))
        {
            return value.clone();
        }
        var.root.get()
    }

    /// A var's value, or the error that it has none.
    pub fn deref_var(&self, cx: &mut Context, var: &Ref<Var>) -> Outcome {
        let value = self.var_value(var);
        if !value.is_unbound() {
            return Ok(value);
        }
        Err(exception::throw(cx, Class::IllegalStateException, format!("Unbound var: #'{}", var.qualified())))
    }

    /// A number that no other call returned, for `gensym` and names of anonymous functions.
    pub fn next_id(&self) -> u64 {
        let id = self.gensym.get() + 1;
        self.gensym.set(id);
        id
    }
}

/// The [`Function`] that an entry was called with.
///
/// # Safety
/// `callee` is the header of a live function object.
pub unsafe fn function_of<'a>(callee: *const Header) -> &'a crate::value::Object<Function> {
    // SAFETY: by the contract.
    unsafe { &*callee.cast() }
}
