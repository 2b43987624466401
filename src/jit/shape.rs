//! Conversions between representations: boxing, unboxing, truth.

use super::r#gen::{Built, Gen, Refused};
use super::ir::Val;
use super::rep::{Hold, Operand, Rep};
use super::runtime;
use crate::value::word;

/// `word::encode_float` adds this to the bits.
const FLOAT_OFFSET: u64 = 769 << 52;

impl Gen<'_> {
    /// The operand as a tagged word; owned where the operand was, or where a box had to be made.
    pub fn to_word(&mut self, operand: Operand) -> Operand {
        let ir = self.ir;
        match operand.rep {
            Rep::Word => operand,
            Rep::Long => Operand::owned(self.box_long(operand.value)),
            Rep::Double => Operand::owned(self.box_double(operand.value)),
            Rep::Bool => {
                let word = ir.select(operand.value, ir.word(word::TRUE), ir.word(word::FALSE));
                Operand::word(word, Hold::Immediate)
            }
            Rep::LongOrWord | Rep::DoubleOrWord => {
                let operand = self.own(operand);
                let Some(tag) = operand.tag else { return Operand::owned(operand.value) };
                let (unboxed, after) = (self.block(), self.block());
                let word = self.payload_word(operand);
                let from = ir.here();
                ir.rarely(tag, after, unboxed);
                ir.at(unboxed);
                let boxed = if operand.rep == Rep::LongOrWord {
                    self.box_long(operand.value)
                } else {
                    self.box_double(operand.value)
                };
                let end = ir.here();
                ir.br(after);
                ir.at(after);
                Operand::owned(ir.phi(ir.i64, &[(word, from), (boxed, end)]))
            }
            Rep::Never | Rep::Address => Operand::word(ir.undef(ir.i64), Hold::Immediate),
        }
    }

    fn box_long(&mut self, n: Val) -> Val {
        let ir = self.ir;
        if self.cold {
            return ir.call_address(runtime::box_long as *const () as usize, ir.i64, &[n]);
        }
        let (doubled, overflow) = ir.checked("llvm.sadd.with.overflow", n, n);
        let (rare, after) = (self.block(), self.block());
        let from = ir.here();
        ir.rarely(overflow, rare, after);
        ir.at(rare);
        let boxed = ir.call_address(runtime::box_long as *const () as usize, ir.i64, &[n]);
        ir.br(after);
        ir.at(after);
        ir.phi(ir.i64, &[(doubled, from), (boxed, rare)])
    }

    fn box_double(&mut self, x: Val) -> Val {
        let ir = self.ir;
        if self.cold {
            return ir.call_address(runtime::box_double as *const () as usize, ir.i64, &[x]);
        }
        let bits = ir.bitcast(x, ir.i64);
        let moved = ir.add(bits, ir.word(FLOAT_OFFSET));
        let word = ir.or(ir.shl(moved, ir.word(3)), ir.lshr(moved, ir.word(61)));
        let fits = self.is_float(word);
        let (rare, after) = (self.block(), self.block());
        let from = ir.here();
        ir.rarely(ir.not(fits), rare, after);
        ir.at(rare);
        let boxed = ir.call_address(runtime::box_double as *const () as usize, ir.i64, &[x]);
        ir.br(after);
        ir.at(after);
        ir.phi(ir.i64, &[(word, from), (boxed, rare)])
    }

    fn is_float(&self, word: Val) -> Val {
        let tag = self.ir.and(word, self.ir.word(0b11));
        self.ir.eq(tag, self.ir.word(0b11))
    }

    fn is_fixnum(&self, word: Val) -> Val {
        let tag = self.ir.and(word, self.ir.word(1));
        self.ir.eq(tag, self.ir.word(0))
    }

    /// The number that a word holds, and whether it is an immediate of that sort at all.
    pub fn probe_word(&self, word: Val, sort: Rep) -> (Val, Val) {
        let ir = self.ir;
        if sort == Rep::Long {
            return (ir.ashr(word, ir.word(1)), self.is_fixnum(word));
        }
        let moved = ir.or(ir.lshr(word, ir.word(3)), ir.shl(word, ir.word(61)));
        let bits = ir.sub(moved, ir.word(FLOAT_OFFSET));
        // Zero has a word of its own, and is common.
        let zero = ir.eq(word, ir.word(word::POSITIVE_ZERO));
        let bits = ir.select(zero, ir.word(0), bits);
        (ir.bitcast(bits, ir.f64), ir.or(self.is_float(word), zero))
    }

    /// A word that is known to be a long of any size, unboxed; its reference is given up.
    pub fn unbox_long(&mut self, operand: Operand) -> Operand {
        let value = self.unbox(operand, Rep::Long, runtime::unbox_long as *const () as usize);
        Operand::long(value)
    }

    /// A word that is known to be a double, unboxed; its reference is given up.
    pub fn unbox_double(&mut self, operand: Operand) -> Operand {
        let value = self.unbox(operand, Rep::Double, runtime::unbox_double as *const () as usize);
        Operand::double(value)
    }

    fn unbox(&mut self, operand: Operand, sort: Rep, helper: usize) -> Val {
        let ir = self.ir;
        let (number, fits) = self.probe_word(operand.value, sort);
        let (rare, after) = (self.block(), self.block());
        let from = ir.here();
        ir.rarely(ir.not(fits), rare, after);
        ir.at(rare);
        let unboxed = ir.call_address(helper, sort.payload(ir), &[operand.value]);
        self.release(operand);
        let end = ir.here();
        ir.br(after);
        ir.at(after);
        ir.phi(sort.payload(ir), &[(number, from), (unboxed, end)])
    }

    /// The operand in a wider representation; see [`Rep::join`].
    pub fn to_rep(&mut self, operand: Operand, rep: Rep) -> Built {
        let ir = self.ir;
        if operand.rep == rep {
            return Ok(operand);
        }
        if operand.rep == Rep::Never {
            let value = ir.undef(rep.payload(ir));
            let tag = rep.tagged().then(|| ir.bool(false));
            return Ok(Operand { rep, value, tag, hold: Hold::Immediate });
        }
        Ok(match (operand.rep, rep) {
            (_, Rep::Word) => self.to_word(operand),
            (Rep::Long, Rep::LongOrWord) | (Rep::Double, Rep::DoubleOrWord) => {
                Operand::tagged(rep, operand.value, ir.bool(false), Hold::Immediate)
            }
            (_, Rep::LongOrWord) => {
                let word = self.to_word(operand);
                let (n, fits) = self.probe_word(word.value, Rep::Long);
                let value = ir.select(fits, n, word.value);
                Operand::tagged(rep, value, ir.not(fits), word.hold)
            }
            (_, Rep::DoubleOrWord) => {
                let word = self.to_word(operand);
                let (x, fits) = self.probe_word(word.value, Rep::Double);
                let value = ir.select(fits, x, ir.bitcast(word.value, ir.f64));
                Operand::tagged(rep, value, ir.not(fits), word.hold)
            }
            (from, to) => return Err(Refused(format!("inference said {to:?} of what turned out {from:?}"))),
        })
    }

    /// Whether the operand is truthy; its reference is given up.
    pub fn truth(&mut self, operand: Operand) -> Val {
        let ir = self.ir;
        let truthy = |word| {
            let masked = ir.and(word, ir.word(!(word::NIL ^ word::FALSE)));
            ir.ne(masked, ir.word(word::NIL))
        };
        match operand.rep {
            Rep::Bool => operand.value,
            Rep::Long | Rep::Double => ir.bool(true),
            Rep::Never | Rep::Address => ir.undef(ir.i1),
            Rep::Word => {
                let test = truthy(operand.value);
                self.release(operand);
                test
            }
            Rep::LongOrWord | Rep::DoubleOrWord => {
                let tag = operand.tag.unwrap_or_else(|| ir.bool(false));
                let test = ir.or(ir.not(tag), truthy(self.payload_word(operand)));
                self.release(operand);
                test
            }
        }
    }
}
