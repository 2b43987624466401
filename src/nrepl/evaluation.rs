//! `eval` and `load-file`: a program's values, output and errors go to the client that sent it, one message each.

use super::connection::{Replies, Request, Running, Shared};
use super::session::Session;
use crate::core::{self, Console};
use crate::data::exception;
use crate::data::print;
use crate::engine::Engine;
use crate::evaluate;
use crate::instance::{Names, Results};
use crate::trace::render_uncaught;
use crate::value::{Context, Value};
use std::io;
use std::sync::mpsc::{Receiver, channel};

pub(super) fn evaluate(cx: &mut Context, request: &Request, session: &mut Session, shared: &Shared) {
    let is_file = request.text("op") == Some("load-file");
    let replies = &request.replies;
    let Some(text) = request.text(if is_file { "file" } else { "code" }) else {
        return replies.done(["error", if is_file { "no-file" } else { "no-code" }]);
    };
    let engine = Engine::of(cx);
    if let Some(name) = request.text("ns")
        && engine.find_namespace(name).is_none()
    {
        return replies.done(["error", "namespace-not-found"]);
    }
    let namespace = session.namespace_for(engine, request);
    let (input, lines) = channel();
    shared.running().push(Running {
        session: session.id.clone(),
        id: request.text("id").unwrap_or_default().to_owned(),
        input,
        interrupted: false,
        names: Names::visible_in(engine, &namespace),
    });
    let outer = engine.namespace_var.root.get();
    engine.namespace_var.root.set(namespace.into());
    let results = Results::new(engine);
    results.swap(&mut session.results);
    let console = Client { replies: replies.clone(), lines };
    let outer_console = core::redirect(Some(Box::new(console)));

    let source = engine.sources.add(source_name(request, is_file), placed(request, text));
    let mut told = |cx: &mut Context, value: Value| {
        answer(cx, replies, &value);
        results.remember(value);
    };
    let outcome = match is_file {
        true => evaluate::eval_file(cx, source).map(|value| told(cx, value)),
        false => evaluate::eval_each(cx, source, &mut told),
    };

    core::redirect(outer_console);
    let interrupted = shared.end_running();
    let status = match outcome {
        Ok(()) => None,
        Err(_) => {
            let exception = cx.take_pending();
            let trace = std::mem::take(&mut cx.trace);
            results.failed(exception.clone());
            if interrupted {
                Some("interrupted")
            } else {
                let text = render_uncaught(cx, &engine.sources, &exception, &trace, false);
                replies.send([("err", format!("{}\n", text.trim_end()).into())]);
                let class = format!("class {}", exception::class_name(&exception));
                replies.send([
                    ("ex", class.as_str().into()),
                    ("root-ex", class.as_str().into()),
                    ("status", ["eval-error"].into_iter().collect()),
                ]);
                None
            }
        }
    };
    results.swap(&mut session.results);
    // A file's namespace is its own affair.
    if !is_file && request.text("ns").is_none() {
        session.namespace = engine.current_namespace();
    }
    engine.namespace_var.root.set(outer);
    match status {
        Some(status) => replies.done([status]),
        None => replies.done([]),
    }
}

fn answer(cx: &mut Context, replies: &Replies, value: &Value) {
    core::flush();
    let text = print::readably(cx, value).unwrap_or_else(|_| {
        let exception = cx.take_pending();
        cx.trace.clear();
        format!("#<unprintable: {}>", exception::class_name(&exception))
    });
    let namespace = Engine::of(cx).current_namespace().name.to_string();
    replies.send([("value", text.into()), ("ns", namespace.into())]);
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
        self.replies.send([("status", ["need-input"].into_iter().collect())]);
        let Ok(Some(text)) = self.lines.recv() else { return Ok(0) };
        line.push_str(&text);
        Ok(text.len())
    }
}
