//! Definitions other than of functions: `declare`, `defonce`, `defmulti`; and what only matters on the JVM.

use super::expansion::{
    Expand, Expansion, is_keyword, is_local_name, list_items, meta_of, shown, vector_items, with_meta,
};
use crate::data::keyword;
use crate::data::map::Map;
use crate::value::{Kind, Ref, Value};

/// The name with entries added to its metadata.
fn marked(name: &Value, entries: &[(&str, Value)]) -> Value {
    let mut meta = meta_of(name).get::<Map>().cloned().unwrap_or_default();
    meta.source = None;
    for (key, value) in entries {
        meta.insert(keyword(key), value.clone());
    }
    with_meta(name, Ref::new(meta).into())
}

fn name_of<'a>(x: &Expansion, name: &'a Value) -> Expand<&'a Value> {
    match name.kind() {
        Some(Kind::Symbol) => Ok(name),
        _ => Err(x.refuse(name, format!("{} needs a name, not {}", x.name, shown(name)))),
    }
}

pub fn declare(x: &Expansion, args: &[Value]) -> Expand {
    let mut defs = vec![x.symbol("do")];
    for name in args {
        let name = marked(name_of(x, name)?, &[("declared", Value::TRUE)]);
        defs.push(form!(x; ("def" name)));
    }
    Ok(x.list(defs))
}

/// Leaves a var alone that has a value.
pub fn defonce(x: &Expansion, args: &[Value]) -> Expand {
    let (name, value) = (name_of(x, &args[0])?, &args[1]);
    let var = x.gensym("var");
    Ok(form!(x; ("let*" [var ("def" name)] ("if" ("core/has-root?*" var) "nil" ("def" name value)))))
}

/// `(defmulti name doc? attributes? dispatch :default value? :hierarchy var?)`. As in Clojure it leaves a name alone
/// that is a multimethod already, so that loading a file again keeps methods that other files added.
pub fn defmulti(x: &Expansion, args: &[Value]) -> Expand {
    let (name, mut rest) = (name_of(x, &args[0])?, &args[1..]);
    let mut entries: Vec<(&str, Value)> = Vec::new();
    if let [doc, after @ ..] = rest
        && doc.as_str().is_some()
    {
        entries.push(("doc", doc.clone()));
        rest = after;
    }
    let mut name = marked(name, &entries);
    if let [attributes, after @ ..] = rest
        && let Some(attributes) = attributes.get::<Map>()
    {
        let mut meta = meta_of(&name).get::<Map>().cloned().unwrap_or_default();
        attributes.iter().for_each(|(key, value)| meta.insert(key.clone(), value.clone()));
        name = with_meta(&name, Ref::new(meta).into());
        rest = after;
    }
    let [dispatch, options @ ..] = rest else {
        return Err(x.refuse(x.form, format!("defmulti {} needs a dispatch function", shown(&name))));
    };
    let (mut default, mut hierarchy) = (keyword("default"), Value::NIL);
    if let [.., last] = options
        && options.len() % 2 == 1
    {
        return Err(x.refuse(last, "defmulti takes options as pairs: :default value, :hierarchy var"));
    }
    for option in options.chunks_exact(2) {
        let (key, value) = (&option[0], option[1].clone());
        if is_keyword(key, "default") {
            default = value;
        } else if is_keyword(key, "hierarchy") {
            hierarchy = value;
        } else {
            return Err(x.refuse(key, format!("defmulti knows :default and :hierarchy, not {}", shown(key))));
        }
    }
    let title = crate::data::string(&name.as_symbol().map(|name| name.name.to_string()).unwrap_or_default());
    let var = x.gensym("var");
    Ok(form!(x; ("let*" [var ("def" name)]
        ("if" ("core/multimethod?*" var)
            "nil"
            ("def" name ("core/multimethod*" title dispatch default hierarchy))))))
}

/// Classes of the JVM need no import: those that exist here are known by their simple names.
pub fn import(x: &Expansion, args: &[Value]) -> Expand {
    for spec in args {
        let spec = match list_items(spec) {
            // `(import 'java.util.Date)`.
            Some(parts) if parts.first().is_some_and(|head| super::expansion::is_symbol(head, "quote")) => {
                parts.get(1).cloned().unwrap_or_default()
            }
            _ => spec.clone(),
        };
        let names = list_items(&spec).or_else(|| vector_items(&spec)).unwrap_or_else(|| vec![spec.clone()]);
        if let Some(wrong) = names.iter().find(|name| !is_local_name(name)) {
            return Err(x.refuse(wrong, format!("import needs names of classes, not {}", shown(wrong))));
        }
    }
    Ok(Value::NIL)
}

pub fn nothing(_: &Expansion, _: &[Value]) -> Expand {
    Ok(Value::NIL)
}
