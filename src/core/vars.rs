//! Vars as values: `var-get`, `resolve`, `intern`, `alter-var-root`, `bound?`.

use super::maps::call_with;
use super::namespaces::{expect_namespace, expect_symbol};
use super::{ANY, Native, macros, native, take};
use crate::data::exception::{self, Class};
use crate::data::map::Map;
use crate::data::var::{Namespace, Var};
use crate::data::{keyword, string, symbol, types};
use crate::engine::Engine;
use crate::value::{Context, Outcome, Ref, Value};
use std::rc::Rc;

pub static TABLE: &[Native] = &[
    native("clojure.core/var-get", 1, 1, |cx, args| {
        let var = expect_var(cx, &args[0])?;
        Engine::of(cx).deref_var(cx, &var)
    }),
    native("clojure.core/var-set", 2, 2, |cx, args| {
        let var = expect_var(cx, &args[0])?;
        set_binding(cx, &var, take(args, 1))
    }),
    native("clojure.core/find-var", 1, 1, |cx, args| {
        let name = expect_symbol(cx, &args[0])?.name.clone();
        if name.namespace.is_none() {
            return Err(exception::bad_argument(cx, "Symbol must be namespace-qualified"));
        }
        let engine = Engine::of(cx);
        match engine.resolve_var(&engine.core, &name) {
            Some(var) => Ok(var.into()),
            None => Ok(Value::NIL),
        }
    }),
    native("clojure.core/resolve", 1, 2, |cx, args| {
        let namespace = Engine::of(cx).current_namespace();
        resolve(cx, &namespace, &args[args.len() - 1])
    }),
    native("clojure.core/ns-resolve", 2, 3, |cx, args| {
        let namespace = expect_namespace(cx, &args[0])?;
        resolve(cx, &namespace, &args[args.len() - 1])
    }),
    native("clojure.core/requiring-resolve", 1, 1, |cx, args| {
        let name = expect_symbol(cx, &args[0])?.name.clone();
        if let Some(namespace) = &name.namespace {
            super::loading::require_namespace(cx, namespace, false)?;
        }
        let namespace = Engine::of(cx).current_namespace();
        resolve(cx, &namespace, &args[0])
    }),
    native("clojure.core/bound?", 0, ANY, |cx, args| {
        for value in args.iter() {
            let var = expect_var(cx, value)?;
            if Engine::of(cx).var_value(&var).is_unbound() {
                return Ok(Value::FALSE);
            }
        }
        Ok(Value::TRUE)
    }),
    native("clojure.core/has-root?*", 1, 1, |cx, args| {
        Ok(Value::bool(!expect_var(cx, &args[0])?.root.get().is_unbound()))
    }),
    native("clojure.core/alter-var-root", 2, ANY, |cx, args| {
        let var = expect_var(cx, &args[0])?;
        loop {
            let old = var.root.get();
            let given = if old.is_unbound() { Value::NIL } else { old.clone() };
            let value = call_with(cx, &args[1], given, &args[2..])?;
            // Another thread may have had a turn.
            if var.root.word() == old.word() {
                var.root.set(value.clone());
                return Ok(value);
            }
        }
    }),
    native("clojure.core/local-var*", 0, 0, |_, _| {
        let var = Ref::new(Var::new(Rc::from("local"), Rc::from("var")));
        var.dynamic.set(true);
        Ok(var.into())
    }),
    native("clojure.core/describe-var*", 1, 1, |cx, args| {
        let var = expect_var(cx, &args[0])?;
        Ok(describe_var(&var))
    }),
    native("clojure.core/intern", 2, 3, |cx, args| {
        let namespace = expect_namespace(cx, &args[0])?;
        let symbol = expect_symbol(cx, &args[1])?;
        let var = namespace.intern(&symbol.name.name);
        if let Some(meta) = symbol.meta.get::<Map>() {
            let flag = |name| meta.get(&keyword(name)).is_some_and(Value::is_truthy);
            var.dynamic.set(flag("dynamic"));
            var.is_macro.set(flag("macro"));
            var.private.set(flag("private"));
            var.meta.set(symbol.meta.clone());
        }
        if args.len() == 3 {
            var.root.set(take(args, 2));
        }
        Ok(var.into())
    }),
];

pub(super) fn expect_var(cx: &mut Context, value: &Value) -> Outcome<Ref<Var>> {
    match value.to_ref::<Var>() {
        Some(var) => Ok(var),
        None => Err(exception::bad_class(cx, value, "clojure.lang.Var")),
    }
}

/// A var's metadata, with its name and namespace, and with what is known of native macros.
pub fn describe_var(var: &Var) -> Value {
    let meta = var.meta.get();
    let mut all = meta.get::<Map>().cloned().unwrap_or_default();
    all.source = None;
    all.insert(keyword("name"), symbol(&var.name));
    all.insert(keyword("ns"), symbol(&var.namespace));
    if var.is_macro.get() {
        all.insert(keyword("macro"), Value::TRUE);
        if let Some(found) = macros::find(&var.name).filter(|_| meta.is_nil()) {
            all.insert(keyword("doc"), string(found.doc));
            all.insert(keyword("arglists"), string(&format!("({} {})", found.name, found.params)));
        }
    }
    Ref::new(all).into()
}

/// Changes the innermost thread binding of a var.
fn set_binding(cx: &mut Context, var: &Ref<Var>, value: Value) -> Outcome {
    let old = {
        let mut bindings = Engine::of(cx).bindings.values.borrow_mut();
        let bound = bindings.iter_mut().rev().find(|(bound, _)| Ref::same(bound, var));
        bound.map(|(_, slot)| std::mem::replace(slot, value.clone()))
    };
    match old {
        Some(_) => Ok(value),
        None => {
            let message = format!("Can't change/establish root binding of: {} with set", var.name);
            Err(exception::throw(cx, Class::IllegalStateException, message))
        }
    }
}

/// What a symbol stands for in a namespace: a var or a class; nil where nothing.
fn resolve(cx: &mut Context, namespace: &Namespace, symbol: &Value) -> Outcome {
    let name = expect_symbol(cx, symbol)?.name.clone();
    let engine = Engine::of(cx);
    Ok(match engine.resolve_var(namespace, &name) {
        Some(var) => var.into(),
        None => types::type_named(&name.to_string()).unwrap_or_default(),
    })
}
