//! `(cpp/box pointer)`, `(cpp/own value)`, `(cpp/unbox T box)`.

use crate::analyze::elements::Elements;
use crate::analyze::{Analyzer, Result, Use};
use crate::ast::{BoxKind, Node, NodeKind, Ty};
use crate::diagnostic::Diagnostic;
use crate::interop::oracle::{Arg, Category, HostType, NativeType, Operation, TypeKind};
use crate::source::Span;
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

    /// What a function gives that C++ calls: a host value, or a box for what the host has no value for. Of a reference,
    /// it holds the address.
    pub(in crate::analyze) fn callback_result(&mut self, node: Node) -> Result {
        self.map_tails(node, &mut |this, leaf| {
            let Ty::Native(ty) = leaf.ty else { return Ok(leaf) };
            let (leaf, ty) = this.decayed_text(leaf, ty)?;
            if this.engine.oracle()?.borrow_mut().to_host(ty, leaf.span).is_ok() {
                return this.host(leaf);
            }
            let (info, span) = (this.info(ty.ty)?, leaf.span);
            let pointer = match info.kind {
                TypeKind::Function | TypeKind::Array { .. } => return this.host(leaf),
                TypeKind::Pointer { .. } => leaf,
                _ if ty.category == Category::Lvalue && !this.is_in_frame(&leaf) => {
                    this.operation(Operation::Operator(Rc::from("&")), vec![leaf], span)?
                }
                _ => return this.owned(leaf, ty, span),
            };
            let Ty::Native(NativeType { ty, .. }) = pointer.ty else { return Ok(pointer) };
            let ty = this.info(ty)?.unqualified;
            let kind = NodeKind::Box { kind: BoxKind::Pointer, ty, value: Box::new(pointer) };
            Ok(Node::host(kind, HostType::Any, span))
        })
    }

    /// Whether a reference is to a native local of the function, or to a part of one.
    fn is_in_frame(&self, node: &Node) -> bool {
        match &node.kind {
            NodeKind::NativeLocal(word) => self.scopes.last().is_some_and(|scope| scope.is_owned(*word)),
            NodeKind::NativeCapture(_) => false, // the function's, which lives on
            NodeKind::FullExpr { body, .. } | NodeKind::Let { body, .. } => self.is_in_frame(body),
            NodeKind::Do(nodes) => nodes.last().is_some_and(|last| self.is_in_frame(last)),
            NodeKind::Cpp(call) => call.args.first().is_some_and(|object| {
                let by_reference = matches!(object.ty, Ty::Native(ty) if ty.category.is_glvalue());
                by_reference && self.is_in_frame(object)
            }),
            _ => true,
        }
    }

    /// An object that lives in the box.
    pub(super) fn own(&mut self, form: &Elements) -> Result {
        self.arguments(form, 1, 1, "(cpp/own value)")?;
        let (value, from) = self.boxed(form)?;
        self.owned(value, from, form.span)
    }

    fn owned(&mut self, value: Node, from: NativeType, span: Span) -> Result {
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
        let value = self.form(&form.items[2], form.span(2), Use::Value)?;
        if let Ty::Native(NativeType { ty: given, .. }) = value.ty
            && self.info(given)?.unqualified == info.unqualified
        {
            let message = format!("this is of type {} already, and in no box", info.spelling);
            return Err(Diagnostic::new("analyze/unbox", form.span(2), message)
                .help("take it as it is, as the object in a function of cpp/reify")
                .into());
        }
        let value = Box::new(self.host(value)?);
        let storage = self.scope().new_word();
        let ty = info.unqualified;
        let kind = NodeKind::Unbox { ty, value, storage };
        Ok(Node::native(kind, NativeType { ty, category: Category::Prvalue }, form.span))
    }
}
