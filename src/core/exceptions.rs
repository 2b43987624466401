//! `ex-info` and what asks exceptions.

use super::{Native, native, take};
use crate::data::cpp::CppException;
use crate::data::exception::{self, Class, Exception};
use crate::data::types::{self, Type};
use crate::data::{keyword, map, string, symbol, vector};
use crate::value::{Context, Kind, Outcome, Ref, Value};

pub static TABLE: &[Native] = &[
    native("clojure.core/ex-info", 2, 3, |cx, args| {
        if !matches!(args[1].kind(), Some(Kind::Map | Kind::SortedMap)) && !args[1].is_nil() {
            return Err(exception::bad_class(cx, &args[1], "clojure.lang.IPersistentMap"));
        }
        if args[1].is_nil() {
            return Err(exception::bad_argument(cx, "Additional data must be non-nil."));
        }
        Ok(exception::ex_info(take(args, 0), take(args, 1), take(args, 2)))
    }),
    // `(Class. args…)` of an exception: its name, then the arguments.
    native("clojure.core/exception*", 1, 4, |cx, args| {
        let name = take(args, 0);
        match crate::data::types::type_named(name.as_str().unwrap_or_default()) {
            Some(class) => construct(cx, &class, args.get_mut(1..).unwrap_or_default()),
            None => Err(exception::bad_argument(cx, "no such class of exceptions")),
        }
    }),
    native("clojure.core/ex-data", 1, 1, |_, args| part(args, |exception| exception.data.clone())),
    native("clojure.core/ex-message", 1, 1, |_, args| message(args)),
    native("clojure.core/ex-cause", 1, 1, |_, args| part(args, |exception| exception.cause.clone())),
    native("clojure.core/Throwable->map", 1, 1, |_, args| {
        let Some(exception) = args[0].get::<Exception>() else { return Ok(Value::NIL) };
        let mut via =
            vec![(keyword("type"), symbol(exception.class.name())), (keyword("message"), exception.message.clone())];
        if !exception.data.is_nil() {
            via.push((keyword("data"), exception.data.clone()));
        }
        let mut pairs = vec![
            (keyword("via"), vector([map(via)])),
            (keyword("trace"), vector([])),
            (keyword("cause"), exception.message.clone()),
        ];
        if !exception.data.is_nil() {
            pairs.push((keyword("data"), exception.data.clone()));
        }
        Ok(map(pairs))
    }),
];

/// Layers above may have exceptions of their own (caught from C++), which have no data.
fn part(args: &mut [Value], get: fn(&Exception) -> Value) -> Outcome {
    Ok(args[0].get::<Exception>().map(get).unwrap_or_default())
}

/// What an exception says; of a C++ one its `what()`.
fn message(args: &mut [Value]) -> Outcome {
    if let Some(exception) = args[0].get::<CppException>() {
        return Ok(string(&exception.what));
    }
    part(args, |exception| exception.message.clone())
}

/// `(Exception. message cause?)`: a new exception of the class that a type object names.
pub fn construct(cx: &mut Context, class: &Value, args: &mut [Value]) -> Outcome {
    let Some(known) = class.get::<Type>().and_then(|class| Class::named(&class.name)) else {
        return Err(exception::bad_class(cx, class, "java.lang.Class"));
    };
    let mut made = Exception::new(known, "");
    made.message = take(args, 0);
    made.cause = take(args, 1);
    if made.message.kind() == Some(Kind::Exception) {
        // A cause alone.
        made.cause = std::mem::take(&mut made.message);
        made.message = made.cause.get::<Exception>().map(|cause| cause.message.clone()).unwrap_or_default();
    }
    Ok(Ref::new(made).into())
}

/// Whether `catch class` catches `exception`: by class, and everything for `Throwable` and `Object`.
pub fn catches(class: &Type, exception: &Value) -> bool {
    matches!(&*class.name, "java.lang.Throwable" | "java.lang.Object") || types::is_instance(class, exception)
}
