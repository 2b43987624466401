//! Values crossing between host and C++: scalars, strings and pointers here, everything else through wrappers.

use super::invoke;
use super::oracle::{self, FromHost, Oracle, ToHost, TypeId, TypeKind, WrapperCode};
use crate::data::cpp::{BoxType, CppBox, MadeObject};
use crate::data::exception::{self, Class};
use crate::data::number::{Big, Number, big_value, to_f64};
use crate::data::text::Text;
use crate::data::{double, long, string};
use crate::engine::Engine;
use crate::source::Span;
use crate::value::{Context, Outcome, Thrown, Value, current, current_if_any};
use num_traits::ToPrimitive;
use std::ffi::{CStr, c_void};
use std::ptr;
use std::rc::Rc;

/// Constructs the C++ value of type `ty` that `value` converts to at `to`. Pointers into the value (strings, boxes,
/// `gusset::object`) stay valid as long as the value does: the caller keeps it.
///
/// # Safety
/// `to` is storage for a `ty`, and `how` is the conversion to it.
pub unsafe fn from_host(cx: &mut Context, how: &FromHost, ty: TypeId, value: &Value, to: *mut u8) -> Outcome<()> {
    // SAFETY, here and below: `to` has room for what is written, by the contract.
    unsafe {
        match how {
            FromHost::Bool => match value.as_bool() {
                Some(flag) => to.write(u8::from(flag)),
                None => return Err(unconvertible(cx, value, ty)),
            },
            FromHost::Int { bits, signed } => match integer(value) {
                Some(n) if fits(n, *bits, *signed) => {
                    let bytes = n.to_le_bytes();
                    ptr::copy_nonoverlapping(bytes.as_ptr(), to, usize::from(*bits).div_ceil(8));
                }
                Some(n) => return Err(does_not_fit(cx, &n.to_string(), ty)),
                None if value.as_number().is_some() => {
                    let shown = crate::data::print::brief(value);
                    return Err(does_not_fit(cx, &shown, ty));
                }
                None => return Err(unconvertible(cx, value, ty)),
            },
            FromHost::Float => match real(value) {
                Some(x) => to.cast::<f32>().write_unaligned(x as f32),
                None => return Err(unconvertible(cx, value, ty)),
            },
            FromHost::Double => match real(value) {
                Some(x) => to.cast::<f64>().write_unaligned(x),
                None => return Err(unconvertible(cx, value, ty)),
            },
            FromHost::LongDouble => match real(value) {
                Some(x) => write_long_double(x, to),
                None => return Err(unconvertible(cx, value, ty)),
            },
            FromHost::CString => match value.get::<Text>() {
                Some(text) => to.cast::<*const std::ffi::c_char>().write_unaligned(text.as_c_str()),
                None if value.is_nil() => to.cast::<*const u8>().write_unaligned(ptr::null()),
                None => return Err(unconvertible(cx, value, ty)),
            },
            FromHost::Pointer { cast } => {
                let pointer = if let Some(text) = value.get::<Text>() {
                    text_as_pointer(cx, text, value, ty)?
                } else if *cast && let Some(pointer) = void_pointer(cx, value, ty) {
                    pointer
                } else {
                    unboxed(cx, value, ty)?
                };
                to.cast::<*mut u8>().write_unaligned(pointer);
            }
            FromHost::NullPtr => {
                if !value.is_nil() {
                    return Err(unconvertible(cx, value, ty));
                }
                to.cast::<*mut u8>().write_unaligned(ptr::null_mut());
            }
            FromHost::Object => to.cast::<u64>().write_unaligned(value.word()),
            FromHost::Convert(wrapper) => {
                // A `gusset::object` has the layout of the word.
                let word = value.word();
                let args = [(&raw const word).cast_mut().cast::<c_void>()];
                return invoke::run(cx, wrapper, args.as_ptr(), to.cast(), Span::NONE);
            }
        }
    }
    Ok(())
}

/// The host value of the C++ value at `from`, which stays as it is.
///
/// # Safety
/// `from` is the address of an object of the type that `how` is the conversion of; not looked at for `void`.
pub unsafe fn to_host(cx: &mut Context, how: &ToHost, from: *const u8) -> Outcome {
    // SAFETY, here and below: `from` holds what is read, by the contract.
    unsafe {
        Ok(match how {
            ToHost::Nil => Value::NIL,
            ToHost::Bool => Value::bool(from.read() != 0),
            ToHost::Int { bits, signed } => {
                let (bits, raw) = (u32::from(*bits), read_bits(from, *bits));
                let unused = 64 - bits.clamp(1, 64);
                if *signed { long((raw << unused) as i64 >> unused) } else { unsigned((raw << unused) >> unused) }
            }
            ToHost::Char { bits } => {
                let code = read_bits(from, *bits) as u32;
                Value::char(char::from_u32(code).unwrap_or(char::REPLACEMENT_CHARACTER))
            }
            ToHost::Float => double(f64::from(from.cast::<f32>().read_unaligned())),
            ToHost::Double => double(from.cast::<f64>().read_unaligned()),
            ToHost::LongDouble => double(read_long_double(from)),
            ToHost::CString => {
                let text = from.cast::<*const std::ffi::c_char>().read_unaligned();
                if text.is_null() { Value::NIL } else { string(&CStr::from_ptr(text).to_string_lossy()) }
            }
            ToHost::Object => Value::from_borrowed_word(from.cast::<u64>().read_unaligned()),
            ToHost::Convert(wrapper) => {
                let mut word = crate::value::word::NIL;
                let args = [from.cast_mut().cast::<c_void>()];
                invoke::run(cx, wrapper, args.as_ptr(), (&raw mut word).cast(), Span::NONE)?;
                // The reference is the caller's.
                Value::from_word(word)
            }
        })
    }
}

/// # Safety
/// `from` holds that many bits.
unsafe fn read_bits(from: *const u8, bits: u8) -> u64 {
    let mut bytes = [0; 8];
    // SAFETY: by the contract; at most eight bytes.
    unsafe { ptr::copy_nonoverlapping(from, bytes.as_mut_ptr(), usize::from(bits).div_ceil(8).min(8)) };
    u64::from_le_bytes(bytes)
}

/// The integer that C++ code gives as unsigned: a big one where no long holds it.
fn unsigned(n: u64) -> Value {
    match i64::try_from(n) {
        Ok(n) => long(n),
        Err(_) => big_value(n.into()),
    }
}

/// The pointer that a box holds, which has to be of pointer type `ty`, or null for nil.
pub fn unboxed(cx: &mut Context, value: &Value, ty: TypeId) -> Outcome<*mut u8> {
    if value.is_nil() {
        return Ok(ptr::null_mut());
    }
    match value.get::<CppBox>() {
        Some(found) if found.ty == BoxType::Pointer(ty) => Ok(found.pointer),
        Some(found) => {
            if let Some(pointer) = converted(cx, found, ty) {
                return Ok(pointer);
            }
            let holds = box_spelling(cx, &found.ty);
            let wanted = spelling(cx, ty);
            let mut message = format!("the box holds a {holds}, not a {wanted}");
            if matches!(&*holds, "void *" | "const void *") {
                let held = if holds.len() == 6 { "(:* void)" } else { "(:* (:const void))" };
                message += &format!("; what it points to, you know: (cpp/cast … (cpp/unbox {held} box))");
            }
            Err(exception::throw(cx, Class::ClassCastException, message))
        }
        None => Err(unconvertible(cx, value, ty)),
    }
}

/// A string's bytes where C++ wants a `const void *`, which a `const char *` converts to.
fn text_as_pointer(cx: &mut Context, text: &Text, value: &Value, ty: TypeId) -> Outcome<*mut u8> {
    if &*spelling(cx, ty) == "const void *" {
        return Ok(text.as_c_str().cast_mut().cast());
    }
    let message = no_conversion(value, &spelling(cx, ty));
    let message = format!("{message}; as C++ reads a string, it is a const char *: (cpp/cast (:* (:const char)) text)");
    Err(exception::throw(cx, Class::ClassCastException, message))
}

/// The `void *` in a box, which a cast makes a `ty`; that of something `const` only to something `const`.
fn void_pointer(cx: &Context, value: &Value, ty: TypeId) -> Option<*mut u8> {
    let found = value.get::<CppBox>()?;
    let holds = box_spelling(cx, &found.ty);
    let is_const = &*holds == "const void *";
    if !is_const && &*holds != "void *" {
        return None;
    }
    let oracle = Engine::of(cx).started_oracle()?.try_borrow().ok()?;
    let TypeKind::Pointer { pointee } = oracle.info(ty).kind else { return None };
    (!is_const || oracle.info(pointee).is_const).then_some(found.pointer)
}

/// What the pointer in a box of another type is as a `ty`: of something `const`, of `void`, or of a base. None where it
/// does not convert.
fn converted(cx: &Context, found: &CppBox, ty: TypeId) -> Option<*mut u8> {
    let oracle = Engine::of(cx).started_oracle()?.try_borrow().ok()?;
    let TypeKind::Pointer { pointee: wanted } = oracle.info(ty).kind else { return None };
    let wanted = oracle.info(wanted);
    let spelling = &oracle.info(wanted.unqualified).spelling;
    pointee_as(Some(&*oracle), found, wanted.is_const, spelling, Some(wanted.unqualified))
}

/// The same for a type of which the name is known, and the id where it is `ty`. Without an oracle (it is at work),
/// classes have no bases.
fn pointee_as(
    oracle: Option<&dyn Oracle>,
    found: &CppBox,
    wanted_const: bool,
    wanted: &str,
    ty: Option<TypeId>,
) -> Option<*mut u8> {
    let (class, is_const, plain) = match &found.ty {
        BoxType::Pointee(spelling) => {
            let (is_const, plain) = split_const(spelling);
            (None, is_const, plain)
        }
        BoxType::Pointer(held) => {
            let oracle = oracle?;
            let TypeKind::Pointer { pointee } = oracle.info(*held).kind else { return None };
            let held = oracle.info(pointee);
            (Some(held.unqualified), held.is_const, oracle.info(held.unqualified).spelling.clone())
        }
    };
    // A class that was defined again has the name of the one before.
    let same = class.zip(ty).map_or(&*plain == wanted, |(class, ty)| class == ty);
    if is_const && !wanted_const {
        return None;
    }
    if same || wanted == "void" {
        return Some(found.pointer);
    }
    let class = class.map_or(oracle::Class::Named(&plain), oracle::Class::Type);
    let offset = oracle?.base_offset(class, ty.map_or(oracle::Class::Named(wanted), oracle::Class::Type))?;
    Some(if found.pointer.is_null() { found.pointer } else { found.pointer.wrapping_offset(offset) })
}

/// A box of a pointer that C++ code gives, with its pointee's name; see `runtime::Hooks`.
pub fn box_pointer(pointer: *mut c_void, pointee: &str) -> Value {
    CppBox::of_pointer(pointer.cast(), BoxType::Pointee(Rc::from(pointee)))
}

/// A box of an object that C++ code made, with the name of its type; see `runtime::Hooks`.
pub fn box_object(object: MadeObject, call: Option<WrapperCode>, name: &str) -> Value {
    CppBox::of_made(object, call, BoxType::Pointee(Rc::from(name)))
}

/// The pointer in a box, where it points to a type of that name, or to one that has it for a base; see `runtime::Hooks`.
pub fn pointer_in_box(value: &Value, pointee: &str) -> Option<*mut c_void> {
    let found = value.get::<CppBox>()?;
    let (is_const, wanted) = split_const(pointee);
    let oracle = Engine::of(current()).started_oracle().and_then(|oracle| oracle.try_borrow().ok());
    Some(pointee_as(oracle.as_deref(), found, is_const, &wanted, None)?.cast())
}

/// Whether a type's spelling says that it is `const`, and the rest of it. In `const T *` it is the pointee that is, in
/// `T *const` the pointer.
fn split_const(spelling: &str) -> (bool, Rc<str>) {
    let (is_const, plain) = match (spelling.strip_suffix("*const"), spelling.strip_prefix("const ")) {
        (Some(_), _) => (true, &spelling[..spelling.len() - "const".len()]),
        (None, Some(plain)) if !spelling.ends_with('*') => (true, plain),
        _ => (false, spelling),
    };
    (is_const, Rc::from(plain))
}

/// The spelling of the pointer type that a box holds.
pub fn box_spelling(cx: &Context, ty: &BoxType) -> Rc<str> {
    match ty {
        BoxType::Pointer(ty) => spelling(cx, *ty),
        BoxType::Pointee(pointee) if pointee.ends_with('*') => Rc::from(format!("{pointee}*")),
        BoxType::Pointee(pointee) => Rc::from(format!("{pointee} *")),
    }
}

/// The type as C++ spells it, for messages.
pub fn spelling(cx: &Context, ty: TypeId) -> Rc<str> {
    match Engine::of(cx).started_oracle().map(|oracle| oracle.try_borrow()) {
        Some(Ok(oracle)) => oracle.info(ty).spelling.clone(),
        _ => Rc::from("C++ type"),
    }
}

/// The integer that a value stands for in C++: longs, characters, and other numbers where they are whole.
fn integer(value: &Value) -> Option<i128> {
    if let Some(n) = value.as_long() {
        return Some(i128::from(n));
    }
    if let Some(c) = value.as_char() {
        return Some(i128::from(u32::from(c)));
    }
    if let Some(Big(n)) = value.get::<Big>() {
        return n.to_i128();
    }
    let x = value.as_double()?;
    (x.fract() == 0.0 && x.abs() < 1e19).then_some(x as i128)
}

/// Whether an integer type of that width holds the number.
fn fits(n: i128, bits: u8, signed: bool) -> bool {
    let bits = u32::from(bits.clamp(1, 64));
    if signed { n >= -(1i128 << (bits - 1)) && n < 1i128 << (bits - 1) } else { n >= 0 && n < 1i128 << bits }
}

fn real(value: &Value) -> Option<f64> {
    match value.as_number()? {
        Number::Double(x) => Some(x),
        Number::Long(n) => Some(n as f64),
        other => Some(to_f64(other)),
    }
}

#[cold]
fn does_not_fit(cx: &mut Context, shown: &str, ty: TypeId) -> Thrown {
    let message = format!("{shown} does not fit into {}", spelling(cx, ty));
    exception::throw(cx, Class::IllegalArgumentException, message)
}

#[cold]
fn unconvertible(cx: &mut Context, value: &Value, ty: TypeId) -> Thrown {
    let message = no_conversion(value, &spelling(cx, ty));
    exception::throw(cx, Class::ClassCastException, message)
}

/// That a host value is none of the C++ type of that name.
#[cold]
pub fn no_conversion(value: &Value, type_name: &str) -> String {
    if let (Some(held), Some(cx)) = (value.get::<CppBox>(), current_if_any()) {
        return format!("a box of a {} does not convert to {type_name}", box_spelling(cx, &held.ty));
    }
    let shown = crate::data::print::brief(value);
    let is_class = type_name.contains("::") || type_name.ends_with('>');
    let hint = match type_name {
        "bool" => "; (boolean value) tells whether the host takes it for true",
        _ if is_class && value.as_number().is_some() => "; a constructor gets it where it has a type: (cpp/long value)",
        _ => "",
    };
    format!("{shown} ({}) does not convert to {type_name}{hint}", exception::class_name(value))
}

/// # Safety
/// `to` has room for a `long double`.
#[cfg(target_arch = "x86_64")]
unsafe fn write_long_double(x: f64, to: *mut u8) {
    // SAFETY: loads from a local and stores ten bytes at `to`.
    unsafe {
        std::arch::asm!("fld qword ptr [{}]", "fstp tbyte ptr [{}]", in(reg) &raw const x, in(reg) to,
            out("st(0)") _, out("st(1)") _, out("st(2)") _, out("st(3)") _,
            out("st(4)") _, out("st(5)") _, out("st(6)") _, out("st(7)") _, options(nostack));
    }
}

/// # Safety
/// `from` holds a `long double`.
#[cfg(target_arch = "x86_64")]
unsafe fn read_long_double(from: *const u8) -> f64 {
    let mut x = 0.0f64;
    // SAFETY: loads ten bytes from `from` and stores to a local.
    unsafe {
        std::arch::asm!("fld tbyte ptr [{}]", "fstp qword ptr [{}]", in(reg) from, in(reg) &raw mut x,
            out("st(0)") _, out("st(1)") _, out("st(2)") _, out("st(3)") _,
            out("st(4)") _, out("st(5)") _, out("st(6)") _, out("st(7)") _, options(nostack));
    }
    x
}
