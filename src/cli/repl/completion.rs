//! Completion: names of the host language from the engine's namespaces, and of C++ from libclang, which looks at the
//! same headers in a thread of its own.

use gusset::Gusset;
use gusset::interop::tooling::{Tooling, ToolingOptions};
use reedline::{Completer, Span, Suggestion};
use std::collections::BTreeSet;
use std::sync::{Arc, Mutex};
use std::time::Duration;

/// How long Tab waits for C++ names; the first time, headers have to be parsed.
const PATIENCE: Duration = Duration::from_millis(1500);
/// What C++ names start with.
const CPP: &str = "cpp/";
/// Special forms, which no namespace lists.
const SPECIAL_FORMS: [&str; 24] = [
    "def",
    "if",
    "do",
    "let",
    "fn",
    "loop",
    "recur",
    "quote",
    "var",
    "try",
    "catch",
    "finally",
    "throw",
    "letfn",
    "case",
    "set!",
    "ns",
    "in-ns",
    "cpp/raw",
    "cpp/new",
    "cpp/delete",
    "cpp/cast",
    "cpp/box",
    "cpp/unbox",
];

/// The names that can be completed, as of the last prompt. The editor keeps its completer in a shape that can move
/// between threads, which the engine's own tables cannot.
pub struct Names {
    host: BTreeSet<String>,
    options: ToolingOptions,
    tooling: Option<Tooling>,
}

impl Names {
    pub fn new(gusset: &Gusset) -> Names {
        Names { host: BTreeSet::new(), options: gusset.engine().tooling_options(), tooling: None }
    }

    /// Takes over what the program has defined and included since.
    pub fn update(&mut self, gusset: &Gusset) {
        self.options = gusset.engine().tooling_options();
        self.host = SPECIAL_FORMS.iter().map(|name| (*name).to_owned()).collect();
        self.host.extend(gusset.visible_names());
    }

    fn complete(&mut self, word: &str) -> Vec<String> {
        let mut found: Vec<String> =
            self.host.range(word.to_owned()..).take_while(|name| name.starts_with(word)).cloned().collect();
        if let Some(path) = word.strip_prefix(CPP) {
            let tooling = self.tooling.get_or_insert_with(Tooling::default);
            let names = tooling.complete(&self.options, path, PATIENCE);
            found.extend(names.into_iter().map(|name| format!("{CPP}{name}")));
        }
        found
    }
}

pub struct NamesCompleter(pub Arc<Mutex<Names>>);

impl Completer for NamesCompleter {
    fn complete(&mut self, line: &str, position: usize) -> Vec<Suggestion> {
        let before = line.get(..position).unwrap_or(line);
        let start = before
            .rfind(|c: char| c.is_whitespace() || "()[]{}\"'`~@^,;".contains(c))
            .map_or(0, |at| at + before.get(at..).and_then(|rest| rest.chars().next()).map_or(1, char::len_utf8));
        let word = before.get(start..).unwrap_or("");
        let Ok(mut names) = self.0.lock() else { return Vec::new() };
        if word.is_empty() {
            return Vec::new();
        }
        let suggestion = |value| Suggestion {
            value,
            span: Span::new(start, position),
            append_whitespace: false,
            ..Suggestion::default()
        };
        names.complete(word).into_iter().map(suggestion).collect()
    }
}
