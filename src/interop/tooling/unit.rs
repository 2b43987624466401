//! The unit that knows what the program knows, kept up to date as the program goes on.

use super::answer::{Answer, Asked, Subject, answer};
use super::completion::{self, Members};
use super::cursor::Cursor;
use super::lookup::find;
use super::options::ToolingOptions;
use super::parsed::Parsed;
use super::superseded;
use ahash::AHashMap;
use std::collections::BTreeSet;

/// How often a text is parsed anew, at most, as something in it is declared again: once or twice for each time.
const ROUNDS: usize = 32;
/// The namespace that is made of types that are asked about.
const ASKED: &str = "__gusset_asked";

/// See the module's text.
pub(super) struct Unit {
    options: ToolingOptions,
    /// The program's text, without what it declared again.
    text: String,
    /// Types that the program asked about, as C++ spells them: templates that it may use nowhere else.
    types: Vec<String>,
    parsed: Parsed,
    /// What has been found, by scope: whoever did not wait for it finds it here the next time.
    names: AHashMap<String, BTreeSet<String>>,
    members: Option<Members>,
}

impl Unit {
    /// The unit that is up to date with the options and knows the type, made from the one before. None where libclang
    /// refuses.
    pub fn update(before: Option<Unit>, options: &ToolingOptions, ty: Option<&str>) -> Option<Unit> {
        let knows = |unit: &Unit| ty.is_none_or(|ty| unit.types.iter().any(|known| known == ty));
        let (mut text, mut types, parsed) = match before {
            Some(unit) if unit.options == *options && knows(&unit) => return Some(unit),
            Some(unit) if unit.options.flags == options.flags => match options.text.strip_prefix(&unit.options.text) {
                Some(new) => (unit.text + new, unit.types, Some(unit.parsed)),
                None => (options.text.clone(), Vec::new(), Some(unit.parsed)),
            },
            _ => (options.text.clone(), Vec::new(), None),
        };
        if let Some(ty) = ty.filter(|ty| !types.iter().any(|known| known == ty)) {
            types.push(ty.to_owned());
        }
        let _event = tracing::info_span!(target: "gusset", "parse for tools").entered();
        let mut parsed = match parsed {
            Some(parsed) => parsed.again(&whole(&text, &types)),
            None => Parsed::new(&options.flags, &whole(&text, &types)),
        }?;
        for _ in 0..ROUNDS {
            let Some(edited) = superseded::without(&parsed, &text) else { break };
            text = edited;
            parsed = parsed.again(&whole(&text, &types))?;
        }
        Some(Unit { options: options.clone(), text, types, parsed, names: AHashMap::new(), members: None })
    }

    pub fn answer(&self, asked: Asked, subject: &Subject) -> Answer {
        answer(&self.parsed, &self.types, asked, subject)
    }

    /// Words that continue `word`, a path or a member (`.name`, `.-name`).
    pub fn complete(&mut self, word: &str) -> Vec<String> {
        if let Some(member) = word.strip_prefix('.') {
            let members = self.members.get_or_insert_with(|| completion::members(&self.parsed));
            return members.complete(member);
        }
        let scope = word.rsplit_once('.').map_or("", |(scope, _)| scope);
        if !self.names.contains_key(scope) {
            self.names.insert(scope.to_owned(), completion::names(&self.parsed, scope));
        }
        self.names.get(scope).map(|names| completion::continuing(names, word)).unwrap_or_default()
    }
}

/// The program's text, and behind it the types that were asked about. Their sizes make them whole.
fn whole(text: &str, types: &[String]) -> String {
    let mut whole = format!("{text}\nnamespace {ASKED} {{\n");
    for (number, ty) in types.iter().enumerate() {
        whole
            .push_str(&format!("using type_{number} = {ty};\nconstexpr auto size_{number} = sizeof(type_{number});\n"));
    }
    whole + "}\n"
}

/// The alias of a type that is asked about.
pub(super) fn asked_type<'u>(unit: &'u Parsed, types: &[String], ty: &str) -> Option<Cursor<'u>> {
    let number = types.iter().position(|known| known == ty)?;
    find(unit, &format!("{ASKED}.type_{number}")).first().copied()
}
