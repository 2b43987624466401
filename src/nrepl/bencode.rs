//! Bencode, in which nREPL's messages are written (<https://www.bittorrent.org/beps/bep_0003.html>). Messages come from
//! whoever connects, so that nothing is reserved for what they only announce, and nesting has a limit.

use std::collections::BTreeMap;
use std::io::{self, BufRead, Error, ErrorKind, Read};

/// Lists and dictionaries inside of each other. Messages of nREPL have two or three.
const DEPTH: usize = 64;

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Bencode {
    Int(i64),
    Text(String),
    List(Vec<Bencode>),
    Dict(BTreeMap<String, Bencode>),
}

impl Bencode {
    pub fn as_text(&self) -> Option<&str> {
        match self {
            Bencode::Text(text) => Some(text),
            _ => None,
        }
    }

    pub fn write(&self, out: &mut Vec<u8>) {
        match self {
            Bencode::Int(n) => out.extend_from_slice(format!("i{n}e").as_bytes()),
            Bencode::Text(text) => write_text(text, out),
            Bencode::List(items) => {
                out.push(b'l');
                items.iter().for_each(|item| item.write(out));
                out.push(b'e');
            }
            Bencode::Dict(entries) => {
                out.push(b'd');
                for (key, value) in entries {
                    write_text(key, out);
                    value.write(out);
                }
                out.push(b'e');
            }
        }
    }

    /// The next value of a stream. Text that is no UTF-8 is read with replacement characters. Errors: `UnexpectedEof`
    /// where the stream ends, `InvalidData` where it is no Bencode.
    pub fn read(from: &mut impl BufRead) -> io::Result<Bencode> {
        let first = byte(from)?;
        read_from(from, first, DEPTH)
    }
}

impl From<&str> for Bencode {
    fn from(text: &str) -> Bencode {
        Bencode::Text(text.to_owned())
    }
}

impl From<String> for Bencode {
    fn from(text: String) -> Bencode {
        Bencode::Text(text)
    }
}

impl<T: Into<Bencode>> FromIterator<T> for Bencode {
    fn from_iter<I: IntoIterator<Item = T>>(items: I) -> Bencode {
        Bencode::List(items.into_iter().map(Into::into).collect())
    }
}

fn write_text(text: &str, out: &mut Vec<u8>) {
    out.extend_from_slice(format!("{}:{text}", text.len()).as_bytes());
}

fn read_from(from: &mut impl BufRead, first: u8, depth: usize) -> io::Result<Bencode> {
    let Some(inside) = depth.checked_sub(1) else { return Err(invalid("nested too deeply")) };
    match first {
        b'i' => Ok(Bencode::Int(number(from, None, b'e')?)),
        b'0'..=b'9' => Ok(Bencode::Text(text(from, first)?)),
        b'l' => {
            let mut items = Vec::new();
            loop {
                match byte(from)? {
                    b'e' => return Ok(Bencode::List(items)),
                    first => items.push(read_from(from, first, inside)?),
                }
            }
        }
        b'd' => {
            let mut entries = BTreeMap::new();
            loop {
                match byte(from)? {
                    b'e' => return Ok(Bencode::Dict(entries)),
                    first => {
                        let key = text(from, first)?;
                        let first = byte(from)?;
                        entries.insert(key, read_from(from, first, inside)?);
                    }
                }
            }
        }
        _ => Err(invalid("no value begins like that")),
    }
}

/// Digits, of which `first` may have been read, up to `end`.
fn number<N: std::str::FromStr>(from: &mut impl BufRead, first: Option<u8>, end: u8) -> io::Result<N> {
    const DIGITS: usize = 20; // of an i64 with its sign
    let mut digits = String::new();
    digits.extend(first.map(char::from));
    loop {
        match byte(from)? {
            it if it == end => return digits.parse().map_err(|_| invalid("no number")),
            it if digits.len() < DIGITS => digits.push(char::from(it)),
            _ => return Err(invalid("no number")),
        }
    }
}

fn text(from: &mut impl BufRead, first: u8) -> io::Result<String> {
    let length: u64 = number(from, Some(first), b':')?;
    let mut bytes = Vec::new();
    if from.take(length).read_to_end(&mut bytes)? as u64 != length {
        return Err(ErrorKind::UnexpectedEof.into());
    }
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

fn byte(from: &mut impl BufRead) -> io::Result<u8> {
    let mut one = [0];
    from.read_exact(&mut one)?;
    Ok(one[0])
}

fn invalid(why: &str) -> Error {
    Error::new(ErrorKind::InvalidData, why)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(mut text: &[u8]) -> io::Result<Bencode> {
        Bencode::read(&mut text)
    }

    #[test]
    fn what_is_written_is_read() {
        let entries = [("op", "eval".into()), ("n", Bencode::Int(-42)), ("list", ["é", ""].into_iter().collect())];
        let value = Bencode::Dict(entries.map(|(key, value)| (key.to_owned(), value)).into());
        let mut out = Vec::new();
        value.write(&mut out);
        assert_eq!(String::from_utf8_lossy(&out), "d4:listl2:é0:e1:ni-42e2:op4:evale");
        assert_eq!(read(&out).expect("what was written"), value);
    }

    #[test]
    fn what_is_none_is_refused() {
        for text in ["x", "i1x2e", "ie", "i99999999999999999999e", "d1:ae", "di1e1:ae", "-1:a", "l1:a-e"] {
            assert_eq!(read(text.as_bytes()).expect_err(text).kind(), ErrorKind::InvalidData, "{text}");
        }
        for text in ["", "5:abc", "l1:a", "d", "18446744073709551615:a"] {
            assert_eq!(read(text.as_bytes()).expect_err(text).kind(), ErrorKind::UnexpectedEof, "{text}");
        }
        assert_eq!(read("l".repeat(1 << 20).as_bytes()).expect_err("nested").kind(), ErrorKind::InvalidData);
    }
}
