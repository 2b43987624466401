//! Answers to questions about what a unit declares.

use super::comment;
use super::cursor::{Cursor, Kind};
use super::lookup::{declarations, find, named, plain_name, preferred, scopes_of};
use super::members;
use super::parsed::Parsed;
use super::signature::{self, Names};
use super::unit::asked_type;
use ahash::AHashSet;

/// What is asked of C++.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Asked {
    /// What its comment says: one text, or none.
    Doc,
    /// Its declarations: each overload, and a class's constructors behind the class.
    Signatures,
    /// The declarations of its public members.
    Members,
}

/// What it is asked of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Subject {
    /// A path with dots, without `cpp/`.
    Name(String),
    /// A type, as C++ spells it.
    Type(String),
    /// The member of that name of such a type.
    Member(String, String),
}

/// Texts, or why there are none.
pub type Answer = Result<Vec<String>, String>;

/// `types` are the types that the unit was made to know.
pub(super) fn answer(unit: &Parsed, types: &[String], asked: Asked, subject: &Subject) -> Answer {
    let spelled = match subject {
        Subject::Name(path) => path.replace('.', "::"),
        Subject::Type(spelling) => spelling.clone(),
        Subject::Member(class, name) => format!("{class}::{name}"),
    };
    let found = match subject {
        Subject::Name(path) => find(unit, path),
        Subject::Type(spelling) => asked_type(unit, types, spelling).map_or(Vec::new(), |ty| scopes_of(&[ty])),
        Subject::Member(class, name) => {
            asked_type(unit, types, class).map_or(Vec::new(), |class| named(&scopes_of(&[class]), name))
        }
    };
    match asked {
        // A type that is built in is declared nowhere, and is nevertheless known.
        _ if found.is_empty() => match (asked, subject) {
            (Asked::Doc, Subject::Type(_)) => Ok(Vec::new()),
            (Asked::Signatures, Subject::Type(_)) => Ok(vec![spelled]),
            _ => Err(format!("libclang finds no declaration of '{spelled}'")),
        },
        Asked::Doc => Ok(doc(&found).into_iter().collect()),
        Asked::Signatures => Ok(signatures(&found)),
        Asked::Members => members::of(&found)
            .ok_or_else(|| format!("'{spelled}' is no namespace, class or enum, so it has no members")),
    }
}

/// The comment of the first declaration that has one; of an alias, also that of what it stands for.
fn doc(found: &[Cursor]) -> Option<String> {
    let all = |declaration: &Cursor| {
        let first = declaration.first_declaration();
        [Some(first), Some(*declaration), declaration.definition()].into_iter().flatten().find_map(comment::of)
    };
    found.iter().find_map(all).or_else(|| scopes_of(found).iter().find_map(all))
}

fn signatures(found: &[Cursor]) -> Vec<String> {
    let mut seen = AHashSet::new();
    let mut signatures = Vec::new();
    for declaration in found {
        // Of a variable's template, the specialisations have the same name.
        let is_specialisation = matches!(declaration.kind(), Kind::Variable | Kind::Other) && !signatures.is_empty();
        if !is_specialisation && seen.insert(declaration.first_declaration()) {
            signatures.push(signature::of(preferred(*declaration), Names::Qualified));
        }
    }
    for class in scopes_of(found).into_iter().filter(|scope| scope.kind() == Kind::Class) {
        let constructors = declarations(class).names.into_iter().filter(|member| is_constructor(class, *member));
        signatures.extend(constructors.map(|constructor| signature::of(constructor, Names::Qualified)));
    }
    signatures
}

fn is_constructor(class: Cursor, member: Cursor) -> bool {
    let is = match member.kind() {
        Kind::Constructor => true,
        Kind::FunctionTemplate => plain_name(member) == class.name(),
        _ => false,
    };
    is && member.is_public() && !member.is_deleted()
}
