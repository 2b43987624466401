//! `(cpp/def T name value?)`: a variable of C++ that the program knows by a name of its own namespace.

use super::operands::Operand;
use crate::analyze::elements::Elements;
use crate::analyze::{Analyzer, Failure, Result};
use crate::ast::Ty;
use crate::diagnostic::Diagnostic;
use crate::interop::oracle::{Category, HostType, NativeType, Operation, TypeId, TypeKind};
use crate::source::Span;
use crate::value::Value;
use std::rc::Rc;

const SHAPE: &str = "(cpp/def T name value?)";
/// The variables' own namespace.
const VARIABLES: &str = "__gusset_variables";

impl Analyzer<'_> {
    /// The variable is there as soon as the form is analysed, and gets its value when it runs. One of the same type that
    /// had the name before is assigned to, so that all see the new value; one of another type is hidden by it.
    pub(super) fn define(&mut self, form: &Elements) -> Result {
        self.arguments(form, 2, 3, SHAPE)?;
        let span = form.span;
        if !self.is_top_level() {
            return Err(Diagnostic::new("analyze/def", span, "a variable of C++ is defined at the top level alone")
                .help("elsewhere, bind a native value by let, or make one with cpp/new")
                .into());
        }
        let ty = self.type_at(&form.items[1], form.span(1))?;
        let name = self.variable_name(&form.items[2], form.span(2))?;
        self.check_variable(ty, form.span(1))?;
        let namespace = self.engine.current_namespace();
        let before = namespace.cpp_names.borrow().get(&name).filter(|path| path.starts_with(VARIABLES)).cloned();
        if let Some(path) = before
            && !self.info(ty.ty)?.is_const
        {
            let variable = self.operation(Operation::Name((&*path).into()), Vec::new(), span)?;
            if variable.ty == Ty::Native(NativeType { ty: ty.ty, category: Category::Lvalue })
                && self.is_movable(ty.ty)?
            {
                let value = self.initial_value(ty.ty, form)?;
                let assigned = self.operate("=", vec![variable.into(), value.into()], span)?;
                return self.discarded(assigned);
            }
        }
        let (path, made) = if self.is_movable(ty.ty)? {
            let value = self.initial_value(ty.ty, form)?;
            let path = self.declare_variable(ty.ty, span)?;
            let variable = self.operation(Operation::Name((&*path).into()), Vec::new(), span)?;
            (path, self.operation(Operation::Call("gusset.detail.emplace".into()), vec![variable, value], span)?)
        } else {
            let object = self.info(ty.ty)?.unqualified;
            let path = self.declare_variable(ty.ty, span)?;
            let made = self.initialised(form, &mut |this, mut operands| {
                let variable = this.operation(Operation::Name((&*path).into()), Vec::new(), span)?;
                operands.insert(0, variable.into());
                this.operation_on(Operation::ConstructAt(object), operands, span)
            })?;
            (path, made)
        };
        namespace.cpp_names.borrow_mut().insert(name, Rc::from(path));
        self.discarded(made)
    }

    fn is_movable(&mut self, ty: TypeId) -> Result<bool> {
        let info = self.info(ty)?;
        Ok(info.move_constructible && !matches!(info.kind, TypeKind::Array { .. }))
    }

    /// The variable's first value, of its type.
    fn initial_value(&mut self, ty: TypeId, form: &Elements) -> Result {
        let object = self.info(ty)?.unqualified;
        self.initialised(form, &mut |this, operands| {
            this.operation_on(Operation::Construct(object), operands, form.span)
        })
    }

    /// Makes something of what is written as the value; a vector stands for braces where it does not convert.
    fn initialised(&mut self, form: &Elements, make: &mut dyn FnMut(&mut Self, Vec<Operand>) -> Result) -> Result {
        let mut operands = self.initialiser(form)?;
        let items = form.get(3).and_then(|value| Elements::of_vector(value, form.span(3)));
        if items.is_some()
            && let Some(Operand::Node(vector)) = operands.first_mut()
        {
            vector.ty = Ty::Host(HostType::Keyword); // no scalar, which a constructor might take
        }
        let made = make(self, operands);
        let Some(items) = items.filter(|_| made.is_err()) else { return made };
        let braces = self.braces(&items)?;
        make(self, vec![braces])
    }

    /// What is written as the value. A literal is C++'s own, so that it converts as in C++: 1.5 is 1 as an int.
    fn initialiser(&mut self, form: &Elements) -> Result<Vec<Operand>> {
        let Some(value) = form.get(3) else { return Ok(Vec::new()) };
        let span = form.span(3);
        Ok(vec![if value.as_double().is_some() {
            self.literal(value, span)?.into()
        } else {
            self.operand(value, span)?
        }])
    }

    /// The name, which no var has.
    fn variable_name(&mut self, form: &Value, span: Span) -> Result<Rc<str>> {
        let refused = |message: String| -> Failure {
            Diagnostic::new("analyze/def", span, message).help(format!("write {SHAPE}")).into()
        };
        let Some(name) = form.as_symbol().filter(|name| name.namespace.is_none()) else {
            return Err(refused("the name of a variable must be a symbol without a namespace".to_owned()));
        };
        if self.engine.current_namespace().lookup(&name.name).is_some() {
            return Err(refused(format!("{name} is a var already; a variable of C++ needs a name of its own")));
        }
        Ok(name.name.clone())
    }

    fn check_variable(&mut self, ty: NativeType, span: Span) -> Result<()> {
        let info = self.info(ty.ty)?;
        let is_object = !ty.category.is_glvalue() && !matches!(info.kind, TypeKind::Void | TypeKind::Function);
        if is_object && !info.incomplete {
            return Ok(());
        }
        if ty.category.is_glvalue() {
            let message = format!("there are no variables of type {} &: a reference is no object", info.spelling);
            let help = "bind it by let, or keep its address: (cpp/def (:* T) name (cpp/& x))";
            return Err(Diagnostic::new("analyze/def", span, message).help(help).into());
        }
        let message = format!("there are no variables of type {}: it is no complete object type", info.spelling);
        Err(Diagnostic::new("analyze/def", span, message).into())
    }

    /// Declares a variable of that type in storage that is not initialised, and gives its path.
    fn declare_variable(&mut self, ty: TypeId, span: Span) -> Result<String> {
        let spelling = self.info(ty)?.spelling.clone();
        let n = self.engine.next_id();
        let text = format!(
            "namespace {VARIABLES} {{ using t{n} = {spelling}; alignas(t{n}) inline unsigned char s{n}[sizeof(t{n})]; \
             inline t{n} &v{n} = reinterpret_cast<t{n} &>(s{n}); }}"
        );
        self.engine.oracle()?.borrow_mut().raw(&text, span)?;
        Ok(format!("{VARIABLES}.v{n}"))
    }
}

/// What a later `(def name …)` does to a variable of that name.
pub(in crate::analyze) fn forget_variable(namespace: &crate::data::var::Namespace, name: &str) {
    let mut names = namespace.cpp_names.borrow_mut();
    if names.get(name).is_some_and(|path| path.starts_with(VARIABLES)) {
        names.remove(name);
    }
}
