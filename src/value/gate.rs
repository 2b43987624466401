//! Who runs code of an engine: one thread at a time, its own or one that C++ started. The engine's thread steps out
//! for the time that C++ runs, and others, which C++ made to call functions of the host, come in meanwhile; a thread
//! that stays in for long is asked to give a turn at a safepoint poll.
//!
//! As long as there is nobody else, stepping out and in is a store and a load each (Dekker's mutual exclusion); what
//! makes that sound is a barrier that the first other thread imposes on the engine's (membarrier(2), as in "asymmetric
//! Dekker synchronization", Dice, Huang, Yang, 2001). From then on a mutex decides, until the engine's thread finds
//! that the others are gone.

use super::Context;
use super::heap::{add_live_objects, take_live_objects};
use std::fmt;
use std::ptr;
use std::sync::atomic::{AtomicPtr, AtomicU64, AtomicUsize, Ordering, compiler_fence};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, Once, PoisonError};
use std::time::{Duration, Instant};

/// How long a thread waits before it asks the one inside for a turn.
const QUANTUM: Duration = Duration::from_millis(2);

/// The engine has ended: nobody comes in any more.
#[derive(Debug)]
pub struct Ended;

/// See the module's text. Compiled code reads and writes the first two fields.
pub struct Gate {
    /// 1 while the engine's thread lets others in; says nothing while `others` is not 0.
    pub outside: AtomicU64,
    /// 0 while there are no other threads, so that `outside` alone decides.
    pub others: AtomicU64,
    /// The engine's thread.
    home: Thread,
    turn: Mutex<Turn>,
    changed: Condvar,
    /// See [`Context::limit`]; raised to ask for a turn.
    limit: Arc<AtomicUsize>,
    context: AtomicPtr<Context>,
    /// Exchanges what belongs to the calling thread, which is not the engine's, with what is in the context and in the
    /// engine. The second time, all is as before.
    exchange: fn(&mut Context),
}

struct Turn {
    /// Who is inside; nobody's is null.
    inside: Thread,
    /// Threads that have come and not gone, whether they are inside or not.
    visitors: usize,
    /// Who has waited for long, and comes next; nobody's is null.
    next: Thread,
    ended: bool,
    /// Objects that visitors made, less those that they destroyed.
    live: isize,
}

/// A running thread.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Thread(usize);

impl Thread {
    const NOBODY: Thread = Thread(0);

    #[inline(always)]
    pub fn this() -> Thread {
        thread_local! {
            static PLACE: u8 = const { 0 };
        }
        Thread(PLACE.with(|place| ptr::from_ref(place).addr()))
    }
}

impl Gate {
    /// The gate of an engine of this thread, which is inside.
    pub fn new(limit: Arc<AtomicUsize>, exchange: fn(&mut Context)) -> Gate {
        Gate {
            outside: AtomicU64::new(0),
            others: AtomicU64::new(u64::from(!barriers())),
            home: Thread::this(),
            turn: Mutex::new(Turn { inside: Thread::this(), visitors: 0, next: Thread::NOBODY, ended: false, live: 0 }),
            changed: Condvar::new(),
            limit,
            context: AtomicPtr::new(ptr::null_mut()),
            exchange,
        }
    }

    /// Says where the engine's context is, for as long as the engine lives.
    pub fn set_context(&self, cx: *mut Context) {
        self.context.store(cx, Ordering::Release);
    }

    /// The engine's context, which is there to be used by the thread that is inside.
    pub fn context(&self) -> *mut Context {
        self.context.load(Ordering::Acquire)
    }

    /// Whether this is the engine's own thread.
    pub fn is_home(&self) -> bool {
        Thread::this() == self.home
    }

    /// Whether the calling thread is inside.
    #[inline]
    pub fn is_inside(&self) -> bool {
        if self.others.load(Ordering::Relaxed) == 0 {
            self.is_home() && self.outside.load(Ordering::Relaxed) == 0
        } else {
            self.lock().inside == Thread::this()
        }
    }

    /// Lets others in, until [`Self::step_in`]. The caller is inside.
    #[inline(always)]
    pub fn step_out(&self) {
        self.outside.store(1, Ordering::Release);
        compiler_fence(Ordering::SeqCst);
        if self.others.load(Ordering::Relaxed) != 0 {
            self.step_out_in_turn();
        }
    }

    /// Waits until nobody else is inside. A thread that C++ started never returns from here once the engine has ended:
    /// it would go on in code that is gone.
    #[inline(always)]
    pub fn step_in(&self) {
        self.outside.store(0, Ordering::Relaxed);
        compiler_fence(Ordering::SeqCst);
        if self.others.load(Ordering::Relaxed) != 0 {
            self.step_in_in_turn();
        }
    }

    /// Lets others in while `work` waits for something.
    pub fn outside<R>(&self, work: impl FnOnce() -> R) -> R {
        self.step_out();
        let result = work();
        self.step_in();
        result
    }

    #[cold]
    #[inline(never)]
    pub fn step_out_in_turn(&self) {
        let mut turn = self.lock();
        // Whoever arrived between the store and the load has seen that this thread is out, and may be inside.
        if turn.inside == Thread::this() {
            self.give_up(&mut turn);
        }
        if self.is_home() {
            self.settle(&turn, 1);
        }
    }

    #[cold]
    #[inline(never)]
    pub fn step_in_in_turn(&self) {
        let turn = self.lock();
        // Whoever arrived between the store and the load has seen that this thread is in.
        if turn.inside == Thread::this() {
            return;
        }
        let mut turn = self.wait(turn);
        if turn.ended && !self.is_home() {
            drop(turn);
            loop {
                std::thread::park();
            }
        }
        self.take(&mut turn);
        if self.is_home() {
            self.settle(&turn, 0);
        }
    }

    /// Comes in with a thread that is not the engine's, which goes with [`Self::depart`].
    pub fn arrive(&self) -> Result<(), Ended> {
        let mut turn = self.lock();
        if turn.ended {
            return Err(Ended);
        }
        turn.visitors += 1;
        if self.others.swap(1, Ordering::SeqCst) == 0 {
            // From here on the engine's thread sees that there are others, or we see whether it is inside.
            barrier();
            let outside = self.outside.load(Ordering::SeqCst) != 0;
            turn.inside = if outside { Thread::NOBODY } else { self.home };
        }
        let mut turn = self.wait(turn);
        if turn.ended {
            turn.visitors -= 1;
            return Err(Ended);
        }
        self.take(&mut turn);
        Ok(())
    }

    pub fn depart(&self) {
        let mut turn = self.lock();
        self.give_up(&mut turn);
        turn.visitors -= 1;
        turn.live += take_live_objects();
    }

    /// At a safepoint poll: lets somebody else in who has waited for long.
    pub fn give_turn(&self) {
        if self.others.load(Ordering::Relaxed) == 0 {
            return;
        }
        let mut turn = self.lock();
        if turn.next != Thread::NOBODY {
            self.give_up(&mut turn);
            drop(turn);
            self.step_in_in_turn();
        }
    }

    /// Lets others run until one of them steps out or goes, or for a moment: for a thread that waits for what another
    /// is to do.
    pub fn pause(&self) {
        if self.others.load(Ordering::Relaxed) == 0 {
            return self.outside(|| std::thread::sleep(QUANTUM));
        }
        let mut turn = self.lock();
        self.give_up(&mut turn);
        drop(self.changed.wait_timeout(turn, QUANTUM).unwrap_or_else(PoisonError::into_inner));
        self.step_in_in_turn();
    }

    /// Nobody else comes in any more. Called by the engine's thread, inside.
    pub fn end(&self) {
        let mut turn = self.lock();
        turn.ended = true;
        add_live_objects(std::mem::take(&mut turn.live));
        self.changed.notify_all();
    }

    fn lock(&self) -> MutexGuard<'_, Turn> {
        self.turn.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Until nobody is inside, and nobody else comes first.
    fn wait<'a>(&self, mut turn: MutexGuard<'a, Turn>) -> MutexGuard<'a, Turn> {
        let (this, start) = (Thread::this(), Instant::now());
        let others = |turn: &Turn| turn.inside != Thread::NOBODY || ![Thread::NOBODY, this].contains(&turn.next);
        while others(&turn) && !turn.ended {
            turn = self.changed.wait_timeout(turn, QUANTUM).unwrap_or_else(PoisonError::into_inner).0;
            if turn.next == Thread::NOBODY && start.elapsed() >= QUANTUM {
                turn.next = this;
            }
            if turn.next == this {
                self.limit.store(usize::MAX, Ordering::SeqCst);
            }
        }
        turn
    }

    fn take(&self, turn: &mut Turn) {
        turn.inside = Thread::this();
        if turn.next == turn.inside {
            turn.next = Thread::NOBODY;
        }
        if self.is_home() {
            add_live_objects(std::mem::take(&mut turn.live));
        } else {
            // SAFETY: the engine has not ended, and this thread is the one inside.
            (self.exchange)(unsafe { &mut *self.context() });
        }
        // The limit is that of another stack now, which the next poll finds out.
        self.limit.store(usize::MAX, Ordering::SeqCst);
        self.changed.notify_all();
    }

    fn give_up(&self, turn: &mut Turn) {
        if !self.is_home() {
            // SAFETY: as in `take`.
            (self.exchange)(unsafe { &mut *self.context() });
        }
        turn.inside = Thread::NOBODY;
        self.changed.notify_all();
    }

    /// Leaves the mutex be again, where there are no others. Only the engine's thread may.
    fn settle(&self, turn: &Turn, outside: u64) {
        if turn.visitors == 0 && barriers() {
            self.outside.store(outside, Ordering::SeqCst);
            self.others.store(0, Ordering::SeqCst);
        }
    }
}

impl fmt::Debug for Gate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Gate")
    }
}

/// Whether this system has barriers that one thread imposes on all others of its process.
fn barriers() -> bool {
    static REGISTERED: Once = Once::new();
    static AVAILABLE: AtomicU64 = AtomicU64::new(0);
    REGISTERED.call_once(|| {
        let registered = membarrier(REGISTER_PRIVATE_EXPEDITED) == 0;
        AVAILABLE.store(registered.into(), Ordering::Release);
    });
    AVAILABLE.load(Ordering::Acquire) != 0
}

/// Every thread of the process has passed a full barrier when this returns.
fn barrier() {
    membarrier(PRIVATE_EXPEDITED);
}

/// Commands of membarrier(2).
const REGISTER_PRIVATE_EXPEDITED: libc::c_int = 1 << 4;
const PRIVATE_EXPEDITED: libc::c_int = 1 << 3;

fn membarrier(command: libc::c_int) -> libc::c_long {
    // SAFETY: the call has no effect on memory.
    unsafe { libc::syscall(libc::SYS_membarrier, command, 0, 0) }
}
