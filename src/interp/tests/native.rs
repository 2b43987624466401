//! Native expressions.
