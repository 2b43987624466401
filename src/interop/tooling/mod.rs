//! C++ for tools, beside the running program: what headers and texts say of themselves ([`Tooling::ask`]), and names for
//! completion. A thread of its own has libclang parse what the program has included and defined so far, through its
//! stable C interface, so that no question can disturb the program (decision D1). libclang is loaded when something is
//! first asked (decision D9).
//!
//! `options` says what the unit is made of, `unit` keeps it up to date, `parsed` and `cursor` are libclang's own, `lookup`
//! finds what a path names; `answer`, `signature`, `comment`, `members` and `completion` say what is asked.

mod answer;
mod comment;
mod completion;
mod cursor;
mod lookup;
mod members;
mod options;
mod parsed;
mod signature;
mod superseded;
mod unit;

pub use answer::{Answer, Asked, Subject};
pub use options::ToolingOptions;

use std::sync::OnceLock;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread::JoinHandle;
use std::time::Duration;
use unit::Unit;

/// The thread that knows libclang: it starts with the first question, and has ended when this is dropped.
#[derive(Default)]
pub struct Tooling {
    thread: OnceLock<Option<Thread>>,
}

struct Thread {
    requests: Sender<Request>,
    handle: JoinHandle<()>,
}

struct Request {
    options: ToolingOptions,
    what: What,
}

enum What {
    Complete { word: String, reply: Sender<Vec<String>> },
    Answer { asked: Asked, subject: Subject, reply: Sender<Answer> },
}

impl Tooling {
    /// Words that continue `word`: a path (`ImGui.Bu`), a function of any class (`.push_b`), or a field (`.-x`). None
    /// where they are not known within `patience`: the next time they may be.
    pub fn complete(&self, options: &ToolingOptions, word: &str, patience: Duration) -> Vec<String> {
        let (reply, answer) = channel();
        self.send(options, What::Complete { word: word.to_owned(), reply });
        answer.recv_timeout(patience).unwrap_or_default()
    }

    /// Asks; the answer comes when it is there. Where none can come, the channel's other end is closed.
    pub fn ask(&self, options: &ToolingOptions, asked: Asked, subject: Subject) -> Receiver<Answer> {
        let (reply, answer) = channel();
        self.send(options, What::Answer { asked, subject, reply });
        answer
    }

    fn send(&self, options: &ToolingOptions, what: What) {
        let thread = self.thread.get_or_init(|| {
            let (requests, received) = channel();
            let thread = std::thread::Builder::new().name("gusset-tooling".to_owned());
            match thread.spawn(move || serve(&received)) {
                Ok(handle) => Some(Thread { requests, handle }),
                Err(error) => {
                    tracing::warn!(%error, "no thread for C++ tooling");
                    None
                }
            }
        });
        if let Some(thread) = thread {
            // A thread that has ended answers nothing, which is what the asker then hears.
            let _ = thread.requests.send(Request { options: options.clone(), what });
        }
    }
}

impl Drop for Tooling {
    /// libclang must not be at work when the process ends.
    fn drop(&mut self) {
        if let Some(Thread { requests, handle }) = self.thread.take().flatten() {
            drop(requests);
            let _ = handle.join();
        }
    }
}

fn serve(requests: &Receiver<Request>) {
    let loaded = parsed::load_libclang();
    if let Err(reason) = loaded {
        tracing::warn!(reason, "no libclang");
    }
    let mut unit: Option<Unit> = None;
    let mut waiting = None;
    while let Some(request) = waiting.take().or_else(|| requests.recv().ok()) {
        if matches!(request.what, What::Complete { .. }) {
            waiting = requests.try_recv().ok();
            if waiting.as_ref().is_some_and(|next| matches!(next.what, What::Complete { .. })) {
                // Only the last completion still has somebody waiting.
                continue;
            }
        }
        if let Err(reason) = loaded {
            if let What::Answer { reply, .. } = request.what {
                let _ = reply.send(Err(format!("libclang is needed for this, but there is none: {reason}")));
            }
            continue;
        }
        let ty = match &request.what {
            What::Answer { subject: Subject::Type(ty) | Subject::Member(ty, _), .. } => Some(ty.as_str()),
            _ => None,
        };
        unit = Unit::update(unit.take(), &request.options, ty);
        // Nobody may wait any more; what was found is there for the next one.
        match (&mut unit, request.what) {
            (Some(unit), What::Complete { word, reply }) => drop(reply.send(unit.complete(&word))),
            (Some(unit), What::Answer { asked, subject, reply }) => drop(reply.send(unit.answer(asked, &subject))),
            (None, What::Answer { reply, .. }) => drop(reply.send(Err("libclang could not parse anything".to_owned()))),
            (None, What::Complete { .. }) => {}
        }
    }
}
