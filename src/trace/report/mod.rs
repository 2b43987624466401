//! The report: what one engine compiled, what it cost, and what was saved by not compiling the rest. Gathered here from
//! the recorder, the oracle and the functions; `estimate` computes the saving, `text` and `json` write it.

mod estimate;
mod json;
mod text;

use crate::ast::{Prototype, Tier};
use crate::engine::Engine;
use crate::interop::oracle::{Totals, Wrapper};
use crate::trace::{Compilation, FormCost};
pub use estimate::Estimate;

/// All figures; times are in milliseconds.
pub struct Report {
    /// Most called first.
    pub wrappers: Vec<WrapperEntry>,
    /// Most called first; functions that were never called are only counted.
    pub functions: Vec<FunctionEntry>,
    pub functions_never_called: usize,
    /// Loops that were compiled while they ran.
    pub loops: Vec<LoopEntry>,
    pub forms: usize,
    pub times: Times,
    pub estimate: Estimate,
}

/// A C++ operation for one list of argument types.
pub struct WrapperEntry {
    pub signature: String,
    pub argument_types: String,
    pub sema: f64,
    pub ir: f64,
    pub backend: f64,
    pub hits: u64,
    /// `compiled`, `pending` (resolved, never about to run) or `failed`.
    pub state: &'static str,
}

/// A function of the program.
pub struct FunctionEntry {
    pub name: String,
    /// `file:line:column`.
    pub at: String,
    pub calls: u64,
    /// `interpreted`, `queued`, `compiled` or `refused`.
    pub tier: &'static str,
    pub compile: f64,
}

/// A loop that was entered in the middle.
pub struct LoopEntry {
    pub function: String,
    pub at: String,
    pub compile: f64,
}

/// Where the time went.
#[derive(Clone, Copy, Default)]
pub struct Times {
    /// Loading Clang, parsing headers, Sema, and making wrappers' IR.
    pub clang: f64,
    /// Of that, loading Clang and opening the precompiled header.
    pub clang_start: f64,
    /// Of that, parsing headers and raw texts.
    pub clang_parse: f64,
    /// Backend and linking of wrappers, and tier 1.
    pub llvm: f64,
    /// Of that, on the background thread.
    pub llvm_background: f64,
    /// Reading and analysing, macros included, without Clang's part.
    pub analyser: f64,
    /// Running the program: what is left of the evaluation, compiled code and C++ callees included.
    pub interpreter: f64,
    pub modules: u32,
}

impl Report {
    pub fn of(engine: &Engine) -> Report {
        let recorder = &engine.recorder;
        let sources = &engine.sources;
        let forms = recorder.forms.borrow();
        let compilations = recorder.compilations.borrow();
        // An oracle in the middle of something does not hinder the report.
        let oracle = engine.started_oracle().and_then(|oracle| oracle.try_borrow().ok());
        let totals = oracle.as_ref().map(|oracle| oracle.totals()).unwrap_or_default();
        let mut wrappers: Vec<_> =
            oracle.iter().flat_map(|oracle| oracle.wrappers()).map(|wrapper| wrapper_entry(&wrapper)).collect();
        wrappers.sort_by(|a, b| b.hits.cmp(&a.hits).then_with(|| a.signature.cmp(&b.signature)));

        let all: Vec<_> = recorder.functions.borrow().iter().filter_map(std::rc::Weak::upgrade).collect();
        let mut functions: Vec<_> = all
            .iter()
            .map(|prototype| function_entry(prototype, sources.describe(prototype.span)))
            .filter(|function| function.calls > 0 || function.compile > 0.0)
            .collect();
        functions.sort_by(|a, b| b.calls.cmp(&a.calls).then_with(|| a.name.cmp(&b.name)));
        let loops = compilations
            .iter()
            .filter(|compilation| compilation.is_loop)
            .map(|compilation| LoopEntry {
                function: compilation.name.to_string(),
                at: sources.describe(compilation.span),
                compile: compilation.ms,
            })
            .collect();
        Report {
            functions_never_called: all.len() - functions.len(),
            times: times(&forms, &compilations, &wrappers, totals),
            estimate: Estimate::of(&forms, &compilations, &wrappers),
            forms: forms.len(),
            wrappers,
            functions,
            loops,
        }
    }

    /// For people.
    pub fn text(&self) -> String {
        text::write(self)
    }

    /// For programs: one JSON object.
    pub fn json(&self) -> String {
        json::write(self)
    }
}

impl WrapperEntry {
    /// All that it cost.
    pub fn total(&self) -> f64 {
        self.sema + self.ir + self.backend
    }
}

fn wrapper_entry(wrapper: &Wrapper) -> WrapperEntry {
    let cost = wrapper.cost.get();
    WrapperEntry {
        signature: wrapper.signature.clone(),
        argument_types: wrapper.argument_types.clone(),
        sema: cost.sema,
        ir: cost.ir,
        backend: cost.backend,
        hits: wrapper.hits.get(),
        state: match (wrapper.code.get(), wrapper.failure.get()) {
            (Some(_), _) => "compiled",
            (None, Some(_)) => "failed",
            (None, None) => "pending",
        },
    }
}

fn function_entry(prototype: &Prototype, at: String) -> FunctionEntry {
    let has = |tier| prototype.arities.iter().any(|arity| arity.tier.get() == tier);
    FunctionEntry {
        name: prototype.name.to_string(),
        at,
        calls: prototype.arities.iter().map(|arity| arity.calls.get()).sum(),
        tier: match () {
            () if has(Tier::Compiled) => "compiled",
            () if has(Tier::Queued) => "queued",
            () if has(Tier::Refused) => "refused",
            () => "interpreted",
        },
        compile: prototype.arities.iter().map(|arity| arity.compile_ms.get()).sum(),
    }
}

fn times(forms: &[FormCost], compilations: &[Compilation], wrappers: &[WrapperEntry], totals: Totals) -> Times {
    // The sum of nothing is -0.0, which would show.
    let sum = |figure: fn(&WrapperEntry) -> f64| 0.0 + wrappers.iter().map(figure).sum::<f64>();
    let (sema, ir, backend) = (sum(|w| w.sema), sum(|w| w.ir), sum(|w| w.backend));
    let background: f64 = 0.0 + compilations.iter().filter(|c| c.background).map(|c| c.ms).sum::<f64>();
    let waited: f64 = 0.0 + compilations.iter().filter(|c| !c.background).map(|c| c.ms).sum::<f64>();
    let analysis: f64 = forms.iter().map(|form| form.analysis_ms).sum();
    // The evaluation of a form that loads others contains all of theirs.
    let evaluation: f64 = forms.iter().filter(|form| form.depth == 0).map(|form| form.evaluation_ms).sum();
    let nested_analysis: f64 = forms.iter().filter(|form| form.depth > 0).map(|form| form.analysis_ms).sum();
    Times {
        clang: totals.start + totals.parse + sema + ir,
        clang_start: totals.start,
        clang_parse: totals.parse,
        llvm: backend + background + waited,
        llvm_background: background,
        // Clang starts, parses and resolves while forms are analysed, and makes code when they first run.
        analyser: (analysis - totals.start - totals.parse - sema).max(0.0),
        interpreter: (evaluation - nested_analysis - ir - backend - waited).max(0.0),
        modules: totals.modules,
    }
}
