//! What `(cpp/doc name)`, `(cpp/signatures name)` and `(cpp/members name)` do when they run: the analyser makes calls of
//! these functions, with what it has found the name to be.

use super::{Native, native};
use crate::data::exception::{self, Class};
use crate::data::{string, vector};
use crate::engine::Engine;
use crate::interop::tooling::{Asked, Subject};
use crate::value::{Context, Outcome, Value};
use std::sync::mpsc::RecvTimeoutError;
use std::time::Duration;

/// How often a wait looks whether the user gave up.
const STRETCH: Duration = Duration::from_millis(10);

/// Each takes a name and a type's spelling: nil and a type stand for the type, a name and nil for the name, and both for
/// the member of that name.
pub const TABLE: &[Native] = &[
    native("clojure.core/cpp-doc*", 2, 2, |cx, args| {
        let texts = ask(cx, Asked::Doc, args)?;
        Ok(texts.first().map(|text| string(text)).unwrap_or_default())
    }),
    native("clojure.core/cpp-signatures*", 2, 2, |cx, args| list(cx, Asked::Signatures, args)),
    native("clojure.core/cpp-members*", 2, 2, |cx, args| list(cx, Asked::Members, args)),
];

fn list(cx: &mut Context, asked: Asked, args: &[Value]) -> Outcome {
    let texts = ask(cx, asked, args)?;
    Ok(vector(texts.iter().map(|text| string(text))))
}

fn ask(cx: &mut Context, asked: Asked, args: &[Value]) -> Outcome<Vec<String>> {
    let text = |index: usize| args.get(index).and_then(Value::as_str).map(str::to_owned);
    let subject = match (text(0), text(1)) {
        (Some(name), None) => Subject::Name(name),
        (None, Some(ty)) => Subject::Type(ty),
        (Some(name), Some(ty)) => Subject::Member(ty, name),
        (None, None) => return Err(exception::bad_argument(cx, "nothing to ask about")),
    };
    let engine = Engine::of(cx);
    let answer = engine.tooling.ask(&engine.tooling_options(), asked, subject);
    loop {
        match answer.recv_timeout(STRETCH) {
            Ok(Ok(texts)) => return Ok(texts),
            Ok(Err(reason)) => return Err(exception::bad_argument(cx, reason)),
            Err(RecvTimeoutError::Timeout) => cx.poll()?,
            Err(RecvTimeoutError::Disconnected) => {
                return Err(exception::throw(cx, Class::IllegalStateException, "nothing here can ask C++"));
            }
        }
    }
}
