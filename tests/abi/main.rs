//! The application binary interface of wrappers, checked against callees that Clang compiled ahead of time.
//!
//! [`signature`] draws random types ([`types`]) and signatures from a seed; [`source`] writes them as a C++ header and
//! a shared library whose functions tell what they were given; [`program`] writes the calls, in the language, with
//! random values. Each function digests its arguments and makes its result from the digest, so that a difference of a
//! single bit in any argument or result changes what comes out.
//!
//! `GUSSET_ABI_SIGNATURES` (200) and `GUSSET_ABI_SEED` (1) choose how many and which; `make test-abi` runs 2,000.

mod library;
mod program;
mod random;
mod signature;
mod source;
mod types;

use gusset::Gusset;
use gusset::config::Config;
use signature::Signatures;

fn number(variable: &str, default: u64) -> u64 {
    std::env::var(variable).ok().and_then(|text| text.parse().ok()).unwrap_or(default)
}

/// Calls every function in a mode of execution, and names those whose digests differ.
fn check(set: impl FnOnce(&mut Config)) {
    let count = number("GUSSET_ABI_SIGNATURES", 200) as usize;
    let signatures = Signatures::draw(number("GUSSET_ABI_SEED", 1), count);
    let text = program::write(&signatures);
    let folder = library::build(&signatures, &text).unwrap_or_else(|error| panic!("{error}"));
    let mut config = Config { include_paths: vec![folder.clone()], library_paths: vec![folder], ..Config::default() };
    set(&mut config);
    let outcome = Gusset::with_big_stack(config, |gusset| {
        let outcome = gusset.eval_text("abi.clj", &text).and_then(|value| gusset.print(&value));
        outcome.map_err(|uncaught| gusset.render(&uncaught, false))
    });
    let (outcome, live) = outcome.expect("the engine starts");
    let printed = outcome.unwrap_or_else(|error| panic!("{error}"));
    let wrong: Vec<String> = printed
        .split(|c: char| !c.is_ascii_digit())
        .filter_map(|index| Some(source::declaration(&signatures, index.parse().ok()?)))
        .collect();
    assert!(wrong.is_empty(), "{} of {count} differ:\n{}", wrong.len(), wrong.join("\n"));
    assert_eq!(live, 0, "objects are still alive at the end");
}

#[test]
fn tier0() {
    check(|config| config.tier0_only = true);
}

#[test]
fn tier1() {
    check(|config| (config.jit_threshold, config.osr_threshold) = (0, 0));
}

#[test]
fn default() {
    check(|_| {});
}
