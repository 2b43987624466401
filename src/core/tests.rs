//! Natives called as programs call them: a form of nested lists is evaluated by the smallest evaluator that does.

use super::{find_native, natives};
use crate::data::testing::{message, with_context};
use crate::data::{double, empty_list, keyword, list, long, print, regex, string, vector};
use crate::value::{Context, Outcome, Value, call};

/// An argument of [`run`].
enum Arg {
    Value(Value),
    /// A native by its name.
    Native(&'static str),
    Call(&'static str, Vec<Arg>),
}

impl From<i64> for Arg {
    fn from(n: i64) -> Arg {
        Arg::Value(long(n))
    }
}
impl From<f64> for Arg {
    fn from(x: f64) -> Arg {
        Arg::Value(double(x))
    }
}
impl From<&str> for Arg {
    fn from(text: &str) -> Arg {
        Arg::Value(string(text))
    }
}
impl From<Value> for Arg {
    fn from(value: Value) -> Arg {
        Arg::Value(value)
    }
}

fn f(name: &'static str) -> Arg {
    Arg::Native(name)
}

macro_rules! c {
    ($name:literal $(, $arg:expr)* $(,)?) => { Arg::Call($name, vec![$(Arg::from($arg)),*]) };
}

fn native(name: &str) -> Value {
    thread_local! {
        // Functions are immortal, so each is made once.
        static MADE: std::cell::RefCell<std::collections::HashMap<String, Value>> = Default::default();
    }
    let full = if name.contains('/') && name.len() > 1 { name.to_string() } else { format!("clojure.core/{name}") };
    MADE.with_borrow_mut(|made| {
        made.entry(full.clone())
            .or_insert_with(|| find_native(&full).unwrap_or_else(|| panic!("no native {full}")).make())
            .clone()
    })
}

fn eval(cx: &mut Context, arg: Arg) -> Outcome {
    match arg {
        Arg::Value(value) => Ok(value),
        Arg::Native(name) => Ok(native(name)),
        Arg::Call(name, args) => {
            let mut values = Vec::new();
            for arg in args {
                values.push(eval(cx, arg)?);
            }
            call(cx, &native(name), &mut values)
        }
    }
}

#[track_caller]
fn check(cx: &mut Context, arg: Arg, expected: &str) {
    let outcome = eval(cx, arg);
    let shown = match outcome {
        Ok(value) => match print::readably(cx, &value) {
            Ok(text) => text,
            Err(thrown) => message(cx, Err(thrown)),
        },
        Err(thrown) => message(cx, Err(thrown)),
    };
    assert_eq!(shown, expected);
}

fn ints(items: impl IntoIterator<Item = i64>) -> Value {
    vector(items.into_iter().map(long))
}

#[test]
fn names_are_unique() {
    let mut seen = std::collections::HashSet::new();
    for native in natives() {
        assert!(seen.insert(native.name), "{} is defined twice", native.name);
        assert!(native.min <= native.max);
    }
    println!("{} natives", seen.len());
}

#[test]
fn arithmetic() {
    with_context(|cx| {
        check(cx, c!("+"), "0");
        check(cx, c!("+", 1, 2, 3), "6");
        check(cx, c!("+", 1, 2.5), "3.5");
        check(cx, c!("+", i64::MAX, 1), "java.lang.ArithmeticException: integer overflow");
        check(cx, c!("+'", i64::MAX, 1), "9223372036854775808N");
        check(cx, c!("*", 1 << 40, 1 << 40), "java.lang.ArithmeticException: integer overflow");
        check(cx, c!("/", 6, 4), "3/2");
        check(cx, c!("/", 6, 3), "2");
        check(cx, c!("/", 1, 0), "java.lang.ArithmeticException: Divide by zero");
        check(cx, c!("/", 1.0, 0), "##Inf");
        check(cx, c!("+", c!("/", 1, 2), c!("/", 1, 2)), "1N");
        check(cx, c!("-", 5), "-5");
        check(cx, c!("mod", -7, 3), "2");
        check(cx, c!("rem", -7, 3), "-1");
        check(cx, c!("quot", -7, 3), "-2");
        check(cx, c!("quot", 7.5, 2), "3.0");
        check(cx, c!("mod", 5.5, -2), "-0.5");
        check(cx, c!("<", 1, 2, 3), "true");
        check(cx, c!("<", 1, 3, 2), "false");
        check(cx, c!("=", 1, 1.0), "false");
        check(cx, c!("==", 1, 1.0), "true");
        check(cx, c!("=", 1, c!("bigint", 1)), "true");
        check(cx, c!("max", 1, 2.5, 2), "2.5");
        check(cx, c!("bigdec", 1.5), "1.5M");
        check(cx, c!("*", c!("bigdec", "1.10"), 2), "2.20M");
        check(cx, c!("rationalize", 0.75), "3/4");
        check(cx, c!("bit-shift-left", 1, 62), "4611686018427387904");
        check(cx, c!("unsigned-bit-shift-right", -1, 60), "15");
        check(cx, c!("parse-long", "12"), "12");
        check(cx, c!("parse-long", "12x"), "nil");
        check(cx, c!("parse-double", "1e3"), "1000.0");
        check(cx, c!("Math/sqrt", 2), "1.4142135623730951");
        check(cx, c!("Math/round", 2.5), "3");
        check(cx, c!("java.lang.Math/pow", 2, 10), "1024.0");
        check(
            cx,
            c!("+", 1, "a"),
            "java.lang.ClassCastException: class java.lang.String cannot be cast to class java.lang.Number: \"a\"",
        );
        check(cx, c!("long", 1e30), "java.lang.IllegalArgumentException: Value out of range for long: 1.0E30");
        check(cx, c!("int", 3.9), "3");
    });
}

#[test]
fn numbers_print_as_in_java() {
    with_context(|cx| {
        for (x, text) in [
            (1.0, "1.0"),
            (1e7, "1.0E7"),
            (1.5e10, "1.5E10"),
            (1e-3, "0.001"),
            (1e-4, "1.0E-4"),
            (123456.789, "123456.789"),
            (-0.0, "-0.0"),
            (f64::INFINITY, "##Inf"),
            (f64::NAN, "##NaN"),
            (1e300, "1.0E300"),
        ] {
            check(cx, Arg::from(x), text);
        }
        check(cx, c!("str", f64::INFINITY), "\"Infinity\"");
        check(cx, c!("bigdec", "1E+3"), "1E+3M");
        check(cx, c!("bigdec", "0.0000001"), "1E-7M");
        check(cx, c!("bigdec", "-12.50"), "-12.50M");
    });
}

#[test]
fn sequences() {
    with_context(|cx| {
        check(cx, c!("map", f("inc"), ints(1..4)), "(2 3 4)");
        check(cx, c!("map", f("+"), ints(1..4), ints(10..20)), "(11 13 15)");
        check(cx, c!("filter", f("even?"), c!("range", 10)), "(0 2 4 6 8)");
        check(cx, c!("take", 3, c!("iterate", f("inc"), 5)), "(5 6 7)");
        check(cx, c!("take", 5, c!("cycle", ints(1..3))), "(1 2 1 2 1)");
        check(cx, c!("drop", 2, ints(1..5)), "(3 4)");
        check(cx, c!("concat", ints(1..3), Value::NIL, c!("range", 2)), "(1 2 0 1)");
        check(cx, c!("mapcat", f("reverse"), c!("list", ints(1..3), ints(3..5))), "(2 1 4 3)");
        check(cx, c!("partition", 2, ints(1..6)), "((1 2) (3 4))");
        check(cx, c!("partition", 2, 1, ints(1..4)), "((1 2) (2 3))");
        check(cx, c!("partition", 3, 3, ints(9..10), ints(1..6)), "((1 2 3) (4 5 9))");
        check(cx, c!("partition-all", 2, ints(1..4)), "((1 2) (3))");
        check(cx, c!("partition-all", 3, 1, ints(1..4)), "((1 2 3) (2 3) (3))");
        check(cx, c!("partition-by", f("even?"), ints([1, 3, 2, 4, 5])), "((1 3) (2 4) (5))");
        check(cx, c!("interleave", ints(1..4), c!("repeat", 0)), "(1 0 2 0 3 0)");
        check(cx, c!("interpose", keyword("x"), ints(1..4)), "(1 :x 2 :x 3)");
        check(cx, c!("distinct", ints([1, 2, 1, 3, 2])), "(1 2 3)");
        check(cx, c!("reductions", f("+"), ints(1..5)), "(1 3 6 10)");
        check(cx, c!("range", 0, 1.0, 0.25), "(0 0.25 0.5 0.75)");
        check(cx, c!("range", 10, 0, -3), "(10 7 4 1)");
        check(cx, c!("range", 0), "()");
        check(cx, c!("reduce", f("+"), c!("range", 100_001)), "5000050000");
        check(cx, c!("reduce", f("+"), c!("map", f("inc"), c!("range", 1000))), "500500");
        check(cx, c!("reduce", f("+"), ints([])), "0");
        check(cx, c!("apply", f("+"), 1, c!("range", 10_000)), "49995001");
        check(cx, c!("into", ints([]), c!("map", f("inc")), c!("range", 3)), "[1 2 3]");
        check(cx, c!("into", ints([]), c!("comp", c!("filter", f("odd?")), c!("take", 2)), c!("range")), "[1 3]");
        check(cx, c!("sequence", c!("partition-all", 2), c!("range", 3)), "([0 1] [2])");
        check(cx, c!("transduce", c!("partition-by", f("even?")), f("conj"), ints([1, 3, 2])), "[[1 3] [2]]");
        check(cx, c!("nth", ints(0..3), 7), "java.lang.IndexOutOfBoundsException: index 7 is out of bounds");
        check(cx, c!("nth", c!("map", f("inc"), c!("range")), 1000), "1001");
        check(cx, c!("last", c!("map", f("inc"), c!("range", 100_000))), "100000");
        check(cx, c!("count", c!("filter", f("even?"), c!("range", 1000))), "500");
        check(cx, c!("first", c!("hash-map", 1, 2)), "[1 2]");
        check(cx, c!("sort", ints([3, 1, 2])), "(1 2 3)");
        check(cx, c!("sort", f(">"), ints([3, 1, 2])), "(3 2 1)");
        check(
            cx,
            c!("sort-by", f("-"), c!("range", 100)),
            &format!("({})", (0..100).rev().map(|n: i64| n.to_string()).collect::<Vec<_>>().join(" ")),
        );
        check(cx, c!("flatten", c!("list", 1, c!("list", 2, ints(3..5)))), "(1 2 3 4)");
        check(cx, c!("split-with", f("neg?"), ints([-1, 0, 1])), "[(-1) (0 1)]");
        check(cx, c!("drop-last", 2, ints(0..5)), "(0 1 2)");
        check(cx, c!("take-last", 2, ints(0..5)), "(3 4)");
        check(
            cx,
            c!("seq", 5),
            "java.lang.IllegalArgumentException: Don't know how to create ISeq from: java.lang.Long",
        );
        check(cx, c!("cons", 1, ints(2..4)), "(1 2 3)");
        check(cx, c!("list*", 1, 2, ints(3..5)), "(1 2 3 4)");
        check(cx, c!("rest", empty_list()), "()");
        check(cx, c!("next", c!("list", 1)), "nil");
        check(cx, c!("rseq", ints(0..3)), "(2 1 0)");
    });
}

#[test]
fn maps_and_sets() {
    with_context(|cx| {
        check(cx, c!("assoc", c!("hash-map", keyword("a"), 1), keyword("b"), 2), "{:a 1, :b 2}");
        check(cx, c!("get-in", c!("hash-map", 1, c!("hash-map", 2, 3)), ints([1, 2])), "3");
        check(cx, c!("assoc-in", Value::NIL, ints([1, 2]), 3), "{1 {2 3}}");
        check(cx, c!("update-in", c!("hash-map", 1, c!("hash-map", 2, 3)), ints([1, 2]), f("+"), 10), "{1 {2 13}}");
        check(cx, c!("update", ints(0..2), 1, f("inc")), "[0 2]");
        check(cx, c!("merge-with", f("+"), c!("hash-map", 1, 1), c!("hash-map", 1, 2, 3, 4)), "{1 3, 3 4}");
        check(cx, c!("select-keys", c!("hash-map", 1, 2, 3, 4), ints([3, 9])), "{3 4}");
        check(cx, c!("group-by", f("odd?"), ints(1..5)), "{true [1 3], false [2 4]}");
        check(cx, c!("frequencies", ints([1, 2, 1])), "{1 2, 2 1}");
        check(cx, c!("zipmap", ints(1..3), ints(3..9)), "{1 3, 2 4}");
        check(cx, c!("sorted-map", 3, 1, 1, 2), "{1 2, 3 1}");
        check(cx, c!("sorted-map-by", f(">"), 1, 1, 3, 1), "{3 1, 1 1}");
        check(cx, c!("=", c!("sorted-map", 1, 2), c!("hash-map", 1, 2)), "true");
        check(cx, c!("sorted-set", "b", "a"), "#{\"a\" \"b\"}");
        check(
            cx,
            c!("sorted-set", 1, "a"),
            "java.lang.ClassCastException: class java.lang.Long cannot be cast to class java.lang.String: 1",
        );
        check(cx, c!("subseq", c!("sorted-set", 1, 2, 3, 4), f(">"), 2), "(3 4)");
        check(cx, c!("contains?", c!("hash-set", 1.0), 1), "false");
        check(cx, c!("clojure.set/union", c!("hash-set", 1), c!("hash-set", 1, 2)), "#{1 2}");
        check(cx, c!("clojure.set/difference", c!("hash-set", 1, 2), c!("hash-set", 1)), "#{2}");
        check(cx, c!("count", c!("set", c!("range", 1000))), "1000");
        check(cx, c!("reduce-kv", f("+"), 0, c!("hash-map", 1, 2, 3, 4)), "10");
        check(cx, c!("map-entry?", c!("first", c!("hash-map", 1, 2))), "true");
        check(cx, c!("map-entry?", c!("conj", c!("first", c!("hash-map", 1, 2)), 3)), "false");
        check(cx, c!("keys", c!("hash-map", 1, 2, 3, 4)), "(1 3)");
        check(cx, c!("persistent!", c!("assoc!", c!("transient", c!("hash-map")), 1, 2)), "{1 2}");
        check(cx, c!("persistent!", c!("conj!", c!("transient", ints(0..2)), 2)), "[0 1 2]");
        check(cx, c!("assoc", ints(0..2), 5, 1), "java.lang.IndexOutOfBoundsException: index 5 is out of bounds");
        check(cx, c!("subvec", ints(0..5), 1, 3), "[1 2]");
        check(cx, c!("pop", ints(0..3)), "[0 1]");
        check(cx, c!("with-meta", ints(0..1), c!("hash-map", 1, 2)), "[0]");
        check(cx, c!("meta", c!("with-meta", ints(0..1), c!("hash-map", 1, 2))), "{1 2}");
    });
}

#[test]
fn strings_and_printing() {
    with_context(|cx| {
        check(cx, c!("str", 1, "a", Value::NIL, Value::char('b'), keyword("k"), ints(0..2)), "\"1ab:k[0 1]\"");
        check(cx, c!("pr-str", "a\n\"b\"", Value::char('\n')), r#""\"a\\n\\\"b\\\"\" \\newline""#);
        check(
            cx,
            c!("format", "%5d|%-5s|%05.2f|%,d|%x|%n", 42, "ab", 3.24159, 1234567, 255),
            "\"   42|ab   |03.24|1,234,567|ff|\\n\"",
        );
        check(
            cx,
            c!("format", "%.3e %10.1f %b %c %% %s", 12345.678, 2.25, 1, Value::char('z'), Value::NIL),
            "\"1.235e+04        2.3 true z % null\"",
        );
        check(cx, c!("format", "%d", 1.5), "java.lang.IllegalArgumentException: d != java.lang.Double");
        check(cx, c!("subs", "héllo", 1, 3), "\"él\"");
        check(cx, c!("subs", "abc", 2, 9), "java.lang.IndexOutOfBoundsException: begin 2, end 9, length 3");
        let re = |text: &str| regex::regex(text).unwrap_or_default();
        check(cx, c!("re-find", re("(a)(b)?"), "xa"), "[\"a\" \"a\" nil]");
        check(cx, c!("re-seq", re("\\d+"), "1 22 333"), "(\"1\" \"22\" \"333\")");
        check(cx, c!("re-matches", re("a|ab"), "ab"), "\"ab\"");
        check(cx, c!("clojure.string/split", "a,b,,c,,", re(",")), "[\"a\" \"b\" \"\" \"c\"]");
        check(cx, c!("clojure.string/split", "abc", re("")), "[\"a\" \"b\" \"c\"]");
        check(cx, c!("clojure.string/split", "a,b,c", re(","), 2), "[\"a\" \"b,c\"]");
        check(cx, c!("clojure.string/replace", "a1b2", re("(\\d)"), "<$1>"), "\"a<1>b<2>\"");
        check(cx, c!("clojure.string/replace", "aab", "a", "x"), "\"xxb\"");
        check(cx, c!("clojure.string/join", ", ", ints(1..4)), "\"1, 2, 3\"");
        check(cx, c!("clojure.string/capitalize", "hELLO"), "\"Hello\"");
        check(cx, c!("clojure.string/index-of", "hello", "l"), "2");
        check(cx, c!("compare", "a", "c"), "-2");
        check(cx, c!("symbol", "a", "b"), "a/b");
        check(cx, c!("name", keyword("a/b")), "\"b\"");
        check(cx, c!("type", 1), "java.lang.Long");
        check(cx, c!("Integer/parseInt", "zz", 36), "1295");
        check(cx, c!("ex-data", c!("ex-info", "m", c!("hash-map", 1, 2))), "{1 2}");
        check(cx, c!("atom", 5), "#<atom 5>");
        let outcome = super::methods::call(cx, "indexOf", &string("hello"), &mut [string("lo")]);
        assert_eq!(outcome.ok().and_then(|value| value.as_long()), Some(3));
    });
}

#[test]
fn references_and_functions() {
    with_context(|cx| {
        check(cx, c!("swap!", c!("atom", 1), f("+"), 2, 3), "6");
        check(cx, c!("swap-vals!", c!("atom", 1), f("inc")), "[1 2]");
        check(cx, c!("compare-and-set!", c!("atom", 1), 1, 2), "true");
        check(cx, Arg::Call("apply", vec![c!("partial", f("+"), 1), ints(1..3).into()]), "4");
        check(cx, Arg::Call("apply", vec![c!("juxt", f("inc"), f("dec")), ints(1..2).into()]), "[2 0]");
        check(cx, Arg::Call("apply", vec![c!("comp", f("inc"), f("inc")), ints(1..2).into()]), "3");
        check(cx, Arg::Call("apply", vec![c!("fnil", f("inc"), 5), list([Value::NIL]).into()]), "6");
        check(cx, c!("aget", c!("int-array", ints(1..4)), 1), "2");
        check(
            cx,
            c!("aget", c!("int-array", 2), 2),
            "java.lang.IndexOutOfBoundsException: Index 2 out of bounds for length 2",
        );
        check(cx, c!("some", f("even?"), ints([1, 2])), "true");
        check(cx, c!("every?", f("even?"), ints([])), "true");
        check(cx, c!("inc"), "clojure.lang.ArityException: Wrong number of args (0) passed to: clojure.core/inc");
    });
}

#[test]
fn deep_structures_raise() {
    with_context(|cx| {
        let nest = || (0..200_000).fold(vector([]), |inner, _| vector([inner]));
        let (a, b) = (nest(), nest());
        let outcome = call(cx, &native("="), &mut [a.clone(), b]);
        assert_eq!(message(cx, outcome), "java.lang.StackOverflowError: stack overflow");
        let outcome = call(cx, &native("hash"), &mut [a.clone()]);
        assert_eq!(message(cx, outcome), "java.lang.StackOverflowError: stack overflow");
        let outcome = call(cx, &native("pr-str"), &mut [a.clone()]);
        assert!(outcome.is_err() || outcome.is_ok_and(|text| text.as_str().is_some()));
        cx.take_pending();
    });
}
