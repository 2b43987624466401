//! Syntax-quote: `` `form `` reads as the code that makes the form, with symbols qualified and `~` filled in.
//!
//! As in Clojure the form is read first, so that an inner syntax-quote is expanded before the outer one sees it, and
//! then turned into calls of `clojure.core/seq`, `concat`, `list`, `apply` and so on. Data whose value is itself stays.
//! Beyond Clojure, a name that an inner syntax-quote generated for `x#` is not qualified by the outer one, so that `x#`
//! works in macros that define macros.

use super::collection::located;
use super::{CPP_LITERAL, Form, MAX_NESTING, Read, Reader, next_id, too_deep};
use crate::data::form::{child_span, span_of};
use crate::data::list::{List, list_at};
use crate::data::map::Map;
use crate::data::set::Set;
use crate::data::symbol::{Name, Symbol, symbol_of};
use crate::data::vector::Vector;
use crate::diagnostic::Diagnostic;
use crate::source::Span;
use crate::value::{Kind, Value};
use ahash::AHashMap;
use std::rc::Rc;

/// How many forms an expansion may make. Each level of nested syntax-quotes multiplies their number by about four.
const MAX_FORMS: usize = 200_000;

/// How names generated for `x#` end.
const GENERATED: &str = "__auto__";

impl Reader<'_> {
    /// Reads a syntax-quote that stands at `start`.
    pub(super) fn syntax_quote(&mut self, start: usize) -> Read<Form> {
        self.cursor.bump();
        let prefix = self.cursor.span_from(start);
        let form = self.required(prefix)?;
        let span = Span { end: form.span.end, ..prefix };
        if self.suppress {
            return Ok(Form { value: form.value, span });
        }
        let mut expansion = Expansion { reader: self, generated: AHashMap::default(), depth: 0, made: 0 };
        let value = expansion.quote(&form.value, form.span, Names::Qualified)?;
        Ok(Form { value, span })
    }
}

/// What happens to plain symbols.
#[derive(Clone, Copy, PartialEq)]
enum Names {
    Qualified,
    /// Inside `#cpp`, where names are those of C++ types.
    AsTheyAre,
}

/// One syntax-quote being expanded.
struct Expansion<'a, 'b> {
    reader: &'a Reader<'b>,
    /// The symbols generated for `x#`: one per name and syntax-quote.
    generated: AHashMap<Rc<str>, Rc<str>>,
    depth: u32,
    made: usize,
}

impl Expansion<'_, '_> {
    /// The code that makes `form`, which was read at `span`.
    fn quote(&mut self, form: &Value, span: Span, names: Names) -> Read<Value> {
        let span = span_of(form).unwrap_or(span);
        self.depth += 1;
        if self.depth > MAX_NESTING {
            return Err(too_deep(span));
        }
        let code = self.quote_data(form, span, names)?;
        let code = match meta_of(form) {
            Some(meta) => self.with_meta(code, meta, span, names)?,
            None => code,
        };
        self.depth -= 1;
        Ok(code)
    }

    /// `(with-meta code meta)`.
    #[inline(never)]
    fn with_meta(&mut self, code: Value, meta: &Value, span: Span, names: Names) -> Read<Value> {
        let meta = self.quote(meta, span, names)?;
        let head = self.core("with-meta", span);
        self.call(vec![head, code, meta], span)
    }

    fn quote_data(&mut self, form: &Value, span: Span, names: Names) -> Read<Value> {
        match form.kind() {
            Some(Kind::Symbol) => self.quote_symbol(form, span, names),
            Some(Kind::List) => self.quote_list(form, span, names),
            Some(Kind::Vector | Kind::Map | Kind::Set) => {
                let sequence = self.sequence(form, span, names)?;
                let function = match form.kind() {
                    Some(Kind::Vector) => "vector",
                    Some(Kind::Map) => "hash-map",
                    _ => "hash-set",
                };
                self.applied(function, sequence, span)
            }
            // Everything else is its own value.
            _ => Ok(form.clone()),
        }
    }

    #[inline(never)]
    fn quote_symbol(&mut self, form: &Value, span: Span, names: Names) -> Read<Value> {
        let quote = symbol_of(Name::new(None, "quote"), span);
        let symbol = match form.as_symbol() {
            Some(name) => symbol_of(self.resolved(name, names), span),
            None => form.clone(),
        };
        self.call(vec![quote, symbol], span)
    }

    fn quote_list(&mut self, form: &Value, span: Span, names: Names) -> Read<Value> {
        if let Some(inner) = unquoted(form, "unquote") {
            return Ok(inner);
        }
        if unquoted(form, "unquote-splicing").is_some() {
            return Err(nowhere_to_splice(span));
        }
        match form.get::<List>() {
            Some(list) if list.count > 0 => {
                let is_cpp = list.first.as_symbol().is_some_and(is_cpp_literal);
                self.sequence(form, span, if is_cpp { Names::AsTheyAre } else { names })
            }
            _ => {
                let head = self.core("list", span);
                self.call(vec![head], span)
            }
        }
    }

    /// `(seq (concat (list a) spliced …))` of the elements of a collection.
    fn sequence(&mut self, form: &Value, span: Span, names: Names) -> Read<Value> {
        let mut parts = vec![self.core("concat", span)];
        for (index, element) in elements_of(form).into_iter().enumerate() {
            let place = child_span(form, index).unwrap_or(span);
            let part = match unquoted(&element, "unquote-splicing") {
                Some(spliced) => spliced,
                None => {
                    let item = self.quote(&element, place, names)?;
                    self.core_call("list", item, place)?
                }
            };
            parts.push(part);
        }
        let concat = self.call(parts, span)?;
        self.core_call("seq", concat, span)
    }

    /// `(name argument)`.
    #[inline(never)]
    fn core_call(&mut self, name: &str, argument: Value, span: Span) -> Read<Value> {
        let head = self.core(name, span);
        self.call(vec![head, argument], span)
    }

    /// `(apply function sequence)`.
    #[inline(never)]
    fn applied(&mut self, function: &str, sequence: Value, span: Span) -> Read<Value> {
        let forms = vec![self.core("apply", span), self.core(function, span), sequence];
        self.call(forms, span)
    }

    #[inline(never)]
    fn core(&self, name: &str, span: Span) -> Value {
        symbol_of(Name::new(Some("clojure.core"), name), span)
    }

    #[inline(never)]
    fn call(&mut self, forms: Vec<Value>, span: Span) -> Read<Value> {
        self.made += forms.len();
        if self.made > MAX_FORMS {
            let message = format!("this syntax-quote expands to more than {MAX_FORMS} forms");
            let help = "nest fewer syntax-quotes, or make parts of the form in functions";
            return Err(Diagnostic::new("reader/nesting", span, message).help(help).into());
        }
        let forms = forms.into_iter().map(|value| Form { span: span_of(&value).unwrap_or(span), value }).collect();
        let (values, source) = located(forms, span);
        Ok(list_at(values, Some(source)))
    }

    fn resolved(&mut self, symbol: &Name, names: Names) -> Name {
        let resolver = self.reader.resolver;
        let name = &*symbol.name;
        if let Some(namespace) = &symbol.namespace {
            if &**namespace == "cpp" {
                return symbol.clone();
            }
            let namespace = resolver.resolve_alias(namespace).unwrap_or_else(|| namespace.clone());
            return Name { namespace: Some(namespace), name: symbol.name.clone() };
        }
        if let Some(stem) = name.strip_suffix('#').filter(|stem| !stem.is_empty()) {
            let generated = self
                .generated
                .entry(symbol.name.clone())
                .or_insert_with(|| Rc::from(format!("{stem}__{}{GENERATED}", next_id())));
            return Name { namespace: None, name: generated.clone() };
        }
        let generated = name.ends_with(GENERATED) && name.len() > GENERATED.len();
        if generated || names == Names::AsTheyAre || resolver.is_special(name) || name == "&" || name.starts_with('.') {
            return symbol.clone();
        }
        if let Some(class) = name.strip_suffix('.') {
            // A constructor. What stands for a class elsewhere is renamed; a class that has only this name keeps it.
            let class = Name::new(None, class);
            let resolved = resolver.resolve_symbol(&class);
            if class.name.contains('.') || resolved.namespace.as_deref() == Some(&*resolver.current_namespace()) {
                return symbol.clone();
            }
            return Name { namespace: resolved.namespace, name: Rc::from(format!("{}.", resolved.name)) };
        }
        // A name with dots is that of a class or namespace.
        if name.contains('.') { symbol.clone() } else { resolver.resolve_symbol(symbol) }
    }
}

fn is_cpp_literal(name: &Name) -> bool {
    CPP_LITERAL
        .split_once('/')
        .is_some_and(|(namespace, local)| name.namespace.as_deref() == Some(namespace) && &*name.name == local)
}

/// What stands in the list `(clojure.core/<head> inner)`, where the form is one. An empty `(unquote)`, which can be
/// written out, has nil in it, as in Clojure.
fn unquoted(form: &Value, head: &str) -> Option<Value> {
    let list = form.get::<List>()?;
    let name = list.first.as_symbol()?;
    if name.namespace.as_deref() != Some("clojure.core") || &*name.name != head {
        return None;
    }
    Some(list.iter().nth(1).cloned().unwrap_or_default())
}

/// The metadata that the quoted form is to have.
fn meta_of(form: &Value) -> Option<&Value> {
    let meta = match form.kind()? {
        Kind::Symbol => &form.get::<Symbol>()?.meta,
        Kind::List if unquoted(form, "unquote").is_some() => return None,
        Kind::List => &form.get::<List>()?.meta,
        Kind::Vector => &form.get::<Vector>()?.meta,
        Kind::Map => &form.get::<Map>()?.meta,
        Kind::Set => &form.get::<Set>()?.meta,
        _ => return None,
    };
    meta.get::<Map>().is_some_and(|meta| !meta.is_empty()).then_some(meta)
}

/// The elements of a collection; of a map, key and value in turn.
#[inline(never)]
fn elements_of(form: &Value) -> Vec<Value> {
    if let Some(list) = form.get::<List>() {
        list.iter().cloned().collect()
    } else if let Some(vector) = form.get::<Vector>() {
        vector.items.iter().cloned().collect()
    } else if let Some(map) = form.get::<Map>() {
        map.iter().flat_map(|(key, value)| [key.clone(), value.clone()]).collect()
    } else if let Some(set) = form.get::<Set>() {
        set.iter().cloned().collect()
    } else {
        Vec::new()
    }
}

#[cold]
#[inline(never)]
fn nowhere_to_splice(span: Span) -> Box<Diagnostic> {
    Diagnostic::new("reader/splice", span, "~@ has no collection to splice into")
        .help("put it inside a list, vector, map or set: `(~@forms)")
        .into()
}
