//! Completion: names of the host language from an engine's namespaces, and of C++ from libclang, which looks at the
//! same headers in a thread of its own.

use crate::analyze::cpp_form_names;
use crate::core;
use crate::data::var::Namespace;
use crate::engine::Engine;
use crate::interop::tooling::{Tooling, ToolingOptions};
use std::collections::BTreeSet;
use std::sync::Arc;
use std::time::Duration;

/// How long Tab waits for C++ names; the first time, headers have to be parsed.
const PATIENCE: Duration = Duration::from_millis(1500);
/// What C++ names start with.
const CPP: &str = "cpp/";
/// Special forms, which no namespace lists.
const SPECIAL_FORMS: [&str; 18] = [
    "def", "if", "do", "let", "fn", "loop", "recur", "quote", "var", "try", "catch", "finally", "throw", "letfn",
    "case", "set!", "ns", "in-ns",
];

/// Forms that take a name of C++ first, which needs no prefix there.
const TAKE_NAMES: [&str; 16] = [
    "(cpp/doc",
    "(cpp/signatures",
    "(cpp/members",
    "(cpp/type",
    "(cpp/value",
    "(cpp/def",
    "(cpp/new",
    "(cpp/cast",
    "(cpp/unsafe-cast",
    "(cpp/dynamic-cast",
    "(cpp/const-cast",
    "(cpp/reinterpret-cast",
    "(cpp/unbox",
    "(cpp/sizeof",
    "(cpp/alignof",
    "#cpp",
];

/// The names that can be completed in a namespace, as of one moment. Unlike the engine's own tables, they can move
/// between threads.
#[derive(Clone)]
pub struct Names {
    host: BTreeSet<String>,
    options: ToolingOptions,
    tooling: Arc<Tooling>,
}

impl Names {
    /// What can be written in the namespace: its own names and `clojure.core`'s, those behind aliases with their prefix,
    /// namespaces, special forms, and what the program has included and defined of C++.
    pub fn visible_in(engine: &Engine, namespace: &Namespace) -> Names {
        let mut host: BTreeSet<String> = SPECIAL_FORMS.iter().map(|name| (*name).to_owned()).collect();
        host.extend(cpp_form_names().map(|name| format!("{CPP}{name}")));
        host.extend(core::names().map(str::to_owned));
        for namespace in [&engine.core, namespace] {
            host.extend(namespace.mappings.borrow().keys().map(|name| name.to_string()));
        }
        for (alias, target) in namespace.aliases.borrow().iter() {
            host.extend(target.mappings.borrow().keys().map(|name| format!("{alias}/{name}")));
        }
        host.extend(namespace.cpp_names.borrow().keys().map(|name| name.to_string()));
        host.extend(engine.namespaces.borrow().keys().map(|name| name.to_string()));
        Names { host, options: engine.tooling_options(), tooling: engine.tooling.clone() }
    }

    /// Words that continue `word`, which stands behind `before`. Waits a moment for those of C++.
    pub fn complete(&self, before: &str, word: &str) -> Vec<String> {
        let mut found: Vec<String> =
            self.host.range(word.to_owned()..).take_while(|name| name.starts_with(word)).cloned().collect();
        // Members are written with and without the prefix.
        let (prefix, path) = match word.strip_prefix(CPP) {
            Some(path) => (CPP, path),
            None if word.starts_with('.') || takes_name(before) => ("", word),
            None => return found,
        };
        let names = self.tooling.complete(&self.options, path, PATIENCE);
        found.extend(names.into_iter().map(|name| format!("{prefix}{name}")));
        found
    }
}

fn takes_name(before: &str) -> bool {
    let form = before.trim_end();
    form.len() < before.len() && TAKE_NAMES.iter().any(|head| form.ends_with(head))
}
