//! Bit operations.

use super::{ANY, Native, native};
use crate::data::long;
use crate::data::number;
use crate::value::{Context, Outcome, Value};

pub static TABLE: &[Native] = &[
    native("clojure.core/bit-and", 2, ANY, |cx, args| fold(cx, args, |x, y| x & y)),
    native("clojure.core/bit-or", 2, ANY, |cx, args| fold(cx, args, |x, y| x | y)),
    native("clojure.core/bit-xor", 2, ANY, |cx, args| fold(cx, args, |x, y| x ^ y)),
    native("clojure.core/bit-and-not", 2, ANY, |cx, args| fold(cx, args, |x, y| x & !y)),
    native("clojure.core/bit-not", 1, 1, |cx, args| number::bit_operation(cx, &args[0], &long(0), |x, _| !x)),
    native("clojure.core/bit-shift-left", 2, 2, |cx, args| number::shift_left(cx, &args[0], &args[1])),
    native("clojure.core/bit-shift-right", 2, 2, |cx, args| number::shift_right(cx, &args[0], &args[1])),
    native("clojure.core/unsigned-bit-shift-right", 2, 2, |cx, args| {
        number::unsigned_shift_right(cx, &args[0], &args[1])
    }),
    native("clojure.core/bit-set", 2, 2, |cx, args| {
        number::bit_operation(cx, &args[0], &args[1], |x, n| x | 1i64.wrapping_shl(n as u32))
    }),
    native("clojure.core/bit-clear", 2, 2, |cx, args| {
        number::bit_operation(cx, &args[0], &args[1], |x, n| x & !1i64.wrapping_shl(n as u32))
    }),
    native("clojure.core/bit-flip", 2, 2, |cx, args| {
        number::bit_operation(cx, &args[0], &args[1], |x, n| x ^ 1i64.wrapping_shl(n as u32))
    }),
    native("clojure.core/bit-test", 2, 2, |cx, args| {
        let bit = number::bit_operation(cx, &args[0], &args[1], |x, n| x.wrapping_shr(n as u32) & 1)?;
        Ok(Value::bool(bit.as_long() == Some(1)))
    }),
];

fn fold(cx: &mut Context, args: &mut [Value], operation: fn(i64, i64) -> i64) -> Outcome {
    let mut total = args[0].clone();
    for other in &args[1..] {
        total = number::bit_operation(cx, &total, other, operation)?;
    }
    Ok(total)
}
