//! Counted heap objects: their header, their types, allocation and iterative destruction (decision D4).

use std::alloc::Layout;
use std::cell::{Cell, RefCell};
use std::marker::PhantomData;
use std::ops::Deref;
use std::ptr::NonNull;
use std::sync::atomic::{AtomicI32, Ordering};

/// What a heap object is. The engine looks at kinds where it would otherwise need a virtual call.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[repr(u8)]
pub enum Kind {
    // Numbers that are not immediate.
    Long,
    Double,
    BigInt,
    Ratio,
    Decimal,
    // Scalars.
    String,
    Symbol,
    Keyword,
    Regex,
    // Collections and sequences.
    List,
    Cons,
    LazySeq,
    Range,
    VectorSeq,
    /// Other sequences over something indexable or generated.
    Iteration,
    Vector,
    Map,
    Set,
    SortedMap,
    SortedSet,
    Transient,
    Array,
    // Functions. Both start with an [`super::Entry`].
    Function,
    Builtin,
    // References.
    Var,
    Namespace,
    Atom,
    Volatile,
    Delay,
    Reduced,
    Promise,
    // The rest.
    Exception,
    /// A caught C++ exception.
    CppException,
    /// A C++ pointer with its static type, or an owned C++ object.
    CppBox,
    /// Storage of a native local that a closure captured.
    NativeStorage,
    MultiFunction,
    TaggedLiteral,
    Uuid,
    Instant,
    /// The type of host values, as `(type x)` gives it.
    Type,
    Opaque,
}

/// What is the same for all objects of one Rust type.
pub struct Descriptor {
    /// Drops the body and frees the object.
    destroy: unsafe fn(NonNull<Header>),
}

/// The first 16 bytes of every heap object. Compiled code reads `count` at offset 0 and `kind` at offset 4.
#[repr(C)]
pub struct Header {
    /// Positive: references, all from one thread. Negative: minus the references, from several threads, changed
    /// atomically. 0: immortal. The scheme is Lean 4's.
    count: Cell<i32>,
    pub kind: Kind,
    /// Free for the body's own use (a cached property, a mark).
    pub flags: Cell<u8>,
    _reserved: [u8; 2],
    descriptor: &'static Descriptor,
}

/// A Rust type that can live on the counted heap.
///
/// # Safety
/// No two types share a kind, unless nobody downcasts to either.
pub unsafe trait HeapType: Sized + 'static {
    const KIND: Kind;
}

/// A heap object with its body.
#[repr(C)]
pub struct Object<T> {
    pub header: Header,
    pub body: T,
}

struct DescriptorOf<T>(PhantomData<T>);

impl<T: HeapType> DescriptorOf<T> {
    const DESCRIPTOR: &'static Descriptor = &Descriptor { destroy: destroy::<T> };
}

/// # Safety
/// `object` is an `Object<T>` made by [`Ref::new`] that nobody refers to any more.
unsafe fn destroy<T: HeapType>(object: NonNull<Header>) {
    // SAFETY: by the contract; `Object<T>` starts with its header and was allocated as a `Box<Object<T>>`.
    drop(unsafe { Box::from_raw(object.cast::<Object<T>>().as_ptr()) });
}

thread_local! {
    /// Objects of this thread that were made and not yet destroyed, immortal ones apart.
    static LIVE: Cell<isize> = const { Cell::new(0) };
    /// How many destructions are nested right now.
    static DEPTH: Cell<u32> = const { Cell::new(0) };
    /// Objects whose destruction waits until the nesting is left, so that long chains do not recurse.
    static PENDING: RefCell<Vec<NonNull<Header>>> = const { RefCell::new(Vec::new()) };
}

/// Destructions nested deeper than this are queued.
const MAX_DEPTH: u32 = 64;

/// The number of live counted objects of this thread; 0 after a clean shutdown.
pub fn live_objects() -> isize {
    LIVE.get()
}

/// This thread's live objects, which are another's from now on.
pub fn take_live_objects() -> isize {
    LIVE.take()
}

/// Makes objects of another thread this one's.
pub fn add_live_objects(count: isize) {
    LIVE.set(LIVE.get() + count);
}

/// Adds a reference.
///
/// # Safety
/// `object` is alive.
#[inline(always)]
pub unsafe fn retain(object: NonNull<Header>) {
    // SAFETY: the object is alive, so its header can be read.
    let header = unsafe { object.as_ref() };
    let count = header.count.get();
    if count > 0 {
        header.count.set(count + 1);
    } else if count < 0 {
        shared(header).fetch_sub(1, Ordering::Relaxed);
    }
}

/// Removes a reference, and destroys the object with its last.
///
/// # Safety
/// `object` is alive, and the caller owns a reference, which it gives up.
#[inline(always)]
pub unsafe fn release(object: NonNull<Header>) {
    // SAFETY: the caller's reference keeps the object alive until here.
    let header = unsafe { object.as_ref() };
    let count = header.count.get();
    if count > 1 {
        header.count.set(count - 1);
    } else if count != 0 {
        // SAFETY: passed on.
        unsafe { release_slow(object, count) };
    }
}

#[cold]
#[inline(never)]
unsafe fn release_slow(object: NonNull<Header>, count: i32) {
    // SAFETY: alive by the contract of `release`.
    if count < 0 && shared(unsafe { object.as_ref() }).fetch_add(1, Ordering::AcqRel) != -1 {
        return;
    }
    LIVE.set(LIVE.get() - 1);
    let depth = DEPTH.get();
    if depth >= MAX_DEPTH {
        PENDING.with_borrow_mut(|pending| pending.push(object));
        return;
    }
    DEPTH.set(depth + 1);
    // SAFETY: that was the last reference; the descriptor is that of the object's own type.
    unsafe { (object.as_ref().descriptor.destroy)(object) };
    if depth == 0 {
        while let Some(next) = PENDING.with_borrow_mut(Vec::pop) {
            // SAFETY: queued objects have no reference left and are destroyed once.
            unsafe { (next.as_ref().descriptor.destroy)(next) };
        }
    }
    DEPTH.set(depth);
}

/// The count of a shared object, as the atomic that it is.
fn shared(header: &Header) -> &AtomicI32 {
    // SAFETY: `Cell<i32>` and `AtomicI32` have the same layout; the count of a shared object (negative) is changed
    // through this atomic only.
    unsafe { &*(&raw const header.count).cast::<AtomicI32>() }
}

/// An owned, typed reference to a heap object.
pub struct Ref<T: HeapType> {
    object: NonNull<Object<T>>,
    _owns: PhantomData<Object<T>>,
}

impl<T: HeapType> Ref<T> {
    /// Allocates an object with one reference.
    pub fn new(body: T) -> Self {
        LIVE.set(LIVE.get() + 1);
        Self::allocate(body, 1)
    }

    /// Allocates an object that is never counted nor destroyed, as constants are.
    pub fn immortal(body: T) -> Self {
        Self::allocate(body, 0)
    }

    fn allocate(body: T, count: i32) -> Self {
        const { assert!(align_of::<Object<T>>() >= 8 && size_of::<Header>() == 16) };
        let header = Header {
            count: Cell::new(count),
            kind: T::KIND,
            flags: Cell::new(0),
            _reserved: [0; 2],
            descriptor: DescriptorOf::<T>::DESCRIPTOR,
        };
        let object = Box::leak(Box::new(Object { header, body }));
        Ref { object: NonNull::from(object), _owns: PhantomData }
    }

    /// The body, where this is the only reference.
    pub fn get_mut(&mut self) -> Option<&mut T> {
        // SAFETY: the object is alive; with a count of 1 this reference is the only way to it.
        unsafe { if self.header().count.get() == 1 { Some(&mut self.object.as_mut().body) } else { None } }
    }

    pub fn header(&self) -> &Header {
        // SAFETY: this reference keeps the object alive.
        unsafe { &self.object.as_ref().header }
    }

    /// The object's address, the reference being given to the caller.
    pub fn into_raw(self) -> NonNull<Header> {
        let raw = self.object.cast();
        std::mem::forget(self);
        raw
    }

    /// The object's address; `self` keeps its reference.
    pub fn as_raw(&self) -> NonNull<Header> {
        self.object.cast()
    }

    /// # Safety
    /// `raw` is an `Object<T>`, and the caller gives up a reference to it.
    pub unsafe fn from_raw(raw: NonNull<Header>) -> Self {
        Ref { object: raw.cast(), _owns: PhantomData }
    }

    /// Whether both are the same object.
    pub fn same(a: &Self, b: &Self) -> bool {
        a.object == b.object
    }
}

impl<T: HeapType> Deref for Ref<T> {
    type Target = T;
    #[inline(always)]
    fn deref(&self) -> &T {
        // SAFETY: this reference keeps the object alive, and bodies change only through `get_mut` or cells.
        unsafe { &self.object.as_ref().body }
    }
}

impl<T: HeapType> Clone for Ref<T> {
    #[inline(always)]
    fn clone(&self) -> Self {
        // SAFETY: alive, as `self` refers to it.
        unsafe { retain(self.object.cast()) };
        Ref { object: self.object, _owns: PhantomData }
    }
}

impl<T: HeapType> Drop for Ref<T> {
    #[inline(always)]
    fn drop(&mut self) {
        // SAFETY: gives up the reference that `self` owns.
        unsafe { release(self.object.cast()) };
    }
}

impl<T: HeapType + std::fmt::Debug> std::fmt::Debug for Ref<T> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        (**self).fmt(f)
    }
}

impl Header {
    /// References to the object; 0 for immortal ones.
    pub fn references(&self) -> u32 {
        self.count.get().unsigned_abs()
    }

    /// Makes the object uncounted. Only for what lives as long as the process.
    pub fn make_immortal(&self) {
        if self.count.get() != 0 {
            self.count.set(0);
            LIVE.set(LIVE.get() - 1);
        }
    }
}

/// Size and alignment of an object with body `T`, for those who look at memory use.
pub const fn layout_of<T: HeapType>() -> Layout {
    Layout::new::<Object<T>>()
}
