//! Functions of the core library that are written in Rust.

use super::exception;
use crate::value::{Context, Entry, Header, HeapType, Kind, Object, Outcome, Ref, Value, word_of};

/// The Rust function: takes its arguments out of the slice (`std::mem::take`) where it wants to own them.
pub type BuiltinFunction = fn(&mut Context, &mut [Value]) -> Outcome;

/// A Rust closure as a function of the language: what `partial` or `map`'s transducer give.
pub type Closure = Box<dyn Fn(&mut Context, &mut [Value]) -> Outcome>;

/// A function written in Rust.
#[repr(C)]
pub struct Builtin {
    entry: Entry,
    /// The function itself, unless [`Builtin::is_plain`] denies it; [`Builtin::call`] serves both.
    pub function: BuiltinFunction,
    pub name: &'static str,
    pub min: u32,
    /// `u32::MAX` for any number.
    pub max: u32,
    /// Takes the place of `function`, where there is one.
    closure: Option<Closure>,
    pub meta: Value,
}

// SAFETY: the only type of this kind; `repr(C)` with the entry first, as `Entry` asks.
unsafe impl HeapType for Builtin {
    const KIND: Kind = Kind::Builtin;
}

impl Builtin {
    /// An immortal function object that takes `min..=max` arguments.
    pub fn make(name: &'static str, min: u32, max: u32, function: BuiltinFunction) -> Value {
        Ref::immortal(Builtin { entry, function, name, min, max, closure: None, meta: Value::NIL }).into()
    }

    /// A counted function object around a closure.
    pub fn closure(
        name: &'static str,
        min: u32,
        max: u32,
        closure: impl Fn(&mut Context, &mut [Value]) -> Outcome + 'static,
    ) -> Value {
        Builtin::closure_with_meta(name, min, max, Box::new(closure), Value::NIL)
    }

    pub fn closure_with_meta(name: &'static str, min: u32, max: u32, closure: Closure, meta: Value) -> Value {
        Ref::new(Builtin { entry, function: no_function, name, min, max, closure: Some(closure), meta }).into()
    }

    /// Whether [`Builtin::function`] is all there is to call.
    pub fn is_plain(&self) -> bool {
        self.closure.is_none()
    }

    /// Checks the number of arguments and calls. The arguments stay the caller's, but may have been taken.
    #[inline]
    pub fn call(&self, cx: &mut Context, args: &mut [Value]) -> Outcome {
        if args.len() < self.min as usize || args.len() > self.max as usize {
            return Err(exception::wrong_arity(cx, self.name, args.len()));
        }
        match &self.closure {
            None => (self.function)(cx, args),
            Some(closure) => closure(cx, args),
        }
    }
}

/// Stands where a closure is called instead.
fn no_function(cx: &mut Context, _: &mut [Value]) -> Outcome {
    Err(exception::throw(cx, exception::Class::IllegalStateException, "a closure has no plain function"))
}

/// The [`Entry`] of all builtins.
unsafe extern "C" fn entry(cx: *mut Context, callee: *const Header, args: *mut Value, count: usize) -> u64 {
    // SAFETY: `Entry`'s contract: `callee` is a live builtin, `cx` is exclusive, and the arguments are `count` valid
    // values that this call takes.
    unsafe {
        let builtin = &(*callee.cast::<Object<Builtin>>()).body;
        let args = std::slice::from_raw_parts_mut(args, count);
        let outcome = builtin.call(&mut *cx, args);
        std::ptr::drop_in_place(args);
        word_of(outcome)
    }
}
