//! Finds shared libraries, static archives and pkg-config packages.

use crate::diagnostic::Diagnostic;
use crate::source::Span;
use std::path::{Path, PathBuf};
use std::process::Command;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Shared,
    Archive,
}

/// A library's file, or the name that the system's loader finds it by.
#[derive(Debug, PartialEq, Eq)]
pub struct Found {
    pub path: String,
    pub kind: Kind,
}

/// Why there is no such library.
#[derive(Debug)]
pub struct NotFound {
    message: String,
    help: &'static str,
}

impl NotFound {
    pub fn at(self, span: Span) -> Diagnostic {
        Diagnostic::new("cpp/link", span, self.message).help(self.help)
    }
}

/// The libraries linked so far, and where others are looked for.
#[derive(Debug, Default)]
pub struct Libraries {
    /// `-L`, and what packages add.
    paths: Vec<String>,
    pub loaded: Vec<String>,
}

/// The directories that the system's linker searches.
const SYSTEM: &[&str] = &[
    "/usr/local/lib/x86_64-linux-gnu",
    "/usr/local/lib",
    "/lib/x86_64-linux-gnu",
    "/usr/lib/x86_64-linux-gnu",
    "/lib64",
    "/usr/lib64",
    "/lib",
    "/usr/lib",
];

impl Libraries {
    pub fn new(paths: Vec<String>) -> Libraries {
        Libraries { paths, loaded: Vec::new() }
    }

    pub fn add_path(&mut self, path: String) {
        if !self.paths.contains(&path) {
            self.paths.push(path);
        }
    }

    fn directories(&self, source: Option<&str>) -> Vec<PathBuf> {
        let mut all: Vec<PathBuf> = self.paths.iter().map(PathBuf::from).collect();
        // Beside the source file; a name such as `<repl:1>` has no directory.
        if let Some(parent) = source.filter(|name| !name.starts_with('<')).and_then(|name| Path::new(name).parent()) {
            all.push(if parent.as_os_str().is_empty() { PathBuf::from(".") } else { parent.to_owned() });
        }
        all.extend(SYSTEM.iter().map(PathBuf::from));
        all
    }

    /// A library by path, file name (`libfoo.so`, `libbar.a`) or `-l` name (`foo`).
    pub fn find(&self, name: &str, source: Option<&str>) -> Result<Found, NotFound> {
        if name.is_empty() {
            return Err(NotFound { message: "a library's name is empty".to_owned(), help: "" });
        }
        if name.contains('/') {
            let beside = source.and_then(|s| Some(Path::new(s).parent()?.join(name)));
            for path in [Some(PathBuf::from(name)), beside].into_iter().flatten() {
                if path.is_file() {
                    return Ok(load_as(&path));
                }
            }
            return Err(NotFound { message: format!("there is no library {name}"), help: "Check the path." });
        }
        let is_file_name = name.ends_with(".a") || name.ends_with(".so") || name.contains(".so.");
        let names = if is_file_name {
            vec![name.to_owned()]
        } else {
            vec![format!("lib{name}.so"), format!("lib{name}.a"), name.to_owned()]
        };
        let directories = self.directories(source);
        for file in &names {
            for directory in &directories {
                let path = directory.join(file);
                if path.is_file() {
                    return Ok(load_as(&path));
                }
            }
        }
        // The run-time library without its development package: libfoo.so.1.
        for file in names.iter().filter(|file| file.ends_with(".so")) {
            for directory in &directories {
                if let Some(path) = versioned(directory, file) {
                    return Ok(Found { path, kind: Kind::Shared });
                }
            }
        }
        let searched: Vec<String> = directories.iter().map(|d| d.display().to_string()).collect();
        Err(NotFound {
            message: format!("no library {}; looked in {}", names.join(", "), searched.join(", ")),
            help: "Add its directory with -L, or give its full path.",
        })
    }

    /// What a failure to link says of where symbols were looked for.
    pub fn describe(&self) -> String {
        let list = |all: &[String], none: &str| if all.is_empty() { none.to_owned() } else { all.join(", ") };
        format!(
            "looked in the program itself, the C and C++ run-time libraries, and the libraries linked: {}; library \
             paths: {}",
            list(&self.loaded, "none"),
            list(&self.directories(None).iter().map(|d| d.display().to_string()).collect::<Vec<_>>(), "none")
        )
    }
}

/// A file that is there. A linker script in a shared library's place gives the library that it stands for.
fn load_as(path: &Path) -> Found {
    let kind = if path.extension().is_some_and(|e| e == "a") { Kind::Archive } else { Kind::Shared };
    let shown = path.display().to_string();
    let head = std::fs::File::open(path).ok().map(|mut file| {
        let mut head = [0u8; 8];
        let _ = std::io::Read::read(&mut file, &mut head);
        head
    });
    let binary = head.is_some_and(|head| {
        head.starts_with(b"\x7fELF") || head.starts_with(b"!<arch>") || head.starts_with(b"!<thin>")
    });
    if !binary && let Ok(script) = std::fs::read_to_string(path) {
        // GROUP ( /lib/x86_64-linux-gnu/libm.so.6 AS_NEEDED ( … ) ), INPUT(-ltinfo)
        let words = script.split([' ', '(', ')', ',', '\n', '\t']).filter(|word| !word.is_empty());
        for word in words {
            let file = match word.strip_prefix("-l") {
                Some(name) => SYSTEM.iter().map(|d| Path::new(d).join(format!("lib{name}.so"))).find(|p| p.is_file()),
                None if word.contains(".so") || word.ends_with(".a") => Some(PathBuf::from(word)),
                None => None,
            };
            if let Some(file) = file.filter(|file| file != path && file.is_file()) {
                return load_as(&file);
            }
        }
    }
    Found { path: shown, kind }
}

/// `libfoo.so.1.2` in `directory`, for `libfoo.so`; the shortest such name.
fn versioned(directory: &Path, file: &str) -> Option<String> {
    let prefix = format!("{file}.");
    let entries = std::fs::read_dir(directory).ok()?;
    let mut found: Vec<PathBuf> = entries
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| path.file_name().is_some_and(|name| name.to_string_lossy().starts_with(&prefix)))
        .collect();
    found.sort_by_key(|path| (path.as_os_str().len(), path.clone()));
    found.first().map(|path| path.display().to_string())
}

/// What pkg-config says of a package.
#[derive(Debug, Default)]
pub struct Package {
    /// `-I`, `-D`, `-f…` and the like.
    pub compiler_arguments: Vec<String>,
    pub library_paths: Vec<String>,
    pub libraries: Vec<String>,
}

/// Asks pkg-config.
pub fn package(name: &str) -> Result<Package, NotFound> {
    let output = Command::new("pkg-config").args(["--cflags", "--libs", name]).output().map_err(|error| NotFound {
        message: format!("pkg-config could not be started: {error}"),
        help: "Install pkg-config.",
    })?;
    if !output.status.success() {
        let reason = String::from_utf8_lossy(&output.stderr);
        return Err(NotFound {
            message: format!("pkg-config does not know the package {name}: {}", reason.trim()),
            help: "Install its development package, or set PKG_CONFIG_PATH.",
        });
    }
    let mut package = Package::default();
    for word in String::from_utf8_lossy(&output.stdout).split_whitespace() {
        if let Some(path) = word.strip_prefix("-L") {
            package.library_paths.push(path.to_owned());
        } else if let Some(library) = word.strip_prefix("-l") {
            // What is there always: an archive may have something in the place of what these define.
            if !matches!(library, "stdc++" | "m" | "c" | "gcc_s" | "pthread" | "dl" | "rt") {
                package.libraries.push(library.to_owned());
            }
        } else if word.starts_with("-I") || word.starts_with("-D") {
            package.compiler_arguments.push(word.to_owned());
        } else if word.ends_with(".a") || word.contains(".so") {
            package.libraries.push(word.to_owned());
        }
    }
    Ok(package)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_linker_script_gives_its_library() {
        let found = Libraries::default().find("libm.so", None).unwrap();
        assert!(found.path.contains("libm.so.6") || found.path.ends_with("libm.so"), "{found:?}");
        assert_eq!(found.kind, Kind::Shared);
    }

    #[test]
    fn a_missing_library_names_the_places() {
        let libraries = Libraries::new(vec!["/nowhere/at/all".to_owned()]);
        let error = libraries.find("no-such-thing", Some("dir/a.clj")).unwrap_err().at(Span::NONE);
        for place in
            ["/nowhere/at/all", "dir", "/usr/lib/x86_64-linux-gnu", "libno-such-thing.so", "libno-such-thing.a"]
        {
            assert!(error.message.contains(place), "{}", error.message);
        }
    }
}
