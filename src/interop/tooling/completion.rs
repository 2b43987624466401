//! Names for completion: those of a scope, and the members of all classes.

use super::cursor::{Cursor, Kind};
use super::lookup::{blocks, declarations, plain_name, scopes};
use super::parsed::Parsed;
use std::collections::BTreeSet;

/// The public names of the scope of that path, written from the start.
pub(super) fn names(unit: &Parsed, scope: &str) -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    let full = |name: String| if scope.is_empty() { name } else { format!("{scope}.{name}") };
    let mut pending = scopes(unit, scope);
    let mut seen: Vec<Cursor> = Vec::new();
    while let Some(next) = pending.pop() {
        if seen.contains(&next) {
            continue;
        }
        seen.push(next);
        let declared = declarations(next);
        let public = declared.names.into_iter().filter(|it| it.is_public() && it.kind() != Kind::Constructor);
        names.extend(public.map(plain_name).filter(|name| is_name(name)).map(full));
        pending.extend(declared.others.into_iter().flat_map(blocks));
    }
    if scope.is_empty() {
        let all = unit.root().into_iter().flat_map(Cursor::children);
        names.extend(all.filter(|it| it.kind() == Kind::Macro).map(Cursor::name));
    }
    names
}

/// Those of the names that start with `word`. Names that start with an underscore are the implementation's; they are
/// left to who asks for them.
pub(super) fn continuing(names: &BTreeSet<String>, word: &str) -> Vec<String> {
    let last = word.len() - word.rsplit('.').next().unwrap_or("").len();
    let is_wanted = |name: &&String| !name[last..].starts_with('_') || word[last..].starts_with('_');
    names.range(word.to_owned()..).take_while(|name| name.starts_with(word)).filter(is_wanted).cloned().collect()
}

/// The names of all classes' public members.
#[derive(Default)]
pub(super) struct Members {
    methods: BTreeSet<String>,
    fields: BTreeSet<String>,
}

impl Members {
    /// Words that continue `.member`, or `.-member`, whose first dot is left out.
    pub fn complete(&self, member: &str) -> Vec<String> {
        let (mark, names, start) = match member.strip_prefix('-') {
            Some(start) => (".-", &self.fields, start),
            None => (".", &self.methods, member),
        };
        let names = names.range(start.to_owned()..).take_while(|name| name.starts_with(start));
        names.map(|name| format!("{mark}{name}")).collect()
    }

    fn add(&mut self, scope: Cursor) {
        for child in scope.children() {
            let kind = child.kind();
            if matches!(kind, Kind::Namespace | Kind::Linkage) || kind == Kind::Class {
                self.add(child);
                continue;
            }
            if scope.kind() != Kind::Class {
                continue;
            }
            let into = match kind {
                Kind::Method | Kind::FunctionTemplate => &mut self.methods,
                Kind::Field | Kind::Variable => &mut self.fields,
                _ => continue,
            };
            let name = child.name();
            if child.is_public() && is_name(&name) && !name.starts_with('_') {
                into.insert(name);
            }
        }
    }
}

pub(super) fn members(unit: &Parsed) -> Members {
    let mut members = Members::default();
    if let Some(root) = unit.root() {
        members.add(root);
    }
    members
}

/// Whether a program can write it.
fn is_name(text: &str) -> bool {
    !text.is_empty() && text.chars().all(|c| c.is_alphanumeric() || c == '_')
}
