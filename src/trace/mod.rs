//! What the engine tells about itself: `tracing` events, the report's figures, and the rendering of errors.

mod recorder;
pub mod render;

pub use recorder::{FormCost, Recorder};
