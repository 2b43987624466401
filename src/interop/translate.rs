//! Between the oracle's types and the bridge's: arguments and operations one way, answers and diagnostics the other.

use super::bridge::{self, raw, text};
use super::oracle::{Access, Arg, Category, Constant, Gives, HostType, Operation, Signature, TypeInfo, TypeKind};
use super::oracle::{NativeType, TypeId};
use crate::diagnostic::{Diagnostic, External, Note};
use crate::source::{SourceId, Span};
use std::rc::Rc;

pub fn span(s: Span) -> raw::gb_span {
    raw::gb_span { source: s.source.0, start: s.start, end: s.end }
}

pub fn category(c: raw::gb_category) -> Category {
    match c {
        raw::GB_LVALUE => Category::Lvalue,
        raw::GB_XVALUE => Category::Xvalue,
        _ => Category::Prvalue,
    }
}

pub fn raw_category(c: Category) -> raw::gb_category {
    match c {
        Category::Prvalue => raw::GB_PRVALUE,
        Category::Lvalue => raw::GB_LVALUE,
        Category::Xvalue => raw::GB_XVALUE,
    }
}

/// The operation borrows its name from `operation`; its template arguments are the caller's to add.
pub fn operation(operation: &Operation) -> raw::gb_operation {
    let make = |kind, name: &str, ty: u32| raw::gb_operation {
        kind,
        name: text(name),
        field: text(""),
        has_template_args: false,
        template_args: std::ptr::null(),
        template_arg_count: 0,
        type_: ty,
        category: raw::GB_PRVALUE,
    };
    const NONE: u32 = u32::MAX;
    match operation {
        Operation::Call(name) => make(raw::GB_OP_CALL, &name.path, NONE),
        Operation::Name(name) => make(raw::GB_OP_NAME, &name.path, NONE),
        Operation::Construct(ty) => make(raw::GB_OP_CONSTRUCT, "", ty.0),
        Operation::ConstructAt(ty) => make(raw::GB_OP_CONSTRUCT_AT, "", ty.0),
        Operation::New(ty) => make(raw::GB_OP_NEW, "", ty.0),
        Operation::Delete => make(raw::GB_OP_DELETE, "", NONE),
        Operation::DeleteArray => make(raw::GB_OP_DELETE_ARRAY, "", NONE),
        Operation::FieldOperator(spelling, field) => {
            raw::gb_operation { field: text(field), ..make(raw::GB_OP_FIELD_OPERATOR, spelling, NONE) }
        }
        Operation::Method(name) => make(raw::GB_OP_METHOD, &name.path, NONE),
        Operation::Field(name) => make(raw::GB_OP_FIELD, name, NONE),
        Operation::Invoke => make(raw::GB_OP_INVOKE, "", NONE),
        Operation::Operator(spelling) => make(raw::GB_OP_OPERATOR, spelling, NONE),
        Operation::Cast(to) => {
            raw::gb_operation { category: raw_category(to.category), ..make(raw::GB_OP_CAST, "", to.ty.0) }
        }
        Operation::UnsafeCast(to) => {
            raw::gb_operation { category: raw_category(to.category), ..make(raw::GB_OP_UNSAFE_CAST, "", to.ty.0) }
        }
        Operation::NamedCast(keyword, to) => {
            raw::gb_operation { category: raw_category(to.category), ..make(raw::GB_OP_NAMED_CAST, keyword, to.ty.0) }
        }
        Operation::Typeid(ty) => make(raw::GB_OP_TYPEID, "", ty.map_or(NONE, |ty| ty.0)),
        Operation::Convert(ty) => make(raw::GB_OP_CONVERT, "", ty.0),
        Operation::ToBool => make(raw::GB_OP_TO_BOOL, "", NONE),
        Operation::Destroy(ty) => make(raw::GB_OP_DESTROY, "", ty.0),
        Operation::CatchAs(ty) => make(raw::GB_OP_CATCH_AS, "", ty.0),
        Operation::Throw => make(raw::GB_OP_THROW, "", NONE),
        Operation::StaticMember(ty, name) => make(raw::GB_OP_STATIC_MEMBER, &name.path, ty.0),
        Operation::MemberAddress(ty, name) => make(raw::GB_OP_MEMBER_ADDRESS, &name.path, ty.0),
        Operation::Rethrow => make(raw::GB_OP_RETHROW, "", NONE),
    }
}

/// The argument borrows its text from `arg`; the operation of an overloaded function is the caller's to add.
pub fn arg(arg: &Arg, at: Span) -> raw::gb_arg {
    let mut made = raw::gb_arg {
        kind: raw::GB_ARG_ANY,
        type_: u32::MAX,
        category: raw::GB_PRVALUE,
        operation: std::ptr::null(),
        integer: 0,
        real: 0.0,
        text: text(""),
        span: span(at),
    };
    match arg {
        Arg::Native(native) => {
            made.kind = raw::GB_ARG_NATIVE;
            made.type_ = native.ty.0;
            made.category = raw_category(native.category);
        }
        Arg::Host(host) => {
            made.kind = match host {
                HostType::Any => raw::GB_ARG_ANY,
                HostType::Keyword => raw::GB_ARG_VALUE,
                HostType::Nil => raw::GB_ARG_NIL,
                HostType::Bool => raw::GB_ARG_BOOL,
                HostType::Long => raw::GB_ARG_LONG,
                HostType::Double => raw::GB_ARG_DOUBLE,
                HostType::Char => raw::GB_ARG_CHAR,
                HostType::String => raw::GB_ARG_STRING,
                HostType::Function(known) => {
                    made.integer = signature(*known);
                    raw::GB_ARG_FUNCTION
                }
            }
        }
        Arg::FunctionVar(known) => made.integer = signature(*known),
        Arg::Int(n) => {
            made.kind = raw::GB_ARG_INT_LITERAL;
            made.integer = *n;
        }
        Arg::Double(x) => {
            made.kind = raw::GB_ARG_DOUBLE_LITERAL;
            made.real = *x;
        }
        Arg::Bool(b) => {
            made.kind = raw::GB_ARG_BOOL_LITERAL;
            made.integer = (*b).into();
        }
        Arg::Char(c) => {
            made.kind = raw::GB_ARG_CHAR_LITERAL;
            made.integer = u32::from(*c).into();
        }
        Arg::String(s) => {
            made.kind = raw::GB_ARG_STRING_LITERAL;
            made.text = text(s);
        }
        Arg::Nil => made.kind = raw::GB_ARG_NIL,
        Arg::Braces(count) => {
            made.kind = raw::GB_ARG_BRACES;
            made.integer = *count as i64;
        }
        Arg::Overloaded(_) => made.kind = raw::GB_ARG_OVERLOADED,
        Arg::Written(written) => {
            made.kind = raw::GB_ARG_WRITTEN;
            made.text = text(written);
        }
    }
    made
}

/// # Safety
/// The bridge has just filled `resolution` in.
pub unsafe fn constant(resolution: &raw::gb_resolution) -> Option<Constant> {
    match resolution.constant {
        raw::GB_CONSTANT_INT => Some(Constant::Int(resolution.integer)),
        raw::GB_CONSTANT_DOUBLE => Some(Constant::Double(resolution.real)),
        // SAFETY: by the caller.
        raw::GB_CONSTANT_STRING => Some(Constant::String(unsafe { bridge::copied(resolution.text) }.into())),
        raw::GB_CONSTANT_NULL => Some(Constant::Null),
        _ => None,
    }
}

/// How the operation computes an address, where it does only that.
pub fn access(resolution: &raw::gb_resolution) -> Option<Access> {
    let access = &resolution.access;
    access.is_access.then_some(Access {
        through_pointer: access.through_pointer,
        address_of: access.address_of,
        offset: access.offset as usize,
    })
}

/// # Safety
/// The bridge has just filled `info` in.
pub unsafe fn type_info(info: &raw::gb_type_info) -> TypeInfo {
    let (bits, signed, scoped) = (info.bits, info.is_signed, info.scoped);
    let inner = TypeId(info.inner);
    let kind = match info.kind {
        raw::GB_KIND_VOID => TypeKind::Void,
        raw::GB_KIND_BOOL => TypeKind::Bool,
        raw::GB_KIND_CHAR => TypeKind::Char { bits, signed },
        raw::GB_KIND_INT => TypeKind::Int { bits, signed },
        raw::GB_KIND_FLOAT => TypeKind::Float,
        raw::GB_KIND_DOUBLE => TypeKind::Double,
        raw::GB_KIND_LONG_DOUBLE => TypeKind::LongDouble,
        raw::GB_KIND_NULLPTR => TypeKind::NullPtr,
        raw::GB_KIND_POINTER => TypeKind::Pointer { pointee: inner },
        raw::GB_KIND_ENUM => TypeKind::Enum { bits, signed, scoped },
        raw::GB_KIND_RECORD => TypeKind::Record,
        raw::GB_KIND_ARRAY => TypeKind::Array { element: inner, length: info.length },
        raw::GB_KIND_FUNCTION => TypeKind::Function,
        raw::GB_KIND_MEMBER_POINTER => TypeKind::MemberPointer,
        _ => TypeKind::Other,
    };
    TypeInfo {
        // SAFETY: by the caller.
        spelling: unsafe { bridge::copied(info.spelling) }.into(),
        kind,
        size: info.size,
        align: info.align.max(1),
        is_const: info.is_const,
        unqualified: TypeId(info.unqualified),
        trivially_copyable: info.trivially_copyable,
        trivially_destructible: info.trivially_destructible,
        copy_constructible: info.copy_constructible,
        move_constructible: info.move_constructible,
        incomplete: info.incomplete,
        is_string: info.is_string,
        is_object: info.is_object,
        is_polymorphic: info.is_polymorphic,
    }
}

/// A C++ result as the bridge gives it.
pub fn native(ty: u32, c: raw::gb_category) -> NativeType {
    NativeType { ty: TypeId(ty), category: category(c) }
}

/// Where diagnostics may point: the form, its arguments, and the text of a `cpp/raw`.
#[derive(Default)]
pub struct Places<'a> {
    pub at: Option<Span>,
    pub arguments: &'a [Span],
    /// The span in the host source of a byte offset in the text.
    pub text: Option<&'a dyn Fn(u32) -> Span>,
}

impl Places<'_> {
    fn at(&self) -> Span {
        self.at.unwrap_or(Span::NONE)
    }

    /// The whole form or argument that starts at a position.
    fn starting(&self, source: u32, offset: u32) -> Span {
        let starts = |s: &&Span| s.source.0 == source && s.start == offset;
        let point = Span { source: SourceId(source), start: offset, end: offset + 1 };
        self.arguments.iter().find(starts).copied().or(self.at.filter(|s| starts(&s))).unwrap_or(point)
    }
}

/// What the bridge's last failure had to say, as one diagnostic: its first error, the rest as notes.
pub fn diagnostic(
    library: &raw::Library,
    session: *mut raw::gb_session,
    code: &'static str,
    places: &Places,
) -> Diagnostic {
    let mut items = std::ptr::null();
    // SAFETY: the session is alive; the array and its strings are valid until its next call, and are copied here.
    let items = unsafe {
        let count = library.gb_diagnostics(session, &mut items);
        bridge::slice(items, count)
    };
    let mut notes = items.iter().map(|item| note(item, places));
    let Some(first) = notes.next() else {
        return Diagnostic::new(code, places.at(), "Clang refused, and gave no reason");
    };
    let span = if first.external.is_some() { places.at() } else { first.span.or(places.at()) };
    let mut made = Diagnostic::new(code, span, first.message.clone());
    if first.external.is_some() {
        made.notes.push(Note { message: "here".to_owned(), ..first });
    }
    made.notes.extend(notes);
    made
}

fn note(item: &raw::gb_diagnostic, places: &Places) -> Note {
    // SAFETY: strings of the bridge's array, valid as the array is.
    let copied = |s| unsafe { bridge::copied(s) };
    let mut made = Note { message: copied(item.message), span: Span::NONE, external: None };
    match item.place {
        raw::GB_IN_SOURCE => made.span = places.starting(item.source, item.offset),
        raw::GB_IN_TEXT => made.span = places.text.map_or(places.at(), |map| map(item.offset)),
        raw::GB_IN_FILE => {
            made.external = Some(External {
                file: copied(item.file),
                line: item.line,
                column: item.column,
                text: copied(item.line_text),
            });
        }
        _ => {}
    }
    made
}

/// Maps byte offsets in the value of a string literal to the literal itself, whose escapes are longer.
pub fn literal_positions(literal: &str, at: Span) -> impl Fn(u32) -> Span + use<> {
    // (offset in the value, offset in the literal), one for each character.
    let mut positions: Rc<[(u32, u32)]> = Rc::from([]);
    if literal.starts_with('"') {
        let mut found = Vec::new();
        let mut value = 0u32;
        let mut chars = literal.char_indices().skip(1).peekable();
        while let Some((offset, c)) = chars.next() {
            if c == '"' {
                break;
            }
            found.push((value, offset as u32));
            if c != '\\' {
                value += c.len_utf8() as u32;
                continue;
            }
            match chars.next() {
                Some((_, 'u')) => {
                    let digits: String = (0..4).filter_map(|_| chars.next()).map(|(_, d)| d).collect();
                    let code = u32::from_str_radix(&digits, 16).ok().and_then(char::from_u32).unwrap_or('\u{fffd}');
                    value += code.len_utf8() as u32;
                }
                Some((_, first @ '0'..='7')) => {
                    let mut code = first as u32 - '0' as u32;
                    while let Some((_, digit @ '0'..='7')) = chars.peek().copied() {
                        code = code * 8 + (digit as u32 - '0' as u32);
                        chars.next();
                    }
                    value += char::from_u32(code).map_or(1, char::len_utf8) as u32;
                }
                _ => value += 1,
            }
        }
        positions = found.into();
    }
    move |offset| {
        let index = positions.partition_point(|(value, _)| *value <= offset);
        match index.checked_sub(1).and_then(|i| positions.get(i)) {
            Some((_, start)) => Span { source: at.source, start: at.start + start, end: at.start + start + 1 },
            None => at,
        }
    }
}

/// As `function_of` in cpp/choose.cpp reads it.
fn signature(Signature { counts, gives }: Signature) -> i64 {
    let gives: i64 = match gives {
        Gives::Unknown => 0,
        Gives::Long => 1,
        Gives::Double => 2,
        Gives::Text => 3,
        Gives::Nothing => 4,
    };
    gives << 32 | i64::from(counts)
}
