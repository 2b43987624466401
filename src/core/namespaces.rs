//! Namespaces as values: `in-ns`, `ns-publics`, `alias`, `refer`.

use super::{ANY, Native, library, native};
use crate::data::exception::{self, Class};
use crate::data::list::list;
use crate::data::map::map;
use crate::data::seq::collect;
use crate::data::symbol::{Name, Symbol, symbol_of};
use crate::data::var::{Namespace, Var};
use crate::data::{keyword, map::Map};
use crate::engine::Engine;
use crate::source::Span;
use crate::value::{Context, Outcome, Ref, Value};
use std::rc::Rc;

pub static TABLE: &[Native] = &[
    native("clojure.core/in-ns", 1, 1, |cx, args| {
        let name = expect_symbol(cx, &args[0])?.name.to_string();
        let engine = Engine::of(cx);
        let namespace = engine.namespace(&name);
        set_current(engine, namespace.clone());
        Ok(namespace.into())
    }),
    native("clojure.core/create-ns", 1, 1, |cx, args| {
        let name = expect_symbol(cx, &args[0])?.name.to_string();
        Ok(Engine::of(cx).namespace(&name).into())
    }),
    native("clojure.core/find-ns", 1, 1, |cx, args| {
        let name = expect_symbol(cx, &args[0])?.name.to_string();
        Ok(find(Engine::of(cx), &name).map(Value::from).unwrap_or_default())
    }),
    native("clojure.core/the-ns", 1, 1, |cx, args| Ok(expect_namespace(cx, &args[0])?.into())),
    native("clojure.core/ns-name", 1, 1, |cx, args| {
        let namespace = expect_namespace(cx, &args[0])?;
        Ok(symbol_of(Name::new(None, &namespace.name), Span::NONE))
    }),
    native("clojure.core/all-ns", 0, 0, |cx, _| {
        let all: Vec<Value> = Engine::of(cx).namespaces.borrow().values().map(|it| it.clone().into()).collect();
        Ok(list(all))
    }),
    native("clojure.core/remove-ns", 1, 1, |cx, args| {
        let name = expect_symbol(cx, &args[0])?.name.to_string();
        let engine = Engine::of(cx);
        if name == "clojure.core" {
            return Err(exception::bad_argument(cx, "Cannot remove clojure namespace"));
        }
        engine.loaded.borrow_mut().remove(name.as_str());
        let removed = engine.namespaces.borrow_mut().remove(name.as_str());
        Ok(removed.map(Value::from).unwrap_or_default())
    }),
    native("clojure.core/ns-publics", 1, 1, |cx, args| vars_where(cx, &args[0], |own, var| own && !var.private.get())),
    native("clojure.core/ns-interns", 1, 1, |cx, args| vars_where(cx, &args[0], |own, _| own)),
    native("clojure.core/ns-refers", 1, 1, |cx, args| vars_where(cx, &args[0], |own, _| !own)),
    native("clojure.core/ns-map", 1, 1, |cx, args| vars_where(cx, &args[0], |_, _| true)),
    native("clojure.core/ns-aliases", 1, 1, |cx, args| {
        let namespace = expect_namespace(cx, &args[0])?;
        let aliases = namespace.aliases.borrow();
        Ok(map(aliases.iter().map(|(alias, target)| (plain_symbol(alias), target.clone().into()))))
    }),
    native("clojure.core/ns-unmap", 2, 2, |cx, args| {
        let (namespace, name) = (expect_namespace(cx, &args[0])?, expect_symbol(cx, &args[1])?);
        let removed = namespace.mappings.borrow_mut().remove(&name.name.name);
        drop(removed);
        Ok(Value::NIL)
    }),
    native("clojure.core/ns-unalias", 2, 2, |cx, args| {
        let (namespace, name) = (expect_namespace(cx, &args[0])?, expect_symbol(cx, &args[1])?);
        let removed = namespace.aliases.borrow_mut().remove(&name.name.name);
        drop(removed);
        Ok(Value::NIL)
    }),
    native("clojure.core/alias", 2, 2, |cx, args| {
        let (name, target) = (expect_symbol(cx, &args[0])?.name.name.clone(), expect_namespace(cx, &args[1])?);
        add_alias(cx, name, target)?;
        Ok(Value::NIL)
    }),
    native("clojure.core/refer", 1, ANY, |cx, args| {
        let from = expect_namespace(cx, &args[0])?;
        let filters = Filters::of(cx, &args[1..])?;
        refer(cx, &from, &filters)?;
        Ok(Value::NIL)
    }),
];

pub(super) fn plain_symbol(name: &str) -> Value {
    symbol_of(Name::new(None, name), Span::NONE)
}

/// A symbol argument; its object lives as long as the argument.
pub(super) fn expect_symbol<'v>(cx: &mut Context, value: &'v Value) -> Outcome<&'v Symbol> {
    match value.get::<Symbol>() {
        Some(symbol) => Ok(symbol),
        None => Err(exception::bad_class(cx, value, "clojure.lang.Symbol")),
    }
}

/// The namespace of that name; one of the library is there without being loaded.
fn find(engine: &Engine, name: &str) -> Option<Ref<Namespace>> {
    engine.find_namespace(name).or_else(|| library::is_library(name).then(|| engine.namespace(name)))
}

/// A namespace argument: a namespace, or its name.
pub(super) fn expect_namespace(cx: &mut Context, value: &Value) -> Outcome<Ref<Namespace>> {
    if let Some(namespace) = value.to_ref::<Namespace>() {
        return Ok(namespace);
    }
    let name = expect_symbol(cx, value)?.name.to_string();
    match find(Engine::of(cx), &name) {
        Some(namespace) => Ok(namespace),
        None => Err(exception::throw(cx, Class::Exception, format!("No namespace: {name} found"))),
    }
}

/// Makes `namespace` the current one: in the thread binding of `*ns*` where there is one, else in its root.
pub(super) fn set_current(engine: &Engine, namespace: Ref<Namespace>) {
    let var = &engine.namespace_var;
    let mut bindings = engine.bindings.values.borrow_mut();
    match bindings.iter_mut().rev().find(|(bound, _)| Ref::same(bound, var)) {
        Some((_, value)) => *value = namespace.into(),
        None => var.root.set(namespace.into()),
    }
}

/// Makes all vars of a namespace of the library.
fn define_all(engine: &Engine, namespace: &Namespace) {
    for name in library::public_names(&namespace.name) {
        engine.var_in(namespace, name);
    }
}

/// The mappings of a namespace that pass; `wanted` is told whether the var is the namespace's own.
fn vars_where(cx: &mut Context, namespace: &Value, wanted: fn(bool, &Var) -> bool) -> Outcome {
    let namespace = expect_namespace(cx, namespace)?;
    define_all(Engine::of(cx), &namespace);
    let mappings = namespace.mappings.borrow();
    let chosen = mappings.iter().filter(|(_, var)| wanted(var.namespace == namespace.name, var));
    Ok(map(chosen.map(|(name, var)| (plain_symbol(name), var.clone().into()))))
}

pub(super) fn add_alias(cx: &mut Context, name: Rc<str>, target: Ref<Namespace>) -> Outcome<()> {
    let namespace = Engine::of(cx).current_namespace();
    let old = namespace.aliases.borrow_mut().insert(name, target);
    drop(old);
    Ok(())
}

/// Which names `refer` takes over.
#[derive(Default)]
pub(super) struct Filters {
    /// None for all.
    only: Option<Vec<Name>>,
    exclude: Vec<Name>,
    rename: Vec<(Name, Name)>,
}

impl Filters {
    pub(super) fn only(names: Vec<Name>) -> Filters {
        Filters { only: Some(names), ..Filters::default() }
    }

    pub(super) fn rename(mut self, renames: Vec<(Name, Name)>) -> Filters {
        self.rename = renames;
        self
    }

    /// From options such as `:only [a b]`.
    pub(super) fn of(cx: &mut Context, options: &[Value]) -> Outcome<Filters> {
        let mut filters = Filters::default();
        for option in options.chunks(2) {
            let [key, value] = option else {
                return Err(exception::bad_argument(cx, "refer takes options in pairs"));
            };
            match key.as_keyword().map(|key| &*key.name) {
                Some("only" | "refer") if *value == keyword("all") => filters.only = None,
                Some("only" | "refer") => filters.only = Some(names(cx, value)?),
                Some("exclude") => filters.exclude = names(cx, value)?,
                Some("rename") => filters.rename = renames(cx, value)?,
                _ => {}
            }
        }
        Ok(filters)
    }
}

/// A collection of symbols.
pub(super) fn names(cx: &mut Context, value: &Value) -> Outcome<Vec<Name>> {
    let items = collect(cx, value.clone())?;
    items.iter().map(|item| Ok(expect_symbol(cx, item)?.name.clone())).collect()
}

/// A map from symbols to symbols.
pub(super) fn renames(cx: &mut Context, value: &Value) -> Outcome<Vec<(Name, Name)>> {
    let Some(entries) = value.get::<Map>() else {
        return Err(exception::bad_class(cx, value, "clojure.lang.IPersistentMap"));
    };
    entries
        .iter()
        .map(|(from, to)| Ok((expect_symbol(cx, from)?.name.clone(), expect_symbol(cx, to)?.name.clone())))
        .collect()
}

/// Makes public vars of another namespace known in the current one by their plain names.
pub(super) fn refer(cx: &mut Context, from: &Ref<Namespace>, filters: &Filters) -> Outcome<()> {
    let engine = Engine::of(cx);
    let into = engine.current_namespace();
    let all = match &filters.only {
        Some(names) => names.iter().map(|name| name.name.clone()).collect(),
        None => {
            define_all(engine, from);
            let mappings = from.mappings.borrow();
            let own = mappings.iter().filter(|(_, var)| var.namespace == from.name && !var.private.get());
            own.map(|(name, _)| name.clone()).collect::<Vec<_>>()
        }
    };
    for name in all {
        if filters.exclude.iter().any(|excluded| excluded.name == name) {
            continue;
        }
        let Some(var) = engine.var_in(from, &name) else {
            let message = format!("{name} does not exist in the namespace {}", from.name);
            return Err(exception::throw(cx, Class::IllegalStateException, message));
        };
        if var.private.get() {
            let message = format!("{name} is not public in the namespace {}", from.name);
            return Err(exception::throw(cx, Class::IllegalStateException, message));
        }
        let local = filters.rename.iter().find(|(old, _)| old.name == name).map(|(_, new)| new.name.clone());
        let old = into.mappings.borrow_mut().insert(local.unwrap_or(name), var);
        drop(old);
    }
    Ok(())
}
