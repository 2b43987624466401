//! What functions of the core library give, whatever they are called with: C++ chooses an overload by it.

use crate::data::var::Var;

/// Functions that give texts.
const TEXTS: &[(&str, &[&str])] = &[
    ("clojure.core", &["str", "subs", "name", "format", "pr-str", "prn-str", "print-str", "println-str", "slurp"]),
    (
        "clojure.string",
        &[
            "join",
            "upper-case",
            "lower-case",
            "capitalize",
            "replace",
            "replace-first",
            "reverse",
            "trim",
            "triml",
            "trimr",
            "trim-newline",
            "escape",
        ],
    ),
];
/// Functions of `clojure.core` that give doubles.
const DOUBLES: &[&str] = &[
    "rand",
    "Math/sin",
    "Math/cos",
    "Math/tan",
    "Math/asin",
    "Math/acos",
    "Math/atan",
    "Math/atan2",
    "Math/sinh",
    "Math/cosh",
    "Math/tanh",
    "Math/exp",
    "Math/log",
    "Math/log10",
    "Math/pow",
    "Math/cbrt",
    "Math/hypot",
    "Math/ceil",
    "Math/floor",
    "Math/rint",
    "Math/toRadians",
    "Math/toDegrees",
    "Math/signum",
    "Math/random",
];

/// Functions of `clojure.core` that give longs.
const LONGS: &[&str] = &["int", "short", "byte", "rand-int", "compare", "hash", "Math/round"];

pub(super) fn gives_text(var: &Var) -> bool {
    TEXTS.iter().any(|(namespace, names)| *namespace == &*var.namespace && names.contains(&&*var.name))
}

pub(super) fn gives_double(var: &Var) -> bool {
    &*var.namespace == "clojure.core" && DOUBLES.contains(&&*var.name)
}

pub(super) fn gives_long(var: &Var) -> bool {
    &*var.namespace == "clojure.core" && LONGS.contains(&&*var.name)
}
