//! Files of forms with their expected results in comments, behind the forms or on lines of their own:
//!
//! ```clojure
//! (+ 1 2)                ;=> 3           the value, as pr-str prints it
//! (/ 1 0)                ;=! Divide      a part of the rendered error; several lines have to occur in that order
//! (println "a")          ;stdout: a      a line that was printed
//! (def x 1)              ; nothing expected: must not throw
//! ```
//!
//! What is expected holds for the last of the forms since the expectation before. All forms of a file run in one
//! engine, which goes on after an error. Each group of forms is read for itself, so that one that cannot be read may
//! be followed by others.

use gusset::Gusset;
use gusset::config::Config;
use libtest_mimic::Failed;
use std::fmt::Write;

/// Forms with what is expected of them.
#[derive(Default)]
struct Group {
    /// As many lines as stood before the group in the file, empty, and then its forms.
    text: String,
    /// One-based line of the last form's end.
    line: usize,
    value: Vec<String>,
    error: Vec<String>,
    stdout: Vec<String>,
}

pub fn run(config: Config, path: &str, text: &str) -> Result<(), Failed> {
    let groups = parse(text);
    if groups.is_empty() {
        return Err("the file has no forms".into());
    }
    let (failures, live) = Gusset::with_big_stack(config, |gusset| {
        let mut failures = String::new();
        for group in &groups {
            if let Err(failure) = check(gusset, path, group) {
                let _ = writeln!(failures, "{path}:{}: {failure}", group.line);
            }
        }
        failures
    })?;
    match (failures.is_empty(), live) {
        (true, 0) => Ok(()),
        (true, live) => Err(format!("{live} objects are still alive at the end").into()),
        (false, _) => Err(failures.into()),
    }
}

fn check(gusset: &mut Gusset, path: &str, group: &Group) -> Result<(), String> {
    let (outcome, printed) = evaluate(gusset, path, group);
    if !group.stdout.is_empty() {
        let expected = group.stdout.join("\n");
        let printed = printed.trim_end();
        if printed != expected {
            return Err(format!("expected to print\n{expected}\nbut printed\n{printed}"));
        }
    }
    match (outcome, group.error.as_slice()) {
        (Ok(value), []) if group.value.is_empty() || group.value.join("\n") == value => Ok(()),
        (Ok(value), []) => Err(format!("expected {}\n     but got {value}", group.value.join("\n"))),
        (Ok(value), error) => Err(format!("expected an error with {error:?}\nbut got {value}")),
        (Err(rendered), []) => Err(format!("unexpected error\n{rendered}")),
        (Err(rendered), error) => {
            let mut rest = rendered.as_str();
            for part in error {
                match rest.find(part.as_str()) {
                    Some(at) => rest = &rest[at + part.len()..],
                    None => return Err(format!("expected an error with {part:?}\nbut got\n{rendered}")),
                }
            }
            Ok(())
        }
    }
}

/// The value printed or the error rendered, and what was printed on the way.
fn evaluate(gusset: &mut Gusset, path: &str, group: &Group) -> (Result<String, String>, String) {
    let (value, printed) =
        gusset.capture_output(|gusset| gusset.eval_text(path, &group.text).and_then(|value| gusset.print(&value)));
    (value.map_err(|uncaught| gusset.render(&uncaught, false)), printed)
}

fn parse(text: &str) -> Vec<Group> {
    let mut groups = Vec::new();
    let mut group = Group::default();
    let mut expecting = false;
    for (index, line) in text.lines().enumerate() {
        let (code, expectation) = split(line);
        if expecting && (expectation.is_none() || !code.trim().is_empty()) {
            groups.push(std::mem::take(&mut group));
            expecting = false;
        }
        if !expecting {
            if group.text.is_empty() {
                group.text = "\n".repeat(index);
            }
            group.text.push_str(code);
            group.text.push('\n');
            group.line = index + 1;
        }
        if let Some((kind, expected)) = expectation {
            expecting = true;
            let list = match kind {
                Kind::Value => &mut group.value,
                Kind::Error => &mut group.error,
                Kind::Stdout => &mut group.stdout,
            };
            list.push(expected.to_owned());
        }
    }
    if !group.text.trim().is_empty() {
        groups.push(group);
    }
    groups
}

#[derive(Clone, Copy)]
enum Kind {
    Value,
    Error,
    Stdout,
}

/// The code and the expectation of a line.
fn split(line: &str) -> (&str, Option<(Kind, &str)>) {
    for (marker, kind) in [(";=>", Kind::Value), (";=!", Kind::Error), (";stdout:", Kind::Stdout)] {
        if let Some((code, expected)) = line.split_once(marker) {
            return (code, Some((kind, expected.trim())));
        }
    }
    (line, None)
}
