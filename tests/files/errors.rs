//! Programs that end with an error: how it is rendered is compared with the `.err` file beside the program.

use gusset::Gusset;
use gusset::config::Config;
use libtest_mimic::Failed;
use std::path::Path;

/// Set, it makes what is rendered the expected text.
const BLESS: &str = "GUSSET_BLESS";

pub fn run(config: Config, path: &str, text: &str) -> Result<(), Failed> {
    let (result, live) = Gusset::with_big_stack(config, |gusset| {
        let rendered = match gusset.eval_text(path, text) {
            Ok(value) => return Err(format!("expected an error, got {:?}", gusset.print(&value))),
            Err(uncaught) => gusset.render(&uncaught, false),
        };
        // Whatever went wrong, the engine is fit to go on.
        gusset.eval_text("<after>", "(let [x 1] (+ x 2))").map_err(|uncaught| {
            format!("after the error, nothing works any more:\n{}", gusset.render(&uncaught, false))
        })?;
        Ok(rendered)
    })?;
    let rendered = without_machine(&result?);
    if live != 0 {
        return Err(format!("{live} objects are still alive at the end").into());
    }
    let snapshot = Path::new(path).with_extension("err");
    if std::env::var_os(BLESS).is_some() {
        std::fs::write(&snapshot, &rendered)?;
        return Ok(());
    }
    match std::fs::read_to_string(&snapshot) {
        Ok(expected) if expected == rendered => Ok(()),
        Ok(expected) => Err(format!("expected\n{expected}\nbut got\n{rendered}").into()),
        Err(_) => Err(format!("there is no {}; got\n{rendered}", snapshot.display()).into()),
    }
}

/// Replaces what differs between machines.
fn without_machine(rendered: &str) -> String {
    let here = std::env::current_dir().map(|path| path.display().to_string()).unwrap_or_default();
    rendered.replace(env!("CARGO_TARGET_TMPDIR"), "$TMP").replace(&format!("{here}/"), "").replace(&here, ".")
}
