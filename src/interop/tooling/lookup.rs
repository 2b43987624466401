//! Finds what a dotted path names in a unit, as C++ would: through using-declarations, aliases, inline namespaces,
//! using-directives and base classes.

use super::cursor::{Cursor, Kind};
use super::parsed::Parsed;
use super::signature;

/// All declarations of what `path` names, in order; none where nothing has that name. Of a macro it is the last
/// definition.
pub(super) fn find<'u>(unit: &'u Parsed, path: &str) -> Vec<Cursor<'u>> {
    if let Some(definition) = macro_named(unit, path) {
        return vec![definition];
    }
    let (scopes, name) = match path.rsplit_once('.') {
        Some((scope, name)) => (scopes(unit, scope), name),
        None => (unit.root().into_iter().collect(), path),
    };
    named(&scopes, name)
}

/// The namespaces, classes and enums that `path` names; the whole unit for an empty one.
pub(super) fn scopes<'u>(unit: &'u Parsed, path: &str) -> Vec<Cursor<'u>> {
    let mut scopes: Vec<Cursor> = unit.root().into_iter().collect();
    for name in path.split('.').filter(|_| !path.is_empty()) {
        scopes = scopes_of(&named(&scopes, name));
    }
    scopes
}

/// What can be looked into, of those declarations: each once, classes by their definitions.
pub(super) fn scopes_of<'u>(found: &[Cursor<'u>]) -> Vec<Cursor<'u>> {
    let mut scopes = Vec::new();
    for declaration in found {
        let scope = match declaration.kind() {
            Kind::Namespace => Some(*declaration),
            Kind::NamespaceAlias => {
                scopes.extend(namespace_of(*declaration).into_iter().flat_map(blocks));
                None
            }
            Kind::Typedef | Kind::Alias => declaration.type_declaration().map(pattern),
            Kind::Class | Kind::Enum => Some(pattern(*declaration)),
            _ => None,
        };
        scopes.extend(scope.filter(|scope| !scopes.contains(scope)));
    }
    scopes
}

/// Where a class or enum is defined: that of a template's specialisation is the template's, where it has none itself.
fn pattern(class: Cursor) -> Cursor {
    let defined = class.definition().unwrap_or(class);
    match defined.template() {
        Some(template) if defined.children().iter().all(|child| !child.is_declaration()) => pattern(template),
        _ => defined,
    }
}

/// The declarations of that name in the scopes; where there are none, in what the scopes take over from elsewhere.
pub(super) fn named<'u>(scopes: &[Cursor<'u>], name: &str) -> Vec<Cursor<'u>> {
    named_in(scopes, name, &mut Vec::new())
}

fn named_in<'u>(scopes: &[Cursor<'u>], name: &str, seen: &mut Vec<Cursor<'u>>) -> Vec<Cursor<'u>> {
    let mut found = Vec::new();
    let mut others = Vec::new();
    for scope in scopes {
        if seen.contains(scope) {
            continue;
        }
        seen.push(*scope);
        let declared = declarations(*scope);
        found.extend(declared.names.into_iter().filter(|declaration| plain_name(*declaration) == name));
        others.extend(declared.others);
    }
    if !found.is_empty() || others.is_empty() {
        return found;
    }
    let others: Vec<Cursor> = others.into_iter().flat_map(blocks).collect();
    named_in(&others, name, seen)
}

/// The name that a program writes: without the template parameters that libclang gives constructors.
pub(super) fn plain_name(declaration: Cursor) -> String {
    let name = declaration.name();
    match name.split_once('<') {
        Some((plain, _)) if !name.starts_with("operator") => plain.to_owned(),
        _ => name,
    }
}

/// Of all declarations of the same thing, the one that says most: a definition with members, or the function that has
/// the default arguments and names of parameters.
pub(super) fn preferred(declaration: Cursor) -> Cursor {
    let first = declaration.first_declaration();
    let definition = declaration.definition().unwrap_or(first);
    match declaration.kind() {
        _ if definition == first && declaration == first => first,
        kind if kind.is_function() => {
            // The last of equals is the one that is given.
            [definition, declaration, first].into_iter().max_by_key(|it| signature::detail(*it)).unwrap_or(first)
        }
        Kind::Class | Kind::Enum if definition.is_in_place() => definition,
        _ => first,
    }
}

/// What a scope declares.
#[derive(Default)]
pub(super) struct Declared<'u> {
    /// In order; all declarations of each name.
    pub names: Vec<Cursor<'u>>,
    /// Scopes whose names are this one's, too, where it has no such name itself: those of using-directives, and the
    /// public bases of a class.
    pub others: Vec<Cursor<'u>>,
}

/// What a scope declares. Inline and unnamed namespaces, unnamed classes and linkage specifications are no scopes of
/// their own; enumerators of an enum without scope are also its surroundings'.
pub(super) fn declarations(scope: Cursor) -> Declared {
    let mut declared = Declared::default();
    collect(scope, &mut declared);
    declared
}

/// Declarations in the order in which their files have them: Clang forgets that of class members that it has stored, and
/// turns that of using-declarations around.
fn in_order(declarations: Vec<Cursor>) -> Vec<Cursor> {
    let mut files: Vec<*const u8> = Vec::new();
    let mut placed: Vec<((usize, usize), Cursor)> = Vec::with_capacity(declarations.len());
    for declaration in declarations {
        let place = declaration.place();
        let file = place.map_or(std::ptr::null(), |place| place.file.as_ptr());
        let number = files.iter().rposition(|known| *known == file).unwrap_or_else(|| {
            files.push(file);
            files.len() - 1
        });
        placed.push(((number, place.map_or(0, |place| place.start)), declaration));
    }
    placed.sort_by_key(|(place, _)| *place);
    placed.into_iter().map(|(_, declaration)| declaration).collect()
}

fn collect<'u>(scope: Cursor<'u>, into: &mut Declared<'u>) {
    let children = scope.children();
    for child in if scope.kind() == Kind::Class { in_order(children) } else { children } {
        match child.kind() {
            Kind::Linkage => collect(child, into),
            Kind::Namespace => {
                if child.is_inline_namespace() || child.is_anonymous() {
                    collect(child, into);
                }
                into.names.push(child);
            }
            Kind::Enum => {
                into.names.push(child);
                if !child.is_scoped_enum() {
                    into.names.extend(child.children().into_iter().filter(|it| it.kind() == Kind::Enumerator));
                }
            }
            Kind::Class if child.is_anonymous_class() => collect(child, into),
            Kind::UsingDeclaration => {
                let names = child.children().into_iter().filter(|it| it.kind() == Kind::Overloads);
                into.names.extend(names.flat_map(|name| in_order(name.overloads())));
            }
            Kind::UsingDirective => into.others.extend(namespace_of(child)),
            Kind::Base if child.is_public() => {
                into.others.extend(child.type_declaration().map(pattern));
            }
            Kind::NoName => {}
            // A member that is defined outside of its class is declared there already, and a specialisation has no name.
            _ if child.is_declaration() && child.is_in_place() && child.template().is_none() => into.names.push(child),
            _ => {}
        }
    }
}

/// The namespace that an alias or a using-directive refers to.
fn namespace_of(reference: Cursor) -> Option<Cursor> {
    let mut names = reference.children().into_iter().filter(|child| child.kind() == Kind::NamespaceReference);
    let space = names.next_back()?.referenced()?;
    if space.kind() == Kind::NamespaceAlias { namespace_of(space) } else { Some(space) }
}

/// A scope, in all its parts where it is a namespace.
pub(super) fn blocks(scope: Cursor) -> Vec<Cursor> {
    if scope.kind() != Kind::Namespace {
        return vec![scope];
    }
    let mut parent = scope.parent();
    while let Some(linkage) = parent.filter(|parent| parent.kind() == Kind::Linkage) {
        parent = linkage.parent();
    }
    let mut found = Vec::new();
    for part in parent.into_iter().flat_map(blocks) {
        collect_blocks(part, scope.first_declaration(), &mut found);
    }
    found
}

fn collect_blocks<'u>(parent: Cursor<'u>, first: Cursor<'u>, into: &mut Vec<Cursor<'u>>) {
    for child in parent.children() {
        match child.kind() {
            Kind::Linkage => collect_blocks(child, first, into),
            Kind::Namespace if child.first_declaration() == first => into.push(child),
            _ => {}
        }
    }
}

/// The last definition of a macro.
fn macro_named<'u>(unit: &'u Parsed, name: &str) -> Option<Cursor<'u>> {
    let all = unit.root()?.children();
    all.into_iter().rfind(|it| it.kind() == Kind::Macro && it.name() == name)
}

/// A name that C++ reserves for the implementation.
pub(super) fn is_reserved(name: &str) -> bool {
    let mut start = name.chars();
    start.next() == Some('_') && start.next().is_some_and(|second| second == '_' || second.is_ascii_uppercase())
}
