//! How diagnostics and traces are shown.

use gusset::diagnostic::{Diagnostic, External, Note};
use gusset::source::{SourceId, Sources, Span};
use gusset::trace::render::{render, render_trace};
use gusset::value::TraceEntry;
use std::rc::Rc;

/// The span of the first `part` in the text of source `id`.
fn span(sources: &Sources, id: SourceId, part: &str) -> Span {
    let text = sources.get(id).expect("a source").text.clone();
    let start = text.find(part).expect("the part") as u32;
    Span { source: id, start, end: start + part.len() as u32 }
}

#[test]
fn notes_beside_the_error_and_elsewhere() {
    let sources = Sources::default();
    let library = sources.add("lib.clj", "(ns lib)\n\n(defn draw [x] x)\n");
    let panel = sources.add("panel.clj", "(ns panel)\n(let [x 1]\n  (ImGui/Text x)\n\n\n\n\n\n  (lib/draw 1 2))\n");
    let mut error =
        Diagnostic::new("analyze/arity", span(&sources, panel, "(lib/draw 1 2)"), "lib/draw takes 1 argument, not 2")
            .help("remove an argument\nor add a parameter to the function")
            .note(span(&sources, panel, "x 1"), "x is bound here")
            .note(span(&sources, library, "(defn draw [x] x)"), "draw is defined here")
            .note(Span::NONE, "it was called once before");
    let external = External {
        file: "imgui.h".to_owned(),
        line: 512,
        column: 18,
        text: "\tIMGUI_API void  Text(const char* fmt, ...);".to_owned(),
    };
    let bare = External { file: "<built-in>".to_owned(), line: 1, column: 1, text: String::new() };
    for (message, external) in [("candidate: void ImGui::Text(const char *, ...)", external), ("from here", bare)] {
        error.notes.push(Note { message: message.to_owned(), span: Span::NONE, external: Some(external) });
    }
    insta::assert_snapshot!(render(&error, &sources, false));
}

#[test]
fn several_lines() {
    let sources = Sources::default();
    let id = sources.add("a.clj", "(def a\n  {:b 1\n   :c 2\n   :d 3})\n(def e)\n");
    let error = Diagnostic::new("test/lines", span(&sources, id, "{:b 1\n   :c 2\n   :d 3}"), "over three lines");
    let two = Diagnostic::new("test/lines", span(&sources, id, "3})\n(def"), "over two lines")
        .note(span(&sources, id, ":c 2\n   :d"), "a note over two lines");
    insta::assert_snapshot!(render(&error, &sources, false) + "\n" + &render(&two, &sources, false));
}

#[test]
fn wide_and_odd_characters() {
    let sources = Sources::default();
    let id = sources.add("a.clj", "\t(漢字 \"é\u{301}\" 😀 \u{7} bad)\n\u{1b}[31m\tbad2");
    let long = sources.add("long.clj", format!("[{} bad {}]", "漢 ".repeat(80), "x ".repeat(200)));
    let mut out = String::new();
    for (id, part) in [(id, "bad"), (id, "字"), (id, "bad2"), (long, "bad")] {
        out += &render(&Diagnostic::new("test/wide", span(&sources, id, part), "marked"), &sources, false);
    }
    insta::assert_snapshot!(out);
}

#[test]
fn places_that_do_not_exist() {
    let sources = Sources::default();
    let id = sources.add("a.clj", "é\r\n");
    let mut out = String::new();
    for (source, start, end) in [(id, 0, 1), (id, 1, 1), (id, 2, 900), (id, 900, 2), (id, 5, 5), (SourceId(7), 0, 1)] {
        out += &render(&Diagnostic::new("test/odd", Span { source, start, end }, "odd"), &sources, false);
    }
    let error = Diagnostic::new("test/none", Span::NONE, "nowhere").help("look elsewhere");
    insta::assert_snapshot!(out + &render(&error, &sources, false));
}

#[test]
fn colours() {
    let sources = Sources::default();
    let id = sources.add("a.clj", "(f x)");
    let error = Diagnostic::new("test/colour", span(&sources, id, "x"), "what is x")
        .note(span(&sources, id, "f"), "for f")
        .help("h");
    insta::assert_snapshot!(render(&error, &sources, true).replace('\x1b', "␛"));
}

#[test]
fn traces() {
    let sources = Sources::default();
    let id = sources.add("file.clj", "(f)\n\n  (g)\n");
    let entry = |function: Option<&str>, span| TraceEntry { function: function.map(Rc::from), span };
    let g = span(&sources, id, "(g)");
    let mut entries = vec![entry(Some("clojure.core/inc"), Span::NONE), entry(Some("user/f"), g)];
    entries.extend((0..4).map(|_| entry(Some("user/g"), g)));
    entries.push(entry(None, span(&sources, id, "(f)")));
    let short = render_trace(&entries, &sources);
    let long: Vec<_> = (0..500).map(|n| entry(Some(&format!("user/f{n}")), g)).collect();
    insta::assert_snapshot!(short + "\n" + &render_trace(&long, &sources));
}
