//! What an intrinsic gives for operands of given representations; shared by inference and code generation, so that
//! both agree.

use super::rep::Rep::{self, *};
use crate::ast::Intrinsic::{self, *};

/// The representation of the result.
pub fn result(op: Intrinsic, args: &[Rep]) -> Rep {
    if args.contains(&Never) {
        return Never;
    }
    match op {
        Add | Sub | Mul => number(args[0], args[1]),
        Inc | Dec => number(args[0], Long),
        Neg | Abs => match args[0] {
            Bool => Word,
            rep => rep,
        },
        Div if args.contains(&Double) => Double,
        Div if args.contains(&DoubleOrWord) => DoubleOrWord,
        Quot | Rem | Mod | UncheckedAdd | UncheckedSub | UncheckedMul | UncheckedInc | UncheckedDec
            if args.iter().all(|rep| *rep == Long) =>
        {
            Long
        }
        Quot | Rem | Mod if args.iter().all(|rep| matches!(rep, Long | LongOrWord)) => LongOrWord,
        BitAnd | BitOr | BitXor | BitNot | ShiftLeft | ShiftRight | UnsignedShiftRight | ToLong | Count => Long,
        ToDouble | Sqrt => Double,
        Lt | Le | Gt | Ge | NumEq | Equal | Identical | Not | IsNil | IsSome | IsZero | IsPos | IsNeg | IsEven
        | IsOdd => Bool,
        _ => Word,
    }
}

/// The result of an arithmetic operation of two numbers.
fn number(a: Rep, b: Rep) -> Rep {
    match (a, b) {
        (Long, Long) => Long,
        (Double, _) | (_, Double) => Double,
        (DoubleOrWord, _) | (_, DoubleOrWord) => DoubleOrWord,
        (Long | LongOrWord, _) | (_, Long | LongOrWord) => LongOrWord,
        _ => Word,
    }
}
