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

/// Raises that `value` is not of the class that is needed.
#[cold]
pub fn bad_class(cx: &mut Context, value: &Value, expected: &str) -> Thrown {
    let given = class_name(value);
    let shown = super::print::brief(value);
    throw(cx, Class::ClassCastException, format!("class {given} cannot be cast to class {expected}: {shown}"))
}

#[cold]
pub fn bad_argument(cx: &mut Context, message: impl AsRef<str>) -> Thrown {
    throw(cx, Class::IllegalArgumentException, message)
}

#[cold]
pub fn unsupported(cx: &mut Context, operation: &str, value: &Value) -> Thrown {
    let given = class_name(value);
    throw(cx, Class::UnsupportedOperationException, format!("{operation} not supported on this type: {given}"))
}

#[cold]
pub fn out_of_bounds(cx: &mut Context, index: i64, count: usize) -> Thrown {
    throw(cx, Class::IndexOutOfBoundsException, format!("Index {index} out of bounds for length {count}"))
}

/// An exception of `ex-info`.
pub fn ex_info(message: Value, data: Value, cause: Value) -> Value {
    let mut exception = Exception::new(Class::ExceptionInfo, "");
    (exception.message, exception.data, exception.cause) = (message, data, cause);
    Ref::new(exception).into()
}

/// The full name of the value's class, as `(class x)` prints it.
pub fn class_name(value: &Value) -> std::rc::Rc<str> {
    super::types::class_name(value)
}

impl Class {
    /// All classes with their package and superclass.
    const TABLE: &[(Class, &'static str, Option<Class>)] = &[
        (Class::Throwable, "java.lang.Throwable", None),
        (Class::Exception, "java.lang.Exception", Some(Class::Throwable)),
        (Class::RuntimeException, "java.lang.RuntimeException", Some(Class::Exception)),
        (Class::Error, "java.lang.Error", Some(Class::Throwable)),
        (Class::ExceptionInfo, "clojure.lang.ExceptionInfo", Some(Class::RuntimeException)),
        (Class::ArithmeticException, "java.lang.ArithmeticException", Some(Class::RuntimeException)),
        (Class::IllegalArgumentException, "java.lang.IllegalArgumentException", Some(Class::RuntimeException)),
        (Class::NumberFormatException, "java.lang.NumberFormatException", Some(Class::IllegalArgumentException)),
        (Class::IllegalStateException, "java.lang.IllegalStateException", Some(Class::RuntimeException)),
        (Class::ArityException, "clojure.lang.ArityException", Some(Class::IllegalArgumentException)),
        (Class::ClassCastException, "java.lang.ClassCastException", Some(Class::RuntimeException)),
        (Class::IndexOutOfBoundsException, "java.lang.IndexOutOfBoundsException", Some(Class::RuntimeException)),
        (Class::NullPointerException, "java.lang.NullPointerException", Some(Class::RuntimeException)),
        (
            Class::UnsupportedOperationException,
            "java.lang.UnsupportedOperationException",
            Some(Class::RuntimeException),
        ),
        (Class::CompilerException, "clojure.lang.Compiler$CompilerException", Some(Class::RuntimeException)),
        (Class::StackOverflowError, "java.lang.StackOverflowError", Some(Class::Error)),
        (Class::InterruptedException, "java.lang.InterruptedException", Some(Class::Exception)),
        (Class::AssertionError, "java.lang.AssertionError", Some(Class::Error)),
        (Class::FileNotFoundException, "java.io.FileNotFoundException", Some(Class::IoException)),
        (Class::IoException, "java.io.IOException", Some(Class::Exception)),
    ];

    fn row(self) -> &'static (Class, &'static str, Option<Class>) {
        // Every class has its row; the first stands in to keep this free of panics.
        Class::TABLE.iter().find(|row| row.0 == self).unwrap_or(&Class::TABLE[0])
    }

    /// The full name, such as `java.lang.ArithmeticException`.
    pub fn name(self) -> &'static str {
        self.row().1
    }

    pub fn superclass(self) -> Option<Class> {
        self.row().2
    }

    /// Whether this is `other` or derives from it.
    pub fn is_a(self, other: Class) -> bool {
        let mut class = Some(self);
        while let Some(at) = class {
            if at == other {
                return true;
            }
            class = at.superclass();
        }
        false
    }

    /// The class of a full name, or of a simple one; some of the JVM's subclasses stand for their base.
    pub fn named(name: &str) -> Option<Class> {
        let simple = |full: &'static str| full.rsplit(['.', '$']).next().unwrap_or(full);
        let name = match name {
            "Object" | "java.lang.Object" => "java.lang.Throwable",
            "StringIndexOutOfBoundsException" | "java.lang.StringIndexOutOfBoundsException" => {
                "java.lang.IndexOutOfBoundsException"
            }
            "ArrayIndexOutOfBoundsException" | "java.lang.ArrayIndexOutOfBoundsException" => {
                "java.lang.IndexOutOfBoundsException"
            }
            "clojure.lang.IExceptionInfo" => "clojure.lang.ExceptionInfo",
            other => other,
        };
        Class::TABLE.iter().find(|row| row.1 == name || simple(row.1) == name).map(|row| row.0)
    }
}
