//! What the engine tells about itself: `tracing` events, the report's figures, and the rendering of errors.

pub mod events;
mod recorder;
mod report;
mod report_text;

pub use recorder::{Compilation, FormCost, Recorder};
pub use report::Report;
