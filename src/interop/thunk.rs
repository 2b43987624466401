//! Plain function pointers for host functions. C++ gives such a pointer no data of its own, so each function gets a few
//! instructions of code that note which one it is and go on at a C++ function of the pointer's type.

use crate::value::word;
use std::cell::RefCell;
use std::ffi::c_void;
use std::sync::atomic::{AtomicU64, Ordering};

/// The host function whose code was entered last. Read at once by the C++ function that the code goes on at.
static ENTERED: AtomicU64 = AtomicU64::new(word::NIL);

/// Bytes of code mapped at once: one page.
const PAGE: usize = 4096;
/// Bytes of one thunk, rounded up.
const SIZE: usize = 40;

thread_local! {
    /// The page being filled, and how much of it is.
    static FREE: RefCell<Option<(*mut u8, usize)>> = const { RefCell::new(None) };
}

/// The function whose pointer is being called; its reference stays in the table of callbacks.
pub extern "C" fn gusset_callback() -> u64 {
    ENTERED.load(Ordering::Relaxed)
}

/// Code that notes `function` and jumps to `target`; lives until the process ends, since C++ may keep the pointer. None
/// where there is no memory for it.
///
/// # Safety
/// `target` is a function that calls [`gusset_callback`] first of all, and `function` stays alive.
pub unsafe fn make(function: u64, target: *const c_void) -> Option<*const c_void> {
    FREE.with_borrow_mut(|free| {
        let (page, used) = match free.take() {
            Some((page, used)) if used + SIZE <= PAGE => (page, used),
            _ => (map_page()?, 0),
        };
        // SAFETY: the page is ours and `used` inside it. It is writable and not executable while it is written, which no
        // code of it runs during, as callbacks of a thread-local engine run on this thread.
        let code = unsafe {
            if libc::mprotect(page.cast(), PAGE, libc::PROT_READ | libc::PROT_WRITE) != 0 {
                return None;
            }
            let at = page.add(used);
            write(at, function, target);
            if libc::mprotect(page.cast(), PAGE, libc::PROT_READ | libc::PROT_EXEC) != 0 {
                return None;
            }
            at
        };
        *free = Some((page, used + SIZE));
        Some(code.cast_const().cast())
    })
}

fn map_page() -> Option<*mut u8> {
    let (access, kind) = (libc::PROT_READ | libc::PROT_WRITE, libc::MAP_PRIVATE | libc::MAP_ANONYMOUS);
    // SAFETY: a fresh anonymous mapping.
    let page = unsafe { libc::mmap(std::ptr::null_mut(), PAGE, access, kind, -1, 0) };
    (page != libc::MAP_FAILED).then_some(page.cast())
}

/// Only r10 and r11 are used, which carry no argument (System V ABI, 3.2.3).
///
/// # Safety
/// There is room for [`SIZE`] bytes at `to`.
#[cfg(target_arch = "x86_64")]
unsafe fn write(to: *mut u8, function: u64, target: *const c_void) {
    let mut code = [0u8; SIZE];
    let mut length = 0;
    let mut emit = |bytes: &[u8]| {
        code[length..length + bytes.len()].copy_from_slice(bytes);
        length += bytes.len();
    };
    emit(&[0x49, 0xbb]); // mov r11, ENTERED
    emit(&(ENTERED.as_ptr() as u64).to_le_bytes());
    emit(&[0x49, 0xba]); // mov r10, function
    emit(&function.to_le_bytes());
    emit(&[0x4d, 0x89, 0x13]); // mov [r11], r10
    emit(&[0x49, 0xbb]); // mov r11, target
    emit(&(target as u64).to_le_bytes());
    emit(&[0x41, 0xff, 0xe3]); // jmp r11
    // SAFETY: by the contract.
    unsafe { std::ptr::copy_nonoverlapping(code.as_ptr(), to, SIZE) };
}
