//! Tests that are files of the language, each run in every mode of execution, which all have to agree:
//!
//! - `tests/language`, `tests/interop`: forms, each followed by what is expected of it (`script` says how);
//! - `tests/errors`: programs that end with an error, which has to be rendered as in the `.err` file beside them.
//!   `GUSSET_BLESS=1` writes what is rendered there.
//!
//! After each file no live object may be left. Adding a test is adding a file, or a form to one.

mod errors;
mod library;
mod script;

use gusset::config::Config;
use libtest_mimic::{Arguments, Failed, Trial};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// A mode of execution.
#[derive(Clone, Copy)]
struct Mode {
    name: &'static str,
    set: fn(&mut Config),
}

const MODES: [Mode; 3] = [
    Mode { name: "tier0", set: |config| config.tier0_only = true },
    Mode { name: "tier1", set: |config| (config.jit_threshold, config.osr_threshold) = (0, 0) },
    Mode { name: "default", set: |_| {} },
];

/// What a folder's files are, and how one is run: with its path and text, giving the failures.
type Runner = fn(Config, &str, &str) -> Result<(), Failed>;
const FOLDERS: [(&str, Runner); 3] =
    [("tests/language", script::run), ("tests/interop", script::run), ("tests/errors", errors::run)];

fn main() -> ExitCode {
    let arguments = Arguments::from_args();
    let mut trials = Vec::new();
    for (folder, runner) in FOLDERS {
        let mut files = Vec::new();
        find(Path::new(folder), &mut files);
        files.sort();
        for file in files {
            for mode in MODES {
                trials.push(trial(&file, mode, runner));
            }
        }
    }
    libtest_mimic::run(&arguments, trials).exit_code()
}

/// All files of the language in `folder` and those below it. Paths are relative to the project's root, where tests
/// run, so that what is printed does not depend on the machine.
fn find(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() {
            find(&path, files);
        } else if path.extension().is_some_and(|extension| extension == "clj" || extension == "cljc") {
            files.push(path);
        }
    }
}

fn trial(file: &Path, mode: Mode, runner: Runner) -> Trial {
    let path = file.to_string_lossy().into_owned();
    let stem = path.trim_start_matches("tests/").rsplit_once('.').map_or(path.as_str(), |(stem, _)| stem);
    let name = format!("{stem}::{}", mode.name);
    Trial::test(name, move || {
        let text = std::fs::read_to_string(&path)?;
        let mut config = Config {
            include_paths: vec!["tests/interop/include".to_owned()],
            library_paths: vec![library::folder()?],
            ..Config::default()
        };
        (mode.set)(&mut config);
        runner(config, &path, &text)
    })
}
