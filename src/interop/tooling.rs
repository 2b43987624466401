//! C++ for tools: completion through libclang's stable C interface, in a thread and translation unit of its own, where
//! a parse can never disturb the running program (decision D1). libclang is loaded when first asked (decision D9).

use super::oracle::Prologue;
use crate::config::Config;
use ahash::AHashMap;
use clang_sys::*;
use std::collections::BTreeSet;
use std::ffi::{CStr, CString};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::time::Duration;

/// What programs have without asking and people most look for; fewer than the bridge knows, so that the first completion
/// does not wait long.
const STANDARD_HEADERS: [&str; 7] = ["algorithm", "cmath", "cstdio", "map", "memory", "string", "vector"];

/// What a translation unit has to be made of to know what the program knows.
#[derive(Clone, Default, PartialEq)]
pub struct ToolingOptions {
    flags: Vec<String>,
    /// C++ text in front: includes and raw texts.
    prologue: String,
}

impl ToolingOptions {
    /// Of a program with that configuration, and what it has done so far.
    pub fn new(config: &Config, prologue: Prologue) -> ToolingOptions {
        let mut flags = vec!["-x".to_owned(), "c++".to_owned(), format!("-std={}", config.cpp_standard)];
        flags.extend(config.include_paths.iter().map(|path| format!("-I{path}")));
        flags.extend(config.defines.iter().map(|define| format!("-D{define}")));
        flags.extend(prologue.arguments);
        let mut text: String = STANDARD_HEADERS.iter().map(|header| format!("#include <{header}>\n")).collect();
        text.push_str(&prologue.text);
        ToolingOptions { flags, prologue: text }
    }
}

/// The thread that knows libclang. It ends when this is dropped.
pub struct Tooling {
    requests: Option<Sender<Request>>,
}

struct Request {
    options: ToolingOptions,
    path: String,
    reply: Sender<Vec<String>>,
}

impl Tooling {
    pub fn start() -> Tooling {
        let (requests, received) = channel();
        let thread = std::thread::Builder::new().name("gusset-tooling".to_owned());
        let started = thread.spawn(move || serve(&received));
        if let Err(error) = &started {
            tracing::warn!(%error, "no thread for C++ completion");
        }
        Tooling { requests: started.is_ok().then_some(requests) }
    }

    /// Names that continue `path` (`ImGui.Bu`), spelled with dots from the start; none where they are not known within
    /// `patience`: the next time they may be.
    pub fn complete(&self, options: &ToolingOptions, path: &str, patience: Duration) -> Vec<String> {
        let (reply, answer) = channel();
        let request = Request { options: options.clone(), path: path.to_owned(), reply };
        let Some(requests) = &self.requests else { return Vec::new() };
        if requests.send(request).is_err() {
            return Vec::new();
        }
        answer.recv_timeout(patience).unwrap_or_default()
    }
}

fn serve(requests: &Receiver<Request>) {
    if let Err(error) = load() {
        tracing::warn!(error, "no libclang: no completion of C++ names");
        return;
    }
    let mut unit: Option<Unit> = None;
    while let Ok(mut request) = requests.recv() {
        // Only the last question still has somebody waiting.
        while let Ok(newer) = requests.try_recv() {
            request = newer;
        }
        if unit.as_ref().is_none_or(|unit| unit.options != request.options) {
            unit = Unit::parse(request.options);
        }
        let names = unit.as_mut().map(|unit| unit.complete(&request.path)).unwrap_or_default();
        let _ = request.reply.send(names);
    }
}

/// The name under which libclang sees the text that is completed.
const FILE: &CStr = c"gusset-completion.cpp";

/// A parsed translation unit.
struct Unit {
    options: ToolingOptions,
    index: CXIndex,
    unit: CXTranslationUnit,
    /// What has been found, by scope: whoever did not wait for it finds it here the next time.
    known: AHashMap<String, BTreeSet<String>>,
}

impl Unit {
    /// None where libclang refuses altogether; faults in the text leave it with what it understood.
    fn parse(options: ToolingOptions) -> Option<Unit> {
        let flags: Vec<CString> = options.flags.iter().filter_map(|flag| CString::new(flag.as_str()).ok()).collect();
        let flags: Vec<_> = flags.iter().map(|flag| flag.as_ptr()).collect();
        let text = options.prologue.clone();
        // SAFETY: libclang is loaded for this thread; all pointers outlive the calls, which copy what they keep.
        unsafe {
            let index = clang_createIndex(0, 0);
            let unit = clang_parseTranslationUnit(
                index,
                FILE.as_ptr(),
                flags.as_ptr(),
                flags.len() as i32,
                &mut unsaved(&text),
                1,
                clang_defaultEditingTranslationUnitOptions() | CXTranslationUnit_CreatePreambleOnFirstParse,
            );
            if unit.is_null() {
                clang_disposeIndex(index);
                return None;
            }
            Some(Unit { options, index, unit, known: AHashMap::new() })
        }
    }

    /// Full names that continue `path`.
    fn complete(&mut self, path: &str) -> Vec<String> {
        let (scope, prefix) = path.rsplit_once('.').map_or(("", path), |(scope, prefix)| (scope, prefix));
        if !scope.split('.').all(is_name) || !is_name(prefix) {
            return Vec::new();
        }
        if !self.known.contains_key(scope) {
            let names = self.names_in(scope);
            self.known.insert(scope.to_owned(), names);
        }
        let continuing = |name: &&String| name.starts_with(prefix);
        let full = |name: &String| if scope.is_empty() { name.clone() } else { format!("{scope}.{name}") };
        self.known.get(scope).into_iter().flatten().filter(continuing).map(full).collect()
    }

    /// All names in a scope.
    fn names_in(&self, scope: &str) -> BTreeSet<String> {
        let qualifier = if scope.is_empty() { String::new() } else { format!("{}::", scope.replace('.', "::")) };
        let before = format!("{}\nvoid gusset_completion() {{\n", self.options.prologue.trim_end());
        let line = before.matches('\n').count() as u32 + 1;
        let text = format!("{before}{qualifier}\n}}\n");
        let mut names = BTreeSet::new();
        // SAFETY: the unit lives as long as `self`; `text` outlives the call; the results are disposed of once.
        unsafe {
            let results = clang_codeCompleteAt(
                self.unit,
                FILE.as_ptr(),
                line,
                qualifier.len() as u32 + 1,
                &mut unsaved(&text),
                1,
                clang_defaultCodeCompleteOptions() | CXCodeComplete_IncludeMacros,
            );
            if results.is_null() {
                return names;
            }
            for index in 0..(*results).NumResults as usize {
                let result = &*(*results).Results.add(index);
                // Keywords of C++ are none of ours.
                if result.CursorKind == CXCursor_NotImplemented {
                    continue;
                }
                if let Some(name) = typed_text(result.CompletionString)
                    && is_name(&name)
                    && name != "gusset_completion"
                {
                    names.insert(name);
                }
            }
            clang_disposeCodeCompleteResults(results);
        }
        names
    }
}

fn is_name(text: &str) -> bool {
    text.chars().all(|c| c.is_alphanumeric() || c == '_')
}

impl Drop for Unit {
    fn drop(&mut self) {
        // SAFETY: both were made by this thread and are disposed of once, the unit before its index.
        unsafe {
            clang_disposeTranslationUnit(self.unit);
            clang_disposeIndex(self.index);
        }
    }
}

/// The text under the name [`FILE`]; must not outlive it.
fn unsaved(text: &str) -> CXUnsavedFile {
    CXUnsavedFile { Filename: FILE.as_ptr(), Contents: text.as_ptr().cast(), Length: text.len() as _ }
}

/// The part of a completion that a person would type.
///
/// # Safety
/// `completion` belongs to results that are not disposed of.
unsafe fn typed_text(completion: CXCompletionString) -> Option<String> {
    // SAFETY: by the contract; indices are below the number of chunks, and the string is disposed of once.
    unsafe {
        let chunk = (0..clang_getNumCompletionChunks(completion))
            .find(|&index| clang_getCompletionChunkKind(completion, index) == CXCompletionChunk_TypedText)?;
        let text = clang_getCompletionChunkText(completion, chunk);
        let data = clang_getCString(text);
        let owned = (!data.is_null()).then(|| CStr::from_ptr(data).to_string_lossy().into_owned());
        clang_disposeString(text);
        owned
    }
}
