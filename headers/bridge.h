/* The Clang bridge's C functions: all that the Rust side knows of Clang (decision D1). The implementation is in cpp/,
 * one file per task; the Rust side is src/interop/bridge.rs, which binds this header at build time and loads the
 * library at first need (decision D9).
 *
 * Strings that the bridge gives out stay valid until the next call on the same session, unless said otherwise. */
#ifndef GUSSET_BRIDGE_H
#define GUSSET_BRIDGE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
#pragma GCC visibility push(default)
extern "C" {
#endif

typedef struct gb_session gb_session;

/* UTF-8, not NUL-terminated. */
typedef struct {
  const char *data;
  size_t size;
} gb_string;

/* A byte range of a host source; `source` is UINT32_MAX where there is none. */
typedef struct {
  uint32_t source, start, end;
} gb_span;

/* ── Session (cpp/session.cpp) ─────────────────────────────────────────────────────────────────────────────────── */

typedef struct {
  /* Clang's arguments: -std=, -I, -D. */
  const gb_string *arguments;
  size_t argument_count;
  /* The directory that holds gusset/prelude.hpp. */
  gb_string headers;
  /* Where the prelude's precompiled header is kept; empty for none. */
  gb_string cache;
  /* Whether the usual standard headers are there without asking. */
  bool standard_headers;
} gb_config;

/* Null where Clang could not be started; `error` then says why (valid until the thread calls gb_session_create again).
 */
gb_session *gb_session_create(const gb_config *config, gb_string *error);
/* Destroys the static objects of compiled code, and calls what it gave to atexit. */
void gb_end(gb_session *session);
void gb_session_destroy(gb_session *session);
/* Makes a host source known by its id, so that spans can point into it. */
void gb_add_source(gb_session *session, uint32_t id, gb_string name, gb_string text);
bool gb_has_source(gb_session *session, uint32_t id);
/* Defines a symbol that compiled code may refer to. */
void gb_define_symbol(gb_session *session, gb_string name, void *address);
/* The LLVMOrcLLJITRef in use. */
void *gb_lljit(gb_session *session);

/* ── Diagnostics (cpp/diagnostics.cpp) ─────────────────────────────────────────────────────────────────────────── */

typedef enum { GB_ERROR, GB_NOTE } gb_level;
typedef enum { GB_NOWHERE, GB_IN_SOURCE, GB_IN_TEXT, GB_IN_FILE } gb_place;

typedef struct {
  gb_level level;
  gb_place place;
  gb_string message;
  /* GB_IN_SOURCE: the host source's id. GB_IN_TEXT: the text last given to gb_raw. */
  uint32_t source;
  /* Byte offset in the source or text. */
  uint32_t offset;
  /* GB_IN_FILE. */
  gb_string file, line_text;
  uint32_t line, column;
} gb_diagnostic;

/* What the last call that failed had to say; the first is the error. */
size_t gb_diagnostics(gb_session *session, const gb_diagnostic **items);

/* ── Parsing (cpp/parse.cpp) ───────────────────────────────────────────────────────────────────────────────────── */

/* Parses C++ at global scope; false with diagnostics, and then without a trace. */
bool gb_raw(gb_session *session, gb_string text);
/* The names that texts have defined anew since they were last asked for. */
size_t gb_redefined(gb_session *session, const gb_string **names);
/* Includes headers, as one text. */
bool gb_include(gb_session *session, const gb_string *headers, size_t count);
/* Adds an -I or -D argument for what is parsed from now on. */
void gb_add_argument(gb_session *session, gb_string argument);

/* ── Names (cpp/lookup.cpp) ────────────────────────────────────────────────────────────────────────────────────── */

/* GB_MACRO: a function-like one. */
typedef enum { GB_UNKNOWN, GB_NAMESPACE, GB_TYPE, GB_VALUE, GB_TYPE_TEMPLATE, GB_MACRO } gb_named;

gb_named gb_name(gb_session *session, gb_string path, uint32_t *type);
/* The closest names to an unknown one, best first, at most 5. */
size_t gb_closest(gb_session *session, gb_string path, const gb_string **names);

/* ── Types (cpp/types.cpp) ─────────────────────────────────────────────────────────────────────────────────────── */

#define GB_NO_TYPE UINT32_MAX

typedef enum { GB_PRVALUE, GB_LVALUE, GB_XVALUE } gb_category;

typedef enum {
  GB_POINTER,
  GB_LVALUE_REF,
  GB_RVALUE_REF,
  GB_CONST,
  GB_VOLATILE,
  GB_SIGNED,
  GB_UNSIGNED,
  GB_LONG,
  GB_SHORT,
  GB_ARRAY,
  GB_UNBOUNDED_ARRAY
} gb_modifier;

typedef enum {
  GB_TEMPLATE_TYPE,
  GB_TEMPLATE_INT,
  GB_TEMPLATE_BOOL,
  GB_TEMPLATE_CHAR,
  GB_TEMPLATE_DOUBLE,
  /* A string literal, of which C++ makes an object of a class. */
  GB_TEMPLATE_TEXT,
  GB_TEMPLATE_NULL,
  GB_TEMPLATE_TEMPLATE,
  /* The value that a path names, or its address. */
  GB_TEMPLATE_VALUE,
  GB_TEMPLATE_ADDRESS,
  /* `T::name`, a type or a value; `&T::name`. */
  GB_TEMPLATE_MEMBER,
  GB_TEMPLATE_MEMBER_ADDRESS
} gb_template_arg_kind;

typedef struct {
  gb_template_arg_kind kind;
  uint32_t type;
  int64_t integer;
  double real;
  gb_string name;
} gb_template_arg;

/* Each gives GB_NO_TYPE with diagnostics where there is no such type. Reference types have ids here, too. */
uint32_t gb_type_named(gb_session *session, gb_string path, gb_span at);
uint32_t gb_type_modified(gb_session *session, gb_modifier modifier, uint32_t base, uint64_t length, gb_span at);
uint32_t gb_type_function(gb_session *session, uint32_t result, const uint32_t *parameters, size_t count, bool variadic,
                          gb_span at);
uint32_t gb_type_template(gb_session *session, gb_string path, const gb_template_arg *args, size_t count, gb_span at);
uint32_t gb_type_member(gb_session *session, uint32_t base, gb_string name, gb_span at);
/* `typename T::template name<args…>`. */
uint32_t gb_type_member_template(gb_session *session, uint32_t base, gb_string name, const gb_template_arg *args,
                                 size_t count, gb_span at);
uint32_t gb_type_member_pointer(gb_session *session, uint32_t base, uint32_t pointee, gb_span at);
/* The referenced type of a reference type, else the type itself. */
uint32_t gb_type_referenced(gb_session *session, uint32_t type, gb_category *category);

typedef enum {
  GB_KIND_VOID,
  GB_KIND_BOOL,
  GB_KIND_CHAR,
  GB_KIND_INT,
  GB_KIND_FLOAT,
  GB_KIND_DOUBLE,
  GB_KIND_LONG_DOUBLE,
  GB_KIND_NULLPTR,
  GB_KIND_POINTER,
  GB_KIND_ENUM,
  GB_KIND_RECORD,
  GB_KIND_ARRAY,
  GB_KIND_FUNCTION,
  GB_KIND_MEMBER_POINTER,
  GB_KIND_OTHER
} gb_type_kind;

/* `is_object`: gusset::object, or gusset::result, which holds nothing else. */
typedef struct {
  gb_string spelling;
  gb_type_kind kind;
  uint8_t bits;
  bool is_signed, scoped;
  /* Pointee or element. */
  uint32_t inner;
  uint64_t length;
  uint32_t size, align;
  uint32_t unqualified;
  bool is_const, trivially_copyable, trivially_destructible, copy_constructible, move_constructible, incomplete,
      is_string, is_object, is_polymorphic;
} gb_type_info;

void gb_describe_type(gb_session *session, uint32_t type, gb_type_info *info);

/* ── Operations (cpp/operation.cpp, cpp/resolve.cpp, cpp/convert.cpp) ──────────────────────────────────────────── */

typedef enum {
  GB_OP_CALL,
  GB_OP_NAME,
  GB_OP_CONSTRUCT,
  GB_OP_NEW,
  GB_OP_DELETE,
  GB_OP_METHOD,
  GB_OP_FIELD,
  GB_OP_INVOKE,
  GB_OP_OPERATOR,
  GB_OP_CAST,
  GB_OP_UNSAFE_CAST,
  GB_OP_TO_BOOL,
  GB_OP_DESTROY,
  GB_OP_CATCH_AS,
  GB_OP_THROW,
  GB_OP_RETHROW,
  GB_OP_STATIC_MEMBER,
  GB_OP_MEMBER_ADDRESS,
  GB_OP_DELETE_ARRAY,
  GB_OP_FIELD_OPERATOR,
  GB_OP_CONVERT,
  /* By C++'s keyword as `name`: dynamic_cast, const_cast, reinterpret_cast. */
  GB_OP_NAMED_CAST,
  /* Of `type`, or of the argument where there is none. */
  GB_OP_TYPEID,
  /* `new (&place) T(args…)` of argument 0, the place. */
  GB_OP_CONSTRUCT_AT
} gb_operation_kind;

typedef struct {
  gb_operation_kind kind;
  gb_string name;
  /* GB_OP_FIELD_OPERATOR: the field that the operator is applied to. */
  gb_string field;
  uint32_t type;
  /* Explicit template arguments of the name. */
  bool has_template_args;
  const gb_template_arg *template_args;
  size_t template_arg_count;
  /* Casts: `T`, `T &` (GB_LVALUE) or `T &&` (GB_XVALUE). */
  gb_category category;
} gb_operation;

typedef enum {
  GB_ARG_NATIVE,
  GB_ARG_ANY,
  GB_ARG_NIL,
  GB_ARG_BOOL,
  GB_ARG_LONG,
  GB_ARG_DOUBLE,
  GB_ARG_CHAR,
  GB_ARG_STRING,
  GB_ARG_FUNCTION,
  /* A host value that is no scalar. */
  GB_ARG_VALUE,
  GB_ARG_INT_LITERAL,
  GB_ARG_DOUBLE_LITERAL,
  GB_ARG_BOOL_LITERAL,
  GB_ARG_CHAR_LITERAL,
  GB_ARG_STRING_LITERAL,
  /* `{…}` around the next `integer` arguments, each with those inside of its own braces. */
  GB_ARG_BRACES,
  /* The overloaded function that `operation` names; which one it is depends on where it is passed. */
  GB_ARG_OVERLOADED,
  /* `text`, as it stands in a macro. */
  GB_ARG_WRITTEN,
  /* What was GB_ARG_ANY, for templates that hand it on (gusset::passed). The bridge's own. */
  GB_ARG_PASSED
} gb_arg_kind;

typedef struct {
  gb_arg_kind kind;
  /* GB_ARG_NATIVE. */
  uint32_t type;
  gb_category category;
  const gb_operation *operation;
  /* Literals. Of a GB_ARG_FUNCTION, or a GB_ARG_ANY that may be one, how many arguments it takes: bit n for n; 0 where
     that is not known. In the upper half, what it gives: 1 a long, 2 a double, 3 a text, 4 nothing; 0 unknown. */
  int64_t integer;
  double real;
  gb_string text;
  gb_span span;
} gb_arg;

typedef enum {
  GB_PASS_ADDRESS,
  GB_FROM_BOOL,
  GB_FROM_INT,
  GB_FROM_FLOAT,
  GB_FROM_DOUBLE,
  GB_FROM_LONG_DOUBLE,
  GB_FROM_C_STRING,
  GB_FROM_POINTER,
  GB_FROM_NULLPTR,
  GB_FROM_OBJECT,
  GB_FROM_CONVERT
} gb_passing;

typedef struct {
  uint32_t type;
  gb_passing how;
  uint8_t bits;
  bool is_signed;
  /* GB_FROM_CONVERT: the converting wrapper. */
  uint32_t wrapper;
  /* GB_FROM_POINTER: what a cast makes of a `void *` in a box, too. */
  bool casts;
} gb_slot;

typedef enum { GB_NOT_CONSTANT, GB_CONSTANT_INT, GB_CONSTANT_DOUBLE, GB_CONSTANT_STRING, GB_CONSTANT_NULL } gb_constant;

/* An operation that only computes an address from its one argument's, which needs no wrapper's code. */
typedef struct {
  bool is_access;
  /* The argument is a pointer, and the object is where it points. */
  bool through_pointer;
  /* The result is a pointer to the object; else it is the object, a glvalue. */
  bool address_of;
  /* Bytes. */
  uint64_t offset;
} gb_access;

typedef struct {
  uint32_t wrapper;
  const gb_slot *slots;
  size_t slot_count;
  uint32_t type;
  gb_category category;
  /* The answer depends on the exact literals: on a format's text, or on a value that C++ needs while it compiles. */
  bool depends_on_literals;
  /* The result is the value of a bit-field, which has no address. */
  bool bit_field;
  /* A built-in `&&` or `||`: the second operand is evaluated only where the first does not decide. */
  bool short_circuits;
  gb_constant constant;
  int64_t integer;
  double real;
  gb_string text;
  gb_access access;
} gb_resolution;

/* Whether a GB_OP_NAME, GB_OP_STATIC_MEMBER or GB_OP_MEMBER_ADDRESS names an overloaded function. */
bool gb_is_overloaded(gb_session *session, const gb_operation *operation, gb_span at);
bool gb_resolve(gb_session *session, const gb_operation *operation, const gb_arg *args, size_t count, gb_span at,
                gb_resolution *resolution);

/* Whether a class has no such member, but an `operator->` that gives an object. */
bool gb_through_proxy(gb_session *session, uint32_t type, gb_string member);
/* At which byte of an object of this class a base begins; each by its type, or by its name where that is GB_NO_TYPE.
   False where there is none, more than one, one that is not public, or a virtual one, whose place only the object
   knows. */
bool gb_base_offset(gb_session *session, uint32_t type, gb_string type_name, uint32_t base, gb_string name,
                    int64_t *offset);
/* The type of `c ? a : b`; false where there is none. */
bool gb_common_type(gb_session *session, uint32_t a, gb_category a_category, uint32_t b, gb_category b_category,
                    uint32_t *type, gb_category *category);

typedef enum {
  GB_TO_NIL,
  GB_TO_BOOL,
  GB_TO_INT,
  GB_TO_CHAR,
  GB_TO_FLOAT,
  GB_TO_DOUBLE,
  GB_TO_LONG_DOUBLE,
  GB_TO_C_STRING,
  GB_TO_OBJECT,
  GB_TO_CONVERT
} gb_to_host_kind;

typedef struct {
  gb_to_host_kind how;
  uint8_t bits;
  bool is_signed;
  uint32_t wrapper;
} gb_to_host_answer;

/* How a value becomes a host value; false with diagnostics where it cannot. */
bool gb_to_host(gb_session *session, uint32_t type, gb_category category, gb_span at, gb_to_host_answer *answer);

/* ── Classes for host functions (cpp/reify.cpp) ────────────────────────────────────────────────────────────────── */

typedef struct {
  gb_string name;
  size_t parameters;
  gb_span at;
} gb_method;

/* A class to derive from, and what its constructor is given. */
typedef struct {
  uint32_t type;
  const gb_arg *args;
  size_t arg_count;
  gb_span at;
} gb_base;

/* A class that derives from the bases and overrides their virtual functions of these names and numbers of parameters;
 * its constructor takes the bases' arguments, then a gusset::object for each function. */
bool gb_reify(gb_session *session, const gb_base *bases, size_t base_count, const gb_method *methods,
              size_t method_count, gb_span at, uint32_t *type);

/* ── Wrappers (cpp/wrap.cpp, cpp/link.cpp) ─────────────────────────────────────────────────────────────────────── */

typedef struct {
  gb_string symbol, signature, argument_types;
  double sema_ms;
  /* No exception comes out of it; any other is called through gb_guard. */
  bool no_throw;
  /* It was not made pending: its operation is a constant or an access, which is done without its code. */
  bool spare;
} gb_wrapper_info;

bool gb_wrapper(gb_session *session, uint32_t wrapper, gb_wrapper_info *info);

/* What is missing from a wrapper that could not be linked. */
typedef struct {
  /* As C++: `void lib::f(int)`; empty where Clang does not know it. */
  gb_string declaration;
  gb_string symbol;
  /* Where it was declared. */
  gb_string file;
  uint32_t line;
} gb_missing;

typedef struct {
  uint32_t wrapper;
  /* Null where it failed. */
  void *code;
  /* It waits for no other thread, and calls nothing that might (cpp/leaf.hpp). */
  bool leaf;
  double ir_ms, backend_ms;
  const gb_missing *missing;
  size_t missing_count;
  /* Why it failed where nothing is missing. */
  gb_string error;
} gb_compiled;

/* Compiles what is pending as one module. The array stays valid until the next call. */
size_t gb_compile_pending(gb_session *session, const gb_compiled **items);
/* Queues a wrapper that is not compiled with the others, because its value is a constant. */
void gb_require(gb_session *session, uint32_t wrapper);

/* Links a wrapper's definition, and the inline functions that it needs, into an LLVMModuleRef of any context; the
 * wrapper becomes internal and always inlined. May be called from any thread. False: no such wrapper compiled. */
bool gb_link_wrapper(gb_session *session, gb_string symbol, void *llvm_module);

/* ── Libraries (cpp/library.cpp) ───────────────────────────────────────────────────────────────────────────────── */

/* Adds one file; false with `error`. Finding it is the Rust side's job. */
bool gb_load_shared_library(gb_session *session, gb_string path, gb_string *error);
bool gb_load_archive(gb_session *session, gb_string path, gb_string *error);

/* ── Exceptions (cpp/except.cpp) ───────────────────────────────────────────────────────────────────────────────── */

typedef struct {
  /* A gusset::detail::captured*, given back with gb_exception_drop. */
  void *handle;
  /* Owned by the handle. */
  gb_string type_name, what;
  /* The host exception that crossed C++ frames, as a counted word owned by the handle. */
  bool is_host;
  uint64_t host;
} gb_exception;

/* A wrapper's code: args[i] is the address of the object in slot i. Returns 0, or throws. */
typedef int (*gb_code)(void *const *args, void *ret);
/* Calls a wrapper: 1 where an exception came out of it, which is captured then; else what the wrapper returns. */
int gb_guard(gb_code code, void *const *args, void *ret);
/* Captures the exception that a landing pad of compiled code has caught. */
void gb_caught(void *exception);
/* The exception that was last captured on this thread; false where there is none. */
bool gb_exception_take(gb_exception *exception);
/* Makes a captured exception the one that is being handled on this thread, as a catch clause does: `throw;` and
 * std::current_exception in what the clause calls mean it. Each is left again, the last one first. */
void gb_exception_enter(void *handle);
void gb_exception_leave(void);
/* Whether two captures hold the same exception object. */
bool gb_exception_same(void *a, void *b);
void gb_exception_drop(void *handle);
/* Tells how host values are counted; needed before any wrapper runs. */
void gb_counting(void (*retain)(uint64_t), void (*release)(uint64_t), uint64_t nil);

#ifdef __cplusplus
}
#pragma GCC visibility pop
#endif
#endif
