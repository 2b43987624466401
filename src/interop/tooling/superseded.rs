//! Texts may declare again what earlier ones declared (`cpp/redefine.cpp`). libclang has no such thing, and takes the
//! earlier one. So that the latest holds, the earlier declarations are taken out of the text: a class is left declared,
//! for what has been made of it, all else gets another name.

use super::cursor::{Cursor, Kind};
use super::parsed::Parsed;
use std::ops::Range;

/// What the declared names become; the place in the text follows.
const NAME: &str = "__gusset_superseded_";

/// The text, which the unit was parsed from, without what it declares again further on; none where there is nothing of
/// that sort.
pub(super) fn without(unit: &Parsed, text: &str) -> Option<String> {
    let root = unit.root()?;
    let mut edits: Vec<(Range<usize>, String)> = Vec::new();
    let mut pairs = unit.declared_again();
    pairs.sort_unstable();
    // Clang compares each with the first, and the last is the one that holds.
    let mut places: Vec<usize> = pairs.iter().map(|(first, _)| *first).collect();
    places.extend(pairs.windows(2).filter(|pair| pair[0].0 == pair[1].0).map(|pair| pair[0].1));
    for place in places {
        if let Some(edit) = declared_at(root, place).and_then(|declaration| edit(declaration, text))
            && !edits.iter().any(|(range, _)| range.start < edit.0.end && edit.0.start < range.end)
        {
            edits.push(edit);
        }
    }
    if edits.is_empty() {
        return None;
    }
    edits.sort_by_key(|(range, _)| std::cmp::Reverse(range.start));
    let mut edited = text.to_owned();
    for (range, replacement) in edits {
        edited.replace_range(range, &replacement);
    }
    Some(edited)
}

/// The declaration around a place in the unit's text, in a namespace or outside; a class or enum counts as a whole.
fn declared_at(scope: Cursor, offset: usize) -> Option<Cursor> {
    let around = |it: &Cursor| {
        it.is_declaration()
            && it.is_in_unit()
            && it.place().is_some_and(|place| place.start <= offset && offset < place.end)
    };
    let found = scope.children().into_iter().find(around)?;
    match found.kind() {
        Kind::Namespace | Kind::Linkage => declared_at(found, offset),
        _ => Some(found),
    }
}

fn edit(declaration: Cursor, text: &str) -> Option<(Range<usize>, String)> {
    let place = declaration.place()?;
    let name = declaration.name();
    let named = text.get(place.name..).is_some_and(|rest| rest.starts_with(&name)) && !name.is_empty();
    let is_identifier = name.chars().all(|c| c.is_alphanumeric() || c == '_');
    let name_end = place.name + name.len();
    let is_defined = text.get(name_end..place.end).is_some_and(|rest| rest.contains('{'));
    if named && is_identifier && declaration.kind() == Kind::Class && is_defined {
        return Some((name_end..place.end, String::new()));
    }
    if named && is_identifier && declaration.kind() != Kind::Enum {
        return Some((place.name..name_end, format!("{NAME}{}", place.name)));
    }
    text.get(place.start..place.end).map(|_| (place.start..place.end, String::new()))
}
