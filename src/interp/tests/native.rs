//! Native expressions, on hand-built trees with wrappers that are Rust functions.

use super::{describe, processor_seconds, run, with_engine_since};
use crate::ast::{
    Arity, Binding, BoxKind, CaptureSource, Catch, Catcher, CppCall, CppConstant, Layout, LoopNode, NativeMove,
    NativeSlot, Node, NodeKind, Prototype, RecurArg, Temporary, Tier, Ty,
};
use crate::data::cpp::{CppBox, CppException};
use crate::data::{long, string};
use crate::diagnostic::Diagnostic;
use crate::engine::Engine;
use crate::interop::oracle::{
    Arg, Base, Category, FromHost, Gives, HostType, Method, Named, NativeType, Operation, Oracle, Resolution,
    ResolvedType, ToHost, TypeExpr, TypeId, TypeInfo, TypeKind, Wrapper, WrapperCode,
};
use crate::source::Span;
use crate::value::{Context, Ref, Value};
use std::cell::{Cell, RefCell};
use std::ffi::c_void;
use std::rc::Rc;

const INT: TypeId = TypeId(0);
const TRACKED: TypeId = TypeId(1);
const INT_POINTER: TypeId = TypeId(2);
const TRACKED_POINTER: TypeId = TypeId(3);
const TEXT: TypeId = TypeId(4);

/// Knows the types above, and nothing else.
struct Types;

impl Oracle for Types {
    fn is_overloaded(&mut self, _: &Operation, _: Span) -> bool {
        false
    }
    fn common_type(&mut self, _: NativeType, _: NativeType) -> Option<NativeType> {
        None
    }
    fn include(&mut self, _: &[(&str, Span)]) -> Result<(), Diagnostic> {
        Err(Diagnostic::new("test", Span::NONE, "no"))
    }
    fn raw(&mut self, _: &str, at: Span) -> Result<(), Diagnostic> {
        Err(Diagnostic::new("test", at, "no"))
    }
    fn link(&mut self, _: &[(&str, Span)]) -> Result<(), Diagnostic> {
        Err(Diagnostic::new("test", Span::NONE, "no"))
    }
    fn package(&mut self, _: &str, at: Span) -> Result<(), Diagnostic> {
        Err(Diagnostic::new("test", at, "no"))
    }
    fn name(&mut self, _: &str, _: Span) -> Result<Named, Diagnostic> {
        Ok(Named::Unknown(Vec::new()))
    }
    fn type_of(&mut self, _: &TypeExpr, at: Span) -> Result<ResolvedType, Diagnostic> {
        Err(Diagnostic::new("test", at, "no"))
    }
    fn info(&self, ty: TypeId) -> Rc<TypeInfo> {
        let (spelling, kind, size) = match ty {
            INT => ("int", TypeKind::Int { bits: 32, signed: true }, 4),
            TRACKED => ("Tracked", TypeKind::Record, 8),
            INT_POINTER => ("int *", TypeKind::Pointer { pointee: INT }, 8),
            TRACKED_POINTER => ("Tracked *", TypeKind::Pointer { pointee: TRACKED }, 8),
            _ => ("const char *", TypeKind::Pointer { pointee: TypeId(9) }, 8),
        };
        Rc::new(TypeInfo {
            spelling: Rc::from(spelling),
            kind,
            size,
            align: size,
            is_const: false,
            unqualified: ty,
            trivially_copyable: ty != TRACKED,
            trivially_destructible: ty != TRACKED,
            copy_constructible: true,
            move_constructible: true,
            incomplete: false,
            is_string: false,
            is_object: false,
            is_polymorphic: false,
        })
    }
    fn resolve(&mut self, _: &Operation, _: &[Arg], at: Span, _: &[Span]) -> Result<Rc<Resolution>, Diagnostic> {
        Err(Diagnostic::new("test", at, "no"))
    }
    fn to_host(&mut self, _: NativeType, at: Span) -> Result<ToHost, Diagnostic> {
        Err(Diagnostic::new("test", at, "no"))
    }
    fn reify(&mut self, _: &[Base], _: &[Method], at: Span) -> Result<TypeId, Diagnostic> {
        Err(Diagnostic::new("test", at, "no"))
    }
    fn compile_pending(&mut self) {}
}

fn types(_: &Engine) -> Result<Box<RefCell<dyn Oracle>>, Diagnostic> {
    Ok(Box::new(RefCell::new(Types)))
}

// ---- what C++ would be -----------------------------------------------------------------------------------------

thread_local! {
    /// Tracked objects that live now.
    static ALIVE: RefCell<Vec<(usize, i64)>> = const { RefCell::new(Vec::new()) };
    /// The values of those that were destroyed, in order.
    static DESTROYED: RefCell<Vec<i64>> = const { RefCell::new(Vec::new()) };
}

/// # Safety
/// As for every wrapper below: the arguments are addresses of the slots' objects.
unsafe fn arg<T: Copy>(args: *const *mut c_void, index: usize) -> T {
    unsafe { (*args.add(index)).cast::<T>().read() }
}

unsafe extern "C" fn add(args: *const *mut c_void, ret: *mut c_void) -> i32 {
    unsafe { ret.cast::<i32>().write(arg::<i32>(args, 0) + arg::<i32>(args, 1)) };
    0
}

unsafe extern "C" fn make(args: *const *mut c_void, ret: *mut c_void) -> i32 {
    let value = i64::from(unsafe { arg::<i32>(args, 0) });
    ALIVE.with_borrow_mut(|alive| alive.push((ret as usize, value)));
    unsafe { ret.cast::<i64>().write(value) };
    0
}

unsafe extern "C" fn copy(args: *const *mut c_void, ret: *mut c_void) -> i32 {
    let from = unsafe { *args } as usize;
    let value = ALIVE.with_borrow(|alive| alive.iter().find(|(at, _)| *at == from).map(|(_, value)| *value));
    let value = value.unwrap_or(i64::MIN);
    ALIVE.with_borrow_mut(|alive| {
        assert!(alive.iter().all(|(at, _)| *at != ret as usize), "constructed over a live object");
        alive.push((ret as usize, value));
    });
    unsafe { ret.cast::<i64>().write(value) };
    0
}

unsafe extern "C" fn destroy(args: *const *mut c_void, _: *mut c_void) -> i32 {
    let at = unsafe { *args } as usize;
    ALIVE.with_borrow_mut(|alive| {
        let index = alive.iter().position(|(address, _)| *address == at).unwrap_or_else(|| panic!("destroyed twice"));
        let (_, value) = alive.remove(index);
        DESTROYED.with_borrow_mut(|destroyed| destroyed.push(value));
    });
    0
}

unsafe extern "C" fn value_of(args: *const *mut c_void, ret: *mut c_void) -> i32 {
    let at = unsafe { *args } as usize;
    let value = ALIVE.with_borrow(|alive| alive.iter().find(|(address, _)| *address == at).map(|(_, value)| *value));
    unsafe { ret.cast::<i32>().write(value.unwrap_or(-1) as i32) };
    0
}

unsafe extern "C" fn fail(_: *const *mut c_void, _: *mut c_void) -> i32 {
    1
}

/// `char const*` to its length.
unsafe extern "C" fn length(args: *const *mut c_void, ret: *mut c_void) -> i32 {
    unsafe {
        let text = arg::<*const std::ffi::c_char>(args, 0);
        ret.cast::<i32>().write(std::ffi::CStr::from_ptr(text).to_bytes().len() as i32);
    }
    0
}

unsafe extern "C" fn address_of(args: *const *mut c_void, ret: *mut c_void) -> i32 {
    unsafe { ret.cast::<*mut c_void>().write(*args) };
    0
}

/// `*p`: a glvalue.
unsafe extern "C" fn dereference(args: *const *mut c_void, ret: *mut c_void) -> i32 {
    unsafe { ret.cast::<*mut c_void>().write(arg::<*mut c_void>(args, 0)) };
    0
}

unsafe extern "C" fn catch_as(args: *const *mut c_void, ret: *mut c_void) -> i32 {
    // The handle is the address of the exception object.
    unsafe { ret.cast::<*mut c_void>().write(arg::<*mut c_void>(args, 0)) };
    0
}

unsafe extern "C" fn catch_other(_: *const *mut c_void, ret: *mut c_void) -> i32 {
    unsafe { ret.cast::<*mut c_void>().write(std::ptr::null_mut()) };
    0
}

// ---- building trees --------------------------------------------------------------------------------------------

const NOWHERE: NativeSlot = NativeSlot { offset: 0, align: 1 };

fn at(offset: u32) -> NativeSlot {
    NativeSlot { offset, align: 8 }
}

fn prvalue(ty: TypeId) -> NativeType {
    NativeType { ty, category: Category::Prvalue }
}

fn lvalue(ty: TypeId) -> NativeType {
    NativeType { ty, category: Category::Lvalue }
}

fn resolution(code: WrapperCode, result: NativeType) -> Rc<Resolution> {
    let wrapper = Rc::new(Wrapper {
        symbol: String::new(),
        signature: "test".to_owned(),
        argument_types: String::new(),
        code: Cell::new(Some(code)),
        leaf: Cell::new(true),
        spare: false,
        guard: None,
        failure: Default::default(),
        hits: Cell::new(0),
        cost: Cell::default(),
    });
    Rc::new(Resolution {
        wrapper,
        slots: Vec::new(),
        result,
        bit_field: None,
        allocates_array: false,
        short_circuits: false,
        constant: None,
        access: None,
    })
}

fn cpp(code: WrapperCode, result: NativeType, args: Vec<Node>, storage: NativeSlot) -> Node {
    let call = CppCall { resolution: resolution(code, result), args: args.into(), storage };
    Node::native(NodeKind::Cpp(Box::new(call)), result, Span::NONE)
}

fn int(n: i32) -> Node {
    let mut bytes = [0; 16];
    bytes[..4].copy_from_slice(&n.to_ne_bytes());
    let constant = CppConstant { bytes, text: Value::NIL };
    Node::native(NodeKind::CppConstant(Box::new(constant)), prvalue(INT), Span::NONE)
}

fn tracked(n: i32, storage: NativeSlot) -> Node {
    cpp(make, prvalue(TRACKED), vec![int(n)], storage)
}

fn destructor() -> Rc<Resolution> {
    resolution(destroy, prvalue(TypeId(8)))
}

fn copier() -> NativeMove {
    NativeMove::Construct(resolution(copy, prvalue(TRACKED)))
}

fn host(kind: NodeKind) -> Node {
    Node::host(kind, HostType::Any, Span::NONE)
}

fn constant(value: Value) -> Node {
    host(NodeKind::Const(value))
}

fn to_int(value: Node) -> Node {
    host(NodeKind::ToHost { value: Box::new(value), how: ToHost::Int { bits: 32, signed: true } })
}

fn native_local(word: NativeSlot, ty: TypeId) -> Node {
    Node::native(NodeKind::NativeLocal(word), lvalue(ty), Span::NONE)
}

fn let_tracked(word: NativeSlot, init: Node, body: Node) -> Node {
    let bindings = vec![Binding::Native { word, init, destroy: Some(destructor()) }].into();
    let ty = body.ty;
    Node { kind: NodeKind::Let { bindings, body: Box::new(body) }, ty, span: Span::NONE }
}

fn arity(params: u32, slots: u32, native_bytes: u32, body: Node) -> Rc<Arity> {
    Rc::new(Arity {
        params,
        variadic: false,
        layout: Layout { slots, native_bytes },
        body,
        calls: Cell::new(0),
        profile: (0..params).map(|_| Cell::new(0)).collect(),
        tier: Cell::default(),
        code: Cell::default(),
        compiled: RefCell::default(),
        compile_ms: Cell::default(),
    })
}

fn prototype(arity: Rc<Arity>) -> Rc<Prototype> {
    Rc::new(Prototype {
        name: Rc::from("test/f"),
        span: Span::NONE,
        arities: vec![arity],
        jit: None,
        gives: Gives::Unknown,
    })
}

/// Runs a body, and gives what it shows, with the values of destroyed objects in order. Nothing may be left alive.
fn shown(body: Node) -> (String, Vec<i64>) {
    run_with(body, |cx, outcome| match outcome {
        Ok(value) => crate::data::print::readably(cx, &value).unwrap_or_else(|_| "unprintable".to_owned()),
        Err(()) => describe(&cx.take_pending()),
    })
}

fn run_with<R>(body: Node, look: impl FnOnce(&mut Context, Result<Value, ()>) -> R) -> (R, Vec<i64>) {
    DESTROYED.take();
    let thunk = prototype(arity(0, 8, 256, body));
    let result = with_engine_since(0, types, |cx| {
        let _ = Engine::of(cx).oracle();
        let outcome = run(cx, &thunk).map_err(|_| ());
        drop(thunk);
        look(cx, outcome)
    });
    assert_eq!(ALIVE.with_borrow(Vec::len), 0, "C++ objects are left");
    (result, DESTROYED.take())
}

fn throwing() -> Node {
    host(NodeKind::Throw(Box::new(constant(long(7)))))
}

// ---- the tests -------------------------------------------------------------------------------------------------

#[test]
fn calls_and_conversions() {
    let sum = cpp(add, prvalue(INT), vec![int(40), int(2)], at(0));
    assert_eq!(shown(to_int(sum)).0, "42");
    let from = |value: Value| {
        let how = FromHost::Int { bits: 32, signed: true };
        let kind = NodeKind::FromHost { value: Box::new(constant(value)), how, ty: INT, storage: at(16) };
        let value = Node::native(kind, prvalue(INT), Span::NONE);
        to_int(cpp(add, prvalue(INT), vec![value, int(2)], at(0)))
    };
    assert_eq!(shown(from(long(5))).0, "7");
    assert_eq!(shown(from(long(1 << 40))).0, "IllegalArgumentException: 1099511627776 does not fit into int");
    assert_eq!(shown(from(crate::data::double(2.0))).0, "4");
    assert!(shown(from(crate::data::double(2.5))).0.contains("2.5 does not fit into int"));
    assert!(shown(from(string("x"))).0.starts_with("ClassCastException"), "{}", shown(from(string("x"))).0);
}

#[test]
fn strings_live_as_long_as_cpp_looks_at_them() {
    // The string is made when it runs, so nothing else keeps it.
    let text = host(NodeKind::Call {
        callee: Box::new(constant(crate::data::builtin::Builtin::make("make", 0, 0, |_, _| Ok(string("hello"))))),
        args: Box::new([]),
    });
    let kind = NodeKind::FromHost { value: Box::new(text), how: FromHost::CString, ty: TEXT, storage: at(8) };
    let text = Node::native(kind, prvalue(TEXT), Span::NONE);
    assert_eq!(shown(to_int(cpp(length, prvalue(INT), vec![text], at(0)))).0, "5");
}

#[test]
fn locals_die_in_reverse_on_every_way_out() {
    let nested = |body: Node| let_tracked(at(0), tracked(1, at(16)), let_tracked(at(8), tracked(2, at(24)), body));
    let sum = to_int(cpp(value_of, prvalue(INT), vec![native_local(at(0), TRACKED)], at(32)));
    assert_eq!(shown(nested(sum)), ("1".to_owned(), vec![2, 1]));
    assert_eq!(shown(nested(throwing())).1, vec![2, 1]);
    // The second initialiser throws.
    let failing = cpp(fail, prvalue(TRACKED), vec![], at(24));
    let body = let_tracked(at(0), tracked(1, at(16)), let_tracked(at(8), failing, constant(Value::NIL)));
    assert_eq!(shown(body).1, vec![1]);
}

#[test]
fn temporaries_die_with_their_full_expression() {
    let temporary = |word: u32, n: i32, storage: u32| {
        let value = Box::new(tracked(n, at(storage)));
        Node::native(NodeKind::Temporary { word: at(word), value }, prvalue(TRACKED), Span::NONE)
    };
    let full = |body: Node| {
        let temporaries = [0, 8].map(|word| Temporary { word: at(word), destroy: destructor() }).into();
        host(NodeKind::FullExpr { temporaries, body: Box::new(body) })
    };
    let value = |word, n, storage| cpp(value_of, prvalue(INT), vec![temporary(word, n, storage)], at(storage + 8));
    let sum = cpp(add, prvalue(INT), vec![value(0, 1, 32), value(8, 2, 48)], at(64));
    assert_eq!(shown(full(to_int(sum))), ("3".to_owned(), vec![2, 1]));
    // Only the first is made.
    let failing = cpp(fail, prvalue(INT), vec![], at(48));
    let sum = cpp(add, prvalue(INT), vec![value(0, 1, 32), failing], at(64));
    assert_eq!(shown(full(to_int(sum))).1, vec![1]);
}

#[test]
fn closures_capture_by_copy() {
    let body = to_int(cpp(
        value_of,
        prvalue(INT),
        vec![Node::native(NodeKind::NativeCapture(0), lvalue(TRACKED), Span::NONE)],
        at(0),
    ));
    let function = host(NodeKind::Fn {
        prototype: prototype(arity(0, 0, 16, body)),
        captures: Box::new([CaptureSource::Native {
            word: at(0),
            ty: TRACKED,
            how: copier(),
            destroy: Some(destructor()),
            size: 8,
            align: 8,
        }]),
    });
    let closure = let_tracked(at(0), tracked(5, at(16)), function);
    let call = host(NodeKind::Call { callee: Box::new(closure), args: Box::new([]) });
    assert_eq!(shown(call), ("5".to_owned(), vec![5, 5]));
}

fn pointer_to(value: Node, ty: TypeId, storage: NativeSlot) -> Node {
    cpp(address_of, prvalue(ty), vec![value], storage)
}

#[test]
fn boxes() {
    let unbox = |ty: TypeId, value: Node| {
        Node::native(NodeKind::Unbox { ty, value: Box::new(value), storage: at(64) }, prvalue(ty), Span::NONE)
    };
    let own = || {
        let kind = BoxKind::Own { how: copier(), destroy: Some(destructor()), size: 8, align: 8 };
        let value = let_tracked(
            at(0),
            tracked(3, at(16)),
            host(NodeKind::Box { kind, ty: TRACKED_POINTER, value: Box::new(native_local(at(0), TRACKED)) }),
        );
        host(NodeKind::Let {
            bindings: vec![Binding::Host { slot: 0, init: value }].into(),
            body: Box::new(owned(unbox)),
        })
    };
    fn owned(unbox: impl Fn(TypeId, Node) -> Node) -> Node {
        let object = cpp(
            dereference,
            lvalue(TRACKED),
            vec![unbox(TRACKED_POINTER, host(NodeKind::Local { slot: 0, last: true }))],
            NOWHERE,
        );
        to_int(cpp(value_of, prvalue(INT), vec![object], at(80)))
    }
    assert_eq!(shown(own()), ("3".to_owned(), vec![3, 3]));
    // A pointer, unboxed as another type.
    let pointer = pointer_to(int(9), INT_POINTER, at(32));
    let boxed = || host(NodeKind::Box { kind: BoxKind::Pointer, ty: INT_POINTER, value: Box::new(pointer) });
    let wrong = to_int(unbox(TRACKED_POINTER, boxed()));
    assert_eq!(shown(wrong).0, "ClassCastException: the box holds a int *, not a Tracked *");
    let (pointer, _) = run_with(
        host(NodeKind::Box {
            kind: BoxKind::Pointer,
            ty: INT_POINTER,
            value: Box::new(pointer_to(int(9), INT_POINTER, at(32))),
        }),
        |_, outcome| outcome.ok().is_some_and(|value| value.get::<CppBox>().is_some_and(|b| !b.pointer.is_null())),
    );
    assert!(pointer);
}

fn let_loop(variables: Vec<RecurArg>, body: Node) -> Node {
    let ty = body.ty;
    let profile = variables.iter().map(|_| Cell::new(0)).collect();
    let node = LoopNode {
        init: variables.into(),
        body,
        span: Span::NONE,
        function: Rc::from("test/f"),
        iterations: Cell::new(0),
        profile,
        tier: Cell::new(Tier::Interpreted),
        code: Cell::default(),
        compiled: RefCell::default(),
        compile_ms: Cell::default(),
    };
    Node { kind: NodeKind::Loop(Rc::new(node)), ty, span: Span::NONE }
}

/// A loop over two tracked variables that are swapped, and a counter, `n` times; then `end`.
fn swapping(n: i64, end: Node) -> Node {
    let variable = |word: u32, value: Node, storage: u32| RecurArg::Native {
        word: at(word),
        value,
        how: copier(),
        destroy: Some(destructor()),
        storage: at(storage),
    };
    let in_full = |n: i32, word: u32, storage: u32| {
        let value = Box::new(tracked(n, at(storage)));
        let body = Node::native(NodeKind::Temporary { word: at(word), value }, prvalue(TRACKED), Span::NONE);
        let temporaries = vec![Temporary { word: at(word), destroy: destructor() }].into();
        let kind = NodeKind::FullExpr { temporaries, body: Box::new(body) };
        Node::native(kind, prvalue(TRACKED), Span::NONE)
    };
    let counter = |value: Node| RecurArg::Host { slot: 0, value };
    let local = |last| host(NodeKind::Local { slot: 0, last });
    let test = NodeKind::Intrinsic { op: crate::ast::Intrinsic::Lt, args: Box::new([local(false), constant(long(n))]) };
    let next = NodeKind::Intrinsic { op: crate::ast::Intrinsic::Inc, args: Box::new([local(true)]) };
    let again = NodeKind::Recur(Box::new([
        counter(host(next)),
        variable(0, native_local(at(8), TRACKED), 16),
        variable(8, native_local(at(0), TRACKED), 24),
    ]));
    let body = host(NodeKind::If {
        test: Box::new(host(test)),
        then: Box::new(Node { kind: again, ty: Ty::Never, span: Span::NONE }),
        otherwise: Box::new(end),
    });
    let init =
        vec![counter(constant(long(0))), variable(0, in_full(1, 32, 40), 16), variable(8, in_full(2, 48, 56), 24)];
    let_loop(init, body)
}

#[test]
fn loops_keep_native_variables() {
    let first = || to_int(cpp(value_of, prvalue(INT), vec![native_local(at(0), TRACKED)], at(72)));
    assert_eq!(shown(swapping(0, first())).0, "1");
    assert_eq!(shown(swapping(1, first())).0, "2");
    assert_eq!(shown(swapping(4, first())).0, "1");
    assert!(shown(swapping(3, throwing())).0.starts_with("thrown"));
}

#[test]
fn a_loop_of_native_value() {
    let local = |last| host(NodeKind::Local { slot: 0, last });
    let test = NodeKind::Intrinsic { op: crate::ast::Intrinsic::Lt, args: Box::new([local(false), constant(long(9))]) };
    let next = NodeKind::Intrinsic { op: crate::ast::Intrinsic::Inc, args: Box::new([local(false)]) };
    let again = NodeKind::Recur(Box::new([RecurArg::Host { slot: 0, value: host(next) }]));
    let how = FromHost::Int { bits: 32, signed: true };
    let end = NodeKind::FromHost { value: Box::new(local(true)), how, ty: INT, storage: at(0) };
    let kind = NodeKind::If {
        test: Box::new(host(test)),
        then: Box::new(Node { kind: again, ty: Ty::Never, span: Span::NONE }),
        otherwise: Box::new(Node::native(end, prvalue(INT), Span::NONE)),
    };
    let body = Node::native(kind, prvalue(INT), Span::NONE);
    let loop_node = let_loop(vec![RecurArg::Host { slot: 0, value: constant(long(0)) }], body);
    assert_eq!(shown(to_int(loop_node)).0, "9");
}

thread_local! {
    static THROWN_OBJECT: i64 = const { 77 };
    static RELEASED: Cell<u32> = const { Cell::new(0) };
}

/// Throws what a wrapper would have caught: the handle is the address of the exception object.
fn throw_cpp() -> Node {
    unsafe fn release(_: *mut c_void) {
        RELEASED.set(RELEASED.get() + 1);
    }
    let handle = THROWN_OBJECT.with(|object| (object as *const i64).cast_mut().cast());
    // SAFETY: the handle is a static's address, good for as long as the thread.
    let exception = unsafe { CppException::new(handle, release, "std::runtime_error", "why") };
    host(NodeKind::Throw(Box::new(constant(Ref::new(exception).into()))))
}

fn try_cpp(code: WrapperCode, body: Node) -> Node {
    let catcher = Catcher::Cpp { ty: TRACKED, resolution: resolution(code, lvalue(TRACKED)), holder: 0, word: at(8) };
    let catches = vec![Catch { catcher, body }].into();
    host(NodeKind::Try { body: Box::new(throw_cpp()), catches, finally: None })
}

#[test]
fn cpp_exceptions() {
    RELEASED.set(0);
    // Caught by its type: the exception object is a local of the clause.
    let object = host(NodeKind::ToHost {
        value: Box::new(native_local(at(8), TRACKED)),
        how: ToHost::Int { bits: 64, signed: true },
    });
    assert_eq!(shown(try_cpp(catch_as, object)).0, "77");
    assert_eq!(RELEASED.get(), 1);
    // Of another type: it goes on, and a rethrown one is the same.
    let (other, _) = run_with(try_cpp(catch_other, constant(Value::NIL)), |cx, outcome| {
        outcome.is_err() && cx.take_pending().get::<CppException>().is_some()
    });
    assert!(other);
    let rethrow = Node { kind: NodeKind::Rethrow { holder: 0 }, ty: Ty::Never, span: Span::NONE };
    let (same, _) = run_with(try_cpp(catch_as, rethrow), |cx, outcome| {
        outcome.is_err() && cx.take_pending().get::<CppException>().is_some()
    });
    assert!(same);
    assert_eq!(RELEASED.get(), 3);
}

#[test]
fn a_native_test() {
    let yes = cpp(add, prvalue(INT), vec![int(1), int(0)], at(0));
    let test = Node::native(yes.kind, prvalue(INT), Span::NONE);
    let body = host(NodeKind::If {
        test: Box::new(test),
        then: Box::new(constant(long(1))),
        otherwise: Box::new(constant(long(2))),
    });
    assert_eq!(shown(body).0, "1");
}

#[test]
fn many_arguments() {
    unsafe extern "C" fn sum(args: *const *mut c_void, ret: *mut c_void) -> i32 {
        unsafe { ret.cast::<i32>().write((0..20).map(|index| arg::<i32>(args, index)).sum()) };
        0
    }
    let call = cpp(sum, prvalue(INT), (0..20).map(int).collect(), at(0));
    assert_eq!(shown(to_int(call)).0, "190");
}

#[test]
fn fifty_calls() {
    let calls = if cfg!(debug_assertions) { 100 } else { 100_000 };
    let statement = || {
        host(NodeKind::ToHost {
            value: Box::new(cpp(add, prvalue(INT), vec![int(1), int(2)], at(0))),
            how: ToHost::Nil,
        })
    };
    let frame = host(NodeKind::Do((0..50).map(|_| statement()).collect()));
    let local = |last| host(NodeKind::Local { slot: 0, last });
    let test =
        NodeKind::Intrinsic { op: crate::ast::Intrinsic::Lt, args: Box::new([local(false), constant(long(calls))]) };
    let next = NodeKind::Intrinsic { op: crate::ast::Intrinsic::Inc, args: Box::new([local(true)]) };
    let again = NodeKind::Recur(Box::new([RecurArg::Host { slot: 0, value: host(next) }]));
    let again = Node { kind: again, ty: Ty::Never, span: Span::NONE };
    let body = host(NodeKind::If {
        test: Box::new(host(test)),
        then: Box::new(host(NodeKind::Do(Box::new([frame, again])))),
        otherwise: Box::new(constant(Value::NIL)),
    });
    let loop_node = let_loop(vec![RecurArg::Host { slot: 0, value: constant(long(0)) }], body);
    let start = processor_seconds();
    assert_eq!(shown(loop_node).0, "nil");
    println!("50 calls: {:.2} µs", (processor_seconds() - start) * 1e6 / calls as f64);
}
