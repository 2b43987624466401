//! Runs the table `forms.txt`, and what does not fit a table.

use super::print::{print, renumbered};
use super::{Names, read_all};
use gusset::read::{CPP_LITERAL, Reader, is_complete};
use gusset::source::Sources;
use gusset::value::live_objects;

#[test]
fn table() {
    let mut failures = String::new();
    for (number, row) in include_str!("forms.txt").lines().enumerate() {
        if row.is_empty() || row.starts_with(";; ") {
            continue;
        }
        let (input, expected) = row.split_once(" ⇒ ").expect("a row has an arrow");
        let sources = Sources::default();
        let found = match read_all(&sources, &input.replace('¶', "\n")) {
            Ok(forms) => forms.iter().map(|form| print(&form.value)).collect::<Vec<_>>().join(" "),
            Err(error) => format!("error {} {error}", error.code.0),
        };
        let found = renumbered(&found);
        if found != expected {
            failures += &format!("forms.txt:{}: {input}\n  expected {expected}\n  found    {found}\n", number + 1);
        }
    }
    assert!(failures.is_empty(), "{failures}");
}

/// Everything that reading allocates is freed again, on success and on failure.
#[test]
fn nothing_leaks() {
    let before = live_objects();
    let sources = Sources::default();
    for row in include_str!("forms.txt").lines() {
        drop(read_all(&sources, row));
        drop(read_all(&sources, row.get(..row.len() / 2).unwrap_or("")));
    }
    assert_eq!(live_objects(), before);
}

#[test]
fn forms_are_read_one_by_one() {
    let sources = Sources::default();
    let id = sources.add("test.clj", "1 2 )");
    let mut reader = Reader::new(&sources, id, &Names);
    assert_eq!(reader.next().unwrap().unwrap().value.as_long(), Some(1));
    assert_eq!(reader.position(), 1);
    assert_eq!(reader.next().unwrap().unwrap().value.as_long(), Some(2));
    assert_eq!(reader.next().unwrap_err().code.0, "reader/unmatched");
    assert!(reader.next().unwrap().is_none());

    let mut stopped = Reader::new(&sources, id, &Names);
    stopped.stop();
    assert!(stopped.next().unwrap().is_none());
}

#[test]
fn cpp_literals_have_the_documented_head() {
    let forms = read_all(&Sources::default(), "#cpp int").unwrap();
    assert_eq!(print(&forms[0].value), format!("({CPP_LITERAL} int)"));
}

#[test]
fn what_can_be_continued() {
    for text in ["", "1", "(f 1)", ")", "(]", "\"a\\q\"", "#()", "::x/y", "`(~@x)", "; (", "#_1", "{1}", "a/"] {
        assert!(is_complete(text), "{text} is complete");
    }
    for text in
        ["(", "(f [1 2]", "\"a", "#\"a\\", "'", "#_", "^:a", "^:a ^", "#?(", "#?(:clj", "#", "\\", "#:a{", "\"a\\"]
    {
        assert!(!is_complete(text), "{text} can be continued");
    }
}
