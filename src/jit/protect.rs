//! `throw`, `try`, `catch`, `finally`.

use super::cleanup::Action;
use super::r#gen::{Built, Gen, Slot, Want};
use super::ir::Block;
use super::rep::{Operand, Rep};
use super::runtime;
use crate::ast::{Catch, Catcher, Catches, Node};

impl<'a> Gen<'a> {
    pub fn throw(&mut self, value: &'a Node, node: &'a Node) -> Built {
        let words = self.words(&[value])?;
        let args = [self.cx(), words[0]];
        self.ir.call_address(runtime::throw as *const () as usize, self.ir.void, &args);
        self.passed(&node.span)?;
        Ok(self.dead())
    }

    pub fn rethrow(&mut self, holder: u32, _node: &'a Node) -> Built {
        let slot = self.slot(holder)?;
        let held = self.read(slot);
        let held = self.own(Operand { hold: super::rep::Hold::Borrowed, ..held });
        let args = [self.cx(), held.value];
        self.ir.call_address(runtime::throw as *const () as usize, self.ir.void, &args);
        let landing = self.landing()?;
        self.ir.br(landing);
        Ok(self.dead())
    }

    pub fn protect(
        &mut self,
        node: &'a Node,
        body: &'a Node,
        catches: &'a [Catch],
        finally: Option<&'a Node>,
        want: Want,
    ) -> Built {
        let inner = if want == Want::Effect { Want::Effect } else { Want::Own };
        let Some(finally) = finally else { return self.catching(body, catches, inner, node) };
        let outer = self.top;
        let handler = self.block();
        self.push(Action::Handler(handler));
        let inside = self.top;
        let operand = self.catching(body, catches, inner, node)?;
        let operand = self.keep_result(operand, inner)?;
        let mut kept = Vec::new();
        self.end_way(inside, operand, &mut kept)?;
        self.pop();
        self.keep_all(kept);
        // The way on: `finally` runs with the value in hand.
        if operand.needs_release() {
            self.push(Action::Release(operand));
            self.effect(finally)?;
            self.pop();
        } else {
            self.effect(finally)?;
        }
        let usual_end = self.ir.here();
        // The way out: it runs with the exception put aside.
        let top = std::mem::replace(&mut self.top, outer);
        self.ir.at(handler);
        let polled = std::mem::replace(&mut self.polled, false);
        let saved = self.ir.call_address(runtime::save as *const () as usize, self.ir.ptr, &[self.cx()]);
        self.push(Action::Discard(saved));
        self.effect(finally)?;
        self.pop();
        self.ir.call_address(runtime::restore as *const () as usize, self.ir.void, &[self.cx(), saved]);
        let landing = self.landing()?;
        self.ir.br(landing);
        self.polled = polled;
        self.top = top;
        self.ir.at(usual_end);
        Ok(operand)
    }

    /// A `try` without its `finally`.
    fn catching(&mut self, body: &'a Node, catches: &'a [Catch], want: Want, node: &'a Node) -> Built {
        if catches.is_empty() {
            return self.expr(body, want);
        }
        let handler = self.block();
        let after = self.block();
        self.push(Action::Handler(handler));
        let inside = self.top;
        let polled = self.polled;
        let operand = self.expr(body, want)?;
        let operand = self.keep_result(operand, want)?;
        let mut kept = Vec::new();
        self.end_way(inside, operand, &mut kept)?;
        self.pop();
        let mut ways = vec![(operand, self.ir.here())];
        self.ir.at(handler);
        for catch in catches {
            self.polled = polled;
            let next = self.block();
            self.clause(catch, next, want, &mut ways, &mut kept, node)?;
            self.ir.at(next);
        }
        self.polled = polled;
        let landing = self.landing()?;
        self.ir.br(landing);
        let operand = self.join(ways, after, want)?;
        self.keep_all(kept);
        Ok(operand)
    }

    /// One clause: runs where it takes the pending exception, else goes to `next`.
    fn clause(
        &mut self,
        catch: &'a Catch,
        next: Block,
        want: Want,
        ways: &mut Vec<(Operand, Block)>,
        kept: &mut Vec<Slot>,
        node: &'a Node,
    ) -> Built<()> {
        let ir = self.ir;
        let taken = self.block();
        let holder = match &catch.catcher {
            Catcher::Host { what, slot } => {
                let what: *const Catches = what;
                let args = [self.cx(), ir.address(what)];
                let takes = ir.call_address(runtime::catches as *const () as usize, ir.i32, &args);
                ir.cond(ir.ne(takes, ir.int(ir.i32, 0)), taken, next);
                *slot
            }
            Catcher::Cpp { resolution, holder, word, .. } => {
                self.catch_cpp(resolution, *word, taken, next, node)?;
                *holder
            }
        };
        ir.at(taken);
        let exception = ir.call_address(runtime::take as *const () as usize, ir.i64, &[self.cx()]);
        let told = ir.call_address(runtime::begin_clause as *const () as usize, ir.i32, &[exception]);
        let place = self.new_slot(Rep::Word);
        self.write(place, Operand::owned(exception))?;
        let hidden = self.bind(holder, Some(place));
        let scope = self.top;
        self.push(Action::Drop(place));
        self.push(Action::EndClause(told));
        let operand = self.expr(&catch.body, want)?;
        let operand = self.keep_result(operand, want)?;
        self.end_way(scope, operand, kept)?;
        self.bind(holder, hidden);
        ways.push((operand, ir.here()));
        Ok(())
    }
}
