//! Type hints, `^long x`: what a local is to C++, and to tier 1. Numbers are coerced, as `long` and `double` do it, so that
//! they are what the hint says; of a text it is found out when it goes to C++. The variables of a `loop` are what they begin as.

use super::{Analyzer, Result};
use crate::ast::{Intrinsic, Node, Ty};
use crate::data::keyword;
use crate::data::map::Map;
use crate::data::symbol::Symbol;
use crate::data::vector::Vector;
use crate::interop::oracle::{Gives, HostType};
use crate::value::Value;

#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Hint {
    Long,
    Double,
    Text,
    /// Of a function that C++ calls: it gives nothing.
    Void,
}

impl Hint {
    /// The hint on a symbol that is bound; none where there is none, or one that says nothing here.
    pub fn on(symbol: &Value) -> Option<Hint> {
        Hint::in_meta(&symbol.get::<Symbol>()?.meta)
    }

    /// The hint on a parameter vector, which is on what the function gives.
    pub fn on_vector(vector: &Value) -> Option<Hint> {
        Hint::in_meta(&vector.get::<Vector>()?.meta)
    }

    /// What a function with the hint gives to C++.
    pub fn gives(self) -> Gives {
        match self {
            Hint::Long => Gives::Long,
            Hint::Double => Gives::Double,
            Hint::Text => Gives::Text,
            Hint::Void => Gives::Nothing,
        }
    }

    fn in_meta(meta: &Value) -> Option<Hint> {
        let tag = meta.get::<Map>()?.get(&keyword("tag"))?;
        match &*tag.as_symbol()?.name {
            "long" | "int" | "short" | "byte" => Some(Hint::Long),
            "double" | "float" => Some(Hint::Double),
            "String" | "java.lang.String" | "CharSequence" => Some(Hint::Text),
            "void" => Some(Hint::Void),
            _ => None,
        }
    }

    /// What a local that is bound to a value of type `ty` is.
    pub fn of_local(hint: Option<Hint>, ty: HostType) -> HostType {
        if hint == Some(Hint::Text) && ty == HostType::Any { HostType::String } else { ty }
    }
}

impl Analyzer<'_> {
    /// The host value as the hint wants it.
    pub(super) fn hinted(&mut self, node: Node, hint: Option<Hint>) -> Result {
        let span = node.span;
        match (hint, node.ty) {
            (Some(Hint::Long), Ty::Host(ty)) if ty != HostType::Long => {
                self.apply_intrinsic(Intrinsic::ToLong, vec![node], span)
            }
            (Some(Hint::Double), Ty::Host(ty)) if ty != HostType::Double => {
                self.apply_intrinsic(Intrinsic::ToDouble, vec![node], span)
            }
            _ => Ok(node),
        }
    }
}
