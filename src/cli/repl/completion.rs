//! Completion: names of the host language from the engine's namespaces, and of C++ from libclang, which looks at the
//! same headers in a thread of its own.

use gusset::Gusset;
use gusset::analyze::cpp_form_names;
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
const SPECIAL_FORMS: [&str; 18] = [
    "def", "if", "do", "let", "fn", "loop", "recur", "quote", "var", "try", "catch", "finally", "throw", "letfn",
    "case", "set!", "ns", "in-ns",
];

/// Forms that take a name of C++ first, which needs no prefix there.
const TAKE_NAMES: [&str; 16] = [
    "(cpp/doc",
    "(cpp/signatures",
    "(cpp/members",
    "(cpp/type",
    "(cpp/value",
    "(cpp/def",
    "(cpp/new",
    "(cpp/cast",
    "(cpp/unsafe-cast",
    "(cpp/dynamic-cast",
    "(cpp/const-cast",
    "(cpp/reinterpret-cast",
    "(cpp/unbox",
    "(cpp/sizeof",
    "(cpp/alignof",
    "#cpp",
];

/// The names that can be completed, as of the last prompt. The editor keeps its completer in a shape that can move
/// between threads, which the engine's own tables cannot.
pub struct Names {
    host: BTreeSet<String>,
    options: ToolingOptions,
    tooling: Arc<Tooling>,
}

impl Names {
    pub fn new(gusset: &Gusset) -> Names {
        let engine = gusset.engine();
        Names { host: BTreeSet::new(), options: engine.tooling_options(), tooling: engine.tooling.clone() }
    }

    /// Takes over what the program has defined and included since.
    pub fn update(&mut self, gusset: &Gusset) {
        self.options = gusset.engine().tooling_options();
        self.host = SPECIAL_FORMS.iter().map(|name| (*name).to_owned()).collect();
        self.host.extend(cpp_form_names().map(|name| format!("{CPP}{name}")));
        self.host.extend(gusset.visible_names());
    }

    /// Words that continue `word`, which stands behind `before`.
    fn complete(&mut self, before: &str, word: &str) -> Vec<String> {
        let mut found: Vec<String> =
            self.host.range(word.to_owned()..).take_while(|name| name.starts_with(word)).cloned().collect();
        // Members are written with and without the prefix.
        let (prefix, path) = match word.strip_prefix(CPP) {
            Some(path) => (CPP, path),
            None if word.starts_with('.') || takes_name(before) => ("", word),
            None => return found,
        };
        let names = self.tooling.complete(&self.options, path, PATIENCE);
        found.extend(names.into_iter().map(|name| format!("{prefix}{name}")));
        found
    }
}

fn takes_name(before: &str) -> bool {
    let form = before.trim_end();
    form.len() < before.len() && TAKE_NAMES.iter().any(|head| form.ends_with(head))
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
        names.complete(before.get(..start).unwrap_or(""), word).into_iter().map(suggestion).collect()
    }
}
