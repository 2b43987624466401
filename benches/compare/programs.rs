//! Runs the programs that are measured and reads the `name value` lines they print.

use std::collections::HashMap;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::time::Instant;

/// What a program measured, by name. A program that failed measured nothing.
#[derive(Default)]
pub struct Values(HashMap<String, f64>);

impl Values {
    pub fn get(&self, name: &str) -> Option<f64> {
        self.0.get(name).copied()
    }

    fn parse(text: &str) -> Values {
        Values(text.lines().filter_map(Values::parse_line).collect())
    }

    fn parse_line(line: &str) -> Option<(String, f64)> {
        let mut words = line.split_whitespace();
        Some((words.next()?.to_owned(), words.next()?.parse().ok()?))
    }
}

pub fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The executable that cargo built for this benchmark, optimised as in a release.
pub fn gusset_path() -> PathBuf {
    PathBuf::from(env!("CARGO_BIN_EXE_gusset"))
}

/// Runs a program of `benches/gusset` once.
pub fn gusset(flags: &[&str], file: &str, arguments: &[&str]) -> Values {
    let mut command = Command::new(gusset_path());
    command.arg("run").args(flags).arg(format!("benches/gusset/{file}")).arg("--").args(arguments);
    measure(&mut command).unwrap_or_default()
}

/// Runs a program of `benches/gusset` several times, each in a process of its own, for the median of each value.
pub fn gusset_median(runs: usize, flags: &[&str], file: &str, arguments: &[&str]) -> Values {
    median_of((0..runs).map(|_| gusset(flags, file, arguments)).collect())
}

/// Runs `benches/peers/file` in another language; none where that is not installed.
pub fn peer(language: &str, file: &str) -> Option<Values> {
    measure(Command::new(language).arg(format!("benches/peers/{file}")))
}

/// Runs a command for its values; none where there is no such command.
pub fn measure(command: &mut Command) -> Option<Values> {
    match command.current_dir(root()).stdin(Stdio::null()).output() {
        Ok(output) => Some(values_of(command, &output)),
        Err(error) if error.kind() == ErrorKind::NotFound => None,
        Err(error) => {
            eprintln!("{command:?}: {error}");
            None
        }
    }
}

pub fn median_of(runs: Vec<Values>) -> Values {
    let mut all: HashMap<String, Vec<f64>> = HashMap::new();
    for (name, value) in runs.into_iter().flat_map(|run| run.0) {
        all.entry(name).or_default().push(value);
    }
    Values(all.into_iter().filter_map(|(name, values)| Some((name, median(values)?))).collect())
}

fn values_of(command: &Command, output: &Output) -> Values {
    if !output.status.success() {
        eprintln!("{command:?}: {}\n{}", output.status, String::from_utf8_lossy(&output.stderr));
    }
    Values::parse(&String::from_utf8_lossy(&output.stdout))
}

fn median(mut values: Vec<f64>) -> Option<f64> {
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied()
}

/// What `gusset -e 1` costs.
pub struct StartUp {
    pub wall_ms: Option<f64>,
    pub resident_mb: Option<f64>,
    /// How many libraries of LLVM and Clang the dynamic linker loaded.
    pub compilers_loaded: Option<f64>,
}

pub fn start_up(executable: &Path, runs: usize) -> StartUp {
    let measured: Vec<(f64, f64)> = (0..runs).filter_map(|_| run_and_wait(executable)).collect();
    StartUp {
        wall_ms: median(measured.iter().map(|run| run.0).collect()),
        resident_mb: median(measured.iter().map(|run| run.1).collect()),
        compilers_loaded: compilers_loaded(executable),
    }
}

/// Runs `-e 1` once: wall-clock ms, and the most memory that was resident, in MB.
// The child is reaped by wait4, which alone tells its memory.
#[allow(clippy::zombie_processes)]
fn run_and_wait(executable: &Path) -> Option<(f64, f64)> {
    let start = Instant::now();
    let child = Command::new(executable).args(["-e", "1"]).stdout(Stdio::null()).stderr(Stdio::null()).spawn().ok()?;
    let mut status = 0;
    // SAFETY: all-zero is a valid rusage, which holds only integers.
    let mut usage: libc::rusage = unsafe { std::mem::zeroed() };
    // SAFETY: both pointers are to live locals, and the child is ours and not yet waited for.
    let waited = unsafe { libc::wait4(child.id() as libc::pid_t, &raw mut status, 0, &raw mut usage) };
    let wall_ms = start.elapsed().as_secs_f64() * 1e3;
    // ru_maxrss is in KiB on Linux.
    (waited > 0 && status == 0).then_some((wall_ms, usage.ru_maxrss as f64 / 1024.0))
}

/// Asks the dynamic linker, which traces to stderr what it loads.
fn compilers_loaded(executable: &Path) -> Option<f64> {
    let output = Command::new(executable).args(["-e", "1"]).env("LD_DEBUG", "files").output().ok()?;
    let trace = String::from_utf8_lossy(&output.stderr);
    let loaded = trace.lines().filter(|line| {
        line.contains("calling init:") && ["libLLVM", "libclang"].iter().any(|name| line.contains(name))
    });
    output.status.success().then_some(loaded.count() as f64)
}
