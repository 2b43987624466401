//! Keys of resolutions: by what an answer depends on.

use super::oracle::{Arg, HostType, NativeType, Operation, Signature};
use std::rc::Rc;

/// What a resolution depends on: literals by what overload resolution sees of them, so that they share wrappers.
#[derive(Clone, PartialEq, Eq, Hash)]
pub(super) struct Key {
    operation: Operation,
    args: Vec<ArgKey>,
}

#[derive(Clone, PartialEq, Eq, Hash)]
enum ArgKey {
    Other(ArgClass),
    Native(NativeType),
    Host(HostType),
    FunctionVar(Signature),
    /// A literal whose value matters: in braces (narrowing), and where C++ needs it while it compiles.
    Exactly(ArgClass, u64),
    Text(Rc<str>),
    Braces(usize),
    Overloaded(Rc<Operation>),
    Written(Rc<str>),
}

#[derive(Clone, Copy, PartialEq, Eq, Hash)]
enum ArgClass {
    Zero,
    Int,
    Long,
    Double,
    Bool,
    Char,
    WideChar,
    String,
    Nil,
}

impl Key {
    /// `exact`: with the values of all literals.
    pub fn of(operation: &Operation, args: &[Arg], exact: bool) -> Key {
        let braces = args.iter().any(|arg| matches!(arg, Arg::Braces(_)));
        let of = |arg: &Arg| match arg {
            Arg::Native(native) => ArgKey::Native(*native),
            Arg::Host(host) => ArgKey::Host(*host),
            Arg::FunctionVar(signature) => ArgKey::FunctionVar(*signature),
            Arg::Int(n) if braces || exact => ArgKey::Exactly(ArgClass::Int, *n as u64),
            Arg::Double(x) if braces || exact => ArgKey::Exactly(ArgClass::Double, x.to_bits()),
            Arg::Int(0) => ArgKey::Other(ArgClass::Zero),
            Arg::Int(n) if i32::try_from(*n).is_ok() => ArgKey::Other(ArgClass::Int),
            Arg::Int(_) => ArgKey::Other(ArgClass::Long),
            Arg::Double(_) => ArgKey::Other(ArgClass::Double),
            Arg::Bool(b) if exact => ArgKey::Exactly(ArgClass::Bool, u64::from(*b)),
            Arg::Char(c) if exact => ArgKey::Exactly(ArgClass::Char, u64::from(u32::from(*c))),
            Arg::Bool(_) => ArgKey::Other(ArgClass::Bool),
            Arg::Char(c) => ArgKey::Other(if c.is_ascii() { ArgClass::Char } else { ArgClass::WideChar }),
            Arg::String(s) if exact => ArgKey::Text(s.clone()),
            Arg::Written(text) => ArgKey::Written(text.clone()),
            Arg::String(_) => ArgKey::Other(ArgClass::String),
            Arg::Braces(count) => ArgKey::Braces(*count),
            Arg::Overloaded(name) => ArgKey::Overloaded(name.clone()),
            Arg::Nil => ArgKey::Other(ArgClass::Nil),
        };
        Key { operation: operation.clone(), args: args.iter().map(of).collect() }
    }
}

/// Whether an integer type of that width holds the literal.
pub(super) fn fits(n: i64, bits: u8, signed: bool) -> bool {
    match (bits, signed) {
        (64, true) => true,
        (64, false) => n >= 0,
        (bits, true) => (-(1i64 << (bits - 1))..1i64 << (bits - 1)).contains(&n),
        (bits, false) => (0..1i64 << bits).contains(&n),
    }
}

/// The same of a whole number that is written as a double.
pub(super) fn fits_double(x: f64, bits: u8, signed: bool) -> bool {
    let limit = 2f64.powi(i32::from(bits) - i32::from(signed));
    x < limit && x >= if signed { -limit } else { 0.0 }
}
