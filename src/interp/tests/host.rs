//! Host expressions.

use super::{describe, eval_text, interrupt, no_oracle, shown, thrown, with_engine};
use crate::data::exception::Class;

#[test]
fn constants_and_locals() {
    assert_eq!(shown("1"), "1");
    assert_eq!(shown("\"a\""), "\"a\"");
    assert_eq!(shown("(let* [a 1 b [a a]] [b b])"), "[[1 1] [1 1]]");
    assert_eq!(shown("(do 1 2 [3])"), "[3]");
}

#[test]
fn conditions() {
    assert_eq!(shown("(if nil 1 2)"), "2");
    assert_eq!(shown("(if false 1)"), "nil");
    assert_eq!(shown("(if (< 1 2) :a :b)"), ":a");
    assert_eq!(shown("(if (< 1.5 1) :a :b)"), ":b");
    assert_eq!(shown("(let* [x nil] (if (nil? x) [:nil] [x]))"), "[:nil]");
    assert_eq!(shown("(let* [x [1]] (if (not x) 1 2))"), "2");
}

#[test]
fn arithmetic() {
    assert_eq!(shown("(+ 1 2)"), "3");
    assert_eq!(shown("(- 1 2.5)"), "-1.5");
    assert_eq!(shown("(* 4611686018427387903 2)"), "9223372036854775806");
    assert_eq!(shown("(+ 4611686018427387903 1)"), "4611686018427387904");
    assert_eq!(shown("(- 4611686018427387904 1)"), "4611686018427387903");
    assert_eq!(shown("(- -4611686018427387904 1)"), "-4611686018427387905");
    assert_eq!(shown("(quot -7 2)"), "-3");
    assert_eq!(shown("(rem -7 2)"), "-1");
    assert_eq!(shown("(mod -7 2)"), "1");
    assert_eq!(shown("(mod 7 -2)"), "-1");
    assert_eq!(shown("(quot -4611686018427387904 -1)"), "4611686018427387904");
    assert_eq!(shown("(/ 1 2)"), "1/2");
    assert_eq!(shown("(bit-shift-right -5 1)"), "-3");
    assert_eq!(shown("(bit-shift-left 1 62)"), "4611686018427387904");
    assert_eq!(shown("(bit-not 5)"), "-6");
    assert_eq!(shown("(even? 4)"), "true");
    assert_eq!(shown("(odd? 4)"), "false");
    assert_eq!(shown("(= [1 2] [1 2])"), "true");
    assert_eq!(shown("(= 1 1.0)"), "false");
    assert_eq!(shown("(== 1 1.0)"), "true");
    assert!(shown("(+ 9223372036854775807 1)").starts_with("ArithmeticException: integer overflow"));
    assert!(shown("(quot 1 0)").starts_with("ArithmeticException"));
    assert!(shown("(+ 1 \"a\")").starts_with("ClassCastException"));
}

#[test]
fn collections() {
    assert_eq!(shown("[1 (+ 1 1) [3]]"), "[1 2 [3]]");
    assert_eq!(shown("{:a (+ 1 1)}"), "{:a 2}");
    assert_eq!(shown("#{(+ 1 1)}"), "#{2}");
    assert_eq!(shown("(let* [a 1] {a 1 :b 2})"), "{1 1, :b 2}");
    assert!(shown("(let* [a :b] {a 1 :b 2})").starts_with("IllegalArgumentException"));
    assert!(shown("[[1] (quot 1 0) 2]").starts_with("ArithmeticException"));
    assert_eq!(shown("(first [1 2])"), "1");
    assert_eq!(shown("(count (conj [1] 2))"), "2");
    assert_eq!(shown("(get {:a 1} :a)"), "1");
    assert_eq!(shown("(nth [1 2] 1)"), "2");
    assert!(shown("(nth [1 2] 2)").starts_with("IndexOutOfBoundsException"));
}

#[test]
fn functions() {
    assert_eq!(shown("((fn* [a b] [b a]) 1 2)"), "[2 1]");
    assert_eq!(shown("((fn* ([a] 1) ([a b] 2)) 1 2)"), "2");
    assert_eq!(shown("((fn* [a & more] [a more]) 1 2 3)"), "[1 (2 3)]");
    assert_eq!(shown("((fn* [a & more] [a more]) 1)"), "[1 nil]");
    assert_eq!(shown("(((fn* [a] (fn* [b] [a b])) 1) 2)"), "[1 2]");
    assert_eq!(shown("((fn* f [n] (if (< n 1) [n] (f (- n 1)))) 5)"), "[0]");
    assert_eq!(shown("((fn* [n acc] (if (< n 1) acc (recur (- n 1) (conj acc n)))) 3 [])"), "[3 2 1]");
    assert_eq!(
        shown(
            "(letfn* [ev (fn* ev [n] (if (== n 0) true (od (- n 1)))) od (fn* od [n] (if (== n 0) false (ev (- n 1))))] (ev 11))"
        ),
        "false"
    );
    assert!(shown("((fn* [a] a))").starts_with("ArityException: Wrong number of args (0) passed to: "));
    assert!(shown("((fn* [a] a) [1] [2])").starts_with("ArityException"));
    assert!(shown("(let* [f 1] (f 2))").starts_with("ClassCastException: 1 is not a function"));
    assert!(shown("([1] [2])").starts_with("IllegalArgumentException: Key must be integer"));
}

#[test]
fn what_else_is_called() {
    assert_eq!(shown("(:a {:a 1})"), "1");
    assert_eq!(shown("(:b {:a 1} [2])"), "[2]");
    assert_eq!(shown("({:a 1} :a)"), "1");
    assert_eq!(shown("([5 6] 1)"), "6");
    assert_eq!(shown("(#{5} 5)"), "5");
    assert_eq!(shown("(def f (fn* [x] [x])) (#'f 1)"), "[1]");
    assert!(shown("(:a)").starts_with("ArityException"));
}

#[test]
fn loops() {
    assert_eq!(shown("(loop* [i 0 v []] (if (< i 3) (recur (inc i) (conj v [i])) v))"), "[[0] [1] [2]]");
    assert_eq!(shown("(loop* [a 1 b (+ a 1) n 0] (if (< n 3) (recur b a (inc n)) [a b]))"), "[2 1]");
    assert_eq!(shown("(loop* [i 0] (let* [j (inc i)] (if (< j 10) (recur j) [i j])))"), "[9 10]");
    assert!(shown("(loop* [i 3 v [1]] (recur (- i 1) (conj v (quot 1 i))))").starts_with("ArithmeticException"));
}

#[test]
fn vars() {
    assert_eq!(shown("(def x [1]) [x x]"), "[[1] [1]]");
    assert_eq!(shown("(def x 1) (def f (fn* [] x)) (def x 2) (f)"), "2");
    assert!(shown("(def x) x").starts_with("IllegalStateException: Unbound var: #'user/x"));
    assert_eq!(shown("(def x 1)"), "#'user/x");
    assert!(shown("(def x 1) (set! x 2)").starts_with("IllegalStateException"));
}

#[test]
fn exceptions() {
    assert_eq!(shown("(try (quot [1] 0) (catch Exception e [:caught]))"), "[:caught]");
    assert_eq!(shown("(try (quot 1 0) (catch IllegalStateException e 1) (catch ArithmeticException e 2))"), "2");
    assert_eq!(shown("(try (throw [1]) (catch :default e e))"), "[1]");
    assert_eq!(shown("(try (throw [1]) (catch Throwable e [e]))"), "[[1]]");
    assert_eq!(shown("(def log 0) (try 1 (finally (def log 5))) log"), "5");
    assert_eq!(
        shown("(def log 0) (try (try (throw [1]) (finally (def log 5))) (catch :default e [e log]))"),
        "[[1] 5]"
    );
    assert_eq!(shown("(try (try (throw [1]) (catch :default e (throw))) (catch :default e [e]))"), "[[1]]");
    assert_eq!(shown("(try (try [1] (finally (throw [2]))) (catch :default e e))"), "[2]");
    assert_eq!(shown("(try (try (throw [1]) (finally (throw [2]))) (catch :default e e))"), "[2]");
    assert!(shown("(throw nil)").starts_with("NullPointerException"));
    assert!(shown("(try (quot 1 0) (catch IllegalStateException e 1))").starts_with("ArithmeticException"));
    assert!(shown("((fn* [a b] (let* [c [a]] (throw c))) [1] [2])").starts_with("thrown"));
}

#[test]
fn traces_begin_at_the_form_that_failed() {
    let (class, trace) = thrown("(def f (fn* f [x]\n  (+ 1 (quot x 0))))\n(def g (fn* g [x] [(f x)]))\n(g [1 2])");
    assert_eq!(class, Some(Class::ClassCastException));
    assert_eq!(trace.len(), 3, "{trace:?}");
    assert!(trace[0].ends_with("2:8") && trace[0].contains('f'), "{trace:?}");
    assert!(trace[1].ends_with("3:20") && trace[1].contains('g'), "{trace:?}");
    assert_eq!(trace[2], "- 4:1");
}

#[test]
fn a_rethrown_exception_keeps_its_trace() {
    let (_, trace) = thrown("(def f (fn* f [] (quot 1 0)))\n(try (f)\n (catch :default e (throw e)))");
    assert!(trace[0].ends_with("1:18"), "{trace:?}");
    assert!(trace.last().is_some_and(|last| last.ends_with("3:20")), "{trace:?}");
}

#[test]
fn deep_recursion_is_an_error() {
    let text = "(def f (fn* f [n] (+ 1 (f [n])))) (try (f 1) (catch StackOverflowError e :deep))";
    assert_eq!(shown(text), ":deep");
}

#[test]
fn an_interrupt_ends_a_loop() {
    with_engine(no_oracle, |cx| {
        interrupt(cx);
        assert!(eval_text(cx, "(loop* [i 0] (recur (inc i)))").is_err());
        assert_eq!(describe(&cx.take_pending()), "InterruptedException: interrupted");
        cx.trace.clear();
        assert!(eval_text(cx, "(+ 1 2)").is_ok());
    });
}
