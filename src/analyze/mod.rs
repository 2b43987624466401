//! The analyser: forms to the typed tree of [`crate::ast`].
//!
//! It expands macros, resolves locals to slots and symbols to vars, finds what closures capture and where `recur`
//! goes, gives every C++ expression its static type by asking the [`crate::interop::oracle`], decides where
//! temporaries die, and last marks each local's last use ([`liveness`]). It runs nothing but macros and the `ns` form.

mod bindings;
mod calls;
mod case;
mod cpp;
mod elements;
mod exceptions;
mod functions;
mod hints;
mod liveness;
mod namespace;
mod results;
mod scope;
mod special;
mod symbols;

pub use cpp::form_names as cpp_form_names;
pub use elements::{listed, top_level_do};
pub use namespace::NamespaceResolver;
pub use special::is_special;

use crate::ast::{Node, NodeKind, Prototype, Ty};
use crate::data::map::Map;
use crate::data::set::Set;
use crate::data::symbol::Symbol;
use crate::data::vector::Vector;
use crate::data::{exception, list::List};
use crate::diagnostic::Diagnostic;
use crate::engine::Engine;
use crate::interop::oracle::HostType;
use crate::read::Form;
use crate::source::Span;
use crate::value::{Context, Kind, Ref, Thrown, Value};
use elements::Elements;
use scope::FunctionScope;
use std::rc::Rc;

/// Why a form was not analysed.
pub enum Failure {
    /// The analyser, or Clang, refuses it.
    Refused(Diagnostic),
    /// A macro threw.
    Thrown(Thrown),
}

impl From<Diagnostic> for Failure {
    fn from(diagnostic: Diagnostic) -> Failure {
        Failure::Refused(diagnostic)
    }
}

impl From<Thrown> for Failure {
    fn from(thrown: Thrown) -> Failure {
        Failure::Thrown(thrown)
    }
}

type Result<T = Node> = std::result::Result<T, Failure>;

/// Analyses a top-level form into a function of no arguments.
///
/// # Errors
/// See [`Failure`]; [`throw`] makes a host exception of it.
pub fn analyze(cx: &mut Context, form: &Form, wanted: Wanted) -> Result<Rc<Prototype>> {
    let engine = Engine::of(cx);
    let mut analyzer = Analyzer::new(cx, engine);
    analyzer.top_level(form, wanted)
}

/// Raises what stopped an analysis as a host exception.
pub fn throw(cx: &mut Context, failure: Failure) -> Thrown {
    match failure {
        Failure::Refused(diagnostic) => exception::throw_diagnostic(cx, diagnostic),
        Failure::Thrown(thrown) => thrown,
    }
}

/// Expands a macro form once; none where it is not one.
pub fn macroexpand_1(cx: &mut Context, form: &Value) -> Result<Option<Value>> {
    let engine = Engine::of(cx);
    let mut analyzer = Analyzer::new(cx, engine);
    analyzer.expand_once(form, crate::data::form::span_of(form).unwrap_or(Span::NONE))
}

/// What a top-level form is evaluated for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wanted {
    Effect,
    /// Its value, or nil where that is a C++ value for which the host has none.
    ValueIfAny,
    /// Its value; a C++ temporary for which the host has none is an error.
    Value,
}

/// What a form's value is wanted for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Use {
    /// Nothing: a statement.
    Effect,
    /// Its value.
    Value,
    /// Its value, and nothing is done after it in the function or loop: `recur` is allowed.
    Tail,
}

impl Use {
    /// The use of a subform that something is done with afterwards.
    fn inner(self) -> Use {
        if self == Use::Effect { Use::Effect } else { Use::Value }
    }
}

/// Forms nested deeper than this are refused, so that no input overflows the machine stack.
const MAX_NESTING: u32 = 1_500;

struct Analyzer<'a> {
    cx: &'a mut Context,
    engine: &'a Engine,
    /// The functions around the form at hand, innermost last.
    scopes: Vec<FunctionScope>,
    depth: u32,
    /// The function that is analysed next is C++'s to call.
    next_is_callback: bool,
}

impl<'a> Analyzer<'a> {
    fn new(cx: &'a mut Context, engine: &'a Engine) -> Analyzer<'a> {
        Analyzer { cx, engine, scopes: Vec::new(), depth: 0, next_is_callback: false }
    }
}

impl Analyzer<'_> {
    fn top_level(&mut self, form: &Form, wanted: Wanted) -> Result<Rc<Prototype>> {
        self.scopes.push(FunctionScope::new(Rc::from("top-level form")));
        let body = self.full_expression(|this| match wanted {
            Wanted::Value | Wanted::ValueIfAny => {
                let node = this.form(&form.value, form.span, Use::Tail)?;
                this.shown(node, wanted == Wanted::ValueIfAny)
            }
            Wanted::Effect => {
                let node = this.form(&form.value, form.span, Use::Effect)?;
                this.discarded(node)
            }
        })?;
        let scope = self.scopes.pop().expect("pushed above");
        let prototype = functions::prototype_of_thunk(scope, body, form.span);
        Ok(prototype)
    }

    /// Analyses a form. `span` is where it stands, for forms that have no place of their own.
    fn form(&mut self, form: &Value, span: Span, usage: Use) -> Result {
        self.depth += 1;
        if self.depth > MAX_NESTING {
            self.depth = 0;
            return Err(Diagnostic::new("analyze/nesting", span, "forms are nested too deeply").into());
        }
        self.engine.recorder.nodes.set(self.engine.recorder.nodes.get() + 1);
        let node = match form.kind() {
            None => Ok(constant(form.clone(), span)),
            Some(Kind::Symbol) => {
                let span = form.get::<Symbol>().map_or(span, |symbol| symbol.span.or(span));
                self.symbol(form, span)
            }
            Some(Kind::Vector) => self.vector(form, span),
            Some(Kind::Map) => self.map(form, span),
            Some(Kind::Set) => self.set(form, span),
            Some(Kind::List | Kind::Cons | Kind::LazySeq | Kind::VectorSeq | Kind::Range | Kind::Iteration) => {
                let span = crate::data::form::span_of(form).unwrap_or(span);
                let elements = Elements::of_sequence(self.cx, form, span)?;
                if elements.is_empty() {
                    Ok(constant(crate::data::empty_list(), span))
                } else {
                    self.invocation(form, &elements, usage)
                }
            }
            _ => Ok(constant(form.clone(), span)),
        };
        self.depth = self.depth.saturating_sub(1);
        node
    }

    /// Analyses a form whose value the host needs.
    fn host_form(&mut self, form: &Value, span: Span) -> Result {
        let node = self.form(form, span, Use::Value)?;
        self.host(node)
    }

    fn vector(&mut self, form: &Value, span: Span) -> Result {
        let Some(vector) = form.get::<Vector>() else { return Ok(constant(form.clone(), span)) };
        let spans = Elements::new(vector.items.iter().cloned().collect(), vector.source.as_deref(), span);
        let meta = vector.meta.clone();
        let items = self.host_forms(&spans)?;
        let literal = match constants(&items) {
            Some(values) => constant(crate::data::vector(values), spans.span),
            None => Node::host(NodeKind::Vector(items), HostType::Any, spans.span),
        };
        self.with_meta(literal, &meta)
    }

    fn map(&mut self, form: &Value, span: Span) -> Result {
        let Some(map) = form.get::<Map>() else { return Ok(constant(form.clone(), span)) };
        let entries = map.iter().flat_map(|(k, v)| [k.clone(), v.clone()]).collect();
        // The reader's spans follow the text, which is the map's order only while it is small.
        let source = map.source.as_deref().filter(|source| source.children.len() <= 16);
        let spans = Elements::new(entries, source, map.source.as_deref().map_or(span, |source| source.span));
        let meta = map.meta.clone();
        let items = self.host_forms(&spans)?;
        let literal = match constants(&items) {
            Some(values) => constant(crate::data::map(pairs(values)), spans.span),
            None => Node::host(NodeKind::Map(items), HostType::Any, spans.span),
        };
        self.with_meta(literal, &meta)
    }

    fn set(&mut self, form: &Value, span: Span) -> Result {
        let Some(set) = form.get::<Set>() else { return Ok(constant(form.clone(), span)) };
        let span = set.source.as_deref().map_or(span, |source| source.span);
        let spans = Elements::new(set.iter().cloned().collect(), None, span);
        let meta = set.meta.clone();
        let items = self.host_forms(&spans)?;
        let literal = match constants(&items) {
            Some(values) => constant(crate::data::set(values), span),
            None => Node::host(NodeKind::Set(items), HostType::Any, span),
        };
        self.with_meta(literal, &meta)
    }

    fn host_forms(&mut self, elements: &Elements) -> Result<Box<[Node]>> {
        elements.iter().map(|(form, span)| self.host_form(form, span)).collect()
    }

    /// A literal with its metadata, which is evaluated as Clojure does.
    fn with_meta(&mut self, literal: Node, meta: &Value) -> Result {
        if meta.is_nil() {
            return Ok(literal);
        }
        let span = literal.span;
        let meta = self.host_form(meta, span)?;
        Ok(Node::host(NodeKind::WithMeta { value: Box::new(literal), meta: Box::new(meta) }, HostType::Any, span))
    }

    /// Whether the form that is being analysed is a whole form of the program, and not a part of one.
    fn is_top_level(&self) -> bool {
        self.scopes.len() == 1 && self.depth == 1
    }

    /// The function whose body is being analysed.
    fn scope(&mut self) -> &mut FunctionScope {
        self.scopes.last_mut().expect("forms are analysed inside a function scope")
    }
}

/// A constant's node, with its type.
fn constant(value: Value, span: Span) -> Node {
    let ty = match value.kind() {
        Some(Kind::String) => HostType::String,
        Some(Kind::Keyword) => HostType::Keyword,
        _ if value.is_nil() => HostType::Nil,
        _ if value.as_bool().is_some() => HostType::Bool,
        _ if value.as_long().is_some() => HostType::Long,
        _ if value.as_double().is_some() => HostType::Double,
        _ if value.as_char().is_some() => HostType::Char,
        _ => HostType::Any,
    };
    Node::host(NodeKind::Const(value), ty, span)
}

/// The values, where all nodes are constants.
fn constants(nodes: &[Node]) -> Option<Vec<Value>> {
    nodes
        .iter()
        .map(|node| match &node.kind {
            NodeKind::Const(value) => Some(value.clone()),
            _ => None,
        })
        .collect()
}

fn pairs(values: Vec<Value>) -> Vec<(Value, Value)> {
    let mut values = values.into_iter();
    std::iter::from_fn(|| Some((values.next()?, values.next()?))).collect()
}

/// The host type of a node; `Any` for native ones.
fn host_type(node: &Node) -> HostType {
    match node.ty {
        Ty::Host(ty) => ty,
        _ => HostType::Any,
    }
}

/// The list, where the form is one.
pub fn as_list(form: &Value) -> Option<Ref<List>> {
    form.to_ref::<List>()
}
