//! What Clang answers, as the [`Oracle`] that the analyser asks.

use super::helps::untyped;
use super::{Clang, Known, RawArgs, ms_since};
use crate::diagnostic::Diagnostic;
use crate::interop::bridge::{self, raw, text};
use crate::interop::key::Key;
use crate::interop::library;
use crate::interop::oracle::{
    Arg, Base, Class, Inliner, Method, Named, NativeType, Operation, Oracle, Prologue, Resolution, ResolvedType,
    ToHost, Totals, TypeExpr, TypeId, TypeInfo, TypeKind, Wrapper, WrapperCode, WrapperCost,
};
use crate::interop::translate::{self, Places};
use crate::source::Span;
use std::ffi::c_void;
use std::rc::Rc;
use std::time::Instant;

impl Oracle for Clang {
    fn include(&mut self, headers: &[(&str, Span)]) -> Result<(), Diagnostic> {
        let mut fresh: Vec<(&str, Span)> = Vec::new();
        for &(header, at) in headers {
            if !self.included.contains_key(header) && !fresh.iter().any(|(other, _)| *other == header) {
                fresh.push((header, at));
            }
        }
        // One by one, those that cannot be included are told.
        if fresh.len() <= 1 || self.include_text(&fresh).is_err() {
            fresh.iter().try_for_each(|header| self.include_text(std::slice::from_ref(header)))?;
        }
        Ok(())
    }

    fn raw(&mut self, cpp: &str, text_at: Span) -> Result<(), Diagnostic> {
        self.share_sources(&[text_at]);
        let _event = tracing::info_span!(target: "gusset", "parse").entered();
        let start = Instant::now();
        // SAFETY: the session is alive.
        let good = unsafe { self.library.gb_raw(self.session, text(cpp)) };
        self.totals.parse += ms_since(start);
        if good {
            self.parsed = true;
            self.prologue.text.push_str(cpp);
            self.prologue.text.push('\n');
        } else {
            let source = self.sources.get(text_at.source);
            let literal = source.as_ref().and_then(|s| s.text.get(text_at.start as usize..text_at.end as usize));
            let positions = translate::literal_positions(literal.unwrap_or(""), text_at);
            let places = Places { at: Some(text_at), arguments: &[], text: Some(&positions) };
            return Err(self.failure("cpp/raw", &places));
        }
        self.forget();
        Ok(())
    }

    fn link(&mut self, libraries: &[(&str, Span)]) -> Result<(), Diagnostic> {
        let mut waiting = libraries.to_vec();
        loop {
            let before = waiting.len();
            let mut refusal = None;
            waiting.retain(|&(name, at)| match self.link_one(name, at) {
                Ok(()) => false,
                Err(error) => {
                    refusal.get_or_insert(error);
                    true
                }
            });
            match refusal {
                None => return Ok(()),
                Some(error) if waiting.len() == before => return Err(error),
                Some(_) => {}
            }
        }
    }

    fn package(&mut self, name: &str, at: Span) -> Result<(), Diagnostic> {
        let package = library::package(name).map_err(|error| error.at(at))?;
        for path in package.library_paths {
            self.libraries.add_path(path);
        }
        for argument in &package.compiler_arguments {
            // SAFETY: the session is alive.
            unsafe { self.library.gb_add_argument(self.session, text(argument)) };
        }
        self.prologue.arguments.extend(package.compiler_arguments);
        let libraries: Vec<_> = package.libraries.iter().map(|library| (library.as_str(), at)).collect();
        self.link(&libraries)
    }

    fn name(&mut self, path: &str, _at: Span) -> Result<Named, Diagnostic> {
        Ok(match self.raw_name(path) {
            (raw::GB_NAMESPACE, _) => Named::Namespace,
            (raw::GB_TYPE, ty) => Named::Type(TypeId(ty)),
            (raw::GB_VALUE, _) => Named::Value,
            (raw::GB_TYPE_TEMPLATE, _) => Named::TypeTemplate,
            (raw::GB_MACRO, _) => Named::Macro,
            _ => Named::Unknown(self.closest(path)),
        })
    }

    fn type_of(&mut self, ty: &TypeExpr, at: Span) -> Result<ResolvedType, Diagnostic> {
        self.share_sources(&[at]);
        let id = self.type_id(ty, at)?;
        let mut category = raw::GB_PRVALUE;
        // SAFETY: the session is alive, the id its own, `category` writable.
        let referenced = unsafe { self.library.gb_type_referenced(self.session, id, &mut category) };
        Ok(translate::native(referenced, category))
    }

    fn info(&self, ty: TypeId) -> Rc<TypeInfo> {
        if let Some(known) = self.types.borrow().get(&ty) {
            return known.clone();
        }
        // SAFETY: plain data; the session is alive, the id its own, and the spelling is copied.
        let info = unsafe {
            let mut info: raw::gb_type_info = std::mem::zeroed();
            self.library.gb_describe_type(self.session, ty.0, &mut info);
            Rc::new(translate::type_info(&info))
        };
        self.types.borrow_mut().insert(ty, info.clone());
        info
    }

    fn is_overloaded(&mut self, name: &Operation, at: Span) -> bool {
        if let Some(known) = self.overloaded.get(name) {
            return *known;
        }
        self.share_sources(&[at]);
        let Ok(raw) = self.named_operation(name, at) else { return false };
        // SAFETY: the session is alive.
        let overloaded = unsafe { self.library.gb_is_overloaded(self.session, &raw.raw, translate::span(at)) };
        self.overloaded.insert(name.clone(), overloaded);
        overloaded
    }

    fn resolve(
        &mut self,
        operation: &Operation,
        args: &[Arg],
        at: Span,
        arg_spans: &[Span],
    ) -> Result<Rc<Resolution>, Diagnostic> {
        let key = Key::of(operation, args, false);
        let known = match self.resolved.get(&key) {
            Some(Known::Answer(answer)) => Some(answer.clone()),
            Some(Known::ByLiterals) => match self.resolved.get(&Key::of(operation, args, true)) {
                Some(Known::Answer(answer)) => Some(answer.clone()),
                _ => None,
            },
            None => None,
        };
        let answer = match known {
            Some(answer) => answer,
            None => {
                let (answer, by_literals) = self.ask(operation, args, at, arg_spans)?;
                if by_literals || matches!(self.resolved.get(&key), Some(Known::ByLiterals)) {
                    self.resolved.insert(key, Known::ByLiterals);
                    self.resolved.insert(Key::of(operation, args, true), Known::Answer(answer.clone()));
                } else {
                    self.resolved.insert(key, Known::Answer(answer.clone()));
                }
                answer
            }
        };
        self.check_literals(&answer, args, at, arg_spans)?;
        Ok(answer)
    }

    fn common_type(&mut self, a: NativeType, b: NativeType) -> Option<NativeType> {
        let (mut ty, mut category) = (u32::MAX, raw::GB_PRVALUE);
        // SAFETY: the session is alive, the ids its own, and the answers writable.
        let good = unsafe {
            self.library.gb_common_type(
                self.session,
                a.ty.0,
                translate::raw_category(a.category),
                b.ty.0,
                translate::raw_category(b.category),
                &mut ty,
                &mut category,
            )
        };
        good.then(|| translate::native(ty, category))
    }

    fn base_offset(&self, class: Class<'_>, base: Class<'_>) -> Option<isize> {
        let mut offset = 0;
        let known = |class| match class {
            Class::Type(ty) => (ty.0, text("")),
            Class::Named(name) => (u32::MAX, text(name)),
        };
        let ((ty, type_name), (base, base_name)) = (known(class), known(base));
        // SAFETY: the session is alive, the ids its own, and the answer writable.
        let good = unsafe { self.library.gb_base_offset(self.session, ty, type_name, base, base_name, &mut offset) };
        good.then(|| isize::try_from(offset).ok())?
    }

    fn through_proxy(&mut self, class: TypeId, member: &str) -> bool {
        if !matches!(self.info(class).kind, TypeKind::Record) {
            return false;
        }
        // SAFETY: the session is alive, the id its own.
        unsafe { self.library.gb_through_proxy(self.session, class.0, text(member)) }
    }

    fn to_host(&mut self, ty: NativeType, at: Span) -> Result<ToHost, Diagnostic> {
        if let Some(known) = self.to_host.get(&ty.ty) {
            return Ok(known.clone());
        }
        self.share_sources(&[at]);
        // SAFETY: plain data; the session is alive, the id its own.
        let answer = unsafe {
            let mut answer: raw::gb_to_host_answer = std::mem::zeroed();
            let category = translate::raw_category(ty.category);
            if !self.library.gb_to_host(self.session, ty.ty.0, category, translate::span(at), &mut answer) {
                let refusal = self.failure_at("cpp/convert", at);
                let help = match self.info(ty.ty).kind {
                    TypeKind::Pointer { .. } => {
                        "Keep it native, or box it: (cpp/box p). nil? and if tell whether it is null, cpp/== compares it. Where \
                         nobody wants it, end with nil."
                    }
                    TypeKind::Function => {
                        "Such a function is no value of the language. Wrap it: (fn [x] (cpp/name x))."
                    }
                    _ => {
                        "Keep it native, take its parts ((.-first x)), go through it with doseq, or box it: (cpp/own x) holds the \
                         value, (cpp/box (cpp/& x)) a pointer to it. Where nobody wants it, end with nil."
                    }
                };
                return Err(refusal.help(help));
            }
            answer
        };
        let made = match answer.how {
            raw::GB_TO_NIL => ToHost::Nil,
            raw::GB_TO_BOOL => ToHost::Bool,
            raw::GB_TO_INT => ToHost::Int { bits: answer.bits, signed: answer.is_signed },
            raw::GB_TO_CHAR => ToHost::Char { bits: answer.bits },
            raw::GB_TO_FLOAT => ToHost::Float,
            raw::GB_TO_DOUBLE => ToHost::Double,
            raw::GB_TO_LONG_DOUBLE => ToHost::LongDouble,
            raw::GB_TO_C_STRING => ToHost::CString,
            raw::GB_TO_OBJECT => ToHost::Object,
            _ => ToHost::Convert(self.wrapper(answer.wrapper)),
        };
        self.to_host.insert(ty.ty, made.clone());
        Ok(made)
    }

    fn inliner(&self) -> Option<Box<dyn Inliner>> {
        Some(Box::new(self.linker()))
    }

    fn compile_pending(&mut self) {
        let _event = tracing::info_span!(target: "gusset", "compile wrappers").entered();
        let mut items = std::ptr::null();
        // SAFETY: the session is alive; the array is valid until its next call, which comes after the loop.
        let items = unsafe {
            let count = self.library.gb_compile_pending(self.session, &mut items);
            bridge::slice(items, count).to_vec()
        };
        self.totals.modules += u32::from(!items.is_empty());
        // `wrapper` may ask the session for a wrapper's texts, which leaves the array alone.
        for item in &items {
            let wrapper = self.wrapper(item.wrapper);
            if item.code.is_null() {
                // A wrapper fails again in the same way, or works in the end: the first failure stands until then.
                let _ = wrapper.failure.set(self.link_failure(&wrapper, item));
                continue;
            }
            // SAFETY: the bridge compiled a function of exactly this type (cpp/wrap.cpp).
            let code = unsafe { std::mem::transmute::<*mut c_void, WrapperCode>(item.code) };
            wrapper.code.set(Some(code));
            wrapper.leaf.set(item.leaf);
            let cost = wrapper.cost.get();
            wrapper.cost.set(WrapperCost { ir: item.ir_ms, backend: item.backend_ms, ..cost });
            tracing::debug!(
                target: "gusset",
                signature = wrapper.signature,
                arguments = wrapper.argument_types,
                sema_ms = cost.sema,
                ir_ms = item.ir_ms,
                backend_ms = item.backend_ms,
                "wrapper compiled"
            );
        }
    }

    fn wrappers(&self) -> Vec<Rc<Wrapper>> {
        self.wrappers.iter().flatten().filter(|wrapper| !wrapper.spare).cloned().collect()
    }

    fn totals(&self) -> Totals {
        self.totals
    }

    fn reify(&mut self, bases: &[Base], methods: &[Method], at: Span) -> Result<TypeId, Diagnostic> {
        self.share_sources(&[at]);
        let args =
            bases.iter().map(|base| self.raw_args(&base.args, base.at, &base.spans)).collect::<Result<Vec<_>, _>>()?;
        let raw_base = |(base, args): (&Base, &RawArgs)| raw::gb_base {
            type_: base.ty.0,
            args: args.raw.as_ptr(),
            arg_count: args.raw.len(),
            at: translate::span(base.at),
        };
        let raw_bases: Vec<raw::gb_base> = bases.iter().zip(&args).map(raw_base).collect();
        let raw_method = |method: &Method| raw::gb_method {
            name: text(&method.name),
            parameters: method.parameters,
            at: translate::span(method.at),
        };
        let raw_methods: Vec<raw::gb_method> = methods.iter().map(raw_method).collect();
        let mut made = u32::MAX;
        // SAFETY: the session is alive, ids are its own, and the arrays are borrowed for the call.
        let good = unsafe {
            self.library.gb_reify(
                self.session,
                raw_bases.as_ptr(),
                raw_bases.len(),
                raw_methods.as_ptr(),
                raw_methods.len(),
                translate::span(at),
                &mut made,
            )
        };
        if good {
            return Ok(TypeId(made));
        }
        let refusal = self.failure_at("cpp/reify", at);
        let is_untyped = bases.iter().any(|base| base.args.iter().any(Arg::is_untyped));
        Err(if is_untyped { untyped(refusal) } else { refusal })
    }

    fn end(&mut self) {
        // SAFETY: the session is alive.
        unsafe { self.library.gb_end(self.session) }
    }

    fn redefined(&mut self) -> Vec<String> {
        if !std::mem::take(&mut self.parsed) {
            return Vec::new();
        }
        let mut names = std::ptr::null();
        // SAFETY: the session is alive; the names are copied before its next call.
        unsafe {
            let count = self.library.gb_redefined(self.session, &mut names);
            bridge::slice(names, count).iter().map(|name| bridge::copied(*name)).collect()
        }
    }

    fn prologue(&self) -> Prologue {
        self.prologue.clone()
    }
}
