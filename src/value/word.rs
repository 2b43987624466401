//! The tagged word: how a value looks in 64 bits (decision D4).
//!
//! | low bits | meaning |
//! |---|---|
//! | `…0` | fixnum, 63 bits, shifted left by one |
//! | `…11` | self-tagged float: `rotl(bits + (769 << 52), 3)`, biased exponents 767 to 1278 (Melançon, Serrano, Feeley, arXiv 2411.16544) |
//! | `001` | pointer to a counted heap object |
//! | `101` | other immediates: nil, booleans, ±0.0, characters |

/// The tag of a heap pointer.
pub const HEAP_TAG: u64 = 0b001;
/// Masks the three tag bits of heap pointers and other immediates.
pub const TAG_MASK: u64 = 0b111;

pub const NIL: u64 = 0x05;
/// Differs from [`NIL`] in one bit, so that falsehood is one mask and one comparison.
pub const FALSE: u64 = 0x0D;
pub const TRUE: u64 = 0x15;
pub const POSITIVE_ZERO: u64 = 0x1D;
pub const NEGATIVE_ZERO: u64 = 0x25;
/// Never a value: what compiled code returns when an exception is pending.
pub const THROWN: u64 = 0x2D;
/// Never a value: a local or argument that is absent (an unbound var's root).
pub const UNBOUND: u64 = 0x35;
/// Characters: the code point above the low byte.
pub const CHAR_TAG: u64 = 0x3D;

const FLOAT_OFFSET: u64 = 769 << 52;

pub const FIXNUM_MAX: i64 = i64::MAX >> 1;
pub const FIXNUM_MIN: i64 = i64::MIN >> 1;

/// The fixnum's word, or none where it needs a box.
#[inline(always)]
pub const fn encode_fixnum(n: i64) -> Option<u64> {
    if n >= FIXNUM_MIN && n <= FIXNUM_MAX { Some((n as u64) << 1) } else { None }
}

#[inline(always)]
pub const fn is_fixnum(word: u64) -> bool {
    word & 1 == 0
}

#[inline(always)]
pub const fn decode_fixnum(word: u64) -> i64 {
    word as i64 >> 1
}

/// The float's word, or none where it needs a box (very large, very small, infinite, not a number).
#[inline(always)]
pub const fn encode_float(x: f64) -> Option<u64> {
    let bits = x.to_bits();
    let word = bits.wrapping_add(FLOAT_OFFSET).rotate_left(3);
    if word & 0b11 == 0b11 {
        Some(word)
    } else if bits == 0 {
        Some(POSITIVE_ZERO)
    } else if bits == 1 << 63 {
        Some(NEGATIVE_ZERO)
    } else {
        None
    }
}

/// Whether the word is a self-tagged float; ±0.0 are not.
#[inline(always)]
pub const fn is_float(word: u64) -> bool {
    word & 0b11 == 0b11
}

/// The float of a word for which [`is_float`] holds.
#[inline(always)]
pub const fn decode_float(word: u64) -> f64 {
    f64::from_bits(word.rotate_right(3).wrapping_sub(FLOAT_OFFSET))
}

#[inline(always)]
pub const fn is_heap(word: u64) -> bool {
    word & TAG_MASK == HEAP_TAG
}

#[inline(always)]
pub const fn is_truthy(word: u64) -> bool {
    word & !(NIL ^ FALSE) != NIL
}
