//! `try`, `catch` and `finally`.

use super::elements::Elements;
use super::scope::Place;
use super::{Analyzer, Result, Use, as_list};
use crate::ast::{Catch, Catcher, Catches, Node, NodeKind, Ty};
use crate::data::exception::Class;
use crate::diagnostic::Diagnostic;
use crate::interop::oracle::{Arg, Category, HostType, Named, NativeType, Operation, TypeExpr, TypeId};
use crate::source::Span;
use crate::value::Value;
use std::rc::Rc;

impl Analyzer<'_> {
    /// `(try body… (catch Class name body…)… (finally body…)?)`.
    pub(super) fn try_form(&mut self, form: &Elements, usage: Use) -> Result {
        let clause = |value: &Value| -> Option<Rc<str>> {
            let list = as_list(value)?;
            let name = list.first.as_symbol()?;
            (name.namespace.is_none() && matches!(&*name.name, "catch" | "finally")).then(|| name.name.clone())
        };
        let first = (1..form.len()).find(|index| clause(&form.items[*index]).is_some()).unwrap_or(form.len());
        let mut body_forms = form.from(1);
        body_forms.items.truncate(first - 1);
        let usage = usage.inner();
        let enter = |this: &mut Self, inside| {
            this.scope().targets.last_mut().is_some_and(|target| std::mem::replace(&mut target.inside_try, inside))
        };
        let was_inside = enter(self, true);
        self.scope().tries += 1;
        let outcome = self.try_parts(form, first, &body_forms, usage, clause);
        self.scope().tries -= 1;
        enter(self, was_inside);
        outcome
    }

    fn try_parts(
        &mut self,
        form: &Elements,
        first: usize,
        body_forms: &Elements,
        usage: Use,
        clause: impl Fn(&Value) -> Option<Rc<str>>,
    ) -> Result {
        let body = self.closed_body(body_forms, form.span, usage)?;
        let mut nodes = vec![body];
        let mut catchers = Vec::new();
        let mut finally = None;
        for index in first..form.len() {
            let span = form.span(index);
            match clause(&form.items[index]).as_deref() {
                Some("catch") if finally.is_none() => {
                    let parts = Elements::of_sequence(self.cx, &form.items[index], span)?;
                    let (catcher, body) = self.catch(&parts, usage)?;
                    catchers.push(catcher);
                    nodes.push(body);
                }
                Some("finally") if index + 1 == form.len() => {
                    let parts = Elements::of_sequence(self.cx, &form.items[index], span)?;
                    finally = Some(Box::new(self.do_form(&parts.from(1), span, Use::Effect)?));
                }
                _ => {
                    return Err(Diagnostic::new("analyze/try", span, "this does not belong behind a catch or finally")
                        .help("a try is (try body… (catch Class name body…)… (finally body…)?)")
                        .into());
                }
            }
        }
        let mut nodes = self.unify(nodes, usage, form.span)?;
        let ty = nodes.iter().map(|node| node.ty).find(|ty| *ty != Ty::Never).unwrap_or(Ty::Never);
        let ty = match ty {
            Ty::Host(_) if nodes.iter().any(|node| node.ty != ty && node.ty != Ty::Never) => Ty::Host(HostType::Any),
            ty => ty,
        };
        let bodies = nodes.split_off(1);
        let body = Box::new(nodes.remove(0));
        let catches = catchers.into_iter().zip(bodies).map(|(catcher, body)| Catch { catcher, body }).collect();
        Ok(Node { kind: NodeKind::Try { body, catches, finally }, ty, span: form.span })
    }

    /// A body whose temporaries die with it.
    fn closed_body(&mut self, forms: &Elements, span: Span, usage: Use) -> Result {
        self.full_expression(|this| {
            let node = this.do_form(forms, span, usage)?;
            match node.ty {
                Ty::Native(ty) if this.is_void(ty)? => this.host(node),
                _ => Ok(node),
            }
        })
    }

    fn catch(&mut self, parts: &Elements, usage: Use) -> Result<(Catcher, Node)> {
        let name = parts.get(2).and_then(Value::as_symbol).filter(|name| name.namespace.is_none());
        let Some(name) = name.map(|name| name.name.clone()) else {
            return Err(Diagnostic::new("analyze/try", parts.span, "a catch clause names a class and a local")
                .help("write (catch Exception e body…) or (catch cpp/std.exception e body…)")
                .into());
        };
        let class = &parts.items[1];
        let mark = self.scope().mark();
        let (catcher, holder) = match self.host_class(class, parts.span(1))? {
            Some(what) => {
                let slot = self.scope().declare_host(name, HostType::Any);
                (Catcher::Host { what, slot }, slot)
            }
            None => {
                let ty = self.caught_type(class, parts.span(1))?;
                let void_pointer =
                    self.type_of(&TypeExpr::Pointer(Box::new(TypeExpr::Name(Rc::from("void")))), parts.span)?.ty;
                let handle = Arg::Native(NativeType { ty: void_pointer, category: Category::Prvalue });
                let span = parts.span(1);
                let resolution = self.resolve(&Operation::CatchAs(ty), &[handle], span, &[span])?;
                let holder = self.scope().new_slot();
                let word = self.scope().new_word();
                let lvalue = NativeType { ty, category: Category::Lvalue };
                self.scope().declare(name, Place::Native { word, ty: lvalue });
                (Catcher::Cpp { ty, resolution, holder, word }, holder)
            }
        };
        self.scope().holders.push(holder);
        let body = self.closed_body(&parts.from(3), parts.span, usage);
        self.scope().holders.pop();
        let mut body = body?;
        // The exception object dies at the clause's end, so nothing native may refer to it afterwards.
        if usage != Use::Effect
            && let Ty::Native(ty) = body.ty
            && ty.category.is_glvalue()
        {
            let span = body.span;
            let ty = self.info(ty.ty)?.unqualified;
            body = self.returned(body, ty, span)?;
        }
        self.scope().release(mark);
        Ok((catcher, body))
    }

    /// The C++ type of a catch clause.
    fn caught_type(&mut self, form: &Value, span: Span) -> Result<TypeId> {
        let ty = self.type_at(form, span)?;
        if ty.category == Category::Xvalue {
            return Err(Diagnostic::new("analyze/try", span, "C++ catches nothing by rvalue reference")
                .help("name the type itself: it is caught by reference, without a copy")
                .into());
        }
        Ok(ty.ty)
    }

    /// What a catch clause with a class of the host catches; none where it names a C++ type.
    fn host_class(&mut self, form: &Value, span: Span) -> Result<Option<Catches>> {
        if form.as_keyword().is_some_and(|name| name.namespace.is_none() && &*name.name == "default") {
            return Ok(Some(Catches::Everything));
        }
        let Some(name) = form.as_symbol() else { return Ok(None) };
        let text = name.to_string();
        let class = match self.cpp_path(name) {
            Some(_) => None,
            None => Class::named(&text),
        };
        match class {
            Some(Class::Throwable) => Ok(Some(Catches::Everything)),
            Some(class) => Ok(Some(Catches::Class(class))),
            None if self.names_type(form, span)? => {
                let ty = self.caught_type(form, span)?;
                Ok(self.info(ty)?.is_object.then_some(Catches::HostValue))
            }
            None if self.cpp_path(name).is_some() => Ok(None),
            None => Err(Diagnostic::new("analyze/unknown-class", span, format!("no such exception class: {text}"))
                .help("C++ types are written cpp/name; :default catches everything")
                .into()),
        }
    }

    /// Whether a symbol is the name of a C++ type, with or without its `cpp/`.
    fn names_type(&mut self, form: &Value, span: Span) -> Result<bool> {
        Ok(match self.type_form(form, span) {
            Ok(TypeExpr::Name(path)) => {
                matches!(self.engine.oracle()?.borrow_mut().name(&path, span)?, Named::Type(_))
            }
            Ok(TypeExpr::Bool(_)) | Err(_) => false,
            Ok(_) => true,
        })
    }
}
