//! Functions that call C++ are analysed again when C++ text defines anew what they mention: `(def name (fn …))` and
//! `(defn name …)` at the top level are evaluated once more, in the namespace that they were evaluated in. Code that
//! reaches them through their vars, as calls do, then sees the new definition.

use crate::analyze::{self, Wanted};
use crate::data::var::{Namespace, Var};
use crate::engine::Engine;
use crate::interp;
use crate::read::Form;
use crate::source::Span;
use crate::value::{Context, Kind, Ref, Value};

/// A definition at the top level whose function calls C++.
#[derive(Clone)]
pub struct Definition {
    var: Ref<Var>,
    namespace: Ref<Namespace>,
    form: Value,
    span: Span,
    /// What the form made; a var that holds something else by now is left alone.
    function: Value,
}

/// Notes the form just evaluated, where it is such a definition. `calls` says that it calls C++; one may also mention
/// types alone.
pub fn remember(engine: &Engine, form: &Form, calls: bool) {
    if engine.started_oracle().is_none() || !(calls || mentions(engine, form.span, &["cpp/".to_owned()])) {
        return;
    }
    let Some(list) = analyze::as_list(&form.value) else { return };
    let mut items = list.iter();
    let head = items.next().and_then(Value::as_symbol);
    if !head.is_some_and(|head| matches!(&*head.name, "def" | "defn" | "defn-")) {
        return;
    }
    let Some(name) = items.next().and_then(Value::as_symbol) else { return };
    let namespace = engine.current_namespace();
    let Some(var) = engine.resolve_var(&namespace, name) else { return };
    let function = var.root.get();
    if function.kind() != Some(Kind::Function) {
        return;
    }
    let mut known = engine.definitions.borrow_mut();
    known.retain(|definition| !std::ptr::eq(&*definition.var, &*var));
    known.push(Definition { var, namespace, form: form.value.clone(), span: form.span, function });
}

/// Analyses again what mentions a name that C++ text has defined anew since the last time.
pub fn refresh(cx: &mut Context) {
    let engine = Engine::of(cx);
    let Some(oracle) = engine.started_oracle() else { return };
    let names = match oracle.try_borrow_mut() {
        Ok(mut oracle) => oracle.redefined(),
        Err(_) => return,
    };
    if names.is_empty() {
        return;
    }
    let definitions = engine.definitions.borrow().clone();
    for definition in definitions {
        if mentions(engine, definition.span, &names) && definition.var.root.get().word() == definition.function.word() {
            evaluate_again(cx, &definition);
        }
    }
}

fn mentions(engine: &Engine, span: Span, names: &[String]) -> bool {
    let Some(source) = engine.sources.get(span.source) else { return false };
    let Some(text) = source.text.get(span.start as usize..span.end as usize) else { return false };
    names.iter().any(|name| text.contains(name.as_str()))
}

/// A definition that does not fit any more keeps its function, which goes on calling what it was compiled for.
fn evaluate_again(cx: &mut Context, definition: &Definition) {
    let engine = Engine::of(cx);
    let before = engine.namespace_var.root.get();
    engine.namespace_var.root.set(definition.namespace.clone().into());
    let form = Form { value: definition.form.clone(), span: definition.span };
    let outcome = match analyze::analyze(cx, &form, Wanted::Effect) {
        Ok(thunk) => interp::run(cx, &thunk),
        Err(error) => Err(analyze::throw(cx, error)),
    };
    if outcome.is_err() {
        let reason = cx.take_pending();
        cx.trace.clear();
        tracing::warn!(target: "gusset", var = %definition.var.name, ?reason, "does not fit its C++ any more");
    } else {
        remember(engine, &form, true);
    }
    engine.namespace_var.root.set(before);
}
