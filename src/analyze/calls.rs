//! Invocations: macros, special forms, C++ operations, members and calls of host functions.

use super::cpp::{Operand, operator_named};
use super::elements::{Elements, listed};
use super::hints::Hint;
use super::{Analyzer, Failure, Result, Use, constant, results, special};
use crate::ast::{Intrinsic, Node, NodeKind, Ty};
use crate::data::exception::Class;
use crate::data::form::span_of;
use crate::data::symbol::Name;
use crate::data::var::Var;
use crate::diagnostic::Diagnostic;
use crate::interop::oracle::{Arg, HostType, Operation, Signature, TypeKind};
use crate::source::Span;
use crate::value::{Kind, Ref, Value, call};
use std::rc::Rc;

impl Analyzer<'_> {
    /// A list form that is not empty.
    pub(super) fn invocation(&mut self, form: &Value, elements: &Elements, usage: Use) -> Result {
        let head = &elements.items[0];
        if let Some(name) = head.as_symbol() {
            let name = name.clone();
            let is_local = name.namespace.is_none() && self.local(&name.name, elements.span(0))?.is_some();
            if !is_local && let Some(node) = self.named_invocation(&name, form, elements, usage)? {
                return Ok(node);
            }
        }
        if head.as_keyword().is_some() && elements.len() == 2 {
            // `(:k m)` is `(get m :k)` whatever m is.
            let target = self.host_form(&elements.items[1], elements.span(1))?;
            let key = constant(head.clone(), elements.span(0));
            let args = Box::new([target, key]);
            return Ok(Node::host(NodeKind::Intrinsic { op: Intrinsic::Get, args }, HostType::Any, elements.span));
        }
        if let Some(node) = self.cpp_head(head, elements)? {
            return Ok(node);
        }
        let callee = self.form(head, elements.span(0), Use::Value)?;
        self.call(callee, &elements.from(1), elements.span)
    }

    /// An invocation whose head is a symbol that is no local; none where the symbol is an ordinary value.
    fn named_invocation(&mut self, name: &Name, form: &Value, elements: &Elements, usage: Use) -> Result<Option<Node>> {
        if name.namespace.is_none() {
            if let Some(node) = self.special(&name.name, elements, usage) {
                return node.map(Some);
            }
            if let Some(member) = name.name.strip_prefix('.').filter(|member| !member.is_empty() && *member != ".") {
                return self.member(member, elements).map(Some);
            }
            if let Some(class) = name.name.strip_suffix('.').filter(|class| !class.is_empty() && *class != ".") {
                let class = Name::new(None, class);
                return self.constructor(&class, elements.span(0), &elements.from(1), elements.span).map(Some);
            }
        }
        if let Some(path) = self.cpp_path(name) {
            return self.cpp_invocation(&path, elements).map(Some);
        }
        let var = self.engine.resolve_var(&self.engine.current_namespace(), name).or_else(|| self.class_static(name));
        let Some(var) = var else { return Ok(None) };
        if var.is_macro.get() {
            let expanded = self.expand(&var, form, elements)?;
            let span = span_of(&expanded).unwrap_or(elements.span);
            return self.form(&expanded, span, usage).map(Some);
        }
        if *var.namespace == *self.engine.core.name
            && let Some(node) = self.intrinsic(&var, elements)?
        {
            return Ok(Some(node));
        }
        Ok(None)
    }

    /// Calls a macro function with the form, the environment (nil) and the unevaluated arguments.
    fn expand(&mut self, var: &Ref<Var>, form: &Value, elements: &Elements) -> Result<Value> {
        let function = self.engine.deref_var(self.cx, var)?;
        let mut args = vec![form.clone(), Value::NIL];
        args.extend(elements.items.iter().skip(1).cloned());
        let expansion = call(self.cx, &function, &mut args)?;
        // The core library's macros make lists only.
        if function.kind() == Some(Kind::Builtin) { Ok(expansion) } else { Ok(listed(self.cx, expansion)?) }
    }

    /// The expansion of a macro form; none where it is not one.
    pub(super) fn expand_once(&mut self, form: &Value, span: Span) -> Result<Option<Value>> {
        let Some(list) = super::as_list(form).filter(|list| list.count > 0) else { return Ok(None) };
        let Some(name) = list.first.as_symbol() else { return Ok(None) };
        if name.namespace.is_none() && (special::is_special(&name.name) || self.local(&name.name, span)?.is_some()) {
            return Ok(None);
        }
        if self.cpp_path(name).is_some() {
            return Ok(None);
        }
        match self.engine.resolve_var(&self.engine.current_namespace(), name) {
            Some(var) if var.is_macro.get() => {
                let elements = Elements::of_sequence(self.cx, form, span)?;
                self.expand(&var, form, &elements).map(Some)
            }
            _ => Ok(None),
        }
    }

    /// A core function that both tiers know, folded where it has more arguments than the intrinsic.
    fn intrinsic(&mut self, var: &Ref<Var>, elements: &Elements) -> Result<Option<Node>> {
        let (count, span) = (elements.len() - 1, elements.span);
        if &*var.name == "not=" && count == 2 {
            let args = self.intrinsic_arguments(elements)?;
            let equal = self.apply_intrinsic(Intrinsic::Equal, args, span)?;
            return Ok(Some(negation(equal, span)));
        }
        if &*var.name == "boolean" && count == 1 {
            let argument = self.form(&elements.items[1], elements.span(1), Use::Value)?;
            if self.is_bare_pointer(&argument)? || self.is_condition_alone(&argument)? {
                let truth = self.operation(Operation::ToBool, vec![argument], span)?;
                return self.host(truth).map(Some);
            }
            let callee = Box::new(Node::host(NodeKind::Var(var.clone()), HostType::Any, elements.span(0)));
            let call = NodeKind::Call { callee, args: Box::new([self.host(argument)?]) };
            return Ok(Some(Node::host(call, HostType::Any, span)));
        }
        let folds = matches!(&*var.name, "+" | "-" | "*" | "/" | "bit-and" | "bit-or" | "bit-xor");
        let op = match Intrinsic::find(&var.name, count) {
            Some(op) => op,
            None if folds && count > 2 => match Intrinsic::find(&var.name, 2) {
                Some(op) => op,
                None => return Ok(None),
            },
            None => return Ok(None),
        };
        let mut args = self.intrinsic_arguments(elements)?;
        if count <= 2 || !folds {
            return self.apply_intrinsic(op, args, span).map(Some);
        }
        let rest = args.split_off(1);
        let first = args.remove(0);
        rest.into_iter().try_fold(first, |left, right| self.apply_intrinsic(op, vec![left, right], span)).map(Some)
    }

    fn intrinsic_arguments(&mut self, elements: &Elements) -> Result<Vec<Node>> {
        elements.from(1).iter().map(|(form, at)| self.form(form, at, Use::Value)).collect()
    }

    pub(super) fn apply_intrinsic(&mut self, op: Intrinsic, mut args: Vec<Node>, span: Span) -> Result {
        if let Some(index) = self.asked_for_null(op, &args)? {
            // What C++ has no host value for is nil where it is null.
            let is_there = self.operation(Operation::ToBool, vec![args.swap_remove(index)], span)?;
            let is_there = self.host(is_there)?;
            return Ok(if op == Intrinsic::IsSome { is_there } else { negation(is_there, span) });
        }
        let args: Vec<Node> = args.into_iter().map(|arg| self.host(arg)).collect::<Result<_>>()?;
        let ty = op.result(&special::host_types(&args));
        Ok(Node::host(NodeKind::Intrinsic { op, args: args.into() }, ty, span))
    }

    /// The argument of which a core function only asks whether it is null, or true: one that is no host value.
    fn asked_for_null(&mut self, op: Intrinsic, args: &[Node]) -> Result<Option<usize>> {
        let asks = match op {
            Intrinsic::Not | Intrinsic::IsNil | Intrinsic::IsSome => true,
            Intrinsic::Equal => {
                let mut nulls = false;
                for arg in args {
                    nulls |= self.is_null(arg)?;
                }
                nulls
            }
            _ => false,
        };
        for (index, arg) in args.iter().enumerate() {
            if (asks && self.is_bare_pointer(arg)?) || (op == Intrinsic::Not && self.is_condition_alone(arg)?) {
                return Ok(Some(index));
            }
        }
        Ok(None)
    }

    /// Whether it is an object that the host has no value for, but that C++ takes for true or false.
    fn is_condition_alone(&mut self, node: &Node) -> Result<bool> {
        let Ty::Native(ty) = node.ty else { return Ok(false) };
        if self.info(ty.ty)?.kind != TypeKind::Record
            || self.engine.oracle()?.borrow_mut().to_host(ty, node.span).is_ok()
        {
            return Ok(false);
        }
        Ok(self.resolve(&Operation::ToBool, &[Arg::Native(ty)], node.span, &[node.span]).is_ok())
    }

    /// Whether the node is nil, or `cpp/nullptr`.
    fn is_null(&mut self, node: &Node) -> Result<bool> {
        Ok(match (&node.kind, node.ty) {
            (NodeKind::Const(value), _) => value.is_nil(),
            (NodeKind::CppConstant(_), Ty::Native(ty)) => self.info(ty.ty)?.kind == TypeKind::NullPtr,
            _ => false,
        })
    }

    /// A call of a value that is not known to be anything special.
    pub(super) fn call(&mut self, callee: Node, args: &Elements, span: Span) -> Result {
        let mut callee = callee;
        if let Ty::Native(ty) = callee.ty
            && self.is_object(ty)?
        {
            callee = self.host(callee)?;
        }
        if matches!(callee.ty, Ty::Native(_)) {
            let mut operands = vec![Operand::Node(callee)];
            operands.extend(self.operands(args)?);
            return self.operation_on(Operation::Invoke, operands, span);
        }
        if let NodeKind::Const(value) = &callee.kind
            && (value.is_nil() || value.as_long().is_some() || value.as_str().is_some() || value.as_bool().is_some())
        {
            return Err(Diagnostic::new("analyze/not-callable", callee.span, "this cannot be called as a function")
                .help("did you mean to quote the list, or to write a vector?")
                .into());
        }
        let args = self.host_forms(args)?;
        let known = |of: fn(&Var) -> bool| matches!(&callee.kind, NodeKind::Var(var) if of(var));
        let (is_text, is_double, is_long) =
            (known(results::gives_text), known(results::gives_double), known(results::gives_long));
        let ty = if is_text { HostType::String } else { HostType::Any };
        let node = Node::host(NodeKind::Call { callee: Box::new(callee), args }, ty, span);
        // Compiled code relies on what is known of numbers; the var may have been given another function.
        let hint = if is_double { Some(Hint::Double) } else { is_long.then_some(Hint::Long) };
        self.hinted(node, hint)
    }

    /// `(.member target args…)` and `(.-field target)`.
    pub(super) fn member(&mut self, member: &str, elements: &Elements) -> Result {
        let span = elements.span;
        if elements.len() < 2 {
            return Err(Diagnostic::new("analyze/arguments", span, format!(".{member} needs an object")).into());
        }
        // `it.operator++()` is `(cpp/++ it)`; with one argument it is `it++`.
        if let Some(spelling) = member.strip_prefix("operator").and_then(operator_named)
            && !(matches!(spelling, "++" | "--") && elements.len() > 2)
        {
            return self.operator(spelling, elements);
        }
        let mut target = self.form(&elements.items[1], elements.span(1), Use::Value)?;
        let field = member.strip_prefix('-');
        if field.is_some() && elements.len() > 2 {
            return Err(Diagnostic::new("analyze/arguments", span, format!("the field .{member} takes no arguments"))
                .help(format!("write (.{member} object)"))
                .into());
        }
        if matches!(target.ty, Ty::Native(_)) {
            // No class needs more; that there is no end of them is Clang's to say.
            const MOST_PROXIES: usize = 16;
            let mut proxies = 0;
            while let Ty::Native(ty) = target.ty
                && proxies < MOST_PROXIES
                && self.engine.oracle()?.borrow_mut().through_proxy(ty.ty, field.unwrap_or(member))
            {
                proxies += 1;
                target = self.operation(Operation::Operator(Rc::from("->")), vec![target], span)?;
            }
            let mut operands = vec![Operand::Node(target)];
            operands.extend(self.operands(&elements.from(2))?);
            let operation = match field {
                Some(field) => Operation::Field(Rc::from(field)),
                None => Operation::Method(member.into()),
            };
            return self.operation_on(operation, operands, span);
        }
        let args = self.host_forms(&elements.from(2))?;
        let name = Rc::from(field.unwrap_or(member));
        Ok(Node::host(NodeKind::HostMethod { name, target: Box::new(target), args }, HostType::Any, span))
    }

    /// `(. target member args…)`.
    pub(super) fn dot_form(&mut self, form: &Elements) -> Result {
        if form.len() < 3 {
            self.arguments(form, 2, usize::MAX, "(. object member args…)")?;
        }
        let (member, args) = match super::as_list(&form.items[2]) {
            Some(list) => (list.first.clone(), list.iter().skip(1).cloned().collect::<Vec<_>>()),
            None => (form.items[2].clone(), form.items[3..].to_vec()),
        };
        let Some(name) = member.as_symbol() else {
            return Err(Diagnostic::new("analyze/member", form.span(2), "a member's name must be a symbol").into());
        };
        let mut items = vec![self.text(""), form.items[1].clone()];
        items.extend(args);
        let elements = Elements::new(items, None, form.span);
        self.member(&name.name, &elements)
    }

    /// `(Class. args…)`: a C++ class, or one of the host's exceptions.
    pub(super) fn constructor(&mut self, class: &Name, at: Span, args: &Elements, span: Span) -> Result {
        if let Some(path) = self.cpp_path(class) {
            return self.construct_path(&path, at, args, span);
        }
        let name = class.to_string();
        if Class::named(&name).is_some() {
            let mut operands = vec![constant(self.text(&name), at)];
            operands.extend(self.host_forms(args)?);
            let callee = self.core_function("exception*", at)?;
            let kind = NodeKind::Call { callee: Box::new(callee), args: operands.into() };
            return Ok(Node::host(kind, HostType::Any, span));
        }
        if let Some(var) = self.engine.core_var(&format!("{name}.")) {
            let callee = Node::host(NodeKind::Var(var), HostType::Any, at);
            return self.call(callee, args, span);
        }
        Err(Failure::Refused(
            Diagnostic::new("analyze/unknown-class", at, format!("no such class: {name}"))
                .help("C++ classes are written cpp/name, or brought in by :refer-global"),
        ))
    }

    /// The node of a core function that the analyser itself calls.
    pub(super) fn core_function(&mut self, name: &str, span: Span) -> Result {
        match self.engine.core_var(name) {
            Some(var) => Ok(Node::host(NodeKind::Var(var), HostType::Function(Signature::default()), span)),
            None => Err(Diagnostic::new("analyze/core", span, format!("the core library has no {name}")).into()),
        }
    }
}

fn negation(node: Node, span: Span) -> Node {
    let kind = NodeKind::Intrinsic { op: Intrinsic::Not, args: Box::new([node]) };
    Node::host(kind, HostType::Bool, span)
}
