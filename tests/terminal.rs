//! The REPL on a terminal: editing, completion, history, colours and Ctrl-C.

use std::fs::File;
use std::io::{Read, Write};
use std::os::fd::{FromRawFd, OwnedFd};
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::{Duration, Instant};

/// How long anything may take.
const PATIENCE: Duration = Duration::from_secs(90);
/// What an editor asks to learn where the cursor is, and an answer.
const WHERE: &[u8] = b"\x1b[6n";
const HERE: &[u8] = b"\x1b[1;1R";

/// The command on a pseudo-terminal, of which the test is the other end.
struct Session {
    child: Child,
    terminal: File,
    output: Receiver<Vec<u8>>,
    /// Everything that was printed since what was last expected, as it came.
    raw: String,
    home: PathBuf,
}

impl Session {
    fn start(test: &str) -> Session {
        let home = Path::new(env!("CARGO_TARGET_TMPDIR")).join("terminal").join(test);
        let _ = std::fs::remove_dir_all(&home);
        std::fs::create_dir_all(&home).expect("a home");
        let (mut ours, mut theirs) = (0, 0);
        let size = libc::winsize { ws_row: 24, ws_col: 100, ws_xpixel: 0, ws_ypixel: 0 };
        // SAFETY: plain out parameters; each descriptor is owned by exactly one `OwnedFd` afterwards.
        let (ours, theirs) = unsafe {
            let made =
                libc::openpty(&raw mut ours, &raw mut theirs, std::ptr::null_mut(), std::ptr::null(), &raw const size);
            assert_eq!(made, 0, "no pseudo-terminal");
            libc::fcntl(ours, libc::F_SETFD, libc::FD_CLOEXEC);
            (OwnedFd::from_raw_fd(ours), OwnedFd::from_raw_fd(theirs))
        };
        let mut command = Command::new(env!("CARGO_BIN_EXE_gusset"));
        command.env("HOME", &home).env_remove("XDG_STATE_HOME").env_remove("NO_COLOR").env("TERM", "xterm-256color");
        command.stdin(theirs.try_clone().expect("a descriptor"));
        command.stdout(theirs.try_clone().expect("a descriptor"));
        command.stderr(theirs);
        // SAFETY: both calls may be made between fork and exec.
        unsafe {
            command.pre_exec(|| {
                libc::setsid();
                libc::ioctl(0, libc::TIOCSCTTY, 0);
                Ok(())
            });
        }
        let child = command.spawn().expect("the command starts");
        drop(command);
        let terminal = File::from(ours);
        let mut reader = terminal.try_clone().expect("a descriptor");
        let mut answers = terminal.try_clone().expect("a descriptor");
        let (sender, output) = channel();
        std::thread::spawn(move || {
            let mut buffer = [0; 4096];
            // The terminal gives an error once nobody is at its other end.
            while let Ok(count @ 1..) = reader.read(&mut buffer) {
                let bytes = &buffer[..count];
                for _ in bytes.windows(WHERE.len()).filter(|window| *window == WHERE) {
                    let _ = answers.write_all(HERE);
                }
                if sender.send(bytes.to_vec()).is_err() {
                    break;
                }
            }
        });
        let mut session = Session { child, terminal, output, raw: String::new(), home };
        session.expect("user=> ");
        session
    }

    fn type_in(&mut self, keys: &str) {
        self.terminal.write_all(keys.as_bytes()).expect("a terminal");
    }

    /// Waits until `text` is printed, in whatever colours, and forgets all up to now. Gives what came, as it came.
    fn expect(&mut self, text: &str) -> String {
        let deadline = Instant::now() + PATIENCE;
        while !plain(&self.raw).contains(text) {
            let rest = deadline.saturating_duration_since(Instant::now());
            match self.output.recv_timeout(rest) {
                Ok(bytes) => self.raw.push_str(&String::from_utf8_lossy(&bytes)),
                Err(RecvTimeoutError::Timeout | RecvTimeoutError::Disconnected) => {
                    panic!("expected {text:?}, got {:?}", plain(&self.raw))
                }
            }
        }
        std::mem::take(&mut self.raw)
    }

    /// Whether what came so far has `text`; forgets it all.
    fn shows(&mut self, text: &str) -> bool {
        while let Ok(bytes) = self.output.try_recv() {
            self.raw.push_str(&String::from_utf8_lossy(&bytes));
        }
        plain(&std::mem::take(&mut self.raw)).contains(text)
    }

    /// Types, and has Tab complete it. The first time, headers are parsed while nobody waits; later the names are there.
    fn complete(&mut self, start: &str, whole: &str) {
        for _ in 0..20 {
            self.type_in(&format!("{start}\t"));
            std::thread::sleep(Duration::from_secs(2));
            if self.shows(whole) {
                return;
            }
            self.type_in("\x03");
            // What is typed behind a Ctrl-C, before the next prompt, is forgotten with the line.
            self.expect("user=> ");
        }
    }

    fn end(mut self) -> (Option<i32>, PathBuf) {
        // A Ctrl-D that comes before the prompt is the terminal's, which forgets it: it is typed until it is heard.
        let deadline = Instant::now() + PATIENCE;
        let mut tries = 0;
        while Instant::now() < deadline {
            if let Some(status) = self.child.try_wait().expect("a child") {
                return (status.code(), self.home);
            }
            if tries % 50 == 0 {
                self.type_in("\x04");
            }
            tries += 1;
            std::thread::sleep(Duration::from_millis(10));
        }
        self.child.kill().expect("a child to end");
        panic!("did not end; got {:?}", plain(&self.raw))
    }
}

/// The text without what moves the cursor or sets colours.
fn plain(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text.chars();
    while let Some(c) = rest.next() {
        match c {
            '\x1b' if rest.next() == Some('[') => {
                rest.find(|c| c.is_ascii_alphabetic());
            }
            // Of other sequences the one character is skipped.
            '\x1b' => {}
            c => out.push(c),
        }
    }
    out
}

#[test]
fn evaluates_goes_on_after_errors_and_keeps_its_history() {
    let mut session = Session::start("evaluates");
    session.type_in("(+ 40 2)\r");
    session.expect("\n42\r\nuser=> ");
    session.type_in("(nope)\r");
    let error = session.expect("unable to resolve symbol: nope");
    assert!(error.contains("\x1b[1;31merror"), "{error:?}");
    session.expect("user=> ");
    // An unfinished form goes on in the next line.
    session.type_in("(str \"one\"\r");
    session.type_in("\"two\")\r");
    session.expect("\n\"onetwo\"\r\nuser=> ");
    session.type_in("*1\r");
    session.expect("\n\"onetwo\"\r\nuser=> ");
    let (code, home) = session.end();
    assert_eq!(code, Some(0));
    let history = std::fs::read_to_string(home.join(".local/state/gusset/history")).expect("a history");
    assert!(history.contains("(+ 40 2)"), "{history}");
}

#[test]
fn ctrl_c_stops_an_evaluation() {
    let mut session = Session::start("interrupt");
    session.type_in("(do (println :started) (loop [i 0] (recur (if (= i 1000) 0 (inc i)))))\r");
    session.expect("\n:started");
    std::thread::sleep(Duration::from_millis(200));
    session.type_in("\x03");
    session.expect("interrupted");
    session.expect("user=> ");
    session.type_in("(inc 1)\r");
    session.expect("\n2\r\n");
    assert_eq!(session.end().0, Some(0));
}

#[test]
fn tab_completes_host_names() {
    let mut session = Session::start("completes");
    session.type_in("(def some-long-name 12)\r");
    session.expect("#'user/some-long-name\r\nuser=> ");
    session.type_in("(inc some-lo\t)\r");
    session.expect("\n13\r\n");
    assert_eq!(session.end().0, Some(0));
}

#[test]
fn tab_completes_cpp_names() {
    let mut session = Session::start("completes-cpp");
    session.type_in(
        "(cpp/raw \"namespace tools { inline int measure_twice(int x) { return 2 * x; } } struct gauge { int gauge_value = 7; };\")\r",
    );
    session.expect("\nnil\r\nuser=> ");
    session.complete("(cpp/tools.measure_t", "measure_twice");
    session.type_in(" 21)\r");
    session.expect("\n42\r\nuser=> ");
    session.complete("(let [g (cpp/gauge)] (.-gauge_", ".-gauge_value");
    session.type_in(" g))\r");
    session.expect("\n7\r\nuser=> ");
    // A form that takes a name needs no prefix.
    session.complete("(cpp/signatures tools.measure_t", "measure_twice");
    session.type_in(")\r");
    session.expect("[\"inline int tools::measure_twice(int x)\"]");
    assert_eq!(session.end().0, Some(0));
}
