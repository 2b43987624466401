//! `let*`, `loop*` and `recur`.

use super::cpp::allocates_array;
use super::elements::Elements;
use super::hints::Hint;
use super::scope::{LoopVariable, Place, RecurTarget};
use super::special::join;
use super::{Analyzer, Failure, Result, Use, host_type};
use crate::ast::{Binding, LoopNode, Node, NodeKind, RecurArg, Temporary, Tier, Ty};
use crate::diagnostic::Diagnostic;
use crate::interop::oracle::{Category, HostType, NativeType, TypeId};
use crate::source::Span;
use crate::value::Value;
use std::cell::Cell;
use std::rc::Rc;

/// A name and the form of its value.
struct Pair {
    name: Rc<str>,
    hint: Option<Hint>,
    init: Value,
    /// The init form's.
    span: Span,
}

impl Analyzer<'_> {
    /// The names and init forms of a binding vector.
    fn binding_pairs(&mut self, form: &Elements) -> Result<Vec<Pair>> {
        let head = form.get(0).and_then(Value::as_symbol).map(|name| name.name.clone()).unwrap_or_default();
        let vector = form.get(1).and_then(|vector| Elements::of_vector(vector, form.span(1)));
        let Some(vector) = vector else {
            return Err(Diagnostic::new(
                "analyze/bindings",
                form.span,
                format!("{head} needs a vector for its bindings"),
            )
            .into());
        };
        if vector.len() % 2 != 0 {
            let last = vector.len() - 1;
            return Err(Diagnostic::new(
                "analyze/bindings",
                vector.span(last),
                format!("{head} needs an even number of forms in its binding vector; this one has no value"),
            )
            .into());
        }
        let mut pairs = Vec::with_capacity(vector.len() / 2);
        for index in (0..vector.len()).step_by(2) {
            let name = match vector.items[index].as_symbol() {
                Some(name) if name.namespace.is_none() => name.name.clone(),
                _ => {
                    return Err(Diagnostic::new(
                        "analyze/bindings",
                        vector.span(index),
                        format!("{head} binds plain symbols only"),
                    )
                    .into());
                }
            };
            let hint = Hint::on(&vector.items[index]);
            pairs.push(Pair { name, hint, init: vector.items[index + 1].clone(), span: vector.span(index + 1) });
        }
        Ok(pairs)
    }

    pub(super) fn let_form(&mut self, form: &Elements, usage: Use) -> Result {
        self.scope().kept.push(Vec::new());
        let node = self.let_scope(form, usage);
        let kept = self.scope().kept.pop().unwrap_or_default();
        let node = if kept.is_empty() { node? } else { self.leaving(node?, usage)? };
        Ok(wrap_temporaries(node, kept))
    }

    /// A value that leaves the scope of what it may refer to: where it is a reference, it is copied (or moved) out.
    fn leaving(&mut self, value: Node, usage: Use) -> Result {
        match value.ty {
            Ty::Native(ty) if usage != Use::Effect && ty.category.is_glvalue() => {
                let (ty, span) = (self.info(ty.ty)?.unqualified, value.span);
                self.returned(value, ty, span)
            }
            _ => Ok(value),
        }
    }

    fn let_scope(&mut self, form: &Elements, usage: Use) -> Result {
        let pairs = self.binding_pairs(form)?;
        let mark = self.scope().mark();
        // Temporaries that a reference was bound to live as long as the let.
        let mut extended: Vec<Temporary> = Vec::new();
        let mut bindings = Vec::with_capacity(pairs.len());
        let mut owns_native = false;
        for Pair { name, hint, init, span } in pairs {
            self.scope().temporaries.push(Vec::new());
            let init = self.form(&init, span, Use::Value);
            let temporaries = self.scope().temporaries.pop().unwrap_or_default();
            let init = init?;
            match init.ty {
                Ty::Native(ty) if self.is_void(ty)? => {
                    let init = wrap_temporaries(self.host(init)?, temporaries);
                    let slot = self.scope().declare_host(name, HostType::Nil);
                    bindings.push(Binding::Host { slot, init });
                }
                Ty::Native(ty) => {
                    let is_object = ty.category == Category::Prvalue;
                    let init = if is_object {
                        wrap_temporaries(self.own_constant(init)?, temporaries)
                    } else {
                        extended.extend(temporaries);
                        init
                    };
                    let destroy = if is_object { self.destructor(ty.ty, span)? } else { None };
                    owns_native |= destroy.is_some();
                    let word = self.scope().new_word();
                    if is_object {
                        self.scope().own(word);
                    }
                    if allocates_array(&init) {
                        self.scope().arrays.push(word);
                    }
                    let ty = NativeType { ty: ty.ty, category: Category::Lvalue };
                    self.scope().declare(name, Place::Native { word, ty });
                    bindings.push(Binding::Native { word, init, destroy });
                }
                _ => {
                    let init = self.hinted(init, hint)?;
                    let ty = Hint::of_local(hint, host_type(&init));
                    let init = wrap_temporaries(init, temporaries);
                    let slot = self.scope().declare_host(name, ty);
                    bindings.push(Binding::Host { slot, init });
                }
            }
        }
        let body = if owns_native || !extended.is_empty() {
            // What the last form makes may refer to the locals, and dies before them.
            self.full_expression(|this| {
                let body = this.do_form(&form.from(2), form.span, usage)?;
                this.leaving(body, usage)
            })?
        } else {
            self.do_form(&form.from(2), form.span, usage)?
        };
        self.scope().release(mark);
        let ty = body.ty;
        let node =
            Node { kind: NodeKind::Let { bindings: bindings.into(), body: Box::new(body) }, ty, span: form.span };
        Ok(wrap_temporaries(node, extended))
    }

    pub(super) fn loop_form(&mut self, form: &Elements, usage: Use) -> Result {
        let pairs = self.binding_pairs(form)?;
        // What the variables' types are is assumed from their initial values, and assumed less where a recur says so.
        let mut assumed: Option<Vec<HostType>> = None;
        loop {
            self.scope().kept.push(Vec::new());
            let made = self.loop_with(form, &pairs, assumed.as_deref(), usage);
            let kept = self.scope().kept.pop().unwrap_or_default();
            let (node, seen) = made?;
            match seen {
                None => return Ok(wrap_temporaries(node, kept)),
                Some(better) => assumed = Some(better),
            }
        }
    }

    /// Analyses a loop under assumed types of its host variables. Gives other assumptions where they proved wrong.
    fn loop_with(
        &mut self,
        form: &Elements,
        pairs: &[Pair],
        assumed: Option<&[HostType]>,
        usage: Use,
    ) -> Result<(Node, Option<Vec<HostType>>)> {
        let mark = self.scope().mark();
        let mut init = Vec::with_capacity(pairs.len());
        let mut variables = Vec::with_capacity(pairs.len());
        for (index, Pair { name, init: value, span, .. }) in pairs.iter().enumerate() {
            let node = self.full_expression(|this| {
                let node = this.form(value, *span, Use::Value)?;
                match node.ty {
                    Ty::Native(ty) if this.is_void(ty)? => this.host(node),
                    Ty::Native(_) => this.temporary(node),
                    _ => Ok(node),
                }
            })?;
            let variable = match node.ty {
                Ty::Native(ty) => self.native_variable(name, ty, *span)?,
                _ => {
                    let assumed = assumed.and_then(|types| types.get(index).copied()).unwrap_or(host_type(&node));
                    // Only what is worth knowing for overload resolution is assumed.
                    let assumed = match assumed {
                        HostType::Long | HostType::Double => assumed,
                        _ => HostType::Any,
                    };
                    LoopVariable::Host { slot: self.scope().declare_host(name.clone(), assumed), assumed }
                }
            };
            init.push(self.recur_arg(&variable, node)?);
            variables.push(variable);
        }
        let seen = vec![None; variables.len()];
        self.scope().targets.push(RecurTarget { variables, seen, inside_try: false });
        // The body is in tail position, whatever the loop's value is used for.
        self.scope().kept.push(Vec::new());
        let body = self.full_expression(|this| {
            let node = this.do_form(&form.from(2), form.span, Use::Tail)?;
            // Each iteration makes its own.
            let kept = this.scope().kept.last_mut().map(std::mem::take).unwrap_or_default();
            let node = wrap_temporaries(node, kept);
            match node.ty {
                Ty::Native(_) if usage == Use::Effect => this.discarded(node),
                Ty::Native(ty) if this.is_void(ty)? => this.host(node),
                Ty::Native(ty) if ty.category.is_glvalue() => {
                    // The loop's variables end with it, and what the value refers to with them.
                    let (ty, span) = (this.info(ty.ty)?.unqualified, node.span);
                    this.returned(node, ty, span)
                }
                _ => Ok(node),
            }
        });
        self.scope().kept.pop();
        let target = self.scope().targets.pop();
        let body = body?;
        self.scope().release(mark);
        let Some(target) = target else { unreachable!("pushed above") };
        let mut changed = false;
        let better = target
            .variables
            .iter()
            .zip(&target.seen)
            .map(|(variable, seen)| match (variable, seen) {
                (LoopVariable::Host { assumed, .. }, Some(seen)) if *assumed != HostType::Any => {
                    let joined = join(*assumed, *seen);
                    changed |= joined != *assumed;
                    joined
                }
                (LoopVariable::Host { assumed, .. }, _) => *assumed,
                _ => HostType::Any,
            })
            .collect();
        let ty = body.ty;
        let profile = init.iter().map(|_| Cell::new(0)).collect();
        let node = LoopNode {
            init: init.into(),
            body,
            span: form.span,
            function: self.scope().name.clone(),
            iterations: Cell::new(0),
            profile,
            tier: Cell::new(Tier::Interpreted),
            code: Cell::new(None),
            compiled: Default::default(),
            compile_ms: Cell::new(0.0),
        };
        Ok((Node { kind: NodeKind::Loop(Rc::new(node)), ty, span: form.span }, changed.then_some(better)))
    }

    fn native_variable(&mut self, name: &Rc<str>, ty: NativeType, span: Span) -> Result<LoopVariable> {
        let info = self.info(ty.ty)?;
        let ty = info.unqualified;
        let source = NativeType { ty, category: Category::Xvalue };
        if !info.move_constructible && !info.copy_constructible {
            return Err(Diagnostic::new(
                "analyze/loop",
                span,
                format!("a loop variable is assigned anew at each recur, but {} cannot be moved", info.spelling),
            )
            .help("bind it outside of the loop")
            .into());
        }
        let how = self.native_move(ty, source, span)?;
        let destroy = self.destructor(ty, span)?;
        let storage = self.scope().new_native(info.size, info.align);
        let word = self.scope().new_word();
        let lvalue = NativeType { ty, category: Category::Lvalue };
        self.scope().declare(name.clone(), Place::Native { word, ty: lvalue });
        Ok(LoopVariable::Native { word, ty: lvalue, how, destroy, storage })
    }

    /// The assignment of a value to a loop variable.
    fn recur_arg(&mut self, variable: &LoopVariable, value: Node) -> Result<RecurArg> {
        Ok(match variable {
            LoopVariable::Host { slot, .. } => RecurArg::Host { slot: *slot, value },
            LoopVariable::Native { word, how, destroy, storage, ty } => {
                // The copy of a value that is not about to die must not move from it.
                let how = match value.ty {
                    Ty::Native(from) if from.category == Category::Lvalue => {
                        let from = NativeType { ty: ty.ty, category: Category::Lvalue };
                        let span = value.span;
                        self.native_move(ty.ty, from, span)?
                    }
                    _ => how.clone(),
                };
                RecurArg::Native { word: *word, value, how, destroy: destroy.clone(), storage: *storage }
            }
        })
    }

    pub(super) fn recur(&mut self, form: &Elements, usage: Use) -> Result {
        let span = form.span;
        let Some(target) = self.scope().targets.last().cloned() else {
            return Err(Diagnostic::new("analyze/recur", span, "recur needs a loop or function around it").into());
        };
        if target.inside_try {
            return Err(Diagnostic::new("analyze/recur", span, "recur can't leave a try")
                .help("put the try inside of a function or loop of its own")
                .into());
        }
        if usage != Use::Tail {
            return Err(Diagnostic::new("analyze/recur", span, "recur is allowed only as the last thing done")
                .help("nothing may happen after it but the end of scopes around it")
                .into());
        }
        let given = form.len() - 1;
        if given != target.variables.len() {
            return Err(Diagnostic::new(
                "analyze/recur",
                span,
                format!("recur needs {} arguments, one for each variable, but has {given}", target.variables.len()),
            )
            .into());
        }
        let mut args = Vec::with_capacity(given);
        for (index, variable) in target.variables.iter().enumerate() {
            let node = self.full_expression(|this| {
                let node = this.form(&form.items[index + 1], form.span(index + 1), Use::Value)?;
                match (variable, node.ty) {
                    (LoopVariable::Host { .. }, _) => this.host(node),
                    (LoopVariable::Native { ty, .. }, _) => {
                        let node = this.converted(node, ty.ty)?;
                        this.temporary(node)
                    }
                }
            })?;
            if let LoopVariable::Host { .. } = variable
                && let Some(target) = self.scope().targets.last_mut()
            {
                let ty = host_type(&node);
                target.seen[index] = Some(target.seen[index].map_or(ty, |seen| join(seen, ty)));
            }
            args.push(self.recur_arg(variable, node)?);
        }
        Ok(Node { kind: NodeKind::Recur(args.into()), ty: Ty::Never, span })
    }

    /// A native value that leaves its scope: moved out where it is a local of the scope, else copied.
    pub(super) fn returned(&mut self, node: Node, ty: TypeId, span: Span) -> Result {
        let info = self.info(ty)?;
        if !info.copy_constructible && lives_on(&node) {
            return Ok(node);
        }
        self.map_tails(node, &mut |this, leaf| {
            let is_local = matches!(leaf.kind, NodeKind::NativeLocal(_));
            let can_leave = info.copy_constructible || (is_local && info.move_constructible);
            if !can_leave {
                return Err(Failure::Refused(
                    Diagnostic::new(
                        "analyze/scope",
                        span,
                        format!(
                            "the value refers to a scope that ends here, and {} cannot be copied out",
                            info.spelling
                        ),
                    )
                    .help("give its pieces as host values, make it with cpp/new or cpp/own, or end with nil where nobody wants it"),
                ));
            }
            let Ty::Native(from) = leaf.ty else { return Ok(leaf) };
            let category = if is_local { Category::Xvalue } else { from.category };
            this.prvalue_of(Node { ty: Ty::Native(NativeType { ty: from.ty, category }), ..leaf }, ty)
        })
    }
}

/// Whether a reference is to what no scope ends: a static object, or what `<<` or `>>` gives, the stream again.
fn lives_on(node: &Node) -> bool {
    let Ty::Native(ty) = node.ty else { return true };
    match &node.kind {
        NodeKind::FullExpr { body, .. } | NodeKind::Let { body, .. } => lives_on(body),
        NodeKind::Do(nodes) => nodes.last().is_none_or(lives_on),
        NodeKind::If { then, otherwise, .. } => lives_on(then) && lives_on(otherwise),
        NodeKind::Cpp(call) if ty.category.is_glvalue() => match call.args.first() {
            None => true,
            Some(stream) => {
                let callee = &call.resolution.wrapper.signature;
                (callee.contains("operator<<") || callee.contains("operator>>")) && lives_on(stream)
            }
        },
        _ => false,
    }
}

/// A full-expression around the node, where it made temporaries.
pub(super) fn wrap_temporaries(node: Node, temporaries: Vec<Temporary>) -> Node {
    if temporaries.is_empty() {
        return node;
    }
    let (ty, span) = (node.ty, node.span);
    Node { kind: NodeKind::FullExpr { temporaries: temporaries.into(), body: Box::new(node) }, ty, span }
}
