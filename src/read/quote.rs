//! Syntax-quote: `` `form `` reads as the code that makes the form, with symbols qualified and `~` filled in.
//!
//! As in Clojure the form is read first, so that an inner syntax-quote is expanded before the outer one sees it, and
//! then turned into calls of `clojure.core/seq`, `concat`, `list`, `apply` and so on. Data whose value is itself stays.

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
        if self.depth > 2 * MAX_NESTING {
            return Err(too_deep(span));
        }
        let code = self.quote_data(form, span, names)?;
        let code = match meta_of(form).filter(|meta| meta.get::<Map>().is_some_and(|meta| !meta.is_empty())) {
            Some(meta) if unquoted(form, "unquote").is_none() => {
                let meta = self.quote(meta, span, names)?;
                let head = self.core("with-meta", span);
                self.call(vec![head, code, meta], span)?
            }
            _ => code,
        };
        self.depth -= 1;
        Ok(code)
    }

    fn quote_data(&mut self, form: &Value, span: Span, names: Names) -> Read<Value> {
        match form.kind() {
            Some(Kind::Symbol) => {
                let quote = symbol_of(Name::new(None, "quote"), span);
                let symbol = self.symbol(form, span, names);
                self.call(vec![quote, symbol], span)
            }
            Some(Kind::List) => {
                if let Some(inner) = unquoted(form, "unquote") {
                    return Ok(inner);
                }
                if unquoted(form, "unquote-splicing").is_some() {
                    return Err(Diagnostic::new("reader/splice", span, "~@ has no collection to splice into")
                        .help("put it inside a list, vector, map or set: `(~@forms)")
                        .into());
                }
                let Some(list) = form.get::<List>().filter(|list| list.count > 0) else {
                    let head = self.core("list", span);
                    return self.call(vec![head], span);
                };
                let is_cpp = list.first.as_symbol().is_some_and(is_cpp_literal);
                let names = if is_cpp { Names::AsTheyAre } else { names };
                self.sequence(form, list.iter(), span, names)
            }
            Some(Kind::Vector) => {
                let Some(vector) = form.get::<Vector>() else { return Ok(form.clone()) };
                let sequence = self.sequence(form, vector.items.iter(), span, names)?;
                self.applied("vector", sequence, span)
            }
            Some(Kind::Map) => {
                let Some(map) = form.get::<Map>() else { return Ok(form.clone()) };
                let elements: Vec<&Value> = map.iter().flat_map(|(key, value)| [key, value]).collect();
                let sequence = self.sequence(form, elements.into_iter(), span, names)?;
                self.applied("hash-map", sequence, span)
            }
            Some(Kind::Set) => {
                let Some(set) = form.get::<Set>() else { return Ok(form.clone()) };
                let elements: Vec<&Value> = set.iter().collect();
                let sequence = self.sequence(form, elements.into_iter(), span, names)?;
                self.applied("hash-set", sequence, span)
            }
            // Everything else is its own value.
            _ => Ok(form.clone()),
        }
    }

    /// `(seq (concat (list a) spliced …))`.
    fn sequence<'v>(
        &mut self,
        parent: &Value,
        elements: impl Iterator<Item = &'v Value>,
        span: Span,
        names: Names,
    ) -> Read<Value> {
        let mut parts = vec![self.core("concat", span)];
        for (index, element) in elements.enumerate() {
            let place = child_span(parent, index).unwrap_or(span);
            let part = match unquoted(element, "unquote-splicing") {
                Some(spliced) => spliced,
                None => {
                    let item = self.quote(element, place, names)?;
                    let head = self.core("list", place);
                    self.call(vec![head, item], place)?
                }
            };
            parts.push(part);
        }
        let concat = self.call(parts, span)?;
        let head = self.core("seq", span);
        self.call(vec![head, concat], span)
    }

    /// `(apply function sequence)`.
    fn applied(&mut self, function: &str, sequence: Value, span: Span) -> Read<Value> {
        let forms = vec![self.core("apply", span), self.core(function, span), sequence];
        self.call(forms, span)
    }

    fn core(&self, name: &str, span: Span) -> Value {
        symbol_of(Name::new(Some("clojure.core"), name), span)
    }

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

    /// The symbol as the quoted form has it.
    fn symbol(&mut self, form: &Value, span: Span, names: Names) -> Value {
        let Some(name) = form.as_symbol() else { return form.clone() };
        symbol_of(self.resolved(name, names), span)
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
                .or_insert_with(|| Rc::from(format!("{stem}__{}__auto__", next_id())));
            return Name { namespace: None, name: generated.clone() };
        }
        if names == Names::AsTheyAre || resolver.is_special(name) || name == "&" || name.starts_with('.') {
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

fn meta_of(form: &Value) -> Option<&Value> {
    Some(match form.kind()? {
        Kind::Symbol => &form.get::<Symbol>()?.meta,
        Kind::List => &form.get::<List>()?.meta,
        Kind::Vector => &form.get::<Vector>()?.meta,
        Kind::Map => &form.get::<Map>()?.meta,
        Kind::Set => &form.get::<Set>()?.meta,
        _ => return None,
    })
}
