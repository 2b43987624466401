//! Libraries for the tests that link: each `tests/interop/library/NAME.cpp` becomes `libNAME.so` and
//! `libNAME_static.a`, compiled when it is newer than they are.

use std::io::{Error, Result};
use std::path::{Path, PathBuf};
use std::process::Command;

const SOURCES: &str = "tests/interop/library";

/// The folder with the libraries, which are up to date.
pub fn folder() -> Result<String> {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("library");
    std::fs::create_dir_all(&folder)?;
    for entry in std::fs::read_dir(SOURCES)?.flatten() {
        let source = entry.path();
        if source.extension().is_some_and(|extension| extension == "cpp") {
            let name = source.file_stem().unwrap_or_default().to_string_lossy();
            build(&source, &folder.join(format!("lib{name}.so")), |target| {
                run(compiler().args(["-shared", "-o"]).arg(target).arg(&source))
            })?;
            build(&source, &folder.join(format!("lib{name}_static.a")), |target| {
                // Behind the whole name, which no other process has.
                let object = PathBuf::from(format!("{}.o", target.display()));
                run(compiler().arg("-c").arg("-o").arg(&object).arg(&source))?;
                run(Command::new("ar").arg("rcs").arg(target).arg(&object))?;
                std::fs::remove_file(object)
            })?;
        }
    }
    Ok(folder.to_string_lossy().into_owned())
}

fn compiler() -> Command {
    let mut command = Command::new(std::env::var_os("CXX").unwrap_or_else(|| "c++".into()));
    command.args(["-std=c++20", "-fPIC", "-O1", "-Itests/interop/include"]);
    command
}

/// Runs `make` for a file beside `target`, and moves it there: tests run at the same time in several processes, and
/// none may see half a library.
fn build(source: &Path, target: &Path, make: impl FnOnce(&Path) -> Result<()>) -> Result<()> {
    let changed = |path: &Path| path.metadata().and_then(|metadata| metadata.modified());
    if changed(target).is_ok_and(|built| changed(source).is_ok_and(|written| written < built)) {
        return Ok(());
    }
    let temporary: PathBuf = target.with_extension(format!("{}-{:?}", std::process::id(), std::thread::current().id()));
    make(&temporary)?;
    std::fs::rename(temporary, target)
}

fn run(command: &mut Command) -> Result<()> {
    let output = command.output()?;
    if output.status.success() {
        return Ok(());
    }
    Err(Error::other(format!("{command:?}: {}", String::from_utf8_lossy(&output.stderr))))
}
