//! The Clang oracle, asked directly, on real headers.

use gusset::interop::clang::{Clang, SessionConfig};
use gusset::interop::exception;
use gusset::interop::oracle::*;
use gusset::source::{Sources, Span};
use std::ffi::{CString, c_void};
use std::rc::Rc;

struct Session {
    clang: Clang,
    sources: Rc<Sources>,
}

fn session() -> Session {
    let sources = Rc::new(Sources::default());
    let clang = Clang::new(SessionConfig::default(), sources.clone(), None).expect("Clang starts");
    Session { clang, sources }
}

impl Session {
    fn raw(&mut self, text: &str) {
        self.clang.raw(text, Span::NONE).unwrap_or_else(|error| panic!("{error}: {:?}", error.notes));
    }

    fn ty(&mut self, name: &str) -> NativeType {
        self.clang.type_of(&TypeExpr::Name(name.into()), Span::NONE).unwrap_or_else(|error| panic!("{error}"))
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
        self.clang.compile_pending();
        let wrapper = &resolution.wrapper;
        let code = wrapper.code.get().unwrap_or_else(|| panic!("{}: {:?}", wrapper.signature, wrapper.failure.get()));
        let mut storage = [0u128; 32];
        // SAFETY: the tests below give each slot an object of its type, and read the result as what it is.
        unsafe {
            if code(args.as_ptr(), storage.as_mut_ptr().cast()) != 0 {
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
