//! What the report says of functions, wrappers and compilations.

use gusset::config::Config;
use gusset::instance::Gusset;
use gusset::trace::Report;

fn report(config: Config, text: &str) -> Report {
    let mut gusset = Gusset::new(config);
    assert!(gusset.eval_text("report", text).is_ok(), "{text} is refused");
    gusset.report()
}

fn tier(report: &Report, name: &str) -> &'static str {
    report.functions.iter().find(|function| function.name == name).map_or("never called", |function| function.tier)
}

#[test]
fn marks_decide_about_tier_1() {
    let config = Config { jit_threshold: 50, ..Config::default() };
    let report = report(
        config,
        "(defn ^:no-jit kept [x] x)
         (def also-kept ^:no-jit (fn also-kept [x] x))
         (defn ^:jit taken [x] x)
         (dotimes [_ 500] (kept 1) (also-kept 1))
         (taken 1)",
    );
    assert_eq!(tier(&report, "user/kept"), "interpreted");
    assert_eq!(tier(&report, "user/also-kept"), "interpreted");
    assert_eq!(tier(&report, "user/taken"), "compiled");
}

#[test]
fn compilations_are_measured() {
    let config = Config { jit_threshold: 0, osr_threshold: 0, ..Config::default() };
    let report = report(config, "(defn twice [x] (* 2 x)) (twice 1) (loop [i 0] (if (< i 10) (recur (inc i)) i))");
    assert_eq!(tier(&report, "user/twice"), "compiled");
    assert_eq!(report.loops.len(), 1);
    assert!(report.estimate.per_node.is_some());
}

#[test]
fn compiled_code_counts_its_calls_of_wrappers() {
    let config = Config { jit_threshold: 0, count_calls: true, ..Config::default() };
    let report = report(
        config,
        r#"(cpp/raw "inline int add(int a, int b) { return a + b; }")
           (defn add [a b] (cpp/add a b))
           (dotimes [_ 100] (add 1 2))"#,
    );
    let hits: Vec<u64> = report.wrappers.iter().filter(|w| w.signature.contains("add(")).map(|w| w.hits).collect();
    assert_eq!(hits, [100]);
}

#[test]
fn every_call_of_a_function_is_counted() {
    let program = "(defn fib [n] (if (< n 2) n (+ (fib (- n 1)) (fib (- n 2)))))
                   (defn twice ([x] (twice x 2)) ([x n] (* x n)))
                   (fib 15) (dotimes [_ 300] (twice 1))";
    for jit_threshold in [0, 50, u32::MAX] {
        let report = report(Config { jit_threshold, count_calls: true, ..Config::default() }, program);
        let calls = |name: &str| report.functions.iter().find(|f| f.name == name).map(|f| f.calls);
        assert_eq!(calls("user/fib"), Some(1973), "threshold {jit_threshold}");
        assert_eq!(calls("user/twice"), Some(600), "threshold {jit_threshold}");
    }
}

#[test]
fn what_needs_no_code_is_no_wrapper() {
    let report = report(
        Config::default(),
        r#"(cpp/raw "enum Colour { red }; struct Point { int x; };")
           (let [p (cpp/Point)] [(cpp/cast int cpp/red) (.-x p)])"#,
    );
    assert!(report.wrappers.iter().all(|wrapper| wrapper.state == "compiled"));
}
