//! Crossing between host and C++, and who destroys what: see the module's text of [`crate::ast`].

use crate::analyze::bindings::wrap_temporaries;
use crate::analyze::special::join;
use crate::analyze::{Analyzer, Result};
use crate::ast::{NativeMove, Node, NodeKind, Temporary, Ty};
use crate::interop::oracle::{
    Arg, Category, HostType, NativeType, Operation, Resolution, ToHost, TypeExpr, TypeId, TypeKind,
};
use crate::source::Span;
use std::rc::Rc;

impl Analyzer<'_> {
    /// The node as a host value.
    pub(in crate::analyze) fn host(&mut self, node: Node) -> Result {
        self.map_tails(node, &mut Self::host_leaf)
    }

    /// The node as a host value to be shown. A reference to a C++ object that the host has no value for (the stream
    /// that something was written to) shows as nil: nothing is lost, since the object lives elsewhere. So do temporaries
    /// where `dropped` says that nobody will miss them.
    pub(in crate::analyze) fn shown(&mut self, node: Node, dropped: bool) -> Result {
        self.map_tails(node, &mut |this, leaf| {
            let Ty::Native(ty) = leaf.ty else { return Ok(leaf) };
            if ty.category != Category::Lvalue && !dropped {
                return this.host_leaf(leaf);
            }
            let (shown, ty) = this.decayed_text(leaf, ty)?;
            let convertible = this.engine.oracle()?.borrow_mut().to_host(ty, shown.span).is_ok();
            if convertible { this.host_leaf(shown) } else { this.discarded(shown) }
        })
    }

    /// Applies `convert` to the expressions that give the node's value, inside of its branches and scopes: before
    /// those scopes end, and not around a `recur`, which jumps. Nodes that are no native expressions stay.
    pub(in crate::analyze) fn map_tails(
        &mut self,
        mut node: Node,
        convert: &mut dyn FnMut(&mut Self, Node) -> Result,
    ) -> Result {
        let Ty::Native(_) = node.ty else { return Ok(node) };
        match &mut node.kind {
            NodeKind::If { then, otherwise, .. } => {
                for branch in [&mut *then, &mut *otherwise] {
                    let taken = std::mem::replace(&mut **branch, Node::nil(node.span));
                    **branch = self.map_tails(taken, convert)?;
                }
                node.ty = if then.ty == Ty::Never { otherwise.ty } else { then.ty };
                if let (Ty::Host(a), Ty::Host(b)) = (then.ty, otherwise.ty) {
                    node.ty = Ty::Host(join(a, b));
                }
            }
            NodeKind::Do(nodes) => {
                let Some(last) = nodes.last_mut() else { return Ok(node) };
                let taken = std::mem::replace(last, Node::nil(node.span));
                *last = self.map_tails(taken, convert)?;
                node.ty = last.ty;
            }
            NodeKind::Let { body, .. } => {
                let taken = std::mem::replace(&mut **body, Node::nil(node.span));
                **body = self.map_tails(taken, convert)?;
                node.ty = body.ty;
            }
            NodeKind::Case(case) => {
                let mut ty = Ty::Never;
                for branch in case.branches.iter_mut().chain([&mut case.default]) {
                    let taken = std::mem::replace(branch, Node::nil(node.span));
                    *branch = self.map_tails(taken, convert)?;
                    ty = joined(ty, branch.ty);
                }
                node.ty = ty;
            }
            // What a clause gives may belong to the exception, and what a loop gives to its variables.
            NodeKind::Try { body, catches, .. } => {
                let mut ty = Ty::Never;
                for part in std::iter::once(&mut **body).chain(catches.iter_mut().map(|catch| &mut catch.body)) {
                    let taken = std::mem::replace(part, Node::nil(node.span));
                    *part = self.map_tails(taken, convert)?;
                    ty = joined(ty, part.ty);
                }
                node.ty = ty;
            }
            NodeKind::Loop(inner) => {
                let Some(inner) = Rc::get_mut(inner) else { return convert(self, node) };
                let taken = std::mem::replace(&mut inner.body, Node::nil(node.span));
                inner.body = self.map_tails(taken, convert)?;
                node.ty = inner.body.ty;
            }
            NodeKind::FullExpr { temporaries, body } => {
                let taken = std::mem::replace(&mut **body, Node::nil(node.span));
                self.scope().temporaries.push(Vec::new());
                let converted = self.map_tails(taken, convert);
                let more = self.scope().temporaries.pop().unwrap_or_default();
                **body = converted?;
                *temporaries = std::mem::take(temporaries).into_vec().into_iter().chain(more).collect();
                node.ty = body.ty;
            }
            _ => return convert(self, node),
        }
        Ok(node)
    }

    fn host_leaf(&mut self, node: Node) -> Result {
        let Ty::Native(ty) = node.ty else { return Ok(node) };
        let span = node.span;
        if self.info(ty.ty)?.kind == TypeKind::Function && self.is_free_function(ty, span) {
            let pointer = self.operation(Operation::Operator(Rc::from("&")), vec![node], span)?;
            return self.host_leaf(pointer);
        }
        let (node, ty) = self.decayed_text(node, ty)?;
        let how = self.engine.oracle()?.borrow_mut().to_host(ty, span)?;
        let host_type = match how {
            ToHost::Nil => HostType::Nil,
            ToHost::Bool => HostType::Bool,
            ToHost::Int { .. } => HostType::Long,
            ToHost::Char { .. } => HostType::Char,
            ToHost::Float | ToHost::Double | ToHost::LongDouble => HostType::Double,
            ToHost::CString | ToHost::Object | ToHost::Convert(_) => HostType::Any,
        };
        let value = Box::new(self.temporary(node)?);
        Ok(Node::host(NodeKind::ToHost { value, how }, host_type, span))
    }

    /// Whether a pointer to the function crosses to the host: one to a member does not.
    fn is_free_function(&mut self, ty: NativeType, span: Span) -> bool {
        let address = Operation::Operator(Rc::from("&"));
        let pointer = self.resolve(&address, &[Arg::Native(ty)], span, &[span]);
        pointer.is_ok_and(|pointer| {
            self.engine.oracle().is_ok_and(|oracle| oracle.borrow_mut().to_host(pointer.result, span).is_ok())
        })
    }

    /// An array of characters as the pointer that C++ takes it for, which the host reads as text.
    pub(super) fn decayed_text(&mut self, node: Node, ty: NativeType) -> Result<(Node, NativeType)> {
        let TypeKind::Array { element, .. } = self.info(ty.ty)?.kind else { return Ok((node, ty)) };
        if !matches!(self.info(element)?.kind, TypeKind::Char { bits: 8, .. }) {
            return Ok((node, ty));
        }
        let span = node.span;
        let text = TypeExpr::Pointer(Box::new(TypeExpr::Const(Box::new(TypeExpr::Name(Rc::from("char"))))));
        let ty = self.type_of(&text, span)?;
        Ok((self.operation(Operation::Cast(ty), vec![node], span)?, ty))
    }

    /// A native prvalue that has to be destroyed is recorded with the full-expression at hand.
    pub(in crate::analyze) fn temporary(&mut self, node: Node) -> Result {
        let Ty::Native(NativeType { ty, category: Category::Prvalue }) = node.ty else { return Ok(node) };
        let Some(destroy) = self.destructor(ty, node.span)? else { return Ok(node) };
        let word = self.scope().new_word();
        let (ty, span) = (node.ty, node.span);
        if let Some(temporaries) = self.scope().temporaries.last_mut() {
            temporaries.push(Temporary { word, destroy });
        }
        Ok(Node { kind: NodeKind::Temporary { word, value: Box::new(node) }, ty, span })
    }

    /// A native expression evaluated for effect only: nil.
    pub(in crate::analyze) fn discarded(&mut self, node: Node) -> Result {
        self.map_tails(node, &mut |this, leaf| {
            let span = leaf.span;
            let value = Box::new(this.temporary(leaf)?);
            Ok(Node::host(NodeKind::ToHost { value, how: ToHost::Nil }, HostType::Nil, span))
        })
    }

    /// Analyses something as a full-expression: the temporaries that it makes die at its end.
    pub(in crate::analyze) fn full_expression(&mut self, make: impl FnOnce(&mut Self) -> Result) -> Result {
        self.scope().temporaries.push(Vec::new());
        let node = make(self);
        let temporaries = self.scope().temporaries.pop().unwrap_or_default();
        Ok(wrap_temporaries(node?, temporaries))
    }

    /// The destructor of a type, where it does anything.
    pub(in crate::analyze) fn destructor(&mut self, ty: TypeId, span: Span) -> Result<Option<Rc<Resolution>>> {
        let info = self.info(ty)?;
        if info.trivially_destructible || info.kind == TypeKind::Void {
            return Ok(None);
        }
        let object = Arg::Native(NativeType { ty: info.unqualified, category: Category::Lvalue });
        self.resolve(&Operation::Destroy(info.unqualified), &[object], span, &[span]).map(Some)
    }

    /// How an object of type `ty` is made from one of the same type given as `from`.
    pub(in crate::analyze) fn native_move(&mut self, ty: TypeId, from: NativeType, span: Span) -> Result<NativeMove> {
        let info = self.info(ty)?;
        if info.trivially_copyable && info.copy_constructible {
            return Ok(NativeMove::Bytes(info.size));
        }
        let resolution = self.resolve(&Operation::Construct(ty), &[Arg::Native(from)], span, &[span])?;
        Ok(NativeMove::Construct(resolution))
    }

    /// The node as a fresh prvalue of `ty`: as it is, copied, or converted.
    pub(in crate::analyze) fn prvalue_of(&mut self, node: Node, ty: TypeId) -> Result {
        if let Ty::Native(_) = node.ty {
            return self.map_tails(node, &mut |this, leaf| this.prvalue_leaf(leaf, ty));
        }
        self.prvalue_leaf(node, ty)
    }

    fn prvalue_leaf(&mut self, node: Node, ty: TypeId) -> Result {
        let span = node.span;
        match node.ty {
            Ty::Native(from) => {
                let from_unqualified = self.info(from.ty)?.unqualified;
                if from_unqualified != ty {
                    return self.operation(Operation::Convert(ty), vec![node], span);
                }
                if from.category == Category::Prvalue {
                    return Ok(node);
                }
                let how = self.native_move(ty, from, span)?;
                let info = self.info(ty)?;
                let storage = self.scope().new_native(info.size, info.align);
                let kind = NodeKind::NativeCopy { value: Box::new(node), how, storage };
                Ok(Node::native(kind, NativeType { ty, category: Category::Prvalue }, span))
            }
            Ty::Host(_) => self.operation(Operation::Convert(ty), vec![node], span),
            Ty::Never => Ok(node),
        }
    }

    /// The node as something of type `ty` that an object of that type can be made from.
    pub(in crate::analyze) fn converted(&mut self, node: Node, ty: TypeId) -> Result {
        match node.ty {
            Ty::Native(from) if self.info(from.ty)?.unqualified == ty => Ok(node),
            Ty::Never => Ok(node),
            _ => self.prvalue_of(node, ty),
        }
    }

    /// The prvalue in storage of its own where it is a constant, which the tree shares between all evaluations.
    pub(in crate::analyze) fn own_constant(&mut self, node: Node) -> Result {
        self.map_tails(node, &mut |this, leaf| {
            let (NodeKind::CppConstant(_), Ty::Native(ty)) = (&leaf.kind, leaf.ty) else { return Ok(leaf) };
            let info = this.info(ty.ty)?;
            let (storage, span) = (this.scope().new_native(info.size, info.align), leaf.span);
            let kind = NodeKind::NativeCopy { value: Box::new(leaf), how: NativeMove::Bytes(info.size), storage };
            Ok(Node::native(kind, ty, span))
        })
    }

    pub(in crate::analyze) fn is_void(&mut self, ty: NativeType) -> Result<bool> {
        Ok(self.info(ty.ty)?.kind == TypeKind::Void)
    }

    /// Whether it is a host value in C++, `gusset::object`.
    pub(in crate::analyze) fn is_object(&mut self, ty: NativeType) -> Result<bool> {
        Ok(self.info(ty.ty)?.is_object)
    }
}

/// The type of two ways that meet, whose native types are the same.
fn joined(a: Ty, b: Ty) -> Ty {
    match (a, b) {
        (Ty::Never, other) | (other, Ty::Never) => other,
        (Ty::Host(a), Ty::Host(b)) => Ty::Host(join(a, b)),
        (ty, _) => ty,
    }
}
