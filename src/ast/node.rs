//! Nodes of the typed tree.

use super::{Group, Intrinsic, LoopNode, Prototype};
use crate::data::cpp::CppException;
use crate::data::exception::{Class, Exception};
use crate::data::var::Var;
use crate::interop::oracle::{FromHost, HostType, NativeType, Resolution, ToHost, TypeId};
use crate::source::Span;
use crate::value::{Ref, Value};
use ahash::AHashMap;
use std::rc::Rc;

/// The static type of a node.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ty {
    /// A host value, of which the analyser knows this much.
    Host(HostType),
    /// A C++ expression; see the module's text.
    Native(NativeType),
    /// Control never gets past it: `recur`, `throw`.
    Never,
}

/// A form as analysed.
pub struct Node {
    pub kind: NodeKind,
    pub ty: Ty,
    pub span: Span,
}

/// A place in the frame's native area: a byte offset, aligned for what it holds (up to 16; over-aligned types are
/// given room, and their address is rounded up by whoever uses the slot).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct NativeSlot {
    pub offset: u32,
    /// Bytes; 1 to 16 need no care, more is rounded up at run time.
    pub align: u32,
}

/// The size of a frame.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Layout {
    /// Host slots, parameters included.
    pub slots: u32,
    /// Bytes of the native area.
    pub native_bytes: u32,
}

pub enum NodeKind {
    // ---- host values ------------------------------------------------------------------------------------------
    Const(Value),
    /// A host local; `last` says that this is its last use on every path from here, so it moves.
    Local {
        slot: u32,
        last: bool,
    },
    /// A host value that the running closure captured.
    Capture(u32),
    /// The running closure itself: the name of a named `fn*`.
    SelfFunction,
    /// Another function of the running closure's `letfn*`, made anew from the shared captures.
    Sibling(u32),
    /// A var's current value; an unbound var raises. `dynamic` vars look at thread bindings first.
    Var(Ref<Var>),
    /// Sets the root (unless there is no init) and the metadata; gives the var.
    Def {
        var: Ref<Var>,
        init: Option<Box<Node>>,
        meta: Option<Box<Node>>,
    },
    /// `(set! var value)` of a thread binding.
    SetVar {
        var: Ref<Var>,
        value: Box<Node>,
    },
    /// A closure.
    Fn {
        prototype: Rc<Prototype>,
        captures: Box<[CaptureSource]>,
    },
    /// Mutually recursive closures. They share one set of captures and refer to each other by [`NodeKind::Sibling`],
    /// so that they form no cycle. Function `i` of the group is bound to `slots[i]`.
    Letfn {
        group: Rc<Group>,
        captures: Box<[CaptureSource]>,
        slots: Box<[u32]>,
        body: Box<Node>,
    },
    Call {
        callee: Box<Node>,
        args: Box<[Node]>,
    },
    /// A call of a core function that both tiers know; not affected by redefining the core var, as with Clojure's
    /// `:inline`.
    Intrinsic {
        op: Intrinsic,
        args: Box<[Node]>,
    },
    /// A method of a host value whose type is not C++: `(.length s)`.
    HostMethod {
        name: Rc<str>,
        target: Box<Node>,
        args: Box<[Node]>,
    },
    Vector(Box<[Node]>),
    /// Keys and values in turn.
    Map(Box<[Node]>),
    Set(Box<[Node]>),
    WithMeta {
        value: Box<Node>,
        meta: Box<Node>,
    },
    Case(Box<Case>),
    Throw(Box<Node>),
    /// `(throw)`: the exception that the enclosing catch holds in this slot goes on.
    Rethrow {
        holder: u32,
    },

    // ---- host or native, by the node's type --------------------------------------------------------------------
    /// All but the last are evaluated for effect (a native prvalue among them was given to a [`NodeKind::FullExpr`]).
    Do(Box<[Node]>),
    /// The test is a host value, or a native `bool` (any category).
    If {
        test: Box<Node>,
        then: Box<Node>,
        otherwise: Box<Node>,
    },
    /// Bindings are evaluated in order, and undone (dropped, destroyed) in reverse, on every way out.
    Let {
        bindings: Box<[Binding]>,
        body: Box<Node>,
    },
    Loop(Rc<LoopNode>),
    /// Back to the enclosing loop, or the function's start. All arguments are evaluated before any is assigned.
    /// Bindings of `let`s between are undone by those `let`s.
    Recur(Box<[RecurArg]>),
    Try {
        body: Box<Node>,
        catches: Box<[Catch]>,
        /// Evaluated for effect on every way out.
        finally: Option<Box<Node>>,
    },

    // ---- native ------------------------------------------------------------------------------------------------
    /// A native local: its address stands in this word.
    NativeLocal(NativeSlot),
    /// A native local that the running closure captured by copy: the storage object (kind `NativeStorage`) is this
    /// capture.
    NativeCapture(u32),
    /// A C++ operation through its wrapper.
    Cpp(Box<CppCall>),
    /// A constant of at most 16 bytes; the address is that of `bytes`, or for a string constant of a word inside the
    /// node that points at the text (`text` keeps it alive).
    CppConstant(Box<CppConstant>),
    /// A host value converted to C++, constructed in `storage`.
    FromHost {
        value: Box<Node>,
        how: FromHost,
        ty: TypeId,
        storage: NativeSlot,
    },
    /// A C++ value converted to the host; the object itself stays as it is.
    ToHost {
        value: Box<Node>,
        how: ToHost,
    },
    /// Host: a full-expression in C++'s sense. Temporaries made inside, recorded by [`NodeKind::Temporary`], are
    /// destroyed at its end in reverse order, on every way out; those whose word is null were not made.
    FullExpr {
        temporaries: Box<[Temporary]>,
        body: Box<Node>,
    },
    /// A native prvalue whose address is recorded in `word` for the enclosing [`NodeKind::FullExpr`].
    Temporary {
        word: NativeSlot,
        value: Box<Node>,
    },
    /// Moves or copies the object of `value` into `storage`: a prvalue.
    NativeCopy {
        value: Box<Node>,
        how: NativeMove,
        storage: NativeSlot,
    },
    /// `(cpp/box p)` and `(cpp/own v)`: host values.
    Box {
        kind: BoxKind,
        ty: TypeId,
        value: Box<Node>,
    },
    /// `(cpp/unbox (:* T) b)`: checks the box's type; a pointer prvalue of type `ty` in `storage`.
    Unbox {
        ty: TypeId,
        value: Box<Node>,
        storage: NativeSlot,
    },
}

/// See [`NodeKind::CppConstant`].
#[repr(align(16))]
pub struct CppConstant {
    pub bytes: [u8; 16],
    /// The host string whose text `bytes` points at.
    pub text: Value,
}

/// How an object gets from one place to another.
#[derive(Clone)]
pub enum NativeMove {
    /// `size` bytes.
    Bytes(u32),
    /// Through the copy or move constructor; argument 0 is the source.
    Construct(Rc<Resolution>),
}

/// What a box holds.
#[derive(Clone)]
pub enum BoxKind {
    /// The pointer that the node's value is.
    Pointer,
    /// The object, moved to the heap; destroyed with the box.
    Own { how: NativeMove, destroy: Option<Rc<Resolution>>, size: u32, align: u32 },
}

/// A binding of `let`.
pub enum Binding {
    Host {
        slot: u32,
        init: Node,
    },
    /// The local is the object that `init` gives, whose address is kept in `word`. `destroy` is there where the local
    /// owns it (a prvalue of a type with a destructor).
    Native {
        word: NativeSlot,
        init: Node,
        destroy: Option<Rc<Resolution>>,
    },
}

/// A C++ operation.
pub struct CppCall {
    pub resolution: Rc<Resolution>,
    /// Native expressions, one for each slot of the resolution.
    pub args: Box<[Node]>,
    /// Where a prvalue result is constructed; of no meaning for `void` and for glvalues.
    pub storage: NativeSlot,
}

/// See [`NodeKind::FullExpr`].
pub struct Temporary {
    pub word: NativeSlot,
    pub destroy: Rc<Resolution>,
}

/// Where a closure's capture comes from, in the frame that makes the closure.
#[derive(Clone)]
pub enum CaptureSource {
    Local {
        slot: u32,
        last: bool,
    },
    Capture(u32),
    SelfFunction,
    Sibling(u32),
    /// A copy of a native local (its address in `word`), on the heap, in an object of kind `NativeStorage`.
    Native {
        word: NativeSlot,
        ty: TypeId,
        how: NativeMove,
        destroy: Option<Rc<Resolution>>,
        size: u32,
        align: u32,
    },
}

/// `case*`.
pub struct Case {
    pub value: Node,
    /// From constant to index into `branches`.
    pub table: AHashMap<Value, u32>,
    pub branches: Vec<Node>,
    pub default: Node,
}

/// One argument of `recur`, with the loop variable (or parameter) it becomes.
pub enum RecurArg {
    Host { slot: u32, value: Node },
    Native { word: NativeSlot, value: Node, how: NativeMove, destroy: Option<Rc<Resolution>>, storage: NativeSlot },
}

/// A catch clause.
pub struct Catch {
    pub catcher: Catcher,
    pub body: Node,
}

/// What a catch clause catches that binds a host value.
#[derive(Clone, Copy, Debug)]
pub enum Catches {
    /// `:default`, `Throwable`: also C++ exceptions.
    Everything,
    /// `gusset::object`, which every thrown host value is in C++.
    HostValue,
    /// A host exception of the class or a subclass.
    Class(Class),
}

impl Catches {
    /// Whether the clause takes the exception.
    pub fn takes(self, exception: &Value) -> bool {
        match self {
            Catches::Everything => true,
            Catches::HostValue => exception.get::<CppException>().is_none(),
            Catches::Class(class) => exception.get::<Exception>().is_some_and(|exception| exception.class.is_a(class)),
        }
    }
}

/// What a catch clause catches, and where it puts it.
pub enum Catcher {
    /// What is thrown, as a host value in `slot`.
    Host { what: Catches, slot: u32 },
    /// A C++ exception that is a `ty`: `resolution` is `CatchAs`. The exception is held in host slot `holder` while
    /// the body runs, the address of the exception object stands in `word`.
    Cpp { ty: TypeId, resolution: Rc<Resolution>, holder: u32, word: NativeSlot },
}

impl Node {
    pub fn host(kind: NodeKind, ty: HostType, span: Span) -> Node {
        Node { kind, ty: Ty::Host(ty), span }
    }

    pub fn native(kind: NodeKind, ty: NativeType, span: Span) -> Node {
        Node { kind, ty: Ty::Native(ty), span }
    }

    pub fn nil(span: Span) -> Node {
        Node::host(NodeKind::Const(Value::NIL), HostType::Nil, span)
    }
}
