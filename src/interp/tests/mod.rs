//! Tier 0 on analysed text and on hand-built trees. After each the count of live objects is what it was before.

mod bench;
mod host;
mod native;

use super::{entry, new_context, run};
use crate::analyze;
use crate::config::Config;
use crate::data::exception::{Class, Exception};
use crate::diagnostic::Diagnostic;
use crate::engine::{Engine, Plugs, TierOne};
use crate::interop::oracle::Oracle;
use crate::read::Reader;
use crate::source::Span;
use crate::value::{Context, Outcome, TraceEntry, Value, live_objects, set_current};
use std::cell::RefCell;
use std::sync::atomic::Ordering;

fn no_oracle(_: &Engine) -> Result<Box<RefCell<dyn Oracle>>, Diagnostic> {
    Err(Diagnostic::new("test", Span::NONE, "no C++ here"))
}

fn no_tier_one(_: &Engine) -> Result<Box<dyn TierOne>, Diagnostic> {
    Err(Diagnostic::new("test", Span::NONE, "no tier 1 here"))
}

/// Runs `work` in a new engine, and checks that it leaves no object behind.
fn with_engine<R>(make_oracle: MakeOracle, work: impl FnOnce(&mut Context) -> R) -> R {
    with_engine_since(live_objects(), make_oracle, work)
}

/// The same where objects were made before; `before` counts those that stay.
fn with_engine_since<R>(before: isize, make_oracle: MakeOracle, work: impl FnOnce(&mut Context) -> R) -> R {
    let config = Config { tier0_only: true, ..Config::default() };
    let engine = Box::new(Engine::new(config, Plugs { make_oracle, make_tier_one: no_tier_one, tier_zero: entry }));
    let mut cx = new_context(&engine);
    set_current(&mut *cx);
    let bottom = cx.stack_top;
    engine.namespace_var.root.set(engine.namespace("user").into());
    let result = work(&mut cx);
    assert_eq!(cx.stack_top, bottom, "the value stack is not balanced");
    drop(cx.take_pending());
    cx.trace.clear();
    for namespace in engine.namespaces.borrow().values() {
        for var in namespace.mappings.borrow().values() {
            var.root.set(Value::UNBOUND);
            var.meta.set(Value::NIL);
        }
    }
    drop(cx);
    drop(engine);
    set_current(std::ptr::null_mut());
    assert_eq!(live_objects() - before, 0, "objects are left");
    result
}

type MakeOracle = fn(&Engine) -> Result<Box<RefCell<dyn Oracle>>, Diagnostic>;

/// Evaluates all forms of a text.
fn eval_text(cx: &mut Context, text: &str) -> Outcome {
    let engine = Engine::of(cx);
    let source = engine.sources.add("<test>", text);
    let resolver = analyze::NamespaceResolver(engine);
    let mut reader = Reader::new(&engine.sources, source, &resolver);
    let mut last = Value::NIL;
    while let Some(form) = reader.next().unwrap_or_else(|error| panic!("{error}")) {
        let thunk = match analyze::analyze(cx, &form, analyze::Wanted::Value) {
            Ok(thunk) => thunk,
            Err(failure) => return Err(analyze::throw(cx, failure)),
        };
        last = run(cx, &thunk)?;
    }
    Ok(last)
}

/// What a text evaluates to, as `pr-str` prints it.
fn shown(text: &str) -> String {
    with_engine(no_oracle, |cx| match eval_text(cx, text) {
        Ok(value) => crate::data::print::readably(cx, &value).unwrap_or_else(|_| "unprintable".to_owned()),
        Err(_) => {
            let error = cx.take_pending();
            describe(&error)
        }
    })
}

fn describe(error: &Value) -> String {
    match error.get::<Exception>() {
        Some(error) => format!("{:?}: {}", error.class, error.message.as_str().unwrap_or("?")),
        None => format!("thrown: {error:?}"),
    }
}

/// The exception of a text, with where it passed as `function line:column`.
fn thrown(text: &str) -> (Option<Class>, Vec<String>) {
    with_engine(no_oracle, |cx| {
        assert!(eval_text(cx, text).is_err());
        let class = cx.take_pending().get::<Exception>().map(|error| error.class);
        let trace = std::mem::take(&mut cx.trace);
        let sources = &Engine::of(cx).sources;
        let show = |entry: &TraceEntry| {
            let place = sources.describe(entry.span).replace("<test>:", "");
            format!("{} {place}", entry.function.as_deref().unwrap_or("-"))
        };
        (class, trace.iter().map(show).collect())
    })
}

/// Asks the context to stop at its next poll.
fn interrupt(cx: &Context) {
    Engine::of(cx).interrupt.store(true, Ordering::SeqCst);
    cx.limit.store(usize::MAX, Ordering::SeqCst);
}

/// Seconds of processor time that this thread has had: what others do on the machine does not count.
fn processor_seconds() -> f64 {
    // SAFETY: plain data, written by the call.
    unsafe {
        let mut time: libc::timespec = std::mem::zeroed();
        libc::clock_gettime(libc::CLOCK_THREAD_CPUTIME_ID, &raw mut time);
        time.tv_sec as f64 + time.tv_nsec as f64 * 1e-9
    }
}
