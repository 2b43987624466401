//! What compiled C++ asks of the engine (`headers/gusset/runtime.h`): host values made, looked into, counted, called.
//! These functions reach compiled code as symbols that the bridge defines; see [`SYMBOLS`].
//!
//! What this layer knows nothing of (boxes of pointers, sequences that have to be computed) comes through [`Hooks`],
//! which the engine sets.

// What the functions below ask of their callers is said once, above the first of them.
#![allow(clippy::missing_safety_doc)]

use super::oracle::WrapperCode;
use super::visitor::{self, Way};
use super::{capture, thunk};
use crate::data::cpp::{CppException, MadeObject};
use crate::data::exception::{self, Class, Exception};
use crate::data::list::List;
use crate::data::map::{Map, map};
use crate::data::set::{Set, set};
use crate::data::vector::{Vector, vector};
use crate::data::{number, rethrow};
use crate::engine::Engine;
use crate::value::{self, Context, Ended, Gate, Outcome, Ref, Value, word};
use ahash::AHashMap;
use num_bigint::BigInt;
use std::collections::hash_map::Entry;
use std::ffi::{c_char, c_int, c_void};
use std::ptr;
use std::sync::OnceLock;

/// What layers above plug in.
#[derive(Clone, Copy)]
pub struct Hooks {
    /// A box of a pointer to a type, given its C++ name.
    pub from_pointer: fn(pointer: *mut c_void, type_name: &str) -> Value,
    /// A box of an object that C++ code made for it.
    pub from_object: fn(object: MadeObject, call: Option<WrapperCode>, type_name: &str) -> Value,
    /// The pointer in a box, where it is of this type.
    pub to_pointer: fn(value: &Value, type_name: &str) -> Option<*mut c_void>,
    /// The elements of a sequence that is none of the collections known here.
    pub elements: fn(cx: &mut Context, value: &Value) -> Option<Vec<Value>>,
}

static HOOKS: OnceLock<Hooks> = OnceLock::new();

/// Host functions that stand as plain function pointers, by the C++ function that they enter by, and their words.
pub type FunctionPointers = AHashMap<(usize, u64), (*const c_void, Value)>;

/// Sets the hooks, which are the same for all engines.
pub fn set_hooks(hooks: Hooks) {
    HOOKS.get_or_init(|| hooks);
}

/// The functions of this module with the names that compiled code knows them by.
pub const SYMBOLS: &[(&str, Address)] = &[
    ("gusset_retain", Address(gusset_retain as *mut c_void)),
    ("gusset_release", Address(gusset_release as *mut c_void)),
    ("gusset_enter", Address(gusset_enter as *mut c_void)),
    ("gusset_leave", Address(gusset_leave as *mut c_void)),
    ("gusset_nil", Address(gusset_nil as *mut c_void)),
    ("gusset_from_bool", Address(gusset_from_bool as *mut c_void)),
    ("gusset_from_int", Address(gusset_from_int as *mut c_void)),
    ("gusset_from_uint", Address(gusset_from_uint as *mut c_void)),
    ("gusset_from_wide", Address(gusset_from_wide as *mut c_void)),
    ("gusset_from_double", Address(gusset_from_double as *mut c_void)),
    ("gusset_from_char", Address(gusset_from_char as *mut c_void)),
    ("gusset_from_string", Address(gusset_from_string as *mut c_void)),
    ("gusset_from_elements", Address(gusset_from_elements as *mut c_void)),
    ("gusset_to_set", Address(gusset_to_set as *mut c_void)),
    ("gusset_from_entries", Address(gusset_from_entries as *mut c_void)),
    ("gusset_from_pointer", Address(gusset_from_pointer as *mut c_void)),
    ("gusset_from_object", Address(gusset_from_object as *mut c_void)),
    ("gusset_is_nil", Address(gusset_is_nil as *mut c_void)),
    ("gusset_equal", Address(gusset_equal as *mut c_void)),
    ("gusset_to_bool", Address(gusset_to_bool as *mut c_void)),
    ("gusset_to_int", Address(gusset_to_int as *mut c_void)),
    ("gusset_to_uint", Address(gusset_to_uint as *mut c_void)),
    ("gusset_to_wide", Address(gusset_to_wide as *mut c_void)),
    ("gusset_to_double", Address(gusset_to_double as *mut c_void)),
    ("gusset_to_char", Address(gusset_to_char as *mut c_void)),
    ("gusset_to_string", Address(gusset_to_string as *mut c_void)),
    ("gusset_to_elements", Address(gusset_to_elements as *mut c_void)),
    ("gusset_to_entries", Address(gusset_to_entries as *mut c_void)),
    ("gusset_free_words", Address(gusset_free_words as *mut c_void)),
    ("gusset_to_pointer", Address(gusset_to_pointer as *mut c_void)),
    ("gusset_bad_division", Address(gusset_bad_division as *mut c_void)),
    ("gusset_bad_conversion", Address(gusset_bad_conversion as *mut c_void)),
    ("gusset_call", Address(gusset_call as *mut c_void)),
    ("gusset_exception", Address(gusset_exception as *mut c_void)),
    ("gusset_message", Address(gusset_message as *mut c_void)),
    ("gusset_function_pointer", Address(gusset_function_pointer as *mut c_void)),
    ("gusset_callback", Address(thunk::gusset_callback as *mut c_void)),
];

/// The address of a function.
#[derive(Clone, Copy)]
pub struct Address(pub *mut c_void);

// SAFETY: the address of a function is the same for every thread.
unsafe impl Sync for Address {}

/// A value for looking at, whose word stays the caller's.
///
/// # Safety
/// `word` is a valid word whose object, if any, is alive for as long as the result is used.
unsafe fn borrowed(word: u64) -> std::mem::ManuallyDrop<Value> {
    // SAFETY: never dropped, so no reference is given up.
    std::mem::ManuallyDrop::new(unsafe { Value::from_word(word) })
}

/// # Safety
/// `data` points to `size` bytes, or `size` is 0.
unsafe fn text<'a>(data: *const c_char, size: usize) -> std::borrow::Cow<'a, str> {
    if size == 0 {
        return "".into();
    }
    // SAFETY: by the caller.
    String::from_utf8_lossy(unsafe { std::slice::from_raw_parts(data.cast::<u8>(), size) })
}

/// # Safety
/// `words` points to `count` valid words, or `count` is 0.
unsafe fn shared_words(words: *const u64, count: usize) -> Vec<Value> {
    if count == 0 {
        return Vec::new();
    }
    // SAFETY: by the caller; each word gets one more reference.
    unsafe { std::slice::from_raw_parts(words, count) }
        .iter()
        .map(|&word| unsafe { Value::from_borrowed_word(word) })
        .collect()
}

/// Stores `value` where there is one: 0, else 1.
///
/// # Safety
/// `to` is writable.
unsafe fn store<T>(to: *mut T, value: Option<T>) -> c_int {
    match value {
        Some(value) => {
            // SAFETY: by the caller.
            unsafe { to.write(value) };
            0
        }
        None => 1,
    }
}

// ── Counting ────────────────────────────────────────────────────────────────────────────────────────────────────────
// In each function below: words come from compiled code, which holds a reference to each for the time of the call;
// pointers are to variables of the caller (headers/gusset).

// Only the first four may be called by a thread that is not inside, and has not entered before.

/// Comes into the engine, of whose gate this is the address: with how that was done, for [`gusset_leave`], or with -1
/// where the engine has ended.
pub unsafe extern "C" fn gusset_enter(engine: *const Gate) -> c_int {
    // SAFETY: gates that C++ knows of are never freed.
    match visitor::come_in(unsafe { &*engine }) {
        Ok(way) => way as c_int,
        Err(Ended) => -1,
    }
}

pub unsafe extern "C" fn gusset_leave(engine: *const Gate, way: c_int) {
    let way = [Way::Inside, Way::SteppedIn, Way::Arrived][way.clamp(0, 2) as usize];
    // SAFETY: as in `gusset_enter`.
    visitor::go(unsafe { &*engine }, way);
}

pub unsafe extern "C" fn gusset_retain(engine: *const Gate, word: u64) {
    if word::is_heap(word) {
        // SAFETY: see above and `gusset_enter`.
        unsafe { inside(&*engine, || std::mem::forget(Value::from_borrowed_word(word))) };
    }
}

pub unsafe extern "C" fn gusset_release(engine: *const Gate, word: u64) {
    if word::is_heap(word) {
        // SAFETY: see above and `gusset_enter`; the caller gives its reference up.
        unsafe { inside(&*engine, || drop(Value::from_word(word))) };
    }
}

/// Does `work` inside. Once the engine has ended nothing is done: its values are no longer counted.
fn inside(gate: &Gate, work: impl FnOnce()) {
    if let Ok(way) = visitor::come_in(gate) {
        work();
        visitor::go(gate, way);
    }
}

/// Brings this thread back in for the rest of a block, where C++ runs that the engine called.
struct Inside(Option<(*const Gate, Way)>);

impl Inside {
    fn of_this_thread() -> Inside {
        Inside(value::current_if_any().and_then(|cx| {
            let gate = &*cx.gate;
            let way = visitor::come_in(gate).ok()?;
            (way != Way::Inside).then_some((ptr::from_ref(gate), way))
        }))
    }
}

impl Drop for Inside {
    fn drop(&mut self) {
        if let Some((gate, way)) = self.0 {
            // SAFETY: gates that C++ knows of are never freed.
            visitor::go(unsafe { &*gate }, way);
        }
    }
}

/// For the bridge, which knows no engine: it counts what a thread that is inside has caught.
pub unsafe extern "C" fn retain_here(word: u64) {
    let _inside = Inside::of_this_thread();
    // SAFETY: see above.
    std::mem::forget(unsafe { Value::from_borrowed_word(word) });
}

pub unsafe extern "C" fn release_here(word: u64) {
    let _inside = Inside::of_this_thread();
    // SAFETY: see above; the caller gives its reference up.
    drop(unsafe { Value::from_word(word) });
}

// ── Making values ───────────────────────────────────────────────────────────────────────────────────────────────────

pub extern "C" fn gusset_nil() -> u64 {
    word::NIL
}

pub extern "C" fn gusset_from_bool(value: c_int) -> u64 {
    Value::bool(value != 0).into_word()
}

pub extern "C" fn gusset_from_int(value: i64) -> u64 {
    let _inside = Inside::of_this_thread();
    number::long(value).into_word()
}

pub extern "C" fn gusset_from_uint(value: u64) -> u64 {
    let _inside = Inside::of_this_thread();
    match i64::try_from(value) {
        Ok(value) => number::long(value).into_word(),
        Err(_) => number::big_integer(value.into()).into_word(),
    }
}

pub unsafe extern "C" fn gusset_from_wide(halves: *const u64, is_signed: c_int) -> u64 {
    let _inside = Inside::of_this_thread();
    // SAFETY: see above; there are two.
    let [low, high] = unsafe { halves.cast::<[u64; 2]>().read() };
    let value = u128::from(high) << 64 | u128::from(low);
    let value: BigInt = if is_signed != 0 { (value as i128).into() } else { value.into() };
    match i64::try_from(&value) {
        Ok(value) => number::long(value).into_word(),
        Err(_) => number::big_integer(value).into_word(),
    }
}

pub extern "C" fn gusset_from_double(value: f64) -> u64 {
    let _inside = Inside::of_this_thread();
    number::double(value).into_word()
}

pub extern "C" fn gusset_from_char(code_point: u32) -> u64 {
    Value::char(char::from_u32(code_point).unwrap_or(char::REPLACEMENT_CHARACTER)).into_word()
}

pub unsafe extern "C" fn gusset_from_string(data: *const c_char, size: usize) -> u64 {
    let _inside = Inside::of_this_thread();
    // SAFETY: see above.
    crate::data::text::string(&unsafe { text(data, size) }).into_word()
}

pub unsafe extern "C" fn gusset_from_elements(words: *const u64, count: usize) -> u64 {
    let _inside = Inside::of_this_thread();
    // SAFETY: see above.
    vector(unsafe { shared_words(words, count) }).into_word()
}

pub unsafe extern "C" fn gusset_from_entries(words: *const u64, count: usize) -> u64 {
    let _inside = Inside::of_this_thread();
    // SAFETY: see above.
    let mut words = unsafe { shared_words(words, count) }.into_iter();
    let mut pairs = Vec::with_capacity(count / 2);
    while let (Some(key), Some(value)) = (words.next(), words.next()) {
        pairs.push((key, value));
    }
    map(pairs).into_word()
}

pub unsafe extern "C" fn gusset_to_set(vector: u64) -> u64 {
    let _inside = Inside::of_this_thread();
    // SAFETY: see above.
    set(unsafe { elements(&borrowed(vector)) }.unwrap_or_default()).into_word()
}

pub unsafe extern "C" fn gusset_from_pointer(pointer: *mut c_void, name: *const c_char, name_size: usize) -> u64 {
    let _inside = Inside::of_this_thread();
    match HOOKS.get() {
        // SAFETY: see above.
        Some(hooks) => (hooks.from_pointer)(pointer, &unsafe { text(name, name_size) }).into_word(),
        None => word::NIL,
    }
}

pub unsafe extern "C" fn gusset_from_object(
    object: *mut c_void,
    name: *const c_char,
    name_size: usize,
    destroy: Option<WrapperCode>,
    call: Option<WrapperCode>,
) -> u64 {
    let _inside = Inside::of_this_thread();
    // SAFETY: see above; the object is given to the box.
    let object = unsafe { MadeObject::new(object, destroy) };
    match HOOKS.get() {
        // SAFETY: see above.
        Some(hooks) => (hooks.from_object)(object, call, &unsafe { text(name, name_size) }).into_word(),
        None => word::NIL,
    }
}

// ── Looking into values ─────────────────────────────────────────────────────────────────────────────────────────────

pub extern "C" fn gusset_is_nil(word: u64) -> c_int {
    (word == word::NIL).into()
}

pub unsafe extern "C" fn gusset_equal(a: u64, b: u64) -> c_int {
    let _inside = Inside::of_this_thread();
    // SAFETY: see above.
    unsafe { c_int::from(*borrowed(a) == *borrowed(b)) }
}

pub unsafe extern "C" fn gusset_to_bool(word: u64, value: *mut c_int) -> c_int {
    // SAFETY: see above.
    unsafe { store(value, borrowed(word).as_bool().map(c_int::from)) }
}

pub unsafe extern "C" fn gusset_to_int(word: u64, value: *mut i64) -> c_int {
    // SAFETY: see above.
    unsafe { store(value, borrowed(word).as_long()) }
}

pub unsafe extern "C" fn gusset_to_uint(word: u64, value: *mut u64) -> c_int {
    let _inside = Inside::of_this_thread();
    // SAFETY: see above.
    unsafe {
        let given = borrowed(word);
        let big = || given.get::<number::Big>().and_then(|big| u64::try_from(&big.0).ok());
        store(value, given.as_long().and_then(|n| u64::try_from(n).ok()).or_else(big))
    }
}

pub unsafe extern "C" fn gusset_to_wide(word: u64, halves: *mut u64, is_signed: c_int) -> c_int {
    let _inside = Inside::of_this_thread();
    // SAFETY: see above; there is room for two.
    unsafe {
        let given = borrowed(word);
        let value = given.as_long().map(BigInt::from).or_else(|| given.get::<number::Big>().map(|big| big.0.clone()));
        let bits = value.and_then(|value| match is_signed {
            0 => u128::try_from(&value).ok(),
            _ => i128::try_from(&value).ok().map(|value| value as u128),
        });
        store(halves.cast::<[u64; 2]>(), bits.map(|bits| [bits as u64, (bits >> 64) as u64]))
    }
}

pub unsafe extern "C" fn gusset_to_double(word: u64, value: *mut f64) -> c_int {
    // SAFETY: see above.
    unsafe {
        let given = borrowed(word);
        store(value, given.as_double().or_else(|| given.as_long().map(|n| n as f64)))
    }
}

pub unsafe extern "C" fn gusset_to_char(word: u64, code_point: *mut u32) -> c_int {
    // SAFETY: see above.
    unsafe { store(code_point, borrowed(word).as_char().map(u32::from)) }
}

pub unsafe extern "C" fn gusset_to_string(word: u64, data: *mut *const c_char, size: *mut usize) -> c_int {
    // SAFETY: see above; the bytes belong to the value, which its word keeps alive.
    unsafe {
        let given = borrowed(word);
        store(data, given.as_str().map(|s| s.as_ptr().cast())) | store(size, given.as_str().map(str::len))
    }
}

fn elements(value: &Value) -> Option<Vec<Value>> {
    if value.is_nil() {
        return Some(Vec::new());
    }
    if let Some(vector) = value.get::<Vector>() {
        return Some(vector.items.iter().cloned().collect());
    }
    if let Some(list) = value.get::<List>() {
        return Some(list.iter().cloned().collect());
    }
    if let Some(set) = value.get::<Set>() {
        return Some(set.iter().cloned().collect());
    }
    (HOOKS.get()?.elements)(value::current(), value)
}

/// # Safety
/// `words` and `count` are writable.
unsafe fn give_words(values: Option<Vec<Value>>, words: *mut *mut u64, count: *mut usize) -> c_int {
    let Some(values) = values else { return 1 };
    let given: Box<[u64]> = values.into_iter().map(Value::into_word).collect();
    // SAFETY: by the caller. The array comes back in `gusset_free_words`.
    unsafe {
        count.write(given.len());
        words.write(Box::into_raw(given).cast());
    }
    0
}

pub unsafe extern "C" fn gusset_to_elements(word: u64, words: *mut *mut u64, count: *mut usize) -> c_int {
    let _inside = Inside::of_this_thread();
    // SAFETY: see above.
    unsafe { give_words(elements(&borrowed(word)), words, count) }
}

pub unsafe extern "C" fn gusset_to_entries(word: u64, words: *mut *mut u64, count: *mut usize) -> c_int {
    let _inside = Inside::of_this_thread();
    // SAFETY: see above.
    unsafe {
        let entries = borrowed(word)
            .get::<Map>()
            .map(|map| map.iter().flat_map(|(key, value)| [key.clone(), value.clone()]).collect());
        give_words(entries, words, count)
    }
}

pub unsafe extern "C" fn gusset_free_words(words: *mut u64, count: usize) {
    let _inside = Inside::of_this_thread();
    // SAFETY: `words` is an array of `count` that `give_words` gave out, and comes back once.
    let words = unsafe { Box::from_raw(std::ptr::slice_from_raw_parts_mut(words, count)) };
    for &word in &words {
        // SAFETY: each word came with a reference.
        drop(unsafe { Value::from_word(word) });
    }
}

pub unsafe extern "C" fn gusset_to_pointer(
    word: u64,
    name: *const c_char,
    name_size: usize,
    pointer: *mut *mut c_void,
) -> c_int {
    let _inside = Inside::of_this_thread();
    // SAFETY: see above.
    unsafe {
        let found = HOOKS.get().and_then(|hooks| (hooks.to_pointer)(&borrowed(word), &text(name, name_size)));
        store(pointer, found)
    }
}

// ── Exceptions ──────────────────────────────────────────────────────────────────────────────────────────────────────

pub extern "C" fn gusset_bad_division(by_zero: c_int) -> u64 {
    let _inside = Inside::of_this_thread();
    let cx = value::current();
    let message = if by_zero != 0 { "Divide by zero" } else { "integer overflow" };
    let _: value::Thrown = exception::throw(cx, Class::ArithmeticException, message);
    cx.take_pending().into_word()
}

pub unsafe extern "C" fn gusset_bad_conversion(word: u64, name: *const c_char, name_size: usize) -> u64 {
    let _inside = Inside::of_this_thread();
    // SAFETY: see above.
    let message = unsafe { super::convert::no_conversion(&borrowed(word), &text(name, name_size)) };
    Value::from(Ref::new(Exception::new(Class::ClassCastException, &message))).into_word()
}

// ── Calling ─────────────────────────────────────────────────────────────────────────────────────────────────────────

pub unsafe extern "C" fn gusset_call(function: u64, arguments: *const u64, count: usize, result: *mut u64) -> c_int {
    let _inside = Inside::of_this_thread();
    // SAFETY: see above; arguments are taken by the callee, so each gets a reference of its own.
    let (function, mut arguments) = unsafe { (Value::from_borrowed_word(function), shared_words(arguments, count)) };
    let cx = value::current();
    // A compiled function that calls nothing but C++ does not look how deep it is, or on which stack.
    let marker = 0u8;
    let address = &raw const marker as usize;
    let fits = cx.machine_stack.contains(address) && address >= cx.machine_stack.limit;
    let room = if fits { Ok(()) } else { (cx.on_poll)(cx) };
    let outcome: Outcome = room.and_then(|()| value::call(cx, &function, &mut arguments));
    let (value, threw) = match outcome {
        Ok(value) => (value, 0),
        Err(_) => {
            let thrown = rethrow::take_with_trace(cx);
            if thrown.get::<CppException>().is_some() {
                capture::cross(&thrown);
                (thrown, 2)
            } else {
                (thrown, 1)
            }
        }
    };
    // SAFETY: see above.
    unsafe { result.write(value.into_word()) };
    threw
}

pub unsafe extern "C" fn gusset_exception(exception: u64) -> *mut c_void {
    let _inside = Inside::of_this_thread();
    // SAFETY: see above.
    unsafe { borrowed(exception).get::<CppException>().map_or(std::ptr::null_mut(), CppException::handle) }
}

pub unsafe extern "C" fn gusset_message(exception: u64) -> u64 {
    let _inside = Inside::of_this_thread();
    // SAFETY: see above.
    let exception = unsafe { borrowed(exception) };
    let message = match exception.get::<Exception>() {
        Some(exception) if exception.message.as_str().is_some() => return exception.message.clone().into_word(),
        Some(exception) => crate::data::print::brief(&exception.message),
        None => crate::data::print::brief(&exception),
    };
    crate::data::text::string(&message).into_word()
}

pub unsafe extern "C" fn gusset_function_pointer(enter: *const c_void, function: u64) -> *const c_void {
    let _inside = Inside::of_this_thread();
    let mut pointers = Engine::of(value::current()).function_pointers.borrow_mut();
    match pointers.entry((enter as usize, function)) {
        Entry::Occupied(known) => known.get().0,
        // SAFETY: see above; `enter` is one of headers/gusset/callable.hpp, and the table keeps a reference.
        Entry::Vacant(place) => match unsafe { thunk::make(function, enter) } {
            Some(code) => {
                // SAFETY: see above.
                place.insert((code, unsafe { Value::from_borrowed_word(function) }));
                code
            }
            None => std::ptr::null(),
        },
    }
}
