//! Reference counting in compiled code (decision D4): a test of the tag, and behind it a non-atomic count with the
//! sign rule of `value::heap`.

use super::r#gen::Gen;
use super::ir::{Int, Val};
use super::rep::{Hold, Operand, Rep};
use super::runtime;
use crate::value::word;

impl Gen<'_> {
    /// The operand with a reference of its own.
    pub fn own(&mut self, operand: Operand) -> Operand {
        if operand.hold != Hold::Borrowed || !operand.rep.counted() {
            return operand;
        }
        self.when_word(operand, Self::retain_word);
        Operand { hold: Hold::Owned, ..operand }
    }

    /// Gives up an operand's reference, where it has one.
    pub fn release(&mut self, operand: Operand) {
        if operand.needs_release() {
            self.when_word(operand, Self::release_word);
        }
    }

    /// Does something to the word that an operand is or may turn out to be.
    fn when_word(&mut self, operand: Operand, act: fn(&mut Self, Val)) {
        let Some(tag) = operand.tag else {
            act(self, operand.value);
            return;
        };
        let then = self.block();
        let after = self.block();
        self.ir.rarely(tag, then, after);
        self.ir.at(then);
        let word = self.payload_word(operand);
        act(self, word);
        self.ir.br(after);
        self.ir.at(after);
    }

    /// The payload of a tagged operand as the word that it is where the tag is set.
    pub fn payload_word(&self, operand: Operand) -> Val {
        if operand.rep == Rep::DoubleOrWord { self.ir.bitcast(operand.value, self.ir.i64) } else { operand.value }
    }

    pub fn is_heap(&self, word: Val) -> Val {
        let tag = self.ir.and(word, self.ir.word(word::TAG_MASK));
        self.ir.eq(tag, self.ir.word(word::HEAP_TAG))
    }

    /// The address of the header behind a heap word.
    pub fn header(&self, word: Val) -> Val {
        let untagged = self.ir.sub(word, self.ir.word(word::HEAP_TAG));
        self.ir.int_to_ptr(untagged, self.ir.ptr)
    }

    fn retain_word(&mut self, word: Val) {
        let ir = self.ir;
        if self.cold {
            ir.call_address(runtime::retain_word as *const () as usize, ir.void, &[word]);
            return;
        }
        let (heap, plain, other, shared, after) =
            (self.block(), self.block(), self.block(), self.block(), self.block());
        ir.cond(self.is_heap(word), heap, after);
        ir.at(heap);
        let header = self.header(word);
        let count = ir.load(ir.i32, header);
        let zero = ir.int(ir.i32, 0);
        ir.cond(ir.icmp(Int::LLVMIntSGT, count, zero), plain, other);
        ir.at(plain);
        ir.store(ir.add(count, ir.int(ir.i32, 1)), header);
        ir.br(after);
        ir.at(other);
        ir.rarely(ir.ne(count, zero), shared, after);
        ir.at(shared);
        ir.call_address(runtime::retain as *const () as usize, ir.void, &[header]);
        ir.br(after);
        ir.at(after);
    }

    fn release_word(&mut self, word: Val) {
        let ir = self.ir;
        if self.cold {
            ir.call_address(runtime::release_word as *const () as usize, ir.void, &[word]);
            return;
        }
        let (heap, plain, other, slow, after) = (self.block(), self.block(), self.block(), self.block(), self.block());
        ir.cond(self.is_heap(word), heap, after);
        ir.at(heap);
        let header = self.header(word);
        let count = ir.load(ir.i32, header);
        ir.cond(ir.icmp(Int::LLVMIntSGT, count, ir.int(ir.i32, 1)), plain, other);
        ir.at(plain);
        ir.store(ir.sub(count, ir.int(ir.i32, 1)), header);
        ir.br(after);
        ir.at(other);
        ir.cond(ir.ne(count, ir.int(ir.i32, 0)), slow, after);
        ir.at(slow);
        ir.call_address(runtime::release as *const () as usize, ir.void, &[header]);
        ir.br(after);
        ir.at(after);
    }
}
