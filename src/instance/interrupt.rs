//! Stopping what an engine evaluates, from outside.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

/// Interrupts one engine's evaluation. Using it touches atomics only, so a signal handler may.
#[derive(Clone)]
pub struct InterruptHandle {
    requested: Arc<AtomicBool>,
    /// `Context::limit`: raised, it makes the next safepoint poll look.
    limit: Arc<AtomicUsize>,
}

impl InterruptHandle {
    pub(super) fn new(requested: Arc<AtomicBool>, limit: Arc<AtomicUsize>) -> InterruptHandle {
        InterruptHandle { requested, limit }
    }

    /// Asks the evaluation to stop at its next safepoint poll, with a host exception. Does nothing to one that starts
    /// later. Says whether an earlier request was still unanswered.
    pub fn interrupt(&self) -> bool {
        let unanswered = self.requested.swap(true, Ordering::SeqCst);
        self.limit.store(usize::MAX, Ordering::SeqCst);
        unanswered
    }

    /// Whether a request is unanswered.
    pub fn is_requested(&self) -> bool {
        self.requested.load(Ordering::SeqCst)
    }

    /// Takes a request back that the evaluation has not answered.
    pub fn withdraw(&self) {
        self.requested.store(false, Ordering::SeqCst);
    }
}
