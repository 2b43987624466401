//! `do`, `if`, `let`, `loop`, `recur`, `case`.

use super::cleanup::Action;
use super::r#gen::{Built, Countdown, Gen, RecurTarget, Refused, Slot, Want};
use super::infer::Inference;
use super::ir::{Block, Val};
use super::rep::{Hold, Operand, Rep};
use super::runtime;
use crate::ast::{Binding, Case, LoopNode, Node, RecurArg, Ty};
use crate::value::{Kind, Value, word};
use std::rc::Rc;

impl<'a> Gen<'a> {
    /// What a scope's body is asked for where its value must outlive the scope.
    fn inner(want: Want) -> Want {
        if want == Want::Effect { Want::Effect } else { Want::Own }
    }

    fn nothing(&self) -> Operand {
        Operand::word(self.ir.word(word::NIL), Hold::Immediate)
    }

    /// The value of one of several ways that meet in `after`; each stands at its end, with what it evaluated to.
    pub fn join(&mut self, ways: Vec<(Operand, Block)>, after: Block, want: Want) -> Built {
        let ir = self.ir;
        let rep = ways.iter().fold(Rep::Never, |rep, (operand, _)| rep.join(operand.rep));
        if want == Want::Effect {
            for (operand, end) in ways {
                ir.at(end);
                self.release(operand);
                ir.br(after);
            }
            ir.at(after);
            return Ok(if rep == Rep::Never { Operand::plain(Rep::Never, ir.undef(ir.i64)) } else { self.nothing() });
        }
        let borrowed = ways.iter().any(|(operand, _)| operand.hold == Hold::Borrowed);
        let all_borrowed = want == Want::Borrow && !ways.iter().any(|(operand, _)| operand.hold == Hold::Owned);
        let mut merged = Vec::with_capacity(ways.len());
        for (operand, end) in ways {
            ir.at(end);
            if operand.rep == Rep::Never {
                ir.unreachable();
                continue;
            }
            let operand = self.to_rep(operand, rep)?;
            let owned_by_now = operand.hold == Hold::Owned;
            let operand = if borrowed && (!all_borrowed || owned_by_now) { self.own(operand) } else { operand };
            merged.push((operand, ir.here()));
            ir.br(after);
        }
        ir.at(after);
        if merged.is_empty() {
            return Ok(Operand::plain(Rep::Never, ir.undef(ir.i64)));
        }
        Ok(self.merge(rep, &merged))
    }

    pub fn sequence(&mut self, nodes: &'a [Node], want: Want) -> Built {
        let Some((last, rest)) = nodes.split_last() else { return Ok(self.nothing()) };
        for node in rest {
            self.effect(node)?;
        }
        self.expr(last, want)
    }

    /// Whether a test holds, a host value or a native `bool`.
    fn test(&mut self, test: &'a Node) -> Built<Val> {
        let scope = self.top;
        let operand = self.expr(test, Want::Borrow)?;
        if operand.rep == Rep::Address && matches!(test.ty, Ty::Native(_)) {
            let byte = self.ir.load(self.ir.i8, operand.value);
            let holds = self.ir.ne(byte, self.ir.int(self.ir.i8, 0));
            self.leave_to(scope)?;
            return Ok(holds);
        }
        Ok(self.truth(operand))
    }

    pub fn branch(&mut self, test: &'a Node, then: &'a Node, otherwise: &'a Node, want: Want) -> Built {
        let test = self.test(test)?;
        let (yes, no, after) = (self.block(), self.block(), self.block());
        self.ir.cond(test, yes, no);
        let scope = self.top;
        let mut kept = Vec::new();
        let polled = self.polled;
        self.ir.at(yes);
        let first = self.expr(then, want)?;
        self.end_way(scope, first, &mut kept)?;
        let first_end = self.ir.here();
        self.ir.at(no);
        let first_polled = std::mem::replace(&mut self.polled, polled);
        let second = self.expr(otherwise, want)?;
        self.polled &= first_polled;
        self.end_way(scope, second, &mut kept)?;
        let second_end = self.ir.here();
        let operand = self.join(vec![(first, first_end), (second, second_end)], after, want)?;
        self.keep_all(kept);
        Ok(operand)
    }

    pub fn bindings(&mut self, bindings: &'a [Binding], body: &'a Node, want: Want) -> Built {
        let scope = self.top;
        let mut hidden = Vec::new();
        for binding in bindings {
            match binding {
                Binding::Host { slot, init } => {
                    let operand = self.expr(init, Want::Own)?;
                    let place = self.new_slot(operand.rep);
                    self.write(place, operand)?;
                    hidden.push((*slot, self.bind(*slot, Some(place))));
                    if place.rep.counted() {
                        self.push(Action::Drop(place));
                    }
                }
                Binding::Native { word, init, destroy } => {
                    let address = self.expr(init, Want::Own)?;
                    let word = self.native_word(*word)?;
                    let address = self.to_rep(address, Rep::Address)?;
                    self.ir.store(address.value, word);
                    if let Some(resolution) = destroy {
                        self.push(Action::Destroy { word, resolution: resolution.clone(), checked: false });
                    }
                }
            }
        }
        let operand = self.expr(body, Self::inner(want))?;
        let operand = self.keep_result(operand, want)?;
        self.leave_keeping(scope, operand)?;
        for (slot, place) in hidden.into_iter().rev() {
            self.bind(slot, place);
        }
        Ok(operand)
    }

    /// A body's value in a form that outlives the body's scope.
    pub fn keep_result(&mut self, operand: Operand, want: Want) -> Built {
        if want == Want::Effect {
            self.release(operand);
            return Ok(if operand.rep == Rep::Never { operand } else { self.nothing() });
        }
        Ok(self.own(operand))
    }

    /// Undoes and forgets all scopes down to `scope`, which stays.
    pub fn leave_to(&mut self, scope: usize) -> Built<()> {
        while self.top != scope {
            self.leave()?;
        }
        Ok(())
    }

    /// Ends the scopes down to `scope` after a body: what an address may refer to stays.
    pub fn leave_keeping(&mut self, scope: usize, operand: Operand) -> Built<()> {
        if operand.rep != Rep::Address {
            return self.leave_to(scope);
        }
        let mut kept = Vec::new();
        while self.top != scope {
            match &self.scopes[self.top].action {
                Action::Kept(slot) => {
                    kept.push(*slot);
                    self.pop();
                }
                _ => self.leave()?,
            }
        }
        for slot in kept.into_iter().rev() {
            self.push(Action::Kept(slot));
        }
        Ok(())
    }

    /// Ends one of several ways that will meet: what an address may refer to is noted, for after they met.
    pub fn end_way(&mut self, scope: usize, operand: Operand, kept: &mut Vec<Slot>) -> Built<()> {
        self.leave_keeping(scope, operand)?;
        while self.top != scope {
            if let Action::Kept(slot) = self.scopes[self.top].action {
                kept.push(slot);
            }
            self.pop();
        }
        Ok(())
    }

    /// After ways met: see [`Gen::end_way`].
    pub fn keep_all(&mut self, kept: Vec<Slot>) {
        for slot in kept {
            self.push(Action::Kept(slot));
        }
    }

    pub fn repeat(&mut self, node: &'a Rc<LoopNode>, want: Want) -> Built {
        let (variables, _) = Inference::new(self.subject, self.slot_reps(), self.self_result).loop_variables(node);
        let scope = self.top;
        let mut hidden = Vec::new();
        for arg in &node.init {
            match arg {
                RecurArg::Host { slot, value } => {
                    let operand = self.expr(value, Want::Own)?;
                    let rep = variables.iter().find(|(known, _)| known == slot).map_or(Rep::Word, |(_, rep)| *rep);
                    let place = self.new_slot(rep);
                    self.write(place, operand)?;
                    hidden.push((*slot, self.bind(*slot, Some(place))));
                    if rep.counted() {
                        self.push(Action::Drop(place));
                    }
                }
                RecurArg::Native { .. } => self.start_native_variable(arg)?,
            }
        }
        let operand = self.iterate(&node.body, &node.span, want)?;
        self.leave_keeping(scope, operand)?;
        for (slot, place) in hidden.into_iter().rev() {
            self.bind(slot, place);
        }
        Ok(operand)
    }

    /// The body of a loop or function that `recur` repeats; its variables are in their slots.
    pub fn iterate(&mut self, body: &'a Node, span: &'a crate::source::Span, want: Want) -> Built {
        let header = self.block();
        let countdown = super::visit::is_short(body)
            .then(|| Countdown { left: self.alloca(|ir| ir.alloca(ir.i64)), restart: self.block() });
        if let Some(Countdown { left, restart }) = countdown {
            self.ir.br(restart);
            self.ir.at(restart);
            self.ir.store(self.ir.word(crate::config::POLL_COUNTDOWN), left);
        }
        self.ir.br(header);
        self.ir.at(header);
        self.targets.push(RecurTarget { header, scope: self.top, span, countdown });
        let operand = self.expr(body, Self::inner(want))?;
        let operand = self.keep_result(operand, want)?;
        self.targets.pop();
        Ok(operand)
    }

    pub fn recur(&mut self, args: &'a [RecurArg]) -> Built {
        let Some(target) = self.targets.last() else {
            return Err(Refused("recur outside of a loop or function".to_owned()));
        };
        let (header, scope, span, countdown) = (target.header, target.scope, target.span, target.countdown);
        if args.iter().any(|arg| matches!(arg, RecurArg::Native { .. })) {
            self.assign_with_natives(args)?;
        } else {
            let nodes: Vec<&Node> = args
                .iter()
                .filter_map(|arg| match arg {
                    RecurArg::Host { value, .. } => Some(value),
                    RecurArg::Native { .. } => None,
                })
                .collect();
            let operands = self.operands(&nodes, false)?;
            self.assign(args, &operands)?;
        }
        self.undo_to(scope)?;
        let top = std::mem::replace(&mut self.top, scope);
        self.jump_back(header, countdown, span)?;
        self.top = top;
        Ok(self.dead())
    }

    /// Puts owned operands into the slots of host arguments, whose old values are dropped.
    pub fn assign(&mut self, args: &'a [RecurArg], operands: &[Operand]) -> Built<()> {
        let slots = args.iter().filter_map(|arg| match arg {
            RecurArg::Host { slot, .. } => Some(*slot),
            RecurArg::Native { .. } => None,
        });
        for (slot, operand) in slots.zip(operands) {
            let place = self.slot(slot)?;
            if operand.rep == Rep::Never {
                continue;
            }
            let old = self.read(place);
            self.write(place, *operand)?;
            self.release(old);
        }
        Ok(())
    }

    pub fn case(&mut self, case: &'a Case, want: Want) -> Built {
        let ir = self.ir;
        let operand = self.expr(&case.value, Want::Own)?;
        if operand.rep == Rep::Never {
            return Ok(self.dead());
        }
        let blocks: Vec<Block> = case.branches.iter().map(|_| self.block()).collect();
        let (default, after) = (self.block(), self.block());
        let longs: Option<Vec<(Val, Block)>> = case
            .table
            .iter()
            .map(|(key, index)| Some((ir.word(key.as_long()? as u64), *blocks.get(*index as usize)?)))
            .collect();
        match (operand.rep, longs) {
            (Rep::Long, Some(longs)) => ir.switch(operand.value, default, &longs),
            _ => self.case_of_word(operand, case, &blocks, default)?,
        }
        let scope = self.top;
        let mut kept = Vec::new();
        let mut ways = Vec::with_capacity(blocks.len() + 1);
        let polled = self.polled;
        for (branch, block) in case.branches.iter().zip(blocks) {
            ir.at(block);
            self.polled = polled;
            let operand = self.expr(branch, want)?;
            self.end_way(scope, operand, &mut kept)?;
            ways.push((operand, ir.here()));
        }
        ir.at(default);
        self.polled = polled;
        let operand = self.expr(&case.default, want)?;
        self.polled = polled;
        self.end_way(scope, operand, &mut kept)?;
        ways.push((operand, ir.here()));
        let operand = self.join(ways, after, want)?;
        self.keep_all(kept);
        Ok(operand)
    }

    /// Branches on any value: by its word where that decides, else by the table of the tree.
    fn case_of_word(&mut self, operand: Operand, case: &'a Case, blocks: &[Block], default: Block) -> Built<()> {
        let ir = self.ir;
        let operand = self.to_word(operand);
        let operand = self.own(operand);
        let by_word = |key: &Value| key.as_fixnum().is_some() || key.header().is_none_or(|h| h.kind == Kind::Keyword);
        let keys: Vec<(Val, Block)> = case
            .table
            .iter()
            .filter(|(key, _)| by_word(key) && key.as_double().is_none())
            .filter_map(|(key, index)| Some((ir.word(key.word()), *blocks.get(*index as usize)?)))
            .collect();
        let other = self.block();
        ir.switch(operand.value, other, &keys);
        ir.at(other);
        let table: *const Case = case;
        let args = [ir.address(table), operand.value];
        let index = ir.call_address(runtime::case_index as *const () as usize, ir.i32, &args);
        let by_index: Vec<(Val, Block)> =
            blocks.iter().enumerate().map(|(index, block)| (ir.int(ir.i32, index as u64), *block)).collect();
        ir.switch(index, default, &by_index);
        Ok(())
    }
}
