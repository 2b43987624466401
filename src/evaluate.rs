//! From text to value: reads forms one by one, analyses each, and runs it before the next is read.

use crate::analyze::{self, Wanted};
use crate::data::exception;
use crate::engine::Engine;
use crate::interp;
use crate::read::{Form, Reader};
use crate::reanalyze;
use crate::source::SourceId;
use crate::trace::{FormCost, events};
use crate::value::{Context, Outcome, Value};
use std::time::Instant;

/// Evaluates one form in the current namespace. A top-level `do` is taken apart, so that each of its forms sees what
/// the ones before it defined.
pub fn eval_form(cx: &mut Context, form: &Form) -> Outcome {
    eval_for(cx, form, Wanted::Value)
}

fn eval_for(cx: &mut Context, form: &Form, wanted: Wanted) -> Outcome {
    if let Some(forms) = analyze::top_level_do(cx, form)? {
        let Some((last, statements)) = forms.split_last() else { return Ok(Value::NIL) };
        for statement in statements {
            eval_for(cx, statement, Wanted::Effect)?;
        }
        return eval_for(cx, last, wanted);
    }
    let engine = Engine::of(cx);
    let recorder = &engine.recorder;
    let (nodes, cpp_calls, depth) = (recorder.nodes.get(), recorder.cpp_calls.get(), recorder.depth.get());
    let _event = events::form(&engine.sources, form.span);
    let start = Instant::now();
    let thunk = match analyze::analyze(cx, form, wanted) {
        Ok(thunk) => thunk,
        Err(error) => return Err(analyze::throw(cx, error)),
    };
    let analysed = Instant::now();
    let (nodes, cpp_calls) = (recorder.nodes.get() - nodes, recorder.cpp_calls.get() - cpp_calls);
    recorder.depth.set(depth + 1);
    let outcome = interp::run(cx, &thunk);
    recorder.depth.set(depth);
    recorder.forms.borrow_mut().push(FormCost {
        span: form.span,
        nodes: nodes as u32,
        cpp_calls: cpp_calls as u32,
        depth,
        analysis_ms: (analysed - start).as_secs_f64() * 1e3,
        evaluation_ms: analysed.elapsed().as_secs_f64() * 1e3,
    });
    if outcome.is_ok() {
        reanalyze::remember(engine, form, cpp_calls > 0);
        reanalyze::refresh(cx);
    }
    outcome
}

/// Evaluates all forms of a file; gives the last value, nil where there is none.
pub fn eval_file(cx: &mut Context, source: SourceId) -> Outcome {
    let mut last = Value::NIL;
    eval_all(cx, source, [Wanted::Effect, Wanted::ValueIfAny], &mut |_, value| {
        last = value;
        Ok(())
    })?;
    Ok(last)
}

/// Evaluates all forms of a source, and hands each value to `each`. What that throws ends it, too.
pub fn eval_each(
    cx: &mut Context,
    source: SourceId,
    each: &mut dyn FnMut(&mut Context, Value) -> Outcome<()>,
) -> Outcome<()> {
    // Only the last value of a text is anybody's.
    eval_all(cx, source, [Wanted::ValueIfAny, Wanted::Value], each)
}

/// What the forms are evaluated for, and what the last one is.
fn eval_all(
    cx: &mut Context,
    source: SourceId,
    [others, last]: [Wanted; 2],
    each: &mut dyn FnMut(&mut Context, Value) -> Outcome<()>,
) -> Outcome<()> {
    let engine = Engine::of(cx);
    let resolver = analyze::NamespaceResolver(engine);
    let mut reader = Reader::new(&engine.sources, source, &resolver);
    loop {
        match reader.next() {
            Ok(Some(form)) => {
                let wanted = if reader.at_end() { last } else { others };
                let value = eval_for(cx, &form, wanted)?;
                each(cx, value)?;
            }
            Ok(None) => return Ok(()),
            Err(error) => return Err(exception::throw_diagnostic(cx, error)),
        }
    }
}
