//! What the engine tells about itself: `tracing` events, the report's figures, and errors as people read them.

pub mod events;
mod recorder;
pub mod render;
pub mod report;
mod uncaught;

pub use recorder::{Compilation, FormCost, Recorder};
pub use report::Report;
pub use uncaught::render_uncaught;
