//! Tokens that are names: symbols, keywords, `nil`, `true` and `false`.

use super::{Form, Read, Reader};
use crate::data::symbol::{Name, keyword_of, symbol_of};
use crate::diagnostic::Diagnostic;
use crate::source::Span;
use crate::value::Value;
use std::rc::Rc;

impl Reader<'_> {
    /// Reads a number, a name or an argument of `#()`.
    #[inline(never)]
    pub(super) fn token(&mut self, start: usize) -> Read<Form> {
        self.cursor.skip_token();
        let span = self.cursor.span_from(start);
        let text = Rc::clone(&self.cursor.text);
        let token = text.get(start..self.cursor.pos).unwrap_or("");
        let unsigned = token.strip_prefix(['+', '-']).unwrap_or(token);
        let value = if unsigned.starts_with(|c: char| c.is_ascii_digit()) {
            self.number(start)?
        } else if let Some(name) = token.strip_prefix(':') {
            self.keyword(name, span)?
        } else if token.starts_with('%') && self.function.is_some() {
            self.argument(token, span)?
        } else {
            match token {
                "nil" => Value::NIL,
                "true" => Value::TRUE,
                "false" => Value::FALSE,
                _ => symbol_of(name_of(token, token, span)?, span),
            }
        };
        Ok(Form { value, span: self.cursor.span_from(start) })
    }

    /// The keyword whose text after the first colon is `name`.
    fn keyword(&self, name: &str, span: Span) -> Read<Value> {
        let token = format!(":{name}");
        let Some(local) = name.strip_prefix(':') else {
            return Ok(keyword_of(name_of(name, &token, span)?));
        };
        let mut full = name_of(local, &token, span)?;
        full.namespace = Some(match full.namespace {
            Some(alias) => self.alias(&alias, span)?,
            None => self.resolver.current_namespace(),
        });
        Ok(keyword_of(full))
    }

    /// The namespace that `alias` stands for. In text that is thrown away any alias will do.
    pub(super) fn alias(&self, alias: &Rc<str>, span: Span) -> Read<Rc<str>> {
        match self.resolver.resolve_alias(alias) {
            Some(namespace) => Ok(namespace),
            None if self.suppress => Ok(alias.clone()),
            None => {
                Err(Diagnostic::new("reader/unknown-alias", span, format!("no namespace has the alias {alias} here"))
                    .help(format!("require it in the ns form: (:require [some.namespace :as {alias}])"))
                    .into())
            }
        }
    }
}

/// Splits a name at its first slash, and refuses what cannot be one. `token` is the whole of it, for messages.
fn name_of(name: &str, token: &str, span: Span) -> Read<Name> {
    let refuse = |reason: &str, help: &str| -> Read<Name> {
        Err(Diagnostic::new("reader/invalid-name", span, format!("{token} is not a name: {reason}")).help(help).into())
    };
    if name.is_empty() {
        return refuse("there is nothing after the colon", "write a keyword as :name or :namespace/name");
    }
    if name.ends_with(':') {
        return refuse("it ends in a colon", "put the colon of a keyword in front: :name");
    }
    let first_is_colon = name.starts_with(':');
    if let Some(at) = name.find("::")
        && at > 0
    {
        let help =
            format!("name what C++ calls {name} with dots: cpp/{}", name.trim_start_matches("cpp/").replace("::", "."));
        return refuse(":: may only start a keyword", &help);
    }
    if first_is_colon {
        return refuse("it has too many colons", "write :name, or ::name for one of the current namespace");
    }
    if name == "/" {
        return Ok(Name::new(None, "/"));
    }
    let parsed = match name.split_once('/') {
        Some(("", _)) => return refuse("its namespace is empty", "write namespace/name, or leave the slash out"),
        Some((_, "")) => return refuse("it ends in a slash", "write namespace/name, or leave the slash out"),
        Some((namespace, local)) => Name::new(Some(namespace), local),
        None => Name::new(None, name),
    };
    if parsed.namespace.as_ref().is_some_and(|namespace| namespace.ends_with(':')) {
        return refuse("its namespace ends in a colon", "put the colon of a keyword in front: :name");
    }
    Ok(parsed)
}
