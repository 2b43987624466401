//! What to do about a refusal that has to do with how the host's values look to C++.

use crate::diagnostic::Diagnostic;
use crate::interop::oracle::{Arg, HostType, Operation};

/// The refusal of an operation with these arguments, in words of the host.
pub(super) fn explained(refusal: Diagnostic, operation: &Operation, args: &[Arg]) -> Diagnostic {
    if let Operation::Method(name) = operation
        && refusal.message.starts_with("called object type")
    {
        return refusal.help(format!("A field is read by (.-{} object).", name.path));
    }
    if args.iter().any(Arg::is_untyped) { untyped(refusal) } else { of_callback(refusal, args) }
}

pub(super) fn untyped(refusal: Diagnostic) -> Diagnostic {
    let plain = |message: &str| {
        message
            .replace("'gusset::any'", "a host value of unknown type")
            .replace("'this' argument has type 'const gusset::object'", "this is a host value")
    };
    reworded(refusal, &plain).help(
        "Where C++ has to know the type of a host value, give it one: (cpp/cast T value), or ^long, ^double, ^String \
         before a local. The pointer in a box: (cpp/unbox (:* T) value).",
    )
}

fn of_callback(refusal: Diagnostic, args: &[Arg]) -> Diagnostic {
    let is_ours = |text: &str| text.contains("gusset::result") || text.contains("gusset::function");
    let is_function = |arg: &Arg| matches!(arg, Arg::Host(HostType::Function(_)));
    let ambiguous = refusal.message.contains("is ambiguous") && args.iter().any(is_function);
    let names_ours = is_ours(&refusal.message) || refusal.notes.iter().any(|note| is_ours(&note.message));
    if !ambiguous && !names_ours {
        return refusal;
    }
    reworded(refusal, &functions).help(
        "Where C++ has to know what a host function gives, or takes, say it: (fn ^double [x] …), or \
         (cpp/cast (std.function (:fn double [double])) f), or (cpp/cast (:* (:fn double [double])) f) for a plain pointer.",
    )
}

fn reworded(mut refusal: Diagnostic, plain: &dyn Fn(&str) -> String) -> Diagnostic {
    refusal.message = plain(&refusal.message);
    for note in &mut refusal.notes {
        note.message = plain(&note.message);
    }
    refusal
}

/// Names functions by what they take, in place of the class that stands for them.
fn functions(message: &str) -> String {
    const CLASS: &str = "gusset::function_of<";
    let mut plain = String::new();
    let mut rest = message;
    while let Some((before, behind)) = rest.split_once(CLASS) {
        let digits = behind.split(|c: char| !c.is_ascii_digit()).next().unwrap_or_default();
        let behind = behind.split_once('>').map_or(behind, |(_, behind)| behind);
        let behind = behind.strip_prefix('>').unwrap_or(behind); // std::basic_string<char>>
        let (before, behind) = match (before.strip_suffix('\''), behind.strip_prefix('\'')) {
            (Some(before), Some(behind)) => (before, behind),
            _ => (before, behind),
        };
        plain += before;
        plain += &taking(digits.parse().unwrap_or(u32::MAX));
        rest = behind;
    }
    plain + rest
}

/// `counts`: bit n stands for n arguments.
fn taking(counts: u32) -> String {
    let mut numbers: Vec<String> = Vec::new();
    let open_from = 32 - counts.leading_ones();
    numbers.extend((0..open_from).filter(|n| counts >> n & 1 == 1).map(|n| n.to_string()));
    if open_from < 32 {
        numbers.push(format!("at least {open_from}"));
    }
    match (numbers.join(" or ").as_str(), counts) {
        (_, 1) => "a host function of no arguments".to_owned(),
        (_, 2) => "a host function of 1 argument".to_owned(),
        (numbers, _) => format!("a host function of {numbers} arguments"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn functions_are_named_by_what_they_take() {
        for (class, name) in [
            ("'gusset::function_of<1>'", "a host function of no arguments"),
            ("gusset::function_of<2U>", "a host function of 1 argument"),
            ("gusset::function_of<4>", "a host function of 2 arguments"),
            ("gusset::function_of<5>", "a host function of 0 or 2 arguments"),
            ("'gusset::function_of<4294967289>'", "a host function of 0 or at least 3 arguments"),
        ] {
            assert_eq!(functions(&format!("from {class} to {class}")), format!("from {name} to {name}"));
        }
        assert_eq!(functions("nothing"), "nothing");
    }
}
