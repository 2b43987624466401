//! `eval` and `load-file`: a program's values, output and errors go to the client that sent it, one message each.

use super::LOOKING;
use super::connection::{Replies, Request, Running, Shared};
use super::session::Session;
use crate::InterruptHandle;
use crate::core::{self, Console};
use crate::data::exception::{self, Class};
use crate::data::print;
use crate::engine::Engine;
use crate::evaluate;
use crate::instance::{Names, Results};
use crate::trace::render_uncaught;
use crate::value::{Context, Outcome, Value};
use std::io;
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};

pub(super) fn evaluate(cx: &mut Context, request: &Request, session: &mut Session, results: &Results, shared: &Shared) {
    let is_file = request.text("op") == Some("load-file");
    let replies = &request.replies;
    let Some(text) = request.text(if is_file { "file" } else { "code" }) else {
        return replies.done(&["error", if is_file { "no-file" } else { "no-code" }]);
    };
    let engine = Engine::of(cx);
    if let Some(name) = request.text("ns")
        && engine.find_namespace(name).is_none()
    {
        return replies.done(&["error", "namespace-not-found"]);
    }
    let namespace = session.namespace_for(engine, request);
    let (input, lines) = channel();
    shared.begin_running(Running {
        session: session.id.clone(),
        id: request.text("id").unwrap_or_default().to_owned(),
        client: replies.clone(),
        input: Some(input),
        interrupted: false,
        names: Names::visible_in(engine, &namespace),
    });
    results.swap(&mut session.results);
    let client = Client { replies: replies.clone(), lines, read: String::new(), interrupt: shared.interrupt.clone() };
    let streams = core::redirect(Box::new(client));

    let source = engine.sources.add(source_name(request, is_file), placed(request, text));
    let mut told = |cx: &mut Context, value: Value| {
        results.remember(value.clone());
        answer(cx, replies, &value)
    };
    // A binding of its own: the program that serves this may be loading a file.
    let own = vec![(engine.namespace_var.clone(), namespace.into())];
    let outcome = core::with_frame(cx, own, |cx| {
        let outcome = match is_file {
            true => evaluate::eval_file(cx, source).and_then(|value| told(cx, value)),
            false => evaluate::eval_each(cx, source, &mut told),
        };
        // A file's namespace is its own affair.
        if !is_file && request.text("ns").is_none() {
            session.namespace = engine.current_namespace();
        }
        outcome
    });

    core::restore(streams);
    let interrupted = shared.end_running();
    if outcome.is_err() {
        let exception = cx.take_pending();
        let trace = std::mem::take(&mut cx.trace);
        results.failed(exception.clone());
        if !interrupted {
            let text = render_uncaught(cx, &engine.sources, &exception, &trace, false);
            replies.send([("err", format!("{}\n", text.trim_end()).into())]);
            let class = format!("class {}", exception::class_name(&exception));
            replies.send([
                ("ex", class.as_str().into()),
                ("root-ex", class.as_str().into()),
                ("status", ["eval-error"].into_iter().collect()),
            ]);
        }
    }
    results.swap(&mut session.results);
    if outcome.is_err() && interrupted {
        replies.done(&["interrupted"]);
    } else {
        replies.done(&[]);
    }
}

/// Sends a value. What it throws is told in its place, unless that was an interrupt.
fn answer(cx: &mut Context, replies: &Replies, value: &Value) -> Outcome<()> {
    core::flush();
    let text = match print::readably(cx, value) {
        Ok(text) => text,
        Err(thrown) => {
            let class = exception::class_name(&cx.pending);
            if &*class == Class::InterruptedException.name() {
                return Err(thrown);
            }
            drop(cx.take_pending());
            cx.trace.clear();
            format!("#<unprintable: {class}>")
        }
    };
    let namespace = Engine::of(cx).current_namespace().name.to_string();
    replies.send([("value", text.into()), ("ns", namespace.into())]);
    Ok(())
}

fn source_name(request: &Request, is_file: bool) -> String {
    let keys: &[&str] = if is_file { &["file-path", "file-name"] } else { &["file"] };
    let named = keys.iter().find_map(|key| request.text(key)).filter(|name| !name.is_empty());
    named.unwrap_or("<nrepl>").to_owned()
}

/// The text where it stands in its file, so that errors tell its lines.
fn placed(request: &Request, text: &str) -> String {
    const LINES: usize = 1_000_000;
    let before = |key| request.number(key).filter(|n| (1..LINES).contains(n)).map_or(0, |n| n - 1);
    format!("{}{}{text}", "\n".repeat(before("line")), " ".repeat(before("column")))
}

/// The client as a program's standard streams.
struct Client {
    replies: Replies,
    lines: Receiver<Option<String>>,
    /// What was sent and is not read yet.
    read: String,
    interrupt: InterruptHandle,
}

impl Client {
    /// More of the input; none at its end, which is also where the client has gone or the program is interrupted.
    fn more(&mut self) -> Option<String> {
        loop {
            match self.lines.recv_timeout(LOOKING) {
                Ok(text) => return text,
                Err(RecvTimeoutError::Timeout) if self.interrupt.is_requested() => return None,
                Err(RecvTimeoutError::Timeout) => {}
                Err(RecvTimeoutError::Disconnected) => return None,
            }
        }
    }
}

impl Console for Client {
    fn write(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.replies.send([("out", String::from_utf8_lossy(bytes).into_owned().into())]);
        Ok(())
    }

    fn write_error(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.replies.send([("err", String::from_utf8_lossy(bytes).into_owned().into())]);
        Ok(())
    }

    fn read_line(&mut self, line: &mut String) -> io::Result<usize> {
        if !self.read.contains('\n') {
            self.replies.send([("status", ["need-input"].into_iter().collect())]);
        }
        while !self.read.contains('\n')
            && let Some(text) = self.more()
        {
            self.read.push_str(&text);
        }
        let end = self.read.find('\n').map_or(self.read.len(), |at| at + 1);
        line.extend(self.read.drain(..end));
        Ok(end)
    }
}
