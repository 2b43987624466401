//! The server for editors, as one talks to it.

use gusset::nrepl::bencode::Bencode;
use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

/// How long anything may take.
const PATIENCE: Duration = Duration::from_secs(90);

type Message = BTreeMap<String, Bencode>;

struct Server {
    child: Child,
    port: u16,
    directory: PathBuf,
}

impl Server {
    fn start(test: &str, arguments: &[&str], files: &[(&str, &str)]) -> Server {
        let directory = Path::new(env!("CARGO_TARGET_TMPDIR")).join("nrepl").join(test);
        let _ = std::fs::remove_dir_all(&directory);
        std::fs::create_dir_all(&directory).expect("a directory");
        for (name, text) in files {
            std::fs::write(directory.join(name), text).expect("a file");
        }
        let mut command = Command::new(env!("CARGO_BIN_EXE_gusset"));
        command.arg("nrepl").args(arguments).current_dir(&directory).stdin(Stdio::null()).stdout(Stdio::piped());
        let mut child = command.spawn().expect("the command starts");
        let mut line = String::new();
        BufReader::new(child.stdout.as_mut().expect("piped")).read_line(&mut line).expect("a line");
        let port = line.trim_end().rsplit(':').next().and_then(|port| port.parse().ok());
        Server { child, port: port.unwrap_or_else(|| panic!("no port in {line}")), directory }
    }

    fn connect(&self) -> Client {
        let stream = TcpStream::connect(("127.0.0.1", self.port)).expect("the server listens");
        stream.set_read_timeout(Some(PATIENCE)).expect("a time");
        Client { from: BufReader::new(stream), session: None }
    }

    fn interrupt(&self) {
        // SAFETY: a signal to our own child, which has not been waited for.
        unsafe { libc::kill(self.child.id() as libc::pid_t, libc::SIGINT) };
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

struct Client {
    from: BufReader<TcpStream>,
    session: Option<String>,
}

impl Client {
    fn send(&mut self, entries: &[(&str, &str)]) {
        let mut message: Message =
            entries.iter().map(|(key, value)| ((*key).to_owned(), Bencode::from(*value))).collect();
        if let Some(session) = &self.session {
            message.entry("session".to_owned()).or_insert_with(|| session.as_str().into());
        }
        let mut bytes = Vec::new();
        Bencode::Dict(message).write(&mut bytes);
        self.from.get_mut().write_all(&bytes).expect("the server reads");
    }

    fn receive(&mut self) -> Message {
        match Bencode::read(&mut self.from) {
            Ok(Bencode::Dict(message)) => message,
            other => panic!("no message: {other:?}"),
        }
    }

    /// Everything that is answered until it is done: each text behind its key, and what the status says.
    fn rest(&mut self) -> String {
        let mut all = String::new();
        loop {
            let message = self.receive();
            for (key, value) in &message {
                match value {
                    Bencode::Text(text) if matches!(key.as_str(), "value" | "out" | "err" | "ex") => {
                        all += &format!("{key} {} ", text.trim_end());
                    }
                    _ => {}
                }
            }
            let Some(Bencode::List(status)) = message.get("status") else { continue };
            let words: Vec<&str> = status.iter().filter_map(Bencode::as_text).collect();
            if words.contains(&"done") {
                return all + &words.join(" ");
            }
        }
    }

    fn ask(&mut self, entries: &[(&str, &str)]) -> String {
        self.send(entries);
        self.rest()
    }

    fn eval(&mut self, code: &str) -> String {
        self.ask(&[("op", "eval"), ("code", code)])
    }

    /// Begins an evaluation, up to its first answer with this key.
    fn begin(&mut self, code: &str, until: &str) {
        self.send(&[("op", "eval"), ("code", code)]);
        while !self.receive().contains_key(until) {}
    }

    fn interrupt(&mut self, session: &str) {
        assert_eq!(self.ask(&[("op", "interrupt"), ("session", session)]), "done");
    }

    fn open_session(&mut self) -> String {
        self.send(&[("op", "clone")]);
        self.session = self.receive()["new-session"].as_text().map(str::to_owned);
        self.session.clone().expect("a session")
    }

    /// Asks until there is something: names of C++ may come late where headers have to be parsed.
    fn candidates(&mut self, prefix: &str) -> Vec<String> {
        let found = loop {
            self.send(&[("op", "completions"), ("prefix", prefix)]);
            let Some(Bencode::List(found)) = self.receive().remove("completions") else { panic!("no completions") };
            if !found.is_empty() {
                break found;
            }
        };
        let candidate = |it: Bencode| match it {
            Bencode::Dict(mut it) => it.remove("candidate").and_then(|it| it.as_text().map(str::to_owned)),
            _ => None,
        };
        found.into_iter().filter_map(candidate).collect()
    }
}

#[test]
fn evaluation_and_its_errors() {
    let server = Server::start("evaluation", &[], &[]);
    let mut client = server.connect();
    assert_eq!(client.eval("(println \"hi\") (+ 1 2)"), "out hi value nil value 3 done");
    assert_eq!(client.eval("(cpp/std.abs -5) (str *1)"), "value 5 value \"5\" done");
    let answer = client.eval("(throw (ex-info \"no\" {}))");
    assert!(answer.ends_with("ex class clojure.lang.ExceptionInfo done"), "{answer}");
    assert_eq!(client.eval("(ex-message *e)"), "value \"no\" done");
    let entries =
        [("op", "eval"), ("code", "(cpp/std.abs \"a\")"), ("file", "game.clj"), ("line", "10"), ("column", "3")];
    let answer = client.ask(&entries);
    assert!(answer.contains("no matching function for call to 'abs'") && answer.contains("game.clj:10:3"), "{answer}");
    let answer =
        client.ask(&[("op", "load-file"), ("file", "(ns there)\n(def x 5)\n(/ 1 0)"), ("file-path", "there.clj")]);
    assert!(answer.contains("Divide by zero") && answer.contains("there.clj:3:1"), "{answer}");
    assert_eq!(client.eval("(str *ns* there/x)"), "value \"user5\" done");
    assert_eq!(client.ask(&[("op", "load-file"), ("file", "1 2")]), "value 2 done");
    assert_eq!(client.ask(&[("op", "eval"), ("code", "1"), ("ns", "nowhere")]), "error namespace-not-found done");
    assert_eq!(client.ask(&[("op", "eval")]), "error no-code done");
    assert_eq!(client.ask(&[("op", "dance")]), "error unknown-op done");
}

#[test]
fn sessions_have_namespaces_and_results() {
    let server = Server::start("sessions", &[], &[]);
    let (mut first, mut second) = (server.connect(), server.connect());
    first.open_session();
    second.open_session();
    assert_eq!(first.eval("(ns one) 1"), "value nil value 1 done");
    assert_eq!(second.eval("(str *ns*)"), "value \"user\" done");
    assert_eq!(first.eval("[(str *ns*) *1]"), "value [\"one\" 1] done");
    assert_eq!(second.eval("*2"), "value nil done");
    assert_eq!(second.ask(&[("op", "eval"), ("code", "(str *ns*)"), ("ns", "one")]), "value \"one\" done");
    assert_eq!(second.eval("(str *ns*)"), "value \"user\" done");
    assert_eq!(second.ask(&[("op", "close")]), "session-closed done");
    assert_eq!(second.eval("1"), "error unknown-session done");
}

#[test]
fn an_interrupt_and_what_is_there_meanwhile() {
    let server = Server::start("interrupt", &[], &[]);
    let (mut client, mut other) = (server.connect(), server.connect());
    let session = client.open_session();
    client.send(&[("op", "eval"), ("id", "7"), ("code", "(println 1) (loop [] (recur))")]);
    while !client.receive().contains_key("value") {}
    assert_eq!(other.candidates("reduce-"), ["reduce-kv"]);
    let interrupt = [("op", "interrupt"), ("session", session.as_str()), ("interrupt-id", "8")];
    assert_eq!(other.ask(&interrupt), "error interrupt-id-mismatch done");
    other.interrupt(&session);
    assert_eq!(client.rest(), "interrupted done");
    assert_eq!(other.ask(&interrupt), "session-idle done");
    // Input: a line, its end, and an interrupt while it is waited for.
    for (line, value) in [("hello\n", "\"hello\""), ("", "nil")] {
        client.begin("(read-line)", "status");
        assert_eq!(other.ask(&[("op", "stdin"), ("stdin", line)]), "done");
        assert_eq!(client.rest(), format!("value {value} done"));
    }
    client.begin("(do (read-line) (loop [] (recur)))", "status");
    other.interrupt(&session);
    assert_eq!(client.rest(), "interrupted done");
    assert_eq!(client.eval("(+ 1 1)"), "value 2 done");
}

#[test]
fn input_comes_in_lines_and_ends_with_its_client() {
    let server = Server::start("input", &[], &[]);
    let (mut client, mut other) = (server.connect(), server.connect());
    let session = client.open_session();
    let stdin = [("op", "stdin"), ("session", session.as_str())];
    client.begin("[(read-line) (read-line) (read-line)]", "status");
    for text in ["a\nb\nc", "d\n"] {
        assert_eq!(other.ask(&[stdin.as_slice(), &[("stdin", text)]].concat()), "done");
    }
    while !client.receive().contains_key("value") {}
    assert_eq!(client.rest(), "done");
    assert_eq!(client.eval("*1"), "value [\"a\" \"b\" \"cd\"] done");
    client.begin("[(read-line) (read-line)]", "status");
    drop(client);
    assert_eq!(other.eval("1"), "value 1 done");
    // A client that is gone before its turn came.
    let mut gone = server.connect();
    other.begin("(println 1) (Thread/sleep 300)", "value");
    gone.send(&[("op", "eval"), ("code", "(def line (read-line))")]);
    drop(gone);
    assert_eq!(other.rest(), "value nil done");
    // Ctrl-C ends waiting, too.
    other.begin("(do (read-line) (loop [] (recur)))", "status");
    server.interrupt();
    let answer = other.rest();
    assert!(answer.contains("InterruptedException"), "{answer}");
}

#[test]
fn an_interrupt_while_a_value_is_printed() {
    let server = Server::start("printing", &[], &[]);
    let (mut client, mut other) = (server.connect(), server.connect());
    let session = client.open_session();
    client.begin("(println 1) (range) :second", "value");
    other.interrupt(&session);
    assert_eq!(client.rest(), "interrupted done");
}

/// What a running program serves is no part of it.
#[test]
fn served_inside_of_another() {
    let program = "(ns inside) (def go (atom true)) (while @go (gusset.nrepl/serve-pending) (Thread/sleep 1))";
    let server = Server::start("inside", &[], &[("inside.clj", program)]);
    let (mut outer, mut inner, mut third) = (server.connect(), server.connect(), server.connect());
    for client in [&mut outer, &mut inner] {
        client.open_session();
    }
    assert_eq!(outer.eval("41"), "value 41 done");
    outer.begin("(println 0) (load-file \"inside.clj\") [*1 *2 *3]", "value");
    // Its namespace, results and output are its own.
    assert_eq!(inner.eval("(def xq 1) (str *ns*)"), "value #'user/xq value \"user\" done");
    assert_eq!(
        inner.eval("(in-ns 'other) (clojure.core/str clojure.core/*1)"),
        "value #<namespace other> value \"other\" done"
    );
    assert_eq!(inner.eval("(clojure.core/str clojure.core/*ns*)"), "value \"other\" done");
    third.eval("(reset! inside/go false)");
    assert_eq!(outer.rest(), "value nil value [nil nil 41] done");

    let gather =
        "(do (reset! inside/go true) (with-out-str (print 1) (while @inside/go (gusset.nrepl/serve-pending))))";
    outer.send(&[("op", "eval"), ("code", gather)]);
    while third.eval("(println (= true @inside/go))") != "out true value nil done" {}
    third.eval("(reset! inside/go false)");
    assert_eq!(outer.rest(), "value \"1\" done");

    // An interrupt is for whom it names.
    let session = outer.session.clone().expect("a session");
    outer.begin("(println 2) (loop [] (gusset.nrepl/serve-pending) (recur))", "value");
    inner.begin("(clojure.core/println 3) (do (Thread/sleep 300) :whole)", "value");
    third.interrupt(&session);
    assert_eq!(inner.rest(), "value :whole done");
    assert_eq!(outer.rest(), "interrupted done");
}

#[test]
fn names_of_the_language_and_of_cpp() {
    let server = Server::start("names", &[], &[]);
    let mut client = server.connect();
    let text = "/// How wide it is.\ninline int breadth(int of, double scale) { return of * scale; }";
    assert_eq!(
        client.eval(&format!("(cpp/raw {text:?}) (defn width \"In pixels.\" ([a] a) ([a {{:keys [b]}}] b))")),
        "value nil value #'user/width done"
    );
    assert_eq!(client.candidates("cpp/bread"), ["cpp/breadth"]);
    assert_eq!(client.candidates("cpp/std.vec"), ["cpp/std.vector"]);
    assert_eq!(client.candidates("wid"), ["width"]);
    let mut look = |op: &str, name: &str| {
        client.send(&[("op", op), ("sym", name)]);
        let mut out = Vec::new();
        Bencode::Dict(client.receive()).write(&mut out);
        String::from_utf8_lossy(&out).into_owned()
    };
    let found = look("lookup", "cpp/breadth");
    assert!(found.contains("inline int breadth(int of, double scale)") && found.contains("How wide it is."), "{found}");
    let found = look("info", "width");
    assert!(found.contains("[a]\n[a {:keys [b]}]") && found.contains("In pixels."), "{found}");
    let found = look("eldoc", "width");
    assert!(found.contains("5:eldocll1:ael1:a11:{:keys [b]}ee"), "{found}");
    assert!(look("info", "unknown").contains("7:no-info"));
    assert!(look("eldoc", "cpp/unknown").contains("8:no-eldoc"));
}

#[test]
fn a_program_is_changed_while_it_runs() {
    let program = "(def rounds (atom 0)) (defn step [] (swap! rounds inc)) (def go (atom true)) (def ended false)
                   (while @go (step) (gusset.nrepl/serve-pending))
                   (def ended true)";
    let server = Server::start("running", &["game.clj"], &[("game.clj", program)]);
    let mut client = server.connect();
    assert_eq!(client.eval("(defn step [] (reset! rounds -1000000))"), "value #'user/step done");
    while client.eval("(neg? @rounds)") != "value true done" {}
    let answer = client.eval("(/ 1 0)");
    assert!(answer.contains("Divide by zero"), "{answer}");
    // Serving inside of what is served.
    client.open_session();
    client.send(&[("op", "eval"), ("code", "(do (gusset.nrepl/serve-pending) 1)")]);
    assert_eq!(client.rest(), "value 1 done");
    assert_eq!(client.eval("(reset! go false)"), "value false done");
    while client.eval("ended") != "value true done" {}
    assert_eq!(client.eval("@rounds"), "value -1000000 done");
}

#[test]
fn what_is_no_message_ends_the_connection_alone() {
    let mut server = Server::start("nonsense", &[], &[]);
    for text in ["hello", "i5e", "d2:op", &"l".repeat(1 << 16), "9999999999999:x"] {
        let mut stream = server.connect().from.into_inner();
        // The server may have had enough before it has all.
        let _ = stream.write_all(text.as_bytes());
        let _ = stream.shutdown(std::net::Shutdown::Write);
        assert_eq!(stream.read(&mut [0]).unwrap_or(0), 0, "{text:.10}");
    }
    assert_eq!(server.connect().eval("1"), "value 1 done");
    // Ctrl-C ends what is evaluated, and then the server.
    let mut client = server.connect();
    client.begin("(println 1) (loop [] (recur))", "value");
    server.interrupt();
    let answer = client.rest();
    assert!(answer.contains("InterruptedException"), "{answer}");
    assert!(server.directory.join(".nrepl-port").exists());
    server.interrupt();
    assert!(server.child.wait().expect("the end").success());
    assert!(!server.directory.join(".nrepl-port").exists());
}
