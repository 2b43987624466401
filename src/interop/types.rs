//! Types and template arguments as the program spells them, asked of Clang piece by piece.

use super::bridge::{raw, text};
use super::clang::Clang;
use super::oracle::TypeExpr;
use super::translate;
use crate::diagnostic::Diagnostic;
use crate::source::Span;

impl Clang {
    pub(super) fn type_id(&mut self, ty: &TypeExpr, at: Span) -> Result<u32, Diagnostic> {
        let made = match ty {
            // SAFETY (each call below): the session is alive, ids are its own, and texts are borrowed for the call.
            TypeExpr::Name(name) => unsafe {
                self.library.gb_type_named(self.session, text(name), translate::span(at))
            },
            TypeExpr::Known(ty) => ty.0,
            TypeExpr::Pointer(base) => self.modified(raw::GB_POINTER, base, 0, at)?,
            TypeExpr::LvalueRef(base) => self.modified(raw::GB_LVALUE_REF, base, 0, at)?,
            TypeExpr::RvalueRef(base) => self.modified(raw::GB_RVALUE_REF, base, 0, at)?,
            TypeExpr::Const(base) => self.modified(raw::GB_CONST, base, 0, at)?,
            TypeExpr::Volatile(base) => self.modified(raw::GB_VOLATILE, base, 0, at)?,
            TypeExpr::Signed(base) => self.modified(raw::GB_SIGNED, base, 0, at)?,
            TypeExpr::Unsigned(base) => self.modified(raw::GB_UNSIGNED, base, 0, at)?,
            TypeExpr::Long(base) => self.modified(raw::GB_LONG, base, 0, at)?,
            TypeExpr::Short(base) => self.modified(raw::GB_SHORT, base, 0, at)?,
            TypeExpr::Array(base, Some(length)) => self.modified(raw::GB_ARRAY, base, *length, at)?,
            TypeExpr::Array(base, None) => self.modified(raw::GB_UNBOUNDED_ARRAY, base, 0, at)?,
            TypeExpr::Function { result, parameters, variadic } => {
                let result = self.type_id(result, at)?;
                let parameters: Vec<u32> =
                    parameters.iter().map(|parameter| self.type_id(parameter, at)).collect::<Result<_, _>>()?;
                // SAFETY: as above.
                unsafe {
                    self.library.gb_type_function(
                        self.session,
                        result,
                        parameters.as_ptr(),
                        parameters.len(),
                        *variadic,
                        translate::span(at),
                    )
                }
            }
            TypeExpr::Template(name, args) => {
                let args: Vec<raw::gb_template_arg> =
                    args.iter().map(|arg| self.template_arg(arg, at)).collect::<Result<_, _>>()?;
                // SAFETY: as above.
                unsafe {
                    self.library.gb_type_template(
                        self.session,
                        text(name),
                        args.as_ptr(),
                        args.len(),
                        translate::span(at),
                    )
                }
            }
            TypeExpr::Member(base, name) => {
                let base = self.type_id(base, at)?;
                // SAFETY: as above.
                unsafe { self.library.gb_type_member(self.session, base, text(name), translate::span(at)) }
            }
            TypeExpr::MemberTemplate(base, name, args) => {
                let base = self.type_id(base, at)?;
                let args: Vec<raw::gb_template_arg> =
                    args.iter().map(|arg| self.template_arg(arg, at)).collect::<Result<_, _>>()?;
                // SAFETY: as above.
                unsafe {
                    self.library.gb_type_member_template(
                        self.session,
                        base,
                        text(name),
                        args.as_ptr(),
                        args.len(),
                        translate::span(at),
                    )
                }
            }
            TypeExpr::MemberPointer(class, pointee) => {
                let (class, pointee) = (self.type_id(class, at)?, self.type_id(pointee, at)?);
                // SAFETY: as above.
                unsafe { self.library.gb_type_member_pointer(self.session, class, pointee, translate::span(at)) }
            }
            TypeExpr::Int(_)
            | TypeExpr::Bool(_)
            | TypeExpr::Char(_)
            | TypeExpr::Double(_)
            | TypeExpr::Text(_)
            | TypeExpr::Null
            | TypeExpr::Address(_)
            | TypeExpr::MemberAddress(..) => {
                return Err(Diagnostic::new("cpp/type", at, "a value stands where C++ wants a type"));
            }
        };
        if made != u32::MAX {
            return Ok(made);
        }
        let mut refusal = self.failure_at("cpp/type", at);
        if let TypeExpr::Name(name) | TypeExpr::Template(name, _) = ty {
            let closest = self.closest(name);
            if !closest.is_empty() && refusal.message.starts_with("unknown") {
                refusal.help = format!("Did you mean {}?", closest.join(", "));
            }
        }
        Err(refusal)
    }

    fn modified(
        &mut self,
        modifier: raw::gb_modifier,
        base: &TypeExpr,
        length: u64,
        at: Span,
    ) -> Result<u32, Diagnostic> {
        let base = self.type_id(base, at)?;
        // SAFETY: the session is alive, and the id its own.
        Ok(unsafe { self.library.gb_type_modified(self.session, modifier, base, length, translate::span(at)) })
    }

    pub(super) fn template_arg(&mut self, arg: &TypeExpr, at: Span) -> Result<raw::gb_template_arg, Diagnostic> {
        let mut made = raw::gb_template_arg {
            kind: raw::GB_TEMPLATE_TYPE,
            type_: u32::MAX,
            integer: 0,
            real: 0.0,
            name: text(""),
        };
        match arg {
            TypeExpr::Int(n) => {
                made.kind = raw::GB_TEMPLATE_INT;
                made.integer = *n;
            }
            TypeExpr::Bool(b) => {
                made.kind = raw::GB_TEMPLATE_BOOL;
                made.integer = (*b).into();
            }
            TypeExpr::Char(c) => {
                made.kind = raw::GB_TEMPLATE_CHAR;
                made.integer = u32::from(*c).into();
            }
            TypeExpr::Double(bits) => {
                made.kind = raw::GB_TEMPLATE_DOUBLE;
                made.real = f64::from_bits(*bits);
            }
            TypeExpr::Text(literal) => {
                made.kind = raw::GB_TEMPLATE_TEXT;
                made.name = text(literal);
            }
            TypeExpr::Null => made.kind = raw::GB_TEMPLATE_NULL,
            TypeExpr::Address(name) => {
                made.kind = raw::GB_TEMPLATE_ADDRESS;
                made.name = text(name);
            }
            TypeExpr::Member(class, name) => {
                made.kind = raw::GB_TEMPLATE_MEMBER;
                made.type_ = self.type_id(class, at)?;
                made.name = text(name);
            }
            TypeExpr::MemberAddress(class, name) => {
                made.kind = raw::GB_TEMPLATE_MEMBER_ADDRESS;
                made.type_ = self.type_id(class, at)?;
                made.name = text(name);
            }
            TypeExpr::Name(name) => match self.raw_name(name).0 {
                raw::GB_TYPE_TEMPLATE => {
                    made.kind = raw::GB_TEMPLATE_TEMPLATE;
                    made.name = text(name);
                }
                raw::GB_VALUE => {
                    made.kind = raw::GB_TEMPLATE_VALUE;
                    made.name = text(name);
                }
                _ => made.type_ = self.type_id(arg, at)?,
            },
            _ => made.type_ = self.type_id(arg, at)?,
        }
        Ok(made)
    }
}
