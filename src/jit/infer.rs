//! Inference of representations: which values of a body are longs and doubles, given those of its free slots. Loop
//! variables and the results of self-calls are found as optimistic fixpoints.

use super::operation;
use super::rep::Rep;
use super::subject::Subject;
use crate::ast::{Binding, Catcher, LoopNode, Node, NodeKind, RecurArg, Ty};
use crate::data::number::{Double, Long};
use crate::value::Value;

/// Rounds after which a fixpoint is given up; the lattice is three high.
const MAX_ROUNDS: usize = 8;

/// One inference over a body.
pub struct Inference<'a> {
    pub subject: &'a Subject<'a>,
    /// Of each host slot that is bound.
    pub slots: Vec<Rep>,
    /// What the loops and the function we are in have been given by `recur` so far, innermost last.
    targets: Vec<Vec<(u32, Rep)>>,
    /// What self-calls are taken to give.
    pub result: Rep,
}

/// The representation of a constant.
pub fn of_constant(value: &Value) -> Rep {
    if value.as_fixnum().is_some() || value.get::<Long>().is_some() {
        Rep::Long
    } else if value.as_immediate_float().is_some() || value.get::<Double>().is_some() {
        Rep::Double
    } else if value.as_bool().is_some() {
        Rep::Bool
    } else {
        Rep::Word
    }
}

impl<'a> Inference<'a> {
    pub fn new(subject: &'a Subject<'a>, slots: Vec<Rep>, result: Rep) -> Self {
        Inference { subject, slots, targets: Vec::new(), result }
    }

    fn bind(&mut self, slot: u32, rep: Rep) {
        let slot = slot as usize;
        if self.slots.len() <= slot {
            self.slots.resize(slot + 1, Rep::Word);
        }
        self.slots[slot] = rep;
    }

    fn slot(&self, slot: u32) -> Rep {
        self.slots.get(slot as usize).copied().unwrap_or(Rep::Word)
    }

    /// The representations of a function's parameters (those that `recur` widens included) and of its result.
    pub fn function(&mut self, params: &[Rep], body: &Node) -> (Vec<Rep>, Rep) {
        let start: Vec<(u32, Rep)> = params.iter().enumerate().map(|(slot, rep)| (slot as u32, *rep)).collect();
        let (vars, result) = self.fixpoint(start, body);
        (vars.into_iter().map(|(_, rep)| rep).collect(), result)
    }

    /// The representations of a loop's host variables, and of its value.
    pub fn loop_variables(&mut self, node: &LoopNode) -> (Vec<(u32, Rep)>, Rep) {
        let start = self.loop_start(node);
        self.fixpoint(start, &node.body)
    }

    fn loop_start(&mut self, node: &LoopNode) -> Vec<(u32, Rep)> {
        let mut start = Vec::with_capacity(node.init.len());
        for (index, arg) in node.init.iter().enumerate() {
            if let RecurArg::Host { slot, value } = arg {
                let profile = node.profile.get(index).map_or(0, std::cell::Cell::get);
                let rep = self.node(value).guess(profile);
                self.bind(*slot, rep);
                start.push((*slot, rep));
            }
        }
        start
    }

    /// The same for given representations at its start.
    pub fn fixpoint(&mut self, start: Vec<(u32, Rep)>, body: &Node) -> (Vec<(u32, Rep)>, Rep) {
        let mut vars = start;
        for round in 0.. {
            for (slot, rep) in &mut vars {
                if round >= MAX_ROUNDS {
                    *rep = Rep::Word;
                }
                self.bind(*slot, *rep);
            }
            self.targets.push(vars.clone());
            let result = self.node(body);
            let next = self.targets.pop().unwrap_or_default();
            if next == vars || round > MAX_ROUNDS {
                return (vars, result);
            }
            vars = next;
        }
        unreachable!("the rounds are bounded")
    }

    /// The representation of a node's value.
    pub fn node(&mut self, node: &Node) -> Rep {
        match &node.kind {
            NodeKind::Const(value) => of_constant(value),
            NodeKind::Local { slot, .. } => refine(self.slot(*slot), node.ty),
            NodeKind::Do(nodes) => nodes.iter().fold(Rep::Word, |_, node| self.node(node)),
            NodeKind::If { test, then, otherwise } => {
                if self.node(test) == Rep::Never {
                    return Rep::Never;
                }
                let then = self.node(then);
                then.join(self.node(otherwise))
            }
            NodeKind::Let { bindings, body } => {
                for binding in bindings {
                    match binding {
                        Binding::Host { slot, init } => {
                            let rep = self.node(init);
                            self.bind(*slot, rep);
                        }
                        Binding::Native { init, .. } => {
                            self.node(init);
                        }
                    }
                }
                self.node(body)
            }
            NodeKind::Loop(inner) => self.loop_variables(inner).1,
            NodeKind::Recur(args) => {
                let reps: Vec<Option<Rep>> = args
                    .iter()
                    .map(|arg| match arg {
                        RecurArg::Host { value, .. } => Some(self.node(value)),
                        RecurArg::Native { value, .. } => {
                            self.node(value);
                            None
                        }
                    })
                    .collect();
                if let Some(target) = self.targets.last_mut() {
                    for (arg, rep) in args.iter().zip(reps) {
                        if let (RecurArg::Host { slot, .. }, Some(rep)) = (arg, rep)
                            && let Some((_, known)) = target.iter_mut().find(|(s, _)| s == slot)
                        {
                            *known = known.join(rep);
                        }
                    }
                }
                Rep::Never
            }
            NodeKind::Intrinsic { op, args } => {
                let reps: Vec<Rep> = args.iter().map(|arg| self.node(arg)).collect();
                operation::result(*op, &reps)
            }
            NodeKind::Call { callee, args } => {
                let reps: Vec<Rep> = args.iter().map(|arg| self.node(arg)).collect();
                if reps.contains(&Rep::Never) {
                    return Rep::Never;
                }
                self.call(callee, &reps)
            }
            NodeKind::Case(case) => {
                self.node(&case.value);
                let default = self.node(&case.default);
                case.branches.iter().fold(default, |rep, branch| rep.join(self.node(branch)))
            }
            NodeKind::Try { body, catches, finally } => {
                let mut rep = self.node(body);
                for catch in catches {
                    match &catch.catcher {
                        Catcher::Host { slot, .. } => self.bind(*slot, Rep::Word),
                        Catcher::Cpp { holder, .. } => self.bind(*holder, Rep::Word),
                    }
                    rep = rep.join(self.node(&catch.body));
                }
                if let Some(finally) = finally {
                    self.node(finally);
                }
                rep
            }
            NodeKind::Letfn { slots, body, .. } => {
                for slot in slots {
                    self.bind(*slot, Rep::Word);
                }
                self.node(body)
            }
            NodeKind::FullExpr { body, .. } => self.node(body),
            NodeKind::Throw(value) => {
                self.node(value);
                Rep::Never
            }
            NodeKind::Rethrow { .. } => Rep::Never,
            NodeKind::ToHost { value, how } => {
                self.node(value);
                super::scalar::host_rep(how)
            }
            _ => {
                super::visit::children(node, &mut |child| {
                    self.node(child);
                });
                if matches!(node.ty, Ty::Native(_)) { Rep::Address } else { Rep::Word }
            }
        }
    }

    /// What a call gives.
    fn call(&mut self, callee: &Node, args: &[Rep]) -> Rep {
        self.node(callee);
        let (target, guarded) = self.subject.target(callee, args.len());
        self.subject.call_result(&target, guarded, self.result, args)
    }
}

/// What a local of type `ty` in a slot of representation `rep` is.
pub fn refine(rep: Rep, ty: Ty) -> Rep {
    match (rep, ty) {
        (Rep::Word, Ty::Host(ty)) => match Rep::of_type(ty) {
            Rep::Long => Rep::Long,
            Rep::Double => Rep::Double,
            _ => Rep::Word,
        },
        _ => rep,
    }
}
