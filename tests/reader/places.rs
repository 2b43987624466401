//! Places of forms and of their elements.

use super::read_all;
use gusset::data::form::{child_span, span_of};
use gusset::data::list::List;
use gusset::source::{Sources, Span};
use gusset::value::Value;

fn at(text: &str, span: Option<Span>) -> &str {
    let span = span.expect("a place");
    &text[span.start as usize..span.end as usize]
}

fn second(form: &Value) -> Value {
    form.get::<List>().expect("a list").iter().nth(1).expect("two elements").clone()
}

#[test]
fn every_kind_of_form() {
    for text in [
        "(a 1)",
        "[a 1]",
        "{a 1}",
        "#{a 1}",
        "sym",
        "'a",
        "@a",
        "#'a",
        "#(a %)",
        "#cpp a",
        "~a",
        "~@a",
        "12",
        "\"é\"",
        ":k",
        "\\a",
        "#\"a\"",
        "##Inf",
        "#foo 1",
        "`a",
        "`(a b)",
        "1.5M",
        "#:a{:b 1}",
        "nil",
        "#inst \"2020\"",
        "#(a)",
    ] {
        let padded = format!(" ;é\n {text} ");
        let forms = read_all(&Sources::default(), &padded).unwrap();
        assert_eq!(at(&padded, Some(forms[0].span)), text);
        // The code of a syntax-quote stands where the quoted form does.
        if let Some(span) = span_of(&forms[0].value).filter(|_| !text.starts_with('`')) {
            assert_eq!(at(&padded, Some(span)), text);
        }
    }
}

#[test]
fn elements_in_reading_order() {
    let text = "(f 1 \"s\" [2 :k] {:a 1, b 2})";
    let forms = read_all(&Sources::default(), text).unwrap();
    let form = &forms[0].value;
    let children: Vec<_> = (0..5).map(|index| at(text, child_span(form, index))).collect();
    assert_eq!(children, ["f", "1", "\"s\"", "[2 :k]", "{:a 1, b 2}"]);
    assert_eq!(child_span(form, 5), None);
    let map = form.get::<List>().unwrap().iter().nth(4).unwrap();
    assert_eq!(at(text, child_span(map, 3)), "2");
    assert_eq!(span_of(&Value::NIL), None);
    assert_eq!(span_of(&gusset::data::symbol("a")), None);
}

#[test]
fn metadata_does_not_move_a_form() {
    let text = "(def ^:private ^Long x 1)";
    let forms = read_all(&Sources::default(), text).unwrap();
    assert_eq!(at(text, child_span(&forms[0].value, 1)), "x");
    assert_eq!(at(text, span_of(&second(&forms[0].value))), "x");
}

#[test]
fn spliced_and_chosen_forms_keep_their_places() {
    let text = "(f #?@(:gusset [1 2]) #?(:gusset 3))";
    let forms = read_all(&Sources::default(), text).unwrap();
    let children: Vec<_> = (1..4).map(|index| at(text, child_span(&forms[0].value, index))).collect();
    assert_eq!(children, ["1", "2", "3"]);
}

#[test]
fn quoted_symbols_keep_their_places() {
    let text = "`(when ~x)";
    let forms = read_all(&Sources::default(), text).unwrap();
    let concat = second(&forms[0].value);
    let quoted = second(&second(&concat));
    assert_eq!(at(text, span_of(&second(&quoted))), "when");
}
