//! What a translation unit has to be made of to know what the program knows.

use crate::config::Config;
use crate::interop::bridge;
use crate::interop::oracle::Prologue;

/// What every program has without asking (`cpp/prelude.cpp`).
const STANDARD_HEADERS: [&str; 31] = [
    "algorithm",
    "array",
    "atomic",
    "chrono",
    "climits",
    "cmath",
    "compare",
    "cstdint",
    "cstdio",
    "cstdlib",
    "iomanip",
    "iostream",
    "sstream",
    "cstring",
    "functional",
    "limits",
    "map",
    "memory",
    "numeric",
    "optional",
    "set",
    "stdexcept",
    "string",
    "string_view",
    "thread",
    "tuple",
    "unordered_map",
    "unordered_set",
    "utility",
    "variant",
    "vector",
];

/// What a translation unit has to be made of to know what the program knows.
#[derive(Clone, Default, PartialEq)]
pub struct ToolingOptions {
    pub(super) flags: Vec<String>,
    /// C++ text: includes and raw texts.
    pub(super) text: String,
}

impl ToolingOptions {
    /// Of a program with that configuration, and what it has done so far.
    pub fn new(config: &Config, prologue: Prologue) -> ToolingOptions {
        let mut flags = vec!["-x".to_owned(), "c++".to_owned(), format!("-std={}", config.cpp_standard)];
        // Comments count that are not marked as documentation, and those of the system's headers.
        flags.extend(["-fparse-all-comments", "-fretain-comments-from-system-headers"].map(str::to_owned));
        // Nobody sees the faults, but what is declared again is found by all of them.
        flags.extend(["-w", "-ferror-limit=0"].map(str::to_owned));
        // Headers in quotes are looked for where the program runs.
        flags.extend(["-iquote".to_owned(), ".".to_owned(), format!("-I{}", bridge::headers().display())]);
        flags.extend(config.include_paths.iter().map(|path| format!("-I{path}")));
        flags.extend(config.defines.iter().map(|define| format!("-D{define}")));
        flags.extend(prologue.arguments);
        let headers = STANDARD_HEADERS.iter().chain(&["gusset/prelude.hpp"]);
        let mut text: String = headers.map(|header| format!("#include <{header}>\n")).collect();
        text.push_str(&prologue.text);
        ToolingOptions { flags, text }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_standard_headers_are_those_of_the_bridge() {
        let bridge = include_str!("../../../cpp/prelude.cpp");
        let (_, list) = bridge.split_once("for (const char *header :").expect("the bridge's list");
        let (list, _) = list.split_once("})").expect("the list's end");
        let headers: Vec<&str> = list.split('"').skip(1).step_by(2).collect();
        assert_eq!(headers, STANDARD_HEADERS);
    }
}
