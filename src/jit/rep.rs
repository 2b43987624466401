//! How compiled code represents values: unboxed where their type is known, as tagged words where it is not.

use super::ir::{Ir, Type, Val};
use crate::ast::Profile;
use crate::interop::oracle::HostType;

/// A representation. They form a lattice by [`Rep::join`], with `Never` at the bottom and `Word` at the top.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Rep {
    /// Control does not get here.
    Never,
    /// An `i64`.
    Long,
    /// An `f64`.
    Double,
    /// An `i1`.
    Bool,
    /// An `i64` and a tag: where the tag is set, the `i64` is a tagged word after all. It is what a guess gives whose
    /// failure must not end the function: the fast paths ask for tags that are clear.
    LongOrWord,
    /// An `f64` and a tag: where the tag is set, the `f64`'s bits are a tagged word.
    DoubleOrWord,
    /// A tagged word.
    Word,
    /// The address of a C++ object.
    Address,
}

use Rep::*;

impl Rep {
    /// The narrowest representation that both fit.
    pub fn join(self, other: Rep) -> Rep {
        match (self, other) {
            (a, b) if a == b => a,
            (Never, rep) | (rep, Never) => rep,
            (Long | LongOrWord, Long | LongOrWord) => LongOrWord,
            (Double | DoubleOrWord, Double | DoubleOrWord) => DoubleOrWord,
            _ => Word,
        }
    }

    /// Whether values of it may hold a reference.
    pub fn counted(self) -> bool {
        matches!(self, LongOrWord | DoubleOrWord | Word)
    }

    /// Whether it comes with a tag.
    pub fn tagged(self) -> bool {
        matches!(self, LongOrWord | DoubleOrWord)
    }

    /// The representation that a profile speaks for.
    pub fn of_profile(bits: u8) -> Rep {
        match bits {
            Profile::FIXNUM => Long,
            Profile::FLOAT => Double,
            _ => Word,
        }
    }

    /// The representation of values of which the analyser knows this much.
    pub fn of_type(ty: HostType) -> Rep {
        match ty {
            HostType::Long => Long,
            HostType::Double => Double,
            HostType::Bool => Bool,
            _ => Word,
        }
    }

    /// A word that a profile says is mostly of this representation, kept unboxed with a tag.
    pub fn guess(self, profile: u8) -> Rep {
        match (self, Rep::of_profile(profile)) {
            (Word, Long) => LongOrWord,
            (Word, Double) => DoubleOrWord,
            (rep, _) => rep,
        }
    }

    /// The type of its payload.
    pub fn payload(self, ir: &Ir) -> Type {
        match self {
            Double | DoubleOrWord => ir.f64,
            Bool => ir.i1,
            Address => ir.ptr,
            _ => ir.i64,
        }
    }
}

/// Who counts a word's reference.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hold {
    /// Whoever has the operand owns it.
    Owned,
    /// Somebody else keeps it alive while the operand is used.
    Borrowed,
    /// There is nothing to count.
    Immediate,
}

/// A value in compiled code.
#[derive(Clone, Copy, Debug)]
pub struct Operand {
    pub rep: Rep,
    pub value: Val,
    /// The tag of `LongOrWord` and `DoubleOrWord`, an `i1`.
    pub tag: Option<Val>,
    pub hold: Hold,
}

impl Operand {
    pub fn plain(rep: Rep, value: Val) -> Operand {
        Operand { rep, value, tag: None, hold: Hold::Immediate }
    }

    pub fn long(value: Val) -> Operand {
        Operand::plain(Long, value)
    }

    pub fn double(value: Val) -> Operand {
        Operand::plain(Double, value)
    }

    pub fn bool(value: Val) -> Operand {
        Operand::plain(Bool, value)
    }

    pub fn address(value: Val) -> Operand {
        Operand::plain(Address, value)
    }

    pub fn word(value: Val, hold: Hold) -> Operand {
        Operand { rep: Word, value, tag: None, hold }
    }

    pub fn owned(value: Val) -> Operand {
        Operand::word(value, Hold::Owned)
    }

    pub fn tagged(rep: Rep, value: Val, tag: Val, hold: Hold) -> Operand {
        Operand { rep, value, tag: Some(tag), hold }
    }

    /// Whether giving it up removes a reference.
    pub fn needs_release(self) -> bool {
        self.rep.counted() && self.hold == Hold::Owned
    }
}
