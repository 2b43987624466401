//! Bit operations on longs; shifts take the distance modulo 64, as on the JVM.

use super::{exception, long};
use crate::data::exception::Class;
use crate::value::{Context, Outcome, Value};

fn bits(cx: &mut Context, value: &Value) -> Outcome<i64> {
    match value.as_long() {
        Some(n) => Ok(n),
        None => {
            let given = exception::class_name(value);
            Err(exception::throw(
                cx,
                Class::IllegalArgumentException,
                format!("bit operation not supported for: {given}"),
            ))
        }
    }
}

/// Applies `operation` to two longs.
#[inline]
pub fn bit_operation(cx: &mut Context, a: &Value, b: &Value, operation: fn(i64, i64) -> i64) -> Outcome {
    let (x, y) = (bits(cx, a)?, bits(cx, b)?);
    Ok(long(operation(x, y)))
}

pub fn shift_left(cx: &mut Context, a: &Value, distance: &Value) -> Outcome {
    bit_operation(cx, a, distance, |x, n| x.wrapping_shl(n as u32))
}

pub fn shift_right(cx: &mut Context, a: &Value, distance: &Value) -> Outcome {
    bit_operation(cx, a, distance, |x, n| x.wrapping_shr(n as u32))
}

pub fn unsigned_shift_right(cx: &mut Context, a: &Value, distance: &Value) -> Outcome {
    bit_operation(cx, a, distance, |x, n| (x as u64).wrapping_shr(n as u32) as i64)
}
