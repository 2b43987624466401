//! Compiles the Clang bridge (`cpp/`) into `libgusset_bridge.so` beside the executable, and binds its C functions
//! (`headers/bridge.h`) for loading at run time.

use std::collections::VecDeque;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Mutex;
use std::time::SystemTime;
use std::{env, fs, thread};

pub fn build() {
    let root = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").expect("cargo sets CARGO_MANIFEST_DIR"));
    let out = PathBuf::from(env::var_os("OUT_DIR").expect("cargo sets OUT_DIR"));
    println!("cargo:rerun-if-changed=cpp");
    println!("cargo:rerun-if-changed=headers/bridge.h");
    println!("cargo:rerun-if-changed=headers/gusset");
    println!("cargo:rerun-if-env-changed=LLVM_CONFIG");
    println!("cargo:rerun-if-env-changed={SANITIZE}");
    bind(&root.join("headers/bridge.h"), &out.join("bridge.rs"));
    let library = Compiler::find().library(&root.join("cpp"), &out);
    // target/<profile>/build/gusset-…/out → target/<profile>
    let profile = out.ancestors().nth(3).expect("OUT_DIR lies in the target directory");
    let beside = profile.join("libgusset_bridge.so");
    // A process may have the old one mapped: it is replaced, not written over.
    let fresh = profile.join("libgusset_bridge.so.new");
    fs::copy(&library, &fresh)
        .and_then(|_| fs::rename(&fresh, &beside))
        .expect("the bridge goes beside the executable");
    println!("cargo:rerun-if-changed={}", beside.display());
}

/// Set, the bridge is compiled for AddressSanitizer and UBSan (`make test-asan`), whose runtime has to be loaded before
/// it. Clang's own headers know no type information at run time, which two of UBSan's checks would need.
const SANITIZE: &str = "GUSSET_SANITIZE";
const SANITIZERS: [&str; 5] = [
    "-fsanitize=address,undefined",
    "-fno-sanitize=vptr,function",
    "-fno-sanitize-recover=undefined",
    "-shared-libsan",
    "-fno-omit-frame-pointer",
];

fn bind(header: &Path, output: &Path) {
    bindgen::Builder::default()
        .header(header.to_string_lossy())
        .dynamic_library_name("Library")
        .dynamic_link_require_all(true)
        .allowlist_item("gb_.*|GB_.*")
        .prepend_enum_name(false)
        .layout_tests(false)
        .generate()
        .expect("headers/bridge.h binds")
        .write_to_file(output)
        .expect("OUT_DIR is writable");
}

/// The C++ compiler and how it finds LLVM.
struct Compiler {
    program: String,
    is_clang: bool,
    sanitized: bool,
    flags: Vec<String>,
    library_directory: String,
}

/// When a file was last changed; long ago where it is not there.
fn modified(path: &Path) -> SystemTime {
    fs::metadata(path).and_then(|data| data.modified()).unwrap_or(SystemTime::UNIX_EPOCH)
}

/// When the latest of a directory's files with one of these extensions was changed.
fn newest(directory: &Path, extensions: &[&str]) -> SystemTime {
    let entries = fs::read_dir(directory).into_iter().flatten().flatten();
    let ours = entries
        .map(|entry| entry.path())
        .filter(|path| path.extension().is_some_and(|extension| extensions.iter().any(|wanted| extension == *wanted)));
    ours.map(|path| modified(&path)).max().unwrap_or(SystemTime::UNIX_EPOCH)
}

fn output_of(program: &str, arguments: &[&str]) -> Option<String> {
    let output = Command::new(program).args(arguments).output().ok()?;
    output.status.success().then(|| String::from_utf8_lossy(&output.stdout).trim().to_owned())
}

impl Compiler {
    fn find() -> Compiler {
        let config = env::var("LLVM_CONFIG").unwrap_or_else(|_| "llvm-config-22".to_owned());
        let ask = |what: &str| {
            output_of(&config, &[what])
                .or_else(|| output_of("/usr/lib/llvm-22/bin/llvm-config", &[what]))
                .expect("LLVM 22's llvm-config; `scripts/setup` installs it")
        };
        let include = ask("--includedir");
        let library_directory = ask("--libdir");
        let clang = ["clang++-22", "/usr/lib/llvm-22/bin/clang++"]
            .into_iter()
            .find(|program| output_of(program, &["--version"]).is_some());
        let resources = clang
            .and_then(|program| output_of(program, &["-print-resource-dir"]))
            .unwrap_or_else(|| format!("{library_directory}/clang/22"));
        let mut flags: Vec<String> = [
            "-std=c++20",
            "-O1",
            "-fPIC",
            "-fvisibility=hidden",
            "-D_GNU_SOURCE",
            "-D__STDC_CONSTANT_MACROS",
            "-D__STDC_FORMAT_MACROS",
            "-D__STDC_LIMIT_MACROS",
            "-Wno-unused-parameter",
            "-Wno-deprecated-declarations",
        ]
        .map(str::to_owned)
        .into();
        flags.push("-isystem".to_owned());
        flags.push(include);
        flags.push(format!("-DGUSSET_RESOURCE_DIR=\"{resources}\""));
        let sanitized = env::var_os(SANITIZE).is_some();
        if sanitized {
            flags.extend(SANITIZERS.map(str::to_owned));
        }
        Compiler {
            sanitized,
            program: clang.unwrap_or("g++").to_owned(),
            is_clang: clang.is_some(),
            flags,
            library_directory,
        }
    }

    fn run(&self, arguments: &[&str]) {
        let done = Command::new(&self.program).args(arguments).status();
        let done = done.unwrap_or_else(|error| panic!("{} could not be started: {error}", self.program));
        assert!(done.success(), "{} failed on {}", self.program, arguments.last().unwrap_or(&""));
    }

    fn library(&self, sources: &Path, out: &Path) -> PathBuf {
        let flags: Vec<&str> = self.flags.iter().map(String::as_str).collect();
        // Clang's headers take most of the time: precompiled where the compiler is Clang itself.
        let headers = out.join("clang.pch").to_string_lossy().into_owned();
        let header = sources.join("clang.hpp").to_string_lossy().into_owned();
        let recipe = newest(sources, &["hpp"])
            .max(modified(Path::new(file!())))
            .max(modified(&sources.join("../headers/bridge.h")));
        if self.is_clang
            && modified(Path::new(&headers)) <= modified(Path::new(&header)).max(modified(Path::new(file!())))
        {
            let mut arguments = flags.clone();
            arguments.extend(["-fno-rtti", "-fno-exceptions", "-fpch-instantiate-templates", "-x", "c++-header"]);
            arguments.extend(["-o", &headers, &header]);
            self.run(&arguments);
        }
        let mut files: Vec<PathBuf> = fs::read_dir(sources)
            .expect("cpp/ is there")
            .filter_map(|entry| Some(entry.ok()?.path()))
            .filter(|path| path.extension().is_some_and(|e| e == "cpp"))
            .collect();
        files.sort();
        let objects: Vec<PathBuf> = files
            .iter()
            .map(|file| out.join(file.file_stem().unwrap_or_default()).with_extension("bridge.o"))
            .collect();
        let work: Mutex<VecDeque<(PathBuf, PathBuf)>> = Mutex::new(files.into_iter().zip(objects.clone()).collect());
        let jobs = env::var("NUM_JOBS").ok().and_then(|n| n.parse().ok()).unwrap_or(2);
        thread::scope(|scope| {
            for _ in 0..jobs {
                scope.spawn(|| {
                    loop {
                        let next = work.lock().map(|mut queue| queue.pop_front());
                        let Ok(Some((file, object))) = next else { break };
                        if modified(&object) > modified(&file).max(recipe) {
                            continue;
                        }
                        let object = object.to_string_lossy();
                        let file_name = file.to_string_lossy();
                        let mut arguments = flags.clone();
                        // Exceptions of compiled code are caught in one file, which knows nothing of Clang.
                        if file.file_stem().is_some_and(|stem| stem == "except") {
                            arguments.extend(["-fexceptions", "-frtti"]);
                        } else {
                            arguments.extend(["-fno-rtti", "-fno-exceptions"]);
                            if self.is_clang {
                                arguments.extend(["-include-pch", &headers]);
                            }
                        }
                        arguments.extend(["-c", "-o", &object, &file_name]);
                        self.run(&arguments);
                    }
                });
            }
        });
        let library = out.join("libgusset_bridge.so");
        let library_name = library.to_string_lossy();
        let names: Vec<_> = objects.iter().map(|path| path.to_string_lossy()).collect();
        let search = format!("-L{}", self.library_directory);
        let run_path = format!("-Wl,-rpath,{}", self.library_directory);
        let mut arguments = vec!["-shared", "-o", &library_name];
        arguments.extend(names.iter().map(|name| &**name));
        arguments.extend([search.as_str(), "-lclang-cpp", "-lLLVM", &run_path]);
        // The sanitizers' runtime is not named to the linker.
        arguments.extend(if self.sanitized { &SANITIZERS[..] } else { &["-Wl,-z,defs"] });
        self.run(&arguments);
        library
    }
}
