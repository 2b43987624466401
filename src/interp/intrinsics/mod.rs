//! Core functions that are nodes: small integers and immediate floats inline, the rest in [`slow`].

pub(super) mod slow;

use super::eval::{eval as eval_node, operand};
use super::exceptions::passed;
use super::frame::Frame;
use crate::ast::{Intrinsic, Node};
use crate::data::double;
use crate::value::{Context, Outcome, Value, word};

/// A fixnum's word as a value.
#[inline(always)]
fn fixnum(tagged: i64) -> Value {
    debug_assert!(tagged & 1 == 0);
    // SAFETY: an even word is a fixnum, which owns nothing.
    unsafe { Value::from_word(tagged as u64) }
}

/// The value of an intrinsic node.
#[inline(never)]
pub(super) fn eval(cx: &mut Context, frame: &Frame, node: &Node, op: Intrinsic, args: &[Node]) -> Outcome {
    match args {
        [a, b] => {
            let a = operand(cx, frame, a)?;
            let b = operand(cx, frame, b)?;
            let (x, y) = (a.word() as i64, b.word() as i64);
            if (x | y) & 1 == 0
                && let Some(value) = fixnums(op, x, y)
            {
                return Ok(value);
            }
            binary(cx, frame, node, op, a, b)
        }
        [a] => {
            let a = operand(cx, frame, a)?;
            let x = a.word() as i64;
            if x & 1 == 0
                && let Some(value) = one_fixnum(op, x)
            {
                return Ok(value);
            }
            unary(cx, frame, node, op, a)
        }
        _ => any(cx, frame, node, op, args),
    }
}

/// Whether an intrinsic node's value is truthy.
#[inline(never)]
pub(super) fn test(cx: &mut Context, frame: &Frame, node: &Node, op: Intrinsic, args: &[Node]) -> Outcome<bool> {
    let value = match args {
        [a, b] => {
            let a = operand(cx, frame, a)?;
            let b = operand(cx, frame, b)?;
            let (x, y) = (a.word() as i64, b.word() as i64);
            if (x | y) & 1 == 0
                && let Some(answer) = compare(op, x, y)
            {
                return Ok(answer);
            }
            binary(cx, frame, node, op, a, b)?
        }
        [a] => {
            let a = operand(cx, frame, a)?;
            if let Some(answer) = is(op, &a) {
                return Ok(answer);
            }
            unary(cx, frame, node, op, a)?
        }
        _ => any(cx, frame, node, op, args)?,
    };
    Ok(value.is_truthy())
}

/// Comparisons of tagged fixnums, whose words are ordered as they are.
#[inline(always)]
fn compare(op: Intrinsic, x: i64, y: i64) -> Option<bool> {
    Some(match op {
        Intrinsic::Lt => x < y,
        Intrinsic::Le => x <= y,
        Intrinsic::Gt => x > y,
        Intrinsic::Ge => x >= y,
        Intrinsic::NumEq | Intrinsic::Equal | Intrinsic::Identical => x == y,
        _ => return None,
    })
}

/// Operations on tagged fixnums; none where the result is no fixnum.
#[inline(always)]
fn fixnums(op: Intrinsic, x: i64, y: i64) -> Option<Value> {
    Some(match op {
        // The overflow of the tagged words is that of 63 bits.
        Intrinsic::Add => fixnum(x.checked_add(y)?),
        Intrinsic::Sub => fixnum(x.checked_sub(y)?),
        Intrinsic::Mul => fixnum((x >> 1).checked_mul(y)?),
        Intrinsic::Quot if y != 0 && y != -2 => fixnum((x / y) << 1),
        Intrinsic::Rem if y != 0 && y != -2 => fixnum(x % y),
        Intrinsic::Mod if y != 0 && y != -2 => {
            let rem = x % y;
            fixnum(if rem != 0 && (rem ^ y) < 0 { rem + y } else { rem })
        }
        Intrinsic::BitAnd => fixnum(x & y),
        Intrinsic::BitOr => fixnum(x | y),
        Intrinsic::BitXor => fixnum(x ^ y),
        Intrinsic::ShiftRight => fixnum((x >> ((y >> 1) & 63)) & !1),
        _ => return compare(op, x, y).map(Value::bool),
    })
}

#[inline(always)]
fn one_fixnum(op: Intrinsic, x: i64) -> Option<Value> {
    Some(match op {
        Intrinsic::Inc => fixnum(x.checked_add(2)?),
        Intrinsic::Dec => fixnum(x.checked_sub(2)?),
        Intrinsic::Neg => fixnum(x.checked_neg()?),
        Intrinsic::Abs => fixnum(x.checked_abs()?),
        Intrinsic::BitNot => fixnum(!x & !1),
        Intrinsic::ToLong => fixnum(x),
        Intrinsic::ToDouble => double((x >> 1) as f64),
        Intrinsic::IsZero => Value::bool(x == 0),
        Intrinsic::IsPos => Value::bool(x > 0),
        Intrinsic::IsNeg => Value::bool(x < 0),
        Intrinsic::IsEven => Value::bool(x & 2 == 0),
        Intrinsic::IsOdd => Value::bool(x & 2 != 0),
        Intrinsic::Not | Intrinsic::IsNil => Value::FALSE,
        Intrinsic::IsSome => Value::TRUE,
        _ => return None,
    })
}

/// Predicates of one operand that need nothing but the word.
#[inline(always)]
fn is(op: Intrinsic, a: &Value) -> Option<bool> {
    let fixnum = word::is_fixnum(a.word());
    let x = a.word() as i64;
    Some(match op {
        Intrinsic::Not => !a.is_truthy(),
        Intrinsic::IsNil => a.is_nil(),
        Intrinsic::IsSome => !a.is_nil(),
        Intrinsic::IsZero if fixnum => x == 0,
        Intrinsic::IsPos if fixnum => x > 0,
        Intrinsic::IsNeg if fixnum => x < 0,
        Intrinsic::IsEven if fixnum => x & 2 == 0,
        Intrinsic::IsOdd if fixnum => x & 2 != 0,
        _ => return None,
    })
}

/// Operations on immediate floats, a fixnum beside a float being widened.
#[inline(always)]
fn floats(op: Intrinsic, x: f64, y: f64) -> Option<Value> {
    Some(match op {
        Intrinsic::Add => double(x + y),
        Intrinsic::Sub => double(x - y),
        Intrinsic::Mul => double(x * y),
        Intrinsic::Div if y != 0.0 => double(x / y),
        Intrinsic::Lt => Value::bool(x < y),
        Intrinsic::Le => Value::bool(x <= y),
        Intrinsic::Gt => Value::bool(x > y),
        Intrinsic::Ge => Value::bool(x >= y),
        Intrinsic::NumEq => Value::bool(x == y),
        _ => return None,
    })
}

#[inline(always)]
fn widened(value: &Value) -> Option<f64> {
    value.as_immediate_float().or_else(|| value.as_fixnum().map(|n| n as f64))
}

#[inline(never)]
fn binary(cx: &mut Context, frame: &Frame, node: &Node, op: Intrinsic, a: Value, b: Value) -> Outcome {
    if (a.as_immediate_float().is_some() || b.as_immediate_float().is_some())
        && let (Some(x), Some(y)) = (widened(&a), widened(&b))
        && let Some(value) = floats(op, x, y)
    {
        return Ok(value);
    }
    if op == Intrinsic::Identical {
        return Ok(Value::bool(a.identical(&b)));
    }
    finish(cx, frame, node, op, &mut [a, b])
}

#[inline(never)]
fn unary(cx: &mut Context, frame: &Frame, node: &Node, op: Intrinsic, a: Value) -> Outcome {
    match is(op, &a) {
        Some(answer) => Ok(Value::bool(answer)),
        None => finish(cx, frame, node, op, &mut [a]),
    }
}

#[inline(never)]
fn any(cx: &mut Context, frame: &Frame, node: &Node, op: Intrinsic, args: &[Node]) -> Outcome {
    let mut values = Vec::with_capacity(args.len());
    for arg in args {
        values.push(eval_node(cx, frame, arg)?);
    }
    finish(cx, frame, node, op, &mut values)
}

/// The general case.
fn finish(cx: &mut Context, frame: &Frame, node: &Node, op: Intrinsic, args: &mut [Value]) -> Outcome {
    let outcome = slow::call(cx, op, args);
    if outcome.is_err() {
        passed(cx, frame, node.span);
    }
    outcome
}
