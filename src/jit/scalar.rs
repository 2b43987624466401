//! Conversions between host values and C++: scalars in line, everything else through `interop::convert`.

use super::cleanup::Action;
use super::r#gen::{Built, Gen, Want};
use super::ir::{Int, Val};
use super::rep::{Operand, Rep};
use super::runtime_native as runtime;
use crate::ast::{NativeSlot, Node};
use crate::interop::oracle::{FromHost, ToHost, TypeId};
use crate::value::word;

/// The representation that a C++ value has once it is converted to the host.
pub fn host_rep(how: &ToHost) -> Rep {
    match how {
        ToHost::Bool => Rep::Bool,
        ToHost::Int { bits: 8 | 16 | 32, .. } | ToHost::Int { bits: 64, signed: true } => Rep::Long,
        ToHost::Float | ToHost::Double => Rep::Double,
        _ => Rep::Word,
    }
}

impl<'a> Gen<'a> {
    fn integer(&self, bits: u8) -> super::ir::Type {
        match bits {
            8 => self.ir.i8,
            16 => self.ir.i16,
            32 => self.ir.i32,
            _ => self.ir.i64,
        }
    }

    /// A C++ value as a host value.
    pub fn to_host(&mut self, value: &'a Node, how: &'a ToHost, node: &'a Node) -> Built {
        let ir = self.ir;
        let scope = self.top;
        let address = self.address(value)?;
        let operand = match how {
            ToHost::Bool => {
                let byte = ir.load(ir.i8, address);
                Operand::bool(ir.ne(byte, ir.int(ir.i8, 0)))
            }
            ToHost::Int { bits, signed } if host_rep(how) == Rep::Long => {
                let ty = self.integer(*bits);
                let n = ir.load_unaligned(ty, address);
                Operand::long(match (*bits, *signed) {
                    (64, _) => n,
                    (_, true) => ir.sext(n, ir.i64),
                    (_, false) => ir.zext(n, ir.i64),
                })
            }
            ToHost::Float => Operand::double(ir.fpext(ir.load_unaligned(ir.f32, address), ir.f64)),
            ToHost::Double => Operand::double(ir.load_unaligned(ir.f64, address)),
            ToHost::Nil => Operand::word(ir.word(word::NIL), super::rep::Hold::Immediate),
            _ => {
                let how: *const ToHost = how;
                let args = [self.cx(), ir.address(how), address];
                let word = ir.call_address(runtime::to_host as *const () as usize, ir.i64, &args);
                self.outcome(word, &node.span)?
            }
        };
        // What the C++ expression held on to ends with the host expression around it.
        self.leave_to(scope)?;
        Ok(operand)
    }

    /// A host value converted to C++, constructed in its storage.
    pub fn from_host(
        &mut self,
        value: &'a Node,
        how: &'a FromHost,
        ty: TypeId,
        storage: NativeSlot,
        node: &'a Node,
    ) -> Built {
        let ir = self.ir;
        let operand = self.expr(value, Want::Own)?;
        let to = self.place(storage)?;
        if operand.rep == Rep::Never {
            return Ok(Operand::address(to));
        }
        let scalar = match (how, operand.rep) {
            (FromHost::Bool, Rep::Bool) => {
                ir.store(ir.zext(operand.value, ir.i8), to);
                return Ok(Operand::address(to));
            }
            (FromHost::Int { bits: bits @ (8 | 16 | 32 | 64), signed }, Rep::Long | Rep::LongOrWord) => {
                let fits = self.integer_fits(operand.value, *bits, *signed);
                let n = if *bits == 64 { operand.value } else { ir.trunc(operand.value, self.integer(*bits)) };
                Some((n, fits))
            }
            (FromHost::Double, Rep::Double | Rep::DoubleOrWord) => Some((operand.value, None)),
            (FromHost::Float, Rep::Double | Rep::DoubleOrWord) => Some((ir.fptrunc(operand.value, ir.f32), None)),
            (FromHost::Double, Rep::Long) => Some((ir.int_to_double(operand.value, ir.f64), None)),
            (FromHost::Float, Rep::Long) => Some((ir.int_to_double(operand.value, ir.f32), None)),
            (FromHost::Int { bits: bits @ (8 | 16 | 32 | 64), signed }, Rep::Word) => {
                let (n, is_long) = self.probe_word(operand.value, Rep::Long);
                let fits = self.integer_fits(n, *bits, *signed).map_or(is_long, |fits| ir.and(fits, is_long));
                let n = if *bits == 64 { n } else { ir.trunc(n, self.integer(*bits)) };
                Some((n, Some(fits)))
            }
            (FromHost::Double, Rep::Word) => {
                let (x, fits) = self.probe_word(operand.value, Rep::Double);
                Some((x, Some(fits)))
            }
            (FromHost::Float, Rep::Word) => {
                let (x, fits) = self.probe_word(operand.value, Rep::Double);
                Some((ir.fptrunc(x, ir.f32), Some(fits)))
            }
            _ => None,
        };
        let untagged = operand.tag.map(|tag| ir.not(tag));
        match scalar {
            Some((value, fits)) => {
                let sure = match (fits, untagged) {
                    (Some(a), Some(b)) => Some(ir.and(a, b)),
                    (a, b) => a.or(b),
                };
                let Some(sure) = sure else {
                    ir.store(value, to);
                    return Ok(Operand::address(to));
                };
                let (slow, fast, after) = (self.block(), self.block(), self.block());
                ir.rarely(ir.not(sure), slow, fast);
                ir.at(fast);
                ir.store(value, to);
                ir.br(after);
                ir.at(slow);
                let word = self.to_word(operand);
                let word = self.own(word);
                self.push(Action::Release(word));
                self.convert(how, ty, word.value, to, node)?;
                self.leave()?;
                ir.br(after);
                ir.at(after);
            }
            None => {
                let word = self.to_word(operand);
                let word = self.own(word);
                if word.needs_release() {
                    // C++ may look at what the value holds until the expression around ends.
                    self.keep_for_native(word)?;
                }
                self.convert(how, ty, word.value, to, node)?;
            }
        }
        Ok(Operand::address(to))
    }

    /// Whether an integer of that width holds the number; none where each does.
    fn integer_fits(&self, n: Val, bits: u8, signed: bool) -> Option<Val> {
        let ir = self.ir;
        Some(match (bits, signed) {
            (64, true) => return None,
            (64, false) => ir.icmp(Int::LLVMIntSGE, n, ir.word(0)),
            (_, true) => {
                let half = 1u64 << (bits - 1);
                ir.icmp(Int::LLVMIntULT, ir.add(n, ir.word(half)), ir.word(half * 2))
            }
            (_, false) => ir.icmp(Int::LLVMIntULT, n, ir.word(1 << bits)),
        })
    }

    /// The general conversion of a word, which stays the caller's.
    fn convert(&mut self, how: &'a FromHost, ty: TypeId, word: Val, to: Val, node: &'a Node) -> Built<()> {
        let ir = self.ir;
        let how: *const FromHost = how;
        let args = [self.cx(), ir.address(how), ir.int(ir.i32, u64::from(ty.0)), word, to];
        let failed = ir.call_address(runtime::from_host as *const () as usize, ir.i32, &args);
        self.throw_if(ir.ne(failed, ir.int(ir.i32, 0)), &node.span)
    }
}
