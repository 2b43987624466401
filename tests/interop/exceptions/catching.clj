; C++ exceptions of any type, caught by type, base or reference, without slicing.
(cpp/raw "
  #include <any>
  #include <system_error>
  #include <typeinfo>
  namespace ex {
    struct base { int code; explicit base(int c) : code(c) {} virtual ~base() = default; virtual const char* name() const { return \"base\"; } };
    struct derived : base { using base::base; std::string more = \"more\"; const char* name() const override { return \"derived\"; } };
    struct leaf final : derived { using derived::derived; const char* name() const override { return \"leaf\"; } };
    struct other { virtual ~other() = default; int n = 9; };
    struct both : derived, other { both() : derived(8) {} };
    struct plain { double d; };
    struct priv : private base { priv() : base(1) {} };
    struct mine : std::runtime_error { using std::runtime_error::runtime_error; int extra = 77; };
    struct no_copy { int x = 4; no_copy() = default; no_copy(no_copy const&) = delete; no_copy(no_copy&&) = default; };
    enum colour { red, green };
    enum class mode { on = 5 };
    inline void throw_base(int i) { throw base(i); }
    inline void throw_derived(int i) { throw derived(i); }
    inline void throw_leaf(int i) { throw leaf(i); }
    inline void throw_both() { throw both(); }
    inline void throw_plain() { throw plain{2.5}; }
    inline void throw_priv() { throw priv(); }
    inline void throw_mine() { throw mine(\"mine\"); }
    inline void throw_int(int i) { throw i; }
    inline void throw_long(long i) { throw i; }
    inline void throw_double(double d) { throw d; }
    inline void throw_bool(bool b) { throw b; }
    inline void throw_char(char c) { throw c; }
    inline void throw_text() { throw \"text\"; }
    inline void throw_string() { throw std::string(\"string\"); }
    inline void throw_enum() { throw green; }
    inline void throw_mode() { throw mode::on; }
    inline void throw_pointer() { static derived d(3); throw &d; }
    inline void throw_null() { throw nullptr; }
    inline void throw_vector() { throw std::vector<int>{1, 2, 3}; }
    inline void throw_shared() { throw std::make_shared<int>(5); }
    inline void throw_system() { throw std::system_error(std::make_error_code(std::errc::invalid_argument), \"sys\"); }
    inline void throw_object(gusset::object o) { throw o; }
    inline void throw_no_copy() { throw no_copy(); }
    inline void nested() { try { throw std::runtime_error(\"inner\"); } catch (...) { std::throw_with_nested(std::logic_error(\"outer\")); } }
    inline int fine() { return 1; }
    inline void out_of_range() { std::vector<int> v; (void)v.at(3); }
    inline void bad_alloc() { throw std::bad_alloc(); }
    inline void bad_cast() { struct a { virtual ~a() {} }; struct b : a {}; a x; (void)dynamic_cast<b&>(x); }
    inline void bad_optional() { std::optional<int> o; (void)o.value(); }
    inline void stops() noexcept {}
    struct ctor_throws { ctor_throws() { throw base(11); } };
    struct op_throws { int operator+(int) const { throw base(12); } int operator()(int) const { throw base(13); } int operator[](int) const { throw base(14); } explicit operator int() const { throw base(15); } };
  }")
(try (cpp/ex.throw_base 3) (catch cpp/ex.base e (.-code e))) ;=> 3
(try (cpp/ex.throw_derived 4) (catch cpp/ex.base e [(.-code e) (.name e)])) ;=> [4 "derived"]
(try (cpp/ex.throw_leaf 5) (catch cpp/ex.base e (.name e))) ;=> "leaf"
(try (cpp/ex.throw_leaf 5) (catch cpp/ex.derived e [(.name e) (.-more e)])) ;=> ["leaf" "more"]
(try (cpp/ex.throw_leaf 5) (catch (:& ex.base) e (.name e))) ;=> "leaf"
(try (cpp/ex.throw_leaf 5) (catch (:& (:const ex.base)) e (.name e))) ;=> "leaf"
(try (cpp/ex.throw_leaf 5) (catch cpp/ex.leaf e :leaf) (catch cpp/ex.base e :base)) ;=> :leaf
(try (cpp/ex.throw_derived 5) (catch cpp/ex.leaf e :leaf) (catch cpp/ex.base e :base)) ;=> :base
(try (cpp/ex.throw_base 5) (catch cpp/ex.derived e :derived) (catch cpp/ex.base e :base)) ;=> :base
(try (cpp/ex.throw_both) (catch cpp/ex.other e (.-n e))) ;=> 9
(try (cpp/ex.throw_both) (catch cpp/ex.base e (.-code e))) ;=> 8
(try (cpp/ex.throw_priv) (catch cpp/ex.base e :base) (catch :default e :default)) ;=> :default
(try (cpp/ex.throw_plain) (catch cpp/ex.plain e (.-d e))) ;=> 2.5
(try (cpp/ex.throw_mine) (catch cpp/ex.mine e [(.what e) (.-extra e)])) ;=> ["mine" 77]
(try (cpp/ex.throw_mine) (catch cpp/std.exception e (.what e))) ;=> "mine"
(try (cpp/ex.throw_no_copy) (catch cpp/ex.no_copy e (.-x e))) ;=> 4
; Scalars, pointers, strings and classes of the standard library.
(try (cpp/ex.throw_int 3) (catch cpp/int i i)) ;=> 3
(try (cpp/ex.throw_int 3) (catch int i (* i 2))) ;=> 6
(try (cpp/ex.throw_int 3) (catch cpp/long i :long) (catch cpp/int i :int)) ;=> :int
(try (cpp/ex.throw_long 3) (catch cpp/int i :int) (catch cpp/long i i)) ;=> 3
(try (cpp/ex.throw_double 1.5) (catch cpp/double d d)) ;=> 1.5
(try (cpp/ex.throw_bool true) (catch cpp/bool b b)) ;=> true
(try (cpp/ex.throw_char \a) (catch cpp/char c c)) ;=> \a
(try (cpp/ex.throw_text) (catch (:* (:const char)) s s)) ;=> "text"
(try (cpp/ex.throw_string) (catch cpp/std.string s s)) ;=> "string"
(try (cpp/ex.throw_string) (catch cpp/std.string s (.size s))) ;=> 6
(try (cpp/ex.throw_enum) (catch cpp/ex.colour c c)) ;=> 1
(try (cpp/ex.throw_mode) (catch cpp/ex.mode m m)) ;=> 5
(try (cpp/ex.throw_pointer) (catch (:* ex.derived) p (.-code p))) ;=> 3
(try (cpp/ex.throw_pointer) (catch (:* ex.base) p (.-code p))) ;=> 3
(try (cpp/ex.throw_pointer) (catch (:* void) p :void)) ;=> :void
(try (cpp/ex.throw_null) (catch cpp/std.nullptr_t p :null)) ;=> :null
(try (cpp/ex.throw_null) (catch (:* ex.base) p :null-as-pointer)) ;=> :null-as-pointer
(try (cpp/ex.throw_vector) (catch (std.vector int) v (.size v))) ;=> 3
(try (cpp/ex.throw_vector) (catch (std.vector int) v v)) ;=> [1 2 3]
(try (cpp/ex.throw_shared) (catch (std.shared_ptr int) p (cpp/* p))) ;=> 5
(try (cpp/ex.throw_system) (catch cpp/std.system_error e (.value (.code e)))) ;=> 22
(try (cpp/ex.throw_object :key) (catch cpp/gusset.object o o)) ;=> :key
(try (cpp/ex.throw_object {:a [1]}) (catch cpp/gusset.object o (:a o))) ;=> [1]
(try (cpp/ex.out_of_range) (catch cpp/std.out_of_range e :oor)) ;=> :oor
(try (cpp/ex.bad_alloc) (catch cpp/std.bad_alloc e (.what e))) ;=> "std::bad_alloc"
(try (cpp/ex.bad_cast) (catch cpp/std.bad_cast e :bad-cast)) ;=> :bad-cast
(try (cpp/ex.bad_optional) (catch cpp/std.bad_optional_access e :empty)) ;=> :empty
(try (cpp/ex.nested) (catch cpp/std.logic_error e (.what e))) ;=> "outer"
(try (cpp/ex.nested) (catch cpp/std.exception e (try (cpp/std.rethrow_if_nested e) (catch cpp/std.runtime_error i (.what i))))) ;=> "inner"
; Everything can throw: constructors, operators, conversions.
(try (cpp/ex.ctor_throws) 0 (catch cpp/ex.base e (.-code e))) ;=> 11
(try (cpp/new ex.ctor_throws) 0 (catch cpp/ex.base e (.-code e))) ;=> 11
(try (cpp/+ (cpp/ex.op_throws) 1) (catch cpp/ex.base e (.-code e))) ;=> 12
(try ((cpp/ex.op_throws) 1) (catch cpp/ex.base e (.-code e))) ;=> 13
(try (cpp/aget (cpp/ex.op_throws) 1) (catch cpp/ex.base e (.-code e))) ;=> 14
(try (cpp/cast int (cpp/ex.op_throws)) (catch cpp/ex.base e (.-code e))) ;=> 15
; Uncaught by this try, caught by the next.
(try (try (cpp/ex.throw_int 1) (catch cpp/ex.base e :base)) (catch cpp/int i [:int i])) ;=> [:int 1]
(try (try (cpp/ex.throw_int 1) (finally (cpp/ex.fine))) (catch cpp/int i [:int i])) ;=> [:int 1]
(try (cpp/ex.fine) (catch cpp/ex.base e :base)) ;=> 1
(try (cpp/ex.throw_int 1) (catch :default e :any)) ;=> :any
(try (cpp/ex.throw_int 1) (catch cpp/ex.base e :base) (catch :default e :any)) ;=> :any
; The clause's value: native and host.
(let [n (try (cpp/ex.throw_int 4) (catch cpp/int i i))] (+ n 1)) ;=> 5
(try (cpp/ex.throw_base 3) (catch cpp/ex.base e (let [c (.-code e)] (cpp/+ c 1)))) ;=> 4
((try (cpp/ex.throw_base 3) (catch cpp/ex.base e (fn [] (.-code e))))) ;=> 3
; A closure captures by copy, as in C++: of the type that the clause names.
(try (cpp/ex.throw_leaf 3) (catch cpp/ex.base e (let [f (fn [] (.name e))] [(f) (.name e)]))) ;=> ["base" "leaf"]
; Wrong clauses.
(try (cpp/ex.fine) (catch cpp/ex.no_such_type e 1)) ;=! no_such_type
(try (cpp/ex.fine) (catch)) ;=! catch
(try (cpp/ex.fine) (catch cpp/int)) ;=! catch
(try (cpp/ex.fine) (catch cpp/int 5 5)) ;=! catch
(try (cpp/ex.fine) (catch (:&& int) e 5)) ;=! rvalue reference
(try (cpp/ex.fine) (catch void e 5)) ;=! void
(cpp/raw "namespace ex { struct fwd; struct abstract { virtual void f() = 0; }; }")
(try (cpp/ex.fine) (catch cpp/ex.fwd e 5)) ;=! incomplete
(try (cpp/ex.fine) (catch cpp/ex.abstract e 5)) ;=> 1
; A value that does not convert is a host exception, whatever the type.
(cpp/raw "namespace bad { inline int text(std::string s) { return s.size(); } inline int list(std::vector<int> s) { return s.size(); } inline int number(int n) { return n; } }")
(for [f [(fn [x] (cpp/bad.text x)) (fn [x] (cpp/bad.list x)) (fn [x] (cpp/bad.number x))]] (try (f :k) (catch Exception e (ex-message e)))) ;=> (":k (clojure.lang.Keyword) does not convert to std::basic_string<char>" ":k (clojure.lang.Keyword) does not convert to std::vector<int>" ":k (clojure.lang.Keyword) does not convert to int")
