//! The base case of a recursive function, tested where it calls itself: `(if (< n 2) n …)` costs no call then.

use super::r#gen::{Built, Gen, Slot};
use super::infer;
use super::ir::{Block, Val};
use super::rep::{Operand, Rep};
use crate::ast::{Intrinsic, Node, NodeKind};

/// Whether a node is a constant number or a parameter that is an unboxed number.
fn is_number(node: &Node, params: &[Rep]) -> bool {
    match &node.kind {
        NodeKind::Const(value) => matches!(infer::of_constant(value), Rep::Long | Rep::Double),
        NodeKind::Local { slot, .. } => {
            matches!(params.get(*slot as usize), Some(Rep::Long | Rep::Double))
        }
        _ => false,
    }
}

/// Whether a node compares numbers, which cannot fail.
fn is_comparison(node: &Node, params: &[Rep]) -> bool {
    use Intrinsic::*;
    match &node.kind {
        NodeKind::Intrinsic { op, args } => {
            matches!(op, Lt | Le | Gt | Ge | NumEq | Equal | IsZero | IsPos | IsNeg)
                && args.iter().all(|arg| is_number(arg, params))
        }
        _ => false,
    }
}

impl Gen<'_> {
    /// At a call of the function being compiled, with arguments of its parameters' representations: where its body
    /// is an `if` that compares numbers and gives one in the one branch, the comparison is made here. Gives that
    /// branch's value with its block, which has no end yet; code goes on on the other way, to the call.
    pub fn base_case(&mut self, args: &[Val], result: Rep) -> Built<Option<(Operand, Block)>> {
        let Some(arity) = self.subject.arity.filter(|_| !self.counts_calls()) else { return Ok(None) };
        let params = &self.subject.params;
        let NodeKind::If { test, then, otherwise } = &arity.body.kind else { return Ok(None) };
        if !is_comparison(test, params) {
            return Ok(None);
        }
        let (base, base_holds) = if is_number(then, params) {
            (&**then, true)
        } else if is_number(otherwise, params) {
            (&**otherwise, false)
        } else {
            return Ok(None);
        };
        let mut own: Vec<Option<Slot>> = Vec::with_capacity(args.len());
        for (index, (arg, rep)) in args.iter().zip(params).enumerate() {
            let place = match rep {
                Rep::Long | Rep::Double => {
                    let place = self.new_slot(*rep);
                    self.ir.store(*arg, place.place);
                    Some(place)
                }
                _ => None,
            };
            own.push(self.bind(index as u32, place));
        }
        let value = self.base_value(test, base, base_holds, result);
        for (index, place) in own.into_iter().enumerate() {
            self.bind(index as u32, place);
        }
        value.map(Some)
    }

    fn base_value(&mut self, test: &Node, base: &Node, holds: bool, result: Rep) -> Built<(Operand, Block)> {
        let ir = self.ir;
        let operands = match &test.kind {
            NodeKind::Intrinsic { op, args } => self.comparison(*op, args)?,
            _ => ir.bool(false),
        };
        let (ends, goes_on) = (self.block(), self.block());
        if holds {
            ir.cond(operands, ends, goes_on);
        } else {
            ir.cond(operands, goes_on, ends);
        }
        ir.at(ends);
        let value = self.number_of(base)?;
        let value = self.to_rep(value, result)?;
        let end = ir.here();
        ir.at(goes_on);
        Ok((value, end))
    }

    /// The value of a node that is a number; see [`is_number`].
    fn number_of(&mut self, node: &Node) -> Built {
        match &node.kind {
            NodeKind::Local { slot, .. } => {
                let slot = self.slot(*slot)?;
                Ok(self.read(slot))
            }
            NodeKind::Const(value) => Ok(self.constant(value)),
            _ => Ok(self.dead()),
        }
    }

    fn comparison(&mut self, op: Intrinsic, args: &[Node]) -> Built<Val> {
        let mut operands = Vec::with_capacity(args.len());
        for arg in args {
            operands.push(self.number_of(arg)?);
        }
        self.compare_numbers(op, &operands)
    }
}
