//! `str`, `pr-str`, `print` and their kin.

use super::io::write_out;
use super::{ANY, Native, format, native, take};
use crate::data::print::{Style, append_str, print};
use crate::data::string;
use crate::value::{Context, Kind, Outcome, Value};

pub static TABLE: &[Native] = &[
    native("clojure.core/str", 0, ANY, |cx, args| {
        if let [one] = args
            && one.kind() == Some(Kind::String)
        {
            return Ok(take(args, 0));
        }
        let mut out = String::new();
        for arg in args.iter() {
            append_str(cx, arg, &mut out)?;
        }
        Ok(string(&out))
    }),
    native("clojure.core/pr-str", 0, ANY, |cx, args| joined(cx, args, true).map(|text| string(&text))),
    native("clojure.core/prn-str", 0, ANY, |cx, args| joined(cx, args, true).map(|text| string(&(text + "\n")))),
    native("clojure.core/print-str", 0, ANY, |cx, args| joined(cx, args, false).map(|text| string(&text))),
    native("clojure.core/println-str", 0, ANY, |cx, args| joined(cx, args, false).map(|text| string(&(text + "\n")))),
    native("clojure.core/pr", 0, ANY, |cx, args| {
        let text = joined(cx, args, true)?;
        write_out(cx, &text)
    }),
    native("clojure.core/prn", 0, ANY, |cx, args| {
        let text = joined(cx, args, true)? + "\n";
        write_out(cx, &text)
    }),
    native("clojure.core/print", 0, ANY, |cx, args| {
        let text = joined(cx, args, false)?;
        write_out(cx, &text)
    }),
    native("clojure.core/println", 0, ANY, |cx, args| {
        let text = joined(cx, args, false)? + "\n";
        write_out(cx, &text)
    }),
    native("clojure.core/newline", 0, 0, |cx, _| write_out(cx, "\n")),
    native("clojure.core/format", 1, ANY, |cx, args| format::format(cx, args).map(|text| string(&text))),
    native("clojure.core/printf", 1, ANY, |cx, args| {
        let text = format::format(cx, args)?;
        write_out(cx, &text)
    }),
];

/// The printed arguments with a space between.
fn joined(cx: &mut Context, args: &[Value], readably: bool) -> Outcome<String> {
    let mut out = String::new();
    for (index, arg) in args.iter().enumerate() {
        if index > 0 {
            out.push(' ');
        }
        print(cx, arg, Style { readably, ..Style::default() }, &mut out)?;
    }
    Ok(out)
}
