//! What the engine tells about itself: errors as people read them.

pub mod render;
