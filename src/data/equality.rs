//! Equality and hashing of values, as `=` and `hash` have them.

use super::list::List;
use super::map::Map;
use super::set::Set;
use super::symbol::Symbol;
use super::vector::Vector;
use crate::value::{Kind, Value};
use std::hash::{Hash, Hasher};

impl PartialEq for Value {
    fn eq(&self, other: &Value) -> bool {
        if self.identical(other) {
            return true;
        }
        match (self.kind(), other.kind()) {
            (Some(Kind::String), Some(Kind::String)) => self.as_str() == other.as_str(),
            (Some(Kind::Symbol), Some(Kind::Symbol)) => self.as_symbol() == other.as_symbol(),
            (Some(Kind::List), Some(Kind::List)) => match (self.get::<List>(), other.get::<List>()) {
                (Some(a), Some(b)) => a.count == b.count && a.iter().eq(b.iter()),
                _ => false,
            },
            (Some(Kind::Vector), Some(Kind::Vector)) => match (self.get::<Vector>(), other.get::<Vector>()) {
                (Some(a), Some(b)) => a.items == b.items,
                _ => false,
            },
            (Some(Kind::Map), Some(Kind::Map)) => match (self.get::<Map>(), other.get::<Map>()) {
                (Some(a), Some(b)) => a.len() == b.len() && a.iter().all(|(k, v)| b.get(k) == Some(v)),
                _ => false,
            },
            (Some(Kind::Set), Some(Kind::Set)) => match (self.get::<Set>(), other.get::<Set>()) {
                (Some(a), Some(b)) => a.len() == b.len() && a.iter().all(|item| b.contains(item)),
                _ => false,
            },
            _ => false,
        }
    }
}

impl Eq for Value {}

impl Hash for Value {
    fn hash<H: Hasher>(&self, state: &mut H) {
        match self.kind() {
            Some(Kind::String) => self.as_str().hash(state),
            Some(Kind::Symbol) => self.get::<Symbol>().map(|symbol| &symbol.name).hash(state),
            Some(Kind::List | Kind::Vector | Kind::Map | Kind::Set) => 0.hash(state),
            _ => self.word().hash(state),
        }
    }
}
