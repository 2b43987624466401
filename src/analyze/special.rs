//! The special forms that are an idea of a line or two; the larger ones have files of their own.

use super::elements::Elements;
use super::hints::Hint;
use super::scope::Place;
use super::{Analyzer, Failure, Result, Use, constant, host_type};
use crate::ast::{Node, NodeKind, Ty};
use crate::data::map::Map;
use crate::data::symbol::Symbol;
use crate::data::{keyword, string};
use crate::diagnostic::Diagnostic;
use crate::interop::oracle::{Category, HostType, NativeType, Operation, TypeExpr};
use crate::source::Span;
use crate::value::Value;
use std::rc::Rc;

const SPECIAL: &[&str] = &[
    "def", "if", "do", "let*", "fn*", "loop*", "recur", "quote", "var", "try", "catch", "finally", "throw", "letfn*",
    "case*", "doseq*", "set!", "ns", "new", ".", "&",
];

/// Whether the name is a special form, which a syntax-quote leaves unqualified and no var can shadow.
pub fn is_special(name: &str) -> bool {
    SPECIAL.contains(&name)
}

impl Analyzer<'_> {
    /// The special form `name`; none where it is not one.
    pub(super) fn special(&mut self, name: &str, form: &Elements, usage: Use) -> Option<Result> {
        Some(match name {
            "def" => self.def(form),
            "if" => self.if_form(form, usage),
            "do" => self.do_form(&form.from(1), form.span, usage),
            "let*" => self.let_form(form, usage),
            "loop*" => self.loop_form(form, usage),
            "recur" => self.recur(form, usage),
            "fn*" => self.fn_form(form, None, None),
            "letfn*" => self.letfn_form(form, usage),
            "quote" => self.quote(form),
            "var" => self.var_form(form),
            "try" => self.try_form(form, usage),
            "throw" => self.throw_form(form),
            "case*" => self.case_form(form, usage),
            "doseq*" => self.doseq_form(form, usage),
            "set!" => self.set_form(form),
            "ns" => self.namespace_form(form),
            "new" => self.new_form(form),
            "." => self.dot_form(form),
            "catch" | "finally" => Err(Diagnostic::new(
                "analyze/misplaced",
                form.span,
                format!("`{name}` stands outside of a try, or before its body's end"),
            )
            .into()),
            _ => return None,
        })
    }

    fn quote(&mut self, form: &Elements) -> Result {
        self.arguments(form, 1, 1, "(quote form)")?;
        Ok(constant(form.items[1].clone(), form.span(1)))
    }

    /// That a special form has between `min` and `max` arguments.
    pub(super) fn arguments(&self, form: &Elements, min: usize, max: usize, shape: &str) -> Result<()> {
        let given = form.len() - 1;
        if given >= min && given <= max {
            return Ok(());
        }
        let head = form.get(0).and_then(Value::as_symbol).map(ToString::to_string).unwrap_or_default();
        let problem = if given < min { "too few" } else { "too many" };
        Err(Diagnostic::new("analyze/arguments", form.span, format!("{problem} arguments to {head}: {given}"))
            .help(format!("write {shape}"))
            .into())
    }

    fn if_form(&mut self, form: &Elements, usage: Use) -> Result {
        self.arguments(form, 2, 3, "(if test then else?)")?;
        let test = self.full_expression(|this| {
            let test = this.form(&form.items[1], form.span(1), Use::Value)?;
            this.condition(test)
        })?;
        let then = self.branch(&form.items[2], form.span(2), usage)?;
        let mut otherwise = match form.get(3) {
            Some(otherwise) => self.branch(otherwise, form.span(3), usage)?,
            None => Node::nil(form.span),
        };
        // `(and p x)`: the pointer that was tested is null here.
        let tested = form.items[1].as_symbol();
        if tested.is_some() && tested == form.get(3).and_then(Value::as_symbol) && self.is_bare_pointer(&otherwise)? {
            otherwise = Node::nil(otherwise.span);
        }
        let [then, otherwise]: [Node; 2] = self
            .unify(vec![then, otherwise], usage, form.span)?
            .try_into()
            .unwrap_or_else(|_| unreachable!("as many nodes as given"));
        let ty = if then.ty == Ty::Never { otherwise.ty } else { then.ty };
        let ty = match (ty, then.ty, otherwise.ty) {
            (Ty::Host(_), Ty::Host(a), Ty::Host(b)) => Ty::Host(join(a, b)),
            _ => ty,
        };
        let kind = NodeKind::If { test: Box::new(test), then: Box::new(then), otherwise: Box::new(otherwise) };
        Ok(Node { kind, ty, span: form.span })
    }

    /// A branch, body or other subform that takes over the use of the whole.
    pub(super) fn branch(&mut self, form: &Value, span: Span, usage: Use) -> Result {
        if usage == Use::Effect { self.statement(form, span) } else { self.form(form, span, usage) }
    }

    /// A form evaluated for effect: a full-expression whose value, if native, is destroyed at its end.
    pub(super) fn statement(&mut self, form: &Value, span: Span) -> Result {
        self.full_expression(|this| {
            let node = this.form(form, span, Use::Effect)?;
            this.discarded(node)
        })
    }

    pub(super) fn do_form(&mut self, forms: &Elements, span: Span, usage: Use) -> Result {
        let Some(last) = forms.len().checked_sub(1) else { return Ok(Node::nil(span)) };
        let mut nodes = Vec::with_capacity(forms.len());
        for (index, (form, span)) in forms.iter().enumerate() {
            nodes.push(if index < last { self.statement(form, span)? } else { self.branch(form, span, usage)? });
        }
        if last == 0 {
            return Ok(nodes.remove(0));
        }
        let ty = nodes[last].ty;
        Ok(Node { kind: NodeKind::Do(nodes.into()), ty, span })
    }

    /// `(def name)`, `(def name init)`, `(def name "doc" init)`.
    fn def(&mut self, form: &Elements) -> Result {
        self.arguments(form, 1, 3, "(def name \"doc\"? value?)")?;
        let target = form.items[1].clone();
        let Some(symbol) = target.get::<Symbol>() else {
            return Err(
                Diagnostic::new("analyze/def", form.span(1), "the first argument to def must be a symbol").into()
            );
        };
        let namespace = self.engine.current_namespace();
        if let Some(prefix) = &symbol.name.namespace
            && **prefix != *namespace.name
        {
            return Err(Diagnostic::new(
                "analyze/def",
                form.span(1),
                format!("can't define {} from namespace {}", symbol.name, namespace.name),
            )
            .help("define it unqualified, in its own namespace")
            .into());
        }
        super::cpp::forget_variable(&namespace, &symbol.name.name);
        let var = namespace.intern(&symbol.name.name);
        let doc = (form.len() == 4).then(|| form.items[2].clone());
        if let Some(doc) = &doc
            && doc.as_str().is_none()
        {
            return Err(Diagnostic::new("analyze/def", form.span(2), "a docstring must be a string").into());
        }
        let flag = |name: &str| {
            symbol.meta.get::<Map>().and_then(|meta| meta.get(&keyword(name))).is_some_and(Value::is_truthy)
        };
        var.dynamic.set(flag("dynamic"));
        var.is_macro.set(flag("macro"));
        var.private.set(flag("private"));
        let meta = match (symbol.meta.get::<Map>(), doc) {
            (None, None) => None,
            (meta, doc) => {
                let mut meta = meta.cloned().unwrap_or_default();
                if let Some(doc) = doc {
                    meta.insert(keyword("doc"), doc);
                }
                // The hint alone is no name of a value.
                let is_void = |v: &Value| v.as_symbol().is_some_and(|name| &*name.name == "void");
                let meta = meta.iter().filter(|(_, v)| !is_void(v)).map(|(k, v)| (k.clone(), v.clone()));
                let meta = crate::data::map(meta);
                Some(Box::new(self.host_form(&meta, form.span(1))?))
            }
        };
        let init = match form.get(form.len() - 1).filter(|_| form.len() > 2) {
            Some(init) => {
                let span = form.span(form.len() - 1);
                let name: Rc<str> = Rc::from(format!("{}/{}", var.namespace, var.name));
                let hint = Hint::on(&target);
                Some(Box::new(self.full_expression(|this| {
                    let node = this.named_form(init, span, name, hint)?;
                    this.host(node)
                })?))
            }
            None => None,
        };
        Ok(Node::host(NodeKind::Def { var, init, meta }, HostType::Any, form.span))
    }

    /// A form that, where it is a function, gets this name in traces and reports.
    fn named_form(&mut self, form: &Value, span: Span, name: Rc<str>, hint: Option<Hint>) -> Result {
        if let Some(list) = super::as_list(form)
            && list
                .first
                .as_symbol()
                .is_some_and(|head| head.namespace.is_none() && (&*head.name == "fn*") && !self.is_shadowed("fn*"))
        {
            let elements = Elements::of_sequence(self.cx, form, span)?;
            return self.fn_form(&elements, Some(name), hint);
        }
        let expanded = match super::as_list(form) {
            Some(_) => self.expand_once(form, span)?,
            None => None,
        };
        match expanded {
            Some(expanded) => {
                self.named_form(&expanded, crate::data::form::span_of(&expanded).unwrap_or(span), name, hint)
            }
            None => self.form(form, span, Use::Value),
        }
    }

    fn is_shadowed(&self, name: &str) -> bool {
        self.scopes.iter().any(|scope| scope.names().any(|local| &**local == name))
    }

    fn var_form(&mut self, form: &Elements) -> Result {
        self.arguments(form, 1, 1, "(var name)")?;
        let Some(name) = form.items[1].as_symbol() else {
            return Err(Diagnostic::new("analyze/var", form.span(1), "the argument to var must be a symbol").into());
        };
        match self.engine.resolve_var(&self.engine.current_namespace(), name) {
            Some(var) => Ok(constant(var.into(), form.span)),
            None => Err(Diagnostic::new(
                "analyze/unknown-symbol",
                form.span(1),
                format!("unable to resolve var: {name} in this context"),
            )
            .into()),
        }
    }

    fn throw_form(&mut self, form: &Elements) -> Result {
        self.arguments(form, 0, 1, "(throw value), or (throw) in a catch clause")?;
        let span = form.span;
        let Some(value) = form.get(1) else {
            let Some(&holder) = self.scope().holders.last() else {
                return Err(Diagnostic::new(
                    "analyze/misplaced",
                    span,
                    "(throw) rethrows, so it needs a catch around it",
                )
                .into());
            };
            return Ok(Node { kind: NodeKind::Rethrow { holder }, ty: Ty::Never, span });
        };
        let mut value = self.form(value, form.span(1), Use::Value)?;
        if let (NodeKind::NativeLocal(word), Ty::Native(ty)) = (&value.kind, &mut value.ty)
            && self.scope().ends_with_throw(*word)
        {
            ty.category = Category::Xvalue;
        }
        match value.ty {
            Ty::Native(_) => self.operation(Operation::Throw, vec![value], span),
            _ => Ok(Node { kind: NodeKind::Throw(Box::new(value)), ty: Ty::Never, span }),
        }
    }

    /// `(set! var value)` of a thread binding, `(set! (.-x object) value)`, and `(set! native value)`.
    fn set_form(&mut self, form: &Elements) -> Result {
        self.arguments(form, 2, 2, "(set! place value)")?;
        let span = form.span;
        if let Some(name) = form.items[1].as_symbol()
            && self.local(&name.name, span)?.is_none_or(|place| !matches!(place, Place::Native { .. }))
            && self.cpp_path(name).is_none()
        {
            let Some(var) = self.engine.resolve_var(&self.engine.current_namespace(), name) else {
                return Err(Diagnostic::new(
                    "analyze/set",
                    form.span(1),
                    format!("can't assign to {name}: it is not a var"),
                )
                .help("locals are immutable; use an atom, or loop/recur")
                .into());
            };
            let value = Box::new(self.host_form(&form.items[2], form.span(2))?);
            return Ok(Node::host(NodeKind::SetVar { var, value }, HostType::Any, span));
        }
        let place = self.form(&form.items[1], form.span(1), Use::Value)?;
        let value = self.form(&form.items[2], form.span(2), Use::Value)?;
        if !matches!(place.ty, Ty::Native(_)) {
            return Err(Diagnostic::new("analyze/set", form.span(1), "this cannot be assigned to").into());
        }
        self.operate("=", vec![place.into(), value.into()], span)
    }

    /// `(new Class args…)`.
    fn new_form(&mut self, form: &Elements) -> Result {
        if form.len() < 2 {
            self.arguments(form, 1, usize::MAX, "(new Class args…)")?;
        }
        let Some(name) = form.items[1].as_symbol().cloned() else {
            return Err(Diagnostic::new("analyze/new", form.span(1), "the class to make must be a symbol").into());
        };
        self.constructor(&name, form.span(1), &form.from(2), form.span)
    }

    /// A test, as a host value or native `bool`.
    fn condition(&mut self, test: Node) -> Result {
        let Ty::Native(ty) = test.ty else { return Ok(test) };
        let is_bool = matches!(self.info(ty.ty)?.kind, crate::interop::oracle::TypeKind::Bool);
        if is_bool {
            return self.temporary(test);
        }
        if self.is_object(ty)? {
            return self.host(test);
        }
        let span = test.span;
        self.operation(Operation::ToBool, vec![test], span)
    }

    /// Makes the nodes of branches agree in type.
    pub(super) fn unify(&mut self, mut nodes: Vec<Node>, usage: Use, span: Span) -> Result<Vec<Node>> {
        let native: Vec<NativeType> = nodes
            .iter()
            .filter_map(|node| match node.ty {
                Ty::Native(ty) => Some(ty),
                _ => None,
            })
            .collect();
        if native.is_empty() || usage == Use::Effect {
            return Ok(nodes);
        }
        let is_nil = |node: &Node| matches!(&node.kind, NodeKind::Const(value) if value.is_nil());
        let hosts = nodes.iter().filter(|node| matches!(node.ty, Ty::Host(_)));
        let (host, nil) = hosts.fold((0, 0), |(host, nil), node| (host + 1, nil + usize::from(is_nil(node))));
        if host > 0 && host == nil && self.are_bare_pointers(&native, span)? {
            // nil beside a pointer that the host has no value for is the null pointer.
            let null = self.type_of(&TypeExpr::Name(Rc::from("std.nullptr_t")), span)?.ty;
            for node in nodes.iter_mut().filter(|node| is_nil(node)) {
                *node = self.prvalue_of(Node::nil(node.span), null)?;
            }
            return self.unify(nodes, usage, span);
        }
        // A gusset::object is a host value, too, beside anything else.
        let mut objects = false;
        if native.iter().any(|ty| *ty != native[0]) {
            for ty in &native {
                objects |= self.is_object(*ty)?;
            }
        }
        if host > 0 || objects {
            return nodes.into_iter().map(|node| self.host(node)).collect();
        }
        if native.iter().all(|ty| *ty == native[0]) && (native[0].category.is_glvalue() || native.len() == 1) {
            return Ok(nodes);
        }
        let Some(common) = self.common_type(&native)? else {
            let spell = |this: &mut Self, ty: &NativeType| this.info(ty.ty).map(|info| info.spelling.to_string());
            let spellings: Vec<String> = native.iter().map(|ty| spell(self, ty)).collect::<Result<_>>()?;
            return Err(Failure::Refused(
                Diagnostic::new(
                    "analyze/branch-types",
                    span,
                    format!("the branches have no common C++ type: {}", spellings.join(", ")),
                )
                .help("convert them with cpp/cast"),
            ));
        };
        for node in &mut nodes {
            if node.ty == Ty::Never {
                continue;
            }
            let taken = std::mem::replace(node, Node::nil(span));
            *node = if common.category.is_glvalue() {
                self.map_tails(taken, &mut |this, leaf| {
                    let span = leaf.span;
                    this.cast(common, vec![leaf.into()], span)
                })?
            } else {
                self.prvalue_of(taken, common.ty)?
            };
        }
        Ok(nodes)
    }

    /// Whether the node is a pointer that the host has no value for.
    pub(super) fn is_bare_pointer(&mut self, node: &Node) -> Result<bool> {
        match node.ty {
            Ty::Native(ty) => self.are_bare_pointers(&[ty], node.span),
            _ => Ok(false),
        }
    }

    /// Whether these are pointers that cross to the host only in boxes.
    fn are_bare_pointers(&mut self, types: &[NativeType], span: Span) -> Result<bool> {
        for ty in types {
            let is_pointer = matches!(self.info(ty.ty)?.kind, crate::interop::oracle::TypeKind::Pointer { .. });
            if !is_pointer || self.engine.oracle()?.borrow_mut().to_host(*ty, span).is_ok() {
                return Ok(false);
            }
        }
        Ok(true)
    }

    /// The type that values of all these types convert to, as `c ? a : b` has it.
    fn common_type(&mut self, types: &[NativeType]) -> Result<Option<NativeType>> {
        let mut common = types[0];
        for ty in &types[1..] {
            match self.engine.oracle()?.borrow_mut().common_type(common, *ty) {
                Some(found) => common = found,
                None => return Ok(None),
            }
        }
        Ok(Some(common))
    }

    /// The name of a var's or class's member in error messages.
    pub(super) fn text(&self, value: &str) -> Value {
        string(value)
    }
}

/// What is known of a value that is one of two.
pub(super) fn join(a: HostType, b: HostType) -> HostType {
    if a == b { a } else { HostType::Any }
}

/// The types of nodes, as [`crate::ast::Intrinsic::result`] wants them.
pub(super) fn host_types(nodes: &[Node]) -> Vec<HostType> {
    nodes.iter().map(host_type).collect()
}
