//! The network's side, on threads of its own: connections are accepted, messages read and handed to the engine's thread,
//! and what cannot wait for that is done here: an interrupt, input for a program, and completion while a program runs.

use super::bencode::Bencode;
use crate::InterruptHandle;
use crate::instance::Names;
use std::collections::BTreeMap;
use std::io::{self, BufRead, BufReader, Write};
use std::net::{Shutdown, TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::Sender;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

/// How long a client may leave its answers unread before its connection is given up.
const PATIENCE: Duration = Duration::from_secs(10);

/// What a client asks, and where the answer goes.
pub(super) struct Request {
    message: BTreeMap<String, Bencode>,
    pub replies: Replies,
}

impl Request {
    /// A parameter that is a text.
    pub fn text(&self, key: &str) -> Option<&str> {
        self.message.get(key)?.as_text()
    }

    pub fn number(&self, key: &str) -> Option<usize> {
        match self.message.get(key)? {
            Bencode::Int(n) => usize::try_from(*n).ok(),
            Bencode::Text(text) => text.parse().ok(),
            _ => None,
        }
    }
}

/// Where answers to one request go. Nothing is told of a client that is gone: there is nobody to tell it to.
#[derive(Clone)]
pub(super) struct Replies {
    stream: Arc<Mutex<TcpStream>>,
    /// Set once the client's connection has ended.
    gone: Arc<AtomicBool>,
    /// `id` and `session` of the request.
    about: BTreeMap<String, Bencode>,
}

impl Replies {
    pub fn send<const N: usize>(&self, entries: [(&str, Bencode); N]) {
        self.send_all(entries.map(|(key, value)| (key.to_owned(), value)).into());
    }

    pub fn send_all(&self, entries: BTreeMap<String, Bencode>) {
        let mut message = self.about.clone();
        message.extend(entries);
        let mut bytes = Vec::new();
        Bencode::Dict(message).write(&mut bytes);
        let mut stream = self.stream.lock().unwrap_or_else(PoisonError::into_inner);
        if write_within(&mut stream, &bytes, PATIENCE).is_err() {
            // Half a message may have gone out: nothing after it could be understood.
            let _ = stream.shutdown(Shutdown::Both);
        }
    }

    /// Whether both go to the same client.
    fn same_client(&self, other: &Replies) -> bool {
        Arc::ptr_eq(&self.stream, &other.stream)
    }

    pub fn done(&self, status: &[&str]) {
        self.send([("status", status.iter().copied().chain(["done"]).collect())]);
    }
}

/// All of the bytes before the time is over, however slowly the other side reads.
fn write_within(stream: &mut TcpStream, mut bytes: &[u8], time: Duration) -> io::Result<()> {
    let end = Instant::now() + time;
    while !bytes.is_empty() {
        let left = end.saturating_duration_since(Instant::now());
        if left.is_zero() {
            return Err(io::ErrorKind::TimedOut.into());
        }
        stream.set_write_timeout(Some(left))?;
        match stream.write(bytes) {
            Ok(0) => return Err(io::ErrorKind::WriteZero.into()),
            Ok(count) => bytes = &bytes[count..],
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
    Ok(())
}

/// What is being evaluated.
pub(super) struct Running {
    pub session: String,
    pub id: String,
    /// Who asked for it.
    pub client: Replies,
    /// Text for the program to read, none for the end of its input; gone with the client.
    pub input: Option<Sender<Option<String>>>,
    pub interrupted: bool,
    /// What could be completed when it began.
    pub names: Names,
}

impl Running {
    /// Whether the request is about it: of its session, or of none.
    fn is_of(&self, request: &Request) -> bool {
        request.text("session").is_none_or(|session| session == self.session)
    }
}

/// What the threads share with the engine's.
#[derive(Clone)]
pub(super) struct Shared {
    /// Innermost last: a running program may serve others.
    pub running: Arc<Mutex<Vec<Running>>>,
    pub interrupt: InterruptHandle,
    pub requests: Sender<Request>,
}

impl Shared {
    pub fn running(&self) -> MutexGuard<'_, Vec<Running>> {
        self.running.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// An evaluation begins. If its client has gone already, there is no input.
    pub fn begin_running(&self, mut begun: Running) {
        let mut running = self.running();
        if begun.client.gone.load(Ordering::Relaxed) {
            begun.input = None;
        }
        running.push(begun);
    }

    /// The innermost evaluation has ended; says whether it was interrupted.
    pub fn end_running(&self) -> bool {
        let mut running = self.running();
        let interrupted = running.pop().is_some_and(|ended| ended.interrupted);
        // A request that came too late, or that was for the one around it.
        if running.last().is_some_and(|outer| outer.interrupted) {
            self.interrupt.interrupt();
        } else if interrupted {
            self.interrupt.withdraw();
        }
        interrupted
    }

    /// Accepts connections for as long as the process lives.
    pub fn listen(self, listener: TcpListener) -> io::Result<()> {
        let accept = move || {
            for stream in listener.incoming() {
                let shared = self.clone();
                let converse = move |stream: TcpStream| {
                    if let Err(error) = shared.converse(stream) {
                        tracing::debug!(%error, "an nREPL connection ended");
                    }
                };
                let begun = stream.and_then(|stream| {
                    std::thread::Builder::new().name("gusset-nrepl".to_owned()).spawn(move || converse(stream))
                });
                if let Err(error) = begun {
                    tracing::warn!(%error, "an nREPL connection could not be accepted");
                }
            }
        };
        std::thread::Builder::new().name("gusset-nrepl".to_owned()).spawn(accept).map(drop)
    }

    fn converse(&self, stream: TcpStream) -> io::Result<()> {
        stream.set_nodelay(true)?;
        let client =
            Replies { stream: Arc::new(Mutex::new(stream.try_clone()?)), gone: Arc::default(), about: BTreeMap::new() };
        let ended = self.read_requests(&mut BufReader::new(stream), &client);
        // Under the lock under which an evaluation begins.
        let mut running = self.running();
        client.gone.store(true, Ordering::Relaxed);
        for running in running.iter_mut().filter(|running| running.client.same_client(&client)) {
            running.input = None;
        }
        ended
    }

    fn read_requests(&self, from: &mut impl BufRead, client: &Replies) -> io::Result<()> {
        loop {
            let Bencode::Dict(message) = Bencode::read(from)? else {
                return Err(io::Error::new(io::ErrorKind::InvalidData, "a message is a dictionary"));
            };
            let about = message.iter().filter(|(key, _)| matches!(key.as_str(), "id" | "session"));
            let about = about.map(|(key, value)| (key.clone(), value.clone())).collect();
            let request = Request { message, replies: Replies { about, ..client.clone() } };
            if let Some(request) = self.at_once(request)
                && self.requests.send(request).is_err()
            {
                return Ok(()); // the engine has ended
            }
        }
    }

    /// Does what need not or cannot wait for the engine; gives back what has to.
    fn at_once(&self, request: Request) -> Option<Request> {
        match request.text("op") {
            Some("interrupt") => self.interrupt(&request),
            Some("stdin") => {
                let text = request.text("stdin").filter(|text| !text.is_empty());
                let running = self.running();
                let asked = running.iter().rfind(|running| running.is_of(&request));
                if let Some(input) = asked.and_then(|running| running.input.as_ref()) {
                    let _ = input.send(text.map(str::to_owned));
                }
                drop(running);
                request.replies.done(&[]);
            }
            Some("completions" | "complete") => {
                let Some(names) = self.running().last().map(|running| running.names.clone()) else {
                    return Some(request);
                };
                super::asking::complete(&request, &names);
            }
            _ => return Some(request),
        }
        None
    }

    fn interrupt(&self, request: &Request) {
        let status: &[&str] = {
            let mut running = self.running();
            match running.iter().rposition(|running| running.is_of(request)) {
                Some(index) if request.text("interrupt-id").is_some_and(|id| id != running[index].id) => {
                    &["error", "interrupt-id-mismatch"]
                }
                Some(index) => {
                    running[index].interrupted = true;
                    // One around the innermost is interrupted when that has ended (`end_running`).
                    if index + 1 == running.len() {
                        self.interrupt.interrupt();
                    }
                    &[]
                }
                None => &["session-idle"],
            }
        };
        request.replies.done(status);
    }
}
