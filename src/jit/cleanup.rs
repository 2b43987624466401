//! Scopes: what leaving one undoes, on the usual way and on that of an exception.

use super::r#gen::{Built, Gen, Return, STATUS_THROWN, Slot};
use super::ir::{Block, Type, Val};
use super::rep::Operand;
use super::runtime;
use crate::interop::oracle::Resolution;
use crate::source::Span;
use crate::value::word;
use std::rc::Rc;

/// What undoes something.
#[derive(Clone)]
pub enum Action {
    /// The function's end.
    Leave,
    /// An owned temporary.
    Release(Operand),
    Drop(Slot),
    /// Goes to a block instead of the parent: a catch or a finally.
    Handler(Block),
    /// Destroys the C++ object whose address stands at `word`; nothing where it is null and `checked`.
    Destroy {
        word: Val,
        resolution: Rc<Resolution>,
        checked: bool,
    },
    /// A value that C++ may look at until here; nil where it was never made.
    Kept(Slot),
    /// Throws away an exception that was put aside.
    Discard(Val),
    /// Ends a clause, which C++ was told of where the value is 1.
    EndClause(Val),
}

pub struct Scope {
    pub parent: usize,
    pub action: Action,
    landing: Option<Block>,
}

impl Scope {
    /// The function's, which is its own parent.
    pub fn outermost() -> Scope {
        Scope { parent: 0, action: Action::Leave, landing: None }
    }
}

impl<'a> Gen<'a> {
    pub fn push(&mut self, action: Action) {
        self.scopes.push(Scope { parent: self.top, action, landing: None });
        self.top = self.scopes.len() - 1;
    }

    /// Forgets the innermost scope without undoing it.
    pub fn pop(&mut self) {
        self.top = self.scopes[self.top].parent;
    }

    /// Undoes and forgets the innermost scope.
    pub fn leave(&mut self) -> Built<()> {
        let action = self.scopes[self.top].action.clone();
        self.pop();
        self.undo(&action)
    }

    /// Undoes all scopes down to `scope`, which stays, without forgetting any: on the way of a jump.
    pub fn undo_to(&mut self, scope: usize) -> Built<()> {
        let top = self.top;
        while self.top != scope {
            let action = self.scopes[self.top].action.clone();
            self.pop();
            self.undo(&action)?;
        }
        self.top = top;
        Ok(())
    }

    fn undo(&mut self, action: &Action) -> Built<()> {
        match action {
            Action::Release(operand) => self.release(*operand),
            Action::Drop(slot) => {
                let operand = self.read(*slot);
                self.release(operand);
            }
            Action::Kept(slot) => {
                let operand = self.read(*slot);
                self.release(operand);
                self.clear(*slot);
            }
            Action::Destroy { word, resolution, checked } => self.destroy(*word, resolution, *checked)?,
            Action::Discard(saved) => {
                self.ir.call_address(runtime::discard as *const () as usize, self.ir.void, &[*saved]);
            }
            Action::EndClause(told) => {
                self.ir.call_address(runtime::end_clause as *const () as usize, self.ir.void, &[*told]);
            }
            Action::Leave | Action::Handler(_) => {}
        }
        Ok(())
    }

    /// The block that undoes everything from the innermost scope on, with an exception pending.
    pub fn landing(&mut self) -> Built<Block> {
        let scope = self.top;
        if let Some(block) = self.scopes[scope].landing {
            return Ok(block);
        }
        let action = self.scopes[scope].action.clone();
        if let Action::Handler(block) = action {
            return Ok(block);
        }
        let here = self.ir.here();
        let block = self.block();
        self.scopes[scope].landing = Some(block);
        self.ir.at(block);
        let cold = std::mem::replace(&mut self.cold, true);
        if matches!(action, Action::Leave) {
            self.return_thrown();
        } else {
            self.pop();
            self.undo(&action)?;
            let next = self.landing()?;
            self.ir.br(next);
            self.top = scope;
        }
        self.cold = cold;
        self.ir.at(here);
        Ok(block)
    }

    /// Where `thrown` holds (rarely), notes that the exception came out of `at` and goes to the landing.
    pub fn throw_if(&mut self, thrown: Val, at: &'a Span) -> Built<()> {
        let rare = self.block();
        let usual = self.block();
        self.ir.rarely(thrown, rare, usual);
        self.ir.at(rare);
        self.passed(at)?;
        self.ir.at(usual);
        Ok(())
    }

    /// An exception is pending that came out of `at`: goes to the landing.
    pub fn passed(&mut self, at: &'a Span) -> Built<()> {
        let (ty, function) = self.passed_function();
        self.ir.call(ty, function, &[self.ir.address(at)]);
        let landing = self.landing()?;
        self.ir.br(landing);
        Ok(())
    }

    /// The module's own function that notes a position of the function being compiled.
    fn passed_function(&self) -> (Type, Val) {
        let ir = self.ir;
        let ty = ir.function_type(ir.void, &[ir.ptr]);
        if let Some(function) = ir.defined("passed") {
            return (ty, function);
        }
        let here = ir.here();
        let function = ir.add_function("passed", ty, false);
        ir.attribute(function, "cold");
        ir.at(ir.block(function));
        let name: *const Rc<str> = self.subject.name.map_or(std::ptr::null(), std::ptr::from_ref);
        let args = [self.cx(), ir.address(name), ir.parameter(function, 0)];
        ir.call_address(runtime::trace as *const () as usize, ir.void, &args);
        ir.ret_void();
        ir.at(here);
        (ty, function)
    }

    fn return_thrown(&mut self) {
        match self.result {
            Return::Word => self.ir.ret(self.ir.word(word::THROWN)),
            Return::Long => {
                self.ir.ret_pair(self.ir.undef(self.ir.i64), self.ir.int(self.ir.i8, STATUS_THROWN));
            }
            Return::Double => {
                self.ir.ret_pair(self.ir.undef(self.ir.f64), self.ir.int(self.ir.i8, STATUS_THROWN));
            }
        }
    }
}
