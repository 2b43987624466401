//! Prints what was measured, a line each, with its goal and whether it is met.

use std::sync::atomic::{AtomicUsize, Ordering};

static GOALS: AtomicUsize = AtomicUsize::new(0);
static GOALS_MET: AtomicUsize = AtomicUsize::new(0);

/// What a value should be.
#[derive(Clone, Copy)]
pub enum Goal {
    AtMost(f64),
    AtLeast(f64),
}

impl Goal {
    fn is_met(self, value: f64) -> bool {
        match self {
            Goal::AtMost(most) => value <= most,
            Goal::AtLeast(least) => value >= least,
        }
    }

    fn text(self, unit: &str) -> String {
        let (sign, bound) = match self {
            Goal::AtMost(most) => ("<=", most),
            Goal::AtLeast(least) => (">=", least),
        };
        format!("{sign} {bound} {unit}").trim_end().to_owned()
    }
}

/// A table under construction; its lines are printed as they come.
pub struct Table;

impl Table {
    pub fn new(title: &str) -> Table {
        println!("\n{title}");
        Table
    }

    pub fn line(&mut self, what: &str, value: Option<f64>, unit: &str) {
        println!("  {what:<48} {:>14}", shown(value, unit));
    }

    pub fn absent(&mut self, what: &str) {
        println!("  {what:<48} {:>14}", "not installed");
    }

    pub fn goal(&mut self, what: &str, value: Option<f64>, unit: &str, goal: Goal) {
        let met = value.is_some_and(|value| goal.is_met(value));
        GOALS.fetch_add(1, Ordering::Relaxed);
        GOALS_MET.fetch_add(usize::from(met), Ordering::Relaxed);
        let verdict = if met { "met" } else { "MISSED" };
        println!("  {what:<48} {:>14}   goal {:<12} {verdict}", shown(value, unit), goal.text(unit));
    }

    /// Says so where two programs that should compute the same do not.
    pub fn check(&mut self, value: Option<f64>, expected: Option<f64>) {
        if let (Some(value), Some(expected)) = (value, expected)
            && value != expected
        {
            println!("  WRONG: computed {value}, but clang's program {expected}");
        }
    }
}

pub fn summary() {
    println!("\n{} of {} goals met", GOALS_MET.load(Ordering::Relaxed), GOALS.load(Ordering::Relaxed));
}

fn shown(value: Option<f64>, unit: &str) -> String {
    match value {
        None => "failed".to_owned(),
        Some(value) if unit.is_empty() => format!("{value}"),
        Some(value) if value.abs() < 0.1 => format!("{value:.4} {unit}"),
        Some(value) if value.abs() < 10.0 => format!("{value:.3} {unit}"),
        Some(value) => format!("{value:.1} {unit}"),
    }
}
