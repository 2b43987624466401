//! Completion, and what a name means: `completions`, `lookup` and their like.

use super::bencode::Bencode;
use super::connection::Request;
use crate::core;
use crate::data::keyword;
use crate::data::map::Map;
use crate::data::print;
use crate::data::seq::SeqIter;
use crate::data::symbol::Name;
use crate::data::var::{Namespace, Var};
use crate::engine::Engine;
use crate::instance::Names;
use crate::interop::tooling::{Asked, Subject};
use crate::value::{Context, Outcome, Ref, Value};
use std::collections::BTreeMap;

/// What is known of a name. Texts that are empty are not told.
#[derive(Default)]
struct Info {
    name: String,
    namespace: String,
    doc: String,
    /// One for each arity or overload.
    signatures: Vec<String>,
    /// The same taken apart, where it can be.
    parameters: Vec<Vec<String>>,
    is_macro: bool,
}

pub(super) fn answer(cx: &mut Context, request: Request, namespace: &Ref<Namespace>) {
    let engine = Engine::of(cx);
    if matches!(request.text("op"), Some("completions" | "complete")) {
        let names = Names::visible_in(engine, namespace);
        return in_background(move || complete(&request, &names));
    }
    let asked = request.text("sym").or_else(|| request.text("symbol")).unwrap_or_default();
    let name = Name::parse(asked);
    let Some(path) = cpp_path(namespace, &name) else {
        let found = engine.resolve_var(namespace, &name).map(|var| describe(cx, &var));
        return tell(&request, found);
    };
    let ask = |asked| engine.tooling.ask(&engine.tooling_options(), asked, Subject::Name(path.clone()));
    let (signatures, doc) = (ask(Asked::Signatures), ask(Asked::Doc));
    // libclang may have headers to parse.
    in_background(move || {
        let signatures = signatures.recv().ok().and_then(Result::ok).unwrap_or_default();
        let doc = doc.recv().ok().and_then(Result::ok).unwrap_or_default().join("\n");
        let info = Info { name: path, namespace: "cpp".to_owned(), doc, signatures, ..Info::default() };
        tell(&request, (!info.signatures.is_empty()).then_some(info));
    });
}

/// Answers from the names as they were, also while the engine is at work.
pub(super) fn complete(request: &Request, names: &Names) {
    let word = request.text("prefix").or_else(|| request.text("symbol")).unwrap_or_default();
    let found = if word.is_empty() { Vec::new() } else { names.complete("", word) };
    let candidate = |name| Bencode::Dict(BTreeMap::from([("candidate".to_owned(), Bencode::Text(name))]));
    let found = found.into_iter().map(candidate).collect();
    request.replies.send([("completions", found), ("status", ["done"].into_iter().collect())]);
}

fn in_background(work: impl FnOnce() + Send + 'static) {
    if let Err(error) = std::thread::Builder::new().name("gusset-nrepl".to_owned()).spawn(work) {
        tracing::warn!(%error, "an nREPL request could not be answered");
    }
}

/// The C++ that a name stands for: behind `cpp/`, or referred to in the namespace.
fn cpp_path(namespace: &Namespace, name: &Name) -> Option<String> {
    match name.namespace.as_deref() {
        Some("cpp") => Some(name.name.to_string()),
        Some(_) => None,
        None => namespace.cpp_names.borrow().get(&name.name).map(|path| path.to_string()),
    }
}

fn describe(cx: &mut Context, var: &Var) -> Info {
    let all = core::describe_var(var);
    let of = |key| all.get::<Map>().and_then(|all| all.get(&keyword(key))).cloned().unwrap_or_default();
    let arglists = of("arglists");
    let parameters = parameters(cx, &arglists).unwrap_or_else(|_| {
        drop(cx.take_pending());
        Vec::new()
    });
    Info {
        name: var.name.to_string(),
        namespace: var.namespace.to_string(),
        doc: of("doc").as_str().unwrap_or_default().to_owned(),
        signatures: match arglists.as_str() {
            Some(text) => vec![text.to_owned()],
            None => parameters.iter().map(|all| format!("[{}]", all.join(" "))).collect(),
        },
        parameters,
        is_macro: of("macro").is_truthy(),
    }
}

/// Of each arity in `([a] [a b])`.
fn parameters(cx: &mut Context, arglists: &Value) -> Outcome<Vec<Vec<String>>> {
    let mut all = Vec::new();
    if arglists.as_str().is_some() {
        return Ok(all);
    }
    let mut arities = SeqIter::new(cx, arglists.clone())?;
    while let Some(arity) = arities.next(cx)? {
        let mut names = SeqIter::new(cx, arity)?;
        let mut texts = Vec::new();
        while let Some(name) = names.next(cx)? {
            texts.push(print::readably(cx, &name)?);
        }
        all.push(texts);
    }
    Ok(all)
}

/// In the shape of the operation: `lookup` of nREPL, `info` and `eldoc` of CIDER.
fn tell(request: &Request, found: Option<Info>) {
    let replies = &request.replies;
    let op = request.text("op").unwrap_or_default();
    let Some(info) = found else {
        return match op {
            "lookup" => {
                replies.send([("info", Bencode::Dict(BTreeMap::new())), ("status", ["done"].into_iter().collect())]);
            }
            "eldoc" => replies.done(&["no-eldoc"]),
            _ => replies.done(&["no-info"]),
        };
    };
    let mut known = BTreeMap::from([("name".to_owned(), info.name.into()), ("ns".to_owned(), info.namespace.into())]);
    if op == "eldoc" {
        let lists = match info.parameters.is_empty() {
            true => info.signatures.into_iter().map(|one| vec![one]).collect(),
            false => info.parameters,
        };
        known.insert("eldoc".to_owned(), lists.into_iter().map(Bencode::from_iter).collect());
        known.insert("docstring".to_owned(), info.doc.into());
        known.insert("type".to_owned(), "function".into());
    } else {
        known.insert("doc".to_owned(), info.doc.into());
        known.insert("arglists-str".to_owned(), info.signatures.join("\n").into());
        if info.is_macro {
            known.insert("macro".to_owned(), "true".into());
        }
    }
    if op == "lookup" {
        known = BTreeMap::from([("info".to_owned(), Bencode::Dict(known))]);
    }
    known.insert("status".to_owned(), ["done"].into_iter().collect());
    replies.send_all(known);
}
