//! Several engines in one process, each with its own C++.

use gusset::config::Config;
use gusset::instance::Gusset;

/// The C++ of an engine: the same names as in the others, with other meanings.
fn program(n: i64) -> String {
    format!(
        r#"(cpp/raw "struct Counted {{ int value = {n}; ~Counted() {{ value = 0; }} }};
                     inline int meaning() {{ static int calls = 0; return {n} + 0 * ++calls; }}
                     inline int refuse() {{ throw std::runtime_error(\"engine {n}\"); }}")
           (defn meaning [] (+ (cpp/meaning) (let [c (cpp/Counted)] (.-value c))))
           (defn refusal [] (try (cpp/refuse) (catch cpp/std.exception e (str (.what e)))))"#
    )
}

fn engine(n: i64) -> Gusset {
    let config = Config { jit_threshold: 10, ..Config::default() };
    let mut gusset = Gusset::new(config);
    evaluate(&mut gusset, &program(n));
    gusset
}

fn evaluate(gusset: &mut Gusset, text: &str) -> gusset::value::Value {
    match gusset.eval_text("engines", text) {
        Ok(value) => value,
        Err(error) => panic!("{text}: {error:?}"),
    }
}

fn check(gusset: &mut Gusset, n: i64) {
    // Often enough for tier 1.
    let value = evaluate(gusset, "(reduce + (map (fn [_] (meaning)) (range 1000)))");
    assert_eq!(value.as_long(), Some(2 * n * 1000));
    let value = evaluate(gusset, "(refusal)");
    assert_eq!(value.as_str(), Some(format!("engine {n}").as_str()));
}

#[test]
fn one_after_the_other() {
    for n in 1..4 {
        let mut gusset = engine(n);
        check(&mut gusset, n);
    }
}

#[test]
fn side_by_side() {
    let (mut first, mut second) = (engine(1), engine(2));
    for _ in 0..3 {
        check(&mut first, 1);
        check(&mut second, 2);
    }
    drop(first);
    check(&mut second, 2);
}

fn in_threads(work: fn(i64)) {
    let threads: Vec<_> = (1..4).map(|n| std::thread::spawn(move || work(n))).collect();
    for thread in threads {
        thread.join().expect("the engine works");
    }
}

/// What LLVM keeps for the whole process is set up once, whichever engine or compiling thread comes first.
#[test]
fn compiling_in_threads() {
    in_threads(|n| check(&mut engine(n), n));
}

/// Each has libclang in a thread of its own beside the one that compiles.
#[test]
fn asking_in_threads() {
    in_threads(|n| {
        let mut gusset = engine(n);
        let value = evaluate(&mut gusset, "(pr-str (cpp/signatures cpp/meaning))");
        assert!(value.as_str().is_some_and(|text| text.contains("int meaning()")), "{value:?}");
        check(&mut gusset, n);
    });
}

/// Leaves gaps between mappings around multiples of 4 GiB, where new mappings then come to begin.
fn lay_out_gaps() {
    const CODE: usize = 2 << 20; // what an engine maps for its code
    const FOUR_GIB: usize = 1 << 32;
    let reserve = |size| {
        let kind = libc::MAP_PRIVATE | libc::MAP_ANONYMOUS | libc::MAP_NORESERVE;
        // SAFETY: fresh addresses.
        let start = unsafe { libc::mmap(std::ptr::null_mut(), size, libc::PROT_NONE, kind, -1, 0) };
        assert!(start != libc::MAP_FAILED);
        start as usize
    };
    let start = reserve(64 * FOUR_GIB);
    while reserve(2 * CODE) > start {}
    for n in 0..63 {
        let at = (start + CODE).next_multiple_of(FOUR_GIB) + n * FOUR_GIB - CODE;
        // SAFETY: these addresses were reserved above, and nothing uses them.
        unsafe { libc::munmap(at as *mut libc::c_void, 2 * CODE) };
    }
}

/// libgcc's unwinder takes a function at a multiple of 4 GiB for one that the linker dropped.
#[test]
fn what_is_thrown_where_addresses_are_round() {
    lay_out_gaps();
    let mut gusset = Gusset::new(Config::default());
    evaluate(&mut gusset, r#"(cpp/raw "inline int refuse() { throw std::runtime_error(\"refused\"); }")"#);
    let value = evaluate(&mut gusset, "(try (cpp/refuse) (catch cpp/std.exception e (str (.what e))))");
    assert_eq!(value.as_str(), Some("refused"));
}
