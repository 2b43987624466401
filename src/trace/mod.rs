<<<<<<< HEAD
//! What the engine tells about itself: `tracing` events, the report's figures, and the rendering of errors.

mod recorder;

pub use recorder::{FormCost, Recorder};
=======
//! What the engine tells about itself: errors as people read them.

pub mod render;
>>>>>>> reader
