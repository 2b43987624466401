//! Core functions that both tiers know: what they are called, how many arguments they take, what they give.

use crate::interop::oracle::HostType;

/// A core function that is a node of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Intrinsic {
    Add,
    Sub,
    Mul,
    Div,
    Neg,
    Inc,
    Dec,
    Quot,
    Rem,
    Mod,
    UncheckedAdd,
    UncheckedSub,
    UncheckedMul,
    UncheckedInc,
    UncheckedDec,
    BitAnd,
    BitOr,
    BitXor,
    BitNot,
    ShiftLeft,
    ShiftRight,
    UnsignedShiftRight,
    Lt,
    Le,
    Gt,
    Ge,
    /// `==`.
    NumEq,
    /// `=`.
    Equal,
    Identical,
    Not,
    IsNil,
    IsSome,
    IsZero,
    IsPos,
    IsNeg,
    IsEven,
    IsOdd,
    ToLong,
    ToDouble,
    Sqrt,
    Abs,
    First,
    Rest,
    Next,
    Seq,
    Count,
    Nth,
    Get,
    Cons,
    Conj,
    Assoc,
    Deref,
}

use Intrinsic::*;

/// Core name, number of arguments, node. More arguments than two fold to the left for `+ - * /`, `bit-*` and chain
/// for comparisons; the analyser does that.
const TABLE: &[(&str, usize, Intrinsic)] = &[
    ("+", 2, Add),
    ("-", 2, Sub),
    ("*", 2, Mul),
    ("/", 2, Div),
    ("-", 1, Neg),
    ("inc", 1, Inc),
    ("dec", 1, Dec),
    ("quot", 2, Quot),
    ("rem", 2, Rem),
    ("mod", 2, Mod),
    ("unchecked-add", 2, UncheckedAdd),
    ("unchecked-subtract", 2, UncheckedSub),
    ("unchecked-multiply", 2, UncheckedMul),
    ("unchecked-inc", 1, UncheckedInc),
    ("unchecked-dec", 1, UncheckedDec),
    ("bit-and", 2, BitAnd),
    ("bit-or", 2, BitOr),
    ("bit-xor", 2, BitXor),
    ("bit-not", 1, BitNot),
    ("bit-shift-left", 2, ShiftLeft),
    ("bit-shift-right", 2, ShiftRight),
    ("unsigned-bit-shift-right", 2, UnsignedShiftRight),
    ("<", 2, Lt),
    ("<=", 2, Le),
    (">", 2, Gt),
    (">=", 2, Ge),
    ("==", 2, NumEq),
    ("=", 2, Equal),
    ("identical?", 2, Identical),
    ("not", 1, Not),
    ("nil?", 1, IsNil),
    ("some?", 1, IsSome),
    ("zero?", 1, IsZero),
    ("pos?", 1, IsPos),
    ("neg?", 1, IsNeg),
    ("even?", 1, IsEven),
    ("odd?", 1, IsOdd),
    ("long", 1, ToLong),
    ("double", 1, ToDouble),
    ("Math/sqrt", 1, Sqrt),
    ("Math/abs", 1, Abs),
    ("abs", 1, Abs),
    ("first", 1, First),
    ("rest", 1, Rest),
    ("next", 1, Next),
    ("seq", 1, Seq),
    ("count", 1, Count),
    ("nth", 2, Nth),
    ("get", 2, Get),
    ("cons", 2, Cons),
    ("conj", 2, Conj),
    ("assoc", 3, Assoc),
    ("deref", 1, Deref),
];

impl Intrinsic {
    /// The intrinsic of a core function (`Math/…` for the JVM's statics) called with `count` arguments.
    pub fn find(name: &str, count: usize) -> Option<Intrinsic> {
        TABLE.iter().find(|(n, c, _)| *n == name && *c == count).map(|(_, _, op)| *op)
    }

    /// Its core name, for messages and traces.
    pub fn name(self) -> &'static str {
        TABLE.iter().find(|(_, _, op)| *op == self).map_or("?", |(name, _, _)| name)
    }

    /// What it gives for arguments of these types, as far as it is known whatever the values are.
    pub fn result(self, args: &[HostType]) -> HostType {
        let all = |ty| args.iter().all(|arg| *arg == ty);
        let any = |ty| args.contains(&ty);
        match self {
            // With a double, every number gives one.
            Add | Sub | Mul | Neg | Inc | Dec | Quot | Rem | Mod | Abs | Div if any(HostType::Double) => {
                HostType::Double
            }
            Add | Sub | Mul | Neg | Inc | Dec | Quot | Rem | Mod | Abs if all(HostType::Long) => HostType::Long,
            UncheckedAdd | UncheckedSub | UncheckedMul | UncheckedInc | UncheckedDec if all(HostType::Long) => {
                HostType::Long
            }
            BitAnd | BitOr | BitXor | BitNot | ShiftLeft | ShiftRight | UnsignedShiftRight | ToLong | Count => {
                HostType::Long
            }
            Lt | Le | Gt | Ge | NumEq | Equal | Identical | Not | IsNil | IsSome | IsZero | IsPos | IsNeg | IsEven
            | IsOdd => HostType::Bool,
            ToDouble | Sqrt => HostType::Double,
            _ => HostType::Any,
        }
    }
}
