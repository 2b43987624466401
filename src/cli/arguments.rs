//! What the command line takes.

use clap::{Args, Parser, Subcommand, ValueEnum};
use gusset::config::{Config, JIT_CALLS};
use std::io::IsTerminal;

/// A live language against C++: runs Clojure that calls C++ without binding code.
#[derive(Parser)]
#[command(name = "gusset", version, subcommand_precedence_over_arg = true)]
struct CommandLine {
    #[command(subcommand)]
    command: Option<Command>,
    /// Evaluate the expressions, and print the value of the last
    #[arg(short = 'e', long = "eval", value_name = "EXPR", allow_hyphen_values = true)]
    evaluate: Option<String>,
    #[command(flatten)]
    options: Options,
    /// What the program finds in *command-line-args*, behind --
    #[arg(last = true, value_name = "ARGS")]
    arguments: Vec<String>,
}

#[derive(Subcommand)]
enum Command {
    /// Run a file
    Run {
        file: String,
        /// What the program finds in *command-line-args*
        #[arg(last = true, value_name = "ARGS")]
        arguments: Vec<String>,
    },
    /// Read, evaluate and print, one form after the other (as without a command on a terminal)
    Repl,
    /// Serve editors, by the protocol nREPL, until Ctrl-C
    Nrepl {
        /// Run that file first; while it runs, (gusset.nrepl/serve-pending) in it serves editors
        file: Option<String>,
        /// 0 for any that is free
        #[arg(long, value_name = "PORT", default_value_t = 0)]
        port: u16,
        /// Whoever reaches that address can run programs here
        #[arg(long, value_name = "ADDRESS", default_value = "127.0.0.1")]
        bind: String,
        /// What the program finds in *command-line-args*
        #[arg(last = true, value_name = "ARGS")]
        arguments: Vec<String>,
    },
}

/// How `--report` prints.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ReportFormat {
    Text,
    Json,
}

#[derive(Args)]
struct Options {
    /// Search headers there
    #[arg(short = 'I', value_name = "DIR", global = true)]
    include_paths: Vec<String>,
    /// Define a C++ macro
    #[arg(short = 'D', value_name = "NAME[=VALUE]", global = true)]
    defines: Vec<String>,
    /// Search libraries there
    #[arg(short = 'L', value_name = "DIR", global = true)]
    library_paths: Vec<String>,
    /// Link a library
    #[arg(short = 'l', value_name = "NAME", global = true)]
    libraries: Vec<String>,
    /// The C++ standard, also spelled -std=
    #[arg(long = "std", value_name = "STANDARD", default_value = "c++20", global = true)]
    cpp_standard: String,
    /// Interpret only, never compile functions
    #[arg(long, global = true)]
    tier0_only: bool,
    /// Compile a function after that many calls; 0: before its first
    #[arg(long, value_name = "N", default_value_t = JIT_CALLS, global = true)]
    jit_threshold: u32,
    /// Print at the end what was compiled, what it cost and what was saved
    #[arg(long, value_name = "FORMAT", num_args = 0..=1, require_equals = true, default_missing_value = "text", global = true)]
    report: Option<ReportFormat>,
    /// Write a trace for Chrome's viewer (or Perfetto)
    #[arg(long, value_name = "FILE", global = true)]
    trace_chrome: Option<String>,
}

/// What to do.
pub enum Task {
    Run {
        file: String,
        arguments: Vec<String>,
    },
    Evaluate {
        expression: String,
        arguments: Vec<String>,
    },
    /// The forms on stdin.
    Script,
    Repl,
    Nrepl {
        address: String,
        port: u16,
        file: Option<String>,
        arguments: Vec<String>,
    },
}

/// The command line, understood.
pub struct Arguments {
    line: CommandLine,
    pub report: Option<ReportFormat>,
    pub trace_chrome: Option<String>,
}

impl Arguments {
    /// Of this process; ends it with a message where they are wrong, or where only a message was wanted.
    pub fn parse() -> Arguments {
        let line = CommandLine::parse_from(spelled_for_clap(std::env::args()));
        Arguments { report: line.options.report, trace_chrome: line.options.trace_chrome.clone(), line }
    }

    pub fn task(&self) -> Task {
        match (&self.line.command, &self.line.evaluate) {
            (Some(Command::Run { file, arguments }), _) => {
                Task::Run { file: file.clone(), arguments: arguments.clone() }
            }
            (Some(Command::Repl), _) => Task::Repl,
            (Some(Command::Nrepl { file, port, bind, arguments }), _) => {
                Task::Nrepl { address: bind.clone(), port: *port, file: file.clone(), arguments: arguments.clone() }
            }
            (None, Some(expression)) => {
                Task::Evaluate { expression: expression.clone(), arguments: self.line.arguments.clone() }
            }
            (None, None) if std::io::stdin().is_terminal() => Task::Repl,
            (None, None) => Task::Script,
        }
    }

    pub fn config(&self) -> Config {
        let options = &self.line.options;
        let default = Config::default();
        Config {
            tier0_only: options.tier0_only,
            jit_threshold: options.jit_threshold,
            // Who wants everything compiled at once wants the loops, too.
            osr_threshold: if options.jit_threshold == 0 { 0 } else { default.osr_threshold },
            count_calls: options.report.is_some(),
            include_paths: options.include_paths.clone(),
            defines: options.defines.clone(),
            library_paths: options.library_paths.clone(),
            libraries: options.libraries.clone(),
            cpp_standard: options.cpp_standard.clone(),
        }
    }
}

/// Compilers spell `-std=c++20` with one dash; what stands behind `--` is the program's.
fn spelled_for_clap(arguments: impl Iterator<Item = String>) -> Vec<String> {
    let mut ours = true;
    let spell = |argument: String| {
        ours &= argument != "--";
        match argument.strip_prefix("-std") {
            Some(standard) if ours && (standard.is_empty() || standard.starts_with('=')) => format!("-{argument}"),
            _ => argument,
        }
    };
    arguments.map(spell).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(line: &str) -> Arguments {
        let arguments = line.split(' ').map(str::to_owned);
        let line = CommandLine::try_parse_from(spelled_for_clap(arguments)).expect("valid arguments");
        Arguments { report: line.options.report, trace_chrome: line.options.trace_chrome.clone(), line }
    }

    #[test]
    fn compilers_flags_attached_and_apart() {
        let config = parse("gusset -Ia -I b -DX=1 -D Y -Lc -ld -std=c++23 -e 1").config();
        assert_eq!(config.include_paths, ["a", "b"]);
        assert_eq!(config.defines, ["X=1", "Y"]);
        assert_eq!(config.library_paths, ["c"]);
        assert_eq!(config.libraries, ["d"]);
        assert_eq!(config.cpp_standard, "c++23");
    }

    #[test]
    fn flags_stand_before_and_behind_the_command() {
        for line in ["gusset --report=json run a.clj -- -std=x y", "gusset run --report=json a.clj -- -std=x y"] {
            let arguments = parse(line);
            assert!(arguments.report == Some(ReportFormat::Json));
            let Task::Run { file, arguments } = arguments.task() else { panic!("not run") };
            assert_eq!((file.as_str(), arguments.len(), arguments[0].as_str()), ("a.clj", 2, "-std=x"));
        }
    }

    #[test]
    fn an_expression_may_start_with_a_dash() {
        assert!(matches!(parse("gusset -e -1").task(), Task::Evaluate { expression, .. } if expression == "-1"));
    }

    #[test]
    fn report_alone_is_text() {
        assert!(parse("gusset --report run a.clj").report == Some(ReportFormat::Text));
    }
}
