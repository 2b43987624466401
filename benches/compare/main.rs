//! Measures Gusset beside C++ text, clang -O2, LuaJIT, Node and Clojure in one run, and prints each goal with whether
//! it is met. `make bench` runs it.
//!
//! The programs that are timed live in `benches/gusset` and `benches/peers`; each times itself and prints
//! `name value` lines, where every value is a median of several runs.

mod peers;
mod programs;
mod table;

use peers::Peers;
use programs::{Values, gusset, gusset_median, gusset_path};
use table::{Goal, Table};

fn main() {
    let peers = peers::build();
    eprintln!("measuring; this takes a few minutes");

    let text = peers.clang_text("-O0");
    let text_optimised = peers.clang_text("-O2");
    let native = peers.kernels();
    form(&text, &text_optimised);
    wrappers();
    footprint();
    calls(&native);
    frame(&peers);
    kernels(&native);
    start();
    table::summary();
}

/// The panel's draw function, compiled as C++ text and by Gusset.
fn form(text: &Values, text_optimised: &Values) {
    let panel = gusset_median(5, &[], "panel.clj", &[]);
    let cold = panel.get("cold_ms");
    let mut table = Table::new("the panel's draw function (50 ImGui calls), headers parsed, first frame drawn");
    table.line("C++ text, clang::Interpreter -O0, cold", text.get("text_cold_ms"), "ms");
    table.line("C++ text, clang::Interpreter -O2, cold", text_optimised.get("text_cold_ms"), "ms");
    table.line("C++ text, clang::Interpreter -O0, redefined", text.get("text_redefined_ms"), "ms");
    table.goal("Gusset, cold", cold, "ms", Goal::AtMost(10.0));
    table.goal("Gusset, redefined", panel.get("redefined_ms"), "ms", Goal::AtMost(1.0));
    table.goal("C++ text -O0 / Gusset, cold", ratio(text.get("text_cold_ms"), cold), "x", Goal::AtLeast(5.0));
}

/// What one new wrapper costs, alone and among twelve of a form.
fn wrappers() {
    let values = gusset_median(3, &[], "wrappers.clj", &[]);
    let mut table = Table::new("a new wrapper: a form that needs it is evaluated and run");
    table.goal("alone", values.get("wrapper_single_ms"), "ms", Goal::AtMost(1.2));
    table.goal("each of a batch of 12", values.get("wrapper_batch_ms"), "ms", Goal::AtMost(0.5));
}

/// What wrappers keep in memory, all told: machine code, bitcode for tier 1, Clang's tree, the form's own function.
fn footprint() {
    let values = gusset(&["--tier0-only"], "footprint.clj", &[]);
    let mut table = Table::new("10,000 wrappers, each of a form of its own");
    table.goal("resident, each", values.get("footprint_kb"), "KB", Goal::AtMost(8.0));
    table.line("memory mappings, each", values.get("footprint_mappings"), "");
    table.goal("time, each", values.get("footprint_ms"), "ms", Goal::AtMost(1.2));
}

/// A C++ call in a hot loop.
fn calls(native: &Values) {
    let tier0 = gusset(&["--tier0-only"], "calls.clj", &["--calls", "1000000"]);
    let tier1 = gusset(&[], "calls.clj", &["--calls", "50000000"]);
    let inline = tier1.get("inline_ns");
    let mut table = Table::new("a C++ call in a hot loop");
    table.line("opaque function, tier 0", tier0.get("opaque_ns"), "ns");
    table.line("opaque function, tier 1", tier1.get("opaque_ns"), "ns");
    table.line("opaque function, clang -O2", native.get("opaque_ns"), "ns");
    table.line("inline function, tier 0", tier0.get("inline_ns"), "ns");
    table.line("inline function, tier 1", inline, "ns");
    table.line("inline function, clang -O2", native.get("inline_ns"), "ns");
    table.goal("inline, tier 1 / clang -O2", ratio(inline, native.get("inline_ns")), "x", Goal::AtMost(1.2));
}

/// A frame of the draw function; ImGui's own time is that of the same calls compiled by clang -O2.
fn frame(peers: &Peers) {
    let tier0 = gusset_median(5, &["--tier0-only"], "panel.clj", &[]).get("frame_us");
    let imgui = peers.frame_us();
    let tier1 = gusset_median(5, &[], "panel.clj", &[]).get("frame_us");
    let own = |frame: Option<f64>| Some(frame? - imgui?);
    let mut table = Table::new("a frame of 50 ImGui calls");
    table.line("clang -O2", imgui, "us");
    table.line("tier 0", tier0, "us");
    table.line("tier 1", tier1, "us");
    table.goal("Gusset's own part, tier 0", own(tier0), "us", Goal::AtMost(50.0));
    table.goal("Gusset's own part, tier 1", own(tier1), "us", Goal::AtMost(5.0));
}

/// fib, sum and mandelbrot, in every language that is installed.
fn kernels(native: &Values) {
    const KERNELS: [(&str, &str, &str); 3] = [
        ("fib(35)", "fib", "fib.clj"),
        ("sum of 10^8 integers", "sum", "sum.clj"),
        ("mandelbrot 800x600, 200 iterations", "mandelbrot", "mandelbrot.clj"),
    ];
    let others = [
        ("LuaJIT", programs::peer("luajit", "kernels.lua")),
        ("Node", programs::peer("node", "kernels.js")),
        ("Clojure", programs::peer("clojure", "kernels.clj")),
    ];
    for (title, name, file) in KERNELS {
        let tier0 = gusset(&["--tier0-only"], file, &["--runs", "1"]);
        let tier1 = gusset(&[], file, &["--runs", "5"]);
        let (time, check) = (format!("{name}_ms"), format!("{name}_check"));
        let clang = native.get(&time);
        let mut table = Table::new(title);
        for values in [&tier0, &tier1] {
            table.check(values.get(&check), native.get(&check));
        }
        if name == "fib" {
            table.goal("tier 0", tier0.get(&time), "ms", Goal::AtMost(2000.0));
            table.goal("tier 1", tier1.get(&time), "ms", Goal::AtMost(80.0));
        } else {
            table.line("tier 0", tier0.get(&time), "ms");
            table.line("tier 1", tier1.get(&time), "ms");
            table.goal("tier 1 / clang -O2", ratio(tier1.get(&time), clang), "x", Goal::AtMost(1.5));
        }
        table.line("clang -O2", clang, "ms");
        for (language, values) in &others {
            match values {
                Some(values) => table.line(language, values.get(&time), "ms"),
                None => table.absent(language),
            }
        }
    }
}

/// What a start costs, and a form at the REPL.
fn start() {
    let started = programs::start_up(&gusset_path(), 21);
    let forms = gusset_median(3, &[], "repl.clj", &[]);
    let mut table = Table::new("starting, and forms at the REPL");
    table.goal("gusset -e 1, wall clock", started.wall_ms, "ms", Goal::AtMost(20.0));
    table.goal("gusset -e 1, most memory resident", started.resident_mb, "MB", Goal::AtMost(25.0));
    table.goal("gusset -e 1, LLVM and Clang libraries loaded", started.compilers_loaded, "", Goal::AtMost(0.0));
    table.goal("(let [x 1] x)", forms.get("let_ms"), "ms", Goal::AtMost(0.1));
    table.line("(defn clamp ...)", forms.get("defn_ms"), "ms");
}

fn ratio(above: Option<f64>, below: Option<f64>) -> Option<f64> {
    Some(above? / below?)
}
