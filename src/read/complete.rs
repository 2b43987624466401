//! Whether what was typed so far can be read, for editing over several lines.

use super::{Reader, Resolver};
use crate::data::symbol::Name;
use crate::source::Sources;
use std::rc::Rc;

/// Codes of the errors that more input can mend.
const CONTINUABLE: [&str; 3] = ["reader/unbalanced", "reader/unterminated", "reader/unexpected-end"];

/// False where the text is only the beginning of something: an open delimiter or string, a quote without its form. True
/// where all forms are whole, and where the text is wrong in a way that nothing added to its end can mend.
pub fn is_complete(text: &str) -> bool {
    let sources = Sources::default();
    let id = sources.add("", text);
    let mut reader = Reader::new(&sources, id, &AnyNames);
    // Names are the business of the evaluation that follows.
    reader.suppress = true;
    loop {
        match reader.next() {
            Ok(Some(_)) => {}
            Ok(None) => return true,
            Err(diagnostic) => return !CONTINUABLE.contains(&diagnostic.code.0),
        }
    }
}

/// Knows every alias, and leaves symbols as they are.
struct AnyNames;

impl Resolver for AnyNames {
    fn current_namespace(&self) -> Rc<str> {
        Rc::from("user")
    }

    fn resolve_alias(&self, alias: &str) -> Option<Rc<str>> {
        Some(Rc::from(alias))
    }

    fn resolve_symbol(&self, name: &Name) -> Name {
        name.clone()
    }

    fn is_special(&self, _name: &str) -> bool {
        false
    }
}
