//! Reader conditionals: `#?(:gusset a :default b)`, and `#?@` which splices.

use super::{Form, Item, Read, Reader};
use crate::data::form::child_span;
use crate::data::list::List;
use crate::data::vector::Vector;
use crate::diagnostic::Diagnostic;
use crate::source::Span;
use crate::value::Value;

/// The features of this dialect.
const FEATURES: [&str; 2] = ["gusset", "default"];

impl Reader<'_> {
    /// Reads the conditional whose `#` stands at `start`, the cursor being at the `?`: the form of the first clause
    /// whose feature we have. None where no clause is for us; splicing leaves its forms in `pending`.
    #[inline(never)]
    pub(super) fn conditional(&mut self, start: usize) -> Read<Option<Form>> {
        self.cursor.bump();
        let splicing = self.cursor.peek() == Some('@');
        if splicing {
            self.cursor.bump();
        }
        let prefix = self.cursor.span_from(start);
        if splicing && self.depth <= 1 {
            let message = "#?@ stands at top level, where there is nothing to splice into";
            return Err(Diagnostic::new("reader/splice", prefix, message)
                .help("use #?, or wrap the forms in a do: #?(:gusset (do …))")
                .into());
        }
        self.cursor.skip_blank();
        if self.cursor.peek() != Some('(') {
            return Err(conditional_error(prefix, format!("a list must follow {}", self.cursor.excerpt(prefix))));
        }
        let chosen = self.clauses()?;
        if self.suppress {
            // Where nothing is kept, a conditional counts as the one form that it looks like.
            return Ok(Some(Form { value: Value::NIL, span: self.cursor.span_from(start) }));
        }
        match chosen {
            Some(form) if splicing => self.splice(form).map(|()| None),
            chosen => Ok(chosen),
        }
    }

    /// Reads all clauses, the cursor being at the parenthesis, and returns the chosen form.
    fn clauses(&mut self) -> Read<Option<Form>> {
        let open = self.cursor.pos;
        self.cursor.bump();
        loop {
            let feature = match self.item()? {
                Item::Form(feature) => feature,
                Item::Close(')', _) => return Ok(None),
                Item::Close(found, at) => return Err(self.mismatched(open, ')', found, at)),
                Item::End => return Err(self.unclosed(open, ')')),
            };
            let Some(name) = feature.value.as_keyword() else {
                let message = "a clause of a reader conditional starts with a keyword".to_owned();
                return Err(conditional_error(feature.span, message));
            };
            let ours = name.namespace.is_none() && FEATURES.contains(&&*name.name);
            if self.closes_next() {
                let message = format!("the feature :{name} has no form");
                return Err(conditional_error(feature.span, message));
            }
            if ours {
                let chosen = self.required(feature.span)?;
                // A splice inside the chosen form goes on behind it; the clauses that follow must not see it.
                let rest = std::mem::take(&mut self.pending);
                self.discard_clauses(open)?;
                self.pending = rest;
                return Ok(Some(chosen));
            }
            self.discard(feature.span)?;
        }
    }

    fn closes_next(&mut self) -> bool {
        self.cursor.skip_blank();
        self.pending.is_empty() && self.cursor.peek() == Some(')')
    }

    /// Reads a form that is not for us.
    fn discard(&mut self, feature: Span) -> Read<()> {
        let before = std::mem::replace(&mut self.suppress, true);
        self.required(feature)?;
        self.suppress = before;
        self.pending.clear();
        Ok(())
    }

    /// Reads the clauses behind the chosen one.
    fn discard_clauses(&mut self, open: usize) -> Read<()> {
        let before = std::mem::replace(&mut self.suppress, true);
        let mut last = None;
        let mut count = 0;
        loop {
            match self.item()? {
                Item::Form(form) => {
                    self.pending.clear();
                    count += 1;
                    last = Some(form.span);
                }
                Item::Close(')', _) => break,
                Item::Close(found, at) => return Err(self.mismatched(open, ')', found, at)),
                Item::End => return Err(self.unclosed(open, ')')),
            }
        }
        self.suppress = before;
        match last {
            Some(span) if count % 2 == 1 => {
                Err(conditional_error(span, format!("the feature {} has no form", self.cursor.excerpt(span))))
            }
            _ => Ok(()),
        }
    }

    /// Puts the elements of a sequential form before the rest of the text.
    fn splice(&mut self, form: Form) -> Read<()> {
        let values: Vec<Value> = if let Some(list) = form.value.get::<List>() {
            list.iter().cloned().collect()
        } else if let Some(vector) = form.value.get::<Vector>() {
            vector.items.iter().cloned().collect()
        } else {
            return Err(Diagnostic::new("reader/splice", form.span, "#?@ can only splice a list or vector")
                .help("put the forms into a vector: #?@(:gusset [a b])")
                .into());
        };
        let spliced = values.into_iter().enumerate().map(|(index, value)| {
            let span = child_span(&form.value, index).unwrap_or(form.span);
            Form { value, span }
        });
        self.pending.extend(spliced.rev());
        Ok(())
    }
}

fn conditional_error(span: Span, message: String) -> Box<Diagnostic> {
    Diagnostic::new("reader/conditional", span, message)
        .help("a reader conditional is written #?(:gusset form, :clj form, :default form)")
        .into()
}
