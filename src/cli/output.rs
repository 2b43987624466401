//! What the command itself prints.

use crate::arguments::ReportFormat;
use gusset::trace::Report;
use gusset::{Gusset, Uncaught};
use std::io::{self, IsTerminal, Write};

/// Prints an error on stderr, in colour on a terminal.
pub fn error(gusset: &mut Gusset, uncaught: &Uncaught) {
    flush();
    let color = io::stderr().is_terminal() && std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty());
    let text = gusset.render(uncaught, color);
    let _ = writeln!(io::stderr(), "{}", text.trim_end());
}

/// Prints a value on stdout, as `prn` does.
pub fn value(gusset: &mut Gusset, value: &gusset::value::Value) -> Result<(), Uncaught> {
    let text = gusset.print(value)?;
    flush();
    // Nobody listens any more where writing fails.
    let _ = writeln!(io::stdout(), "{text}");
    flush();
    Ok(())
}

/// Prints the report on stderr.
pub fn report(report: &Report, format: ReportFormat) {
    flush();
    let text = match format {
        ReportFormat::Text => report.text(),
        ReportFormat::Json => report.json(),
    };
    let _ = writeln!(io::stderr(), "{}", text.trim_end());
}

/// Sends what was printed on its way, so that it comes before what follows.
pub fn flush() {
    gusset::instance::flush_output();
    let _ = io::stdout().flush();
}
