//! Builds and runs the peers that are C++: the kernels with clang -O2, and the draw function as C++ text.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::programs::{Values, measure, median_of, root};

const CLANG: &str = "clang++-22";
const IMGUI: [&str; 2] = ["-isystem", "/usr/include/imgui"];

/// The executables, where they could be built.
pub struct Peers {
    kernels: Option<PathBuf>,
    clang_text: Option<PathBuf>,
}

pub fn build() -> Peers {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("peers");
    if let Err(error) = std::fs::create_dir_all(&folder) {
        eprintln!("{}: {error}", folder.display());
    }
    Peers { kernels: build_kernels(&folder), clang_text: build_clang_text(&folder) }
}

impl Peers {
    pub fn kernels(&self) -> Values {
        self.kernels.as_ref().and_then(|program| measure(&mut Command::new(program))).unwrap_or_default()
    }

    /// The microseconds that a frame of the draw function takes.
    pub fn frame_us(&self) -> Option<f64> {
        let program = self.kernels.as_ref()?;
        median_of((0..5).filter_map(|_| measure(Command::new(program).arg("frame"))).collect()).get("frame_us")
    }

    /// Runs the C++ text peer in five processes, at an optimisation level of its compiler.
    pub fn clang_text(&self, level: &str) -> Values {
        let (Some(program), Some(resources)) = (&self.clang_text, ask(CLANG, &["-print-resource-dir"])) else {
            return Values::default();
        };
        let run = || {
            let mut command = Command::new(program);
            command.args(["benches/peers/draw.inc", "-std=c++20", "-w", level, "-resource-dir", &resources]);
            measure(command.args(IMGUI).args(["-Ibenches/peers", "-Iheaders"])).unwrap_or_default()
        };
        median_of((0..5).map(|_| run()).collect())
    }
}

fn build_kernels(folder: &Path) -> Option<PathBuf> {
    let program = folder.join("kernels");
    let mut command = Command::new(CLANG);
    command.args(["-O2", "-std=c++20", "-w"]).args(IMGUI).arg("benches/peers/kernels.cpp");
    compile(command.args(["-limgui", "-lstb", "-o"]).arg(&program)).then_some(program)
}

fn build_clang_text(folder: &Path) -> Option<PathBuf> {
    let program = folder.join("clang_text");
    let headers = ask("llvm-config-22", &["--includedir"])?;
    let libraries = ask("llvm-config-22", &["--libdir"])?;
    let mut command = Command::new(CLANG);
    // Exported, so that the interpreted text finds ImGui in this executable.
    command.args(["-O2", "-std=c++20", "-w", "-fno-rtti", "-rdynamic"]).args(IMGUI).arg(format!("-I{headers}"));
    command.args(["-Iheaders", "benches/peers/clang_text.cpp", "benches/peers/runtime.cpp"]);
    command.arg(format!("-L{libraries}"));
    command.args(["-lclang-cpp", "-lLLVM", "-limgui", "-lstb", "-o"]);
    compile(command.arg(&program)).then_some(program)
}

fn compile(command: &mut Command) -> bool {
    match command.current_dir(root()).status() {
        Ok(status) => status.success(),
        Err(error) => {
            eprintln!("{command:?}: {error}");
            false
        }
    }
}

/// The first line that a tool prints.
fn ask(tool: &str, arguments: &[&str]) -> Option<String> {
    let output = Command::new(tool).args(arguments).output().ok()?;
    let text = String::from_utf8_lossy(&output.stdout).trim().to_owned();
    (output.status.success() && !text.is_empty()).then_some(text)
}
