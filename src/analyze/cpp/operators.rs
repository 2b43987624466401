//! C++'s operators, `cpp/+` and the like, and `cpp/delete`.

use super::operands::{Flat, Operand, as_xvalue};
use crate::analyze::elements::Elements;
use crate::analyze::{Analyzer, Result};
use crate::ast::{CppCall, CppConstant, Node, NodeKind, Ty};
use crate::data::vector::Vector;
use crate::diagnostic::Diagnostic;
use crate::interop::oracle::{Category, HostType, NativeType, Operation, TypeExpr, TypeKind};
use crate::source::Span;
use crate::value::Value;
use std::rc::Rc;

/// Operators by their C++ spelling, as `cpp/+`.
const OPERATORS: &[&str] = &[
    "+", "-", "*", "/", "%", "++", "--", "==", "!=", "<", ">", "<=", ">=", "<=>", "!", "&&", "||", "~", "&", "|", "^",
    "<<", ">>", "=", "+=", "-=", "*=", "/=", "%=", "&=", "|=", "^=", "<<=", ">>=", "->",
];

/// Those that a program may give more than two operands, as C++ may be written: `a + b + c`, `out << a << b`.
const CHAINED: &[&str] = &["+", "-", "*", "/", "%", "&&", "||", "&", "|", "^", "<<", ">>", ","];

/// How C++ spells the operator of that name; none where it is something else. A comma, which the reader skips, has a
/// name in letters.
pub(in crate::analyze) fn operator_named(name: &str) -> Option<&str> {
    if name == "comma" { Some(",") } else { OPERATORS.contains(&name).then_some(name) }
}

/// Whether the operator changes its first operand.
fn assigns(spelling: &str) -> bool {
    matches!(spelling, "++" | "--") || (spelling.ends_with('=') && !matches!(spelling, "==" | "!=" | "<=" | ">="))
}

/// Whether the node gives what `new T[n]` gave.
pub(in crate::analyze) fn allocates_array(node: &Node) -> bool {
    matches!(&node.kind, NodeKind::Cpp(call) if call.resolution.allocates_array)
}

impl Analyzer<'_> {
    /// `(cpp/+ a b)`, `(cpp/- a)`, `(cpp/<< out a b c)`.
    pub(in crate::analyze) fn operator(&mut self, spelling: &str, form: &Elements) -> Result {
        let span = form.span;
        let given = form.len() - 1;
        let chained = CHAINED.contains(&spelling);
        if given == 0 || (given > 2 && !chained) {
            let head = form.items[0].as_symbol().map(ToString::to_string).unwrap_or_default();
            let takes = if chained { "one operand or more" } else { "one or two operands" };
            let message = format!("the operator {head} takes {takes}, not {given}");
            return Err(Diagnostic::new("analyze/operator", span, message).into());
        }
        if spelling == "&"
            && given == 1
            && let Some(node) = self.address_of_constant(&form.items[1], form.span(1), span)?
        {
            return Ok(node);
        }
        let mut operands = self.operands(&form.from(1))?;
        let rest = operands.split_off(given.min(2));
        let first = self.operate(spelling, operands, span)?;
        rest.into_iter().try_fold(first, |left, right| self.operate(spelling, vec![left.into(), right], span))
    }

    /// An operator of C++ on these operands.
    pub(in crate::analyze) fn operate(&mut self, spelling: &str, mut operands: Vec<Operand>, span: Span) -> Result {
        if matches!(spelling, "&&" | "||") && operands.len() == 2 {
            return self.logical(spelling, operands, span);
        }
        if spelling == "&"
            && operands.len() == 1
            && let Some(Operand::Node(node)) = operands.pop()
        {
            operands.push(Operand::Node(self.with_address(node)?));
        }
        if assigns(spelling)
            && let Some(Operand::Node(Node { kind: NodeKind::Cpp(call), .. })) = operands.first_mut()
            && let Some(field) = call.resolution.bit_field.clone()
            && let Some(object) = std::mem::take(&mut call.args).into_iter().next()
        {
            // A bit-field has no address, so the operator is applied to the object it is part of. Where that is a
            // temporary, it is recorded already.
            operands[0] = Operand::Node(as_xvalue(object));
            return self.operation_on(Operation::FieldOperator(Rc::from(spelling), field), operands, span);
        }
        self.operation_on(Operation::Operator(Rc::from(spelling)), operands, span)
    }

    /// A value whose address is taken: kinder than C++, a number or an object that has none yet becomes a temporary,
    /// which lives as long as the `let` or loop around it, or else as its full-expression.
    fn with_address(&mut self, node: Node) -> Result {
        let native = match node.ty {
            Ty::Host(HostType::Long) => Some("long"),
            Ty::Host(HostType::Double) => Some("double"),
            Ty::Host(HostType::Bool) => Some("bool"),
            _ => None,
        };
        let node = match native {
            Some(name) => {
                let ty = self.type_of(&TypeExpr::Name(Rc::from(name)), node.span)?.ty;
                self.prvalue_of(node, ty)?
            }
            None => node,
        };
        let Ty::Native(ty) = node.ty else { return Ok(node) };
        if matches!(&node.kind, NodeKind::Cpp(call) if call.resolution.bit_field.is_some()) {
            return Ok(node);
        }
        if ty.category != Category::Prvalue || matches!(self.info(ty.ty)?.kind, TypeKind::NullPtr | TypeKind::Void) {
            return Ok(node);
        }
        let node = self.own_constant(node)?;
        // The innermost list of temporaries is where one is noted.
        let kept = self.scope().kept.pop();
        let keeps = kept.is_some();
        self.scope().temporaries.extend(kept);
        let made = self.temporary(node);
        let kept = keeps.then(|| self.scope().temporaries.pop().unwrap_or_default());
        self.scope().kept.extend(kept);
        let mut node = made?;
        node.ty = Ty::Native(NativeType { category: Category::Lvalue, ..ty });
        Ok(node)
    }

    /// `&&` and `||`, which evaluate their second operand only where the first does not decide; overloaded ones are
    /// calls like any other.
    fn logical(&mut self, spelling: &str, operands: Vec<Operand>, span: Span) -> Result {
        let operation = Operation::Operator(Rc::from(spelling));
        if operands.iter().any(|operand| operand.node().is_none()) {
            return self.operation_on(operation, operands, span);
        }
        let mut flat = Flat::default();
        operands.into_iter().for_each(|operand| flat.add(operand));
        let Flat { args, nodes: operands, spans } = flat;
        let resolution = self.resolve(&operation, &args, span, &spans)?;
        if !resolution.short_circuits {
            return self.operation(operation, operands, span);
        }
        let bool_type = resolution.result;
        let mut truths = Vec::with_capacity(2);
        for operand in operands {
            let truth = self.truth(operand)?;
            truths.push(Box::new(self.prvalue_of(truth, bool_type.ty)?));
        }
        let decided = CppConstant { bytes: [u8::from(spelling == "||"); 16], text: Value::NIL };
        let decided = Box::new(Node::native(NodeKind::CppConstant(Box::new(decided)), bool_type, span));
        let (Some(second), Some(first)) = (truths.pop(), truths.pop()) else { return Ok(*decided) };
        let kind = match spelling {
            "&&" => NodeKind::If { test: first, then: second, otherwise: decided },
            _ => NodeKind::If { test: first, then: decided, otherwise: second },
        };
        Ok(Node::native(kind, bool_type, span))
    }

    /// A value's truth as C++ sees it: a native `bool`.
    fn truth(&mut self, operand: Node) -> Result {
        if let Ty::Native(ty) = operand.ty
            && matches!(self.info(ty.ty)?.kind, TypeKind::Bool)
        {
            return Ok(operand);
        }
        let span = operand.span;
        self.operation(Operation::ToBool, vec![operand], span)
    }

    /// `(cpp/& cpp/limit)` of a variable whose value C++ knows: its name as a value would be that value, which has no
    /// address.
    fn address_of_constant(&mut self, form: &Value, at: Span, span: Span) -> Result<Option<Node>> {
        let Some(path) = form.as_symbol().and_then(|name| self.cpp_path(name)) else { return Ok(None) };
        if matches!(&*path, "true" | "false" | "nullptr") || self.local(&path, at)?.is_some() {
            return Ok(None);
        }
        let resolution = self.resolve(&Operation::Name((&*path).into()), &[], at, &[])?;
        if resolution.constant.is_none() || resolution.result.category != Category::Lvalue {
            return Ok(None);
        }
        let ty = resolution.result;
        let storage = self.scope().new_native(0, 1);
        let call = CppCall { resolution, args: Box::new([]), storage };
        let variable = Node::native(NodeKind::Cpp(Box::new(call)), ty, at);
        self.operation(Operation::Operator(Rc::from("&")), vec![variable], span).map(Some)
    }

    /// `(cpp/delete p)`, and `(cpp/delete [] p)` as C++'s `delete[] p`. What `(cpp/new (:array T n))` gave is known
    /// to be an array as long as a local holds it.
    pub(super) fn delete(&mut self, form: &Elements) -> Result {
        const SHAPE: &str = "(cpp/delete pointer), or (cpp/delete [] pointer) for an array";
        self.arguments(form, 1, 2, SHAPE)?;
        let brackets = form.items[1].get::<Vector>().is_some_and(|vector| vector.items.is_empty());
        if brackets != (form.len() == 3) {
            return Err(Diagnostic::new("analyze/arguments", form.span, "this is no way to delete")
                .help(format!("write {SHAPE}"))
                .into());
        }
        let operands = self.operands(&form.from(if brackets { 2 } else { 1 }))?;
        let is_array = operands.first().and_then(Operand::node).is_some_and(|operand| match operand.kind {
            NodeKind::NativeLocal(word) => self.scope().arrays.contains(&word),
            _ => allocates_array(operand),
        });
        let operation = if brackets || is_array { Operation::DeleteArray } else { Operation::Delete };
        self.operation_on(operation, operands, form.span)
    }
}
