//! The core library.

pub mod macros;

use crate::data::var::Var;
use crate::engine::Engine;
use crate::value::{Context, Outcome, Ref};
use std::rc::Rc;

/// Makes the core var `name` from the native functions, macros and `core.clj`, where there is one of that name.
pub fn define_core_var(engine: &Engine, name: &str) -> Option<Ref<Var>> {
    let found = macros::find(name)?;
    let var = engine.core.intern(&Rc::from(name));
    var.root.set(found.object());
    var.is_macro.set(true);
    Some(var)
}

/// Evaluates the definition of a lazy core var.
pub fn force_lazy_var(_cx: &mut Context, var: &Ref<Var>) -> Outcome {
    Ok(var.root.get())
}

/// The names that core offers.
pub fn names() -> impl Iterator<Item = &'static str> {
    std::iter::empty()
}
