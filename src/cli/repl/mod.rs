//! The REPL: reads forms, evaluates them and prints their values until the input ends. `terminal` edits lines with a
//! person; where stdin is no terminal, lines come as they are, so that a script can drive it.

mod completion;
mod lines;
mod prompt;
mod terminal;

use crate::output;
use gusset::Gusset;
use gusset::instance::Results;
use std::io::{IsTerminal, stdin, stdout};

/// What the input had to offer.
enum Input {
    /// Whole forms, or text that nothing can complete.
    Text(String),
    /// The person gave up what they were typing.
    Cancelled,
    End,
}

/// Where text comes from.
trait Lines {
    fn read(&mut self, gusset: &mut Gusset) -> Input;
    /// Called when the person interrupted or finished something, for what has to be written then.
    fn close(&mut self) {}
}

/// Runs until the input ends. Errors of the program end nothing, so all went well.
pub fn run(gusset: &mut Gusset) -> bool {
    let mut lines: Box<dyn Lines> = if stdin().is_terminal() && stdout().is_terminal() {
        match terminal::Terminal::new(gusset) {
            Ok(terminal) => Box::new(terminal),
            Err(error) => {
                eprintln!("gusset: cannot edit lines on this terminal: {error}");
                Box::new(lines::Piped)
            }
        }
    } else {
        Box::new(lines::Piped)
    };
    let history = Results::new(gusset.engine());
    let mut entry = 0;
    loop {
        match lines.read(gusset) {
            Input::Text(text) if text.trim().is_empty() => {}
            Input::Text(text) => {
                entry += 1;
                evaluate(gusset, &history, entry, &text);
            }
            Input::Cancelled => {}
            Input::End => break,
        }
    }
    lines.close();
    true
}

fn evaluate(gusset: &mut Gusset, results: &Results, entry: usize, text: &str) {
    let outcome = gusset.eval_each(&format!("<repl:{entry}>"), text, &mut |cx, value| {
        results.remember(value.clone());
        output::flush();
        match gusset::instance::print_in(cx, &value) {
            Ok(text) => println!("{text}"),
            Err(uncaught) => println!("#<unprintable: {uncaught:?}>"),
        }
    });
    if let Err(uncaught) = outcome {
        results.failed(uncaught.exception.clone());
        output::error(gusset, &uncaught);
    }
    output::flush();
}
