//! All tunables, each with its unit and reason. Those that a user may set are in [`Config`].

/// Calls after which a function is compiled. Low enough that a frame callback is compiled within two seconds at 60
/// frames a second, high enough that start-up code never is (decision D6).
pub const JIT_CALLS: u32 = 100;
/// Iterations after which a running loop is compiled and entered in the middle (on-stack replacement, decision D6).
pub const OSR_ITERATIONS: u32 = 5_000;
/// Calls of compiled code with arguments that it was not made for, after which it is made anew for what was seen.
pub const JIT_MISFITS: u64 = 64;
/// Iterations between the safepoint polls of a compiled loop whose body is short and calls nothing.
pub const POLL_COUNTDOWN: u64 = 256;
/// Copies of such a body in one turn of its loop, of which only the last looks whether a poll is due. A divisor of
/// [`POLL_COUNTDOWN`].
pub const UNROLLED: u32 = 4;
/// Slots of the value stack. Memory is reserved, and used only as far as calls nest.
pub const VALUE_STACK_SLOTS: usize = 16 << 20;
/// Bytes of machine stack of the thread that evaluates; reserved, as above. Deep recursion in tier 0 takes about 500
/// bytes a call.
pub const MACHINE_STACK_BYTES: usize = 512 << 20;
/// Bytes of machine stack kept free below the limit at which calls are refused, for builtins and C++ callees.
pub const MACHINE_STACK_RESERVE: usize = 512 << 10;
/// Calls that an exception's trace names at most.
pub const TRACE_LENGTH: usize = 64;

/// What a user may set, by command-line flags or through the embedding API.
#[derive(Clone, Debug)]
pub struct Config {
    /// Never compile functions.
    pub tier0_only: bool,
    /// See [`JIT_CALLS`]; 0 compiles each function before its first call, and waits for it.
    pub jit_threshold: u32,
    /// See [`OSR_ITERATIONS`]; 0 compiles each loop before its first iteration, and waits for it.
    pub osr_threshold: u32,
    /// Compiled code counts its calls, of C++ and of the program's functions, for the report; that costs some
    /// nanoseconds a call.
    pub count_calls: bool,
    /// `-I`.
    pub include_paths: Vec<String>,
    /// `-D`, as `NAME` or `NAME=VALUE`.
    pub defines: Vec<String>,
    /// `-L`.
    pub library_paths: Vec<String>,
    /// `-l`.
    pub libraries: Vec<String>,
    /// `-std=`, as `c++20`.
    pub cpp_standard: String,
}

impl Default for Config {
    fn default() -> Config {
        Config {
            tier0_only: false,
            jit_threshold: JIT_CALLS,
            osr_threshold: OSR_ITERATIONS,
            count_calls: false,
            include_paths: Vec::new(),
            defines: Vec::new(),
            library_paths: Vec::new(),
            libraries: Vec::new(),
            cpp_standard: "c++20".to_owned(),
        }
    }
}
