//! What starts with `#`.

use super::collection::located;
use super::{CPP_LITERAL, Form, Read, Reader, tagged};
use crate::data::double;
use crate::data::list::list_at;
use crate::data::symbol::{Name, symbol_of};
use crate::data::tagged::tagged_literal;
use crate::diagnostic::Diagnostic;
use crate::source::Span;

impl Reader<'_> {
    /// Reads what the `#` at `start` begins; none where it leaves no form, as `#_` does.
    #[inline(never)]
    pub(super) fn dispatch(&mut self, start: usize) -> Read<Option<Form>> {
        self.cursor.bump();
        let form = match self.cursor.peek() {
            Some('{') => self.set(start)?,
            Some('(') => self.function_literal(start)?,
            Some('"') => self.pattern(start)?,
            Some(':') => self.namespaced_map(start)?,
            Some('#') => self.symbolic(start)?,
            Some('^') => {
                self.cursor.bump();
                self.metadata(start)?
            }
            Some('\'') => {
                self.cursor.pos = start;
                self.wrapped("#'", "var", start)?
            }
            Some('_') => {
                self.cursor.bump();
                self.required(self.cursor.span_from(start))?;
                // What a splice brought in is discarded with it.
                self.pending.clear();
                return Ok(None);
            }
            Some('?') => return self.conditional(start),
            Some(c) if c.is_alphabetic() => self.tagged(start)?,
            next => return Err(self.unknown_dispatch(next, start)),
        };
        Ok(Some(form))
    }

    /// `##Inf`, `##-Inf` and `##NaN`.
    #[inline(never)]
    fn symbolic(&mut self, start: usize) -> Read<Form> {
        self.cursor.bump();
        let name_start = self.cursor.pos;
        self.cursor.skip_token();
        let span = self.cursor.span_from(start);
        let value = match self.cursor.text_of(self.cursor.span_from(name_start)).as_str() {
            "Inf" => f64::INFINITY,
            "-Inf" => f64::NEG_INFINITY,
            "NaN" => f64::NAN,
            name => {
                let message = format!("there is no number ##{name}");
                let help = "the symbolic numbers are ##Inf, ##-Inf and ##NaN";
                return Err(Diagnostic::new("reader/symbolic-value", span, message).help(help).into());
            }
        };
        Ok(Form { value: double(value), span })
    }

    /// `#tag form`, the cursor being at the tag.
    #[inline(never)]
    fn tagged(&mut self, start: usize) -> Read<Form> {
        let tag_start = self.cursor.pos;
        self.cursor.skip_token();
        let tag_span = self.cursor.span_from(start);
        let tag = self.cursor.text_of(self.cursor.span_from(tag_start));
        let form = self.required(tag_span)?;
        let span = Span { end: form.span.end, ..tag_span };
        let refuse = |reason: String| Diagnostic::new("reader/invalid-literal", form.span, reason);
        let value = match tag.as_str() {
            "cpp" => {
                let head = Form { value: symbol_of(Name::parse(CPP_LITERAL), tag_span), span: tag_span };
                let (values, source) = located(vec![head, form], span);
                list_at(values, Some(source))
            }
            "inst" if !self.suppress => tagged::instant(form.value.as_str()).map_err(|reason| {
                refuse(reason).help("an #inst is a string such as \"2026-05-31T12:30:00.000-00:00\"")
            })?,
            "uuid" if !self.suppress => tagged::uuid(form.value.as_str()).map_err(|reason| {
                refuse(reason).help("a #uuid is a string such as \"f81d4fae-7dec-11d0-a765-00a0c91e6bf6\"")
            })?,
            _ => tagged_literal(Name::parse(&tag), form.value),
        };
        Ok(Form { value, span })
    }

    #[cold]
    #[inline(never)]
    fn unknown_dispatch(&self, next: Option<char>, start: usize) -> Box<Diagnostic> {
        let end = self.cursor.pos + next.map_or(0, char::len_utf8);
        let span = self.cursor.span(start, end);
        match next {
            None => Diagnostic::new("reader/unexpected-end", span, "the input ends after #")
                .help("add what # should begin, as in #{…}, #(…) or #_form"),
            Some('<') => Diagnostic::new("reader/unreadable", span, "#<…> is how objects print that cannot be read")
                .help("write the form that makes such an object"),
            Some('=') => Diagnostic::new("reader/read-eval", span, "#= would run code while reading")
                .help("call the function in the program, or in a macro"),
            Some(c) => Diagnostic::new("reader/dispatch", span, format!("nothing begins with #{}", c.escape_debug()))
                .help("# begins #{…}, #(…), #\"…\", #'var, #_form, #?(…), #:ns{…}, ##Inf and #tag form"),
        }
        .into()
    }
}
