//! Files, expressions and scripts. Each function says whether all went well, after reporting what did not.

use crate::output;
use gusset::{Gusset, Uncaught};
use std::io::Read;

/// `gusset run FILE -- ARGUMENTS`
pub fn file(gusset: &mut Gusset, file: &str, arguments: &[String]) -> bool {
    gusset.set_arguments(arguments);
    let result = gusset.load_file(file);
    succeeded(gusset, result)
}

/// `gusset -e EXPRESSION -- ARGUMENTS`
pub fn expression(gusset: &mut Gusset, expression: &str, arguments: &[String]) -> bool {
    gusset.set_arguments(arguments);
    let result = gusset.eval_text("<expression>", expression);
    let printed = result.and_then(|value| output::value(gusset, &value));
    succeeded(gusset, printed)
}

/// Forms from stdin.
pub fn script(gusset: &mut Gusset) -> bool {
    let mut text = String::new();
    if let Err(error) = std::io::stdin().read_to_string(&mut text) {
        eprintln!("gusset: cannot read stdin: {error}");
        return false;
    }
    let result = gusset.eval_text("<stdin>", &text);
    succeeded(gusset, result)
}

fn succeeded<T>(gusset: &mut Gusset, result: Result<T, Uncaught>) -> bool {
    output::flush();
    if let Err(uncaught) = &result {
        output::error(gusset, uncaught);
    }
    result.is_ok()
}
