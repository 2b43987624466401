//! Every message of the reader as it is shown, by subject.

use super::read_all;
use gusset::source::Sources;
use gusset::trace::render::render;

fn shown(texts: &[&str]) -> String {
    let mut out = String::new();
    for text in texts {
        let sources = Sources::default();
        let error = read_all(&sources, text).map(|_| ()).expect_err(text);
        out += &render(&error, &sources, false);
        out.push('\n');
    }
    out
}

#[test]
fn delimiters() {
    insta::assert_snapshot!(shown(&[
        "(defn f [x]\n  (let [y 1]\n    (+ x y))\n\n(f 1)\n",
        "[1 2",
        "  )",
        "(foo [1 2)\n",
        "(foo\n  {:a 1\n   :b (bar]})",
        "#{1 2",
    ]));
}

#[test]
fn missing_forms() {
    insta::assert_snapshot!(shown(&["(')", "'", "[1 @", "(a #_)", "#", "(^:a)", "^:a", "#foo", "`", "(~@)"]));
}

#[test]
fn numbers() {
    insta::assert_snapshot!(shown(&[
        "(+ 1x 2)",
        "08",
        "0xZZ",
        "0x",
        "2r102",
        "40r1",
        "1r0",
        "1/0",
        "1/x",
        "1.2.3",
        "1e",
        "3cpp",
        "1/2/3",
        "12_000",
        "1e99999999999999999999M",
    ]));
}

#[test]
fn names() {
    insta::assert_snapshot!(shown(&[
        ":",
        "::",
        "a/",
        "/a",
        "foo:",
        "std::vector",
        ":::a",
        "::nowhere/a",
        ":a/",
        "a::",
        "a:/b"
    ]));
}

#[test]
fn strings_and_characters() {
    insta::assert_snapshot!(shown(&[
        "(print \"abc\n  def)",
        "\"a\\qb\"",
        "\"\\xff\"",
        "\"\\u12\"",
        "\"\\ud83d\"",
        "\"\\400\"",
        "\\spice",
        "\\ud800",
        "\\o400",
        "\\",
        "#\"a(\"",
        "#\"a",
    ]));
}

#[test]
fn collections() {
    insta::assert_snapshot!(shown(&[
        "{:a 1 :b}",
        "{:a 1\n :b 2\n :a 3}",
        "#{1 2 1}",
        "#{(a b) (a b)}",
        "#:a{:b 1 :a/b 2}",
        "#:a[1]",
        "#:a/b{}",
        "#::nowhere{}",
        "#:{}",
    ]));
}

#[test]
fn macros() {
    insta::assert_snapshot!(shown(&[
        "##Infinity",
        "#<Object>",
        "#=(+ 1 2)",
        "#%",
        "#(f #(g))",
        "#(f %0)",
        "#(f %21)",
        "#(f %x)",
        "^1 a",
        "^:a 1",
        "`~@a",
        "#inst \"2020-13-01\"",
        "#inst 5",
        "#uuid \"x\"",
    ]));
}

#[test]
fn conditionals() {
    insta::assert_snapshot!(shown(&[
        "#?@(:gusset [1 2])",
        "[#?@(:gusset 1)]",
        "#?[:gusset 1]",
        "#?(gusset 1)",
        "#?(:gusset)",
        "#?(:gusset 1 :clj)",
        "#?(:clj 1 :gusset 2",
        "#?(:gusset 2]",
    ]));
}

#[test]
fn nesting() {
    let deep = "(".repeat(5_000);
    let quotes = format!("{}a", "`".repeat(30));
    let large = format!("`````({})", "a ".repeat(300));
    insta::assert_snapshot!(shown(&[&deep, &"'".repeat(5_000), &quotes, &large]));
}
