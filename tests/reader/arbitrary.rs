//! Any input gives forms or one diagnostic that can be shown: no panic, no stack overflow, no leak.

use super::read_all;
use gusset::read::is_complete;
use gusset::source::Sources;
use gusset::trace::render::render;
use gusset::value::live_objects;
use proptest::prelude::*;

fn survives(text: &str) {
    let before = live_objects();
    let sources = Sources::default();
    match read_all(&sources, text) {
        Ok(forms) => {
            for form in &forms {
                let span = form.span;
                assert!(span.start < span.end && text.get(span.start as usize..span.end as usize).is_some());
            }
        }
        Err(error) => {
            assert!(error.code.0.starts_with("reader/"));
            assert!(!error.span.is_none() && !error.message.is_empty() && !error.help.is_empty());
            assert!(render(&error, &sources, false).contains("test.clj:"));
        }
    }
    assert_eq!(live_objects(), before);
    is_complete(text);
}

/// Pieces of syntax, which in random order come nearer to programs than random characters do.
fn pieces() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "(",
        ")",
        "[",
        "]",
        "{",
        "}",
        "#{",
        "#(",
        "#?(",
        "#?@(",
        "'",
        "`",
        "~",
        "~@",
        "@",
        "^",
        "#^",
        "#'",
        "#_",
        "##",
        "#",
        "#cpp ",
        "#inst ",
        "#:a{",
        "#::{",
        ":gusset ",
        ":default ",
        ":clj ",
        "a ",
        "x# ",
        "% ",
        "%& ",
        "%2 ",
        "1 ",
        "1/2 ",
        "1.5e3 ",
        "0x",
        "2r",
        "N ",
        "M ",
        "\"",
        "\\",
        "\\a ",
        "u00",
        "#\"",
        ":",
        "::",
        "/",
        ".",
        "cpp/",
        "; ",
        "\n",
        " ",
        "é",
        "😀",
        "\t",
        "\u{feff}",
        "\0",
        "unquote ",
        "clojure.core/unquote ",
        "clojure.core/unquote-splicing ",
        "nil ",
    ]);
    prop::collection::vec(piece, 0..60).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, cases: 2_000, ..ProptestConfig::default() })]

    #[test]
    fn bytes(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        survives(&String::from_utf8_lossy(&bytes));
    }

    #[test]
    fn characters(text in "\\PC{0,100}") {
        survives(&text);
    }

    #[test]
    fn syntax(text in pieces()) {
        survives(&text);
    }

    #[test]
    fn mutated_programs(row in any::<prop::sample::Index>(), at in any::<prop::sample::Index>(), length in 0usize..4, piece in pieces()) {
        let rows: Vec<&str> = include_str!("forms.txt").lines().filter(|row| !row.is_empty()).collect();
        let mut text: Vec<char> = row.get(&rows).chars().collect();
        let start = at.index(text.len() + 1);
        let end = (start + length).min(text.len());
        text.splice(start..end, piece.chars().take(8));
        survives(&text.into_iter().collect::<String>());
    }
}

/// What a set or map compares while it is read, outside of an engine.
#[test]
fn keys_that_are_compared() {
    for text in ["#{() []}", "{(a b) 1 [a b] 2}", "#{[(a)] ([a])}", "#{{() 1} {[] 1}}"] {
        survives(text);
    }
    let (open, close) = ("[(".repeat(100), ")]".repeat(100));
    survives(&format!("#{{{open}a{close} {open}b{close}}}"));
}

/// The deepest input of each kind of nesting, on the smallest stack that tests give a thread.
#[test]
fn deep_nesting() {
    let work = || {
        for open in [
            "(",
            "[",
            "{a ",
            "#{",
            "'",
            "`(",
            "^",
            "^{a ",
            "#_ ",
            "#?(:gusset ",
            "#?(:clj ",
            "(#?@(:gusset [",
            "#(",
            "#cpp ",
            "~",
            "#:a{:b ",
            "#foo ",
            "[`",
        ] {
            for depth in [10, 400, 999, 1_000, 100_000] {
                survives(&open.repeat(depth));
            }
        }
        for (open, close) in
            [("(", ")"), ("[", "]"), ("{a ", "}"), ("#{", "}"), ("#?(:gusset ", ")"), ("`(", ")"), ("'(", ")")]
        {
            for depth in [5, 400, 499, 990, 2_000] {
                survives(&format!("{}x {}", open.repeat(depth), close.repeat(depth)));
                survives(&format!("`{}x {}", open.repeat(depth), close.repeat(depth)));
                survives(&format!("#{{{}x {} y}}", open.repeat(depth), close.repeat(depth)));
            }
        }
    };
    std::thread::Builder::new().stack_size(1 << 20).spawn(work).unwrap().join().unwrap();
}
