//! A server for editors, which speaks nREPL (<https://nrepl.org/nrepl/ops.html>): evaluation with output, input and
//! interrupts, sessions, completion, and what names of the language and of C++ mean.
//!
//! `bencode` is how messages are written, `connection` reads them on threads of its own, `session` is what each client has
//! for itself, `evaluation` runs programs and `asking` looks names up, on the engine's thread: it is [`Server::serve`]'s. A program that
//! does not end, as a game, is changed while it runs where it calls `(gusset.nrepl/serve-pending)` between its steps.

mod asking;
pub mod bencode;
mod connection;
mod evaluation;
mod session;

use crate::Gusset;
use crate::engine::Engine;
use crate::instance::Results;
use crate::value::Context;
use bencode::Bencode;
use connection::{Request, Shared};
use session::Sessions;
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::io;
use std::net::{SocketAddr, TcpListener};
use std::rc::Rc;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::{Duration, Instant};

/// How often what waits looks whether it shall end.
const LOOKING: Duration = Duration::from_millis(100);
/// After how long a running program gets its turn again, though more is waiting.
const TURN: Duration = Duration::from_millis(10);
/// The operations, as `describe` lists them.
const OPERATIONS: [&str; 13] = [
    "clone",
    "close",
    "complete",
    "completions",
    "describe",
    "eldoc",
    "eval",
    "info",
    "interrupt",
    "load-file",
    "lookup",
    "ls-sessions",
    "stdin",
];

/// A server for one engine. To be dropped before the engine ends, as its sessions hold values.
pub struct Server {
    address: SocketAddr,
    inner: Rc<Inner>,
}

struct Inner {
    requests: Receiver<Request>,
    shared: Shared,
    sessions: RefCell<Sessions>,
    results: Results,
}

impl Server {
    /// Listens at `address`, on whose port 0 stands for any that is free. `(gusset.nrepl/serve-pending)` in the engine's
    /// programs is [`Server::serve_pending`] from now on.
    pub fn bind(gusset: &Gusset, address: (&str, u16)) -> io::Result<Server> {
        let listener = TcpListener::bind(address)?;
        let address = listener.local_addr()?;
        let (sender, requests) = channel();
        let shared = Shared { running: Arc::default(), interrupt: gusset.interrupt_handle(), requests: sender };
        shared.clone().listen(listener)?;
        let engine = gusset.engine();
        let inner = Rc::new(Inner {
            requests,
            shared,
            sessions: RefCell::new(Sessions::new(engine)),
            results: Results::new(engine),
        });
        let serving = Rc::downgrade(&inner);
        let serve_pending = move |cx: &mut Context| {
            if let Some(inner) = serving.upgrade() {
                inner.serve_pending(cx);
            }
        };
        engine.serve_pending.replace(Some(Rc::new(serve_pending)));
        Ok(Server { address, inner })
    }

    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// Serves until the engine is interrupted while it evaluates nothing.
    pub fn serve(&mut self, gusset: &mut Gusset) {
        gusset.begin();
        loop {
            match gusset.outside(|| self.inner.requests.recv_timeout(LOOKING)) {
                Ok(request) => self.inner.answer(gusset.begin(), request),
                Err(RecvTimeoutError::Timeout) if gusset.is_interrupted() => return,
                Err(RecvTimeoutError::Timeout) => {}
                Err(RecvTimeoutError::Disconnected) => return,
            }
        }
    }

    /// Serves what is waiting, and returns: for a host with a loop of its own, which calls it between its steps.
    pub fn serve_pending(&mut self, gusset: &mut Gusset) {
        self.inner.serve_pending(gusset.begin());
    }
}

impl Inner {
    /// On the engine's own thread: another that C++ started may be inside while that one waits for requests.
    fn serve_pending(&self, cx: &mut Context) {
        if !cx.gate.is_home() {
            return;
        }
        let start = Instant::now();
        while start.elapsed() < TURN
            && let Ok(request) = self.requests.try_recv()
        {
            self.answer(cx, request);
        }
    }

    fn answer(&self, cx: &mut Context, request: Request) {
        let engine = Engine::of(cx);
        let replies = &request.replies;
        let mut sessions = self.sessions.borrow_mut();
        match request.text("op") {
            Some("clone") => {
                let id = sessions.open(request.text("session"));
                replies.send([("new-session", id.into()), ("status", ["done"].into_iter().collect())]);
            }
            Some("close") => {
                if let Some(id) = request.text("session") {
                    sessions.close(id);
                }
                replies.done(&["session-closed"]);
            }
            Some("ls-sessions") => {
                let ids = sessions.ids().collect();
                replies.send([("sessions", ids), ("status", ["done"].into_iter().collect())]);
            }
            Some("describe") => describe(&request),
            Some("eval" | "load-file" | "completions" | "complete" | "lookup" | "info" | "eldoc") => {
                let Some(session) = sessions.find(request.text("session")) else {
                    return replies.done(&["error", "unknown-session"]);
                };
                let evaluates = matches!(request.text("op"), Some("eval" | "load-file"));
                let mut session = session.clone();
                // A program that runs may serve others.
                drop(sessions);
                if !evaluates {
                    let namespace = session.namespace_for(engine, &request);
                    return asking::answer(cx, request, &namespace);
                }
                evaluation::evaluate(cx, &request, &mut session, &self.results, &self.shared);
                self.sessions.borrow_mut().put_back(session);
            }
            _ => replies.done(&["error", "unknown-op"]),
        }
    }
}

fn describe(request: &Request) {
    let dict = |entries: &[(&str, Bencode)]| {
        Bencode::Dict(entries.iter().map(|(key, value)| ((*key).to_owned(), value.clone())).collect())
    };
    let version = |text: &str| {
        let mut numbers = text.split('.').map(|n| Bencode::Int(n.parse().unwrap_or(0)));
        let mut next = || numbers.next().unwrap_or(Bencode::Int(0));
        dict(&[("major", next()), ("minor", next()), ("incremental", next()), ("version-string", text.into())])
    };
    let ops = OPERATIONS.map(|op| (op, Bencode::Dict(BTreeMap::new())));
    request.replies.send([
        ("ops", dict(&ops)),
        ("versions", dict(&[("gusset", version(env!("CARGO_PKG_VERSION"))), ("nrepl", version("1.3.0"))])),
        ("status", ["done"].into_iter().collect()),
    ]);
}
