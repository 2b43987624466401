//! Walking over the nodes of one frame (bodies of inner functions have frames of their own).

use crate::ast::{Binding, CaptureSource, Catcher, Node, NodeKind, RecurArg};

/// Calls `each` for every direct child of `node` in the same frame, in order of evaluation.
pub fn children<'a>(node: &'a Node, each: &mut dyn FnMut(&'a Node)) {
    match &node.kind {
        NodeKind::Const(_)
        | NodeKind::Local { .. }
        | NodeKind::Capture(_)
        | NodeKind::SelfFunction
        | NodeKind::Sibling(_)
        | NodeKind::Var(_)
        | NodeKind::Fn { .. }
        | NodeKind::Rethrow { .. }
        | NodeKind::NativeLocal(_)
        | NodeKind::NativeCapture(_)
        | NodeKind::CppConstant(_) => {}
        NodeKind::Def { init, meta, .. } => init.iter().chain(meta).for_each(|node| each(node)),
        NodeKind::SetVar { value, .. }
        | NodeKind::Throw(value)
        | NodeKind::FromHost { value, .. }
        | NodeKind::ToHost { value, .. }
        | NodeKind::Temporary { value, .. }
        | NodeKind::NativeCopy { value, .. }
        | NodeKind::Box { value, .. }
        | NodeKind::Unbox { value, .. } => each(value),
        NodeKind::Letfn { body, .. } | NodeKind::FullExpr { body, .. } => each(body),
        NodeKind::Call { callee, args } => {
            each(callee);
            args.iter().for_each(each);
        }
        NodeKind::HostMethod { target, args, .. } => {
            each(target);
            args.iter().for_each(each);
        }
        NodeKind::Intrinsic { args, .. }
        | NodeKind::Vector(args)
        | NodeKind::Map(args)
        | NodeKind::Set(args)
        | NodeKind::Do(args) => args.iter().for_each(each),
        NodeKind::Cpp(call) => call.args.iter().for_each(each),
        NodeKind::WithMeta { value, meta } => {
            each(value);
            each(meta);
        }
        NodeKind::Case(case) => {
            each(&case.value);
            case.branches.iter().for_each(&mut *each);
            each(&case.default);
        }
        NodeKind::If { test, then, otherwise } => {
            each(test);
            each(then);
            each(otherwise);
        }
        NodeKind::Let { bindings, body } => {
            for binding in bindings {
                match binding {
                    Binding::Host { init, .. } | Binding::Native { init, .. } => each(init),
                }
            }
            each(body);
        }
        NodeKind::Loop(inner) => {
            recur_args(&inner.init, each);
            each(&inner.body);
        }
        NodeKind::Recur(args) => recur_args(args, each),
        NodeKind::Try { body, catches, finally } => {
            each(body);
            catches.iter().for_each(|catch| each(&catch.body));
            finally.iter().for_each(|node| each(node));
        }
    }
}

fn recur_args<'a>(args: &'a [RecurArg], each: &mut dyn FnMut(&'a Node)) {
    for arg in args {
        match arg {
            RecurArg::Host { value, .. } | RecurArg::Native { value, .. } => each(value),
        }
    }
}

/// Calls `each` for `node` and everything below it in the same frame.
pub fn walk<'a>(node: &'a Node, each: &mut dyn FnMut(&'a Node)) {
    each(node);
    children(node, &mut |child| walk(child, each));
}

fn captures(node: &Node) -> &[CaptureSource] {
    match &node.kind {
        NodeKind::Fn { captures, .. } | NodeKind::Letfn { captures, .. } => captures,
        _ => &[],
    }
}

/// Whether evaluating `node` may move the value of host slot `slot` out.
pub fn moves(node: &Node, slot: u32) -> bool {
    let mut found = false;
    walk(node, &mut |inner| {
        found |= matches!(inner.kind, NodeKind::Local { slot: s, last: true } if s == slot);
        found |= captures(inner)
            .iter()
            .any(|capture| matches!(capture, CaptureSource::Local { slot: s, last: true } if *s == slot));
    });
    found
}

/// The host slots that `node` reads without having bound them itself, with the types its locals have; in no order.
/// `bound` says which slots are bound at its start.
pub fn free_slots<'a>(node: &'a Node, each: &mut dyn FnMut(u32, Option<&'a Node>)) {
    walk(node, &mut |inner| {
        match &inner.kind {
            NodeKind::Local { slot, .. } => each(*slot, Some(inner)),
            NodeKind::Rethrow { holder } => each(*holder, None),
            _ => {}
        }
        for capture in captures(inner) {
            if let CaptureSource::Local { slot, .. } = capture {
                each(*slot, None);
            }
        }
    });
}

/// The host slots that are bound inside `node`.
pub fn bound_slots(node: &Node, each: &mut dyn FnMut(u32)) {
    walk(node, &mut |inner| match &inner.kind {
        NodeKind::Let { bindings, .. } => bindings.iter().for_each(|binding| {
            if let Binding::Host { slot, .. } = binding {
                each(*slot);
            }
        }),
        NodeKind::Loop(inner) => inner.init.iter().for_each(|arg| {
            if let RecurArg::Host { slot, .. } = arg {
                each(*slot);
            }
        }),
        NodeKind::Letfn { slots, .. } => slots.iter().for_each(|slot| each(*slot)),
        NodeKind::Try { catches, .. } => catches.iter().for_each(|catch| match &catch.catcher {
            Catcher::Host { slot, .. } => each(*slot),
            Catcher::Cpp { holder, .. } => each(*holder),
        }),
        _ => {}
    });
}

/// Whether the frame's code needs the running closure itself: for captures, siblings, or as a value.
pub fn needs_callee(node: &Node) -> bool {
    let mut found = false;
    walk(node, &mut |inner| {
        found |= matches!(
            inner.kind,
            NodeKind::Capture(_) | NodeKind::SelfFunction | NodeKind::Sibling(_) | NodeKind::NativeCapture(_)
        );
        found |= captures(inner).iter().any(|capture| {
            matches!(capture, CaptureSource::Capture(_) | CaptureSource::SelfFunction | CaptureSource::Sibling(_))
        });
    });
    found
}

/// Whether a loop's body does nothing that may take long.
pub fn is_short(body: &Node) -> bool {
    let mut short = true;
    walk(body, &mut |inner| {
        short &= matches!(
            inner.kind,
            NodeKind::Const(_)
                | NodeKind::Local { .. }
                | NodeKind::Capture(_)
                | NodeKind::Intrinsic { .. }
                | NodeKind::If { .. }
                | NodeKind::Let { .. }
                | NodeKind::Do(_)
                | NodeKind::Recur(_)
        );
    });
    short
}
