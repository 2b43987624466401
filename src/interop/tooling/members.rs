//! The members of classes, enums and namespaces.

use super::cursor::{Cursor, Kind};
use super::lookup::{declarations, is_reserved, plain_name, preferred, scopes_of};
use super::signature::{self, Names};
use ahash::AHashSet;

/// The declarations of the public members of what was found, each once: those of a class, its constructors among them,
/// then those it inherits and does not hide; enumerators; what a namespace declares. None where nothing that was found
/// can have members.
pub(super) fn of(found: &[Cursor]) -> Option<Vec<String>> {
    let scopes = scopes_of(found);
    if scopes.is_empty() {
        return None;
    }
    let mut members = Members::default();
    scopes.into_iter().for_each(|scope| members.add(scope, false));
    Some(members.texts)
}

#[derive(Default)]
struct Members<'u> {
    texts: Vec<String>,
    names: AHashSet<String>,
    /// First declarations.
    seen: AHashSet<Cursor<'u>>,
}

impl<'u> Members<'u> {
    fn add(&mut self, scope: Cursor<'u>, inherited: bool) {
        let declared = declarations(scope);
        let mut names = AHashSet::new();
        for member in declared.names {
            let name = plain_name(member);
            if is_member(scope, member, &name, inherited)
                && !(inherited && self.names.contains(&name))
                // Of a variable's template, the specialisations have the same name.
                && !(matches!(member.kind(), Kind::Variable | Kind::Other) && names.contains(&name))
                && self.seen.insert(member.first_declaration())
            {
                self.texts.push(signature::of(preferred(member), Names::Plain));
                names.insert(name);
            }
        }
        // The names of a class hide those of its bases.
        self.names.extend(names);
        if scope.kind() == Kind::Class {
            for base in declared.others {
                if self.seen.insert(base.first_declaration()) {
                    self.add(base, true);
                }
            }
        }
    }
}

fn is_member(scope: Cursor, member: Cursor, name: &str, inherited: bool) -> bool {
    let fits = match member.kind() {
        Kind::Destructor => false,
        Kind::Constructor => !inherited && !member.is_deleted(),
        Kind::Method | Kind::Conversion | Kind::Function => !member.is_deleted(),
        // An enum stands for its enumerators, where it has a name.
        Kind::Enumerator => scope.kind() == Kind::Enum || member.parent().is_some_and(Cursor::is_anonymous),
        _ => true,
    };
    fits && member.is_public() && !name.is_empty() && !name.starts_with('(') && !is_reserved(name)
}
