//! What a function's analysis keeps track of: its locals and their slots, captures, loops and temporaries.

use crate::ast::{CaptureSource, Layout, NativeMove, NativeSlot, Temporary};
use crate::interop::oracle::{HostType, NativeType, Resolution, Signature};
use std::cell::RefCell;
use std::rc::Rc;

/// Where a name's value is found, seen from the function at hand.
#[derive(Clone)]
pub(super) enum Place {
    Host { slot: u32, ty: HostType },
    Native { word: NativeSlot, ty: NativeType },
    Capture { index: u32, ty: HostType },
    NativeCapture { index: u32, ty: NativeType },
    SelfFunction,
    Sibling(u32),
}

/// A local variable of the function.
struct Local {
    name: Rc<str>,
    place: Place,
}

/// One variable of a loop, or parameter of a function, as `recur` assigns it.
#[derive(Clone)]
pub(super) enum LoopVariable {
    Host { slot: u32, assumed: HostType },
    Native { word: NativeSlot, ty: NativeType, how: NativeMove, destroy: Option<Rc<Resolution>>, storage: NativeSlot },
}

/// Where `recur` goes.
#[derive(Clone)]
pub(super) struct RecurTarget {
    pub variables: Vec<LoopVariable>,
    /// What the arguments of the `recur`s seen so far may be, for each variable.
    pub seen: Vec<Option<HostType>>,
    /// A `try` stands between, which `recur` cannot leave.
    pub inside_try: bool,
}

/// Something captured from outside.
struct Capture {
    name: Rc<str>,
    /// The local that it is there; names can be shadowed.
    identity: u64,
    source: CaptureSource,
    place: Place,
}

/// A function being analysed.
pub(super) struct FunctionScope {
    /// For traces.
    pub name: Rc<str>,
    locals: Vec<Local>,
    next_slot: u32,
    layout: Layout,
    /// Shared by the functions of a `letfn*`.
    captures: Rc<RefCell<Vec<Capture>>>,
    /// The name by which a `fn*` calls itself.
    pub self_name: Option<Rc<str>>,
    /// It is written where C++ is given it, and called by C++ alone.
    pub is_callback: bool,
    /// The names of the functions of the `letfn*` that this is one of.
    pub siblings: Vec<Rc<str>>,
    pub targets: Vec<RecurTarget>,
    /// The words of native locals that hold what `new T[n]` gave.
    pub arrays: Vec<NativeSlot>,
    /// The words of native locals that are objects of their own, each with the number of `try`s that were open around it.
    owned: Vec<(NativeSlot, usize)>,
    /// How many `try`s are open around the form that is being analysed.
    pub tries: usize,
    /// Temporaries of the full-expressions that are open, innermost last.
    pub temporaries: Vec<Vec<Temporary>>,
    /// Temporaries whose address the program took, of the `let`s and loops that are open, innermost last: they live as
    /// long as those.
    pub kept: Vec<Vec<Temporary>>,
    /// The slots in which enclosing catch clauses hold their exception, innermost last.
    pub holders: Vec<u32>,
}

/// A point to return to when a block of locals ends.
pub(super) struct Mark {
    locals: usize,
    next_slot: u32,
}

impl FunctionScope {
    pub fn new(name: Rc<str>) -> FunctionScope {
        FunctionScope {
            name,
            locals: Vec::new(),
            next_slot: 0,
            layout: Layout::default(),
            captures: Rc::default(),
            self_name: None,
            is_callback: false,
            siblings: Vec::new(),
            targets: Vec::new(),
            arrays: Vec::new(),
            owned: Vec::new(),
            tries: 0,
            temporaries: Vec::new(),
            kept: Vec::new(),
            holders: Vec::new(),
        }
    }

    /// A further arity, or function of the same group, which shares the captures.
    pub fn sharing_captures(name: Rc<str>, other: &FunctionScope) -> FunctionScope {
        FunctionScope { captures: other.captures.clone(), is_callback: other.is_callback, ..FunctionScope::new(name) }
    }

    pub fn layout(&self) -> Layout {
        Layout { native_bytes: self.layout.native_bytes.next_multiple_of(16), ..self.layout }
    }

    pub fn mark(&self) -> Mark {
        Mark { locals: self.locals.len(), next_slot: self.next_slot }
    }

    /// Ends a block: its names are gone, its slots free again.
    pub fn release(&mut self, mark: Mark) {
        self.locals.truncate(mark.locals);
        self.next_slot = mark.next_slot;
    }

    pub fn new_slot(&mut self) -> u32 {
        let slot = self.next_slot;
        self.next_slot += 1;
        self.layout.slots = self.layout.slots.max(self.next_slot);
        slot
    }

    /// Says that the native local at `word` is an object of its own, and no reference to another.
    pub fn own(&mut self, word: NativeSlot) {
        self.owned.push((word, self.tries));
    }

    pub fn is_owned(&self, word: NativeSlot) -> bool {
        self.owned.iter().any(|(owned, _)| *owned == word)
    }

    /// Whether the native local at `word` is an object that ends where an exception leaves the innermost `try`: C++
    /// moves it when it is thrown.
    pub fn ends_with_throw(&self, word: NativeSlot) -> bool {
        self.owned.contains(&(word, self.tries))
    }

    /// Native storage is never shared between locals: a reference into a scope that ended stays as harmless as its
    /// type lets it be.
    pub fn new_native(&mut self, size: u32, align: u32) -> NativeSlot {
        let align = align.max(1);
        let offset = self.layout.native_bytes.next_multiple_of(align.min(16));
        let room = if align > 16 { size + align } else { size };
        self.layout.native_bytes = offset + room.max(1);
        NativeSlot { offset, align }
    }

    /// Storage of an address.
    pub fn new_word(&mut self) -> NativeSlot {
        self.new_native(8, 8)
    }

    pub fn declare(&mut self, name: Rc<str>, place: Place) {
        self.locals.push(Local { name, place });
    }

    pub fn declare_host(&mut self, name: Rc<str>, ty: HostType) -> u32 {
        let slot = self.new_slot();
        self.declare(name, Place::Host { slot, ty });
        slot
    }

    /// The local of that name, and a number that tells it from others of the same name.
    fn find(&self, name: &str) -> Option<(Place, u64)> {
        if let Some((index, local)) = self.locals.iter().enumerate().rev().find(|(_, local)| &*local.name == name) {
            return Some((local.place.clone(), index as u64));
        }
        if self.self_name.as_deref() == Some(name) {
            return Some((Place::SelfFunction, u64::MAX));
        }
        let sibling = self.siblings.iter().rposition(|sibling| &**sibling == name)?;
        Some((Place::Sibling(sibling as u32), u64::MAX - 1 - sibling as u64))
    }

    /// The names in scope, for suggestions.
    pub fn names(&self) -> impl Iterator<Item = &Rc<str>> {
        self.locals.iter().map(|local| &local.name)
    }

    /// The captures, in the order of their indices.
    pub fn capture_sources(&self) -> Box<[CaptureSource]> {
        self.captures.borrow().iter().map(|capture| capture.source.clone()).collect()
    }
}

/// How a native local is copied into a closure; asked of the oracle by the caller of [`resolve`].
pub(super) struct NativeCopyFacts {
    pub how: NativeMove,
    pub destroy: Option<Rc<Resolution>>,
    pub size: u32,
    pub align: u32,
}

/// Finds a local by name from the innermost of `scopes` outwards, and makes every function between capture it.
/// `copy` says how to copy a native local of that type.
pub(super) fn resolve<E>(
    scopes: &mut [FunctionScope],
    name: &str,
    copy: &mut dyn FnMut(NativeType) -> Result<NativeCopyFacts, E>,
) -> Result<Option<Place>, E> {
    Ok(resolve_identified(scopes, name, copy)?.map(|(place, _)| place))
}

fn resolve_identified<E>(
    scopes: &mut [FunctionScope],
    name: &str,
    copy: &mut dyn FnMut(NativeType) -> Result<NativeCopyFacts, E>,
) -> Result<Option<(Place, u64)>, E> {
    let Some((scope, outer)) = scopes.split_last_mut() else { return Ok(None) };
    if let Some(found) = scope.find(name) {
        return Ok(Some(found));
    }
    let Some((place, identity)) = resolve_identified(outer, name, copy)? else { return Ok(None) };
    let known = scope.captures.borrow().iter().position(|c| &*c.name == name && c.identity == identity);
    if let Some(index) = known {
        return Ok(Some((scope.captures.borrow()[index].place.clone(), (1 << 32) + index as u64)));
    }
    let index = scope.captures.borrow().len() as u32;
    let (source, place) = match place {
        Place::Host { slot, ty } => (CaptureSource::Local { slot, last: false }, Place::Capture { index, ty }),
        Place::Native { word, ty } => {
            let NativeCopyFacts { how, destroy, size, align } = copy(ty)?;
            (CaptureSource::Native { word, ty: ty.ty, how, destroy, size, align }, Place::NativeCapture { index, ty })
        }
        Place::Capture { index: from, ty } => (CaptureSource::Capture(from), Place::Capture { index, ty }),
        Place::NativeCapture { index: from, ty } => (CaptureSource::Capture(from), Place::NativeCapture { index, ty }),
        Place::SelfFunction => {
            (CaptureSource::SelfFunction, Place::Capture { index, ty: HostType::Function(Signature::default()) })
        }
        Place::Sibling(from) => {
            (CaptureSource::Sibling(from), Place::Capture { index, ty: HostType::Function(Signature::default()) })
        }
    };
    scope.captures.borrow_mut().push(Capture { name: Rc::from(name), identity, source, place: place.clone() });
    Ok(Some((place, (1 << 32) + u64::from(index))))
}
