//! The report.

use crate::engine::Engine;

/// What one engine compiled, and what it cost.
pub struct Report {}

impl Report {
    pub fn of(_engine: &Engine) -> Report {
        Report {}
    }

    pub fn text(&self) -> String {
        String::new()
    }

    pub fn json(&self) -> String {
        "{}".to_owned()
    }
}
