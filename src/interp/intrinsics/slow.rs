//! The general cases of core functions that are nodes, whatever their arguments are.

use crate::ast::Intrinsic;
use crate::data::exception::{self, Class};
use crate::data::number::{self, Number};
use crate::data::reference::{Atom, Volatile};
use crate::data::var::Var;
use crate::data::{double, equality, long, seq};
use crate::engine::Engine;
use crate::value::{Context, Outcome, Value, call as call_value};
use num_traits::ToPrimitive;
use std::mem::take;

/// Calls the function on its arguments, which may be taken.
pub fn call(cx: &mut Context, op: Intrinsic, args: &mut [Value]) -> Outcome {
    match args {
        [a] => one(cx, op, a),
        [a, b] => two(cx, op, a, b),
        [a, b, c] if op == Intrinsic::Assoc => seq::assoc(cx, take(a), take(b), take(c)),
        _ => by_name(cx, op, args),
    }
}

fn one(cx: &mut Context, op: Intrinsic, a: &mut Value) -> Outcome {
    match op {
        Intrinsic::Neg => number::neg(cx, a),
        Intrinsic::Inc => number::inc(cx, a),
        Intrinsic::Dec => number::dec(cx, a),
        Intrinsic::UncheckedInc => unchecked(cx, a, &long(1), i64::wrapping_add, number::add),
        Intrinsic::UncheckedDec => unchecked(cx, a, &long(1), i64::wrapping_sub, number::sub),
        Intrinsic::BitNot => number::bit_operation(cx, a, &long(0), |x, _| !x),
        Intrinsic::IsZero => number::sign(cx, a).map(|sign| Value::bool(sign == 0)),
        Intrinsic::IsPos => number::sign(cx, a).map(|sign| Value::bool(sign > 0)),
        Intrinsic::IsNeg => number::sign(cx, a).map(|sign| Value::bool(sign < 0)),
        Intrinsic::IsEven => is_even(cx, a).map(Value::bool),
        Intrinsic::IsOdd => is_even(cx, a).map(|even| Value::bool(!even)),
        Intrinsic::ToLong => number::to_long_checked(cx, a).map(long),
        Intrinsic::ToDouble => real(cx, a).map(double),
        Intrinsic::Sqrt => real(cx, a).map(|x| double(x.sqrt())),
        Intrinsic::Abs => match a.as_double() {
            Some(x) => Ok(double(x.abs())),
            None => match number::sign(cx, a)? {
                ..0 => number::neg(cx, a),
                _ => Ok(take(a)),
            },
        },
        Intrinsic::First => seq::first(cx, a),
        Intrinsic::Rest => seq::rest(cx, a),
        Intrinsic::Next => seq::next(cx, a),
        Intrinsic::Seq => seq::seq(cx, a),
        Intrinsic::Count => seq::count(cx, a).map(|count| long(count as i64)),
        Intrinsic::Deref => deref(cx, a),
        _ => by_name(cx, op, std::slice::from_mut(a)),
    }
}

fn two(cx: &mut Context, op: Intrinsic, a: &mut Value, b: &mut Value) -> Outcome {
    match op {
        Intrinsic::Add => number::add(cx, a, b),
        Intrinsic::Sub => number::sub(cx, a, b),
        Intrinsic::Mul => number::mul(cx, a, b),
        Intrinsic::Div => number::div(cx, a, b),
        Intrinsic::Quot => number::quot(cx, a, b),
        Intrinsic::Rem => number::rem(cx, a, b),
        Intrinsic::Mod => number::modulo(cx, a, b),
        Intrinsic::UncheckedAdd => unchecked(cx, a, b, i64::wrapping_add, number::add),
        Intrinsic::UncheckedSub => unchecked(cx, a, b, i64::wrapping_sub, number::sub),
        Intrinsic::UncheckedMul => unchecked(cx, a, b, i64::wrapping_mul, number::mul),
        Intrinsic::BitAnd => number::bit_operation(cx, a, b, |x, y| x & y),
        Intrinsic::BitOr => number::bit_operation(cx, a, b, |x, y| x | y),
        Intrinsic::BitXor => number::bit_operation(cx, a, b, |x, y| x ^ y),
        Intrinsic::ShiftLeft => number::shift_left(cx, a, b),
        Intrinsic::ShiftRight => number::shift_right(cx, a, b),
        Intrinsic::UnsignedShiftRight => number::unsigned_shift_right(cx, a, b),
        Intrinsic::Lt => number::lt(cx, a, b).map(Value::bool),
        Intrinsic::Le => number::le(cx, a, b).map(Value::bool),
        Intrinsic::Gt => number::gt(cx, a, b).map(Value::bool),
        Intrinsic::Ge => number::ge(cx, a, b).map(Value::bool),
        Intrinsic::NumEq => number::num_eq(cx, a, b).map(Value::bool),
        Intrinsic::Equal => equality::equal(cx, a, b).map(Value::bool),
        Intrinsic::Identical => Ok(Value::bool(a.identical(b))),
        Intrinsic::Nth => seq::nth(cx, a, b, None),
        Intrinsic::Get => seq::get(cx, a, b, Value::NIL),
        Intrinsic::Cons => seq::cons(cx, take(a), take(b)),
        Intrinsic::Conj => seq::conj(cx, take(a), take(b)),
        _ => by_name(cx, op, &mut [take(a), take(b)]),
    }
}

/// Through the core function of that name.
#[cold]
fn by_name(cx: &mut Context, op: Intrinsic, args: &mut [Value]) -> Outcome {
    let engine = Engine::of(cx);
    match engine.core_var(op.name()) {
        Some(var) => {
            let function = engine.deref_var(cx, &var)?;
            call_value(cx, &function, args)
        }
        None => {
            let message = format!("no core function {} of {} arguments", op.name(), args.len());
            Err(exception::throw(cx, Class::UnsupportedOperationException, message))
        }
    }
}

/// Longs wrap around; other numbers have no need to.
fn unchecked(
    cx: &mut Context,
    a: &Value,
    b: &Value,
    wrapping: fn(i64, i64) -> i64,
    checked: fn(&mut Context, &Value, &Value) -> Outcome,
) -> Outcome {
    match (a.as_long(), b.as_long()) {
        (Some(x), Some(y)) => Ok(long(wrapping(x, y))),
        _ => checked(cx, a, b),
    }
}

fn is_even(cx: &mut Context, a: &Value) -> Outcome<bool> {
    match a.as_number() {
        Some(Number::Long(n)) => Ok(n & 1 == 0),
        Some(Number::Big(n)) => Ok((n % 2u8).to_u8() == Some(0)),
        _ => {
            let shown = crate::data::print::brief(a);
            Err(exception::throw(cx, Class::IllegalArgumentException, format!("Argument must be an integer: {shown}")))
        }
    }
}

fn real(cx: &mut Context, a: &Value) -> Outcome<f64> {
    if let Some(x) = a.as_double() {
        return Ok(x);
    }
    Ok(number::to_f64(number::expect_number(cx, a)?))
}

fn deref(cx: &mut Context, a: &mut Value) -> Outcome {
    if let Some(atom) = a.get::<Atom>() {
        Ok(atom.value.get())
    } else if let Some(volatile) = a.get::<Volatile>() {
        Ok(volatile.value.get())
    } else if let Some(var) = a.to_ref::<Var>() {
        Engine::of(cx).deref_var(cx, &var)
    } else {
        by_name(cx, Intrinsic::Deref, std::slice::from_mut(a))
    }
}
