//! Random numbers: xoshiro256++ (Blackman and Vigna), seeded by the clock unless a program seeds it.

use super::{Native, native, take};
use crate::data::exception;
use crate::data::number::to_long_checked;
use crate::data::seq::collect;
use crate::data::{double, long, vector};
use crate::value::{Ref, Value};
use std::cell::Cell;

pub static TABLE: &[Native] = &[
    native("clojure.core/rand", 0, 1, |cx, args| {
        let scale = match args.first() {
            Some(scale) => super::coercions::to_double(cx, scale)?,
            None => 1.0,
        };
        Ok(double(unit() * scale))
    }),
    native("clojure.core/rand-int", 1, 1, |cx, args| {
        let end = super::coercions::to_double(cx, &args[0])?;
        Ok(long((unit() * end) as i64))
    }),
    native("clojure.core/rand-nth", 1, 1, |cx, args| {
        let mut items = collect(cx, take(args, 0))?;
        if items.is_empty() {
            return Err(exception::out_of_bounds(cx, 0, 0));
        }
        Ok(items.swap_remove(below(items.len())))
    }),
    native("clojure.core/shuffle", 1, 1, |cx, args| {
        let mut items = collect(cx, take(args, 0))?;
        for at in (1..items.len()).rev() {
            items.swap(at, below(at + 1));
        }
        Ok(vector(items))
    }),
    native("clojure.core/random-sample", 2, 2, |cx, args| {
        let share = super::coercions::to_double(cx, &args[0])?;
        let items = collect(cx, take(args, 1))?;
        Ok(crate::data::list(items.into_iter().filter(|_| unit() < share).collect::<Vec<_>>()))
    }),
    native("clojure.core/random-uuid", 0, 0, |_, _| {
        let (high, low) = (next(), next());
        let text = format!(
            "{:08x}-{:04x}-4{:03x}-{:04x}-{:012x}",
            high >> 32,
            high >> 16 & 0xFFFF,
            high & 0xFFF,
            low >> 48 & 0x3FFF | 0x8000,
            low & 0xFFFF_FFFF_FFFF
        );
        Ok(Ref::new(crate::data::tagged::Uuid(text.into())).into())
    }),
    native("gusset.core/seed-random!", 1, 1, |cx, args| {
        seed(to_long_checked(cx, &args[0])? as u64);
        Ok(Value::NIL)
    }),
];

thread_local! {
    /// All zero until it is seeded.
    static STATE: Cell<[u64; 4]> = const { Cell::new([0; 4]) };
}

/// Makes what follows repeatable.
pub fn seed(seed: u64) {
    // SplitMix64 spreads the seed, as the generator's authors advise.
    let mut at = seed;
    let mut spread = || {
        at = at.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let x = (at ^ (at >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let x = (x ^ (x >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        x ^ (x >> 31)
    };
    STATE.set([spread(), spread(), spread(), spread()]);
}

fn next() -> u64 {
    if STATE.get() == [0; 4] {
        let now = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap_or_default();
        seed(now.as_nanos() as u64 ^ u64::from(std::process::id()) << 32);
    }
    let [a, b, c, d] = STATE.get();
    let result = a.wrapping_add(d).rotate_left(23).wrapping_add(a);
    let (mut c2, mut d2) = (c ^ a, d ^ b);
    let (b2, a2) = (b ^ c2, a ^ d2);
    c2 ^= b << 17;
    d2 = d2.rotate_left(45);
    STATE.set([a2, b2, c2, d2]);
    result
}

/// From 0 to but without 1.
pub fn unit() -> f64 {
    (next() >> 11) as f64 / (1u64 << 53) as f64
}

/// From 0 to but without `end`, which is above zero.
fn below(end: usize) -> usize {
    ((u128::from(next()) * end as u128) >> 64) as usize
}
