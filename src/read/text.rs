//! Strings, characters and patterns.

use super::{Form, Read, Reader};
use crate::data::regex::regex;
use crate::data::string;
use crate::diagnostic::Diagnostic;
use crate::source::Span;
use crate::value::Value;

const ESCAPES: &str = r#"the escapes are \t \r \n \b \f \\ \" \uXXXX and octal \0 to \377"#;

impl Reader<'_> {
    /// Reads a string whose opening quote stands at `start`.
    #[inline(never)]
    pub(super) fn string(&mut self, start: usize) -> Read<Form> {
        self.cursor.bump();
        let mut text = String::new();
        loop {
            let at = self.cursor.pos;
            match self.cursor.bump() {
                None => return Err(self.unterminated("string", start)),
                Some('"') => break,
                Some('\\') => text.push(self.escape(at, start)?),
                Some(c) => text.push(c),
            }
        }
        Ok(Form { value: string(&text), span: self.cursor.span_from(start) })
    }

    /// Reads a pattern whose `#` stands at `start`, the cursor being at its quote. Backslashes are the pattern's own.
    #[inline(never)]
    pub(super) fn pattern(&mut self, start: usize) -> Read<Form> {
        self.cursor.bump();
        let content = self.cursor.pos;
        loop {
            match self.cursor.bump() {
                None => return Err(self.unterminated("pattern", start)),
                Some('"') => break,
                Some('\\') => {
                    self.cursor.bump();
                }
                Some(_) => {}
            }
        }
        let span = self.cursor.span_from(start);
        let value = if self.suppress {
            Value::NIL
        } else {
            let text = self.cursor.text_of(self.cursor.span(content, self.cursor.pos.saturating_sub(1)));
            regex(&text).map_err(|reason| {
                Diagnostic::new("reader/invalid-pattern", span, format!("this pattern does not compile: {reason}"))
                    .help("a backslash makes a special character stand for itself: #\"\\(\"")
            })?
        };
        Ok(Form { value, span })
    }

    fn unterminated(&self, what: &str, start: usize) -> Box<Diagnostic> {
        let quote = self.cursor.span(start, start + if what == "string" { 1 } else { 2 });
        let message = format!("the input ends inside a {what}");
        Diagnostic::new("reader/unterminated", self.cursor.end_span(), message)
            .note(quote, "opened here")
            .help("add the closing \", and write a \" inside as \\\"")
            .into()
    }

    /// The character of the escape whose backslash, already consumed, stands at `at` in the string from `start`.
    fn escape(&mut self, at: usize, start: usize) -> Read<char> {
        Ok(match self.cursor.bump() {
            Some('t') => '\t',
            Some('r') => '\r',
            Some('n') => '\n',
            Some('b') => '\u{8}',
            Some('f') => '\u{c}',
            Some(c @ ('\\' | '"')) => c,
            Some('u') => return self.unicode_escape(at),
            Some(first @ '0'..='7') => {
                let mut code = first as u32 - '0' as u32;
                for _ in 0..2 {
                    let Some(digit) = self.cursor.peek().and_then(|c| c.to_digit(8)) else { break };
                    self.cursor.bump();
                    code = code * 8 + digit;
                }
                match char::from_u32(code) {
                    Some(c) if code <= 0o377 => c,
                    _ => {
                        return Err(invalid_escape(
                            self.cursor.span_from(at),
                            "an octal escape is at most \\377",
                            ESCAPES,
                        ));
                    }
                }
            }
            Some(c) => {
                let message = format!("there is no escape \\{}", c.escape_debug());
                return Err(invalid_escape(self.cursor.span_from(at), &message, ESCAPES));
            }
            None => return Err(self.unterminated("string", start)),
        })
    }

    /// `\uXXXX`, of which the `\u` is consumed. Two surrogates in a row are one character, as on the JVM.
    fn unicode_escape(&mut self, at: usize) -> Read<char> {
        let high = self.hex4(at)?;
        if (0xD800..0xDC00).contains(&high) && self.cursor.rest_starts_with("\\u") {
            self.cursor.advance(2);
            let low = self.hex4(at)?;
            if (0xDC00..0xE000).contains(&low)
                && let Some(c) = char::from_u32(0x10000 + ((high - 0xD800) << 10) + (low - 0xDC00))
            {
                return Ok(c);
            }
        } else if let Some(c) = char::from_u32(high) {
            return Ok(c);
        }
        Err(invalid_escape(
            self.cursor.span_from(at),
            "half of a surrogate pair is not a character",
            "write the character itself, or both halves: \\ud83d\\ude00",
        ))
    }

    fn hex4(&mut self, at: usize) -> Read<u32> {
        let mut code = 0;
        for _ in 0..4 {
            let Some(digit) = self.cursor.peek().and_then(|c| c.to_digit(16)) else {
                let message = "\\u takes four hexadecimal digits";
                return Err(invalid_escape(self.cursor.span_from(at), message, "write it as \\u00e9"));
            };
            self.cursor.bump();
            code = code * 16 + digit;
        }
        Ok(code)
    }

    /// Reads a character whose backslash stands at `start`.
    #[inline(never)]
    pub(super) fn character(&mut self, start: usize) -> Read<Form> {
        self.cursor.bump();
        let content = self.cursor.pos;
        if self.cursor.bump().is_none() {
            let message = "the input ends where a character should follow \\";
            return Err(Diagnostic::new("reader/unexpected-end", self.cursor.span_from(start), message)
                .help("write a character as \\a, \\newline or \\u0041")
                .into());
        }
        self.cursor.skip_token();
        let span = self.cursor.span_from(start);
        let name = self.cursor.text_of(self.cursor.span(content, self.cursor.pos));
        match named_character(&name) {
            Some(c) => Ok(Form { value: Value::char(c), span }),
            None => Err(Diagnostic::new("reader/unknown-character", span, format!("there is no character \\{name}"))
                .help(
                    "a character is \\ and one character, \\uXXXX, \\oNNN up to \\o377, or one of \\newline \\space \\tab \
                     \\return \\backspace \\formfeed",
                )
                .into()),
        }
    }
}

fn invalid_escape(span: Span, message: &str, help: &str) -> Box<Diagnostic> {
    Diagnostic::new("reader/invalid-escape", span, message).help(help).into()
}

fn named_character(name: &str) -> Option<char> {
    let mut characters = name.chars();
    if let (Some(only), None) = (characters.next(), characters.next()) {
        return Some(only);
    }
    match name {
        "newline" => return Some('\n'),
        "space" => return Some(' '),
        "tab" => return Some('\t'),
        "return" => return Some('\r'),
        "backspace" => return Some('\u{8}'),
        "formfeed" => return Some('\u{c}'),
        _ => {}
    }
    let code = |digits: &str, radix| {
        digits.chars().all(|c| c.is_digit(radix)).then(|| u32::from_str_radix(digits, radix).ok()).flatten()
    };
    if let Some(hex) = name.strip_prefix('u').filter(|hex| hex.len() == 4) {
        return code(hex, 16).and_then(char::from_u32);
    }
    let octal = name.strip_prefix('o').filter(|octal| (1..=3).contains(&octal.len()))?;
    code(octal, 8).filter(|code| *code <= 0o377).and_then(char::from_u32)
}
