//! What stands as an argument of a C++ operation: an expression, a list in braces, or the name of an overloaded
//! function, which C++ chooses from by where it is passed.

use super::operators::operator_named;
use crate::analyze::elements::Elements;
use crate::analyze::{Analyzer, Result, Use, as_list};
use crate::ast::{Node, Ty};
use crate::data::symbol::Name;
use crate::diagnostic::Diagnostic;
use crate::interop::oracle::{Arg, Category, Identifier, Named, Operation, TypeExpr};
use crate::read::CPP_LITERAL;
use crate::source::Span;
use crate::value::{Kind, Value};
use std::rc::Rc;

/// See the module's text.
pub(in crate::analyze) enum Operand {
    Node(Node),
    Braces(Vec<Operand>, Span),
    Overloaded(Operation, Span),
    /// What stands in a macro as it is written.
    Written(Rc<str>, Span),
}

impl From<Node> for Operand {
    fn from(node: Node) -> Operand {
        Operand::Node(node)
    }
}

impl Operand {
    pub(super) fn node(&self) -> Option<&Node> {
        match self {
            Operand::Node(node) => Some(node),
            _ => None,
        }
    }
}

/// Operands as the oracle takes them: one list, in which a shape stands before what it holds.
#[derive(Default)]
pub(super) struct Flat {
    pub args: Vec<Arg>,
    pub nodes: Vec<Node>,
    pub spans: Vec<Span>,
}

impl Flat {
    pub fn add(&mut self, operand: Operand) {
        match operand {
            Operand::Node(node) => {
                self.args.push(super::operation::argument(&node));
                self.spans.push(node.span);
                self.nodes.push(node);
            }
            Operand::Braces(items, span) => {
                self.shape(Arg::Braces(items.len()), span);
                items.into_iter().for_each(|item| self.add(item));
            }
            Operand::Overloaded(name, span) => self.shape(Arg::Overloaded(Rc::new(name)), span),
            Operand::Written(text, span) => self.shape(Arg::Written(text), span),
        }
    }

    fn shape(&mut self, arg: Arg, span: Span) {
        self.args.push(arg);
        self.spans.push(span);
        self.nodes.push(Node::nil(span));
    }
}

impl Analyzer<'_> {
    pub(in crate::analyze) fn operands(&mut self, forms: &Elements) -> Result<Vec<Operand>> {
        forms.iter().map(|(form, span)| self.operand(form, span)).collect()
    }

    pub(in crate::analyze) fn operand(&mut self, form: &Value, span: Span) -> Result<Operand> {
        if let Some(inner) = cpp_literal(form)
            && let Some(items) = Elements::of_vector(inner, span)
        {
            return self.braces(&items);
        }
        if let Some(name) = self.name_of(form, span)?
            && self.engine.oracle()?.borrow_mut().is_overloaded(&name, span)
        {
            return Ok(Operand::Overloaded(name, span));
        }
        Ok(Operand::Node(self.callback(form, span)?))
    }

    /// A form whose value C++ is given. A function that is written there is called by nobody else.
    pub(super) fn callback(&mut self, form: &Value, span: Span) -> Result<Node> {
        self.next_is_callback = as_list(form)
            .is_some_and(|list| list.first.as_symbol().is_some_and(|head| matches!(&*head.name, "fn" | "fn*")));
        let node = self.form(form, span, Use::Value);
        self.next_is_callback = false;
        node
    }

    /// What a function-like macro is given that does not do with values alone: types, and names that only C++ knows, as
    /// the `offsetof` of a class and its member.
    pub(super) fn macro_operands(&mut self, forms: &Elements) -> Result<Vec<Operand>> {
        forms.iter().map(|(form, span)| self.macro_operand(form, span)).collect()
    }

    fn macro_operand(&mut self, form: &Value, span: Span) -> Result<Operand> {
        if let Some(ty) = self.written_type(form, span)? {
            return Ok(Operand::Written(ty, span));
        }
        self.operand(form, span).or_else(|refusal| {
            let name = cpp_literal(form).unwrap_or(form).as_symbol();
            let name = name.filter(|name| matches!(name.namespace.as_deref(), None | Some("cpp")));
            let is_cpp = |name: &str| name.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '.'));
            match name {
                Some(name) if is_cpp(&name.name) => Ok(Operand::Written(name.name.clone(), span)),
                _ => Err(refusal),
            }
        })
    }

    fn written_type(&mut self, form: &Value, span: Span) -> Result<Option<Rc<str>>> {
        let local = form.as_symbol().filter(|name| name.namespace.is_none());
        if let Some(name) = local
            && self.local(&name.name, span)?.is_some()
        {
            return Ok(None);
        }
        let Ok(ty) = self.type_at(cpp_literal(form).unwrap_or(form), span) else { return Ok(None) };
        let reference = match ty.category {
            Category::Prvalue => "",
            Category::Lvalue => " &",
            Category::Xvalue => " &&",
        };
        let spelling = format!("{}{reference}", self.info(ty.ty)?.spelling);
        if spelling.contains(',') {
            let message = format!("a macro would take {spelling} for two arguments, with that comma");
            return Err(Diagnostic::new("analyze/macro", span, message)
                .help("give the type a name: (cpp/raw \"using Name = …;\")")
                .into());
        }
        Ok(Some(spelling.into()))
    }

    /// A list in braces. A vector inside of it is one, too.
    pub(super) fn braces(&mut self, items: &Elements) -> Result<Operand> {
        let mut made = Vec::with_capacity(items.len());
        for (form, span) in items.iter() {
            made.push(match Elements::of_vector(form, span) {
                Some(inner) => self.braces(&inner)?,
                None => self.operand(form, span)?,
            });
        }
        Ok(Operand::Braces(made, items.span))
    }

    /// The C++ name that a form is, or takes the address of; none where it is something else.
    fn name_of(&mut self, form: &Value, span: Span) -> Result<Option<Operation>> {
        if let Some(name) = form.as_symbol() {
            if name.namespace.is_none() && self.local(&name.name, span)?.is_some() {
                return Ok(None);
            }
            let path = self.cpp_path(name);
            return Ok(path.filter(|path| !is_plain_value(path)).map(|path| Operation::Name((&*path).into())));
        }
        if let Some(inner) = cpp_literal(form) {
            return self.naming(&inner.clone(), span);
        }
        let Some(list) = as_list(form).filter(|list| list.count == 2) else { return Ok(None) };
        let is_address = |name: &Name| name.namespace.as_deref() == Some("cpp") && &*name.name == "&";
        match list.iter().nth(1) {
            Some(inner) if list.first.as_symbol().is_some_and(is_address) => self.name_of(&inner.clone(), span),
            _ => Ok(None),
        }
    }

    /// The value that the form behind a `#cpp` names; none where it spells a type.
    pub(super) fn naming(&mut self, form: &Value, span: Span) -> Result<Option<Operation>> {
        if let Some(name) = form.as_symbol() {
            let path = self.cpp_path(name).unwrap_or_else(|| name.name.to_string());
            let names_value = is_plain_value(&path) || self.names_value(&path, span)?;
            return Ok(names_value.then(|| Operation::Name((&*path).into())));
        }
        let Some(list) = as_list(form).filter(|list| list.count > 0) else { return Ok(None) };
        if let Some(keyword) = list.first.as_keyword() {
            let is_address = match &*keyword.name {
                "member" => false,
                "&member" => true,
                _ => return Ok(None),
            };
            let parts = Elements::of_sequence(self.cx, form, span)?;
            let (class, name) = self.member_parts(&parts)?;
            if !is_address && self.is_member_type(&class, &name, span)? {
                return Ok(None);
            }
            let ty = self.type_of(&class, parts.span(1))?.ty;
            return Ok(Some(match is_address {
                true => Operation::MemberAddress(ty, name),
                false => Operation::StaticMember(ty, name),
            }));
        }
        let Some(name) = list.first.as_symbol().cloned() else { return Ok(None) };
        if is_cpp_literal(&name) {
            return Ok(None);
        }
        let path = self.cpp_path(&name).unwrap_or_else(|| name.name.to_string());
        if !self.names_value(&path, span)? {
            return Ok(None);
        }
        let parts = Elements::of_sequence(self.cx, form, span)?;
        let arguments = self.type_forms(&parts.from(1))?;
        Ok(Some(Operation::Name(Identifier { path: Rc::from(path), arguments: Some(arguments.into()) })))
    }

    pub(super) fn names_value(&mut self, path: &str, span: Span) -> Result<bool> {
        Ok(matches!(self.engine.oracle()?.borrow_mut().name(path, span)?, Named::Value | Named::Macro))
    }

    pub(super) fn names_macro(&mut self, path: &str, span: Span) -> bool {
        self.engine.oracle().is_ok_and(|oracle| oracle.borrow_mut().name(path, span) == Ok(Named::Macro))
    }

    fn is_member_type(&mut self, class: &TypeExpr, name: &Identifier, span: Span) -> Result<bool> {
        let class = Box::new(class.clone());
        let ty = match &name.arguments {
            None => TypeExpr::Member(class, name.path.clone()),
            Some(arguments) => TypeExpr::MemberTemplate(class, name.path.clone(), arguments.to_vec()),
        };
        Ok(self.engine.oracle()?.borrow_mut().type_of(&ty, span).is_ok())
    }

    /// The operand that such a name is.
    pub(super) fn named_operand(&mut self, name: Operation, span: Span) -> Result<Operand> {
        if self.engine.oracle()?.borrow_mut().is_overloaded(&name, span) {
            return Ok(Operand::Overloaded(name, span));
        }
        Ok(Operand::Node(self.operation(name, Vec::new(), span)?))
    }
}

/// Whether a form with this head is `#cpp form`, or one of the longer names that it has.
pub(super) fn is_cpp_literal(head: &Name) -> bool {
    head.namespace.as_deref() == Some("cpp")
        && (matches!(&*head.name, "type" | "value") || head.to_string() == CPP_LITERAL)
}

/// What stands behind `#cpp`.
pub(super) fn cpp_literal(form: &Value) -> Option<&Value> {
    let list = form.get::<crate::data::list::List>().filter(|list| list.count == 2)?;
    is_cpp_literal(list.first.as_symbol()?).then(|| list.iter().nth(1))?
}

/// Whether a vector stands in braces.
pub(super) fn is_brace_list(form: &Value) -> bool {
    form.kind() == Some(Kind::Vector)
}

fn is_plain_value(path: &str) -> bool {
    matches!(path, "true" | "false" | "nullptr") || operator_named(path).is_some()
}

/// Marks an object as one that is not this operation's to destroy.
pub(super) fn as_xvalue(mut node: Node) -> Node {
    if let Ty::Native(ty) = &mut node.ty
        && ty.category == Category::Prvalue
    {
        ty.category = Category::Xvalue;
    }
    node
}
