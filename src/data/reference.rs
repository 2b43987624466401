//! References: atoms, volatiles, delays, reduced values and promises.

use super::exception::{self, Class};
use crate::value::{Context, HeapType, Kind, Outcome, Ref, Thread, Value, ValueCell, call, raise};
use std::cell::{Cell, RefCell};

/// `(atom x)`.
#[derive(Default)]
pub struct Atom {
    pub value: ValueCell,
    pub meta: ValueCell,
    pub validator: ValueCell,
    /// Key and function.
    pub watches: RefCell<Vec<(Value, Value)>>,
}

/// `(volatile! x)`.
pub struct Volatile {
    pub value: ValueCell,
}

/// Ends a reduction with its value.
pub struct Reduced(pub Value);

/// `(delay …)`: computed once, when first asked for.
pub struct Delay {
    /// The function of no arguments, unbound once it was called.
    thunk: ValueCell,
    value: ValueCell,
    failed: Cell<bool>,
    /// The thread that computes it.
    running: Cell<Option<Thread>>,
}

/// `(promise)`; unbound until something is delivered.
pub struct Promise {
    pub value: ValueCell,
}

macro_rules! heap_types {
    ($($ty:ident),*) => {$(
        // SAFETY: the only type of this kind.
        unsafe impl HeapType for $ty {
            const KIND: Kind = Kind::$ty;
        }
    )*};
}
heap_types!(Atom, Volatile, Reduced, Delay, Promise);

pub fn atom(value: Value) -> Value {
    Ref::new(Atom { value: ValueCell::new(value), ..Atom::default() }).into()
}

pub fn volatile(value: Value) -> Value {
    Ref::new(Volatile { value: ValueCell::new(value) }).into()
}

pub fn reduced(value: Value) -> Value {
    Ref::new(Reduced(value)).into()
}

pub fn delay(thunk: Value) -> Value {
    let (thunk, value) = (ValueCell::new(thunk), ValueCell::default());
    Ref::new(Delay { thunk, value, failed: Cell::new(false), running: Cell::new(None) }).into()
}

pub fn promise() -> Value {
    Ref::new(Promise { value: ValueCell::new(Value::UNBOUND) }).into()
}

/// What a reduction goes on with, or the end of it.
pub fn unreduced(value: Value) -> Value {
    match value.get::<Reduced>() {
        Some(inner) => inner.0.clone(),
        None => value,
    }
}

impl Atom {
    /// Stores `new` where the validator accepts it, and tells the watches. `reference` is the atom itself.
    pub fn reset(&self, cx: &mut Context, reference: &Value, new: Value) -> Outcome<Value> {
        self.validate(cx, &new)?;
        let old = self.value.replace(new.clone());
        self.notify(cx, reference, &old, &new)?;
        Ok(old)
    }

    /// The same, provided that `old` is still there: another thread may have had a turn since it was taken.
    pub fn replace(&self, cx: &mut Context, reference: &Value, old: &Value, new: &Value) -> Outcome<bool> {
        self.validate(cx, new)?;
        if self.value.word() != old.word() {
            return Ok(false);
        }
        self.value.set(new.clone());
        self.notify(cx, reference, old, new)?;
        Ok(true)
    }

    pub fn validate(&self, cx: &mut Context, new: &Value) -> Outcome<()> {
        let validator = self.validator.get();
        if !validator.is_nil() && !call(cx, &validator, &mut [new.clone()])?.is_truthy() {
            return Err(exception::throw(cx, Class::IllegalStateException, "Invalid reference state"));
        }
        Ok(())
    }

    fn notify(&self, cx: &mut Context, reference: &Value, old: &Value, new: &Value) -> Outcome<()> {
        if self.watches.borrow().is_empty() {
            return Ok(());
        }
        // Watches may change the watches.
        let watches = self.watches.borrow().clone();
        for (key, function) in watches {
            call(cx, &function, &mut [key, reference.clone(), old.clone(), new.clone()])?;
        }
        Ok(())
    }
}

impl Delay {
    pub fn force(&self, cx: &mut Context) -> Outcome {
        cx.wait_until(|| self.running.get().is_none_or(|thread| thread == Thread::this()))?;
        let thunk = self.thunk.get();
        if !thunk.is_unbound() {
            self.running.set(Some(Thread::this()));
            match call(cx, &thunk, &mut []) {
                Ok(value) => self.value.set(value),
                Err(_) => {
                    // Asking again raises the same exception, as in Clojure.
                    self.value.set(cx.pending.clone());
                    self.failed.set(true);
                }
            }
            self.running.set(None);
            self.thunk.set(Value::UNBOUND);
        }
        if self.failed.get() { Err(raise(cx, self.value.get())) } else { Ok(self.value.get()) }
    }

    pub fn is_realized(&self) -> bool {
        self.thunk.word() == Value::UNBOUND.word()
    }
}
