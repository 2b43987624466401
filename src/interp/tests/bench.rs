//! Figures of tier 0, printed by `cargo test --release interp::tests::bench -- --nocapture`.

use super::{eval_text, no_oracle, processor_seconds, with_engine};

/// Unoptimised builds run a smaller case, for the answer's sake.
const N: i64 = if cfg!(debug_assertions) { 15 } else { 30 };

#[test]
fn fib() {
    with_engine(no_oracle, |cx| {
        let define = "(def fib (fn* fib [n] (if (< n 2) n (+ (user/fib (- n 1)) (user/fib (- n 2))))))";
        assert!(eval_text(cx, define).is_ok());
        let start = processor_seconds();
        let value = eval_text(cx, &format!("(fib {N})"));
        let seconds = processor_seconds() - start;
        let value = value.ok().and_then(|value| value.as_fixnum()).unwrap_or(0);
        assert_eq!(value, if N == 15 { 610 } else { 832_040 });
        let calls = 2.0 * value as f64 * 1.618 - 1.0;
        println!("fib({N}): {:.1} ns a call", seconds * 1e9 / calls);
    });
}

#[test]
fn sum() {
    with_engine(no_oracle, |cx| {
        let n = 10i64.pow(if cfg!(debug_assertions) { 4 } else { 7 });
        let start = processor_seconds();
        let value = eval_text(cx, &format!("(loop* [i 0 s 0] (if (< i {n}) (recur (inc i) (+ s i)) s))"));
        let seconds = processor_seconds() - start;
        assert_eq!(value.ok().and_then(|value| value.as_fixnum()), Some(n * (n - 1) / 2));
        println!("sum: {:.1} ns an iteration", seconds * 1e9 / n as f64);
    });
}
