//! C++ expressions: locals, calls of wrappers, temporaries, conversions.

use super::r#gen::{Built, Gen, Refused, Want};
use super::ir::{Block, Val};
use super::rep::Operand;
use crate::ast::{CaptureSource, NativeSlot, Node, RecurArg};
use crate::interop::oracle::Resolution;
use std::rc::Rc;

fn refused<T>() -> Built<T> {
    Err(Refused("C++ is not compiled yet".to_owned()))
}

impl<'a> Gen<'a> {
    pub fn native_node(&mut self, _node: &'a Node, _want: Want) -> Built {
        refused()
    }

    pub fn native_word(&mut self, _word: NativeSlot) -> Built<Val> {
        refused()
    }

    pub fn start_native_variable(&mut self, _arg: &'a RecurArg) -> Built<()> {
        refused()
    }

    pub fn assign_with_natives(&mut self, _args: &'a [RecurArg]) -> Built<()> {
        refused()
    }

    pub fn destroy(&mut self, _word: Val, _resolution: &Rc<Resolution>, _checked: bool) -> Built<()> {
        refused()
    }

    pub fn capture_native(&mut self, _source: &'a CaptureSource, _node: &'a Node) -> Built {
        refused()
    }

    pub fn catch_cpp(
        &mut self,
        _resolution: &'a Rc<Resolution>,
        _word: NativeSlot,
        _taken: Block,
        _next: Block,
        _node: &'a Node,
    ) -> Built<()> {
        refused()
    }
}
