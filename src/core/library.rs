//! How the core library loads: not at all, until it is used. A var of a built-in namespace comes into being when it is
//! first mentioned, from (in this order) a native function, a constant of the JVM's classes, a native macro, or its
//! definition in the texts of `clj/`.
//! Of those texts an index is made at the first miss: which name is defined where. That takes some ten microseconds,
//! and only definitions that are used are ever read.

use super::{macros, natives};
use crate::analyze::NamespaceResolver;
use crate::data::var::{Namespace, Var};
use crate::engine::Engine;
use crate::read::Reader;
use crate::value::{Context, Outcome, Ref, Value, current};
use ahash::AHashMap;
use std::rc::Rc;
use std::sync::OnceLock;

/// A namespace that is part of the library, with what is written of it in the language.
struct Library {
    name: &'static str,
    /// Definitions, each starting with a parenthesis at the start of a line, as nothing else does.
    text: &'static str,
}

const CORE: &str = "clojure.core";

static LIBRARIES: &[Library] = &[
    Library { name: CORE, text: include_str!("clj/core.clj") },
    Library { name: "clojure.string", text: "" },
    Library { name: "clojure.set", text: include_str!("clj/set.clj") },
    Library { name: "clojure.walk", text: include_str!("clj/walk.clj") },
    Library { name: "clojure.test", text: include_str!("clj/test.clj") },
    Library { name: "clojure.edn", text: "" },
    Library { name: "clojure.repl", text: include_str!("clj/repl.clj") },
    Library { name: "gusset.io", text: "" },
];

/// Whether the library has a namespace of that name.
pub fn is_library(namespace: &str) -> bool {
    LIBRARIES.iter().any(|library| library.name == namespace)
}

/// The names of the library's namespaces.
pub fn libraries() -> impl Iterator<Item = &'static str> {
    LIBRARIES.iter().map(|library| library.name)
}

/// Where a name is defined in the texts.
#[derive(Clone, Copy)]
struct Place {
    library: usize,
    start: usize,
    end: usize,
    private: bool,
}

type Index = AHashMap<(usize, &'static str), Place>;

fn index() -> &'static Index {
    static INDEX: OnceLock<Index> = OnceLock::new();
    INDEX.get_or_init(|| {
        let mut index = Index::default();
        for (number, library) in LIBRARIES.iter().enumerate() {
            let text = library.text;
            let mut starts: Vec<usize> = text.match_indices("\n(").map(|(at, _)| at + 1).collect();
            starts.push(text.len());
            for bounds in starts.windows(2) {
                let &[start, end] = bounds else { continue };
                let Some((name, private)) = text.get(start..end).and_then(defined_name) else { continue };
                index.insert((number, name), Place { library: number, start, end, private });
            }
        }
        index
    })
}

/// The name that a definition defines, and whether it is private: the second token, metadata left out.
fn defined_name(definition: &'static str) -> Option<(&'static str, bool)> {
    let mut tokens = definition.trim_start_matches('(').split_ascii_whitespace();
    let head = tokens.next().filter(|head| head.starts_with("def"))?;
    let name = tokens.find(|token| !token.starts_with('^'))?;
    Some((name.trim_end_matches(')'), head == "defn-" || definition.contains("^:private")))
}

fn library_number(namespace: &str) -> Option<usize> {
    LIBRARIES.iter().position(|library| library.name == namespace)
}

/// The library's var of that name, made now; none where the library has no such name. Call it only where the namespace
/// has no mapping of that name yet.
pub fn define_var(engine: &Engine, namespace: &Namespace, name: &str) -> Option<Ref<Var>> {
    let number = library_number(&namespace.name)?;
    if let Some(native) = find_native(&namespace.name, name) {
        let var = namespace.intern(&Rc::from(name));
        var.root.set(native.make());
        return Some(var);
    }
    if *namespace.name == *CORE {
        if let Some(constant) = super::jvm::constant(name) {
            let var = namespace.intern(&Rc::from(name));
            var.root.set(constant);
            return Some(var);
        }
        if let Some(found) = macros::find(name) {
            let var = namespace.intern(&Rc::from(name));
            var.root.set(found.object());
            var.is_macro.set(true);
            return Some(var);
        }
    }
    let (&(_, name), place) = index().get_key_value(&(number, name))?;
    // Before its definition is evaluated, which may mention it.
    let var = namespace.intern(&Rc::from(name));
    var.private.set(place.private);
    let cx = current();
    if evaluate(cx, engine, namespace, name, *place).is_err() {
        let error = cx.take_pending();
        tracing::error!(name = %var.qualified(), ?error, "a definition of the core library failed");
    }
    Some(var)
}

/// The native of that name; those of classes, such as `Math/sqrt`, are vars of `clojure.core`.
fn find_native(namespace: &str, name: &str) -> Option<&'static super::Native> {
    if namespace == CORE && name.len() > 1 && name.contains('/') {
        return super::find_native(name);
    }
    super::find_native(&format!("{namespace}/{name}"))
}

/// Evaluates the one definition, in its own namespace.
fn evaluate(cx: &mut Context, engine: &Engine, namespace: &Namespace, name: &str, place: Place) -> Outcome {
    let text = LIBRARIES[place.library].text.get(place.start..place.end).unwrap_or_default();
    let source = engine.sources.add(format!("<{}/{name}>", namespace.name), text);
    let own = engine.namespace(&namespace.name);
    engine.bindings.values.borrow_mut().push((engine.namespace_var.clone(), own.into()));
    let resolver = NamespaceResolver(engine);
    let outcome = match Reader::new(&engine.sources, source, &resolver).next() {
        Ok(Some(form)) => crate::evaluate::eval_form(cx, &form),
        Ok(None) => Ok(Value::NIL),
        Err(error) => Err(crate::data::exception::throw_diagnostic(cx, error)),
    };
    engine.bindings.values.borrow_mut().pop();
    outcome
}

/// The public names of a namespace of the library, whether their vars exist yet or not, in no order.
pub fn public_names(namespace: &str) -> impl Iterator<Item = &'static str> + use<> {
    let number = library_number(namespace);
    let is_core = namespace == CORE;
    let prefix = format!("{namespace}/");
    let native = natives().filter_map(move |native| native.name.strip_prefix(prefix.as_str()));
    let macros = macros::MACROS.iter().map(|entry| entry.name).filter(move |_| is_core);
    let written = index().iter().filter(move |((library, _), place)| Some(*library) == number && !place.private);
    native.chain(macros).chain(written.map(|((_, name), _)| *name)).filter(|name| !is_internal(name))
}

/// Names such as `lazy-seq*`, which macros use and people do not.
fn is_internal(name: &str) -> bool {
    const PUBLIC: [&str; 5] = ["*", "list*", "bound-fn*", "with-bindings*", "inst-ms*"];
    name.ends_with('*') && !name.starts_with('*') && !PUBLIC.contains(&name)
}

/// The public names of `clojure.core`, for completion.
pub fn names() -> impl Iterator<Item = &'static str> {
    public_names(CORE)
}
