//! Declarations as text: printed as Clang prints them, in one line, with default arguments and initialisers as the header
//! has them. Clang would write `NULL` as `__null` and `0.5f` as `0.5F`.

use super::cursor::{Cursor, Kind, Place};
use super::lookup::plain_name;

/// How a declaration names what it declares.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Names {
    /// With its namespaces and classes.
    Qualified,
    /// As within its class or namespace.
    Plain,
}

pub(super) fn of(declaration: Cursor, names: Names) -> String {
    let qualifier = if names == Names::Qualified { qualifier(declaration) } else { String::new() };
    let name = plain_name(declaration);
    match declaration.kind() {
        Kind::Macro => match declaration.place() {
            Some(place) => format!("#define {}", one_line(&place.file[place.start..place.end])),
            None => format!("#define {name}"),
        },
        Kind::Namespace => format!("namespace {qualifier}{name}"),
        Kind::Enumerator => format!("{qualifier}{name} = {}", declaration.enumerator_value()),
        kind if kind.is_function() => function(declaration, &name, &qualifier),
        kind => {
            let printed = declaration.printed(false);
            // A class or enum is printed with empty braces.
            let head = printed.split_once('{').map_or(printed.as_str(), |(head, _)| head);
            let head = one_line(head.as_bytes());
            // A variable or `typedef` has its name behind its type; all else has it in front.
            let behind = matches!(kind, Kind::Variable | Kind::Field | Kind::Typedef);
            let head = qualified(&head, &name, &qualifier, behind);
            match declaration.place().and_then(|place| initialiser(&place, place.name)) {
                Some(value) if matches!(kind, Kind::Variable | Kind::Field) => format!("{head} = {value}"),
                _ => head,
            }
        }
    }
}

/// How much a declaration says of a function's parameters: how many have default arguments, and how many have names.
pub(super) fn detail(function: Cursor) -> (usize, usize) {
    let parameters = parameters(function);
    let defaults = parameters.iter().filter(|parameter| default_argument(function, **parameter).is_some());
    (defaults.count(), parameters.iter().filter(|parameter| !parameter.name().is_empty()).count())
}

fn function(function: Cursor, name: &str, qualifier: &str) -> String {
    let printed = one_line(function.printed(false).as_bytes());
    let parameters = parameters(function);
    let plain: Vec<String> = parameters.iter().map(|it| one_line(it.printed(false).as_bytes())).collect();
    let whole: Vec<String> = parameters
        .iter()
        .zip(&plain)
        .map(|(parameter, plain)| match default_argument(function, *parameter) {
            Some(default) => format!("{plain} = {default}"),
            None => plain.clone(),
        })
        .collect();
    let from = format!("{}({}", function.name(), plain.join(", "));
    match printed.split_once(&from) {
        Some((before, behind)) => format!("{before}{qualifier}{name}({}{behind}", whole.join(", ")),
        None => printed,
    }
}

fn parameters(function: Cursor) -> Vec<Cursor> {
    function.children().into_iter().filter(|child| child.kind() == Kind::Parameter).collect()
}

/// As it is written; as Clang prints it where a macro wrote it.
fn default_argument(function: Cursor, parameter: Cursor) -> Option<String> {
    let (place, whole) = (parameter.place()?, function.place()?);
    // In a macro's expansion, both are where the macro is used.
    if place.start != whole.start {
        return initialiser(&place, place.start);
    }
    let (plain, full) = (parameter.printed(false), parameter.printed(true));
    full.strip_prefix(&plain)?.trim_start().strip_prefix("= ").map(str::to_owned)
}

/// What stands behind the `=` after `from`. None where it is longer than a line.
fn initialiser(place: &Place, from: usize) -> Option<String> {
    let text = place.file.get(from..place.end)?;
    let mut depth = 0;
    let at = text.iter().enumerate().position(|(at, c)| {
        match c {
            b'(' | b'[' | b'{' => depth += 1,
            b')' | b']' | b'}' => depth -= 1,
            _ => {}
        }
        let beside = |c: Option<&u8>| c.is_some_and(|c| b"=<>!".contains(c));
        *c == b'=' && depth == 0 && !beside(text.get(at + 1)) && !beside(at.checked_sub(1).and_then(|at| text.get(at)))
    })?;
    let value = text.get(at + 1..)?.trim_ascii();
    (!value.is_empty() && !value.contains(&b'\n')).then(|| one_line(value))
}

/// The text with single spaces in place of other blanks and of line continuations.
fn one_line(text: &[u8]) -> String {
    let text = String::from_utf8_lossy(text).replace("\\\n", " ").replace("\\\r\n", " ");
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// `ns::Class::` in front of a member's name: what a program has to write, so without inline and unnamed namespaces and
/// without enums that do not scope their enumerators.
fn qualifier(declaration: Cursor) -> String {
    let mut parts = Vec::new();
    let mut parent = declaration.parent();
    while let Some(scope) = parent {
        match scope.kind() {
            // The unit itself.
            _ if !scope.is_declaration() => break,
            Kind::Linkage => {}
            Kind::Namespace if scope.is_inline_namespace() || scope.is_anonymous() => {}
            Kind::Enum if !scope.is_scoped_enum() => {}
            _ if scope.is_anonymous() => {}
            _ => parts.push(scope.name()),
        }
        parent = scope.parent();
    }
    parts.iter().rev().map(|part| format!("{part}::")).collect()
}

/// The text with the qualifier in front of the name's first or last occurrence.
fn qualified(text: &str, name: &str, qualifier: &str, last: bool) -> String {
    if qualifier.is_empty() || name.is_empty() {
        return text.to_owned();
    }
    let is_part = |c: char| c.is_alphanumeric() || c == '_' || c == ':';
    let is_whole = |at: &usize| {
        let (before, behind) = (&text[..*at], &text[at + name.len()..]);
        !before.ends_with(is_part) && !behind.starts_with(is_part)
    };
    let place = match last {
        true => text.rmatch_indices(name).map(|(at, _)| at).find(is_whole),
        false => text.match_indices(name).map(|(at, _)| at).find(is_whole),
    };
    match place {
        Some(at) => format!("{}{qualifier}{}", &text[..at], &text[at..]),
        None => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_initialiser_is_what_stands_behind_the_sign() {
        let of = |text: &str| initialiser(&Place { file: text.as_bytes(), start: 0, end: text.len(), name: 0 }, 0);
        assert_eq!(of("const V& size = V(0,\t0)").as_deref(), Some("V(0, 0)"));
        assert_eq!(of("void (*f)(int = 3) = nullptr").as_deref(), Some("nullptr"));
        assert_eq!(of("enable<a == b> x = 1 <= 2").as_deref(), Some("1 <= 2"));
        assert_eq!(of("int x"), None);
        assert_eq!(of("int x[] = {\n1,\n2}"), None);
    }

    #[test]
    fn names_are_qualified_where_they_are_declared() {
        assert_eq!(qualified("struct point : point_base", "point", "a::", false), "struct a::point : point_base");
        assert_eq!(qualified("tm tm", "tm", "a::", true), "tm a::tm");
        assert_eq!(qualified("int (*fp)(int)", "fp", "a::", true), "int (*a::fp)(int)");
        assert_eq!(qualified("int x", "y", "a::", true), "int x");
    }
}
