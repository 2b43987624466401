//! Classes as values: `String`, `Number`, `clojure.lang.Keyword`. They carry the JVM's names, so that portable code
//! that asks `instance?` or dispatches on `class` works.

use super::exception::{Class, Exception};
use crate::value::{HeapType, Kind, Ref, Value};
use ahash::AHashMap;
use std::cell::RefCell;
use std::rc::Rc;
use std::sync::OnceLock;

/// A class: one immortal object for each name, so that identity is equality.
pub struct Type {
    /// The full name.
    pub name: Rc<str>,
    /// All classes and interfaces it derives from, by full name; `java.lang.Object` is implied.
    pub supers: Vec<Rc<str>>,
}

// SAFETY: the only type of this kind.
unsafe impl HeapType for Type {
    const KIND: Kind = Kind::Type;
}

/// Full name, and everything it derives from.
const CLASSES: &[(&str, &[&str])] = &[
    ("java.lang.Object", &[]),
    ("java.lang.Number", &[]),
    ("java.lang.Comparable", &[]),
    ("java.lang.CharSequence", &[]),
    ("java.lang.Iterable", &[]),
    ("java.lang.Runnable", &[]),
    ("java.util.concurrent.Callable", &[]),
    ("java.util.Collection", &["java.lang.Iterable"]),
    ("java.util.List", &["java.util.Collection", "java.lang.Iterable"]),
    ("java.util.Map", &[]),
    ("java.util.Map$Entry", &[]),
    ("java.util.Set", &["java.util.Collection", "java.lang.Iterable"]),
    ("clojure.lang.IFn", &["java.lang.Runnable", "java.util.concurrent.Callable"]),
    ("clojure.lang.Fn", &[]),
    ("clojure.lang.IObj", &["clojure.lang.IMeta"]),
    ("clojure.lang.IMeta", &[]),
    ("clojure.lang.Named", &[]),
    ("clojure.lang.Seqable", &[]),
    ("clojure.lang.ISeq", &[]),
    ("clojure.lang.Counted", &[]),
    ("clojure.lang.Indexed", &[]),
    ("clojure.lang.Sequential", &[]),
    ("clojure.lang.Associative", &[]),
    ("clojure.lang.Reversible", &[]),
    ("clojure.lang.Sorted", &[]),
    ("clojure.lang.ILookup", &[]),
    ("clojure.lang.IPersistentCollection", &[]),
    ("clojure.lang.IPersistentStack", &[]),
    ("clojure.lang.IPersistentList", &[]),
    ("clojure.lang.IPersistentVector", &[]),
    ("clojure.lang.IPersistentMap", &[]),
    ("clojure.lang.IPersistentSet", &[]),
    ("clojure.lang.IDeref", &[]),
    ("clojure.lang.IPending", &[]),
    ("clojure.lang.IExceptionInfo", &[]),
    ("java.lang.String", &["java.lang.CharSequence", "java.lang.Comparable"]),
    ("java.lang.Character", &["java.lang.Comparable"]),
    ("java.lang.Boolean", &["java.lang.Comparable"]),
    ("java.lang.Class", &[]),
    ("java.lang.Long", &["java.lang.Number", "java.lang.Comparable"]),
    ("java.lang.Integer", &["java.lang.Number", "java.lang.Comparable"]),
    ("java.lang.Short", &["java.lang.Number", "java.lang.Comparable"]),
    ("java.lang.Byte", &["java.lang.Number", "java.lang.Comparable"]),
    ("java.lang.Double", &["java.lang.Number", "java.lang.Comparable"]),
    ("java.lang.Float", &["java.lang.Number", "java.lang.Comparable"]),
    ("java.math.BigDecimal", &["java.lang.Number", "java.lang.Comparable"]),
    ("java.math.BigInteger", &["java.lang.Number", "java.lang.Comparable"]),
    ("clojure.lang.BigInt", &["java.lang.Number"]),
    ("clojure.lang.Ratio", &["java.lang.Number", "java.lang.Comparable"]),
    (
        "clojure.lang.Symbol",
        &["clojure.lang.Named", "clojure.lang.IObj", "clojure.lang.IMeta", "clojure.lang.IFn", "java.lang.Comparable"],
    ),
    ("clojure.lang.Keyword", &["clojure.lang.Named", "clojure.lang.IFn", "java.lang.Comparable"]),
    ("java.util.regex.Pattern", &[]),
    (
        "clojure.lang.PersistentList",
        &[
            "clojure.lang.IPersistentList",
            "clojure.lang.ISeq",
            "clojure.lang.Sequential",
            "clojure.lang.Seqable",
            "clojure.lang.Counted",
            "clojure.lang.IPersistentStack",
            "clojure.lang.IPersistentCollection",
            "clojure.lang.IObj",
            "clojure.lang.IMeta",
            "java.util.List",
            "java.util.Collection",
            "java.lang.Iterable",
        ],
    ),
    ("clojure.lang.Cons", SEQ),
    ("clojure.lang.LazySeq", LAZY),
    ("clojure.lang.LongRange", SEQ),
    ("clojure.lang.PersistentVector$ChunkedSeq", SEQ),
    ("clojure.lang.IteratorSeq", SEQ),
    ("clojure.lang.PersistentVector", VECTOR),
    ("clojure.lang.MapEntry", ENTRY),
    ("clojure.lang.APersistentMap", &[]),
    ("clojure.lang.PersistentArrayMap", MAP),
    ("clojure.lang.PersistentHashMap", MAP),
    ("clojure.lang.PersistentTreeMap", SORTED_MAP),
    ("clojure.lang.PersistentHashSet", SET),
    ("clojure.lang.PersistentTreeSet", SORTED_SET),
    ("clojure.lang.ITransientCollection", &[]),
    (
        "clojure.lang.AFunction",
        &[
            "clojure.lang.Fn",
            "clojure.lang.IFn",
            "clojure.lang.IObj",
            "clojure.lang.IMeta",
            "java.lang.Runnable",
            "java.util.concurrent.Callable",
            "java.util.Comparator",
        ],
    ),
    ("clojure.lang.MultiFn", &["clojure.lang.IFn"]),
    ("clojure.lang.Var", &["clojure.lang.IDeref", "clojure.lang.IFn", "clojure.lang.IMeta"]),
    ("clojure.lang.Namespace", &["clojure.lang.IMeta"]),
    ("clojure.lang.Atom", &["clojure.lang.IDeref", "clojure.lang.IMeta", "clojure.lang.IAtom"]),
    ("clojure.lang.Volatile", &["clojure.lang.IDeref"]),
    ("clojure.lang.Delay", &["clojure.lang.IDeref", "clojure.lang.IPending"]),
    ("clojure.lang.Reduced", &["clojure.lang.IDeref"]),
    ("clojure.lang.Promise", &["clojure.lang.IDeref", "clojure.lang.IPending", "clojure.lang.IFn"]),
    ("clojure.lang.TaggedLiteral", &["clojure.lang.ILookup"]),
    ("java.util.UUID", &["java.lang.Comparable"]),
    ("java.util.Date", &["java.lang.Comparable"]),
    ("java.lang.Object[]", &[]),
    ("gusset.CppException", &["java.lang.Throwable", "java.lang.Exception", "java.lang.RuntimeException"]),
    ("gusset.CppObject", &[]),
];

const SEQ: &[&str] = &[
    "clojure.lang.ISeq",
    "clojure.lang.Sequential",
    "clojure.lang.Seqable",
    "clojure.lang.IPersistentCollection",
    "clojure.lang.IObj",
    "clojure.lang.IMeta",
    "java.util.List",
    "java.util.Collection",
    "java.lang.Iterable",
];
const LAZY: &[&str] = &[
    "clojure.lang.ISeq",
    "clojure.lang.Sequential",
    "clojure.lang.Seqable",
    "clojure.lang.IPersistentCollection",
    "clojure.lang.IObj",
    "clojure.lang.IMeta",
    "clojure.lang.IPending",
    "java.util.List",
    "java.util.Collection",
    "java.lang.Iterable",
];
const VECTOR: &[&str] = &[
    "clojure.lang.IPersistentVector",
    "clojure.lang.Sequential",
    "clojure.lang.Seqable",
    "clojure.lang.Counted",
    "clojure.lang.Indexed",
    "clojure.lang.Associative",
    "clojure.lang.Reversible",
    "clojure.lang.ILookup",
    "clojure.lang.IPersistentStack",
    "clojure.lang.IPersistentCollection",
    "clojure.lang.IFn",
    "clojure.lang.IObj",
    "clojure.lang.IMeta",
    "java.util.List",
    "java.util.Collection",
    "java.lang.Iterable",
    "java.lang.Comparable",
];
const ENTRY: &[&str] = &[
    "java.util.Map$Entry",
    "clojure.lang.IMapEntry",
    "clojure.lang.IPersistentVector",
    "clojure.lang.Sequential",
    "clojure.lang.Seqable",
    "clojure.lang.Counted",
    "clojure.lang.Indexed",
    "clojure.lang.Associative",
    "clojure.lang.ILookup",
    "clojure.lang.IPersistentCollection",
    "clojure.lang.IFn",
    "java.util.List",
    "java.util.Collection",
    "java.lang.Iterable",
];
const MAP: &[&str] = &[
    "clojure.lang.APersistentMap",
    "clojure.lang.IPersistentMap",
    "clojure.lang.Associative",
    "clojure.lang.Seqable",
    "clojure.lang.Counted",
    "clojure.lang.ILookup",
    "clojure.lang.IPersistentCollection",
    "clojure.lang.IFn",
    "clojure.lang.IObj",
    "clojure.lang.IMeta",
    "java.util.Map",
    "java.lang.Iterable",
];
const SORTED_MAP: &[&str] = &[
    "clojure.lang.APersistentMap",
    "clojure.lang.IPersistentMap",
    "clojure.lang.Associative",
    "clojure.lang.Seqable",
    "clojure.lang.Counted",
    "clojure.lang.ILookup",
    "clojure.lang.IPersistentCollection",
    "clojure.lang.IFn",
    "clojure.lang.IObj",
    "clojure.lang.IMeta",
    "clojure.lang.Sorted",
    "clojure.lang.Reversible",
    "java.util.Map",
    "java.lang.Iterable",
];
const SET: &[&str] = &[
    "clojure.lang.IPersistentSet",
    "clojure.lang.Seqable",
    "clojure.lang.Counted",
    "clojure.lang.IPersistentCollection",
    "clojure.lang.IFn",
    "clojure.lang.IObj",
    "clojure.lang.IMeta",
    "java.util.Set",
    "java.util.Collection",
    "java.lang.Iterable",
];
const SORTED_SET: &[&str] = &[
    "clojure.lang.IPersistentSet",
    "clojure.lang.Seqable",
    "clojure.lang.Counted",
    "clojure.lang.IPersistentCollection",
    "clojure.lang.IFn",
    "clojure.lang.IObj",
    "clojure.lang.IMeta",
    "clojure.lang.Sorted",
    "clojure.lang.Reversible",
    "java.util.Set",
    "java.util.Collection",
    "java.lang.Iterable",
];

/// Packages whose classes portable code names without them.
const PACKAGES: &[&str] = &[
    "java.lang.",
    "java.util.",
    "clojure.lang.",
    "java.math.",
    "java.util.concurrent.",
    "java.util.regex.",
    "java.io.",
];

/// The type objects of a thread, by their names.
pub type Types = AHashMap<Rc<str>, Value>;

thread_local! {
    static TYPES: RefCell<Types> = RefCell::default();
}

/// Where this thread's type objects are.
pub fn types() -> *mut Types {
    TYPES.with(RefCell::as_ptr)
}

/// Names the class of what layers above define; none for what they do not know.
pub static CLASS_OF_OTHER: OnceLock<ClassOf> = OnceLock::new();

/// The full name of a value's class, where it is known.
pub type ClassOf = fn(&Value) -> Option<Rc<str>>;

/// The type object of a full name, made where it does not exist yet.
pub fn define_type(name: &str, supers: &[&str]) -> Value {
    TYPES.with_borrow_mut(|types| {
        if let Some(known) = types.get(name) {
            return known.clone();
        }
        let name: Rc<str> = Rc::from(name);
        let supers = supers.iter().map(|name| Rc::from(*name)).collect();
        let value: Value = Ref::immortal(Type { name: name.clone(), supers }).into();
        types.insert(name, value.clone());
        value
    })
}

/// The type object of a class by its full name, or by its simple one for the packages of the JVM's and Clojure's own.
pub fn type_named(name: &str) -> Option<Value> {
    if let Some(known) = TYPES.with_borrow(|types| types.get(name).cloned()) {
        return Some(known);
    }
    let builtin = |full: &str| CLASSES.iter().find(|class| class.0 == full).map(|class| define_type(class.0, class.1));
    if let Some(found) = builtin(name) {
        return Some(found);
    }
    if name == "java.lang.Exception" || !name.contains('.') || name.starts_with("java.") || name.starts_with("clojure.")
    {
        if let Some(class) = Class::named(name).filter(|_| name != "Object") {
            return Some(exception_type(class));
        }
        return PACKAGES.iter().find_map(|package| builtin(&format!("{package}{name}")));
    }
    None
}

fn exception_type(class: Class) -> Value {
    let mut supers = Vec::new();
    let mut at = class.superclass();
    while let Some(superclass) = at {
        supers.push(superclass.name());
        at = superclass.superclass();
    }
    if class == Class::ExceptionInfo {
        supers.push("clojure.lang.IExceptionInfo");
    }
    define_type(class.name(), &supers)
}

/// The full name of the value's class.
pub fn class_name(value: &Value) -> Rc<str> {
    if let Some(name) = CLASS_OF_OTHER.get().and_then(|name_of| name_of(value)) {
        return name;
    }
    Rc::from(builtin_class_name(value))
}

fn builtin_class_name(value: &Value) -> &'static str {
    let Some(kind) = value.kind() else {
        return if value.is_nil() {
            "nil"
        } else if value.as_fixnum().is_some() {
            "java.lang.Long"
        } else if value.as_bool().is_some() {
            "java.lang.Boolean"
        } else if value.as_char().is_some() {
            "java.lang.Character"
        } else {
            "java.lang.Double"
        };
    };
    match kind {
        Kind::Long => "java.lang.Long",
        Kind::Double => "java.lang.Double",
        Kind::BigInt => "clojure.lang.BigInt",
        Kind::Ratio => "clojure.lang.Ratio",
        Kind::Decimal => "java.math.BigDecimal",
        Kind::String => "java.lang.String",
        Kind::Symbol => "clojure.lang.Symbol",
        Kind::Keyword => "clojure.lang.Keyword",
        Kind::Regex => "java.util.regex.Pattern",
        Kind::List => "clojure.lang.PersistentList",
        Kind::Cons => "clojure.lang.Cons",
        Kind::LazySeq => "clojure.lang.LazySeq",
        Kind::Range => "clojure.lang.LongRange",
        Kind::VectorSeq => "clojure.lang.PersistentVector$ChunkedSeq",
        Kind::Iteration => "clojure.lang.IteratorSeq",
        Kind::Vector if super::vector::is_map_entry(value) => "clojure.lang.MapEntry",
        Kind::Vector => "clojure.lang.PersistentVector",
        Kind::Map if value.get::<super::map::Map>().is_some_and(|map| map.len() > 8) => {
            "clojure.lang.PersistentHashMap"
        }
        Kind::Map => "clojure.lang.PersistentArrayMap",
        Kind::Set => "clojure.lang.PersistentHashSet",
        Kind::SortedMap => "clojure.lang.PersistentTreeMap",
        Kind::SortedSet => "clojure.lang.PersistentTreeSet",
        Kind::Transient => "clojure.lang.ITransientCollection",
        Kind::Array => "java.lang.Object[]",
        Kind::Function | Kind::Builtin => "clojure.lang.AFunction",
        Kind::Var => "clojure.lang.Var",
        Kind::Namespace => "clojure.lang.Namespace",
        Kind::Atom => "clojure.lang.Atom",
        Kind::Volatile => "clojure.lang.Volatile",
        Kind::Delay => "clojure.lang.Delay",
        Kind::Reduced => "clojure.lang.Reduced",
        Kind::Promise => "clojure.lang.Promise",
        Kind::Exception => value.get::<Exception>().map_or("java.lang.Throwable", |exception| exception.class.name()),
        Kind::CppException => "gusset.CppException",
        Kind::CppBox | Kind::NativeStorage => "gusset.CppObject",
        Kind::MultiFunction => "clojure.lang.MultiFn",
        Kind::TaggedLiteral => "clojure.lang.TaggedLiteral",
        Kind::Uuid => "java.util.UUID",
        Kind::Instant => "java.util.Date",
        Kind::Type => "java.lang.Class",
        Kind::Opaque => "java.lang.Object",
    }
}

/// `(class x)`; nil for nil.
pub fn class_of(value: &Value) -> Value {
    if value.is_nil() {
        return Value::NIL;
    }
    let name = class_name(value);
    type_named(&name).unwrap_or_else(|| define_type(&name, &[]))
}

/// `(instance? type x)`.
pub fn is_instance(class: &Type, value: &Value) -> bool {
    match class_of(value).get::<Type>() {
        Some(own) => derives(own, class),
        None => false,
    }
}

/// Whether `class` is `other` or derives from it.
pub fn derives(class: &Type, other: &Type) -> bool {
    class.name == other.name || &*other.name == "java.lang.Object" || class.supers.contains(&other.name)
}
