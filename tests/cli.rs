//! The command from end to end: what it takes, what it prints where, and how it exits.

use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::time::{Duration, Instant};

fn gusset() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_gusset"));
    // Nothing that the person who runs the tests has set or kept.
    let home = Path::new(env!("CARGO_TARGET_TMPDIR")).join("home");
    command.env_remove("GUSSET_LOG").env_remove("XDG_STATE_HOME").env("HOME", home);
    command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

/// What came of a run.
struct Outcome {
    code: Option<i32>,
    stdout: String,
    stderr: String,
}

fn outcome(output: Output) -> Outcome {
    Outcome {
        code: output.status.code(),
        stdout: String::from_utf8_lossy(&output.stdout).into_owned(),
        stderr: String::from_utf8_lossy(&output.stderr).into_owned(),
    }
}

fn run(arguments: &[&str]) -> Outcome {
    outcome(gusset().args(arguments).output().expect("the command starts"))
}

/// Runs with text on stdin.
fn run_with_input(arguments: &[&str], input: &str) -> Outcome {
    let mut child = gusset().args(arguments).stdin(Stdio::piped()).spawn().expect("the command starts");
    let mut stdin = child.stdin.take().expect("piped");
    // A command that ends before it has read everything is judged by what it printed.
    let _ = stdin.write_all(input.as_bytes());
    drop(stdin);
    outcome(child.wait_with_output().expect("the command ends"))
}

/// A file of the language in a folder of this test's own.
fn file(test: &str, text: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("cli").join(test);
    std::fs::create_dir_all(&folder).expect("a folder");
    let path = folder.join("program.clj");
    std::fs::write(&path, text).expect("a file");
    path
}

fn text(path: &Path) -> &str {
    path.to_str().expect("UTF-8")
}

#[test]
fn an_expression_prints_its_last_value() {
    for (expression, printed) in [
        ("1", "1\n"),
        ("(+ 1 2) (str \"a\" 1)", "\"a1\"\n"),
        ("nil", "nil\n"),
        ("", "nil\n"),
        ("-5", "-5\n"),
        ("(println \"x\") [1 {:a \\b}]", "x\n[1 {:a \\b}]\n"),
    ] {
        let outcome = run(&["-e", expression]);
        assert_eq!((outcome.stdout.as_str(), outcome.code), (printed, Some(0)), "{expression}: {}", outcome.stderr);
        assert_eq!(outcome.stderr, "");
    }
}

#[test]
fn a_cpp_value_is_dropped_before_the_end_of_a_text() {
    let outcome = run(&["-e", "(cpp/new int 5) (#cpp (std.vector int)) 1 ; the last"]);
    assert_eq!((outcome.stdout.as_str(), outcome.code), ("1\n", Some(0)), "{}", outcome.stderr);
    let outcome = run(&["-e", "1 (cpp/new int 5) ; the last"]);
    assert_eq!(outcome.code, Some(1), "{}", outcome.stdout);
    assert!(outcome.stderr.contains("does not convert"), "{}", outcome.stderr);
}

#[test]
fn an_error_goes_to_stderr_and_gives_code_1() {
    let outcome = run(&["-e", "(println \"before\") (/ 1 0)"]);
    assert_eq!((outcome.stdout.as_str(), outcome.code), ("before\n", Some(1)));
    assert!(outcome.stderr.contains("Divide by zero"), "{}", outcome.stderr);
    assert!(outcome.stderr.contains("<expression>:1:20"), "{}", outcome.stderr);
    assert!(!outcome.stderr.contains('\x1b'), "no colours into a pipe");
}

#[test]
fn wrong_usage_gives_code_2() {
    for arguments in [&["--no-such-flag"][..], &["run"], &["--jit-threshold", "many", "-e", "1"], &["fly"]] {
        let outcome = run(arguments);
        assert_eq!(outcome.code, Some(2), "{arguments:?}");
        assert_eq!(outcome.stdout, "");
        assert!(outcome.stderr.contains("--help"), "{}", outcome.stderr);
    }
}

#[test]
fn help_and_version() {
    let help = run(&["--help"]);
    assert_eq!(help.code, Some(0));
    for part in ["run", "repl", "--report", "--tier0-only", "--jit-threshold", "--trace-chrome", "-I", "-l"] {
        assert!(help.stdout.contains(part), "no {part} in\n{}", help.stdout);
    }
    assert_eq!(run(&["--version"]).stdout, format!("gusset {}\n", env!("CARGO_PKG_VERSION")));
}

#[test]
fn a_file_runs_with_its_arguments() {
    let path = file("arguments", "(println (count *command-line-args*) (first *command-line-args*))\n:not-printed\n");
    let outcome = run(&["run", text(&path), "--", "--x", "y"]);
    assert_eq!((outcome.stdout.as_str(), outcome.stderr.as_str(), outcome.code), ("2 --x\n", "", Some(0)));
    let outcome = run(&["run", text(&path)]);
    assert_eq!(outcome.stdout, "0 nil\n");
}

#[test]
fn an_error_in_a_file_names_its_place() {
    let path = file("place", "(defn f [x]\n  (inc\n    (undefined-thing x)))\n");
    let outcome = run(&["run", text(&path)]);
    assert_eq!((outcome.stdout.as_str(), outcome.code), ("", Some(1)));
    assert!(outcome.stderr.contains("program.clj:3:6"), "{}", outcome.stderr);
    assert!(outcome.stderr.contains("(undefined-thing x)"), "{}", outcome.stderr);
}

#[test]
fn nobody_wants_the_last_value_of_a_file() {
    let path = file("pointer", "(cpp/raw \"inline int *last() { return nullptr; }\") (println 1) (cpp/last)");
    let outcome = run(&["run", text(&path)]);
    assert_eq!((outcome.code, outcome.stdout.as_str()), (Some(0), "1\n"), "{}", outcome.stderr);
}

#[test]
fn a_file_that_is_not_there_gives_code_1() {
    let outcome = run(&["run", "/no/such/file.clj"]);
    assert_eq!(outcome.code, Some(1));
    assert!(outcome.stderr.contains("/no/such/file.clj"), "{}", outcome.stderr);
}

#[test]
fn load_file_gives_the_last_value() {
    let path = file("load", "(ns loaded)\n(def x 20)\n(+ x 1)\n");
    let expression = format!("(def value (load-file {:?})) [value (ns-name *ns*) loaded/x]", text(&path));
    let outcome = run(&["-e", &expression]);
    assert_eq!(outcome.stdout, "[21 user 20]\n", "{}", outcome.stderr);
}

#[test]
fn stdin_is_a_script() {
    let outcome = run_with_input(&[], "(def x 1)\n(println (inc x))\n:not-printed");
    assert_eq!((outcome.stdout.as_str(), outcome.code), ("2\n", Some(0)), "{}", outcome.stderr);
    let outcome = run_with_input(&[], "(println 1)\n(println (+ 1");
    assert_eq!((outcome.stdout.as_str(), outcome.code), ("1\n", Some(1)));
}

#[test]
fn the_report_is_json_on_stderr() {
    let outcome = run(&["--report=json", "-e", "(defn f [x] (inc x)) (dotimes [_ 3] (f 1)) (f 2)"]);
    assert_eq!(outcome.stdout, "3\n", "{}", outcome.stderr);
    let report: serde_json::Value = serde_json::from_str(&outcome.stderr).expect("JSON");
    assert_eq!(report["forms"], 3);
    let functions = report["functions"].as_array().expect("functions");
    let f = functions.iter().find(|function| function["name"] == "user/f").expect("user/f");
    assert_eq!(f["calls"], 4);
    assert_eq!(f["at"], "<expression>:1:1");
    assert!(report["time_ms"]["interpreter"].is_number() && report["estimate"]["saved_ms"].is_number());
}

#[test]
fn the_report_as_text() {
    let outcome = run(&["--report", "-e", "(defn f [x] (inc x)) (f 2)"]);
    for part in ["C++ wrappers: none", "Functions: ", "user/f", "interpreter", "saved", "an estimate"] {
        assert!(outcome.stderr.contains(part), "no {part:?} in\n{}", outcome.stderr);
    }
}

#[test]
fn the_log_is_printed_when_asked_for() {
    let outcome = outcome(gusset().env("GUSSET_LOG", "gusset=trace").args(["-e", "1"]).output().expect("output"));
    assert_eq!((outcome.stdout.as_str(), outcome.code), ("1\n", Some(0)));
    let bad = gusset().env("GUSSET_LOG", "a=b=c").args(["-e", "1"]).output().expect("output");
    assert_eq!(bad.status.code(), Some(2));
}

#[test]
fn a_chrome_trace_is_json() {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join("trace.json");
    let outcome = run(&["--trace-chrome", text(&path), "-e", "(+ 1 2)"]);
    assert_eq!(outcome.stdout, "3\n", "{}", outcome.stderr);
    let trace: serde_json::Value =
        serde_json::from_str(&std::fs::read_to_string(&path).expect("a trace")).expect("JSON");
    let events = trace.as_array().expect("events");
    assert!(events.iter().any(|event| event["name"] == "form"), "{trace}");
}

#[test]
fn a_scripted_repl_goes_on_after_errors() {
    let input = "(def x 20)\n(+ x\n   1)\n(/ 1 0)\n*1\n(ex-message *e)\n(nope)\n)\n[*1 *2] (ns other)\n:end\n";
    let outcome = run_with_input(&["repl"], input);
    assert_eq!(outcome.code, Some(0));
    let expected = [
        "user=> #'user/x\n",
        "user=> 21\n",
        "user=> user=> 21\n",
        "user=> \"Divide by zero\"\n",
        "user=> user=> user=> [\"Divide by zero\" 21]\n",
        "nil\n",
        "other=> :end\n",
        "other=> \n",
    ];
    assert_eq!(outcome.stdout, expected.concat(), "{}", outcome.stderr);
    for part in ["Divide by zero", "<repl:3>", "nope", "reader/unmatched"] {
        assert!(outcome.stderr.contains(part), "no {part:?} in\n{}", outcome.stderr);
    }
}

/// Lets the child come so far that it has printed `marker`, then sends SIGINT and waits for its end.
fn interrupt_after(child: &mut Child, marker: &str) {
    let stdout = child.stdout.as_mut().expect("piped");
    let mut seen = Vec::new();
    let mut byte = [0];
    while !String::from_utf8_lossy(&seen).contains(marker) {
        assert_eq!(stdout.read(&mut byte).expect("readable"), 1, "ended before {marker:?}");
        seen.push(byte[0]);
    }
    // Long enough for the loop to get hot where it may.
    std::thread::sleep(Duration::from_millis(300));
    // SAFETY: a plain signal to our own child, which was not waited for.
    unsafe { libc::kill(child.id() as i32, libc::SIGINT) };
}

fn wait(child: &mut Child, limit: Duration) -> Option<i32> {
    let start = Instant::now();
    while start.elapsed() < limit {
        if let Some(status) = child.try_wait().expect("a child") {
            return status.code();
        }
        std::thread::sleep(Duration::from_millis(10));
    }
    child.kill().expect("a child to end");
    None
}

#[test]
fn ctrl_c_interrupts_a_long_loop_in_either_tier() {
    let endless = "(println :started) (flush) (loop [i 0] (recur (if (= i 1000) 0 (inc i))))";
    for mode in [&["--tier0-only"][..], &["--jit-threshold", "0"], &[]] {
        let mut child = gusset().args(mode).args(["-e", endless]).spawn().expect("the command starts");
        interrupt_after(&mut child, ":started");
        let code = wait(&mut child, Duration::from_secs(10));
        let mut stderr = String::new();
        child.stderr.take().expect("piped").read_to_string(&mut stderr).expect("UTF-8");
        assert_eq!(code, Some(1), "{mode:?}: {stderr}");
        assert!(stderr.contains("interrupted"), "{mode:?}: {stderr}");
    }
}

#[test]
fn ctrl_c_gives_the_prompt_back() {
    let mut child = gusset().arg("repl").stdin(Stdio::piped()).spawn().expect("the command starts");
    let mut stdin = child.stdin.take().expect("piped");
    let endless = "(do (println :started) (flush) (loop [i 0] (recur (if (= i 1000) 0 (inc i)))))\n";
    stdin.write_all(endless.as_bytes()).expect("writable");
    interrupt_after(&mut child, ":started");
    stdin.write_all(b"(+ 40 2)\n").expect("writable");
    drop(stdin);
    assert_eq!(wait(&mut child, Duration::from_secs(10)), Some(0));
    let outcome = outcome(child.wait_with_output().expect("output"));
    assert!(outcome.stdout.contains("user=> 42\n"), "{}", outcome.stdout);
    assert!(outcome.stderr.contains("interrupted"), "{}", outcome.stderr);
}

#[test]
fn the_standard_of_cpp_is_chosen() {
    let newer = run(&["-std=c++23", "-e", "(cpp/raw \"constexpr long year = __cplusplus;\") (> cpp/year 202002)"]);
    assert_eq!((newer.code, newer.stdout.as_str()), (Some(0), "true\n"), "{}", newer.stderr);
    // What C++23 passes as the object is none of the arguments.
    let text = "struct Inner { int get(int i) { return i; } };
        struct Outer { Inner in; int get(this Outer &) { return 1; } Inner *operator->() { return &in; } };";
    let explicit = format!("(cpp/raw {text:?}) (let [o (cpp/Outer)] [(.get o) (.get o 7)])");
    let explicit = run(&["-std=c++23", "-e", &explicit]);
    assert_eq!((explicit.code, explicit.stdout.as_str()), (Some(0), "[1 7]\n"), "{}", explicit.stderr);
    // C++20 took this from the allocator.
    let text = "constexpr long year = __cplusplus; using R = std::allocator<int>::reference;";
    let older = format!("(cpp/raw \"{text}\") [cpp/year (str (cpp/std.string \"a\")) (cpp/std.abs -3)]");
    let older = run(&["-std=c++17", "-e", &older]);
    assert_eq!((older.code, older.stdout.as_str()), (Some(0), "[201703 \"a\" 3]\n"), "{}", older.stderr);
    let oldest = run(&["-std=c++14", "-e", "(cpp/std.abs -3)"]);
    assert_eq!(oldest.code, Some(1));
    assert!(oldest.stderr.contains("-std=c++14 is too old"), "{}", oldest.stderr);
}
