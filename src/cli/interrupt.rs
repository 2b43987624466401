//! Ctrl-C: SIGINT interrupts the evaluation.

use gusset::InterruptHandle;
use std::sync::atomic::{AtomicPtr, AtomicU32, Ordering};

/// What the signal handler interrupts; null for nothing.
static HANDLE: AtomicPtr<InterruptHandle> = AtomicPtr::new(std::ptr::null_mut());
/// Signals in a row that the evaluation did not answer.
static UNANSWERED: AtomicU32 = AtomicU32::new(0);
/// That many are enough: whatever runs is not going to look, as a C++ function that does not return.
const PATIENCE: u32 = 2;
/// As shells report a process that SIGINT ended.
const EXIT_CODE: i32 = 128 + libc::SIGINT;

/// From now on SIGINT interrupts what `handle` stands for.
pub fn listen(handle: InterruptHandle) {
    // A signal handler may run at any time from now on, so the handle lives for ever.
    HANDLE.store(Box::into_raw(Box::new(handle)), Ordering::SeqCst);
    // SAFETY: the handler touches atomics only; the structure is plain data, and complete.
    unsafe {
        let mut action: libc::sigaction = std::mem::zeroed();
        action.sa_sigaction = on_signal as *const () as usize;
        action.sa_flags = libc::SA_RESTART;
        libc::sigemptyset(&raw mut action.sa_mask);
        libc::sigaction(libc::SIGINT, &raw const action, std::ptr::null_mut());
    }
}

/// From now on SIGINT ends the process.
pub fn ignore() {
    HANDLE.store(std::ptr::null_mut(), Ordering::SeqCst);
}

extern "C" fn on_signal(_signal: libc::c_int) {
    // SAFETY: either null or a handle that is never freed.
    let unanswered = match unsafe { HANDLE.load(Ordering::SeqCst).as_ref() } {
        Some(handle) if handle.interrupt() => UNANSWERED.fetch_add(1, Ordering::SeqCst) + 1,
        Some(_) => {
            UNANSWERED.store(0, Ordering::SeqCst);
            0
        }
        None => PATIENCE,
    };
    if unanswered >= PATIENCE {
        // SAFETY: allowed in signal handlers.
        unsafe { libc::_exit(EXIT_CODE) };
    }
}
