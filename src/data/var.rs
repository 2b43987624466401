//! Vars and namespaces: the mutable top level.

use super::symbol::Name;
use crate::value::{HeapType, Kind, Ref, Value, ValueCell};
use ahash::AHashMap;
use std::cell::{Cell, RefCell};
use std::rc::Rc;

/// A global variable. Compiled code reads `root` as the first word of the body.
#[repr(C)]
pub struct Var {
    /// The value that all threads see; unbound after `(def x)`.
    pub root: ValueCell,
    pub namespace: Rc<str>,
    pub name: Rc<str>,
    pub meta: ValueCell,
    /// Declared `^:dynamic`: `binding` may give it another value for a while (see `engine::bindings`).
    pub dynamic: Cell<bool>,
    pub is_macro: Cell<bool>,
    pub private: Cell<bool>,
    /// The root is a value that its namespace makes when first asked for (`core::lazy`); the root is unbound till then.
    pub lazy: Cell<bool>,
}

// SAFETY: the only type of this kind.
unsafe impl HeapType for Var {
    const KIND: Kind = Kind::Var;
}

impl Var {
    pub fn new(namespace: Rc<str>, name: Rc<str>) -> Var {
        Var {
            root: ValueCell::new(Value::UNBOUND),
            namespace,
            name,
            meta: ValueCell::new(Value::NIL),
            dynamic: Cell::new(false),
            is_macro: Cell::new(false),
            private: Cell::new(false),
            lazy: Cell::new(false),
        }
    }

    /// `ns/name`.
    pub fn qualified(&self) -> Name {
        Name { namespace: Some(self.namespace.clone()), name: self.name.clone() }
    }
}

/// A namespace: what its symbols stand for.
pub struct Namespace {
    pub name: Rc<str>,
    pub meta: ValueCell,
    /// Its own vars and those referred from others.
    pub mappings: RefCell<AHashMap<Rc<str>, Ref<Var>>>,
    /// Local names of other namespaces.
    pub aliases: RefCell<AHashMap<Rc<str>, Ref<Namespace>>>,
    /// C++ names that need no `cpp/` prefix (`:refer-global`), local name to path.
    pub cpp_names: RefCell<AHashMap<Rc<str>, Rc<str>>>,
}

// SAFETY: the only type of this kind.
unsafe impl HeapType for Namespace {
    const KIND: Kind = Kind::Namespace;
}

impl Namespace {
    pub fn new(name: Rc<str>) -> Namespace {
        Namespace {
            name,
            meta: ValueCell::default(),
            mappings: RefCell::default(),
            aliases: RefCell::default(),
            cpp_names: RefCell::default(),
        }
    }

    /// The namespace's own var of that name, made unbound where it does not exist. A name that was referred from
    /// elsewhere is replaced, as Clojure does with a warning.
    pub fn intern(&self, name: &Rc<str>) -> Ref<Var> {
        let mut mappings = self.mappings.borrow_mut();
        if let Some(var) = mappings.get(name)
            && var.namespace == self.name
        {
            return var.clone();
        }
        let var = Ref::new(Var::new(self.name.clone(), name.clone()));
        mappings.insert(name.clone(), var.clone());
        var
    }

    pub fn lookup(&self, name: &str) -> Option<Ref<Var>> {
        self.mappings.borrow().get(name).cloned()
    }
}
