//! Strings: immutable UTF-8, followed by a NUL so that C++ can be handed the bytes as they are.

use crate::value::{HeapType, Kind, Ref, Value};

/// A host string.
pub struct Text {
    /// UTF-8 and one NUL.
    bytes: Box<[u8]>,
}

// SAFETY: the only type of this kind.
unsafe impl HeapType for Text {
    const KIND: Kind = Kind::String;
}

impl Text {
    fn of(text: &str) -> Text {
        let mut bytes = Vec::with_capacity(text.len() + 1);
        bytes.extend_from_slice(text.as_bytes());
        bytes.push(0);
        Text { bytes: bytes.into_boxed_slice() }
    }

    pub fn as_str(&self) -> &str {
        // SAFETY: made from a `str` in `of`, and never changed.
        unsafe { std::str::from_utf8_unchecked(&self.bytes[..self.bytes.len() - 1]) }
    }

    /// The bytes as a C string; it ends early where the text holds a NUL.
    pub fn as_c_str(&self) -> *const std::ffi::c_char {
        self.bytes.as_ptr().cast()
    }
}

pub fn string(text: &str) -> Value {
    Ref::new(Text::of(text)).into()
}

impl Value {
    /// The text, where the value is a string.
    pub fn as_str(&self) -> Option<&str> {
        self.get::<Text>().map(Text::as_str)
    }
}
