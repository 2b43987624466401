//! Multimethods and hierarchies: what `defmulti` and `defmethod` expand to, `methods`, `prefer-method`, `isa?`.

use super::vars::expect_var;
use super::{Native, native, take};
use crate::data::exception::{self, Class};
use crate::data::map::map;
use crate::data::multimethod::{MultiFunction, isa};
use crate::data::print::brief;
use crate::data::set;
use crate::data::var::Var;
use crate::engine::Engine;
use crate::value::{Context, Kind, Outcome, Ref, Value};
use std::rc::Rc;

pub static TABLE: &[Native] = &[
    native("clojure.core/multimethod*", 4, 4, |cx, args| {
        let name: Rc<str> = Rc::from(args[0].as_str().unwrap_or_default());
        let hierarchy = match &args[3] {
            none if none.is_nil() => global_hierarchy(cx)?,
            var => expect_var(cx, var)?,
        };
        Ok(MultiFunction::make(name, take(args, 1), take(args, 2), hierarchy))
    }),
    native("clojure.core/multimethod?*", 1, 1, |cx, args| {
        let var = expect_var(cx, &args[0])?;
        Ok(Value::bool(var.root.get().kind() == Some(Kind::MultiFunction)))
    }),
    native("clojure.core/add-method*", 3, 3, |cx, args| {
        let multi = expect_multi(cx, &args[0])?;
        multi.add(take(args, 1), take(args, 2));
        Ok(multi.into())
    }),
    native("clojure.core/remove-method", 2, 2, |cx, args| {
        let multi = expect_multi(cx, &args[0])?;
        multi.remove(&args[1]);
        Ok(multi.into())
    }),
    native("clojure.core/remove-all-methods", 1, 1, |cx, args| {
        let multi = expect_multi(cx, &args[0])?;
        multi.remove_all();
        Ok(multi.into())
    }),
    native("clojure.core/prefer-method", 3, 3, |cx, args| {
        let multi = expect_multi(cx, &args[0])?;
        let (preferred, other) = (take(args, 1), take(args, 2));
        let message = format!(
            "Preference conflict in multimethod '{}': {} is already preferred to {}",
            multi.name,
            brief(&other),
            brief(&preferred)
        );
        match multi.prefer(preferred, other) {
            true => Ok(multi.into()),
            false => Err(exception::throw(cx, Class::IllegalStateException, message)),
        }
    }),
    native("clojure.core/get-method", 2, 2, |cx, args| expect_multi(cx, &args[0])?.method(cx, &args[1])),
    native("clojure.core/methods", 1, 1, |cx, args| Ok(map(expect_multi(cx, &args[0])?.methods()))),
    native("clojure.core/prefers", 1, 1, |cx, args| {
        let mut all: Vec<(Value, Vec<Value>)> = Vec::new();
        for (preferred, other) in expect_multi(cx, &args[0])?.preferences() {
            match all.iter_mut().find(|(key, _)| *key == preferred) {
                Some((_, others)) => others.push(other),
                None => all.push((preferred, vec![other])),
            }
        }
        Ok(map(all.into_iter().map(|(preferred, others)| (preferred, set(others)))))
    }),
    native("clojure.core/isa?", 2, 3, |cx, args| {
        let (hierarchy, child, parent) = match args {
            [child, parent] => (global_hierarchy(cx)?.root.get(), &*child, &*parent),
            [hierarchy, child, parent, ..] => (hierarchy.clone(), &*child, &*parent),
            _ => return Ok(Value::FALSE),
        };
        Ok(Value::bool(isa(&hierarchy, child, parent)))
    }),
];

/// The var of the hierarchy that is used where none is named.
fn global_hierarchy(cx: &mut Context) -> Outcome<Ref<Var>> {
    match Engine::of(cx).core_var("global-hierarchy") {
        Some(var) => Ok(var),
        None => Err(exception::throw(cx, Class::IllegalStateException, "the core library has no global-hierarchy")),
    }
}

fn expect_multi(cx: &mut Context, value: &Value) -> Outcome<Ref<MultiFunction>> {
    match value.to_ref::<MultiFunction>() {
        Some(multi) => Ok(multi),
        None => Err(exception::bad_class(cx, value, "clojure.lang.MultiFn")),
    }
}
