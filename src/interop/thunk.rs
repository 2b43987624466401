//! Plain function pointers for host functions. C++ gives such a pointer no data of its own, so each function gets a few
//! instructions of code that note which one it is and go on at a C++ function of the pointer's type.

use std::ffi::c_void;
use std::ptr::null_mut;
use std::sync::{Mutex, PoisonError};

// The host function whose code this thread entered last. Read at once by the C++ function that the code goes on at. A
// thread-local variable of our own making, as the code has to know its place relative to the thread's register: that is
// the same in all threads for this model of access ("initial exec": Drepper, ELF Handling For Thread-Local Storage, 4.4.6).
#[cfg(target_arch = "x86_64")]
std::arch::global_asm!(
    ".section .tbss,\"awT\",@nobits",
    ".balign 8",
    ".type gusset_entered, @object",
    ".size gusset_entered, 8",
    "gusset_entered: .zero 8",
    ".text",
    ".globl gusset_entered_offset",
    ".hidden gusset_entered_offset",
    ".type gusset_entered_offset, @function",
    "gusset_entered_offset: mov rax, qword ptr [rip + gusset_entered@gottpoff]",
    "ret",
    // The function whose pointer is being called; its reference stays in the table of function pointers.
    ".globl gusset_callback",
    ".hidden gusset_callback",
    ".type gusset_callback, @function",
    "gusset_callback: mov rax, qword ptr [rip + gusset_entered@gottpoff]",
    "mov rax, qword ptr fs:[rax]",
    "ret",
);

unsafe extern "C" {
    /// Where `gusset_entered` is, from where the register `fs` points.
    safe fn gusset_entered_offset() -> i64;
    pub safe fn gusset_callback() -> u64;
}

/// Bytes of code mapped at once: one page.
const PAGE: usize = 4096;
/// Bytes of one thunk, rounded up.
const SIZE: usize = 40;

/// A page that is seen twice: where it is written, and where it is executed, which other threads may do meanwhile.
struct Page {
    writable: *mut u8,
    executable: *const u8,
    /// Bytes that hold thunks.
    used: usize,
}

// SAFETY: the mappings are the process's, and never unmapped.
unsafe impl Send for Page {}

/// The page being filled.
static FREE: Mutex<Option<Page>> = Mutex::new(None);

/// Code that notes `function` and jumps to `target`; lives until the process ends, since C++ may keep the pointer. None
/// where there is no memory for it.
///
/// # Safety
/// `target` is a function that calls [`gusset_callback`] first of all, and `function` stays alive.
pub unsafe fn make(function: u64, target: *const c_void) -> Option<*const c_void> {
    let mut free = FREE.lock().unwrap_or_else(PoisonError::into_inner);
    let page = match free.as_mut() {
        Some(page) if page.used + SIZE <= PAGE => page,
        _ => free.insert(map_page()?),
    };
    // SAFETY: there is room for one more, which nobody executes before it is given out.
    let code = unsafe {
        write(page.writable.add(page.used), function, target);
        page.executable.add(page.used)
    };
    page.used += SIZE;
    Some(code.cast())
}

fn map_page() -> Option<Page> {
    // SAFETY: a file of ours without a name, mapped twice and then known by its mappings alone.
    unsafe {
        let file = libc::memfd_create(c"gusset thunks".as_ptr(), libc::MFD_CLOEXEC);
        if file < 0 || libc::ftruncate(file, PAGE as libc::off_t) != 0 {
            return None;
        }
        let map = |access| libc::mmap(null_mut(), PAGE, libc::PROT_READ | access, libc::MAP_SHARED, file, 0);
        let (writable, executable) = (map(libc::PROT_WRITE), map(libc::PROT_EXEC));
        libc::close(file);
        let mapped = writable != libc::MAP_FAILED && executable != libc::MAP_FAILED;
        mapped.then_some(Page { writable: writable.cast(), executable: executable.cast_const().cast(), used: 0 })
    }
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
    emit(&[0x49, 0xbb]); // mov r11, the variable's offset
    emit(&gusset_entered_offset().to_le_bytes());
    emit(&[0x49, 0xba]); // mov r10, function
    emit(&function.to_le_bytes());
    emit(&[0x64, 0x4d, 0x89, 0x13]); // mov fs:[r11], r10
    emit(&[0x49, 0xbb]); // mov r11, target
    emit(&(target as u64).to_le_bytes());
    emit(&[0x41, 0xff, 0xe3]); // jmp r11
    // SAFETY: by the contract.
    unsafe { std::ptr::copy_nonoverlapping(code.as_ptr(), to, SIZE) };
}
