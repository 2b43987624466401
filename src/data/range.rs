//! Ranges of longs: computed, never stored.

use super::number::long;
use crate::value::{HeapType, Kind, Ref, Value};

/// `count` longs from `start` on, `step` apart; never empty as a value.
#[derive(Clone)]
pub struct Range {
    pub start: i64,
    pub step: i64,
    pub count: u64,
    pub meta: Value,
}

// SAFETY: the only type of this kind.
unsafe impl HeapType for Range {
    const KIND: Kind = Kind::Range;
}

/// The longs from `start` up (or down) to but without `end`; the empty list where there are none.
/// A step of zero is the caller's business.
pub fn range(start: i64, end: i64, step: i64) -> Value {
    let (start_wide, end_wide, step_wide) = (i128::from(start), i128::from(end), i128::from(step));
    let span = if step > 0 { end_wide - start_wide } else { start_wide - end_wide };
    if span <= 0 || step == 0 {
        return super::empty_list();
    }
    let size = step_wide.abs();
    let count = ((span + size - 1) / size) as u64;
    Ref::new(Range { start, step, count, meta: Value::NIL }).into()
}

impl Range {
    /// The element at `index`, which is below the count.
    pub fn at(&self, index: u64) -> Value {
        long(self.start.wrapping_add(self.step.wrapping_mul(index as i64)))
    }

    /// What is left after `count` elements; nil where nothing is.
    pub fn skip(&self, count: u64) -> Value {
        if count >= self.count {
            return Value::NIL;
        }
        let start = self.start.wrapping_add(self.step.wrapping_mul(count as i64));
        Ref::new(Range { start, step: self.step, count: self.count - count, meta: Value::NIL }).into()
    }
}
