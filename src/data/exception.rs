//! Exceptions of the host language, and how builtins and tiers raise them.

use crate::diagnostic::Diagnostic;
use crate::value::{Context, HeapType, Kind, Ref, Thrown, TraceEntry, Value, raise};
use std::cell::RefCell;

/// Classes of exceptions, named as on the JVM so that portable `catch` clauses work. Each has a superclass.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Class {
    Throwable,
    Exception,
    RuntimeException,
    Error,
    /// `ex-info`.
    ExceptionInfo,
    ArithmeticException,
    IllegalArgumentException,
    NumberFormatException,
    IllegalStateException,
    ArityException,
    ClassCastException,
    IndexOutOfBoundsException,
    NullPointerException,
    UnsupportedOperationException,
    /// A form that the reader or analyser refused; carries its [`Diagnostic`].
    CompilerException,
    StackOverflowError,
    InterruptedException,
    AssertionError,
    FileNotFoundException,
    IoException,
}

/// An exception object.
pub struct Exception {
    pub class: Class,
    pub message: Value,
    /// The map of `ex-info`, else nil.
    pub data: Value,
    pub cause: Value,
    /// What the reader, analyser or Clang said, with its place.
    pub diagnostic: Option<Box<Diagnostic>>,
    /// Where it passed, innermost first; filled in when it is caught or reported.
    pub trace: RefCell<Vec<TraceEntry>>,
}

// SAFETY: the only type of this kind.
unsafe impl HeapType for Exception {
    const KIND: Kind = Kind::Exception;
}

impl Exception {
    pub fn new(class: Class, message: &str) -> Exception {
        Exception {
            class,
            message: super::string(message),
            data: Value::NIL,
            cause: Value::NIL,
            diagnostic: None,
            trace: RefCell::default(),
        }
    }
}

/// Raises an exception of `class`.
#[cold]
pub fn throw(cx: &mut Context, class: Class, message: impl AsRef<str>) -> Thrown {
    raise(cx, Ref::new(Exception::new(class, message.as_ref())).into())
}

/// Raises what the reader, the analyser or Clang refused.
#[cold]
pub fn throw_diagnostic(cx: &mut Context, diagnostic: Diagnostic) -> Thrown {
    let mut exception = Exception::new(Class::CompilerException, &diagnostic.message);
    exception.diagnostic = Some(Box::new(diagnostic));
    raise(cx, Ref::new(exception).into())
}

#[cold]
pub fn wrong_arity(cx: &mut Context, function: &str, given: usize) -> Thrown {
    throw(cx, Class::ArityException, format!("Wrong number of args ({given}) passed to: {function}"))
}
