//! The embedding API in Rust: an engine with its context, from start to a clean end.

mod completion;
mod interrupt;
mod plugs;
mod results;

pub use completion::Names;
pub use interrupt::InterruptHandle;
pub use results::Results;

use crate::config::{Config, MACHINE_STACK_BYTES};
use crate::data::exception::{self, Class};
use crate::data::var::Var;
use crate::data::{list, print, string};
use crate::engine::Engine;
use crate::interop::capture;
use crate::trace::{Report, render_uncaught};
use crate::value::{self, Context, Ref, Thrown, TraceEntry, Value, live_objects, set_current};
use crate::{core, evaluate, interp, read};
use std::fmt;
use std::rc::Rc;
use std::sync::atomic::Ordering;

/// A running engine. It belongs to the thread that made it, and so do its values; several may live on one thread.
///
/// ```
/// use gusset::{Gusset, config::Config};
///
/// let mut gusset = Gusset::new(Config::default());
/// assert!(gusset.eval_text("<doc>", "(+ 1 2)").is_ok_and(|value| value.as_fixnum() == Some(3)));
/// assert_eq!(gusset.shutdown(), 0);
/// ```
pub struct Gusset {
    // Dropped in this order: what the engine holds may still count on the context's memory.
    engine: Box<Engine>,
    context: Box<Context>,
    /// Live objects of this thread when the engine was made.
    live_before: isize,
}

/// An exception that nothing caught, with the calls it passed.
pub struct Uncaught {
    pub exception: Value,
    /// Innermost first.
    pub trace: Vec<TraceEntry>,
}

impl fmt::Debug for Uncaught {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.exception.get::<exception::Exception>() {
            Some(exception) => {
                write!(f, "Uncaught({:?}: {})", exception.class, exception.message.as_str().unwrap_or(""))
            }
            None => write!(f, "Uncaught({:?})", self.exception),
        }
    }
}

impl Gusset {
    /// An engine with the namespaces `clojure.core` and `user`, in the latter.
    pub fn new(config: Config) -> Gusset {
        let live_before = live_objects();
        let engine = Box::new(Engine::new(config, plugs::plugs()));
        let context = interp::new_context(&engine);
        let mut gusset = Gusset { engine, context, live_before };
        gusset.enter();
        let user = gusset.engine.namespace("user");
        gusset.engine.namespace_var.root.set(user.into());
        gusset
    }

    /// Runs `work` with a new engine on a thread of its own, whose stack has room for deep recursion.
    pub fn with_big_stack<R: Send>(
        config: Config,
        work: impl FnOnce(&mut Gusset) -> R + Send,
    ) -> std::io::Result<(R, isize)> {
        std::thread::scope(|scope| {
            let thread = std::thread::Builder::new().name("gusset".to_owned()).stack_size(MACHINE_STACK_BYTES);
            let handle = thread.spawn_scoped(scope, || {
                let mut gusset = Gusset::new(config);
                let result = work(&mut gusset);
                (result, gusset.shutdown())
            })?;
            handle.join().map_err(|panic| std::panic::resume_unwind(panic))
        })
    }

    pub fn engine(&self) -> &Engine {
        &self.engine
    }

    /// The context, made current for this thread.
    pub fn enter(&mut self) -> &mut Context {
        set_current(&mut *self.context);
        &mut self.context
    }

    /// Evaluates all forms of `text`; gives the last one's value. `name` stands for the text in messages: a path, or
    /// something in angle brackets.
    pub fn eval_text(&mut self, name: &str, text: &str) -> Result<Value, Uncaught> {
        let mut last = Value::NIL;
        self.eval_each(name, text, &mut |_, value| last = value)?;
        Ok(last)
    }

    /// Evaluates the forms of `text` one by one, and hands each value to `each`. The first error ends it.
    pub fn eval_each(
        &mut self,
        name: &str,
        text: &str,
        each: &mut dyn FnMut(&mut Context, Value),
    ) -> Result<(), Uncaught> {
        let source = self.engine.sources.add(name, text);
        let outcome = evaluate::eval_each(self.begin(), source, &mut |cx, value| {
            each(cx, value);
            Ok(())
        });
        self.end(outcome)
    }

    /// Evaluates a file, and gives its last form's value. The current namespace is the same afterwards.
    pub fn load_file(&mut self, path: &str) -> Result<Value, Uncaught> {
        let text = match std::fs::read_to_string(path) {
            Ok(text) => text,
            Err(error) => {
                let class = match error.kind() {
                    std::io::ErrorKind::NotFound => Class::FileNotFoundException,
                    _ => Class::IoException,
                };
                let thrown = exception::throw(self.begin(), class, format!("cannot read {path}: {error}"));
                return self.end(Err(thrown));
            }
        };
        let namespace = self.engine.current_namespace();
        let source = self.engine.sources.add(path, text);
        let outcome = evaluate::eval_file(self.begin(), source);
        let value = self.end(outcome);
        self.engine.namespace_var.root.set(namespace.into());
        value
    }

    /// Calls a function, or anything else that can be called. The arguments are taken.
    pub fn call(&mut self, callee: &Value, args: &mut [Value]) -> Result<Value, Uncaught> {
        let cx = self.begin();
        let outcome = value::call(cx, callee, args);
        self.end(outcome)
    }

    /// The var `namespace/name`, made where there is none.
    pub fn var(&mut self, namespace: &str, name: &str) -> Ref<Var> {
        self.engine.namespace(namespace).intern(&Rc::from(name))
    }

    /// Sets `*command-line-args*`: a list of strings, nil where there are none.
    pub fn set_arguments(&mut self, arguments: &[String]) {
        let value = match arguments {
            [] => Value::NIL,
            _ => list(arguments.iter().map(|argument| string(argument))),
        };
        let var = self.var("clojure.core", "*command-line-args*");
        var.dynamic.set(true);
        var.root.set(value);
    }

    /// The value as `pr-str` prints it.
    pub fn print(&mut self, value: &Value) -> Result<String, Uncaught> {
        let cx = self.begin();
        let outcome = print::readably(cx, value);
        self.end(outcome)
    }

    /// What went wrong, where, and how it got there, for people; with ANSI colours where `color`.
    pub fn render(&mut self, uncaught: &Uncaught, color: bool) -> String {
        let sources = self.engine.sources.clone();
        render_uncaught(self.enter(), &sources, &uncaught.exception, &uncaught.trace, color)
    }

    /// What can be completed in the current namespace.
    pub fn names(&self) -> Names {
        Names::visible_in(&self.engine, &self.engine.current_namespace())
    }

    /// Does `work`; what the program prints meanwhile is given back instead of written to stdout.
    pub fn capture_output<R>(&mut self, work: impl FnOnce(&mut Gusset) -> R) -> (R, String) {
        let depth = core::start_capture();
        let result = work(self);
        (result, core::stop_capture(depth))
    }

    /// What has been compiled so far, and what it cost.
    pub fn report(&self) -> Report {
        Report::of(&self.engine)
    }

    /// Waits for something, as `work` does, which must not touch the engine nor any of its values. Threads that C++
    /// started can call functions of the host meanwhile; else they can while C++ runs, and at safepoint polls.
    pub fn outside<R>(&mut self, work: impl FnOnce() -> R) -> R {
        self.context.gate.outside(work)
    }

    /// Stops what is being evaluated, from any thread or signal handler.
    pub fn interrupt_handle(&self) -> InterruptHandle {
        InterruptHandle::new(self.engine.interrupt.clone(), self.context.limit.clone())
    }

    /// Whether somebody has interrupted the engine since it last began something.
    pub fn is_interrupted(&self) -> bool {
        self.engine.interrupt.load(Ordering::SeqCst)
    }

    /// Ends the engine, and gives the number of objects that stay alive: 0, unless values were kept outside or form a
    /// cycle.
    pub fn shutdown(self) -> isize {
        let live_before = self.live_before;
        drop(self);
        live_objects() - live_before
    }

    /// Whether `text` is made of whole forms, so that nothing more has to come before it can be evaluated.
    pub fn is_complete(text: &str) -> bool {
        read::is_complete(text)
    }

    /// Before something is evaluated. An interrupt that came while nothing was is forgotten.
    pub(crate) fn begin(&mut self) -> &mut Context {
        // The raised limit stays: others raise it, too, and the first poll lowers it.
        self.engine.interrupt.store(false, Ordering::Relaxed);
        self.enter()
    }

    fn end<T>(&mut self, outcome: Result<T, Thrown>) -> Result<T, Uncaught> {
        outcome.map_err(|_| Uncaught {
            exception: self.context.take_pending(),
            trace: std::mem::take(&mut self.context.trace),
        })
    }
}

impl Drop for Gusset {
    fn drop(&mut self) {
        // Destructors of what vars hold may run C++ and look at the engine, so they run while all of it is there.
        self.enter();
        drop(self.context.take_pending());
        self.context.trace.clear();
        capture::forget_crossing();
        let function_pointers = self.engine.function_pointers.take();
        drop(function_pointers);
        let definitions = self.engine.definitions.take();
        drop(definitions);
        let bindings = self.engine.bindings.values.take();
        drop(bindings);
        let texts = self.engine.texts.take();
        drop(texts);
        let namespaces: Vec<_> = self.engine.namespaces.borrow().values().cloned().collect();
        for namespace in &namespaces {
            let vars: Vec<_> = namespace.mappings.borrow().values().cloned().collect();
            for var in vars {
                var.root.set(Value::UNBOUND);
                var.meta.set(Value::NIL);
            }
        }
        for namespace in namespaces {
            namespace.meta.set(Value::NIL);
            let aliases = namespace.aliases.take();
            drop(aliases);
            let mappings = namespace.mappings.take();
            drop(mappings);
        }
        if let Some(oracle) = self.engine.started_oracle() {
            self.context.gate.outside(|| oracle.borrow_mut().end());
        }
        self.context.gate.end();
        set_current(std::ptr::null_mut());
    }
}

/// Writes out what the program printed and is still buffered. To be called before anything else is written to stdout or
/// stderr, and at the end.
pub fn flush_output() {
    core::flush();
}

/// As [`Gusset::print`], where only a context is at hand.
pub fn print_in(cx: &mut Context, value: &Value) -> Result<String, Uncaught> {
    print::readably(cx, value)
        .map_err(|_| Uncaught { exception: cx.take_pending(), trace: std::mem::take(&mut cx.trace) })
}
