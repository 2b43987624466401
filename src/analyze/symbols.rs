//! What a symbol stands for: a local, a C++ name, a var, a class.

use super::scope::{self, NativeCopyFacts, Place};
use super::{Analyzer, Failure, Result, constant};
use crate::ast::{Node, NodeKind};
use crate::data::symbol::Name;
use crate::data::var::Var;
use crate::diagnostic::Diagnostic;
use crate::interop::oracle::{Category, HostType, NativeType, Signature};
use crate::source::Span;
use crate::value::{Ref, Value};

impl Analyzer<'_> {
    pub(super) fn symbol(&mut self, form: &Value, span: Span) -> Result {
        let Some(name) = form.as_symbol() else { return Ok(constant(form.clone(), span)) };
        if name.namespace.is_none()
            && let Some(place) = self.local(&name.name, span)?
        {
            return Ok(place_node(place, span));
        }
        if let Some(path) = self.cpp_path(name) {
            return self.cpp_name(&path, span);
        }
        if let Some(var) = self.engine.resolve_var(&self.engine.current_namespace(), name) {
            if var.is_macro.get() {
                return Err(Diagnostic::new(
                    "analyze/macro-value",
                    span,
                    format!("can't take the value of the macro {name}"),
                )
                .help("call it, or wrap it in a function")
                .into());
            }
            return Ok(Node::host(NodeKind::Var(var), HostType::Any, span));
        }
        if let Some(value) = crate::core::jvm::constant(&name.to_string()) {
            return Ok(constant(value, span));
        }
        if let Some(var) = self.class_static(name) {
            return Ok(Node::host(NodeKind::Var(var), HostType::Any, span));
        }
        if let Some(class) = crate::data::types::type_named(&name.to_string()) {
            return Ok(constant(class, span));
        }
        Err(self.unknown_symbol(name, span))
    }

    /// The local of that name, captured as far as it has to be.
    pub(super) fn local(&mut self, name: &str, span: Span) -> Result<Option<Place>> {
        let mut scopes = std::mem::take(&mut self.scopes);
        let found = scope::resolve(&mut scopes, name, &mut |ty| self.native_copy_facts(name, ty, span));
        self.scopes = scopes;
        found
    }

    fn native_copy_facts(&mut self, name: &str, ty: NativeType, span: Span) -> Result<NativeCopyFacts> {
        let info = self.info(ty.ty)?;
        let refused = || {
            let message = format!("a closure captures `{name}` by copy, but {} cannot be copied", info.spelling);
            Diagnostic::new("analyze/capture", span, message)
                .help("capture a pointer to it, or a box made with cpp/own")
        };
        if !info.copy_constructible {
            return Err(refused().into());
        }
        let source = NativeType { ty: ty.ty, category: Category::Lvalue };
        // A vector says that it can be copied, whatever is in it.
        let how = self.native_move(info.unqualified, source, span).map_err(|failure| match failure {
            Failure::Refused(reason) => {
                let mut refusal = refused().note(span, reason.message);
                refusal.notes.extend(reason.notes);
                Failure::Refused(refusal)
            }
            other => other,
        })?;
        let destroy = self.destructor(info.unqualified, span)?;
        Ok(NativeCopyFacts { how, destroy, size: info.size, align: info.align })
    }

    /// The C++ path of a symbol: after `cpp/`, or a name that `:refer-global` brought in.
    pub(super) fn cpp_path(&self, name: &Name) -> Option<String> {
        match name.namespace.as_deref() {
            Some("cpp") => Some(name.name.to_string()),
            None => {
                let namespace = self.engine.current_namespace();
                let names = namespace.cpp_names.borrow();
                names.get(&name.name).map(|path| path.to_string())
            }
            Some(_) => None,
        }
    }

    /// `Math/sqrt`, `System/nanoTime`, `Long/MAX_VALUE`: the JVM's statics that the core library offers.
    pub(super) fn class_static(&self, name: &Name) -> Option<Ref<Var>> {
        let namespace = name.namespace.as_deref()?;
        let class = namespace.strip_prefix("java.lang.").unwrap_or(namespace);
        self.engine.core_var(&format!("{class}/{}", name.name))
    }

    fn unknown_symbol(&mut self, name: &Name, span: Span) -> Failure {
        if let Some(namespace) = &name.namespace {
            let current = self.engine.current_namespace();
            let known =
                current.aliases.borrow().contains_key(namespace) || self.engine.find_namespace(namespace).is_some();
            if !known {
                return Diagnostic::new("analyze/unknown-namespace", span, format!("no such namespace: {namespace}"))
                    .help(format!("require it: (require '[some.namespace :as {namespace}])"))
                    .into();
            }
        }
        let diagnostic = Diagnostic::new("analyze/unknown-symbol", span, format!("unable to resolve symbol: {name}"));
        let close = self.similar_names(&name.name);
        Failure::Refused(match close.is_empty() {
            true => diagnostic.help("define it first, or require the namespace that does"),
            false => diagnostic.help(format!("did you mean {}?", close.join(", "))),
        })
    }

    /// Names that a user may have meant, best first.
    fn similar_names(&self, name: &str) -> Vec<String> {
        let mut names: Vec<String> = Vec::new();
        let current = self.engine.current_namespace();
        names.extend(current.mappings.borrow().keys().map(|key| key.to_string()));
        names.extend(self.scopes.iter().flat_map(|scope| scope.names()).map(|name| name.to_string()));
        names.extend(crate::core::names().map(str::to_owned));
        let allowed = (name.chars().count() / 3).clamp(1, 3);
        let mut close: Vec<(usize, String)> = names
            .into_iter()
            .map(|candidate| (edit_distance(name, &candidate), candidate))
            .filter(|(distance, _)| *distance <= allowed)
            .collect();
        close.sort();
        close.dedup();
        close.into_iter().take(3).map(|(_, name)| name).collect()
    }
}

/// The node that reads a local.
pub(super) fn place_node(place: Place, span: Span) -> Node {
    match place {
        Place::Host { slot, ty } => Node::host(NodeKind::Local { slot, last: false }, ty, span),
        Place::Native { word, ty } => Node::native(NodeKind::NativeLocal(word), ty, span),
        Place::Capture { index, ty } => Node::host(NodeKind::Capture(index), ty, span),
        Place::NativeCapture { index, ty } => Node::native(NodeKind::NativeCapture(index), ty, span),
        Place::SelfFunction => Node::host(NodeKind::SelfFunction, HostType::Function(Signature::default()), span),
        Place::Sibling(index) => Node::host(NodeKind::Sibling(index), HostType::Function(Signature::default()), span),
    }
}

/// Levenshtein's distance, with transpositions of neighbours as one step (optimal string alignment).
pub(super) fn edit_distance(a: &str, b: &str) -> usize {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    if a.len().abs_diff(b.len()) > 3 {
        return usize::MAX;
    }
    let mut rows = vec![vec![0usize; b.len() + 1]; a.len() + 1];
    for i in 0..=a.len() {
        for j in 0..=b.len() {
            rows[i][j] = if i == 0 || j == 0 {
                i + j
            } else {
                let substitute = rows[i - 1][j - 1] + usize::from(a[i - 1] != b[j - 1]);
                let mut best = substitute.min(rows[i - 1][j] + 1).min(rows[i][j - 1] + 1);
                if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                    best = best.min(rows[i - 2][j - 2] + 1);
                }
                best
            };
        }
    }
    rows[a.len()][b.len()]
}
