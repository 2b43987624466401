//! The Clang oracle, asked directly, on real headers.

use gusset::interop::clang::{Clang, SessionConfig};
use gusset::interop::exception;
use gusset::interop::oracle::*;
use gusset::source::{Sources, Span};
use std::ffi::{CString, c_void};
use std::rc::Rc;

struct Session {
    clang: Clang,
}

fn session() -> Session {
    let sources = Rc::new(Sources::default());
    let clang = Clang::new(SessionConfig::default(), sources).expect("Clang starts");
    Session { clang }
}

impl Session {
    fn raw(&mut self, text: &str) {
        self.clang.raw(text, Span::NONE).unwrap_or_else(|error| panic!("{error}: {:?}", error.notes));
    }

    fn ty(&mut self, name: &str) -> NativeType {
        self.clang.type_of(&TypeExpr::Name(name.into()), Span::NONE).unwrap_or_else(|error| panic!("{error}"))
    }

    fn imgui(&mut self) {
        self.clang.package("imgui", Span::NONE).unwrap_or_else(|error| panic!("{error:?}"));
        self.clang.include(&[("imgui.h", Span::NONE)]).unwrap_or_else(|error| panic!("{error:?}"));
    }

    fn c_string(&mut self) -> NativeType {
        let chars = TypeExpr::Const(Box::new(TypeExpr::Name("char".into())));
        self.clang.type_of(&TypeExpr::Pointer(Box::new(chars)), Span::NONE).unwrap()
    }

    fn resolve(&mut self, operation: Operation, args: &[Arg]) -> Rc<Resolution> {
        match self.clang.resolve(&operation, args, Span::NONE, &vec![Span::NONE; args.len()]) {
            Ok(resolution) => resolution,
            Err(error) => panic!("{operation:?}: {error}: {:?}", error.notes),
        }
    }

    fn refused(&mut self, operation: Operation, args: &[Arg]) -> gusset::diagnostic::Diagnostic {
        match self.clang.resolve(&operation, args, Span::NONE, &vec![Span::NONE; args.len()]) {
            Ok(resolution) => panic!("{operation:?} gave {resolution:?}"),
            Err(error) => error,
        }
    }

    fn call(&mut self, path: &str, args: &[Arg]) -> Rc<Resolution> {
        self.resolve(Operation::Call(path.into()), args)
    }

    /// Runs a wrapper whose arguments lie at `args`; the result is read from the storage as a `T`.
    fn run<T: Copy>(&mut self, resolution: &Resolution, args: &mut [*mut c_void]) -> Result<T, exception::Caught> {
        if let Some(access) = resolution.access {
            // SAFETY: as below.
            unsafe {
                let from = if access.through_pointer { args[0].cast::<*mut c_void>().read() } else { args[0] };
                let place = from.wrapping_byte_add(access.offset);
                return Ok((&raw const place).cast::<T>().read());
            }
        }
        self.clang.compile_pending();
        let wrapper = &resolution.wrapper;
        let code = wrapper.code.get().unwrap_or_else(|| panic!("{}: {:?}", wrapper.signature, wrapper.failure.get()));
        let mut storage = [0u128; 32];
        // SAFETY: the tests below give each slot an object of its type, and read the result as what it is.
        unsafe {
            if wrapper.call(code, args.as_ptr(), storage.as_mut_ptr().cast()) != 0 {
                return Err(exception::take().expect("an exception was captured"));
            }
            Ok(storage.as_ptr().cast::<T>().read())
        }
    }
}

fn at<T>(value: &mut T) -> *mut c_void {
    std::ptr::from_mut(value).cast()
}

fn prvalue(ty: NativeType) -> Arg {
    Arg::Native(NativeType { ty: ty.ty, category: Category::Prvalue })
}

fn lvalue(ty: NativeType) -> Arg {
    Arg::Native(NativeType { ty: ty.ty, category: Category::Lvalue })
}

const LIBRARY: &str = r#"
namespace lib {
  inline int twice(int x) { return 2 * x; }
  inline double twice(double x) { return 2 * x; }
  template <class T> T largest(T a, T b) { return a < b ? b : a; }
  inline int fussy(int x) { if (x > 1) throw std::runtime_error("too much"); return x; }
  enum class Colour { red, green = 7 };
  constexpr int answer = 42;
  int counter = 40;
  inline int &the_counter() { return counter; }
  int undefined_function(int, const char *);
}
struct Vec { float x, y; Vec(float a, float b = 1) : x(a), y(b) {} float dot(const Vec &o) const { return x * o.x + y * o.y; } };
struct Shape { virtual ~Shape() {} virtual double area() const = 0; };
struct Square : Shape { double s; Square(double s) : s(s) {} double area() const override { return s * s; } };
#define LIB_LIMIT 0x10
#define LIB_NAME "gusset"
#define LIB_SUM (lib::counter + 2)
"#;

#[test]
fn overloads_are_picked_by_type() {
    let mut s = session();
    s.raw(LIBRARY);
    let (int, double) = (s.ty("int"), s.ty("double"));
    let (mut x, mut d) = (21i32, 1.25f64);
    let of_int = s.call("lib.twice", &[prvalue(int)]);
    assert_eq!(s.run::<i32>(&of_int, &mut [at(&mut x)]).unwrap(), 42);
    assert_eq!(of_int.result, NativeType { ty: int.ty, category: Category::Prvalue });
    let of_double = s.call("lib.twice", &[lvalue(double)]);
    assert_eq!(s.run::<f64>(&of_double, &mut [at(&mut d)]).unwrap(), 2.5);
    // Literals take part as int and double, and share one wrapper.
    let literal = s.call("lib.twice", &[Arg::Int(3)]);
    assert!(matches!(literal.slots[0].how, Passing::FromHost(FromHost::Int { bits: 32, signed: true })));
    assert!(Rc::ptr_eq(&literal.wrapper, &s.call("lib.twice", &[Arg::Int(4)]).wrapper));
}

#[test]
fn what_only_computes_an_address_needs_no_wrapper() {
    let mut s = session();
    s.raw(
        "namespace places { struct A { int a; }; struct B { int b; double c; }; struct V : virtual A { int v; };
         struct D : A, B { struct { int x; union { int y; float z; }; } inner; int bit : 3; int &r; }; }",
    );
    let pointer = |s: &mut Session, name: &str| {
        let ty = TypeExpr::Pointer(Box::new(TypeExpr::Name(name.into())));
        lvalue(s.clang.type_of(&ty, Span::NONE).unwrap_or_else(|error| panic!("{error}")))
    };
    let object = lvalue(s.ty("places.D"));
    let through = pointer(&mut s, "places.D");
    let virtually = lvalue(s.ty("places.V"));
    let mut access = |name: &str, of: &Arg| s.resolve(Operation::Field(name.into()), std::slice::from_ref(of)).access;
    let at = |through_pointer, offset| Some(Access { through_pointer, address_of: false, offset });
    assert_eq!(access("a", &object), at(false, 0));
    assert_eq!(access("b", &object), at(false, 8));
    assert_eq!(access("c", &through), at(true, 16));
    assert_eq!(access("inner", &through), at(true, 24));
    assert_eq!(access("v", &virtually), at(false, 8));
    for not_there in ["bit", "r"] {
        assert_eq!(access(not_there, &object), None, "{not_there}");
    }
    assert_eq!(access("a", &virtually), None);
    let dereference = s.resolve(Operation::Operator("*".into()), std::slice::from_ref(&through));
    assert_eq!(dereference.access, at(true, 0));
    let address = s.resolve(Operation::Operator("&".into()), std::slice::from_ref(&object));
    assert_eq!(address.access, Some(Access { through_pointer: false, address_of: true, offset: 0 }));
}

#[test]
fn functions_templates_constructors_members() {
    let mut s = session();
    s.raw(LIBRARY);
    let (float, double, vec) = (s.ty("float"), s.ty("double"), s.ty("Vec"));
    let (mut d, mut e) = (1.25f64, 3.0f64);
    let largest = s.call("lib.largest", &[lvalue(double), lvalue(double)]);
    assert_eq!(s.run::<f64>(&largest, &mut [at(&mut d), at(&mut e)]).unwrap(), 3.0);

    let mut f = 3f32;
    let construct = s.resolve(Operation::Construct(vec.ty), &[prvalue(float)]);
    let mut v = s.run::<[f32; 2]>(&construct, &mut [at(&mut f)]).unwrap();
    assert_eq!(v, [3.0, 1.0]);
    let mut w = [2f32, 5.0];
    let dot = s.resolve(Operation::Method("dot".into()), &[lvalue(vec), lvalue(vec)]);
    assert_eq!(s.run::<f32>(&dot, &mut [at(&mut v), at(&mut w)]).unwrap(), 11.0);
    let y = s.resolve(Operation::Field("y".into()), &[lvalue(vec)]);
    assert_eq!(y.result, NativeType { ty: float.ty, category: Category::Lvalue });
    assert_eq!(s.run::<*mut f32>(&y, &mut [at(&mut v)]).unwrap(), &raw mut v[1]);

    let square = s.ty("Square");
    let shape = s.ty("Shape");
    let make = s.resolve(Operation::Construct(square.ty), &[Arg::Int(3)]);
    assert!(matches!(make.slots[0].how, Passing::FromHost(FromHost::Double)), "{make:?}");
    let mut side = 3f64;
    let mut object = s.run::<[u64; 2]>(&make, &mut [at(&mut side)]).unwrap();
    let area = s.resolve(Operation::Method("area".into()), &[lvalue(shape)]);
    assert_eq!(s.run::<f64>(&area, &mut [at(&mut object)]).unwrap(), 9.0);
}

#[test]
fn names_and_constants() {
    let mut s = session();
    s.raw(LIBRARY);
    let name = |path: &str| Operation::Name(path.into());
    assert_eq!(s.resolve(name("lib.Colour.green"), &[]).constant, Some(Constant::Int(7)));
    assert_eq!(s.resolve(name("lib.answer"), &[]).constant, Some(Constant::Int(42)));
    assert_eq!(s.resolve(name("LIB_LIMIT"), &[]).constant, Some(Constant::Int(16)));
    assert_eq!(s.resolve(name("LIB_NAME"), &[]).constant, Some(Constant::String("gusset".into())));
    let int = s.ty("int");
    let counter = s.resolve(name("lib.counter"), &[]);
    assert_eq!(counter.result, NativeType { ty: int.ty, category: Category::Lvalue });
    assert_eq!(counter.constant, None);
    let address = s.run::<*mut i32>(&counter, &mut []).unwrap();
    // SAFETY: the address of a global of the text above.
    unsafe { *address = 50 };
    let sum = s.resolve(name("LIB_SUM"), &[]);
    assert_eq!(s.run::<i32>(&sum, &mut []).unwrap(), 52);
    let reference = s.call("lib.the_counter", &[]);
    assert_eq!(s.run::<*mut i32>(&reference, &mut []).unwrap(), address);
    match s.clang.name("lib.twicee", Span::NONE).unwrap() {
        Named::Unknown(names) => assert_eq!(names, ["lib.twice"]),
        other => panic!("{other:?}"),
    }
    assert_eq!(s.clang.name("std.this_thread", Span::NONE).unwrap(), Named::Namespace);
    assert_eq!(s.clang.name("std.this_thread.get_id", Span::NONE).unwrap(), Named::Value);
    let missing = s.refused(Operation::Call("lib.twicee".into()), &[]);
    assert!(missing.message.contains("did you mean 'twice'?"), "{}", missing.message);
}

#[test]
fn refusals_name_the_candidates() {
    let mut s = session();
    s.raw(LIBRARY);
    let pointer = s.clang.type_of(&TypeExpr::Pointer(Box::new(TypeExpr::Name("int".into()))), Span::NONE).unwrap();
    let refusal = s.refused(Operation::Call("lib.twice".into()), &[prvalue(pointer)]);
    assert_eq!(refusal.message, "no matching function for call to 'twice'");
    assert_eq!(refusal.notes.len(), 2, "{refusal:?}");
    assert!(refusal.notes[0].message.contains("no known conversion from 'int *' to 'int'"), "{refusal:?}");
    let ambiguous = s.refused(Operation::Call("lib.twice".into()), &[Arg::Host(HostType::Any)]);
    assert!(ambiguous.message.contains("ambiguous"), "{ambiguous:?}");
    let unsigned = s.ty("unsigned").ty;
    let narrow = s.refused(Operation::Construct(unsigned), &[Arg::Int(-1)]);
    assert_eq!(narrow.code.0, "cpp/narrowing");
    // Still fit to go on.
    s.call("lib.twice", &[Arg::Int(1)]);
}

#[test]
fn exceptions_are_captured_and_caught_by_type() {
    let mut s = session();
    s.raw(LIBRARY);
    let fussy = s.call("lib.fussy", &[Arg::Int(1)]);
    assert!(!fussy.wrapper.no_throw());
    let mut x = 1i32;
    assert_eq!(s.run::<i32>(&fussy, &mut [at(&mut x)]).unwrap(), 1);
    x = 2;
    let mut caught = s.run::<i32>(&fussy, &mut [at(&mut x)]).unwrap_err();
    assert_eq!((caught.type_name.as_str(), caught.what.as_str()), ("std::runtime_error", "too much"));
    assert_eq!(caught.host, None);
    let void_pointer =
        s.clang.type_of(&TypeExpr::Pointer(Box::new(TypeExpr::Name("void".into()))), Span::NONE).unwrap();
    let base = s.ty("std.exception");
    let as_base = s.resolve(Operation::CatchAs(base.ty), &[prvalue(void_pointer)]);
    assert_eq!(as_base.result, NativeType { ty: base.ty, category: Category::Lvalue });
    let mut object = s.run::<*mut c_void>(&as_base, &mut [at(&mut caught.handle)]).unwrap();
    assert!(!object.is_null());
    let what = s.resolve(Operation::Method("what".into()), &[lvalue(base)]);
    let text = s.run::<*const std::ffi::c_char>(&what, &mut [object]).unwrap();
    // SAFETY: the exception's text, alive as long as `caught`.
    assert_eq!(unsafe { std::ffi::CStr::from_ptr(text) }.to_str().unwrap(), "too much");
    let int = s.ty("int");
    let as_int = s.resolve(Operation::CatchAs(int.ty), &[prvalue(void_pointer)]);
    object = s.run::<*mut c_void>(&as_int, &mut [at(&mut caught.handle)]).unwrap();
    assert!(object.is_null());
    // Thrown again, it is the same.
    let rethrow = s.resolve(Operation::Rethrow, &[prvalue(void_pointer)]);
    let again = s.run::<i32>(&rethrow, &mut [at(&mut caught.handle)]).unwrap_err();
    assert_eq!(again.what, "too much");
}

#[test]
fn a_text_that_fails_leaves_no_trace() {
    let mut s = session();
    s.raw("namespace app { inline int before() { return 1; } }");
    let broken = "#define APP_MACRO 3\nnamespace app { inline int f() { return 1; }\n int g( { }\n}";
    let error = s.clang.raw(broken, Span::NONE).unwrap_err();
    assert_eq!(error.code.0, "cpp/raw");
    assert!(matches!(s.clang.name("app.f", Span::NONE).unwrap(), Named::Unknown(_)));
    assert!(matches!(s.clang.name("APP_MACRO", Span::NONE).unwrap(), Named::Unknown(_)));
    s.raw("#define APP_MACRO 4\nnamespace app { inline int f() { std::vector<int> v{1, 2}; v.push_back(APP_MACRO); return v[2]; } }");
    let f = s.call("app.f", &[]);
    assert_eq!(s.run::<i32>(&f, &mut []).unwrap(), 4);
    let before = s.call("app.before", &[]);
    assert_eq!(s.run::<i32>(&before, &mut []).unwrap(), 1);
}

#[test]
fn a_corrected_header_can_be_included_again() {
    let directory = std::env::temp_dir().join(format!("gusset-oracle-{}", std::process::id()));
    std::fs::create_dir_all(&directory).unwrap();
    let header = directory.join("fixed.hpp");
    let sources = Rc::new(Sources::default());
    let config =
        SessionConfig { include_paths: vec![directory.to_string_lossy().into_owned()], ..SessionConfig::default() };
    let mut s = Session { clang: Clang::new(config, sources).unwrap() };
    let missing = s.clang.include(&[("fixed.hpp", Span::NONE)]).unwrap_err();
    assert!(missing.message.contains("file not found"), "{missing:?}");
    for guard in ["#pragma once\n", "#ifndef FIXED_HPP\n#define FIXED_HPP\n"] {
        let end = if guard.starts_with("#ifndef") { "\n#endif\n" } else { "\n" };
        std::fs::write(&header, format!("{guard}inline int fixed() {{ return oops; }}{end}")).unwrap();
        let error = s.clang.include(&[("fixed.hpp", Span::NONE)]).unwrap_err();
        assert!(error.message.contains("oops"), "{error:?}");
        let external = error.notes[0].external.as_ref().expect("a position in the header");
        assert!(external.file.ends_with("fixed.hpp"), "{external:?}");
        assert!(external.text.contains("return oops"), "{external:?}");
    }
    std::fs::write(&header, "#pragma once\ninline int fixed() { return 5; }\n").unwrap();
    s.clang.include(&[("fixed.hpp", Span::NONE)]).unwrap_or_else(|error| panic!("{error:?}"));
    let fixed = s.call("fixed", &[]);
    assert_eq!(s.run::<i32>(&fixed, &mut []).unwrap(), 5);
    std::fs::remove_dir_all(&directory).unwrap();
}

#[test]
fn an_undefined_function_fails_alone() {
    let mut s = session();
    s.raw(LIBRARY);
    let bad = s.call("lib.undefined_function", &[Arg::Int(1), Arg::String("x".into())]);
    let good = s.call("lib.twice", &[Arg::Int(1)]);
    s.clang.compile_pending();
    assert!(bad.wrapper.code.get().is_none());
    let failure = bad.wrapper.failure.get().expect("a reason");
    assert!(failure.message.contains("int lib::undefined_function(int, const char *)"), "{failure:?}");
    let notes: String = failure.notes.iter().map(|note| note.message.as_str()).collect();
    assert!(notes.contains("_ZN3lib18undefined_functionEiPKc"), "{notes}");
    assert!(notes.contains("/usr/lib"), "{notes}");
    let mut x = 4i32;
    assert_eq!(s.run::<i32>(&good, &mut [at(&mut x)]).unwrap(), 8);
}

#[test]
fn formats_give_variadic_arguments_their_types() {
    let mut s = session();
    s.imgui();
    let format = |text: &str| Arg::String(text.into());
    let any = Arg::Host(HostType::Any);
    let text = s.call("ImGui.Text", &[format("%.1f %d %s"), any.clone(), any.clone(), any.clone()]);
    let how: Vec<_> = text.slots.iter().map(|slot| format!("{:?}", slot.how)).collect();
    assert!(how[1].contains("Double") && how[2].contains("bits: 32") && how[3].contains("CString"), "{how:?}");
    let other = s.call("ImGui.Text", &[format("%s"), any.clone()]);
    assert!(matches!(other.slots[1].how, Passing::FromHost(FromHost::CString)));
    let refusal = s.refused(Operation::Call("ImGui.Text".into()), &[Arg::Host(HostType::String), any]);
    assert!(refusal.message.contains("cpp/cast"), "{refusal:?}");
    let wrong = s.refused(Operation::Call("ImGui.Text".into()), &[format("%s"), Arg::Int(1)]);
    assert!(wrong.message.contains("the format wants"), "{wrong:?}");
}

#[test]
fn types_are_interned_and_described() {
    let mut s = session();
    let vector = TypeExpr::Template("std.vector".into(), vec![TypeExpr::Name("int".into())]);
    let int_vector = s.clang.type_of(&vector, Span::NONE).unwrap();
    let info = s.clang.info(int_vector.ty);
    assert_eq!((info.size, info.align, info.kind), (24, 8, TypeKind::Record));
    assert!(info.copy_constructible && !info.trivially_destructible && !info.trivially_copyable);
    let member = s.clang.type_of(&TypeExpr::Member(Box::new(vector), "value_type".into()), Span::NONE).unwrap();
    assert_eq!(member, s.ty("int"));
    let unsigned_long_long =
        TypeExpr::Unsigned(Box::new(TypeExpr::Long(Box::new(TypeExpr::Long(Box::new(TypeExpr::Name("int".into())))))));
    let info = {
        let ty = s.clang.type_of(&unsigned_long_long, Span::NONE).unwrap().ty;
        s.clang.info(ty)
    };
    assert_eq!((&*info.spelling, info.kind), ("unsigned long long", TypeKind::Int { bits: 64, signed: false }));
    let reference = TypeExpr::LvalueRef(Box::new(TypeExpr::Const(Box::new(TypeExpr::Name("std.string".into())))));
    let string = s.clang.type_of(&reference, Span::NONE).unwrap();
    assert_eq!(string.category, Category::Lvalue);
    let info = s.clang.info(string.ty);
    assert!(info.is_const && info.is_string, "{info:?}");
    assert_eq!(info.unqualified, s.ty("std.string").ty);
    let unknown = s.clang.type_of(&TypeExpr::Name("std.strin".into()), Span::NONE).unwrap_err();
    assert!(unknown.help.contains("std.string"), "{unknown:?}");
    let unique = TypeExpr::Template("std.unique_ptr".into(), vec![TypeExpr::Name("int".into())]);
    let ty = s.clang.type_of(&unique, Span::NONE).unwrap().ty;
    let info = s.clang.info(ty);
    assert!(!info.copy_constructible && info.move_constructible);
}

#[test]
fn operators_built_in_and_overloaded() {
    let mut s = session();
    let (int, double, string) = (s.ty("int"), s.ty("double"), s.ty("std.string"));
    let operator = |spelling: &str| Operation::Operator(spelling.into());
    let (mut x, mut d) = (7i32, 0.5f64);
    let sum = s.resolve(operator("+"), &[lvalue(int), prvalue(double)]);
    assert_eq!(sum.result.ty, double.ty);
    assert_eq!(s.run::<f64>(&sum, &mut [at(&mut x), at(&mut d)]).unwrap(), 7.5);
    let assign = s.resolve(operator("<<="), &[lvalue(int), Arg::Int(2)]);
    let mut two = 2i32;
    assert_eq!(s.run::<*mut i32>(&assign, &mut [at(&mut x), at(&mut two)]).unwrap(), &raw mut x);
    assert_eq!(x, 28);
    let negated = s.resolve(operator("-"), &[lvalue(int)]);
    assert_eq!(s.run::<i32>(&negated, &mut [at(&mut x)]).unwrap(), -28);
    let equal = s.resolve(operator("=="), &[lvalue(string), Arg::String("abc".into())]);
    assert!(matches!(equal.slots[1].how, Passing::FromHost(FromHost::CString)), "{equal:?}");
    let c_string = s.c_string();
    let mut text = CString::new("abc").unwrap().into_raw();
    let make = s.resolve(Operation::Construct(string.ty), &[prvalue(c_string)]);
    let mut made = Box::new([0u64; 4]);
    s.clang.compile_pending();
    let mut args = [at(&mut text)];
    // SAFETY: the storage is as large as a std::string.
    unsafe { assert_eq!(make.wrapper.code.get().unwrap()(args.as_mut_ptr(), at(&mut *made)), 0) };
    assert!(s.run::<bool>(&equal, &mut [at(&mut *made), at(&mut text)]).unwrap());
    let destroy = s.resolve(Operation::Destroy(string.ty), &[lvalue(string)]);
    assert!(destroy.wrapper.no_throw());
    s.run::<u8>(&destroy, &mut [at(&mut *made)]).unwrap();
    // SAFETY: made by CString::into_raw above.
    drop(unsafe { CString::from_raw(text) });
}

#[test]
fn variables_exist_once() {
    let mut s = session();
    s.raw(
        "static int hidden = 1; inline int shared_one = 5; inline int &local() { static int n = 10; return n; }\n\
           inline int bump() { return ++hidden + ++shared_one + ++local(); }",
    );
    let first = s.call("bump", &[]);
    assert_eq!(s.run::<i32>(&first, &mut []).unwrap(), 2 + 6 + 11);
    // Another batch sees the same variables.
    s.raw("inline int bump_again() { return ++hidden + ++shared_one + ++local(); }");
    let second = s.call("bump_again", &[]);
    assert_eq!(s.run::<i32>(&second, &mut []).unwrap(), 3 + 7 + 12);
}

#[test]
fn a_batch_of_imgui_wrappers() {
    let mut s = session();
    s.imgui();
    let string = |text: &str| Arg::String(text.into());
    let mut wrappers = Vec::new();
    let started = std::time::Instant::now();
    for (path, args) in [
        ("ImGui.Text", vec![string("%d"), Arg::Int(1)]),
        ("ImGui.Button", vec![string("a")]),
        ("ImGui.SameLine", vec![]),
        ("ImGui.Separator", vec![]),
        ("ImGui.BeginTable", vec![string("t"), Arg::Int(3)]),
        ("ImGui.EndTable", vec![]),
        ("ImGui.TableNextColumn", vec![]),
        ("ImGui.GetIO", vec![]),
        ("ImGui.GetWindowDrawList", vec![]),
        ("ImGui.CreateContext", vec![]),
        ("ImGui.SetNextItemWidth", vec![Arg::Double(10.0)]),
        ("ImGui.GetVersion", vec![]),
    ] {
        wrappers.push(s.call(path, &args));
    }
    let sema = started.elapsed();
    s.clang.compile_pending();
    println!("12 wrappers: resolve {sema:?}, all {:?}", started.elapsed());
    for resolution in &wrappers {
        assert!(resolution.wrapper.code.get().is_some(), "{:?}", resolution.wrapper.failure.get());
    }
    println!("{:?}", wrappers[0].wrapper.cost.get());
    let version = s.run::<*const std::ffi::c_char>(&wrappers[11], &mut []).unwrap();
    // SAFETY: a static string of the library.
    assert!(unsafe { std::ffi::CStr::from_ptr(version) }.to_str().unwrap().starts_with("1."));
    let alone = std::time::Instant::now();
    let one = s.call("ImGui.GetFrameCount", &[]);
    s.clang.compile_pending();
    println!("1 wrapper: {:?} {:?}", alone.elapsed(), one.wrapper.cost.get());
    // A second identical question costs nothing but a look-up.
    let again = std::time::Instant::now();
    assert!(Rc::ptr_eq(&s.call("ImGui.Text", &[string("%d"), Arg::Int(2)]).wrapper, &wrappers[0].wrapper));
    println!("known: {:?}", again.elapsed());
}

#[test]
fn what_was_missing_works_once_it_is_defined() {
    let mut s = session();
    s.raw("int later(int x); int uses_later(int x) { return later(x) + 1; } inline int twice_later(int x) { return 2 * later(x); }");
    let direct = s.call("later", &[Arg::Int(1)]);
    let through = s.call("uses_later", &[Arg::Int(1)]);
    let inlined = s.call("twice_later", &[Arg::Int(1)]);
    s.clang.compile_pending();
    for resolution in [&direct, &through, &inlined] {
        assert!(resolution.wrapper.code.get().is_none(), "{resolution:?}");
        let failure = resolution.wrapper.failure.get().expect("a reason");
        assert!(failure.message.contains("int later(int)"), "{failure:?}");
    }
    s.raw("int later(int x) { return 10 * x; }");
    let mut x = 4i32;
    assert_eq!(s.run::<i32>(&direct, &mut [at(&mut x)]).unwrap(), 40);
    assert_eq!(s.run::<i32>(&through, &mut [at(&mut x)]).unwrap(), 41);
    assert_eq!(s.run::<i32>(&inlined, &mut [at(&mut x)]).unwrap(), 80);
}

#[test]
fn host_values_convert_through_wrappers() {
    let mut s = session();
    s.raw(
        "inline int total(std::vector<int> xs) { int sum = 0; for (int x : xs) sum += x; return sum; }\n\
           inline std::map<std::string, double> ages() { return {{\"a\", 1.5}}; }\n\
           inline size_t length(const std::string &s) { return s.size(); }",
    );
    let any = Arg::Host(HostType::Any);
    let total = s.call("total", std::slice::from_ref(&any));
    let Passing::FromHost(FromHost::Convert(convert)) = total.slots[0].how.clone() else { panic!("{total:?}") };
    s.clang.compile_pending();
    let items = gusset::data::vector::vector([1, 2, 39].map(gusset::data::number::long));
    let mut word = items.word();
    let mut native = [0u64; 3];
    let code = convert.code.get().unwrap();
    // SAFETY: the slot takes the word of a host value, and the result is a std::vector, three words long.
    unsafe { assert_eq!(convert.call(code, [at(&mut word)].as_ptr(), at(&mut native)), 0) };
    assert_eq!(s.run::<i32>(&total, &mut [at(&mut native)]).unwrap(), 42);
    // What does not convert is a C++ exception.
    let wrong = gusset::data::text::string("no vector");
    word = wrong.word();
    // SAFETY: as above.
    unsafe { assert_eq!(convert.call(code, [at(&mut word)].as_ptr(), at(&mut native)), 1) };
    let caught = exception::take().unwrap();
    assert!(caught.what.contains("does not convert to std::vector<int>"), "{}", caught.what);

    let ages = s.call("ages", &[]);
    let ToHost::Convert(back) = s.clang.to_host(ages.result, Span::NONE).unwrap() else { panic!("{ages:?}") };
    let mut made = s.run::<[u64; 6]>(&ages, &mut []).unwrap();
    let _ = &mut made;
    assert!(back.argument_types.contains("map"));
    let length = s.call("length", &[Arg::Host(HostType::String)]);
    assert!(matches!(length.slots[0].how, Passing::FromHost(FromHost::Convert(_))), "{length:?}");
    let thread = s.ty("std.thread");
    let refusal = s.clang.to_host(thread, Span::NONE).unwrap_err();
    assert!(refusal.message.contains("does not convert"), "{refusal:?}");
}

#[test]
fn host_functions_become_callables() {
    let mut s = session();
    s.raw(
        "inline int apply(std::function<int(int)> f) { return f(1); }\n\
           inline void sorted(std::vector<int> &v, int (*less)(int, int)) {}\n\
           template <class F> auto twice(F f) { f(1); f(2); }",
    );
    let function = Arg::Host(HostType::Function(Signature::default()));
    let apply = s.call("apply", std::slice::from_ref(&function));
    assert!(matches!(apply.slots[0].how, Passing::FromHost(FromHost::Object | FromHost::Convert(_))), "{apply:?}");
    s.call("twice", std::slice::from_ref(&function));
    let vector = TypeExpr::Template("std.vector".into(), vec![TypeExpr::Name("int".into())]);
    let vector = s.clang.type_of(&vector, Span::NONE).unwrap();
    let pointer = s.call("sorted", &[lvalue(vector), function]);
    assert!(matches!(pointer.slots[1].how, Passing::FromHost(FromHost::Convert(_))), "{pointer:?}");
    s.clang.compile_pending();
    for resolution in [&apply, &pointer] {
        assert!(resolution.wrapper.code.get().is_some(), "{:?}", resolution.wrapper.failure.get());
    }
}
