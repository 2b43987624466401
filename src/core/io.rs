//! Input and output: standard output behind a buffer, files as strings.
//!
//! Standard output is flushed at a newline where a person looks on, at once where C++ has been started, when the buffer is
//! full, before standard error and standard input are used, and at the end of the process. A [`Console`] may stand in
//! for all three.

use super::{Native, native, take};
use crate::data::exception::{self, Class};
use crate::data::seq::SeqIter;
use crate::data::string;
use crate::value::{Context, Outcome, Thrown, Value, call};
use std::cell::RefCell;
use std::io::{IsTerminal, Read, Write};
use std::sync::atomic::{AtomicBool, Ordering};

pub static TABLE: &[Native] = &[
    native("clojure.core/flush", 0, 0, |_, _| {
        flush();
        Ok(Value::NIL)
    }),
    native("clojure.core/slurp", 1, super::ANY, |cx, args| {
        let path = path_of(cx, &args[0])?;
        match std::fs::read(&path) {
            Ok(bytes) => Ok(string(&String::from_utf8_lossy(&bytes))),
            Err(error) => Err(failed(cx, &path, &error)),
        }
    }),
    native("clojure.core/spit", 2, super::ANY, spit),
    native("clojure.core/read-line", 0, 0, |cx, _| {
        flush();
        let mut line = String::new();
        let read = |console: &mut Option<Box<dyn Console>>| match console {
            Some(console) => console.read_line(&mut line),
            None => std::io::stdin().read_line(&mut line),
        };
        match cx.gate.outside(|| CONSOLE.with_borrow_mut(read)) {
            Ok(0) => Ok(Value::NIL),
            Ok(_) => Ok(string(line.trim_end_matches('\n').trim_end_matches('\r'))),
            Err(error) => Err(failed(cx, "standard input", &error)),
        }
    }),
    native("clojure.core/file-seq*", 1, 1, |cx, args| {
        let path = path_of(cx, &args[0])?;
        let mut entries: Vec<String> = match std::fs::read_dir(&path) {
            Ok(entries) => entries.flatten().map(|entry| entry.path().to_string_lossy().into_owned()).collect(),
            Err(error) => return Err(failed(cx, &path, &error)),
        };
        entries.sort();
        Ok(crate::data::list(entries.iter().map(|path| string(path)).collect::<Vec<_>>()))
    }),
    native("gusset.io/exists?", 1, 1, |cx, args| {
        let path = path_of(cx, &args[0])?;
        Ok(Value::bool(std::path::Path::new(&path).exists()))
    }),
    native("gusset.io/delete-file", 1, 1, |cx, args| {
        let path = path_of(cx, &args[0])?;
        match std::fs::remove_file(&path) {
            Ok(()) => Ok(Value::TRUE),
            Err(error) => Err(failed(cx, &path, &error)),
        }
    }),
    // While a string is being gathered, what is printed goes there: `with-out-str`.
    native("clojure.core/push-out*", 0, 0, |_, _| {
        CAPTURED.with_borrow_mut(|captured| captured.push(String::new()));
        Ok(Value::NIL)
    }),
    native("clojure.core/pop-out*", 0, 0, |_, _| Ok(string(&CAPTURED.with_borrow_mut(Vec::pop).unwrap_or_default()))),
    native("clojure.core/with-out-str*", 1, 1, |cx, args| {
        let depth = start_capture();
        let outcome = call(cx, &args[0], &mut []);
        let text = stop_capture(depth);
        outcome.map(|_| string(&text))
    }),
    native("gusset.io/print-error", 1, super::ANY, |cx, args| {
        flush();
        let mut text = String::new();
        for arg in args.iter() {
            crate::data::print::append_str(cx, arg, &mut text)?;
        }
        // Nothing can be done about a closed standard error.
        let _ = CONSOLE.with_borrow_mut(|console| match console {
            Some(console) => console.write_error(text.as_bytes()),
            None => std::io::stderr().write_all(text.as_bytes()),
        });
        Ok(Value::NIL)
    }),
    native("gusset.io/read-all", 0, 0, |cx, _| {
        flush();
        let mut text = String::new();
        match cx.gate.outside(|| std::io::stdin().read_to_string(&mut text)) {
            Ok(_) => Ok(string(&text)),
            Err(error) => Err(failed(cx, "standard input", &error)),
        }
    }),
];

/// Set once C++ may write to standard output, too: what the two write comes out in turn.
static SHARED: AtomicBool = AtomicBool::new(false);

/// From now on, C++ writes to standard output, too, and may end the process.
pub fn share_output() {
    flush();
    SHARED.store(true, Ordering::Relaxed);
}

/// What stands in for a thread's standard streams, as somebody's editor.
pub trait Console {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<()>;
    fn write_error(&mut self, bytes: &[u8]) -> std::io::Result<()>;
    /// As [`std::io::Stdin::read_line`] does.
    fn read_line(&mut self, line: &mut String) -> std::io::Result<usize>;
}

/// Where a thread reads from and writes to, with what is being gathered for `with-out-str`.
pub struct Streams {
    console: Option<Box<dyn Console>>,
    captured: Vec<String>,
}

/// From now on `console` is what this thread reads from and writes to; gives what it was before.
pub fn redirect(console: Box<dyn Console>) -> Streams {
    flush();
    Streams { console: CONSOLE.replace(Some(console)), captured: CAPTURED.take() }
}

/// Ends a redirection.
pub fn restore(streams: Streams) {
    flush();
    CONSOLE.set(streams.console);
    CAPTURED.set(streams.captured);
}

/// Bytes that standard output gathers before they are written.
const BUFFER: usize = 16 * 1024;

thread_local! {
    static OUT: RefCell<Vec<u8>> = const { RefCell::new(Vec::new()) };
    static CAPTURED: RefCell<Vec<String>> = const { RefCell::new(Vec::new()) };
    static CONSOLE: RefCell<Option<Box<dyn Console>>> = const { RefCell::new(None) };
}

/// Gathers what is printed from now on, until [`stop_capture`] is given what this returns.
pub fn start_capture() -> usize {
    CAPTURED.with_borrow_mut(|captured| {
        captured.push(String::new());
        captured.len() - 1
    })
}

/// What was gathered; that of captures inside which were not ended (as when an exception left them) is lost.
pub fn stop_capture(depth: usize) -> String {
    CAPTURED.with_borrow_mut(|captured| captured.drain(depth.min(captured.len())..).next()).unwrap_or_default()
}

/// Writes to standard output, or to the innermost `with-out-str`.
pub fn write_out(cx: &mut Context, text: &str) -> Outcome {
    let captured = CAPTURED.with_borrow_mut(|captured| match captured.last_mut() {
        Some(out) => {
            out.push_str(text);
            true
        }
        None => false,
    });
    if captured {
        return Ok(Value::NIL);
    }
    let full = OUT.with_borrow_mut(|out| {
        out.extend_from_slice(text.as_bytes());
        out.len() >= BUFFER || SHARED.load(Ordering::Relaxed) || (text.contains('\n') && is_watched())
    });
    if full && let Err(error) = flush_out() {
        return Err(failed(cx, "standard output", &error));
    }
    Ok(Value::NIL)
}

/// Writes what standard output has gathered. To be called before anything else writes, and at the end.
pub fn flush() {
    // A reader that went away is found out by the next write.
    let _ = flush_out();
}

fn flush_out() -> std::io::Result<()> {
    let bytes = OUT.take();
    if bytes.is_empty() {
        return Ok(());
    }
    CONSOLE.with_borrow_mut(|console| match console {
        Some(console) => console.write(&bytes),
        None => {
            flush_stdio();
            let mut out = std::io::stdout().lock();
            out.write_all(&bytes)?;
            out.flush()
        }
    })
}

/// Writes what C++ has gathered, so that it comes before what the host writes next.
fn flush_stdio() {
    unsafe extern "C" {
        static stdout: *mut libc::FILE;
    }
    if SHARED.load(Ordering::Relaxed) {
        // SAFETY: the C library's own stream.
        unsafe { libc::fflush(stdout) };
    }
}

fn is_watched() -> bool {
    CONSOLE.with_borrow(Option::is_some) || std::io::stdout().is_terminal()
}

fn path_of(cx: &mut Context, value: &Value) -> Outcome<String> {
    match value.as_str() {
        Some(path) => Ok(path.into()),
        None => Err(exception::bad_class(cx, value, "java.lang.String")),
    }
}

fn failed(cx: &mut Context, path: &str, error: &std::io::Error) -> Thrown {
    let class = match error.kind() {
        std::io::ErrorKind::NotFound => Class::FileNotFoundException,
        _ => Class::IoException,
    };
    exception::throw(cx, class, format!("{path} ({error})"))
}

/// `(spit path content :append true)`.
fn spit(cx: &mut Context, args: &mut [Value]) -> Outcome {
    let path = path_of(cx, &args[0])?;
    let mut append = false;
    let mut options = SeqIter::new(cx, crate::data::vector(args[2..].iter_mut().map(std::mem::take)))?;
    while let Some(key) = options.next(cx)? {
        let value = options.next(cx)?.unwrap_or_default();
        append |= key.as_keyword().is_some_and(|name| &*name.name == "append") && value.is_truthy();
    }
    let content = crate::data::print::display(cx, &take(args, 1))?;
    let opened = std::fs::OpenOptions::new().write(true).create(true).append(append).truncate(!append).open(&path);
    match opened.and_then(|mut file| file.write_all(content.as_bytes())) {
        Ok(()) => Ok(Value::NIL),
        Err(error) => Err(failed(cx, &path, &error)),
    }
}
