//! `(cpp/box pointer)`, `(cpp/own value)`, `(cpp/unbox T box)`.

use crate::analyze::elements::Elements;
use crate::analyze::{Analyzer, Result, Use};
use crate::ast::{BoxKind, Node, NodeKind, Ty};
use crate::diagnostic::Diagnostic;
use crate::interop::oracle::{Arg, Category, HostType, NativeType, Operation, TypeKind};
use std::rc::Rc;

impl Analyzer<'_> {
    /// A pointer with its type.
    pub(super) fn box_pointer(&mut self, form: &Elements) -> Result {
        self.arguments(form, 1, 1, "(cpp/box pointer)")?;
        let (value, ty) = self.boxed(form)?;
        let info = self.info(ty.ty)?;
        if !matches!(info.kind, TypeKind::Pointer { .. }) {
            return Err(Diagnostic::new(
                "analyze/box",
                form.span(1),
                format!("cpp/box holds a pointer, but this is a {}", info.spelling),
            )
            .help("take its address with cpp/&, make it with cpp/new, or move it into a box with cpp/own")
            .into());
        }
        let kind = NodeKind::Box { kind: BoxKind::Pointer, ty: info.unqualified, value: Box::new(value) };
        Ok(Node::host(kind, HostType::Any, form.span))
    }

    /// An object that lives in the box.
    pub(super) fn own(&mut self, form: &Elements) -> Result {
        self.arguments(form, 1, 1, "(cpp/own value)")?;
        let (value, from) = self.boxed(form)?;
        let span = form.span;
        let info = self.info(from.ty)?;
        let ty = info.unqualified;
        let source = match from.category {
            Category::Lvalue => from,
            _ => NativeType { ty, category: Category::Xvalue },
        };
        let how = self.native_move(ty, source, span)?;
        let destroy = self.destructor(ty, span)?;
        let object = Arg::Native(NativeType { ty, category: Category::Lvalue });
        let pointer = self.resolve(&Operation::Operator(Rc::from("&")), &[object], span, &[span])?.result.ty;
        let value = Box::new(self.temporary(value)?);
        let kind = BoxKind::Own { how, destroy, size: info.size, align: info.align };
        Ok(Node::host(NodeKind::Box { kind, ty: pointer, value }, HostType::Any, span))
    }

    /// What is to be boxed.
    fn boxed(&mut self, form: &Elements) -> Result<(Node, NativeType)> {
        let value = self.form(&form.items[1], form.span(1), Use::Value)?;
        match value.ty {
            Ty::Native(ty) => Ok((value, ty)),
            _ => {
                let message = "this is a host value already; a box holds C++ ones";
                Err(Diagnostic::new("analyze/box", form.span(1), message).into())
            }
        }
    }

    pub(super) fn unbox(&mut self, form: &Elements) -> Result {
        const SHAPE: &str = "(cpp/unbox (:* T) box)";
        self.arguments(form, 2, 2, SHAPE)?;
        let ty = self.first_type(form, SHAPE)?;
        let info = self.info(ty.ty)?;
        if !matches!(info.kind, TypeKind::Pointer { .. }) {
            let message = format!("a box holds a pointer, but {} is none", info.spelling);
            return Err(Diagnostic::new("analyze/unbox", form.span(1), message).help(format!("write {SHAPE}")).into());
        }
        let value = Box::new(self.host_form(&form.items[2], form.span(2))?);
        let storage = self.scope().new_word();
        let ty = info.unqualified;
        let kind = NodeKind::Unbox { ty, value, storage };
        Ok(Node::native(kind, NativeType { ty, category: Category::Prvalue }, form.span))
    }
}
