//! `fn*` and `letfn*`.

use super::elements::Elements;
use super::hints::Hint;
use super::scope::{FunctionScope, LoopVariable, RecurTarget};
use super::{Analyzer, Result, Use, as_list, host_type, liveness};
use crate::ast::{Arity, Binding, Group, Layout, Node, NodeKind, Prototype, Tier};
use crate::data::form::span_of;
use crate::data::keyword;
use crate::data::map::Map;
use crate::data::symbol::Symbol;
use crate::diagnostic::Diagnostic;
use crate::interop::oracle::{Gives, HostType};
use crate::source::Span;
use crate::value::{Kind, Value};
use std::cell::Cell;
use std::rc::Rc;

/// A top-level form as a function of no arguments.
pub(super) fn prototype_of_thunk(scope: FunctionScope, body: Node, span: Span) -> Rc<Prototype> {
    let name = scope.name.clone();
    let arity = finish_arity(0, false, scope.layout(), body);
    Rc::new(Prototype { name, span, arities: vec![Rc::new(arity)], jit: Some(false), gives: Gives::Unknown })
}

fn finish_arity(params: u32, variadic: bool, layout: Layout, mut body: Node) -> Arity {
    liveness::mark_last_uses(&mut body);
    Arity {
        params,
        variadic,
        layout,
        body,
        calls: Cell::new(0),
        profile: (0..params).map(|_| Cell::new(0)).collect(),
        tier: Cell::new(Tier::Interpreted),
        code: Cell::new(None),
        compiled: Default::default(),
        compile_ms: Cell::new(0.0),
    }
}

/// The parts of a `fn*` form.
struct FunctionForm {
    self_name: Option<Rc<str>>,
    /// Parameter vector and body of each arity.
    arities: Vec<(Value, Elements)>,
    jit: Option<bool>,
    gives: Gives,
}

/// What a parameter vector says.
struct Parameters {
    names: Vec<Rc<str>>,
    /// Of each name, with where it stands.
    hints: Vec<(Option<Hint>, Span)>,
    rest: Option<Rc<str>>,
}

impl Analyzer<'_> {
    /// `(fn* name? [params] body…)` or `(fn* name? ([params] body…)…)`. `given_name` is the name in traces, and `hint`
    /// stands on that of its definition.
    pub(super) fn fn_form(&mut self, form: &Elements, given_name: Option<Rc<str>>, hint: Option<Hint>) -> Result {
        let mut parts = self.function_form(form)?;
        if parts.gives == Gives::Unknown {
            parts.gives = hint.map(Hint::gives).unwrap_or_default();
        }
        let name = given_name.unwrap_or_else(|| self.function_name(parts.self_name.as_deref()));
        let mut scope = FunctionScope::new(name.clone());
        scope.self_name = parts.self_name.clone();
        scope.is_callback = std::mem::take(&mut self.next_is_callback);
        let (prototype, scope) = self.function(parts, scope, form.span)?;
        let (captures, ty) = (scope.capture_sources(), HostType::Function(prototype.signature()));
        Ok(Node::host(NodeKind::Fn { prototype, captures }, ty, form.span))
    }

    fn function_name(&mut self, own: Option<&str>) -> Rc<str> {
        let outer = self.scope().name.clone();
        let outer = if outer.contains('/') { outer } else { self.engine.current_namespace().name.clone() };
        let separator = if outer.contains('/') { '$' } else { '/' };
        match own {
            Some(own) => Rc::from(format!("{outer}{separator}{own}")),
            None => Rc::from(format!("{outer}{separator}fn-{}", self.engine.next_id())),
        }
    }

    fn function_form(&mut self, form: &Elements) -> Result<FunctionForm> {
        let mut index = 1;
        let mut self_name = None;
        let mut gives = None;
        let mut jit = jit_mark(&form.meta).or_else(|| form.get(0).and_then(jit_mark_of_symbol));
        if let Some(name) = form.get(1).and_then(Value::as_symbol) {
            self_name = Some(name.name.clone());
            jit = jit.or_else(|| jit_mark_of_symbol(&form.items[1]));
            gives = Hint::on(&form.items[1]);
            index = 2;
        }
        let mut arities = Vec::new();
        match form.get(index).and_then(Value::kind) {
            Some(Kind::Vector) => arities.push((form.items[index].clone(), form.from(index + 1))),
            _ => {
                for at in index..form.len() {
                    let arity = &form.items[at];
                    let parts = match as_list(arity) {
                        Some(_) => Elements::of_sequence(self.cx, arity, form.span(at))?,
                        None if arity.kind() == Some(Kind::Cons) => {
                            Elements::of_sequence(self.cx, arity, form.span(at))?
                        }
                        None => return Err(self.bad_function(form.span(at))),
                    };
                    match parts.get(0) {
                        Some(parameters) if parameters.kind() == Some(Kind::Vector) => {
                            arities.push((parameters.clone(), parts.from(1)));
                        }
                        _ => return Err(self.bad_function(form.span(at))),
                    }
                }
            }
        }
        if arities.is_empty() {
            return Err(self.bad_function(form.span));
        }
        let gives = gives.or_else(|| arities.iter().find_map(|(parameters, _)| Hint::on_vector(parameters)));
        Ok(FunctionForm { self_name, arities, jit, gives: gives.map(Hint::gives).unwrap_or_default() })
    }

    fn bad_function(&self, span: Span) -> super::Failure {
        Diagnostic::new("analyze/fn", span, "a function needs a parameter vector")
            .help("write (fn [a b] body…), or (fn ([a] body…) ([a b] body…))")
            .into()
    }

    fn function(
        &mut self,
        parts: FunctionForm,
        first: FunctionScope,
        span: Span,
    ) -> Result<(Rc<Prototype>, FunctionScope)> {
        let name = first.name.clone();
        let template = FunctionScope::sharing_captures(name.clone(), &first);
        let (self_name, siblings) = (first.self_name.clone(), first.siblings.clone());
        let mut arities: Vec<Rc<Arity>> = Vec::new();
        for (parameters, body) in parts.arities {
            let mut scope = FunctionScope::sharing_captures(name.clone(), &template);
            scope.self_name = self_name.clone();
            scope.siblings = siblings.clone();
            let arity = self.arity(&parameters, &body, scope, span)?;
            let at = span_of(&parameters).unwrap_or(span);
            let clash = arities.iter().any(|other| {
                (other.params == arity.params && other.variadic == arity.variadic)
                    || (other.variadic && arity.variadic)
                    || (other.variadic && arity.params > other.params)
                    || (arity.variadic && other.params > arity.params)
            });
            if clash {
                return Err(Diagnostic::new("analyze/fn", at, "two arities take the same number of arguments")
                    .help("each number of arguments can have one body; a variadic one must have the most parameters")
                    .into());
            }
            arities.push(Rc::new(arity));
        }
        arities.sort_by_key(|arity| (arity.variadic, arity.params));
        let prototype = Rc::new(Prototype { name, span, arities, jit: parts.jit, gives: parts.gives });
        self.engine.recorder.register(&prototype);
        Ok((prototype, template))
    }

    fn arity(&mut self, parameters: &Value, body: &Elements, scope: FunctionScope, span: Span) -> Result<Arity> {
        let Parameters { names, hints, rest } = self.parameters(parameters, span)?;
        let params = names.len() as u32;
        let variadic = rest.is_some();
        self.scopes.push(scope);
        let names: Vec<Rc<str>> = names.into_iter().chain(rest).collect();
        let result = self.arity_body(&names, &hints, body, span);
        let scope = self.scopes.pop().expect("pushed above");
        Ok(finish_arity(params, variadic, scope.layout(), result?))
    }

    fn arity_body(&mut self, names: &[Rc<str>], hints: &[(Option<Hint>, Span)], body: &Elements, span: Span) -> Result {
        let mut variables = Vec::new();
        let mut hinted = Vec::new();
        for (index, name) in names.iter().enumerate() {
            let (hint, at) = hints.get(index).copied().unwrap_or((None, span));
            let ty = Hint::of_local(hint, HostType::Any);
            let slot = self.scope().declare_host(name.clone(), ty);
            variables.push(LoopVariable::Host { slot, assumed: HostType::Any });
            if matches!(hint, Some(Hint::Long | Hint::Double)) {
                // A later parameter of the same name is what the name means; this one is coerced all the same.
                let hidden = names[index + 1..].contains(name);
                hinted.push((if hidden { Rc::from("") } else { name.clone() }, slot, hint, at));
            }
        }
        let seen = vec![None; variables.len()];
        self.scope().targets.push(RecurTarget { variables, seen, inside_try: false });
        self.full_expression(|this| {
            // A number is another local, since a call may pass anything.
            let mut bindings = Vec::with_capacity(hinted.len());
            for (name, slot, hint, at) in hinted {
                let given = Node::host(NodeKind::Local { slot, last: false }, HostType::Any, at);
                let init = this.hinted(given, hint)?;
                let slot = this.scope().declare_host(name, host_type(&init));
                bindings.push(Binding::Host { slot, init });
            }
            let node = this.do_form(body, span, Use::Tail)?;
            let node = if this.scope().is_callback { this.callback_result(node)? } else { this.host(node)? };
            let ty = node.ty;
            Ok(match bindings.is_empty() {
                true => node,
                false => Node { kind: NodeKind::Let { bindings: bindings.into(), body: Box::new(node) }, ty, span },
            })
        })
    }

    fn parameters(&mut self, form: &Value, span: Span) -> Result<Parameters> {
        let elements = Elements::of_vector(form, span).unwrap_or(Elements::new(Vec::new(), None, span));
        let mut names = Vec::new();
        let mut hints = Vec::new();
        let mut rest = None;
        let mut index = 0;
        while index < elements.len() {
            let at = elements.span(index);
            match elements.items[index].as_symbol() {
                Some(name) if name.namespace.is_none() && &*name.name == "&" => {
                    let name = elements.get(index + 1).and_then(Value::as_symbol);
                    match name {
                        Some(name) if index + 2 == elements.len() => rest = Some(name.name.clone()),
                        _ => return Err(Diagnostic::new("analyze/fn", at, "& takes one name, the last").into()),
                    }
                    index += 1;
                }
                Some(name) if name.namespace.is_none() => {
                    names.push(name.name.clone());
                    hints.push((Hint::on(&elements.items[index]), at));
                }
                _ => return Err(Diagnostic::new("analyze/fn", at, "a parameter must be a plain symbol").into()),
            }
            index += 1;
        }
        Ok(Parameters { names, hints, rest })
    }

    /// `(letfn* [name (fn* …) …] body…)`.
    pub(super) fn letfn_form(&mut self, form: &Elements, usage: Use) -> Result {
        let bindings = form.get(1).and_then(|vector| Elements::of_vector(vector, form.span(1)));
        let Some(bindings) = bindings.filter(|bindings| bindings.len() % 2 == 0) else {
            return Err(
                Diagnostic::new("analyze/letfn", form.span, "letfn* needs a vector of names and functions").into()
            );
        };
        let mut names: Vec<Rc<str>> = Vec::new();
        for index in (0..bindings.len()).step_by(2) {
            match bindings.items[index].as_symbol() {
                Some(name) => names.push(name.name.clone()),
                None => {
                    return Err(Diagnostic::new("analyze/letfn", bindings.span(index), "letfn* binds symbols").into());
                }
            }
        }
        let shared = FunctionScope::new(Rc::from("letfn"));
        let mut functions = Vec::new();
        for (index, name) in names.iter().enumerate() {
            let at = bindings.span(2 * index + 1);
            let mut function = bindings.items[2 * index + 1].clone();
            while let Some(expanded) = self.expand_once(&function, at)? {
                function = expanded;
            }
            let elements = Elements::of_sequence(self.cx, &function, at)?;
            let is_fn = elements.get(0).and_then(Value::as_symbol).is_some_and(|head| &*head.name == "fn*");
            if !is_fn {
                return Err(Diagnostic::new("analyze/letfn", at, "letfn* binds functions").into());
            }
            let parts = self.function_form(&elements)?;
            let mut scope = FunctionScope::sharing_captures(self.function_name(Some(name)), &shared);
            scope.siblings = names.clone();
            let (prototype, _) = self.function(parts, scope, at)?;
            functions.push(prototype);
        }
        let group = Rc::new(Group::default());
        let _ = group.functions.set(functions);
        let captures = shared.capture_sources();
        let mark = self.scope().mark();
        let known = |of: &Rc<Prototype>| HostType::Function(of.signature());
        let types: Vec<HostType> = group.functions.get().into_iter().flatten().map(known).collect();
        let slots = names.into_iter().zip(types).map(|(name, ty)| self.scope().declare_host(name, ty)).collect();
        let body = self.do_form(&form.from(2), form.span, usage)?;
        self.scope().release(mark);
        let ty = body.ty;
        Ok(Node { kind: NodeKind::Letfn { group, captures, slots, body: Box::new(body) }, ty, span: form.span })
    }
}

fn jit_mark_of_symbol(symbol: &Value) -> Option<bool> {
    jit_mark(&symbol.get::<Symbol>()?.meta)
}

/// `^:jit` or `^:no-jit` in metadata.
fn jit_mark(meta: &Value) -> Option<bool> {
    let meta = meta.get::<Map>()?;
    let is_set = |name: &str| meta.get(&keyword(name)).is_some_and(Value::is_truthy);
    if is_set("jit") {
        Some(true)
    } else if is_set("no-jit") {
        Some(false)
    } else {
        None
    }
}
