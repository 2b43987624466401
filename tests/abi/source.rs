//! The C++ side: a header with the types and the declarations, and the library's text.

use crate::signature::{Kind, Parameter, Reference, Signature, Signatures};
use std::fmt::Write;

/// What types and functions build upon.
const PRELUDE: &str = r"#pragma once
#include <cstdarg>
#include <cstdint>
#include <cstring>
#include <type_traits>
#include <utility>

namespace abi {

inline constexpr uint64_t mix(uint64_t a, uint64_t b) {
  uint64_t z = (a * 31 + b + 0x9e3779b97f4a7c15) * 0xbf58476d1ce4e5b9;
  return z ^ (z >> 29);
}

// What a function was given last, and how many objects of the counting classes there are.
extern uint64_t last;
extern long live;
long live_objects();
uint64_t finish(uint64_t hash);

enum class SmallEnum : unsigned char {};
enum class LargeEnum : long long {};
enum OldEnum { old_a, old_b, old_c, old_d };
struct Empty0 {};
struct Empty1 {};
struct Target {
  int a, b;
  int twice(int x) const;
  int plus(int x) const;
  virtual int third(int x) const;
};
extern const int numbers[16];
extern int (*const functions[3])(int);
extern int Target::*const fields[3];
extern int (Target::*const methods[4])(int) const;
extern const Target target;

template <class T, class E> T complex(uint64_t n) {
  T x;
  __real__ x = E(int16_t(n)) / 4;
  __imag__ x = E(int16_t(n >> 16)) / 4;
  return x;
}
template <class T> uint64_t real_and_imaginary(T x) {
  return mix(uint64_t(int64_t(__real__ x * 4)), uint64_t(int64_t(__imag__ x * 4)));
}
template <class T, int N> T vector(uint64_t n) {
  T x;
  for (int i = 0; i < N; i++)
    x[i] = int8_t(mix(n, uint64_t(i)));
  return x;
}
template <int N, class T> uint64_t elements(T x) {
  uint64_t h = 0;
  for (int i = 0; i < N; i++)
    h = mix(h, uint64_t(int64_t(x[i])));
  return h;
}
";

const DEFINITIONS: &str = r#"#include "abi.hpp"
namespace abi {
uint64_t last;
long live;
long live_objects() { return live; }
uint64_t finish(uint64_t hash) { return mix(hash, std::exchange(last, 0)); }
int Target::twice(int x) const { return 2 * x + a; }
int Target::plus(int x) const { return x + b; }
int Target::third(int x) const { return 3 * x + a; }
const int numbers[16] = {};
static int one(int x) { return x + 1; }
static int two(int x) { return x * 2; }
static int three(int x) { return -x; }
int (*const functions[3])(int) = {one, two, three};
int Target::*const fields[3] = {&Target::a, &Target::b, nullptr};
int (Target::*const methods[4])(int) const = {&Target::twice, &Target::plus, &Target::third, nullptr};
const Target target = [] { Target t; t.a = 5; t.b = 8; return t; }();
const Owner owner;
"#;

fn referred(name: &str, reference: Reference) -> String {
    match reference {
        Reference::Value => name.to_owned(),
        Reference::Lvalue => format!("{name} &"),
        Reference::ConstLvalue => format!("const {name} &"),
        Reference::Rvalue => format!("{name} &&"),
        Reference::Pointer => format!("const {name} *"),
    }
}

fn result(signatures: &Signatures, signature: &Signature) -> String {
    signature.result.map_or_else(|| "void".to_owned(), |(ty, how)| referred(&signatures.types[ty].name, how))
}

fn parameters(signatures: &Signatures, signature: &Signature) -> String {
    let mut list: Vec<String> = Vec::new();
    // What `va_start` needs, and what is read from the tail is told from.
    if !signature.tail.is_empty() {
        list.push("int".to_owned());
    }
    list.extend(signature.parameters.iter().map(|p| referred(&signatures.types[p.ty].name, p.reference)));
    let named: Vec<String> = list.iter().enumerate().map(|(i, ty)| format!("{ty} a{i}")).collect();
    let ellipsis = if signature.tail.is_empty() { "" } else { ", ..." };
    named.join(", ") + ellipsis
}

/// The function as it is declared.
pub fn declaration(signatures: &Signatures, index: usize) -> String {
    let signature = &signatures.all[index];
    let result = result(signatures, signature);
    format!("{result} f{index}({})", parameters(signatures, signature))
}

fn is_member(signature: &Signature) -> bool {
    signature.kind != Kind::Free
}

pub fn header(signatures: &Signatures) -> String {
    let mut text = PRELUDE.to_owned();
    for ty in &signatures.types {
        text.push_str(&ty.text);
    }
    let mut members = String::new();
    for (index, signature) in signatures.all.iter().enumerate() {
        let declared = declaration(signatures, index);
        let _ = match signature.kind {
            Kind::Free => writeln!(text, "{declared};"),
            Kind::Method => writeln!(members, "  {declared} const;"),
            Kind::Virtual => writeln!(members, "  virtual {declared} const;"),
            Kind::Static => writeln!(members, "  static {declared};"),
        };
    }
    let _ = writeln!(text, "struct Owner {{\n  uint64_t tag = 77;\n{members}}};\nextern const Owner owner;");
    text + "uint64_t expected(int index);\n} // namespace abi\n"
}

/// The digest of a parameter that is called `name`.
fn digest(signatures: &Signatures, parameter: &Parameter, name: &str) -> String {
    let star = if parameter.reference == Reference::Pointer { "*" } else { "" };
    format!("hash_{}({star}{name})", signatures.types[parameter.ty].name)
}

fn definition(signatures: &Signatures, index: usize) -> String {
    let signature = &signatures.all[index];
    let scope = if is_member(signature) { "Owner::" } else { "" };
    let constant = if matches!(signature.kind, Kind::Method | Kind::Virtual) { " const" } else { "" };
    let result = result(signatures, signature);
    let tag = if constant.is_empty() { index.to_string() } else { format!("mix({index}, tag)") };
    let mut text = format!(
        "{result} {scope}f{index}({}){constant} {{\n  uint64_t h = {tag};\n",
        parameters(signatures, signature)
    );
    let first = usize::from(!signature.tail.is_empty());
    for (i, parameter) in signature.parameters.iter().enumerate() {
        let name = format!("a{}", i + first);
        let _ = writeln!(text, "  h = mix(h, {});", digest(signatures, parameter, &name));
    }
    if !signature.tail.is_empty() {
        let _ = writeln!(text, "  va_list tail;\n  va_start(tail, a{});", signature.parameters.len());
        for parameter in &signature.tail {
            let name = &signatures.types[parameter.ty].name;
            let _ = writeln!(text, "  h = mix(h, hash_{name}(va_arg(tail, {name})));");
        }
        text.push_str("  va_end(tail);\n");
    }
    text.push_str("  last = h;\n");
    if let Some((ty, how)) = signature.result {
        let name = &signatures.types[ty].name;
        let _ = match how {
            Reference::Value => writeln!(text, "  return make_{name}(h);"),
            _ => {
                let address = if how == Reference::Pointer { "&" } else { "" };
                writeln!(text, "  static {name} kept;\n  kept = make_{name}(h);\n  return {address}kept;")
            }
        };
    }
    text + "}\n"
}

/// The same call as the program's, compiled by Clang.
fn expectation(signatures: &Signatures, index: usize) -> String {
    let signature = &signatures.all[index];
    let mut text = format!("static uint64_t expected{index}() {{\n");
    let mut arguments: Vec<String> = Vec::new();
    if !signature.tail.is_empty() {
        arguments.push("1".to_owned());
    }
    for (i, parameter) in signature.parameters.iter().chain(&signature.tail).enumerate() {
        let name = &signatures.types[parameter.ty].name;
        let made = format!("make_{name}({}u)", parameter.number);
        if parameter.named {
            let _ = writeln!(text, "  {name} v{i} = {made};");
        }
        arguments.push(match (parameter.named, parameter.reference) {
            (true, Reference::Pointer) => format!("&v{i}"),
            (true, _) => format!("v{i}"),
            (false, _) => made,
        });
    }
    let scope = if is_member(signature) { "owner." } else { "" };
    let call = format!("{scope}f{index}({})", arguments.join(", "));
    let _ = match signature.result {
        None => writeln!(text, "  {call};\n  return finish(0);"),
        Some((ty, how)) => {
            let star = if how == Reference::Pointer { "*" } else { "" };
            writeln!(
                text,
                "  uint64_t hash = hash_{}({star}{call});\n  return finish(hash);",
                signatures.types[ty].name
            )
        }
    };
    text + "}\n"
}

pub fn library(signatures: &Signatures) -> String {
    let mut text = DEFINITIONS.to_owned();
    let mut table = String::new();
    for index in 0..signatures.all.len() {
        text.push_str(&definition(signatures, index));
        text.push_str(&expectation(signatures, index));
        let _ = write!(table, "expected{index}, ");
    }
    let _ = writeln!(text, "static uint64_t (*const all[])() = {{{table}}};");
    text + "uint64_t expected(int index) { return all[index](); }\n} // namespace abi\n"
}
