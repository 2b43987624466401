//! Runs the Dear ImGui example under Xvfb and looks into the pictures it saves.

use std::collections::HashSet;
use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};

type Rgb = [u8; 3];

const WIDTH: usize = 1280;
const HEIGHT: usize = 720;

/// A display without a screen, ended when the value is dropped.
struct Display {
    server: Child,
    name: String,
}

impl Display {
    /// Starts Xvfb, which picks a free display and tells its number once it is ready.
    fn start() -> Display {
        let mut server = Command::new("Xvfb")
            .args(["-displayfd", "1", "-screen", "0", "1600x900x24", "-nolisten", "tcp"])
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("Xvfb starts; scripts/setup installs it");
        let mut number = String::new();
        BufReader::new(server.stdout.take().expect("its output is piped")).read_line(&mut number).expect("a number");
        assert!(!number.trim().is_empty(), "Xvfb ended without giving a display");
        Display { server, name: format!(":{}", number.trim()) }
    }
}

impl Drop for Display {
    fn drop(&mut self) {
        let _ = self.server.kill();
        let _ = self.server.wait();
    }
}

/// A decoded picture, rows from the top.
struct Picture(Vec<Rgb>);

impl Picture {
    fn open(path: &Path) -> Picture {
        let file = File::open(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        let mut reader = png::Decoder::new(BufReader::new(file)).read_info().expect("a PNG");
        let mut bytes = vec![0; reader.output_buffer_size()];
        let info = reader.next_frame(&mut bytes).expect("a whole picture");
        assert_eq!((info.width as usize, info.height as usize), (WIDTH, HEIGHT));
        assert_eq!(info.color_type, png::ColorType::Rgb);
        Picture(bytes[..info.buffer_size()].chunks_exact(3).map(|pixel| [pixel[0], pixel[1], pixel[2]]).collect())
    }

    fn at(&self, x: usize, y: usize) -> Rgb {
        self.0[y * WIDTH + x]
    }

    /// The pixels of a part: from `(left, top)` up to but without `(right, bottom)`.
    fn part(&self, (left, top, right, bottom): (usize, usize, usize, usize)) -> Vec<Rgb> {
        (top..bottom).flat_map(|y| self.0[y * WIDTH + left..y * WIDTH + right].to_vec()).collect()
    }

    fn colours(&self) -> usize {
        self.0.iter().collect::<HashSet<_>>().len()
    }
}

fn count(pixels: &[Rgb], wanted: Rgb) -> usize {
    pixels.iter().filter(|pixel| **pixel == wanted).count()
}

fn run_panel(pictures: &Path, flags: &[&str]) -> Output {
    let display = Display::start();
    Command::new(env!("CARGO_BIN_EXE_gusset"))
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .env("DISPLAY", &display.name)
        .env_remove("WAYLAND_DISPLAY")
        .arg("run")
        .args(flags)
        .args(["examples/imgui_panel/panel.clj", "--", "--frames", "160"])
        .arg("--png")
        .arg(pictures.join("after.png"))
        .arg("--before")
        .arg(pictures.join("before.png"))
        .output()
        .expect("gusset runs")
}

/// Runs the panel and checks what every way of running it must give.
fn check_panel(name: &str, flags: &[&str]) -> Output {
    let pictures: PathBuf = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    std::fs::create_dir_all(&pictures).expect("a folder for the pictures");
    for old in ["before.png", "after.png"] {
        let _ = std::fs::remove_file(pictures.join(old));
    }

    let output = run_panel(&pictures, flags);
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    let errors = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(output.status.success(), "{}\nstdout:\n{said}\nstderr:\n{errors}", output.status);
    assert!(said.contains("drew 160 frames"), "it says what it drew: {said}");

    let before = Picture::open(&pictures.join("before.png"));
    let after = Picture::open(&pictures.join("after.png"));

    // Anti-aliased text and curves over a dozen theme colours.
    assert!(before.colours() > 200, "only {} colours before", before.colours());
    assert!(after.colours() > 200, "only {} colours after", after.colours());

    // The clear colour between panes, and what the draw lists and the colour editor's memory were told.
    const ACCENT: Rgb = [92, 184, 250];
    const YELLOW: Rgb = [250, 204, 21];
    const SCENE: (usize, usize, usize, usize) = (412, 40, 924, 416);
    const PROFILER_STRIP: (usize, usize, usize, usize) = (952, 46, 1252, 50);
    assert_eq!(after.at(4, 4), [14, 16, 21]);
    assert!(count(&after.part(SCENE), ACCENT) > 500, "agents in the scene");
    assert!(count(&after.part(SCENE), YELLOW) > 100, "the ring in the scene");
    assert!(count(&after.part(PROFILER_STRIP), YELLOW) > 500, "the strip of the profiler");

    // The footer was redefined between the two pictures; the table was not.
    const TABLE: (usize, usize, usize, usize) = (424, 460, 912, 580);
    const FOOTER: (usize, usize, usize, usize) = (16, 652, 1264, 704);
    assert_eq!(before.at(28, 678), [100, 116, 139]);
    assert_eq!(after.at(28, 678), [34, 197, 94]);
    assert_eq!(count(&before.part(FOOTER), ACCENT), 0, "no bars in the first footer");
    assert!(count(&after.part(FOOTER), ACCENT) > 1000, "bars in the second footer");
    assert!(before.part(TABLE) == after.part(TABLE), "the table stays as it was");
    output
}

#[test]
fn the_panel_is_drawn_and_its_footer_redefined() {
    let output = check_panel("panel-default", &["--report"]);
    let report = String::from_utf8_lossy(&output.stderr);
    assert!(report.contains("SliderFloat"), "the report names the wrappers: {report}");
}

#[test]
fn the_panel_is_the_same_in_tier_0_alone() {
    check_panel("panel-tier0", &["--tier0-only"]);
}
