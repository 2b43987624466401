//! Intrinsics: fast paths on unboxed numbers and immediates, everything else through one helper that both tiers'
//! slow paths share.

use super::r#gen::{Built, Gen};
use super::ir::{Block, Int, Real, Val};
use super::operation;
use super::rep::{Operand, Rep};
use super::runtime;
use crate::ast::Intrinsic::{self, *};
use crate::ast::Node;
use crate::source::Span;
use crate::value::word;

impl<'a> Gen<'a> {
    pub fn intrinsic(&mut self, op: Intrinsic, args: &'a [Node], node: &'a Node) -> Built {
        let nodes: Vec<&Node> = args.iter().collect();
        let operands = self.operands(&nodes, true)?;
        let reps: Vec<Rep> = operands.iter().map(|operand| operand.rep).collect();
        let result = operation::result(op, &reps);
        if result == Rep::Never {
            return Ok(self.dead());
        }
        let at = &node.span;
        match (op, &*operands) {
            (Inc, [a]) => self.number(Add, &[*a, Operand::long(self.ir.word(1))], result, at),
            (Dec, [a]) => self.number(Sub, &[*a, Operand::long(self.ir.word(1))], result, at),
            (Not, [a]) => {
                let test = self.truth(*a);
                Ok(Operand::bool(self.ir.not(test)))
            }
            (IsNil, [a]) => self.is_nil(*a),
            (IsSome, [a]) => {
                let nil = self.is_nil(*a)?;
                Ok(Operand::bool(self.ir.not(nil.value)))
            }
            (Identical, [a, b]) => {
                let (a, b) = (self.to_word(*a), self.to_word(*b));
                let same = self.ir.eq(a.value, b.value);
                self.release(a);
                self.release(b);
                Ok(Operand::bool(same))
            }
            (Equal, [a, b]) => self.equal(*a, *b, at),
            _ => self.number(op, &operands, result, at),
        }
    }

    fn is_nil(&mut self, operand: Operand) -> Built {
        let ir = self.ir;
        let nil = |word| ir.eq(word, ir.word(word::NIL));
        let test = match (operand.rep, operand.tag) {
            (Rep::Word, _) => nil(operand.value),
            (_, Some(tag)) => ir.and(tag, nil(self.payload_word(operand))),
            _ => ir.bool(false),
        };
        self.release(operand);
        Ok(Operand::bool(test))
    }

    fn equal(&mut self, a: Operand, b: Operand, at: &'a Span) -> Built {
        let ir = self.ir;
        match (a.rep, b.rep) {
            (Rep::Long, Rep::Long) | (Rep::Bool, Rep::Bool) => return Ok(Operand::bool(ir.eq(a.value, b.value))),
            (Rep::Double, Rep::Double) => {
                return Ok(Operand::bool(ir.fcmp(Real::LLVMRealOEQ, a.value, b.value)));
            }
            (Rep::Long | Rep::LongOrWord, Rep::Long | Rep::LongOrWord) => {
                return self.number(Equal, &[a, b], Rep::Bool, at);
            }
            (Rep::Double | Rep::DoubleOrWord, Rep::Double | Rep::DoubleOrWord) => {
                return self.number(Equal, &[a, b], Rep::Bool, at);
            }
            _ => {}
        }
        let (a, b) = (self.to_word(a), self.to_word(b));
        let (same, differ, slow, after) = (self.block(), self.block(), self.block(), self.block());
        ir.cond(ir.eq(a.value, b.value), same, differ);
        ir.at(same);
        self.release(a);
        self.release(b);
        let same_end = ir.here();
        ir.br(after);
        ir.at(differ);
        let either = ir.or(a.value, b.value);
        let fixnums = ir.eq(ir.and(either, ir.word(1)), ir.word(0));
        ir.cond(fixnums, after, slow);
        ir.at(slow);
        let word = self.slow(Equal, &[a, b], at)?;
        let test = ir.eq(word.value, ir.word(word::TRUE));
        let slow_end = ir.here();
        ir.br(after);
        ir.at(after);
        let (yes, no) = (ir.bool(true), ir.bool(false));
        Ok(Operand::bool(ir.phi(ir.i1, &[(yes, same_end), (no, differ), (test, slow_end)])))
    }

    /// The general case: the helper takes the operands as words, and gives an owned word.
    fn slow(&mut self, op: Intrinsic, operands: &[Operand], at: &'a Span) -> Built {
        let has_fast_path = sort_of(op, operands).is_some();
        let cold = self.cold;
        self.cold = cold || has_fast_path;
        let mut words = Vec::with_capacity(operands.len());
        for operand in operands {
            let word = self.to_word(*operand);
            words.push(self.own(word).value);
        }
        self.cold = cold;
        let array = self.array(&words);
        let ir = self.ir;
        let args = [self.cx(), ir.int(ir.i32, op as u64), array, ir.word(words.len() as u64)];
        let word = ir.call_address(runtime::intrinsic as *const () as usize, ir.i64, &args);
        self.outcome(word, at)
    }

    /// The number in an operand, and whether it is one of that sort, where that is not sure; none where it never is.
    /// A long beside doubles is widened.
    fn probe(&self, operand: Operand, sort: Rep) -> Option<(Val, Option<Val>)> {
        let ir = self.ir;
        let untagged = operand.tag.map(|tag| ir.not(tag));
        Some(match (operand.rep, sort) {
            (Rep::Long, Rep::Long) | (Rep::Double, Rep::Double) => (operand.value, None),
            (Rep::LongOrWord, Rep::Long) | (Rep::DoubleOrWord, Rep::Double) => (operand.value, untagged),
            (Rep::Long, Rep::Double) => (ir.int_to_double(operand.value, ir.f64), None),
            (Rep::LongOrWord, Rep::Double) => (ir.int_to_double(operand.value, ir.f64), untagged),
            (Rep::Word, Rep::Long) => {
                let (number, fits) = self.probe_word(operand.value, Rep::Long);
                (number, Some(fits))
            }
            (Rep::Word, Rep::Double) => {
                let (number, float) = self.probe_word(operand.value, Rep::Double);
                let (long, fixnum) = self.probe_word(operand.value, Rep::Long);
                let number = ir.select(fixnum, ir.int_to_double(long, ir.f64), number);
                (number, Some(ir.or(float, fixnum)))
            }
            _ => return None,
        })
    }

    /// An operation on numbers: the fast path where all operands are of the sort that their representations
    /// suggest, else the slow one.
    fn number(&mut self, op: Intrinsic, operands: &[Operand], result: Rep, at: &'a Span) -> Built {
        let ir = self.ir;
        let sort = sort_of(op, operands);
        let mut numbers = Vec::with_capacity(operands.len());
        let mut sure: Option<Val> = None;
        let mut possible = sort.is_some();
        for operand in operands {
            match sort.and_then(|sort| self.probe(*operand, sort)) {
                Some((number, test)) => {
                    numbers.push(number);
                    sure = match (sure, test) {
                        (Some(a), Some(b)) => Some(ir.and(a, b)),
                        (a, b) => a.or(b),
                    };
                }
                None => possible = false,
            }
        }
        let slow = self.block();
        let before = ir.here();
        if let (Some(sure), true) = (sure, possible) {
            let fast = self.block();
            ir.rarely(ir.not(sure), slow, fast);
            ir.at(fast);
        }
        let fast = match (possible, sort) {
            (true, Some(sort)) => self.fast(op, &numbers, sort, slow)?,
            _ => None,
        };
        let Some((value, may_fail)) = fast else {
            // No fast path: whatever was begun leads straight to the slow one.
            let _ = before;
            ir.br(slow);
            ir.at(slow);
            let word = self.slow(op, operands, at)?;
            return self.narrow(word, result);
        };
        if !may_fail && sure.is_none() {
            let here = ir.here();
            ir.at(slow);
            ir.unreachable();
            ir.at(here);
            return self.to_rep(value, result);
        }
        let value = self.to_rep(value, result)?;
        let fast_end = ir.here();
        let after = self.block();
        ir.br(after);
        ir.at(slow);
        if sure.is_none() && matches!(op, Add | Sub | Mul) && operands.iter().all(|operand| operand.rep == Rep::Long) {
            // Only an overflow leads here, which raises.
            ir.call_address(runtime::overflow as *const () as usize, ir.void, &[self.cx()]);
            self.passed(at)?;
            ir.at(after);
            return Ok(value);
        }
        let word = self.slow(op, operands, at)?;
        let other = self.narrow(word, result)?;
        let slow_end = ir.here();
        ir.br(after);
        ir.at(after);
        Ok(self.merge(result, &[(value, fast_end), (other, slow_end)]))
    }

    /// A comparison of unboxed numbers, which has no slow path.
    pub fn compare_numbers(&mut self, op: Intrinsic, operands: &[Operand]) -> Built<Val> {
        let doubles = operands.iter().any(|operand| operand.rep == Rep::Double);
        let longs = operands.iter().any(|operand| operand.rep == Rep::Long);
        if op == Equal && doubles && longs {
            return Ok(self.ir.bool(false));
        }
        let sort = if doubles { Rep::Double } else { Rep::Long };
        let numbers: Vec<Val> =
            operands.iter().filter_map(|operand| self.probe(*operand, sort)).map(|(number, _)| number).collect();
        let nowhere = self.ir.here();
        match self.fast(op, &numbers, sort, nowhere)? {
            Some((operand, false)) => Ok(operand.value),
            _ => Err(super::r#gen::Refused("not a comparison".to_owned())),
        }
    }

    /// An owned word that is known to be of this representation.
    pub fn narrow(&mut self, word: Operand, rep: Rep) -> Built {
        match rep {
            Rep::Long => Ok(self.unbox_long(word)),
            Rep::Double => Ok(self.unbox_double(word)),
            Rep::Bool => Ok(Operand::bool(self.ir.eq(word.value, self.ir.word(word::TRUE)))),
            _ => self.to_rep(word, rep),
        }
    }

    /// One of several operands of the same representation, by the block that control comes from.
    pub fn merge(&self, rep: Rep, incoming: &[(Operand, Block)]) -> Operand {
        use super::rep::Hold;
        let ir = self.ir;
        let values: Vec<(Val, Block)> = incoming.iter().map(|(operand, from)| (operand.value, *from)).collect();
        let value = ir.phi(rep.payload(ir), &values);
        let tag = rep.tagged().then(|| {
            let clear = ir.bool(false);
            let tags: Vec<(Val, Block)> = incoming.iter().map(|(o, from)| (o.tag.unwrap_or(clear), *from)).collect();
            ir.phi(ir.i1, &tags)
        });
        let hold = if incoming.iter().any(|(operand, _)| operand.hold == Hold::Owned) {
            Hold::Owned
        } else if incoming.iter().any(|(operand, _)| operand.hold == Hold::Borrowed) {
            Hold::Borrowed
        } else {
            Hold::Immediate
        };
        Operand { rep, value, tag, hold }
    }

    /// The fast path, which goes to `slow` where it does not know; and whether it may. None where there is none.
    fn fast(&mut self, op: Intrinsic, n: &[Val], sort: Rep, slow: Block) -> Built<Option<(Operand, bool)>> {
        Ok(if sort == Rep::Long { self.fast_long(op, n, slow) } else { self.fast_double(op, n, slow) })
    }

    /// Goes to `slow` where `test` holds, which is rare.
    fn bail(&mut self, test: Val, slow: Block) {
        let go_on = self.block();
        self.ir.rarely(test, slow, go_on);
        self.ir.at(go_on);
    }

    fn fast_long(&mut self, op: Intrinsic, n: &[Val], slow: Block) -> Option<(Operand, bool)> {
        let ir = self.ir;
        let zero = ir.word(0);
        let compare = |predicate, other| Some((Operand::bool(ir.icmp(predicate, n[0], other)), false));
        let plain = |value| Some((Operand::long(value), false));
        match op {
            Add => Some(self.checked("llvm.sadd.with.overflow", n[0], n[1], slow)),
            Sub => Some(self.checked("llvm.ssub.with.overflow", n[0], n[1], slow)),
            Mul => Some(self.checked("llvm.smul.with.overflow", n[0], n[1], slow)),
            Neg => Some(self.checked("llvm.ssub.with.overflow", zero, n[0], slow)),
            UncheckedAdd => plain(ir.add(n[0], n[1])),
            UncheckedSub => plain(ir.sub(n[0], n[1])),
            UncheckedMul => plain(ir.mul(n[0], n[1])),
            UncheckedInc => plain(ir.add(n[0], ir.word(1))),
            UncheckedDec => plain(ir.sub(n[0], ir.word(1))),
            Quot | Rem | Mod | Div => Some((self.division(op, n[0], n[1], slow), true)),
            BitAnd => plain(ir.and(n[0], n[1])),
            BitOr => plain(ir.or(n[0], n[1])),
            BitXor => plain(ir.xor(n[0], n[1])),
            BitNot => plain(ir.not(n[0])),
            ShiftLeft => plain(ir.shl(n[0], ir.and(n[1], ir.word(63)))),
            ShiftRight => plain(ir.ashr(n[0], ir.and(n[1], ir.word(63)))),
            UnsignedShiftRight => plain(ir.lshr(n[0], ir.and(n[1], ir.word(63)))),
            Lt => compare(Int::LLVMIntSLT, n[1]),
            Le => compare(Int::LLVMIntSLE, n[1]),
            Gt => compare(Int::LLVMIntSGT, n[1]),
            Ge => compare(Int::LLVMIntSGE, n[1]),
            NumEq | Equal => compare(Int::LLVMIntEQ, n[1]),
            IsZero => compare(Int::LLVMIntEQ, zero),
            IsPos => compare(Int::LLVMIntSGT, zero),
            IsNeg => compare(Int::LLVMIntSLT, zero),
            IsEven => Some((Operand::bool(ir.eq(ir.and(n[0], ir.word(1)), zero)), false)),
            IsOdd => Some((Operand::bool(ir.ne(ir.and(n[0], ir.word(1)), zero)), false)),
            ToLong => plain(n[0]),
            ToDouble => Some((Operand::double(ir.int_to_double(n[0], ir.f64)), false)),
            Abs => {
                self.bail(ir.eq(n[0], ir.word(i64::MIN as u64)), slow);
                let negative = ir.icmp(Int::LLVMIntSLT, n[0], zero);
                Some((Operand::long(ir.select(negative, ir.sub(zero, n[0]), n[0])), true))
            }
            _ => None,
        }
    }

    fn checked(&mut self, name: &'static str, a: Val, b: Val, slow: Block) -> (Operand, bool) {
        let (value, overflow) = self.ir.checked(name, a, b);
        self.bail(overflow, slow);
        (Operand::long(value), true)
    }

    /// Division of longs; by 0 and -1 it is slow (an error, an overflow), and `/` where there is a remainder.
    fn division(&mut self, op: Intrinsic, a: Val, b: Val, slow: Block) -> Operand {
        let ir = self.ir;
        // 0 and -1 are the divisors that are below 2 when one is added, unsigned.
        let next = ir.add(b, ir.word(1));
        self.bail(ir.icmp(Int::LLVMIntULT, next, ir.word(2)), slow);
        if op == Quot {
            return Operand::long(ir.sdiv(a, b));
        }
        let rem = ir.srem(a, b);
        match op {
            Div => {
                self.bail(ir.ne(rem, ir.word(0)), slow);
                Operand::long(ir.sdiv(a, b))
            }
            Mod => {
                let signs = ir.icmp(Int::LLVMIntSLT, ir.xor(rem, b), ir.word(0));
                let wrong = ir.and(ir.ne(rem, ir.word(0)), signs);
                Operand::long(ir.select(wrong, ir.add(rem, b), rem))
            }
            _ => Operand::long(rem),
        }
    }

    fn fast_double(&mut self, op: Intrinsic, n: &[Val], slow: Block) -> Option<(Operand, bool)> {
        let ir = self.ir;
        let zero = ir.double(0.0);
        let compare = |predicate, other| Some((Operand::bool(ir.fcmp(predicate, n[0], other)), false));
        let plain = |value| Some((Operand::double(value), false));
        match op {
            Add => plain(ir.fadd(n[0], n[1])),
            Sub => plain(ir.fsub(n[0], n[1])),
            Mul => plain(ir.fmul(n[0], n[1])),
            Div => {
                // What dividing by zero gives depends on how the operands came, so it is the slow path's business.
                self.bail(ir.fcmp(Real::LLVMRealUEQ, n[1], zero), slow);
                Some((Operand::double(ir.fdiv(n[0], n[1])), true))
            }
            Neg => plain(ir.fneg(n[0])),
            Abs => plain(ir.intrinsic("llvm.fabs", &[ir.f64], n)),
            Sqrt => plain(ir.intrinsic("llvm.sqrt", &[ir.f64], n)),
            ToDouble => plain(n[0]),
            ToLong => {
                let size = ir.intrinsic("llvm.fabs", &[ir.f64], n);
                let fits = ir.fcmp(Real::LLVMRealOLT, size, ir.double(9.2e18));
                self.bail(ir.not(fits), slow);
                Some((Operand::long(ir.double_to_int(n[0], ir.i64)), true))
            }
            Lt => compare(Real::LLVMRealOLT, n[1]),
            Le => compare(Real::LLVMRealOLE, n[1]),
            Gt => compare(Real::LLVMRealOGT, n[1]),
            Ge => compare(Real::LLVMRealOGE, n[1]),
            NumEq | Equal => compare(Real::LLVMRealOEQ, n[1]),
            IsZero => compare(Real::LLVMRealOEQ, zero),
            IsPos => compare(Real::LLVMRealOGT, zero),
            IsNeg => compare(Real::LLVMRealOLT, zero),
            _ => None,
        }
    }
}

/// Which sort of number the fast path is for; none where there is no fast path.
fn sort_of(op: Intrinsic, operands: &[Operand]) -> Option<Rep> {
    let doubles = operands.iter().any(|operand| matches!(operand.rep, Rep::Double | Rep::DoubleOrWord));
    match op {
        First | Rest | Next | Seq | Count | Nth | Get | Cons | Conj | Assoc | Deref => None,
        Sqrt => Some(Rep::Double),
        ToDouble if operands.iter().any(|operand| operand.rep == Rep::Word) => Some(Rep::Double),
        UncheckedAdd | UncheckedSub | UncheckedMul | UncheckedInc | UncheckedDec
            if operands.iter().any(|operand| operand.rep != Rep::Long) =>
        {
            None
        }
        _ if doubles => Some(Rep::Double),
        _ => Some(Rep::Long),
    }
}
