//! C++ operations: arguments to what overload resolution sees, and the oracle's answer to a node.

use super::operands::{Flat, Operand};
use crate::analyze::{Analyzer, Result};
use crate::ast::{CppCall, CppConstant, Function, NativeSlot, Node, NodeKind, Ty};
use crate::interop::oracle::{
    Arg, Category, Constant, FromHost, NativeType, Operation, Passing, Resolution, Slot, TypeId, TypeKind,
};
use crate::source::Span;
use crate::value::Value;
use std::rc::Rc;

impl Analyzer<'_> {
    pub(in crate::analyze) fn resolve(
        &mut self,
        operation: &Operation,
        args: &[Arg],
        span: Span,
        arg_spans: &[Span],
    ) -> Result<Rc<Resolution>> {
        Ok(self.engine.oracle()?.borrow_mut().resolve(operation, args, span, arg_spans)?)
    }

    /// The node of an operation on these operands.
    pub(in crate::analyze) fn operation(&mut self, operation: Operation, operands: Vec<Node>, span: Span) -> Result {
        self.operation_on(operation, operands.into_iter().map(Operand::Node).collect(), span)
    }

    /// The same, where braces and overloaded functions may be among the operands.
    pub(in crate::analyze) fn operation_on(
        &mut self,
        operation: Operation,
        operands: Vec<Operand>,
        span: Span,
    ) -> Result {
        let mut flat = Flat::default();
        operands.into_iter().for_each(|operand| flat.add(operand));
        self.flat_operation(operation, flat, span)
    }

    pub(super) fn flat_operation(&mut self, operation: Operation, operands: Flat, span: Span) -> Result {
        let recorder = &self.engine.recorder;
        recorder.cpp_calls.set(recorder.cpp_calls.get() + 1);
        let Flat { mut args, nodes: mut operands, spans } = operands;
        if let Some(last) = operands.iter().position(|operand| operand.ty == Ty::Never) {
            return self.cut_short(operands, last, span);
        }
        let resolution = match self.resolve(&operation, &args, span, &spans) {
            Err(refusal) => {
                // A `gusset::object` that C++ cannot use as it is stands for the host value that it holds.
                if !self.unwrap_objects(&mut args, &mut operands)?
                    && !self.zeros_as_literals(&mut args, &mut operands)?
                {
                    return Err(refusal);
                }
                self.resolve(&operation, &args, span, &spans).map_err(|_| refusal)?
            }
            resolved => resolved?,
        };
        if let Some(constant) = &resolution.constant
            && operands.is_empty()
            && let Some(node) =
                constant_node(constant, &self.info(resolution.result.ty)?.kind, resolution.result.ty, span)
        {
            return Ok(node);
        }
        let mut slots = Vec::with_capacity(operands.len());
        for (operand, slot) in operands.into_iter().zip(&resolution.slots) {
            slots.push(self.pass(operand, slot)?);
        }
        let result = resolution.result;
        let storage = if result.category == Category::Prvalue {
            let info = self.info(result.ty)?;
            self.scope().new_native(info.size, info.align)
        } else {
            NativeSlot { offset: 0, align: 1 }
        };
        let ty = if operation == Operation::Throw { Ty::Never } else { Ty::Native(result) };
        let call = CppCall { resolution, args: slots.into(), storage };
        Ok(Node { kind: NodeKind::Cpp(Box::new(call)), ty, span })
    }

    /// The operands up to the one that throws. There is nothing to call.
    fn cut_short(&mut self, mut operands: Vec<Node>, last: usize, span: Span) -> Result {
        operands.truncate(last + 1);
        let nodes = operands.into_iter().map(|operand| self.discarded(operand)).collect::<Result<_>>()?;
        Ok(Node { kind: NodeKind::Do(nodes), ty: Ty::Never, span })
    }

    /// Makes host values of the operands that are host values in C++. Whether there were any.
    fn unwrap_objects(&mut self, args: &mut [Arg], operands: &mut [Node]) -> Result<bool> {
        let mut found = false;
        for (arg, operand) in args.iter_mut().zip(operands) {
            if let Arg::Native(ty) = arg
                && self.is_object(*ty)?
            {
                let taken = std::mem::replace(operand, Node::nil(operand.span));
                *operand = self.host(taken)?;
                *arg = argument(operand);
                found = true;
            }
        }
        Ok(found)
    }

    /// Makes literals of the operands that are macros which stand for 0, as zlib's `Z_NULL`: in C++ a literal 0 may be the
    /// null pointer. Whether there were any.
    fn zeros_as_literals(&mut self, args: &mut [Arg], operands: &mut [Node]) -> Result<bool> {
        let mut found = false;
        for (arg, operand) in args.iter_mut().zip(operands) {
            if let (Arg::Native(ty), NodeKind::CppConstant(constant)) = (&*arg, &operand.kind)
                && constant.bytes == [0; 16]
                && matches!(self.info(ty.ty)?.kind, TypeKind::Int { .. })
            {
                *operand = crate::analyze::constant(crate::data::long(0), operand.span);
                *arg = argument(operand);
                found = true;
            }
        }
        Ok(found)
    }

    /// The literal, with the text that lives as long as the engine.
    pub(super) fn lasting(&self, literal: &Value) -> Value {
        if literal.as_str().is_none() {
            return literal.clone();
        }
        let mut texts = self.engine.texts.borrow_mut();
        if !texts.contains(literal) {
            texts.insert(literal.clone());
        }
        texts.get(literal).cloned().unwrap_or_default()
    }

    /// An operand as the wrapper's slot wants it.
    fn pass(&mut self, mut operand: Node, slot: &Slot) -> Result {
        match &slot.how {
            Passing::Address => self.temporary(operand),
            Passing::FromHost(how) => {
                if let NodeKind::Const(value) = &mut operand.kind {
                    *value = self.lasting(value);
                }
                let span = operand.span;
                let ty = NativeType { ty: slot.ty, category: Category::Prvalue };
                if let NodeKind::Const(value) = &operand.kind
                    && let Some(constant) = folded(value, how)
                {
                    return Ok(Node::native(NodeKind::CppConstant(Box::new(constant)), ty, span));
                }
                let operand = self.host(operand)?;
                let info = self.info(slot.ty)?;
                let storage = self.scope().new_native(info.size, info.align);
                let kind = NodeKind::FromHost { value: Box::new(operand), how: how.clone(), ty: slot.ty, storage };
                let node = Node::native(kind, ty, span);
                // The word in a `gusset::object` stays the host's, so that nothing is to be destroyed.
                if matches!(how, FromHost::Object) { Ok(node) } else { self.temporary(node) }
            }
        }
    }
}

/// What overload resolution sees of an operand.
pub(super) fn argument(operand: &Node) -> Arg {
    let ty = match operand.ty {
        Ty::Native(ty) => return Arg::Native(ty),
        Ty::Host(ty) => ty,
        Ty::Never => return Arg::Nil,
    };
    let value = match &operand.kind {
        NodeKind::Const(value) => value,
        NodeKind::Var(var) => {
            let function = var.root.get();
            return match function.get::<Function>() {
                Some(function) => Arg::FunctionVar(function.prototype.signature()),
                None => Arg::Host(ty),
            };
        }
        _ => return Arg::Host(ty),
    };
    if value.is_nil() {
        Arg::Nil
    } else if let Some(n) = value.as_long() {
        Arg::Int(n)
    } else if let Some(x) = value.as_double() {
        Arg::Double(x)
    } else if let Some(b) = value.as_bool() {
        Arg::Bool(b)
    } else if let Some(c) = value.as_char() {
        Arg::Char(c)
    } else if let Some(text) = value.as_str() {
        Arg::String(Rc::from(text))
    } else {
        Arg::Host(ty)
    }
}

/// A host constant converted when the form is analysed; none where that has to wait (or fail) until it runs.
pub(super) fn folded(value: &Value, how: &FromHost) -> Option<CppConstant> {
    let mut bytes = [0; 16];
    let mut text = Value::NIL;
    match how {
        FromHost::Bool => bytes[0] = u8::from(value.as_bool()?),
        FromHost::Int { bits, signed } => {
            let n = value.as_long().or_else(|| value.as_char().map(|c| i64::from(u32::from(c))))?;
            let fits = match (bits, signed) {
                (64, _) => *signed || n >= 0,
                (bits, true) => n >= -(1 << (bits - 1)) && n < 1 << (bits - 1),
                (bits, false) => n >= 0 && n < 1 << bits,
            };
            if !fits {
                return None;
            }
            bytes[..8].copy_from_slice(&n.to_ne_bytes());
        }
        FromHost::Float => bytes[..4].copy_from_slice(&(number(value)? as f32).to_ne_bytes()),
        FromHost::Double => bytes[..8].copy_from_slice(&number(value)?.to_ne_bytes()),
        FromHost::CString => {
            let address = value.get::<crate::data::text::Text>()?.as_c_str() as usize;
            bytes[..8].copy_from_slice(&address.to_ne_bytes());
            text = value.clone();
        }
        FromHost::NullPtr => {}
        FromHost::Pointer { .. } if value.is_nil() => {}
        _ => return None,
    }
    Some(CppConstant { bytes, text })
}

fn number(value: &Value) -> Option<f64> {
    value.as_double().or_else(|| value.as_long().map(|n| n as f64))
}

/// A constant of C++ as a node.
fn constant_node(constant: &Constant, kind: &TypeKind, ty: TypeId, span: Span) -> Option<Node> {
    let mut bytes = [0; 16];
    let mut text = Value::NIL;
    match (constant, kind) {
        (Constant::Int(n), _) => bytes[..8].copy_from_slice(&n.to_ne_bytes()),
        (Constant::Double(x), TypeKind::Float) => bytes[..4].copy_from_slice(&(*x as f32).to_ne_bytes()),
        (Constant::Double(x), TypeKind::Double) => bytes[..8].copy_from_slice(&x.to_ne_bytes()),
        (Constant::Double(_), _) => return None,
        (Constant::String(string), TypeKind::Pointer { .. }) => {
            text = crate::data::string(string);
            let address = text.get::<crate::data::text::Text>()?.as_c_str() as usize;
            bytes[..8].copy_from_slice(&address.to_ne_bytes());
        }
        (Constant::String(_), _) => return None,
        (Constant::Null, _) => {}
    }
    let ty = NativeType { ty, category: Category::Prvalue };
    Some(Node::native(NodeKind::CppConstant(Box::new(CppConstant { bytes, text })), ty, span))
}
