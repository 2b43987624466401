//! Transient collections: the same structures, changed in place until `persistent!`.

use super::map::Map;
use super::set::Set;
use crate::value::{HeapType, Kind, Ref, Value};
use std::cell::RefCell;

pub enum State {
    Vector(imbl::Vector<Value>),
    Map(Map),
    Set(Set),
    /// After `persistent!`.
    Done,
}

pub struct Transient {
    pub state: RefCell<State>,
}

// SAFETY: the only type of this kind.
unsafe impl HeapType for Transient {
    const KIND: Kind = Kind::Transient;
}

pub fn transient(state: State) -> Value {
    Ref::new(Transient { state: RefCell::new(state) }).into()
}
