//! The calls, as a program of the language: a function for each signature, which gives the digest of what came out.

use crate::signature::{Kind, Parameter, Reference, Signature, Signatures};
use crate::types::Sort;
use std::fmt::Write;

/// Functions that are defined before the first of them is called.
const BATCH: usize = 20;

/// A value of the parameter's type: a host number where one converts to it, else a native value.
fn value(signatures: &Signatures, parameter: &Parameter, as_host: bool) -> String {
    let (ty, n) = (&signatures.types[parameter.ty], parameter.number);
    match ty.sort {
        _ if !as_host => format!("(cpp/abi.make_{} {})", ty.name, native_number(n)),
        Sort::Integer { bits, signed } => {
            let unused = 64 - bits;
            let number = if signed { ((n << unused) as i64 >> unused).to_string() } else { number_below(n, bits) };
            // What the host calls a negative number is a large one for `make_…`.
            if bits == 63 && n >> 63 != 0 { value(signatures, parameter, false) } else { number }
        }
        Sort::Bool => (n & 1 == 1).to_string(),
        Sort::Float if ty.name == "float_" => format!("{:?}", f64::from(n as i16) / 8.0),
        Sort::Float => format!("{:?}", f64::from(n as i32) / 8.0),
        _ => format!("(cpp/abi.make_{} {})", ty.name, native_number(n)),
    }
}

fn number_below(n: u64, bits: u32) -> String {
    (n & (u64::MAX >> (64 - bits.min(63)))).to_string()
}

/// A number that does not fit into the host's integers is written as a big one.
fn native_number(n: u64) -> String {
    if i64::try_from(n).is_ok() { n.to_string() } else { format!("{n}N") }
}

fn function(signatures: &Signatures, index: usize, signature: &Signature) -> String {
    let mut bindings = String::new();
    let mut arguments = String::new();
    if !signature.tail.is_empty() {
        arguments.push_str(" (cpp/int 1)");
    }
    let fixed = signature.parameters.len();
    for (i, parameter) in signature.parameters.iter().chain(&signature.tail).enumerate() {
        // Through `...` a host number has no type of its own, and a reference wants an object.
        let as_host = i < fixed && matches!(parameter.reference, Reference::Value | Reference::ConstLvalue);
        let _ = match (parameter.named, parameter.reference) {
            (true, reference) => {
                let _ = write!(bindings, "v{i} {} ", value(signatures, parameter, false));
                if reference == Reference::Pointer {
                    write!(arguments, " (cpp/& v{i})")
                } else {
                    write!(arguments, " v{i}")
                }
            }
            (false, _) => write!(arguments, " {}", value(signatures, parameter, as_host)),
        };
    }
    let call = match signature.kind {
        Kind::Free => format!("(cpp/abi.f{index}{arguments})"),
        Kind::Static => format!("(cpp/abi.Owner.f{index}{arguments})"),
        Kind::Method | Kind::Virtual => format!("(.f{index} cpp/abi.owner{arguments})"),
    };
    let digest = match signature.result {
        None => format!("{call} (cpp/abi.finish 0)"),
        Some((ty, how)) => {
            let name = &signatures.types[ty].name;
            let call = if how == Reference::Pointer { format!("(cpp/* {call})") } else { call };
            format!("(cpp/abi.finish (cpp/abi.hash_{name} {call}))")
        }
    };
    if bindings.is_empty() {
        format!("(defn f{index} [] {digest})\n")
    } else {
        format!("(defn f{index} [] (let [{}] {digest}))\n", bindings.trim_end())
    }
}

/// The whole program. Its value is the list of those that differ; it throws where an object was not destroyed.
pub fn write(signatures: &Signatures) -> String {
    let mut text = "(ns abi (:include \"abi.hpp\") (:link \"libabi.so\"))\n(def wrong (atom []))\n\
                    (defn check [i f] (when (not= (f) (cpp/abi.expected i)) (swap! wrong conj i)))\n"
        .to_owned();
    for (index, signature) in signatures.all.iter().enumerate() {
        text.push_str(&function(signatures, index, signature));
        // A batch at a time: their wrappers are compiled together.
        if (index + 1) % BATCH == 0 || index + 1 == signatures.all.len() {
            for called in index - index % BATCH..=index {
                let _ = writeln!(text, "(check {called} f{called})");
            }
        }
    }
    text + "(when (not= 0 (cpp/abi.live_objects)) (throw (ex-info \"not destroyed\" {:objects (cpp/abi.live_objects)})))\n\
            @wrong\n"
}
