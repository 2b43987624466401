//! The macros of `clojure.core`, written in Rust so that they cost little: a form and its arguments to its expansion.
//!
//! Expansions consist of the analyser's special forms and of `clojure.core/…` symbols, which no local can shadow. Each
//! list of an expansion stands at the place of the form that was expanded, the parts that the user wrote keep theirs.
//! One file per subject; [`expansion`] has what all of them build with.

#![deny(unsafe_code)]

#[macro_use]
mod expansion;
mod binding;
mod conditional;
mod definition;
mod destructure;
mod dynamic;
mod function;
mod iteration;
mod threading;

use crate::data::builtin::{Builtin, BuiltinFunction};
use crate::data::exception;
use crate::engine::Engine;
use crate::value::{Context, Outcome, Value};
use expansion::{Expand, Expansion};

/// A macro of the core library.
pub struct Macro {
    pub name: &'static str,
    /// Its parameters, as `doc` shows them.
    pub params: &'static str,
    pub doc: &'static str,
    /// Called as all macro functions are: with the form, the environment, and the arguments.
    pub function: BuiltinFunction,
}

/// The core macro of that name.
pub fn find(name: &str) -> Option<&'static Macro> {
    MACROS.iter().find(|entry| entry.name == name)
}

impl Macro {
    /// The function object of the macro.
    pub fn object(&self) -> Value {
        Builtin::make(self.name, 2, u32::MAX, self.function)
    }
}

/// How a macro is called and what it does.
struct Rule {
    name: &'static str,
    params: &'static str,
    min: usize,
    max: usize,
    expand: fn(&Expansion, &[Value]) -> Expand,
}

impl Rule {
    fn call(&self, cx: &mut Context, args: &[Value]) -> Outcome {
        let [form, _environment, args @ ..] = args else {
            return Err(exception::wrong_arity(cx, self.name, 0));
        };
        let engine = Engine::of(cx);
        match self.expand(form, args, &|| engine.next_id()) {
            Ok(expansion) => Ok(expansion),
            Err(refusal) => Err(exception::throw_diagnostic(cx, *refusal)),
        }
    }

    fn expand(&self, form: &Value, args: &[Value], next_id: &dyn Fn() -> u64) -> Expand {
        let x = Expansion::new(self.name, form, next_id);
        if args.len() < self.min || args.len() > self.max {
            let count = args.len();
            let plural = if count == 1 { "" } else { "s" };
            let usage = format!("({} {})", self.name, self.params);
            let mut refusal = x.refuse(form, format!("{} cannot take {count} argument{plural}", self.name));
            refusal.code = crate::diagnostic::Code("macro/arity");
            refusal.help = format!("write {usage}");
            return Err(refusal);
        }
        (self.expand)(&x, args)
    }
}

/// Any number of arguments.
const MANY: usize = usize::MAX;

macro_rules! macros {
    ($($name:literal, $params:literal, $min:literal..=$max:tt, $expand:path, $doc:literal;)*) => {
        /// All core macros, in no order.
        pub static MACROS: &[Macro] = &[$(Macro {
            name: $name,
            params: $params,
            doc: $doc,
            function: |cx, args| {
                Rule { name: $name, params: $params, min: $min, max: $max, expand: $expand }.call(cx, args)
            },
        }),*];
    };
}

macros! {
    // Functions and definitions.
    "fn", "name? [params*] body*", 1..=MANY, function::expand_fn,
        "A function. Parameters may be patterns; several arities stand in lists; a leading map {:pre [tests] :post [tests]} in the body checks.";
    "defn", "name doc? attributes? [params*] body*", 1..=MANY, function::defn,
        "Defines a function.";
    "defn-", "name doc? attributes? [params*] body*", 1..=MANY, function::defn_private,
        "Defines a function that is private to its namespace.";
    "defmacro", "name doc? attributes? [params*] body*", 1..=MANY, function::defmacro,
        "Defines a macro: a function from forms to a form. In its body &form is the whole form, &env the locals.";
    "defmulti", "name doc? attributes? dispatch & options", 1..=MANY, definition::defmulti,
        "Defines a function that chooses its method by what the dispatch function gives for the arguments. Options: :default value, :hierarchy var.";
    "defmethod", "multifn dispatch-value name? [params*] body*", 3..=MANY, function::defmethod,
        "Adds the method of a multimethod for a dispatch value.";
    "declare", "& names", 0..=MANY, definition::declare,
        "Makes vars without values, so that code can refer to them before they are defined.";
    "defonce", "name value", 2..=2, definition::defonce,
        "Defines a var unless it has a value already.";
    "letfn", "[(name [params*] body*)*] & body", 1..=MANY, binding::letfn,
        "Binds functions that may all call each other.";
    "memfn", "method & params", 1..=MANY, dynamic::memfn,
        "A function that calls a method of its first argument.";
    // Locals.
    "let", "[pattern value ...] & body", 1..=MANY, binding::expand_let,
        "Evaluates the body with locals, each of which sees those before it. Patterns take vectors and maps apart.";
    "loop", "[pattern value ...] & body", 1..=MANY, binding::expand_loop,
        "Like let, and recur in its body starts again with other values.";
    "if-let", "[pattern test] then else?", 2..=3, binding::if_let,
        "Binds the value of the test and evaluates then where it is neither nil nor false, otherwise else.";
    "if-some", "[pattern test] then else?", 2..=3, binding::if_some,
        "Binds the value of the test and evaluates then where it is not nil, otherwise else.";
    "when-let", "[pattern test] & body", 1..=MANY, binding::when_let,
        "Binds the value of the test and evaluates the body where it is neither nil nor false.";
    "when-some", "[pattern test] & body", 1..=MANY, binding::when_some,
        "Binds the value of the test and evaluates the body where it is not nil.";
    "when-first", "[pattern coll] & body", 1..=MANY, binding::when_first,
        "Binds the first element and evaluates the body where the collection is not empty.";
    // Conditionals.
    "when", "test & body", 1..=MANY, conditional::when,
        "Evaluates the body where the test is neither nil nor false.";
    "when-not", "test & body", 1..=MANY, conditional::when_not,
        "Evaluates the body where the test is nil or false.";
    "if-not", "test then else?", 2..=3, conditional::if_not,
        "Evaluates then where the test is nil or false, otherwise else.";
    "cond", "& tests-and-expressions", 0..=MANY, conditional::cond,
        "Gives the expression of the first test that passes; nil where none does.";
    "condp", "predicate value & clauses", 2..=MANY, conditional::condp,
        "Gives the expression of the first clause for which (predicate test value) passes. Clauses: test expression, or test :>> function; a single expression at the end is the default.";
    "case", "value & clauses", 1..=MANY, conditional::case,
        "Gives the expression whose constant equals the value, in constant time. A list has several constants; a single expression at the end is the default.";
    "and", "& forms", 0..=MANY, conditional::and,
        "The first value that is nil or false, else the last; evaluates no further than it must.";
    "or", "& forms", 0..=MANY, conditional::or,
        "The first value that is neither nil nor false, else the last; evaluates no further than it must.";
    // Threading.
    "->", "value & steps", 1..=MANY, threading::first,
        "Threads the value through the steps as their first argument.";
    "->>", "value & steps", 1..=MANY, threading::last,
        "Threads the value through the steps as their last argument.";
    "some->", "value & steps", 1..=MANY, threading::some_first,
        "Like ->, but stops with nil as soon as a value is nil.";
    "some->>", "value & steps", 1..=MANY, threading::some_last,
        "Like ->>, but stops with nil as soon as a value is nil.";
    "as->", "value name & steps", 2..=MANY, threading::named,
        "Binds the name to the value, then to what each step gives; gives the last.";
    "cond->", "value & tests-and-steps", 1..=MANY, threading::cond_first,
        "Threads the value, as first argument, through each step whose test passes.";
    "cond->>", "value & tests-and-steps", 1..=MANY, threading::cond_last,
        "Threads the value, as last argument, through each step whose test passes.";
    "doto", "value & steps", 1..=MANY, threading::doto,
        "Evaluates the steps with the value as their first argument, and gives the value.";
    "..", "value member & members", 2..=MANY, threading::dots,
        "Member access through several members in a row.";
    // Loops.
    "for", "[pattern coll modifiers* ...] expr", 2..=2, iteration::for_,
        "The lazy sequence of the expression for all elements, the last binding varying fastest. Modifiers: :let [bindings], :when test, :while test.";
    "doseq", "[pattern coll modifiers* ...] & body", 1..=MANY, iteration::doseq,
        "Evaluates the body for all elements, with the bindings and modifiers of for; gives nil.";
    "dotimes", "[name count] & body", 1..=MANY, iteration::dotimes,
        "Evaluates the body with the name bound to 0, 1, ... below the count; gives nil.";
    "while", "test & body", 1..=MANY, iteration::while_,
        "Evaluates the body as long as the test passes; gives nil.";
    "amap", "array index result expr", 4..=4, iteration::amap,
        "A copy of the array that has the expression as each element, evaluated with its index and the copy bound.";
    "areduce", "array index result init expr", 5..=5, iteration::areduce,
        "Reduces over an array's indices: the expression gives the next result.";
    // Before and after.
    "binding", "[var value ...] & body", 1..=MANY, dynamic::binding,
        "Evaluates the body with other values for dynamic vars.";
    "with-bindings", "var-to-value & body", 1..=MANY, dynamic::with_bindings,
        "Evaluates the body with the values of a map for its keys, dynamic vars.";
    "bound-fn", "[params*] & body", 1..=MANY, dynamic::bound_fn,
        "A function that runs with the bindings of dynamic vars that were there when it was made.";
    "with-redefs", "[var value ...] & body", 1..=MANY, dynamic::with_redefs,
        "Evaluates the body with other root values for vars, and puts the old ones back.";
    "with-open", "[name value ...] & body", 1..=MANY, dynamic::with_open,
        "Evaluates the body and calls the method close of everything bound, on every way out.";
    "with-out-str", "& body", 0..=MANY, dynamic::with_out_str,
        "Evaluates the body and gives what it printed, as a string.";
    "lazy-seq", "& body", 0..=MANY, dynamic::lazy_seq,
        "A sequence that is computed, once, when somebody looks at it.";
    "lazy-cat", "& colls", 0..=MANY, dynamic::lazy_cat,
        "The collections one after the other, none evaluated before it is needed.";
    "delay", "& body", 0..=MANY, dynamic::delay,
        "A value that is computed, once, when deref or force first ask for it.";
    "assert", "test message?", 1..=2, dynamic::assert,
        "Raises an AssertionError where the test gives nil or false.";
    "time", "expr", 1..=1, dynamic::time,
        "Gives the expression's value, and prints how long it took.";
    "locking", "lock & body", 1..=MANY, dynamic::in_order,
        "Evaluates the body. One thread runs the program, so that the lock is always free.";
    "dosync", "& body", 0..=MANY, dynamic::in_order,
        "Evaluates the body. One thread runs the program, so that nothing is ever retried.";
    "io!", "& body", 0..=MANY, dynamic::in_order,
        "Evaluates the body, which has side effects.";
    "vswap!", "volatile function & args", 2..=MANY, dynamic::vswap,
        "Sets the volatile to the function of its value and the arguments.";
    "comment", "& forms", 0..=MANY, definition::nothing,
        "Ignores the forms; gives nil.";
    // What only matters elsewhere.
    "import", "& classes", 0..=MANY, definition::import,
        "Does nothing: classes of the JVM that exist here are known by their simple names.";
    "refer-clojure", "& filters", 0..=MANY, definition::nothing,
        "Does nothing: a namespace's own definitions come before those of clojure.core.";
    "gen-class", "& options", 0..=MANY, definition::nothing,
        "Does nothing: there are no class files.";
}
