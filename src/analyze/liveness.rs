//! Last uses: marks each read of a local after which no path reads it again, so that the tiers move it out of its
//! slot (decision D4). A backward walk over the tree in the reverse of its order of evaluation.

use crate::ast::{Binding, CaptureSource, Catcher, LoopNode, Node, NodeKind, RecurArg};
use std::rc::Rc;

/// Slots that are read later.
#[derive(Clone, Default, PartialEq)]
struct Live(Vec<u64>);

impl Live {
    fn contains(&self, slot: u32) -> bool {
        self.0.get(slot as usize / 64).is_some_and(|word| word >> (slot % 64) & 1 == 1)
    }

    fn insert(&mut self, slot: u32) {
        let index = slot as usize / 64;
        if self.0.len() <= index {
            self.0.resize(index + 1, 0);
        }
        self.0[index] |= 1 << (slot % 64);
    }

    fn remove(&mut self, slot: u32) {
        if let Some(word) = self.0.get_mut(slot as usize / 64) {
            *word &= !(1 << (slot % 64));
        }
    }

    /// Forgets the slots from `first` on. Slots are given out like a stack, so those are a scope's own.
    fn truncate(&mut self, first: u32) {
        for slot in first..self.0.len() as u32 * 64 {
            self.remove(slot);
        }
    }

    fn union(&mut self, other: &Live) {
        if self.0.len() < other.0.len() {
            self.0.resize(other.0.len(), 0);
        }
        for (word, other) in self.0.iter_mut().zip(&other.0) {
            *word |= other;
        }
    }
}

/// Marks the last uses in a function's body.
pub(super) fn mark_last_uses(body: &mut Node) {
    let mut walk = Walk { at_recur: vec![Live::default()] };
    walk.node(body, &mut Live::default());
}

struct Walk {
    /// What is live where a `recur` to the enclosing loop (or function) jumps, innermost last.
    at_recur: Vec<Live>,
}

impl Walk {
    /// `live` is what is read after the node; becomes what is read from its start on.
    fn node(&mut self, node: &mut Node, live: &mut Live) {
        match &mut node.kind {
            NodeKind::Const(_)
            | NodeKind::Capture(_)
            | NodeKind::SelfFunction
            | NodeKind::Sibling(_)
            | NodeKind::Var(_)
            | NodeKind::NativeLocal(_)
            | NodeKind::NativeCapture(_)
            | NodeKind::CppConstant(_) => {}
            NodeKind::Local { slot, last } => {
                *last = !live.contains(*slot);
                live.insert(*slot);
            }
            NodeKind::Def { init, meta, .. } => {
                for part in [meta, init].into_iter().flatten() {
                    self.node(part, live);
                }
            }
            NodeKind::Fn { captures, .. } => capture(captures, live),
            NodeKind::Letfn { captures, slots, body, .. } => {
                self.node(body, live);
                for slot in slots {
                    live.remove(*slot);
                }
                capture(captures, live);
            }
            NodeKind::Call { callee, args } | NodeKind::HostMethod { target: callee, args, .. } => {
                self.nodes(args, live);
                self.node(callee, live);
            }
            NodeKind::Intrinsic { args, .. } | NodeKind::Vector(args) | NodeKind::Map(args) | NodeKind::Set(args) => {
                self.nodes(args, live);
            }
            NodeKind::Do(nodes) => self.nodes(nodes, live),
            NodeKind::Cpp(call) => self.nodes(&mut call.args, live),
            NodeKind::WithMeta { value, meta } => {
                self.node(meta, live);
                self.node(value, live);
            }
            NodeKind::SetVar { value, .. }
            | NodeKind::Throw(value)
            | NodeKind::FromHost { value, .. }
            | NodeKind::ToHost { value, .. }
            | NodeKind::FullExpr { body: value, .. }
            | NodeKind::Temporary { value, .. }
            | NodeKind::NativeCopy { value, .. }
            | NodeKind::Box { value, .. }
            | NodeKind::Unbox { value, .. } => self.node(value, live),
            NodeKind::Rethrow { holder } => live.insert(*holder),
            NodeKind::Case(case) => {
                let after = live.clone();
                self.node(&mut case.default, live);
                for branch in &mut case.branches {
                    let mut live_in_branch = after.clone();
                    self.node(branch, &mut live_in_branch);
                    live.union(&live_in_branch);
                }
                self.node(&mut case.value, live);
            }
            NodeKind::If { test, then, otherwise } => {
                let mut live_in_then = live.clone();
                self.node(then, &mut live_in_then);
                self.node(otherwise, live);
                live.union(&live_in_then);
                self.node(test, live);
            }
            NodeKind::Let { bindings, body } => {
                self.node(body, live);
                for binding in bindings.iter_mut().rev() {
                    match binding {
                        Binding::Host { slot, init } => {
                            live.remove(*slot);
                            self.node(init, live);
                        }
                        Binding::Native { init, .. } => self.node(init, live),
                    }
                }
            }
            NodeKind::Loop(node) => self.loop_node(node, live),
            NodeKind::Recur(args) => {
                *live = self.at_recur.last().cloned().unwrap_or_default();
                self.recur_args(args, live);
            }
            NodeKind::Try { body, catches, finally } => {
                if let Some(finally) = finally {
                    self.node(finally, live);
                }
                let after_clause = live.clone();
                let mut handlers = live.clone();
                for catch in catches.iter_mut() {
                    let mut live_in_clause = after_clause.clone();
                    self.node(&mut catch.body, &mut live_in_clause);
                    match &catch.catcher {
                        Catcher::Host { slot, .. } => live_in_clause.remove(*slot),
                        Catcher::Cpp { holder, .. } => live_in_clause.remove(*holder),
                    }
                    handlers.union(&live_in_clause);
                }
                // The body may throw anywhere, so what the handlers read is live all through it.
                let mut guard = Live::default();
                guard.union(&handlers);
                self.guarded(body, live, &guard);
            }
        }
    }

    /// A body in which `guard` stays live throughout: reads of it never move.
    fn guarded(&mut self, body: &mut Node, live: &mut Live, guard: &Live) {
        live.union(guard);
        self.node(body, live);
        live.union(guard);
    }

    fn nodes(&mut self, nodes: &mut [Node], live: &mut Live) {
        for node in nodes.iter_mut().rev() {
            self.node(node, live);
        }
    }

    fn loop_node(&mut self, node: &mut Rc<LoopNode>, live: &mut Live) {
        let Some(node) = Rc::get_mut(node) else { return };
        // A slot of the outside that is read anywhere in the loop is read again in the next iteration; the loop's own
        // are assigned, or bound, anew.
        let mut used = live.clone();
        outer_reads(&node.body, &mut used);
        let variables = node.init.iter().filter_map(|arg| match arg {
            RecurArg::Host { slot, .. } => Some(*slot),
            RecurArg::Native { .. } => None,
        });
        if let Some(first) = variables.min() {
            used.truncate(first);
        }
        self.at_recur.push(used);
        self.node(&mut node.body, live);
        self.at_recur.pop();
        self.recur_args(&mut node.init, live);
    }

    /// Assignments: all values are evaluated first, in order.
    fn recur_args(&mut self, args: &mut [RecurArg], live: &mut Live) {
        for arg in args.iter() {
            if let RecurArg::Host { slot, .. } = arg {
                live.remove(*slot);
            }
        }
        for arg in args.iter_mut().rev() {
            match arg {
                RecurArg::Host { value, .. } | RecurArg::Native { value, .. } => self.node(value, live),
            }
        }
    }
}

fn capture(captures: &mut [CaptureSource], live: &mut Live) {
    for source in captures.iter_mut().rev() {
        if let CaptureSource::Local { slot, last } = source {
            *last = !live.contains(*slot);
            live.insert(*slot);
        }
    }
}

/// Adds every slot that is read in the tree, those of its own bindings included.
fn outer_reads(node: &Node, reads: &mut Live) {
    let mut each = |node: &Node| outer_reads(node, reads);
    match &node.kind {
        NodeKind::Const(_)
        | NodeKind::Capture(_)
        | NodeKind::SelfFunction
        | NodeKind::Sibling(_)
        | NodeKind::Var(_)
        | NodeKind::NativeLocal(_)
        | NodeKind::NativeCapture(_)
        | NodeKind::CppConstant(_) => {}
        NodeKind::Local { slot, .. } | NodeKind::Rethrow { holder: slot } => reads.insert(*slot),
        NodeKind::Def { init, meta, .. } => [init, meta].into_iter().flatten().for_each(|node| each(node)),
        NodeKind::Fn { captures, .. } => captured_reads(captures, reads),
        NodeKind::Letfn { captures, body, .. } => {
            each(body);
            captured_reads(captures, reads);
        }
        NodeKind::Call { callee, args } | NodeKind::HostMethod { target: callee, args, .. } => {
            each(callee);
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
        NodeKind::SetVar { value, .. }
        | NodeKind::Throw(value)
        | NodeKind::FromHost { value, .. }
        | NodeKind::ToHost { value, .. }
        | NodeKind::FullExpr { body: value, .. }
        | NodeKind::Temporary { value, .. }
        | NodeKind::NativeCopy { value, .. }
        | NodeKind::Box { value, .. }
        | NodeKind::Unbox { value, .. } => each(value),
        NodeKind::Case(case) => {
            each(&case.value);
            case.branches.iter().for_each(&mut each);
            each(&case.default);
        }
        NodeKind::If { test, then, otherwise } => [test, then, otherwise].into_iter().for_each(|node| each(node)),
        NodeKind::Let { bindings, body } => {
            for binding in bindings {
                match binding {
                    Binding::Host { init, .. } | Binding::Native { init, .. } => each(init),
                }
            }
            each(body);
        }
        NodeKind::Loop(node) => {
            node.init.iter().for_each(|arg| each(argument(arg)));
            each(&node.body);
        }
        NodeKind::Recur(args) => args.iter().for_each(|arg| each(argument(arg))),
        NodeKind::Try { body, catches, finally } => {
            each(body);
            catches.iter().for_each(|catch| each(&catch.body));
            finally.iter().for_each(|node| each(node));
        }
    }
}

fn argument(arg: &RecurArg) -> &Node {
    match arg {
        RecurArg::Host { value, .. } | RecurArg::Native { value, .. } => value,
    }
}

fn captured_reads(captures: &[CaptureSource], reads: &mut Live) {
    for source in captures {
        if let CaptureSource::Local { slot, .. } = source {
            reads.insert(*slot);
        }
    }
}
