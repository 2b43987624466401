//! Loading files and namespaces: `load-file`, `require`, `use`.
//!
//! The namespace `a.b-c` is looked for in `a/b_c.clj`, `.cljc` and `.jank`, in this order of folders: the loading
//! file's own and those above it, as far as its namespace has parts; the working directory, and `src` in it; the
//! include paths.

use super::bindings::with_frame;
use super::evaluation::expect_text;
use super::namespaces::{Filters, add_alias, expect_symbol, names, plain_symbol, refer, renames};
use super::{ANY, Native, library, native};
use crate::data::exception::{self, Class};
use crate::data::list::List;
use crate::data::vector::Vector;
use crate::data::{keyword, string};
use crate::engine::Engine;
use crate::evaluate;
use crate::value::{Context, Outcome, Value};
use std::path::{Path, PathBuf};
use std::rc::Rc;

pub static TABLE: &[Native] = &[
    native("clojure.core/load-file", 1, 1, |cx, args| {
        let path = expect_text(cx, &args[0])?;
        load_file(cx, Path::new(&*path))
    }),
    native("clojure.core/require", 0, ANY, |cx, args| each_spec(cx, args, false)),
    native("clojure.core/use", 0, ANY, |cx, args| each_spec(cx, args, true)),
    native("clojure.core/loaded-libs", 0, 0, |cx, _| {
        let loaded: Vec<Value> = Engine::of(cx).loaded.borrow().iter().map(|name| plain_symbol(name)).collect();
        Ok(crate::data::set(loaded))
    }),
];

const EXTENSIONS: [&str; 3] = ["clj", "cljc", "jank"];

/// Evaluates a file's forms, with `*file*` bound to its path, and leaves the current namespace as it was.
pub(super) fn load_file(cx: &mut Context, path: &Path) -> Outcome {
    let text = match std::fs::read_to_string(path) {
        Ok(text) => text,
        Err(error) => {
            let class = match error.kind() {
                std::io::ErrorKind::NotFound => Class::FileNotFoundException,
                _ => Class::IoException,
            };
            return Err(exception::throw(cx, class, format!("cannot read {}: {error}", path.display())));
        }
    };
    let engine = Engine::of(cx);
    let name = path.display().to_string();
    let file = engine.core_var("*file*").map(|var| (var, string(&name)));
    let source = engine.sources.add(name, text);
    let namespace = (engine.namespace_var.clone(), engine.current_namespace().into());
    with_frame(cx, [Some(namespace), file].into_iter().flatten().collect(), |cx| evaluate::eval_file(cx, source))
}

/// The arguments of `require` and `use`: specs, prefix lists and flags.
fn each_spec(cx: &mut Context, args: &[Value], refer_all: bool) -> Outcome {
    let flag = |name| args.iter().any(|arg| *arg == keyword(name));
    let reload = flag("reload") || flag("reload-all");
    for spec in args.iter().filter(|arg| arg.as_keyword().is_none()) {
        match spec.get::<List>() {
            // `(clojure set [string :as s])`.
            Some(prefixed) => {
                let parts: Vec<Value> = prefixed.iter().cloned().collect();
                let [prefix, specs @ ..] = &parts[..] else { continue };
                let prefix = expect_symbol(cx, prefix)?.name.to_string();
                for spec in specs {
                    one_spec(cx, spec, &format!("{prefix}."), reload, refer_all)?;
                }
            }
            None => one_spec(cx, spec, "", reload, refer_all)?,
        }
    }
    Ok(Value::NIL)
}

/// `a.b`, or `[a.b :as x :refer [y]]`.
fn one_spec(cx: &mut Context, spec: &Value, prefix: &str, reload: bool, refer_all: bool) -> Outcome<()> {
    let parts: Vec<Value> = match spec.get::<Vector>() {
        Some(vector) => vector.items.iter().cloned().collect(),
        None => vec![spec.clone()],
    };
    let [target, options @ ..] = &parts[..] else {
        return Err(exception::bad_argument(cx, "require needs the name of a namespace, or [name :as alias]"));
    };
    let name: Rc<str> = Rc::from(format!("{prefix}{}", expect_symbol(cx, target)?.name));
    let mut filters = refer_all.then(Filters::default);
    let (mut aliases, mut load, mut renamed) = (Vec::new(), true, Vec::new());
    for option in options.chunks(2) {
        let [key, value] = option else {
            return Err(exception::bad_argument(cx, format!("an option of {name} has no value")));
        };
        match key.as_keyword().map(|key| &*key.name) {
            Some("as") => aliases.push(expect_symbol(cx, value)?.name.name.clone()),
            Some("as-alias") => {
                aliases.push(expect_symbol(cx, value)?.name.name.clone());
                load = false;
            }
            Some("refer") if *value == keyword("all") => filters = Some(Filters::default()),
            Some("refer" | "only" | "refer-macros") => filters = Some(Filters::only(names(cx, value)?)),
            Some("rename") => renamed = renames(cx, value)?,
            Some("exclude") => filters = Some(Filters::of(cx, option)?),
            _ => {
                let message = format!("unsupported option of {name}: {}", crate::data::print::brief(key));
                return Err(exception::bad_argument(cx, message));
            }
        }
    }
    if load {
        require_namespace(cx, &name, reload)?;
    }
    let namespace = Engine::of(cx).namespace(&name);
    for alias in aliases {
        add_alias(cx, alias, namespace.clone())?;
    }
    match filters {
        Some(filters) => refer(cx, &namespace, &filters.rename(renamed)),
        None => Ok(()),
    }
}

/// Loads a namespace that is not there yet.
pub(super) fn require_namespace(cx: &mut Context, name: &str, reload: bool) -> Outcome<()> {
    let engine = Engine::of(cx);
    if library::is_library(name) {
        engine.namespace(name);
        return Ok(());
    }
    let existed = engine.find_namespace(name);
    let defined = existed.as_ref().is_some_and(|namespace| !namespace.mappings.borrow().is_empty());
    if !reload && (engine.loaded.borrow().contains(name) || defined) {
        return Ok(());
    }
    let path = find_file(cx, name)?;
    engine.loaded.borrow_mut().insert(Rc::from(name));
    let outcome = load_file(cx, &path).and_then(|_| match engine.find_namespace(name) {
        Some(_) => Ok(()),
        None => {
            let message = format!("namespace '{name}' not found after loading {}", path.display());
            Err(exception::throw(cx, Class::Exception, message))
        }
    });
    if outcome.is_err() {
        // A corrected file can be required again.
        engine.loaded.borrow_mut().remove(name);
        if existed.is_none() {
            let removed = engine.namespaces.borrow_mut().remove(name);
            drop(removed);
        }
    }
    outcome
}

/// The file of a namespace.
fn find_file(cx: &mut Context, name: &str) -> Outcome<PathBuf> {
    let relative = name.replace('-', "_").replace('.', "/");
    let folders = folders(cx);
    for folder in &folders {
        for extension in EXTENSIONS {
            let path = folder.join(format!("{relative}.{extension}"));
            if path.is_file() {
                return Ok(path);
            }
        }
    }
    let shown: Vec<String> = folders
        .iter()
        .map(|folder| if folder.as_os_str().is_empty() { ".".into() } else { folder.display().to_string() })
        .collect();
    let message =
        format!("Could not locate {relative}.clj, .cljc or .jank for the namespace {name} in {}", shown.join(", "));
    Err(exception::throw(cx, Class::FileNotFoundException, message))
}

fn folders(cx: &mut Context) -> Vec<PathBuf> {
    let engine = Engine::of(cx);
    let mut folders: Vec<PathBuf> = Vec::new();
    let mut add = |folder: PathBuf| {
        if !folders.contains(&folder) {
            folders.push(folder);
        }
    };
    let file = engine.core_var("*file*").map(|var| engine.var_value(&var));
    if let Some(file) = file.as_ref().and_then(Value::as_str) {
        let depth = engine.current_namespace().name.matches('.').count();
        let ancestors = Path::new(file).ancestors().skip(1).take(depth + 1);
        ancestors.for_each(|folder| add(folder.to_path_buf()));
    }
    add(PathBuf::new());
    add(PathBuf::from("src"));
    engine.config.include_paths.iter().for_each(|path| add(PathBuf::from(path)));
    folders
}
