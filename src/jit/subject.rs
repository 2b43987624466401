//! What is being compiled, what compiled units know of each other, and what a call goes to.

use super::rep::Rep;
use crate::ast::{Arity, Function, Node, NodeKind, Prototype};
use crate::data::builtin::Builtin;
use crate::value::{Context, Ref, Value};
use std::cell::{Cell, RefCell};
use std::rc::Rc;

/// A compiled arity; kept in its `compiled` field from the moment it is queued.
pub struct Unit {
    /// Of the specialised function's parameters, the rest sequence included.
    pub params: Vec<Rep>,
    /// Of the specialised function's result; decides how it is returned.
    pub result: Rep,
    /// Whether the running closure is passed first.
    pub callee: bool,
    /// Machine code, once installed: the specialised function.
    pub direct: Cell<usize>,
    /// The entry that checks the number of arguments, for function objects with one arity.
    pub checked_entry: Cell<usize>,
    /// What the code refers to.
    pub kept: RefCell<Vec<Value>>,
    /// Calls with arguments that did not fit the guess.
    pub misfits: Cell<u64>,
    /// What this one took the place of, which may still be running.
    pub previous: RefCell<Option<Rc<Unit>>>,
}

/// What a call goes to, as far as it is known when the caller is compiled.
#[derive(Clone)]
pub enum Target {
    /// The arity being compiled.
    Itself,
    Compiled(Rc<Unit>),
    /// Any other function or builtin, called through its entry.
    Entry,
    Unknown,
}

/// The arity or loop being compiled.
pub struct Subject<'a> {
    pub cx: &'a Context,
    /// For traces; none at top level.
    pub name: Option<&'a Rc<str>>,
    pub prototype: Option<&'a Rc<Prototype>>,
    /// None for a loop.
    pub arity: Option<&'a Arity>,
    /// The function object, where one is known.
    pub function: Option<&'a Ref<Function>>,
    /// See [`Unit`].
    pub params: Vec<Rep>,
    pub callee: bool,
}

impl Subject<'_> {
    /// What a call of `callee` with `count` arguments goes to, and whether that has to be guarded (the callee comes
    /// from a var, which may change).
    pub fn target(&self, callee: &Node, count: usize) -> (Target, bool) {
        match &callee.kind {
            NodeKind::SelfFunction => match self.arity {
                Some(arity) if !arity.variadic && arity.params as usize == count => (Target::Itself, false),
                _ => (Target::Unknown, false),
            },
            NodeKind::Var(var) if !var.dynamic.get() => (self.target_of_value(&var.root.get(), count), true),
            _ => (Target::Unknown, false),
        }
    }

    fn target_of_value(&self, value: &Value, count: usize) -> Target {
        if let Some(function) = value.get::<Function>() {
            let Some(arity) = function.prototype.arity(count).filter(|arity| !arity.variadic) else {
                return Target::Entry;
            };
            let same = self.function.is_some_and(|own| Value::from(own.clone()).identical(value));
            if same && self.arity.is_some_and(|own| std::ptr::eq(own, &**arity)) {
                return Target::Itself;
            }
            let compiled = arity.compiled.borrow();
            match compiled.as_ref().and_then(|any| any.downcast_ref::<Rc<Unit>>()) {
                Some(unit) if unit.direct.get() != 0 => Target::Compiled(unit.clone()),
                _ => Target::Entry,
            }
        } else if value.get::<Builtin>().is_some() {
            Target::Entry
        } else {
            Target::Unknown
        }
    }

    /// The parameters that a target's specialised function takes.
    pub fn params_of<'t>(&'t self, target: &'t Target) -> &'t [Rep] {
        match target {
            Target::Itself => &self.params,
            Target::Compiled(unit) => &unit.params,
            _ => &[],
        }
    }

    /// Whether arguments of these representations fit the target's parameters without a check.
    pub fn fits(&self, target: &Target, args: &[Rep]) -> bool {
        self.params_of(target).iter().zip(args).all(|(param, arg)| match param {
            Rep::Long | Rep::Double => arg == param,
            _ => true,
        })
    }

    /// What a call gives; `itself` is what the arity being compiled gives.
    pub fn call_result(&self, target: &Target, guarded: bool, itself: Rep, args: &[Rep]) -> Rep {
        let rep = match target {
            Target::Itself => itself,
            Target::Compiled(unit) => unit.result,
            _ => Rep::Word,
        };
        let sure = !guarded && self.fits(target, args);
        match rep {
            Rep::Long | Rep::LongOrWord if !sure => Rep::LongOrWord,
            Rep::Double | Rep::DoubleOrWord if !sure => Rep::DoubleOrWord,
            Rep::Long | Rep::LongOrWord | Rep::Double | Rep::DoubleOrWord | Rep::Never => rep,
            _ => Rep::Word,
        }
    }
}
