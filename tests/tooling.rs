//! C++ for tools: what libclang says about the program's own C++, in a thread of its own.

use gusset::Gusset;
use gusset::config::Config;
use gusset::interop::tooling::{Asked, Subject, Tooling, ToolingOptions};
use std::time::Duration;

/// Far more than parsing the standard headers takes.
const PATIENCE: Duration = Duration::from_secs(60);

/// What tools know of a program that has done this.
fn options(program: &str) -> ToolingOptions {
    let config = Config { include_paths: vec!["tests/interop/include".to_owned()], ..Config::default() };
    let (options, live) = Gusset::with_big_stack(config, |gusset| {
        gusset.eval_text("<test>", program).expect("C++ that compiles");
        gusset.engine().tooling_options()
    })
    .expect("a thread");
    assert_eq!(live, 0);
    options
}

#[test]
fn completes_what_the_standard_the_headers_and_raw_texts_declare() {
    let options = options(
        r#"
        (ns app (:include "errors.hpp" "asking.hpp"))
        (cpp/raw "namespace tools { inline int measure_twice(int x) { return 2 * x; } int measure_once(int x); }")"#,
    );
    let tooling = Tooling::default();
    let complete = |path| tooling.complete(&options, path, PATIENCE);
    assert_eq!(complete("tools.measure_"), ["tools.measure_once", "tools.measure_twice"]);
    assert_eq!(complete("errors.sc"), ["errors.scale"]);
    assert!(complete("std.vec").contains(&"std.vector".to_owned()));
    assert!(complete("tool").contains(&"tools".to_owned()));
    assert_eq!(complete("ASKING_S"), ["ASKING_SQUARE"]);
    // As C++ finds them.
    assert_eq!(complete("asking.re"), ["asking.red"]);
    assert_eq!(complete("asking.mode.f"), ["asking.mode.fast"]);
    assert_eq!(complete("asking.short_name.d"), ["asking.short_name.deep"]);
    assert_eq!(complete("asking.user.d"), ["asking.user.deep"]);
    assert_eq!(complete("asking.in_i"), ["asking.in_inline_namespace"]);
    assert_eq!(complete("asking.widget.n"), ["asking.widget.name"]);
    assert!(complete("asking.point.s").is_empty(), "private");
    assert!(complete("no.such.thing").is_empty());
    assert!(complete("int main() { }").is_empty());
}

#[test]
fn completes_members_of_all_classes() {
    let options = options(
        r#"
        (ns app (:include "asking.hpp"))
        (cpp/raw "struct meter { int meter_value; int meter_reset(); template <class T> T meter_as() const;
                                 static int meter_count; private: int meter_secret; int _meter_internal; };")"#,
    );
    let tooling = Tooling::default();
    let complete = |word| tooling.complete(&options, word, PATIENCE);
    assert_eq!(complete(".meter_"), [".meter_as", ".meter_reset"]);
    assert_eq!(complete(".-meter_"), [".-meter_count", ".-meter_value"]);
    assert_eq!(complete(".-dimen"), [".-dimensions"]);
    assert_eq!(complete(".rena"), [".rename"]);
    assert!(complete(".push_b").contains(&".push_back".to_owned()));
    assert_eq!(complete(".-whol"), [".-whole"], "of an unnamed union");
    assert!(complete("._").is_empty(), "reserved names");
    assert!(complete(".secret").is_empty(), "private");
    assert!(complete(".operator").is_empty(), "nothing that can be written");
}

#[test]
fn takes_over_what_packages_add() {
    let options = options(r#"(ns app (:pkg "imgui") (:include "imgui.h"))"#);
    let tooling = Tooling::default();
    assert_eq!(tooling.complete(&options, ".-Framer", PATIENCE), [".-Framerate"]);
    let answer = tooling.ask(&options, Asked::Doc, Subject::Name("ImGui.SmallButton".to_owned()));
    let texts = answer.recv_timeout(PATIENCE).expect("an answer").expect("a comment");
    assert_eq!(texts, ["button with FramePadding=(0,0) to easily embed within text"]);
}

/// Whoever comes first is answered first, and completions that nobody waits for are left out.
#[test]
fn answers_all_questions() {
    let options = options(r#"(ns app (:include "asking.hpp"))"#);
    let tooling = Tooling::default();
    let ask = |name: &str| tooling.ask(&options, Asked::Signatures, Subject::Name(name.to_owned()));
    let answers = [ask("asking.red"), ask("asking.half"), ask("asking.absent")];
    assert!(tooling.complete(&options, "asking.gr", Duration::ZERO).is_empty());
    assert_eq!(tooling.complete(&options, "asking.gr", PATIENCE), ["asking.green"]);
    let answers = answers.map(|answer| answer.recv_timeout(PATIENCE).expect("an answer"));
    assert_eq!(answers[0], Ok(vec!["asking::red = 0".to_owned()]));
    assert_eq!(answers[1], Ok(vec!["constexpr double asking::half = 0.5".to_owned()]));
    assert_eq!(answers[2], Err("libclang finds no declaration of 'asking::absent'".to_owned()));
}
