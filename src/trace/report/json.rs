//! The report for programs. Names and units are stable: times are milliseconds.

use super::Report;
use serde_json::{Value, json};

pub(super) fn write(report: &Report) -> String {
    let wrappers: Vec<Value> = report
        .wrappers
        .iter()
        .map(|wrapper| {
            json!({
                "signature": wrapper.signature,
                "argument_types": wrapper.argument_types,
                "sema_ms": wrapper.sema,
                "ir_ms": wrapper.ir,
                "backend_ms": wrapper.backend,
                "hits": wrapper.hits,
                "state": wrapper.state,
            })
        })
        .collect();
    let functions: Vec<Value> = report
        .functions
        .iter()
        .map(|function| {
            json!({
                "name": function.name,
                "at": function.at,
                "calls": function.calls,
                "tier": function.tier,
                "compile_ms": function.compile,
            })
        })
        .collect();
    let loops: Vec<Value> = report
        .loops
        .iter()
        .map(|entry| json!({"function": entry.function, "at": entry.at, "compile_ms": entry.compile}))
        .collect();
    let (times, estimate) = (&report.times, &report.estimate);
    json!({
        "forms": report.forms,
        "wrappers": wrappers,
        "modules": times.modules,
        "functions": functions,
        "functions_never_called": report.functions_never_called,
        "loops": loops,
        "time_ms": {
            "clang": times.clang,
            "clang_start": times.clang_start,
            "clang_parse": times.clang_parse,
            "llvm": times.llvm,
            "llvm_background": times.llvm_background,
            "analyser": times.analyser,
            "interpreter": times.interpreter,
        },
        "estimate": {
            "eager_ms": estimate.eager,
            "spent_ms": estimate.spent,
            "saved_ms": estimate.saved(),
            "per_module_ms": estimate.per_module,
            "per_node_ms": estimate.per_node,
            "per_wrapper_ms": estimate.per_wrapper,
            "forms": estimate.forms,
            "nodes": estimate.nodes,
            "cpp_calls": estimate.cpp_calls,
        },
    })
    .to_string()
}
