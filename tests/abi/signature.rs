//! Random signatures: what is called, what it takes, what it gives.

use crate::random::Random;
use crate::types::{self, Sort, Type};

/// An index into [`Signatures::types`].
pub type TypeIndex = usize;

#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Reference {
    Value,
    Lvalue,
    ConstLvalue,
    Rvalue,
    Pointer,
}

pub struct Parameter {
    pub ty: TypeIndex,
    pub reference: Reference,
    /// What its value is made of.
    pub number: u64,
    /// The argument is a named object, not a fresh one.
    pub named: bool,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    Free,
    Method,
    Virtual,
    Static,
}

pub struct Signature {
    pub kind: Kind,
    /// None for `void`.
    pub result: Option<(TypeIndex, Reference)>,
    pub parameters: Vec<Parameter>,
    /// What goes through `...`.
    pub tail: Vec<Parameter>,
}

pub struct Signatures {
    pub types: Vec<Type>,
    pub all: Vec<Signature>,
}

impl Signatures {
    pub fn draw(seed: u64, count: usize) -> Signatures {
        let mut random = Random::new(seed);
        let types = types::draw(&mut random, 40 + count / 10);
        let all = (0..count).map(|_| signature(&mut random, &types)).collect();
        Signatures { types, all }
    }
}

fn signature(random: &mut Random, types: &[Type]) -> Signature {
    let kind = match random.below(10) {
        0 => Kind::Method,
        1 => Kind::Virtual,
        2 => Kind::Static,
        _ => Kind::Free,
    };
    let count = if random.chance(70) { random.below(6) } else { random.below(13) };
    let parameters = (0..count).map(|_| parameter(random, types)).collect();
    let result = random.chance(90).then(|| {
        let ty = random.below(types.len());
        let reference = match random.below(8) {
            0 if types[ty].is_trivial() => Reference::ConstLvalue,
            1 if types[ty].is_trivial() => Reference::Pointer,
            _ => Reference::Value,
        };
        (ty, reference)
    });
    let tail = if kind == Kind::Free && random.chance(12) {
        let through: Vec<TypeIndex> = (0..types.len()).filter(|&ty| types[ty].variadic).collect();
        let value = |random: &mut Random| Parameter {
            ty: *random.pick(&through),
            reference: Reference::Value,
            number: random.next(),
            named: random.chance(40),
        };
        (0..1 + random.below(5)).map(|_| value(random)).collect()
    } else {
        Vec::new()
    };
    Signature { kind, result, parameters, tail }
}

fn parameter(random: &mut Random, types: &[Type]) -> Parameter {
    let ty = random.below(types.len());
    let reference = match random.below(12) {
        0 => Reference::Lvalue,
        1 | 2 => Reference::ConstLvalue,
        3 => Reference::Rvalue,
        4 => Reference::Pointer,
        _ => Reference::Value,
    };
    let named = match reference {
        Reference::Lvalue | Reference::Pointer => true,
        Reference::Rvalue => false,
        Reference::Value if types[ty].sort == Sort::MoveOnly => false,
        _ => random.chance(40),
    };
    Parameter { ty, reference, number: random.next(), named }
}
