//! The report for people: tables, each with a line that sums it up.

use super::{Estimate, Report};
use std::fmt::Write;

pub(super) fn write(report: &Report) -> String {
    let mut out = String::new();
    // Writing to a string does not fail.
    let _ = wrappers(&mut out, report)
        .and_then(|()| functions(&mut out, report))
        .and_then(|()| times(&mut out, report))
        .and_then(|()| estimate(&mut out, &report.estimate));
    out
}

fn wrappers(out: &mut String, report: &Report) -> std::fmt::Result {
    if report.wrappers.is_empty() {
        return writeln!(out, "C++ wrappers: none\n");
    }
    let compiled: Vec<_> = report.wrappers.iter().filter(|wrapper| wrapper.state == "compiled").collect();
    let cost: f64 = compiled.iter().map(|wrapper| wrapper.total()).sum();
    let hits: u64 = report.wrappers.iter().map(|wrapper| wrapper.hits).sum();
    writeln!(
        out,
        "C++ wrappers: {} compiled in {}, {cost:.2} ms; called {} times",
        compiled.len(),
        counted(report.times.modules.into(), "module"),
        grouped(hits)
    )?;
    writeln!(out, "  sema ms    ir ms  backend ms        hits  C++ signature <- argument types")?;
    for wrapper in &report.wrappers {
        let state = if wrapper.state == "compiled" { String::new() } else { format!("  ({})", wrapper.state) };
        writeln!(
            out,
            "  {:7.3}  {:7.3}  {:10.3}  {:>10}  {} <- ({}){state}",
            wrapper.sema,
            wrapper.ir,
            wrapper.backend,
            grouped(wrapper.hits),
            wrapper.signature,
            wrapper.argument_types
        )?;
    }
    writeln!(out)
}

fn functions(out: &mut String, report: &Report) -> std::fmt::Result {
    let compiled = report.functions.iter().filter(|function| function.tier == "compiled").count();
    writeln!(
        out,
        "Functions: {} called, {compiled} of them compiled; {} never called",
        report.functions.len(),
        report.functions_never_called
    )?;
    if !report.functions.is_empty() {
        writeln!(out, "       calls  tier         compile ms  function")?;
    }
    for function in &report.functions {
        writeln!(
            out,
            "  {:>10}  {:<11}  {:10.3}  {} ({})",
            grouped(function.calls),
            function.tier,
            function.compile,
            function.name,
            function.at
        )?;
    }
    for entry in &report.loops {
        writeln!(out, "           -  loop         {:10.3}  in {} ({})", entry.compile, entry.function, entry.at)?;
    }
    writeln!(out)
}

fn times(out: &mut String, report: &Report) -> std::fmt::Result {
    let times = &report.times;
    writeln!(out, "Time, in ms, for {}", counted(report.forms as u64, "form"))?;
    let (start, parse) = (times.clang_start, times.clang_parse);
    writeln!(out, "  Clang        {:10.2}  (starting {start:.2}, parsing {parse:.2})", times.clang)?;
    writeln!(out, "  LLVM         {:10.2}  (in the background {:.2})", times.llvm, times.llvm_background)?;
    writeln!(out, "  analyser     {:10.2}", times.analyser)?;
    writeln!(out, "  interpreter  {:10.2}  (compiled code and C++ functions included)\n", times.interpreter)
}

fn estimate(out: &mut String, estimate: &Estimate) -> std::fmt::Result {
    writeln!(out, "Compile time saved, in ms (an estimate)")?;
    writeln!(out, "  every form compiled at once  {:10.2}", estimate.eager)?;
    writeln!(out, "  spent                        {:10.2}", estimate.spent)?;
    writeln!(out, "  saved                        {:10.2}", estimate.saved())?;
    let cost = |figure: Option<f64>| figure.map_or("not measured".to_owned(), |ms| format!("{ms:.4} ms"));
    writeln!(
        out,
        "  from {} with {} and {}, and what this process measured: {} a module, {} a node, {} a wrapper",
        counted(estimate.forms, "form"),
        counted(estimate.nodes, "node"),
        counted(estimate.cpp_calls, "C++ call"),
        cost(estimate.per_module),
        cost(estimate.per_node),
        cost(estimate.per_wrapper)
    )
}

/// `1 form`, `2 forms`.
fn counted(count: u64, what: &str) -> String {
    format!("{} {what}{}", grouped(count), if count == 1 { "" } else { "s" })
}

/// Digits in groups of three.
fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut out = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_grouped() {
        assert_eq!(grouped(0), "0");
        assert_eq!(grouped(123), "123");
        assert_eq!(grouped(1234567), "1,234,567");
    }
}
