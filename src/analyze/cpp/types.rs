//! Type forms: `(:* int)`, `(std.map int float)`, `cpp/int*`, … to [`TypeExpr`].

use super::operands::is_cpp_literal;
use crate::analyze::elements::Elements;
use crate::analyze::{Analyzer, Failure, Result, as_list};
use crate::data::symbol::Name;
use crate::diagnostic::Diagnostic;
use crate::interop::oracle::{Constant, Identifier, Named, NativeType, Operation, TypeExpr, TypeId, TypeInfo};
use crate::source::Span;
use crate::value::Value;
use std::rc::Rc;

impl Analyzer<'_> {
    pub(in crate::analyze) fn info(&mut self, ty: TypeId) -> Result<Rc<TypeInfo>> {
        Ok(self.engine.oracle()?.borrow().info(ty))
    }

    pub(in crate::analyze) fn type_of(&mut self, ty: &TypeExpr, span: Span) -> Result<NativeType> {
        Ok(self.engine.oracle()?.borrow_mut().type_of(ty, span)?)
    }

    /// A type that the program spells in a type position.
    pub(in crate::analyze) fn type_at(&mut self, form: &Value, span: Span) -> Result<NativeType> {
        let expr = self.type_form(form, span)?;
        self.type_of(&expr, span)
    }

    pub(in crate::analyze) fn type_form(&mut self, form: &Value, span: Span) -> Result<TypeExpr> {
        if let Some(name) = form.as_symbol() {
            return self.named_type(name, span);
        }
        if let Some(n) = form.as_long() {
            return Ok(TypeExpr::Int(n));
        }
        if let Some(b) = form.as_bool() {
            return Ok(TypeExpr::Bool(b));
        }
        if let Some(c) = form.as_char() {
            return Ok(TypeExpr::Char(c));
        }
        if let Some(x) = form.as_double() {
            return Ok(TypeExpr::Double(x.to_bits()));
        }
        if let Some(text) = form.as_str() {
            return Ok(TypeExpr::Text(Rc::from(text)));
        }
        let Some(list) = as_list(form).filter(|list| list.count > 0) else {
            return Err(Diagnostic::new("analyze/type", span, "a C++ type is wanted here")
                .help("write a name such as std.string, or a form such as (:* int) or (std.vector int)")
                .into());
        };
        let parts = Elements::of_sequence(self.cx, form, span)?;
        if let Some(keyword) = list.first.as_keyword() {
            let keyword = keyword.name.clone();
            if &*keyword == "&member" {
                let (class, name) = self.member_parts(&parts)?;
                return Ok(TypeExpr::MemberAddress(Box::new(class), name.path));
            }
            return self.derived_type(&keyword, &parts);
        }
        let Some(name) = list.first.as_symbol() else {
            return Err(Diagnostic::new("analyze/type", parts.span(0), "a template's name must be a symbol").into());
        };
        if is_cpp_literal(name) {
            return match parts.get(1) {
                Some(inner) => self.type_form(inner, parts.span(1)),
                None => Err(Diagnostic::new("analyze/type", span, "#cpp needs a type").into()),
            };
        }
        let path = self.cpp_path(name).unwrap_or_else(|| name.name.to_string());
        if path == "&"
            && parts.len() == 2
            && let Some(name) = parts.items[1].as_symbol()
        {
            let path = self.cpp_path(name).unwrap_or_else(|| name.name.to_string());
            return Ok(TypeExpr::Address(Rc::from(path)));
        }
        let args = self.type_forms(&parts.from(1))?;
        Ok(TypeExpr::Template(Rc::from(path), args))
    }

    /// Template arguments: types and values.
    pub(super) fn type_forms(&mut self, forms: &Elements) -> Result<Vec<TypeExpr>> {
        forms.iter().map(|(form, span)| self.type_form(form, span)).collect()
    }

    /// The class and the name of `(:member T name)`, `(:member T (name args…))` and the like.
    pub(super) fn member_parts(&mut self, parts: &Elements) -> Result<(TypeExpr, Identifier)> {
        let malformed = || -> Failure {
            Diagnostic::new("analyze/member", parts.span, "a member is written (:member T name)").into()
        };
        let (Some(class), Some(name), 3) = (parts.get(1), parts.get(2), parts.len()) else { return Err(malformed()) };
        let class = self.type_form(class, parts.span(1))?;
        if let Some(name) = name.as_symbol() {
            return Ok((class, name.name.clone().into()));
        }
        let template = as_list(name).and_then(|list| list.first.as_symbol().map(|name| name.name.clone()));
        let Some(path) = template else { return Err(malformed()) };
        let inner = Elements::of_sequence(self.cx, name, parts.span(2))?;
        let arguments = self.type_forms(&inner.from(1))?;
        Ok((class, Identifier { path, arguments: Some(arguments.into()) }))
    }

    /// `int`, `cpp/std.string`, `int*`, `int&`; `true` and `false` are values.
    fn named_type(&mut self, name: &Name, span: Span) -> Result<TypeExpr> {
        let path = match self.cpp_path(name) {
            Some(path) => path,
            None if name.namespace.is_none() => name.name.to_string(),
            None => {
                return Err(Diagnostic::new("analyze/type", span, format!("{name} is not a C++ name"))
                    .help("C++ names are written with dots: std.string")
                    .into());
            }
        };
        spelled(&path, span)
    }

    /// An array's length: a number, or the name of a constant of C++.
    fn array_length(&mut self, form: &Value, span: Span) -> Result<u64> {
        let number = match form.as_symbol() {
            Some(name) => {
                let path = self.cpp_path(name).unwrap_or_else(|| name.name.to_string());
                let resolution = self.resolve(&Operation::Name((&*path).into()), &[], span, &[])?;
                match resolution.constant {
                    Some(Constant::Int(n)) => Some(n),
                    _ => None,
                }
            }
            None => form.as_long(),
        };
        number.and_then(|n| u64::try_from(n).ok()).ok_or_else(|| {
            Diagnostic::new("analyze/type", span, "an array's length must be a whole number, or the name of one").into()
        })
    }

    fn derived_type(&mut self, keyword: &str, parts: &Elements) -> Result<TypeExpr> {
        let span = parts.span;
        let one = |this: &mut Self| -> Result<Box<TypeExpr>> {
            match parts.get(1) {
                Some(inner) if parts.len() == 2 => Ok(Box::new(this.type_form(inner, parts.span(1))?)),
                _ => Err(Diagnostic::new("analyze/type", span, format!("(:{keyword} T) takes one type")).into()),
            }
        };
        Ok(match keyword {
            "*" => TypeExpr::Pointer(one(self)?),
            "&" => TypeExpr::LvalueRef(no_reference(one(self)?, "a reference to a reference", span)?),
            "&&" => TypeExpr::RvalueRef(no_reference(one(self)?, "a reference to a reference", span)?),
            "const" => TypeExpr::Const(no_reference(one(self)?, "a const reference", span)?),
            "volatile" => TypeExpr::Volatile(no_reference(one(self)?, "a volatile reference", span)?),
            "signed" => TypeExpr::Signed(one(self)?),
            "unsigned" => TypeExpr::Unsigned(one(self)?),
            "long" => TypeExpr::Long(one(self)?),
            "short" => TypeExpr::Short(one(self)?),
            "array" => {
                let element = match parts.get(1) {
                    Some(element) => Box::new(self.type_form(element, parts.span(1))?),
                    None => return Err(Diagnostic::new("analyze/type", span, "(:array T n) needs a type").into()),
                };
                match parts.get(2) {
                    None => TypeExpr::Array(element, None),
                    Some(length) if parts.len() == 3 => {
                        TypeExpr::Array(element, Some(self.array_length(length, parts.span(2))?))
                    }
                    Some(_) => {
                        return Err(Diagnostic::new("analyze/type", span, "an array type is (:array T n)").into());
                    }
                }
            }
            "fn" => {
                let parameters = parts.get(2).and_then(|vector| Elements::of_vector(vector, parts.span(2)));
                let (Some(result), Some(parameters), 3) = (parts.get(1), parameters, parts.len()) else {
                    return Err(
                        Diagnostic::new("analyze/type", span, "a function type is (:fn Result [Param…])").into()
                    );
                };
                let result = Box::new(self.type_form(result, parts.span(1))?);
                let is_ellipsis = |form: &Value| form.as_symbol().is_some_and(|name| &*name.name == "...");
                let variadic = parameters.items.last().is_some_and(is_ellipsis);
                let fixed = parameters.len() - usize::from(variadic);
                let parameters = parameters
                    .iter()
                    .take(fixed)
                    .map(|(form, span)| self.type_form(form, span))
                    .collect::<Result<Vec<_>>>()?;
                TypeExpr::Function { result, parameters, variadic }
            }
            "member" => {
                let (class, name) = self.member_parts(parts)?;
                match name.arguments {
                    None => TypeExpr::Member(Box::new(class), name.path),
                    Some(arguments) => TypeExpr::MemberTemplate(Box::new(class), name.path, arguments.to_vec()),
                }
            }
            "member*" => {
                let (Some(class), Some(member), 3) = (parts.get(1), parts.get(2), parts.len()) else {
                    return Err(Diagnostic::new("analyze/type", span, "a pointer to member is (:member* C T)").into());
                };
                let class = self.type_form(class, parts.span(1))?;
                match self.pointer_to_named(&class, member, parts)? {
                    Some(known) => known,
                    None => {
                        let member = self.type_form(member, parts.span(2))?;
                        TypeExpr::MemberPointer(Box::new(class), Box::new(member))
                    }
                }
            }
            other => {
                return Err(Diagnostic::new("analyze/type", parts.span(0), format!("unknown type form (:{other} …)"))
                    .help(
                        "known are :* :& :&& :const :volatile :signed :unsigned :long :short :array :fn :member :member*",
                    )
                    .into());
            }
        })
    }
}

impl Analyzer<'_> {
    /// `(:member* C name)` of a member: the type of `&C::name`. None where `name` is a type.
    fn pointer_to_named(&mut self, class: &TypeExpr, member: &Value, parts: &Elements) -> Result<Option<TypeExpr>> {
        let Some(name) = member.as_symbol().filter(|name| name.namespace.is_none()) else { return Ok(None) };
        let path = self.cpp_path(name).unwrap_or_else(|| name.name.to_string());
        if !matches!(self.engine.oracle()?.borrow_mut().name(&path, parts.span(2))?, Named::Unknown(_)) {
            return Ok(None);
        }
        let class = self.type_of(class, parts.span(1))?.ty;
        let address = Operation::MemberAddress(class, (&*path).into());
        Ok(self.resolve(&address, &[], parts.span(2), &[]).ok().map(|found| TypeExpr::Known(found.result.ty)))
    }
}

/// A reference can be neither qualified nor referred to, unless it goes by another name.
fn no_reference(inner: Box<TypeExpr>, what: &str, span: Span) -> Result<Box<TypeExpr>> {
    match *inner {
        TypeExpr::LvalueRef(_) | TypeExpr::RvalueRef(_) => {
            Err(Diagnostic::new("analyze/type", span, format!("C++ has no such type as {what}")).into())
        }
        _ => Ok(inner),
    }
}

/// A type written as one symbol: a path, and `*` and `&` behind it.
fn spelled(path: &str, span: Span) -> Result<TypeExpr> {
    let inner = |inner: &str| Ok::<_, Failure>(Box::new(spelled(inner, span)?));
    Ok(if let Some(referenced) = path.strip_suffix("&&") {
        TypeExpr::RvalueRef(no_reference(inner(referenced)?, "a reference to a reference", span)?)
    } else if let Some(referenced) = path.strip_suffix('&') {
        TypeExpr::LvalueRef(no_reference(inner(referenced)?, "a reference to a reference", span)?)
    } else if let Some(pointee) = path.strip_suffix('*').filter(|pointee| !pointee.is_empty()) {
        TypeExpr::Pointer(inner(pointee)?)
    } else if path == "nullptr" {
        TypeExpr::Null
    } else if path == "true" || path == "false" {
        TypeExpr::Bool(path == "true")
    } else {
        TypeExpr::Name(Rc::from(path))
    })
}
