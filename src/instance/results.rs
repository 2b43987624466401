//! `*1`, `*2`, `*3` and `*e`: what a person was last answered.

use crate::data::var::Var;
use crate::engine::Engine;
use crate::value::{Ref, Value};
use std::rc::Rc;

pub struct Results {
    values: [Ref<Var>; 3],
    error: Ref<Var>,
}

impl Results {
    pub fn new(engine: &Engine) -> Results {
        let var = |name: &str| {
            let var = engine.core.intern(&Rc::from(name));
            var.dynamic.set(true);
            var.root.set(Value::NIL);
            var
        };
        Results { values: ["*1", "*2", "*3"].map(var), error: var("*e") }
    }

    pub fn remember(&self, value: Value) {
        let [first, second, third] = &self.values;
        third.root.set(second.root.get());
        second.root.set(first.root.get());
        first.root.set(value);
    }

    pub fn failed(&self, exception: Value) {
        self.error.root.set(exception);
    }

    /// Puts another person's in their place.
    pub fn swap(&self, other: &mut [Value; 4]) {
        for (var, value) in self.values.iter().chain([&self.error]).zip(other) {
            let before = var.root.get();
            var.root.set(std::mem::replace(value, before));
        }
    }
}
