//! The `ns` form, which takes effect when it is analysed, and what the reader asks about namespaces.

use super::elements::Elements;
use super::{Analyzer, Result, as_list, constant};
use crate::data::keyword;
use crate::data::symbol::{Name, Symbol};
use crate::data::vector::Vector;
use crate::diagnostic::Diagnostic;
use crate::engine::Engine;
use crate::read::Resolver;
use crate::source::Span;
use crate::value::{Value, call};
use std::rc::Rc;

/// What the reader needs of namespaces: for `::k`, and for the symbols of a syntax-quote.
pub struct NamespaceResolver<'a>(pub &'a Engine);

impl Resolver for NamespaceResolver<'_> {
    fn current_namespace(&self) -> Rc<str> {
        self.0.current_namespace().name.clone()
    }

    fn resolve_alias(&self, alias: &str) -> Option<Rc<str>> {
        let namespace = self.0.current_namespace();
        let target = namespace.aliases.borrow().get(alias).map(|target| target.name.clone());
        target.or_else(|| self.0.find_namespace(alias).map(|namespace| namespace.name.clone()))
    }

    fn resolve_symbol(&self, name: &Name) -> Name {
        let namespace = self.0.current_namespace();
        if name.namespace.is_none() && namespace.cpp_names.borrow().contains_key(&name.name) {
            return name.clone();
        }
        match self.0.resolve_var(&namespace, name) {
            Some(var) => var.qualified(),
            None => match &name.namespace {
                Some(prefix) => {
                    Name { namespace: Some(self.resolve_alias(prefix).unwrap_or(prefix.clone())), ..name.clone() }
                }
                None if crate::data::types::type_named(&name.name).is_some() => name.clone(),
                None => Name { namespace: Some(namespace.name.clone()), name: name.name.clone() },
            },
        }
    }

    fn is_special(&self, name: &str) -> bool {
        super::is_special(name)
    }
}

impl Analyzer<'_> {
    /// `(ns name "doc"? {meta}? clause…)`.
    pub(super) fn namespace_form(&mut self, form: &Elements) -> Result {
        let Some(target) = form.get(1).and_then(|name| name.get::<Symbol>()) else {
            return Err(Diagnostic::new("analyze/ns", form.span, "ns needs a name")
                .help("write (ns my.namespace (:require [other.namespace :as other]))")
                .into());
        };
        let namespace = self.engine.namespace(&target.name.to_string());
        if !target.meta.is_nil() {
            namespace.meta.set(target.meta.clone());
        }
        self.set_current_namespace(namespace.clone().into());
        // A package says where its headers are, so it comes before the includes, wherever it is written.
        let is_package = |index: &usize| {
            let head = as_list(&form.items[*index]).map(|list| list.first.clone());
            head.is_some_and(|head| head == keyword("pkg"))
        };
        let (packages, others): (Vec<usize>, Vec<usize>) = (2..form.len()).partition(is_package);
        for index in packages.into_iter().chain(others) {
            let clause = &form.items[index];
            let span = form.span(index);
            if clause.as_str().is_some() || clause.get::<crate::data::map::Map>().is_some() {
                continue;
            }
            if as_list(clause).is_none() && clause.get::<Vector>().is_none() {
                return Err(Diagnostic::new("analyze/ns", span, "an ns clause is a list such as (:require …)").into());
            }
            let parts = match Elements::of_vector(clause, span) {
                Some(parts) => parts,
                None => Elements::of_sequence(self.cx, clause, span)?,
            };
            self.namespace_clause(&parts)?;
        }
        Ok(constant(Value::NIL, form.span))
    }

    fn set_current_namespace(&mut self, namespace: Value) {
        let var = &self.engine.namespace_var;
        let mut bindings = self.engine.bindings.values.borrow_mut();
        let bound = bindings.iter_mut().rev().find(|(bound, _)| crate::value::Ref::same(bound, var));
        match bound {
            Some((_, value)) => *value = namespace,
            None => var.root.set(namespace),
        }
    }

    fn namespace_clause(&mut self, parts: &Elements) -> Result<()> {
        let head = parts.get(0).and_then(|head| head.as_keyword().or_else(|| head.as_symbol())).cloned();
        let Some(head) = head else {
            return Err(Diagnostic::new("analyze/ns", parts.span, "an ns clause starts with a keyword").into());
        };
        match &*head.name {
            name @ ("require" | "use" | "refer-clojure" | "import" | "require-macros" | "load") => {
                let function = match name {
                    "require-macros" => "require",
                    "refer-clojure" | "import" | "load" => {
                        // Core is always there, and classes have no imports.
                        return Ok(());
                    }
                    name => name,
                };
                let Some(var) = self.engine.core_var(function) else { return Ok(()) };
                let function = self.engine.deref_var(self.cx, &var)?;
                let mut specs: Vec<Value> = parts.items[1..].to_vec();
                call(self.cx, &function, &mut specs)?;
                Ok(())
            }
            clause @ ("include" | "link" | "pkg") => {
                let texts = strings(parts)?;
                let mut oracle = self.engine.oracle()?.borrow_mut();
                match clause {
                    "include" => oracle.include(&texts)?,
                    "link" => oracle.link(&texts)?,
                    _ => texts.iter().try_for_each(|(text, span)| oracle.package(text, *span))?,
                }
                Ok(())
            }
            "refer-global" => self.refer_global(parts),
            other => Err(Diagnostic::new("analyze/ns", parts.span(0), format!("unknown ns clause :{other}"))
                .help("known are :require :use :refer-clojure :import :include :link :pkg :refer-global")
                .into()),
        }
    }

    /// `(:refer-global :only [name…] :rename {name local…})`: C++ names that need no prefix.
    fn refer_global(&mut self, parts: &Elements) -> Result<()> {
        let option = |name: &str| {
            let key = keyword(name);
            parts.items.iter().position(|item| *item == key).map(|at| at + 1)
        };
        let namespace = self.engine.current_namespace();
        let mut renames: Vec<(Rc<str>, Rc<str>)> = Vec::new();
        if let Some(at) = option("rename") {
            let map = parts.get(at).and_then(|map| map.get::<crate::data::map::Map>());
            let Some(map) = map else {
                return Err(Diagnostic::new("analyze/ns", parts.span(at), ":rename takes a map").into());
            };
            for (from, to) in map.iter() {
                match (from.as_symbol(), to.as_symbol()) {
                    (Some(from), Some(to)) => renames.push((from.name.clone(), to.name.clone())),
                    _ => return Err(Diagnostic::new("analyze/ns", parts.span(at), ":rename maps symbols").into()),
                }
            }
        }
        if let Some(at) = option("only") {
            let names = parts.get(at).and_then(|only| Elements::of_vector(only, parts.span(at)));
            let Some(names) = names else {
                return Err(Diagnostic::new("analyze/ns", parts.span(at), ":only takes a vector of symbols").into());
            };
            for (name, span) in names.iter() {
                let Some(name) = name.as_symbol() else {
                    return Err(Diagnostic::new("analyze/ns", span, ":only takes symbols").into());
                };
                let local = renames.iter().find(|(from, _)| *from == name.name).map(|(_, to)| to.clone());
                namespace.cpp_names.borrow_mut().insert(local.unwrap_or(name.name.clone()), name.name.clone());
            }
        } else {
            for (from, to) in renames {
                namespace.cpp_names.borrow_mut().insert(to, from);
            }
        }
        Ok(())
    }
}

/// What a clause of strings says, and where.
fn strings(clause: &Elements) -> Result<Vec<(&str, Span)>> {
    let parts = clause.items.iter().enumerate().skip(1);
    parts
        .map(|(index, value)| match value.as_str() {
            Some(text) => Ok((text, clause.span(index))),
            None => Err(Diagnostic::new("analyze/ns", clause.span(index), "this clause takes strings").into()),
        })
        .collect()
}
