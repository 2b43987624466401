//! The C++ types that signatures are drawn from: scalars of all kinds, and random classes made of them.
//!
//! Each type `T` has two inline functions in the generated header: `make_T`, which makes a value from a number, and
//! `hash_T`, which digests one.

use crate::random::Random;
use std::fmt::Write;

/// What a type allows its values to be used for.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Sort {
    /// A host number converts to it: an integer of so many bits.
    Integer {
        bits: u32,
        signed: bool,
    },
    Bool,
    Float,
    /// Everything else that is copied by its bytes.
    Plain,
    /// A class with a copy constructor and a destructor.
    Counted,
    /// A class that can be moved only.
    MoveOnly,
}

pub struct Type {
    /// Its name in the namespace `abi`.
    pub name: String,
    pub sort: Sort,
    /// Its definition, with `make_…` and `hash_…`.
    pub text: String,
    /// May stand through `...`.
    pub variadic: bool,
}

impl Type {
    pub fn is_trivial(&self) -> bool {
        !matches!(self.sort, Sort::Counted | Sort::MoveOnly)
    }
}

/// Name, C++ type, how a value is made of `n`, how `x` is digested to a number, sort.
type Scalar = (&'static str, &'static str, &'static str, &'static str, Sort);

const fn integer(bits: u32, signed: bool) -> Sort {
    Sort::Integer { bits, signed }
}

const CAST: &str = "T(n)";
const BITS: &str = "uint64_t(x)";
const SCALARS: &[Scalar] = &[
    ("bool_", "bool", "n & 1", BITS, Sort::Bool),
    ("char_", "char", CAST, BITS, Sort::Plain),
    ("schar", "signed char", CAST, BITS, integer(8, true)),
    ("uchar", "unsigned char", CAST, BITS, integer(8, false)),
    ("wide", "wchar_t", CAST, BITS, Sort::Plain),
    ("char8", "char8_t", CAST, BITS, Sort::Plain),
    ("char16", "char16_t", CAST, BITS, Sort::Plain),
    ("char32", "char32_t", CAST, BITS, Sort::Plain),
    ("short_", "short", CAST, BITS, integer(16, true)),
    ("ushort", "unsigned short", CAST, BITS, integer(16, false)),
    ("int_", "int", CAST, BITS, integer(32, true)),
    ("uint", "unsigned", CAST, BITS, integer(32, false)),
    ("long_", "long", CAST, BITS, integer(64, true)),
    ("ulong", "unsigned long", CAST, BITS, integer(63, false)),
    ("longlong", "long long", CAST, BITS, integer(64, true)),
    ("ulonglong", "unsigned long long", CAST, BITS, integer(63, false)),
    ("int128", "__int128", "T(n) << 64 | mix(n, 1)", "mix(uint64_t(x), uint64_t(x >> 64))", Sort::Plain),
    ("uint128", "unsigned __int128", "T(n) << 64 | mix(n, 1)", "mix(uint64_t(x), uint64_t(x >> 64))", Sort::Plain),
    ("float_", "float", "T(int16_t(n)) / 8", "uint64_t(int64_t(x * 8))", Sort::Float),
    ("double_", "double", "T(int32_t(n)) / 8", "uint64_t(int64_t(x * 8))", Sort::Float),
    ("extended", "long double", "T(int64_t(n)) / 2", "uint64_t(int64_t(x * 2))", Sort::Plain),
    ("cfloat", "_Complex float", "complex<T, float>(n)", "real_and_imaginary(x)", Sort::Plain),
    ("cdouble", "_Complex double", "complex<T, double>(n)", "real_and_imaginary(x)", Sort::Plain),
    ("cextended", "_Complex long double", "complex<T, long double>(n)", "real_and_imaginary(x)", Sort::Plain),
    ("float2", "float __attribute__((vector_size(8)))", "vector<T, 2>(n)", "elements<2>(x)", Sort::Plain),
    ("float4", "float __attribute__((vector_size(16)))", "vector<T, 4>(n)", "elements<4>(x)", Sort::Plain),
    ("int4", "int __attribute__((vector_size(16)))", "vector<T, 4>(n)", "elements<4>(x)", Sort::Plain),
    ("double2", "double __attribute__((vector_size(16)))", "vector<T, 2>(n)", "elements<2>(x)", Sort::Plain),
    ("byte16", "unsigned char __attribute__((vector_size(16)))", "vector<T, 16>(n)", "elements<16>(x)", Sort::Plain),
    ("small_enum", "SmallEnum", CAST, BITS, Sort::Plain),
    ("large_enum", "LargeEnum", CAST, BITS, Sort::Plain),
    ("old_enum", "OldEnum", "T(n & 3)", BITS, Sort::Plain),
    ("null", "std::nullptr_t", "nullptr", "7", Sort::Plain),
    ("pointer", "const int *", "numbers + n % 16", "uint64_t(x - numbers)", Sort::Plain),
    ("function", "int (*)(int)", "functions[n % 3]", "uint64_t(x(5))", Sort::Plain),
    ("field", "int Target::*", "fields[n % 3]", "x ? uint64_t(target.*x) : 9", Sort::Plain),
    ("method", "int (Target::*)(int) const", "methods[n % 4]", "x ? uint64_t((target.*x)(6)) : 9", Sort::Plain),
];

/// Names that promotions leave alone, so that they may stand through `...`.
const VARIADIC: &[&str] = &[
    "int_",
    "uint",
    "long_",
    "ulong",
    "longlong",
    "ulonglong",
    "double_",
    "extended",
    "pointer",
    "int128",
    "cdouble",
    "function",
    "float4",
    "method",
];

/// A type of the header, with its two functions.
fn scalar(&(name, spelled, make, hash, sort): &Scalar) -> Type {
    let variadic = VARIADIC.contains(&name);
    let text = format!(
        "using {name} = std::type_identity_t<{spelled}>;\n\
         inline {name} make_{name}(uint64_t n) {{ using T = {name}; return {make}; }}\n\
         inline uint64_t hash_{name}(const {name} &x) {{ return {hash}; }}\n"
    );
    // A type attribute stands nowhere but in a declaration of the type itself.
    let text = if spelled.contains("__attribute__") {
        text.replace(&format!("using {name} = std::type_identity_t<{spelled}>;"), &format!("using {name} = {spelled};"))
    } else {
        text
    };
    Type { name: name.to_owned(), sort, text, variadic }
}

/// All scalars, and `classes` random classes.
pub fn draw(random: &mut Random, classes: usize) -> Vec<Type> {
    let mut types: Vec<Type> = SCALARS.iter().map(scalar).collect();
    for index in 0..classes {
        let made = match index % 8 {
            5 => union(random, index),
            6 | 7 => managed(random, &types, index),
            _ => class(random, &types, index),
        };
        types.push(made);
    }
    types
}

/// Types that may be fields: no class that manages what it holds, for its copies have to be counted one by one.
fn fields(types: &[Type]) -> Vec<&Type> {
    types.iter().filter(|ty| ty.is_trivial()).collect()
}

/// A plain class: fields, arrays, bit-fields, empty and other bases, sometimes packed or aligned.
fn class(random: &mut Random, types: &[Type], index: usize) -> Type {
    let name = format!("Class{index}");
    let candidates = fields(types);
    let classes: Vec<&&Type> = candidates.iter().filter(|ty| ty.name.starts_with("Class")).collect();
    let mut bases = Vec::new();
    if random.chance(25) {
        bases.push(format!("Empty{}", random.below(2)));
    }
    if random.chance(25) && !classes.is_empty() {
        bases.push(random.pick(&classes).name.clone());
    }
    let (mut body, mut make, mut hash) = (String::new(), String::new(), String::new());
    for base in bases.iter().filter(|base| base.starts_with("Class")) {
        let _ = write!(make, "static_cast<{base} &>(x) = make_{base}(mix(n, 99)); ");
        let _ = write!(hash, "h = mix(h, hash_{base}(x)); ");
    }
    // Most are small enough for registers: those are the ones with rules.
    let count = if random.chance(70) { 1 + random.below(3) } else { 1 + random.below(8) };
    for field in 0..count {
        let ty = random.pick(&candidates);
        let ty_name = &ty.name;
        match (random.below(10), ty.sort) {
            (0 | 1, Sort::Integer { bits, .. }) => {
                let width = 1 + random.below(bits.min(60) as usize);
                let _ = writeln!(body, "  {ty_name} f{field} : {width};");
                let _ = write!(make, "x.f{field} = make_{ty_name}(mix(n, {field})); ");
                let _ = write!(hash, "h = mix(h, uint64_t(x.f{field})); ");
            }
            (2, _) => {
                let length = 1 + random.below(4);
                let _ = writeln!(body, "  {ty_name} f{field}[{length}];");
                for i in 0..length {
                    let _ = write!(make, "x.f{field}[{i}] = make_{ty_name}(mix(n, {field} * 10 + {i})); ");
                    let _ = write!(hash, "h = mix(h, hash_{ty_name}(x.f{field}[{i}])); ");
                }
            }
            _ => {
                let _ = writeln!(body, "  {ty_name} f{field};");
                let _ = write!(make, "x.f{field} = make_{ty_name}(mix(n, {field})); ");
                let _ = write!(hash, "{{ auto part = x.f{field}; h = mix(h, hash_{ty_name}(part)); }} ");
            }
        }
    }
    let layout = match random.below(12) {
        0 => "[[gnu::packed]] ",
        1 => "[[gnu::aligned(16)]] ",
        2 => "[[gnu::aligned(32)]] ",
        _ => "",
    };
    let heads: Vec<String> = bases.iter().map(|base| format!("public {base}")).collect();
    let heads = if heads.is_empty() { String::new() } else { format!(" : {}", heads.join(", ")) };
    // An array's elements are bound by reference when they are digested, which a packed class refuses.
    let layout = if body.contains('[') && layout.contains("packed") { "" } else { layout };
    let text = format!(
        "struct {layout}{name}{heads} {{\n{body}}};\n\
         inline {name} make_{name}(uint64_t n) {{ {name} x{{}}; {make}return x; }}\n\
         inline uint64_t hash_{name}(const {name} &x) {{ uint64_t h = {index}; {hash}return h; }}\n"
    );
    Type { name, sort: Sort::Plain, text, variadic: true }
}

/// A union, one of whose members holds the value.
fn union(random: &mut Random, index: usize) -> Type {
    let name = format!("Union{index}");
    let scalars = ["int_", "double_", "float_", "longlong", "uchar", "pointer", "float4", "cfloat", "extended"];
    let (a, b) = (random.pick(&scalars), random.pick(&scalars));
    let length = 1 + random.below(20);
    let text = format!(
        "union {name} {{\n  {a} held;\n  {b} other;\n  unsigned char bytes[{length}];\n}};\n\
         inline {name} make_{name}(uint64_t n) {{ {name} x; std::memset(&x, 0, sizeof x); x.held = make_{a}(n); return x; }}\n\
         inline uint64_t hash_{name}(const {name} &x) {{ return hash_{a}(x.held); }}\n"
    );
    Type { name, sort: Sort::Plain, text, variadic: false }
}

/// A class around a plain value that counts its objects: copied, moved only, virtual, or passed in registers though it
/// has a destructor.
fn managed(random: &mut Random, types: &[Type], index: usize) -> Type {
    let name = format!("Managed{index}");
    let held = random.pick(&fields(types)).name.clone();
    let move_only = random.chance(25);
    let from = if move_only { format!("{name} &&") } else { format!("const {name} &") };
    let attribute = if random.chance(20) { "[[clang::trivial_abi]] " } else { "" };
    let is_virtual = random.chance(30) && attribute.is_empty();
    let (word, more) = if is_virtual { ("virtual ", "  virtual int rank() const { return 3; }\n") } else { ("", "") };
    let text = format!(
        "struct {attribute}{name} {{\n  {held} held;\n  {name}() : held() {{ live++; }}\n  \
         {name}({from}other) : held(other.held) {{ live++; }}\n  {word}~{name}() {{ live--; }}\n{more}}};\n\
         inline {name} make_{name}(uint64_t n) {{ {name} x; x.held = make_{held}(n); return x; }}\n\
         inline uint64_t hash_{name}(const {name} &x) {{ return hash_{held}(x.held); }}\n"
    );
    let sort = if move_only { Sort::MoveOnly } else { Sort::Counted };
    Type { name, sort, text, variadic: false }
}
