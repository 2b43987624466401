//! Multimethods: functions that choose their method by a value that they compute of their arguments, and the
//! hierarchies (`derive`) that order such values.

use super::exception::{self, Class};
use super::map::Map;
use super::set::Set;
use super::types::{self, Type};
use super::var::Var;
use super::vector::Vector;
use super::{keyword, print};
use crate::value::{Context, Entry, Header, HeapType, Kind, Object, Outcome, Ref, Value, ValueCell, call, word_of};
use ahash::AHashMap;
use std::cell::RefCell;
use std::rc::Rc;

/// A multimethod.
#[repr(C)]
pub struct MultiFunction {
    entry: Entry,
    pub name: Rc<str>,
    dispatch: Value,
    default: Value,
    /// The var that holds the hierarchy.
    hierarchy: Ref<Var>,
    /// In the order they were added.
    methods: RefCell<Vec<(Value, Value)>>,
    /// Pairs of dispatch values of which the first is preferred.
    preferences: RefCell<Vec<(Value, Value)>>,
    /// Methods found before, by dispatch value, as long as the hierarchy is `cached_for`.
    cache: RefCell<AHashMap<Value, Value>>,
    cached_for: ValueCell,
}

// SAFETY: the only type of this kind; `repr(C)` with the entry first, as `Entry` asks.
unsafe impl HeapType for MultiFunction {
    const KIND: Kind = Kind::MultiFunction;
}

impl MultiFunction {
    pub fn make(name: Rc<str>, dispatch: Value, default: Value, hierarchy: Ref<Var>) -> Value {
        Ref::new(MultiFunction {
            entry,
            name,
            dispatch,
            default,
            hierarchy,
            methods: RefCell::default(),
            preferences: RefCell::default(),
            cache: RefCell::default(),
            cached_for: ValueCell::default(),
        })
        .into()
    }

    pub fn call(&self, cx: &mut Context, args: &mut [Value]) -> Outcome {
        let mut copies = args.to_vec();
        let value = call(cx, &self.dispatch, &mut copies)?;
        let method = self.method(cx, &value)?;
        if method.is_nil() {
            let shown = print::readably(cx, &value)?;
            let message = format!("No method in multimethod '{}' for dispatch value: {shown}", self.name);
            return Err(exception::throw(cx, Class::IllegalArgumentException, message));
        }
        call(cx, &method, args)
    }

    /// The method for a dispatch value; nil where there is none.
    pub fn method(&self, cx: &mut Context, value: &Value) -> Outcome {
        let hierarchy = self.hierarchy.root.get();
        if self.cached_for.word() != hierarchy.word() {
            self.forget();
            self.cached_for.set(hierarchy.clone());
        }
        if let Some(method) = self.cache.borrow().get(value) {
            return Ok(method.clone());
        }
        let method = self.find(cx, &hierarchy, value)?;
        if !method.is_nil() {
            self.cache.borrow_mut().insert(value.clone(), method.clone());
        }
        Ok(method)
    }

    /// The method whose dispatch value is nearest to `value`, or the default method.
    fn find(&self, cx: &mut Context, hierarchy: &Value, value: &Value) -> Outcome {
        let methods = self.methods.borrow().clone();
        let mut best: Option<(Value, Value)> = None;
        for (candidate, method) in methods.iter().filter(|(candidate, _)| isa(hierarchy, value, candidate)) {
            let Some((found, _)) = &best else {
                best = Some((candidate.clone(), method.clone()));
                continue;
            };
            if self.dominates(hierarchy, candidate, found) {
                best = Some((candidate.clone(), method.clone()));
            } else if !self.dominates(hierarchy, found, candidate) {
                let shown = [value, candidate, found].map(print::brief);
                let message = format!(
                    "Multiple methods in multimethod '{}' match dispatch value: {} -> {} and {}, and neither is preferred",
                    self.name, shown[0], shown[1], shown[2]
                );
                return Err(exception::throw(cx, Class::IllegalArgumentException, message));
            }
        }
        Ok(match best {
            Some((_, method)) => method,
            None => methods.iter().find(|(key, _)| *key == self.default).map(|(_, it)| it.clone()).unwrap_or_default(),
        })
    }

    fn dominates(&self, hierarchy: &Value, a: &Value, b: &Value) -> bool {
        self.prefers(hierarchy, a, b, 0) || isa(hierarchy, a, b)
    }

    /// Whether `a` is preferred to `b`, or to a parent of it, or a parent of `a` is.
    fn prefers(&self, hierarchy: &Value, a: &Value, b: &Value, depth: u32) -> bool {
        if depth > 64 {
            return false;
        }
        if self.preferences.borrow().iter().any(|(first, second)| first == a && second == b) {
            return true;
        }
        let parents = |tag: &Value| -> Vec<Value> {
            let tags =
                hierarchy.get::<Map>().and_then(|map| map.get(&keyword("parents"))?.get::<Map>()?.get(tag).cloned());
            tags.as_ref()
                .and_then(|tags| tags.get::<Set>())
                .map(|set| set.iter().cloned().collect())
                .unwrap_or_default()
        };
        parents(b).iter().any(|parent| self.prefers(hierarchy, a, parent, depth + 1))
            || parents(a).iter().any(|parent| self.prefers(hierarchy, parent, b, depth + 1))
    }

    pub fn add(&self, value: Value, method: Value) {
        let old = {
            let mut methods = self.methods.borrow_mut();
            match methods.iter_mut().find(|(key, _)| *key == value) {
                Some((_, slot)) => Some(std::mem::replace(slot, method)),
                None => {
                    methods.push((value, method));
                    None
                }
            }
        };
        drop(old);
        self.forget();
    }

    pub fn remove(&self, value: &Value) {
        let removed = {
            let mut methods = self.methods.borrow_mut();
            methods.iter().position(|(key, _)| key == value).map(|at| methods.remove(at))
        };
        drop(removed);
        self.forget();
    }

    pub fn remove_all(&self) {
        drop(self.methods.take());
        self.forget();
    }

    /// Prefers `a` to `b`; false where `b` is preferred to `a` already.
    pub fn prefer(&self, a: Value, b: Value) -> bool {
        if self.prefers(&self.hierarchy.root.get(), &b, &a, 0) {
            return false;
        }
        self.preferences.borrow_mut().push((a, b));
        self.forget();
        true
    }

    pub fn methods(&self) -> Vec<(Value, Value)> {
        self.methods.borrow().clone()
    }

    pub fn preferences(&self) -> Vec<(Value, Value)> {
        self.preferences.borrow().clone()
    }

    fn forget(&self) {
        drop(self.cache.take());
    }
}

/// Whether `child` is `parent` or derives from it: in the hierarchy, as a class, or element by element as vectors.
pub fn isa(hierarchy: &Value, child: &Value, parent: &Value) -> bool {
    if child == parent {
        return true;
    }
    if let (Some(child), Some(parent)) = (child.get::<Type>(), parent.get::<Type>())
        && types::derives(child, parent)
    {
        return true;
    }
    let ancestors = hierarchy.get::<Map>().and_then(|map| map.get(&keyword("ancestors"))?.get::<Map>()?.get(child));
    if ancestors.and_then(|tags| tags.get::<Set>()).is_some_and(|tags| tags.contains(parent)) {
        return true;
    }
    match (child.get::<Vector>(), parent.get::<Vector>()) {
        (Some(child), Some(parent)) => {
            child.items.len() == parent.items.len()
                && child.items.iter().zip(&parent.items).all(|(child, parent)| isa(hierarchy, child, parent))
        }
        _ => false,
    }
}

/// The [`Entry`] of all multimethods.
unsafe extern "C" fn entry(cx: *mut Context, callee: *const Header, args: *mut Value, count: usize) -> u64 {
    // SAFETY: `Entry`'s contract: `callee` is a live multimethod, `cx` is exclusive, and the arguments are `count`
    // valid values that this call takes.
    unsafe {
        let multi = &(*callee.cast::<Object<MultiFunction>>()).body;
        let args = std::slice::from_raw_parts_mut(args, count);
        let outcome = multi.call(&mut *cx, args);
        std::ptr::drop_in_place(args);
        word_of(outcome)
    }
}
