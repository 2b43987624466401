//! The oracle that asks Clang, through the bridge. What it has been told it keeps: a second identical question is a
//! look-up in a hash table.

mod answers;
mod helps;

use super::bridge::{self, raw, text};
use super::key::{Key, fits, fits_double};
use super::library::{self, Libraries};
use super::linker::WrapperLinker;
use super::oracle::{
    Arg, FromHost, Operation, Oracle, Passing, Prologue, Resolution, Slot, ToHost, Totals, TypeId, TypeInfo, TypeKind,
    Wrapper, WrapperCost,
};
use super::runtime;
use super::translate::{self, Places};
use crate::diagnostic::{Diagnostic, External, Note};
use crate::llvm;
use crate::source::{Sources, Span};
use crate::value::Gate;
use ahash::AHashMap;
use once_cell::unsync::OnceCell;
use std::cell::{Cell, RefCell};
use std::ffi::c_void;
use std::path::PathBuf;
use std::rc::Rc;
use std::sync::Arc;
use std::time::Instant;

/// How C++ is compiled.
#[derive(Clone, Debug, Default)]
pub struct SessionConfig {
    /// `-I`.
    pub include_paths: Vec<String>,
    /// `-D`, as `NAME` or `NAME=VALUE`.
    pub defines: Vec<String>,
    /// `-std=`, as `c++20`; the default where empty.
    pub standard: String,
    /// `-L`.
    pub library_paths: Vec<String>,
    /// Leave the usual standard headers out.
    pub no_standard_headers: bool,
    /// Where the precompiled prelude is kept; [`bridge::cache`] where none is given.
    pub cache: Option<PathBuf>,
    /// The engine's gate; one of its own where there is no engine.
    pub gate: Option<Arc<Gate>>,
}

/// An answer, or that it depends on the exact literals.
enum Known {
    Answer(Rc<Resolution>),
    ByLiterals,
}

/// An operation and what it points to.
struct NamedOperation {
    raw: raw::gb_operation,
    _arguments: Vec<raw::gb_template_arg>,
}

/// Arguments, which borrow their texts from the oracle's, and the overloaded functions that they point to, by index.
struct RawArgs {
    raw: Vec<raw::gb_arg>,
    _overloaded: Vec<(usize, NamedOperation)>,
}

/// The oracle that asks Clang.
pub struct Clang {
    pub(super) library: &'static raw::Library,
    pub(super) session: *mut raw::gb_session,
    sources: Rc<Sources>,
    config: SessionConfig,
    libraries: Libraries,
    types: RefCell<AHashMap<TypeId, Rc<TypeInfo>>>,
    resolved: AHashMap<Key, Known>,
    overloaded: AHashMap<Operation, bool>,
    wrappers: Vec<Option<Rc<Wrapper>>>,
    included: AHashMap<String, ()>,
    to_host: AHashMap<TypeId, ToHost>,
    totals: Totals,
    prologue: Prologue,
    /// Whether a raw text was parsed since the last question for what was redefined.
    parsed: bool,
}

impl Drop for Clang {
    fn drop(&mut self) {
        // SAFETY: made by gb_session_create, destroyed once.
        unsafe { self.library.gb_session_destroy(self.session) }
    }
}

impl Clang {
    /// Starts Clang. With the precompiled prelude in the cache this takes some 20 ms, else half a second.
    pub fn new(config: SessionConfig, sources: Rc<Sources>) -> Result<Clang, Diagnostic> {
        let start = Instant::now();
        let _event = tracing::info_span!(target: "gusset", "start Clang").entered();
        let fail = |message: String| {
            Diagnostic::new("cpp/start", Span::NONE, message)
                .help("Check that the packages of LLVM and Clang 22 are installed.")
        };
        let year = config.standard.trim_start_matches("gnu").trim_start_matches("c++");
        if ["98", "03", "0x", "11", "1y", "14"].contains(&year) {
            let message =
                format!("-std={} is too old: what C++ code is given of the host needs C++17", config.standard);
            return Err(Diagnostic::new("cpp/start", Span::NONE, message).help("Use -std=c++17 or a later one."));
        }
        llvm::load()?;
        let library = bridge::library().map_err(|error| fail(error.to_owned()))?;
        let mut arguments: Vec<String> = Vec::new();
        if !config.standard.is_empty() {
            arguments.push(format!("-std={}", config.standard));
        }
        arguments.extend(config.include_paths.iter().map(|path| format!("-I{path}")));
        arguments.extend(config.defines.iter().map(|define| format!("-D{define}")));
        let arguments: Vec<raw::gb_string> = arguments.iter().map(|argument| text(argument)).collect();
        let headers = bridge::headers().to_string_lossy().into_owned();
        let cache = config.cache.clone().or_else(bridge::cache).unwrap_or_default().to_string_lossy().into_owned();
        let raw_config = raw::gb_config {
            arguments: arguments.as_ptr(),
            argument_count: arguments.len(),
            headers: text(&headers),
            cache: text(&cache),
            standard_headers: !config.no_standard_headers,
        };
        let mut error = text("");
        // SAFETY: everything `raw_config` borrows lives until the end of this function; the message is copied.
        let session = unsafe { library.gb_session_create(&raw_config, &mut error) };
        if session.is_null() {
            // SAFETY: as above.
            return Err(fail(format!("Clang could not be started: {}", unsafe { bridge::copied(error) })));
        }
        for (name, address) in runtime::SYMBOLS {
            // SAFETY: the session is alive; the addresses are those of functions.
            unsafe { library.gb_define_symbol(session, text(name), address.0) };
        }
        // C++ may look for the engine when that is long gone, so this gate is never freed.
        let gate = Arc::into_raw(config.gate.clone().unwrap_or_else(|| Arc::new(Gate::new(Arc::default(), |_| ()))));
        // SAFETY: as above; the functions live as long as the program.
        unsafe {
            library.gb_define_symbol(session, text("gusset_this_engine"), gate.cast_mut().cast());
            library.gb_counting(Some(runtime::retain_here), Some(runtime::release_here), runtime::gusset_nil());
        }
        let libraries = Libraries::new(config.library_paths.clone());
        Ok(Clang {
            library,
            session,
            sources,
            config,
            libraries,
            types: RefCell::default(),
            resolved: AHashMap::new(),
            overloaded: AHashMap::new(),
            wrappers: Vec::new(),
            included: AHashMap::new(),
            to_host: AHashMap::new(),
            totals: Totals { start: ms_since(start), ..Totals::default() },
            prologue: Prologue::default(),
            parsed: false,
        })
    }

    /// The configuration that it was started with.
    pub fn config(&self) -> &SessionConfig {
        &self.config
    }

    /// The `LLVMOrcLLJITRef` that wrappers are linked in.
    pub fn lljit(&self) -> *mut c_void {
        // SAFETY: the session is alive.
        unsafe { self.library.gb_lljit(self.session) }
    }

    /// What links wrappers into modules of tier 1; may be used on another thread for as long as this oracle lives.
    pub fn linker(&self) -> WrapperLinker {
        WrapperLinker { library: self.library, session: self.session }
    }

    /// Includes these, as one text.
    fn include_text(&mut self, headers: &[(&str, Span)]) -> Result<(), Diagnostic> {
        let Some(&(_, at)) = headers.first() else { return Ok(()) };
        self.share_sources(&[at]);
        let names: Vec<_> = headers.iter().map(|(header, _)| text(header)).collect();
        let header = headers.iter().map(|(header, _)| *header).collect::<Vec<_>>().join(" ");
        let _event = tracing::info_span!(target: "gusset", "parse", header).entered();
        let start = Instant::now();
        // SAFETY: the session is alive, and the names as long as the call.
        let good = unsafe { self.library.gb_include(self.session, names.as_ptr(), names.len()) };
        self.totals.parse += ms_since(start);
        if !good {
            return Err(self.failure_at("cpp/include", at));
        }
        for (header, _) in headers {
            self.included.insert((*header).to_owned(), ());
            let quoted = if header.starts_with('<') { (*header).to_owned() } else { format!("\"{header}\"") };
            self.prologue.text.push_str(&format!("#include {quoted}\n"));
        }
        self.forget();
        Ok(())
    }

    fn link_one(&mut self, name: &str, at: Span) -> Result<(), Diagnostic> {
        let source = self.sources.get(at.source).map(|source| source.name.clone());
        let found = self.libraries.find(name, source.as_deref()).map_err(|error| error.at(at))?;
        let mut error = text("");
        // SAFETY: the session is alive; the message is copied.
        unsafe {
            let path = text(&found.path);
            let good = match found.kind {
                library::Kind::Shared => self.library.gb_load_shared_library(self.session, path, &mut error),
                library::Kind::Archive => self.library.gb_load_archive(self.session, path, &mut error),
            };
            if !good {
                let message = format!("the library {} could not be linked: {}", found.path, bridge::copied(error));
                return Err(Diagnostic::new("cpp/link", at, message));
            }
        }
        self.libraries.loaded.push(found.path);
        Ok(())
    }

    /// Queues the wrapper of a constant, which is otherwise never compiled.
    pub fn require(&mut self, wrapper: &Wrapper) {
        let id = self.wrappers.iter().position(|known| known.as_deref().is_some_and(|w| std::ptr::eq(w, wrapper)));
        if let Some(id) = id {
            // SAFETY: the session is alive.
            unsafe { self.library.gb_require(self.session, id as u32) };
        }
    }

    /// Makes the sources of spans known to Clang, so that its locations and ours are the same.
    fn share_sources(&self, spans: &[Span]) {
        for span in spans {
            // SAFETY: the session is alive; the texts are copied.
            unsafe {
                if span.is_none() || self.library.gb_has_source(self.session, span.source.0) {
                    continue;
                }
                if let Some(source) = self.sources.get(span.source) {
                    self.library.gb_add_source(self.session, span.source.0, text(&source.name), text(&source.text));
                }
            }
        }
    }

    fn failure(&self, code: &'static str, places: &Places) -> Diagnostic {
        translate::diagnostic(self.library, self.session, code, places)
    }

    pub(super) fn failure_at(&self, code: &'static str, at: Span) -> Diagnostic {
        self.failure(code, &Places { at: Some(at), ..Places::default() })
    }

    /// The wrapper with this id.
    fn wrapper(&mut self, id: u32) -> Rc<Wrapper> {
        let index = id as usize;
        if self.wrappers.len() <= index {
            self.wrappers.resize(index + 1, None);
        }
        if let Some(known) = &self.wrappers[index] {
            return known.clone();
        }
        // SAFETY: plain data; the session is alive, and the strings are copied.
        let wrapper = unsafe {
            let mut info: raw::gb_wrapper_info = std::mem::zeroed();
            self.library.gb_wrapper(self.session, id, &mut info);
            Rc::new(Wrapper {
                symbol: bridge::copied(info.symbol),
                signature: bridge::copied(info.signature),
                argument_types: bridge::copied(info.argument_types),
                code: Cell::new(None),
                leaf: Cell::new(false),
                spare: info.spare,
                guard: (!info.no_throw).then(bridge::guard).flatten(),
                failure: OnceCell::new(),
                hits: Cell::new(0),
                cost: Cell::new(WrapperCost { sema: info.sema_ms, ir: 0.0, backend: 0.0 }),
            })
        };
        self.wrappers[index] = Some(wrapper.clone());
        wrapper
    }

    fn slot(&mut self, slot: &raw::gb_slot) -> Slot {
        let how = match slot.how {
            raw::GB_PASS_ADDRESS => Passing::Address,
            raw::GB_FROM_BOOL => Passing::FromHost(FromHost::Bool),
            raw::GB_FROM_INT => Passing::FromHost(FromHost::Int { bits: slot.bits, signed: slot.is_signed }),
            raw::GB_FROM_FLOAT => Passing::FromHost(FromHost::Float),
            raw::GB_FROM_DOUBLE => Passing::FromHost(FromHost::Double),
            raw::GB_FROM_LONG_DOUBLE => Passing::FromHost(FromHost::LongDouble),
            raw::GB_FROM_C_STRING => Passing::FromHost(FromHost::CString),
            raw::GB_FROM_POINTER => Passing::FromHost(FromHost::Pointer { cast: slot.casts }),
            raw::GB_FROM_NULLPTR => Passing::FromHost(FromHost::NullPtr),
            raw::GB_FROM_OBJECT => Passing::FromHost(FromHost::Object),
            _ => Passing::FromHost(FromHost::Convert(self.wrapper(slot.wrapper))),
        };
        Slot { ty: TypeId(slot.type_), how }
    }

    /// The operation with its explicit template arguments.
    fn named_operation(&mut self, operation: &Operation, at: Span) -> Result<NamedOperation, Diagnostic> {
        let mut made = NamedOperation { raw: translate::operation(operation), _arguments: Vec::new() };
        let (Operation::Call(name)
        | Operation::Name(name)
        | Operation::Method(name)
        | Operation::StaticMember(_, name)
        | Operation::MemberAddress(_, name)) = operation
        else {
            return Ok(made);
        };
        if let Some(arguments) = &name.arguments {
            made._arguments = arguments.iter().map(|arg| self.template_arg(arg, at)).collect::<Result<_, _>>()?;
            made.raw.has_template_args = true;
            made.raw.template_args = made._arguments.as_ptr();
            made.raw.template_arg_count = made._arguments.len();
        }
        Ok(made)
    }

    fn raw_args(&mut self, args: &[Arg], at: Span, spans: &[Span]) -> Result<RawArgs, Diagnostic> {
        self.share_sources(spans);
        let span_of = |i: usize| spans.get(i).copied().unwrap_or(at);
        let mut raw: Vec<raw::gb_arg> =
            args.iter().enumerate().map(|(i, arg)| translate::arg(arg, span_of(i))).collect();
        let mut overloaded = Vec::new();
        for (i, arg) in args.iter().enumerate() {
            if let Arg::Overloaded(name) = arg {
                overloaded.push((i, self.named_operation(name, span_of(i))?));
            }
        }
        // The list is complete: its elements stay where they are.
        for (i, name) in &overloaded {
            raw[*i].operation = &raw const name.raw;
        }
        Ok(RawArgs { raw, _overloaded: overloaded })
    }

    /// Asks Clang. The second answer: whether it depends on the exact literals.
    fn ask(
        &mut self,
        operation: &Operation,
        args: &[Arg],
        at: Span,
        arg_spans: &[Span],
    ) -> Result<(Rc<Resolution>, bool), Diagnostic> {
        self.share_sources(&[at]);
        let raw_args = self.raw_args(args, at, arg_spans)?;
        let raw_operation = self.named_operation(operation, at)?;
        // SAFETY: plain data; the session is alive; what the bridge gives out is copied before its next call.
        unsafe {
            let mut answer: raw::gb_resolution = std::mem::zeroed();
            let good = self.library.gb_resolve(
                self.session,
                &raw_operation.raw,
                raw_args.raw.as_ptr(),
                raw_args.raw.len(),
                translate::span(at),
                &mut answer,
            );
            if !good {
                let places = Places { at: Some(at), arguments: arg_spans, text: None };
                let refusal = self.failure(code_of(operation), &places);
                return Err(helps::explained(refusal, operation, args));
            }
            let constant = translate::constant(&answer);
            let access = translate::access(&answer);
            let slots: Vec<raw::gb_slot> = bridge::slice(answer.slots, answer.slot_count).to_vec();
            let resolution = Resolution {
                wrapper: self.wrapper(answer.wrapper),
                slots: slots.iter().map(|slot| self.slot(slot)).collect(),
                result: translate::native(answer.type_, answer.category),
                bit_field: match operation {
                    Operation::Field(name) if answer.bit_field => Some(name.clone()),
                    _ => None,
                },
                allocates_array: match operation {
                    Operation::New(ty) => matches!(self.info(*ty).kind, TypeKind::Array { .. }),
                    _ => false,
                },
                short_circuits: answer.short_circuits,
                constant,
                access,
            };
            Ok((Rc::new(resolution), answer.depends_on_literals))
        }
    }

    /// Literals share wrappers, so it is here that one is refused whose value the slot cannot hold.
    fn check_literals(
        &self,
        resolution: &Resolution,
        args: &[Arg],
        at: Span,
        spans: &[Span],
    ) -> Result<(), Diagnostic> {
        for (i, (arg, slot)) in args.iter().zip(&resolution.slots).enumerate() {
            let Passing::FromHost(FromHost::Int { bits, signed }) = slot.how else { continue };
            let written = match arg {
                Arg::Int(n) if !fits(*n, bits, signed) => n.to_string(),
                Arg::Double(x) if x.fract() != 0.0 || !x.is_finite() || !fits_double(*x, bits, signed) => x.to_string(),
                _ => continue,
            };
            let span = spans.get(i).copied().unwrap_or(at);
            let message = format!("{written} does not fit '{}'", self.info(slot.ty).spelling);
            return Err(Diagnostic::new("cpp/narrowing", span, message)
                .note(Span::NONE, format!("in the call of {}", resolution.wrapper.signature)));
        }
        Ok(())
    }

    /// What is known has to be asked again: declarations changed.
    fn forget(&mut self) {
        self.resolved.clear();
        self.overloaded.clear();
        // Types may have been completed.
        self.types.get_mut().retain(|_, info| !info.incomplete);
        self.to_host.clear();
    }

    pub(super) fn raw_name(&self, path: &str) -> (raw::gb_named, u32) {
        let mut ty = u32::MAX;
        // SAFETY: the session is alive, `ty` writable.
        let named = unsafe { self.library.gb_name(self.session, text(path), &mut ty) };
        (named, ty)
    }

    pub(super) fn closest(&self, path: &str) -> Vec<String> {
        let mut names = std::ptr::null();
        // SAFETY: the session is alive; the names are copied before its next call.
        unsafe {
            let count = self.library.gb_closest(self.session, text(path), &mut names);
            bridge::slice(names, count).iter().map(|name| bridge::copied(*name)).collect()
        }
    }

    /// Why a wrapper could not be compiled or linked.
    fn link_failure(&self, wrapper: &Wrapper, item: &raw::gb_compiled) -> Diagnostic {
        // SAFETY: the bridge's arrays and strings are valid until the session's next call.
        let (missing, error) = unsafe { (bridge::slice(item.missing, item.missing_count), bridge::copied(item.error)) };
        let Some(first) = missing.first() else {
            let message = format!("{} could not be compiled: {error}", wrapper.signature);
            return Diagnostic::new("cpp/compile", Span::NONE, message);
        };
        // SAFETY: as above.
        let copied = |s| unsafe { bridge::copied(s) };
        let message = format!("'{}' is declared, but nothing defines it", copied(first.declaration));
        let mut made = Diagnostic::new("cpp/undefined", Span::NONE, message)
            .help("Link the library that defines it: (:link \"…\"), or -l on the command line.");
        for item in missing {
            made.notes.push(Note {
                message: format!("the linker's name of '{}' is {}", copied(item.declaration), copied(item.symbol)),
                span: Span::NONE,
                external: (item.file.size != 0).then(|| External {
                    file: copied(item.file),
                    line: item.line,
                    column: 1,
                    text: String::new(),
                }),
            });
        }
        made.note(Span::NONE, self.libraries.describe())
    }
}

/// The code of a refusal.
fn code_of(operation: &Operation) -> &'static str {
    match operation {
        Operation::Call(_) | Operation::Method(_) | Operation::Invoke => "cpp/call",
        Operation::Name(_) | Operation::Field(_) | Operation::StaticMember(..) | Operation::MemberAddress(..) => {
            "cpp/name"
        }
        Operation::Construct(_) | Operation::New(_) => "cpp/construct",
        Operation::Delete | Operation::DeleteArray => "cpp/delete",
        Operation::Operator(_) | Operation::FieldOperator(..) => "cpp/operator",
        Operation::Cast(_)
        | Operation::UnsafeCast(_)
        | Operation::NamedCast(..)
        | Operation::Convert(_)
        | Operation::ToBool => "cpp/cast",
        _ => "cpp/operation",
    }
}

fn ms_since(start: Instant) -> f64 {
    start.elapsed().as_secs_f64() * 1e3
}
