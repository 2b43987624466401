// The place of the translation unit that tools look at (src/interop/tooling): its text comes from memory, but libclang
// keeps what it has parsed of headers only for a file that is there. In a folder of its own, as headers are looked for
// beside it first.
