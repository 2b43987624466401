//! What compiling every evaluated form at once would have cost, beside what was spent. An estimate: each form is taken
//! for a module of its own, with the mean costs that this very process measured.

use super::WrapperEntry;
use crate::trace::{Compilation, FormCost};

/// Milliseconds, and the measured costs behind them.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Estimate {
    /// All forms compiled eagerly, each C++ call in them included.
    pub eager: f64,
    /// What was spent on wrappers and tier 1.
    pub spent: f64,
    /// Fixed cost of a module; none where tier 1 compiled nothing.
    pub per_module: Option<f64>,
    /// Cost of a node of the typed tree; none where tier 1 compiled nothing.
    pub per_node: Option<f64>,
    /// Mean cost of a wrapper; none where none was compiled.
    pub per_wrapper: Option<f64>,
    /// What was evaluated.
    pub forms: u64,
    pub nodes: u64,
    pub cpp_calls: u64,
}

impl Estimate {
    pub(super) fn of(forms: &[FormCost], compilations: &[Compilation], wrappers: &[WrapperEntry]) -> Estimate {
        let costs: Vec<f64> = wrappers.iter().filter(|w| w.state == "compiled").map(WrapperEntry::total).collect();
        // The sum of nothing is -0.0, which would show.
        let wrapper_cost = 0.0 + wrappers.iter().map(WrapperEntry::total).sum::<f64>();
        let per_wrapper = (!costs.is_empty()).then(|| costs.iter().sum::<f64>() / costs.len() as f64);
        let points: Vec<_> = compilations.iter().map(|c| (f64::from(c.nodes), c.ms)).collect();
        let line = fit(&points);
        let (forms_count, nodes, cpp_calls) = forms.iter().fold((0, 0, 0), |(forms, nodes, calls), form| {
            (forms + 1, nodes + u64::from(form.nodes), calls + u64::from(form.cpp_calls))
        });
        let (per_module, per_node) = line.unzip();
        let eager = per_module.unwrap_or(0.0) * forms_count as f64
            + per_node.unwrap_or(0.0) * nodes as f64
            + per_wrapper.unwrap_or(0.0) * cpp_calls as f64;
        Estimate {
            eager,
            spent: wrapper_cost + compilations.iter().map(|c| c.ms).sum::<f64>(),
            per_module,
            per_node,
            per_wrapper,
            forms: forms_count,
            nodes,
            cpp_calls,
        }
    }

    pub fn saved(&self) -> f64 {
        self.eager - self.spent
    }
}

/// The line `ms = fixed + slope * nodes` through the points, by least squares with neither below 0; none without points.
fn fit(points: &[(f64, f64)]) -> Option<(f64, f64)> {
    if points.is_empty() {
        return None;
    }
    let count = points.len() as f64;
    let mean_x = points.iter().map(|(x, _)| x).sum::<f64>() / count;
    let mean_y = points.iter().map(|(_, y)| y).sum::<f64>() / count;
    let covariance: f64 = points.iter().map(|(x, y)| (x - mean_x) * (y - mean_y)).sum();
    let variance: f64 = points.iter().map(|(x, _)| (x - mean_x).powi(2)).sum();
    let slope = if variance > 0.0 { (covariance / variance).max(0.0) } else { 0.0 };
    let fixed = mean_y - slope * mean_x;
    if fixed >= 0.0 {
        return Some((fixed, slope));
    }
    // Through the origin, then.
    let squares: f64 = points.iter().map(|(x, _)| x * x).sum();
    let products: f64 = points.iter().map(|(x, y)| x * y).sum();
    Some((0.0, products / squares))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Span;

    #[test]
    fn a_line_is_found_and_never_falls_below_zero() {
        assert_eq!(fit(&[]), None);
        assert_eq!(fit(&[(10.0, 2.0)]), Some((2.0, 0.0)));
        assert_eq!(fit(&[(10.0, 2.0), (20.0, 3.0)]), Some((1.0, 0.1)));
        let (fixed, slope) = fit(&[(10.0, 1.0), (20.0, 4.0)]).expect("two points");
        assert!(fixed == 0.0 && slope > 0.1 && slope < 0.2);
    }

    #[test]
    fn the_estimate_multiplies_what_was_measured() {
        let form =
            FormCost { span: Span::NONE, nodes: 10, cpp_calls: 2, analysis_ms: 0.0, evaluation_ms: 0.0, depth: 0 };
        let wrapper = WrapperEntry {
            signature: String::new(),
            argument_types: String::new(),
            sema: 0.1,
            ir: 0.1,
            backend: 0.3,
            hits: 1,
            state: "compiled",
        };
        let compilation =
            Compilation { name: "f".into(), span: Span::NONE, nodes: 10, ms: 1.0, is_loop: false, background: true };
        let estimate = Estimate::of(&[form, form, form], &[compilation], &[wrapper]);
        assert!((estimate.eager - (3.0 + 6.0 * 0.5)).abs() < 1e-9);
        assert!((estimate.spent - 1.5).abs() < 1e-9);
        assert_eq!((estimate.forms, estimate.nodes, estimate.cpp_calls), (3, 30, 6));
    }
}
