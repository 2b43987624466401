//! What a client has for itself: the namespace that it is in, and its last results.

use super::connection::Request;
use crate::data::var::Namespace;
use crate::engine::Engine;
use crate::value::{Ref, Value};
use std::collections::BTreeMap;
use std::hash::{BuildHasher, RandomState};

#[derive(Clone)]
pub(super) struct Session {
    pub id: String,
    pub namespace: Ref<Namespace>,
    /// `*1`, `*2`, `*3` and `*e`.
    pub results: [Value; 4],
}

impl Session {
    /// The namespace that the request names (the session's, where it names none that there is).
    pub fn namespace_for(&self, engine: &Engine, request: &Request) -> Ref<Namespace> {
        let named = request.text("ns").and_then(|name| engine.find_namespace(name));
        named.unwrap_or_else(|| self.namespace.clone())
    }
}

pub(super) struct Sessions {
    /// Of requests that name no session.
    nobodys: Session,
    open: BTreeMap<String, Session>,
}

impl Sessions {
    pub fn new(engine: &Engine) -> Sessions {
        let results = std::array::from_fn(|_| Value::NIL);
        let nobodys = Session { id: String::new(), namespace: engine.current_namespace(), results };
        Sessions { nobodys, open: BTreeMap::new() }
    }

    /// A new session, as the one of that name is now; gives its own name.
    pub fn open(&mut self, like: Option<&str>) -> String {
        let like = like.and_then(|id| self.open.get(id)).unwrap_or(&self.nobodys);
        let half = || RandomState::new().hash_one(());
        let (first, second) = (half(), half());
        // A random UUID, as clients are used to.
        let id = format!(
            "{:08x}-{:04x}-4{:03x}-a{:03x}-{:012x}",
            first >> 32,
            first >> 16 & 0xffff,
            first & 0xfff,
            second >> 48 & 0xfff,
            second & 0xffff_ffff_ffff
        );
        self.open.insert(id.clone(), Session { id: id.clone(), ..like.clone() });
        id
    }

    pub fn close(&mut self, id: &str) {
        self.open.remove(id);
    }

    /// What became of a session meanwhile; nothing, where it was closed.
    pub fn put_back(&mut self, session: Session) {
        let place = if session.id.is_empty() { Some(&mut self.nobodys) } else { self.open.get_mut(&session.id) };
        if let Some(place) = place {
            *place = session;
        }
    }

    pub fn ids(&self) -> impl Iterator<Item = &str> {
        self.open.keys().map(String::as_str)
    }

    /// The session of that name; nobody's where there is no name.
    pub fn find(&mut self, id: Option<&str>) -> Option<&mut Session> {
        match id {
            Some(id) => self.open.get_mut(id),
            None => Some(&mut self.nobodys),
        }
    }
}
