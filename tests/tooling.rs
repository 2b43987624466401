//! C++ for tools: what libclang says about the program's own C++, in a thread of its own.

use gusset::Gusset;
use gusset::config::Config;
use gusset::interop::tooling::Tooling;
use std::time::Duration;

/// Far more than parsing the standard headers takes.
const PATIENCE: Duration = Duration::from_secs(60);

#[test]
fn completes_what_the_standard_the_headers_and_raw_texts_declare() {
    let config = Config { include_paths: vec!["tests/interop/include".to_owned()], ..Config::default() };
    let program = r#"
        (ns app (:include "errors.hpp"))
        (cpp/raw "namespace tools { inline int measure_twice(int x) { return 2 * x; } int measure_once(int x); }")"#;
    let (options, live) = Gusset::with_big_stack(config, |gusset| {
        gusset.eval_text("<test>", program).expect("C++ that compiles");
        gusset.engine().tooling_options()
    })
    .expect("a thread");
    assert_eq!(live, 0);
    let tooling = Tooling::start();
    let complete = |path| tooling.complete(&options, path, PATIENCE);
    assert_eq!(complete("tools.measure_"), ["tools.measure_once", "tools.measure_twice"]);
    assert_eq!(complete("errors.sc"), ["errors.scale"]);
    assert!(complete("std.vec").contains(&"std.vector".to_owned()));
    assert!(complete("tool").contains(&"tools".to_owned()));
    assert!(complete("no.such.thing").is_empty());
    assert!(complete("int main() { }").is_empty());
}
