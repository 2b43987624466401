//! A translation unit as libclang parsed it.

use super::cursor::Cursor;
use crate::interop::bridge;
use ahash::AHashMap;
use clang_sys::*;
use std::cell::RefCell;
use std::ffi::{CStr, CString};
use std::sync::{Arc, OnceLock};

/// Loads libclang for this thread: once for the process, and for good, as its destructors are not made for less.
pub(super) fn load_libclang() -> Result<(), &'static str> {
    static LOADED: OnceLock<Result<Arc<SharedLibrary>, String>> = OnceLock::new();
    let loaded = LOADED.get_or_init(|| {
        load()?;
        get_library().ok_or_else(|| "it was loaded, and is not there".to_owned())
    });
    match loaded {
        Ok(library) => {
            set_library(Some(library.clone()));
            Ok(())
        }
        Err(reason) => Err(reason),
    }
}

/// A parsed translation unit, whose text is in memory. It belongs to the thread that made it.
pub(super) struct Parsed {
    /// Under which libclang knows the text.
    path: CString,
    index: CXIndex,
    unit: CXTranslationUnit,
    /// How declarations are printed without their initialisers, and with them.
    policies: [CXPrintingPolicy; 2],
    /// The texts of files that were looked into: libclang takes long to find one.
    files: RefCell<AHashMap<CXFile, Text>>,
}

/// A text of libclang's, which lives as long as its unit, and is not parsed anew.
type Text = (*const u8, usize);

impl Parsed {
    /// None where libclang refuses altogether; faults in the text leave a unit of what was understood. libclang must be
    /// loaded in this thread.
    pub fn new(flags: &[String], text: &str) -> Option<Parsed> {
        let path = bridge::headers().join("tooling/unit.cpp").to_string_lossy().into_owned();
        let path = CString::new(path).ok()?;
        let flags: Vec<CString> = flags.iter().filter_map(|flag| CString::new(flag.as_str()).ok()).collect();
        let flags: Vec<_> = flags.iter().map(|flag| flag.as_ptr()).collect();
        // SAFETY: libclang is loaded; all pointers outlive the calls, which copy what they keep. What is made here is
        // disposed of in `drop`.
        unsafe {
            // Bodies say nothing that is asked here, and take a third of the time.
            let options = clang_defaultEditingTranslationUnitOptions()
                | CXTranslationUnit_DetailedPreprocessingRecord
                | CXTranslationUnit_SkipFunctionBodies
                | CXTranslationUnit_KeepGoing;
            let index = clang_createIndex(0, 0);
            let unit = clang_parseTranslationUnit(
                index,
                path.as_ptr(),
                flags.as_ptr(),
                flags.len() as i32,
                &mut unsaved(&path, text),
                1,
                options,
            );
            if unit.is_null() {
                clang_disposeIndex(index);
                return None;
            }
            let policies = [false, true].map(|initialisers| policy(unit, initialisers));
            Some(Parsed { path, index, unit, policies, files: RefCell::default() })
        }
    }

    /// Parses another text with the same flags. What headers at its beginning say is kept from the second time on. None
    /// where libclang refuses.
    pub fn again(self, text: &str) -> Option<Parsed> {
        self.files.take();
        // SAFETY: as in `new`; nothing refers to the unit, as `self` is taken. After a failure it is only fit to be
        // disposed of, which happens here.
        let failed = unsafe {
            let options = clang_defaultReparseOptions(self.unit);
            clang_reparseTranslationUnit(self.unit, 1, &mut unsaved(&self.path, text), options)
        };
        (failed == 0).then_some(self)
    }

    /// What all declarations are in.
    pub fn root(&self) -> Option<Cursor<'_>> {
        // SAFETY: the unit is alive for as long as the cursor borrows it.
        unsafe { Cursor::new(clang_getTranslationUnitCursor(self.unit), self) }
    }

    pub(super) fn policy(&self, initialisers: bool) -> CXPrintingPolicy {
        self.policies[usize::from(initialisers)]
    }

    /// A file's text.
    ///
    /// # Safety
    /// The file is of this unit.
    pub(super) unsafe fn file(&self, file: CXFile) -> Option<&[u8]> {
        let mut files = self.files.borrow_mut();
        let (data, size) = *files.entry(file).or_insert_with(|| {
            let mut size = 0;
            // SAFETY: by the contract; `size` is writable.
            let data = unsafe { clang_getFileContents(self.unit, file, &mut size) };
            (data.cast(), size)
        });
        // SAFETY: the text is `size` bytes long, and lives as long as this unit is borrowed.
        (!data.is_null()).then(|| unsafe { std::slice::from_raw_parts(data, size) })
    }

    /// Where in the text something stands that the text declares again in another way, and where it does so.
    pub fn declared_again(&self) -> Vec<(usize, usize)> {
        let mut places = Vec::new();
        // SAFETY: the unit is alive; indices are below the numbers; each diagnostic is disposed of once. The notes
        // belong to their diagnostic.
        unsafe {
            for index in 0..clang_getNumDiagnostics(self.unit) {
                let diagnostic = clang_getDiagnostic(self.unit, index);
                if clang_getDiagnosticSeverity(diagnostic) >= CXDiagnostic_Error {
                    let notes = clang_getChildDiagnostics(diagnostic);
                    for index in 0..clang_getNumDiagnosticsInSet(notes) {
                        let note = clang_getDiagnosticInSet(notes, index);
                        let message = owned(clang_getDiagnosticSpelling(note)).unwrap_or_default();
                        let location = clang_getDiagnosticLocation(note);
                        if message.starts_with("previous d") && clang_Location_isFromMainFile(location) != 0 {
                            places.push((offset(location), offset(clang_getDiagnosticLocation(diagnostic))));
                        }
                        clang_disposeDiagnostic(note);
                    }
                }
                clang_disposeDiagnostic(diagnostic);
            }
        }
        places
    }
}

impl Drop for Parsed {
    fn drop(&mut self) {
        // SAFETY: all were made by this thread and are disposed of once, the unit before its index.
        unsafe {
            self.policies.into_iter().for_each(|policy| clang_PrintingPolicy_dispose(policy));
            clang_disposeTranslationUnit(self.unit);
            clang_disposeIndex(self.index);
        }
    }
}

/// # Safety
/// The unit is alive.
unsafe fn policy(unit: CXTranslationUnit, initialisers: bool) -> CXPrintingPolicy {
    // SAFETY: by the contract; the policy is a copy, the caller's.
    unsafe {
        let policy = clang_getCursorPrintingPolicy(clang_getTranslationUnitCursor(unit));
        clang_PrintingPolicy_setProperty(policy, CXPrintingPolicy_TerseOutput, 1);
        clang_PrintingPolicy_setProperty(policy, CXPrintingPolicy_PolishForDeclaration, 1);
        clang_PrintingPolicy_setProperty(policy, CXPrintingPolicy_SuppressInitializers, u32::from(!initialisers));
        policy
    }
}

/// The text under that path; must not outlive either.
fn unsaved(path: &CStr, text: &str) -> CXUnsavedFile {
    CXUnsavedFile { Filename: path.as_ptr(), Contents: text.as_ptr().cast(), Length: text.len() as _ }
}

/// # Safety
/// The location is of a unit that is alive.
unsafe fn offset(location: CXSourceLocation) -> usize {
    let mut offset = 0;
    let none = std::ptr::null_mut();
    // SAFETY: by the contract; the out parameter is writable.
    unsafe { clang_getFileLocation(location, std::ptr::null_mut(), none, none, &mut offset) };
    offset as usize
}

/// Copies a string of libclang's, and disposes of it.
///
/// # Safety
/// The string was given out by libclang, and is not disposed of.
pub(super) unsafe fn owned(string: CXString) -> Option<String> {
    // SAFETY: by the contract; libclang's strings end with a zero.
    unsafe {
        let data = clang_getCString(string);
        let owned = (!data.is_null()).then(|| CStr::from_ptr(data).to_string_lossy().into_owned());
        clang_disposeString(string);
        owned
    }
}
