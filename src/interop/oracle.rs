//! The oracle: all that the analyser may ask of C++ (decision D3). It never asks Clang directly, so that facts kept
//! on disk can answer in Clang's place.
//!
//! A C++ operation (a call, a construction, a member access, an operator …) is *resolved* against the static types of
//! its arguments, and the answer is a [`Resolution`]: a wrapper, the type that each argument has to have in its slot,
//! and the type and value category of the result. Wrappers are compiled later, all pending ones as one module, when
//! the first of them is about to run ([`Oracle::compile_pending`]).

use crate::diagnostic::Diagnostic;
use crate::source::Span;
use std::cell::Cell;
use std::ffi::c_void;
use std::rc::Rc;

/// A C++ type, interned by canonical spelling; qualifiers belong to it (`char const` is not `char`). References are
/// not types here: an expression of reference type is an lvalue or xvalue of the referenced type.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct TypeId(pub u32);

/// The C++ value category of an expression.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Category {
    /// A fresh value, constructed where the consumer wants it.
    Prvalue,
    /// A named object; represented by its address.
    Lvalue,
    /// An object about to expire (`std::move(x)`, `T&&` results); represented by its address.
    Xvalue,
}

impl Category {
    /// Whether an expression of this category is represented by an address.
    pub fn is_glvalue(self) -> bool {
        self != Category::Prvalue
    }
}

/// The static type of a native (C++) expression.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct NativeType {
    pub ty: TypeId,
    pub category: Category,
}

/// What sort of type it is, as far as the engine treats sorts differently. Qualifiers are in [`TypeInfo`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TypeKind {
    Void,
    Bool,
    /// `char`, `signed char`, `unsigned char`, `wchar_t`, `char8_t`, `char16_t`, `char32_t`; `bits` wide.
    Char {
        bits: u8,
        signed: bool,
    },
    /// Every other integer type up to 64 bits.
    Int {
        bits: u8,
        signed: bool,
    },
    Float,
    Double,
    LongDouble,
    NullPtr,
    Pointer {
        pointee: TypeId,
    },
    Enum {
        bits: u8,
        signed: bool,
        /// `enum class`.
        scoped: bool,
    },
    Record,
    Array {
        element: TypeId,
        length: u64,
    },
    Function,
    MemberPointer,
    /// `__int128`, vectors, `_Complex`, …: passed along by the engine, never looked into.
    Other,
}

/// The facts of a type.
#[derive(Clone, Debug)]
pub struct TypeInfo {
    /// Canonical spelling with qualifiers, as Clang prints it: `const ImVec2`.
    pub spelling: Rc<str>,
    pub kind: TypeKind,
    /// Bytes; 0 for `void`, functions and incomplete types.
    pub size: u32,
    /// Bytes; at least 1.
    pub align: u32,
    pub is_const: bool,
    /// The same type without `const` and `volatile`.
    pub unqualified: TypeId,
    pub trivially_copyable: bool,
    pub trivially_destructible: bool,
    pub copy_constructible: bool,
    pub move_constructible: bool,
    /// Forward-declared only; has no size.
    pub incomplete: bool,
    /// `std::basic_string<char>`, which converts to and from host strings.
    pub is_string: bool,
    /// `gusset::object`, a host value in C++.
    pub is_object: bool,
    /// A class with virtual functions.
    pub is_polymorphic: bool,
}

/// What the analyser knows of a host value's type.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default)]
pub enum HostType {
    /// Nothing.
    #[default]
    Any,
    Nil,
    Bool,
    /// A 64-bit integer.
    Long,
    Double,
    Char,
    String,
    Keyword,
    /// A function object.
    Function(Signature),
}

/// An argument of an operation, as overload resolution sees it.
///
/// A host argument takes part as the C++ type it is closest to (`Long` as `long`, an [`Arg::Int`] literal as `int`
/// where it fits, `Double` as `double`, `String` as `char const*`, `Nil` as `nullptr_t`), [`HostType::Any`] as
/// something that converts to every type that a host value can convert to. Once the overload is chosen, the host value
/// is converted, checked, to the *parameter's* type: that is the slot's type, so literals share wrappers.
#[derive(Clone, Debug, PartialEq)]
pub enum Arg {
    Native(NativeType),
    Host(HostType),
    /// A var that holds such a function now.
    FunctionVar(Signature),
    Int(i64),
    Double(f64),
    Bool(bool),
    Char(char),
    String(Rc<str>),
    Nil,
    /// `{…}` around so many of the arguments that follow, each with those inside of its own braces. Like
    /// [`Arg::Overloaded`], it is a shape without a value: its slot is a null pointer that nobody looks at.
    Braces(usize),
    /// An overloaded function; which one is meant depends on where it is passed.
    Overloaded(Rc<Operation>),
    /// What stands in a macro as it is written, a type or the name of a member; a shape, too.
    Written(Rc<str>),
}

/// What is known of a host function.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default)]
pub struct Signature {
    /// How many arguments it takes: bit n stands for n, the highest for all from 31 on; 0 where that is not known.
    pub counts: u32,
    pub gives: Gives,
}

/// What a host function gives to C++, where a hint says so.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default)]
pub enum Gives {
    #[default]
    Unknown,
    Long,
    Double,
    Text,
    Nothing,
}

impl Arg {
    /// Whether it may be any host value.
    pub fn is_untyped(&self) -> bool {
        matches!(self, Arg::Host(HostType::Any) | Arg::FunctionVar(_))
    }
}

/// A name as the program spells it: a dotted path, or one component where it is a member's.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Identifier {
    pub path: Rc<str>,
    /// Explicit template arguments.
    pub arguments: Option<Rc<[TypeExpr]>>,
}

impl From<Rc<str>> for Identifier {
    fn from(path: Rc<str>) -> Identifier {
        Identifier { path, arguments: None }
    }
}

impl From<&str> for Identifier {
    fn from(path: &str) -> Identifier {
        Rc::<str>::from(path).into()
    }
}

/// An operation to resolve. Argument 0 is the object where there is one.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Operation {
    /// `(cpp/a.b.f args…)`: a function, a function template, a callable variable, a constructor where the path names
    /// a type, or a function-like macro. The path is spelled with dots, without `cpp/`.
    Call(Identifier),
    /// `cpp/a.b.x` as a value: variable (lvalue), enumerator, object-like macro, function (its address).
    Name(Identifier),
    /// `T(args…)`; `T{args…}`, also of aggregates and arrays, where the only argument is [`Arg::Braces`].
    Construct(TypeId),
    /// The same in the storage that argument 0, an lvalue of that type, names; its result is of no use.
    ConstructAt(TypeId),
    /// `new T(args…)`, with braces as above.
    New(TypeId),
    /// `delete p` of argument 0.
    Delete,
    /// `delete[] p` of argument 0.
    DeleteArray,
    /// `obj.name(args…)` or `p->name(args…)`.
    Method(Identifier),
    /// `obj.name` or `p->name`.
    Field(Rc<str>),
    /// `T::name` as a value: a static member, enumerator or nested constant. Called, it is the callee of an
    /// [`Operation::Invoke`]; overloaded static functions are taken by their only signature.
    StaticMember(TypeId, Identifier),
    /// `&T::name`, a pointer to member.
    MemberAddress(TypeId, Identifier),
    /// `callable(args…)` of argument 0: functions, function pointers, `operator()`, lambdas.
    Invoke,
    /// A C++ operator by its spelling (`+`, `==`, `=`, `<<=`, `!`, `[]`, …); unary with one argument (`&`, `*`, `-`,
    /// `++` prefix).
    Operator(Rc<str>),
    /// An operator, by its spelling, applied to the field of that name of argument 0: what [`Operation::Operator`]
    /// cannot do to a bit-field, which has no address. The other operand is argument 1.
    FieldOperator(Rc<str>, Rc<str>),
    /// `static_cast<T>(x)`, or the host value converted to `T`. A glvalue category stands for a reference type.
    Cast(NativeType),
    /// `T made = x`: what C++ does by itself where a `T` is wanted.
    Convert(TypeId),
    /// `(T)x`.
    UnsafeCast(NativeType),
    /// `dynamic_cast<T>(x)` and the like, by their keyword.
    NamedCast(&'static str, NativeType),
    /// `typeid(T)`, or of argument 0 where there is no type.
    Typeid(Option<TypeId>),
    /// Contextual conversion to `bool`.
    ToBool,
    /// `obj.~T()` of argument 0, an lvalue.
    Destroy(TypeId),
    /// Argument 0 is a captured C++ exception (a `void*` prvalue, the handle of
    /// [`super::exception::Caught`]); the result is an lvalue of `T`, the exception object, or a null address when
    /// the exception is of another type.
    CatchAs(TypeId),
    /// `throw x` of argument 0; never returns normally.
    Throw,
    /// `throw;` of argument 0, a captured C++ exception as in [`Operation::CatchAs`]; never returns normally.
    Rethrow,
}

/// A class to derive from.
#[derive(Clone, Debug)]
pub struct Base {
    pub ty: TypeId,
    /// What its constructor is given, with their places.
    pub args: Vec<Arg>,
    pub spans: Vec<Span>,
    pub at: Span,
}

/// A virtual function that a host function overrides.
#[derive(Clone, Debug)]
pub struct Method {
    pub name: Rc<str>,
    /// How many, without the object.
    pub parameters: usize,
    pub at: Span,
}

/// How one argument gets into its slot.
#[derive(Clone, Debug)]
pub struct Slot {
    /// The type of the object whose address stands in the wrapper's argument array.
    pub ty: TypeId,
    pub how: Passing,
}

/// What the caller does for one argument.
#[derive(Clone, Debug)]
pub enum Passing {
    /// A native argument: its address as it is.
    Address,
    /// A host value, converted into storage of the slot's type.
    FromHost(FromHost),
}

/// Conversions of a host value into storage of a C++ type. A value that does not fit is an error at run time.
#[derive(Clone, Debug)]
pub enum FromHost {
    Bool,
    /// Integers, characters and enums.
    Int {
        bits: u8,
        signed: bool,
    },
    Float,
    Double,
    LongDouble,
    /// `char const*`: a string's bytes, NUL-terminated, valid during the call; nil is null.
    CString,
    /// Any other pointer: a box of that pointer type (checked against the slot's type), or nil. A cast makes it of a box
    /// of a `void *`, too.
    Pointer {
        cast: bool,
    },
    NullPtr,
    /// `gusset::object`: the word itself, which stays the caller's.
    Object,
    /// Through a wrapper whose only argument is a `gusset::object` and whose result is a prvalue of the slot's type
    /// (`std::string`, `std::string_view`, `gusset::convert<T>`, `std::function`, function pointers, …).
    Convert(Rc<Wrapper>),
}

/// Conversions of a C++ value into a host value; the source is given by its address.
#[derive(Clone, Debug)]
pub enum ToHost {
    /// `void`, `nullptr_t`.
    Nil,
    Bool,
    /// Also unscoped and scoped enums.
    Int {
        bits: u8,
        signed: bool,
    },
    Char {
        bits: u8,
    },
    Float,
    Double,
    LongDouble,
    /// `char const*`; null is nil.
    CString,
    /// `gusset::object`: one more reference to the word.
    Object,
    /// Through a wrapper whose only argument is the value and whose result is a `gusset::object`, its reference the
    /// caller's.
    Convert(Rc<Wrapper>),
}

/// Machine code of a wrapper: `args[i]` is the address of the object in slot `i`. A prvalue result is constructed at
/// `ret`, a glvalue's address is stored there. Returns 0, or leaves by a C++ exception, so that only [`Wrapper::call`]
/// and landing pads of compiled code may call it.
pub type WrapperCode = unsafe extern "C" fn(args: *const *mut c_void, ret: *mut c_void) -> i32;

/// One compiled (or pending) C++ operation for one list of argument types.
#[derive(Debug)]
pub struct Wrapper {
    /// The symbol of its machine code and in its bitcode.
    pub symbol: String,
    /// What it calls, as C++: `void ImGui::Text(const char *, ...)`.
    pub signature: String,
    /// The slots' types, as C++.
    pub argument_types: String,
    /// None until compiled.
    pub code: Cell<Option<WrapperCode>>,
    /// Its code, once there is some, waits for no other thread and calls nothing that might, so that nobody needs to be
    /// let in meanwhile (see [`crate::value::Gate`]).
    pub leaf: Cell<bool>,
    /// Its operation is a constant or an access, which the tiers do without its code.
    pub spare: bool,
    /// What catches the exceptions of the callee; none where it cannot throw.
    pub guard: Option<Guard>,
    /// Why it could not be compiled or linked, once that is known (missing symbol: declaration, mangled name, where
    /// it was looked for).
    pub failure: once_cell::unsync::OnceCell<Diagnostic>,
    /// Calls so far, counted by whoever calls it.
    pub hits: Cell<u64>,
    pub cost: Cell<WrapperCost>,
}

/// Calls a wrapper and returns what it does, or 1 when an exception was captured ([`super::exception::take`]); `ret` then
/// holds nothing.
pub type Guard = unsafe extern "C" fn(WrapperCode, args: *const *mut c_void, ret: *mut c_void) -> i32;

impl Wrapper {
    /// No exception comes out of it.
    pub fn no_throw(&self) -> bool {
        self.guard.is_none()
    }

    /// Calls its code: 1 when an exception was captured, else 0.
    ///
    /// # Safety
    /// `code` is this wrapper's, `args` and `ret` are as [`WrapperCode`] says.
    #[inline(always)]
    pub unsafe fn call(&self, code: WrapperCode, args: *const *mut c_void, ret: *mut c_void) -> i32 {
        // SAFETY: by the contract; what may throw is called through its guard.
        unsafe {
            match self.guard {
                None => code(args, ret),
                Some(guard) => guard(code, args, ret),
            }
        }
    }
}

/// Milliseconds spent on one wrapper; shares of the module's cost where several were compiled at once.
#[derive(Clone, Copy, Debug, Default)]
pub struct WrapperCost {
    pub sema: f64,
    pub ir: f64,
    pub backend: f64,
}

/// The answer to an operation.
#[derive(Clone, Debug)]
pub struct Resolution {
    pub wrapper: Rc<Wrapper>,
    /// One for each argument of the operation.
    pub slots: Vec<Slot>,
    /// `void` is a prvalue of the void type.
    pub result: NativeType,
    /// The result is the value of a bit-field of this name: see [`Operation::FieldOperator`].
    pub bit_field: Option<Rc<str>>,
    /// The result points at an array, which has to be deleted as one.
    pub allocates_array: bool,
    /// A built-in `&&` or `||`, whose second operand may only be evaluated where the first does not decide.
    pub short_circuits: bool,
    /// Where the operation has the same value each time: an enumerator, a literal macro, a constant expression.
    pub constant: Option<Constant>,
    /// Where the operation only computes an address. Its wrapper is never run.
    pub access: Option<Access>,
}

/// An operation on one object that only computes an address: a member, `*p`, `&x`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Access {
    /// The argument is a pointer, and the place is counted from where it points.
    pub through_pointer: bool,
    /// The result is a pointer to the place; else it is what is there.
    pub address_of: bool,
    /// From the object, in bytes.
    pub offset: usize,
}

/// A compile-time constant of C++.
#[derive(Clone, Debug, PartialEq)]
pub enum Constant {
    /// Integers, booleans, characters and enums; the bits, sign-extended.
    Int(i64),
    Double(f64),
    /// A string literal (`char const*`).
    String(Rc<str>),
    /// `nullptr`.
    Null,
}

/// A type as the program spells it; resolved by [`Oracle::type_of`].
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum TypeExpr {
    /// `std.string`, `int`: dots for `::`, nothing else.
    Name(Rc<str>),
    /// A type that the oracle gave.
    Known(TypeId),
    Pointer(Box<TypeExpr>),
    LvalueRef(Box<TypeExpr>),
    RvalueRef(Box<TypeExpr>),
    Const(Box<TypeExpr>),
    Volatile(Box<TypeExpr>),
    Signed(Box<TypeExpr>),
    Unsigned(Box<TypeExpr>),
    Long(Box<TypeExpr>),
    Short(Box<TypeExpr>),
    /// No length: `T[]`.
    Array(Box<TypeExpr>, Option<u64>),
    Function {
        result: Box<TypeExpr>,
        parameters: Vec<TypeExpr>,
        variadic: bool,
    },
    Template(Rc<str>, Vec<TypeExpr>),
    /// `typename T::name`; as a template argument also the value of that name.
    Member(Box<TypeExpr>, Rc<str>),
    /// `typename T::template name<args…>`.
    MemberTemplate(Box<TypeExpr>, Rc<str>, Vec<TypeExpr>),
    /// `F C::*`.
    MemberPointer(Box<TypeExpr>, Box<TypeExpr>),
    /// Values, as template arguments; that of a name is a [`TypeExpr::Name`].
    Int(i64),
    Bool(bool),
    Char(char),
    /// Its bits.
    Double(u64),
    /// A string literal, of which C++ makes an object of a class.
    Text(Rc<str>),
    Null,
    /// `&name`.
    Address(Rc<str>),
    /// `&T::name`.
    MemberAddress(Box<TypeExpr>, Rc<str>),
}

/// A resolved type and how it was referenced: `T`, `T&` (Lvalue) or `T&&` (Xvalue).
pub type ResolvedType = NativeType;

/// What a name stands for.
#[derive(Clone, Debug, PartialEq)]
pub enum Named {
    Namespace,
    Type(TypeId),
    /// A function, variable, enumerator, object-like macro, or template of one: anything that [`Operation::Call`] and
    /// [`Operation::Name`] take.
    Value,
    /// A function-like macro.
    Macro,
    /// A template of classes or aliases.
    TypeTemplate,
    /// Nothing; with the closest names, best first, at most 5.
    Unknown(Vec<String>),
}

/// Compiled wrappers as tier 1 sees them; may be used on another thread for as long as the oracle lives.
pub trait Inliner: Send {
    /// Links a wrapper's definition, and the inline functions that it needs, into an `LLVMModuleRef`; it becomes
    /// internal and always inlined. False where that cannot be done.
    ///
    /// # Safety
    /// The oracle is alive, and `module` is a module that this thread owns.
    unsafe fn link(&self, symbol: &str, module: *mut c_void) -> bool;
    /// The `LLVMOrcLLJITRef` in which what they refer to is defined.
    fn lljit(&self) -> *mut c_void;
}

/// What the analyser asks; see the module's text. Every refusal is a [`Diagnostic`] with the code `cpp/…`, Clang's
/// own reason as message and its notes (candidates) as notes.
/// How a class is known: by its type, or by its name alone.
#[derive(Clone, Copy)]
pub enum Class<'a> {
    Type(TypeId),
    Named(&'a str),
}

pub trait Oracle {
    /// `#include "header"` (tried as `"…"`, then `<…>`) of each, once per spelling, as one text: what one declares
    /// another may complete. A header that does not compile leaves no trace and may be included again.
    fn include(&mut self, headers: &[(&str, Span)]) -> Result<(), Diagnostic>;
    /// `(cpp/raw "…")`. `text_at` is the span of the string literal, whose lines the diagnostics point into.
    fn raw(&mut self, text: &str, text_at: Span) -> Result<(), Diagnostic>;
    /// Shared libraries and static archives, by file name (`libfoo.so`, `libbar.a`), path, or `-l` name. One that needs
    /// another may stand before or after it.
    fn link(&mut self, libraries: &[(&str, Span)]) -> Result<(), Diagnostic>;
    /// Includes, flags and libraries of a pkg-config package.
    fn package(&mut self, name: &str, at: Span) -> Result<(), Diagnostic>;
    fn name(&mut self, path: &str, at: Span) -> Result<Named, Diagnostic>;
    fn type_of(&mut self, ty: &TypeExpr, at: Span) -> Result<ResolvedType, Diagnostic>;
    fn info(&self, ty: TypeId) -> Rc<TypeInfo>;
    /// Whether a [`Operation::Name`], [`Operation::StaticMember`] or [`Operation::MemberAddress`] is an overloaded
    /// function, which has a value only where one of them is wanted: as [`Arg::Overloaded`].
    fn is_overloaded(&mut self, name: &Operation, at: Span) -> bool;
    /// `arg_spans` has one span for each argument.
    fn resolve(
        &mut self,
        operation: &Operation,
        args: &[Arg],
        at: Span,
        arg_spans: &[Span],
    ) -> Result<Rc<Resolution>, Diagnostic>;
    /// The type of `c ? a : b`; none where C++ has none.
    fn common_type(&mut self, a: NativeType, b: NativeType) -> Option<NativeType>;
    /// At which byte of an object of this class that base begins; none where it has no such base, several, or one that
    /// is not public or virtual.
    fn base_offset(&self, _class: Class<'_>, _base: Class<'_>) -> Option<isize> {
        None
    }
    /// Whether a class has `operator->` in the place of such a member, and that gives an object in which to look for it:
    /// a temporary, which has to live on.
    fn through_proxy(&mut self, _class: TypeId, _member: &str) -> bool {
        false
    }
    /// How a value of this type becomes a host value; an error says that it cannot, and to box it.
    fn to_host(&mut self, ty: NativeType, at: Span) -> Result<ToHost, Diagnostic>;
    /// Compiles all wrappers that are pending, as one module. Each that cannot be compiled or linked keeps its
    /// [`Wrapper::failure`]; the others work.
    fn compile_pending(&mut self);
    /// What tier 1 inlines wrappers with; none where there is no compiler behind the oracle.
    fn inliner(&self) -> Option<Box<dyn Inliner>> {
        None
    }
    /// All wrappers made so far, for the report.
    fn wrappers(&self) -> Vec<Rc<Wrapper>> {
        Vec::new()
    }
    /// What C++ has cost apart from the wrappers, for the report.
    fn totals(&self) -> Totals {
        Totals::default()
    }
    /// A class that derives from `bases` and overrides the virtual functions that `methods` name; its constructor takes
    /// the bases' arguments, and then a host function for each.
    fn reify(&mut self, bases: &[Base], methods: &[Method], at: Span) -> Result<TypeId, Diagnostic>;
    /// Ends what C++ code has begun: destroys its static objects, as when a program ends. Called once, last of all.
    fn end(&mut self) {}
    /// The names that raw texts have defined anew since this was last asked.
    fn redefined(&mut self) -> Vec<String> {
        Vec::new()
    }
    /// What gives a fresh translation unit all that this session has. For tools that look at C++ beside the running
    /// program.
    fn prologue(&self) -> Prologue {
        Prologue::default()
    }
}

/// What a session has parsed, and how, apart from its configuration.
#[derive(Clone, Debug, Default)]
pub struct Prologue {
    /// What packages have added to the command line: `-I` and `-D`.
    pub arguments: Vec<String>,
    /// Includes and raw texts, in order.
    pub text: String,
}

/// Milliseconds that an oracle spent on something other than wrappers, and how often it ran the backend.
#[derive(Clone, Copy, Debug, Default)]
pub struct Totals {
    /// Loading Clang, and opening the precompiled header.
    pub start: f64,
    /// Parsing headers and raw texts.
    pub parse: f64,
    /// Modules that wrappers were compiled in.
    pub modules: u32,
}
