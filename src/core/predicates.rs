//! Equality, identity, classes, and the predicates of types.

use super::{ANY, Native, native};
use crate::data::array::{Array, ElementKind};
use crate::data::cpp::CppBox;
use crate::data::equality::{self, is_sequential};
use crate::data::exception;
use crate::data::number::Number;
use crate::data::types::{self, Type};
use crate::data::{long, seq, vector};
use crate::value::{Context, Kind, Outcome, Value};

/// A predicate that looks at its argument only.
macro_rules! predicate {
    ($name:literal, $test:expr) => {
        native(concat!("clojure.core/", $name), 1, 1, |_, args| {
            let test: fn(&Value) -> bool = $test;
            Ok(Value::bool(test(&args[0])))
        })
    };
}

pub static TABLE: &[Native] = &[
    native("clojure.core/=", 1, ANY, |cx, args| all_equal(cx, args).map(Value::bool)),
    native("clojure.core/not=", 1, ANY, |cx, args| Ok(Value::bool(!all_equal(cx, args)?))),
    native("clojure.core/identical?", 2, 2, |_, args| {
        // Boxed numbers and strings of the same content may be different objects, as on the JVM.
        Ok(Value::bool(args[0].identical(&args[1])))
    }),
    native("clojure.core/compare", 2, 2, |cx, args| {
        if let (Some(a), Some(b)) = (args[0].as_str(), args[1].as_str()) {
            return Ok(long(string_distance(a, b)));
        }
        Ok(long(equality::compare(cx, &args[0], &args[1])? as i64))
    }),
    native("clojure.core/hash", 1, 1, |cx, args| {
        if args[0].is_nil() {
            return Ok(long(0));
        }
        Ok(long(equality::hash(cx, &args[0])? as i32 as i64))
    }),
    native("clojure.core/instance?", 2, 2, |cx, args| match args[0].get::<Type>() {
        Some(class) => Ok(Value::bool(types::is_instance(class, &args[1]))),
        None => Err(exception::bad_class(cx, &args[0], "java.lang.Class")),
    }),
    native("clojure.core/class", 1, 1, |_, args| Ok(types::class_of(&args[0]))),
    native("clojure.core/type", 1, 1, |cx, args| {
        let meta = super::vectors::meta_of(&args[0]);
        let tag = seq::get(cx, &meta, &crate::data::keyword("type"), Value::NIL)?;
        Ok(if tag.is_nil() { types::class_of(&args[0]) } else { tag })
    }),
    predicate!("not", |x| !x.is_truthy()),
    predicate!("nil?", Value::is_nil),
    predicate!("some?", |x| !x.is_nil()),
    predicate!("any?", |_| true),
    predicate!("true?", |x| x.as_bool() == Some(true)),
    predicate!("false?", |x| x.as_bool() == Some(false)),
    predicate!("boolean?", |x| x.as_bool().is_some()),
    predicate!("number?", Value::is_number),
    predicate!("integer?", Value::is_integer),
    predicate!("int?", |x| x.as_long().is_some()),
    predicate!("nat-int?", |x| x.as_long().is_some_and(|n| n >= 0)),
    predicate!("pos-int?", |x| x.as_long().is_some_and(|n| n > 0)),
    predicate!("neg-int?", |x| x.as_long().is_some_and(|n| n < 0)),
    predicate!("float?", |x| x.as_double().is_some()),
    predicate!("double?", |x| x.as_double().is_some()),
    predicate!("ratio?", |x| x.kind() == Some(Kind::Ratio)),
    predicate!("decimal?", |x| x.kind() == Some(Kind::Decimal)),
    predicate!("rational?", |x| matches!(
        x.as_number(),
        Some(Number::Long(_) | Number::Big(_) | Number::Ratio(_) | Number::Decimal(_))
    )),
    predicate!("NaN?", |x| x.as_double().is_some_and(f64::is_nan)),
    predicate!("infinite?", |x| x.as_double().is_some_and(f64::is_infinite)),
    predicate!("string?", |x| x.kind() == Some(Kind::String)),
    predicate!("char?", |x| x.as_char().is_some()),
    predicate!("symbol?", |x| x.kind() == Some(Kind::Symbol)),
    predicate!("keyword?", |x| x.kind() == Some(Kind::Keyword)),
    predicate!("ident?", |x| namespaced(x).is_some()),
    predicate!("simple-ident?", |x| namespaced(x) == Some(false)),
    predicate!("qualified-ident?", |x| namespaced(x) == Some(true)),
    predicate!("simple-symbol?", |x| x.kind() == Some(Kind::Symbol) && namespaced(x) == Some(false)),
    predicate!("qualified-symbol?", |x| x.kind() == Some(Kind::Symbol) && namespaced(x) == Some(true)),
    predicate!("simple-keyword?", |x| x.kind() == Some(Kind::Keyword) && namespaced(x) == Some(false)),
    predicate!("qualified-keyword?", |x| x.kind() == Some(Kind::Keyword) && namespaced(x) == Some(true)),
    predicate!("coll?", |x| x.kind().is_some_and(|kind| is_sequential(kind) || is_map(kind) || is_set(kind))),
    predicate!("seq?", |x| x.kind().is_some_and(|kind| is_sequential(kind) && kind != Kind::Vector)),
    predicate!("seqable?", seq::is_seqable),
    predicate!("sequential?", |x| x.kind().is_some_and(is_sequential)),
    predicate!("list?", |x| x.kind() == Some(Kind::List)),
    predicate!("vector?", |x| x.kind() == Some(Kind::Vector)),
    predicate!("map?", |x| x.kind().is_some_and(is_map)),
    predicate!("set?", |x| x.kind().is_some_and(is_set)),
    predicate!("sorted?", |x| matches!(x.kind(), Some(Kind::SortedMap | Kind::SortedSet))),
    predicate!("associative?", |x| x.kind().is_some_and(|kind| kind == Kind::Vector || is_map(kind))),
    predicate!("counted?", |x| {
        x.kind().is_some_and(|kind| kind != Kind::String && kind != Kind::Array) && seq::known_count(x).is_some()
    }),
    predicate!("indexed?", |x| x.kind() == Some(Kind::Vector)),
    predicate!("reversible?", |x| { matches!(x.kind(), Some(Kind::Vector | Kind::SortedMap | Kind::SortedSet)) }),
    predicate!("map-entry?", vector::is_map_entry),
    predicate!("record?", |_| false),
    predicate!("fn?", |x| matches!(x.kind(), Some(Kind::Function | Kind::Builtin))),
    predicate!("ifn?", |x| x.kind().is_some_and(|kind| {
        x.get::<CppBox>().is_some_and(|held| held.call.is_some())
            || is_map(kind)
            || is_set(kind)
            || matches!(
                kind,
                Kind::Function
                    | Kind::Builtin
                    | Kind::Keyword
                    | Kind::Symbol
                    | Kind::Vector
                    | Kind::Var
                    | Kind::MultiFunction
                    | Kind::Promise
            )
    })),
    predicate!("var?", |x| x.kind() == Some(Kind::Var)),
    predicate!("delay?", |x| x.kind() == Some(Kind::Delay)),
    predicate!("volatile?", |x| x.kind() == Some(Kind::Volatile)),
    predicate!("class?", |x| x.kind() == Some(Kind::Type)),
    predicate!("uuid?", |x| x.kind() == Some(Kind::Uuid)),
    predicate!("inst?", |x| x.kind() == Some(Kind::Instant)),
    predicate!("uri?", |_| false),
    predicate!("future?", |_| false),
    predicate!("tagged-literal?", |x| x.kind() == Some(Kind::TaggedLiteral)),
    predicate!("bytes?", |x| x.get::<Array>().is_some_and(|array| array.kind == ElementKind::Byte)),
    predicate!("regex?", |x| x.kind() == Some(Kind::Regex)),
    predicate!("atom?", |x| x.kind() == Some(Kind::Atom)),
];

fn is_map(kind: Kind) -> bool {
    matches!(kind, Kind::Map | Kind::SortedMap)
}

fn is_set(kind: Kind) -> bool {
    matches!(kind, Kind::Set | Kind::SortedSet)
}

/// Whether a symbol or keyword has a namespace; none for other values.
fn namespaced(value: &Value) -> Option<bool> {
    value.as_symbol().or_else(|| value.as_keyword()).map(|name| name.namespace.is_some())
}

fn all_equal(cx: &mut Context, args: &[Value]) -> Outcome<bool> {
    for pair in args.windows(2) {
        if !equality::equal(cx, &pair[0], &pair[1])? {
            return Ok(false);
        }
    }
    Ok(true)
}

/// Java's `String.compareTo`: the difference of the first UTF-16 units that differ, else of the lengths.
pub fn string_distance(a: &str, b: &str) -> i64 {
    let (mut x, mut y) = (a.encode_utf16(), b.encode_utf16());
    loop {
        match (x.next(), y.next()) {
            (Some(p), Some(q)) if p == q => {}
            (Some(p), Some(q)) => return i64::from(p) - i64::from(q),
            (None, None) => return 0,
            (Some(_), None) => return 1 + x.count() as i64,
            (None, Some(_)) => return -1 - y.count() as i64,
        }
    }
}
