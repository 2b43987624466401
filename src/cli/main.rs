//! The command `gusset`. `arguments` says what it takes, `run` evaluates files and expressions, `repl` talks to a
//! person (or a script in a person's place), `nrepl` to editors, `log` listens to the engine's `tracing` events, `interrupt` is Ctrl-C.
//!
//! What the program prints goes to stdout, everything else to stderr. Exit code: 0, 1 after an uncaught error, 2 for
//! wrong usage. Nothing is set up that was not asked for: most starts are short.

mod arguments;
mod interrupt;
mod log;
mod nrepl;
mod output;
mod repl;
mod run;

use arguments::{Arguments, Task};
use gusset::Gusset;
use std::process::ExitCode;

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// The exit code after an uncaught error.
const FAILED: u8 = 1;
/// The exit code for wrong usage, and for what the command itself cannot do.
const USAGE: u8 = 2;

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let _log = match log::start(arguments.trace_chrome.as_deref()) {
        Ok(guard) => guard,
        Err(message) => {
            eprintln!("gusset: {message}");
            return ExitCode::from(USAGE);
        }
    };
    let result = Gusset::with_big_stack(arguments.config(), |gusset| {
        interrupt::listen(gusset.interrupt_handle());
        let succeeded = match &arguments.task() {
            Task::Run { file, arguments } => run::file(gusset, file, arguments),
            Task::Evaluate { expression, arguments } => run::expression(gusset, expression, arguments),
            Task::Script => run::script(gusset),
            Task::Repl => repl::run(gusset),
            Task::Nrepl { address, port, file, arguments } => {
                nrepl::run(gusset, address, *port, file.as_deref(), arguments)
            }
        };
        if let Some(format) = arguments.report {
            output::report(&gusset.report(), format);
        }
        interrupt::ignore();
        succeeded
    });
    match result {
        Ok((true, _)) => ExitCode::SUCCESS,
        Ok((false, _)) => ExitCode::from(FAILED),
        Err(error) => {
            eprintln!("gusset: cannot start the evaluating thread: {error}");
            ExitCode::from(USAGE)
        }
    }
}
