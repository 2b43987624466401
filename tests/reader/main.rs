//! Tests of the reader: forms and what they read as (`forms.txt`), error messages, places, and arbitrary input.

mod arbitrary;
mod errors;
mod forms;
mod places;
mod print;

use gusset::data::symbol::Name;
use gusset::diagnostic::Diagnostic;
use gusset::read::{Form, Reader, Resolver};
use gusset::source::Sources;
use std::rc::Rc;

/// A namespace `user` with a few names from elsewhere.
struct Names;

impl Resolver for Names {
    fn current_namespace(&self) -> Rc<str> {
        Rc::from("user")
    }

    fn resolve_alias(&self, alias: &str) -> Option<Rc<str>> {
        match alias {
            "str" | "clojure.string" => Some(Rc::from("clojure.string")),
            _ => None,
        }
    }

    fn resolve_symbol(&self, name: &Name) -> Name {
        match &*name.name {
            "map" | "inc" | "when" | "let" => Name::new(Some("clojure.core"), &name.name),
            "rand" | "ImVec2" => Name::new(Some("cpp"), &name.name),
            _ => Name::new(Some("user"), &name.name),
        }
    }

    fn is_special(&self, name: &str) -> bool {
        ["def", "do", "fn*", "if", "let*", "new", "quote", "recur", "throw", "try", "var", "."].contains(&name)
    }
}

/// All forms of `text`, or the first error.
fn read_all(sources: &Sources, text: &str) -> Result<Vec<Form>, Diagnostic> {
    let id = sources.add("test.clj", text);
    let mut reader = Reader::new(sources, id, &Names);
    let mut forms = Vec::new();
    while let Some(form) = reader.next()? {
        forms.push(form);
    }
    assert!(matches!(reader.next(), Ok(None)));
    Ok(forms)
}
