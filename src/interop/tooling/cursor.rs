//! Declarations of a parsed unit: libclang's cursors, with names for what is asked of them.

use super::parsed::{Parsed, owned};
use clang_sys::*;
use std::ffi::c_void;
use std::hash::{Hash, Hasher};

/// A declaration, macro or reference in a unit.
#[derive(Clone, Copy)]
pub(super) struct Cursor<'u> {
    raw: CXCursor,
    unit: &'u Parsed,
}

/// Where a cursor stands in its file.
#[derive(Clone, Copy)]
pub(super) struct Place<'u> {
    /// The whole file.
    pub file: &'u [u8],
    pub start: usize,
    /// Behind the last byte.
    pub end: usize,
    /// The declared name.
    pub name: usize,
}

/// What sort of thing it is, as far as sorts are told apart here.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Namespace,
    NamespaceAlias,
    Linkage,
    /// Also a struct or union, and templates of them.
    Class,
    Base,
    Enum,
    Enumerator,
    Field,
    Variable,
    Function,
    FunctionTemplate,
    Method,
    Constructor,
    Destructor,
    Conversion,
    Parameter,
    Typedef,
    /// `using name = type`.
    Alias,
    Macro,
    UsingDeclaration,
    UsingDirective,
    NamespaceReference,
    /// A name that may mean several declarations.
    Overloads,
    /// Part of a class or namespace, and declares no name that others see.
    NoName,
    Other,
}

impl Kind {
    #[allow(non_upper_case_globals)]
    fn of(kind: CXCursorKind) -> Kind {
        match kind {
            CXCursor_Namespace => Kind::Namespace,
            CXCursor_NamespaceAlias => Kind::NamespaceAlias,
            CXCursor_LinkageSpec => Kind::Linkage,
            CXCursor_StructDecl
            | CXCursor_ClassDecl
            | CXCursor_UnionDecl
            | CXCursor_ClassTemplate
            | CXCursor_ClassTemplatePartialSpecialization => Kind::Class,
            CXCursor_CXXBaseSpecifier => Kind::Base,
            CXCursor_EnumDecl => Kind::Enum,
            CXCursor_EnumConstantDecl => Kind::Enumerator,
            CXCursor_FieldDecl => Kind::Field,
            CXCursor_VarDecl => Kind::Variable,
            CXCursor_FunctionDecl => Kind::Function,
            CXCursor_FunctionTemplate => Kind::FunctionTemplate,
            CXCursor_CXXMethod => Kind::Method,
            CXCursor_Constructor => Kind::Constructor,
            CXCursor_Destructor => Kind::Destructor,
            CXCursor_ConversionFunction => Kind::Conversion,
            CXCursor_ParmDecl => Kind::Parameter,
            CXCursor_TypedefDecl => Kind::Typedef,
            CXCursor_TypeAliasDecl => Kind::Alias,
            CXCursor_MacroDefinition => Kind::Macro,
            CXCursor_UsingDeclaration => Kind::UsingDeclaration,
            CXCursor_UsingDirective => Kind::UsingDirective,
            CXCursor_NamespaceRef => Kind::NamespaceReference,
            CXCursor_OverloadedDeclRef => Kind::Overloads,
            CXCursor_CXXAccessSpecifier
            | CXCursor_FriendDecl
            | CXCursor_StaticAssert
            | CXCursor_TemplateTypeParameter
            | CXCursor_NonTypeTemplateParameter
            | CXCursor_TemplateTemplateParameter => Kind::NoName,
            _ => Kind::Other,
        }
    }

    /// Whether it can be called.
    pub fn is_function(self) -> bool {
        use Kind::*;
        matches!(self, Function | FunctionTemplate | Method | Constructor | Destructor | Conversion)
    }
}

impl PartialEq for Cursor<'_> {
    fn eq(&self, other: &Self) -> bool {
        // SAFETY: both belong to units that are alive.
        unsafe { clang_equalCursors(self.raw, other.raw) != 0 }
    }
}

impl Eq for Cursor<'_> {}

impl Hash for Cursor<'_> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        // SAFETY: the cursor's unit is alive.
        unsafe { clang_hashCursor(self.raw) }.hash(state);
    }
}

// In each block of this file: the cursor belongs to `self.unit`, which is alive and was not parsed anew, as it is
// borrowed; libclang is loaded, as there is a unit.
impl<'u> Cursor<'u> {
    /// None for libclang's null cursor.
    ///
    /// # Safety
    /// `raw` is of `unit`.
    pub unsafe fn new(raw: CXCursor, unit: &'u Parsed) -> Option<Cursor<'u>> {
        // SAFETY: by the contract.
        let null = unsafe { clang_Cursor_isNull(raw) != 0 || clang_isInvalid(clang_getCursorKind(raw)) != 0 };
        (!null).then_some(Cursor { raw, unit })
    }

    fn other(self, raw: CXCursor) -> Option<Cursor<'u>> {
        // SAFETY: what a cursor's unit is asked about it is of the same unit.
        unsafe { Cursor::new(raw, self.unit) }
    }

    pub fn kind(self) -> Kind {
        // SAFETY: see above.
        Kind::of(unsafe { clang_getCursorKind(self.raw) })
    }

    pub fn is_declaration(self) -> bool {
        // SAFETY: see above.
        unsafe { clang_isDeclaration(clang_getCursorKind(self.raw)) != 0 }
    }

    /// The name alone; that of a template's constructor has its parameters.
    pub fn name(self) -> String {
        // SAFETY: see above.
        unsafe { owned(clang_getCursorSpelling(self.raw)) }.unwrap_or_default()
    }

    pub fn children(self) -> Vec<Cursor<'u>> {
        extern "C" fn push(child: CXCursor, _: CXCursor, into: CXClientData) -> CXChildVisitResult {
            // SAFETY: `into` is the vector below, which nothing else looks at meanwhile.
            unsafe { (*into.cast::<Vec<CXCursor>>()).push(child) };
            CXChildVisit_Continue
        }
        let mut children: Vec<CXCursor> = Vec::new();
        // SAFETY: see above.
        unsafe { clang_visitChildren(self.raw, push, (&raw mut children).cast::<c_void>()) };
        children.into_iter().filter_map(|child| self.other(child)).collect()
    }

    /// What it belongs to: the class of a member that is defined outside.
    pub fn parent(self) -> Option<Cursor<'u>> {
        // SAFETY: see above.
        self.other(unsafe { clang_getCursorSemanticParent(self.raw) })
    }

    /// Whether it is written inside of what it belongs to.
    pub fn is_in_place(self) -> bool {
        // SAFETY: see above.
        unsafe {
            clang_equalCursors(clang_getCursorSemanticParent(self.raw), clang_getCursorLexicalParent(self.raw)) != 0
        }
    }

    /// What a reference refers to.
    pub fn referenced(self) -> Option<Cursor<'u>> {
        // SAFETY: see above.
        self.other(unsafe { clang_getCursorReferenced(self.raw) })
    }

    /// What a reference to overloaded functions, or a using-declaration's name, may mean.
    pub fn overloads(self) -> Vec<Cursor<'u>> {
        // SAFETY: see above; indices are below the number.
        unsafe {
            let count = clang_getNumOverloadedDecls(self.raw);
            (0..count).filter_map(|index| self.other(clang_getOverloadedDecl(self.raw, index))).collect()
        }
    }

    pub fn definition(self) -> Option<Cursor<'u>> {
        // SAFETY: see above.
        self.other(unsafe { clang_getCursorDefinition(self.raw) })
    }

    /// The first declaration of the same thing.
    pub fn first_declaration(self) -> Cursor<'u> {
        // SAFETY: see above.
        self.other(unsafe { clang_getCanonicalCursor(self.raw) }).unwrap_or(self)
    }

    /// The template that it is a specialisation of.
    pub fn template(self) -> Option<Cursor<'u>> {
        // SAFETY: see above.
        self.other(unsafe { clang_getSpecializedCursorTemplate(self.raw) })
    }

    /// The class or enum that an alias, a base or a variable's type comes down to.
    pub fn type_declaration(self) -> Option<Cursor<'u>> {
        // SAFETY: see above; an invalid type has an invalid declaration.
        unsafe {
            let ty = match self.kind() {
                Kind::Typedef | Kind::Alias => clang_getTypedefDeclUnderlyingType(self.raw),
                _ => clang_getCursorType(self.raw),
            };
            self.other(clang_getTypeDeclaration(clang_getCanonicalType(ty)))
        }
    }

    /// Members and bases that anybody may use; what belongs to no class is public, too.
    pub fn is_public(self) -> bool {
        // SAFETY: see above.
        let access = unsafe { clang_getCXXAccessSpecifier(self.raw) };
        access != CX_CXXPrivate && access != CX_CXXProtected
    }

    pub fn is_inline_namespace(self) -> bool {
        // SAFETY: see above.
        unsafe { clang_Cursor_isInlineNamespace(self.raw) != 0 }
    }

    /// A class without a name and objects, whose members are those of the scope around it.
    pub fn is_anonymous_class(self) -> bool {
        // SAFETY: see above.
        unsafe { clang_Cursor_isAnonymousRecordDecl(self.raw) != 0 }
    }

    /// A class, enum or namespace without a name.
    pub fn is_anonymous(self) -> bool {
        // SAFETY: see above.
        unsafe { clang_Cursor_isAnonymous(self.raw) != 0 }
    }

    pub fn is_scoped_enum(self) -> bool {
        // SAFETY: see above.
        unsafe { clang_EnumDecl_isScoped(self.raw) != 0 }
    }

    /// An enumerator's value, as C++ prints it.
    pub fn enumerator_value(self) -> String {
        // SAFETY: see above.
        unsafe {
            let of = clang_getEnumDeclIntegerType(clang_getCursorSemanticParent(self.raw));
            // Of `CXType_Bool` and all unsigned integers up to `CXType_UInt128`.
            match clang_getCanonicalType(of).kind {
                CXType_Bool..=CXType_UInt128 => clang_getEnumConstantDeclUnsignedValue(self.raw).to_string(),
                _ => clang_getEnumConstantDeclValue(self.raw).to_string(),
            }
        }
    }

    /// A function that nobody may call.
    pub fn is_deleted(self) -> bool {
        self.printed(false).ends_with("= delete")
    }

    /// The declaration as Clang prints it, without bodies and attributes.
    pub fn printed(self, initialisers: bool) -> String {
        // SAFETY: see above; the policy is the unit's.
        unsafe { owned(clang_getCursorPrettyPrinted(self.raw, self.unit.policy(initialisers))) }.unwrap_or_default()
    }

    /// The comment that Clang finds at the declaration, with its markers.
    pub fn comment(self) -> Option<String> {
        // SAFETY: see above.
        unsafe { owned(clang_Cursor_getRawCommentText(self.raw)) }
    }

    /// None for what is in no file, as Clang's own macros are.
    pub fn place(self) -> Option<Place<'u>> {
        // SAFETY: see above; the out parameters are writable, and a file's text lives as long as the unit.
        unsafe {
            let extent = clang_getCursorExtent(self.raw);
            let (file, start) = self.offset(clang_getRangeStart(extent))?;
            let (_, end) = self.offset(clang_getRangeEnd(extent))?;
            let (_, name) = self.offset(clang_getCursorLocation(self.raw))?;
            let file = self.unit.file(file)?;
            (start <= end && end <= file.len() && name <= file.len()).then_some(Place { file, start, end, name })
        }
    }

    /// Whether it is in the unit's own text, and in no header.
    pub fn is_in_unit(self) -> bool {
        // SAFETY: see above.
        unsafe { clang_Location_isFromMainFile(clang_getCursorLocation(self.raw)) != 0 }
    }

    /// Where a location is; in a macro's expansion, where the macro is used.
    ///
    /// # Safety
    /// The location is of the cursor's unit.
    unsafe fn offset(self, location: CXSourceLocation) -> Option<(CXFile, usize)> {
        let (mut file, mut offset) = (std::ptr::null_mut(), 0);
        // SAFETY: by the contract; the out parameters are writable or null.
        unsafe {
            clang_getFileLocation(location, &mut file, std::ptr::null_mut(), std::ptr::null_mut(), &mut offset);
        }
        (!file.is_null()).then_some((file, offset as usize))
    }
}
